/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A key that is a socket: a file descriptor of some process. */
#ifndef BPFTOOL_KEY_SOCK_H
#define BPFTOOL_KEY_SOCK_H

#include "key/kind.h"

#define KEY_SOCK_SYNTAX	"pid PID [fd FD]"

/**
 * struct key_sock - what key_sock__parse() writes
 * @sock_fd: a descriptor of our own for the socket; the kernel's key is this
 * @pid: the process that the user named; 0: none, as in a key that was not parsed
 * @fd: its descriptor
 */
struct key_sock {
	__s32 sock_fd;
	__s32 pid;
	__s32 fd;
};

/**
 * key_sock__take_pid() - take the words "pid PID"
 * @words: the next ones
 * @pid: filled in on success
 * @err: on failure
 *
 * Return: 0, or a negative errno.
 */
int key_sock__take_pid(struct words *words, __s32 *pid, struct ctrl_error *err);

extern const struct key_kind key_sock_kind;

/* As in struct key_kind. Without "fd FD": the only socket of the process. */
int key_sock__parse(struct words *words, bool foreign, void *key,
		    struct ctrl_error *err);
void key_sock__release(void *key);
void key_sock__label(const void *key, bool foreign, struct key_label *label);

#endif
