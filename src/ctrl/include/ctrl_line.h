/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Text that is put together piece by piece, as far as there is room. */
#ifndef CTRL_LINE_H
#define CTRL_LINE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * struct ctrl_line - a text that grows
 * @buf: NUL-terminated whenever @len is not 0
 * @len: bytes of @buf
 * @at: length of the text, less than @len
 *
 * What does not fit is cut off; nothing behind @buf is written or read.
 */
struct ctrl_line {
	char *buf;
	size_t len;
	size_t at;
};

/**
 * ctrl_line__init() - begin with an empty text
 * @line: to fill in
 * @buf: where the text goes
 * @len: bytes of it
 */
void ctrl_line__init(struct ctrl_line *line, char *buf, size_t len);

/**
 * ctrl_line__resume() - go on behind the text that a buffer has
 * @line: to fill in
 * @buf: NUL-terminated
 * @len: bytes of it
 */
void ctrl_line__resume(struct ctrl_line *line, char *buf, size_t len);

/**
 * ctrl_line__add() - append, as printf() formats
 * @line: the text
 * @fmt: of what to append
 */
__attribute__((format(printf, 2, 3)))
void ctrl_line__add(struct ctrl_line *line, const char *fmt, ...);

/**
 * ctrl_line__add_bytes() - append two hexadecimal digits a byte
 * @line: the text
 * @bytes: in the order of memory
 * @nr: number of them
 */
void ctrl_line__add_bytes(struct ctrl_line *line, const void *bytes, size_t nr);

/**
 * ctrl_line__room() - how much a function may write behind the text
 * @line: the text; what was written there counts after ctrl_line__written()
 *
 * Return: bytes at @line->buf + @line->at, at least 1 unless @line->len is 0.
 */
size_t ctrl_line__room(const struct ctrl_line *line);

/**
 * ctrl_line__written() - a function has written behind the text
 * @line: the text, with what is there up to the first NUL from now on
 */
void ctrl_line__written(struct ctrl_line *line);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CTRL_LINE_H */
