// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* What objects consist of, such as the counts of each CPU: another control type. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "stats/parts.h"
#include "upstream/batch_maps.h"

static __u64 member_of(const struct stats_parts *parts, const void *key, __u32 i)
{
	const struct ctrl_member *m = &parts->key->members[i];

	return ctrl_bits__load(key, m->bit_off, m->bits);
}

__u64 stats_parts__number(const struct stats_parts *parts, const struct stats_row *row)
{
	return member_of(parts, row->key, 1);
}

static int compare(__u64 a, __u64 b)
{
	return (a > b) - (a < b);
}

static int compare_parts(const void *x, const void *y, void *arg)
{
	const struct stats_row *a = x, *b = y;
	const struct stats_parts *parts = arg;

	return compare(member_of(parts, a->key, 0), member_of(parts, b->key, 0)) ?:
	       compare(stats_parts__number(parts, a), stats_parts__number(parts, b));
}

static bool is_number(const struct ctrl_member *m)
{
	return m->kind == CTRL_KIND_UINT && m->bits <= 64;
}

static int read_map(struct stats_parts *parts, const struct stats_fields *fields,
		    struct ctrl_error *err)
{
	const struct ctrl_type *key = parts->key;
	struct stats_keys all = {};
	int ret;

	if (key->nr != 2 || !is_number(&key->members[0]) || !is_number(&key->members[1]))
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, EINVAL,
				       "keys have %u members on this kernel, 2 numbers are known here",
				       key->nr);
	ret = stats_reading__init(&parts->reading, parts->map, &all, err);
	if (ret)
		return ret;
	if (stats_fields__init_as(&parts->fields, &parts->map->value, fields) ||
	    stats_rows__init(&parts->rows, &parts->reading, &parts->fields))
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	qsort_r(parts->rows.at, parts->rows.nr, sizeof(*parts->rows.at), compare_parts,
		parts);

	return 0;
}

int stats_parts__init(struct stats_parts *parts, const struct stats_parts_of *of,
		      const struct stats_fields *fields, struct ctrl_error *err)
{
	int ret;

	*parts = (struct stats_parts) {};
	ret = ctrl_pool__map(batch_maps__pool(), of->control_type, CTRL_VIEW_CURRENT,
			     true, &parts->map, err);
	if (ret)
		return ret;
	parts->key = &parts->map->key;
	ret = read_map(parts, fields, err);
	if (ret)
		stats_parts__deinit(parts);

	return ret;
}

void stats_parts__deinit(struct stats_parts *parts)
{
	stats_rows__deinit(&parts->rows);
	stats_fields__deinit(&parts->fields);
	stats_reading__deinit(&parts->reading);
	ctrl_map__close(parts->map);
	*parts = (struct stats_parts) {};
}

const struct stats_row *stats_parts__of(const struct stats_parts *parts,
					const void *key, __u32 *nr)
{
	__u32 low = 0, high, middle, end;
	__u64 object;

	*nr = 0;
	if (!parts)
		return NULL;
	object = member_of(parts, key, 0);
	for (high = parts->rows.nr; low < high;) {
		middle = low + (high - low) / 2;
		if (member_of(parts, parts->rows.at[middle].key, 0) < object)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < parts->rows.nr &&
	     member_of(parts, parts->rows.at[end].key, 0) == object;)
		end++;
	*nr = end - low;

	return parts->rows.at + low;
}
