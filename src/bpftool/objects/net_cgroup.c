// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * The cgroups, of version 1, by which a process's traffic is classified: who
 * receives a descriptor of a socket gives it the class of its own.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <mntent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "objects/net_cgroup.h"

static const char *const controllers[] = { "net_cls", "net_prio" };

#define CONTROLLERS	(sizeof(controllers) / sizeof(controllers[0]))

/**
 * struct place - in which cgroup of a controller a process is
 * @path: below the root of the hierarchy; "": no hierarchy has the controller
 */
struct place {
	char path[PATH_MAX];
};

/* "4:net_cls,net_prio:/a" of "net_prio" is "/a". */
static bool take_line(char *line, const char *controller, struct place *place)
{
	char *names, *path, *name, *rest = NULL;

	names = strchr(line, ':');
	path = names ? strchr(++names, ':') : NULL;
	if (!path)
		return false;
	*path++ = '\0';
	for (name = strtok_r(names, ",", &rest); name;
	     name = strtok_r(NULL, ",", &rest))
		if (!strcmp(name, controller)) {
			snprintf(place->path, sizeof(place->path), "%.*s",
				 (int)strcspn(path, "\n"), path);
			return true;
		}

	return false;
}

static int find_place(const char *file, const char *controller,
		      struct place *place)
{
	char line[PATH_MAX + 128];
	FILE *cgroups;

	place->path[0] = '\0';
	cgroups = fopen(file, "re");
	if (!cgroups)
		return -errno;
	while (fgets(line, sizeof(line), cgroups))
		if (take_line(line, controller, place))
			break;
	fclose(cgroups);

	return 0;
}

/* A kernel without cgroups has no such file, and one without /proc has none. */
static int find_own(const char *controller, struct place *place)
{
	int err = find_place("/proc/self/cgroup", controller, place);

	if (err != -ENOENT)
		return err;

	return access("/proc/self", F_OK) ? -ENODATA : 0;
}

static int find_theirs(int pid, const char *controller, struct place *place)
{
	char file[32];
	int err;

	snprintf(file, sizeof(file), "/proc/%d/cgroup", pid);
	err = find_place(file, controller, place);

	return err == -ENOENT ? -ESRCH : err;
}

static int is_ours(int pid, const char *controller)
{
	struct place ours, theirs;
	int err;

	err = find_own(controller, &ours);
	if (err || !ours.path[0])
		return err ?: 1;
	err = pid < 0 ? pid : find_theirs(pid, controller, &theirs);

	return err ?: !strcmp(ours.path, theirs.path);
}

int net_cgroup__is_ours(int pid)
{
	size_t i;
	int ret = 1;

	for (i = 0; i < CONTROLLERS && ret == 1; i++)
		ret = is_ours(pid, controllers[i]);

	return ret;
}

/* Where the hierarchy of a controller is mounted. */
static int find_mount(const char *controller, char *dir, size_t len)
{
	struct mntent entry;
	char line[PATH_MAX + 512];
	int err = -ENOENT;
	FILE *mounts;

	mounts = setmntent("/proc/self/mounts", "re");
	if (!mounts)
		return -errno;
	while (err && getmntent_r(mounts, &entry, line, sizeof(line))) {
		if (strcmp(entry.mnt_type, "cgroup") ||
		    !hasmntopt(&entry, controller))
			continue;
		err = (size_t)snprintf(dir, len, "%s", entry.mnt_dir) < len ?
		      0 : -ENAMETOOLONG;
	}
	endmntent(mounts);

	return err;
}

/* A thread that writes 0 there means itself. */
static int join_directory(const char *dir, const char *path)
{
	char tasks[2 * PATH_MAX + 8];
	int fd, err;

	snprintf(tasks, sizeof(tasks), "%s%s/tasks", dir, path);
	fd = open(tasks, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	err = write(fd, "0", 1) == 1 ? 0 : -errno;
	close(fd);

	return err;
}

/* What is mounted there may be a part of the hierarchy only. */
static int join(int pid, const char *controller)
{
	struct place theirs, ours;
	char dir[PATH_MAX];
	int err;

	err = find_theirs(pid, controller, &theirs);
	if (err || !theirs.path[0])
		return err;
	err = find_mount(controller, dir, sizeof(dir)) ?:
	      join_directory(dir, theirs.path) ?:
	      find_place("/proc/thread-self/cgroup", controller, &ours);
	if (!err && strcmp(ours.path, theirs.path))
		err = -EXDEV;

	return err;
}

int net_cgroup__join(int pid)
{
	size_t i;
	int err = 0;

	for (i = 0; i < CONTROLLERS && !err; i++)
		err = join(pid, controllers[i]);

	return err;
}
