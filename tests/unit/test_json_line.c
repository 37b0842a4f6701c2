// SPDX-License-Identifier: GPL-2.0-only
/* Fields in one piece are what bpftool's own writer makes of them one by one. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json_line.h"
#include "json_value.h"
#include "json_writer.h"
#include "make_btf.h"
#include "tap.h"

extern json_writer_t *json_wtr;	/* bpftool's, which is not linked here */
extern bool pretty_output;
json_writer_t *json_wtr;
bool pretty_output;

static struct sample sample;

/* @write: false: it cannot */
static bool document(bool (*write)(const struct ctrl_member *m, const void *value),
		     const struct ctrl_member *m, const void *value, char **text)
{
	size_t size;
	FILE *out = open_memstream(text, &size);
	bool written;

	json_wtr = jsonw_new(out);
	jsonw_start_object(json_wtr);
	written = write(m, value);
	jsonw_end_object(json_wtr);
	jsonw_destroy(&json_wtr);
	fclose(out);
	return written;
}

static bool one_by_one(const struct ctrl_member *m, const void *value)
{
	jsonw_name(json_wtr, "before");
	jsonw_null(json_wtr);
	jsonw_name(json_wtr, m->name);
	json_value__member(m, value);
	jsonw_name(json_wtr, "after");
	jsonw_uint(json_wtr, UINT64_MAX);
	return true;
}

static bool at_once(const struct ctrl_member *m, const void *value)
{
	struct json_line l;

	json_line__begin(&l);
	json_line__text(&l, "before", NULL);
	json_line__member(&l, m->name, m, value);
	json_line__number(&l, "after", UINT64_MAX);
	return json_line__write(&l);
}

static int nr_alike;

static void check_alike(const struct ctrl_member *m, const void *value)
{
	char *wanted, *got;

	document(one_by_one, m, value, &wanted);
	if (document(at_once, m, value, &got)) {
		tap_about("%s", m->name);
		CHECK_TEXT(got, wanted);
		nr_alike++;
	}
	free(wanted);
	free(got);
}

static void check_all(const void *value)
{
	__u32 i;

	for (i = 0; i < sample.type.nr; i++)
		check_alike(&sample.type.members[i], value);
}

static void alike(void)
{
	char value[SAMPLE_SIZE] = { 0 };
	unsigned int seed = 1;
	int round;
	size_t i;

	check_all(value);
	CHECK(nr_alike >= 15);
	memset(value, 0xff, sizeof(value));
	check_all(value);
	for (round = 0; round < 200; round++) {
		for (i = 0; i < sizeof(value); i++)
			value[i] = rand_r(&seed) % 3 ? rand_r(&seed) : 0;
		check_all(value);
	}
}

static void smallest(void)
{
	static const char *const names[] = { "s8", "s16", "s32", "s64" };
	char value[SAMPLE_SIZE];
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct ctrl_member m = sample_at(&sample, names[i]);

		memset(value, 0, sizeof(value));
		ctrl_bits__store(value, m.bit_off, m.bits, 1ULL << (m.bits - 1));
		check_alike(&m, value);
		ctrl_bits__store(value, m.bit_off, m.bits,
				 (1ULL << (m.bits - 1)) - 1);
		check_alike(&m, value);
	}
}

static void nested(void)
{
	struct json_line l;

	json_line__begin(&l);
	json_line__open(&l, "list", '[');
	json_line__open(&l, NULL, '{');
	json_line__number(&l, "a", 1);
	json_line__text(&l, "b", "[");
	json_line__close(&l, '}');
	json_line__open(&l, NULL, '{');
	json_line__close(&l, '}');
	json_line__close(&l, ']');
	json_line__open(&l, "none", '[');
	json_line__close(&l, ']');
	json_line__text(&l, "c", "{");
	json_line__number(&l, "d", 2);
	l.text[l.len] = '\0';
	CHECK_TEXT(l.text, "\"list\":[{\"a\":1,\"b\":\"[\"},{}],"
		   "\"none\":[],\"c\":\"{\",\"d\":2");
}

static bool fits(const char *name, const char *text)
{
	struct json_line l;

	json_line__begin(&l);
	json_line__text(&l, name, text);
	return !l.bad;
}

static void what_does_not_fit(void)
{
	struct ctrl_member stats = sample_at(&sample, "stats");
	char value[SAMPLE_SIZE] = { 0 }, text[JSON_LINE_ROOM], *got;
	struct json_line l;
	int i;

	CHECK(!document(at_once, &stats, value, &got));
	CHECK_TEXT(got, "{}\n");
	free(got);
	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	CHECK(!fits("name", text));
	text[sizeof(text) / 8] = '\0';
	CHECK(fits("name", text));
	json_line__begin(&l);
	for (i = 0; i < 1000; i++)
		json_line__number(&l, "number", i);
	CHECK(l.bad && l.len <= sizeof(l.text));
}

static void pretty(void)
{
	struct ctrl_member m = sample_at(&sample, "u8");
	char value[SAMPLE_SIZE] = { 0 }, *got;

	pretty_output = true;
	CHECK(!document(at_once, &m, value, &got));
	CHECK_TEXT(got, "{}\n");
	pretty_output = false;
	free(got);
}

static const struct tap_test tests[] = {
	{ "fields in one piece are those that are written one by one", alike },
	{ "so are the smallest and the largest numbers", smallest },
	{ "commas are where they belong, also in arrays and objects", nested },
	{ "what is too large or has parts is left to the other way",
	  what_does_not_fit },
	{ "so is what has to be pretty", pretty },
};

int main(void)
{
	int status;

	sample_init(&sample);
	status = TAP_RUN(tests);
	sample_deinit(&sample);
	return status;
}
