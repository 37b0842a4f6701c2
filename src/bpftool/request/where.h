/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Which of many objects are meant: those whose attributes have given values. */
#ifndef BPFTOOL_REQUEST_WHERE_H
#define BPFTOOL_REQUEST_WHERE_H

#include "request/request.h"

#define WHERE_WORD	"where"

/**
 * struct where_condition - what one attribute has to be
 * @member: the attribute
 * @unsupported: the object does not have it, which is written as "-"
 */
struct where_condition {
	struct ctrl_member member;
	bool unsupported;
};

/**
 * struct request_where - what an object has to be
 * @at: its conditions, all of which hold; owned
 * @nr: number of @at
 * @wanted: value in which the members of @at are as they have to be; owned
 */
struct request_where {
	struct where_condition *at;
	__u32 nr;
	void *wanted;
};

/**
 * request_where__add() - one more condition
 * @r: the request, with a map
 * @where: zeroed before the first one
 * @attribute: name or path
 * @word: value; of flags: those that have to be among them, or none of them
 *
 * Return: 0, or a negative errno with the error of @r filled in.
 */
int request_where__add(struct request *r, struct request_where *where,
		       const char *attribute, const char *word);

/**
 * request_where__take() - take all words that are left, ATTR VALUE [ATTR VALUE]...
 * @r: the request; its map is opened
 * @where: struct request_where, zeroed; as struct clause wants it
 *
 * Return: as request_where__add().
 */
int request_where__take(struct request *r, void *where);

/**
 * request_where__matches() - whether an object is meant
 * @where: the conditions
 * @value: of the object, from a lookup
 */
bool request_where__matches(const struct request_where *where, const void *value);

/**
 * request_where__deinit() - free what it owns
 * @where: the conditions
 */
void request_where__deinit(struct request_where *where);

#endif
