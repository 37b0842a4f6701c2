// SPDX-License-Identifier: GPL-2.0-only
#include <stdlib.h>

#include "key/prog.h"
#include "make_btf.h"
#include "make_stats.h"
#include "prog/value.h"

/* Programs as keys take a kernel, and what upstream has for them. */
const struct key_kind key_prog_id_kind = { .meaning = CTRL_MEANING_PROG_ID };
const struct key_kind key_prog_fd_kind = { .meaning = CTRL_MEANING_PROG_FD };

struct ids {
	int u8, u32, u64, s64, yes_no, character, ratio, secret;
	int type, mood, pool, tag, name, motto, lanes;
	int etag, mask, nsec, bytes, prog_id;
};

static void add_numbers(struct btf *b, struct ids *id)
{
	id->u8 = make_int(b, "unsigned char", 1, 0);
	id->u32 = make_int(b, "unsigned int", 4, 0);
	id->u64 = make_int(b, "unsigned long long", 8, 0);
	id->s64 = make_int(b, "long long", 8, BTF_INT_SIGNED);
	id->yes_no = make_int(b, "_Bool", 1, BTF_INT_BOOL);
	id->character = make_int(b, "char", 1, BTF_INT_SIGNED);
	id->ratio = btf__add_float(b, "double", 8);
	id->secret = btf__add_ptr(b, 0);
	id->etag = btf__add_typedef(b, "bpf_ctrl_etag_t", id->u64);
	id->mask = btf__add_typedef(b, "bpf_ctrl_mask_t", id->u64);
	id->nsec = btf__add_typedef(b, "bpf_ctrl_nsec_t", id->u64);
	id->bytes = btf__add_typedef(b, "bpf_ctrl_bytes_t", id->u64);
	id->prog_id = btf__add_typedef(b, "bpf_ctrl_prog_id_t", id->u32);
}

/* With the last enumerator of the kernel's, which has another beginning. */
static void add_enums(struct btf *b, struct ids *id)
{
	id->type = btf__add_enum(b, "bpf_prog_type", 4);
	btf__add_enum_value(b, "BPF_PROG_TYPE_UNSPEC", 0);
	btf__add_enum_value(b, "BPF_PROG_TYPE_SOCKET_FILTER", 1);
	btf__add_enum_value(b, "__MAX_BPF_PROG_TYPE", 2);
	id->mood = btf__add_enum(b, "mood", 4);
	btf__add_enum_value(b, "MOOD_GOOD", 0);
	btf__add_enum_value(b, "MOOD_SO_SO", 1);
}

static void add_composites(struct btf *b, struct ids *id)
{
	struct maker m;

	id->tag = btf__add_array(b, id->u32, id->u8, 8);
	id->name = btf__add_array(b, id->u32, id->character, 16);
	id->motto = btf__add_array(b, id->u32, id->character, 8);
	id->lanes = btf__add_array(b, id->u32, id->u32, 2);
	id->pool = maker_begin(&m, b, "pool", 16);
	maker_field(&m, "depth", id->bytes);
	maker_field(&m, "width", id->u32);
}

static void fill_known(struct maker *m, const struct ids *id)
{
	maker_field(m, "etag", id->etag);
	maker_field(m, "mask", id->mask);
	maker_field(m, "run_cnt", id->u64);
	maker_field(m, "run_time_ns", id->nsec);
	maker_field(m, "recursion_misses", id->u64);
	maker_field(m, "id", id->prog_id);
	maker_field(m, "type", id->type);
	maker_field(m, "tag", id->tag);
	maker_field(m, "name", id->name);
	maker_field(m, "load_time", id->nsec);
	maker_field(m, "reset_time", id->nsec);
	maker_field(m, "collecting", id->yes_no);
}

static void fill_unknown(struct maker *m, const struct ids *id)
{
	maker_field(m, "nr_friends", id->u32);
	maker_field(m, "balance", id->s64);
	maker_field(m, "patience_ns", id->nsec);
	maker_field(m, "luggage", id->bytes);
	maker_field(m, "mood", id->mood);
	maker_field(m, "motto", id->motto);
	maker_field(m, "lanes", id->lanes);
	maker_field(m, "pool", id->pool);
	maker_field(m, "ratio", id->ratio);
	maker_field(m, "secret", id->secret);
}

static const struct stats_column columns[] = {
	{ .title = "RUNS", .form = STATS_COUNT, .member = "run_cnt" },
	{ .title = "TIME", .form = STATS_TIME, .member = "run_time_ns",
	  .incidental = true },
	{ .title = "MISSES", .form = STATS_COUNT, .member = "recursion_misses" },
	{}
};

static const struct stats_label labels[] = {
	{ .label = "id" },
	{ .label = "tag", .member = "tag" },
	{ .label = "name", .member = "name" },
	{ .label = "type", .member = "type" },
	{}
};

static const char *const identity[] = { "tag", "load_time", NULL };

const struct stats_front sample_front = {
	.columns = columns,
	.metrics = {
		.prefix = "bpf_prog_",
		.objects = "BPF programs",
		.labels = labels,
		.collecting = "bpf_stats_collecting",
		.collecting_help = "Whether.",
		.all = true,
	},
	.identity = identity,
	.reset_time = "reset_time",
	.collecting = "collecting",
	.own_word = prog_value__own_word,
};

void stats_sample_init(struct stats_sample *s)
{
	struct maker m;
	struct ids id;
	int value, key;

	s->btf = btf__new_empty();
	if (!s->btf)
		abort();
	add_numbers(s->btf, &id);
	add_enums(s->btf, &id);
	add_composites(s->btf, &id);
	key = maker_begin(&m, s->btf, "sample_key", sizeof(__u32));
	maker_field(&m, "prog_id", id.u32);
	value = maker_begin(&m, s->btf, "sample_stats",
			    sizeof(struct sample_stats));
	fill_known(&m, &id);
	fill_unknown(&m, &id);
	s->front = &sample_front;
	if (ctrl_type__init(&s->key, s->btf, key) ||
	    ctrl_type__init(&s->type, s->btf, value) ||
	    stats_fields__init(&s->fields, &s->type, s->front))
		abort();
}

void stats_sample_deinit(struct stats_sample *s)
{
	stats_fields__deinit(&s->fields);
	ctrl_type__deinit(&s->key);
	ctrl_type__deinit(&s->type);
	btf__free(s->btf);
}
