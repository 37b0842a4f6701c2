// SPDX-License-Identifier: GPL-2.0-only
/*
 * usage: short_info BYTES COMMAND...
 *
 * Runs a command that is told no more than so many bytes of struct bpf_prog_info, as
 * by a kernel whose struct ends there: the length that it gives the system call is
 * made smaller, and the kernel answers. x86-64 only.
 */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <linux/bpf.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>

static void need(int ok, const char *what)
{
	if (ok)
		return;
	perror(what);
	exit(125);
}

static int is_program(pid_t pid, __u32 fd)
{
	char path[64], target[64] = "";

	snprintf(path, sizeof(path), "/proc/%d/fd/%u", pid, fd);
	need(readlink(path, target, sizeof(target) - 1) >= 0, path);
	return !strcmp(target, "anon_inode:bpf-prog");
}

/* The descriptor and the length are the first two words of the attributes. */
static void shorten(pid_t pid, unsigned long attr, __u32 most)
{
	union {
		long word;
		__u32 half[2];	/* bpf_fd, info_len */
	} info;

	info.word = ptrace(PTRACE_PEEKDATA, pid, attr, NULL);
	if (!is_program(pid, info.half[0]) || info.half[1] <= most)
		return;
	info.half[1] = most;
	need(!ptrace(PTRACE_POKEDATA, pid, attr, info.word), "PTRACE_POKEDATA");
}

static void at_system_call(pid_t pid, __u32 most)
{
	struct user_regs_struct regs;

	need(!ptrace(PTRACE_GETREGS, pid, NULL, &regs), "PTRACE_GETREGS");
	/* -ENOSYS: on the way in */
	if (regs.orig_rax == SYS_bpf && regs.rdi == BPF_OBJ_GET_INFO_BY_FD &&
	    (long)regs.rax == -38)
		shorten(pid, regs.rsi, most);
}

static int watch(pid_t pid, __u32 most)
{
	int status, signal;

	need(waitpid(pid, &status, 0) == pid, "waitpid");
	need(!ptrace(PTRACE_SETOPTIONS, pid, NULL,
		     PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL), "PTRACE_SETOPTIONS");
	for (signal = 0;;) {
		need(!ptrace(PTRACE_SYSCALL, pid, NULL, signal), "PTRACE_SYSCALL");
		need(waitpid(pid, &status, 0) == pid, "waitpid");
		if (WIFEXITED(status))
			return WEXITSTATUS(status);
		if (WIFSIGNALED(status))
			return 128 + WTERMSIG(status);
		signal = WSTOPSIG(status);
		if (signal == (SIGTRAP | 0x80)) {
			at_system_call(pid, most);
			signal = 0;
		} else if (signal == SIGTRAP) {
			signal = 0;	/* execve() */
		}
	}
}

int main(int argc, char **argv)
{
	pid_t pid;

	need(argc > 2, "usage: short_info BYTES COMMAND...");
	pid = fork();
	need(pid >= 0, "fork");
	if (!pid) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		execvp(argv[2], argv + 2);
		need(0, argv[2]);
	}
	return watch(pid, strtoul(argv[1], NULL, 0));
}
