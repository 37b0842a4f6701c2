// SPDX-License-Identifier: GPL-2.0-only
/*
 * usage: refuse { program ID | setsockopt OPTION | getsockopt OPTION }
 *
 * A security module that lets nobody have the BPF program of that id, or the
 * socket option of that number, until standard input ends. Prints a line when it
 * is in force.
 */
#define _GNU_SOURCE
#include <bpf/btf.h>

#include "security_module.h"

/* Bytes from the start of a kernel struct to a member of it. */
static int offset_of(const struct btf *btf, const char *type, const char *member)
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

static void refuse_program(int id)
{
	const struct btf *btf = btf__load_vmlinux_btf();
	struct bpf_insn insns[] = {
		LOAD(BPF_DW, 1, 1, 0),
		LOAD(BPF_DW, 1, 1, offset_of(btf, "bpf_prog", "aux")),
		LOAD(BPF_W, 2, 1, offset_of(btf, "bpf_prog_aux", "id")),
		SET(0, 0),
		SKIP_UNLESS(2, id, 1),
		SET(0, -EACCES),
		EXIT(),
	};

	security_module("bpf_prog", insns, NR_INSNS(insns));
}

int main(int argc, char **argv)
{
	int number = argc == 3 ? atoi(argv[2]) : 0;

	if (argc != 3)
		return 2;
	if (!strcmp(argv[1], "program"))
		refuse_program(number);
	else if (!strcmp(argv[1], "setsockopt"))
		refuse("socket_setsockopt", 2, number, EACCES);
	else if (!strcmp(argv[1], "getsockopt"))
		refuse("socket_getsockopt", 2, number, EACCES);
	else
		return 2;
	puts("in force");
	fflush(stdout);
	while (getchar() != EOF)
		;
	return 0;
}
