// SPDX-License-Identifier: GPL-2.0-only
/*
 * Counters of what XDP programs decide.
 *
 * A frame is counted where a driver, or the generic hook, runs the program of the
 * device.  Programs of cpumap and devmap entries and BPF_PROG_TEST_RUN do not count:
 * they run on a frame that was counted before, or on none.
 *
 * The counters of a device are allocated when they are needed first, and freed with
 * the device.  They do not depend on the state of the device, on the number of its
 * queues that are in use, nor on the driver's struct xdp_rxq_info.
 *
 * A CPU increments its own counters.  A reset does not write to them, but saves their
 * values, which each reader subtracts.  RTNL serializes resets and readers.
 */
#include <linux/anon_inodes.h>
#include <linux/capability.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/mutex.h>
#include <linux/netdevice.h>
#include <linux/percpu.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>
#include <linux/sysctl.h>
#include <linux/timekeeping.h>
#include <linux/u64_stats_sync.h>
#include <net/net_namespace.h>
#include <net/xdp.h>
#include <net/xdp_stats.h>

#include "xdp_stats.h"

/**
 * struct xdp_counters - counters of a queue on one CPU
 * @n: by enum xdp_rx_stat, or by enum xdp_xmit_stat
 * @syncp: lets other CPUs read @n on 32-bit architectures
 */
struct xdp_counters {
	u64_stats_t n[XDP_RX_COUNTERS];
	struct u64_stats_sync syncp;
};

/**
 * struct xdp_dev_stats - counters of a device
 * @base: values of the counters at the last resets, as many as @counters; NULL: there was
 *	none
 * @counters: of each queue, and behind them of the frames that were redirected to the
 *	device; NULL: no frame was counted
 */
struct xdp_dev_stats {
	struct xdp_stats_sum *base;
	struct xdp_counters __percpu *counters[];
};

DEFINE_STATIC_KEY_FALSE(xdp_stats_enabled_key);
EXPORT_SYMBOL_GPL(xdp_stats_enabled_key);

/* Serializes changes of the key. */
static DEFINE_MUTEX(xdp_stats_enabled_mutex);

static struct xdp_dev_stats *xdp_stats_alloc(struct net_device *dev, gfp_t gfp)
{
	u32 nr = dev->num_rx_queues;
	struct xdp_dev_stats *stats, *first;

	stats = kzalloc(struct_size(stats, counters, nr + 1), gfp);
	if (!stats)
		return NULL;
	first = cmpxchg(&dev->xdp_stats, NULL, stats);
	if (first) {
		kfree(stats);
		stats = first;
	}
	/* pairs with smp_load_acquire() in xdp_rx_counters() */
	smp_store_release(&dev->xdp_stats_queues, nr);
	return stats;
}

/* In softirq context, also of two CPUs at once. */
static struct xdp_counters __percpu *xdp_counters_alloc(struct net_device *dev,
							u32 index)
{
	struct xdp_counters __percpu *counters, *first;
	struct xdp_dev_stats *stats = READ_ONCE(dev->xdp_stats);
	gfp_t gfp = GFP_ATOMIC | __GFP_NOWARN;
	int cpu;

	if (!stats)
		stats = xdp_stats_alloc(dev, gfp);
	if (!stats)
		return NULL;
	counters = alloc_percpu_gfp(struct xdp_counters, gfp);
	if (!counters)
		return NULL;
	for_each_possible_cpu(cpu)
		u64_stats_init(&per_cpu_ptr(counters, cpu)->syncp);
	first = cmpxchg(&stats->counters[index], NULL, counters);
	if (!first)
		return counters;
	free_percpu(counters);
	return first;
}

/* NULL: there are none yet, or this is no queue of the device. */
static __always_inline struct xdp_counters __percpu *
xdp_rx_counters(const struct xdp_rxq_info *rxq)
{
	struct net_device *dev = rxq->dev;
	u32 queue = rxq->queue_index;

	/* 0: there is no dev->xdp_stats yet */
	if (unlikely(queue >= smp_load_acquire(&dev->xdp_stats_queues)))
		return NULL;
	return READ_ONCE(dev->xdp_stats->counters[queue]);
}

static __always_inline void xdp_count(struct xdp_counters __percpu *counters,
				      u32 act, u32 len)
{
	struct xdp_counters *c = this_cpu_ptr(counters);

	u64_stats_update_begin(&c->syncp);
	if (likely(act <= XDP_REDIRECT))
		u64_stats_inc(&c->n[act]);
	else
		u64_stats_inc(&c->n[XDP_RX_INVALID]);
	u64_stats_add(&c->n[XDP_RX_BYTES], len);
	u64_stats_update_end(&c->syncp);
}

/*
 * A few drivers pass an index that is no receive queue of the device, or another
 * device; such a frame is not counted.  Returns what bpf_prog_run_xdp() does.
 */
static noinline u32 xdp_count_first(struct xdp_buff *xdp, u32 act, u32 len)
{
	const struct xdp_rxq_info *rxq = xdp->rxq;
	struct xdp_counters __percpu *counters = NULL;

	if (rxq->queue_index < rxq->dev->num_rx_queues)
		counters = xdp_counters_alloc(rxq->dev, rxq->queue_index);
	if (counters)
		xdp_count(counters, act, len);
	return xdp_bond_slave_act(act, xdp);
}

static noinline u32 xdp_run_timed(const struct bpf_prog *prog,
				  struct xdp_buff *xdp)
{
	return __bpf_prog_run(prog, xdp, BPF_DISPATCHER_FUNC(xdp));
}

/* As __bpf_prog_run(), but saves no registers for what it does with statistics only. */
static __always_inline u32 xdp_run(const struct bpf_prog *prog,
				   struct xdp_buff *xdp)
{
	if (static_branch_unlikely(&bpf_stats_enabled_key))
		return xdp_run_timed(prog, xdp);
	return BPF_DISPATCHER_FUNC(xdp)(xdp, prog->insnsi, prog->bpf_func);
}

/**
 * bpf_prog_run_xdp_counted() - run an XDP program and count what it returns
 * @prog: the program of the device in @xdp->rxq
 * @xdp: the frame
 *
 * A frame for whose counters there is no memory is not counted.
 *
 * Return: as bpf_prog_run_xdp().
 */
u32 bpf_prog_run_xdp_counted(const struct bpf_prog *prog, struct xdp_buff *xdp)
{
	u32 len = xdp_get_buff_len(xdp);
	u32 act = xdp_run(prog, xdp);
	struct xdp_counters __percpu *counters = xdp_rx_counters(xdp->rxq);

	if (unlikely(!counters))
		return xdp_count_first(xdp, act, len);
	xdp_count(counters, act, len);
	return xdp_bond_slave_act(act, xdp);
}
EXPORT_SYMBOL_GPL(bpf_prog_run_xdp_counted);

/**
 * xdp_stats_redirect_error() - count a frame that could not be redirected
 * @rxq: where it was received
 */
void xdp_stats_redirect_error(const struct xdp_rxq_info *rxq)
{
	struct xdp_counters __percpu *counters = xdp_rx_counters(rxq);
	struct xdp_counters *c;

	if (!counters)
		return;
	c = this_cpu_ptr(counters);
	u64_stats_update_begin(&c->syncp);
	u64_stats_inc(&c->n[XDP_RX_REDIRECT_ERRORS]);
	u64_stats_update_end(&c->syncp);
}

/**
 * xdp_stats_bytes() - add up the lengths of frames
 * @frames: the frames
 * @n: number of @frames
 *
 * Return: the sum, in bytes.
 */
u64 xdp_stats_bytes(struct xdp_frame **frames, int n)
{
	u64 bytes = 0;

	while (n--)
		bytes += xdp_get_frame_len(frames[n]);
	return bytes;
}

/**
 * xdp_stats_xmit() - count frames that were redirected to a device
 * @dev: the device
 * @packets: number of frames that were sent
 * @bytes: the sum of their lengths
 * @errors: number of frames that the driver did not accept
 * @drops: number of frames that the program of a devmap entry dropped
 */
void xdp_stats_xmit(struct net_device *dev, u32 packets, u64 bytes, u32 errors,
		    u32 drops)
{
	const struct xdp_dev_stats *stats = READ_ONCE(dev->xdp_stats);
	struct xdp_counters __percpu *counters = NULL;
	struct xdp_counters *c;

	if (likely(stats))
		counters = READ_ONCE(stats->counters[dev->num_rx_queues]);
	if (unlikely(!counters))
		counters = xdp_counters_alloc(dev, dev->num_rx_queues);
	if (!counters)
		return;
	c = this_cpu_ptr(counters);
	u64_stats_update_begin(&c->syncp);
	u64_stats_add(&c->n[XDP_XMIT_PACKETS], packets);
	u64_stats_add(&c->n[XDP_XMIT_BYTES], bytes);
	u64_stats_add(&c->n[XDP_XMIT_ERRORS], errors);
	u64_stats_add(&c->n[XDP_XMIT_DROP], drops);
	u64_stats_update_end(&c->syncp);
}

/**
 * xdp_stats_generic_xmit() - send a redirected skb and count it
 * @skb: as for generic_xdp_tx()
 * @prog: as for generic_xdp_tx()
 */
void xdp_stats_generic_xmit(struct sk_buff *skb, const struct bpf_prog *prog)
{
	struct net_device *dev = skb->dev;
	u32 len = skb->len;

	if (generic_xdp_tx(skb, prog))
		xdp_stats_xmit(dev, 1, len, 0, 0);
	else
		xdp_stats_xmit(dev, 0, 0, 1, 0);
}

/**
 * xdp_stats_free() - free the counters of a device
 * @dev: a device that is about to be freed
 */
void xdp_stats_free(struct net_device *dev)
{
	struct xdp_dev_stats *stats = dev->xdp_stats;
	u32 i;

	if (!stats)
		return;
	for (i = 0; i <= dev->num_rx_queues; i++)
		free_percpu(stats->counters[i]);
	kvfree(stats->base);
	kfree(stats);
	dev->xdp_stats = NULL;
}

static u32 xdp_stats_index(const struct net_device *dev, u32 queue)
{
	return queue == XDP_STATS_XMIT ? dev->num_rx_queues : queue;
}

/* What was counted since the device was registered. */
static void xdp_stats_read(const struct xdp_dev_stats *stats, u32 index,
			   u64 n[XDP_RX_STATS])
{
	struct xdp_counters __percpu *counters = READ_ONCE(stats->counters[index]);
	u64 of_cpu[XDP_RX_COUNTERS];
	unsigned int start;
	int cpu, i;

	memset(n, 0, XDP_RX_STATS * sizeof(*n));
	if (!counters)
		return;
	for_each_possible_cpu(cpu) {
		const struct xdp_counters *c = per_cpu_ptr(counters, cpu);

		do {
			start = u64_stats_fetch_begin(&c->syncp);
			for (i = 0; i < XDP_RX_COUNTERS; i++)
				of_cpu[i] = u64_stats_read(&c->n[i]);
		} while (u64_stats_fetch_retry(&c->syncp, start));
		for (i = 0; i < XDP_RX_COUNTERS; i++)
			n[i] += of_cpu[i];
	}
	for (i = 0; i <= XDP_RX_INVALID; i++)
		n[XDP_RX_PACKETS] += n[i];
}

/**
 * xdp_stats_add() - read the counters of a queue since its last reset
 * @dev: the device; the caller holds RTNL
 * @queue: index of a queue that the device was allocated with, or XDP_STATS_XMIT
 * @sum: the counters are added to it
 */
void xdp_stats_add(const struct net_device *dev, u32 queue,
		   struct xdp_stats_sum *sum)
{
	const struct xdp_dev_stats *stats = READ_ONCE(dev->xdp_stats);
	const struct xdp_stats_sum *base;
	u64 n[XDP_RX_STATS];
	u32 index, i;

	ASSERT_RTNL();
	if (!stats)
		return;
	index = xdp_stats_index(dev, queue);
	xdp_stats_read(stats, index, n);
	for (i = 0; i < XDP_RX_STATS; i++)
		sum->n[i] += n[i];
	if (!stats->base)
		return;
	base = &stats->base[index];
	for (i = 0; i < XDP_RX_STATS; i++)
		sum->n[i] -= base->n[i];
	sum->reset_time = max(sum->reset_time, base->reset_time);
}

/**
 * xdp_stats_prepare_reset() - allocate what resets of a device need
 * @dev: the device; the caller holds RTNL
 *
 * Return: 0; -ENOMEM.
 */
int xdp_stats_prepare_reset(struct net_device *dev)
{
	struct xdp_dev_stats *stats = READ_ONCE(dev->xdp_stats);

	ASSERT_RTNL();
	if (!stats)
		stats = xdp_stats_alloc(dev, GFP_KERNEL_ACCOUNT);
	if (!stats)
		return -ENOMEM;
	if (!stats->base)
		stats->base = kvcalloc(dev->num_rx_queues + 1,
				       sizeof(*stats->base), GFP_KERNEL_ACCOUNT);
	return stats->base ? 0 : -ENOMEM;
}

/**
 * xdp_stats_reset() - set counters of a queue to 0
 * @dev: the device; the caller holds RTNL, and xdp_stats_prepare_reset() has succeeded
 *	under it
 * @queue: as for xdp_stats_add()
 * @which: bit i: counter i of struct xdp_stats_sum
 * @replaced: what these had counted is added to it
 */
void xdp_stats_reset(struct net_device *dev, u32 queue, unsigned long which,
		     struct xdp_stats_sum *replaced)
{
	const struct xdp_dev_stats *stats = dev->xdp_stats;
	u32 index = xdp_stats_index(dev, queue), i;
	struct xdp_stats_sum *base = &stats->base[index];
	u64 n[XDP_RX_STATS];

	xdp_stats_read(stats, index, n);
	for_each_set_bit(i, &which, XDP_RX_STATS) {
		replaced->n[i] += n[i] - base->n[i];
		base->n[i] = n[i];
	}
	base->reset_time = ktime_get_boottime_ns();
}

static int xdp_stats_release(struct inode *inode, struct file *file)
{
	mutex_lock(&xdp_stats_enabled_mutex);
	static_branch_dec(&xdp_stats_enabled_key);
	mutex_unlock(&xdp_stats_enabled_mutex);
	return 0;
}

static const struct file_operations xdp_stats_fops = {
	.release = xdp_stats_release,
};

/**
 * bpf_enable_xdp_stats() - enable counting as long as a file is open
 *
 * Return: a file descriptor; -EBUSY: there are too many; or another negative errno.
 */
int bpf_enable_xdp_stats(void)
{
	int fd = -EBUSY;

	mutex_lock(&xdp_stats_enabled_mutex);
	/* no overflow of the key's reference count */
	if (static_key_count(&xdp_stats_enabled_key.key) < INT_MAX / 2) {
		fd = anon_inode_getfd("bpf-xdp-stats", &xdp_stats_fops, NULL,
				      O_CLOEXEC);
		if (fd >= 0)
			static_branch_inc(&xdp_stats_enabled_key);
	}
	mutex_unlock(&xdp_stats_enabled_mutex);
	return fd;
}

#ifdef CONFIG_SYSCTL
/* The sysctl is one of the users of the key. */
static int xdp_stats_sysctl(const struct ctl_table *table, int write,
			    void *buffer, size_t *lenp, loff_t *ppos)
{
	static int enabled;
	int val, ret;
	const struct ctl_table tmp = {
		.data	= &val,
		.maxlen	= sizeof(val),
		.mode	= table->mode,
		.extra1	= SYSCTL_ZERO,
		.extra2	= SYSCTL_ONE,
	};

	if (write && !capable(CAP_SYS_ADMIN))
		return -EPERM;

	mutex_lock(&xdp_stats_enabled_mutex);
	val = enabled;
	ret = proc_dointvec_minmax(&tmp, write, buffer, lenp, ppos);
	if (write && !ret && val != enabled) {
		if (val)
			static_branch_inc(&xdp_stats_enabled_key);
		else
			static_branch_dec(&xdp_stats_enabled_key);
		enabled = val;
	}
	mutex_unlock(&xdp_stats_enabled_mutex);
	return ret;
}

static struct ctl_table xdp_stats_table[] = {
	{
		.procname	= "xdp_stats_enabled",
		.mode		= 0644,
		.proc_handler	= xdp_stats_sysctl,
	},
};

static int __init xdp_stats_init(void)
{
	return register_net_sysctl(&init_net, "net/core", xdp_stats_table) ?
	       0 : -ENOMEM;
}
late_initcall(xdp_stats_init);
#endif
