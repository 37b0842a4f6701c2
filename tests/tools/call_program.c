// SPDX-License-Identifier: GPL-2.0-only
/*
 * usage: call_program FILE NUMBER...
 *
 * Runs the program of the type SYSCALL that is pinned at FILE, with the numbers, of 32
 * bits each, as its context, and prints what it returns. bpftool prog run asks for a
 * number of runs, which these do not take.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include <bpf/bpf.h>

#include "need.h"

#define NUMBERS_MAX	8

int main(int argc, char **argv)
{
	__u32 context[NUMBERS_MAX];
	LIBBPF_OPTS(bpf_test_run_opts, opts, .ctx_in = context);
	int i, fd;

	if (argc < 2 || argc - 2 > NUMBERS_MAX)
		return 2;
	for (i = 2; i < argc; i++)
		context[i - 2] = strtoul(argv[i], NULL, 0);
	opts.ctx_size_in = (argc - 2) * sizeof(context[0]);
	fd = bpf_obj_get(argv[1]);
	need(fd >= 0, "%s: %s", argv[1], strerror(errno));
	need(!bpf_prog_test_run_opts(fd, &opts), "%s: %s", argv[1], strerror(errno));
	printf("%d\n", (int)opts.retval);
	return 0;
}
