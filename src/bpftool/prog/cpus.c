// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The counts of programs, CPU by CPU. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "prog/cpus.h"
#include "prog/ids.h"
#include "upstream/batch_maps.h"

/* The key of the control type, as the kernel has it. */
struct cpu_key {
	__u32 prog_id;
	__u32 cpu;
};

static int compare_cpus(const void *x, const void *y)
{
	const struct prog_cpu *a = x, *b = y;

	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;

	return (a->cpu > b->cpu) - (a->cpu < b->cpu);
}

static int fill(struct prog_cpus *cpus, const struct ctrl_map *map,
		const struct cpu_key *keys, const char *values, __u32 nr)
{
	struct prog_fields fields;
	__u32 i;

	cpus->at = calloc(nr + 1, sizeof(*cpus->at));
	if (!cpus->at)
		return -ENOMEM;

	prog_fields__init(&fields, &map->value);
	for (i = 0; i < nr; i++) {
		cpus->at[i].id = keys[i].prog_id;
		cpus->at[i].cpu = keys[i].cpu;
		prog_counts__init(&cpus->at[i].counts, &fields,
				  values + (size_t)i * map->value_size);
	}
	cpus->nr = nr;
	qsort(cpus->at, nr, sizeof(*cpus->at), compare_cpus);

	return 0;
}

static int read_map(struct prog_cpus *cpus, const struct ctrl_map *map,
		    struct ctrl_error *err)
{
	void *keys, *values;
	__u32 nr;
	int ret;

	if (map->key_size != sizeof(struct cpu_key))
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, EINVAL,
				       "keys have %u bytes on this kernel, %zu are known here",
				       map->key_size, sizeof(struct cpu_key));

	ret = ctrl_map__lookup_all(map, &keys, &values, &nr, err);
	if (ret)
		return ret;
	ret = fill(cpus, map, keys, values, nr);
	free(keys);
	free(values);
	if (ret)
		ctrl_error__set(err, CTRL_FAULT_KERNEL, -ret, NULL);

	return ret;
}

int prog_cpus__init(struct prog_cpus *cpus, struct ctrl_error *err)
{
	struct ctrl_map *map;
	int ret;

	ret = ctrl_pool__map(batch_maps__pool(), CTRL_TYPE_PROG_CPU_STATS,
			     CTRL_VIEW_CURRENT, true, &map, err);
	if (ret)
		return ret;
	ret = read_map(cpus, map, err);
	ctrl_map__close(map);

	return ret;
}

void prog_cpus__deinit(struct prog_cpus *cpus)
{
	free(cpus->at);
}

const struct prog_cpu *prog_cpus__of(const struct prog_cpus *cpus, __u32 id,
				     __u32 *nr)
{
	*nr = 0;

	return cpus ? prog_ids__find(cpus->at, cpus->nr, sizeof(*cpus->at), id,
				     nr) : NULL;
}
