// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>
#include <stdlib.h>

#include "make_btf.h"

static int must(int id)
{
	if (id < 0) {
		fprintf(stderr, "cannot make BTF: %d\n", id);
		abort();
	}
	return id;
}

int make_int(struct btf *btf, const char *name, __u32 size, int encoding)
{
	return must(btf__add_int(btf, name, size, encoding));
}

int maker_begin(struct maker *m, struct btf *btf, const char *name, __u32 size)
{
	m->btf = btf;
	m->bit = 0;
	return must(btf__add_struct(btf, name, size));
}

void maker_field(struct maker *m, const char *name, int type_id)
{
	__u32 bits = btf__resolve_size(m->btf, type_id) * 8;
	__u32 align = btf__align_of(m->btf, type_id) * 8;

	if (align)
		m->bit = (m->bit + align - 1) / align * align;
	must(btf__add_field(m->btf, name, type_id, m->bit, 0));
	m->bit += bits;
}

void maker_bitfield(struct maker *m, const char *name, int type_id, __u32 bits)
{
	must(btf__add_field(m->btf, name, type_id, m->bit, bits));
	m->bit += bits;
}

/* The ids that the members of the sample are made of. */
struct ids {
	int u8, s8, u16, s16, u32, s32, u64, s64, u128, s128;
	int yes_no, character;
	int mode, level, big, caps;
	int label, list, grid, each, bytes, ro_label;
	int stats, queue, queues, left_right, word_bytes, deep, deeper;
	int ro, ro_deep, mine;
	int etag, mask, nsec, size, ifindex, prog_id;
	int f, d, pointer;
};

static void add_integers(struct btf *b, struct ids *id)
{
	id->u8 = make_int(b, "unsigned char", 1, 0);
	id->s8 = make_int(b, "signed char", 1, BTF_INT_SIGNED);
	id->u16 = make_int(b, "unsigned short", 2, 0);
	id->s16 = make_int(b, "short", 2, BTF_INT_SIGNED);
	id->u32 = make_int(b, "unsigned int", 4, 0);
	id->s32 = make_int(b, "int", 4, BTF_INT_SIGNED);
	id->u64 = make_int(b, "unsigned long long", 8, 0);
	id->s64 = make_int(b, "long long", 8, BTF_INT_SIGNED);
	id->u128 = make_int(b, "unsigned __int128", 16, 0);
	id->s128 = make_int(b, "__int128", 16, BTF_INT_SIGNED);
	id->yes_no = make_int(b, "_Bool", 1, BTF_INT_BOOL);
	id->character = make_int(b, "char", 1, BTF_INT_SIGNED);
	id->f = must(btf__add_float(b, "float", 4));
	id->d = must(btf__add_float(b, "double", 8));
	id->pointer = must(btf__add_ptr(b, 0));
}

static void add_enums(struct btf *b, struct ids *id)
{
	int caps;

	id->mode = must(btf__add_enum(b, "mode", 4));
	must(btf__add_enum_value(b, "MODE_OFF", 0));
	must(btf__add_enum_value(b, "MODE_SLOW_START", 1));
	must(btf__add_enum_value(b, "MODE_FAST", 7));
	id->level = must(btf__add_enum(b, "level", 4));
	must(btf__add_enum_value(b, "LEVEL_LOW", -2));
	must(btf__add_enum_value(b, "LEVEL_MID", 0));
	must(btf__add_enum_value(b, "LEVEL_HIGH", 5));
	id->big = must(btf__add_enum64(b, "big", 8, false));
	must(btf__add_enum64_value(b, "BIG_ONE", 1));
	must(btf__add_enum64_value(b, "BIG_HUGE", 1ULL << 40 | 1));
	caps = must(btf__add_enum(b, "caps", 4));
	must(btf__add_enum_value(b, "CAP_RX", 1));
	must(btf__add_enum_value(b, "CAP_TX", 2));
	must(btf__add_enum_value(b, "CAP_ZERO_COPY", 4));
	must(btf__add_enum_value(b, "CAP_TOP", 1U << 31));
	must(btf__add_enum_value(b, "CAP_MASK", 7 | 1U << 31));
	id->caps = must(btf__add_typedef(b, "bpf_ctrl_flags_t", caps));
}

static void add_typedefs(struct btf *b, struct ids *id)
{
	int inner = must(btf__add_typedef(b, "inner_u32", id->u32));
	int in_between = must(btf__add_volatile(b, inner));

	id->mine = must(btf__add_typedef(b, "my_u32", in_between));
	id->ro = must(btf__add_const(b, id->u32));
	id->ro_deep = must(btf__add_volatile(b, must(btf__add_const(b, id->mine))));
	id->etag = must(btf__add_typedef(b, "bpf_ctrl_etag_t", id->u64));
	id->mask = must(btf__add_typedef(b, "bpf_ctrl_mask_t", id->u64));
	id->nsec = must(btf__add_typedef(b, "bpf_ctrl_nsec_t", id->u64));
	id->size = must(btf__add_typedef(b, "bpf_ctrl_bytes_t", id->u64));
	id->ifindex = must(btf__add_typedef(b, "bpf_ctrl_ifindex_t", id->u32));
	id->prog_id = must(btf__add_typedef(b, "bpf_ctrl_prog_id_t", id->u32));
}

static int add_array(struct btf *b, const struct ids *id, int elem, __u32 n)
{
	return must(btf__add_array(b, id->u32, elem, n));
}

static void add_structs(struct btf *b, struct ids *id)
{
	struct maker m;

	id->stats = maker_begin(&m, b, "stats", 16);
	maker_field(&m, "drops", id->u64);
	maker_field(&m, "hits", id->u32);
	id->queue = maker_begin(&m, b, "queue", 8);
	maker_field(&m, "budget", id->u32);
	maker_field(&m, "busy", id->yes_no);
	id->left_right = maker_begin(&m, b, NULL, 8);
	maker_field(&m, "left", id->u32);
	maker_field(&m, "right", id->u32);
	id->deep = maker_begin(&m, b, NULL, 2);
	maker_field(&m, "deep", id->u16);
	id->deeper = maker_begin(&m, b, NULL, 2);
	maker_field(&m, NULL, id->deep);
	id->bytes = add_array(b, id, id->u8, 4);
	id->word_bytes = must(btf__add_union(b, NULL, 4));
	must(btf__add_field(b, "word", id->u32, 0, 0));
	must(btf__add_field(b, "bytes", id->bytes, 0, 0));
}

static void add_arrays(struct btf *b, struct ids *id)
{
	int ro_char = must(btf__add_const(b, id->character));

	id->label = add_array(b, id, id->character, 8);
	id->list = add_array(b, id, id->u32, 4);
	id->grid = add_array(b, id, add_array(b, id, id->s16, 3), 2);
	id->each = add_array(b, id, id->caps, 2);
	id->queues = add_array(b, id, id->queue, 4);
	id->ro_label = add_array(b, id, ro_char, 4);
}

static void fill_numbers(struct maker *m, const struct ids *id)
{
	maker_field(m, "u8", id->u8);
	maker_field(m, "s8", id->s8);
	maker_field(m, "u16", id->u16);
	maker_field(m, "s16", id->s16);
	maker_field(m, "u32", id->u32);
	maker_field(m, "s32", id->s32);
	maker_field(m, "u64", id->u64);
	maker_field(m, "s64", id->s64);
	maker_field(m, "u128", id->u128);
	maker_field(m, "s128", id->s128);
	maker_field(m, "on", id->yes_no);
	maker_field(m, "mode", id->mode);
	maker_field(m, "level", id->level);
	maker_field(m, "big", id->big);
	maker_field(m, "caps", id->caps);
}

static void fill_composites(struct maker *m, const struct ids *id)
{
	maker_field(m, "label", id->label);
	maker_field(m, "list", id->list);
	maker_field(m, "grid", id->grid);
	maker_field(m, "each", id->each);
	maker_field(m, "stats", id->stats);
	maker_field(m, "queue", id->queues);
	maker_field(m, NULL, id->left_right);
	maker_field(m, NULL, id->word_bytes);
	maker_field(m, NULL, id->deeper);
	maker_bitfield(m, "bit3", id->u32, 3);
	maker_bitfield(m, "sbit5", id->s32, 5);
	maker_bitfield(m, "bit1", id->yes_no, 1);
	maker_bitfield(m, "bit33", id->u64, 33);
	maker_bitfield(m, "mode2", id->mode, 2);
}

static void fill_meanings(struct maker *m, const struct ids *id)
{
	maker_field(m, "ro", id->ro);
	maker_field(m, "ro_label", id->ro_label);
	maker_field(m, "ro_deep", id->ro_deep);
	maker_field(m, "timeout", id->nsec);
	maker_field(m, "size", id->size);
	maker_field(m, "lower", id->ifindex);
	maker_field(m, "prog", id->prog_id);
	maker_field(m, "mine", id->mine);
	maker_field(m, "f", id->f);
	maker_field(m, "d", id->d);
	maker_field(m, "pointer", id->pointer);
}

void sample_init(struct sample *s)
{
	struct maker m;
	struct ids id;

	s->btf = btf__new_empty();
	if (!s->btf)
		abort();
	add_integers(s->btf, &id);
	add_enums(s->btf, &id);
	add_typedefs(s->btf, &id);
	add_structs(s->btf, &id);
	add_arrays(s->btf, &id);
	s->value_id = maker_begin(&m, s->btf, "sample", SAMPLE_SIZE);
	maker_field(&m, "etag", id.etag);
	maker_field(&m, "mask", id.mask);
	fill_numbers(&m, &id);
	fill_composites(&m, &id);
	fill_meanings(&m, &id);
	must(ctrl_type__init(&s->type, s->btf, s->value_id));
}

void sample_deinit(struct sample *s)
{
	ctrl_type__deinit(&s->type);
	btf__free(s->btf);
}

struct ctrl_member sample_at(const struct sample *s, const char *path)
{
	struct ctrl_member m;

	must(ctrl_type__find(&s->type, path, &m, NULL));
	return m;
}
