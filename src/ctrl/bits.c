// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Integers of 1 to 64 bits at any bit offset; knows bytes, nothing more. */
#include "ctrl.h"

#define BIG_ENDIAN_HOST	(__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)

/* Where BTF's bit @at is within its byte. */
static unsigned int bit_shift(__u32 at)
{
	return BIG_ENDIAN_HOST ? 7 - at % 8 : at % 8;
}

static bool bit_get(const __u8 *data, __u32 at)
{
	return data[at / 8] >> bit_shift(at) & 1;
}

static void bit_put(__u8 *data, __u32 at, bool on)
{
	__u8 bit = 1U << bit_shift(at);

	data[at / 8] = (data[at / 8] & ~bit) | (on ? bit : 0);
}

/* The bit of the integer that stands at the i-th place of @bits. */
static unsigned int weight(__u32 i, __u32 bits)
{
	return BIG_ENDIAN_HOST ? bits - 1 - i : i;
}

/* Whole bytes first: most members consist of nothing else. */
__u64 ctrl_bits__load(const void *data, __u32 bit_off, __u32 bits)
{
	const __u8 *bytes = (const __u8 *)data + bit_off / 8;
	__u64 x = 0;
	__u32 i = 0;

	for (; bit_off % 8 == 0 && bits - i >= 8; i += 8)
		x |= (__u64)bytes[i / 8] << (BIG_ENDIAN_HOST ? bits - 8 - i : i);
	for (; i < bits; i++)
		x |= (__u64)bit_get(data, bit_off + i) << weight(i, bits);
	return x;
}

void ctrl_bits__store(void *data, __u32 bit_off, __u32 bits, __u64 x)
{
	__u32 i;

	for (i = 0; i < bits; i++)
		bit_put(data, bit_off + i, x >> weight(i, bits) & 1);
}

void ctrl_bits__copy(void *to, const void *from, __u32 bit_off, __u32 bits)
{
	__u32 i;

	for (i = bit_off; i < bit_off + bits; i++)
		bit_put(to, i, bit_get(from, i));
}

bool ctrl_bits__equal(const void *a, const void *b, __u32 bit_off, __u32 bits)
{
	__u32 i;

	for (i = bit_off; i < bit_off + bits; i++)
		if (bit_get(a, i) != bit_get(b, i))
			return false;
	return true;
}
