// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Which processors there are, and come online while something is watched.
 *
 * Their numbers may have gaps: the list is "0-3,8", in ascending order.
 *
 * The kernel broadcasts a datagram for each event of a device: a first line
 * ACTION@PATH that ends in a NUL, and variables that do not matter here.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <linux/netlink.h>
#include <sys/socket.h>

#include "monitor/cpu.h"

#define POSSIBLE	"/sys/devices/system/cpu/possible"
#define KERNEL_GROUP	1	/* 2 is udev's */

int monitor_cpu__end(void)
{
	char list[4096];
	const char *last;
	FILE *file;
	int err = 0;

	file = fopen(POSSIBLE, "re");
	if (!file)
		return -errno;
	if (!fgets(list, sizeof(list), file))
		err = -EIO;
	fclose(file);
	if (err)
		return err;
	last = strpbrk(list, ",-") ? list + strlen(list) : list;
	while (last > list && last[-1] != ',' && last[-1] != '-')
		last--;

	return atoi(last) + 1;
}

int monitor_cpu__open(void)
{
	struct sockaddr_nl address = {
		.nl_family = AF_NETLINK, .nl_groups = KERNEL_GROUP,
	};
	int fd, err;

	fd = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK,
		    NETLINK_KOBJECT_UEVENT);
	if (fd < 0)
		return -errno;
	if (bind(fd, (struct sockaddr *)&address, sizeof(address))) {
		err = -errno;
		close(fd);
		return err;
	}

	return fd;
}

int monitor_cpu__next(int fd, int *cpu)
{
	struct sockaddr_nl from = {};
	char text[2048];
	ssize_t size;

	for (;;) {
		socklen_t len = sizeof(from);

		size = recvfrom(fd, text, sizeof(text) - 1, 0,
				(struct sockaddr *)&from, &len);
		if (size < 0)
			return -errno;
		text[size] = '\0';
		if (!from.nl_pid &&
		    sscanf(text, "online@/devices/system/cpu/cpu%d", cpu) == 1)
			return 0;
	}
}
