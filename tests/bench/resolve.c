// SPDX-License-Identifier: GPL-2.0-only
/*
 * Times the way from an open map to the offset of an attribute, and the search
 * for a name among few and many members.
 *
 * usage: resolve ROUNDS
 */
#define _GNU_SOURCE
#include <bpf/bpf.h>
#include <bpf/btf.h>

#include "ctrl.h"
#include "ctrl_sys.h"
#include "need.h"
#include "samples.h"

#define SIZES	4

static int rounds;

/* What bpftool does: the map's own BTF, the table of members, the name. */
static double by_map(int map)
{
	struct ctrl_member member;
	struct ctrl_map *opened;
	double start = seconds_now();

	need(!ctrl_map__from_fd(dup(map), &opened, NULL), "no map");
	need(!ctrl_type__find(&opened->value, "xsk-ring-size", &member, NULL),
	     "no such member");
	ctrl_map__close(opened);
	return seconds_now() - start;
}

/* What a tool would have to do that finds the struct in the kernel's BTF. */
static double by_vmlinux(void)
{
	double start = seconds_now();
	struct btf *btf = btf__load_vmlinux_btf();
	struct ctrl_member member;
	struct ctrl_type type;
	int id;

	need(btf, "no vmlinux BTF");
	id = btf__find_by_name_kind(btf, "if_xdp_attributes", BTF_KIND_STRUCT);
	need(id > 0 && !ctrl_type__init(&type, btf, id) &&
	     !ctrl_type__find(&type, "xsk-ring-size", &member, NULL),
	     "no such member");
	ctrl_type__deinit(&type);
	btf__free(btf);
	return seconds_now() - start;
}

static void compare_btf(void)
{
	struct bench bench = { "resolve an attribute", 1, rounds };
	static double own[SAMPLES_MAX], vmlinux[SAMPLES_MAX];
	int map = ctrl_create(BPF_CTRL_XDP_ATTR, BPF_CTRL_CURRENT, 0, 0), i;

	need(map >= 0, "no map: %s", result_name(map));
	by_map(map);
	by_vmlinux();
	for (i = 0; i < rounds; i++) {
		own[i] = by_map(map);
		vmlinux[i] = by_vmlinux();
	}
	print_samples(&bench, "the map's BTF", "", own);
	print_samples(&bench, "vmlinux BTF", "", vmlinux);
}

static void print_btf_sizes(void)
{
	static const struct {
		const char *name;
		uint32_t type;
	} types[] = {
		{ "XDP attributes", BPF_CTRL_XDP_ATTR },
		{ "program statistics", BPF_CTRL_PROG_STATS },
		{ "socket attributes", BPF_CTRL_SOCK_ATTR },
	};
	struct bpf_map_info map;
	struct bpf_btf_info btf;
	uint32_t length;
	size_t i;
	int fd;

	for (i = 0; i < sizeof(types) / sizeof(*types); i++) {
		fd = ctrl_create(types[i].type, BPF_CTRL_CURRENT, 0, 0);
		need(fd >= 0 && !map_info(fd, &map), "no map");
		fd = bpf_btf_get_fd_by_id(map.btf_id);
		memset(&btf, 0, sizeof(btf));
		length = sizeof(btf);
		need(fd >= 0 && !bpf_btf_get_info_by_fd(fd, &btf, &length),
		     "no BTF");
		printf("{\"group\":\"size of BTF\",\"size\":1,\"name\":\"%s\",\"bytes\":%u}\n",
		       types[i].name, btf.btf_size);
	}
}

static void make_type(struct ctrl_type *type, int members)
{
	struct btf *btf = btf__new_empty();
	char name[32];
	int u32, id, i;

	need(btf, "no BTF");
	u32 = btf__add_int(btf, "unsigned int", 4, 0);
	id = btf__add_struct(btf, "attributes", 4 * members);
	for (i = 0; i < members; i++) {
		snprintf(name, sizeof(name), "attribute_%03d", i);
		need(!btf__add_field(btf, name, u32, 32 * i, 0), "no member");
	}
	need(!ctrl_type__init(type, btf, id), "no type");
}

/* The last member, which a search from the first on would find last. */
static double find_last(const struct ctrl_type *type)
{
	struct ctrl_member member;
	double start;
	char name[32];
	int i;

	snprintf(name, sizeof(name), "attribute-%03d", type->nr - 1);
	start = seconds_now();
	for (i = 0; i < 1000; i++)
		need(!ctrl_type__find(type, name, &member, NULL), "not found");
	return (seconds_now() - start) / 1000;
}

static void compare_sizes(void)
{
	static const int sizes[SIZES] = { 10, 50, 200, 1000 };
	static double samples[SIZES][SAMPLES_MAX];
	struct ctrl_type types[SIZES];
	int round, i;

	for (i = 0; i < SIZES; i++) {
		make_type(&types[i], sizes[i]);
		find_last(&types[i]);
	}
	for (round = 0; round < rounds; round++)
		for (i = 0; i < SIZES; i++)
			samples[i][round] = find_last(&types[i]);
	for (i = 0; i < SIZES; i++) {
		struct bench bench = { "find the last member", sizes[i], rounds };

		print_samples(&bench, "ctrl_type__find()", "", samples[i]);
	}
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fprintf(stderr, "usage: %s ROUNDS\n", argv[0]);
		return 2;
	}
	rounds = rounds_from(argv[1]);
	compare_sizes();
	print_btf_sizes();
	compare_btf();
	return 0;
}
