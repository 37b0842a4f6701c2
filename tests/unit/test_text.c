// SPDX-License-Identifier: GPL-2.0-only
/* Text of others, as it may be shown on a terminal, and back. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "ctrl_text.h"
#include "tap.h"

#define ROOM	64

/* It is written so, and read again; a sentence with it in it stays. */
static void check(const char *text, const char *wanted)
{
	char word[ROOM], again[ROOM];

	CHECK_INT(ctrl_text__write(text, strlen(text), word, sizeof(word)),
		  strlen(wanted));
	CHECK_TEXT(word, wanted);
	CHECK_INT(ctrl_text__read(word, again, sizeof(again)), strlen(text));
	CHECK_TEXT(again, text);
	ctrl_text__show(word, again, sizeof(again));
	CHECK_TEXT(again, word);
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
	check("a\nb\tc\x7f", "a\\x0ab\\x09c\\x7f");
	check("\x1b[2J", "\\x1b[2J");
	/* U+009B, which is ESC and [, and U+00A0, which is none */
	check("\xc2\x9b" "2J", "\\xc2\\x9b2J");
	check("\xc2\xa0", "\xc2\xa0");
}

static void no_utf8(void)
{
	check("\x9b" "2J", "\\x9b2J");
	check("\xff\xfe", "\\xff\\xfe");
	check("cut \xe2\x82", "cut \\xe2\\x82");
	check("\xc0\xaf \xed\xa0\x80", "\\xc0\\xaf \\xed\\xa0\\x80");
}

static void backslash(void)
{
	check("a\\b\\", "a\\b\\");
	check("a\\\\b", "a\\\\b");
	check("\\x1", "\\x1");
	check("\\x1b", "\\x5cx1b");
	check("\\\\xFf", "\\\\x5cxFf");
	check("\\\x1b", "\\\\x1b");
	check("\\x5c", "\\x5cx5c");
	/* what people write, too */
	CHECK_INT(ctrl_text__read("\\xC3\\xBC", (char[ROOM]){ "" }, ROOM), 2);
}

/* All of three bytes out of those that may matter to each other. */
static void every_text(void)
{
	static const char bytes[] = "\\x5cCaz \x1b\x7f\x80\x9b\xc2\xa0\xe9\xff";
	char text[4] = "", word[ROOM], again[ROOM];
	size_t i, n = sizeof(bytes) - 1;

	for (i = 0; i < n * n * n; i++) {
		text[0] = bytes[i % n];
		text[1] = bytes[i / n % n];
		text[2] = bytes[i / n / n];
		ctrl_text__write(text, 3, word, sizeof(word));
		ctrl_text__read(word, again, sizeof(again));
		tap_about("%s", word);
		CHECK_TEXT(again, text);
	}
}

static void limits(void)
{
	char word[8] = "before", text[4] = "bef";

	CHECK_INT(ctrl_text__write("ab\x1b" "c", 4, word, sizeof(word)), 7);
	CHECK_TEXT(word, "ab\\x1bc");
	CHECK_INT(ctrl_text__write("abcd\x1b", 5, word, sizeof(word)), 4);
	CHECK_TEXT(word, "abcd");
	CHECK_INT(ctrl_text__write("a\0b", 3, word, sizeof(word)), 6);
	CHECK_TEXT(word, "a\\x00b");
	/* the last byte of a text that is cut there is no character */
	CHECK_INT(ctrl_text__write("\xc2\x9b", 1, word, sizeof(word)), 4);
	CHECK_INT(ctrl_text__read("a\\x00", text, sizeof(text)), -EINVAL);
	CHECK_INT(ctrl_text__read("abcd", text, sizeof(text)), -ERANGE);
	CHECK_INT(ctrl_text__read("ab\\x63", text, sizeof(text)), 3);
	CHECK_TEXT(text, "abc");
}

static void sentence(void)
{
	char shown[ROOM];

	ctrl_text__show("'a\x1b' is no \\x1b\n", shown, sizeof(shown));
	CHECK_TEXT(shown, "'a\\x1b' is no \\x1b\\x0a");
}

static const struct tap_test tests[] = {
	{ "what can be read stays", plain },
	{ "what steers a terminal is written as its bytes", control },
	{ "what is no UTF-8 is, too", no_utf8 },
	{ "a backslash is where it would begin such a group", backslash },
	{ "every text is read as it was written", every_text },
	{ "no group is cut, and nothing is written beyond the room", limits },
	{ "words that were written so stay in a sentence", sentence },
};

int main(void)
{
	return TAP_RUN(tests);
}
