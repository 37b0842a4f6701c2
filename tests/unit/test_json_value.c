// SPDX-License-Identifier: GPL-2.0-only
/* Members of every kind as JSON, written by bpftool's own writer. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json_value.h"
#include "json_writer.h"
#include "make_btf.h"
#include "tap.h"

extern json_writer_t *json_wtr;	/* bpftool's, which is not linked here */
extern bool pretty_output;
json_writer_t *json_wtr;
bool pretty_output;

static struct sample sample;

static void check_json(const void *value, const char *path, const char *wanted)
{
	struct ctrl_member m = sample_at(&sample, path);
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	json_wtr = jsonw_new(out);
	json_value__member(&m, value);
	jsonw_destroy(&json_wtr);
	fclose(out);
	text[strcspn(text, "\n")] = '\0';
	tap_about("%s", path);
	CHECK_TEXT(text, wanted);
	free(text);
}

static void enumerators(void)
{
	char value[SAMPLE_SIZE] = { 0 };
	struct ctrl_member m = sample_at(&sample, "level");

	check_json(value, "mode", "\"off\"");
	check_json(value, "level", "\"mid\"");
	ctrl_bits__store(value, m.bit_off, m.bits, -2);
	check_json(value, "level", "\"low\"");
}

/* The largest enumerator is 7: its lowest two bits are not it. */
static void narrow_enum(void)
{
	char value[SAMPLE_SIZE] = { 0 };
	struct ctrl_member m = sample_at(&sample, "mode2");

	check_json(value, "mode2", "\"off\"");
	ctrl_bits__store(value, m.bit_off, m.bits, 1);
	check_json(value, "mode2", "\"slow-start\"");
	ctrl_bits__store(value, m.bit_off, m.bits, 3);
	check_json(value, "mode2", "3");
}

static void unknown_enumerators(void)
{
	char value[SAMPLE_SIZE];

	memset(value, 0xff, sizeof(value));
	check_json(value, "mode", "4294967295");
	check_json(value, "level", "-1");
}

static void flags(void)
{
	char value[SAMPLE_SIZE] = { 0 };
	struct ctrl_member m = sample_at(&sample, "caps");

	check_json(value, "caps", "[]");
	ctrl_bits__store(value, m.bit_off, m.bits, 0x80000015);
	check_json(value, "caps", "[\"rx\",\"zero-copy\",\"top\",16]");
}

static void nested(void)
{
	char value[SAMPLE_SIZE] = { 0 };

	check_json(value, "stats", "{\"drops\":0,\"hits\":0}");
	check_json(value, "queue[1]", "{\"budget\":0,\"busy\":false}");
	check_json(value, "grid", "[[0,0,0],[0,0,0]]");
	check_json(value, "label", "\"\"");
}

static const struct tap_test tests[] = {
	{ "an enumerator is its name in JSON", enumerators },
	{ "a narrow enum is no enumerator that does not fit into it",
	  narrow_enum },
	{ "a number that no enumerator has is a number in JSON",
	  unknown_enumerators },
	{ "flags are an array of names in JSON, the rest a number", flags },
	{ "arrays and structs are such in JSON", nested },
};

int main(void)
{
	int status;

	sample_init(&sample);
	status = TAP_RUN(tests);
	sample_deinit(&sample);
	return status;
}
