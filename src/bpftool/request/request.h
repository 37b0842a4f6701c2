/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* What a verb works on: the words, the map, the object, the attributes. */
#ifndef BPFTOOL_REQUEST_H
#define BPFTOOL_REQUEST_H

#include "request/object_kind.h"
#include "request/verb.h"
#include "show/item.h"

/**
 * struct request - one command
 * @kind: of objects
 * @words: those that nobody has looked at yet
 * @verb: of the command; NULL: not known yet
 * @read_only: nothing is to be changed
 * @control_type: of the map to create
 * @type_name: as the user wrote it; "" when no word names a control type
 * @map: opened by request__open(), owned
 * @given_fd: of the map that the words name, owned; -1: none, or in @map
 * @given: the words name a map
 * @given_name: these words, "pinned /sys/fs/bpf/xdp"
 * @foreign: that map, once it is open, is known to answer for another namespace
 * @netns_gone: the kernel says that this one is gone, with all its devices
 * @key: of the object
 * @has_key: the words name an object, and @key is to be released
 * @label: of the object
 * @items: the attributes, owned
 * @err: what went wrong
 * @told: that has been printed already
 * @status: to exit with, where @verb says more than struct object_kind promises; 0: it
 *	does not
 *
 * The functions below return 0, or a negative errno with @err filled in.
 */
struct request {
	const struct object_kind *kind;
	struct words words;
	const struct verb *verb;
	bool read_only;
	__u32 control_type;
	char type_name[CTRL_TYPE_NAME_MAX];
	struct ctrl_map *map;
	int given_fd;
	bool given;
	char given_name[96];
	bool foreign;
	bool netns_gone;
	__u8 key[KEY_ROOM] __attribute__((aligned(8)));
	bool has_key;
	struct key_label label;
	struct show_items items;
	struct ctrl_error err;
	bool told;
	int status;
};

/**
 * request__deinit() - close and free what the request owns
 * @r: the request
 */
void request__deinit(struct request *r);

/**
 * request__why_not_permitted() - why a map in use refuses what is asked of it
 * @r: with a map that has refused it with EPERM or EACCES
 *
 * Return: a static text; NULL: it is not the map, as far as it can be seen.
 */
const char *request__why_not_permitted(const struct request *r);

/**
 * request__take_verb() - take the word, or the words, that are a verb
 * @r: the request, without a map; it is of the verb's kind then
 *
 * Return: true; false: the word, which is left, is no verb.
 */
bool request__take_verb(struct request *r);

/**
 * request__take() - take the words behind the verb, clause by clause
 * @r: the request, with its verb
 * @options: for struct clause's take()
 *
 * What is known by its place comes first; the other clauses come in any order.
 */
int request__take(struct request *r, void *options);

/**
 * request__take_map() - take the words "map { id | pinned | name } WHICH"
 * @r: the request; where these words are missing, the control type is taken, if
 *	the command wants one, else nothing happens
 * @unused: as struct clause wants it
 */
int request__take_map(struct request *r, void *unused);

/**
 * request__take_object() - take the words that name an object
 * @r: the request; where BTF tells how, its map is opened first
 * @unused: as struct clause wants it
 */
int request__take_object(struct request *r, void *unused);

/**
 * request__take_if_object() - the same, but there need be none
 * @r: the request
 * @unused: as struct clause wants it
 */
int request__take_if_object(struct request *r, void *unused);

/**
 * request__argument() - take the word behind a keyword
 * @r: the request
 * @missing: what is wrong where there is none
 *
 * Return: the word; NULL: there is none, and the error of @r says so.
 */
const char *request__argument(struct request *r, const char *missing);

/**
 * request__label() - how an object is called
 * @r: the request
 * @key: of KEY_ROOM bytes; the label may refer to it
 * @label: filled in
 */
void request__label(const struct request *r, const void *key,
		    struct key_label *label);

/**
 * request__is_gone() - whether an object is there no more
 * @r: the request, with a map
 * @key: of KEY_ROOM bytes
 * @label: of the object, made after its values were read
 *
 * Only a device that has no name is asked for: it may be gone since.
 */
bool request__is_gone(const struct request *r, const void *key,
		      const struct key_label *label);

/**
 * request__no_more() - refuse words that are left
 * @r: the request
 */
int request__no_more(struct request *r);

/**
 * request__open() - create the map, or use the one that was given
 * @r: the request; an open map stays open
 */
int request__open(struct request *r);

/**
 * request__usage() - note that the words do not form a command
 * @r: the request
 * @fmt: why not, as printf; how the command is used is added
 */
__attribute__((format(printf, 2, 3)))
int request__usage(struct request *r, const char *fmt, ...);

/**
 * request__no_value() - note that there is no word behind an attribute
 * @r: the request
 * @attribute: as it was written
 */
int request__no_value(struct request *r, const char *attribute);

/**
 * request__no_memory() - note that there is no memory
 * @r: the request
 */
int request__no_memory(struct request *r);

#endif
