/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Parameters of devices, by ethtool's generic netlink family. */
#ifndef HOST_ETHTOOL_H
#define HOST_ETHTOOL_H

#include "device.h"
#include "host.h"
#include "netlink.h"

struct nlattr;

/* Parameters that one request gets, and one sets. */
extern const struct host_params host_rings;
extern const struct host_params host_channels;
extern const struct host_params host_coalesce;
extern const struct host_params host_pause;

/* As host_netdev__read(): add all of these of devices. */
int host_ethtool__read(struct host_devices *devices, __u32 ifindex,
		       struct nl_sock *sk, int family, struct ctrl_error *err);

/* A step of a change, whose data is one of the parameters. */
int host_ethtool__set(const struct ctrl_host_change *change,
		      const struct ctrl_host_step *step, const void *value,
		      struct ctrl_error *err);

/**
 * host_ethtool__get() - ask for what devices have
 * @sk: of generic netlink
 * @family: number of "ethtool"
 * @cmd: the request
 * @ifindex: of the device; 0: all
 * @each: called for each message of the answer
 * @data: for @each
 * @err: on failure; a driver that has no such thing, or does not tell, is none
 *
 * Return: 0 or a negative errno, as ctrl_netlink__ask().
 */
int host_ethtool__get(struct nl_sock *sk, int family, int cmd, __u32 ifindex,
		      ctrl_netlink_fn each, void *data, struct ctrl_error *err);

/* The beginning of a request about a device, 0: all. NULL: there is no memory. */
struct nl_msg *host_ethtool__request(int family, int cmd, int flags, __u32 ifindex);

/* Which device the header of an answer is about; 0: none */
__u32 host_ethtool__device(struct nlattr *header);

#endif /* HOST_ETHTOOL_H */
