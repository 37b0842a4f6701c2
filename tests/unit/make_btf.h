/* SPDX-License-Identifier: GPL-2.0-only */
/* Types for the tests, made with libbpf: no blobs, no compiler's output. */
#ifndef MAKE_BTF_H
#define MAKE_BTF_H

#include <bpf/btf.h>

#include "ctrl.h"

#define SAMPLE_SIZE	512	/* bytes of the sample's value */

/**
 * struct sample - a value struct with a member of every kind
 * @btf: owned
 * @value_id: the struct
 * @type: its table of members
 */
struct sample {
	struct btf *btf;
	int value_id;
	struct ctrl_type type;
};

/*
 * The value, after etag and mask; "ro" is const:
 *
 *	u8, s8, u16, s16, u32, s32, u64, s64, u128, s128;
 *	bool on;
 *	enum mode { MODE_OFF, MODE_SLOW_START, MODE_FAST = 7 } mode;
 *	enum level { LEVEL_LOW = -2, LEVEL_MID = 0, LEVEL_HIGH = 5 } level;
 *	enum (64 bits) { BIG_ONE = 1, BIG_HUGE = 1 << 40 | 1 } big;
 *	enum caps { CAP_RX = 1, CAP_TX = 2, CAP_ZERO_COPY = 4,
 *		    CAP_TOP = 1 << 31, CAP_MASK = all } caps;	declared as flags
 *	char label[8];
 *	u32 list[4];
 *	s16 grid[2][3];
 *	enum caps each[2];
 *	struct stats { u64 drops; u32 hits; } stats;
 *	struct queue { u32 budget; bool busy; } queue[4];
 *	struct { u32 left; u32 right; };
 *	union { u32 word; u8 bytes[4]; };
 *	struct { struct { u16 deep; }; };
 *	u32 bit3 : 3; s32 sbit5 : 5; bool bit1 : 1; u64 bit33 : 33;
 *	enum mode mode2 : 2;
 *	const u32 ro; const char ro_label[4]; volatile const my_u32 ro_deep;
 *	bpf_ctrl_nsec_t timeout; bpf_ctrl_bytes_t size;
 *	bpf_ctrl_ifindex_t lower; bpf_ctrl_prog_id_t prog;
 *	my_u32 mine;			two typedefs, volatile in between
 *	float f; double d; void *pointer;
 */
void sample_init(struct sample *s);
void sample_deinit(struct sample *s);

/* The member at a path that exists. */
struct ctrl_member sample_at(const struct sample *s, const char *path);

/**
 * struct maker - a struct type while it is made
 * @btf: where
 * @bit: end of the last field
 */
struct maker {
	struct btf *btf;
	__u32 bit;
};

/* Begin a struct; fields follow without any other type in between. */
int maker_begin(struct maker *m, struct btf *btf, const char *name, __u32 size);

/* A field at the next place that fits its size. */
void maker_field(struct maker *m, const char *name, int type_id);

/* A bit-field right after the last one. */
void maker_bitfield(struct maker *m, const char *name, int type_id, __u32 bits);

/* An int with the encoding's flags of <linux/btf.h>, or 0. */
int make_int(struct btf *btf, const char *name, __u32 size, int encoding);

#endif /* MAKE_BTF_H */
