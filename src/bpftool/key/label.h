/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* How an object is called in what is printed. */
#ifndef BPFTOOL_KEY_LABEL_H
#define BPFTOOL_KEY_LABEL_H

#include <stdbool.h>
#include <linux/types.h>
#include <net/if.h>

#include "ctrl.h"

#define KEY_ROOM	256	/* bytes of the largest key that a kernel has */

/**
 * struct label_field - one of the parts that tell an object from others
 * @key: in JSON
 * @text: what it is; NULL: see @number
 * @number: what it is when it has no @text
 * @unknown: it has a text, but nobody knows it: null in JSON
 */
struct label_field {
	const char *key;
	const char *text;
	__u64 number;
	bool unknown;
};

#define LABEL_FIELDS_MAX	4

/**
 * struct key_label - how an object is called in what is printed
 * @heading: above its attributes, "3: eth0"; as ctrl_text__write() writes names
 * @name: in a sentence, "eth0"; likewise
 * @device: the name of a device as it is
 * @nameless: the device, or one in @key, has no name here: it may be gone
 * @fields: in JSON; their texts are as they are, and may point to @device
 * @nr: number of @fields
 * @in_key: in JSON all of it is in an object "key", where no attribute's name
 *	can be the same
 * @type: members of @key; NULL: the fields say it all
 * @key: a key whose members are fields as well
 */
struct key_label {
	char heading[1152];
	char name[512];
	char device[IF_NAMESIZE];
	bool nameless;
	struct label_field fields[LABEL_FIELDS_MAX];
	int nr;
	bool in_key;
	const struct ctrl_type *type;
	const void *key;
};

#endif
