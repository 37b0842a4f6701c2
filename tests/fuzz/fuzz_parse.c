// SPDX-License-Identifier: GPL-2.0-only
/*
 * A word for a member: number of the member, how the value looks before, word.
 * What is refused changes nothing; what is taken changes nothing but the member
 * and, shown and taken again, is the same.
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

static void check_taken(const struct ctrl_member *m, const __u8 *before,
			const __u8 *after)
{
	__u8 again[SAMPLE_SIZE];
	char shown[1024];

	memcpy(again, after, SAMPLE_SIZE);
	ctrl_bits__copy(again, before, m->bit_off, m->bits);
	need(!memcmp(again, before, SAMPLE_SIZE));

	ctrl_member__format(m, after, shown, sizeof(shown));
	need(!ctrl_member__parse(m, shown, again, NULL));
	need(!memcmp(again, after, SAMPLE_SIZE));
}

static void check_refused(const struct ctrl_error *err, const __u8 *before,
			  const __u8 *after)
{
	char sentence[CTRL_SENTENCE_MAX];

	need(err->fault != CTRL_FAULT_NONE);
	need(!memcmp(before, after, SAMPLE_SIZE));
	ctrl_error__sentence(err, sentence, sizeof(sentence));
	need(!strchr(sentence, '\n'));
}

int LLVMFuzzerTestOneInput(const __u8 *data, size_t size);
int LLVMFuzzerTestOneInput(const __u8 *data, size_t size)
{
	__u8 before[SAMPLE_SIZE], after[SAMPLE_SIZE];
	struct ctrl_error err = { 0 };
	const struct ctrl_member *m;
	char word[4096];

	if (!sample.btf)
		sample_init(&sample);
	if (size < 2 || size - 2 >= sizeof(word))
		return 0;
	m = &sample.type.members[data[0] % sample.type.nr];
	memset(before, data[1], sizeof(before));
	memcpy(after, before, sizeof(after));
	memcpy(word, data + 2, size - 2);
	word[size - 2] = '\0';
	if (ctrl_member__parse(m, word, after, &err))
		check_refused(&err, before, after);
	else
		check_taken(m, before, after);
	return 0;
}
