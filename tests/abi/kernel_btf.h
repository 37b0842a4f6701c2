/* SPDX-License-Identifier: GPL-2.0-only */
/* Where the members of the kernel's own structs are. */
#ifndef KERNEL_BTF_H
#define KERNEL_BTF_H

#include <errno.h>
#include <string.h>

#include <bpf/btf.h>

/*
 * Adds the offset of a member of the struct @id to @at, in bytes.
 *
 * Return: the member's type, or -ENOENT.
 */
static inline int kernel_member(const struct btf *btf, int id,
				const char *member, int *at)
{
	const struct btf_type *t = btf__type_by_id(btf, btf__resolve_type(btf, id));
	int i;

	for (i = 0; t && i < btf_vlen(t); i++)
		if (!strcmp(btf__name_by_offset(btf, btf_members(t)[i].name_off),
			    member)) {
			*at += btf_member_bit_offset(t, i) / 8;
			return btf_members(t)[i].type;
		}
	return -ENOENT;
}

static inline int kernel_struct(const struct btf *btf, const char *name)
{
	return btf__find_by_name_kind(btf, name, BTF_KIND_STRUCT);
}

#endif
