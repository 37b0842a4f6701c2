// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* A control map: operations on one object. */
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>
#include <sys/syscall.h>
#include <linux/bpf.h>
#include <bpf/bpf.h>

#include "kernel.h"
#include "lookup.h"

#define REASON_LEN	256	/* bytes */

/*
 * Why an update or a delete failed is told in the log of the attributes that commands of
 * bpf() have in common, or, by kernels without these, in a buffer of the two commands'
 * own. The system's headers know neither.
 */
#define COMMON_ATTRS	(1 << 16)	/* in the command: there is a struct common_attr */
#define LOG_LEVEL	(1 | 8)		/* if the log is too small, its beginning stays */

struct common_attr {
	__u64 log_buf;
	__u32 log_size;
	__u32 log_level;
	__u32 log_true_size;
	__u32 unused;
};

struct elem_attr {
	__u32 map_fd;
	__u32 unused;
	__u64 key;
	__u64 value;
	__u64 flags;
	__u64 log_buf;
	__u32 log_size;
	__u32 unused2;
};

int ctrl_kernel__lookup(const struct ctrl_map *map, const void *key, void *value,
			struct ctrl_error *err)
{
	return bpf_map_lookup_elem(map->fd, key, value) ?
	       ctrl_lookup__failed(errno, err) : 0;
}

/* A part of the kernel that makes the change may have any errno of its own. */
static bool is_there(const struct ctrl_map *map, const void *key)
{
	void *value = malloc(map->value_size);
	bool there = value && !bpf_map_lookup_elem(map->fd, key, value);

	free(value);
	return there;
}

/* What the BTF says that an update may not name, which ends in EACCES. */
static bool names_read_only(const struct ctrl_map *map, const void *value)
{
	__u64 mask = value ? ctrl_value__mask(value) : 0;
	__u32 i;

	for (i = 0; i < map->value.nr; i++)
		if (map->value.members[i].read_only &&
		    mask >> map->value.members[i].bit & 1)
			return true;
	return false;
}

/* @value: NULL for a delete */
static enum ctrl_fault fault_of(int code, const struct ctrl_map *map,
				const void *key, const void *value)
{
	if (ctrl_lookup__is_gone(code) && !is_there(map, key))
		return CTRL_FAULT_NO_OBJECT;
	switch (code) {
	case EPERM:
		return CTRL_FAULT_PERMISSION;
	case EACCES:
		return names_read_only(map, value) ? CTRL_FAULT_READ_ONLY :
						     CTRL_FAULT_PERMISSION;
	case EOPNOTSUPP:
		return value ? CTRL_FAULT_UNSUPPORTED : CTRL_FAULT_KERNEL;
	case ERANGE:
		return value ? CTRL_FAULT_RANGE : CTRL_FAULT_KERNEL;
	default:
		return CTRL_FAULT_KERNEL;
	}
}

/* @log: of REASON_LEN bytes; returns 0, or the errno of the call */
static int call_with_common_attrs(int cmd, const struct elem_attr *attr, char *log)
{
	const struct common_attr common = {
		.log_buf = (unsigned long)log,
		.log_size = REASON_LEN,
		.log_level = LOG_LEVEL,
	};

	return syscall(__NR_bpf, cmd | COMMON_ATTRS, attr,
		       offsetof(struct elem_attr, log_buf), &common,
		       sizeof(common)) ? errno : 0;
}

static int call_with_own_log(int cmd, struct elem_attr *attr, char *log)
{
	attr->log_buf = (unsigned long)log;
	attr->log_size = REASON_LEN;
	return syscall(__NR_bpf, cmd, attr, sizeof(*attr)) ? errno : 0;
}

/*
 * To a kernel without them the command is an unknown one, and one that has them looks
 * for them first.
 */
static bool ask_for_common_attrs(void)
{
	const struct elem_attr attr = { .map_fd = (__u32)-1 };

	return syscall(__NR_bpf, BPF_MAP_LOOKUP_ELEM | COMMON_ATTRS, &attr,
		       sizeof(attr), NULL, sizeof(struct common_attr)) < 0 &&
	       errno == EFAULT;
}

/* The kernel stays the same, and who only reads need not ask it. */
static bool has_common_attrs(void)
{
	enum { UNKNOWN, NO, YES };
	static atomic_int known;

	if (known == UNKNOWN)
		known = ask_for_common_attrs() ? YES : NO;
	return known == YES;
}

/* @value: NULL for a delete */
static int elem_call(int cmd, const struct ctrl_map *map, const void *key,
		     const void *value, __u64 flags, struct ctrl_error *err)
{
	char reason[REASON_LEN] = "";
	struct elem_attr attr = {
		.map_fd = map->fd,
		.key = (unsigned long)key,
		.value = (unsigned long)value,
		.flags = flags,
	};
	int code;

	code = has_common_attrs() ? call_with_common_attrs(cmd, &attr, reason) :
				    call_with_own_log(cmd, &attr, reason);
	if (!code)
		return 0;
	return ctrl_error__set(err, fault_of(code, map, key, value), code,
			       reason[0] ? "%s" : NULL, reason);
}

int ctrl_kernel__update(const struct ctrl_map *map, const void *key,
			const void *value, __u64 flags, struct ctrl_error *err)
{
	return elem_call(BPF_MAP_UPDATE_ELEM, map, key, value, flags, err);
}

int ctrl_kernel__reset(const struct ctrl_map *map, const void *key,
		       struct ctrl_error *err)
{
	return elem_call(BPF_MAP_DELETE_ELEM, map, key, NULL, 0, err);
}

int ctrl_kernel__lookup_and_reset(const struct ctrl_map *map, const void *key,
				  void *value, struct ctrl_error *err)
{
	int code;

	if (!bpf_map_lookup_and_delete_elem(map->fd, key, value))
		return 0;
	code = errno;
	return ctrl_error__set(err, fault_of(code, map, key, NULL), code, NULL);
}
