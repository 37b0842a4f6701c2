// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Filling in a value, member by member. */
#include "host.h"

const struct ctrl_member *ctrl_host_member(const struct ctrl_map *map, size_t offset)
{
	__u32 i;

	for (i = 0; i < map->value.nr; i++)
		if (map->value.members[i].bit_off == offset * 8)
			return &map->value.members[i];
	return NULL;
}

__u64 ctrl_host_bit(const struct ctrl_map *map, size_t offset)
{
	const struct ctrl_member *m = ctrl_host_member(map, offset);

	return m ? 1ULL << m->bit : 0;
}

__u64 ctrl_host_number(const struct ctrl_map *map, size_t offset, const void *value)
{
	const struct ctrl_member *m = ctrl_host_member(map, offset);

	return m ? ctrl_bits__load(value, m->bit_off, m->bits) : 0;
}

void ctrl_host_put_number(struct ctrl_host_value *value, size_t offset, __u64 x)
{
	const struct ctrl_member *m = ctrl_host_member(value->map, offset);
	struct bpf_ctrl_header *header = value->data;

	if (!m)
		return;
	header->mask |= 1ULL << m->bit;
	ctrl_bits__store(value->data, m->bit_off, m->bits, x);
}

void ctrl_host_put(struct ctrl_host_value *value, size_t offset, const void *x,
		   size_t size)
{
	struct bpf_ctrl_header *header = value->data;

	header->mask |= ctrl_host_bit(value->map, offset);
	memcpy((char *)value->data + offset, x, size);
}

/* FNV-1a over the bytes of what can be set, and over which members these are. */
static __u64 add_bytes(__u64 hash, const void *data, size_t size)
{
	const unsigned char *bytes = data;

	while (size--)
		hash = (hash ^ *bytes++) * 0x100000001b3ULL;
	return hash;
}

void ctrl_host_seal(const struct ctrl_map *map, void *value)
{
	struct bpf_ctrl_header *header = value;
	__u64 hash = 0xcbf29ce484222325ULL;
	__u32 i;

	for (i = 0; i < map->value.nr; i++) {
		const struct ctrl_member *m = &map->value.members[i];

		if (m->read_only || !ctrl_value__has(value, m))
			continue;
		hash = add_bytes(hash, &m->bit, sizeof(m->bit));
		hash = add_bytes(hash, (char *)value + m->bit_off / 8, m->bits / 8);
	}
	header->etag = hash ? hash : 1;
}

int ctrl_host_get(const struct ctrl_map *map, const void *key, enum ctrl_view view,
		  void *value, struct ctrl_error *err)
{
	struct ctrl_host_value v = { map, value };
	int ret;

	memset(value, 0, map->value_size);
	ret = map->host->get(key, view, &v, err);
	if (!ret && view == CTRL_VIEW_CURRENT)
		ctrl_host_seal(map, value);
	return ret;
}
