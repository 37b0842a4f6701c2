// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/*
 * Set an XDP attribute of a network device with libbpf alone:
 *
 *	./set_attribute_libbpf eth0 xsk_ring_size 128
 *
 * The attribute is any that the kernel has and that is an unsigned integer.
 */
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <linux/bpf_ctrl.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The number of the map type differs between kernels; its name does not. */
static int map_type(void)
{
	struct btf *btf = btf__load_vmlinux_btf();
	const struct btf_type *t = NULL;
	int type = -1;
	__u32 i;

	if (btf)
		t = btf__type_by_id(btf, btf__find_by_name_kind(btf, "bpf_map_type",
								BTF_KIND_ENUM));
	for (i = 0; t && i < btf_vlen(t); i++)
		if (!strcmp(btf__name_by_offset(btf, btf_enum(t)[i].name_off),
			    "BPF_MAP_TYPE_CONTROL"))
			type = btf_enum(t)[i].val;
	btf__free(btf);
	return type;
}

/* Write the number and the member's bit of the mask where BTF says they are. */
static int fill_in(const struct btf *btf, int struct_id, const char *name,
		   unsigned long long number, struct bpf_ctrl_header *value)
{
	const struct btf_type *t = btf__type_by_id(btf, struct_id);
	const struct btf_member *m = btf_members(t);
	__u32 i;

	for (i = 0; i < btf_vlen(t); i++) {
		if (strcmp(btf__name_by_offset(btf, m[i].name_off), name))
			continue;
		value->mask = 1ULL << i;
		memcpy((char *)value + m[i].offset / 8, &number,
		       btf__resolve_size(btf, m[i].type)); /* little-endian */
		return 0;
	}
	return -1;
}

int main(int argc, char **argv)
{
	LIBBPF_OPTS(bpf_map_create_opts, opts, .map_extra =
		BPF_CTRL_MAP_EXTRA(BPF_CTRL_XDP_ATTR, BPF_CTRL_CURRENT));
	struct if_xdp_key key = { argc == 4 ? if_nametoindex(argv[1]) : 0 };
	struct bpf_map_info info = {};
	__u32 len = sizeof(info);
	struct btf *btf;
	void *value;
	int fd;

	if (argc != 4)
		return fprintf(stderr, "DEV MEMBER NUMBER\n"), 2;
	fd = bpf_map_create(map_type(), "xdp", 0, 0, 0, &opts);
	if (fd < 0 || bpf_obj_get_info_by_fd(fd, &info, &len))
		return perror("control map"), 1;
	btf = btf__load_from_kernel_by_id(info.btf_id);
	value = calloc(1, info.value_size);
	if (!btf || !value)
		return perror("BTF of the map"), 1;
	if (fill_in(btf, info.btf_value_type_id, argv[2],
		    strtoull(argv[3], NULL, 0), value))
		return fprintf(stderr, "there is no attribute %s\n", argv[2]), 1;
	if (bpf_map_update_elem(fd, &key, value, BPF_ANY))
		return perror(argv[2]), 1;
	return 0;
}
