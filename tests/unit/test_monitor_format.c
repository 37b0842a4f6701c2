// SPDX-License-Identifier: GPL-2.0-only
/* The bytes of a trace event, whole, in another order and cut at every place. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "monitor/format.h"
#include "tap.h"

/* An event as a kernel may lay it out: places of the texts, then the texts. */
struct event {
	__u32 common[2];
	__u32 new, old, member, key, type;
	__u32 netns;
	char comm[16];
	__u32 uid;
	char texts[64];
};

#define PLACE(field)	{ offsetof(struct event, field), \
			  sizeof(((struct event *)0)->field), false }
#define TEXT(field)	{ offsetof(struct event, field), 4, true }

static const struct monitor_format format = {
	.id = 1,
	.places = {
		[MONITOR_UID] = PLACE(uid),
		[MONITOR_COMM] = PLACE(comm),
		[MONITOR_NETNS] = PLACE(netns),
		[MONITOR_TYPE] = TEXT(type),
		[MONITOR_KEY] = TEXT(key),
		[MONITOR_MEMBER] = TEXT(member),
		[MONITOR_OLD] = TEXT(old),
		[MONITOR_NEW] = TEXT(new),
	},
};

/* Behind the last text; returns where it is, as the kernel says it. */
static __u32 put(struct event *e, size_t *used, const void *bytes, size_t n)
{
	size_t at = offsetof(struct event, texts) + *used;

	memcpy(e->texts + *used, bytes, n);
	*used += n;
	return at | n << 16;
}

static size_t make_event(struct event *e)
{
	static const __u32 key = 0x01020304;
	size_t used = 0;

	memset(e, 0, sizeof(*e));
	e->uid = 1000;
	e->netns = 0xfedcba98;
	memcpy(e->comm, "fifteen letters", 16);
	e->type = put(e, &used, "xdp", 4);
	e->key = put(e, &used, &key, sizeof(key));
	e->member = put(e, &used, "rx_ring_size", 13);
	e->old = put(e, &used, "", 1);
	e->new = put(e, &used, "4096", 5);
	return offsetof(struct event, texts) + used;
}

static void whole(void)
{
	struct monitor_change change = { .time = 7, .pid = 8, .tid = 9 };
	struct event e;
	size_t size = make_event(&e);
	__u32 key;

	CHECK_INT(monitor_format__decode(&format, &e, size, &change), 0);
	CHECK_INT(change.uid, 1000);
	CHECK_INT(change.netns, 0xfedcba98);
	CHECK_TEXT(change.comm, "fifteen letters");
	CHECK_TEXT(change.type, "xdp");
	CHECK_TEXT(change.member, "rx_ring_size");
	CHECK_TEXT(change.old, "");
	CHECK_TEXT(change.new, "4096");
	CHECK_INT(change.key_size, 4);
	memcpy(&key, change.key, sizeof(key));
	CHECK_INT(key, 0x01020304);
	CHECK(change.time == 7 && change.pid == 8 && change.tid == 9);
}

/* In memory of just that size, so that nothing behind it is read unseen. */
static void cut(void)
{
	struct monitor_change change;
	struct event e;
	size_t size = make_event(&e), n;
	char *bytes;

	for (n = 0; n < size; n++) {
		tap_about("%zu bytes of %zu", n, size);
		bytes = malloc(n ?: 1);
		memcpy(bytes, &e, n);
		CHECK_INT(monitor_format__decode(&format, bytes, n, &change),
			  -EBADMSG);
		free(bytes);
	}
}

static void bad_place(void)
{
	static const __u32 places[] = {
		0xffff, 0xffffffff, 0xffff0000, 1 << 16 | sizeof(struct event),
	};
	struct monitor_change change;
	struct event e;
	size_t i;

	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		tap_about("%#x", places[i]);
		make_event(&e);
		e.member = places[i];
		CHECK_INT(monitor_format__decode(&format, &e, sizeof(e), &change),
			  -EBADMSG);
		make_event(&e);
		e.key = places[i];
		CHECK_INT(monitor_format__decode(&format, &e, sizeof(e), &change),
			  -EBADMSG);
	}
}

static void no_end_of_text(void)
{
	struct monitor_change change;
	struct event e;
	size_t size = make_event(&e);

	memcpy(e.comm, "sixteen letters!", 16);
	CHECK_INT(monitor_format__decode(&format, &e, size, &change), -EBADMSG);
	make_event(&e);
	e.type -= 1 << 16;
	CHECK_INT(monitor_format__decode(&format, &e, size, &change), -EBADMSG);
}

/* A number of another size is another number. */
static void other_size(void)
{
	struct monitor_format other = format;
	struct monitor_change change;
	struct event e;
	size_t size = make_event(&e);

	other.places[MONITOR_UID].size = 8;
	CHECK_INT(monitor_format__decode(&other, &e, size, &change), -EBADMSG);
	other = format;
	other.places[MONITOR_NETNS].size = 2;
	CHECK_INT(monitor_format__decode(&other, &e, size, &change), -EBADMSG);
	other = format;
	other.places[MONITOR_UID].offset = 0xfffffffe;
	CHECK_INT(monitor_format__decode(&other, &e, size, &change), -EBADMSG);
}

static const struct tap_test tests[] = {
	{ "an event tells who changed what, whatever the order of its fields",
	  whole },
	{ "an event that was cut anywhere is none", cut },
	{ "a text outside of the event makes it none", bad_place },
	{ "a text without an end makes it none", no_end_of_text },
	{ "a number of another size makes it none", other_size },
};

int main(void)
{
	return TAP_RUN(tests);
}
