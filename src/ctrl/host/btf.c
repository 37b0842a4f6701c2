// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* The BTF of the host's layouts, as the kernel would have made it. */
#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <bpf/btf.h>

#include "host.h"

/* Of layout.c; BTF_FILE comes from the Makefile. */
__asm__(".section .rodata\n"
	".balign 8\n"
	"ctrl_host_btf_bytes: .incbin \"" BTF_FILE "\"\n"
	"ctrl_host_btf_end: .byte 0\n"
	".previous\n");

extern const char ctrl_host_btf_bytes[], ctrl_host_btf_end[];

/* The index of a member; @t has it */
static __u32 find_member(const struct btf *btf, const struct btf_type *t,
			 const char *name)
{
	__u32 i;

	for (i = 0; i < btf_vlen(t); i++)
		if (!strcmp(btf__name_by_offset(btf, btf_members(t)[i].name_off),
			    name))
			break;
	return i;
}

/* Put bpf_ctrl_flags_t around the enum of a member that is const. */
static int declare_flags(struct btf *btf, const char *of, const char *name)
{
	__s32 id = btf__find_by_name_kind(btf, of, BTF_KIND_STRUCT);
	const struct btf_type *t = btf__type_by_id(btf, id);
	__u32 i = find_member(btf, t, name);
	int flags;

	t = btf__type_by_id(btf, btf_members(t)[i].type);
	flags = btf__add_typedef(btf, "bpf_ctrl_flags_t", t->type);
	if (flags > 0)
		flags = btf__add_const(btf, flags);
	if (flags < 0)
		return flags;
	t = btf__type_by_id(btf, id);
	btf_members(t)[i].type = flags;
	return 0;
}

int ctrl_host_btf(const struct ctrl_host_type *type, struct btf **out)
{
	size_t size = (uintptr_t)ctrl_host_btf_end - (uintptr_t)ctrl_host_btf_bytes;
	struct btf *btf = btf__new(ctrl_host_btf_bytes, size);
	int ret = 0;

	if (!btf)
		return -errno;
	if (type->flags_member)
		ret = declare_flags(btf, type->value, type->flags_member);
	if (ret)
		btf__free(btf);
	else
		*out = btf;
	return ret;
}
