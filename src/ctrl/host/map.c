// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* A map without the kernel's control maps. */
#include <errno.h>
#include <stdlib.h>
#include <bpf/btf.h>

#include "host.h"

static int lookup(const struct ctrl_map *map, const void *key, void *value,
		  struct ctrl_error *err)
{
	return ctrl_host_get(map, key, map->view, value, err);
}

static int lookup_all(const struct ctrl_map *map, struct ctrl_objects *objects,
		      struct ctrl_error *err)
{
	if (!map->host->all)
		return ctrl_error__set(err, CTRL_FAULT_NOT_LISTED, EOPNOTSUPP, NULL);
	return map->host->all(map, objects, err);
}

/* Nothing reads and resets in one step. */
static int lookup_and_reset(const struct ctrl_map *map, const void *key,
			    void *value, struct ctrl_error *err)
{
	return ctrl_error__set(err, CTRL_FAULT_UNSUPPORTED, EOPNOTSUPP, "%s",
			       map->host->why_not ?: CTRL_REASON_NO_CONTROL_MAPS);
}

const struct ctrl_source ctrl_source_host = {
	.name = "host",
	.lookup = lookup,
	.lookup_all = lookup_all,
	.update = ctrl_host_update,
	.reset = ctrl_host_reset,
	.lookup_and_reset = lookup_and_reset,
};

static int init_type(struct ctrl_type *type, const struct btf *btf,
		     const char *name)
{
	__s32 id = btf__find_by_name_kind(btf, name, BTF_KIND_STRUCT);

	return id < 0 ? id : ctrl_type__init(type, btf, id);
}

static int init(struct ctrl_map *map, const struct ctrl_host_type *type)
{
	int ret = ctrl_host_btf(type, &map->btf);

	if (!ret)
		ret = init_type(&map->key, map->btf, type->key);
	if (!ret)
		ret = init_type(&map->value, map->btf, type->value);
	map->key_size = map->key.size;
	map->value_size = map->value.size;
	return ret;
}

static int say_no_type(__u32 control_type, struct ctrl_error *err)
{
	const char *why = NULL;

	if (control_type == BPF_CTRL_PROG_STATS_BY_CPU)
		why = "nothing else tells what each CPU has counted";
	return ctrl_error__set(err, CTRL_FAULT_NO_CONTROL_MAPS, EOPNOTSUPP,
			       why ? "%s" : NULL, why);
}

bool ctrl_host__has(__u32 control_type)
{
	return ctrl_host_type(control_type);
}

int ctrl_host__create(__u32 control_type, enum ctrl_view view, bool read_only,
		      struct ctrl_map **out, struct ctrl_error *err)
{
	const struct ctrl_host_type *type = ctrl_host_type(control_type);
	struct ctrl_map *map;
	int ret;

	if (!type)
		return say_no_type(control_type, err);
	ret = type->may_open ? type->may_open(err) : 0;
	if (ret)
		return ret;
	map = calloc(1, sizeof(*map));
	if (!map)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	map->source = &ctrl_source_host;
	map->host = type;
	map->fd = -1;
	map->control_type = control_type;
	map->view = view;
	map->read_only = read_only;
	ret = init(map, type);
	if (ret) {
		ctrl_map__close(map);
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, -ret,
				       "cannot read the BTF that was compiled in");
	}
	*out = map;
	return 0;
}
