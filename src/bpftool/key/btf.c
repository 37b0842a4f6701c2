// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * A key of any control type: how it is written follows from its BTF. Keys of
 * one member with a meaning are parsed and shown by the file of that meaning.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "key/btf.h"
#include "key/kinds.h"
#include "key/member.h"
#include "text/shown.h"

void key_btf__syntax(const struct ctrl_type *type, char *buf, size_t len)
{
	const struct key_kind *kind = key_kinds__of_key(type);
	struct ctrl_line line;
	__u32 i;

	if (kind) {
		snprintf(buf, len, "%s", kind->syntax);
		return;
	}
	ctrl_line__init(&line, buf, len);
	ctrl_line__add(&line, "%s", type->nr ? "" : "nothing");
	for (i = 0; i < type->nr; i++) {
		if (i)
			ctrl_line__add(&line, " ");
		if (type->nr > 1)
			ctrl_line__add(&line, "%s=", type->members[i].name);
		key_member__syntax(&type->members[i], buf + line.at,
				   ctrl_line__room(&line));
		ctrl_line__written(&line);
	}
}

/* @fmt: what is wrong, with %s for the member */
__attribute__((format(printf, 3, 0)))
static int wrong_words(const struct ctrl_type *type, struct ctrl_error *err,
		       const char *fmt, const char *member)
{
	char syntax[200], what[200];

	key_btf__syntax(type, syntax, sizeof(syntax));
	snprintf(what, sizeof(what), fmt, member);

	return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
			       "%s; a key is written %s", what, syntax);
}

/* The member that the part before '=' names. */
static int find_member(const struct ctrl_type *type, const char *word,
		       struct ctrl_member *member, struct ctrl_error *err)
{
	struct ctrl_error unknown = {};
	char name[CTRL_PATH_MAX];

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(word, "="), word);
	if (!ctrl_type__find(type, name, member, &unknown))
		return 0;
	if (err->fault == CTRL_FAULT_NONE) {
		memcpy(err->near, unknown.near, sizeof(err->near));
		err->nr_near = unknown.nr_near;
	}

	return wrong_words(type, err, "the key has no member '%s'", name);
}

/**
 * struct parts - a key while its members come in
 * @type: its members
 * @covered: as long as the key, all ones where a member was given
 * @nothing: as long as the key, zeroes
 */
struct parts {
	const struct ctrl_type *type;
	unsigned char covered[KEY_ROOM];
	unsigned char nothing[KEY_ROOM];
};

static bool is_given(const struct parts *parts, const struct ctrl_member *m)
{
	return !ctrl_bits__equal(parts->covered, parts->nothing, m->bit_off,
				 m->bits);
}

static int take_part(struct parts *parts, const char *word, bool foreign,
		     void *key, struct ctrl_error *err)
{
	unsigned char ones[KEY_ROOM];
	struct ctrl_member member;
	int ret;

	ret = find_member(parts->type, word, &member, err);
	if (ret)
		return ret;
	if (is_given(parts, &member))
		return wrong_words(parts->type, err, "'%s' is twice in the key",
				   member.name);
	ret = key_member__parse(&member, strchr(word, '=') + 1, foreign, key,
				err);
	if (ret)
		return ret;
	memset(ones, 0xff, sizeof(ones));
	ctrl_bits__copy(parts->covered, ones, member.bit_off, member.bits);

	return 0;
}

/* What is behind "member="; NULL: the word does not begin so. */
static const char *behind_name(const struct ctrl_member *member, const char *word)
{
	char name[CTRL_PATH_MAX];
	size_t len = strcspn(word, "=");

	snprintf(name, sizeof(name), "%.*s", (int)len, word);

	return word[len] && ctrl_name__equal(name, member->name) ?
	       word + len + 1 : NULL;
}

/* "level=5" behind a whole key is meant for a member of the value. */
static bool is_for_key(const struct parts *parts, const char *word)
{
	bool is_whole = true;
	__u32 i;

	for (i = 0; i < parts->type->nr; i++) {
		if (behind_name(&parts->type->members[i], word))
			return true;
		is_whole &= is_given(parts, &parts->type->members[i]);
	}

	return !is_whole && strchr(word, '=');
}

static int parse_parts(const struct ctrl_type *type, struct words *words,
		       bool foreign, void *key, struct ctrl_error *err)
{
	struct parts parts = { .type = type };
	__u32 i;
	int ret = 0;

	while (!ret && words->nr && is_for_key(&parts, words->at[0]))
		ret = take_part(&parts, words__take(words), foreign, key, err);
	for (i = 0; !ret && i < type->nr; i++)
		if (!is_given(&parts, &type->members[i]))
			ret = wrong_words(type, err, "'%s' is missing in the key",
					  type->members[i].name);
	return ret;
}

/* The one member may be named as well. */
static int parse_single(const struct ctrl_type *type, struct words *words,
			bool foreign, void *key, struct ctrl_error *err)
{
	const struct ctrl_member *member = &type->members[0];
	const char *word = words__take(words);

	return key_member__parse(member, behind_name(member, word) ?: word,
				 foreign, key, err);
}

int key_btf__parse(const struct ctrl_type *type, struct words *words,
		   bool foreign, void *key, struct ctrl_error *err)
{
	const struct key_kind *kind = key_kinds__of_key(type);
	int ret;

	if (kind)
		return kind->parse(words, foreign, key, err);
	if (!type->nr)
		return 0;
	key_member__init(type, key);
	if (type->nr == 1)
		ret = parse_single(type, words, foreign, key, err);
	else
		ret = parse_parts(type, words, foreign, key, err);
	if (ret)
		key_member__release(type, key);

	return ret;
}

int key_btf__parse_next(const struct ctrl_type *type, struct words *words,
			bool foreign, void *key, struct ctrl_error *err)
{
	struct words some = *words;
	int ret, nr;

	if (type->nr > 1 && some.nr > (int)type->nr)
		some.nr = type->nr;
	nr = some.nr;
	ret = key_btf__parse(type, &some, foreign, key, err);
	if (ret)
		return ret;
	words->at += nr - some.nr;
	words->nr -= nr - some.nr;

	return 0;
}

void key_btf__release(const struct ctrl_type *type, void *key)
{
	const struct key_kind *kind = key_kinds__of_key(type);

	if (!kind)
		key_member__release(type, key);
	else if (kind->release)
		kind->release(key);
}

/* "side=left", as it is written, too */
static bool name_part(const struct ctrl_member *m, const void *key, bool foreign,
		      bool ours, char *buf, size_t len)
{
	char name[CTRL_PATH_MAX], word[256];
	bool known;

	ctrl_name__plain(m->name, name, sizeof(name));
	known = key_member__write(m, key, foreign, ours, word, sizeof(word));
	if (m->kind == CTRL_KIND_TEXT || m->meaning == CTRL_MEANING_IFINDEX)
		shown__quote(word, sizeof(word));
	snprintf(buf, len, "%s=%s", name, word);

	return known;
}

/* "side=left shelf=1 slot=2" */
static void label_members(const struct ctrl_type *type, const void *key,
			  bool foreign, bool ours, struct key_label *label)
{
	struct ctrl_line line;
	__u32 i;

	ctrl_line__init(&line, label->name, sizeof(label->name));
	for (i = 0; i < type->nr; i++) {
		ctrl_line__add(&line, "%s", i ? " " : "");
		if (!name_part(&type->members[i], key, foreign, ours,
			       line.buf + line.at, ctrl_line__room(&line)))
			label->nameless = true;
		ctrl_line__written(&line);
	}
	label->in_key = true;
	snprintf(label->heading, sizeof(label->heading), "%s", label->name);
	label->nr = 0;
	label->type = type;
	label->key = key;
}

void key_btf__label_members(const struct ctrl_type *type, const void *key,
			    bool foreign, struct key_label *label)
{
	label_members(type, key, foreign, false, label);
}

void key_btf__label(const struct ctrl_type *type, const void *key, bool foreign,
		    struct key_label *label)
{
	const struct key_kind *kind = key_kinds__of_key(type);

	if (!kind) {
		label_members(type, key, foreign, true, label);
		return;
	}
	label->in_key = true;
	kind->label(key, foreign, label);
}
