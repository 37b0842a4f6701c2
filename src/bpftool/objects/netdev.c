// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Names of the network devices of this namespace. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "objects/netdev.h"

#define PATH_ROOM	64	/* of a directory of sysfs */
#define LOWER		"lower_"	/* and the name of a device: a link to it */

/* if_indextoname() needs three system calls, which is much for all devices. */
static int names_socket(void)
{
	static int fd = -1;

	if (fd < 0)
		fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	return fd;
}

/* Unlike SIOCGIFINDEX, this one asks modprobe for nothing. */
int netdev__name(unsigned int ifindex, char name[IF_NAMESIZE])
{
	struct ifreq request = { .ifr_ifindex = ifindex };

	name[0] = '\0';
	if (ioctl(names_socket(), SIOCGIFNAME, &request))
		return -errno;
	memcpy(name, request.ifr_name, IF_NAMESIZE);

	return 0;
}

/* A device of another namespace may have the same name. */
static bool is_ours(const char *dir, unsigned int ifindex)
{
	char path[PATH_ROOM + sizeof("/ifindex")];
	unsigned int found = 0;
	FILE *file;

	snprintf(path, sizeof(path), "%s/ifindex", dir);
	file = fopen(path, "re");
	if (!file)
		return false;
	if (fscanf(file, "%u", &found) != 1)
		found = 0;
	fclose(file);

	return found == ifindex;
}

static int is_lower(const struct dirent *entry)
{
	return !strncmp(entry->d_name, LOWER, strlen(LOWER));
}

unsigned int netdev__add_lower(unsigned int ifindex, const char *name,
			       struct ctrl_line *line)
{
	char path[PATH_ROOM], word[CTRL_TEXT_ROOM(IF_NAMESIZE)];
	struct dirent **links = NULL;
	int nr = 0, i;

	snprintf(path, sizeof(path), "/sys/class/net/%s", name);
	if (is_ours(path, ifindex))
		nr = scandir(path, &links, is_lower, alphasort);
	for (i = 0; i < nr; i++) {
		const char *lower = links[i]->d_name + strlen(LOWER);

		ctrl_text__write(lower, strlen(lower), word, sizeof(word));
		ctrl_line__add(line, "%s%s", i ? ", " : "", word);
		free(links[i]);
	}
	free(links);

	return nr > 0 ? nr : 0;
}

#define LEVELS_MAX	8	/* as the kernel nests devices */

static unsigned int height(const char *name, unsigned int levels)
{
	unsigned int most = 0, below;
	char path[PATH_ROOM];
	struct dirent **links;
	int nr, i;

	snprintf(path, sizeof(path), "/sys/class/net/%s", name);
	nr = levels ? scandir(path, &links, is_lower, alphasort) : 0;
	for (i = 0; i < nr; i++) {
		below = 1 + height(links[i]->d_name + strlen(LOWER), levels - 1);
		most = below > most ? below : most;
		free(links[i]);
	}
	if (nr >= 0 && levels)
		free(links);

	return most;
}

unsigned int netdev__height(unsigned int ifindex, const char *name)
{
	char path[PATH_ROOM];

	snprintf(path, sizeof(path), "/sys/class/net/%s", name);

	return name[0] && is_ours(path, ifindex) ? height(name, LEVELS_MAX) : 0;
}
