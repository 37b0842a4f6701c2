// SPDX-License-Identifier: GPL-2.0-only
/* BTF that lies: what is not within its value is never found, nothing hangs. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "make_btf.h"
#include "tap.h"

/* What each test begins with: integers, whose type ids are those below. */
static struct btf *begin(void)
{
	struct btf *btf = btf__new_empty();

	make_int(btf, "unsigned int", 4, 0);
	make_int(btf, "unsigned char", 1, 0);
	return btf;
}

#define U32	1
#define U8	2

/* What is said of a struct of @size bytes with one member at bit @at. */
static int try(struct btf *btf, int type_id, __u32 bitfield, __u32 at, __u32 size)
{
	int id = btf__add_struct(btf, "value", size), err;
	struct btf_member *m;
	struct ctrl_type type;

	CHECK_INT(btf__add_field(btf, "field", type_id, bitfield ? at : 0,
				 bitfield), 0);
	m = btf_members((struct btf_type *)btf__type_by_id(btf, id));
	if (!bitfield)
		m->offset = at;	/* libbpf would not write such lies */
	err = ctrl_type__init(&type, btf, id);
	if (!err) {
		CHECK(type.members[0].bit_off + type.members[0].bits <= size * 8);
		ctrl_type__deinit(&type);
	}
	return err;
}

static void outside_of_the_value(void)
{
	struct btf *btf = begin();
	int text = btf__add_array(btf, U32, make_int(btf, "char", 1, 0), 4);
	int inner = btf__add_struct(btf, "inner", 4);
	const struct {
		int type;
		__u32 bitfield, at;
		int result;
	} members[] = {
		{ U32, 0, 0, 0 }, { U32, 0, 32, 0 }, { U32, 0, 33, -EINVAL },
		{ U32, 0, 64, -EINVAL }, { U32, 0, 0xffffe0, -EINVAL },
		{ U32, 0, 0xffffffe0, -EINVAL }, { U32, 0, 0xfffffff0, -EINVAL },
		{ U32, 8, 56, 0 }, { U32, 8, 57, -EINVAL }, { U8, 8, 56, 0 },
		{ U8, 9, 0, -EINVAL }, { U8, 0, 64, -EINVAL },
		{ text, 0, 32, 0 }, { text, 0, 40, -EINVAL },
		{ inner, 0, 32, 0 }, { inner, 0, 40, -EINVAL },
	};
	size_t i;

	for (i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		tap_about("member %zu", i);
		CHECK_INT(try(btf, members[i].type, members[i].bitfield,
			      members[i].at, 8), members[i].result);
	}
	btf__free(btf);
}

static void at_half_a_byte(void)
{
	struct btf *btf = begin();
	int text = btf__add_array(btf, U32, make_int(btf, "char", 1, 0), 4);
	int list = btf__add_array(btf, U32, U32, 2);
	int inner = btf__add_struct(btf, "inner", 4);

	CHECK_INT(try(btf, U32, 0, 4, 16), 0);
	CHECK_INT(try(btf, text, 0, 4, 16), -EINVAL);
	CHECK_INT(try(btf, list, 0, 4, 16), -EINVAL);
	CHECK_INT(try(btf, inner, 0, 4, 16), -EINVAL);
	CHECK_INT(try(btf, btf__add_ptr(btf, U32), 0, 4, 16), -EINVAL);
	CHECK_INT(try(btf, btf__add_float(btf, "double", 8), 0, 4, 16), -EINVAL);
	btf__free(btf);
}

static void arrays_without_measure(void)
{
	static const __u32 counts[] = { 3, 0x4000, 0x40000001, 0x7fffffff, ~0U };
	struct btf *btf = begin();
	size_t i;

	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		int list = btf__add_array(btf, U32, U32, counts[i]);

		tap_about("%u elements", counts[i]);
		CHECK_INT(try(btf, list, 0, 0, 8), -EINVAL);
		CHECK_INT(try(btf, btf__add_array(btf, U32, list, 0x10000), 0, 0,
			      8), -EINVAL);
	}
	btf__free(btf);
}

/* Elements without a size take no room, however many there are. */
static void elements_of_nothing(void)
{
	struct btf *btf = begin();
	int nothing = btf__add_struct(btf, "nothing", 0);
	int list = btf__add_array(btf, U32, nothing, ~0U);
	int id = btf__add_struct(btf, "value", 8);
	__u8 value[8] = { 0 };
	struct ctrl_type type;
	char buf[64];

	btf__add_field(btf, "list", list, 0, 0);
	CHECK_INT(ctrl_type__init(&type, btf, id), 0);
	CHECK_INT(type.members[0].nr, 0);
	ctrl_member__format(&type.members[0], value, buf, sizeof(buf));
	CHECK_TEXT(buf, "");
	CHECK_INT(ctrl_member__parse(&type.members[0], "1", value, NULL), -EINVAL);
	ctrl_type__deinit(&type);
	btf__free(btf);
}

/* The table ends at the struct; who asks for the part is told. */
static void a_part_outside_of_its_struct(void)
{
	struct btf *btf = begin();
	int inner = btf__add_struct(btf, "inner", 4), id;
	struct ctrl_member m;
	struct ctrl_type type;

	btf__add_field(btf, "good", U32, 0, 0);
	btf__add_field(btf, "bad", U32, 16, 0);
	id = btf__add_struct(btf, "value", 64);
	btf__add_field(btf, "inner", inner, 0, 0);
	CHECK_INT(ctrl_type__init(&type, btf, id), 0);
	CHECK_INT(ctrl_member__child(&type.members[0], 0, &m), 0);
	CHECK_INT(ctrl_member__child(&type.members[0], 1, &m), -EINVAL);
	CHECK_INT(ctrl_type__find(&type, "inner.bad", &m, NULL), -ENOENT);
	ctrl_type__deinit(&type);
	btf__free(btf);
}

static int add_modifier(struct btf *btf, int i, int id)
{
	switch (i % 5) {
	case 0:
		return btf__add_typedef(btf, "again", id);
	case 1:
		return btf__add_volatile(btf, id);
	case 2:
		return btf__add_const(btf, id);
	case 3:
		return btf__add_restrict(btf, id);
	default:
		return btf__add_type_tag(btf, "tag", id);
	}
}

static void chains(void)
{
	struct btf *btf = begin();
	int id = U32, i;

	for (i = 0; i < 31; i++) {
		id = add_modifier(btf, i, id);
		tap_about("%d in a row", i + 1);
		CHECK_INT(try(btf, id, 0, 0, 4), 0);
	}
	for (; i < 200; i++)
		id = add_modifier(btf, i, id);
	CHECK_INT(try(btf, id, 0, 0, 4), -EINVAL);
	btf__free(btf);
}

static void circles(void)
{
	struct btf *btf = begin();
	int self = btf__type_cnt(btf);
	struct ctrl_type type;
	char path[CTRL_PATH_MAX * 4];
	struct ctrl_member m;
	int i;

	/* const -> typedef -> const */
	btf__add_const(btf, self + 1);
	btf__add_typedef(btf, "circle", self);
	CHECK_INT(try(btf, self, 0, 0, 4), -EINVAL);

	/* a struct in itself: as deep as who asks wants to go */
	self = btf__add_struct(btf, "self", 4);
	btf__add_field(btf, "self", self, 0, 0);
	CHECK_INT(ctrl_type__init(&type, btf, self), 0);
	for (i = 0; i + 5 < (int)sizeof(path); i += 5)
		memcpy(path + i, ".self", 6);
	CHECK_INT(ctrl_type__find(&type, path + 1, &m, NULL), 0);
	CHECK_INT(m.bits, 32);
	ctrl_type__deinit(&type);

	self = btf__add_struct(btf, NULL, 4);
	btf__add_field(btf, NULL, self, 0, 0);
	CHECK_INT(ctrl_type__init(&type, btf, self), -EINVAL);
	btf__free(btf);
}

/* 500 to the power of 6 of them. */
static void crowds_of_nothing(void)
{
	struct btf *btf = begin();
	int id = btf__add_struct(btf, NULL, 0), depth, i;
	struct ctrl_type type;

	for (depth = 0; depth < 6; depth++) {
		int inner = id;

		id = btf__add_struct(btf, NULL, 0);
		for (i = 0; i < 500; i++)
			btf__add_field(btf, NULL, inner, 0, 0);
	}
	alarm(30);	/* rather than wait for the end of time */
	CHECK_INT(ctrl_type__init(&type, btf, id), -EINVAL);
	alarm(0);
	btf__free(btf);
}

static void as_many_as_there_may_be(void)
{
	struct btf *btf = begin();
	int id = btf__add_struct(btf, "value", 1), i;
	struct ctrl_type type;

	for (i = 0; i < 4096; i++)
		btf__add_field(btf, "same", U8, 0, 0);
	CHECK_INT(ctrl_type__init(&type, btf, id), 0);
	CHECK_INT(type.nr, 4096);
	ctrl_type__deinit(&type);
	btf__add_field(btf, "same", U8, 0, 0);
	CHECK_INT(ctrl_type__init(&type, btf, id), -EINVAL);
	btf__free(btf);
}

static const struct tap_test tests[] = {
	{ "a member ends within its value, or is refused", outside_of_the_value },
	{ "only integers begin within a byte", at_half_a_byte },
	{ "arrays that no value holds are refused", arrays_without_measure },
	{ "an array of nothing has no elements", elements_of_nothing },
	{ "a part ends within its struct, or is refused",
	  a_part_outside_of_its_struct },
	{ "31 typedefs and qualifiers in a row are followed, 200 are not",
	  chains },
	{ "types that contain themselves come to an end", circles },
	{ "countless structs of nothing come to an end", crowds_of_nothing },
	{ "4096 members are the most", as_many_as_there_may_be },
};

int main(void)
{
	return TAP_RUN(tests);
}
