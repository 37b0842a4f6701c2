// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * bpftool prog stats enable: hold collection on.
 *
 * The kernel counts runs and times as long as somebody holds a descriptor of
 * BPF_ENABLE_STATS, or the sysctl says so. The end of a process closes its
 * descriptors, whatever ended it: nothing is left switched on behind.
 */
#include <errno.h>
#include <time.h>
#include <unistd.h>
#include <bpf/bpf.h>

#include "prog_report.h"
#include "prog_stats.h"
#include "upstream.h"

#define NSEC	1000000000ULL

int prog_stats__collect(struct prog_stats *s, int *fd)
{
	struct ctrl_error *err = &s->r.err;

	*fd = bpf_enable_stats(BPF_STATS_RUN_TIME);
	if (*fd >= 0)
		return 0;
	if (errno == EPERM)
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, errno,
				       "holding collection on needs CAP_SYS_ADMIN");

	return ctrl_error__set(err, CTRL_FAULT_KERNEL, errno,
			       "collection cannot be held on");
}

static __u64 end_of(__u64 ns)
{
	struct timespec now;
	__u64 begin;

	if (!ns)
		return UINT64_MAX;
	clock_gettime(CLOCK_MONOTONIC, &now);
	begin = now.tv_sec * NSEC + now.tv_nsec;

	return ns < UINT64_MAX - begin ? begin + ns : UINT64_MAX;
}

int prog_stats__enable(struct prog_stats *s)
{
	struct words *words = &s->r.words;
	__u64 ns = 0;
	int err = 0, fd;

	if (words->nr && *words->at[0] && is_prefix(words->at[0], "for")) {
		words__take(words);
		err = prog_stats__take_seconds(s, "for", &ns);
	}
	err = err ?: request__no_more(&s->r) ?: prog_stats__collect(s, &fd);
	if (err)
		return err;

	interrupt_begin();
	prog_writer()->collecting(ns / 1e9);
	interrupt_wait(end_of(ns));
	interrupt_end();
	close(fd);

	return 0;
}
