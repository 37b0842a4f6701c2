// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>

#include "ctrl.h"
#include "tap.h"

typedef unsigned __int128 u128;

#define BITS_MAX	64
#define OFFSETS		(128 - BITS_MAX)	/* so that all fits into a u128 */

/* What @bits at @off look like in a u128 that lies in memory: by shifts only. */
static unsigned int shift_of(unsigned int off, unsigned int bits)
{
	return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 128 - off - bits : off;
}

static u128 ones(unsigned int bits)
{
	return ((u128)1 << bits) - 1;
}

static __u64 pattern(unsigned int i, unsigned int bits)
{
	static const __u64 patterns[] = {
		0, ~0ULL, 1, 0xa5a5a5a5a5a5a5a5, 0x0123456789abcdef,
	};
	__u64 top = 1ULL << (bits - 1);

	return i < 5 ? patterns[i] & (__u64)ones(bits) : top;
}

#define NR_PATTERNS	6

static void store_one(u128 around, unsigned int off, unsigned int bits, __u64 x)
{
	u128 mask = ones(bits) << shift_of(off, bits), got = around;
	u128 wanted = (around & ~mask) | (u128)x << shift_of(off, bits);

	tap_about("%u bits at %u", bits, off);
	ctrl_bits__store(&got, off, bits, x);
	CHECK(got == wanted);
	CHECK(ctrl_bits__load(&got, off, bits) == x);
}

static void store_all(u128 around)
{
	unsigned int off, bits, i;

	for (bits = 1; bits <= BITS_MAX; bits++)
		for (off = 0; off <= OFFSETS; off++)
			for (i = 0; i < NR_PATTERNS; i++)
				store_one(around, off, bits, pattern(i, bits));
}

static void stored_among_zeros(void)
{
	store_all(0);
}

static void stored_among_ones(void)
{
	store_all(~(u128)0);
}

static void loads_what_memory_has(void)
{
	u128 memory = (u128)0x0123456789abcdef << 64 | 0xfedcba9876543210;
	unsigned int off, bits;

	for (bits = 1; bits <= BITS_MAX; bits++)
		for (off = 0; off <= OFFSETS; off++) {
			u128 wanted = memory >> shift_of(off, bits) & ones(bits);

			tap_about("%u bits at %u", bits, off);
			CHECK(ctrl_bits__load(&memory, off, bits) == (__u64)wanted);
		}
}

static void ignores_bits_above(void)
{
	u128 got = 0;

	ctrl_bits__store(&got, 5, 3, ~0ULL);
	CHECK(got == (u128)7 << shift_of(5, 3));
}

static void touches_no_other_byte(void)
{
	unsigned char memory[3] = { 0x11, 0x22, 0x33 };

	ctrl_bits__store(memory, 8, 8, 0xff);
	CHECK_INT(memory[0], 0x11);
	CHECK_INT(memory[1], 0xff);
	CHECK_INT(memory[2], 0x33);
}

static void agrees_with_c(void)
{
	struct {
		__u32 low : 3;
		__u32 middle : 17;
		__u64 wide : 33;
	} c = { .low = 5, .middle = 70000, .wide = 5000000000 };

	CHECK_INT(ctrl_bits__load(&c, 0, 3), 5);
	CHECK_INT(ctrl_bits__load(&c, 3, 17), 70000);
}

static void copies_only_its_bits(void)
{
	u128 from = ~(u128)0, to = 0;

	ctrl_bits__copy(&to, &from, 13, 70);
	CHECK(to == ones(70) << shift_of(13, 70));
}

static void copies_nothing(void)
{
	u128 from = ~(u128)0, to = 0;

	ctrl_bits__copy(&to, &from, 13, 0);
	CHECK(to == 0);
}

static void compares_only_its_bits(void)
{
	u128 a = ones(70) << shift_of(13, 70), b = ~(u128)0;

	CHECK(ctrl_bits__equal(&a, &b, 13, 70));
	CHECK(!ctrl_bits__equal(&a, &b, 12, 71));
	CHECK(!ctrl_bits__equal(&a, &b, 13, 71));
	CHECK(ctrl_bits__equal(&a, &b, 0, 0));
}

static const struct tap_test tests[] = {
	{ "1 to 64 bits are stored at every offset among zeros",
	  stored_among_zeros },
	{ "1 to 64 bits are stored at every offset among ones",
	  stored_among_ones },
	{ "1 to 64 bits are loaded from every offset", loads_what_memory_has },
	{ "bits of the number above the width are not stored",
	  ignores_bits_above },
	{ "a byte is stored without a look at its neighbours",
	  touches_no_other_byte },
	{ "bit-fields are where the C compiler has them", agrees_with_c },
	{ "a copy takes the bits that it is told to", copies_only_its_bits },
	{ "a copy of no bits does nothing", copies_nothing },
	{ "a comparison sees the bits that it is told to",
	  compares_only_its_bits },
};

int main(void)
{
	return TAP_RUN(tests);
}
