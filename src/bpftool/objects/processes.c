// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The processes that there are: the directories of /proc that are numbers. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

#include "objects/processes.h"
#include "text/words.h"

static int compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static int append(int **pids, int *nr, int pid)
{
	int *more = *pids;

	if (!(*nr & (*nr - 1)))
		more = realloc(*pids, sizeof(*more) * (*nr ? 2 * *nr : 1));
	if (!more)
		return -ENOMEM;
	*pids = more;
	more[(*nr)++] = pid;

	return 0;
}

int processes__list(int **pids, int *nr)
{
	DIR *dir = opendir("/proc");
	struct dirent *entry;
	int ret = 0, n = 0, *all = NULL;

	if (!dir)
		return -errno;
	while (!ret && (entry = readdir(dir)))
		if (words__is_digits(entry->d_name))
			ret = append(&all, &n, atoi(entry->d_name));
	closedir(dir);
	if (ret) {
		free(all);
		return ret;
	}
	if (n)
		qsort(all, n, sizeof(*all), compare);
	*pids = all;
	*nr = n;

	return 0;
}
