// SPDX-License-Identifier: GPL-2.0-only
/* How a key is written whose members have long names, or that may be many words. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "edge.h"
#include "key/btf.h"
#include "make_btf.h"
#include "tap.h"
#include "upstream/upstream.h"

#define MEMBERS		4
#define NAME_LEN	37

/* Of upstream, for programs as keys, which there are none of here. */
int get_fd_type(int fd)
{
	abort();
}

bool is_prefix(const char *pfx, const char *str)
{
	abort();
}

void get_prog_full_name(const struct bpf_prog_info *prog_info, int prog_fd,
			char *name_buff, size_t buff_len)
{
	abort();
}

static struct btf *btf;
static struct ctrl_type type;

/* "aaaa...", of NAME_LEN letters */
static void name(char *buf, char letter)
{
	memset(buf, letter, NAME_LEN);
	buf[NAME_LEN] = '\0';
}

static void make_key(void)
{
	char text[NAME_LEN + 1];
	struct maker maker;
	int number, id, i;

	btf = btf__new_empty();
	number = make_int(btf, "unsigned int", 4, 0);
	id = maker_begin(&maker, btf, "key", MEMBERS * 4);
	for (i = 0; i < MEMBERS; i++) {
		name(text, 'a' + i);
		maker_field(&maker, text, number);
	}
	CHECK_INT(ctrl_type__init(&type, btf, id), 0);
	CHECK_INT(type.nr, MEMBERS);
}

static void forget_key(void)
{
	ctrl_type__deinit(&type);
	btf__free(btf);
}

/* Each of its words is "NAME=@value". */
static void whole(char *buf, size_t len, const char *value)
{
	struct ctrl_line line;
	char text[NAME_LEN + 1];
	int i;

	ctrl_line__init(&line, buf, len);
	for (i = 0; i < MEMBERS; i++) {
		name(text, 'a' + i);
		ctrl_line__add(&line, "%s%s=%s", i ? " " : "", text, value);
	}
}

static void syntax_in_every_size(void)
{
	struct edge edge;
	char wanted[400];
	size_t len;
	char *buf;

	edge_init(&edge);
	make_key();
	for (len = 1; len < 300; len++) {
		tap_about("%zu bytes", len);
		buf = edge_buffer(&edge, len);
		key_btf__syntax(&type, buf, len);
		whole(wanted, len, "NUMBER");
		CHECK_TEXT(buf, wanted);
	}
	forget_key();
	edge_deinit(&edge);
}

static void words_that_are_missing(void)
{
	char *at[] = { "nothing" };
	struct words words = { .nr = 1, .at = at };
	struct ctrl_error err = { 0 };
	__u8 key[KEY_ROOM] = { 0 };

	make_key();
	CHECK_INT(key_btf__parse(&type, &words, false, key, &err), -EINVAL);
	CHECK(strstr(err.reason, " is missing in the key; a key is written aaa"));
	forget_key();
}

static void label_is_cut(void)
{
	struct key_label label = { 0 };
	__u8 key[KEY_ROOM] = { 0 };
	char wanted[sizeof(label.name)];

	make_key();
	key_btf__label(&type, key, false, &label);
	whole(wanted, sizeof(wanted), "0");
	CHECK_TEXT(label.name, wanted);
	forget_key();
}

/* A key of one enum, of which the first ones are named. */
static void many_enumerators(void)
{
	struct maker maker;
	int id, color, i;
	char word[16], buf[200];

	btf = btf__new_empty();
	color = btf__add_enum(btf, "color", 4);
	for (i = 0; i < 10; i++) {
		snprintf(word, sizeof(word), "%c%c%c", 'a' + i, 'b' + i, 'c' + i);
		CHECK_INT(btf__add_enum_value(btf, word, i), 0);
	}
	id = maker_begin(&maker, btf, "key", 4);
	maker_field(&maker, "color", color);
	CHECK_INT(ctrl_type__init(&type, btf, id), 0);
	key_btf__syntax(&type, buf, sizeof(buf));
	CHECK_TEXT(buf, "abc|bcd|cde|def|efg|fgh|ghi|hij|...");
	forget_key();
}

static const struct tap_test tests[] = {
	{ "the syntax of a key with long names is cut where the buffer ends",
	  syntax_in_every_size },
	{ "what is said of a missing member holds with long names",
	  words_that_are_missing },
	{ "what an object with long names is called is cut where its room ends",
	  label_is_cut },
	{ "of many words that a key may be the first ones are named",
	  many_enumerators },
};

int main(void)
{
	return TAP_RUN(tests);
}
