// SPDX-License-Identifier: GPL-2.0-only
/* BPF_OBJ_GET_INFO_BY_FD on a control map. */
#include <linux/bpf.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "../btf/btf.h"
#include "calls.h"
#include "syscall.h"

static int info_fill(const struct call *c, struct bpf_map_info *info)
{
	const struct bpf_map *native = c->native, *map = c->map;

	memset(info, 0, sizeof(*info));
	info->type = native->map_type;
	info->id = native->id;
	info->key_size = map->key_size;
	info->value_size = map->value_size;
	info->max_entries = map->max_entries;
	info->map_flags = map->map_flags;
	info->map_extra = map->map_extra;
	memcpy(info->name, native->name, sizeof(info->name));
	info->btf_id = map->btf->id;
	info->btf_key_type_id = map->btf_key_type_id;
	info->btf_value_type_id = map->btf_value_type_id;
	return bpf_ctrl_map_info_fill(info, map);
}

int call_info(const struct call *c)
{
	void __user *to = u64_to_user_ptr(c->attr->info.info);
	u32 len = c->attr->info.info_len;
	struct bpf_map_info info;
	int err;

	if (!call_attr_ok(c->attr, info.info))
		return -EINVAL;
	if (len > PAGE_SIZE)
		return -E2BIG;
	if (len > sizeof(info)) {
		err = check_zeroed_user(to + sizeof(info), len - sizeof(info));
		if (err <= 0)
			return err ?: -E2BIG;
	}
	len = min_t(u32, len, sizeof(info));
	err = info_fill(c, &info);
	if (err)
		return err;
	if (copy_to_user(to, &info, len) || put_user(len, &c->uattr->info.info_len))
		return -EFAULT;
	return 0;
}
