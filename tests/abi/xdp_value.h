/* SPDX-License-Identifier: GPL-2.0-only */
/* XDP attributes by member, for tests that know the struct. */
#ifndef XDP_VALUE_H
#define XDP_VALUE_H

#include <stddef.h>

#include "ctrl_sys.h"

/* The bit of a member is its number in the struct. */
enum xdp_member {
	NATIVE_PROG_ID = 2, GENERIC_PROG_ID, OFFLOAD_PROG_ID, XDP_FEATURES,
	ZC_MAX_SEGS, RX_QUEUES, TX_QUEUES, RX_RING_SIZE, TX_RING_SIZE,
	NAPI_DEFER_HARD_IRQS, GRO_FLUSH_TIMEOUT, XSK_RING_SIZE, MTU,
	COMBINED_QUEUES, RX_ONLY_QUEUES, TX_ONLY_QUEUES, GRO, LRO, RX_GRO_HW,
	RX_UDP_GRO_FORWARDING, RX_VLAN_OFFLOAD, TX_VLAN_OFFLOAD, NTUPLE,
	ADAPTIVE_RX, ADAPTIVE_TX, PAUSE_AUTONEG, PAUSE_RX, PAUSE_TX, RX_USECS,
	TX_USECS, THREADED, RSS_QUEUES, TCP_DATA_SPLIT, XDP_MEMBERS
};

#define BIT_OF(member)	(1ULL << (member))

/* Behind its last byte. */
#define END_OF(member)							\
	((__u32)(offsetof(struct if_xdp_attributes, member) +		\
		 sizeof(((struct if_xdp_attributes *)0)->member)))

#define XDP_PLACE(member)						\
	{ offsetof(struct if_xdp_attributes, member), END_OF(member) }

static const struct {
	__u32 start, end;
} xdp_places[XDP_MEMBERS] = {
	XDP_PLACE(etag), XDP_PLACE(mask), XDP_PLACE(native_prog_id),
	XDP_PLACE(generic_prog_id), XDP_PLACE(offload_prog_id),
	XDP_PLACE(xdp_features), XDP_PLACE(zc_max_segs), XDP_PLACE(rx_queues),
	XDP_PLACE(tx_queues), XDP_PLACE(rx_ring_size), XDP_PLACE(tx_ring_size),
	XDP_PLACE(napi_defer_hard_irqs), XDP_PLACE(gro_flush_timeout),
	XDP_PLACE(xsk_ring_size), XDP_PLACE(mtu), XDP_PLACE(combined_queues),
	XDP_PLACE(rx_only_queues), XDP_PLACE(tx_only_queues), XDP_PLACE(gro),
	XDP_PLACE(lro), XDP_PLACE(rx_gro_hw), XDP_PLACE(rx_udp_gro_forwarding),
	XDP_PLACE(rx_vlan_offload), XDP_PLACE(tx_vlan_offload),
	XDP_PLACE(ntuple), XDP_PLACE(adaptive_rx), XDP_PLACE(adaptive_tx),
	XDP_PLACE(pause_autoneg), XDP_PLACE(pause_rx), XDP_PLACE(pause_tx),
	XDP_PLACE(rx_usecs), XDP_PLACE(tx_usecs), XDP_PLACE(threaded),
	XDP_PLACE(rss_queues), XDP_PLACE(tcp_data_split),
};

/* Where the last member that fits into @size ends; @members: how many do. */
static inline __u32 prefix_end(__u32 size, int *members)
{
	int n = 0;

	while (n < XDP_MEMBERS && xdp_places[n].end <= size)
		n++;
	if (members)
		*members = n;
	return n ? xdp_places[n - 1].end : 0;
}

/* Set one writable member alone. */
static inline int set_member(int fd, __u32 ifindex, enum xdp_member member,
			     __u64 number, char *reason)
{
	struct if_xdp_attributes v;

	memset(&v, 0, sizeof(v));
	v.mask = BIT_OF(member);
	memcpy((char *)&v + xdp_places[member].start, &number,
	       xdp_places[member].end - xdp_places[member].start);
	return ctrl_update(fd, ifindex, &v, 0, reason);
}

static inline __u64 get_member(const struct if_xdp_attributes *v,
			       enum xdp_member member)
{
	__u64 number = 0;

	memcpy(&number, (const char *)v + xdp_places[member].start,
	       xdp_places[member].end - xdp_places[member].start);
	return number;
}

#endif
