/* SPDX-License-Identifier: GPL-2.0-only */
/* Statistics of programs as a kernel of tomorrow might have them. */
#ifndef MAKE_PROG_H
#define MAKE_PROG_H

#include <linux/types.h>

#include "ctrl.h"
#include "prog/value.h"

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

struct prog_sample {
	struct btf *btf;
	struct ctrl_type type;
	struct prog_fields fields;
};

void prog_sample_init(struct prog_sample *s);
void prog_sample_deinit(struct prog_sample *s);

#endif /* MAKE_PROG_H */
