// SPDX-License-Identifier: GPL-2.0-only
/*
 * The kernel's side of a control map: a hash map of its own, which has a file, an id and a
 * name, can be pinned, frozen and listed, and whose operations are those below.
 *
 * It has the BTF, the sizes, the flags and the number of the map type of the control map,
 * and stores nothing.  It is recognized by its operations, which are part of a structure
 * that leads to the control map.  What the kernel itself does with them, since a program
 * or a call that the front does not see uses the map, has no effect.
 *
 * A hash map takes a struct as key in its BTF, which an array does not.
 */
#include <linux/atomic.h>
#include <linux/bpf.h>
#include <linux/err.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/syscalls.h>

#include "../btf/btf.h"
#include "../btf/made.h"
#include "access.h"
#include "carrier.h"
#include "kthread.h"
#include "layout.h"
#include "number.h"
#include "syscall.h"

/**
 * struct carrier - what the operations of a map of the kernel are part of
 * @ops: the operations
 * @native: those that the map was made with
 * @native_type: its type, likewise
 * @native_size: its value size, likewise
 * @map: the control map
 */
struct carrier {
	struct bpf_map_ops ops;
	const struct bpf_map_ops *native;
	enum bpf_map_type native_type;
	u32 native_size;
	struct bpf_map *map;
};

/* How many there are; changes only with the effect that a call is or is not looked at. */
static atomic_t carrier_count = ATOMIC_INIT(0);

/* The operations of files of maps, found in the first one. */
static const struct file_operations *carrier_fops;

/**
 * carrier_maps() - whether there are control maps
 *
 * Return: true if there is one.
 */
bool carrier_maps(void)
{
	return atomic_read(&carrier_count);
}

/**
 * carrier_btf_ids() - whether a control map has told an id of its BTF
 *
 * Return: true if there was a map.
 */
bool carrier_btf_ids(void)
{
	return READ_ONCE(carrier_fops);
}

static struct carrier *carrier_of(const struct bpf_map *native)
{
	return container_of(native->ops, struct carrier, ops);
}

/* Only the map knows it: no other one is given these operations. */
static void carrier_free(struct bpf_map *native)
{
	struct carrier *carrier = carrier_of(native);
	struct bpf_map *map = carrier->map;

	native->map_type = carrier->native_type;
	native->value_size = carrier->native_size;
	native->max_entries = 1;
	native->ops = carrier->native;
	native->ops->map_free(native);
	kfree(carrier);
	atomic_dec(&carrier_count);
	btf_put(map->btf);
	/* releases the module */
	ctrl_map_ops.map_free(map);
}

/* A program that is given the map finds nothing in it. */
static void *carrier_lookup(struct bpf_map *native, void *key)
{
	return NULL;
}

static MAP_OP_RESULT carrier_update(struct bpf_map *native, void *key, void *value, u64 flags)
{
	return -EOPNOTSUPP;
}

static MAP_OP_RESULT carrier_delete(struct bpf_map *native, void *key)
{
	return -EOPNOTSUPP;
}

/* For files of a pinned map, which show its objects. */
static int carrier_next_key(struct bpf_map *native, void *key, void *next)
{
	return ctrl_map_ops.map_get_next_key(carrier_of(native)->map, key, next);
}

#if HAVE_MAP_MEM_USAGE
static u64 carrier_mem_usage(const struct bpf_map *native)
{
	return sizeof(struct carrier) + ctrl_map_ops.map_mem_usage(carrier_of(native)->map);
}
#endif

static void carrier_init(struct carrier *carrier, struct bpf_map *map)
{
	carrier->ops = (struct bpf_map_ops){
		.map_free		= carrier_free,
		.map_get_next_key	= carrier_next_key,
		.map_lookup_elem	= carrier_lookup,
		.map_update_elem	= carrier_update,
		.map_delete_elem	= carrier_delete,
#if HAVE_MAP_MEM_USAGE
		.map_mem_usage		= carrier_mem_usage,
#endif
	};
	carrier->map = map;
}

/**
 * carrier_of_file() - find the control map of a file
 * @file: any file
 * @native: set to the map of the kernel
 * @map: set to the control map
 *
 * Return: false: the file is not that of a control map.
 */
bool carrier_of_file(const struct file *file, struct bpf_map **native, struct bpf_map **map)
{
	const struct file_operations *fops = READ_ONCE(carrier_fops);
	struct bpf_map *m;

	if (!fops || file->f_op != fops)
		return false;
	m = file->private_data;
	/* pairs with carrier_attach() */
	if (smp_load_acquire(&m->ops)->map_free != carrier_free)
		return false;
	*native = m;
	*map = carrier_of(m)->map;
	return true;
}

/* Until now the map is one that anybody with privilege may have found by its id. */
static void carrier_attach(struct carrier *carrier, struct bpf_map *native,
			   const union bpf_attr *attr)
{
	carrier->native = native->ops;
	carrier->native_type = native->map_type;
	carrier->native_size = native->value_size;
	native->value_size = carrier->map->value_size;
	native->map_type = BPF_CTRL_MAP_TYPE_NUMBER;
	native->map_extra = attr->map_extra;
	native->map_flags = attr->map_flags;
	native->max_entries = attr->max_entries;
	atomic_inc(&carrier_count);
	/* what carrier_of_file() finds is complete */
	smp_store_release(&native->ops, &carrier->ops);
}

/**
 * struct carrier_request - what the kernel thread is to make
 * @carrier: what becomes part of the map
 * @attr: attributes of the control map
 * @file: set to the file of the map
 */
struct carrier_request {
	struct carrier *carrier;
	const union bpf_attr *attr;
	struct file *file;
};

/* Turn an fd of the kernel threads, which share a table, into its file. */
static struct file *take_file(int fd)
{
	struct file *file = fget(fd);

	close_fd(fd);
	return file;
}

/* The size of the value struct in the BTF of a map, which maps of other sizes share. */
static u32 btf_value_size(const struct bpf_map *map)
{
	const struct bpf_ctrl_map *cmap = bpf_ctrl_map(map);
	u32 size = cmap->entry->layout->size;

	return map->value_size < size ? cmap->prefix_end : size;
}

/* Returns an fd of the kernel threads. */
static int native_create(const struct carrier_request *r)
{
	const struct bpf_map *map = r->carrier->map;
	union bpf_attr attr = {
		.map_type = BPF_MAP_TYPE_HASH,
		.key_size = map->key_size,
		.value_size = btf_value_size(map),
		.max_entries = 1,
		.map_flags = r->attr->map_flags,
		.btf_key_type_id = map->btf_key_type_id,
		.btf_value_type_id = map->btf_value_type_id,
	};
	int btf_fd, fd;

	memcpy(attr.map_name, r->attr->map_name, sizeof(attr.map_name));
	btf_fd = get_unused_fd_flags(O_CLOEXEC);
	if (btf_fd < 0)
		return btf_fd;
	fd_install(btf_fd, get_file(map->btf->file));
	attr.btf_fd = btf_fd;
	fd = kern_sys_bpf(BPF_MAP_CREATE, &attr, sizeof(attr));
	close_fd(btf_fd);
	return fd;
}

/* Called in a kernel thread. */
static int carrier_make(void *data)
{
	struct carrier_request *r = data;
	int fd = native_create(r);

	if (fd < 0)
		return fd;
	r->file = take_file(fd);
	if (!r->file)
		return -EBADF;
	WRITE_ONCE(carrier_fops, r->file->f_op);
	carrier_attach(r->carrier, r->file->private_data, r->attr);
	return 0;
}

/**
 * carrier_create() - make the map of the kernel for a control map
 * @map: the control map; belongs to the result, if it is a file
 * @attr: attributes that it was created with
 *
 * Return: the file of the map, or an error pointer as from BPF_MAP_CREATE.
 */
struct file *carrier_create(struct bpf_map *map, const union bpf_attr *attr)
{
	struct carrier_request r = { .attr = attr };
	int err;

	r.carrier = kzalloc(sizeof(*r.carrier), GFP_KERNEL_ACCOUNT);
	if (!r.carrier)
		return ERR_PTR(-ENOMEM);
	carrier_init(r.carrier, map);
	err = kthread_call(carrier_make, &r);
	if (err) {
		kfree(r.carrier);
		return ERR_PTR(err);
	}
	return r.file;
}
