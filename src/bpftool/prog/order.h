/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* sort KEY: the order in which programs are shown. */
#ifndef BPFTOOL_PROG_ORDER_H
#define BPFTOOL_PROG_ORDER_H

#include <stdbool.h>

#include "ctrl.h"
#include "prog/rows.h"

/**
 * struct prog_order - an order, and where its key is
 * @fields: of the map
 * @column: index of one of the columns' keys
 * @member: in place of a column, an attribute; its bits are 0 otherwise
 */
struct prog_order {
	const struct prog_fields *fields;
	int column;
	struct ctrl_member member;
};

/**
 * prog_order__init() - find a key
 * @order: filled in on success
 * @key: of a column, or an attribute that is a number; NULL: the total time
 * @fields: of the map
 * @type: of the map's value
 * @err: filled in on failure
 *
 * Return: 0; -EINVAL: no such key.
 */
int prog_order__init(struct prog_order *order, const char *key,
		     const struct prog_fields *fields,
		     const struct ctrl_type *type, struct ctrl_error *err);

/**
 * prog_order__is_key() - whether programs can be sorted by an attribute
 * @member: of the map's value
 */
bool prog_order__is_key(const struct ctrl_member *member);

/**
 * prog_order__apply() - put programs in order
 * @order: from prog_order__init()
 * @rows: the programs
 *
 * Numbers begin with the largest; id, type and name with the smallest; what is
 * equal, with the smallest id.
 */
void prog_order__apply(const struct prog_order *order, struct prog_rows *rows);

/* Keys of the columns, beside the attributes; ended by NULL. */
extern const char *const prog_order_keys[];

#endif
