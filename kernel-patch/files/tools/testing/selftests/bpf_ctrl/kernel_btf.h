/* SPDX-License-Identifier: GPL-2.0-only */
/* Where the members of the kernel's own structs are. */
#ifndef KERNEL_BTF_H
#define KERNEL_BTF_H

#include <errno.h>
#include <string.h>

#include <bpf/btf.h>

/*
 * Adds the offset of a member of the struct @id, or of one without a name in it, to @at,
 * in bytes.
 *
 * Return: the member's type, or -ENOENT.
 */
static inline int kernel_member(const struct btf *btf, int id,
				const char *member, int *at)
{
	const struct btf_type *t = btf__type_by_id(btf, btf__resolve_type(btf, id));
	const char *name;
	int inner, found;
	__u32 i;

	for (i = 0; t && btf_is_composite(t) && i < btf_vlen(t); i++) {
		name = btf__name_by_offset(btf, btf_members(t)[i].name_off);
		inner = *at + btf_member_bit_offset(t, i) / 8;
		if (!strcmp(name, member)) {
			*at = inner;
			return btf_members(t)[i].type;
		}
		if (name[0])
			continue;
		found = kernel_member(btf, btf_members(t)[i].type, member, &inner);
		if (found > 0) {
			*at = inner;
			return found;
		}
	}
	return -ENOENT;
}

static inline int kernel_struct(const struct btf *btf, const char *name)
{
	return btf__find_by_name_kind(btf, name, BTF_KIND_STRUCT);
}

#endif
