// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* A key that is a network device: by name, alternative name or index. */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
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

int key_netdev__find(const char *name, bool foreign, __u32 *ifindex,
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
	int ret = key_netdev__find(name, foreign, ifindex, err);
	struct ctrl_line reason;

	if (ret == -ENODEV && ctrl_device__index("dev", NULL) > 0) {
		ctrl_line__resume(&reason, err->reason, sizeof(err->reason));
		ctrl_line__add(&reason, "; the one called dev is 'dev dev'");
	}

	return ret;
}

/* [dev] { NAME | ifindex INDEX }; a device may be called "dev" or "ifindex" */
int key_netdev__parse(struct words *words, bool foreign, void *key,
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
			 key_netdev__find(name, foreign, key, err);
}

void key_netdev__label(const void *key, bool foreign, struct key_label *label)
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
