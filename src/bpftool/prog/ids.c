// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* What belongs to one program, in an array that is sorted by program. */
#include <string.h>

#include "prog/ids.h"

static __u32 id_of(const void *at, size_t size, __u32 i)
{
	__u32 id;

	memcpy(&id, (const char *)at + i * size, sizeof(id));

	return id;
}

const void *prog_ids__find(const void *at, __u32 nr, size_t size, __u32 id,
			   __u32 *found)
{
	__u32 low = 0, high = nr, middle, end;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (id_of(at, size, middle) < id)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < nr && id_of(at, size, end) == id;)
		end++;
	*found = end - low;

	return (const char *)at + low * size;
}
