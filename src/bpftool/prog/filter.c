// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* PROG: which programs a command is about. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <linux/bpf.h>
#include <bpf/bpf.h>

#include "objects/prog_info.h"
#include "prog/filter.h"
#include "stats/fields.h"
#include "upstream/upstream.h"

bool prog_filter__is_word(const char *word)
{
	return prog_words__by(word) != PROG_BY_NOTHING;
}

/* The id is kept: something else may be pinned there later. */
static int resolve_pinned(struct prog_words *prog, struct ctrl_error *err)
{
	struct bpf_prog_info info;
	int fd, ret;

	fd = prog_words__open_pinned(prog->which, err);
	if (fd < 0)
		return fd;
	ret = prog_info__read(fd, &info);
	close(fd);
	if (ret)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, -ret, NULL);
	prog->by = PROG_BY_ID;
	prog->id = info.id;

	return 0;
}

int prog_filter__take(struct prog_filter *filter, struct words *words,
		      struct ctrl_error *err)
{
	enum prog_by by = prog_words__by(words__take(words));
	const char *how = prog_words__how(by), *which;
	int ret;

	if (filter->given)
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "PROG is named twice");
	if (!words->nr)
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "'%s' is followed by which", how);
	which = words__take(words);
	snprintf(filter->words, sizeof(filter->words), "%s %s", how, which);

	ret = prog_words__parse(&filter->prog, by, which, err);
	if (!ret && by == PROG_BY_PINNED)
		ret = resolve_pinned(&filter->prog, err);
	filter->given = !ret;

	return ret;
}

/* What get_prog_full_name() finds; the program may be gone meanwhile. */
static bool is_full_name(struct prog_filter *filter, __u32 id)
{
	char full[MAX_PROG_FULL_NAME] = "";
	struct bpf_prog_info info;
	int fd, err;

	fd = bpf_prog_get_fd_by_id(id);
	if (fd < 0) {
		if (errno != ENOENT)
			filter->denied = errno;
		return false;
	}
	err = prog_info__read(fd, &info);
	if (!err)
		get_prog_full_name(&info, fd, full, sizeof(full));
	close(fd);

	return !err && !strcmp(full, filter->prog.which);
}

static bool has_name(struct prog_filter *filter, const struct ctrl_type *type,
		     __u32 id, const void *value)
{
	const struct ctrl_member *m = stats_member__by_name(type, "name");
	const char *name = filter->prog.which;
	size_t room;
	const char *own;

	if (!stats_member__has(m, value) || m->kind != CTRL_KIND_TEXT)
		return false;
	own = (const char *)value + m->bit_off / 8;
	room = m->bits / 8;
	if (strlen(name) < room)
		return !strncmp(own, name, room);

	return !strncmp(own, name, room - 1) && is_full_name(filter, id);
}

static bool has_tag(const struct ctrl_type *type, const void *value,
		    const __u8 tag[PROG_TAG_SIZE])
{
	const struct ctrl_member *m = stats_member__by_name(type, "tag");

	return stats_member__has(m, value) && m->bits == 8 * PROG_TAG_SIZE &&
	       !memcmp((const char *)value + m->bit_off / 8, tag, PROG_TAG_SIZE);
}

bool prog_filter__matches(struct prog_filter *filter, const struct ctrl_type *type,
			  __u32 id, const void *value)
{
	const struct prog_words *prog = &filter->prog;

	if (!filter->given)
		return true;
	switch (prog->by) {
	case PROG_BY_ID:
		return id == prog->id;
	case PROG_BY_TAG:
		return has_tag(type, value, prog->tag);
	default:
		return has_name(filter, type, id, value);
	}
}
