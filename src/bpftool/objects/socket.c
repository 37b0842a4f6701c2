// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* A socket of another process: whether there is one, and why it cannot be had. */
#include <errno.h>
#include <sys/socket.h>

#include "objects/process.h"
#include "objects/socket.h"

static int not_opened(int code, struct ctrl_error *err)
{
	switch (code) {
	case ESRCH:
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, code,
				       "there is no such process");
	case EINVAL:
	case ENOENT:	/* since 6.15 */
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, code,
				       "that is a thread: a process is named by the id of its first one");
	default:
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, code, NULL);
	}
}

int socket__failed(int process, int pid, int fd, int code,
		   struct ctrl_error *err)
{
	struct ctrl_line object;

	ctrl_line__init(&object, err->object, sizeof(err->object));
	ctrl_line__add(&object, "pid %d", pid);
	if (fd >= 0)
		ctrl_line__add(&object, " fd %d", fd);
	if (process < 0)
		return not_opened(code, err);
	if (process__is_gone(process))
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, ESRCH,
				       "the process has ended");
	switch (code) {
	case EBADF:
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, code,
				       "the process has no such file descriptor");
	case ENOTSOCK:
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, code,
				       "the file descriptor is no socket");
	case EPERM:
	case EACCES:
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, code,
				       "a descriptor of another process takes what tracing it would: CAP_SYS_PTRACE, or the same user and a process that is dumpable (ptrace(2))");
	case ENODATA:
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOENT,
				       "its cgroups of net_cls and net_prio are looked for in /proc");
	case EXDEV:
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, code,
				       "traffic of the socket would be classified as bpftool's, which is in another cgroup of net_cls or net_prio and cannot join that of the process: run bpftool in that cgroup");
	default:
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, code, NULL);
	}
}

bool socket__is_socket(int fd)
{
	socklen_t len = sizeof(int);
	int type;

	/* other errors do not say that it is no socket */
	return !getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &len) ||
	       (errno != ENOTSOCK && errno != EBADF);
}
