/* SPDX-License-Identifier: GPL-2.0-only */
/* Commands of bpf() on control maps. */
#ifndef _BPF_CTRL_CALLS_H
#define _BPF_CTRL_CALLS_H

#include <features.h>
#include <linux/bpf.h>
#include <linux/fs.h>
#include <linux/string.h>

/**
 * struct call_common - attributes that commands have in common, on kernels that have any
 * @user: where they came from
 * @size: their size; 0: there are none
 * @attr: the attributes, as struct bpf_common_attr
 */
struct call_common {
	void __user *user;
	u32 size;
	struct {
		__aligned_u64 log_buf;
		__u32 log_size;
		__u32 log_level;
		__u32 log_true_size;
	} attr;
};

#define CALL_COMMON_KNOWN \
	(offsetof(struct call_common, attr.log_true_size) + sizeof(u32) - \
	 offsetof(struct call_common, attr))

/**
 * struct call - a command on a control map
 * @cmd: enum bpf_cmd
 * @attr: its attributes, in kernel memory
 * @uattr: where they came from
 * @common: those that commands have in common
 * @file: of the map, referenced; NULL: BPF_MAP_CREATE
 * @native: the map as the kernel sees it
 * @map: the control map
 */
struct call {
	u32 cmd;
	union bpf_attr *attr;
	union bpf_attr __user *uattr;
	const struct call_common *common;
	struct file *file;
	struct bpf_map *native;
	struct bpf_map *map;
};

bool call_answer(u32 cmd, union bpf_attr *attr, union bpf_attr __user *uattr,
		 const struct call_common *common, int *result);

/* create.c, elem.c, batch.c, info.c: they return what the system call returns. */
int call_create(const struct call *c);
int call_lookup(const struct call *c);
int call_change(const struct call *c);
int call_next_key(const struct call *c);
int call_lookup_and_delete(const struct call *c);
int call_batch(const struct call *c);
int call_info(const struct call *c);

/* Whether the file may be read or written through, as the kernel sees it. */
static inline bool call_may(const struct call *c, fmode_t mode)
{
	fmode_t may = c->file->f_mode;

	if (READ_ONCE(c->native->frozen))
		may &= ~FMODE_CAN_WRITE;
	return (may & mode) == mode;
}

/* The last attribute of BPF_MAP_CREATE. */
#if HAVE_MAP_SIGNED
#define CALL_CREATE_LAST	excl_prog_hash_size
#elif HAVE_BPF_TOKEN
#define CALL_CREATE_LAST	map_token_fd
#else
#define CALL_CREATE_LAST	map_extra
#endif

/* Whether attributes behind @last are 0, as CHECK_ATTR() of the kernel. */
#define call_attr_ok(attr, last)					\
({									\
	const typeof(*(attr)) *__attr = (attr);				\
									\
	!memchr_inv((const void *)__attr + offsetofend(typeof(*__attr), last), 0, \
		    sizeof(*__attr) - offsetofend(typeof(*__attr), last)); \
})

#endif /* _BPF_CTRL_CALLS_H */
