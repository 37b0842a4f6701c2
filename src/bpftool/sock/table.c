// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Sockets as a table for people. */
#include <stdio.h>
#include <string.h>
#include <netinet/in.h>

#include "sock/table.h"
#include "text/table.h"

#define WORD_ROOM	128

/* What has no entry is shown as its number. */
static const struct {
	int number;
	const char *word;
} protocols[] = {
	{ IPPROTO_ICMP, "icmp" },
	{ IPPROTO_TCP, "tcp" },
	{ IPPROTO_UDP, "udp" },
	{ IPPROTO_ICMPV6, "icmpv6" },
	{ IPPROTO_SCTP, "sctp" },
	{ IPPROTO_UDPLITE, "udplite" },
	{ IPPROTO_RAW, "raw" },
	{ 262, "mptcp" },	/* IPPROTO_MPTCP */
};

static void format_member(const struct ctrl_type *type, const char *name,
			  const void *value, char word[WORD_ROOM])
{
	struct ctrl_error ignored = {};
	struct ctrl_member member;

	if (!ctrl_type__find(type, name, &member, &ignored) &&
	    ctrl_value__has(value, &member))
		ctrl_member__format(&member, value, word, WORD_ROOM);
	else
		strcpy(word, "-");
}

/* Only in these families the number is one of IPPROTO_*. */
static void name_protocol(const char *family, char word[WORD_ROOM])
{
	char number[16];
	size_t i;

	if (strcmp(family, "inet") && strcmp(family, "inet6"))
		return;
	for (i = 0; i < sizeof(protocols) / sizeof(protocols[0]); i++) {
		snprintf(number, sizeof(number), "%d", protocols[i].number);
		if (!strcmp(number, word)) {
			strcpy(word, protocols[i].word);
			return;
		}
	}
}

/* The name of a Unix socket can be any bytes, also such as steer a terminal. */
static void add_address(struct table *table, const char *address, bool known)
{
	char shown[SOCK_ADDRESS_SHOWN] = "-";

	if (known)
		sock_address__show(address, shown);
	table__add(table, shown);
}

static void add_socket(struct table *table, const struct sock_row *row,
		       const struct ctrl_type *type, bool of_many)
{
	char family[WORD_ROOM], word[WORD_ROOM];

	if (of_many)
		table__add_number(table, row->key.pid);
	table__add_number(table, row->key.fd);
	format_member(type, "family", row->value, family);
	table__add(table, family);
	format_member(type, "type", row->value, word);
	table__add(table, word);
	format_member(type, "protocol", row->value, word);
	name_protocol(family, word);
	table__add(table, word);
	format_member(type, "tcp_state", row->value, word);
	table__add(table, word);
	add_address(table, row->local, row->has_local);
	add_address(table, row->peer, row->has_peer);
	format_member(type, "cookie", row->value, word);
	table__add(table, word);
}

void sock_table__print(const struct sock_rows *rows,
		       const struct ctrl_type *type, bool of_many)
{
	static const char *const titles[] = {
		"PID", "FD", "FAMILY", "TYPE", "PROTOCOL", "STATE", "LOCAL",
		"PEER", "COOKIE",
	};
	int first = of_many ? 0 : 1, i;
	struct table table = {
		.columns = sizeof(titles) / sizeof(titles[0]) - first,
		.right = of_many ? 3 : 1,
	};

	table__add_row(&table, titles + first);
	for (i = 0; i < rows->nr; i++)
		add_socket(&table, &rows->at[i], type, of_many);
	table__print(&table, "");
}
