// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/*
 * A device that adapts to its load, without a process: an XDP program looks at the time,
 * and ten times a second a work queue reads the counters of the device's queues. Above
 * BUSY packets a second interrupts are deferred, below IDLE no longer.
 *
 *	clang -O2 -g -target bpf -c adaptive_napi.bpf.c
 *	sysctl net.core.xdp_stats_enabled=1
 *	bpftool prog load adaptive_napi.bpf.o /sys/fs/bpf/adaptive_napi pinmaps /sys/fs/bpf
 *	bpftool net attach xdp pinned /sys/fs/bpf/adaptive_napi dev eth0
 *
 * The maps of eth0 are those of the network namespace in which it is loaded.
 */
#include <linux/bpf.h>
#include <linux/bpf_ctrl.h>
#include <bpf/bpf_helpers.h>

#define PERIOD		100000000ULL	/* nanoseconds */
#define BUSY		1000		/* packets a second */
#define IDLE		100
#define QUEUES_MAX	64
#define DEFERRED	2		/* napi_defer_hard_irqs under load */
#define FLUSH_TIMEOUT	200000		/* gro_flush_timeout, too, in nanoseconds */

extern int bpf_ctrl_lookup_elem(void *p__map, const void *key, __u32 key__sz,
				void *value, __u32 value__sz) __ksym;
extern int bpf_ctrl_update_elem(void *p__map, const void *key, __u32 key__sz,
				const void *value, __u32 value__sz) __ksym;
extern int bpf_wq_init(struct bpf_wq *wq, void *p__map, unsigned int flags) __ksym;
extern int bpf_wq_start(struct bpf_wq *wq, unsigned int flags) __ksym;
extern int bpf_wq_set_callback_impl(struct bpf_wq *wq,
				    int (callback_fn)(void *map, int *key, void *value),
				    unsigned int flags, void *aux__ign) __ksym;

struct {
	__uint(type, BPF_MAP_TYPE_CONTROL);
	__uint(map_extra, BPF_CTRL_XDP_QUEUE);
	__uint(map_flags, BPF_F_RDONLY);
	__uint(key_size, sizeof(struct if_xdp_queue_key));
	__uint(value_size, sizeof(struct if_xdp_queue));
} queues SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CONTROL);
	__uint(map_extra, BPF_CTRL_XDP_ATTR);
	__uint(key_size, sizeof(struct if_xdp_key));
	__uint(value_size, sizeof(struct if_xdp_attributes));
} devices SEC(".maps");

struct state {
	struct bpf_wq work;
	__u64 time;		/* of the latest reading, in nanoseconds since boot */
	__u64 packets;		/* of all queues, by then */
	__u64 rate;		/* packets a second, before */
	__u32 ifindex;
	__u32 busy;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, struct state);
} states SEC(".maps");

static __u64 count_packets(__u32 ifindex)
{
	struct if_xdp_queue_key key = { .ifindex = ifindex };
	struct if_xdp_queue queue = {};
	__u64 packets = 0;
	int i;

	for (i = 0; i < QUEUES_MAX; i++) {
		key.queue = i;
		if (bpf_ctrl_lookup_elem(&queues, &key, sizeof(key), &queue,
					 sizeof(queue)))
			break;
		packets += queue.packets;
	}
	return packets;
}

/*
 * With the etag that was read and no mask, what differs is set, unless somebody else has
 * set something meanwhile: then the next period tries again.
 */
static int defer_interrupts(__u32 ifindex, int on)
{
	struct if_xdp_key key = { .ifindex = ifindex };
	struct if_xdp_attributes device = {};
	int err;

	err = bpf_ctrl_lookup_elem(&devices, &key, sizeof(key), &device,
				   sizeof(device));
	if (err)
		return err;
	device.napi_defer_hard_irqs = on ? DEFERRED : 0;
	device.gro_flush_timeout = on ? FLUSH_TIMEOUT : 0;
	device.mask = 0;
	return bpf_ctrl_update_elem(&devices, &key, sizeof(key), &device,
				    sizeof(device));
}

static int adapt(__attribute__((unused)) void *map, __attribute__((unused)) int *key,
		 void *value)
{
	struct state *state = value;
	__u64 packets = count_packets(state->ifindex);
	__u64 now = bpf_ktime_get_ns();

	if (state->packets && packets > state->packets && now > state->time)
		state->rate = (packets - state->packets) * 1000000000ULL /
			      (now - state->time);
	state->packets = packets;
	state->time = now;
	if (!state->busy && state->rate > BUSY) {
		if (!defer_interrupts(state->ifindex, 1))
			state->busy = 1;
	} else if (state->busy && state->rate < IDLE) {
		if (!defer_interrupts(state->ifindex, 0))
			state->busy = 0;
	}
	return 0;
}

SEC("xdp")
int adaptive_napi(struct xdp_md *ctx)
{
	__u64 now = bpf_ktime_get_ns();
	struct state *state;
	int zero = 0;

	state = bpf_map_lookup_elem(&states, &zero);
	if (!state || now - state->time < PERIOD)
		return XDP_PASS;
	state->ifindex = ctx->ingress_ifindex;
	/* it fails if that was done before */
	if (!bpf_wq_init(&state->work, &states, 0))
		bpf_wq_set_callback_impl(&state->work, adapt, 0, NULL);
	bpf_wq_start(&state->work, 0);
	return XDP_PASS;
}

char _license[] SEC("license") = "Dual BSD/GPL";
