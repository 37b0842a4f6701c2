// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "make_btf.h"
#include "tap.h"

static struct sample sample;

static void show(const void *value, const char *path, char *buf, size_t len)
{
	struct ctrl_member m = sample_at(&sample, path);

	tap_about("%s", path);
	ctrl_member__format(&m, value, buf, len);
}

static void check_shown(const void *value, const char *path, const char *wanted)
{
	char got[256];

	show(value, path, got, sizeof(got));
	CHECK_TEXT(got, wanted);
}

static void zeros(void)
{
	static const char value[SAMPLE_SIZE];

	check_shown(value, "u8", "0");
	check_shown(value, "s128", "0");
	check_shown(value, "on", "off");
	check_shown(value, "mode", "off");
	check_shown(value, "caps", "none");
	check_shown(value, "label", "");
	check_shown(value, "list", "0,0,0,0");
	check_shown(value, "stats", "{ drops 0 hits 0 }");
	check_shown(value, "f", "0");
	check_shown(value, "pointer", "0x0");
}

static void ones(void)
{
	char value[SAMPLE_SIZE];

	memset(value, 0xff, sizeof(value));
	check_shown(value, "u8", "255");
	check_shown(value, "s8", "-1");
	check_shown(value, "u64", "18446744073709551615");
	check_shown(value, "u128", "340282366920938463463374607431768211455");
	check_shown(value, "s128", "-1");
	check_shown(value, "bit3", "7");
	check_shown(value, "sbit5", "-1");
	check_shown(value, "bit33", "8589934591");
	check_shown(value, "on", "on");
	check_shown(value, "each", "rx|tx|zero-copy|top|0x7ffffff8,rx|tx|zero-copy|top|0x7ffffff8");
	check_shown(value, "pointer", "0xffffffffffffffff");
}

static void unknown_enumerators(void)
{
	char value[SAMPLE_SIZE];

	memset(value, 0xff, sizeof(value));
	check_shown(value, "mode", "4294967295");
	check_shown(value, "level", "-1");
	check_shown(value, "mode2", "3");
}

static void store(const char *path, const void *bytes, size_t len, char *value)
{
	memcpy(value + sample_at(&sample, path).bit_off / 8, bytes, len);
}

static void floats(void)
{
	char value[SAMPLE_SIZE] = { 0 };
	float f = -1.5;
	double d = 0.1;

	store("f", &f, sizeof(f), value);
	store("d", &d, sizeof(d), value);
	check_shown(value, "f", "-1.5");
	check_shown(value, "d", "0.10000000000000001");
}

static void texts_are_harmless(void)
{
	char value[SAMPLE_SIZE] = { 0 };

	store("label", "a\n\x1b\x7f\\b", 6, value);
	check_shown(value, "label", "a\\x0a\\x1b\\x7f\\b");
	store("label", "\\x1b\xc2\x9b", 6, value);
	check_shown(value, "label", "\\x5cx1b\\xc2\\x9b");
	store("label", "\xc3\xa4", 3, value);
	check_shown(value, "label", "\xc3\xa4");
}

static void texts_without_an_end(void)
{
	char value[SAMPLE_SIZE] = { 0 };

	store("label", "12345678", 8, value);
	check_shown(value, "label", "12345678");
}

static void structs_in_arrays(void)
{
	char value[SAMPLE_SIZE] = { 0 };
	__u32 budget = 64;

	store("queue[1].budget", &budget, sizeof(budget), value);
	check_shown(value, "queue[1]", "{ budget 64 busy off }");
	check_shown(value, "queue",
		    "{ budget 0 busy off },{ budget 64 busy off },{ budget 0 busy off },{ budget 0 busy off }");
}

static const char *const settable[] = {
	"u8", "s8", "u16", "s16", "u32", "s32", "u64", "s64", "u128", "s128", "on",
	"caps", "list", "grid", "each", "stats.drops", "queue[2].busy", "left",
	"word", "bytes", "deep", "bit3", "sbit5", "bit1", "bit33", "timeout",
	"size", "lower", "prog", "mine",
};

/* What is shown of random bytes is parsed into the same bytes. */
static void round_trip(const char *path, char *value)
{
	struct ctrl_member m = sample_at(&sample, path);
	char copy[SAMPLE_SIZE], word[512];

	/* a byte of 2 to 255 is shown as "on", which is 1 */
	if (m.kind == CTRL_KIND_BOOL)
		ctrl_bits__store(value, m.bit_off, m.bits, rand() % 2);
	memset(copy, 0, sizeof(copy));
	ctrl_member__format(&m, value, word, sizeof(word));
	tap_about("%s '%s'", path, word);
	CHECK_INT(ctrl_member__parse(&m, word, copy, NULL), 0);
	CHECK(ctrl_bits__equal(value, copy, m.bit_off, m.bits));
}

static void round_trips(void)
{
	char value[SAMPLE_SIZE];
	size_t i, k;
	int n;

	srand(1);
	for (n = 0; n < 200; n++) {
		for (i = 0; i < sizeof(value); i++)
			value[i] = rand() >> 8;
		for (k = 0; k < sizeof(settable) / sizeof(settable[0]); k++)
			round_trip(settable[k], value);
	}
}

static void enumerators_return(void)
{
	static const char *const paths[] = { "mode", "level", "big", "caps" };
	char value[SAMPLE_SIZE] = { 0 }, name[64];
	__u64 number;
	size_t i;
	__u32 k;

	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct ctrl_member m = sample_at(&sample, paths[i]);

		for (k = 0; !ctrl_member__enumerator(&m, k, name, sizeof(name),
						     &number); k++) {
			ctrl_bits__store(value, m.bit_off, m.bits, number);
			check_shown(value, paths[i], name);
			round_trip(paths[i], value);
		}
	}
}

static void texts_return(void)
{
	struct ctrl_member m = sample_at(&sample, "label");
	char value[SAMPLE_SIZE] = { 0 };
	int c;

	for (c = 1; c < 256; c++) {
		value[m.bit_off / 8] = c;
		round_trip("label", value);
	}
}

static void small_buffers(void)
{
	char value[SAMPLE_SIZE], *buf;
	__u32 i;
	size_t len;

	memset(value, 0xff, sizeof(value));
	for (i = 0; i < sample.type.nr; i++)
		for (len = 0; len < 64; len++) {
			/* of its own, so that a byte too much is noticed */
			buf = malloc(len ?: 1);
			tap_about("%s in %zu", sample.type.members[i].name, len);
			ctrl_member__format(&sample.type.members[i], value, buf, len);
			CHECK(!len || strnlen(buf, len) < len);
			free(buf);
		}
}

/* Wider than double and narrower than float, each in a struct of its own. */
static void other_floats(void)
{
	const unsigned char narrow[] = { 0x00, 0x3c };
	struct btf *btf = btf__new_empty();
	int wide_id = btf__add_float(btf, "long double", sizeof(long double));
	int narrow_id = btf__add_float(btf, "_Float16", 2);
	long double wide = 0.25L;
	struct ctrl_type type;
	struct maker maker;
	char shown[64];
	int id;

	id = maker_begin(&maker, btf, "a", sizeof(wide));
	maker_field(&maker, "f", wide_id);
	CHECK_INT(ctrl_type__init(&type, btf, id), 0);
	ctrl_member__format(&type.members[0], &wide, shown, sizeof(shown));
	CHECK_TEXT(shown, "0.25");
	ctrl_type__deinit(&type);

	id = maker_begin(&maker, btf, "b", sizeof(narrow));
	maker_field(&maker, "f", narrow_id);
	CHECK_INT(ctrl_type__init(&type, btf, id), 0);
	ctrl_member__format(&type.members[0], narrow, shown, sizeof(shown));
	CHECK_TEXT(shown, "0x3c00");
	ctrl_type__deinit(&type);
	btf__free(btf);
}

static const struct tap_test tests[] = {
	{ "zeros are shown as zeros, off, or nothing", zeros },
	{ "ones are shown as the largest number, or as -1", ones },
	{ "a number that no enumerator has is shown as it is",
	  unknown_enumerators },
	{ "floats are shown with all their digits", floats },
	{ "floats of other widths are shown, as bits if need be", other_floats },
	{ "control characters in a text are not sent to a terminal",
	  texts_are_harmless },
	{ "a text without an end stops at the array's", texts_without_an_end },
	{ "structs in arrays are shown with names", structs_in_arrays },
	{ "what is shown of any bytes is read back as these bytes", round_trips },
	{ "every enumerator is read back", enumerators_return },
	{ "every character of a text is read back", texts_return },
	{ "no buffer is too small", small_buffers },
};

int main(void)
{
	int status;

	sample_init(&sample);
	status = TAP_RUN(tests);
	sample_deinit(&sample);
	return status;
}
