// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Completion: the devices, programs and sockets that there are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <net/if.h>

#include "complete_object.h"
#include "complete_prog.h"
#include "complete_sock.h"

static void offer_device_names(const struct candidates *at)
{
	struct if_nameindex *all = if_nameindex(), *one;

	for (one = all; one && one->if_index; one++)
		candidates__offer(at, one->if_name, "ifindex %u",
				  one->if_index);
	if (all)
		if_freenameindex(all);
}

static void offer_device_indexes(const struct candidates *at)
{
	struct if_nameindex *all = if_nameindex(), *one;
	char word[16];

	for (one = all; one && one->if_index; one++) {
		snprintf(word, sizeof(word), "%u", one->if_index);
		candidates__offer(at, word, "%s", one->if_name);
	}
	if (all)
		if_freenameindex(all);
}

/* "[dev] { NAME | ifindex INDEX }" */
static void offer_device(const struct words *words, const struct candidates *at)
{
	bool behind_dev = words->nr == 2 && !strcmp(words->at[0], "dev");

	if (words->nr > 1 && !strcmp(words->at[words->nr - 2], "ifindex")) {
		offer_device_indexes(at);
		return;
	}
	if (words->nr > 1 && !behind_dev)
		return;

	offer_device_names(at);
	candidates__offer(at, "ifindex", "a device by its index");
	if (!behind_dev)
		candidates__offer(at, "dev", "a device, whatever its name");
}

bool complete_object__offer(enum ctrl_meaning meaning,
			    const struct words *words,
			    const struct candidates *at)
{
	switch (meaning) {
	case CTRL_MEANING_IFINDEX:
		offer_device(words, at);
		return true;
	case CTRL_MEANING_PROG_ID:
	case CTRL_MEANING_PROG_FD:
		complete_prog__offer(words, at);
		return true;
	case CTRL_MEANING_SOCK_FD:
		complete_sock__offer(words, at);
		return true;
	default:
		return false;
	}
}

void complete_object__offer_rest(enum ctrl_meaning meaning,
				 const struct words *words,
				 const struct candidates *at)
{
	if (meaning == CTRL_MEANING_SOCK_FD)
		complete_sock__offer(words, at);
}

void complete_object__offer_word(enum ctrl_meaning meaning,
				 const struct candidates *at)
{
	if (meaning == CTRL_MEANING_IFINDEX)
		offer_device_names(at);
	if (meaning == CTRL_MEANING_PROG_ID || meaning == CTRL_MEANING_PROG_FD)
		complete_prog__offer_by("id", at);
}
