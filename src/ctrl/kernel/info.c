// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* What a control map says of itself: its info, and the BTF of key and value. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <linux/bpf.h>
#include <bpf/bpf.h>
#include <bpf/btf.h>

#include "kernel.h"

/*
 * The number of the map type is not the same on all kernels, but everywhere
 * above those that were there before. Then the names in its value tell.
 */
static bool is_control_map(const struct bpf_map_info *info,
			   const struct btf *btf)
{
	const struct btf_type *t = btf__type_by_id(btf, info->btf_value_type_id);
	const struct btf_type *etag, *mask;

	if (info->type <= BPF_MAP_TYPE_ARENA)
		return false;
	if (!t || !btf_is_struct(t) || btf_vlen(t) < 2)
		return false;
	etag = btf__type_by_id(btf, btf_members(t)[0].type);
	mask = btf__type_by_id(btf, btf_members(t)[1].type);
	return etag && mask && btf_is_typedef(etag) && btf_is_typedef(mask) &&
	       !strcmp(btf__name_by_offset(btf, etag->name_off),
		       "bpf_ctrl_etag_t") &&
	       !strcmp(btf__name_by_offset(btf, mask->name_off),
		       "bpf_ctrl_mask_t");
}

static int fill_from_info(struct ctrl_map *map, const struct bpf_map_info *info)
{
	int err;

	map->id = info->id;
	map->control_type = (__u32)info->map_extra;
	map->view = (enum ctrl_view)(info->map_extra >> 32);
	map->key_size = info->key_size;
	map->value_size = info->value_size;
	map->btf_id = info->btf_id;
	map->netns_ino = info->netns_ino;
	map->netns_dev = info->netns_dev;
	err = ctrl_type__init(&map->key, map->btf, info->btf_key_type_id);
	if (!err)
		err = ctrl_type__init(&map->value, map->btf,
				      info->btf_value_type_id);
	if (!err && (!map->value.has_header || map->key.size > map->key_size ||
		     map->value.size > map->value_size))
		err = -EINVAL;
	return err;
}

int ctrl_map__from_fd(int fd, struct ctrl_map **out, struct ctrl_error *err)
{
	struct bpf_map_info info = { 0 };
	__u32 len = sizeof(info);
	struct ctrl_map *map;
	int ret;

	if (bpf_obj_get_info_by_fd(fd, &info, &len))
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, errno,
				       "cannot tell what map this is");
	map = calloc(1, sizeof(*map));
	if (!map)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	map->source = &ctrl_source_kernel;
	map->fd = -1;
	if (!info.btf_id || !info.btf_value_type_id)
		goto err_not;
	map->btf = btf__load_from_kernel_by_id(info.btf_id);
	if (!map->btf) {
		ret = ctrl_error__set(err, CTRL_FAULT_KERNEL, errno,
				      "cannot read the BTF of the map");
		goto err_close;
	}
	if (!is_control_map(&info, map->btf))
		goto err_not;
	ret = fill_from_info(map, &info);
	if (ret == -EINVAL)
		goto err_not;
	if (ret) {
		ctrl_error__set(err, CTRL_FAULT_KERNEL, -ret, NULL);
		goto err_close;
	}
	map->fd = fd;
	*out = map;
	return 0;

err_not:
	ret = ctrl_error__set(err, CTRL_FAULT_NOT_A_CONTROL_MAP, EINVAL, NULL);
err_close:
	ctrl_map__close(map);
	return ret;
}
