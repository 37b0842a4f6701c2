// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * The trace event of a change: where it is, and what its bytes say.
 *
 * The kernel describes the event in a text of tracefs, a line a field:
 *	field:__data_loc char[] member;	offset:24;	size:4;	signed:0;
 */
#include <errno.h>
#include <limits.h>
#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ctrl.h"
#include "monitor/format.h"

#define EVENT	"events/bpf_ctrl/bpf_ctrl_change"

static const char *const field_names[MONITOR_FIELDS] = {
	[MONITOR_UID] = "uid",
	[MONITOR_COMM] = "comm",
	[MONITOR_NETNS] = "netns",
	[MONITOR_TYPE] = "type",
	[MONITOR_KEY] = "key",
	[MONITOR_MEMBER] = "member",
	[MONITOR_OLD] = "old",
	[MONITOR_NEW] = "new",
};

/* Where tracefs is mounted; /proc/mounts escapes blanks, getmntent() undoes it. */
static int find_tracefs(bool *mounts_read, char *path, size_t len)
{
	FILE *mounts = setmntent("/proc/mounts", "r");
	const struct mntent *mount;
	int err = -ENOENT;

	*mounts_read = mounts;
	if (!mounts)
		return -errno;
	while (err && (mount = getmntent(mounts))) {
		if (strcmp(mount->mnt_type, "tracefs"))
			continue;
		snprintf(path, len, "%s", mount->mnt_dir);
		err = 0;
	}
	endmntent(mounts);

	return err;
}

static int no_tracefs(bool mounts_read, int code, struct ctrl_error *err)
{
	snprintf(err->object, sizeof(err->object), "tracefs");
	if (!mounts_read)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, code,
				       "where it is mounted is in /proc/mounts");

	return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, ENOENT,
			       "it is not mounted, which takes: mount -t tracefs tracefs /sys/kernel/tracing");
}

static int cannot_open(const char *path, int code, struct ctrl_error *err)
{
	struct ctrl_directory directory;
	int ret;

	if (code == ENOENT) {
		ret = ctrl_directory__init(&directory, NULL, err);
		if (ret)
			return ret;
		ctrl_directory__deinit(&directory);
	}
	if (code == EACCES || code == EPERM)
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, code,
				       "watching needs CAP_PERFMON and access to tracefs; try as root");

	return ctrl_error__set(err, CTRL_FAULT_KERNEL, code, "%s", path);
}

static FILE *open_file(const char *tracefs, const char *name,
		       struct ctrl_error *err)
{
	char path[PATH_MAX];
	FILE *file;

	snprintf(path, sizeof(path), "%s/" EVENT "/%s", tracefs, name);
	file = fopen(path, "re");
	if (!file)
		cannot_open(path, errno, err);

	return file;
}

static int read_id(const char *tracefs, struct monitor_format *format,
		   struct ctrl_error *err)
{
	FILE *file = open_file(tracefs, "id", err);
	int n;

	if (!file)
		return -err->code;
	n = fscanf(file, "%u", &format->id);
	fclose(file);
	if (n != 1)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, EBADMSG,
				       "the event's id is no number");
	return 0;
}

/* The name in a declaration such as "__data_loc char[] key" or "char comm[16]". */
static const char *declared_name(char *declaration)
{
	char *space, *bracket;

	space = strrchr(declaration, ' ');
	if (!space)
		return "";
	bracket = strchr(space, '[');
	if (bracket)
		*bracket = '\0';

	return space + 1;
}

static void note_field(struct monitor_format *format, const char *line)
{
	struct monitor_place place = {};
	char declaration[128];
	const char *name;
	int i;

	if (sscanf(line, " field:%127[^;]; offset:%u; size:%u;", declaration,
		   &place.offset, &place.size) != 3)
		return;
	place.dynamic = !strncmp(declaration, "__data_loc ", 11);
	name = declared_name(declaration);

	for (i = 0; i < MONITOR_FIELDS; i++)
		if (!strcmp(name, field_names[i]))
			format->places[i] = place;
}

static int check_complete(const struct monitor_format *format,
			  struct ctrl_error *err)
{
	int i;

	for (i = 0; i < MONITOR_FIELDS; i++)
		if (!format->places[i].size)
			return ctrl_error__set(err, CTRL_FAULT_KERNEL,
					       EOPNOTSUPP,
					       "its event of a change has no field '%s'",
					       field_names[i]);
	return 0;
}

static int read_fields(const char *tracefs, struct monitor_format *format,
		       struct ctrl_error *err)
{
	FILE *file = open_file(tracefs, "format", err);
	char *line = NULL;
	size_t size = 0;

	if (!file)
		return -err->code;
	while (getline(&line, &size, file) > 0)
		note_field(format, line);
	free(line);
	fclose(file);

	return check_complete(format, err);
}

int monitor_format__read(struct monitor_format *format, struct ctrl_error *err)
{
	struct monitor_format found = {};
	char tracefs[PATH_MAX - 64];
	bool mounts_read;
	int ret;

	ret = find_tracefs(&mounts_read, tracefs, sizeof(tracefs));
	if (ret)
		return no_tracefs(mounts_read, -ret, err);

	ret = read_id(tracefs, &found, err) ?:
	      read_fields(tracefs, &found, err);
	if (!ret)
		*format = found;

	return ret;
}

struct event {
	const struct monitor_format *format;
	const char *data;
	size_t size;
};

/* Bytes of a field; NULL: they are not all within the event. */
static const void *field(const struct event *event, enum monitor_field which,
			 __u32 *size)
{
	const struct monitor_place *place = &event->format->places[which];
	__u32 offset = place->offset, bytes = place->size, where;

	if (place->dynamic) {
		if (offset + sizeof(where) > event->size)
			return NULL;
		memcpy(&where, event->data + offset, sizeof(where));
		offset = where & 0xffff;
		bytes = where >> 16;
	}
	if (offset > event->size || bytes > event->size - offset)
		return NULL;
	*size = bytes;

	return event->data + offset;
}

static int number_field(const struct event *event, enum monitor_field which,
			__u32 *number)
{
	const void *at;
	__u32 size;

	at = field(event, which, &size);
	if (!at || size != sizeof(*number))
		return -EBADMSG;
	memcpy(number, at, sizeof(*number));

	return 0;
}

static int text_field(const struct event *event, enum monitor_field which,
		      const char **text)
{
	__u32 size;

	*text = field(event, which, &size);
	if (!*text || !memchr(*text, '\0', size))
		return -EBADMSG;

	return 0;
}

int monitor_format__decode(const struct monitor_format *format,
			   const void *data, size_t size,
			   struct monitor_change *change)
{
	const struct event event = {
		.format = format, .data = data, .size = size,
	};

	change->key = field(&event, MONITOR_KEY, &change->key_size);
	if (!change->key)
		return -EBADMSG;

	return number_field(&event, MONITOR_UID, &change->uid) ?:
	       number_field(&event, MONITOR_NETNS, &change->netns) ?:
	       text_field(&event, MONITOR_COMM, &change->comm) ?:
	       text_field(&event, MONITOR_TYPE, &change->type) ?:
	       text_field(&event, MONITOR_MEMBER, &change->member) ?:
	       text_field(&event, MONITOR_OLD, &change->old) ?:
	       text_field(&event, MONITOR_NEW, &change->new);
}
