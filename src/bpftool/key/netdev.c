// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* A key that is a network device: by name, alternative name or index. */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "key/netdev.h"
#include "objects/netdev.h"
#include "text/number.h"

static int parse_ifindex(const char *word, __u32 *ifindex,
			 struct ctrl_error *err)
{
	__u64 number;

	if (number__parse(word, INT_MAX, &number) || !number)
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "'%s' is no index of a network device",
				       word);
	*ifindex = number;

	return 0;
}

static int find_netdev(const char *name, bool foreign, __u32 *ifindex,
		       struct ctrl_error *err)
{
	int found;

	if (foreign)
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "the map is of another network namespace, where '%s' is not known: use ifindex INDEX",
				       name);

	found = ctrl_device__index(name, err);
	if (found > 0) {
		*ifindex = found;
		return 0;
	}
	if (err->fault != CTRL_FAULT_USAGE)
		snprintf(err->object, sizeof(err->object), "%s", name);
	if (found == -ENODEV)
		ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, ENODEV,
				"this network namespace has no device of that name");

	return found;
}

/* "xdp get dev ATTR" leaves out the name, or the first of two words "dev". */
static int behind_dev(const char *name, bool foreign, __u32 *ifindex,
		      struct ctrl_error *err)
{
	int ret = find_netdev(name, foreign, ifindex, err);
	struct ctrl_line reason;

	if (ret == -ENODEV && ctrl_device__index("dev", NULL) > 0) {
		ctrl_line__resume(&reason, err->reason, sizeof(err->reason));
		ctrl_line__add(&reason, "; the one called dev is 'dev dev'");
	}

	return ret;
}

/* [dev] { NAME | ifindex INDEX }; a device may be called "dev" or "ifindex" */
static int parse_netdev(struct words *words, bool foreign, void *key,
			struct ctrl_error *err)
{
	const char *name;
	bool has_dev;

	has_dev = words->nr > 1 && !strcmp(words->at[0], "dev");
	if (has_dev)
		words__take(words);
	if (!words->nr)
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "DEV is missing");

	if (words->nr > 1 && !strcmp(words->at[0], "ifindex") &&
	    isdigit((unsigned char)words->at[1][0])) {
		words__take(words);
		return parse_ifindex(words__take(words), key, err);
	}

	name = words__take(words);
	if (!name[0])
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0, "DEV is empty");

	return has_dev ? behind_dev(name, foreign, key, err) :
			 find_netdev(name, foreign, key, err);
}

static void label_device(const void *key, bool foreign, struct key_label *label)
{
	char *name = label->device;
	__u32 ifindex;

	memcpy(&ifindex, key, sizeof(ifindex));
	if (!foreign)
		label->nameless = netdev__name(ifindex, name);

	if (name[0]) {
		ctrl_text__write(name, strlen(name), label->name,
				 sizeof(label->name));
		snprintf(label->heading, sizeof(label->heading), "%u: %s",
			 ifindex, label->name);
	} else {
		snprintf(label->name, sizeof(label->name), "ifindex %u",
			 ifindex);
		snprintf(label->heading, sizeof(label->heading), "%u:",
			 ifindex);
	}

	label->fields[0] = (struct label_field) {
		.key = "devname", .text = name, .unknown = !name[0],
	};
	label->fields[1] = (struct label_field) {
		.key = "ifindex", .number = ifindex,
	};
	label->nr = 2;
}

static bool write_part(__u32 ifindex, bool foreign, bool ours, char *word,
		       size_t len)
{
	char name[IF_NAMESIZE];

	if (foreign || netdev__name(ifindex, name))
		return false;
	if (words__is_digits(name))
		snprintf(word, len, "%u", ifindex);
	else
		ctrl_text__write(name, strlen(name), word, len);

	return true;
}

#define NAME_ROOM	CTRL_TEXT_ROOM(IF_NAMESIZE)

typedef void (*offer_device_fn)(const struct candidates *at,
				unsigned int ifindex, const char *name);

static void offer_as_written(const struct candidates *at, offer_device_fn offer,
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
			offer_as_written(at, offer, *ifindex, name);
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
		offer_as_written(at, offer, one->if_index, one->if_name);
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

static void offer_word(const struct candidates *at)
{
	each_device(at, offer_name);
}

const struct key_kind key_netdev_kind = {
	.meaning = CTRL_MEANING_IFINDEX,
	.syntax = "[dev] { NAME | ifindex INDEX }, NAME also an alternative one",
	.part = "DEV",
	.digits = true,
	.parse = parse_netdev,
	.label = label_device,
	.parse_part = find_netdev,
	.write_part = write_part,
	.offer = offer_device,
	.offer_word = offer_word,
};
