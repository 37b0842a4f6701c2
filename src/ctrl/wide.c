// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Integers of up to 128 bits, in pieces of 64. */
#include <stdio.h>

#include "wide.h"

#define BIG_ENDIAN_HOST	(__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)

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

ctrl_wide ctrl_wide_load(const struct ctrl_member *m, const void *value)
{
	__u32 upper = upper_bits(m);
	ctrl_uwide x;

	x = ctrl_bits__load(value, lower_at(m), m->bits - upper);
	if (upper)
		x |= (ctrl_uwide)ctrl_bits__load(value, upper_at(m), upper) << 64;
	if (m->kind == CTRL_KIND_INT && m->bits < 128 && x >> (m->bits - 1))
		x |= ~(ctrl_uwide)0 << m->bits;
	return x;
}

void ctrl_wide_store(const struct ctrl_member *m, void *value, ctrl_wide x)
{
	__u32 upper = upper_bits(m);
	ctrl_uwide u = x;

	ctrl_bits__store(value, lower_at(m), m->bits - upper, u);
	if (upper)
		ctrl_bits__store(value, upper_at(m), upper, u >> 64);
}

void ctrl_wide_format(ctrl_wide x, bool is_signed, char *buf, size_t len)
{
	bool minus = is_signed && x < 0;
	ctrl_uwide rest = minus ? -(ctrl_uwide)x : (ctrl_uwide)x;
	char digits[CTRL_WIDE_ROOM];
	char *p = digits + sizeof(digits) - 1;

	*p = '\0';
	do {
		*--p = '0' + (int)(rest % 10);
		rest /= 10;
	} while (rest);
	snprintf(buf, len, "%s%s", minus ? "-" : "", p);
}

ctrl_uwide ctrl_wide_max(const struct ctrl_member *m)
{
	__u32 bits = m->kind == CTRL_KIND_INT ? m->bits - 1 : m->bits;

	return bits >= 128 ? ~(ctrl_uwide)0 : ((ctrl_uwide)1 << bits) - 1;
}

ctrl_wide ctrl_wide_min(const struct ctrl_member *m)
{
	return m->kind == CTRL_KIND_INT ? -(ctrl_wide)ctrl_wide_max(m) - 1 : 0;
}
