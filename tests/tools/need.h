/* SPDX-License-Identifier: GPL-2.0-only */
/* For programs that end, and say why, where they cannot go on. */
#ifndef NEED_H
#define NEED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The message has the values that the condition is about. */
#define need(condition, ...)						\
	do {								\
		if (!(condition)) {					\
			printf("%s:%d: ", __FILE_NAME__, __LINE__);	\
			printf(__VA_ARGS__);				\
			putchar('\n');					\
			exit(1);					\
		}							\
	} while (0)

/* @ret: 0 or more, or a negative errno */
static inline const char *result_name(int ret)
{
	static char number[24];

	if (ret >= 0)
		return "success";
	if (ret == -524)
		return "ENOTSUPP";	/* of the kernel, unknown to <errno.h> */
	if (strerrorname_np(-ret))
		return strerrorname_np(-ret);
	snprintf(number, sizeof(number), "%d", ret);
	return number;
}

#endif
