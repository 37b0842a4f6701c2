// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* A key that is a program: by id, tag, name or where it is pinned. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <linux/bpf.h>
#include <bpf/bpf.h>

#include "key_prog.h"
#include "map_arg.h"
#include "upstream.h"

static int no_program(const char *how, const char *which, int code,
		      struct ctrl_error *err)
{
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
				       "program '%s %s': a program is found by id, tag or name with CAP_SYS_ADMIN, and pinned as far as the file's mode lets you",
				       how, which);
	case EINVAL:
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "'%s %s' names no program: it is %s", how,
				       which, KEY_PROG_SYNTAX);
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

static void tag_of(const struct bpf_prog_info *info, char tag[17])
{
	int i;

	for (i = 0; i < BPF_TAG_SIZE; i++)
		sprintf(tag + 2 * i, "%02x", info->tag[i]);
}

/* A name is compared with what bpf() keeps of it, and with that of its BTF. */
static bool is_it(int fd, const char *how, const char *which)
{
	char text[MAX_PROG_FULL_NAME];
	struct bpf_prog_info info;

	if (get_info(fd, &info))
		return false;
	if (!strcmp(how, "tag")) {
		tag_of(&info, text);
		return !strcmp(text, which);
	}
	if (!strncmp(info.name, which, sizeof(info.name)))
		return true;
	get_prog_full_name(&info, fd, text, sizeof(text));

	return !strcmp(text, which);
}

/* -EEXIST: there is more than one */
static int search(const char *how, const char *which)
{
	int found = -ENOENT, fd;
	__u32 id = 0;

	while (!bpf_prog_get_next_id(id, &id)) {
		fd = bpf_prog_get_fd_by_id(id);
		if (fd < 0)
			continue;
		if (!is_it(fd, how, which)) {
			close(fd);
			continue;
		}
		if (found >= 0) {
			close(fd);
			close(found);
			return -EEXIST;
		}
		found = fd;
	}
	if (errno == ENOENT || found >= 0)
		return found;

	return -errno;
}

static int open_prog(const char *how, const char *which)
{
	__u32 id;
	int fd;

	if (!strcmp(how, "tag") || !strcmp(how, "name"))
		return search(how, which);
	if (!strcmp(how, "id") && !map_arg__parse_id(which, &id))
		fd = bpf_prog_get_fd_by_id(id);
	else if (!strcmp(how, "pinned"))
		fd = bpf_obj_get(which);
	else
		return -EINVAL;
	if (fd < 0)
		return -errno;
	if (get_fd_type(fd) == BPF_OBJ_PROG)
		return fd;
	close(fd);

	return -EINVAL;
}

int key_prog__open(const char *how, const char *which, struct ctrl_error *err)
{
	int fd = open_prog(how, which);

	return fd < 0 ? no_program(how, which, -fd, err) : fd;
}

int key_prog__id(const char *how, const char *which, __u32 *id,
		 struct ctrl_error *err)
{
	struct bpf_prog_info info;
	int fd, ret;

	if (!strcmp(how, "id"))
		return map_arg__parse_id(which, id) ?
		       no_program(how, which, EINVAL, err) : 0;
	fd = key_prog__open(how, which, err);
	if (fd < 0)
		return fd;
	ret = get_info(fd, &info);
	close(fd);
	if (ret)
		return no_program(how, which, -ret, err);
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

	if (words->nr && !map_arg__parse_id(words->at[0], &id)) {
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

static void label_of(__u32 id, struct ctrl_label *label)
{
	snprintf(label->name, sizeof(label->name), "prog %u", id);
	snprintf(label->heading, sizeof(label->heading), "prog %u", id);
	label->fields[0] = (struct label_field) {
		.key = "prog_id", .number = id,
	};
	label->nr = 1;
}

void key_prog__label_id(const void *key, bool foreign, struct ctrl_label *label)
{
	__u32 id;

	memcpy(&id, key, sizeof(id));
	label_of(id, label);
}

void key_prog__label_fd(const void *key, bool foreign, struct ctrl_label *label)
{
	struct bpf_prog_info info;
	__s32 fd;

	memcpy(&fd, key, sizeof(fd));
	if (get_info(fd, &info))
		info.id = 0;
	label_of(info.id, label);
}
