// SPDX-License-Identifier: GPL-2.0-only
/* Memory and common part of the core's maps, as kernel/bpf/syscall.c has them. */
#include <linux/bpf.h>
#include <linux/mm.h>
#include <linux/slab.h>

void *bpf_ctrl_map_area_alloc(size_t size)
{
	return kvzalloc(size, GFP_KERNEL_ACCOUNT | __GFP_RETRY_MAYFAIL | __GFP_NOWARN);
}

void bpf_ctrl_map_area_free(void *area)
{
	kvfree(area);
}

void bpf_ctrl_map_init_from_attr(struct bpf_map *map, const union bpf_attr *attr)
{
	map->map_type = attr->map_type;
	map->key_size = attr->key_size;
	map->value_size = attr->value_size;
	map->max_entries = attr->max_entries;
	map->map_flags = attr->map_flags;
	map->map_extra = attr->map_extra;
}
