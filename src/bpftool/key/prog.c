// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* A key that is a program: by id, tag, name or where it is pinned. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <linux/bpf.h>
#include <bpf/bpf.h>

#include "key/prog.h"
#include "objects/prog_info.h"
#include "objects/prog_words.h"
#include "text/number.h"
#include "upstream/upstream.h"

static int no_program(const struct prog_words *prog, int code,
		      struct ctrl_error *err)
{
	const char *how = prog_words__how(prog->by), *which = prog->which;

	switch (code) {
	case ENOENT:
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, code,
				       "there is no program '%s %s'", how, which);
	case EEXIST:
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "more than one program has the %s '%s': use its id",
				       how, which);
	case EPERM:
	case EACCES:
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, code,
				       "program '%s %s': a program is found by id, tag or name with CAP_SYS_ADMIN",
				       how, which);
	default:
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, code,
				       "program '%s %s'", how, which);
	}
}

/*
 * A name is compared with what bpf() keeps of it, and with that of its BTF. 1: it
 * is the program; 0: it is another one; or a negative errno
 */
static int is_it(int fd, const struct prog_words *prog)
{
	char name[MAX_PROG_FULL_NAME];
	struct bpf_prog_info info;
	int err = prog_info__read(fd, &info);

	if (err)
		return err;
	if (prog->by == PROG_BY_TAG)
		return !memcmp(info.tag, prog->tag, sizeof(info.tag));
	if (!strncmp(info.name, prog->which, sizeof(info.name)))
		return true;
	get_prog_full_name(&info, fd, name, sizeof(name));

	return !strcmp(name, prog->which);
}

static int open_by_id(__u32 id)
{
	int fd = bpf_prog_get_fd_by_id(id);

	return fd < 0 ? -errno : fd;
}

/* -EEXIST: there is more than one */
static int search(const struct prog_words *prog)
{
	int found = -ENOENT, fd, is;
	__u32 id = 0;

	while (!bpf_prog_get_next_id(id, &id)) {
		fd = open_by_id(id);
		if (fd == -ENOENT)	/* it has gone meanwhile */
			continue;
		is = fd < 0 ? fd : is_it(fd, prog);
		if (is > 0 && found < 0) {
			found = fd;
			continue;
		}
		if (fd >= 0)
			close(fd);
		if (!is)
			continue;
		if (found >= 0)
			close(found);
		return is > 0 ? -EEXIST : is;
	}
	if (errno == ENOENT || found >= 0)
		return found;

	return -errno;
}

static int open_prog(const struct prog_words *prog, struct ctrl_error *err)
{
	int fd;

	if (prog->by == PROG_BY_PINNED)
		return prog_words__open_pinned(prog->which, err);
	fd = prog->by == PROG_BY_ID ? open_by_id(prog->id) : search(prog);

	return fd < 0 ? no_program(prog, -fd, err) : fd;
}

static int parse_words(struct prog_words *prog, const char *how, const char *which,
		       struct ctrl_error *err)
{
	enum prog_by by = prog_words__by(how);

	if (by == PROG_BY_NOTHING)
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "'%s %s' names no program: it is %s", how,
				       which, PROG_WORDS_SYNTAX);

	return prog_words__parse(prog, by, which, err);
}

static int open_named_prog(const char *how, const char *which, struct ctrl_error *err)
{
	struct prog_words prog;

	return parse_words(&prog, how, which, err) ?: open_prog(&prog, err);
}

static int find_id(const char *how, const char *which, __u32 *id,
		   struct ctrl_error *err)
{
	struct bpf_prog_info info;
	struct prog_words prog;
	int fd, ret;

	ret = parse_words(&prog, how, which, err);
	if (ret)
		return ret;
	*id = prog.id;
	if (prog.by == PROG_BY_ID)
		return 0;
	fd = open_prog(&prog, err);
	if (fd < 0)
		return fd;
	ret = prog_info__read(fd, &info);
	close(fd);
	if (ret)
		return no_program(&prog, -ret, err);
	*id = info.id;

	return 0;
}

static int missing(struct ctrl_error *err)
{
	return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
			       "a program is named as %s", PROG_WORDS_SYNTAX);
}

static int parse_fd_key(struct words *words, bool foreign, void *key,
			struct ctrl_error *err)
{
	const char *how, *which;
	__s32 fd;

	if (words->nr < 2)
		return missing(err);
	how = words__take(words);
	which = words__take(words);
	fd = open_named_prog(how, which, err);
	if (fd < 0)
		return fd;
	memcpy(key, &fd, sizeof(fd));

	return 0;
}

static void release_fd(void *key)
{
	__s32 fd = -1;

	memcpy(&fd, key, sizeof(fd));
	close(fd);
}

static int parse_id_key(struct words *words, bool foreign, void *key,
			struct ctrl_error *err)
{
	const char *how, *which;
	__u32 id;
	int ret;

	if (words->nr && !number__parse_u32(words->at[0], &id)) {
		words__take(words);
		memcpy(key, &id, sizeof(id));
		return 0;
	}
	if (words->nr < 2)
		return missing(err);
	how = words__take(words);
	which = words__take(words);
	ret = find_id(how, which, &id, err);
	if (!ret)
		memcpy(key, &id, sizeof(id));

	return ret;
}

static __u32 id_of_fd(int fd)
{
	struct bpf_prog_info info;

	return prog_info__read(fd, &info) ? 0 : info.id;
}

static void label_of(__u32 id, struct key_label *label)
{
	snprintf(label->name, sizeof(label->name), "prog %u", id);
	snprintf(label->heading, sizeof(label->heading), "prog %u", id);
	label->fields[0] = (struct label_field) {
		.key = "prog_id", .number = id,
	};
	label->nr = 1;
}

static void label_id(const void *key, bool foreign, struct key_label *label)
{
	__u32 id;

	memcpy(&id, key, sizeof(id));
	label_of(id, label);
}

static void label_fd(const void *key, bool foreign, struct key_label *label)
{
	__s32 fd;

	memcpy(&fd, key, sizeof(fd));
	label_of(id_of_fd(fd), label);
}

/* "name:drop"; a number alone is an id */
static const char *split(const char *word, char how[8])
{
	const char *which = strchr(word, ':');

	strcpy(how, "id");
	if (!which)
		return word;
	snprintf(how, 8, "%.*s", (int)(which - word), word);

	return which + 1;
}

static int parse_part_id(const char *word, bool foreign, __u32 *id,
			 struct ctrl_error *err)
{
	char how[8];
	const char *which = split(word, how);

	return find_id(how, which, id, err);
}

static int parse_part_fd(const char *word, bool foreign, __u32 *fd,
			 struct ctrl_error *err)
{
	char how[8];
	const char *which = split(word, how);
	int ret = open_named_prog(how, which, err);

	if (ret < 0)
		return ret;
	*fd = ret;

	return 0;
}

static bool write_part_fd(__u32 fd, bool foreign, bool ours, char *word,
			  size_t len)
{
	if (ours)
		snprintf(word, len, "%u", id_of_fd(fd));

	return ours;
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

void key_prog__offer_by(const char *how, const struct candidates *at)
{
	struct bpf_prog_info info;
	__u32 id = 0;
	int fd;

	if (!strcmp(how, "pinned"))
		candidates__ask("files");
	if (strcmp(how, "id") && strcmp(how, "name") && strcmp(how, "tag"))
		return;

	while (!bpf_prog_get_next_id(id, &id)) {
		fd = open_by_id(id);
		if (fd < 0)
			continue;
		if (!prog_info__read(fd, &info))
			offer_prog(how, &info, at);
		close(fd);
	}
}

void key_prog__offer(const struct words *words, const struct candidates *at)
{
	if (words->nr == 2) {
		key_prog__offer_by(words->at[0], at);
	} else if (words->nr == 1) {
		candidates__offer(at, "id", NULL);
		candidates__offer(at, "tag", NULL);
		candidates__offer(at, "name", NULL);
		candidates__offer(at, "pinned", NULL);
	}
}

static void offer_ids(const struct candidates *at)
{
	key_prog__offer_by("id", at);
}

const struct key_kind key_prog_id_kind = {
	.meaning = CTRL_MEANING_PROG_ID,
	.syntax = PROG_WORDS_SYNTAX,
	.part = "PROG",
	.parse = parse_id_key,
	.label = label_id,
	.parse_part = parse_part_id,
	.offer = key_prog__offer,
	.offer_word = offer_ids,
};

const struct key_kind key_prog_fd_kind = {
	.meaning = CTRL_MEANING_PROG_FD,
	.syntax = PROG_WORDS_SYNTAX,
	.part = "PROG",
	.is_fd = true,
	.parse = parse_fd_key,
	.release = release_fd,
	.label = label_fd,
	.parse_part = parse_part_fd,
	.write_part = write_part_fd,
	.offer = key_prog__offer,
	.offer_word = offer_ids,
};
