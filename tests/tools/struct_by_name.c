// SPDX-License-Identifier: GPL-2.0-only
/*
 * A program whose struct of XDP attributes has a member in the middle that no
 * kernel has, so that all behind it are elsewhere.  It goes by name:
 *
 *	struct_by_name get DEV MEMBER		- when the kernel has none
 *	struct_by_name set DEV MEMBER WORD
 *	struct_by_name offsets DEV MEMBER	in the program's struct, in the kernel's
 *
 * Exit status: 0, or 1 with the sentence of libctrl on stdout.
 */
#define _GNU_SOURCE
#include <net/if.h>
#include <stddef.h>

#include "ctrl.h"
#include "need.h"

struct own {
	__u64 etag;
	__u64 mask;

	__u32 native_prog_id;
	__u32 generic_prog_id;
	__u32 offload_prog_id;
	__u32 xdp_features;
	__u32 zc_max_segs;
	__u32 rx_queues;
	__u32 inserted;
	__u32 tx_queues;
	__u32 rx_ring_size;
	__u32 tx_ring_size;
	__u32 napi_defer_hard_irqs;
	__u64 gro_flush_timeout;
	__u32 xsk_ring_size;
};

#define OWN(name) \
	{ #name, offsetof(struct own, name), sizeof(((struct own *)0)->name) }

static const struct {
	const char *name;
	size_t offset, size;
} members[] = {
	OWN(native_prog_id), OWN(generic_prog_id), OWN(offload_prog_id),
	OWN(xdp_features), OWN(zc_max_segs), OWN(rx_queues), OWN(inserted),
	OWN(tx_queues), OWN(rx_ring_size), OWN(tx_ring_size),
	OWN(napi_defer_hard_irqs), OWN(gro_flush_timeout), OWN(xsk_ring_size),
};

#define MEMBERS	(sizeof(members) / sizeof(members[0]))

static int find(const char *name)
{
	size_t i;

	for (i = 0; i < MEMBERS; i++)
		if (!strcmp(members[i].name, name))
			return i;
	need(false, "no member %s", name);
	return -1;
}

/* Every member that the kernel has, to where the program has it. */
static void fill(const struct ctrl_map *map, const void *value, struct own *own,
		 bool *has)
{
	struct ctrl_member m;
	__u64 number;
	size_t i;

	for (i = 0; i < MEMBERS; i++) {
		has[i] = !ctrl_type__find(&map->value, members[i].name, &m, NULL) &&
			 ctrl_value__has(value, &m);
		number = has[i] ? ctrl_bits__load(value, m.bit_off, m.bits) : 0;
		memcpy((char *)own + members[i].offset, &number, members[i].size);
	}
}

static int get(const struct ctrl_map *map, __u32 ifindex, int i,
	       struct ctrl_error *err)
{
	void *value = calloc(1, map->value_size);
	bool has[MEMBERS];
	struct own own;
	__u64 number = 0;
	int ret;

	need(value, "no memory");
	ret = ctrl_map__lookup(map, &ifindex, value, err);
	if (!ret) {
		fill(map, value, &own, has);
		memcpy(&number, (char *)&own + members[i].offset,
		       members[i].size);
		if (has[i])
			printf("%llu\n", number);
		else
			puts("-");
	}
	free(value);
	return ret;
}

static int set(const struct ctrl_map *map, __u32 ifindex, const char *name,
	       const char *word, struct ctrl_error *err)
{
	struct ctrl_pair pair = { name, word };
	struct ctrl_change change = {};
	int ret = ctrl_map__set(map, &ifindex, &pair, 1, 0, &change, err);

	ctrl_change__deinit(&change);
	return ret;
}

static int offsets(const struct ctrl_map *map, int i, struct ctrl_error *err)
{
	struct ctrl_member m;
	int ret = ctrl_type__find(&map->value, members[i].name, &m, err);

	if (!ret)
		printf("%zu %u\n", members[i].offset, m.bit_off / 8);
	return ret;
}

static int run(int argc, char **argv, struct ctrl_error *err)
{
	__u32 ifindex = argc > 3 ? if_nametoindex(argv[2]) : 0;
	struct ctrl_map *map;
	int ret;

	need(ifindex, "no such device");
	ret = ctrl_map__create(CTRL_TYPE_XDP, CTRL_VIEW_CURRENT, false, &map, err);
	if (ret)
		return ret;
	if (argc == 5 && !strcmp(argv[1], "set"))
		ret = set(map, ifindex, argv[3], argv[4], err);
	else if (!strcmp(argv[1], "offsets"))
		ret = offsets(map, find(argv[3]), err);
	else
		ret = get(map, ifindex, find(argv[3]), err);
	ctrl_map__close(map);
	return ret;
}

int main(int argc, char **argv)
{
	char sentence[CTRL_SENTENCE_MAX];
	struct ctrl_error err = {};

	if (!run(argc, argv, &err))
		return 0;
	ctrl_error__sentence(&err, sentence, sizeof(sentence));
	puts(sentence);
	return 1;
}
