/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Another process, and what it has open. */
#ifndef BPFTOOL_OBJECTS_PROCESS_H
#define BPFTOOL_OBJECTS_PROCESS_H

#include <dirent.h>
#include <stdbool.h>

/**
 * process__open() - get hold of a process
 * @pid: its id in the caller's pid namespace
 *
 * No other process is meant when the id is used again.
 *
 * Return: a pidfd, the caller's to close; -ESRCH: no such process; -EINVAL,
 * -ENOENT: that is a thread; another negative errno.
 */
int process__open(int pid);

/**
 * process__is_gone() - whether a process has ended
 * @process: from process__open()
 *
 * Return: true also for one that is only kept so that its parent learns how.
 */
bool process__is_gone(int process);

/**
 * process__get_fd() - get a descriptor of our own for what a process has open
 * @process: from process__open()
 * @fd: the process's descriptor
 *
 * The kernel gives a socket that is fetched the class and the priority that the
 * fetching thread's cgroups of net_cls and net_prio have: that thread is brought
 * into those of the process first.
 *
 * Return: a file descriptor, the caller's to close, that is none of the standard
 * streams and is not inherited by programs; -EBADF: the process has no such
 * descriptor; -EPERM: it takes what tracing the process would take; -EXDEV: its
 * cgroups cannot be joined; -ENODATA: no /proc says which they are; another
 * negative errno.
 */
int process__get_fd(int process, int fd);

/**
 * process__next() - go through the processes of /proc, or the descriptors of one
 * @dir: of "/proc", or of "fd" of a process; NULL where it cannot be opened
 *
 * Return: the number of the next one, in digits, valid until the next call; NULL:
 * there are no more.
 */
const char *process__next(DIR *dir);

/**
 * process__open_fds() - the directory with the descriptors of a process
 * @process: from process__open()
 * @dir: filled in on success, for closedir()
 *
 * It is found where this instance of /proc has the process, which is another
 * place than its id says when the two are of different pid namespaces.
 *
 * Return: 0; -ENXIO: it is gone, or not in this /proc; -EACCES: it may not be
 * seen, as with /proc's hidepid; another negative errno: /proc cannot be read.
 */
int process__open_fds(int process, DIR **dir);

#endif
