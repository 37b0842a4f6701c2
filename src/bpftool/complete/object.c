// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Completion: the devices, programs and sockets that there are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <net/if.h>

#include "complete/object.h"
#include "complete/prog.h"
#include "complete/sock.h"
#include "objects/netdev.h"

#define NAME_ROOM	CTRL_TEXT_ROOM(IF_NAMESIZE)

typedef void (*offer_device_fn)(const struct candidates *at,
				unsigned int ifindex, const char *name);

static void offer_any(const struct candidates *at, offer_device_fn offer,
		      unsigned int ifindex, const char *name)
{
	char word[NAME_ROOM];

	ctrl_text__write(name, strlen(name), word, sizeof(word));
	offer(at, ifindex, word);
}

/* One batch and an ioctl for each: a tenth of what rtnetlink's dump takes. */
static bool each_device_of_map(const struct candidates *at, offer_device_fn offer)
{
	char name[IF_NAMESIZE];
	struct ctrl_map *map;
	__u32 nr = 0, i;
	void *keys, *values;
	bool found;

	if (ctrl_map__create(CTRL_TYPE_XDP, CTRL_VIEW_CURRENT, true, &map, NULL))
		return false;
	found = !ctrl_map__lookup_all(map, &keys, &values, &nr, NULL);
	for (i = 0; i < nr; i++) {
		const __u32 *ifindex = (const void *)((char *)keys +
						      i * map->key_size);

		netdev__name(*ifindex, name);
		if (name[0])
			offer_any(at, offer, *ifindex, name);
	}
	if (found) {
		free(keys);
		free(values);
	}
	ctrl_map__close(map);

	return found;
}

static void each_device(const struct candidates *at, offer_device_fn offer)
{
	struct if_nameindex *all, *one;

	if (each_device_of_map(at, offer))
		return;
	all = if_nameindex();
	for (one = all; one && one->if_index; one++)
		offer_any(at, offer, one->if_index, one->if_name);
	if (all)
		if_freenameindex(all);
}

static void offer_name(const struct candidates *at, unsigned int ifindex,
		       const char *name)
{
	candidates__offer(at, name, "ifindex %u", ifindex);
}

static void offer_index(const struct candidates *at, unsigned int ifindex,
			const char *name)
{
	char word[16];

	snprintf(word, sizeof(word), "%u", ifindex);
	candidates__offer(at, word, "%s", name);
}

/* "[dev] { NAME | ifindex INDEX }" */
static void offer_device(const struct words *words, const struct candidates *at)
{
	bool behind_dev = words->nr == 2 && !strcmp(words->at[0], "dev");

	if (words->nr > 1 && !strcmp(words->at[words->nr - 2], "ifindex")) {
		each_device(at, offer_index);
		return;
	}
	if (words->nr > 1 && !behind_dev)
		return;

	each_device(at, offer_name);
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
		each_device(at, offer_name);
	if (meaning == CTRL_MEANING_PROG_ID || meaning == CTRL_MEANING_PROG_FD)
		complete_prog__offer_by("id", at);
}
