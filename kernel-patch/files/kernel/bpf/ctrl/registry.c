// SPDX-License-Identifier: GPL-2.0-only
/* The registered control types, built-in and from modules. */
#define pr_fmt(fmt) "bpf: " fmt

#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "btf.h"
#include "layout.h"
#include "registry.h"

/* Protects bpf_ctrl_types and the BTF made for each of them. */
DEFINE_MUTEX(bpf_ctrl_registry_lock);
DEFINE_XARRAY_ALLOC(bpf_ctrl_types);

static bool name_is_valid(const char *name)
{
	size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return len && len < BPF_CTRL_NAME_LEN && !name[len];
}

static bool ops_are_valid(const struct bpf_ctrl_ops *ops)
{
	const u32 flags = BPF_CTRL_TYPE_PUBLIC_READ | BPF_CTRL_TYPE_PER_NETNS;

	return ops->name && name_is_valid(ops->name) && ops->btf_ids &&
	       ops->acquire && ops->get && !ops->lock == !ops->unlock &&
	       !ops->hold == !ops->unhold && !(ops->flags & ~flags) &&
	       !(ops->flags & BPF_CTRL_TYPE_PUBLIC_READ && ops->read_cap) &&
	       (!ops->nr_members || ops->members);
}

static void entry_destroy(struct bpf_ctrl_entry *entry)
{
	unsigned long size;
	struct btf *made;

	xa_for_each(&entry->made, size, made)
		btf_put(made);
	xa_destroy(&entry->made);
	kfree(entry->layout);
	btf_put(entry->btf);
	kfree(entry);
}

/* Returns 0, or an error with a line in the kernel log. */
static int entry_fill(struct bpf_ctrl_entry *entry, const struct bpf_ctrl_ops *ops)
{
	struct bpf_ctrl_layout *layout;
	int err = 0;
	u32 i;

	layout = bpf_ctrl_layout_create(entry->btf, btf_relocate_id(entry->btf, ops->btf_ids[0]),
					btf_relocate_id(entry->btf, ops->btf_ids[1]));
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
	struct btf *btf;
	int err;

	btf = btf_get_module_btf(ops->owner);
	if (IS_ERR_OR_NULL(btf))
		return ERR_PTR(btf ? PTR_ERR(btf) : -ENOENT);
	entry = kzalloc_obj(*entry, GFP_KERNEL);
	if (!entry) {
		btf_put(btf);
		return ERR_PTR(-ENOMEM);
	}
	entry->btf = btf;
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
	struct xa_limit any = XA_LIMIT(BPF_CTRL_DYNAMIC_FIRST, INT_MAX);
	struct bpf_ctrl_entry *other;
	unsigned long number;
	static u32 next;
	int err;

	xa_for_each(&bpf_ctrl_types, number, other)
		if (!strcmp(other->ops->name, ops->name))
			return -EEXIST;
	if (ops->type != BPF_CTRL_TYPE_ANY) {
		entry->number = ops->type;
		err = xa_insert(&bpf_ctrl_types, ops->type, entry, GFP_KERNEL);
		return err == -EBUSY ? -EEXIST : err;
	}
	/*
	 * Allocate cyclically, so that the number of an unregistered type is not reused soon:
	 * user space may still have it.  Readers see the entry with its number only, as
	 * bpf_ctrl_registry_lock is held.
	 */
	err = xa_alloc_cyclic(&bpf_ctrl_types, &entry->number, entry, any, &next, GFP_KERNEL);
	return err < 0 ? err : 0;
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
EXPORT_SYMBOL_GPL(bpf_ctrl_register);

void bpf_ctrl_unregister(const struct bpf_ctrl_ops *ops)
{
	struct bpf_ctrl_entry *entry, *found = NULL;
	unsigned long number;

	mutex_lock(&bpf_ctrl_registry_lock);
	xa_for_each(&bpf_ctrl_types, number, entry)
		if (entry->ops == ops)
			found = xa_erase(&bpf_ctrl_types, number);
	mutex_unlock(&bpf_ctrl_registry_lock);
	if (!WARN_ON_ONCE(!found))
		entry_destroy(found);
}
EXPORT_SYMBOL_GPL(bpf_ctrl_unregister);

/*
 * try_module_get() succeeds while the init function of the module still runs.  If that function
 * fails, the module is freed regardless of references, so wait for MODULE_STATE_LIVE.
 */
static bool owner_get(struct module *owner)
{
#ifdef CONFIG_MODULES
	if (owner && READ_ONCE(owner->state) != MODULE_STATE_LIVE)
		return false;
#endif
	return try_module_get(owner);
}

/*
 * Find a control type and take a reference to its module.  Returns NULL if there is none with
 * this number, or if its module is being loaded or unloaded.
 */
struct bpf_ctrl_entry *bpf_ctrl_entry_get(u32 number)
{
	struct bpf_ctrl_entry *entry;

	mutex_lock(&bpf_ctrl_registry_lock);
	entry = xa_load(&bpf_ctrl_types, number);
	if (entry && !owner_get(entry->ops->owner))
		entry = NULL;
	mutex_unlock(&bpf_ctrl_registry_lock);
	return entry;
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
