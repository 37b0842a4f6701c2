// SPDX-License-Identifier: GPL-2.0-only
/* Attributes of AF_XDP sockets for control maps, see net/core/sock_ctrl.c. */
#include <linux/bpf_ctrl.h>
#include <linux/mutex.h>
#include <linux/netdevice.h>
#include <net/xdp_sock.h>
#include <net/xsk_buff_pool.h>

#include "xsk.h"
#include "xsk_queue.h"

static u32 ring_size(const struct xsk_queue *q)
{
	return q ? q->nentries : 0;
}

/* Before bind(), the fill and completion rings belong to the socket, not to a pool. */
static void fill_rings(const struct xdp_sock *xs, struct bpf_ctrl_sock_xdp *info)
{
	const struct xsk_buff_pool *pool = xs->pool;

	info->rx_ring_size = ring_size(xs->rx);
	info->tx_ring_size = ring_size(xs->tx);
	info->fill_ring_size = ring_size(pool ? pool->fq : xs->fq_tmp);
	info->completion_ring_size = ring_size(pool ? pool->cq : xs->cq_tmp);
}

/* As getsockopt(XDP_STATISTICS). */
static void fill_counters(const struct xdp_sock *xs,
			  struct bpf_ctrl_sock_xdp *info)
{
	info->rx_dropped = xs->rx_dropped;
	info->rx_invalid_descs = xskq_nb_invalid_descs(xs->rx);
	info->tx_invalid_descs = xskq_nb_invalid_descs(xs->tx);
	info->rx_ring_full = xs->rx_queue_full;
	if (xs->pool)
		info->rx_fill_ring_empty_descs =
			xskq_nb_queue_empty_descs(xs->pool->fq);
	info->tx_ring_empty_descs = xskq_nb_queue_empty_descs(xs->tx);
}

/**
 * xsk_ctrl_get() - get the binding, the ring sizes and the counters of a socket
 * @sk: a socket of the family AF_XDP
 * @info: filled in; the caller has zeroed it
 */
void xsk_ctrl_get(struct sock *sk, struct bpf_ctrl_sock_xdp *info)
{
	struct xdp_sock *xs = xdp_sk(sk);

	mutex_lock(&xs->mutex);
	if (xs->state == XSK_BOUND) {
		info->ifindex = xs->dev->ifindex;
		info->queue_id = xs->queue_id;
		info->zero_copy = xs->zc;
		info->need_wakeup = xs->pool->uses_need_wakeup;
	}
	fill_rings(xs, info);
	fill_counters(xs, info);
	mutex_unlock(&xs->mutex);
}
