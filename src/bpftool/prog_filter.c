// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * PROG: which programs a command is about.
 *
 * Upstream's prog_parse_fds() opens every program there is to look for a tag or
 * a name, prints by itself, and exits where a word is missing.
 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <linux/bpf.h>
#include <bpf/bpf.h>

#include "prog_filter.h"
#include "upstream.h"

static int take_id(struct prog_filter *filter, const char *word,
		   struct ctrl_error *err)
{
	unsigned long long id;
	char *end;

	errno = 0;
	id = strtoull(word, &end, 10);
	if (!isdigit((unsigned char)*word) || *end || errno || !id ||
	    id > UINT32_MAX)
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "'%s' is no id of a program", word);
	filter->by = PROG_FILTER_ID;
	filter->id = id;

	return 0;
}

static int take_tag(struct prog_filter *filter, const char *word,
		    struct ctrl_error *err)
{
	char byte[3] = "";
	int i;

	if (strlen(word) != 2 * PROG_TAG_SIZE ||
	    strspn(word, "0123456789abcdefABCDEF") != strlen(word))
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "'%s' is no tag: a tag has %d hexadecimal digits",
				       word, 2 * PROG_TAG_SIZE);
	for (i = 0; i < PROG_TAG_SIZE; i++) {
		memcpy(byte, word + 2 * i, 2);
		filter->tag[i] = strtoul(byte, NULL, 16);
	}
	filter->by = PROG_FILTER_TAG;

	return 0;
}

static int take_name(struct prog_filter *filter, const char *word,
		     struct ctrl_error *err)
{
	if (!*word)
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "the name is empty");
	filter->by = PROG_FILTER_NAME;
	filter->name = word;

	return 0;
}

static int no_pinned(const char *path, int code, struct ctrl_error *err)
{
	enum ctrl_fault fault = CTRL_FAULT_KERNEL;

	snprintf(err->object, sizeof(err->object), "%s", path);
	if (code == ENOENT)
		fault = CTRL_FAULT_NO_OBJECT;
	else if (code == EPERM || code == EACCES)
		fault = CTRL_FAULT_PERMISSION;

	return ctrl_error__set(err, fault, code,
			       fault == CTRL_FAULT_KERNEL ? NULL :
			       "no program can be opened there");
}

static int take_pinned(struct prog_filter *filter, const char *path,
		       struct ctrl_error *err)
{
	struct bpf_prog_info info = {};
	__u32 size = sizeof(info);
	int fd, code = 0;

	fd = bpf_obj_get(path);
	if (fd < 0)
		return no_pinned(path, errno, err);

	/* a map or a link may be pinned there */
	if (get_fd_type(fd) != BPF_OBJ_PROG)
		code = EINVAL;
	else if (bpf_prog_get_info_by_fd(fd, &info, &size))
		code = errno;
	close(fd);
	if (code == EINVAL)
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "what is pinned at '%s' is no program",
				       path);
	if (code)
		return no_pinned(path, code, err);
	filter->by = PROG_FILTER_ID;
	filter->id = info.id;

	return 0;
}

static const struct {
	const char *word;
	int (*take)(struct prog_filter *filter, const char *word,
		    struct ctrl_error *err);
} ways[] = {
	{ "id", take_id },
	{ "tag", take_tag },
	{ "pinned", take_pinned },
	{ "name", take_name },
};

static int way_of(const char *word)
{
	size_t i;

	for (i = 0; *word && i < ARRAY_SIZE(ways); i++)
		if (is_prefix(word, ways[i].word))
			return i;

	return -1;
}

bool prog_filter__is_word(const char *word)
{
	return way_of(word) >= 0;
}

int prog_filter__take(struct prog_filter *filter, struct words *words,
		      struct ctrl_error *err)
{
	int way = way_of(words__take(words));
	const char *which;

	if (filter->by != PROG_FILTER_NONE)
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "PROG is named twice");
	if (!words->nr)
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "'%s' is followed by which",
				       ways[way].word);
	which = words__take(words);
	snprintf(filter->words, sizeof(filter->words), "%s %s", ways[way].word,
		 which);

	return ways[way].take(filter, which, err);
}

/* What get_prog_full_name() finds; the program may be gone meanwhile. */
static bool is_full_name(__u32 id, const char *name)
{
	char full[MAX_PROG_FULL_NAME] = "";
	struct bpf_prog_info info = {};
	__u32 size = sizeof(info);
	int fd, err;

	fd = bpf_prog_get_fd_by_id(id);
	if (fd < 0)
		return false;
	err = bpf_prog_get_info_by_fd(fd, &info, &size);
	if (!err)
		get_prog_full_name(&info, fd, full, sizeof(full));
	close(fd);

	return !err && !strcmp(full, name);
}

static bool is_named(const struct prog_fields *fields, __u32 id,
		     const void *value, const char *name)
{
	const struct ctrl_member *m = fields->name;
	size_t room;
	const char *own;

	if (!prog_value__has(m, value) || m->kind != CTRL_KIND_TEXT)
		return false;
	own = (const char *)value + m->bit_off / 8;
	room = m->bits / 8;
	if (strlen(name) < room)
		return !strncmp(own, name, room);

	return !strncmp(own, name, room - 1) && is_full_name(id, name);
}

static bool is_tagged(const struct prog_fields *fields, const void *value,
		      const __u8 tag[PROG_TAG_SIZE])
{
	return prog_value__has(fields->tag, value) &&
	       fields->tag->bits == 8 * PROG_TAG_SIZE &&
	       !memcmp((const char *)value + fields->tag->bit_off / 8, tag,
		       PROG_TAG_SIZE);
}

bool prog_filter__matches(const struct prog_filter *filter,
			  const struct prog_fields *fields, __u32 id,
			  const void *value)
{
	switch (filter->by) {
	case PROG_FILTER_ID:
		return id == filter->id;
	case PROG_FILTER_TAG:
		return is_tagged(fields, value, filter->tag);
	case PROG_FILTER_NAME:
		return is_named(fields, id, value, filter->name);
	default:
		return true;
	}
}
