// SPDX-License-Identifier: GPL-2.0-only
/*
 * A program that was compiled when XDP attributes had fewer members; see
 * own_struct.h for its words.
 */
#define _GNU_SOURCE
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
};

#include "own_struct.h"

static const struct own_member members[] = {
	OWN(rx_queues, 7), OWN(tx_queues, 8), OWN(rx_ring_size, 9),
	OWN(napi_defer_hard_irqs, 11),
	{ }
};

int main(int argc, char **argv)
{
	return own_struct(members, argc, argv);
}
