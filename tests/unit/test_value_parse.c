// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "make_btf.h"
#include "tap.h"

#define UNTOUCHED	0x5a

static struct sample sample;
static unsigned char value[SAMPLE_SIZE];

static int parse(const char *path, const char *word, struct ctrl_error *err)
{
	struct ctrl_member m = sample_at(&sample, path);

	tap_about("%s '%s'", path, word);
	memset(value, UNTOUCHED, sizeof(value));
	return ctrl_member__parse(&m, word, value, err);
}

/* Nothing beside the member was written; nothing at all when @path is NULL. */
static void check_untouched(const char *path)
{
	struct ctrl_member m = { 0 };
	unsigned char before[SAMPLE_SIZE];
	__u32 end;

	memset(before, UNTOUCHED, sizeof(before));
	if (path)
		m = sample_at(&sample, path);
	end = m.bit_off + m.bits;
	CHECK(ctrl_bits__equal(value, before, 0, m.bit_off));
	CHECK(ctrl_bits__equal(value, before, end, SAMPLE_SIZE * 8 - end));
}

static void check_good(const char *path, const char *word, const char *shown)
{
	struct ctrl_member m = sample_at(&sample, path);
	struct ctrl_error err = { 0 };
	char buf[256];

	CHECK_INT(parse(path, word, &err), 0);
	CHECK_INT(err.fault, CTRL_FAULT_NONE);
	check_untouched(path);
	ctrl_member__format(&m, value, buf, sizeof(buf));
	CHECK_TEXT(buf, shown);
}

static void check_bad(const char *path, const char *word, int code)
{
	struct ctrl_error err = { 0 };

	CHECK_INT(parse(path, word, &err), code);
	CHECK_INT(err.fault, code == -EOPNOTSUPP ? CTRL_FAULT_NOT_SETTABLE :
						   CTRL_FAULT_BAD_VALUE);
	CHECK(ctrl_error__is_users(&err));
	CHECK(err.reason[0]);
	check_untouched(NULL);
}

#define U128_MAX	"340282366920938463463374607431768211455"
#define U128_OVER	"340282366920938463463374607431768211456"
#define S128_MAX	"170141183460469231731687303715884105727"
#define S128_OVER	"170141183460469231731687303715884105728"

/* Of each width: the largest, the smallest, and one beyond them. */
static const struct {
	const char *path;
	const char *max;
	const char *over;
	const char *min;
	const char *under;
} widths[] = {
	{ "u8", "255", "256", "0", "-1" },
	{ "s8", "127", "128", "-128", "-129" },
	{ "u16", "65535", "65536", "0", "-1" },
	{ "s16", "32767", "32768", "-32768", "-32769" },
	{ "u32", "4294967295", "4294967296", "0", "-1" },
	{ "s32", "2147483647", "2147483648", "-2147483648", "-2147483649" },
	{ "u64", "18446744073709551615", "18446744073709551616", "0", "-1" },
	{ "s64", "9223372036854775807", "9223372036854775808",
	  "-9223372036854775808", "-9223372036854775809" },
	{ "u128", U128_MAX, U128_OVER, "0", "-1" },
	{ "s128", S128_MAX, S128_OVER, "-" S128_OVER,
	  "-170141183460469231731687303715884105729" },
	{ "bit3", "7", "8", "0", "-1" },
	{ "sbit5", "15", "16", "-16", "-17" },
	{ "bit33", "8589934591", "8589934592", "0", "-1" },
	{ "mine", "4294967295", "4294967296", "0", "-1" },
	{ "prog", "4294967295", "4294967296", "0", "-1" },
	{ "stats.drops", "18446744073709551615", "18446744073709551616", "0", "-1" },
	{ "queue[3].budget", "4294967295", "4294967296", "0", "-1" },
	{ "grid[1][2]", "32767", "32768", "-32768", "-32769" },
};

#define NR_WIDTHS	(sizeof(widths) / sizeof(widths[0]))

/* Each of an array of words is refused. */
#define CHECK_ALL_BAD(path, words)					\
	do {								\
		size_t n;						\
									\
		for (n = 0; n < sizeof(words) / sizeof((words)[0]); n++)	\
			check_bad(path, (words)[n], -EINVAL);		\
	} while (0)

static void limits_of_widths(void)
{
	size_t i;

	for (i = 0; i < NR_WIDTHS; i++) {
		check_good(widths[i].path, widths[i].max, widths[i].max);
		check_good(widths[i].path, widths[i].min, widths[i].min);
		check_good(widths[i].path, "0", "0");
		check_good(widths[i].path, "1", "1");
	}
}

static void beyond_the_limits(void)
{
	size_t i;

	for (i = 0; i < NR_WIDTHS; i++) {
		bool is_signed = widths[i].min[0] == '-';

		check_bad(widths[i].path, widths[i].over, -ERANGE);
		check_bad(widths[i].path, widths[i].under,
			  is_signed ? -ERANGE : -EINVAL);
		check_bad(widths[i].path, U128_OVER, -ERANGE);
		check_bad(widths[i].path,
			  "99999999999999999999999999999999999999999999999999",
			  -ERANGE);
	}
}

static void limits_are_told(void)
{
	struct ctrl_error err = { 0 };

	parse("u8", "256", &err);
	CHECK_TEXT(err.min, "0");
	CHECK_TEXT(err.max, "255");
	CHECK_TEXT(err.value, "256");
	memset(&err, 0, sizeof(err));
	parse("s128", S128_OVER, &err);
	CHECK_TEXT(err.min, "-" S128_OVER);
	CHECK_TEXT(err.max, S128_MAX);
}

static void no_numbers(void)
{
	static const char *const words[] = {
		"", " ", "-", "+", "+1", " 1", "1 ", "1\n", "12abc", "abc", "0x",
		"0xg", "0x1g", "x1", "1e3", "1.5", "1,2", "010", "00", "-010",
		"--1", "- 1", "0x-1", "1K", "1s", "eins", "0b1", "1_000", "1'000",
	};
	size_t i;

	for (i = 0; i < NR_WIDTHS; i++)
		CHECK_ALL_BAD(widths[i].path, words);
}

static void hex(void)
{
	check_good("u8", "0xff", "255");
	check_good("u8", "0XFF", "255");
	check_good("u8", "0x000f", "15");
	check_bad("u8", "0x100", -ERANGE);
	check_good("s8", "-0x80", "-128");
	check_bad("s8", "0xff", -ERANGE);
	check_good("u128", "0xffffffffffffffffffffffffffffffff", U128_MAX);
	check_bad("u128", "0x100000000000000000000000000000000", -ERANGE);
}

static void booleans(void)
{
	static const char *const words[] = {
		"off", "on", "false", "true", "no", "yes", "0", "1",
	};
	static const char *const bad[] = {
		"", "2", "-1", "00", "01", "on ", " on", "onoff", "maybe", "0x1",
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		check_good("on", words[i], i % 2 ? "on" : "off");
		check_good("bit1", words[i], i % 2 ? "on" : "off");
		check_good("queue[1].busy", words[i], i % 2 ? "on" : "off");
	}
	CHECK_ALL_BAD("on", bad);
}

static void enumerators(void)
{
	check_good("mode", "fast", "fast");
	check_good("mode", "FAST", "fast");
	check_good("mode", "MODE_FAST", "fast");
	check_good("mode", "mode-fast", "fast");
	check_good("mode", "slow-start", "slow-start");
	check_good("mode", "Slow_Start", "slow-start");
	check_good("mode", "7", "fast");
	check_good("mode", "0x7", "fast");
	check_good("level", "low", "low");
	check_good("level", "-2", "low");
	check_good("big", "huge", "huge");
	check_good("big", "1099511627777", "huge");
	check_good("mode2", "slow-start", "slow-start");
}

static void no_enumerators(void)
{
	static const char *const words[] = {
		"", "2", "-1", "fas", "faster", "mode", "mode_", "MODE_MODE_FAST",
		"fast ", " fast", "07", "4294967303", "off,fast", "-7",
		"18446744073709551623",
	};

	CHECK_ALL_BAD("mode", words);
	check_bad("level", "4294967294", -EINVAL);
	/* two bits hold no 7 */
	check_bad("mode2", "fast", -EINVAL);
	check_bad("mode2", "7", -EINVAL);
}

static void enumerators_are_told(void)
{
	struct ctrl_error err = { 0 };

	parse("mode", "fats", &err);
	CHECK_TEXT(err.reason, "the names are off, slow-start, fast");
	CHECK_INT(err.nr_near, 1);
	CHECK_TEXT(err.near[0], "fast");
}

static void flags(void)
{
	check_good("caps", "none", "none");
	check_good("caps", "0", "none");
	check_good("caps", "rx", "rx");
	check_good("caps", "tx,rx", "rx,tx");
	check_good("caps", "rx|CAP_ZERO_COPY", "rx,zero-copy");
	check_good("caps", "rx,rx", "rx");
	check_good("caps", "top", "top");
	check_good("caps", "0x80000001", "rx,top");
	check_good("caps", "3", "rx,tx");
	check_good("caps", "8,rx", "rx,0x8");
}

static void no_flags(void)
{
	static const char *const words[] = {
		"", ",", "rx,", ",rx", "rx,,tx", "rx tx", "mask", "CAP_MASK", "-1",
		"rx,nothing", "+rx", "4294967296", "rx, tx",
	};

	CHECK_ALL_BAD("caps", words);
}

static void texts(void)
{
	check_good("label", "", "");
	check_good("label", "a", "a");
	check_good("label", "with sp", "with sp");
	check_good("label", "1234567", "1234567");
	check_good("label", "a\\\\b", "a\\\\b");
	check_good("label", "\\x0a\\x7f", "\\x0a\\x7f");
	check_good("label", "\\x41", "A");
	check_bad("label", "12345678", -ERANGE);
	check_good("label", "\\x5cx41", "\\x5cx41");
	check_good("label", "\\", "\\");
	check_good("label", "\\n\\x0", "\\n\\x0");
	check_bad("label", "\\x00", -EINVAL);
}

static void texts_end_in_zeros(void)
{
	struct ctrl_member m = sample_at(&sample, "label");
	static const char wanted[8] = "ab";

	parse("label", "ab", NULL);
	CHECK(!memcmp(value + m.bit_off / 8, wanted, sizeof(wanted)));
}

static void arrays(void)
{
	check_good("list", "1,2,3,4", "1,2,3,4");
	check_good("list", "0x1,0,4294967295,3", "1,0,4294967295,3");
	check_good("list[2]", "9", "9");
	check_good("grid", "1,-2,3,-4,5,-6", "1,-2,3,-4,5,-6");
	check_good("grid[1]", "1,2,3", "1,2,3");
	check_good("each", "rx|tx,none", "rx|tx,none");
	check_good("bytes", "1,2,3,255", "1,2,3,255");
}

static void no_arrays(void)
{
	char long_word[300];
	static const char *const words[] = {
		"", "1", "1,2,3", "1,2,3,4,5", "1,2,3,", ",1,2,3", "1,2,,4",
		"1 ,2,3,4", "{1,2,3,4}", "1,2,3,x", "-1,2,3,4",
	};

	CHECK_ALL_BAD("list", words);
	check_bad("list", "1,2,3,4294967296", -ERANGE);
	check_bad("bytes", "1,2,3,256", -ERANGE);
	check_bad("grid", "1,2", -EINVAL);
	check_bad("queue", "1,2,3,4", -EOPNOTSUPP);
	memset(long_word, '0', sizeof(long_word));
	memcpy(long_word + sizeof(long_word) - 6, "1,2,3", 6);
	check_bad("list", long_word, -EINVAL);
}

static void times_and_sizes(void)
{
	check_good("timeout", "5", "5");
	check_good("timeout", "5ns", "5");
	check_good("timeout", "5us", "5000");
	check_good("timeout", "20ms", "20000000");
	check_good("timeout", "3s", "3000000000");
	check_good("timeout", "0x10us", "16000");
	check_good("size", "4K", "4096");
	check_good("size", "1M", "1048576");
	check_good("size", "2GiB", "2147483648");
	check_bad("timeout", "5m", -EINVAL);
	check_bad("timeout", "5 ms", -EINVAL);
	check_bad("timeout", "ms", -EINVAL);
	check_bad("timeout", "1K", -EINVAL);
	check_bad("timeout", "18446744074s", -ERANGE);
	check_bad("timeout", "18446744073709551616", -ERANGE);
	check_bad("size", "1s", -EINVAL);
	check_bad("size", "17179869184G", -ERANGE);
	check_bad("u64", "4K", -EINVAL);
}

static void devices(void)
{
	check_good("lower", "lo", "1");
	check_good("lower", "17", "17");
	check_good("lower", "l\\x6f", "1");
	check_bad("lower", "lo:1", -EINVAL);
	check_bad("lower", "no-such-device0", -EINVAL);
	check_bad("lower", "", -EINVAL);
	check_bad("lower", "-1", -EINVAL);
}

static void never_set(void)
{
	check_bad("f", "1", -EOPNOTSUPP);
	check_bad("d", "1", -EOPNOTSUPP);
	check_bad("pointer", "0", -EOPNOTSUPP);
	check_bad("stats", "1", -EOPNOTSUPP);
	check_bad("queue[0]", "1", -EOPNOTSUPP);
}

static const struct tap_test tests[] = {
	{ "every width takes its largest and its smallest number",
	  limits_of_widths },
	{ "no width takes a number one beyond its limits", beyond_the_limits },
	{ "a number that does not fit is told the limits", limits_are_told },
	{ "what is not all number is none", no_numbers },
	{ "numbers may be hexadecimal", hex },
	{ "on and off have three more names each, and no others", booleans },
	{ "enumerators go by short name, whole name and number", enumerators },
	{ "other names and numbers are no enumerators", no_enumerators },
	{ "a wrong name is told the right ones", enumerators_are_told },
	{ "flags go by names and numbers, in any order", flags },
	{ "a list with anything but flags is refused", no_flags },
	{ "a text fits with its end, or is refused", texts },
	{ "what is behind a text is zeroed", texts_end_in_zeros },
	{ "arrays take all elements, inner ones in a row", arrays },
	{ "arrays take no other number of elements, and good ones only",
	  no_arrays },
	{ "times and sizes have units behind them", times_and_sizes },
	{ "a device goes by name or index", devices },
	{ "floats, pointers and whole structs are never set", never_set },
};

int main(void)
{
	int status;

	sample_init(&sample);
	status = TAP_RUN(tests);
	sample_deinit(&sample);
	return status;
}
