/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* libctrl, error.c: a failure is an object. To be included through ctrl.h. */
#ifndef CTRL_ERROR_H
#define CTRL_ERROR_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * enum ctrl_fault - what went wrong, and who is to blame
 *
 * Up to CTRL_FAULT_LAST_OF_USER the words of the user are wrong whatever the
 * kernel thinks of them; after it the kernel, or the lack of one, said no.
 */
enum ctrl_fault {
	CTRL_FAULT_NONE,
	CTRL_FAULT_USAGE,		/* the words do not form a command */
	CTRL_FAULT_UNKNOWN_ATTRIBUTE,
	CTRL_FAULT_TWICE,		/* attribute named twice */
	CTRL_FAULT_OVERLAP,		/* two attributes in one place */
	CTRL_FAULT_NO_VALUE,		/* attribute without a value */
	CTRL_FAULT_BAD_VALUE,		/* not a word of the attribute's type */
	CTRL_FAULT_NOT_SETTABLE,	/* pointers, floats */
	CTRL_FAULT_LAST_OF_USER = CTRL_FAULT_NOT_SETTABLE,
	CTRL_FAULT_NO_OBJECT,
	CTRL_FAULT_NOT_LISTED,		/* objects that cannot be enumerated */
	CTRL_FAULT_READ_ONLY,
	CTRL_FAULT_UNSUPPORTED,
	CTRL_FAULT_RANGE,
	CTRL_FAULT_BUSY,		/* changed by others again and again */
	CTRL_FAULT_IN_USE,		/* by another one of its kind */
	CTRL_FAULT_PERMISSION,
	CTRL_FAULT_NO_CONTROL_MAPS,	/* the kernel has none */
	CTRL_FAULT_NO_CONTROL_TYPE,	/* the kernel lacks this one */
	CTRL_FAULT_NOT_A_CONTROL_MAP,
	CTRL_FAULT_KERNEL,		/* anything else; see code and reason */
};

#define CTRL_NEAR_MAX	3

/* The reason of an unknown attribute that a kernel with control maps may have. */
#define CTRL_REASON_NO_CONTROL_MAPS	"this kernel has no control maps"

/**
 * struct ctrl_error - a failure, as fields
 * @fault: what went wrong
 * @code: errno, positive; 0 when no system call failed
 * @file: that has the words; empty: they are on the command line
 * @line: of @file, from 1 on; 0: it is about the file
 * @object: what it happened to, such as "eth0"; empty: not known
 * @attribute: as the user may write it; empty: not about one
 * @value: word of the user; empty: not about one
 * @min: smallest value allowed here, as text; empty: not known
 * @max: largest value allowed here, as text; empty: not known
 * @near: names, or words for a value, that may have been meant
 * @nr_near: number of @near
 * @reason: what the kernel, or a parser, says; empty: nothing
 * @outcome: what became of what was done before it; empty: nothing was done
 *
 * Zero it before its first use. The first failure stays.
 */
struct ctrl_error {
	enum ctrl_fault fault;
	int code;
	char file[256];
	unsigned int line;
	char object[128];
	char attribute[128];
	char value[128];
	char min[48];
	char max[48];
	char near[CTRL_NEAR_MAX][64];
	int nr_near;
	char reason[320];
	char outcome[320];
};

/**
 * ctrl_error__set() - note a failure
 * @err: where to; may be NULL
 * @fault: what went wrong
 * @code: errno, positive, or 0
 * @fmt: the reason, as printf; NULL: none
 *
 * Return: -@code, or -EINVAL when that is 0; so that it ends a function.
 */
__attribute__((format(printf, 4, 5)))
int ctrl_error__set(struct ctrl_error *err, enum ctrl_fault fault, int code,
		    const char *fmt, ...);

#define CTRL_SENTENCE_MAX	1920

/**
 * ctrl_error__sentence() - what to tell the user: what, why, what instead
 * @err: the failure
 * @buf: filled in, NUL-terminated, one line without a full stop at the end;
 *	what would break the line or steer a terminal is in it as \xNN
 * @len: bytes of @buf; CTRL_SENTENCE_MAX is enough for every sentence, a longer
 *	one is cut
 */
void ctrl_error__sentence(const struct ctrl_error *err, char *buf, size_t len);

/**
 * ctrl_error__is_users() - whether other words would have been better
 * @err: the failure
 *
 * Return: true for faults of the command line, false for a refusal.
 */
bool ctrl_error__is_users(const struct ctrl_error *err);

/**
 * ctrl_error__near() - note names that resemble a word, the closest first
 * @err: where to
 * @word: of the user
 * @names: what there is
 * @n: number of @names
 */
void ctrl_error__near(struct ctrl_error *err, const char *word,
		      const char *const *names, size_t n);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CTRL_ERROR_H */
