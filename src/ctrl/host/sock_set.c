// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/*
 * Setting the attributes of a socket with setsockopt(). What it would adjust without a
 * word is refused: each option is read again when it was set.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <sys/socket.h>

#include "sock.h"
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
 * struct option - an option and how it is set
 * @name: SO_*
 * @read: the option that tells it; it has the number of the attribute
 * @takes: what it takes where the kernel says EPERM; NULL: not known
 */
struct option {
	int name;
	int read;
	const char *takes;
};

/* @given: what setsockopt() is given to have @stored told by getsockopt() */
static int set_option(int fd, const struct option *o, __u64 given, __u64 stored,
		      struct ctrl_error *err)
{
	__u64 before, now;
	int ret;

	ret = ctrl_sockopt__get(fd, o->read, &before);
	if (!ret)
		ret = ctrl_sockopt__set(fd, o->name, given);
	if (!ret)
		ret = ctrl_sockopt__get(fd, o->read, &now);
	if (ret)
		return say_refused(ret, o->takes, err);
	if (now == stored)
		return 0;
	ctrl_sockopt__set(fd, o->name, given == stored ? before : before / 2);
	return ctrl_error__set(err, CTRL_FAULT_RANGE, ERANGE,
			       "the kernel would store %llu",
			       (unsigned long long)now);
}

static int set_mark(const struct ctrl_host_change *c, const void *value,
		    struct ctrl_error *err)
{
	static const struct option o = {
		SO_MARK, SO_MARK, HOST_MARK_TAKES,
	};

	return set_option(fd_of(c), &o, attrs(value)->mark, attrs(value)->mark, err);
}

static int set_priority(const struct ctrl_host_change *c, const void *value,
			struct ctrl_error *err)
{
	static const struct option o = {
		SO_PRIORITY, SO_PRIORITY,
		HOST_PRIORITY_TAKES,
	};

	return set_option(fd_of(c), &o, attrs(value)->priority,
			  attrs(value)->priority, err);
}

static int set_lowat(const struct ctrl_host_change *c, const void *value,
		     struct ctrl_error *err)
{
	static const struct option o = { SO_RCVLOWAT, SO_RCVLOWAT, NULL };

	return set_option(fd_of(c), &o, attrs(value)->rcvlowat,
			  attrs(value)->rcvlowat, err);
}

static int set_busy_poll(const struct ctrl_host_change *c, const void *value,
			 struct ctrl_error *err)
{
	static const struct option o = {
		SO_BUSY_POLL, SO_BUSY_POLL,
		"on this kernel to raise it takes CAP_NET_ADMIN",
	};

	return set_option(fd_of(c), &o, attrs(value)->busy_poll_usecs,
			  attrs(value)->busy_poll_usecs, err);
}

static int set_prefer_busy_poll(const struct ctrl_host_change *c,
				const void *value, struct ctrl_error *err)
{
	static const struct option o = {
		SO_PREFER_BUSY_POLL, SO_PREFER_BUSY_POLL,
		HOST_POLL_TAKES,
	};

	return set_option(fd_of(c), &o, attrs(value)->prefer_busy_poll,
			  attrs(value)->prefer_busy_poll, err);
}

/* All ones is no limit, also for a kernel of 32 bits. */
static int set_pacing(const struct ctrl_host_change *c, const void *value,
		      struct ctrl_error *err)
{
	static const struct option o = {
		SO_MAX_PACING_RATE, SO_MAX_PACING_RATE, NULL,
	};
	__u64 rate = attrs(value)->max_pacing_rate;

	return set_option(fd_of(c), &o, rate, rate, err);
}

static int set_buffer(const struct ctrl_host_change *c, __u64 size,
		      const struct option *plain, const struct option *forced,
		      const char *sysctl, struct ctrl_error *err)
{
	__u64 most = ctrl_host_sock_buffer_max(sysctl);

	return set_option(fd_of(c), most && size > most ? forced : plain,
			  size / 2, size, err);
}

static int set_rcvbuf(const struct ctrl_host_change *c, const void *value,
		      struct ctrl_error *err)
{
	static const struct option plain = { SO_RCVBUF, SO_RCVBUF, NULL };
	static const struct option forced = {
		SO_RCVBUFFORCE, SO_RCVBUF,
		"more than twice net.core.rmem_max takes CAP_NET_ADMIN",
	};

	return set_buffer(c, attrs(value)->rcvbuf, &plain, &forced,
			  HOST_RMEM_MAX, err);
}

static int set_sndbuf(const struct ctrl_host_change *c, const void *value,
		      struct ctrl_error *err)
{
	static const struct option plain = { SO_SNDBUF, SO_SNDBUF, NULL };
	static const struct option forced = {
		SO_SNDBUFFORCE, SO_SNDBUF,
		"more than twice net.core.wmem_max takes CAP_NET_ADMIN",
	};

	return set_buffer(c, attrs(value)->sndbuf, &plain, &forced,
			  HOST_WMEM_MAX, err);
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

#define MEMBER(m)	{ offsetof(struct bpf_ctrl_sock_attr, m) }

/* What may be refused comes first, and TCP's rcvlowat after the buffer it is part of. */
const struct ctrl_host_step ctrl_host_sock_steps[HOST_SOCK_STEPS] = {
	{ MEMBER(mark), set_mark },
	{ MEMBER(priority), set_priority },
	{ MEMBER(prefer_busy_poll), set_prefer_busy_poll },
	{ MEMBER(busy_poll_usecs), set_busy_poll },
	{ MEMBER(max_pacing_rate), set_pacing },
	{ MEMBER(sndbuf), set_sndbuf },
	{ MEMBER(rcvbuf), set_rcvbuf },
	{ MEMBER(rcvlowat), set_lowat },
};
