// SPDX-License-Identifier: GPL-2.0-only
/* Members of every kind as JSON, written by bpftool's own writer. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "show/json_value.h"
#include "json_writer.h"
#include "make_btf.h"
#include "tap.h"

extern json_writer_t *json_wtr;	/* bpftool's, which is not linked here */
json_writer_t *json_wtr;

static struct sample sample;

static void check_member(const struct ctrl_member *m, const void *value,
			 const char *wanted)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	json_wtr = jsonw_new(out);
	json_value__put(m, value);
	jsonw_destroy(&json_wtr);
	fclose(out);
	text[strcspn(text, "\n")] = '\0';
	CHECK_TEXT(text, wanted);
	free(text);
}

static void check_json(const void *value, const char *path, const char *wanted)
{
	struct ctrl_member m = sample_at(&sample, path);

	tap_about("%s", path);
	check_member(&m, value, wanted);
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

/* struct { u32 a; union { u32 b; u32 c; }; struct { union { u32 d; }; u32 e; }; } */
static void parts_without_a_name(void)
{
	__u32 value[] = { 1, 2, 4, 5 };
	struct btf *btf = btf__new_empty();
	int word, one, two, inner, whole;
	struct ctrl_type type;
	struct maker m;

	word = make_int(btf, "unsigned int", 4, 0);
	one = btf__add_union(btf, NULL, 4);
	btf__add_field(btf, "b", word, 0, 0);
	btf__add_field(btf, "c", word, 0, 0);
	inner = btf__add_union(btf, NULL, 4);
	btf__add_field(btf, "d", word, 0, 0);
	two = maker_begin(&m, btf, NULL, 8);
	maker_field(&m, NULL, inner);
	maker_field(&m, "e", word);
	whole = maker_begin(&m, btf, "whole", sizeof(value));
	maker_field(&m, "a", word);
	maker_field(&m, NULL, one);
	maker_field(&m, NULL, two);
	maker_begin(&m, btf, "value", sizeof(value));
	maker_field(&m, "whole", whole);

	CHECK_INT(ctrl_type__init(&type, btf, whole + 1), 0);
	check_member(&type.members[0], value, "{\"a\":1,\"b\":2,\"c\":2,\"d\":4,\"e\":5}");
	ctrl_type__deinit(&type);
	btf__free(btf);
}

static const struct tap_test tests[] = {
	{ "an enumerator is its name in JSON", enumerators },
	{ "a narrow enum is no enumerator that does not fit into it",
	  narrow_enum },
	{ "a number that no enumerator has is a number in JSON",
	  unknown_enumerators },
	{ "flags are an array of names in JSON, the rest a number", flags },
	{ "arrays and structs are such in JSON", nested },
	{ "parts of a struct that have no name are fields of it",
	  parts_without_a_name },
};

int main(void)
{
	int status;

	sample_init(&sample);
	status = TAP_RUN(tests);
	sample_deinit(&sample);
	return status;
}
