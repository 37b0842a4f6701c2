/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/*
 * Text that comes from others: names of devices, of processes, of sockets, words of
 * the user.
 *
 * A byte that steers a terminal or is no UTF-8 is written \xNN, with two hexadecimal
 * digits. All else stands for itself, but for a backslash that would begin such a
 * group: it is \x5c. So each text has a form of its own, from which it can be read.
 */
#ifndef CTRL_TEXT_H
#define CTRL_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CTRL_TEXT_ROOM(len)	(4 * (len) + 1)

/**
 * ctrl_text__utf8_len() - how long the character is that text begins with
 * @text: any bytes
 * @len: number of them, at least 1
 *
 * Return: bytes of it; 0: it is no UTF-8, or ASCII.
 */
size_t ctrl_text__utf8_len(const char *text, size_t len);

/**
 * ctrl_text__is_escape() - whether text begins with \xNN
 * @text: any bytes
 * @len: number of them
 *
 * Return: true if it does.
 */
bool ctrl_text__is_escape(const char *text, size_t len);

/**
 * ctrl_text__write() - write text so that it can be shown, and read again
 * @text: any bytes
 * @len: number of them
 * @word: filled in, NUL-terminated
 * @room: bytes of @word; CTRL_TEXT_ROOM(@len) is enough, a longer word is cut
 *
 * Return: bytes of @word, without the last one.
 */
size_t ctrl_text__write(const char *text, size_t len, char *word, size_t room);

/**
 * ctrl_text__read() - the inverse of ctrl_text__write()
 * @word: NUL-terminated
 * @text: filled in on success, NUL-terminated; no longer than @word
 * @room: bytes of @text
 *
 * Return: bytes of @text, without the last one; -EINVAL: it has a NUL in it; -ERANGE:
 * there is no room for it.
 */
int ctrl_text__read(const char *word, char *text, size_t room);

/**
 * ctrl_text__show() - make text that is a sentence, or has words in it, printable
 * @text: NUL-terminated
 * @shown: filled in, NUL-terminated; what ctrl_text__write() wrote stays as it is
 * @room: bytes of @shown; CTRL_TEXT_ROOM(strlen(@text)) is enough, more is cut
 *
 * Return: bytes of @shown, without the last one.
 */
size_t ctrl_text__show(const char *text, char *shown, size_t room);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CTRL_TEXT_H */
