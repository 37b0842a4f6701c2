// SPDX-License-Identifier: GPL-2.0-only
/*
 * The least that a program can do: it knows the layout that bpftool asks the
 * kernel for, and makes just the system calls that are left.
 *
 * usage: floor { nothing | get DEV | set DEV RX_RING_SIZE | show }
 *
 * What get and show print is what "bpftool -j xdp" prints, byte for byte.
 */
#define _GNU_SOURCE
#include <stdbool.h>

#include "device.h"

#define BATCH	512

static void print_number(const char *name, uint64_t number, bool known)
{
	if (known)
		printf(",\"%s\":%lu", name, number);
	else
		printf(",\"%s\":null", name);
}

#define PRINT(v, bit, member) \
	print_number(#member, (v)->member, (v)->mask & BIT_OF(bit))

static void print_bool(const char *name, bool on, bool known)
{
	printf(",\"%s\":%s", name, !known ? "null" : on ? "true" : "false");
}

#define PRINT_BOOL(v, bit, member) \
	print_bool(#member, (v)->member, (v)->mask & BIT_OF(bit))

static void print_features(const struct if_xdp_attributes *v)
{
	static const char * const words[] = {
		"basic", "redirect", "ndo-xmit", "xsk-zerocopy", "hw-offload",
		"rx-sg", "ndo-xmit-sg",
	};
	const char *comma = "";
	size_t i;

	printf(",\"xdp_features\":");
	if (!(v->mask & BIT_OF(XDP_FEATURES))) {
		printf("null");
		return;
	}
	putchar('[');
	for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (!(v->xdp_features & 1u << i))
			continue;
		printf("%s\"%s\"", comma, words[i]);
		comma = ",";
	}
	putchar(']');
}

static void print_split(const struct if_xdp_attributes *v)
{
	static const char * const words[] = { "auto", "disabled", "enabled" };

	if (v->mask & BIT_OF(TCP_DATA_SPLIT))
		printf(",\"tcp_data_split\":\"%s\"", words[v->tcp_data_split]);
	else
		printf(",\"tcp_data_split\":null");
}

static void print_device(const char *name, uint32_t ifindex,
			 const struct if_xdp_attributes *v)
{
	printf("{\"devname\":\"%s\",\"ifindex\":%u", name, ifindex);
	PRINT(v, NATIVE_PROG_ID, native_prog_id);
	PRINT(v, GENERIC_PROG_ID, generic_prog_id);
	PRINT(v, OFFLOAD_PROG_ID, offload_prog_id);
	print_features(v);
	PRINT(v, ZC_MAX_SEGS, zc_max_segs);
	PRINT(v, RX_QUEUES, rx_queues);
	PRINT(v, TX_QUEUES, tx_queues);
	PRINT(v, RX_RING_SIZE, rx_ring_size);
	PRINT(v, TX_RING_SIZE, tx_ring_size);
	PRINT(v, NAPI_DEFER_HARD_IRQS, napi_defer_hard_irqs);
	PRINT(v, GRO_FLUSH_TIMEOUT, gro_flush_timeout);
	PRINT(v, XSK_RING_SIZE, xsk_ring_size);
	PRINT(v, MTU, mtu);
	PRINT(v, COMBINED_QUEUES, combined_queues);
	PRINT(v, RX_ONLY_QUEUES, rx_only_queues);
	PRINT(v, TX_ONLY_QUEUES, tx_only_queues);
	PRINT_BOOL(v, GRO, gro);
	PRINT_BOOL(v, LRO, lro);
	PRINT_BOOL(v, RX_GRO_HW, rx_gro_hw);
	PRINT_BOOL(v, RX_UDP_GRO_FORWARDING, rx_udp_gro_forwarding);
	PRINT_BOOL(v, RX_VLAN_OFFLOAD, rx_vlan_offload);
	PRINT_BOOL(v, TX_VLAN_OFFLOAD, tx_vlan_offload);
	PRINT_BOOL(v, NTUPLE, ntuple);
	PRINT_BOOL(v, ADAPTIVE_RX, adaptive_rx);
	PRINT_BOOL(v, ADAPTIVE_TX, adaptive_tx);
	PRINT_BOOL(v, PAUSE_AUTONEG, pause_autoneg);
	PRINT_BOOL(v, PAUSE_RX, pause_rx);
	PRINT_BOOL(v, PAUSE_TX, pause_tx);
	PRINT(v, RX_USECS, rx_usecs);
	PRINT(v, TX_USECS, tx_usecs);
	printf(",\"threaded\":\"%s\"", v->threaded ? "enabled" : "disabled");
	PRINT(v, RSS_QUEUES, rss_queues);
	print_split(v);
	putchar('}');
}

/* Devices come in the order of their indexes in both. */
static void show(void)
{
	static uint32_t keys[BATCH];
	static struct if_xdp_attributes values[BATCH];
	uint32_t at, count, i;
	int map = xdp_map(BPF_F_RDONLY), ret;
	bool more = false;
	struct if_nameindex *name = if_nameindex();

	need(map >= 0 && name, "no map or no names");
	putchar('[');
	do {
		count = BATCH;
		ret = ctrl_lookup_batch(map, more ? &at : NULL, &at, keys,
					values, &count);
		need(!ret || ret == -ENOENT, "batch: %s", result_name(ret));
		for (i = 0; i < count; i++) {
			while (name->if_index && name->if_index != keys[i])
				name++;
			if (more || i)
				putchar(',');
			print_device(name->if_name ? name->if_name : "",
				     keys[i], &values[i]);
		}
		more = true;
	} while (!ret);
	puts("]");
}

static void get(const char *name)
{
	uint32_t ifindex = device_index(name);
	int map = xdp_map(BPF_F_RDONLY);
	struct if_xdp_attributes v;

	need(map >= 0, "no map: %s", result_name(map));
	v = read_device(map, ifindex);
	print_device(name, ifindex, &v);
	putchar('\n');
}

static void set(const char *name, const char *number)
{
	uint32_t ifindex = device_index(name);
	int map = xdp_map(0);

	need(map >= 0, "no map: %s", result_name(map));
	need(!set_member(map, ifindex, RX_RING_SIZE, atoi(number), NULL),
	     "cannot be set");
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";

	if (!strcmp(what, "nothing") && argc == 2) {
		return 0;
	} else if (!strcmp(what, "get") && argc == 3) {
		get(argv[2]);
	} else if (!strcmp(what, "set") && argc == 4) {
		set(argv[2], argv[3]);
	} else if (!strcmp(what, "show") && argc == 2) {
		show();
	} else {
		fprintf(stderr, "usage: %s { nothing | get DEV | set DEV NUMBER | show }\n",
			argv[0]);
		return 2;
	}
	return 0;
}
