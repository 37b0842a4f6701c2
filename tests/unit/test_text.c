// SPDX-License-Identifier: GPL-2.0-only
/* Text of others, as it may be shown on a terminal. */
#include <stdio.h>
#include <string.h>

#include "ctrl_text.h"
#include "tap.h"

static void check(const char *text, const char *wanted)
{
	char got[64];

	snprintf(got, sizeof(got), "%s", text);
	ctrl_text__make_printable(got);
	CHECK_TEXT(got, wanted);
}

static void plain(void)
{
	check("", "");
	check("a name, [::1]:80 ~", "a name, [::1]:80 ~");
	check("gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x90\x9d",
	      "gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x90\x9d");
}

static void control(void)
{
	check("a\nb\tc\x7f", "a?b?c?");
	check("\x1b[2J", "?[2J");
	/* U+009B, which is ESC and [, and U+00A0, which is none */
	check("\xc2\x9b" "2J", "??2J");
	check("\xc2\xa0", "\xc2\xa0");
}

static void no_utf8(void)
{
	check("\x9b" "2J", "?2J");
	check("\xff\xfe", "??");
	check("cut \xe2\x82", "cut ??");
	check("\xc0\xaf \xed\xa0\x80", "?? ???");
}

static const struct tap_test tests[] = {
	{ "what can be read stays", plain },
	{ "what steers a terminal does not", control },
	{ "what is no UTF-8 does not, either", no_utf8 },
};

int main(void)
{
	return TAP_RUN(tests);
}
