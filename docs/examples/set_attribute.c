// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/*
 * Set an XDP attribute of a network device with libctrl:
 *
 *	cc set_attribute.c -o set_attribute $(pkg-config --cflags --libs libctrl)
 *	./set_attribute eth0 xsk-ring-size 128
 *
 * The attribute is any that the kernel has, the value any word that bpftool
 * takes too: a number, 10us, on, max, default.
 */
#include <ctrl.h>
#include <net/if.h>
#include <stdio.h>

static int set(const char *device, const struct ctrl_pair *pair,
	       struct ctrl_error *err)
{
	unsigned int key = if_nametoindex(device);
	struct ctrl_change change = {};
	struct ctrl_map *map;
	int ret;

	ret = ctrl_map__create(CTRL_TYPE_XDP, CTRL_VIEW_CURRENT, false, &map, err);
	if (ret)
		return ret;
	ret = ctrl_map__set(map, &key, pair, 1, 0, &change, err);
	if (!ret)
		puts(change.changed ? "changed" : "it was so before");
	ctrl_change__deinit(&change);
	ctrl_map__close(map);
	return ret;
}

int main(int argc, char **argv)
{
	struct ctrl_pair pair = {};
	char sentence[CTRL_SENTENCE_MAX];
	struct ctrl_error err = {};

	if (argc == 4)
		pair = (struct ctrl_pair){ argv[2], argv[3] };
	if (argc == 4 && !set(argv[1], &pair, &err))
		return 0;
	ctrl_error__sentence(&err, sentence, sizeof(sentence));
	fprintf(stderr, "%s\n", argc == 4 ? sentence : "DEV ATTR VALUE");
	return 1;
}
