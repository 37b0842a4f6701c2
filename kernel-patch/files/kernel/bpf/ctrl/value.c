// SPDX-License-Identifier: GPL-2.0-only
/*
 * Values of control maps as bytes: the etag, and what an update changes.
 *
 * These functions and those of check.c take no lock, allocate nothing and do not access user
 * memory, so value_test.c can test each by itself.
 */
#include <linux/bpf.h>
#include <linux/hash.h>
#include <linux/string.h>
#include <linux/unaligned.h>
#include <linux/xxhash.h>

#include "layout.h"
#include "reason.h"
#include "value.h"

/* Load an integer of 1 to 64 bits at any bit offset, as in BTF, zero-extended. */
u64 bpf_ctrl_load_bits(const void *data, u32 bit_off, u32 bits)
{
	const u8 *p = data + bit_off / BITS_PER_BYTE;
	u64 v = 0;
	u32 i;

	bit_off %= BITS_PER_BYTE;
	switch (bit_off ? 0 : bits) {
	case 8:
		return *p;
	case 16:
		return get_unaligned((const u16 *)p);
	case 32:
		return get_unaligned((const u32 *)p);
	case 64:
		return get_unaligned((const u64 *)p);
	}
	for (i = 0; i < bits; i++) {
		u32 at = bit_off + i;

		if (IS_ENABLED(CONFIG_CPU_BIG_ENDIAN))
			v = v << 1 | (p[at / 8] >> (7 - at % 8) & 1);
		else
			v |= (u64)(p[at / 8] >> at % 8 & 1) << i;
	}
	return v;
}

static bool member_is_bytes(const struct bpf_ctrl_member *m)
{
	return m->bit_off % BITS_PER_BYTE == 0 && m->bits % BITS_PER_BYTE == 0;
}

void bpf_ctrl_copy_member(const struct bpf_ctrl_layout *layout, u32 i, void *to, const void *from)
{
	const struct bpf_ctrl_member *m = &layout->members[i];
	u32 at = m->bit_off / BITS_PER_BYTE;

	if (member_is_bytes(m)) {
		memcpy(to + at, from + at, m->bits / BITS_PER_BYTE);
		return;
	}
	for (at = m->bit_off; at < m->bit_off + m->bits; at++) {
		u32 shift = IS_ENABLED(CONFIG_CPU_BIG_ENDIAN) ? 7 - at % 8 : at % 8;
		u8 bit = BIT(shift);
		u8 *p = to + at / 8;

		*p = (*p & ~bit) | (*(const u8 *)(from + at / 8) & bit);
	}
}

/* Return those of @members that differ between two values. */
u64 bpf_ctrl_differ(const struct bpf_ctrl_layout *layout, u64 members, const void *a, const void *b)
{
	u64 differ = 0;
	u32 i;

	bpf_ctrl_for_each(i, members) {
		const struct bpf_ctrl_member *m = &layout->members[i];
		u32 at = m->bit_off / 8;

		if (member_is_bytes(m) ? memcmp(a + at, b + at, m->bits / 8) :
		    bpf_ctrl_load_bits(a, m->bit_off, m->bits) !=
		    bpf_ctrl_load_bits(b, m->bit_off, m->bits))
			differ |= BIT_ULL(i);
	}
	return differ;
}

/* Return a hash of @members of a value without the volatile ones, never 0. */
u64 bpf_ctrl_etag(const struct bpf_ctrl_layout *layout, u64 members, const void *data)
{
	u64 hash = members;
	u32 i;

	bpf_ctrl_for_each(i, members & ~layout->moving) {
		const struct bpf_ctrl_member *m = &layout->members[i];
		u64 v = m->bits > 64 ? xxh64(data + m->bit_off / 8, m->bits / 8, 0) :
			bpf_ctrl_load_bits(data, m->bit_off, m->bits);

		/* bijective in v: a change of one integer always changes the hash */
		hash = rol64(hash ^ v, 29) * GOLDEN_RATIO_64;
	}
	return hash ?: 1;
}

/* Check that the bytes of a value from @end on are zero.  Returns 0 or -E2BIG. */
int bpf_ctrl_check_tail(const void *value, u32 end, u32 size, struct bpf_ctrl_reason *reason)
{
	const void *bad = NULL;

	if (size > end)
		bad = memchr_inv(value + end, 0, size - end);
	if (!bad)
		return 0;
	bpf_ctrl_say(reason, "byte %zu is not zero, this kernel's attributes end at byte %u",
		     (size_t)(bad - value), end);
	return -E2BIG;
}

/* Check that all members in @mask can be set. */
static int check_mask(const struct bpf_ctrl_layout *layout, u64 prefix,
		      u64 supported, u64 mask, struct bpf_ctrl_reason *reason)
{
	u64 bad = mask & ~prefix;

	if (bad) {
		bpf_ctrl_say(reason, "mask: bit %u is no attribute within this value size",
			     __ffs64(bad));
		return -EINVAL;
	}
	bad = mask & ~layout->writable;
	if (bad) {
		bpf_ctrl_say(reason, "%s: read-only", layout->members[__ffs64(bad)].name);
		return -EACCES;
	}
	bad = mask & ~supported;
	if (bad) {
		bpf_ctrl_say(reason, "%s: not supported here", layout->members[__ffs64(bad)].name);
		return -EOPNOTSUPP;
	}
	return 0;
}

/*
 * Take members of @from that differ from the current value into a change; they are copied to
 * @wanted, a copy of the current value.
 */
void bpf_ctrl_take(u64 members, const void *from, struct bpf_ctrl_change *c, void *wanted)
{
	u32 i;

	c->changed = bpf_ctrl_differ(c->layout, members, c->current_value, from);
	c->repeated = 0;
	bpf_ctrl_for_each(i, c->changed)
		bpf_ctrl_copy_member(c->layout, i, wanted, from);
}

/*
 * Determine what an update changes.  @user is valid up to the end of @prefix; @c and @wanted as
 * for bpf_ctrl_take().  A mask of 0 stands for all members that are writable and not volatile.
 * Returns 0; -EINVAL: a bit of the mask is not a member within @prefix, or mask and etag are
 * both 0; -EACCES: a member is read-only; -EOPNOTSUPP: the object does not support one.
 */
int bpf_ctrl_merge(u64 prefix, const void *user, u64 supported,
		   struct bpf_ctrl_change *c, void *wanted, struct bpf_ctrl_reason *reason)
{
	const struct bpf_ctrl_layout *layout = c->layout;
	const struct bpf_ctrl_header *header = user;
	u64 mask = header->mask;
	int err;

	/* zeroed by the caller, not read before: would set all members to 0 */
	if (!mask && !header->etag) {
		bpf_ctrl_say(reason,
			     "mask: 0 names nothing: set bits of it, or give the etag that was read");
		return -EINVAL;
	}
	if (!mask) {
		mask = prefix & layout->writable & ~layout->moving;
		/* as it was read: 0 */
		mask &= supported | bpf_ctrl_differ(layout, mask, user, c->current_value);
	}
	err = check_mask(layout, prefix, supported, mask, reason);
	if (err)
		return err;
	bpf_ctrl_take(mask, user, c, wanted);
	c->repeated = header->mask & layout->repeats & ~c->changed;
	c->changed |= c->repeated;
	return 0;
}
