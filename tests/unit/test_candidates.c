// SPDX-License-Identifier: GPL-2.0-only
/* What is offered to a shell that completes a word. */
#include "capture.h"
#include "tap.h"
#include "text/candidates.h"

static char text[256];

/* What is offered where this has been typed. */
#define OFFERED(word, ...)						\
	({								\
		const struct candidates at = { word };			\
		struct capture c;					\
									\
		capture_begin(&c);					\
		__VA_ARGS__;						\
		capture_end(&c, text, sizeof(text));			\
	})

static void same_beginning(void)
{
	CHECK_TEXT(OFFERED("", candidates__offer(&at, "show", NULL)), "show\n");
	CHECK_TEXT(OFFERED("sh", candidates__offer(&at, "show", NULL)), "show\n");
	CHECK_TEXT(OFFERED("show", candidates__offer(&at, "show", NULL)),
		   "show\n");
	CHECK_TEXT(OFFERED("shown", candidates__offer(&at, "show", NULL)), "");
	CHECK_TEXT(OFFERED("h", candidates__offer(&at, "show", NULL)), "");
	CHECK_TEXT(OFFERED("SH", candidates__offer(&at, "show", NULL)), "");
	CHECK_TEXT(OFFERED("", candidates__offer(&at, "", NULL)), "");
}

static void about(void)
{
	CHECK_TEXT(OFFERED("", candidates__offer(&at, "id", "%d of %s", 3, "4")),
		   "id\t3 of 4\n");
	CHECK_TEXT(OFFERED("", candidates__offer(&at, "id", "%s", "a\nb\tc")),
		   "id\ta\\x0ab\\x09c\n");
}

static void one_line_each(void)
{
	CHECK_TEXT(OFFERED("", candidates__offer(&at, "a\nb", NULL)), "");
	CHECK_TEXT(OFFERED("", candidates__offer(&at, "a\tb", NULL)), "");
	CHECK_TEXT(OFFERED("", candidates__offer(&at, "a b", NULL)), "a b\n");
}

static void spelt_as_typed(void)
{
	CHECK_TEXT(OFFERED("", candidates__offer_name(&at, "rx_ring_size", NULL)),
		   "rx-ring-size\n");
	CHECK_TEXT(OFFERED("rx-r", candidates__offer_name(&at, "rx_ring_size",
							  NULL)),
		   "rx-ring-size\n");
	CHECK_TEXT(OFFERED("rx_", candidates__offer_name(&at, "rx_ring_size",
							 NULL)),
		   "rx_ring_size\n");
	CHECK_TEXT(OFFERED("g", candidates__offer_name(&at, "gro_flush_timeout",
						       "ns")),
		   "gro-flush-timeout\tns\n");
	CHECK_TEXT(OFFERED("tx", candidates__offer_name(&at, "rx_ring_size",
							NULL)), "");
}

static void asked(void)
{
	CHECK_TEXT(OFFERED("x", (void)at; candidates__ask("files")), ":files\n");
}

static const struct tap_test tests[] = {
	{ "a word is offered where it begins as what was typed", same_beginning },
	{ "a few words stand behind it, which do not end its line", about },
	{ "a word that would be several lines or fields is not offered",
	  one_line_each },
	{ "a name is spelt as what was typed, with - where nothing says", spelt_as_typed },
	{ "what the shell is to find itself is no candidate", asked },
};

int main(void)
{
	return TAP_RUN(tests);
}
