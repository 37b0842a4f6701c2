// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The kinds of keys that there are. */
#include "key/kinds.h"
#include "key/netdev.h"
#include "key/prog.h"
#include "key/sock.h"

static const struct key_kind *const kinds[] = {
	&key_netdev_kind, &key_prog_id_kind, &key_prog_fd_kind, &key_sock_kind,
};

const struct key_kind *key_kinds__of(const struct ctrl_member *member)
{
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (member->bits == 32 && kinds[i]->meaning == member->meaning)
			return kinds[i];
	return NULL;
}

const struct key_kind *key_kinds__of_key(const struct ctrl_type *type)
{
	return type->nr == 1 && !type->members[0].bit_off ?
	       key_kinds__of(&type->members[0]) : NULL;
}
