// SPDX-License-Identifier: GPL-2.0-only
/*
 * Control maps in BPF programs that may sleep: the lock of a subsystem is a mutex.
 *
 * These are programs of the type SYSCALL, and callbacks of bpf_wq, which a program that must
 * not sleep starts.  Programs that are attached to functions of the kernel may run under the
 * very lock, so they cannot call these.
 */
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/bpf_ctrl.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "syscall.h"

/* Copy the key: others may write to the memory of a program at any time. */
static int kfunc_copy_key(const struct bpf_map *map, const void *key,
			  u32 key_size, u32 value_size, void *copy)
{
	if (!bpf_map_is_ctrl(map) || map->key_size != key_size || map->value_size != value_size)
		return -EINVAL;
	memcpy(copy, key, key_size);
	return 0;
}

__bpf_kfunc_start_defs();

/**
 * bpf_ctrl_lookup_elem() - read the attributes of an object
 * @p__map: a control map
 * @key: the object
 * @key__sz: size of @key, in bytes: the map's key size
 * @value: filled in on success
 * @value__sz: size of @value, in bytes: the map's value size
 *
 * As BPF_MAP_LOOKUP_ELEM.  The map is the permission; what is relative to the calling process,
 * as a file descriptor is, belongs to the process that the program runs in.
 *
 * Return: 0; -EINVAL: not a control map, or a size that is not the map's; or another negative
 * errno as from bpf_ctrl_map_lookup().
 */
__bpf_kfunc int bpf_ctrl_lookup_elem(void *p__map, const void *key, u32 key__sz,
				     void *value, u32 value__sz)
{
	u8 copy[BPF_CTRL_KEY_MAX] __aligned(sizeof(u64));
	int err = kfunc_copy_key(p__map, key, key__sz, value__sz, copy);

	return err ?: bpf_ctrl_map_lookup(p__map, copy, value);
}

/**
 * bpf_ctrl_update_elem() - change attributes of an object
 * @p__map: a control map
 * @key: the object
 * @key__sz: size of @key, in bytes: the map's key size
 * @value: the values, and a mask or the etag that was read
 * @value__sz: size of @value, in bytes: the map's value size
 *
 * As BPF_MAP_UPDATE_ELEM without flags; see bpf_ctrl_lookup_elem() for permissions.
 *
 * Return: 0; -EINVAL: not a control map, or a size that is not the map's; or another negative
 * errno as from bpf_ctrl_map_update().  On failure nothing was changed.
 */
__bpf_kfunc int bpf_ctrl_update_elem(void *p__map, const void *key, u32 key__sz,
				     const void *value, u32 value__sz)
{
	u8 copy[BPF_CTRL_KEY_MAX] __aligned(sizeof(u64));
	int err = kfunc_copy_key(p__map, key, key__sz, value__sz, copy);
	void *wanted;

	if (err)
		return err;
	wanted = kvmemdup(value, value__sz, GFP_KERNEL);
	if (!wanted)
		return -ENOMEM;
	err = bpf_ctrl_map_update(p__map, copy, wanted, 0, NULL);
	kvfree(wanted);
	return err;
}

__bpf_kfunc_end_defs();

BTF_KFUNCS_START(ctrl_kfunc_ids)
BTF_ID_FLAGS(func, bpf_ctrl_lookup_elem, KF_SLEEPABLE)
BTF_ID_FLAGS(func, bpf_ctrl_update_elem, KF_SLEEPABLE)
BTF_KFUNCS_END(ctrl_kfunc_ids)

static const struct btf_kfunc_id_set ctrl_kfunc_set = {
	.owner	= THIS_MODULE,
	.set	= &ctrl_kfunc_ids,
};

/* Of these, only SYSCALL may sleep outside of a callback. */
static int __init ctrl_kfunc_init(void)
{
	static const enum bpf_prog_type types[] __initconst = {
		BPF_PROG_TYPE_SYSCALL, BPF_PROG_TYPE_XDP, BPF_PROG_TYPE_SCHED_CLS,
	};
	int err = 0;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(types) && !err; i++)
		err = register_btf_kfunc_id_set(types[i], &ctrl_kfunc_set);
	return err;
}
late_initcall(ctrl_kfunc_init);
