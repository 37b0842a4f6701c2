// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* A key that is a program: by id, tag, name or where it is pinned. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <linux/bpf.h>
#include <bpf/bpf.h>

#include "key/prog.h"
#include "text/number.h"
#include "upstream/upstream.h"

static int no_program(const struct prog_words *prog, int code,
		      struct ctrl_error *err)
{
	const char *how = prog_words__how(prog->by), *which = prog->which;

	switch (code) {
	case ENOENT:
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, code,
				       "there is no program '%s %s'", how, which);
	case EEXIST:
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "more than one program has the %s '%s': use its id",
				       how, which);
	case EPERM:
	case EACCES:
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, code,
				       "program '%s %s': a program is found by id, tag or name with CAP_SYS_ADMIN",
				       how, which);
	default:
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, code,
				       "program '%s %s'", how, which);
	}
}

static int get_info(int fd, struct bpf_prog_info *info)
{
	__u32 size = sizeof(*info);

	memset(info, 0, sizeof(*info));

	return bpf_prog_get_info_by_fd(fd, info, &size) ? -errno : 0;
}

/*
 * A name is compared with what bpf() keeps of it, and with that of its BTF. 1: it
 * is the program; 0: it is another one; or a negative errno
 */
static int is_it(int fd, const struct prog_words *prog)
{
	char name[MAX_PROG_FULL_NAME];
	struct bpf_prog_info info;
	int err = get_info(fd, &info);

	if (err)
		return err;
	if (prog->by == PROG_BY_TAG)
		return !memcmp(info.tag, prog->tag, sizeof(info.tag));
	if (!strncmp(info.name, prog->which, sizeof(info.name)))
		return true;
	get_prog_full_name(&info, fd, name, sizeof(name));

	return !strcmp(name, prog->which);
}

static int open_by_id(__u32 id)
{
	int fd = bpf_prog_get_fd_by_id(id);

	return fd < 0 ? -errno : fd;
}

/* -EEXIST: there is more than one */
static int search(const struct prog_words *prog)
{
	int found = -ENOENT, fd, is;
	__u32 id = 0;

	while (!bpf_prog_get_next_id(id, &id)) {
		fd = open_by_id(id);
		if (fd == -ENOENT)	/* it has gone meanwhile */
			continue;
		is = fd < 0 ? fd : is_it(fd, prog);
		if (is > 0 && found < 0) {
			found = fd;
			continue;
		}
		if (fd >= 0)
			close(fd);
		if (!is)
			continue;
		if (found >= 0)
			close(found);
		return is > 0 ? -EEXIST : is;
	}
	if (errno == ENOENT || found >= 0)
		return found;

	return -errno;
}

static int open_prog(const struct prog_words *prog, struct ctrl_error *err)
{
	int fd;

	if (prog->by == PROG_BY_PINNED)
		return prog_words__open_pinned(prog->which, err);
	fd = prog->by == PROG_BY_ID ? open_by_id(prog->id) : search(prog);

	return fd < 0 ? no_program(prog, -fd, err) : fd;
}

static int parse(struct prog_words *prog, const char *how, const char *which,
		 struct ctrl_error *err)
{
	enum prog_by by = prog_words__by(how);

	if (by == PROG_BY_NOTHING)
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "'%s %s' names no program: it is %s", how,
				       which, KEY_PROG_SYNTAX);

	return prog_words__parse(prog, by, which, err);
}

int key_prog__open(const char *how, const char *which, struct ctrl_error *err)
{
	struct prog_words prog;

	return parse(&prog, how, which, err) ?: open_prog(&prog, err);
}

int key_prog__id(const char *how, const char *which, __u32 *id,
		 struct ctrl_error *err)
{
	struct bpf_prog_info info;
	struct prog_words prog;
	int fd, ret;

	ret = parse(&prog, how, which, err);
	if (ret)
		return ret;
	*id = prog.id;
	if (prog.by == PROG_BY_ID)
		return 0;
	fd = open_prog(&prog, err);
	if (fd < 0)
		return fd;
	ret = get_info(fd, &info);
	close(fd);
	if (ret)
		return no_program(&prog, -ret, err);
	*id = info.id;

	return 0;
}

static int missing(struct ctrl_error *err)
{
	return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
			       "a program is named as %s", KEY_PROG_SYNTAX);
}

int key_prog__parse_fd(struct words *words, bool foreign, void *key,
		       struct ctrl_error *err)
{
	const char *how, *which;
	__s32 fd;

	if (words->nr < 2)
		return missing(err);
	how = words__take(words);
	which = words__take(words);
	fd = key_prog__open(how, which, err);
	if (fd < 0)
		return fd;
	memcpy(key, &fd, sizeof(fd));

	return 0;
}

void key_prog__release_fd(void *key)
{
	__s32 fd = -1;

	memcpy(&fd, key, sizeof(fd));
	close(fd);
}

int key_prog__parse_id(struct words *words, bool foreign, void *key,
		       struct ctrl_error *err)
{
	const char *how, *which;
	__u32 id;
	int ret;

	if (words->nr && !number__parse_u32(words->at[0], &id)) {
		words__take(words);
		memcpy(key, &id, sizeof(id));
		return 0;
	}
	if (words->nr < 2)
		return missing(err);
	how = words__take(words);
	which = words__take(words);
	ret = key_prog__id(how, which, &id, err);
	if (!ret)
		memcpy(key, &id, sizeof(id));

	return ret;
}

__u32 key_prog__id_of(int fd)
{
	struct bpf_prog_info info;

	return get_info(fd, &info) ? 0 : info.id;
}

static void label_of(__u32 id, struct key_label *label)
{
	snprintf(label->name, sizeof(label->name), "prog %u", id);
	snprintf(label->heading, sizeof(label->heading), "prog %u", id);
	label->fields[0] = (struct label_field) {
		.key = "prog_id", .number = id,
	};
	label->nr = 1;
}

void key_prog__label_id(const void *key, bool foreign, struct key_label *label)
{
	__u32 id;

	memcpy(&id, key, sizeof(id));
	label_of(id, label);
}

void key_prog__label_fd(const void *key, bool foreign, struct key_label *label)
{
	__s32 fd;

	memcpy(&fd, key, sizeof(fd));
	label_of(key_prog__id_of(fd), label);
}
