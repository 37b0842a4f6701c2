// SPDX-License-Identifier: GPL-2.0-only
/* usage: seeds DIR; writes what the fuzzers begin with to DIR/TARGET/NAME. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "make_btf.h"

static FILE *open_seed(const char *dir, const char *target, const char *name)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s/%s", dir, target, name);
	file = fopen(path, "w");
	if (!file) {
		perror(path);
		exit(1);
	}
	return file;
}

static void seed_path(const char *dir, const struct sample *s, const char *path)
{
	FILE *file = open_seed(dir, "fuzz_path", path);
	const void *btf;
	__u32 size;

	btf = btf__raw_data(s->btf, &size);
	fwrite(path, 1, strlen(path) + 1, file);
	fwrite(btf, 1, size, file);
	fclose(file);
}

/* What each member looks like with all bits 0 and with all bits 1. */
static void seed_member(const char *dir, const struct sample *s, __u32 i, int byte)
{
	const struct ctrl_member *m = &s->type.members[i];
	__u8 value[SAMPLE_SIZE];
	char word[1024], name[256];
	FILE *file;

	memset(value, byte, sizeof(value));
	ctrl_member__format(m, value, word, sizeof(word));
	snprintf(name, sizeof(name), "%s-%02x", m->name, byte);
	file = open_seed(dir, "fuzz_parse", name);
	fprintf(file, "%c%c%s", i, 0, word);
	fclose(file);
	file = open_seed(dir, "fuzz_format", name);
	fprintf(file, "%c%c", i, 255);
	fwrite(value, 1, 32, file);
	fclose(file);
}

int main(int argc, char **argv)
{
	static const char *const paths[] = {
		"u8", "list[3]", "grid[1][2]", "queue[2].budget", "stats.drops",
		"left", "deep", "bit33", "no-such",
	};
	struct sample s;
	size_t i;

	if (argc != 2)
		return 2;
	sample_init(&s);
	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		seed_path(argv[1], &s, paths[i]);
	for (i = 0; i < s.type.nr; i++) {
		seed_member(argv[1], &s, i, 0);
		seed_member(argv[1], &s, i, 0xff);
	}
	sample_deinit(&s);
	return 0;
}
