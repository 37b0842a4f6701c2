/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The trace event of a change: where it is, and what its bytes say. */
#ifndef BPFTOOL_MONITOR_FORMAT_H
#define BPFTOOL_MONITOR_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <linux/types.h>

#include "ctrl_error.h"

/** enum monitor_field - fields of the event, by the names they have there */
enum monitor_field {
	MONITOR_UID,
	MONITOR_COMM,
	MONITOR_NETNS,
	MONITOR_TYPE,
	MONITOR_KEY,
	MONITOR_MEMBER,
	MONITOR_OLD,
	MONITOR_NEW,
	MONITOR_FIELDS,
};

/**
 * struct monitor_place - where a field is within the event's bytes
 * @offset: bytes from the start
 * @size: bytes there; 4 where @dynamic is set
 * @dynamic: what stands there is offset (low 16 bits) and size of the field
 */
struct monitor_place {
	__u32 offset;
	__u32 size;
	bool dynamic;
};

/**
 * struct monitor_format - what the running kernel says of the event
 * @id: number of the event, for perf_event_open()
 * @places: by enum monitor_field
 */
struct monitor_format {
	__u32 id;
	struct monitor_place places[MONITOR_FIELDS];
};

/**
 * struct monitor_change - one member of an object has been set
 * @time: when, in ns of CLOCK_MONOTONIC
 * @pid: process that did it, as it is known in this pid namespace
 * @tid: thread
 * @uid: effective user, in the initial user namespace
 * @comm: name of the thread
 * @netns: inode of the network namespace of the object; 0: it belongs to none
 * @type: name of the control type
 * @key: of the object
 * @key_size: bytes of @key
 * @member: name of the member; "": an anonymous union or struct
 * @old: value before: a number, a text, or bytes in hex
 * @new: value after
 *
 * Points into the event's bytes.
 */
struct monitor_change {
	__u64 time;
	__u32 pid;
	__u32 tid;
	__u32 uid;
	const char *comm;
	__u32 netns;
	const char *type;
	const void *key;
	__u32 key_size;
	const char *member;
	const char *old;
	const char *new;
};

/**
 * monitor_format__read() - read the event's number and format from tracefs
 * @format: filled in on success
 * @err: on failure
 *
 * Fields are found by name, so that more of them, or another order, do no harm.
 *
 * Return: 0 or a negative errno.
 */
int monitor_format__read(struct monitor_format *format, struct ctrl_error *err);

/**
 * monitor_format__decode() - what an event's bytes say
 * @format: of the event
 * @data: bytes of the event
 * @size: number of them
 * @change: filled in, but for time, pid and tid, on success
 *
 * Return: 0; -EBADMSG: the bytes are not such an event.
 */
int monitor_format__decode(const struct monitor_format *format,
			   const void *data, size_t size,
			   struct monitor_change *change);

#endif
