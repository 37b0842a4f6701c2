// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Names of the network devices of this namespace. */
#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "objects/netdev.h"

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
