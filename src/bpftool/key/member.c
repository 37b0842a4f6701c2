// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* One member of a key that has several, by what it stands for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "key/member.h"
#include "key/netdev.h"
#include "key/prog.h"
#include "key/sock.h"
#include "objects/netdev.h"

#define WORDS_SHOWN	8	/* enumerators in the syntax of a key */

static bool is_fd(const struct ctrl_member *m)
{
	return m->bits == 32 && (m->meaning == CTRL_MEANING_PROG_FD ||
				 m->meaning == CTRL_MEANING_SOCK_FD);
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

/* A device may be called "7", but in a key that is an index. */
static bool is_number(const char *word)
{
	return word[0] && strspn(word, "0123456789") == strlen(word);
}

static int parse_device(const struct ctrl_member *m, const char *word,
			bool foreign, void *key, struct ctrl_error *err)
{
	__u32 ifindex;
	int ret;

	if (is_number(word))
		return ctrl_member__parse(m, word, key, err);
	ret = key_netdev__find(word, foreign, &ifindex, err);
	if (!ret)
		store(m, key, ifindex);

	return ret;
}

/* "name:drop"; a number alone is an id */
static int parse_program(const struct ctrl_member *m, const char *word,
			 void *key, struct ctrl_error *err)
{
	const char *which = strchr(word, ':');
	char how[8] = "id";
	__u32 id;
	int ret;

	if (which)
		snprintf(how, sizeof(how), "%.*s", (int)(which++ - word), word);
	else
		which = word;
	if (m->meaning == CTRL_MEANING_PROG_FD) {
		ret = key_prog__open(how, which, err);
		if (ret < 0)
			return ret;
		store(m, key, ret);
		return 0;
	}
	ret = key_prog__id(how, which, &id, err);
	if (!ret)
		store(m, key, id);

	return ret;
}

static int parse_socket(const struct ctrl_member *m, const char *word,
			void *key, struct ctrl_error *err)
{
	struct key_sock sock = {};
	char pid[16], *at[4] = { "pid", pid, "fd", NULL };
	struct words words = { .nr = 4, .at = at };
	const char *fd = strchr(word, ':');
	int ret;

	if (!fd)
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "'%s' names no socket: it is PID:FD",
				       word);
	snprintf(pid, sizeof(pid), "%.*s", (int)(fd - word), word);
	at[3] = (char *)fd + 1;
	ret = key_sock__parse(&words, false, &sock, err);
	if (!ret)
		store(m, key, sock.sock_fd);

	return ret;
}

int key_member__parse(const struct ctrl_member *m, const char *word,
		      bool foreign, void *key, struct ctrl_error *err)
{
	int ret;

	if (m->bits == 32 && m->meaning == CTRL_MEANING_IFINDEX)
		return parse_device(m, word, foreign, key, err);
	if (m->bits == 32 && (m->meaning == CTRL_MEANING_PROG_ID ||
			      m->meaning == CTRL_MEANING_PROG_FD))
		return parse_program(m, word, key, err);
	if (m->bits == 32 && m->meaning == CTRL_MEANING_SOCK_FD)
		return parse_socket(m, word, key, err);

	ret = ctrl_member__parse(m, word, key, err);
	if (ret)
		ctrl_name__plain(m->name, err->attribute,
				 sizeof(err->attribute));

	return ret;
}

static __u64 load(const struct ctrl_member *m, const void *key)
{
	return ctrl_bits__load(key, m->bit_off, m->bits);
}

static bool write_device(const struct ctrl_member *m, const void *key,
			 char *word, size_t len)
{
	char name[IF_NAMESIZE];

	if (netdev__name(load(m, key), name))
		return false;
	if (is_number(name))
		ctrl_member__format(m, key, word, len);
	else
		ctrl_text__write(name, strlen(name), word, len);

	return true;
}

bool key_member__write(const struct ctrl_member *m, const void *key,
		       bool foreign, bool ours, char *word, size_t len)
{
	bool is_device = m->bits == 32 && m->meaning == CTRL_MEANING_IFINDEX;

	if (is_device && !foreign && write_device(m, key, word, len))
		return true;
	if (ours && is_fd(m) && m->meaning == CTRL_MEANING_PROG_FD)
		snprintf(word, len, "%u", key_prog__id_of(load(m, key)));
	else
		ctrl_member__format(m, key, word, len);

	return !is_device || foreign;
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
	static const char *const meanings[] = {
		[CTRL_MEANING_NONE] = NULL,
		[CTRL_MEANING_IFINDEX] = "DEV",
		[CTRL_MEANING_PROG_ID] = "PROG",
		[CTRL_MEANING_PROG_FD] = "PROG",
		[CTRL_MEANING_SOCK_FD] = "PID:FD",
	};
	const char *text = NULL;

	if (m->meaning < sizeof(meanings) / sizeof(meanings[0]))
		text = meanings[m->meaning];
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
