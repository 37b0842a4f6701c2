// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Parameters of devices, by ethtool's generic netlink family, since Linux 5.7. */
#include <errno.h>
#include <linux/ethtool_netlink.h>
#include <netlink/attr.h>
#include <netlink/genl/genl.h>
#include <linux/netlink.h>

#include "ethtool.h"

#define ETHTOOL_A_HEADER	1	/* of all messages */
#define PARAMS_MAX		4
#define RINGS_TCP_DATA_SPLIT	11	/* ETHTOOL_A_RINGS_TCP_DATA_SPLIT, since Linux 5.17 */

/**
 * struct param - an attribute of a message
 * @offset: of the member of struct if_xdp_attributes
 * @id: the attribute
 * @max_id: that with its largest value, where 0 means that there is none; 0: no limit
 * @size: bytes of the attribute
 */
struct param {
	size_t offset;
	int id;
	int max_id;
	size_t size;
};

/**
 * struct host_params - parameters that one request gets, and one sets
 * @get: request
 * @set: request
 * @refused: reason where the kernel gives none
 * @at: the parameters
 * @finish: add what the answer does not say; may be NULL
 */
struct host_params {
	int get;
	int set;
	const char *refused;
	struct param at[PARAMS_MAX];
	void (*finish)(struct host_device *device);
};

#define MEMBER(m)	offsetof(struct if_xdp_attributes, m)

const struct host_params host_rings = {
	.get = ETHTOOL_MSG_RINGS_GET,
	.set = ETHTOOL_MSG_RINGS_SET,
	.refused = "the driver refused the rings",
	.at = {
		{ MEMBER(rx_ring_size), ETHTOOL_A_RINGS_RX, ETHTOOL_A_RINGS_RX_MAX, 4 },
		{ MEMBER(tx_ring_size), ETHTOOL_A_RINGS_TX, ETHTOOL_A_RINGS_TX_MAX, 4 },
		{ MEMBER(tcp_data_split), RINGS_TCP_DATA_SPLIT, 0, 1 },
	},
};

static struct host_attr *attr_at(struct host_device *d, size_t offset)
{
	__u32 i;

	for (i = 0; i < d->nr_attrs; i++)
		if (d->attrs[i].offset == offset)
			return &d->attrs[i];
	return NULL;
}

static void set_min(struct host_attr *attr)
{
	if (!attr)
		return;
	attr->min = 1;
	attr->has_min = true;
}

/*
 * One queue has to receive, and one to transmit. With queues of both kinds, how few of
 * one may be left depends on the other.
 */
static void finish_channels(struct host_device *d)
{
	struct host_attr *combined = attr_at(d, MEMBER(combined_queues));
	struct host_attr *rx = attr_at(d, MEMBER(rx_only_queues));
	struct host_attr *tx = attr_at(d, MEMBER(tx_only_queues));

	if (combined && (rx || tx))
		return;
	set_min(combined);
	set_min(rx);
	set_min(tx);
}

const struct host_params host_channels = {
	.get = ETHTOOL_MSG_CHANNELS_GET,
	.set = ETHTOOL_MSG_CHANNELS_SET,
	.refused = "the driver refused the number of queues",
	.at = {
		{ MEMBER(combined_queues), ETHTOOL_A_CHANNELS_COMBINED_COUNT,
		  ETHTOOL_A_CHANNELS_COMBINED_MAX, 4 },
		{ MEMBER(rx_only_queues), ETHTOOL_A_CHANNELS_RX_COUNT,
		  ETHTOOL_A_CHANNELS_RX_MAX, 4 },
		{ MEMBER(tx_only_queues), ETHTOOL_A_CHANNELS_TX_COUNT,
		  ETHTOOL_A_CHANNELS_TX_MAX, 4 },
	},
	.finish = finish_channels,
};

const struct host_params host_coalesce = {
	.get = ETHTOOL_MSG_COALESCE_GET,
	.set = ETHTOOL_MSG_COALESCE_SET,
	.refused = "the driver refused the coalescing",
	.at = {
		{ MEMBER(rx_usecs), ETHTOOL_A_COALESCE_RX_USECS, 0, 4 },
		{ MEMBER(tx_usecs), ETHTOOL_A_COALESCE_TX_USECS, 0, 4 },
		{ MEMBER(adaptive_rx), ETHTOOL_A_COALESCE_USE_ADAPTIVE_RX, 0, 1 },
		{ MEMBER(adaptive_tx), ETHTOOL_A_COALESCE_USE_ADAPTIVE_TX, 0, 1 },
	},
};

const struct host_params host_pause = {
	.get = ETHTOOL_MSG_PAUSE_GET,
	.set = ETHTOOL_MSG_PAUSE_SET,
	.refused = "the driver refused the flow control",
	.at = {
		{ MEMBER(pause_autoneg), ETHTOOL_A_PAUSE_AUTONEG, 0, 1 },
		{ MEMBER(pause_rx), ETHTOOL_A_PAUSE_RX, 0, 1 },
		{ MEMBER(pause_tx), ETHTOOL_A_PAUSE_TX, 0, 1 },
	},
};

#define ATTRS_MAX	32	/* of which nothing behind is read */

__u32 host_ethtool__device(struct nlattr *header)
{
	struct nlattr *attrs[ETHTOOL_A_HEADER_MAX + 1];

	if (!header || nla_parse_nested(attrs, ETHTOOL_A_HEADER_MAX, header, NULL) ||
	    !attrs[ETHTOOL_A_HEADER_DEV_INDEX])
		return 0;
	return nla_get_u32(attrs[ETHTOOL_A_HEADER_DEV_INDEX]);
}

static __u64 number(const struct nlattr *attr)
{
	return nla_len(attr) == 1 ? nla_get_u8(attr) : nla_get_u32(attr);
}

static void add_param(struct host_device *d, const struct param *param,
		      struct nlattr **attrs)
{
	struct host_attr attr = { .offset = param->offset };

	if (!attrs[param->id])
		return;
	attr.now = number(attrs[param->id]);
	if (param->max_id) {
		attr.max = attrs[param->max_id] ? number(attrs[param->max_id]) : 0;
		attr.has_max = true;
		if (!attr.max)
			return;
	}
	host_device__add(d, &attr);
}

struct reading {
	struct host_devices *devices;
	const struct host_params *params;
};

static int add_params(struct nlmsghdr *head, void *data)
{
	struct nlattr *attrs[ATTRS_MAX + 1];
	struct reading *r = data;
	struct host_device *d;
	int i;

	if (genlmsg_parse(head, 0, attrs, ATTRS_MAX, NULL))
		return 0;
	d = host_devices__find(r->devices,
			       host_ethtool__device(attrs[ETHTOOL_A_HEADER]));
	if (!d)
		return 0;
	for (i = 0; i < PARAMS_MAX && r->params->at[i].id; i++)
		add_param(d, &r->params->at[i], attrs);
	if (r->params->finish)
		r->params->finish(d);
	return 0;
}

static int put_header(struct nl_msg *msg, __u32 ifindex)
{
	struct nlattr *header = nla_nest_start(msg, ETHTOOL_A_HEADER | NLA_F_NESTED);

	if (!header)
		return -ENOMEM;
	if (ifindex && nla_put_u32(msg, ETHTOOL_A_HEADER_DEV_INDEX, ifindex))
		return -ENOMEM;
	nla_nest_end(msg, header);
	return 0;
}

struct nl_msg *host_ethtool__request(int family, int cmd, int flags, __u32 ifindex)
{
	struct nl_msg *msg = nlmsg_alloc();

	if (!msg)
		return NULL;
	if (genlmsg_put(msg, NL_AUTO_PORT, NL_AUTO_SEQ, family, 0, flags, cmd,
			ETHTOOL_GENL_VERSION) && !put_header(msg, ifindex))
		return msg;
	nlmsg_free(msg);
	return NULL;
}

int host_ethtool__get(struct nl_sock *sk, int family, int cmd, __u32 ifindex,
		      ctrl_netlink_fn each, void *data, struct ctrl_error *err)
{
	int flags = ifindex ? 0 : NLM_F_DUMP;
	struct ctrl_error why = { 0 };
	int ret;

	ret = ctrl_netlink__ask(sk, host_ethtool__request(family, cmd, flags, ifindex),
				each, data, &why);
	if (ret == -EINTR || ret == -ENOMEM || ret == -ENODEV)
		return ctrl_error__set(err, why.fault, why.code, NULL);
	return 0;
}

int host_ethtool__read(struct host_devices *d, __u32 ifindex, struct nl_sock *sk,
		       int family, struct ctrl_error *err)
{
	const struct host_params *const all[] = {
		&host_rings, &host_channels, &host_coalesce, &host_pause,
	};
	size_t i;
	int ret = 0;

	for (i = 0; i < sizeof(all) / sizeof(all[0]) && !ret; i++) {
		struct reading r = { d, all[i] };

		ret = host_ethtool__get(sk, family, all[i]->get, ifindex, add_params, &r,
					err);
	}
	return ret;
}

static int put_param(struct nl_msg *msg, const struct param *param, __u64 x)
{
	return param->size == 1 ? nla_put_u8(msg, param->id, x) :
				  nla_put_u32(msg, param->id, x);
}

static int set_params(struct nl_sock *sk, const struct ctrl_host_change *c,
		      const struct host_params *params, const void *value,
		      struct ctrl_error *err)
{
	const struct if_xdp_key *key = c->key;
	int family, netdev, ret, i;
	struct nl_msg *msg;

	ret = ctrl_netlink__families(sk, &family, &netdev, err);
	if (ret)
		return ret;
	msg = host_ethtool__request(family, params->set, 0, key->ifindex);
	for (i = 0; msg && i < PARAMS_MAX && params->at[i].id; i++) {
		size_t offset = params->at[i].offset;

		if (c->changed & ctrl_host_bit(c->map, offset))
			put_param(msg, &params->at[i],
				  ctrl_host_number(c->map, offset, value));
	}
	return ctrl_netlink__ask(sk, msg, NULL, NULL, err);
}

int host_ethtool__set(const struct ctrl_host_change *c,
		      const struct ctrl_host_step *step, const void *value,
		      struct ctrl_error *err)
{
	struct nl_sock *sk = ctrl_netlink__open(NETLINK_GENERIC, err);
	const struct host_params *params = step->data;
	struct ctrl_error why = { 0 };
	int ret;

	if (!sk)
		return -EPROTO;
	ret = set_params(sk, c, params, value, &why);
	nl_socket_free(sk);
	return ctrl_netlink__refused(ret, &why, "ethtool", params->refused, err);
}
