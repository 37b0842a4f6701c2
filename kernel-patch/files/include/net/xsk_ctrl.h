/* SPDX-License-Identifier: GPL-2.0-only */
/* The AF_XDP sockets of a receive queue, see net/xdp/xsk_ctrl.c. */
#ifndef _NET_XSK_CTRL_H
#define _NET_XSK_CTRL_H

#include <linux/types.h>

struct net_device;

/**
 * struct xsk_ctrl_queue - the AF_XDP sockets that are bound to a queue
 * @umem_id: id of their umem
 * @zero_copy: the driver accesses the umem
 * @frame_size: size of a frame, in bytes
 * @fill_ring_size: descriptors of the fill ring; 0: none
 * @completion_ring_size: descriptors of the completion ring; 0: none
 * @rx_ring_size: descriptors of the rx ring of each socket; 0: none
 * @tx_ring_size: descriptors of the tx ring of each socket; 0: none
 * @one_rx_ring_size: all sockets have the same @rx_ring_size
 * @one_tx_ring_size: all sockets have the same @tx_ring_size
 */
struct xsk_ctrl_queue {
	u32 umem_id;
	bool zero_copy;
	u32 frame_size;
	u32 fill_ring_size;
	u32 completion_ring_size;
	u32 rx_ring_size;
	u32 tx_ring_size;
	bool one_rx_ring_size;
	bool one_tx_ring_size;
};

#ifdef CONFIG_XDP_SOCKETS
bool xsk_ctrl_get_queue(struct net_device *dev, u32 queue,
			struct xsk_ctrl_queue *info);
#else
static inline bool xsk_ctrl_get_queue(struct net_device *dev, u32 queue,
				      struct xsk_ctrl_queue *info)
{
	return false;
}
#endif

#endif /* _NET_XSK_CTRL_H */
