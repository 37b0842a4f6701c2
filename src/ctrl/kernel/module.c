// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/*
 * Control maps of a module, for kernels that have none themselves. The number of the map
 * type is none of the kernel's; the module tells it as a parameter.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "module.h"

#define NUMBER_FILE	"/sys/module/bpf_ctrl/parameters/map_type"
#define NUMBER_ROOM	16	/* bytes */

/**
 * ctrl_kernel__module_number() - find the number of the map type of a module
 *
 * Return: the number; -ENOENT: no module tells one; -EMFILE and -ENFILE: there are too few
 * descriptors to look.
 */
int ctrl_kernel__module_number(void)
{
	char text[NUMBER_ROOM];
	unsigned long number;
	ssize_t len;
	char *end;
	int fd;

	fd = open(NUMBER_FILE, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return errno == EMFILE || errno == ENFILE ? -errno : -ENOENT;
	len = read(fd, text, sizeof(text) - 1);
	close(fd);
	if (len <= 0)
		return -ENOENT;
	text[len] = '\0';
	number = strtoul(text, &end, 10);
	return *end == '\n' && end != text && number <= INT_MAX ? (int)number : -ENOENT;
}
