// SPDX-License-Identifier: GPL-2.0-only
/* Keys of any control type, as they are shown and taken back. */
#include <errno.h>
#include <string.h>

#include "key/btf.h"
#include "key/prog.h"
#include "make_btf.h"
#include "tap.h"

/* Programs take a kernel, and what upstream has for them. */
const struct key_kind key_prog_id_kind = { .meaning = CTRL_MEANING_PROG_ID };
const struct key_kind key_prog_fd_kind = { .meaning = CTRL_MEANING_PROG_FD };

/* A key of these members, all of them numbers. */
static void key_init(struct ctrl_type *type, struct btf *btf,
		     const char *const *names, int nr)
{
	int number = make_int(btf, "unsigned int", 4, 0), id, i;
	struct maker maker;

	id = maker_begin(&maker, btf, "key", 4 * nr);
	for (i = 0; i < nr; i++)
		maker_field(&maker, names[i], number);
	CHECK_INT(ctrl_type__init(type, btf, id), 0);
}

static int parse(const struct ctrl_type *type, int nr, char **at, void *key,
		 int *left)
{
	struct words words = { .nr = nr, .at = at };
	struct ctrl_error err = { 0 };
	int ret = key_btf__parse(type, &words, false, key, &err);

	*left = words.nr;
	return ret;
}

static void check_goes_back(const char *name, const char *shown)
{
	struct btf *btf = btf__new_empty();
	struct key_label label = { 0 };
	__u32 key = 5, back = 0;
	struct ctrl_type type;
	char *at[1];
	int left;

	tap_about("%s", name);
	key_init(&type, btf, &name, 1);
	key_btf__label(&type, &key, false, &label);
	CHECK_TEXT(label.name, shown);
	at[0] = label.name;
	CHECK_INT(parse(&type, 1, at, &back, &left), 0);
	CHECK_INT(back, 5);
	ctrl_type__deinit(&type);
	btf__free(btf);
}

static void one_member(void)
{
	check_goes_back("id", "id=5");
	check_goes_back("my_own_id", "my-own-id=5");
	check_goes_back("_id", "_id=5");
}

static void words_behind(void)
{
	static const char *const names[] = { "my_shelf", "slot" };
	char *at[] = { "slot=2", "my-shelf=1", "level=5" };
	char *twice[] = { "slot=2", "my-shelf=1", "slot=2" };
	char *early[] = { "slot=2", "level=5", "my-shelf=1" };
	struct btf *btf = btf__new_empty();
	struct ctrl_type type;
	__u32 key[2] = { 0 };
	int left;

	key_init(&type, btf, names, 2);
	CHECK_INT(parse(&type, 3, at, key, &left), 0);
	CHECK_INT(left, 1);
	CHECK_INT(key[0], 1);
	CHECK_INT(key[1], 2);
	CHECK_INT(parse(&type, 3, twice, key, &left), -EINVAL);
	CHECK_INT(parse(&type, 3, early, key, &left), -EINVAL);
	ctrl_type__deinit(&type);
	btf__free(btf);
}

static const struct tap_test tests[] = {
	{ "a key of one member is taken as it is shown", one_member },
	{ "a word with '=' behind a whole key is none of the key",
	  words_behind },
};

int main(void)
{
	return TAP_RUN(tests);
}
