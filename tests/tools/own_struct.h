/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Attributes of a device by a struct of the program's own, which may be older or
 * younger than the kernel's:
 *
 *	PROGRAM get DEV MEMBER
 *	PROGRAM set DEV MEMBER NUMBER
 *
 * Whoever includes this has defined struct own, and a table of its members.
 *
 * Exit status: 0, or 1 with the errno's name and the kernel's reason on stdout.
 */
#ifndef OWN_STRUCT_H
#define OWN_STRUCT_H

#include <bpf/btf.h>
#include <net/if.h>
#include <stddef.h>

#include "ctrl_sys.h"
#include "need.h"

struct own_member {
	const char *name;
	uint32_t bit;
	uint32_t offset;
	uint32_t size;
};

#define OWN(name, bit) \
	{ #name, bit, offsetof(struct own, name), sizeof(((struct own *)0)->name) }

/* As this kernel has it; where it has none, as the headers have it. */
static int number_of_map_type(void)
{
	struct btf *btf = btf__load_vmlinux_btf();
	int id = btf ? btf__find_by_name_kind(btf, "bpf_map_type",
					      BTF_KIND_ENUM) : -1;
	const struct btf_type *t = id > 0 ? btf__type_by_id(btf, id) : NULL;
	int number = ctrl_map_type();
	__u32 i;

	for (i = 0; t && i < btf_vlen(t); i++)
		if (!strcmp(btf__name_by_offset(btf, btf_enum(t)[i].name_off),
			    "BPF_MAP_TYPE_CONTROL"))
			number = btf_enum(t)[i].val;
	btf__free(btf);
	return number;
}

/* A map whose values are struct own. */
static int own_map(void)
{
	union bpf_attr attr = ctrl_create_attr(BPF_CTRL_XDP_ATTR, BPF_CTRL_CURRENT,
					       0, sizeof(struct own));
	struct bpf_map_info info;
	int fd;

	attr.map_type = number_of_map_type();
	fd = sys_bpf(BPF_MAP_CREATE, &attr);
	if (fd < 0)
		return fd;
	need(!map_info(fd, &info), "no info of the map");
	need(info.value_size == sizeof(struct own), "values have %u bytes, not %zu",
	     info.value_size, sizeof(struct own));
	return fd;
}

static const struct own_member *own_find(const struct own_member *members,
					 const char *name)
{
	for (; members->name; members++)
		if (!strcmp(members->name, name))
			return members;
	need(false, "no member %s", name);
	return NULL;
}

static int own_get(int fd, uint32_t ifindex, const struct own_member *m)
{
	uint64_t number = 0;
	struct own value;
	int err;

	/* what the kernel does not have it has to make zero */
	memset(&value, 0xff, sizeof(value));
	err = ctrl_lookup(fd, ifindex, &value);
	if (err)
		return err;
	memcpy(&number, (char *)&value + m->offset, m->size);
	if (number || value.mask >> m->bit & 1)
		printf("%llu\n", (unsigned long long)number);
	else
		puts("-");
	return 0;
}

static int own_set(int fd, uint32_t ifindex, const struct own_member *m,
		   uint64_t number, char *reason)
{
	struct own value;

	memset(&value, 0, sizeof(value));
	value.mask = 1ULL << m->bit;
	memcpy((char *)&value + m->offset, &number, m->size);
	return ctrl_update(fd, ifindex, &value, 0, reason);
}

static int own_struct(const struct own_member *members, int argc, char **argv)
{
	bool set = argc == 5 && !strcmp(argv[1], "set");
	char reason[REASON_LEN] = "";
	const struct own_member *m;
	uint32_t ifindex;
	int ret;

	need(set || (argc == 4 && !strcmp(argv[1], "get")), "wrong words");
	ifindex = if_nametoindex(argv[2]);
	need(ifindex, "no device %s", argv[2]);
	m = own_find(members, argv[3]);
	ret = own_map();
	if (ret >= 0)
		ret = set ? own_set(ret, ifindex, m, strtoull(argv[4], NULL, 0),
				    reason) :
			    own_get(ret, ifindex, m);
	if (ret >= 0)
		return 0;
	printf("%s%s%s\n", result_name(ret), reason[0] ? ": " : "", reason);
	return 1;
}

#endif
