// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * PROG: the two words that name a program, or several.
 *
 * Upstream's prog_parse_fds() opens every program there is to look for a tag or
 * a name, prints by itself, and exits where a word is missing.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <bpf/bpf.h>

#include "objects/bpffs.h"
#include "objects/prog_words.h"
#include "text/number.h"
#include "upstream/upstream.h"

static const char *const hows[] = {
	[PROG_BY_ID] = "id",
	[PROG_BY_TAG] = "tag",
	[PROG_BY_PINNED] = "pinned",
	[PROG_BY_NAME] = "name",
};

enum prog_by prog_words__by(const char *word)
{
	size_t i;

	for (i = 0; *word && i < ARRAY_SIZE(hows); i++)
		if (is_prefix(word, hows[i]))
			return i;

	return PROG_BY_NOTHING;
}

const char *prog_words__how(enum prog_by by)
{
	return hows[by];
}

static int parse_id(struct prog_words *prog, const char *word,
		    struct ctrl_error *err)
{
	if (!number__parse_u32(word, &prog->id) && prog->id)
		return 0;

	return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
			       "'%s' is no id of a program", word);
}

static int parse_tag(struct prog_words *prog, const char *word,
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
		prog->tag[i] = strtoul(byte, NULL, 16);
	}

	return 0;
}

int prog_words__parse(struct prog_words *prog, enum prog_by by, const char *which,
		      struct ctrl_error *err)
{
	*prog = (struct prog_words) { .by = by, .which = which };
	if (by == PROG_BY_ID)
		return parse_id(prog, which, err);
	if (by == PROG_BY_TAG)
		return parse_tag(prog, which, err);
	if (!*which)
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "the %s is empty",
				       by == PROG_BY_NAME ? "name" : "path");

	return 0;
}

static int no_pinned(const char *path, int code, struct ctrl_error *err)
{
	enum ctrl_fault fault = CTRL_FAULT_KERNEL;
	const char *why = NULL;

	if (err)
		snprintf(err->object, sizeof(err->object), "%s", path);
	if (code == ENOENT) {
		fault = CTRL_FAULT_NO_OBJECT;
		why = "no program can be opened there";
	} else if (code == EPERM || code == EACCES) {
		fault = bpffs__why_not_opened(path, &why);
	}

	return ctrl_error__set(err, fault, code, why ? "%s" : NULL, why);
}

int prog_words__open_pinned(const char *path, struct ctrl_error *err)
{
	int fd = bpf_obj_get(path);

	if (fd < 0)
		return no_pinned(path, errno, err);
	if (get_fd_type(fd) == BPF_OBJ_PROG)
		return fd;
	close(fd);

	/* a map or a link may be pinned there */
	return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
			       "what is pinned at '%s' is no program", path);
}
