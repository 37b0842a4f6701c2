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
	NAPI_DEFER_HARD_IRQS, GRO_FLUSH_TIMEOUT,
	XDP_MEMBERS
};

#define BIT_OF(member)	(1ULL << (member))

#define XDP	((struct if_xdp_attributes *)0)

static const struct member_place xdp_places[XDP_MEMBERS] = {
	MEMBER_PLACE(XDP->etag), MEMBER_PLACE(XDP->mask),
	MEMBER_PLACE(XDP->native_prog_id), MEMBER_PLACE(XDP->generic_prog_id),
	MEMBER_PLACE(XDP->offload_prog_id), MEMBER_PLACE(XDP->xdp_features),
	MEMBER_PLACE(XDP->zc_max_segs), MEMBER_PLACE(XDP->rx_queues),
	MEMBER_PLACE(XDP->tx_queues), MEMBER_PLACE(XDP->rx_ring_size),
	MEMBER_PLACE(XDP->tx_ring_size),
	MEMBER_PLACE(XDP->napi_defer_hard_irqs),
	MEMBER_PLACE(XDP->gro_flush_timeout),
};

/* Where the last member that fits into @size ends; @members: how many do. */
static inline __u32 prefix_end(__u32 size, int *members)
{
	int n = 0;

	while (n < XDP_MEMBERS && place_end(&xdp_places[n]) <= size)
		n++;
	if (members)
		*members = n;
	return n ? place_end(&xdp_places[n - 1]) : 0;
}

/* Set one writable member alone. */
static inline int set_member(int fd, __u32 ifindex, enum xdp_member member,
			     __u64 number, char *reason)
{
	struct if_xdp_attributes v;

	memset(&v, 0, sizeof(v));
	v.mask = BIT_OF(member);
	memcpy((char *)&v + xdp_places[member].at, &number,
	       xdp_places[member].size);
	return ctrl_update(fd, ifindex, &v, 0, reason);
}

static inline __u64 get_member(const struct if_xdp_attributes *v,
			       enum xdp_member member)
{
	__u64 number = 0;

	memcpy(&number, (const char *)v + xdp_places[member].at,
	       xdp_places[member].size);
	return number;
}

#endif
