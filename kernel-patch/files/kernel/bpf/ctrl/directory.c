// SPDX-License-Identifier: GPL-2.0-only
/*
 * Control type 0: the registered control types.
 *
 * It is read-only, does not depend on a network namespace and takes no references, which makes
 * it the shortest control type and a template for a new one.
 */
#include <linux/bpf.h>
#include <linux/bpf_ctrl.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/init.h>
#include <linux/mutex.h>

#include "layout.h"
#include "registry.h"

static int directory_lock(struct net *net)
{
	return mutex_lock_killable(&bpf_ctrl_registry_lock);
}

static void directory_unlock(struct net *net)
{
	mutex_unlock(&bpf_ctrl_registry_lock);
}

static int directory_acquire(struct net *net, const void *key, void *object)
{
	const struct bpf_ctrl_type_key *k = key;
	const struct bpf_ctrl_entry **entry = object;

	*entry = xa_load(&bpf_ctrl_types, k->type);
	return *entry ? 0 : -ENOENT;
}

static int directory_get(void *object, enum bpf_ctrl_view view, struct bpf_ctrl_value *value)
{
	const struct bpf_ctrl_entry *e = *(const struct bpf_ctrl_entry **)object;
	char name[BPF_CTRL_NAME_LEN] = "";

	if (view != BPF_CTRL_CURRENT)
		return 0;
	strscpy(name, e->ops->name, sizeof(name));
	__bpf_ctrl_put(value, offsetof(struct bpf_ctrl_type_info, name), name, sizeof(name));
	bpf_ctrl_put(value, struct bpf_ctrl_type_info, key_size, e->layout->key_size);
	bpf_ctrl_put(value, struct bpf_ctrl_type_info, value_size, e->layout->size);
	bpf_ctrl_put(value, struct bpf_ctrl_type_info, flags, e->flags);
	bpf_ctrl_put(value, struct bpf_ctrl_type_info, members, e->layout->nr_members);
	return 0;
}

static int directory_next_key(struct net *net, const void *key, void *next)
{
	const struct bpf_ctrl_type_key *k = key;
	struct bpf_ctrl_type_key *n = next;
	unsigned long number = k ? k->type : 0;
	void *entry;

	entry = k ? xa_find_after(&bpf_ctrl_types, &number, ULONG_MAX, XA_PRESENT) :
		    xa_find(&bpf_ctrl_types, &number, ULONG_MAX, XA_PRESENT);
	n->type = number;
	return entry ? 0 : -ENOENT;
}

static const struct bpf_ctrl_member_info directory_members[] = {
	{ offsetof(struct bpf_ctrl_type_info, flags), BPF_CTRL_MEMBER_FLAGS },
};

BTF_ID_LIST(directory_btf_ids)
BTF_ID(struct, bpf_ctrl_type_key)
BTF_ID(struct, bpf_ctrl_type_info)

static const struct bpf_ctrl_ops directory_ops = {
	.name		= "directory",
	.type		= BPF_CTRL_DIRECTORY,
	.members	= directory_members,
	.nr_members	= ARRAY_SIZE(directory_members),
	.btf_ids	= directory_btf_ids,
	.object_size	= sizeof(struct bpf_ctrl_entry *),
	.lock		= directory_lock,
	.unlock		= directory_unlock,
	.acquire	= directory_acquire,
	.get		= directory_get,
	.next_key	= directory_next_key,
};

static int __init directory_init(void)
{
	return bpf_ctrl_register(&directory_ops);
}
late_initcall(directory_init);
