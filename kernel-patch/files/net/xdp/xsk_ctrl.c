// SPDX-License-Identifier: GPL-2.0-only
/* AF_XDP sockets for control maps, see net/core/xdp_stats_ctrl.c. */
#include <linux/mutex.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <net/net_namespace.h>
#include <net/xdp_sock.h>
#include <net/xdp_sock_drv.h>
#include <net/xsk_buff_pool.h>
#include <net/xsk_ctrl.h>

#include "xsk.h"
#include "xsk_queue.h"

static u32 ring_size(const struct xsk_queue *q)
{
	return q ? q->nentries : 0;
}

/* Note the ring sizes of one more socket, the @nr-th. */
static void add_socket(const struct xdp_sock *xs, u32 nr,
		       struct xsk_ctrl_queue *info)
{
	u32 rx = ring_size(xs->rx), tx = ring_size(xs->tx);

	info->one_rx_ring_size = !nr || (info->one_rx_ring_size &&
					 info->rx_ring_size == rx);
	info->one_tx_ring_size = !nr || (info->one_tx_ring_size &&
					 info->tx_ring_size == tx);
	info->rx_ring_size = rx;
	info->tx_ring_size = tx;
}

/* What the sockets have in common.  A socket holds a reference to its pool. */
static void fill_pool(const struct xsk_buff_pool *pool,
		      struct xsk_ctrl_queue *info)
{
	info->umem_id = pool->umem->id;
	info->zero_copy = pool->umem->zc;
	info->frame_size = pool->chunk_size;
	info->fill_ring_size = ring_size(pool->fq);
	info->completion_ring_size = ring_size(pool->cq);
}

/**
 * xsk_ctrl_get_queue() - get the sockets that are bound to a queue
 * @dev: the device; the caller holds RTNL, but not the instance lock of the device, which
 *	bind() takes with the lock of the socket held
 * @queue: index of one of its receive queues
 * @info: filled in if there are any
 *
 * Return: true if there are any.
 */
bool xsk_ctrl_get_queue(struct net_device *dev, u32 queue,
			struct xsk_ctrl_queue *info)
{
	struct net *net = dev_net(dev);
	struct sock *sk;
	u32 nr = 0;

	memset(info, 0, sizeof(*info));
	mutex_lock(&net->xdp.lock);
	sk_for_each(sk, &net->xdp.list) {
		struct xdp_sock *xs = xdp_sk(sk);

		mutex_lock(&xs->mutex);
		if (xs->state == XSK_BOUND && xs->dev == dev &&
		    xs->queue_id == queue) {
			add_socket(xs, nr++, info);
			fill_pool(xs->pool, info);
		}
		mutex_unlock(&xs->mutex);
	}
	mutex_unlock(&net->xdp.lock);
	return nr;
}
