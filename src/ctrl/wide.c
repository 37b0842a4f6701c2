// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Integers of up to 128 bits, in pieces of 64 and, to calculate, of 32. */
#include <stdio.h>

#include "wide.h"

#define BIG_ENDIAN_HOST	(__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
#define PIECES		4	/* of 32 bits, the lowest first */

/* The upper piece of more than 64 bits; where each piece is. */
static __u32 upper_bits(const struct ctrl_member *m)
{
	return m->bits > 64 ? m->bits - 64 : 0;
}

static __u32 upper_at(const struct ctrl_member *m)
{
	return BIG_ENDIAN_HOST ? m->bit_off : m->bit_off + 64;
}

static __u32 lower_at(const struct ctrl_member *m)
{
	return BIG_ENDIAN_HOST ? m->bit_off + upper_bits(m) : m->bit_off;
}

/* 2^@bits - 1 */
static struct ctrl_wide ones(__u32 bits)
{
	struct ctrl_wide x = { ~0ULL, ~0ULL };

	if (bits <= 64) {
		x.high = 0;
		x.low = bits ? ~0ULL >> (64 - bits) : 0;
	} else if (bits < 128) {
		x.high = ~0ULL >> (128 - bits);
	}
	return x;
}

static bool has_bit(struct ctrl_wide x, __u32 bit)
{
	return (bit < 64 ? x.low >> bit : x.high >> (bit - 64)) & 1;
}

struct ctrl_wide ctrl_wide_load(const struct ctrl_member *m, const void *value)
{
	__u32 upper = upper_bits(m);
	struct ctrl_wide x = { 0 }, width = ones(m->bits);

	x.low = ctrl_bits__load(value, lower_at(m), m->bits - upper);
	if (upper)
		x.high = ctrl_bits__load(value, upper_at(m), upper);
	if (m->kind == CTRL_KIND_INT && has_bit(x, m->bits - 1)) {
		x.low |= ~width.low;
		x.high |= ~width.high;
	}
	return x;
}

void ctrl_wide_store(const struct ctrl_member *m, void *value, struct ctrl_wide x)
{
	__u32 upper = upper_bits(m);

	ctrl_bits__store(value, lower_at(m), m->bits - upper, x.low);
	if (upper)
		ctrl_bits__store(value, upper_at(m), upper, x.high);
}

static void split(struct ctrl_wide x, __u32 pieces[PIECES])
{
	pieces[0] = x.low;
	pieces[1] = x.low >> 32;
	pieces[2] = x.high;
	pieces[3] = x.high >> 32;
}

static struct ctrl_wide join(const __u32 pieces[PIECES])
{
	return (struct ctrl_wide) {
		.low = (__u64)pieces[1] << 32 | pieces[0],
		.high = (__u64)pieces[3] << 32 | pieces[2],
	};
}

bool ctrl_wide_multiply(struct ctrl_wide *x, __u32 factor, __u32 more)
{
	__u32 pieces[PIECES];
	__u64 carry = more;
	int i;

	split(*x, pieces);
	for (i = 0; i < PIECES; i++) {
		carry += (__u64)pieces[i] * factor;
		pieces[i] = carry;
		carry >>= 32;
	}
	*x = join(pieces);
	return carry;
}

/* What is left of @x is its tenth; returned is the digit behind it. */
static int take_digit(struct ctrl_wide *x)
{
	__u32 pieces[PIECES];
	__u64 rest = 0;
	int i;

	split(*x, pieces);
	for (i = PIECES - 1; i >= 0; i--) {
		rest = rest << 32 | pieces[i];
		pieces[i] = rest / 10;
		rest %= 10;
	}
	*x = join(pieces);
	return rest;
}

void ctrl_wide_format(struct ctrl_wide x, bool is_signed, char *buf, size_t len)
{
	bool minus = is_signed && has_bit(x, 127);
	struct ctrl_wide rest = minus ? ctrl_wide_negate(x) : x;
	char digits[CTRL_WIDE_ROOM];
	char *p = digits + sizeof(digits) - 1;

	*p = '\0';
	do {
		*--p = '0' + take_digit(&rest);
	} while (rest.low || rest.high);
	snprintf(buf, len, "%s%s", minus ? "-" : "", p);
}

struct ctrl_wide ctrl_wide_negate(struct ctrl_wide x)
{
	return (struct ctrl_wide) { -x.low, ~x.high + !x.low };
}

bool ctrl_wide_less(struct ctrl_wide a, struct ctrl_wide b, bool is_signed)
{
	if (is_signed && has_bit(a, 127) != has_bit(b, 127))
		return has_bit(a, 127);
	return a.high != b.high ? a.high < b.high : a.low < b.low;
}

bool ctrl_member_less(const struct ctrl_member *m, const void *a, const void *b)
{
	return ctrl_wide_less(ctrl_wide_load(m, a), ctrl_wide_load(m, b),
			      m->kind == CTRL_KIND_INT);
}

struct ctrl_wide ctrl_wide_max(const struct ctrl_member *m)
{
	return ones(m->kind == CTRL_KIND_INT ? m->bits - 1 : m->bits);
}

/* Of signed numbers one more is below 0 than above it. */
struct ctrl_wide ctrl_wide_min(const struct ctrl_member *m)
{
	struct ctrl_wide max = ctrl_wide_max(m);

	if (m->kind != CTRL_KIND_INT)
		return (struct ctrl_wide) { 0 };
	return (struct ctrl_wide) { ~max.low, ~max.high };
}
