// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Completion: control maps that exist. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <linux/bpf.h>
#include <bpf/bpf.h>

#include "complete/map.h"

/* Few other maps have no entries and a type of the value: the rest is not asked. */
static bool may_be_control(int fd, struct bpf_map_info *info)
{
	__u32 size = sizeof(*info);

	memset(info, 0, sizeof(*info));

	return !bpf_map_get_info_by_fd(fd, info, &size) && !info->max_entries &&
	       info->btf_value_type_id;
}

/* A control map that the command can use; then @info is about it. */
static bool is_fitting(const struct request *r, __u32 id,
		       struct bpf_map_info *info)
{
	LIBBPF_OPTS(bpf_get_fd_by_id_opts, opts, .open_flags = BPF_F_RDONLY);
	int fd = bpf_map_get_fd_by_id_opts(id, &opts);
	struct ctrl_error ignored = {};
	struct ctrl_map *map;
	bool fits;

	if (fd < 0)
		return false;
	if (!may_be_control(fd, info) ||
	    ctrl_map__from_fd(fd, &map, &ignored)) {
		close(fd);
		return false;
	}
	fits = object_kind__is_any(r->kind) || map->control_type == r->kind->control_type;
	ctrl_map__close(map);

	return fits;
}

static void offer_maps(const struct request *r, const struct candidates *at,
		       bool by_name)
{
	struct bpf_map_info info;
	char word[16];
	__u32 id = 0;

	while (!bpf_map_get_next_id(id, &id)) {
		if (!is_fitting(r, id, &info))
			continue;
		snprintf(word, sizeof(word), "%u", id);
		if (by_name)
			candidates__offer(at, info.name, "id %u", id);
		else
			candidates__offer(at, word, "%s", info.name);
	}
}

void complete_map__offer(const struct request *r, const struct candidates *at)
{
	const char *how = r->words.at[1];

	if (r->words.nr == 2) {
		candidates__offer(at, "id", NULL);
		candidates__offer(at, "pinned", NULL);
		candidates__offer(at, "name", NULL);
	} else if (!strcmp(how, "pinned")) {
		candidates__ask("files");
	} else if (!strcmp(how, "id") || !strcmp(how, "name")) {
		offer_maps(r, at, !strcmp(how, "name"));
	}
}
