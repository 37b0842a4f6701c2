// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* What is shown of a socket: its attributes, and its addresses beside them. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <net/if.h>
#include <sys/socket.h>

#include "sock/row.h"

static bool find_number(const struct ctrl_map *map, const void *value,
			const char *path, __u32 *number)
{
	struct ctrl_error ignored = {};
	struct ctrl_member member;

	if (ctrl_type__find(&map->value, path, &member, &ignored) ||
	    !ctrl_value__has(value, &member) || !member.bits ||
	    member.bits > 32)
		return false;
	*number = ctrl_bits__load(value, member.bit_off, member.bits);

	return true;
}

/* getsockname() does not know AF_XDP: "eth0:3" is in the attributes. */
static bool format_queue(const struct ctrl_map *map, const void *value, int fd,
			 char text[SOCK_ADDRESS_ROOM])
{
	char device[IF_NAMESIZE];
	__u32 ifindex, queue;

	if (!find_number(map, value, "xdp.ifindex", &ifindex) || !ifindex ||
	    !find_number(map, value, "xdp.queue_id", &queue))
		return false;
	sock_address__device(fd, ifindex, device, sizeof(device));
	snprintf(text, SOCK_ADDRESS_ROOM, "%s:%u", device, queue);

	return true;
}

int sock_row__init(struct sock_row *row, const struct ctrl_map *map,
		   const struct key_sock *key, struct ctrl_error *err)
{
	void *value = calloc(1, map->value_size);
	int ret;

	if (!value)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	ret = ctrl_map__lookup(map, &key->sock_fd, value, err);
	if (ret) {
		free(value);
		return ret;
	}
	row->key = *key;
	row->value = value;
	if (!find_number(map, value, "family", &row->family))
		row->family = AF_UNSPEC;
	row->has_local = sock_address__format(key->sock_fd, false, row->local) ||
			 format_queue(map, value, key->sock_fd, row->local);
	row->has_peer = sock_address__format(key->sock_fd, true, row->peer);

	return 0;
}

void sock_row__deinit(struct sock_row *row)
{
	free(row->value);
}
