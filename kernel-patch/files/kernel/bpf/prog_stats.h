/* SPDX-License-Identifier: GPL-2.0-only */
/* Run-time statistics of programs, and how they are reset. */
#ifndef _BPF_PROG_STATS_H
#define _BPF_PROG_STATS_H

#include <linux/types.h>

struct bpf_prog;
struct cpumask;

/**
 * struct bpf_prog_counters - what one CPU has counted
 * @nsecs: run time
 * @cnt: runs
 * @misses: runs that were left out
 */
struct bpf_prog_counters {
	u64 nsecs;
	u64 cnt;
	u64 misses;
};

/**
 * struct bpf_prog_stats_base - where a program's counters stood at its last reset
 * @rcu: for the grace period after it has been replaced
 * @reset_time: of the reset, nanoseconds since boot
 * @cpu: by number of the CPU, nr_cpu_ids of them
 *
 * A CPU adds to its own counters without a lock, so nobody else can store to
 * them.  A reset notes where they stand, and every reader subtracts that.
 *
 * It is replaced as a whole and never changed, so that a reader subtracts all of
 * one reset and nothing of the next.  A reader that has the pointer reads the
 * counters after it, the reset has read them before it made the pointer known:
 * no difference is negative.
 *
 * So a reset splits the runs in two without losing one.  A run counts when it
 * ends: one that is in flight goes with its whole run time to what comes after
 * the reset.  What is not exact: a CPU adds to @cnt and @nsecs in this order, and
 * on 64 bits nothing keeps a reader, or a reset, from coming in between; then
 * the run is on one side and its time on the other.
 */
struct bpf_prog_stats_base {
	struct rcu_head rcu;
	u64 reset_time;
	struct bpf_prog_counters cpu[];
};

/**
 * struct bpf_prog_kstats - statistics of a program
 * @nsecs: run time
 * @cnt: runs
 * @misses: runs that were left out
 * @reset_time: of the last reset, nanoseconds since boot; 0: never
 */
struct bpf_prog_kstats {
	u64 nsecs;
	u64 cnt;
	u64 misses;
	u64 reset_time;
};

void bpf_prog_read_counters(const struct bpf_prog *prog, int cpu,
			    struct bpf_prog_counters *c);
void bpf_prog_get_stats(const struct bpf_prog *prog, const struct cpumask *cpus,
			struct bpf_prog_kstats *stats);
u32 bpf_prog_find_id(u32 from);

#endif /* _BPF_PROG_STATS_H */
