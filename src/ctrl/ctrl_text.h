/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Text that comes from others: names of processes, of sockets, words of the user. */
#ifndef CTRL_TEXT_H
#define CTRL_TEXT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * ctrl_text__utf8_len() - how long the character is that text begins with
 * @text: any bytes
 * @len: number of them, at least 1
 *
 * Return: bytes of it; 0: it is no UTF-8, or ASCII.
 */
size_t ctrl_text__utf8_len(const char *text, size_t len);

/**
 * ctrl_text__make_printable() - take from text what steers a terminal
 * @text: NUL-terminated; control characters and what is no UTF-8 become '?'
 */
void ctrl_text__make_printable(char *text);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CTRL_TEXT_H */
