/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Frames through a veth pair whose receiver runs XDP, each with a number, and
 * the receiver's NAPI held up at will.
 *
 * With napi_defer_hard_irqs and gro_flush_timeout set, a poll that found work
 * is followed by the next one only when the timer has run out: veth's
 * rx_notify_masked stays set, so that new frames do not start one.  What is
 * sent in the meantime fills the ring.
 */
#ifndef VETH_PAIR_H
#define VETH_PAIR_H

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <linux/ethtool.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/if_link.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "xdp_device.h"

#define FRAME_PROTO	0x88b5		/* for local experiments */
#define FRAME_LEN	60
#define SOCKET_BYTES	(512 << 20)	/* never the bottleneck */
#define SHORT_HOLD_NS	20000000ULL	/* between two polls */
#define FOR_EVER	1000000		/* polls without work */

struct veth_pair {
	const char *receiver, *sender;
	__u32 ifindex;		/* of the receiver */
	int map;
	int in, out;			/* packet sockets */
	__u32 next;			/* number of the next frame to send */
	/* what has arrived */
	__u32 arrived, last, out_of_order;
};

/* As on the wire, without a hole. */
struct frame {
	struct ethhdr eth;
	__u8 number[sizeof(__u32)];
	__u8 pad[FRAME_LEN - sizeof(struct ethhdr) - sizeof(__u32)];
};

static inline __u32 frame_number(const struct frame *f)
{
	__u32 number;

	memcpy(&number, f->number, sizeof(number));
	return number;
}

static inline int packet_socket(struct __test_metadata *_metadata,
				const char *device)
{
	struct sockaddr_ll addr = {
		.sll_family = AF_PACKET,
		.sll_protocol = htons(FRAME_PROTO),
		.sll_ifindex = device_index(_metadata, device),
	};
	int s = socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK, htons(FRAME_PROTO));
	int bytes = SOCKET_BYTES, on = 1;

	ASSERT_TRUE(s >= 0 && !bind(s, (void *)&addr, sizeof(addr)))
		TH_LOG("packet socket: %m");
	setsockopt(s, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof(bytes));
	setsockopt(s, SOL_SOCKET, SO_SNDBUFFORCE, &bytes, sizeof(bytes));
	ASSERT_TRUE(!setsockopt(s, SOL_PACKET, PACKET_QDISC_BYPASS, &on,
				sizeof(on)) &&
		    !setsockopt(s, SOL_PACKET, PACKET_IGNORE_OUTGOING, &on,
				sizeof(on)))
		TH_LOG("packet socket: %m");
	return s;
}

/* Load a program that lets everything pass. */
static inline int attach_xdp(__u32 ifindex)
{
	struct bpf_insn insns[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0,
		  .imm = XDP_PASS },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	int fd, err;

	fd = bpf_prog_load(BPF_PROG_TYPE_XDP, "pass", "GPL", insns, 2, NULL);
	if (fd < 0)
		return fd;
	err = bpf_xdp_attach(ifindex, fd, XDP_FLAGS_DRV_MODE, NULL);
	close(fd);
	return err;
}

static inline int detach_xdp(__u32 ifindex)
{
	return bpf_xdp_detach(ifindex, XDP_FLAGS_DRV_MODE, NULL);
}

static inline struct veth_pair pair_open(struct __test_metadata *_metadata)
{
	struct veth_pair p = { .receiver = "veth0", .sender = "veth1", .next = 1 };
	int err;

	add_veth_pair(_metadata);
	p.ifindex = device_index(_metadata, p.receiver);
	p.map = xdp_map(0);
	ASSERT_GE(p.map, 0);
	p.in = packet_socket(_metadata, p.receiver);
	p.out = packet_socket(_metadata, p.sender);
	detach_xdp(p.ifindex);
	err = attach_xdp(p.ifindex);
	ASSERT_EQ(0, err)
		TH_LOG("no XDP program on %s: %d", p.receiver, err);
	return p;
}

static inline void set_or_fail(struct __test_metadata *_metadata,
			       const struct veth_pair *p,
			       enum xdp_member member, __u64 number)
{
	char reason[REASON_LEN] = "";
	int err = set_member(p->map, p->ifindex, member, number, reason);

	ASSERT_EQ(0, err)
		TH_LOG("member %d of %s to %llu: %d, %s", member, p->receiver,
		       number, err, reason);
}

/* Polls follow each other by gro_flush_timeout, for as long as it is wanted. */
static inline void hold(struct __test_metadata *_metadata,
			const struct veth_pair *p, __u64 nanoseconds)
{
	set_or_fail(_metadata, p, NAPI_DEFER_HARD_IRQS, FOR_EVER);
	set_or_fail(_metadata, p, GRO_FLUSH_TIMEOUT, nanoseconds);
}

static inline void release(struct __test_metadata *_metadata,
			   const struct veth_pair *p)
{
	set_or_fail(_metadata, p, NAPI_DEFER_HARD_IRQS, 0);
	set_or_fail(_metadata, p, GRO_FLUSH_TIMEOUT, 0);
}

/* How many of @count were accepted; what the ring has no room for is not. */
static inline __u32 send_frames(struct __test_metadata *_metadata,
				struct veth_pair *p, __u32 count)
{
	struct frame f = {
		.eth = { .h_proto = htons(FRAME_PROTO), .h_source = { 2 } },
	};
	__u32 accepted = 0, i;

	memset(f.eth.h_dest, 0xff, sizeof(f.eth.h_dest));
	for (i = 0; i < count; i++) {
		memcpy(f.number, &p->next, sizeof(p->next));
		p->next++;
		if (send(p->out, &f, sizeof(f), 0) == sizeof(f))
			accepted++;
		else
			ASSERT_EQ(ENOBUFS, errno);
	}
	return accepted;
}

/* Note what has arrived since the last call. */
static inline void receive_frames(struct veth_pair *p)
{
	struct frame f;

	while (recv(p->in, &f, sizeof(f), 0) >=
	       (ssize_t)(sizeof(f.eth) + sizeof(f.number))) {
		if (p->arrived && frame_number(&f) <= p->last)
			p->out_of_order++;
		p->last = frame_number(&f);
		p->arrived++;
	}
}

/* Wait until @count have arrived since arrived was set to 0. */
static inline bool wait_for_frames(struct veth_pair *p, __u32 count,
				   double seconds)
{
	return wait_for((receive_frames(p), p->arrived >= count), seconds);
}

/* The counters of a device, of this namespace as sysfs may not be. */
static inline struct rtnl_link_stats
device_counters(struct __test_metadata *_metadata, const char *device)
{
	struct rtnl_link_stats stats;
	struct ifaddrs *all, *a;
	bool found = false;

	ASSERT_EQ(0, getifaddrs(&all))
		TH_LOG("getifaddrs: %m");
	for (a = all; a; a = a->ifa_next) {
		if (!a->ifa_addr || a->ifa_addr->sa_family != AF_PACKET ||
		    strcmp(a->ifa_name, device))
			continue;
		memcpy(&stats, a->ifa_data, sizeof(stats));
		found = true;
	}
	freeifaddrs(all);
	ASSERT_TRUE(found)
		TH_LOG("no device %s", device);
	return stats;
}

/* A counter of "ethtool -S", summed up over the queues: rx_queue_N_@name. */
static inline __u64 queue_counter(struct __test_metadata *_metadata,
				  const char *device, const char *name)
{
	static char buf[sizeof(struct ethtool_gstrings) +
			1024 * ETH_GSTRING_LEN];
	static char out[sizeof(struct ethtool_stats) + 1024 * sizeof(__u64)];
	struct ethtool_gstrings *strings = (void *)buf;
	struct ethtool_stats *stats = (void *)out;
	int s = socket(AF_INET, SOCK_DGRAM, 0), err;
	struct ifreq ifr = { .ifr_data = (void *)stats };
	__u64 sum = 0;
	__u32 i;

	snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", device);
	stats->cmd = ETHTOOL_GSTATS;
	err = ioctl(s, SIOCETHTOOL, &ifr);
	ifr.ifr_data = (void *)strings;
	strings->cmd = ETHTOOL_GSTRINGS;
	strings->string_set = ETH_SS_STATS;
	strings->len = stats->n_stats;
	err = err ?: ioctl(s, SIOCETHTOOL, &ifr);
	ASSERT_EQ(0, err)
		TH_LOG("statistics of %s: %m", device);
	close(s);
	for (i = 0; i < stats->n_stats; i++) {
		const char *text = (char *)strings->data + i * ETH_GSTRING_LEN;
		int n, end = 0;

		if (sscanf(text, "rx_queue_%d_%n", &n, &end) == 1 && end &&
		    !strcmp(text + end, name))
			sum += stats->data[i];
	}
	return sum;
}

#endif
