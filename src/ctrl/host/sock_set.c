// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/*
 * Setting the attributes of a socket with setsockopt(). What it would adjust without a
 * word is refused: each option is read again when it was set.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <sys/socket.h>

#include "sock_attr.h"
#include "sock_set.h"
#include "sock_views.h"
#include "sockopt.h"

static int fd_of(const struct ctrl_host_change *c)
{
	return ((const struct bpf_ctrl_sock_key *)c->key)->sock_fd;
}

static const struct bpf_ctrl_sock_attr *attrs(const void *value)
{
	return value;
}

/* TCP's rcvlowat is limited by the receive buffer that is set together with it. */
void ctrl_host_sock_limit(const struct ctrl_host_change *c,
			  struct ctrl_host_value *max)
{
	if (sock_changes(c, rcvbuf) && ctrl_sockopt__is_tcp(fd_of(c)))
		sock_put(max, rcvlowat, attrs(c->wanted)->rcvbuf / 2);
}

int ctrl_host_sock_check(const struct ctrl_host_change *c, struct ctrl_error *err)
{
	const struct bpf_ctrl_sock_attr *wanted = c->wanted;

	if (sock_changes(c, rcvbuf) && wanted->rcvbuf % 2)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, EINVAL,
				       "rcvbuf: twice what setsockopt() takes must be even");
	if (sock_changes(c, sndbuf) && wanted->sndbuf % 2)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, EINVAL,
				       "sndbuf: twice what setsockopt() takes must be even");
	return 0;
}

static int say_refused(int ret, const char *takes, struct ctrl_error *err)
{
	if (ret == -EPERM)
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, EPERM, "%s",
				       takes ? takes : "setsockopt() refused it");
	/* the options of this file have no such errno of their own */
	if (ret == -EACCES)
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, EACCES,
				       "refused by a security module");
	return ctrl_error__set(err, CTRL_FAULT_KERNEL, -ret,
			       "setsockopt() refused it");
}

/**
 * struct option - an option of a socket, as the data of a step
 * @name: SO_*; it tells the number of the attribute, too
 * @takes: what it takes where the kernel says EPERM; NULL: not known
 */
struct option {
	int name;
	const char *takes;
};

/**
 * struct buffer - the option of a buffer, as the data of a step
 * @plain: takes half of the number that it tells
 * @forced: stores more than @sysctl allows
 * @sysctl: the file
 */
struct buffer {
	struct option plain;
	struct option forced;
	const char *sysctl;
};

/* @share: of the number that the option @read tells, @o is given one of so many parts */
static int set_option(int fd, const struct option *o, int read, __u64 stored,
		      unsigned int share, struct ctrl_error *err)
{
	__u64 before, now;
	int ret;

	ret = ctrl_sockopt__get(fd, read, &before);
	if (!ret)
		ret = ctrl_sockopt__set(fd, o->name, stored / share);
	if (!ret)
		ret = ctrl_sockopt__get(fd, read, &now);
	if (ret)
		return say_refused(ret, o->takes, err);
	if (now == stored)
		return 0;
	ctrl_sockopt__set(fd, o->name, before / share);
	return ctrl_error__set(err, CTRL_FAULT_RANGE, ERANGE,
			       "the kernel would store %llu",
			       (unsigned long long)now);
}

static int set_number(const struct ctrl_host_change *c,
		      const struct ctrl_host_step *step, const void *value,
		      struct ctrl_error *err)
{
	const struct option *o = step->data;

	return set_option(fd_of(c), o, o->name,
			  ctrl_host_number(c->map, step->members[0], value), 1,
			  err);
}

static int set_buffer(const struct ctrl_host_change *c,
		      const struct ctrl_host_step *step, const void *value,
		      struct ctrl_error *err)
{
	const struct buffer *b = step->data;
	__u64 size = ctrl_host_number(c->map, step->members[0], value);
	__u64 most = ctrl_host_sock_buffer_max(b->sysctl);

	return set_option(fd_of(c), most && size > most ? &b->forced : &b->plain,
			  b->plain.name, size, 2, err);
}

/*
 * To store a size ends its adjustment by TCP. Whoever puts the old size back gives that
 * back, too, where the kernel tells of it (5.14).
 */
__u64 ctrl_host_sock_note(const void *key)
{
	const struct bpf_ctrl_sock_key *k = key;
	__u64 lock;

	return ctrl_sockopt__get(k->sock_fd, SO_BUF_LOCK, &lock) ? ~0ULL : lock;
}

void ctrl_host_sock_put_back(const void *key, __u64 noted)
{
	const struct bpf_ctrl_sock_key *k = key;

	if (noted != ~0ULL)
		ctrl_sockopt__set(k->sock_fd, SO_BUF_LOCK, noted);
}

static const struct option mark = { SO_MARK, HOST_MARK_TAKES };

static const struct option priority = { SO_PRIORITY, HOST_PRIORITY_TAKES };

static const struct option prefer_busy_poll = {
	SO_PREFER_BUSY_POLL, HOST_POLL_TAKES,
};

static const struct option busy_poll = {
	SO_BUSY_POLL, "on this kernel to raise it takes CAP_NET_ADMIN",
};

static const struct option max_pacing_rate = { SO_MAX_PACING_RATE, NULL };

static const struct option rcvlowat = { SO_RCVLOWAT, NULL };

static const struct buffer sndbuf = {
	{ SO_SNDBUF, NULL },
	{ SO_SNDBUFFORCE, "more than twice net.core.wmem_max takes CAP_NET_ADMIN" },
	HOST_WMEM_MAX,
};

static const struct buffer rcvbuf = {
	{ SO_RCVBUF, NULL },
	{ SO_RCVBUFFORCE, "more than twice net.core.rmem_max takes CAP_NET_ADMIN" },
	HOST_RMEM_MAX,
};

#define MEMBER(m)	{ offsetof(struct bpf_ctrl_sock_attr, m) }

/* What may be refused comes first, and TCP's rcvlowat after the buffer it is part of. */
const struct ctrl_host_step ctrl_host_sock_steps[HOST_SOCK_STEPS] = {
	{ MEMBER(mark), set_number, &mark, NULL },
	{ MEMBER(priority), set_number, &priority, NULL },
	{ MEMBER(prefer_busy_poll), set_number, &prefer_busy_poll, NULL },
	{ MEMBER(busy_poll_usecs), set_number, &busy_poll, NULL },
	{ MEMBER(max_pacing_rate), set_number, &max_pacing_rate, NULL },
	{ MEMBER(sndbuf), set_buffer, &sndbuf, NULL },
	{ MEMBER(rcvbuf), set_buffer, &rcvbuf, NULL },
	{ MEMBER(rcvlowat), set_number, &rcvlowat, NULL },
};
