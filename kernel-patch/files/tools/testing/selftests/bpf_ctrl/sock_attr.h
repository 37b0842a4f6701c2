/* SPDX-License-Identifier: GPL-2.0-only */
/* Sockets of all kinds, and calls on the control map of their attributes. */
#ifndef SOCK_ATTR_H
#define SOCK_ATTR_H

#include <stddef.h>

#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "ctrl_harness.h"
#include "ctrl_sys.h"

/* glibc 2.36 has them not */
#ifndef SO_PREFER_BUSY_POLL
#define SO_PREFER_BUSY_POLL	69
#endif
#ifndef SO_BUF_LOCK
#define SO_BUF_LOCK		72
#endif

/* The bit of a member is its number in the struct. */
enum sock_member {
	M_COOKIE = 2, M_FAMILY, M_TYPE, M_PROTOCOL, M_TCP_STATE,
	M_BOUND_IFINDEX, M_INCOMING_CPU, M_NAPI_ID, M_DROPS, M_RMEM_ALLOC,
	M_WMEM_ALLOC, M_WMEM_QUEUED, M_XDP, M_MARK, M_PRIORITY, M_RCVBUF,
	M_SNDBUF, M_RCVLOWAT, M_BUSY_POLL_USECS, M_PREFER_BUSY_POLL,
	M_MAX_PACING_RATE, SOCK_MEMBERS
};

#define BIT_OF(member)	(1ULL << (member))
#define BUFFERS		(BIT_OF(M_RCVBUF) | BIT_OF(M_SNDBUF))
#define WRITABLE	((BIT_OF(SOCK_MEMBERS) - 1) & ~(BIT_OF(M_MARK) - 1))

/* A writable member and its option. */
struct sock_option {
	enum sock_member member;
	const char *name;
	struct member_place place;
	int optname;
	int force;		/* the option without a limit, for privileged */
};

#define SOCK	((struct bpf_ctrl_sock_attr *)0)

static const struct sock_option sock_options[] = {
	{ M_MARK, "mark", MEMBER_PLACE(SOCK->mark),
	  SO_MARK, 0 },
	{ M_PRIORITY, "priority", MEMBER_PLACE(SOCK->priority),
	  SO_PRIORITY, 0 },
	{ M_RCVBUF, "rcvbuf", MEMBER_PLACE(SOCK->rcvbuf),
	  SO_RCVBUF, SO_RCVBUFFORCE },
	{ M_SNDBUF, "sndbuf", MEMBER_PLACE(SOCK->sndbuf),
	  SO_SNDBUF, SO_SNDBUFFORCE },
	{ M_RCVLOWAT, "rcvlowat", MEMBER_PLACE(SOCK->rcvlowat),
	  SO_RCVLOWAT, 0 },
	{ M_BUSY_POLL_USECS, "busy_poll_usecs", MEMBER_PLACE(SOCK->busy_poll_usecs),
	  SO_BUSY_POLL, 0 },
	{ M_PREFER_BUSY_POLL, "prefer_busy_poll", MEMBER_PLACE(SOCK->prefer_busy_poll),
	  SO_PREFER_BUSY_POLL, 0 },
	{ M_MAX_PACING_RATE, "max_pacing_rate", MEMBER_PLACE(SOCK->max_pacing_rate),
	  SO_MAX_PACING_RATE, 0 },
};

#define NR_OPTIONS	(ARRAY_SIZE(sock_options))

/* @member: a writable one */
static inline const struct sock_option *option(enum sock_member member)
{
	return &sock_options[member - M_MARK];
}

struct sock_kind {
	const char *name;
	int family, type, protocol;
	__u64 readable;	/* of a new socket, beside what all have */
};

#define ALL_HAVE	(WRITABLE | BIT_OF(M_COOKIE) | BIT_OF(M_FAMILY) | \
			 BIT_OF(M_TYPE) | BIT_OF(M_PROTOCOL) |		\
			 BIT_OF(M_BOUND_IFINDEX) | BIT_OF(M_RMEM_ALLOC) | \
			 BIT_OF(M_WMEM_ALLOC))
#define TCP_HAS		(BIT_OF(M_TCP_STATE) | BIT_OF(M_WMEM_QUEUED) | \
			 BIT_OF(M_DROPS))

static const struct sock_kind sock_kinds[] = {
	{ "TCP", AF_INET, SOCK_STREAM, 0, TCP_HAS },
	{ "TCP on IPv6", AF_INET6, SOCK_STREAM, 0, TCP_HAS },
	{ "UDP", AF_INET, SOCK_DGRAM, 0, BIT_OF(M_DROPS) },
	{ "UDP on IPv6", AF_INET6, SOCK_DGRAM, 0, BIT_OF(M_DROPS) },
	{ "raw", AF_INET, SOCK_RAW, IPPROTO_ICMP, BIT_OF(M_DROPS) },
	{ "Unix stream", AF_UNIX, SOCK_STREAM, 0, 0 },
	{ "Unix datagram", AF_UNIX, SOCK_DGRAM, 0, 0 },
	{ "packet", AF_PACKET, SOCK_RAW, 0, BIT_OF(M_DROPS) },
	{ "netlink", AF_NETLINK, SOCK_RAW, 0, BIT_OF(M_DROPS) },
	{ "AF_XDP", AF_XDP, SOCK_RAW, 0, BIT_OF(M_XDP) },
};

#define NR_KINDS	(ARRAY_SIZE(sock_kinds))

static inline int sock_of(struct __test_metadata *_metadata,
			  const struct sock_kind *kind)
{
	int fd = socket(kind->family, kind->type, kind->protocol);

	ASSERT_GE(fd, 0)
		TH_LOG("no socket: %s: %m", kind->name);
	return fd;
}

static inline int sock_map(struct __test_metadata *_metadata,
			   enum bpf_ctrl_view view)
{
	int fd = ctrl_create(BPF_CTRL_SOCK_ATTR, view, 0, 0);

	ASSERT_GE(fd, 0);
	return fd;
}

/* All bytes of @v are the kernel's then, holes as well. */
static inline void lookup_sock(struct __test_metadata *_metadata, int map,
			       int fd, struct bpf_ctrl_sock_attr *v)
{
	ASSERT_EQ(0, ctrl_lookup(map, fd, v))
		TH_LOG("socket %d", fd);
}

static inline struct bpf_ctrl_sock_attr
read_sock(struct __test_metadata *_metadata, int map, int fd)
{
	struct bpf_ctrl_sock_attr v;

	lookup_sock(_metadata, map, fd, &v);
	return v;
}

static inline __u64 get_attr(const struct bpf_ctrl_sock_attr *v,
			     const struct sock_option *o)
{
	__u64 number = 0;

	memcpy(&number, (const char *)v + o->place.at, o->place.size);
	return number;
}

static inline void put_attr(struct bpf_ctrl_sock_attr *v,
			    const struct sock_option *o, __u64 number)
{
	memcpy((char *)v + o->place.at, &number, o->place.size);
	v->mask |= BIT_OF(o->member);
}

/* @reason: REASON_LEN bytes */
static inline int set_sock(int map, int fd, const struct sock_option *o,
			   __u64 number, char *reason)
{
	struct bpf_ctrl_sock_attr v;

	memset(&v, 0, sizeof(v));
	put_attr(&v, o, number);
	reason[0] = '\0';
	return ctrl_update(map, fd, &v, 0, reason);
}

static inline int get_int(struct __test_metadata *_metadata, int fd, int level,
			  int optname)
{
	socklen_t len = sizeof(int);
	int number = -1;

	ASSERT_EQ(0, getsockopt(fd, level, optname, &number, &len))
		TH_LOG("getsockopt(%d, %d): %m", level, optname);
	return number;
}

/* Which buffers the kernel does not adjust any more. */
static inline int buf_lock(struct __test_metadata *_metadata, int fd)
{
	return get_int(_metadata, fd, SOL_SOCKET, SO_BUF_LOCK);
}

/* What getsockopt() tells, as wide as the member is. */
static inline __u64 get_option(struct __test_metadata *_metadata, int fd,
			       const struct sock_option *o)
{
	__u64 number = 0;
	socklen_t len = o->optname == SO_MAX_PACING_RATE ? 8 : 4;

	ASSERT_EQ(0, getsockopt(fd, SOL_SOCKET, o->optname, &number, &len))
		TH_LOG("getsockopt(%s): %m", o->name);
	return number;
}

#endif
