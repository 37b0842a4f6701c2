// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Paths: "name", "name.part", "name[3].part". */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "type.h"

/**
 * struct walk - how far a path was understood
 * @type: where it begins
 * @word: begin of the part of the path that is looked at
 * @inside: @at is valid, and @word is about a part of it
 * @at: the last member found
 */
struct walk {
	const struct ctrl_type *type;
	const char *word;
	bool inside;
	struct ctrl_member at;
};

/* The name as BTF has it is what the index knows. */
static const struct ctrl_member *find_in_index(const struct ctrl_type *type,
					       const char *name)
{
	char declared[CTRL_PATH_MAX];

	snprintf(declared, sizeof(declared), "%s", name);
	ctrl_name__declared(declared);
	return ctrl_type_by_name(type, declared);
}

static int find_in_table(const struct ctrl_type *type, const char *name,
			 struct ctrl_member *out)
{
	const struct ctrl_member *known = find_in_index(type, name);
	__u32 i;

	if (known) {
		*out = *known;
		return 0;
	}
	for (i = 0; i < type->nr; i++)
		if (ctrl_name__equal(type->members[i].name, name)) {
			*out = type->members[i];
			return 0;
		}
	return -ENOENT;
}

static bool has_parts(const struct ctrl_member *m)
{
	return m->kind == CTRL_KIND_STRUCT || m->kind == CTRL_KIND_UNION;
}

static int find_part(const struct ctrl_member *m, const char *name,
		     struct ctrl_member *out)
{
	struct ctrl_type parts;
	int err;

	if (!has_parts(m))
		return -ENOENT;
	err = ctrl_type_init_parts(&parts, m);
	if (err)
		return err == -ENOMEM ? err : -ENOENT;
	err = find_in_table(&parts, name, out);
	ctrl_type__deinit(&parts);
	return err;
}

/* "[3]", which is neither "[+3]" nor "[03]" */
static int take_element(struct walk *w, const char **path)
{
	const char *digits = *path + 1;
	unsigned long i;
	char *end;

	if (w->at.kind != CTRL_KIND_ARRAY || *digits < '0' || *digits > '9')
		return -ENOENT;
	i = strtoul(digits, &end, 10);
	if (*digits == '0' && end != digits + 1)
		return -ENOENT;
	if (*end != ']' || i >= w->at.nr || ctrl_member__child(&w->at, i, &w->at))
		return -ENOENT;
	*path = end + 1;
	return 0;
}

/* "name", up to '.', '[' or the end */
static int take_name(struct walk *w, const char **path)
{
	size_t n = strcspn(*path, ".[");
	char name[CTRL_PATH_MAX];
	int err;

	if (!n || n >= sizeof(name))
		return -ENOENT;
	memcpy(name, *path, n);
	name[n] = '\0';
	err = w->inside ? find_part(&w->at, name, &w->at) :
			  find_in_table(w->type, name, &w->at);
	if (!err) {
		*path += n;
		w->inside = true;
	}
	return err;
}

static int find(struct walk *w, const char *path)
{
	int err = 0;

	do {
		w->word = path;
		if (w->inside && *path == '[') {
			err = take_element(w, &path);
			continue;
		}
		if (w->inside) {
			if (*path != '.')
				return -ENOENT;
			w->word = ++path;
		}
		err = take_name(w, &path);
	} while (!err && *path);
	return err;
}

/* Near names of the same struct, with the path up to there before them. */
static void near_in(const struct ctrl_type *type, const struct walk *w,
		    const char *path, struct ctrl_error *err)
{
	const char **names = calloc(type->nr ?: 1, sizeof(*names));
	char word[CTRL_PATH_MAX], before[CTRL_PATH_MAX], whole[2 * CTRL_PATH_MAX];
	__u32 i;

	if (!names)
		return;
	for (i = 0; i < type->nr; i++)
		names[i] = type->members[i].name;
	snprintf(word, sizeof(word), "%.*s", (int)strcspn(w->word, ".["), w->word);
	snprintf(before, sizeof(before), "%.*s", (int)(w->word - path), path);
	ctrl_error__near(err, word, names, type->nr);
	for (i = 0; (int)i < err->nr_near; i++) {
		snprintf(whole, sizeof(whole), "%s%s", before, err->near[i]);
		snprintf(err->near[i], sizeof(err->near[i]), "%.63s", whole);
	}
	free(names);
}

/* Why the path goes no further than to w->at. */
static void say_why(const struct walk *w, const char *path,
		    struct ctrl_error *err)
{
	struct ctrl_type parts;

	if (!w->inside) {
		near_in(w->type, w, path, err);
	} else if (has_parts(&w->at) && w->word > path && w->word[-1] == '.') {
		if (ctrl_type_init_parts(&parts, &w->at))
			return;
		near_in(&parts, w, path, err);
		ctrl_type__deinit(&parts);
	} else if (w->at.kind == CTRL_KIND_ARRAY && w->at.nr) {
		snprintf(err->reason, sizeof(err->reason),
			 "its elements are [0] to [%u]", w->at.nr - 1);
	}
}

int ctrl_type__find(const struct ctrl_type *type, const char *path,
		    struct ctrl_member *out, struct ctrl_error *err)
{
	struct walk w = { .type = type };
	int ret = find(&w, path);

	if (!ret) {
		*out = w.at;
		return 0;
	}
	if (ret == -ENOMEM)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	if (err && err->fault == CTRL_FAULT_NONE) {
		ctrl_error__set(err, CTRL_FAULT_UNKNOWN_ATTRIBUTE, 0, NULL);
		snprintf(err->attribute, sizeof(err->attribute), "%s", path);
		say_why(&w, path, err);
	}
	return -ENOENT;
}
