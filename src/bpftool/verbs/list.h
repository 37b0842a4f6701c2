/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Many objects of a map, read at once and shown. */
#ifndef BPFTOOL_VERBS_LIST_H
#define BPFTOOL_VERBS_LIST_H

#include "request/request.h"
#include "request/where.h"

/**
 * struct list - objects, as lookup_all() gives them
 * @keys: of the objects, owned
 * @values: likewise
 * @nr: number of objects
 */
struct list {
	void *keys;
	void *values;
	__u32 nr;
};

/**
 * list__read() - read all objects
 * @r: the request, with a map
 * @list: filled in on success, for list__deinit()
 *
 * Return: 0, or a negative errno with the error of @r filled in.
 */
int list__read(struct request *r, struct list *list);
void list__deinit(struct list *list);

/**
 * list__show() - show objects
 * @r: the request, with its attributes
 * @list: the objects
 * @where: those that are meant
 * @as_table: a line each
 */
void list__show(const struct request *r, const struct list *list,
		const struct request_where *where, bool as_table);

/* As struct clause wants it: attributes up to the keyword of a condition. */
int list__take_attributes(struct request *r, void *unused);

#define CLAUSE_LIST_ATTRIBUTES { \
	CLAUSE_OPTION, NULL, "ATTR...", .take = list__take_attributes, \
	.pass = complete_attr__pass_list, \
}

#define CLAUSE_LIST_WHERE { \
	CLAUSE_OPTION, WHERE_WORD, "ATTR VALUE [ATTR VALUE]...", \
	.take = request_where__take, \
}

#endif
