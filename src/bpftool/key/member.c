// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* One member of a key that has several, by what it stands for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "key/kinds.h"
#include "key/member.h"

#define WORDS_SHOWN	8	/* enumerators in the syntax of a key */

static bool is_fd(const struct ctrl_member *m)
{
	const struct key_kind *kind = key_kinds__of(m);

	return kind && kind->is_fd;
}

static void store(const struct ctrl_member *m, void *key, __u64 number)
{
	ctrl_bits__store(key, m->bit_off, m->bits, number);
}

void key_member__init(const struct ctrl_type *type, void *key)
{
	__u32 i;

	for (i = 0; i < type->nr; i++)
		if (is_fd(&type->members[i]))
			store(&type->members[i], key, -1);
}

void key_member__release(const struct ctrl_type *type, void *key)
{
	__u32 i;

	for (i = 0; i < type->nr; i++) {
		const struct ctrl_member *m = &type->members[i];
		int fd;

		if (!is_fd(m))
			continue;
		fd = (int)ctrl_bits__load(key, m->bit_off, m->bits);
		if (fd >= 0)
			close(fd);
	}
}

int key_member__parse(const struct ctrl_member *m, const char *word,
		      bool foreign, void *key, struct ctrl_error *err)
{
	const struct key_kind *kind = key_kinds__of(m);
	__u32 number;
	int ret;

	if (kind && kind->digits && words__is_digits(word))
		return ctrl_member__parse(m, word, key, err);
	if (kind) {
		ret = kind->parse_part(word, foreign, &number, err);
		if (!ret)
			store(m, key, number);
		return ret;
	}
	ret = ctrl_member__parse(m, word, key, err);
	if (ret)
		ctrl_name__plain(m->name, err->attribute,
				 sizeof(err->attribute));

	return ret;
}

bool key_member__write(const struct ctrl_member *m, const void *key,
		       bool foreign, bool ours, char *word, size_t len)
{
	const struct key_kind *kind = key_kinds__of(m);
	__u64 number = ctrl_bits__load(key, m->bit_off, m->bits);

	if (kind && kind->write_part &&
	    kind->write_part(number, foreign, ours, word, len))
		return true;
	ctrl_member__format(m, key, word, len);

	return !kind || kind->meaning != CTRL_MEANING_IFINDEX || foreign;
}

/* "left|right|..." */
static void enumerators(const struct ctrl_member *m, char *buf, size_t len)
{
	struct ctrl_line line;
	char word[64];
	__u64 number;
	__u32 i;

	ctrl_line__init(&line, buf, len);
	for (i = 0; !ctrl_member__enumerator(m, i, word, sizeof(word), &number);
	     i++) {
		ctrl_line__add(&line, "%s%s", i ? "|" : "",
			       i < WORDS_SHOWN ? word : "...");
		if (i == WORDS_SHOWN)
			break;
	}
}

void key_member__syntax(const struct ctrl_member *m, char *buf, size_t len)
{
	const struct key_kind *kind = key_kinds__of(m);
	const char *text = kind ? kind->part : NULL;

	if (!text && m->kind <= CTRL_KIND_INT)
		text = "NUMBER";
	else if (!text && m->kind == CTRL_KIND_BOOL)
		text = "on|off";
	else if (!text && m->kind == CTRL_KIND_TEXT)
		text = "TEXT";

	if (text || (m->kind != CTRL_KIND_ENUM && m->kind != CTRL_KIND_FLAGS))
		snprintf(buf, len, "%s", text ? text : "VALUE");
	else
		enumerators(m, buf, len);
}
