// SPDX-License-Identifier: GPL-2.0-only
/* The registered control types, built-in and from modules. */
#define pr_fmt(fmt) "bpf: " fmt

#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/ctype.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>

#include "btf.h"
#include "layout.h"
#include "registry.h"
#include "value.h"

/* Protects bpf_ctrl_types and the BTF made for each of them. */
DEFINE_MUTEX(bpf_ctrl_registry_lock);
DEFINE_XARRAY_ALLOC(bpf_ctrl_types);

static bool name_is_valid(const char *name)
{
	size_t i, len = strnlen(name, BPF_CTRL_NAME_LEN);

	if (!len || len == BPF_CTRL_NAME_LEN)
		return false;
	for (i = 0; i < len; i++)
		if (!islower(name[i]) && !isdigit(name[i]) && name[i] != '_')
			return false;
	return true;
}

static bool ops_are_valid(const struct bpf_ctrl_ops *ops)
{
	const u32 flags = BPF_CTRL_TYPE_PUBLIC_READ | BPF_CTRL_TYPE_PER_NETNS;

	return ops->name && name_is_valid(ops->name) && ops->btf_ids &&
	       ops->acquire && ops->get && !ops->lock == !ops->unlock &&
	       !ops->hold == !ops->unhold &&
	       !(ops->flags & ~flags) &&
	       !(ops->flags & BPF_CTRL_TYPE_PUBLIC_READ && ops->read_cap) &&
	       (!ops->acquire_next || ops->next_key) &&
	       (!ops->nr_init_ns_members || ops->init_ns_members) &&
	       (!ops->nr_repeat_members || ops->repeat_members) &&
	       (!ops->nr_flags_members || ops->flags_members);
}

static void entry_destroy(struct bpf_ctrl_entry *entry)
{
	struct bpf_ctrl_btf *made;
	unsigned long size;

	xa_for_each(&entry->made, size, made) {
		btf_put(made->btf);
		kfree(made);
	}
	xa_destroy(&entry->made);
	bpf_ctrl_layout_destroy(entry->layout);
	btf_put(entry->btf);
	kfree(entry);
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
	entry->ops = ops;
	entry->btf = btf;
	entry->key_id = btf_relocate_id(btf, ops->btf_ids[0]);
	entry->value_id = btf_relocate_id(btf, ops->btf_ids[1]);
	xa_init(&entry->made);

	entry->layout = bpf_ctrl_layout_create(btf, entry->key_id,
					       entry->value_id);
	if (IS_ERR(entry->layout)) {
		err = PTR_ERR(entry->layout);
		entry->layout = NULL;
		entry_destroy(entry);
		return ERR_PTR(err);
	}
	entry->flags = ops->flags |
		       (ops->set ? BPF_CTRL_TYPE_WRITABLE : 0) |
		       (ops->next_key ? BPF_CTRL_TYPE_ENUMERABLE : 0);
	return entry;
}

static bool name_is_taken(const char *name)
{
	struct bpf_ctrl_entry *other;
	unsigned long number;

	xa_for_each(&bpf_ctrl_types, number, other)
		if (!strcmp(other->ops->name, name))
			return true;
	return false;
}

/* Convert byte offsets to a mask.  Returns false if no member begins at one of them. */
static bool find_members(const struct bpf_ctrl_layout *layout,
			 const u32 *offsets, u32 nr, u64 *members)
{
	u32 i;

	*members = 0;
	for (i = 0; i < nr; i++) {
		u32 at = offsets[i];

		if (at >= layout->size || layout->slots[at].member == U8_MAX)
			return false;
		*members |= BIT_ULL(layout->slots[at].member);
	}
	return true;
}

static bool members_are_valid(struct bpf_ctrl_layout *layout,
			      const struct bpf_ctrl_ops *ops)
{
	u64 flags;

	return find_members(layout, ops->init_ns_members,
			    ops->nr_init_ns_members, &layout->init_ns) &&
	       find_members(layout, ops->repeat_members,
			    ops->nr_repeat_members, &layout->repeats) &&
	       !((layout->init_ns | layout->repeats) & ~layout->writable) &&
	       find_members(layout, ops->flags_members, ops->nr_flags_members,
			    &flags) &&
	       bpf_ctrl_layout_set_flags(layout, flags);
}

static int entry_insert(struct bpf_ctrl_entry *entry)
{
	u32 number = entry->ops->type;
	struct xa_limit any = XA_LIMIT(BPF_CTRL_DYNAMIC_FIRST, INT_MAX);
	static u32 next;
	int err;

	if (name_is_taken(entry->ops->name))
		return -EEXIST;
	if (number != BPF_CTRL_TYPE_ANY) {
		entry->number = number;
		err = xa_insert(&bpf_ctrl_types, number, entry, GFP_KERNEL);
		return err == -EBUSY ? -EEXIST : err;
	}
	/*
	 * Allocate cyclically, so that the number of an unregistered type is not
	 * reused soon: user space may still have it.  Readers see the entry with its
	 * number only, as bpf_ctrl_registry_lock is held.
	 */
	err = xa_alloc_cyclic(&bpf_ctrl_types, &entry->number, entry, any, &next,
			      GFP_KERNEL);
	return err < 0 ? err : 0;
}

int bpf_ctrl_register(const struct bpf_ctrl_ops *ops)
{
	struct bpf_ctrl_entry *entry;
	int err;

	if (!ops_are_valid(ops)) {
		pr_err("control type %s: incomplete operations\n",
		       ops->name ?: "?");
		return -EINVAL;
	}
	entry = entry_create(ops);
	if (IS_ERR(entry)) {
		pr_err("control type %s: no layout from its BTF: %pe\n",
		       ops->name, entry);
		return PTR_ERR(entry);
	}
	if (!ops->set != !entry->layout->writable ||
	    !members_are_valid(entry->layout, ops)) {
		pr_err("control type %s: operations and members disagree\n",
		       ops->name);
		entry_destroy(entry);
		return -EINVAL;
	}

	mutex_lock(&bpf_ctrl_registry_lock);
	err = entry_insert(entry);
	mutex_unlock(&bpf_ctrl_registry_lock);
	if (err) {
		pr_err("control type %s: not registered: %pe\n", ops->name,
		       ERR_PTR(err));
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
 * try_module_get() succeeds while the init function of the module still runs.  If
 * that function fails, the module is freed regardless of references, so wait for
 * MODULE_STATE_LIVE.
 */
static bool owner_get(struct module *owner)
{
#ifdef CONFIG_MODULES
	if (owner && READ_ONCE(owner->state) != MODULE_STATE_LIVE)
		return false;
#endif
	return try_module_get(owner);
}

/**
 * bpf_ctrl_entry_get() - find a control type and take a reference to its module
 * @number: number of the control type
 *
 * Return: the control type, for bpf_ctrl_entry_put(); NULL: there is none with this
 * number, or its module is being loaded or unloaded.
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

/**
 * bpf_ctrl_entry_put() - release the reference taken by bpf_ctrl_entry_get()
 * @entry: the control type
 */
void bpf_ctrl_entry_put(struct bpf_ctrl_entry *entry)
{
	module_put(entry->ops->owner);
}

static struct bpf_ctrl_btf *made_create(struct bpf_ctrl_entry *entry, u32 size)
{
	struct bpf_ctrl_btf *made;
	int err;

	made = kzalloc_obj(*made, GFP_KERNEL);
	if (!made)
		return ERR_PTR(-ENOMEM);
	err = bpf_ctrl_btf_distill(entry->btf, entry->key_id, entry->value_id,
				   entry->layout->flags, size, made);
	if (err)
		goto err_free;
	err = xa_insert(&entry->made, size, made, GFP_KERNEL);
	if (err)
		goto err_put;
	return made;

err_put:
	btf_put(made->btf);
err_free:
	kfree(made);
	return ERR_PTR(err);
}

/**
 * bpf_ctrl_entry_btf() - get the BTF for maps with a value size
 * @entry: the control type, referenced by the caller
 * @value_size: size of the map's values, in bytes
 *
 * Return: the BTF, owned by @entry and valid as long as it is referenced; or an error
 * pointer as from bpf_ctrl_btf_distill().
 */
const struct bpf_ctrl_btf *bpf_ctrl_entry_btf(struct bpf_ctrl_entry *entry,
					      u32 value_size)
{
	u32 size = entry->layout->size;
	struct bpf_ctrl_btf *made;

	/* round down to the end of a member, to share the BTF between sizes */
	if (value_size < size)
		bpf_ctrl_prefix(entry->layout, value_size, &size);

	mutex_lock(&bpf_ctrl_registry_lock);
	made = xa_load(&entry->made, size);
	if (!made)
		made = made_create(entry, size);
	mutex_unlock(&bpf_ctrl_registry_lock);
	return made;
}
