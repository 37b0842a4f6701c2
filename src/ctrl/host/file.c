// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Small files of /proc and /sys. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file.h"

int ctrl_file__read(int dir, const char *path, char *text, size_t size)
{
	int fd = openat(dir, path, O_RDONLY | O_CLOEXEC);
	ssize_t n;
	int ret = 0;

	if (fd < 0)
		return -errno;
	n = read(fd, text, size - 1);
	if (n < 0)
		ret = -errno;
	else
		text[n] = '\0';
	close(fd);
	return ret;
}

static int to_number(const char *text, __u64 *number)
{
	char *end;

	text += strspn(text, " \t");
	if (!isdigit((unsigned char)*text))
		return -EINVAL;
	errno = 0;
	*number = strtoull(text, &end, 10);
	return -errno;
}

int ctrl_file__number(int dir, const char *path, __u64 *number)
{
	char text[64];
	int ret = ctrl_file__read(dir, path, text, sizeof(text));

	return ret ?: to_number(text, number);
}

int ctrl_file__field(const char *text, const char *word, __u64 *number)
{
	size_t n = strlen(word);

	for (; text; text = strchr(text, '\n')) {
		text += *text == '\n';
		if (!strncmp(text, word, n))
			return to_number(text + n, number);
	}
	return -ENOENT;
}
