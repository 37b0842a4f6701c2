/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/*
 * The table of kinds: how each is parsed and printed stand in one row, so that
 * none has the one without the other.
 */
#ifndef KINDS_H
#define KINDS_H

#include "ctrl.h"
#include "wide.h"

/**
 * struct ctrl_kind_row - what can be done with a kind
 * @word: for programs
 * @name: for messages
 * @parse: as ctrl_member__parse(); NULL: never set
 * @format: as ctrl_member__format(), with room for one character at least
 */
struct ctrl_kind_row {
	const char *word;
	const char *name;
	int (*parse)(const struct ctrl_member *m, const char *word, void *value,
		     struct ctrl_error *err);
	void (*format)(const struct ctrl_member *m, const void *value, char *buf,
		       size_t len);
};

/* value_number.c */
int ctrl_parse_number(const struct ctrl_member *m, const char *word, void *value,
		      struct ctrl_error *err);

/**
 * ctrl_number_parse() - a word as a number, stored nowhere
 * @m: its bits and meaning, and whether its kind is INT, are the limits
 * @word: a whole word
 * @out: filled in on success
 * @err: on failure
 *
 * Return: 0; -EINVAL: not a number; -ERANGE: does not fit.
 */
int ctrl_number_parse(const struct ctrl_member *m, const char *word,
		      struct ctrl_wide *out, struct ctrl_error *err);

/* value_parse.c */
int ctrl_parse_bool(const struct ctrl_member *m, const char *word, void *value,
		    struct ctrl_error *err);
int ctrl_parse_enum(const struct ctrl_member *m, const char *word, void *value,
		    struct ctrl_error *err);
int ctrl_parse_flags(const struct ctrl_member *m, const char *word, void *value,
		     struct ctrl_error *err);
int ctrl_parse_text(const struct ctrl_member *m, const char *word, void *value,
		    struct ctrl_error *err);
int ctrl_parse_array(const struct ctrl_member *m, const char *word, void *value,
		     struct ctrl_error *err);

/* Note that @word is no value, and why. Return: -EINVAL. */
int ctrl_bad_value(const char *word, struct ctrl_error *err, const char *why);

/* value_format.c */
void ctrl_format_number(const struct ctrl_member *m, const void *value,
			char *buf, size_t len);
void ctrl_format_bool(const struct ctrl_member *m, const void *value, char *buf,
		      size_t len);
void ctrl_format_enum(const struct ctrl_member *m, const void *value, char *buf,
		      size_t len);
void ctrl_format_flags(const struct ctrl_member *m, const void *value, char *buf,
		       size_t len);
void ctrl_format_text(const struct ctrl_member *m, const void *value, char *buf,
		      size_t len);
void ctrl_format_float(const struct ctrl_member *m, const void *value, char *buf,
		       size_t len);
void ctrl_format_opaque(const struct ctrl_member *m, const void *value, char *buf,
			size_t len);
void ctrl_format_array(const struct ctrl_member *m, const void *value, char *buf,
		       size_t len);
void ctrl_format_struct(const struct ctrl_member *m, const void *value, char *buf,
			size_t len);

#endif /* KINDS_H */
