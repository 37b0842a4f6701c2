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
#include <fcntl.h>
#include <linux/ethtool.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/if_link.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "xdp_value.h"

#define FRAME_PROTO	0x88b5		/* for local experiments */
#define FRAME_LEN	60
#define SOCKET_BYTES	(512 << 20)	/* never the bottleneck */

struct veth_pair {
	const char *receiver, *sender;
	uint32_t ifindex;		/* of the receiver */
	int map;
	int in, out;			/* packet sockets */
	uint32_t next;			/* number of the next frame to send */
	/* what has arrived */
	uint32_t arrived, last, out_of_order;
};

/* As on the wire. */
struct frame {
	struct ethhdr eth;
	uint32_t number;
	char pad[FRAME_LEN - sizeof(struct ethhdr) - sizeof(uint32_t)];
} __attribute__((packed));

static inline int packet_socket(const char *device)
{
	struct sockaddr_ll addr = {
		.sll_family = AF_PACKET,
		.sll_protocol = htons(FRAME_PROTO),
		.sll_ifindex = device_index(device),
	};
	int s = socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK, htons(FRAME_PROTO));
	int bytes = SOCKET_BYTES, on = 1;

	need(s >= 0 && !bind(s, (void *)&addr, sizeof(addr)), "packet socket: %m");
	setsockopt(s, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof(bytes));
	setsockopt(s, SOL_SOCKET, SO_SNDBUFFORCE, &bytes, sizeof(bytes));
	need(!setsockopt(s, SOL_PACKET, PACKET_QDISC_BYPASS, &on, sizeof(on)) &&
	     !setsockopt(s, SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof(on)),
	     "packet socket: %m");
	return s;
}

/* Load a program that lets everything pass. */
static inline int attach_xdp(uint32_t ifindex)
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

static inline int detach_xdp(uint32_t ifindex)
{
	return bpf_xdp_detach(ifindex, XDP_FLAGS_DRV_MODE, NULL);
}

static inline struct veth_pair pair_open(char **args)
{
	struct veth_pair p = { .receiver = args[0], .sender = args[1], .next = 1 };
	int err;

	p.ifindex = device_index(args[0]);
	p.map = xdp_map(0);
	need(p.map >= 0, "no map: %s", result_name(p.map));
	p.in = packet_socket(p.receiver);
	p.out = packet_socket(p.sender);
	detach_xdp(p.ifindex);
	err = attach_xdp(p.ifindex);
	need(!err, "no XDP program on %s: %s", p.receiver, result_name(err));
	return p;
}

static inline void set_or_fail(const struct veth_pair *p,
			       enum xdp_member member, uint64_t number)
{
	char reason[REASON_LEN] = "";
	int err = set_member(p->map, p->ifindex, member, number, reason);

	need(!err, "member %d of %s to %lu: %s, %s", member, p->receiver, number,
	     result_name(err), reason);
}

/* How many of @count were accepted; what the ring has no room for is not. */
static inline uint32_t send_frames(struct veth_pair *p, uint32_t count)
{
	struct frame f = {
		.eth = { .h_proto = htons(FRAME_PROTO), .h_source = { 2 } },
	};
	uint32_t accepted = 0, i;

	memset(f.eth.h_dest, 0xff, sizeof(f.eth.h_dest));
	for (i = 0; i < count; i++) {
		f.number = p->next++;
		if (send(p->out, &f, sizeof(f), 0) == sizeof(f))
			accepted++;
		else
			need(errno == ENOBUFS, "send: %m");
	}
	return accepted;
}

/* Note what has arrived since the last call. */
static inline void receive_frames(struct veth_pair *p)
{
	struct frame f;

	while (recv(p->in, &f, sizeof(f), 0) >=
	       (ssize_t)(sizeof(f.eth) + sizeof(f.number))) {
		if (p->arrived && f.number <= p->last)
			p->out_of_order++;
		p->last = f.number;
		p->arrived++;
	}
}

/* Wait until @count have arrived since arrived was set to 0. */
static inline bool wait_for_frames(struct veth_pair *p, uint32_t count,
				   double seconds)
{
	return wait_for((receive_frames(p), p->arrived >= count), seconds);
}

/* A counter of the network device, in sysfs. */
static inline uint64_t device_counter(const char *device, const char *name)
{
	unsigned long number;
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), "/sys/class/net/%s/statistics/%s", device,
		 name);
	f = fopen(path, "r");
	need(f && fscanf(f, "%lu", &number) == 1, "%s: %m", path);
	fclose(f);
	return number;
}

/* A counter of "ethtool -S", summed up over the queues: rx_queue_N_@name. */
static inline uint64_t queue_counter(const char *device, const char *name)
{
	static char buf[sizeof(struct ethtool_gstrings) + 1024 * ETH_GSTRING_LEN];
	static char out[sizeof(struct ethtool_stats) + 1024 * sizeof(uint64_t)];
	struct ethtool_gstrings *strings = (void *)buf;
	struct ethtool_stats *stats = (void *)out;
	int s = socket(AF_INET, SOCK_DGRAM, 0), err;
	struct ifreq ifr = { .ifr_data = (void *)stats };
	uint64_t sum = 0;
	uint32_t i;

	strncpy(ifr.ifr_name, device, IFNAMSIZ - 1);
	stats->cmd = ETHTOOL_GSTATS;
	err = ioctl(s, SIOCETHTOOL, &ifr);
	ifr.ifr_data = (void *)strings;
	strings->cmd = ETHTOOL_GSTRINGS;
	strings->string_set = ETH_SS_STATS;
	strings->len = stats->n_stats;
	err = err ?: ioctl(s, SIOCETHTOOL, &ifr);
	need(!err, "statistics of %s: %m", device);
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
