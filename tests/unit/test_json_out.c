// SPDX-License-Identifier: GPL-2.0-only
/* JSON in large pieces is what bpftool's own writer makes of it bit by bit. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "show/json_out.h"
#include "json_writer.h"
#include "tap.h"

#define DEPTH_MAX	6
#define TEXT_MAX	(3 * JSON_OUT_ROOM)

extern json_writer_t *json_wtr;	/* bpftool's, which is not linked here */
extern bool pretty_output;
json_writer_t *json_wtr;
bool pretty_output;

static struct json_out out;
static unsigned int seed;
static size_t longest;		/* text of a document */

/* A way to write JSON: the one that is tested, and upstream's. */
struct writer {
	void (*name)(const char *name);
	void (*open)(char bracket);
	void (*close)(char bracket);
	void (*number)(__u64 number);
	void (*minus)(__s64 number);
	void (*boolean)(bool yes);
	void (*null)(void);
	void (*text)(const char *text);
};

static void out_name(const char *name)
{
	json_out__name(&out, name);
}

static void out_open(char bracket)
{
	json_out__open(&out, bracket);
}

static void out_close(char bracket)
{
	json_out__close(&out, bracket);
}

static void out_number(__u64 number)
{
	json_out__unsigned(&out, number);
}

static void out_minus(__s64 number)
{
	json_out__signed(&out, number);
}

static void out_bool(bool yes)
{
	json_out__bool(&out, yes);
}

static void out_null(void)
{
	json_out__null(&out);
}

static void out_text(const char *text)
{
	json_out__string(&out, text);
}

static const struct writer ours = {
	out_name, out_open, out_close, out_number, out_minus, out_bool, out_null,
	out_text,
};

static void theirs_name(const char *name)
{
	jsonw_name(json_wtr, name);
}

static void theirs_open(char bracket)
{
	if (bracket == '{')
		jsonw_start_object(json_wtr);
	else
		jsonw_start_array(json_wtr);
}

static void theirs_close(char bracket)
{
	if (bracket == '}')
		jsonw_end_object(json_wtr);
	else
		jsonw_end_array(json_wtr);
}

static void theirs_number(__u64 number)
{
	jsonw_uint(json_wtr, number);
}

static void theirs_minus(__s64 number)
{
	jsonw_int(json_wtr, number);
}

static void theirs_bool(bool yes)
{
	jsonw_bool(json_wtr, yes);
}

static void theirs_null(void)
{
	jsonw_null(json_wtr);
}

static void theirs_text(const char *text)
{
	jsonw_string(json_wtr, text);
}

static const struct writer theirs = {
	theirs_name, theirs_open, theirs_close, theirs_number, theirs_minus,
	theirs_bool, theirs_null, theirs_text,
};

static unsigned int any(unsigned int end)
{
	return rand_r(&seed) % end;
}

/* Mostly short, with all that decides about a comma. */
static const char *any_text(void)
{
	static char text[TEXT_MAX + 1];
	static const char letters[] = "a[{:,\"\\]}0";
	size_t len = any(longest / 512 + 2) ? any(12) : any(longest + 1), i;

	for (i = 0; i < len; i++)
		text[i] = letters[any(sizeof(letters) - 1)];
	text[len] = '\0';
	return text;
}

static __u64 any_number(void)
{
	__u64 bits = (__u64)rand_r(&seed) << 40 ^ (__u64)rand_r(&seed) << 20 ^
		     rand_r(&seed);

	return any(4) ? bits >> any(64) : any(2) ? 0 : 1ULL << 63;
}

static void any_element(const struct writer *w, int depth)
{
	unsigned int kind = any(depth < DEPTH_MAX ? 8 : 5), i, nr;
	bool object = kind > 6;

	switch (kind) {
	case 0:
		w->number(any_number());
		return;
	case 1:
		w->minus(any_number());
		return;
	case 2:
		w->boolean(any(2));
		return;
	case 3:
		w->null();
		return;
	case 4:
		w->text(any_text());
		return;
	}
	nr = any(depth ? 12 : 60);
	w->open(object ? '{' : '[');
	for (i = 0; i < nr; i++) {
		if (object)
			w->name(any_text());
		any_element(w, depth + 1);
	}
	w->close(object ? '}' : ']');
}

/* In an object of upstream's, with fields in front and behind. */
static char *document(const struct writer *w, unsigned int from)
{
	char *text;
	size_t size;
	FILE *file = open_memstream(&text, &size);

	seed = from;
	json_wtr = jsonw_new(file);
	jsonw_pretty(json_wtr, pretty_output);
	jsonw_start_object(json_wtr);
	if (from % 2)
		jsonw_null_field(json_wtr, "before");
	json_out__begin(&out);
	w->name("field");
	any_element(w, 0);
	w->name("next");
	any_element(w, 0);
	json_out__end(&out);
	jsonw_null_field(json_wtr, "behind");
	jsonw_end_object(json_wtr);
	jsonw_destroy(&json_wtr);
	fclose(file);
	return text;
}

static size_t check_documents(unsigned int nr)
{
	size_t largest = 0;
	unsigned int i;

	for (i = 1; i <= nr; i++) {
		char *wanted = document(&theirs, i);
		char *got = document(&ours, i);

		tap_about("document %u", i);
		CHECK_TEXT(got, wanted);
		if (strlen(got) > largest)
			largest = strlen(got);
		free(wanted);
		free(got);
	}
	return largest;
}

static void alike(void)
{
	longest = 20;
	CHECK(check_documents(3000) > 3 * JSON_OUT_ROOM);
}

static void long_texts(void)
{
	longest = TEXT_MAX;
	CHECK(check_documents(300) > 3 * TEXT_MAX);
}

static void pretty(void)
{
	pretty_output = true;
	longest = TEXT_MAX;
	CHECK(check_documents(300) > 3 * TEXT_MAX);
	pretty_output = false;
}

static char *written(void (*write)(void))
{
	char *text;
	size_t size;
	FILE *file = open_memstream(&text, &size);

	json_wtr = jsonw_new(file);
	json_out__begin(&out);
	write();
	json_out__end(&out);
	jsonw_destroy(&json_wtr);
	fclose(file);
	text[strcspn(text, "\n")] = '\0';
	return text;
}

static void write_ends(void)
{
	json_out__open(&out, '[');
	json_out__unsigned(&out, UINT64_MAX);
	json_out__signed(&out, INT64_MAX);
	json_out__signed(&out, INT64_MIN);
	json_out__signed(&out, -1);
	json_out__literal(&out, "0.5");
	json_out__string(&out, NULL);
	json_out__text(&out, "a\0\n\033\303\244", 6);
	json_out__close(&out, ']');
}

static void ends(void)
{
	char *got = written(write_ends);

	CHECK_TEXT(got, "[18446744073709551615,9223372036854775807,"
		   "-9223372036854775808,-1,0.5,null,"
		   "\"a\\u0000\\u000a\\u001b\303\244\"]");
	free(got);
}

static void write_no_utf8(void)
{
	json_out__open(&out, '[');
	json_out__string(&out, "bad\351");
	json_out__string(&out, "bad\303\251");
	json_out__string(&out, "bad\\xe9");
	json_out__string(&out, "a\\b");
	json_out__string(&out, "\302\233\233");
	json_out__close(&out, ']');
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
	json_out__message(&out, "'bad\\xe9': \"\351\"\n");
}

static void words(void)
{
	char *got = written(write_words);

	CHECK_TEXT(got, "\"'bad\\\\xe9': \\\"\\\\xe9\\\"\\u000a\"");
	free(got);
}

static void write_attributes(void)
{
	static const char *const own[] = { "pid", "fd", NULL };

	json_out__open(&out, '{');
	json_out__name(&out, "pid");
	json_out__unsigned(&out, 1);
	json_out__name(&out, "fd");
	json_out__unsigned(&out, 2);
	json_out__attribute(&out, "fd", own);
	json_out__unsigned(&out, 3);
	json_out__attribute(&out, "mark", own);
	json_out__unsigned(&out, 4);
	json_out__attribute(&out, "pid.fd", own);
	json_out__unsigned(&out, 5);
	json_out__close(&out, '}');
}

static void attributes(void)
{
	char *got = written(write_attributes);

	CHECK_TEXT(got, "{\"pid\":1,\"fd\":2,\"attribute:fd\":3,\"mark\":4,"
		   "\"pid.fd\":5}");
	free(got);
}

static void write_nothing(void)
{
}

static void nothing(void)
{
	char *got = written(write_nothing);

	CHECK_TEXT(got, "");
	free(got);
}

static const struct tap_test tests[] = {
	{ "a document in pieces is the one that is written bit by bit", alike },
	{ "so is one with texts that are larger than a piece", long_texts },
	{ "so is a pretty one", pretty },
	{ "the smallest and the largest numbers, and any bytes", ends },
	{ "what is no UTF-8 is the string of no other text", no_utf8 },
	{ "words that are shown are the same in a string", words },
	{ "an attribute takes the name of no other field", attributes },
	{ "nothing is nothing", nothing },
};

int main(void)
{
	return TAP_RUN(tests);
}
