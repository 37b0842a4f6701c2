// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Completion: the programs that are loaded. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <linux/bpf.h>
#include <bpf/bpf.h>

#include "ctrl.h"
#include "complete/prog.h"

static int prog_info(__u32 id, struct bpf_prog_info *info)
{
	__u32 size = sizeof(*info);
	int fd = bpf_prog_get_fd_by_id(id);
	int err;

	if (fd < 0)
		return fd;
	memset(info, 0, sizeof(*info));
	err = bpf_prog_get_info_by_fd(fd, info, &size);
	close(fd);

	return err;
}

static void offer_prog(const char *how, const struct bpf_prog_info *info,
		       const struct candidates *at)
{
	char word[2 * BPF_TAG_SIZE + 1];
	struct ctrl_line line;

	if (!strcmp(how, "id")) {
		snprintf(word, sizeof(word), "%u", info->id);
		candidates__offer(at, word, "%s", info->name);
	} else if (!strcmp(how, "name")) {
		candidates__offer(at, info->name, "id %u", info->id);
	} else {
		ctrl_line__init(&line, word, sizeof(word));
		ctrl_line__add_bytes(&line, info->tag, BPF_TAG_SIZE);
		candidates__offer(at, word, "id %u %s", info->id, info->name);
	}
}

void complete_prog__offer_by(const char *how, const struct candidates *at)
{
	struct bpf_prog_info info;
	__u32 id = 0;

	if (!strcmp(how, "pinned"))
		candidates__ask("files");
	if (strcmp(how, "id") && strcmp(how, "name") && strcmp(how, "tag"))
		return;

	while (!bpf_prog_get_next_id(id, &id))
		if (!prog_info(id, &info))
			offer_prog(how, &info, at);
}

void complete_prog__offer(const struct words *words,
			  const struct candidates *at)
{
	if (words->nr == 2) {
		complete_prog__offer_by(words->at[0], at);
	} else if (words->nr == 1) {
		candidates__offer(at, "id", NULL);
		candidates__offer(at, "tag", NULL);
		candidates__offer(at, "name", NULL);
		candidates__offer(at, "pinned", NULL);
	}
}
