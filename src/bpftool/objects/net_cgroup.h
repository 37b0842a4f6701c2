/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The cgroups, of version 1, by which a process's traffic is classified. */
#ifndef BPFTOOL_OBJECTS_NET_CGROUP_H
#define BPFTOOL_OBJECTS_NET_CGROUP_H

#include <stdbool.h>

/**
 * net_cgroup__is_ours() - whether a process is in our cgroups of net_cls and net_prio
 * @pid: its id in this /proc, or a negative errno, which is returned when it matters
 *
 * Where no hierarchy has these controllers, all processes are in the same.
 *
 * Return: 1 or 0; -ENODATA: no /proc is mounted; -ESRCH: no such process there;
 * another negative errno.
 */
int net_cgroup__is_ours(int pid);

/**
 * net_cgroup__join() - bring the calling thread into the cgroups of a process
 * @pid: its id in this /proc
 *
 * The kernel gives the sockets among the descriptors that are open here what it has
 * for that cgroup of net_prio, as those of the process have it.
 *
 * Return: 0, or a negative errno.
 */
int net_cgroup__join(int pid);

#endif
