// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* How much memory a program takes, which its file in /proc/self/fdinfo tells alone. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "file.h"
#include "memlock.h"

static int open_file(struct ctrl_memlock *m, int prog_fd)
{
	char path[64];

	if (m->file >= 0 && m->prog_fd == prog_fd)
		return 0;
	ctrl_memlock__close(m);
	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", prog_fd);
	m->file = open(path, O_RDONLY | O_CLOEXEC);
	m->prog_fd = prog_fd;
	return m->file < 0 ? -errno : 0;
}

int ctrl_memlock__read(struct ctrl_memlock *m, int prog_fd, __u64 *bytes)
{
	char text[1024];
	int ret = open_file(m, prog_fd);
	ssize_t n;

	if (ret)
		return ret;
	n = pread(m->file, text, sizeof(text) - 1, 0);
	if (n < 0)
		return -errno;
	text[n] = '\0';
	return ctrl_file__field(text, "memlock:", bytes);
}

void ctrl_memlock__close(struct ctrl_memlock *m)
{
	if (m->file >= 0)
		close(m->file);
	m->file = -1;
}
