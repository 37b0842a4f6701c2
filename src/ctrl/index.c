// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Members by name, however many there are. */
#include <stdlib.h>
#include <string.h>

#define HASH_NONFATAL_OOM	1
/* uthash takes out what it had no memory for, and says so here. */
#define uthash_nonfatal_oom(entry) ((entry)->member = NULL)
#include <uthash.h>

#include "type.h"

/**
 * struct ctrl_index_entry - a name of the index; the first one stands for all
 * @member: whose name it is; NULL: there was no memory for it
 * @hh: what uthash keeps
 */
struct ctrl_index_entry {
	const struct ctrl_member *member;
	UT_hash_handle hh;
};

void ctrl_type_index(struct ctrl_type *type)
{
	struct ctrl_index_entry *entries, *head = NULL, *known;
	__u32 i;

	entries = calloc(type->nr ?: 1, sizeof(*entries));
	if (!entries)
		return;
	for (i = 0; i < type->nr; i++) {
		const char *name = type->members[i].name;

		/* of members with one name the first is found */
		HASH_FIND_STR(head, name, known);
		if (known)
			continue;
		entries[i].member = &type->members[i];
		HASH_ADD_KEYPTR(hh, head, name, strlen(name), &entries[i]);
		if (!entries[i].member)
			break;
	}
	/* the first member is always the first that is added */
	type->index = head;
	if (!head)
		free(entries);
}

const struct ctrl_member *ctrl_type_by_name(const struct ctrl_type *type,
					    const char *name)
{
	struct ctrl_index_entry *found;

	HASH_FIND_STR(type->index, name, found);
	return found ? found->member : NULL;
}

void ctrl_type_unindex(struct ctrl_type *type)
{
	struct ctrl_index_entry *entries = type->index;

	HASH_CLEAR(hh, type->index);
	free(entries);
}
