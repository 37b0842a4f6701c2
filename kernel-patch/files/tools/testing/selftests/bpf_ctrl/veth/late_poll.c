// SPDX-License-Identifier: GPL-2.0-only
/*
 * veth_poll() looks at its ring once more after napi_complete_done(), when NAPI
 * is no longer its own.  A program at the end of that function keeps it there for
 * a while, and sees whether the ring is exchanged meanwhile.
 */
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "../kernel_btf.h"
#include "../tracing.h"
#include "../veth_pair.h"

#define LATE_NS		2000000		/* that a poll is kept */
#define RESIZES		60

/* Where in struct veth_rq, bytes from its NAPI, the array of the ring is. */
static int queue_behind_napi(struct __test_metadata *_metadata)
{
	struct btf *btf = btf__load_vmlinux_btf();
	int napi = 0, queue = 0, ring, rq;

	ASSERT_NE(NULL, btf);
	rq = kernel_struct(btf, "veth_rq");
	ASSERT_GT(kernel_member(btf, rq, "xdp_napi", &napi), 0);
	ring = kernel_member(btf, rq, "xdp_ring", &queue);
	ASSERT_GT(kernel_member(btf, ring, "queue", &queue), 0);
	btf__free(btf);
	return queue - napi;
}

/* Counts in @polls those that were kept, in @exchanged those whose ring changed. */
static int keep_polls(struct __test_metadata *_metadata, int polls,
		      int exchanged)
{
	int behind = queue_behind_napi(_metadata);
	struct bpf_insn insns[] = {
		LOAD(BPF_DW, 6, 1, 0),
		MAP_VALUE(1, polls), SECOND_HALF(), SET(2, 1), ADD_TO(1, 2),
		MOVE(1, 10), ADD(1, -8), SET(2, 8), MOVE(3, 6), ADD(3, behind),
		CALL(BPF_FUNC_probe_read_kernel),
		CALL(BPF_FUNC_ktime_get_ns),
		MOVE(7, 0),
		CALL(BPF_FUNC_ktime_get_ns),
		INSN(BPF_ALU64 | BPF_SUB | BPF_X, 0, 7, 0, 0),
		INSN(BPF_JMP | BPF_JGT | BPF_K, 0, 0, 2, LATE_NS),
		INSN(BPF_JMP | BPF_JCOND, 0, 0, 1, 0),
		INSN(BPF_JMP | BPF_JA, 0, 0, -5, 0),
		MOVE(1, 10), ADD(1, -16), SET(2, 8), MOVE(3, 6), ADD(3, behind),
		CALL(BPF_FUNC_probe_read_kernel),
		LOAD(BPF_DW, 8, 10, -8),
		LOAD(BPF_DW, 9, 10, -16),
		INSN(BPF_JMP | BPF_JEQ | BPF_X, 8, 9, 4, 0),
		MAP_VALUE(1, exchanged), SECOND_HALF(), SET(2, 1), ADD_TO(1, 2),
		SET(0, 0),
		EXIT(),
	};

	return trace_exit(_metadata, "napi_complete_done", insns,
			  NR_INSNS(insns));
}

/* Frames from the other CPU, where they are polled, too. */
static pid_t start_sender(struct __test_metadata *_metadata,
			  struct veth_pair *p)
{
	pid_t pid = fork();
	cpu_set_t one;

	ASSERT_GE(pid, 0)
		TH_LOG("fork: %m");
	if (pid)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	CPU_ZERO(&one);
	CPU_SET(1, &one);
	ASSERT_EQ(0, sched_setaffinity(0, sizeof(one), &one))
		TH_LOG("CPU 1: %m");
	for (;;)
		send_frames(_metadata, p, 4);
}

TEST(a_resize_waits_for_a_poll_that_has_ended_and_looks_at_its_ring_once_more)
{
	static const __u32 sizes[] = { 1024, 16, 300, 64 };
	struct veth_pair p = pair_open(_metadata);
	int polls = new_counter(_metadata);
	int exchanged = new_counter(_metadata);
	int link, i;
	__u64 kept, bad;
	cpu_set_t one;
	pid_t sender;

	if (ctrl_of_module())
		SKIP(return, "the kernel has no BTF of a driver that was built elsewhere");
	CPU_ZERO(&one);
	CPU_SET(0, &one);
	ASSERT_EQ(0, sched_setaffinity(0, sizeof(one), &one))
		TH_LOG("CPU 0: %m");
	link = keep_polls(_metadata, polls, exchanged);
	sender = start_sender(_metadata, &p);
	for (i = 0; i < RESIZES; i++) {
		ASSERT_TRUE(wait_for(take_count(_metadata, polls), 20));
		set_or_fail(_metadata, &p, XSK_RING_SIZE, sizes[i % 4]);
		receive_frames(&p);
	}
	ASSERT_TRUE(wait_for((kept = take_count(_metadata, polls)), 20));
	kill(sender, SIGKILL);
	waitpid(sender, NULL, 0);
	bad = take_count(_metadata, exchanged);
	EXPECT_EQ(0, bad)
		TH_LOG("%llu of %d resizes exchanged a ring that a poll looked at",
		       bad, RESIZES);
	close(link);
}

TEST_HARNESS_MAIN
