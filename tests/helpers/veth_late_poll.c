// SPDX-License-Identifier: GPL-2.0-only
/*
 * veth_poll() looks at its ring once more after napi_complete_done(), when NAPI
 * is no longer its own.  A program at the end of that function keeps it there for
 * a while, and sees whether the ring is exchanged meanwhile.
 *
 * The arguments are the receiver and the sender of a veth pair that is up.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "tracing.h"
#include "veth_pair.h"

#define LATE_NS		2000000		/* that a poll is kept */
#define RESIZES		60

/* Where in struct veth_rq, bytes from its NAPI, the array of the ring is. */
static int queue_behind_napi(void)
{
	struct btf *btf = btf__load_vmlinux_btf();
	int napi = 0, queue = 0, ring, rq;

	need(btf, "no BTF of the kernel");
	rq = btf__find_by_name_kind(btf, "veth_rq", BTF_KIND_STRUCT);
	kernel_member(btf, rq, "xdp_napi", &napi);
	ring = kernel_member(btf, rq, "xdp_ring", &queue);
	kernel_member(btf, ring, "queue", &queue);
	btf__free(btf);
	return queue - napi;
}

#define READ_QUEUE(slot, behind)					\
	INSN(BPF_ALU64 | BPF_MOV | BPF_X, 1, 10, 0, 0),			\
	INSN(BPF_ALU64 | BPF_ADD | BPF_K, 1, 0, 0, slot),		\
	SET(2, 8),							\
	INSN(BPF_ALU64 | BPF_MOV | BPF_X, 3, 6, 0, 0),			\
	INSN(BPF_ALU64 | BPF_ADD | BPF_K, 3, 0, 0, behind),		\
	CALL(BPF_FUNC_probe_read_kernel)

/* Counts in @polls those that were kept, in @exchanged those whose ring changed. */
static int keep_polls(int polls, int exchanged)
{
	int behind = queue_behind_napi();
	struct bpf_insn insns[] = {
		LOAD(BPF_DW, 6, 1, 0),
		COUNT_IN(polls),
		READ_QUEUE(-8, behind),
		CALL(BPF_FUNC_ktime_get_ns),
		INSN(BPF_ALU64 | BPF_MOV | BPF_X, 7, 0, 0, 0),
		CALL(BPF_FUNC_ktime_get_ns),
		INSN(BPF_ALU64 | BPF_SUB | BPF_X, 0, 7, 0, 0),
		INSN(BPF_JMP | BPF_JGT | BPF_K, 0, 0, 2, LATE_NS),
		INSN(BPF_JMP | BPF_JCOND, 0, 0, 1, 0),
		INSN(BPF_JMP | BPF_JA, 0, 0, -5, 0),
		READ_QUEUE(-16, behind),
		LOAD(BPF_DW, 8, 10, -8),
		LOAD(BPF_DW, 9, 10, -16),
		INSN(BPF_JMP | BPF_JEQ | BPF_X, 8, 9, 4, 0),
		COUNT_IN(exchanged),
		SET(0, 0),
		EXIT(),
	};

	return trace_exit("napi_complete_done", insns, NR_INSNS(insns));
}

/* Frames from the other CPU, where they are polled, too. */
static pid_t start_sender(struct veth_pair *p)
{
	pid_t pid = fork();
	cpu_set_t one;

	need(pid >= 0, "fork: %m");
	if (pid)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	CPU_ZERO(&one);
	CPU_SET(1, &one);
	need(!sched_setaffinity(0, sizeof(one), &one), "CPU 1: %m");
	for (;;)
		send_frames(p, 4);
}

static void resize_waits(char **args)
{
	static const uint32_t sizes[] = { 1024, 16, 300, 64 };
	struct veth_pair p = pair_open(args);
	int polls = new_counter(), exchanged = new_counter(), link, i;
	uint64_t kept, bad;
	cpu_set_t one;
	pid_t sender;

	CPU_ZERO(&one);
	CPU_SET(0, &one);
	need(!sched_setaffinity(0, sizeof(one), &one), "CPU 0: %m");
	link = keep_polls(polls, exchanged);
	sender = start_sender(&p);
	for (i = 0; i < RESIZES; i++) {
		need(wait_for(take_count(polls), 20), "nothing is polled");
		set_or_fail(&p, XSK_RING_SIZE, sizes[i % 4]);
		receive_frames(&p);
	}
	need(wait_for((kept = take_count(polls)), 20), "nothing is polled any more");
	kill(sender, SIGKILL);
	waitpid(sender, NULL, 0);
	bad = take_count(exchanged);
	expect(!bad, "%lu of %d resizes exchanged a ring that a poll looked at", bad,
	       RESIZES);
	close(link);
}

static const struct test tests[] = {
	{ "a resize waits for a poll that has ended and looks at its ring once more",
	  resize_waits },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
