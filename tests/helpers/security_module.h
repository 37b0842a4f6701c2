/* SPDX-License-Identifier: GPL-2.0-only */
/* A BPF program as a security module: in force as long as its link is open. */
#ifndef SECURITY_MODULE_H
#define SECURITY_MODULE_H

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "expect.h"
#include "insns.h"

/* @hook: of the kernel's list, such as "socket_setsockopt" */
static inline int security_module(const char *hook, const struct bpf_insn *insns,
				  size_t nr)
{
	LIBBPF_OPTS(bpf_prog_load_opts, opts,
		    .expected_attach_type = BPF_LSM_MAC,
		    .attach_btf_id = libbpf_find_vmlinux_btf_id(hook, BPF_LSM_MAC));
	int prog, link;

	prog = bpf_prog_load(BPF_PROG_TYPE_LSM, "refuse", "GPL", insns, nr, &opts);
	need(prog >= 0, "no program on %s: %m", hook);
	link = bpf_link_create(prog, 0, BPF_LSM_MAC, NULL);
	need(link >= 0, "no link to %s: %m", hook);
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

#endif
