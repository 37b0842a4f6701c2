/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The addresses of a socket as text. */
#ifndef BPFTOOL_SOCK_ADDRESS_H
#define BPFTOOL_SOCK_ADDRESS_H

#include <stdbool.h>
#include <linux/types.h>

#include "ctrl.h"

#define SOCK_ADDRESS_ROOM	128
#define SOCK_ADDRESS_SHOWN	CTRL_TEXT_ROOM(SOCK_ADDRESS_ROOM)

/**
 * sock_address__format() - where a socket is bound, or what it is connected to
 * @fd: the socket
 * @peer: the other end
 * @text: filled in where there is an address:
 *	inet, inet6: "127.0.0.1:80", "[fe80::1%eth0]:80";
 *	unix: the path, or "@" and the abstract name, NUL bytes in it as "@";
 *	netlink: the port id; packet and CAN: the name of the device;
 *	vsock: "2:1024"
 *
 * Return: false where there is none, or of a family that is not known here.
 */
bool sock_address__format(int fd, bool peer, char text[SOCK_ADDRESS_ROOM]);

/**
 * sock_address__show() - an address as it is shown
 * @address: any bytes
 * @shown: filled in, as ctrl_text__write() writes it
 */
void sock_address__show(const char *address, char shown[SOCK_ADDRESS_SHOWN]);

/**
 * sock_address__device() - the name of a device in the network namespace of a socket
 * @fd: the socket
 * @ifindex: of the device
 * @name: filled in; "if3" where the name cannot be found from here
 * @len: bytes of @name
 */
void sock_address__device(int fd, __u32 ifindex, char *name, size_t len);

#endif
