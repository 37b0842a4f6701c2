// SPDX-License-Identifier: GPL-2.0-only
/*
 * BTF of maps.  The kernel loads it, as BPF_BTF_LOAD does for a process, and gives it an
 * id, so that a tool finds it as that of any map.  What it describes anyone may know, so
 * the fd is given to anyone who has the id.
 */
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/err.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/xarray.h>

#include "../map/kthread.h"
#include "btf.h"
#include "made.h"

#define FDINFO_LEN	128

/* struct btf by its id */
static DEFINE_XARRAY(made);

/* The id of a file is told in its fdinfo, and nowhere else to the kernel. */
static int read_id(struct file *file, u32 *id)
{
	struct seq_file m = { .size = FDINFO_LEN };
	const char *line;
	int err = -EOPNOTSUPP;

	if (!file->f_op->show_fdinfo)
		return err;
	m.buf = kzalloc(FDINFO_LEN, GFP_KERNEL);
	if (!m.buf)
		return -ENOMEM;
	mutex_init(&m.lock);
	file->f_op->show_fdinfo(&m, file);
	m.buf[min(m.count, m.size - 1)] = '\0';
	line = strstr(m.buf, "btf_id:");
	if (line && sscanf(line, "btf_id: %u", id) == 1)
		err = 0;
	kfree(m.buf);
	return err;
}

/**
 * struct made_request - BTF to load
 * @data: its bytes
 * @size: their number
 * @file: set to the file of the BTF
 */
struct made_request {
	const void *data;
	u32 size;
	struct file *file;
};

/* Called in a kernel thread. */
static int made_load(void *data)
{
	struct made_request *r = data;
	union bpf_attr attr = {
		.btf = (unsigned long)r->data,
		.btf_size = r->size,
	};
	int fd = kern_sys_bpf(BPF_BTF_LOAD, &attr, sizeof(attr));

	if (fd < 0)
		return fd;
	r->file = fget(fd);
	close_fd(fd);
	return r->file ? 0 : -EBADF;
}

static int made_insert(struct btf *btf)
{
	int err = read_id(btf->file, &btf->id);

	return err ?: xa_insert(&made, btf->id, btf, GFP_KERNEL);
}

/* As the function of this name in a kernel that has control maps. */
struct btf *btf_new_for_map(void *data, u32 size)
{
	struct made_request r = { .data = data, .size = size };
	struct btf *btf;
	int err;

	btf = kzalloc(sizeof(*btf), GFP_KERNEL);
	if (!btf)
		return ERR_PTR(-ENOMEM);
	refcount_set(&btf->refcnt, 1);
	err = kthread_call(made_load, &r);
	if (!err) {
		btf->file = r.file;
		err = made_insert(btf);
		if (err)
			fput(r.file);
	}
	if (!err)
		return btf;
	kfree(btf);
	return ERR_PTR(err);
}

void btf_put(struct btf *btf)
{
	if (!btf || !refcount_dec_and_test(&btf->refcnt))
		return;
	if (btf->file) {
		xa_erase(&made, btf->id);
		fput(btf->file);
	}
	kfree(btf->types);
	kfree(btf);
}

static struct file *made_file(u32 id)
{
	struct file *file = NULL;
	struct btf *btf;

	xa_lock(&made);
	btf = xa_load(&made, id);
	if (btf)
		file = get_file(btf->file);
	xa_unlock(&made);
	return file;
}

/**
 * btf_made_fd() - give an fd for the BTF of a map
 * @id: the id of the BTF
 * @result: set to the fd, or a negative errno
 *
 * Return: false: no map has such BTF.
 */
bool btf_made_fd(u32 id, int *result)
{
	struct file *file = made_file(id);
	int fd;

	if (!file)
		return false;
	fd = get_unused_fd_flags(O_CLOEXEC);
	if (fd < 0)
		fput(file);
	else
		fd_install(fd, file);
	*result = fd;
	return true;
}
