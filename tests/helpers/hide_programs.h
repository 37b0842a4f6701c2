/* SPDX-License-Identifier: GPL-2.0-only */
/* A security module that lets nobody have some of the BPF programs. */
#ifndef HIDE_PROGRAMS_H
#define HIDE_PROGRAMS_H

#include <bpf/btf.h>

#include "security_module.h"

/* Bytes from the start of a kernel struct to a member of it. */
static inline int kernel_offset(const struct btf *btf, const char *type,
				const char *member)
{
	int id = btf__find_by_name_kind(btf, type, BTF_KIND_STRUCT), i;
	const struct btf_type *t = btf__type_by_id(btf, id);

	for (i = 0; t && i < btf_vlen(t); i++)
		if (!strcmp(btf__name_by_offset(btf, btf_members(t)[i].name_off),
			    member))
			return btf_member_bit_offset(t, i) / 8;
	need(false, "no %s in struct %s", member, type);
	return -1;
}

/* Those with an id from @first to @last; the link that is returned is in force. */
static inline int hide_programs(uint32_t first, uint32_t last)
{
	struct btf *btf = btf__load_vmlinux_btf();
	struct bpf_insn insns[] = {
		LOAD(BPF_DW, 1, 1, 0),
		LOAD(BPF_DW, 1, 1, kernel_offset(btf, "bpf_prog", "aux")),
		LOAD(BPF_W, 2, 1, kernel_offset(btf, "bpf_prog_aux", "id")),
		SET(0, 0),
		INSN(BPF_JMP32 | BPF_JLT | BPF_K, 2, 0, 2, first),
		INSN(BPF_JMP32 | BPF_JGT | BPF_K, 2, 0, 1, last),
		SET(0, -EACCES),
		EXIT(),
	};

	btf__free(btf);
	return security_module("bpf_prog", insns, NR_INSNS(insns));
}

#endif
