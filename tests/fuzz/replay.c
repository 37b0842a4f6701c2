// SPDX-License-Identifier: GPL-2.0-only
/*
 * usage: replay ROUNDS FILE...
 *
 * A main program for a fuzz target where there is no libFuzzer: gives it each file,
 * and ROUNDS changed copies of each, always the same ones.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <linux/types.h>

#define INPUT_MAX	8192	/* as in the Makefile: -max_len */
#define CHANGES_MAX	8	/* of one copy */

int LLVMFuzzerTestOneInput(const __u8 *data, size_t size);

static unsigned int number(unsigned int limit)
{
	return (unsigned int)random() % limit;
}

static size_t change(__u8 *data, size_t size)
{
	switch (number(5)) {
	case 0:
		return number(size + 1);
	case 1:
		data[number(size)] = random();
		break;
	case 2:
		data[number(size)] ^= 1U << number(8);
		break;
	case 3:
		data[number(size)]++;
		break;
	case 4:		/* a piece of it elsewhere */
		memmove(data + number(size / 2 + 1), data + number(size / 2 + 1),
			size / 2);
		break;
	}
	return size;
}

/* In memory of its own, so that what is read behind its end is noticed. */
static void give(const __u8 *data, size_t size)
{
	__u8 *copy = malloc(size ? size : 1);

	if (!copy)
		exit(1);
	memcpy(copy, data, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
}

static void play(const __u8 *data, size_t size, long rounds)
{
	__u8 changed[INPUT_MAX];
	unsigned int i;
	size_t n;

	give(data, size);
	while (rounds-- > 0) {
		memcpy(changed, data, size);
		n = size;
		for (i = number(CHANGES_MAX) + 1; i && n; i--)
			n = change(changed, n);
		give(changed, n);
	}
}

int main(int argc, char **argv)
{
	__u8 data[INPUT_MAX];
	FILE *file;
	size_t n;
	int i;

	if (argc < 3)
		return 2;
	srandom(1);
	for (i = 2; i < argc; i++) {
		file = fopen(argv[i], "r");
		if (!file) {
			perror(argv[i]);
			return 1;
		}
		n = fread(data, 1, sizeof(data), file);
		fclose(file);
		play(data, n, atol(argv[1]));
	}
	return 0;
}
