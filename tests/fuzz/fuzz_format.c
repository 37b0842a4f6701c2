// SPDX-License-Identifier: GPL-2.0-only
/*
 * Any bytes as a value: number of the member, room for the word, bytes. The word
 * ends within its room, and one that is not cut is taken back, to the same bits.
 */
#include <stdlib.h>
#include <string.h>

#include "make_btf.h"

static struct sample sample;

static void need(bool holds)
{
	if (!holds)
		abort();
}

/* A buffer of just that size, so that every byte beside it is noticed. */
static void format_into(const struct ctrl_member *m, const __u8 *value, size_t room)
{
	char *buf = malloc(room);

	need(buf);
	ctrl_member__format(m, value, buf, room);
	need(!room || memchr(buf, 0, room));
	free(buf);
}

/* A number that no enumerator has is shown, but not taken. */
static bool is_taken(const struct ctrl_member *m, const char *shown)
{
	struct ctrl_member part;

	if (m->kind == CTRL_KIND_ENUM)
		return *shown != '-' && (*shown < '0' || *shown > '9');
	if (m->kind == CTRL_KIND_ARRAY)
		return !ctrl_member__child(m, 0, &part) && is_taken(&part, shown);
	return m->kind < CTRL_KIND_FLOAT;
}

int LLVMFuzzerTestOneInput(const __u8 *data, size_t size);
int LLVMFuzzerTestOneInput(const __u8 *data, size_t size)
{
	__u8 value[2 * SAMPLE_SIZE] = { 0 }, back[SAMPLE_SIZE] = { 0 };
	const struct ctrl_member *m;
	char shown[2048], again[2048];

	if (!sample.btf)
		sample_init(&sample);
	if (size < 2 || size - 2 > SAMPLE_SIZE)
		return 0;
	m = &sample.type.members[data[0] % sample.type.nr];
	memcpy(value + m->bit_off / 8, data + 2, size - 2);
	if (m->kind == CTRL_KIND_TEXT)	/* one that fills its room is not taken */
		value[(m->bit_off + m->bits) / 8 - 1] = '\0';
	format_into(m, value, data[1]);
	ctrl_member__format(m, value, shown, sizeof(shown));
	if (!is_taken(m, shown))
		return 0;
	need(!ctrl_member__parse(m, shown, back, NULL));
	ctrl_member__format(m, back, again, sizeof(again));
	need(!strcmp(shown, again));
	if (m->kind != CTRL_KIND_BOOL && m->kind != CTRL_KIND_TEXT)
		need(ctrl_bits__equal(value, back, m->bit_off, m->bits));
	return 0;
}
