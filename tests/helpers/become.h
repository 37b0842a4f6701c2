/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * To be somebody else for a while: a test begins as root and becomes an
 * ordinary user in a child process, so that this user need not read any file.
 */
#ifndef BECOME_H
#define BECOME_H

#include <grp.h>
#include <sys/wait.h>

#include "xdp_value.h"

#define USER	1000
#define LO	1	/* ifindex of the loopback device in every namespace */

static inline void become_user(void)
{
	need(!setgroups(0, NULL) && !setresgid(USER, USER, USER) &&
	     !setresuid(USER, USER, USER), "cannot become uid %d: %m", USER);
}

/* Run in a child, whose failures are ours. */
static inline void in_child(void (*run)(void *data), void *data)
{
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	need(pid >= 0, "fork: %m");
	if (!pid) {
		run(data);
		fflush(stdout);
		_exit(failures != 0);
	}
	need(waitpid(pid, &status, 0) == pid && WIFEXITED(status),
	     "the child died");
	failures += WEXITSTATUS(status);
}

static inline int btf_fd(uint32_t id)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.btf_id = id;
	return sys_bpf(BPF_BTF_GET_FD_BY_ID, &attr);
}

#endif
