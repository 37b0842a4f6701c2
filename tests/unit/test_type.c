// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "make_btf.h"
#include "tap.h"

static struct sample sample;

static const struct {
	const char *name;
	enum ctrl_kind kind;
	__u32 bits;
	__u32 nr;
	bool read_only;
	int bit;
	const char *type_name;
} members[] = {
	{ "u8", CTRL_KIND_UINT, 8, 0, false, 2, "unsigned char" },
	{ "s8", CTRL_KIND_INT, 8, 0, false, 3, "signed char" },
	{ "u16", CTRL_KIND_UINT, 16, 0, false, 4, "unsigned short" },
	{ "s16", CTRL_KIND_INT, 16, 0, false, 5, "short" },
	{ "u32", CTRL_KIND_UINT, 32, 0, false, 6, "unsigned int" },
	{ "s32", CTRL_KIND_INT, 32, 0, false, 7, "int" },
	{ "u64", CTRL_KIND_UINT, 64, 0, false, 8, "unsigned long long" },
	{ "s64", CTRL_KIND_INT, 64, 0, false, 9, "long long" },
	{ "u128", CTRL_KIND_UINT, 128, 0, false, 10, "unsigned __int128" },
	{ "s128", CTRL_KIND_INT, 128, 0, false, 11, "__int128" },
	{ "on", CTRL_KIND_BOOL, 8, 0, false, 12, "_Bool" },
	{ "mode", CTRL_KIND_ENUM, 32, 0, false, 13, "enum mode" },
	{ "level", CTRL_KIND_ENUM, 32, 0, false, 14, "enum level" },
	{ "big", CTRL_KIND_ENUM, 64, 0, false, 15, "enum big" },
	{ "caps", CTRL_KIND_FLAGS, 32, 0, false, 16, "enum caps" },
	{ "label", CTRL_KIND_TEXT, 64, 8, false, 17, "char[8]" },
	{ "list", CTRL_KIND_ARRAY, 128, 4, false, 18, "unsigned int[4]" },
	{ "grid", CTRL_KIND_ARRAY, 96, 2, false, 19, "short[2][3]" },
	{ "each", CTRL_KIND_ARRAY, 64, 2, false, 20, "enum caps[2]" },
	{ "stats", CTRL_KIND_STRUCT, 128, 2, false, 21, "struct stats" },
	{ "queue", CTRL_KIND_ARRAY, 256, 4, false, 22, "struct queue[4]" },
	{ "left", CTRL_KIND_UINT, 32, 0, false, 23, "unsigned int" },
	{ "right", CTRL_KIND_UINT, 32, 0, false, 23, "unsigned int" },
	{ "word", CTRL_KIND_UINT, 32, 0, false, 24, "unsigned int" },
	{ "bytes", CTRL_KIND_ARRAY, 32, 4, false, 24, "unsigned char[4]" },
	{ "deep", CTRL_KIND_UINT, 16, 0, false, 25, "unsigned short" },
	{ "bit3", CTRL_KIND_UINT, 3, 0, false, 26, "unsigned int : 3" },
	{ "sbit5", CTRL_KIND_INT, 5, 0, false, 27, "int : 5" },
	{ "bit1", CTRL_KIND_BOOL, 1, 0, false, 28, "_Bool : 1" },
	{ "bit33", CTRL_KIND_UINT, 33, 0, false, 29,
	  "unsigned long long : 33" },
	{ "mode2", CTRL_KIND_ENUM, 2, 0, false, 30, "enum mode : 2" },
	{ "ro", CTRL_KIND_UINT, 32, 0, true, 31, "unsigned int" },
	{ "ro_label", CTRL_KIND_TEXT, 32, 4, true, 32, "char[4]" },
	{ "ro_deep", CTRL_KIND_UINT, 32, 0, true, 33, "my_u32" },
	{ "timeout", CTRL_KIND_UINT, 64, 0, false, 34, "bpf_ctrl_nsec_t" },
	{ "size", CTRL_KIND_UINT, 64, 0, false, 35, "bpf_ctrl_bytes_t" },
	{ "lower", CTRL_KIND_UINT, 32, 0, false, 36, "bpf_ctrl_ifindex_t" },
	{ "prog", CTRL_KIND_UINT, 32, 0, false, 37, "bpf_ctrl_prog_id_t" },
	{ "mine", CTRL_KIND_UINT, 32, 0, false, 38, "my_u32" },
	{ "f", CTRL_KIND_FLOAT, 32, 0, false, 39, "float" },
	{ "d", CTRL_KIND_FLOAT, 64, 0, false, 40, "double" },
	{ "pointer", CTRL_KIND_OPAQUE, 64, 0, false, 41, "pointer" },
};

#define NR_MEMBERS	(sizeof(members) / sizeof(members[0]))

static void members_in_order(void)
{
	__u32 i;

	CHECK_INT(sample.type.nr, NR_MEMBERS);
	CHECK_INT(sample.type.size, SAMPLE_SIZE);
	CHECK(sample.type.has_header);
	for (i = 0; i < NR_MEMBERS && i < sample.type.nr; i++)
		CHECK_TEXT(sample.type.members[i].name, members[i].name);
}

static void members_as_declared(void)
{
	__u32 i;

	for (i = 0; i < NR_MEMBERS; i++) {
		const struct ctrl_member *m = &sample.type.members[i];
		char name[64];

		tap_about("%s", members[i].name);
		CHECK_INT(m->kind, members[i].kind);
		CHECK_INT(m->bits, members[i].bits);
		CHECK_INT(m->nr, members[i].nr);
		CHECK_INT(m->read_only, members[i].read_only);
		CHECK_INT(m->bit, members[i].bit);
		ctrl_member__type_name(m, name, sizeof(name));
		CHECK_TEXT(name, members[i].type_name);
	}
}

static void offsets_add_up(void)
{
	__u32 queue = sample_at(&sample, "queue").bit_off;

	CHECK_INT(sample_at(&sample, "u8").bit_off, 128);
	CHECK_INT(sample_at(&sample, "s128").bit_off % 128, 0);
	CHECK_INT(sample_at(&sample, "queue[3].busy").bit_off,
		  queue + 3 * 64 + 32);
	CHECK_INT(sample_at(&sample, "grid[1][2]").bit_off,
		  sample_at(&sample, "grid").bit_off + 5 * 16);
	CHECK_INT(sample_at(&sample, "right").bit_off,
		  sample_at(&sample, "left").bit_off + 32);
	CHECK_INT(sample_at(&sample, "sbit5").bit_off,
		  sample_at(&sample, "bit3").bit_off + 3);
}

static void meanings_and_units(void)
{
	struct ctrl_member m = sample_at(&sample, "timeout");

	CHECK_INT(m.meaning, CTRL_MEANING_NSEC);
	CHECK_TEXT(ctrl_member__unit(&m), "ns");
	m = sample_at(&sample, "size");
	CHECK_TEXT(ctrl_member__unit(&m), "bytes");
	m = sample_at(&sample, "lower");
	CHECK_INT(m.meaning, CTRL_MEANING_IFINDEX);
	m = sample_at(&sample, "prog");
	CHECK_INT(m.meaning, CTRL_MEANING_PROG_ID);
	m = sample_at(&sample, "mine");
	CHECK_INT(m.meaning, CTRL_MEANING_NONE);
	CHECK(!ctrl_member__unit(&m));
}

static void children_end(void)
{
	struct ctrl_member m = sample_at(&sample, "queue"), child;

	CHECK_INT(ctrl_member__child(&m, 3, &child), 0);
	CHECK_INT(child.kind, CTRL_KIND_STRUCT);
	CHECK_INT(ctrl_member__child(&m, 4, &child), -EINVAL);
	m = sample_at(&sample, "u8");
	CHECK_INT(ctrl_member__child(&m, 0, &child), -EINVAL);
}

/* One field in a struct of 32 bytes; what ctrl_type__init() says of it. */
static int init_with(struct btf *btf, int field, __u32 bitfield,
		     struct ctrl_type *type)
{
	struct maker m;
	int id = maker_begin(&m, btf, "one", 32);

	if (bitfield)
		maker_bitfield(&m, "field", field, bitfield);
	else
		btf__add_field(btf, "field", field, 0, 0);
	return ctrl_type__init(type, btf, id);
}

static void old_bitfields(void)
{
	struct btf *btf = btf__new_empty();
	int field = make_int(btf, "unsigned int", 4, 0);
	struct btf_type *t = (struct btf_type *)btf__type_by_id(btf, field);
	struct ctrl_type type;

	/* offset 5, 7 bits */
	*(__u32 *)(t + 1) = 5 << 16 | 7;
	CHECK_INT(init_with(btf, field, 0, &type), 0);
	CHECK_INT(type.members[0].bit_off, 5);
	CHECK_INT(type.members[0].bits, 7);
	ctrl_type__deinit(&type);
	btf__free(btf);
}

static void const_inside_of_arrays(void)
{
	struct btf *btf = btf__new_empty();
	int u32 = make_int(btf, "unsigned int", 4, 0);
	int ro = btf__add_const(btf, u32);
	int inner = btf__add_array(btf, u32, ro, 2);
	struct ctrl_type type;

	CHECK_INT(init_with(btf, btf__add_array(btf, u32, inner, 2), 0, &type), 0);
	CHECK(type.members[0].read_only);
	ctrl_type__deinit(&type);
	btf__free(btf);
}

/* A type that a member cannot have, made by each function. */
static int bad_bitfield_of_text(struct btf *btf, __u32 *bitfield)
{
	*bitfield = 3;
	return btf__add_array(btf, 1, make_int(btf, "char", 1, BTF_INT_SIGNED), 8);
}

static int bad_wide_bitfield(struct btf *btf, __u32 *bitfield)
{
	*bitfield = 9;
	return make_int(btf, "unsigned char", 1, 0);
}

static int bad_too_large(struct btf *btf, __u32 *bitfield)
{
	(void)bitfield;
	return btf__add_array(btf, 1, make_int(btf, "char", 1, 0), 33);
}

static int bad_endless_typedef(struct btf *btf, __u32 *bitfield)
{
	(void)bitfield;
	return btf__add_typedef(btf, "endless", btf__type_cnt(btf));
}

static int bad_endless_array(struct btf *btf, __u32 *bitfield)
{
	(void)bitfield;
	return btf__add_array(btf, 1, btf__type_cnt(btf), 1);
}

static int bad_no_bits(struct btf *btf, __u32 *bitfield)
{
	int id = make_int(btf, "nothing", 4, 0);
	struct btf_type *t = (struct btf_type *)btf__type_by_id(btf, id);

	(void)bitfield;
	*(__u32 *)(t + 1) = 0;
	return id;
}

static int bad_function(struct btf *btf, __u32 *bitfield)
{
	int proto = btf__add_func_proto(btf, 0);

	(void)bitfield;
	return btf__add_func(btf, "function", BTF_FUNC_STATIC, proto);
}

static void refuses_nonsense(void)
{
	static int (*const bad[])(struct btf *btf, __u32 *bitfield) = {
		bad_bitfield_of_text, bad_wide_bitfield, bad_too_large,
		bad_endless_typedef, bad_endless_array, bad_no_bits,
		bad_function,
	};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct btf *btf = btf__new_empty();
		struct ctrl_type type;
		__u32 bitfield = 0;
		int id;

		make_int(btf, "index", 4, 0);
		id = bad[i](btf, &bitfield);
		tap_about("case %zu", i);
		CHECK_INT(init_with(btf, id, bitfield, &type), -EINVAL);
		btf__free(btf);
	}
}

static void refuses_what_is_no_struct(void)
{
	struct ctrl_type type = { .nr = 77 };
	__u32 integer = sample_at(&sample, "u8").type_id;

	CHECK_INT(ctrl_type__init(&type, sample.btf, integer), -EINVAL);
	CHECK_INT(ctrl_type__init(&type, sample.btf, 0), -EINVAL);
	CHECK_INT(ctrl_type__init(&type, sample.btf, 100000), -EINVAL);
	CHECK_INT(type.nr, 77);
}

/* A struct in a struct in a struct, all without a name. */
static int nested(struct btf *btf, int depth)
{
	struct ctrl_type type;
	struct maker m;
	int id = make_int(btf, "int", 4, BTF_INT_SIGNED), inner, err;

	for (; depth; depth--) {
		inner = id;
		id = maker_begin(&m, btf, NULL, 4);
		maker_field(&m, btf__type_cnt(btf) == 3 ? "x" : NULL, inner);
	}
	err = ctrl_type__init(&type, btf, id);
	if (!err) {
		CHECK_INT(type.nr, 1);
		ctrl_type__deinit(&type);
	}
	return err;
}

static void nesting_is_bounded(void)
{
	struct btf *shallow = btf__new_empty(), *deep = btf__new_empty();

	CHECK_INT(nested(shallow, 8), 0);
	CHECK_INT(nested(deep, 9), -EINVAL);
	btf__free(shallow);
	btf__free(deep);
}

static void keys_have_no_header(void)
{
	struct btf *btf = btf__new_empty();
	int u32 = make_int(btf, "unsigned int", 4, 0);
	struct ctrl_type type;

	CHECK_INT(init_with(btf, u32, 0, &type), 0);
	CHECK(!type.has_header);
	CHECK_INT(type.nr, 1);
	CHECK_TEXT(type.members[0].name, "field");
	ctrl_type__deinit(&type);
	btf__free(btf);
}

/* As __u64 below bpf_ctrl_nsec_t: what the outer name means counts. */
static void meaning_of_the_outer_name(void)
{
	struct btf *btf = btf__new_empty();
	int number = make_int(btf, "unsigned long long", 8, 0);
	int inner = btf__add_typedef(btf, "my_u64", number);
	int outer = btf__add_typedef(btf, "bpf_ctrl_nsec_t", inner);
	struct ctrl_type type;
	struct maker maker;
	int id = maker_begin(&maker, btf, "v", 8);

	maker_field(&maker, "timeout", outer);
	CHECK_INT(ctrl_type__init(&type, btf, id), 0);
	CHECK_INT(type.members[0].meaning, CTRL_MEANING_NSEC);
	ctrl_type__deinit(&type);
	btf__free(btf);
}

/* A mask has 64 bits. */
static void more_members_than_bits(void)
{
	struct btf *btf = btf__new_empty();
	int number = make_int(btf, "unsigned char", 1, 0);
	struct ctrl_type type;
	struct maker maker;
	int id = maker_begin(&maker, btf, "v", 70);
	char name[16];
	int i;

	for (i = 0; i < 70; i++) {
		snprintf(name, sizeof(name), "m%d", i);
		maker_field(&maker, name, number);
	}
	CHECK_INT(ctrl_type__init(&type, btf, id), 0);
	CHECK_INT(type.nr, 70);
	CHECK_INT(type.members[62].bit, 62);
	CHECK_INT(type.members[69].bit, 63);
	ctrl_type__deinit(&type);
	btf__free(btf);
}

/* A typedef around a number, volatile or not; @name: NULL: none. */
static int moving(struct btf *btf, const char *name, int id, bool is_volatile)
{
	if (name)
		id = btf__add_typedef(btf, name, id);

	return is_volatile ? btf__add_volatile(btf, id) : id;
}

static const struct {
	const char *name;	/* of the typedef */
	bool is_volatile;
	bool is_const;
	bool is_signed;
	bool is_counter;
	enum ctrl_meaning meaning;
} movers[] = {
	{ NULL, false, false, false, false, CTRL_MEANING_NONE },
	{ NULL, true, false, false, true, CTRL_MEANING_NONE },
	{ NULL, true, true, false, false, CTRL_MEANING_NONE },
	{ NULL, true, false, true, false, CTRL_MEANING_NONE },
	{ "bpf_ctrl_nsec_t", true, false, false, true, CTRL_MEANING_NSEC },
	{ "bpf_ctrl_nsec_t", true, true, false, false, CTRL_MEANING_NSEC },
	{ "bpf_ctrl_ifindex_t", true, false, false, false, CTRL_MEANING_IFINDEX },
	{ "bpf_ctrl_counter_t", true, true, false, true, CTRL_MEANING_NONE },
	{ "bpf_ctrl_counter_t", false, true, false, true, CTRL_MEANING_NONE },
	{ "bpf_ctrl_counter32_t", true, true, false, true, CTRL_MEANING_NONE },
	{ "bpf_ctrl_counter_t", true, false, true, false, CTRL_MEANING_NONE },
	{ "bpf_ctrl_nsec_counter_t", true, true, false, true, CTRL_MEANING_NSEC },
	{ "bpf_ctrl_bytes_counter_t", true, true, false, true, CTRL_MEANING_BYTES },
};

#define NR_MOVERS	(sizeof(movers) / sizeof(movers[0]))

/* The type of a mover; those of counters are made of the unit's. */
static int mover_type(struct btf *btf, size_t i)
{
	int id = make_int(btf, "number", 8, movers[i].is_signed ? BTF_INT_SIGNED : 0);

	if (movers[i].name && strstr(movers[i].name, "nsec_counter"))
		id = btf__add_typedef(btf, "bpf_ctrl_nsec_t", id);
	else if (movers[i].name && strstr(movers[i].name, "bytes_counter"))
		id = btf__add_typedef(btf, "bpf_ctrl_bytes_t", id);
	id = moving(btf, movers[i].name, id, movers[i].is_volatile);

	return movers[i].is_const ? btf__add_const(btf, id) : id;
}

static void what_moves(void)
{
	struct btf *btf = btf__new_empty();
	int ids[NR_MOVERS], id;
	struct ctrl_type type;
	struct maker maker;
	char name[16];
	size_t i;

	for (i = 0; i < NR_MOVERS; i++)
		ids[i] = mover_type(btf, i);
	id = maker_begin(&maker, btf, "v", 8 * NR_MOVERS);
	for (i = 0; i < NR_MOVERS; i++) {
		snprintf(name, sizeof(name), "m%zu", i);
		maker_field(&maker, name, ids[i]);
	}
	CHECK_INT(ctrl_type__init(&type, btf, id), 0);
	for (i = 0; i < NR_MOVERS; i++) {
		tap_about("m%zu", i);
		CHECK_INT(type.members[i].is_volatile, movers[i].is_volatile);
		CHECK_INT(type.members[i].is_counter, movers[i].is_counter);
		CHECK_INT(type.members[i].meaning, movers[i].meaning);
	}
	ctrl_type__deinit(&type);
	btf__free(btf);
}

/* As struct bpf_ctrl_sock_xdp in its value: const outside, volatile inside. */
static void parts_move(void)
{
	struct btf *btf = btf__new_empty();
	int number = make_int(btf, "unsigned int", 4, 0);
	int drops = btf__add_volatile(btf, number), array, inner, outer;
	struct ctrl_member m, part;
	struct ctrl_type type;
	struct maker maker;

	array = btf__add_array(btf, number, drops, 2);
	inner = maker_begin(&maker, btf, "inner", 8);
	maker_field(&maker, "size", number);
	maker_field(&maker, "drops", drops);
	outer = btf__add_const(btf, inner);
	inner = btf__add_volatile(btf, inner);
	number = maker_begin(&maker, btf, "v", 24);
	maker_field(&maker, "fixed", outer);
	maker_field(&maker, "all", inner);
	maker_field(&maker, "list", array);
	CHECK_INT(ctrl_type__init(&type, btf, number), 0);

	m = type.members[0];
	CHECK(!m.is_volatile && !m.is_counter);
	CHECK_INT(ctrl_member__child(&m, 0, &part), 0);
	CHECK(!part.is_volatile && !part.is_counter);
	CHECK_INT(ctrl_member__child(&m, 1, &part), 0);
	CHECK(part.is_volatile && !part.is_counter);
	m = type.members[1];
	CHECK(m.is_volatile && !m.is_counter);
	CHECK_INT(ctrl_member__child(&m, 0, &part), 0);
	CHECK(part.is_volatile && part.is_counter);
	m = type.members[2];
	CHECK(m.is_volatile && !m.is_counter);
	CHECK_INT(ctrl_member__child(&m, 1, &part), 0);
	CHECK(part.is_volatile && part.is_counter);
	ctrl_type__deinit(&type);
	btf__free(btf);
}

static const struct tap_test tests[] = {
	{ "the members stand in the order of the struct, without the header",
	  members_in_order },
	{ "kind, width, access, mask bit and type name are as declared",
	  members_as_declared },
	{ "offsets of parts and elements add up", offsets_add_up },
	{ "a typedef tells the meaning and the unit", meanings_and_units },
	{ "an array has no more elements than it says", children_end },
	{ "bit-fields in the dialect of 2018 are found", old_bitfields },
	{ "an array of arrays of const is read-only", const_inside_of_arrays },
	{ "types without sense are refused", refuses_nonsense },
	{ "what is no struct is refused, and nothing is stored",
	  refuses_what_is_no_struct },
	{ "anonymous structs are followed to a limit", nesting_is_bounded },
	{ "a struct without etag and mask keeps all its members",
	  keys_have_no_header },
	{ "what the outer name of a type means counts", meaning_of_the_outer_name },
	{ "members behind the 64th share the last bit", more_members_than_bits },
	{ "what changes by itself is volatile, and a count where it says so or can be set",
	  what_moves },
	{ "a part of what is const or volatile is so too, and counts for itself",
	  parts_move },
};

int main(void)
{
	int status;

	sample_init(&sample);
	status = TAP_RUN(tests);
	sample_deinit(&sample);
	return status;
}
