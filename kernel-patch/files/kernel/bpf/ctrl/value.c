// SPDX-License-Identifier: GPL-2.0-only
/*
 * Values of control maps as bytes: which members fit into a value size, the etag, the
 * check of the tail and of the mask, and what an update or a reset changes.  check.c
 * checks limits and types.
 *
 * The functions take a table of members and buffers.  They take no lock, allocate
 * nothing and do not access user memory, so value_test.c can test each by itself.
 */
#include <linux/bitops.h>
#include <linux/bpf.h>
#include <linux/hash.h>
#include <linux/string.h>
#include <linux/unaligned.h>
#include <linux/xxhash.h>

#include "layout.h"
#include "reason.h"
#include "value.h"

/**
 * bpf_ctrl_load_bits() - load an integer at any bit offset
 * @data: the value
 * @bit_off: offset from the start of @data, in bits, as in BTF
 * @bits: width, 1 to 64
 *
 * Return: the integer, zero-extended.
 */
u64 bpf_ctrl_load_bits(const void *data, u32 bit_off, u32 bits)
{
	const u8 *p = data;
	u64 v = 0;
	u32 i;

	for (i = 0; i < bits; i++) {
		u32 at = bit_off + i;
#ifdef __BIG_ENDIAN
		u64 bit = p[at / 8] >> (7 - at % 8) & 1;

		v = v << 1 | bit;
#else
		if (at % 8 == 0 && bits - i >= 8) {
			v |= (u64)p[at / 8] << i;
			i += 7;
			continue;
		}
		v |= (u64)(p[at / 8] >> at % 8 & 1) << i;
#endif
	}
	return v;
}

static bool member_is_bytes(const struct bpf_ctrl_member *m)
{
	return m->bit_off % BITS_PER_BYTE == 0 && m->bits % BITS_PER_BYTE == 0;
}

/**
 * bpf_ctrl_copy_member() - copy a member from one value to another
 * @layout: layout of both values
 * @i: index of the member
 * @to: destination
 * @from: source
 */
void bpf_ctrl_copy_member(const struct bpf_ctrl_layout *layout, u32 i,
			  void *to, const void *from)
{
	const struct bpf_ctrl_member *m = &layout->members[i];
	u32 at;

	if (member_is_bytes(m)) {
		at = m->bit_off / BITS_PER_BYTE;
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

static bool member_equal(const struct bpf_ctrl_layout *layout, u32 i,
			 const void *a, const void *b)
{
	const struct bpf_ctrl_member *m = &layout->members[i];
	u32 at = m->bit_off / BITS_PER_BYTE;

	if (member_is_bytes(m))
		return !memcmp(a + at, b + at, m->bits / BITS_PER_BYTE);
	return bpf_ctrl_load_bits(a, m->bit_off, m->bits) ==
	       bpf_ctrl_load_bits(b, m->bit_off, m->bits);
}

/**
 * bpf_ctrl_members_equal() - compare members of two values
 * @layout: layout of both values
 * @members: the members to compare
 * @a: a value
 * @b: a value
 *
 * Return: true if all of @members are equal.
 */
bool bpf_ctrl_members_equal(const struct bpf_ctrl_layout *layout, u64 members,
			    const void *a, const void *b)
{
	u32 i;

	bpf_ctrl_for_each(i, members)
		if (!member_equal(layout, i, a, b))
			return false;
	return true;
}

static bool member_is_zero(const struct bpf_ctrl_layout *layout, u32 i,
			   const void *data)
{
	const struct bpf_ctrl_member *m = &layout->members[i];

	if (member_is_bytes(m))
		return !memchr_inv(data + m->bit_off / BITS_PER_BYTE, 0,
				   m->bits / BITS_PER_BYTE);
	return !bpf_ctrl_load_bits(data, m->bit_off, m->bits);
}

/**
 * bpf_ctrl_prefix() - find the members that fit into a value size
 * @layout: table of members
 * @size: value size in bytes, at least that of the header
 * @end: set to the offset of the end of the last of them, in bytes; the bytes of a
 *	value from there on are called its tail
 *
 * Return: mask of the members, without etag and mask.
 */
u64 bpf_ctrl_prefix(const struct bpf_ctrl_layout *layout, u32 size, u32 *end)
{
	u64 mask = 0;
	u32 i;

	*end = BPF_CTRL_HEADER_SIZE;
	for (i = 2; i < layout->nr_members; i++) {
		const struct bpf_ctrl_member *m = &layout->members[i];
		u32 e = DIV_ROUND_UP(m->bit_off + m->bits, BITS_PER_BYTE);

		if (e > size)
			break;
		mask |= BIT_ULL(i);
		*end = e;
	}
	return mask;
}

static u64 etag_load(const void *p, u32 bytes)
{
	switch (bytes) {
	case 1:
		return *(const u8 *)p;
	case 2:
		return get_unaligned((const u16 *)p);
	case 4:
		return get_unaligned((const u32 *)p);
	case 8:
		return get_unaligned((const u64 *)p);
	}
	return xxh64(p, bytes, 0);
}

/* Bijective in @v: a change of a single integer always changes the hash. */
static u64 etag_add(u64 hash, u64 v)
{
	return rol64(hash ^ v, 29) * GOLDEN_RATIO_64;
}

/**
 * bpf_ctrl_etag() - calculate the etag of a value
 * @layout: table of members
 * @members: members to include; volatile ones are left out
 * @data: the value
 *
 * Return: a hash of the members, never 0.
 */
u64 bpf_ctrl_etag(const struct bpf_ctrl_layout *layout, u64 members,
		  const void *data)
{
	u64 hash = members;
	u32 i;

	bpf_ctrl_for_each(i, members & ~layout->moving) {
		const struct bpf_ctrl_member *m = &layout->members[i];
		const void *p = data + m->bit_off / BITS_PER_BYTE;

		hash = etag_add(hash, member_is_bytes(m) ?
				etag_load(p, m->bits / BITS_PER_BYTE) :
				bpf_ctrl_load_bits(data, m->bit_off, m->bits));
	}
	return hash ?: 1;
}

/**
 * bpf_ctrl_check_tail() - check that the bytes after the last member are zero
 * @value: value of the caller
 * @end: offset of the end of the last member, in bytes
 * @size: size of the map's values, in bytes
 * @reason: filled in on failure
 *
 * Return: 0; -E2BIG: a byte is not zero.
 */
int bpf_ctrl_check_tail(const void *value, u32 end, u32 size,
			struct bpf_ctrl_reason *reason)
{
	const void *bad;

	if (size <= end)
		return 0;
	bad = memchr_inv(value + end, 0, size - end);
	if (!bad)
		return 0;
	bpf_ctrl_say(reason, "byte %zu is not zero, this kernel's attributes end at byte %u",
		     (size_t)(bad - value), end);
	return -E2BIG;
}

static const char *first_name(const struct bpf_ctrl_layout *layout, u64 mask)
{
	u32 i = __ffs64(mask);

	return i < layout->nr_members ? layout->members[i].name : "?";
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
		bpf_ctrl_say(reason, "%s: read-only", first_name(layout, bad));
		return -EACCES;
	}
	bad = mask & ~supported;
	if (bad) {
		bpf_ctrl_say(reason, "%s: not supported here",
			     first_name(layout, bad));
		return -EOPNOTSUPP;
	}
	return 0;
}

/*
 * The members that a mask of 0 stands for: all that are writable and not volatile.  An
 * unsupported member that is 0 is left out, as a lookup returns 0 for it.
 */
static u64 implied_mask(const struct bpf_ctrl_layout *layout, u64 prefix,
			u64 supported, const void *user)
{
	u64 mask = prefix & layout->writable & ~layout->moving;
	u32 i;

	for (i = 0; i < layout->nr_members; i++)
		if (mask & ~supported & BIT_ULL(i) &&
		    member_is_zero(layout, i, user))
			mask &= ~BIT_ULL(i);
	return mask;
}

/**
 * bpf_ctrl_merge() - determine what an update changes
 * @layout: table of members
 * @prefix: members that fit into the map's value size
 * @user: value of the caller, valid up to the end of the prefix
 * @supported: members that the object supports
 * @c: the caller sets @c->current_value and @c->layout; @c->changed and @c->repeated
 *	are filled in
 * @wanted: a copy of the current value, to which the members that change are copied
 * @reason: filled in on failure
 *
 * Return: 0; -EINVAL: a bit of the mask is not a member within @prefix, or mask and
 * etag are both 0; -EACCES: a member is read-only; -EOPNOTSUPP: the object does not
 * support a member.
 */
int bpf_ctrl_merge(const struct bpf_ctrl_layout *layout, u64 prefix,
		   const void *user, u64 supported, struct bpf_ctrl_change *c,
		   void *wanted, struct bpf_ctrl_reason *reason)
{
	const struct bpf_ctrl_header *header = user;
	u64 named = header->mask;
	u64 mask = named ?: implied_mask(layout, prefix, supported, user);
	int err;
	u32 i;

	/* zeroed by the caller, not read before: would set all members to 0 */
	if (!named && !header->etag) {
		bpf_ctrl_say(reason,
			     "mask: 0 names nothing: set bits of it, or give the etag that was read");
		return -EINVAL;
	}
	err = check_mask(layout, prefix, supported, mask, reason);
	if (err)
		return err;

	c->changed = 0;
	c->repeated = named & layout->repeats;
	bpf_ctrl_for_each(i, mask) {
		if (member_equal(layout, i, c->current_value, user))
			continue;
		c->changed |= BIT_ULL(i);
		bpf_ctrl_copy_member(layout, i, wanted, user);
	}
	c->repeated &= ~c->changed;
	c->changed |= c->repeated;
	return 0;
}

/**
 * bpf_ctrl_merge_defaults() - determine what a reset changes
 * @layout: table of members
 * @members: members to reset, writable and supported
 * @defaults: the DEFAULT view of the object
 * @c: as for bpf_ctrl_merge()
 * @wanted: as for bpf_ctrl_merge()
 */
void bpf_ctrl_merge_defaults(const struct bpf_ctrl_layout *layout, u64 members,
			     const void *defaults, struct bpf_ctrl_change *c,
			     void *wanted)
{
	u32 i;

	c->changed = 0;
	c->repeated = 0;
	bpf_ctrl_for_each(i, members) {
		if (member_equal(layout, i, c->current_value, defaults))
			continue;
		c->changed |= BIT_ULL(i);
		bpf_ctrl_copy_member(layout, i, wanted, defaults);
	}
}

bool __bpf_ctrl_answer_slow(struct bpf_ctrl_value *value, u32 offset, u32 size)
{
	const struct bpf_ctrl_layout *layout = value->layout;
	u8 i = offset < layout->size ? layout->slots[offset].member : U8_MAX;

	if (WARN_ON_ONCE(i < 2 || i == U8_MAX ||
			 layout->members[i].bits != size * BITS_PER_BYTE))
		return false;
	value->mask |= BIT_ULL(i);
	return true;
}
EXPORT_SYMBOL_GPL(__bpf_ctrl_answer_slow);

void bpf_ctrl_put_all(struct bpf_ctrl_value *value)
{
	u32 n = value->layout->nr_members;

	value->mask = (n == 64 ? U64_MAX : BIT_ULL(n) - 1) & ~BPF_CTRL_HEADER_MASK;
}
EXPORT_SYMBOL_GPL(bpf_ctrl_put_all);

bool __bpf_ctrl_changed(const struct bpf_ctrl_change *change, u32 offset)
{
	const struct bpf_ctrl_layout *layout = change->layout;
	u8 i = offset < layout->size ? layout->slots[offset].member : U8_MAX;

	return !WARN_ON_ONCE(i == U8_MAX) && change->changed & BIT_ULL(i);
}
EXPORT_SYMBOL_GPL(__bpf_ctrl_changed);
