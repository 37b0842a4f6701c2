/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bpf() on control maps, without a library in between.
 *
 * Every function returns what the system call does, or the negative errno.
 */
#ifndef CTRL_SYS_H
#define CTRL_SYS_H

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/bpf.h>
#include <linux/bpf_ctrl.h>

#define REASON_LEN	256

/* What a lookup may write at most in these tests, and room behind it. */
#define VALUE_ROOM	512

/* Where in its struct a member is. */
struct member_place {
	__u32 at, size;
};

/* @member: of a struct at address 0 */
#define MEMBER_PLACE(member)	{ (uintptr_t)&(member), sizeof(member) }

static inline __u32 place_end(const struct member_place *place)
{
	return place->at + place->size;
}

static inline __u64 ptr_to_u64(const void *ptr)
{
	return (uintptr_t)ptr;
}

static inline int sys_bpf(int cmd, union bpf_attr *attr)
{
	int ret = syscall(SYS_bpf, cmd, attr, sizeof(*attr));

	return ret < 0 ? -errno : ret;
}

/* The number of the map type. The environment has it where the kernel has another one. */
static inline __u32 ctrl_map_type(void)
{
	const char *number = getenv("CTRL_MAP_TYPE");

	return number ? strtoul(number, NULL, 0) : BPF_MAP_TYPE_CONTROL;
}

/* Whether a module has them: the kernel's own code does not know control maps then. */
static inline int ctrl_of_module(void)
{
	return !!getenv("CTRL_MAP_TYPE");
}

/* The attributes of a control map, for those who want to spoil some. */
static inline union bpf_attr ctrl_create_attr(__u32 type, __u32 view,
					      __u32 flags, __u32 value_size)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.map_type = ctrl_map_type();
	attr.map_extra = BPF_CTRL_MAP_EXTRA(type, view);
	attr.map_flags = flags;
	attr.value_size = value_size;
	return attr;
}

static inline int ctrl_create(__u32 type, __u32 view, __u32 flags,
			      __u32 value_size)
{
	union bpf_attr attr = ctrl_create_attr(type, view, flags, value_size);

	return sys_bpf(BPF_MAP_CREATE, &attr);
}

static inline int xdp_map(__u32 flags)
{
	return ctrl_create(BPF_CTRL_XDP_ATTR, BPF_CTRL_CURRENT, flags, 0);
}

static inline int xdp_view(enum bpf_ctrl_view view)
{
	return ctrl_create(BPF_CTRL_XDP_ATTR, view, BPF_F_RDONLY, 0);
}

static inline union bpf_attr elem_attr(int fd, const void *key,
				       const void *value, __u64 flags)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.map_fd = fd;
	attr.key = ptr_to_u64(key);
	attr.value = ptr_to_u64(value);
	attr.flags = flags;
	return attr;
}

/* Any element command, whatever the size of the key. */
static inline int elem_call(int cmd, int map, const void *key, void *value)
{
	union bpf_attr attr = elem_attr(map, key, value, 0);

	return sys_bpf(cmd, &attr);
}

static inline int ctrl_lookup(int fd, __u32 key, void *value)
{
	union bpf_attr attr = elem_attr(fd, &key, value, 0);

	return sys_bpf(BPF_MAP_LOOKUP_ELEM, &attr);
}

/* What commands have in common, as the 5th and 6th argument, if the command says so. */
#define COMMON_ATTRS	0x10000
#define LOG_FIXED	(1 | 8)		/* the beginning stays if the log is too small */

struct common_attr {
	__u64 log_buf;
	__u32 log_size;
	__u32 log_level;
	__u32 log_true_size;
};

static inline int sys_bpf_common(int cmd, union bpf_attr *attr,
				 struct common_attr *common)
{
	int ret = syscall(SYS_bpf, cmd | COMMON_ATTRS, attr, sizeof(*attr),
			  common, sizeof(*common));

	return ret < 0 ? -errno : ret;
}

/* To a kernel that does not know it, the command is an unknown one. */
static inline int has_common_attrs(void)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	return sys_bpf_common(BPF_MAP_LOOKUP_ELEM, &attr, NULL) == -EFAULT;
}

/* Where the element commands of a kernel without these have their log instead. */
#define OWN_LOG_AT	(offsetof(union bpf_attr, flags) + sizeof(__u64))
#define OWN_LOG_END	(OWN_LOG_AT + sizeof(__u64) + sizeof(__u32))

static inline void set_own_log(union bpf_attr *attr, __u64 log, __u32 size)
{
	memcpy((char *)attr + OWN_LOG_AT, &log, sizeof(log));
	memcpy((char *)attr + OWN_LOG_AT + sizeof(log), &size, sizeof(size));
}

/* Update or delete with a log, where the kernel in use takes it. */
static inline int sys_bpf_log(int cmd, union bpf_attr *attr, __u64 log, __u32 size)
{
	struct common_attr common = {
		.log_buf = log, .log_size = size, .log_level = LOG_FIXED,
	};

	if (has_common_attrs())
		return sys_bpf_common(cmd, attr, &common);
	set_own_log(attr, log, size);
	return sys_bpf(cmd, attr);
}

/* A log may be left as it is if nothing failed. */
static inline int sys_bpf_reason(int cmd, union bpf_attr *attr, char *reason)
{
	reason[0] = '\0';
	return sys_bpf_log(cmd, attr, ptr_to_u64(reason), REASON_LEN);
}

/* @reason: REASON_LEN bytes, or NULL */
static inline int ctrl_update(int fd, __u32 key, const void *value, __u64 flags,
			      char *reason)
{
	union bpf_attr attr = elem_attr(fd, &key, value, flags);

	if (reason)
		return sys_bpf_reason(BPF_MAP_UPDATE_ELEM, &attr, reason);
	return sys_bpf(BPF_MAP_UPDATE_ELEM, &attr);
}

static inline int ctrl_delete(int fd, __u32 key, char *reason)
{
	union bpf_attr attr = elem_attr(fd, &key, NULL, 0);

	if (reason)
		return sys_bpf_reason(BPF_MAP_DELETE_ELEM, &attr, reason);
	return sys_bpf(BPF_MAP_DELETE_ELEM, &attr);
}

/* @key: NULL for the first one */
static inline int ctrl_next_key(int fd, const __u32 *key, __u32 *next)
{
	union bpf_attr attr = elem_attr(fd, key, next, 0);

	return sys_bpf(BPF_MAP_GET_NEXT_KEY, &attr);
}

/* @in: key to go on after, or NULL; @count: room, and then what there was */
static inline int ctrl_lookup_batch(int fd, const __u32 *in, __u32 *out,
				    __u32 *keys, void *values, __u32 *count)
{
	union bpf_attr attr;
	int ret;

	memset(&attr, 0, sizeof(attr));
	attr.batch.map_fd = fd;
	attr.batch.in_batch = ptr_to_u64(in);
	attr.batch.out_batch = ptr_to_u64(out);
	attr.batch.keys = ptr_to_u64(keys);
	attr.batch.values = ptr_to_u64(values);
	attr.batch.count = *count;
	ret = sys_bpf(BPF_MAP_LOOKUP_BATCH, &attr);
	*count = attr.batch.count;
	return ret;
}

static inline int map_info(int fd, struct bpf_map_info *info)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	memset(info, 0, sizeof(*info));
	attr.info.bpf_fd = fd;
	attr.info.info_len = sizeof(*info);
	attr.info.info = ptr_to_u64(info);
	return sys_bpf(BPF_OBJ_GET_INFO_BY_FD, &attr);
}

static inline int btf_fd(__u32 id)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.btf_id = id;
	return sys_bpf(BPF_BTF_GET_FD_BY_ID, &attr);
}

static inline int obj_pin(int fd, const char *path)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.bpf_fd = fd;
	attr.pathname = ptr_to_u64(path);
	return sys_bpf(BPF_OBJ_PIN, &attr);
}

/* Opened for reading and writing. */
static inline int obj_get(const char *path)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.pathname = ptr_to_u64(path);
	return sys_bpf(BPF_OBJ_GET, &attr);
}

/* A hash or array map, for comparison. */
static inline int plain_map(__u32 type)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.map_type = type;
	attr.key_size = 4;
	attr.value_size = 4;
	attr.max_entries = 1;
	return sys_bpf(BPF_MAP_CREATE, &attr);
}

#endif
