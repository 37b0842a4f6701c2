/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * BPF programs as security modules, in force as long as the link is open that
 * the functions return. Where that fails they return a negative number, and
 * errno says why.
 */
#ifndef SECURITY_MODULE_H
#define SECURITY_MODULE_H

#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "insns.h"
#include "kernel_btf.h"

/* Where nothing tells which modules there are, it is tried. */
static inline bool bpf_lsm_in_use(void)
{
	FILE *f = fopen("/sys/kernel/security/lsm", "r");
	char line[256] = "bpf";

	if (f) {
		if (!fgets(line, sizeof(line), f))
			line[0] = '\0';
		fclose(f);
	}
	return strstr(line, "bpf");
}

/* @hook: of the kernel's list, such as "socket_setsockopt" */
static inline int security_module(const char *hook,
				  const struct bpf_insn *insns, size_t nr)
{
	LIBBPF_OPTS(bpf_prog_load_opts, opts,
		    .expected_attach_type = BPF_LSM_MAC,
		    .attach_btf_id = libbpf_find_vmlinux_btf_id(hook,
								BPF_LSM_MAC));
	int prog, link;

	prog = bpf_prog_load(BPF_PROG_TYPE_LSM, "refuse", "GPL", insns, nr,
			     &opts);
	if (prog < 0)
		return prog;
	link = bpf_link_create(prog, 0, BPF_LSM_MAC, NULL);
	close(prog);
	return link;
}

/* Refuse when the argument @i of the hook is @value, with @err. */
static inline int refuse(const char *hook, int i, int value, int err)
{
	struct bpf_insn insns[] = {
		LOAD(BPF_DW, 2, 1, 8 * i),
		SET(0, 0),
		SKIP_UNLESS(2, value, 1),
		SET(0, -err),
		EXIT(),
	};

	return security_module(hook, insns, NR_INSNS(insns));
}

/* Nobody may have the programs with an id from @first to @last. */
static inline int hide_programs(__u32 first, __u32 last)
{
	struct btf *btf = btf__load_vmlinux_btf();
	int aux = 0, id = 0;

	if (!btf || kernel_member(btf, kernel_struct(btf, "bpf_prog"), "aux",
				  &aux) < 0 ||
	    kernel_member(btf, kernel_struct(btf, "bpf_prog_aux"), "id",
			  &id) < 0)
		return -1;
	btf__free(btf);

	struct bpf_insn insns[] = {
		LOAD(BPF_DW, 1, 1, 0),
		LOAD(BPF_DW, 1, 1, aux),
		LOAD(BPF_W, 2, 1, id),
		SET(0, 0),
		INSN(BPF_JMP32 | BPF_JLT | BPF_K, 2, 0, 2, first),
		INSN(BPF_JMP32 | BPF_JGT | BPF_K, 2, 0, 1, last),
		SET(0, -EACCES),
		EXIT(),
	};

	return security_module("bpf_prog", insns, NR_INSNS(insns));
}

#endif
