// SPDX-License-Identifier: GPL-2.0-only
/*
 * A program that was compiled for a kernel younger than all: XDP attributes have
 * the members of tests/compat/future.patch and one more; see own_struct.h for its
 * words.
 */
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdint.h>

struct own {
	uint64_t etag;
	uint64_t mask;

	uint32_t native_prog_id;
	uint32_t generic_prog_id;
	uint32_t offload_prog_id;
	uint32_t xdp_features;
	uint32_t zc_max_segs;
	uint32_t rx_queues;
	uint32_t tx_queues;
	uint32_t rx_ring_size;
	uint32_t tx_ring_size;
	uint32_t napi_defer_hard_irqs;
	uint64_t gro_flush_timeout;
	uint32_t xsk_ring_size;
	uint32_t mtu;
	uint32_t combined_queues;
	uint32_t rx_only_queues;
	uint32_t tx_only_queues;
	bool gro;
	bool lro;
	bool rx_gro_hw;
	bool rx_udp_gro_forwarding;
	bool rx_vlan_offload;
	bool tx_vlan_offload;
	bool ntuple;
	bool adaptive_rx;
	bool adaptive_tx;
	bool pause_autoneg;
	bool pause_rx;
	bool pause_tx;
	uint32_t rx_usecs;
	uint32_t tx_usecs;
	uint32_t threaded;
	uint32_t rss_queues;
	uint32_t tcp_data_split;

	uint8_t future_u8;
	int64_t future_s64;
	bool future_on;
	uint32_t future_bits : 5;
	int32_t future_mode;
	uint64_t future_span;
	uint32_t future_caps;
	uint16_t future_list[3];
	struct {
		uint32_t size;
		int16_t delta;
	} future_burst;
	uint32_t future_word;
	char future_label[12];
	uint32_t future_changes;
	uint16_t future_parsecs;
	uint64_t future_delay;

	uint32_t newest;
};

#include "own_struct.h"

static const struct own_member members[] = {
	OWN(rx_queues, 7), OWN(tx_queues, 8), OWN(rx_ring_size, 9),
	OWN(napi_defer_hard_irqs, 11),
	OWN(xsk_ring_size, 13), OWN(future_delay, 48), OWN(newest, 49),
	{ }
};

int main(int argc, char **argv)
{
	return own_struct(members, argc, argv);
}
