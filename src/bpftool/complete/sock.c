// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Completion: the sockets that processes have open. */
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "complete/sock.h"
#include "objects/sock_list.h"

/* Offers the sockets of a process, or only finds out whether there is one. */
static bool search_sockets(const char *pid, const struct candidates *at)
{
	struct dirent *entry;
	bool found = false;
	char path[64];
	DIR *dir;

	snprintf(path, sizeof(path), "/proc/%.20s/fd", pid);
	dir = opendir(path);
	while (dir && (at || !found) && (entry = readdir(dir))) {
		if (sock_list__is_socket(dirfd(dir), entry->d_name) <= 0)
			continue;
		found = true;
		if (at)
			candidates__offer(at, entry->d_name, NULL);
	}
	if (dir)
		closedir(dir);

	return found;
}

static void command_of(const char *pid, char name[32])
{
	char path[64];
	ssize_t len;
	int fd;

	snprintf(path, sizeof(path), "/proc/%.20s/comm", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	len = read(fd, name, 31);
	name[len > 0 ? len : 0] = '\0';
	name[strcspn(name, "\n")] = '\0';
	if (fd >= 0)
		close(fd);
}

static void offer_processes(const struct candidates *at)
{
	DIR *dir = opendir("/proc");
	struct dirent *entry;
	char name[32];

	while (dir && (entry = readdir(dir))) {
		if (!isdigit((unsigned char)entry->d_name[0]) ||
		    !search_sockets(entry->d_name, NULL))
			continue;
		command_of(entry->d_name, name);
		candidates__offer(at, entry->d_name, "%s", name);
	}
	if (dir)
		closedir(dir);
}

void complete_sock__offer(const struct words *words,
			  const struct candidates *at)
{
	const char *last = words->nr > 1 ? words->at[words->nr - 2] : "";

	if (words->nr == 1)
		candidates__offer(at, "pid", NULL);
	else if (words->nr == 2 && !strcmp(last, "pid"))
		offer_processes(at);
	else if (words->nr == 3)
		candidates__offer(at, "fd", NULL);
	else if (words->nr == 4 && !strcmp(last, "fd"))
		search_sockets(words->at[1], at);
}
