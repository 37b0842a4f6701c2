// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Control type 0 of the host: which control types it has. */
#include <errno.h>
#include <stdio.h>
#include <bpf/btf.h>

#include "host.h"

#define put(value, member, x) \
	host_put(value, struct bpf_ctrl_type_info, member, x)

static __u32 flags_of(const struct ctrl_host_type *type)
{
	return type->flags | (type->nr_steps ? BPF_CTRL_TYPE_WRITABLE : 0) |
	       (type->all ? BPF_CTRL_TYPE_ENUMERABLE : 0);
}

static void describe(const struct ctrl_host_type *type,
		     struct ctrl_host_value *value)
{
	const struct btf *btf = value->map->btf;
	const struct btf_type *key, *t;
	char name[BPF_CTRL_NAME_LEN] = "";

	key = btf__type_by_id(btf, btf__find_by_name_kind(btf, type->key,
							  BTF_KIND_STRUCT));
	t = btf__type_by_id(btf, btf__find_by_name_kind(btf, type->value,
							BTF_KIND_STRUCT));
	snprintf(name, sizeof(name), "%s", type->name);
	ctrl_host_put(value, offsetof(struct bpf_ctrl_type_info, name), name,
		      sizeof(name));
	put(value, key_size, key->size);
	put(value, value_size, t->size);
	put(value, flags, flags_of(type));
	put(value, members, btf_vlen(t));
}

static int get(const void *key, enum ctrl_view view,
	       struct ctrl_host_value *value, struct ctrl_error *err)
{
	const struct bpf_ctrl_type_key *k = key;
	const struct ctrl_host_type *type = ctrl_host_type(k->type);

	if (!type)
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, ENOENT, NULL);
	if (view == CTRL_VIEW_CURRENT)
		describe(type, value);
	return 0;
}

static int all(const struct ctrl_map *map, struct ctrl_objects *o,
	       struct ctrl_error *err)
{
	const struct ctrl_host_type *type;
	struct bpf_ctrl_type_key key;
	size_t i;

	for (i = 0; (type = ctrl_host_type_at(i)); i++) {
		if (ctrl_objects__reserve(o, map, 1))
			return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
		key.type = type->number;
		memcpy(ctrl_objects__key(o, map, o->n), &key, sizeof(key));
		ctrl_host_get(map, &key, CTRL_VIEW_CURRENT,
			      ctrl_objects__value(o, map, o->n), NULL);
		o->n++;
	}
	return 0;
}

const struct ctrl_host_type ctrl_host_directory = {
	.number		= BPF_CTRL_DIRECTORY,
	.name		= "directory",
	.flags		= BPF_CTRL_TYPE_PUBLIC_READ,
	.key		= "bpf_ctrl_type_key",
	.value		= "bpf_ctrl_type_info",
	.flags_member	= "flags",
	.get		= get,
	.all		= all,
};
