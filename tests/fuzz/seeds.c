// SPDX-License-Identifier: GPL-2.0-only
/* usage: seeds DIR BTF; writes what the fuzzers begin with to DIR/TARGET/NAME. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "make_btf.h"

static FILE *open_seed(const char *dir, const char *target, const char *name)
{
	char path[PATH_MAX];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s/%s", dir, target, name);
	file = fopen(path, "w");
	if (!file) {
		perror(path);
		exit(1);
	}
	return file;
}

static void seed_path(const char *dir, const struct btf *btf, const char *path)
{
	FILE *file = open_seed(dir, "fuzz_path", path);
	const void *data;
	__u32 size;

	data = btf__raw_data(btf, &size);
	fwrite(path, 1, strlen(path) + 1, file);
	fwrite(data, 1, size, file);
	fclose(file);
}

/*
 * An enum that ends with an enumerator which counts the others, and is shorter than
 * what these begin with; its name is the last thing in the BTF.
 */
static void seed_short_counter(const char *dir)
{
	struct btf *btf = btf__new_empty();

	if (btf__add_struct(btf, "s", 4) != 1 ||
	    btf__add_field(btf, "short_counter", 2, 0, 0) ||
	    btf__add_enum(btf, "e", 4) != 2 ||
	    btf__add_enum_value(btf, "COLOUR_OF_RED", 0) ||
	    btf__add_enum_value(btf, "COLOUR_OF_BLUE", 1) ||
	    btf__add_enum_value(btf, "_N", 2))
		exit(1);
	seed_path(dir, btf, "short_counter");
	btf__free(btf);
}

/* The first attribute of each struct, in all of the BTF. */
static void seed_structs(const char *dir, const char *btf_file)
{
	struct btf *btf = btf__parse_raw(btf_file);
	struct ctrl_type type;
	__u32 id;

	if (!btf) {
		perror(btf_file);
		exit(1);
	}
	for (id = 1; id < btf__type_cnt(btf); id++) {
		if (ctrl_type__init(&type, btf, id))
			continue;
		if (type.nr)
			seed_path(dir, btf, type.members[0].name);
		ctrl_type__deinit(&type);
	}
	btf__free(btf);
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

	if (argc != 3)
		return 2;
	seed_structs(argv[1], argv[2]);
	seed_short_counter(argv[1]);
	sample_init(&s);
	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		seed_path(argv[1], s.btf, paths[i]);
	for (i = 0; i < s.type.nr; i++) {
		seed_member(argv[1], &s, i, 0);
		seed_member(argv[1], &s, i, 0xff);
	}
	sample_deinit(&s);
	return 0;
}
