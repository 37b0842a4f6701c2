// SPDX-License-Identifier: GPL-2.0-only
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "tap.h"

#define FAULTS_SHOWN	10	/* of one test */
#define FAULT_ROOM	1024

static int faults;
static char shown[FAULTS_SHOWN][FAULT_ROOM];	/* until the result is known */
static char about[256];

void tap_about(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(about, sizeof(about), fmt, args);
	va_end(args);
}

__attribute__((format(printf, 3, 4)))
static void fault(const char *file, int line, const char *fmt, ...)
{
	va_list args;
	char *to;
	int n;

	if (faults++ >= FAULTS_SHOWN)
		return;
	to = shown[faults - 1];
	n = snprintf(to, FAULT_ROOM, "%s:%d: %s%s", file, line, about,
		     about[0] ? ": " : "");
	va_start(args, fmt);
	vsnprintf(to + n, FAULT_ROOM - n, fmt, args);
	va_end(args);
}

void tap_check(bool holds, const char *file, int line, const char *what)
{
	if (!holds)
		fault(file, line, "%s does not hold", what);
}

void tap_check_int(long long got, long long wanted, const char *file, int line,
		   const char *what)
{
	if (got != wanted)
		fault(file, line, "%s is %lld, not %lld", what, got, wanted);
}

void tap_check_text(const char *got, const char *wanted, const char *file,
		    int line, const char *what)
{
	if (strcmp(got, wanted))
		fault(file, line, "%s is \"%s\", not \"%s\"", what, got, wanted);
}

static void print_result(const struct tap_test *test, size_t number)
{
	int i;

	printf("%s %zu - %s\n", faults ? "not ok" : "ok", number, test->sentence);
	for (i = 0; i < faults && i < FAULTS_SHOWN; i++)
		printf("# %s\n", shown[i]);
	if (faults > FAULTS_SHOWN)
		printf("# and %d more\n", faults - FAULTS_SHOWN);
}

int tap_run(const struct tap_test *tests, size_t n)
{
	int failed = 0;
	size_t i;

	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("1..%zu\n", n);
	for (i = 0; i < n; i++) {
		faults = 0;
		about[0] = '\0';
		tests[i].run();
		print_result(&tests[i], i + 1);
		failed += !!faults;
	}
	return failed ? 1 : 0;
}
