// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Completion: control maps that exist, and control types to make one of. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <linux/bpf.h>
#include <bpf/bpf.h>

#include "complete/complete.h"

/* Few other maps have a max_entries of 0 and BTF: it saves to ask them. */
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

void complete_map__offer_types(struct request *r, const struct candidates *at)
{
	struct ctrl_directory directory;
	char name[CTRL_TYPE_NAME_MAX];
	__u32 i;

	if (ctrl_directory__init(&directory, NULL, &r->err))
		return;
	for (i = 0; i < directory.nr; i++) {
		ctrl_directory__name(&directory, i, name);
		candidates__offer_name(at, name, NULL);
	}
	ctrl_directory__deinit(&directory);
}

/* The word may become "map", a control type or, where none is needed, an object. */
bool complete_map__pass(struct request *r, const struct candidates *at)
{
	bool any = object_kind__is_any(r->kind);

	if (r->words.nr == 1) {
		if (any)
			complete_map__offer_types(r, at);
		candidates__offer(at, "map", "a control map that exists");
		return !any;
	}
	if (!strcmp(r->words.at[0], "map") && r->words.nr <= 3) {
		complete_map__offer(r, at);
		return false;
	}

	return !request__take_map(r, NULL);
}
