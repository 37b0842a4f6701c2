/* SPDX-License-Identifier: GPL-2.0-only */
/* XDP attributes by member, for tests that know the struct. */
#ifndef XDP_VALUE_H
#define XDP_VALUE_H

#include <net/if.h>
#include <stddef.h>
#include <stdlib.h>

#include "ctrl_sys.h"
#include "expect.h"

typedef struct if_xdp_attributes xdp_value;

/* The bit of a member is its number in the struct. */
enum xdp_member {
	NATIVE_PROG_ID = 2, GENERIC_PROG_ID, OFFLOAD_PROG_ID, XDP_FEATURES,
	ZC_MAX_SEGS, RX_QUEUES, TX_QUEUES, RX_RING_SIZE, TX_RING_SIZE,
	NAPI_DEFER_HARD_IRQS, GRO_FLUSH_TIMEOUT, XSK_RING_SIZE, XDP_MEMBERS
};

/* Behind its last byte. */
#define END_OF(member) (uint32_t)(offsetof(xdp_value, member) + \
		sizeof(((xdp_value *)0)->member))

#define BIT_OF(member) (1ULL << (member))

/* Where the last member that fits into @size ends; @members: how many do. */
static inline uint32_t prefix_end(uint32_t size, int *members)
{
	static const uint32_t ends[XDP_MEMBERS] = {
		END_OF(etag), END_OF(mask), END_OF(native_prog_id),
		END_OF(generic_prog_id), END_OF(offload_prog_id),
		END_OF(xdp_features), END_OF(zc_max_segs), END_OF(rx_queues),
		END_OF(tx_queues), END_OF(rx_ring_size), END_OF(tx_ring_size),
		END_OF(napi_defer_hard_irqs), END_OF(gro_flush_timeout),
		END_OF(xsk_ring_size),
	};
	int n = 0;

	while (n < XDP_MEMBERS && ends[n] <= size)
		n++;
	if (members)
		*members = n;
	return n ? ends[n - 1] : 0;
}

static inline uint32_t device_index(const char *name)
{
	uint32_t ifindex = name ? if_nametoindex(name) : 0;

	need(ifindex, "no device %s", name ? name : "given");
	return ifindex;
}

static inline xdp_value read_device(int fd, uint32_t ifindex)
{
	xdp_value v;
	int err;

	memset(&v, 0, sizeof(v));
	err = ctrl_lookup(fd, ifindex, &v);
	need(!err, "lookup of device %u: %s", ifindex, result_name(err));
	return v;
}

/* Set one writable member alone. */
static inline int set_member(int fd, uint32_t ifindex, enum xdp_member member,
			     uint64_t number, char *reason)
{
	xdp_value v;

	memset(&v, 0, sizeof(v));
	v.mask = BIT_OF(member);
	switch (member) {
	case RX_RING_SIZE: v.rx_ring_size = number; break;
	case TX_RING_SIZE: v.tx_ring_size = number; break;
	case NAPI_DEFER_HARD_IRQS: v.napi_defer_hard_irqs = number; break;
	case GRO_FLUSH_TIMEOUT: v.gro_flush_timeout = number; break;
	case XSK_RING_SIZE: v.xsk_ring_size = number; break;
	default: break;
	}
	return ctrl_update(fd, ifindex, &v, 0, reason);
}

static inline uint64_t get_member(const xdp_value *v, enum xdp_member member)
{
	switch (member) {
	case RX_RING_SIZE: return v->rx_ring_size;
	case TX_RING_SIZE: return v->tx_ring_size;
	case NAPI_DEFER_HARD_IRQS: return v->napi_defer_hard_irqs;
	case GRO_FLUSH_TIMEOUT: return v->gro_flush_timeout;
	case XSK_RING_SIZE: return v->xsk_ring_size;
	default: return 0;
	}
}

#endif
