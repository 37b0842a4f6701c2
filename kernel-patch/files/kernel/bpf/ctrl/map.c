// SPDX-License-Identifier: GPL-2.0-only
/*
 * BPF_MAP_TYPE_CONTROL: access to attributes of kernel objects.
 *
 * A control map stores no elements.  Its control type selects a subsystem.  A key identifies an
 * object of that subsystem, a value is a struct with one member for each attribute of the
 * object.  A lookup reads the attributes.  The kernel attaches the BTF of key and value to the
 * map, so that user space finds an attribute by its name.  access.c has what is done with
 * elements.
 */
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/capability.h>
#include <linux/fs.h>
#include <linux/kdev_t.h>
#include <linux/mm.h>
#include <linux/nsproxy.h>
#include <linux/path.h>
#include <linux/proc_ns.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <net/net_namespace.h>

#include "access.h"
#include "btf.h"
#include "layout.h"
#include "syscall.h"

static u32 attr_number(const union bpf_attr *attr)
{
	return lower_32_bits(attr->map_extra);
}

static u32 attr_view(const union bpf_attr *attr)
{
	return upper_32_bits(attr->map_extra);
}

static int ctrl_map_alloc_check(union bpf_attr *attr)
{
	if (attr->map_flags & ~(BPF_F_RDONLY | BPF_F_WRONLY) ||
	    attr->inner_map_fd || attr->numa_node || attr->map_ifindex ||
	    attr->btf_fd || attr->btf_key_type_id || attr->btf_value_type_id ||
	    attr->btf_vmlinux_value_type_id || attr->value_type_btf_obj_fd ||
	    attr_view(attr) > BPF_CTRL_DEFAULT)
		return -EINVAL;
	if (attr->value_size && attr->value_size < BPF_CTRL_HEADER_SIZE)
		return -EINVAL;
	return attr->value_size > BPF_CTRL_VALUE_MAX ? -E2BIG : 0;
}

/*
 * Check the permission to create a map.  @attr is validated.  Returns 0; -EPERM; -EINVAL: there
 * is no such control type.
 */
int bpf_ctrl_map_may_create(const union bpf_attr *attr, const struct bpf_token *token)
{
	struct bpf_ctrl_entry *entry;
	bool may;

	entry = bpf_ctrl_entry_find(attr_number(attr));
	if (!entry)
		return -EINVAL;
	may = bpf_token_capable(token, CAP_BPF) &&
	      (!entry->ops->read_cap || capable(entry->ops->read_cap));
	return may ? 0 : -EPERM;
}

static struct bpf_map *ctrl_map_alloc(union bpf_attr *attr)
{
	struct bpf_ctrl_entry *entry = bpf_ctrl_entry_find(attr_number(attr));
	struct bpf_ctrl_map *cmap;
	struct bpf_map *map;
	struct btf *btf;

	if (!entry || (attr->key_size && attr->key_size != entry->layout->key_size))
		return ERR_PTR(-EINVAL);
	btf = bpf_ctrl_entry_btf(entry, attr->value_size ?: U32_MAX);
	if (IS_ERR(btf))
		return ERR_CAST(btf);
	cmap = bpf_map_area_alloc(sizeof(*cmap), NUMA_NO_NODE);
	if (!cmap)
		return ERR_PTR(-ENOMEM);
	map = &cmap->map;
	bpf_map_init_from_attr(map, attr);
	map->key_size = entry->layout->key_size;
	map->value_size = attr->value_size ?: entry->layout->size;
	btf_get(btf);
	map->btf = btf;
	map->btf_key_type_id = BPF_CTRL_BTF_KEY;
	map->btf_value_type_id = BPF_CTRL_BTF_VALUE;

	cmap->entry = entry;
	cmap->view = attr_view(attr);
	cmap->prefix = bpf_ctrl_prefix(entry->layout, map->value_size, &cmap->prefix_end);
	if (entry->flags & BPF_CTRL_TYPE_PER_NETNS) {
		cmap->net = current->nsproxy->net_ns;
		net_passive_inc(cmap->net);
	}
	return map;
}

/* bpf_map_free() puts the BTF of the map. */
static void ctrl_map_free(struct bpf_map *map)
{
	struct bpf_ctrl_map *cmap = bpf_ctrl_map(map);

	if (cmap->net)
		net_passive_dec(cmap->net);
	bpf_map_area_free(cmap);
}

/* Returns NULL if the namespace is being dismantled. */
static struct ns_common *ctrl_map_get_ns(void *private)
{
	struct net *net = maybe_get_net(private);

	return net ? &net->ns : NULL;
}

/*
 * An ifindex is unique only within its network namespace: tell the device and the inode number
 * of the namespace's file in nsfs.  Both stay 0 if the control type is not per network
 * namespace, or if the namespace is gone: its inode number may have been reused.
 */
int bpf_ctrl_map_info_fill(struct bpf_map_info *info, const struct bpf_map *map)
{
	const struct bpf_ctrl_map *cmap = bpf_ctrl_map(map);
	struct inode *inode;
	struct path path;
	int err;

	if (!IS_ENABLED(CONFIG_NET_NS) || !cmap->net)
		return 0;
	err = ns_get_path_cb(&path, ctrl_map_get_ns, cmap->net);
	if (err)
		return err == -ENOENT ? 0 : err;
	inode = path.dentry->d_inode;
	info->netns_dev = new_encode_dev(inode->i_sb->s_dev);
	info->netns_ino = inode->i_ino;
	path_put(&path);
	return 0;
}

/* Not reached: the verifier rejects programs that pass a control map to a helper. */
static void *ctrl_map_lookup_elem(struct bpf_map *map, void *key)
{
	return ERR_PTR(-EOPNOTSUPP);
}

static long ctrl_map_update_elem(struct bpf_map *map, void *key, void *value, u64 flags)
{
	return -EOPNOTSUPP;
}

static long ctrl_map_delete_elem(struct bpf_map *map, void *key)
{
	return -EOPNOTSUPP;
}

/* Called under rcu_read_lock(); @key and @next may be the same buffer. */
static int ctrl_map_get_next_key(struct bpf_map *map, void *key, void *next)
{
	u8 copy[BPF_CTRL_KEY_MAX] __aligned(sizeof(u64)) = {};
	const struct bpf_ctrl_map *cmap = bpf_ctrl_map(map);
	const struct bpf_ctrl_ops *ops = cmap->entry->ops;
	struct net *net;
	int err;

	if (!ops->next_key)
		return -EOPNOTSUPP;
	net = cmap->net ? maybe_get_net(cmap->net) : NULL;
	if (cmap->net && !net)
		return -ENODEV;
	err = ops->next_key(net, key, copy);
	if (!err)
		memcpy(next, copy, map->key_size);
	if (net)
		put_net(net);
	return err;
}

static void ctrl_map_seq_show_elem(struct bpf_map *map, void *key, struct seq_file *m)
{
	/* unlike for other maps, show the names of the members */
	const u64 flags = BTF_SHOW_COMPACT | BTF_SHOW_ZERO | BTF_SHOW_UNSAFE;
	void *value;

	value = kvmalloc(map->value_size, GFP_KERNEL_ACCOUNT);
	if (!value)
		return;
	if (!bpf_ctrl_map_lookup(map, key, value)) {
		btf_type_seq_show_flags(map->btf, map->btf_key_type_id, key, m, flags);
		seq_puts(m, ": ");
		btf_type_seq_show_flags(map->btf, map->btf_value_type_id, value, m, flags);
		seq_putc(m, '\n');
	}
	kvfree(value);
}

static u64 ctrl_map_mem_usage(const struct bpf_map *map)
{
	return sizeof(struct bpf_ctrl_map);
}

BTF_ID_LIST_SINGLE(ctrl_map_btf_ids, struct, bpf_ctrl_map)

const struct bpf_map_ops ctrl_map_ops = {
	.map_alloc_check	= ctrl_map_alloc_check,
	.map_alloc		= ctrl_map_alloc,
	.map_free		= ctrl_map_free,
	.map_get_next_key	= ctrl_map_get_next_key,
	.map_lookup_elem	= ctrl_map_lookup_elem,
	.map_update_elem	= ctrl_map_update_elem,
	.map_delete_elem	= ctrl_map_delete_elem,
	.map_check_btf		= map_check_no_btf,
	.map_seq_show_elem	= ctrl_map_seq_show_elem,
	.map_mem_usage		= ctrl_map_mem_usage,
	.map_btf_id		= &ctrl_map_btf_ids[0],
};
