// SPDX-License-Identifier: GPL-2.0-only
/* What JSON bpftool's writer makes of any bytes and of numbers. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json_writer.h"
#include "show/json_text.h"
#include "tap.h"

extern json_writer_t *json_wtr;	/* bpftool's, which is not linked here */
json_writer_t *json_wtr;

static char *written(void (*write)(void))
{
	char *text;
	size_t size;
	FILE *file = open_memstream(&text, &size);

	json_wtr = jsonw_new(file);
	write();
	jsonw_destroy(&json_wtr);
	fclose(file);
	text[strcspn(text, "\n")] = '\0';
	return text;
}

static void write_ends(void)
{
	jsonw_start_array(json_wtr);
	jsonw_uint(json_wtr, UINT64_MAX);
	jsonw_int(json_wtr, INT64_MAX);
	jsonw_int(json_wtr, INT64_MIN);
	jsonw_int(json_wtr, -1);
	jsonw_float_fmt(json_wtr, "%.1f", 0.5);
	json_text__string(NULL);
	json_text__write("a\0\n\033\303\244", 6);
	jsonw_end_array(json_wtr);
}

static void ends(void)
{
	char *got = written(write_ends);

	CHECK_TEXT(got, "[18446744073709551615,9223372036854775807,"
		   "-9223372036854775808,-1,0.5,null,"
		   "\"a\\u0000\\n\\u001b\303\244\"]");
	free(got);
}

static void write_no_utf8(void)
{
	jsonw_start_array(json_wtr);
	json_text__string("bad\351");
	json_text__string("bad\303\251");
	json_text__string("bad\\xe9");
	json_text__string("a\\b");
	json_text__string("\302\233\233");
	jsonw_end_array(json_wtr);
}

static void no_utf8(void)
{
	char *got = written(write_no_utf8);

	CHECK_TEXT(got, "[\"bad\\\\xe9\",\"bad\303\251\",\"bad\\\\x5cxe9\","
		   "\"a\\\\b\",\"\\u009b\\\\x9b\"]");
	free(got);
}

static void write_words(void)
{
	json_text__message("'bad\\xe9': \"\351\"\n");
}

static void words(void)
{
	char *got = written(write_words);

	CHECK_TEXT(got, "\"'bad\\\\xe9': \\\"\\\\xe9\\\"\\n\"");
	free(got);
}

static void write_attributes(void)
{
	static const char *const own[] = { "pid", "fd", NULL };

	jsonw_start_object(json_wtr);
	jsonw_name(json_wtr, "pid");
	jsonw_uint(json_wtr, 1);
	jsonw_name(json_wtr, "fd");
	jsonw_uint(json_wtr, 2);
	json_text__attribute("fd", own);
	jsonw_uint(json_wtr, 3);
	json_text__attribute("mark", own);
	jsonw_uint(json_wtr, 4);
	json_text__attribute("pid.fd", own);
	jsonw_uint(json_wtr, 5);
	jsonw_end_object(json_wtr);
}

static void attributes(void)
{
	char *got = written(write_attributes);

	CHECK_TEXT(got, "{\"pid\":1,\"fd\":2,\"attribute:fd\":3,\"mark\":4,"
		   "\"pid.fd\":5}");
	free(got);
}

static const struct tap_test tests[] = {
	{ "the smallest and the largest numbers, and any bytes", ends },
	{ "what is no UTF-8 is the string of no other text", no_utf8 },
	{ "words that are shown are the same in a string", words },
	{ "an attribute takes the name of no other field", attributes },
};

int main(void)
{
	return TAP_RUN(tests);
}
