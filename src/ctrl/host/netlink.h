/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Questions to rtnetlink and to generic netlink families, by libnl. */
#ifndef HOST_NETLINK_H
#define HOST_NETLINK_H

#include <netlink/msg.h>
#include <netlink/netlink.h>

#include "ctrl.h"

/**
 * ctrl_netlink__open() - a socket that tells why it is refused something
 * @protocol: NETLINK_ROUTE or NETLINK_GENERIC
 * @err: on failure
 *
 * Return: for nl_socket_free(); NULL: failed.
 */
struct nl_sock *ctrl_netlink__open(int protocol, struct ctrl_error *err);

/**
 * typedef ctrl_netlink_fn - what is done with each message of an answer
 * @head: the message
 * @data: of who asked
 *
 * Return: 0, or a negative errno that ends it.
 */
typedef int (*ctrl_netlink_fn)(struct nlmsghdr *head, void *data);

/**
 * ctrl_netlink__ask() - send a request and read the whole answer
 * @sk: of ctrl_netlink__open()
 * @msg: the request; freed in any case; NULL: there was no memory for it
 * @each: called for each message; NULL: no answer but an acknowledgment is awaited
 * @data: for @each
 * @err: on failure, with the kernel's reason (extack) where it gives one
 *
 * Return: 0 or a negative errno; -EINTR: what is listed has changed meanwhile, ask
 * again.
 */
int ctrl_netlink__ask(struct nl_sock *sk, struct nl_msg *msg, ctrl_netlink_fn each,
		      void *data, struct ctrl_error *err);

/**
 * ctrl_netlink__families() - numbers of two generic netlink families
 * @sk: of NETLINK_GENERIC
 * @ethtool: set to the number of the family "ethtool", 0: there is none
 * @netdev: likewise of "netdev", since Linux 6.3
 * @err: on failure
 *
 * All families are listed: to ask for one that is not there has the kernel look for a
 * module.
 *
 * Return: 0 or a negative errno.
 */
int ctrl_netlink__families(struct nl_sock *sk, int *ethtool, int *netdev,
			   struct ctrl_error *err);

/**
 * ctrl_netlink__refused() - tell why a change was refused
 * @ret: what ctrl_netlink__ask() returned
 * @why: what it filled in
 * @interface: that was asked
 * @otherwise: the reason where the kernel gives none
 * @err: filled in if @ret is not 0
 *
 * Return: @ret
 */
int ctrl_netlink__refused(int ret, const struct ctrl_error *why,
			  const char *interface, const char *otherwise,
			  struct ctrl_error *err);

#endif /* HOST_NETLINK_H */
