// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Objects and values as words of a batch file. */
#include <stdlib.h>
#include <string.h>

#include "keep/word.h"
#include "key/kinds.h"
#include "key/member.h"
#include "text/shown.h"

/* Words that stand for what a view says. */
static bool is_view(const char *word)
{
	enum ctrl_view view = ctrl_view__of_word(word);

	return view != CTRL_VIEW_CURRENT && view != CTRL_VIEWS;
}

/* A value that is called as a view is written in its other form. */
static void avoid_view(const struct ctrl_member *member, const void *value,
		       char word[KEEP_WORD_ROOM])
{
	char rest[16];

	if (!is_view(word))
		return;
	if (member->kind == CTRL_KIND_TEXT) {
		snprintf(rest, sizeof(rest), "%s", word + 1);
		snprintf(word, KEEP_WORD_ROOM, "\\x%02x%s", (unsigned char)word[0], rest);
	} else {
		snprintf(word, KEEP_WORD_ROOM, "%llu", (unsigned long long)
			 ctrl_bits__load(value, member->bit_off, member->bits));
	}
}

/* Whether the word makes the value again. */
static bool comes_back(const struct ctrl_member *member, const void *value, size_t size,
		       const char *word)
{
	void *copy = calloc(1, size);
	struct ctrl_error ignored = {};
	bool same;

	same = copy && !ctrl_member__parse(member, word, copy, &ignored) &&
	       ctrl_bits__equal(copy, value, member->bit_off, member->bits);
	free(copy);

	return same;
}

bool keep_word__value(const struct ctrl_member *member, const void *value, size_t size,
		      char word[KEEP_WORD_ROOM])
{
	if (member->meaning == CTRL_MEANING_IFINDEX)
		key_member__write(member, value, false, true, word, KEEP_WORD_ROOM);
	else
		ctrl_member__format(member, value, word, KEEP_WORD_ROOM);
	avoid_view(member, value, word);

	return comes_back(member, value, size, word);
}

/* What is called as a word that may stand before a device. */
static bool needs_dev(const char *name)
{
	return !strcmp(name, "dev") || !strcmp(name, "ifindex") || !strcmp(name, "map");
}

static void put_device(const struct request *r, const void *key,
		       void (*put)(const char *word, void *data), void *data)
{
	struct key_label label;

	request__label(r, key, &label);
	if (needs_dev(label.name))
		put("dev", data);
	put(label.name, data);
}

static void put_members(const struct request *r, const void *key,
			void (*put)(const char *word, void *data), void *data)
{
	const struct ctrl_type *type = &r->map->key;
	char name[CTRL_PATH_MAX], word[KEY_ROOM * 4], part[sizeof(word) + sizeof(name) + 1];
	__u32 i;

	for (i = 0; i < type->nr; i++) {
		key_member__write(&type->members[i], key, r->foreign, true, word,
				  sizeof(word));
		ctrl_name__plain(type->members[i].name, name, sizeof(name));
		snprintf(part, sizeof(part), "%s=%s", name, word);
		put(key_kinds__of_key(type) ? word : part, data);
	}
}

void keep_word__object(const struct request *r, const void *key,
		       void (*put)(const char *word, void *data), void *data)
{
	const struct key_kind *kind = key_kinds__of_key(&r->map->key);

	if (r->map->control_type == CTRL_TYPE_XDP) {
		put("xdp", data);
		put("set", data);
	} else {
		put("ctrl", data);
		put("set", data);
		put(r->type_name, data);
	}
	if (kind && kind->meaning == CTRL_MEANING_IFINDEX)
		put_device(r, key, put, data);
	else
		put_members(r, key, put, data);
}

/* '#' begins a comment, wherever it is. */
void keep_word__print(const char *word, FILE *out)
{
	char quoted[CTRL_TEXT_ROOM(KEEP_WORD_ROOM)];
	struct ctrl_line line;

	ctrl_line__init(&line, quoted, sizeof(quoted));
	for (; *word; word++)
		if (*word == '#')
			ctrl_line__add(&line, "\\x23");
		else
			ctrl_line__add(&line, "%c", *word);
	shown__quote(quoted, sizeof(quoted));
	fputs(quoted, out);
}
