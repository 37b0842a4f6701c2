/* SPDX-License-Identifier: GPL-2.0-only */
/* A BPF program at the entry of a function of the kernel, and what it counts. */
#ifndef TRACING_H
#define TRACING_H

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>

#include "expect.h"
#include "insns.h"

static inline int trace_function(const char *function, enum bpf_attach_type when,
				 const struct bpf_insn *insns, size_t nr)
{
	LIBBPF_OPTS(bpf_prog_load_opts, opts,
		    .expected_attach_type = when,
		    .attach_btf_id = libbpf_find_vmlinux_btf_id(function, when));
	int prog, link;

	prog = bpf_prog_load(BPF_PROG_TYPE_TRACING, "traced", "GPL", insns, nr,
			     &opts);
	need(prog >= 0, "no program on %s: %m", function);
	link = bpf_link_create(prog, 0, when, NULL);
	need(link >= 0, "no link to %s: %m", function);
	close(prog);
	return link;
}

/* In force as long as the link is open that is returned. */
static inline int trace_entry(const char *function, const struct bpf_insn *insns,
			      size_t nr)
{
	return trace_function(function, BPF_TRACE_FENTRY, insns, nr);
}

static inline int trace_exit(const char *function, const struct bpf_insn *insns,
			     size_t nr)
{
	return trace_function(function, BPF_TRACE_FEXIT, insns, nr);
}

/* Adds the offset of a member of a struct of the kernel; returns its type. */
static inline int kernel_member(const struct btf *btf, int id, const char *member,
				int *at)
{
	const struct btf_type *t = btf__type_by_id(btf, btf__resolve_type(btf, id));
	int i;

	for (i = 0; t && i < btf_vlen(t); i++)
		if (!strcmp(btf__name_by_offset(btf, btf_members(t)[i].name_off),
			    member)) {
			*at += btf_member_bit_offset(t, i) / 8;
			return btf_members(t)[i].type;
		}
	need(false, "no member %s", member);
	return 0;
}

/* For COUNT_IN() and take_count(). */
static inline int new_counter(void)
{
	int map = bpf_map_create(BPF_MAP_TYPE_ARRAY, "count", 4, 8, 1, NULL);

	need(map >= 0, "no counter: %m");
	return map;
}

/* What was counted since the last time. */
static inline uint64_t take_count(int map)
{
	uint64_t count = 0, zero = 0;
	uint32_t key = 0;

	need(!bpf_map_lookup_elem(map, &key, &count) &&
	     !bpf_map_update_elem(map, &key, &zero, 0), "the count: %m");
	return count;
}

/* Count the calls of a function by this process. */
static inline int count_calls(int counter, const char *function)
{
	struct bpf_insn insns[] = {
		CALL(BPF_FUNC_get_current_pid_tgid),
		SKIP_UNLESS(0, getpid(), 4),
		COUNT_IN(counter),
		SET(0, 0),
		EXIT(),
	};

	return trace_entry(function, insns, NR_INSNS(insns));
}

#define NOAUDIT		2	/* CAP_OPT_NOAUDIT of the kernel */

/*
 * Count the questions whether a user has a capability, @cap or any one for -1,
 * those alone that leave a line in the audit log or all of them.
 */
static inline int count_capability_of(int counter, uint32_t uid, int cap,
				      bool audited)
{
	struct bpf_insn insns[] = {
		LOAD(BPF_DW, 6, 1, 16),
		LOAD(BPF_DW, 7, 1, 24),
		CALL(BPF_FUNC_get_current_uid_gid),
		SKIP_UNLESS(0, uid, 6),
		INSN(BPF_JMP32 | (cap < 0 ? BPF_JSLT : BPF_JNE) | BPF_K, 6, 0, 5,
		     cap < 0 ? 0 : cap),
		INSN(BPF_JMP | BPF_JSET | BPF_K, 7, 0, 4, audited ? NOAUDIT : 0),
		COUNT_IN(counter),
		SET(0, 0),
		EXIT(),
	};

	return trace_entry("cap_capable", insns, NR_INSNS(insns));
}

#endif
