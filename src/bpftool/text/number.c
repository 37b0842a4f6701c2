// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Words of the command line that are numbers. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>

#include "text/number.h"

#define NSEC		1000000000ULL
#define SECONDS_MAX	1000000000ULL

/* strtoull() would take blanks and a sign. */
int number__parse(const char *word, __u64 max, __u64 *number)
{
	unsigned long long parsed;
	char *end;

	if (!isdigit((unsigned char)*word))
		return -EINVAL;
	errno = 0;
	parsed = strtoull(word, &end, 10);
	if (errno || *end || parsed > max)
		return -EINVAL;
	*number = parsed;

	return 0;
}

int number__parse_u32(const char *word, __u32 *number)
{
	__u64 parsed;

	if (number__parse(word, (__u32)-1, &parsed))
		return -EINVAL;
	*number = parsed;

	return 0;
}

int number__parse_seconds(const char *word, __u64 *ns)
{
	__u64 whole = 0, part = 0, unit = NSEC;

	if (!isdigit((unsigned char)*word))
		return -EINVAL;
	for (; isdigit((unsigned char)*word); word++) {
		whole = whole * 10 + *word - '0';
		if (whole > SECONDS_MAX)
			return -EINVAL;
	}
	if (*word == '.')
		for (word++; isdigit((unsigned char)*word) && unit > 1; word++) {
			unit /= 10;
			part += (*word - '0') * unit;
		}
	if (*word || !(whole || part))
		return -EINVAL;
	*ns = whole * NSEC + part;

	return 0;
}
