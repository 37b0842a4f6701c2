/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Kinds of keys: what the number in a key identifies, a device, a program or a socket. */
#ifndef BPFTOOL_KEY_KIND_H
#define BPFTOOL_KEY_KIND_H

#include <stdbool.h>
#include <stddef.h>

#include "ctrl.h"
#include "key/label.h"
#include "text/candidates.h"
#include "text/words.h"

/**
 * struct key_kind - a meaning that the BTF gives to a number of 32 bits in a key
 * @meaning: the one; none: the whole key of @size bytes is meant, not a number in it
 * @size: of the key; 0: that of the number
 * @syntax: how a key is written that is such a number and nothing else
 * @part: how one is written as a member of several: "DEV"
 * @digits: a part that is nothing but digits is the number itself, whatever is called so
 * @is_fd: the number is a file descriptor of bpftool's own, to be closed
 * @parse: take the words that name an object and write its key into KEY_ROOM bytes,
 *	zeroed and aligned for every type; what is behind the number may be used for
 *	@label. @foreign: the map answers for another network namespace. 0, or a
 *	negative errno with the error filled in. NULL: commands take other words
 * @release: undo a successful @parse; NULL: nothing to undo
 * @label: fill in how the object of that key is called; a key that was not parsed has
 *	zeroes behind the number
 * @parse_part: the number that a single word of a key stands for; as @parse
 * @write_part: that word, as ctrl_text__write() writes names; @ours: a file descriptor
 *	is one of this process. false: there is none, and the number is written. NULL:
 *	never
 * @offer: for completion: words that name an object, the last one under the cursor
 * @offer_rest: words that may follow a name that is complete; NULL: none
 * @offer_word: single words, as for @parse_part; NULL: none
 */
struct key_kind {
	enum ctrl_meaning meaning;
	size_t size;
	const char *syntax;
	const char *part;
	bool digits;
	bool is_fd;
	int (*parse)(struct words *words, bool foreign, void *key,
		     struct ctrl_error *err);
	void (*release)(void *key);
	void (*label)(const void *key, bool foreign, struct key_label *label);
	int (*parse_part)(const char *word, bool foreign, __u32 *number,
			  struct ctrl_error *err);
	bool (*write_part)(__u32 number, bool foreign, bool ours, char *word,
			   size_t len);
	void (*offer)(const struct words *words, const struct candidates *at);
	void (*offer_rest)(const struct words *words,
			   const struct candidates *at);
	void (*offer_word)(const struct candidates *at);
};

/**
 * key_kind__size() - the size of the key of one object
 * @kind: of the key
 */
static inline size_t key_kind__size(const struct key_kind *kind)
{
	return kind->size ?: sizeof(__u32);
}

#endif
