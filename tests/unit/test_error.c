// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ctrl.h"
#include "tap.h"

static void check_sentence(const struct ctrl_error *err, const char *wanted)
{
	char got[CTRL_SENTENCE_MAX];

	ctrl_error__sentence(err, got, sizeof(got));
	CHECK_TEXT(got, wanted);
}

static void what_why_and_instead(void)
{
	struct ctrl_error unknown = {
		.fault = CTRL_FAULT_UNKNOWN_ATTRIBUTE, .attribute = "xsk-ring",
		.near = { "xsk-ring-size", "rx-ring-size", "tx-ring-size" },
		.nr_near = 3,
	};
	struct ctrl_error bad = {
		.fault = CTRL_FAULT_BAD_VALUE, .attribute = "u8", .value = "256",
		.min = "0", .max = "255", .reason = "it does not fit into 8 bits",
	};
	struct ctrl_error range = {
		.fault = CTRL_FAULT_RANGE, .code = ERANGE, .object = "eth0",
		.attribute = "xsk-ring-size", .value = "9999", .min = "1",
		.max = "4096",
	};

	check_sentence(&unknown,
		"unknown attribute 'xsk-ring'; did you mean xsk-ring-size, rx-ring-size or tx-ring-size?");
	check_sentence(&bad,
		"'256' is no value for u8: it does not fit into 8 bits; the range is 0..255");
	check_sentence(&range,
		"eth0: xsk-ring-size: 9999 is out of range; the range is 1..4096");
}

static void refusals(void)
{
	struct ctrl_error err = {
		.fault = CTRL_FAULT_READ_ONLY, .attribute = "rx-queues",
	};

	check_sentence(&err, "rx-queues is read-only");
	err.fault = CTRL_FAULT_UNSUPPORTED;
	check_sentence(&err, "rx-queues is not supported here");
	err.fault = CTRL_FAULT_TWICE;
	check_sentence(&err, "attribute 'rx-queues' is named twice");
	err.fault = CTRL_FAULT_NO_VALUE;
	check_sentence(&err, "attribute 'rx-queues' has no value");
	err.fault = CTRL_FAULT_BUSY;
	check_sentence(&err,
		"others keep changing the attributes, nothing was set");
	err.fault = CTRL_FAULT_NO_CONTROL_MAPS;
	check_sentence(&err,
		"this kernel has no control maps: it needs the control map patches and CONFIG_BPF_CTRL_MAP=y");
}

static void where_and_what_became_of_it(void)
{
	struct ctrl_error err = {
		.fault = CTRL_FAULT_RANGE, .object = "eth0", .attribute = "mtu",
		.value = "9", .min = "68", .max = "1500", .file = "/etc/net",
	};

	check_sentence(&err, "/etc/net: eth0: mtu: 9 is out of range; the range is 68..1500");
	err.line = 7;
	snprintf(err.outcome, sizeof(err.outcome), "put back: eth1");
	check_sentence(&err,
		"/etc/net:7: eth0: mtu: 9 is out of range; the range is 68..1500; put back: eth1");
}

static void names_the_errno(void)
{
	struct ctrl_error err = { .fault = CTRL_FAULT_KERNEL, .code = ENOMEM };
	char got[CTRL_SENTENCE_MAX];

	ctrl_error__sentence(&err, got, sizeof(got));
	CHECK(strstr(got, strerror(ENOMEM)));
}

static void limits_one_sided(void)
{
	struct ctrl_error err = {
		.fault = CTRL_FAULT_RANGE, .attribute = "a", .value = "9",
		.max = "8",
	};

	check_sentence(&err, "a: 9 is out of range; at most 8");
	err.max[0] = '\0';
	strcpy(err.min, "10");
	check_sentence(&err, "a: 9 is out of range; at least 10");
}

/* Not every number within the limits is a value. */
static void reason_within_limits(void)
{
	struct ctrl_error err = {
		.fault = CTRL_FAULT_RANGE, .object = "eth0", .attribute = "a",
		.value = "2", .reason = "none of the enumerators",
	};

	check_sentence(&err, "eth0: a: 2 is not allowed: none of the enumerators");
	err.reason[0] = '\0';
	err.code = ERANGE;
	check_sentence(&err,
		"eth0: a: 2 is not allowed (Numerical result out of range)");
}

static void without_an_attribute(void)
{
	struct ctrl_error err = {
		.fault = CTRL_FAULT_UNSUPPORTED, .object = "eth0",
		.reason = "the driver says so",
	};

	check_sentence(&err,
		"eth0: the attribute is not supported here: the driver says so");
}

static void empty_value(void)
{
	struct ctrl_error err = {
		.fault = CTRL_FAULT_BAD_VALUE, .attribute = "a", .reason = "empty",
	};

	check_sentence(&err, "'' is no value for a: empty");
}

static void one_line(void)
{
	struct ctrl_error err = {
		.fault = CTRL_FAULT_BAD_VALUE, .attribute = "a",
		.value = "1\n\x1b[2J", .reason = "no",
	};

	check_sentence(&err, "'1\\x0a\\x1b[2J' is no value for a: no");
}

static void every_fault_has_words(void)
{
	struct ctrl_error err = { 0 };
	char got[CTRL_SENTENCE_MAX];
	int fault;

	for (fault = CTRL_FAULT_UNKNOWN_ATTRIBUTE; fault <= CTRL_FAULT_KERNEL;
	     fault++) {
		tap_about("fault %d", fault);
		err.fault = fault;
		ctrl_error__sentence(&err, got, sizeof(got));
		CHECK(strlen(got) > 5);
		CHECK(got[strlen(got) - 1] != '.');
	}
}

/* The longest texts there are, in every buffer up to what is promised. */
static void any_buffer(void)
{
	struct ctrl_error err = { .nr_near = CTRL_NEAR_MAX };
	size_t len;
	int fault;

	err.line = ~0U;
	memset(err.file, 'f', sizeof(err.file) - 1);
	memset(err.outcome, 'c', sizeof(err.outcome) - 1);
	memset(err.object, 'o', sizeof(err.object) - 1);
	memset(err.attribute, 'a', sizeof(err.attribute) - 1);
	memset(err.value, 'v', sizeof(err.value) - 1);
	memset(err.min, '1', sizeof(err.min) - 1);
	memset(err.max, '2', sizeof(err.max) - 1);
	memset(err.reason, 'r', sizeof(err.reason) - 1);
	for (len = 0; len < CTRL_NEAR_MAX; len++)
		memset(err.near[len], 'n', sizeof(err.near[len]) - 1);
	for (fault = 0; fault <= CTRL_FAULT_KERNEL; fault++)
		for (len = 0; len <= CTRL_SENTENCE_MAX; len++) {
			/* of its own, so that a byte too much is noticed */
			char *buf = malloc(len ?: 1);

			err.fault = fault;
			ctrl_error__sentence(&err, buf, len);
			tap_about("fault %d in %zu", fault, len);
			CHECK(!len || strnlen(buf, len) < len);
			if (len == CTRL_SENTENCE_MAX)
				CHECK(strlen(buf) < len - 1);
			free(buf);
		}
}

static void who_is_to_blame(void)
{
	static const enum ctrl_fault users[] = {
		CTRL_FAULT_USAGE, CTRL_FAULT_UNKNOWN_ATTRIBUTE, CTRL_FAULT_TWICE,
		CTRL_FAULT_OVERLAP,
		CTRL_FAULT_NO_VALUE, CTRL_FAULT_BAD_VALUE, CTRL_FAULT_NOT_SETTABLE,
	};
	int fault;
	size_t i;

	for (fault = 0; fault <= CTRL_FAULT_KERNEL; fault++) {
		struct ctrl_error err = { .fault = fault };
		bool wanted = false;

		for (i = 0; i < sizeof(users) / sizeof(users[0]); i++)
			wanted |= users[i] == err.fault;
		tap_about("fault %d", fault);
		CHECK(ctrl_error__is_users(&err) == wanted);
	}
}

static void the_first_stays(void)
{
	struct ctrl_error err = { 0 };

	CHECK_INT(ctrl_error__set(&err, CTRL_FAULT_KERNEL, EIO, "%s %d", "no", 1),
		  -EIO);
	CHECK_INT(ctrl_error__set(&err, CTRL_FAULT_USAGE, 0, "late"), -EINVAL);
	CHECK_INT(err.fault, CTRL_FAULT_KERNEL);
	CHECK_INT(err.code, EIO);
	CHECK_TEXT(err.reason, "no 1");
	CHECK_INT(ctrl_error__set(NULL, CTRL_FAULT_KERNEL, EIO, NULL), -EIO);
}

static const char *const names[] = {
	"etag", "rx_ring_size", "tx_ring_size", "xsk_ring_size", "rx_queues",
	"gro_flush_timeout", "napi_defer_hard_irqs",
};

static void check_near(const char *word, const char *wanted)
{
	struct ctrl_error err = { 0 };
	char got[256] = "";
	int i;

	ctrl_error__near(&err, word, names, sizeof(names) / sizeof(names[0]));
	for (i = 0; i < err.nr_near; i++)
		sprintf(got + strlen(got), "%s%s", i ? " " : "", err.near[i]);
	tap_about("%s", word);
	CHECK_TEXT(got, wanted);
}

static void near_names(void)
{
	check_near("xsk-ring-size", "xsk-ring-size rx-ring-size tx-ring-size");
	check_near("xsk_ring_szie", "xsk-ring-size rx-ring-size tx-ring-size");
	check_near("rx-queue", "rx-queues");
	check_near("flush", "gro-flush-timeout");
	check_near("GRO_FLUSH_TIMEOUT", "gro-flush-timeout");
	check_near("zzz", "");
	check_near("", "");
}

static void near_long_words(void)
{
	struct ctrl_error err = { 0 };
	char word[300];
	const char *list[] = { word };

	memset(word, 'a', sizeof(word));
	word[sizeof(word) - 1] = '\0';
	ctrl_error__near(&err, word, list, 1);
	CHECK_INT(err.nr_near, 1);
	CHECK_INT(strlen(err.near[0]), sizeof(err.near[0]) - 1);
}

static void an_object_is_gone(void)
{
	struct ctrl_error err = { .fault = CTRL_FAULT_NO_OBJECT, .code = ENODEV };

	check_sentence(&err,
		"no such object: it, or its network namespace, is gone");
	err.code = ENOENT;
	check_sentence(&err, "no such object");
}

static void near_names_stay(void)
{
	static const char *const first[] = { "alpha" }, *const second[] = { "alphb" };
	struct ctrl_error err = { 0 };

	ctrl_error__near(&err, "alph", first, 1);
	ctrl_error__near(&err, "alphb", second, 1);
	CHECK_INT(err.nr_near, 1);
	CHECK_TEXT(err.near[0], "alpha");
}

static const struct tap_test tests[] = {
	{ "a sentence says what, why and what instead", what_why_and_instead },
	{ "each refusal has its sentence", refusals },
	{ "an error in a file has its line, and what became of the others",
	  where_and_what_became_of_it },
	{ "what only the kernel knows is said with its errno", names_the_errno },
	{ "a limit on one side is said as such", limits_one_sided },
	{ "a number within the limits is not said to be out of range",
	  reason_within_limits },
	{ "a refusal about no known attribute is a sentence as well",
	  without_an_attribute },
	{ "an empty word is shown between quotes", empty_value },
	{ "a sentence is one line, whatever the user typed", one_line },
	{ "every fault has words", every_fault_has_words },
	{ "no buffer is too small, and CTRL_SENTENCE_MAX is enough", any_buffer },
	{ "faults of the user are told from refusals", who_is_to_blame },
	{ "the first failure stays", the_first_stays },
	{ "near names are found, the closest first", near_names },
	{ "a word of any length has near names", near_long_words },
	{ "near names that were found first stay", near_names_stay },
	{ "an object that was there is said to be gone", an_object_is_gone },
};

int main(void)
{
	return TAP_RUN(tests);
}
