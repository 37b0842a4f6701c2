/* SPDX-License-Identifier: GPL-2.0-only */
/* Statistics of programs as a kernel of tomorrow might have them. */
#ifndef MAKE_STATS_H
#define MAKE_STATS_H

#include <linux/types.h>

#include "ctrl.h"
#include "stats/fields.h"

/* What the BTF of the sample describes; all behind "collecting" is made up. */
struct sample_stats {
	__u64 etag;
	__u64 mask;
	__u64 run_cnt;
	__u64 run_time_ns;
	__u64 recursion_misses;
	__u32 id;
	__u32 type;
	__u8 tag[8];
	char name[16];
	__u64 load_time;
	__u64 reset_time;
	__u8 collecting;
	__u32 nr_friends;
	__s64 balance;
	__u64 patience_ns;
	__u64 luggage;
	__u32 mood;
	char motto[8];
	__u32 lanes[2];
	struct {
		__u64 depth;
		__u32 width;
	} pool;
	double ratio;
	void *secret;
};

/**
 * struct stats_sample - programs as objects of statistics
 * @btf: owned
 * @type: of their value
 * @key: of their key, a __u32 prog_id
 * @front: what bpftool prog stats is
 * @fields: of @type
 */
struct stats_sample {
	struct btf *btf;
	struct ctrl_type type;
	struct ctrl_type key;
	const struct stats_front *front;
	struct stats_fields fields;
};

extern const struct stats_front sample_front;

void stats_sample_init(struct stats_sample *s);
void stats_sample_deinit(struct stats_sample *s);

#endif /* MAKE_STATS_H */
