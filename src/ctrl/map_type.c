// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* The number of the map type differs between kernel versions: ask the kernel. */
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <bpf/btf.h>

#include "map_type.h"

static int find_enumerator(const struct btf *btf, const struct btf_type *t)
{
	const struct btf_enum *e = btf_enum(t);
	__u32 i;

	for (i = 0; i < btf_vlen(t); i++)
		if (!strcmp(btf__name_by_offset(btf, e[i].name_off),
			    "BPF_MAP_TYPE_CONTROL"))
			return e[i].val;
	return -ENOENT;
}

static int not_loaded(int code)
{
	if (code != ESRCH)
		return -code;
	return access("/sys/kernel", F_OK) ? -ESRCH : -ENOTSUP;
}

int ctrl_map_type__from_kernel(void)
{
	struct btf *btf = btf__load_vmlinux_btf();
	int number = -ENOENT;
	__s32 id;

	if (!btf)
		return not_loaded(errno);
	id = btf__find_by_name_kind(btf, "bpf_map_type", BTF_KIND_ENUM);
	if (id > 0)
		number = find_enumerator(btf, btf__type_by_id(btf, id));
	btf__free(btf);
	return number;
}
