// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Which processes hold a program by a file descriptor.
 *
 * Upstream asks a BPF iterator, which has to be compiled with clang into a
 * skeleton; a bpftool without it can still read what fdinfo says.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "objects/process.h"
#include "prog/ids.h"
#include "prog/owners.h"

/**
 * struct process - one that may hold programs
 * @fds: what its descriptors are, a directory in /proc
 * @infos: what the kernel tells of them; -1: not opened yet
 * @owner: all but the program; the name is read with the first program
 * @in_programs: the descriptor before was a program
 */
struct process {
	int fds;
	int infos;
	struct prog_owner owner;
	bool in_programs;
};

static ssize_t read_file(int dir, const char *path, char *buf, size_t len)
{
	int fd = openat(dir, path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return -1;
	n = read(fd, buf, len - 1);
	close(fd);
	buf[n > 0 ? n : 0] = '\0';

	return n;
}

/* Relative to the open directory, since the pid may have been reused. */
static int open_fdinfo(int fds)
{
	return openat(fds, "../fdinfo", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* "bpf-prog", "bpf_link", "[bpf-...]": the spelling is not promised */
static bool is_bpf(int fds, const char *fd)
{
	static const char anon[] = "anon_inode:";
	char target[64];
	ssize_t n;

	n = readlinkat(fds, fd, target, sizeof(target) - 1);
	if (n < 0)
		return false;
	target[n] = '\0';

	return !strncmp(target, anon, strlen(anon)) && strstr(target, "bpf");
}

/*
 * 0: it is no program and no link to one. What it is says a link that is cheaper
 * to read than what the kernel tells of it; but behind a program there often is
 * another one.
 */
static __u32 program_of(struct process *process, const char *fd)
{
	char text[1024], *at;

	if (!process->in_programs && !is_bpf(process->fds, fd))
		return 0;
	process->in_programs = false;
	if (process->infos < 0)
		process->infos = open_fdinfo(process->fds);
	if (read_file(process->infos, fd, text, sizeof(text)) <= 0)
		return 0;
	at = strstr(text, "\nprog_id:");
	process->in_programs = at;

	return at ? strtoul(at + strlen("\nprog_id:"), NULL, 10) : 0;
}

static bool read_name(struct process *process)
{
	char *comm = process->owner.comm;
	ssize_t len = read_file(process->fds, "../comm", comm,
				sizeof(process->owner.comm));

	/* only the last newline is the kernel's */
	comm[len > 0 ? len - (comm[len - 1] == '\n') : 0] = '\0';

	return len > 0;
}

/* A process without a name has ended meanwhile. */
static void add_owner(struct prog_owners *owners, __u32 prog_id,
		      struct process *process)
{
	struct prog_owner *at = owners->at;

	if (!process->owner.prog_id && !read_name(process))
		return;

	/* it is doubled at each power of two */
	if (!(owners->nr & (owners->nr + 1)))
		at = realloc(at, 2 * (owners->nr + 1) * sizeof(*at));
	if (!at)
		return;
	owners->at = at;
	at += owners->nr++;

	process->owner.prog_id = prog_id;
	*at = process->owner;
}

/* Most processes hold no programs, so as little as can be is opened. */
static void look_into(struct prog_owners *owners, pid_t pid)
{
	struct process process = { .infos = -1, .owner.pid = pid };
	const char *fd;
	__u32 prog_id;
	char path[32];
	DIR *fds;

	snprintf(path, sizeof(path), "/proc/%d/fd", pid);
	fds = opendir(path);
	if (!fds)
		return;
	process.fds = dirfd(fds);
	while ((fd = process__next(fds))) {
		prog_id = program_of(&process, fd);
		if (prog_id)
			add_owner(owners, prog_id, &process);
	}
	if (process.infos >= 0)
		close(process.infos);
	closedir(fds);
}

static int compare_owners(const void *x, const void *y)
{
	const struct prog_owner *a = x, *b = y;

	if (a->prog_id != b->prog_id)
		return a->prog_id < b->prog_id ? -1 : 1;

	return (a->pid > b->pid) - (a->pid < b->pid);
}

/* A process may hold a program more than once. */
static void sort_and_unite(struct prog_owners *owners)
{
	__u32 i, kept = 0;

	if (!owners->nr)
		return;
	qsort(owners->at, owners->nr, sizeof(*owners->at), compare_owners);
	for (i = 1; i < owners->nr; i++)
		if (compare_owners(&owners->at[kept], &owners->at[i]))
			owners->at[++kept] = owners->at[i];
	owners->nr = kept + 1;
}

void prog_owners__init(struct prog_owners *owners)
{
	DIR *proc = opendir("/proc");
	pid_t pid, own = getpid();
	const char *number;

	*owners = (struct prog_owners) {};
	while ((number = process__next(proc))) {
		pid = strtol(number, NULL, 10);
		if (pid != own)
			look_into(owners, pid);
	}
	if (proc)
		closedir(proc);
	sort_and_unite(owners);
}

void prog_owners__deinit(struct prog_owners *owners)
{
	free(owners->at);
}

const struct prog_owner *prog_owners__of(const struct prog_owners *owners,
					 __u32 prog_id, __u32 *nr)
{
	*nr = 0;

	return owners ? prog_ids__find(owners->at, owners->nr,
				       sizeof(*owners->at), prog_id, nr) : NULL;
}
