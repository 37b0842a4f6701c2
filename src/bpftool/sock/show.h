/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The verb that shows the sockets of a process. */
#ifndef BPFTOOL_SOCK_SHOW_H
#define BPFTOOL_SOCK_SHOW_H

#include "request/request.h"

/**
 * sock_show() - "show [map MAP] pid PID [fd FD]", as struct verb wants it
 * @r: the request
 *
 * All sockets of the process, in text a line each; with fd FD this one in full.
 *
 * Return: 0, or a negative errno with the request's error filled in.
 */
int sock_show(struct request *r);

#endif
