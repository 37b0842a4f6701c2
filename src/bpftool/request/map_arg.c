// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * An existing map, as the command line names it.
 *
 * Upstream's map_parse_fd() asks for writing always, and prints and exits by
 * itself where it does not like a word.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <linux/bpf.h>
#include <bpf/bpf.h>

#include "request/map_arg.h"
#include "text/number.h"

static int open_id(__u32 id, bool read_only)
{
	LIBBPF_OPTS(bpf_get_fd_by_id_opts, opts);
	int fd;

	opts.open_flags = read_only ? BPF_F_RDONLY : 0;
	fd = bpf_map_get_fd_by_id_opts(id, &opts);

	return fd < 0 ? -errno : fd;
}

static int open_pinned(const char *path, bool read_only)
{
	LIBBPF_OPTS(bpf_obj_get_opts, opts);
	int fd;

	opts.file_flags = read_only ? BPF_F_RDONLY : 0;
	fd = bpf_obj_get_opts(path, &opts);

	return fd < 0 ? -errno : fd;
}

/* 1: it is; 0: it is not, or has gone meanwhile; a negative errno */
static int is_named(__u32 id, const char *name)
{
	struct bpf_map_info info = {};
	__u32 size = sizeof(info);
	int fd, err = 0;

	fd = open_id(id, true);
	if (fd < 0)
		return fd == -ENOENT ? 0 : fd;
	if (bpf_map_get_info_by_fd(fd, &info, &size))
		err = -errno;
	close(fd);

	return err ?: !strncmp(info.name, name, sizeof(info.name));
}

static int open_name(const char *name, bool read_only)
{
	__u32 id = 0, found = 0;
	int named;

	while (!bpf_map_get_next_id(id, &id)) {
		named = is_named(id, name);
		if (named < 0)
			return named;
		if (!named)
			continue;
		if (found)
			return -EEXIST;
		found = id;
	}

	if (errno != ENOENT)
		return -errno;

	return found ? open_id(found, read_only) : -ENOENT;
}

bool map_arg__is_word(const char *how, const char *which)
{
	__u32 id;

	return !strcmp(how, "pinned") || !strcmp(how, "name") ||
	       (!strcmp(how, "id") && !number__parse_u32(which, &id));
}

int map_arg__open(const char *how, const char *which, bool read_only)
{
	__u32 id;

	if (!strcmp(how, "pinned"))
		return open_pinned(which, read_only);
	if (!strcmp(how, "name"))
		return open_name(which, read_only);
	if (strcmp(how, "id") || number__parse_u32(which, &id))
		return -EINVAL;

	return open_id(id, read_only);
}

bool map_arg__is_frozen(int fd)
{
	char path[64], line[64];
	bool frozen = false;
	FILE *info;

	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", fd);
	info = fopen(path, "r");
	while (info && !frozen && fgets(line, sizeof(line), info))
		frozen = !strcmp(line, "frozen:\t1\n");
	if (info)
		fclose(info);

	return frozen;
}

/* The kernel lets through what the descriptor was opened for. */
bool map_arg__may(int fd, bool write)
{
	int mode = fcntl(fd, F_GETFL) & O_ACCMODE;

	return mode != (write ? O_RDONLY : O_WRONLY);
}
