// SPDX-License-Identifier: GPL-2.0-only
/* The registered control types. */
#define pr_fmt(fmt) "bpf: " fmt

#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "btf.h"
#include "layout.h"
#include "registry.h"

/* Protects bpf_ctrl_types and the BTF made for each of them. */
DEFINE_MUTEX(bpf_ctrl_registry_lock);
DEFINE_XARRAY(bpf_ctrl_types);

static bool name_is_valid(const char *name)
{
	size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return len && len < BPF_CTRL_NAME_LEN && !name[len];
}

static bool ops_are_valid(const struct bpf_ctrl_ops *ops)
{
	const u32 flags = BPF_CTRL_TYPE_PER_NETNS;

	return ops->name && name_is_valid(ops->name) && ops->btf_ids &&
	       ops->acquire && ops->get && !ops->lock == !ops->unlock &&
	       !ops->hold == !ops->unhold && !(ops->flags & ~flags) &&
	       (!ops->nr_members || ops->members);
}

/* Registration has failed: no map of the type was created. */
static void entry_destroy(struct bpf_ctrl_entry *entry)
{
	kfree(entry->layout);
	kfree(entry);
}

/* Returns 0, or an error with a line in the kernel log. */
static int entry_fill(struct bpf_ctrl_entry *entry, const struct bpf_ctrl_ops *ops)
{
	struct bpf_ctrl_layout *layout;
	int err = 0;
	u32 i;

	layout = bpf_ctrl_layout_create(bpf_get_btf_vmlinux(), ops->btf_ids[0], ops->btf_ids[1]);
	if (IS_ERR(layout)) {
		pr_err("control type %s: no layout from its BTF: %pe\n", ops->name, layout);
		return PTR_ERR(layout);
	}
	entry->layout = layout;
	for (i = 0; i < ops->nr_members && !err; i++)
		err = bpf_ctrl_layout_mark(layout, ops->members[i].offset, ops->members[i].flags);
	if (err || !ops->set != !layout->writable) {
		pr_err("control type %s: operations and members disagree\n", ops->name);
		return -EINVAL;
	}
	entry->ops = ops;
	entry->flags = ops->flags | (ops->set ? BPF_CTRL_TYPE_WRITABLE : 0) |
		       (ops->next_key ? BPF_CTRL_TYPE_ENUMERABLE : 0);
	return 0;
}

static struct bpf_ctrl_entry *entry_create(const struct bpf_ctrl_ops *ops)
{
	struct bpf_ctrl_entry *entry;
	int err;

	if (IS_ERR_OR_NULL(bpf_get_btf_vmlinux()))
		return ERR_PTR(-ENOENT);
	entry = kzalloc_obj(*entry, GFP_KERNEL);
	if (!entry)
		return ERR_PTR(-ENOMEM);
	xa_init(&entry->made);
	err = entry_fill(entry, ops);
	if (!err)
		return entry;
	entry_destroy(entry);
	return ERR_PTR(err);
}

static int entry_insert(struct bpf_ctrl_entry *entry)
{
	const struct bpf_ctrl_ops *ops = entry->ops;
	struct bpf_ctrl_entry *other;
	unsigned long number;
	int err;

	xa_for_each(&bpf_ctrl_types, number, other)
		if (!strcmp(other->ops->name, ops->name))
			return -EEXIST;
	entry->number = ops->type;
	err = xa_insert(&bpf_ctrl_types, ops->type, entry, GFP_KERNEL);
	return err == -EBUSY ? -EEXIST : err;
}

int bpf_ctrl_register(const struct bpf_ctrl_ops *ops)
{
	struct bpf_ctrl_entry *entry;
	int err;

	if (!ops_are_valid(ops)) {
		pr_err("control type %s: incomplete operations\n", ops->name ?: "?");
		return -EINVAL;
	}
	entry = entry_create(ops);
	if (IS_ERR(entry))
		return PTR_ERR(entry);
	mutex_lock(&bpf_ctrl_registry_lock);
	err = entry_insert(entry);
	mutex_unlock(&bpf_ctrl_registry_lock);
	if (err) {
		pr_err("control type %s: not registered: %pe\n", ops->name, ERR_PTR(err));
		entry_destroy(entry);
	}
	return err;
}

/* Find a control type.  Returns NULL if there is none with this number. */
struct bpf_ctrl_entry *bpf_ctrl_entry_find(u32 number)
{
	return xa_load(&bpf_ctrl_types, number);
}

/*
 * Get the BTF for maps with a value size, owned by @entry, or an error pointer as from
 * bpf_ctrl_btf_distill().
 */
struct btf *bpf_ctrl_entry_btf(struct bpf_ctrl_entry *entry, u32 value_size)
{
	u32 size = entry->layout->size;
	struct btf *made;
	int err;

	/* round down to the end of a member, to share the BTF between sizes */
	if (value_size < size)
		bpf_ctrl_prefix(entry->layout, value_size, &size);

	mutex_lock(&bpf_ctrl_registry_lock);
	made = xa_load(&entry->made, size);
	if (made)
		goto unlock;
	made = bpf_ctrl_btf_distill(entry->layout, size);
	if (IS_ERR(made))
		goto unlock;
	err = xa_insert(&entry->made, size, made, GFP_KERNEL);
	if (err) {
		btf_put(made);
		made = ERR_PTR(err);
	}
unlock:
	mutex_unlock(&bpf_ctrl_registry_lock);
	return made;
}
