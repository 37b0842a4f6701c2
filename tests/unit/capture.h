/* SPDX-License-Identifier: GPL-2.0-only */
/* What a function prints, as a text. */
#ifndef CAPTURE_H
#define CAPTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/**
 * struct capture - standard output goes into a file
 * @file: that one
 * @stdout_fd: where it went before
 */
struct capture {
	FILE *file;
	int stdout_fd;
};

static inline void capture_begin(struct capture *c)
{
	fflush(stdout);
	c->file = tmpfile();
	c->stdout_fd = dup(STDOUT_FILENO);
	if (!c->file || c->stdout_fd < 0 ||
	    dup2(fileno(c->file), STDOUT_FILENO) < 0)
		abort();
}

/* Return: what was printed since, cut to @len - 1 bytes, in @text. */
static inline const char *capture_end(struct capture *c, char *text, size_t len)
{
	size_t n;

	fflush(stdout);
	if (dup2(c->stdout_fd, STDOUT_FILENO) < 0)
		abort();
	close(c->stdout_fd);
	rewind(c->file);
	n = fread(text, 1, len - 1, c->file);
	text[n] = '\0';
	fclose(c->file);
	return text;
}

#endif /* CAPTURE_H */
