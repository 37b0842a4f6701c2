/* SPDX-License-Identifier: GPL-2.0-only */
/* Test programs: a table of tests, each a sentence that is true or false. */
#ifndef TAP_H
#define TAP_H

#include <stdbool.h>
#include <stddef.h>

/**
 * struct tap_test - one test
 * @sentence: what holds when it passes
 * @run: checks it with the macros below
 */
struct tap_test {
	const char *sentence;
	void (*run)(void);
};

/* Run the tests, print TAP. Return: the program's exit status. */
int tap_run(const struct tap_test *tests, size_t n);

#define TAP_RUN(tests)	tap_run(tests, sizeof(tests) / sizeof((tests)[0]))

void tap_check(bool holds, const char *file, int line, const char *what);
void tap_check_int(long long got, long long wanted, const char *file, int line,
		   const char *what);
void tap_check_text(const char *got, const char *wanted, const char *file,
		    int line, const char *what);

/* What the checks that follow are about; printed with those that fail. */
__attribute__((format(printf, 1, 2)))
void tap_about(const char *fmt, ...);

#define CHECK(x)		tap_check(x, __FILE__, __LINE__, #x)
#define CHECK_INT(got, wanted)	\
	tap_check_int(got, wanted, __FILE__, __LINE__, #got)
#define CHECK_TEXT(got, wanted)	\
	tap_check_text(got, wanted, __FILE__, __LINE__, #got)

#endif /* TAP_H */
