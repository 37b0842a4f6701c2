// SPDX-License-Identifier: GPL-2.0-only
/*
 * BPF_MAP_CREATE, with the checks and in the order of kernel/bpf/syscall.c.  The caller is
 * checked, and the control map made, in its own context; the kernel's map is made for it.
 */
#include <linux/bpf.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>

#include "../btf/btf.h"
#include "calls.h"
#include "carrier.h"
#include "syscall.h"

static int create_fd(struct bpf_map *map, const union bpf_attr *attr)
{
	struct file *file;
	int fd;

	fd = get_unused_fd_flags(O_CLOEXEC);
	if (fd < 0)
		return fd;
	file = carrier_create(map, attr);
	if (IS_ERR(file)) {
		put_unused_fd(fd);
		return PTR_ERR(file);
	}
	fd_install(fd, file);
	return fd;
}

/* The carrier has the map once there is one, and puts its BTF. */
static int create_checked(union bpf_attr *attr)
{
	struct bpf_map *map = ctrl_map_ops.map_alloc(attr);
	int fd;

	if (IS_ERR(map))
		return PTR_ERR(map);
	fd = create_fd(map, attr);
	if (fd < 0) {
		btf_put(map->btf);
		ctrl_map_ops.map_free(map);
	}
	return fd;
}

int call_create(const struct call *c)
{
	const u32 both = BPF_F_RDONLY | BPF_F_WRONLY;
	union bpf_attr *attr = c->attr;
	int err;

	if (!call_attr_ok(attr, CALL_CREATE_LAST) || (attr->map_flags & both) == both)
		return -EINVAL;
	err = ctrl_map_ops.map_alloc_check(attr);
	if (!err)
		err = bpf_ctrl_map_may_create(attr, NULL);
	return err ?: create_checked(attr);
}
