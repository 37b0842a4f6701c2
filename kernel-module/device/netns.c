// SPDX-License-Identifier: GPL-2.0-only
/*
 * The file of a network namespace in nsfs, whose device and inode number tell a tool which
 * namespace a map is of.
 */
#include <linux/err.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/path.h>
#include <linux/proc_fs.h>
#include <linux/proc_ns.h>
#include <linux/syscalls.h>
#include <net/net_namespace.h>

#include "../map/kthread.h"

/* The namespace may be dismantled; the caller has a passive reference. */
static struct ns_common *get_alive(struct ns_common *ns)
{
	struct net *net = maybe_get_net(container_of(ns, struct net, ns));

	return net ? ns : ERR_PTR(-ENOENT);
}

/* What the kernel thread is to find. */
struct netns_request {
	struct net *net;
	struct path *path;
};

/* The kernel only gives an fd to other parts of it; nobody else sees this one. */
static int netns_open(void *data)
{
	struct netns_request *r = data;
	struct file *file;
	int fd;

	fd = open_related_ns(&r->net->ns, get_alive);
	if (fd < 0)
		return fd;
	file = fget(fd);
	close_fd(fd);
	if (!file)
		return -EBADF;
	*r->path = file->f_path;
	path_get(r->path);
	fput(file);
	return 0;
}

/**
 * bpf_ctrl_netns_path() - find the file of a network namespace, as ns_get_path_cb()
 * @path: set to the file, to be released with path_put()
 * @get: what takes the reference elsewhere; not used
 * @net: the namespace, with a passive reference
 *
 * Return: 0; -ENOENT: it is being dismantled; or another negative errno.
 */
int bpf_ctrl_netns_path(struct path *path, ns_get_path_helper_t *get, struct net *net)
{
	struct netns_request r = { .net = net, .path = path };

	return kthread_call(netns_open, &r);
}
