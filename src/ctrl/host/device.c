// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Network devices, and what there is to know of them. */
#include <stdlib.h>
#include <string.h>

#include "device.h"

struct host_device *host_devices__append(struct host_devices *d)
{
	struct host_device *more;

	if (!(d->n & (d->n - 1))) {
		more = realloc(d->at, sizeof(*more) * (d->n ? 2 * d->n : 1));
		if (!more)
			return NULL;
		d->at = more;
	}
	memset(&d->at[d->n], 0, sizeof(*d->at));
	return &d->at[d->n++];
}

void host_device__add(struct host_device *device, const struct host_attr *attr)
{
	if (device->nr_attrs < HOST_ATTRS_MAX)
		device->attrs[device->nr_attrs++] = *attr;
}

static int compare(const void *x, const void *y)
{
	const struct host_device *a = x, *b = y;

	return a->ifindex < b->ifindex ? -1 : a->ifindex > b->ifindex;
}

void host_devices__sort(struct host_devices *d)
{
	if (d->n)
		qsort(d->at, d->n, sizeof(*d->at), compare);
}

struct host_device *host_devices__find(const struct host_devices *d, __u32 ifindex)
{
	struct host_device key = { .ifindex = ifindex };

	return d->n ? bsearch(&key, d->at, d->n, sizeof(*d->at), compare) : NULL;
}

void host_devices__deinit(struct host_devices *d)
{
	free(d->at);
	memset(d, 0, sizeof(*d));
}
