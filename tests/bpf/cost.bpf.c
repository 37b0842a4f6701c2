// SPDX-License-Identifier: GPL-2.0-only
/* Who reads a device: a program, a work queue, or a process that is woken. */
#include "ctrl_kfuncs.h"

#define READS_MAX	256

extern int bpf_wq_init(struct bpf_wq *wq, void *p__map, unsigned int flags) __ksym;
extern int bpf_wq_start(struct bpf_wq *wq, unsigned int flags) __ksym;
extern int bpf_wq_set_callback_impl(struct bpf_wq *wq,
				    int (callback_fn)(void *map, int *key, void *value),
				    unsigned int flags, void *aux__ign) __ksym;

struct work {
	struct bpf_wq wq;
	__u64 reads;
	__u32 ifindex;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, struct work);
} works SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

struct call {
	__u32 ifindex;
	__u32 reads;
};

static int read_device(__u32 ifindex)
{
	struct if_xdp_key key = { .ifindex = ifindex };
	struct if_xdp_attributes value;

	return bpf_ctrl_lookup_elem(&devices, &key, sizeof(key), &value, sizeof(value));
}

SEC("syscall")
int reads(struct call *call)
{
	__u32 i;

	for (i = 0; i < READS_MAX && i < call->reads; i++)
		if (read_device(call->ifindex))
			return -1;
	return 0;
}

SEC("syscall")
int wake(struct call *call)
{
	__u32 ifindex = call->ifindex;

	return bpf_ringbuf_output(&events, &ifindex, sizeof(ifindex), 0);
}

static int read_once(void *map, int *key, void *value)
{
	struct work *work = value;

	if (!read_device(work->ifindex))
		work->reads++;
	return 0;
}

SEC("syscall")
int start(struct call *call)
{
	struct work *work;
	int zero = 0;

	work = bpf_map_lookup_elem(&works, &zero);
	if (!work)
		return -1;
	if (!work->ifindex) {
		work->ifindex = call->ifindex;
		if (bpf_wq_init(&work->wq, &works, 0) ||
		    bpf_wq_set_callback_impl(&work->wq, read_once, 0, NULL))
			return -2;
	}
	return bpf_wq_start(&work->wq, 0);
}
