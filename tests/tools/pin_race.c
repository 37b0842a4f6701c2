// SPDX-License-Identifier: GPL-2.0-only
/*
 * Somebody who may write in the directory that root pins to, and who is always
 * fast enough: bpftool stops before and after each of its system calls, and what
 * it made in the directory is taken away then and replaced.
 *
 * usage: pin_race DIRECTORY
 *
 * The directory, where all this is done, is in a BPF file system. Fails, and says
 * how, when a file of root's alone was changed.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "need.h"

#define MEMBER		4200
#define GROUP		4242
#define VICTIM		"/run/victim"	/* root's alone */
#define PATH_LEN	300

static char shared[PATH_LEN];	/* the group may write there */
static char other[PATH_LEN];	/* a pin of the same map, root's alone */

static int taken;		/* things that root made there */

static void be_member(void)
{
	need(!setegid(GROUP) && !seteuid(MEMBER), "cannot become %d: %m", MEMBER);
}

static void be_root(void)
{
	need(!seteuid(0) && !setegid(0), "cannot become root again: %m");
}

static void by_symlink(const char *path)
{
	need(!symlink(VICTIM, path), "symlink: %m");
}

/* Whatever name is looked for there, it is a link. */
static void by_directory(const char *path)
{
	char link[2 * PATH_LEN];

	need(!mkdir(path, 0777), "mkdir: %m");
	snprintf(link, sizeof(link), "%s/map", path);
	need(!symlink(VICTIM, link), "symlink: %m");
}

static void by_hard_link(const char *path)
{
	need(!link(other, path), "link: %m");
}

/**
 * struct attack - what is exchanged for what
 * @type: of what root made, S_IFREG or S_IFDIR
 * @replace: put something else there
 */
struct attack {
	mode_t type;
	void (*replace)(const char *path);
};

static void take(const struct attack *a, const char *name)
{
	char from[2 * PATH_LEN], to[2 * PATH_LEN];
	struct stat st;

	snprintf(from, sizeof(from), "%s/%s", shared, name);
	if (lstat(from, &st) || st.st_uid || (st.st_mode & S_IFMT) != a->type ||
	    (S_ISREG(st.st_mode) && st.st_nlink > 1) ||
	    !strncmp(name, "taken", 5))
		return;
	snprintf(to, sizeof(to), "%s/taken%d", shared, taken++);
	need(!rename(from, to), "rename: %m");
	a->replace(from);
}

static void look_around(const struct attack *a)
{
	struct dirent *entry;
	DIR *dir;

	be_member();
	dir = opendir(shared);
	need(dir, "opendir: %m");
	while ((entry = readdir(dir)))
		if (entry->d_name[0] != '.')
			take(a, entry->d_name);
	closedir(dir);
	be_root();
}

static void run_bpftool(void)
{
	char path[2 * PATH_LEN];

	snprintf(path, sizeof(path), "%s/map", shared);
	ptrace(PTRACE_TRACEME, 0, 0, 0);
	execlp("bpftool", "bpftool", "ctrl", "pin", "map", "pinned", other,
	       path, "mode", "664", "group", "4242", NULL);
	_exit(127);
}

/* Return: bpftool's status, as of waitpid(). */
static int attack(const struct attack *a)
{
	int status, signal = 0;
	pid_t pid;

	pid = fork();
	if (!pid)
		run_bpftool();
	need(waitpid(pid, &status, 0) == pid && WIFSTOPPED(status),
	     "bpftool did not start");
	while (!ptrace(PTRACE_SYSCALL, pid, 0, signal)) {
		need(waitpid(pid, &status, 0) == pid, "waitpid: %m");
		if (!WIFSTOPPED(status))
			break;
		signal = WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
		look_around(a);
	}
	return status;
}

static void need_untouched(const char *path, const char *what)
{
	struct stat st;

	need(!stat(path, &st), "%s: %s is gone", what, path);
	need(!st.st_gid && (st.st_mode & 07777) == 0600,
	     "%s: %s has mode %o and group %d", what, path,
	     st.st_mode & 07777, st.st_gid);
}

static void prepare(const char *where)
{
	char command[6 * PATH_LEN];

	snprintf(shared, sizeof(shared), "%s/shared", where);
	snprintf(other, sizeof(other), "%s/other", where);
	snprintf(command, sizeof(command),
		 "mkdir %s && chgrp %d %s && chmod 775 %s && bpftool ctrl pin xdp %s && install -m 600 /dev/null %s",
		 shared, GROUP, shared, shared, other, VICTIM);
	need(!system(command), "%s: failed", command);
}

static void clean_up(void)
{
	char command[3 * PATH_LEN];

	snprintf(command, sizeof(command), "rm -r %s %s %s", shared, other,
		 VICTIM);
	need(!system(command), "%s: failed", command);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *what;
		struct attack attack;
	} attacks[] = {
		{ "a file for a symlink", { S_IFREG, by_symlink } },
		{ "a file for a hard link", { S_IFREG, by_hard_link } },
		{ "a directory for a symlink", { S_IFDIR, by_symlink } },
		{ "a directory for another", { S_IFDIR, by_directory } },
	};
	size_t i;

	need(argc == 2, "which directory?");
	for (i = 0; i < sizeof(attacks) / sizeof(attacks[0]); i++) {
		prepare(argv[1]);
		taken = 0;
		need(WIFEXITED(attack(&attacks[i].attack)),
		     "%s: bpftool was killed", attacks[i].what);
		need(taken, "%s: there was nothing to take", attacks[i].what);
		need_untouched(VICTIM, attacks[i].what);
		need_untouched(other, attacks[i].what);
		clean_up();
	}
	return 0;
}
