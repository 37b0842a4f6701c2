/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A program of tests: "PROGRAM NAME [ARG]..." runs the test of that name, which
 * a .bats file asks for; "PROGRAM --list" prints the names.
 *
 * A failed expectation is printed and the test goes on, so that a table of bad
 * calls shows all that are wrong.  need() is for what a test cannot go on
 * without.
 */
#ifndef EXPECT_H
#define EXPECT_H

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define ENOTSUPP	524	/* of the kernel, unknown to <errno.h> */

struct test {
	const char *name;
	void (*run)(char **args);
};

static int failures;

static inline void failure(const char *file, int line, const char *fmt, ...)
{
	va_list args;

	failures++;
	printf("%s:%d: ", file, line);
	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	putchar('\n');
}

/* The message has the values that the condition is about. */
#define expect(condition, ...)						\
	do {								\
		if (!(condition))					\
			failure(__FILE_NAME__, __LINE__, __VA_ARGS__);	\
	} while (0)

#define need(condition, ...)						\
	do {								\
		if (!(condition)) {					\
			failure(__FILE_NAME__, __LINE__, __VA_ARGS__);	\
			exit(1);					\
		}							\
	} while (0)

/* @ret: 0 or more, or a negative errno */
static inline const char *result_name(int ret)
{
	static char text[2][24];
	static int i;

	i = !i;
	if (ret >= 0)
		return "success";
	if (ret == -ENOTSUPP)
		return "ENOTSUPP";
	if (strerrorname_np(-ret))
		return strerrorname_np(-ret);
	snprintf(text[i], sizeof(text[i]), "%d", ret);
	return text[i];
}

static inline void expect_result_at(const char *file, int line, int ret,
				    int wanted, const char *what)
{
	if (ret != wanted)
		failure(file, line, "%s: %s, not %s", what, result_name(ret),
			result_name(wanted));
}

#define expect_result(ret, wanted, what) \
	expect_result_at(__FILE_NAME__, __LINE__, ret, wanted, what)

#define expect_reason(reason, part)					\
	expect(strstr(reason, part), "the reason \"%s\" lacks \"%s\"",	\
	       reason, part)

/* Seconds that only go forward. */
static inline double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

/* Ask again and again until it is true; false: it was not, in all the time. */
#define wait_for(condition, seconds)					\
	({								\
		double __end = now() + (seconds);			\
		bool __ok;						\
									\
		while (!(__ok = (condition)) && now() < __end)		\
			usleep(2000);					\
		__ok;							\
	})

static inline int run_test(const struct test *tests, int argc, char **argv)
{
	const struct test *t;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (t = tests; t->name; t++) {
		if (argc == 2 && !strcmp(argv[1], "--list")) {
			puts(t->name);
		} else if (argc >= 2 && !strcmp(argv[1], t->name)) {
			t->run(argv + 2);
			return failures != 0;
		}
	}
	if (argc == 2 && !strcmp(argv[1], "--list"))
		return 0;
	fprintf(stderr, "usage: %s --list | NAME [ARG]...\n", argv[0]);
	return 2;
}

#endif
