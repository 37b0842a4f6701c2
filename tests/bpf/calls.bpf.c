// SPDX-License-Identifier: GPL-2.0-only
/* Programs of the type SYSCALL: each is one call, of the device of its context. */
#include "ctrl_kfuncs.h"

struct {
	__uint(type, BPF_MAP_TYPE_CONTROL);
	__uint(map_extra, BPF_CTRL_XDP_ATTR);
	__uint(map_flags, BPF_F_RDONLY);
	__uint(key_size, sizeof(struct if_xdp_key));
	__uint(value_size, sizeof(struct if_xdp_attributes));
} read_only SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__uint(key_size, sizeof(struct if_xdp_key));
	__uint(value_size, sizeof(struct if_xdp_attributes));
} array SEC(".maps");

struct call {
	__u32 ifindex;
	__u32 timeout;
};

/* What is there is added to what is asked for, so it has to be read and to be set. */
SEC("syscall")
int add(struct call *call)
{
	struct if_xdp_key key = { .ifindex = call->ifindex };
	struct if_xdp_attributes value = {};
	int err;

	err = bpf_ctrl_lookup_elem(&devices, &key, sizeof(key), &value, sizeof(value));
	if (err)
		return err;
	value.gro_flush_timeout += call->timeout;
	value.mask = 0;
	return bpf_ctrl_update_elem(&devices, &key, sizeof(key), &value, sizeof(value));
}

/* As another one would have it that has read the device before a change. */
SEC("syscall")
int outdated(struct call *call)
{
	struct if_xdp_key key = { .ifindex = call->ifindex };
	struct if_xdp_attributes value = {};

	value.etag = 1;
	value.gro_flush_timeout = call->timeout;
	return bpf_ctrl_update_elem(&devices, &key, sizeof(key), &value, sizeof(value));
}

SEC("syscall")
int through_read_only(struct call *call)
{
	struct if_xdp_key key = { .ifindex = call->ifindex };
	struct if_xdp_attributes value = {};
	int err;

	err = bpf_ctrl_lookup_elem(&read_only, &key, sizeof(key), &value, sizeof(value));
	if (err)
		return err;
	value.gro_flush_timeout = call->timeout;
	value.mask = 0;
	return bpf_ctrl_update_elem(&read_only, &key, sizeof(key), &value, sizeof(value));
}

/* The sum of what both calls return for a size that is not the map's. */
SEC("syscall")
int wrong_sizes(struct call *call)
{
	struct { struct if_xdp_key key; __u32 more; } key = { { call->ifindex }, 0 };
	struct if_xdp_attributes value = { .mask = 4 };

	return bpf_ctrl_lookup_elem(&devices, &key, sizeof(key), &value, sizeof(value)) +
	       bpf_ctrl_lookup_elem(&devices, &key, 4, &value, sizeof(value) - 8) +
	       bpf_ctrl_update_elem(&devices, &key, sizeof(key), &value, sizeof(value)) +
	       bpf_ctrl_update_elem(&devices, &key, 4, &value, sizeof(value) - 8);
}

SEC("syscall")
int other_map(struct call *call)
{
	struct if_xdp_key key = { .ifindex = 0 };
	struct if_xdp_attributes value = {};

	return bpf_ctrl_lookup_elem(&array, &key, sizeof(key), &value, sizeof(value)) +
	       bpf_ctrl_update_elem(&array, &key, sizeof(key), &value, sizeof(value));
}
