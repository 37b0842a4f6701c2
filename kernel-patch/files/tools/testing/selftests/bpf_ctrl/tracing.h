/* SPDX-License-Identifier: GPL-2.0-only */
/* A BPF program at the entry of a function of the kernel, and what it counts. */
#ifndef TRACING_H
#define TRACING_H

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "ctrl_harness.h"
#include "insns.h"

static inline int trace_function(struct __test_metadata *_metadata,
				 const char *function,
				 enum bpf_attach_type when,
				 const struct bpf_insn *insns, size_t nr)
{
	LIBBPF_OPTS(bpf_prog_load_opts, opts, .expected_attach_type = when,
		    .attach_btf_id = libbpf_find_vmlinux_btf_id(function,
								when));
	int prog, link;

	prog = bpf_prog_load(BPF_PROG_TYPE_TRACING, "traced", "GPL", insns, nr,
			     &opts);
	ASSERT_GE(prog, 0)
		TH_LOG("no program on %s: %m", function);
	link = bpf_link_create(prog, 0, when, NULL);
	ASSERT_GE(link, 0)
		TH_LOG("no link to %s: %m", function);
	close(prog);
	return link;
}

/* In force as long as the link is open that is returned. */
static inline int trace_entry(struct __test_metadata *_metadata,
			      const char *function,
			      const struct bpf_insn *insns, size_t nr)
{
	return trace_function(_metadata, function, BPF_TRACE_FENTRY, insns, nr);
}

static inline int trace_exit(struct __test_metadata *_metadata,
			     const char *function, const struct bpf_insn *insns,
			     size_t nr)
{
	return trace_function(_metadata, function, BPF_TRACE_FEXIT, insns, nr);
}

/* For programs that add 1 to its value, and for take_count(). */
static inline int new_counter(struct __test_metadata *_metadata)
{
	int map = bpf_map_create(BPF_MAP_TYPE_ARRAY, "count", 4, 8, 1, NULL);

	ASSERT_GE(map, 0)
		TH_LOG("no counter: %m");
	return map;
}

/* What was counted since the last time. */
static inline __u64 take_count(struct __test_metadata *_metadata, int map)
{
	__u64 count = 0, zero = 0;
	__u32 key = 0;

	ASSERT_TRUE(!bpf_map_lookup_elem(map, &key, &count) &&
		    !bpf_map_update_elem(map, &key, &zero, 0))
		TH_LOG("the count: %m");
	return count;
}

/* Count the calls of a function by this process. */
static inline int count_calls(struct __test_metadata *_metadata, int counter,
			      const char *function)
{
	struct bpf_insn insns[] = {
		CALL(BPF_FUNC_get_current_pid_tgid),
		SKIP_UNLESS(0, getpid(), 4),
		MAP_VALUE(1, counter), SECOND_HALF(), SET(2, 1), ADD_TO(1, 2),
		SET(0, 0),
		EXIT(),
	};

	return trace_entry(_metadata, function, insns, NR_INSNS(insns));
}

#define NOAUDIT		2	/* CAP_OPT_NOAUDIT of the kernel */

/*
 * Count the questions whether a user has a capability, @cap or any one for -1,
 * those alone that leave a line in the audit log or all of them.
 */
static inline int count_capability_of(struct __test_metadata *_metadata,
				      int counter, __u32 uid, int cap,
				      bool audited)
{
	struct bpf_insn insns[] = {
		LOAD(BPF_DW, 6, 1, 16),
		LOAD(BPF_DW, 7, 1, 24),
		CALL(BPF_FUNC_get_current_uid_gid),
		SKIP_UNLESS(0, uid, 6),
		INSN(BPF_JMP32 | (cap < 0 ? BPF_JSLT : BPF_JNE) | BPF_K, 6, 0,
		     5, cap < 0 ? 0 : cap),
		INSN(BPF_JMP | BPF_JSET | BPF_K, 7, 0, 4,
		     audited ? NOAUDIT : 0),
		MAP_VALUE(1, counter), SECOND_HALF(), SET(2, 1), ADD_TO(1, 2),
		SET(0, 0),
		EXIT(),
	};

	return trace_entry(_metadata, "cap_capable", insns, NR_INSNS(insns));
}

#endif
