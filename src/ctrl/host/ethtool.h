/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Parameters of devices, by ethtool's generic netlink family. */
#ifndef HOST_ETHTOOL_H
#define HOST_ETHTOOL_H

#include "device.h"
#include "host.h"

struct nl_msg;
struct nl_sock;
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

/* The beginning of a request about a device, 0: all. NULL: there is no memory. */
struct nl_msg *host_ethtool__request(int family, int cmd, int flags, __u32 ifindex);

/* Which device the header of an answer is about; 0: none */
__u32 host_ethtool__device(struct nlattr *header);

#endif /* HOST_ETHTOOL_H */
