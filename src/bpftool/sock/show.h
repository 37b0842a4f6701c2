/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The verb that shows the sockets of a process, or of all. */
#ifndef BPFTOOL_SOCK_SHOW_H
#define BPFTOOL_SOCK_SHOW_H

#include "request/request.h"

/**
 * sock_show() - "show [map MAP] [pid PID [fd FD]]" and the words that choose, as struct
 *	verb wants it
 * @r: the request
 *
 * All sockets of the process, or of all processes, in text a line each; with fd FD this
 * one in full.
 *
 * Return: 0, or a negative errno with the request's error filled in.
 */
int sock_show(struct request *r);

/* As struct clause wants them: the words that name a process, or a socket. */
bool sock_show__begins(const char *word);
int sock_show__take(struct request *r, void *filter);

#endif
