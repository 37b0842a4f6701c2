// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/*
 * Features of devices, by ethtool's generic netlink family, since Linux 5.7. Their
 * names are fixed, their bits are not.
 */
#include <errno.h>
#include <linux/ethtool_netlink.h>
#include <netlink/attr.h>
#include <netlink/genl/genl.h>
#include <linux/netlink.h>

#include "ethtool.h"
#include "features.h"

#define MEMBER(m)	offsetof(struct if_xdp_attributes, m)

static const struct {
	size_t offset;
	const char *name;
} features[] = {
	{ MEMBER(gro), "rx-gro" },
	{ MEMBER(lro), "rx-lro" },
	{ MEMBER(rx_gro_hw), "rx-gro-hw" },
	{ MEMBER(rx_udp_gro_forwarding), "rx-udp-gro-forwarding" },
	{ MEMBER(rx_vlan_offload), "rx-vlan-hw-parse" },
	{ MEMBER(tx_vlan_offload), "tx-vlan-hw-insert" },
	{ MEMBER(ntuple), "rx-ntuple-filter" },
};

#define NR_FEATURES	(sizeof(features) / sizeof(features[0]))

static __u32 find(const struct nlattr *name)
{
	size_t i;

	for (i = 0; name && i < NR_FEATURES; i++)
		if (!nla_strcmp(name, features[i].name))
			return 1U << i;
	return 0;
}

/*
 * A set lists the bits that are on, or with a mask those of the mask, whether they are
 * on or not. Bit i of the result: features[i] is listed; if @on, and on.
 */
static __u32 read_set(struct nlattr *set, bool on)
{
	struct nlattr *attrs[ETHTOOL_A_BITSET_MAX + 1];
	struct nlattr *bits[ETHTOOL_A_BITSET_BIT_MAX + 1];
	struct nlattr *bit;
	__u32 found = 0;
	int left;

	if (!set || nla_parse_nested(attrs, ETHTOOL_A_BITSET_MAX, set, NULL) ||
	    !attrs[ETHTOOL_A_BITSET_BITS])
		return 0;
	on = on && !attrs[ETHTOOL_A_BITSET_NOMASK];
	nla_for_each_nested(bit, attrs[ETHTOOL_A_BITSET_BITS], left) {
		if (!nla_parse_nested(bits, ETHTOOL_A_BITSET_BIT_MAX, bit, NULL) &&
		    (!on || bits[ETHTOOL_A_BITSET_BIT_VALUE]))
			found |= find(bits[ETHTOOL_A_BITSET_BIT_NAME]);
	}
	return found;
}

static int add_features(struct nlmsghdr *head, void *data)
{
	struct nlattr *attrs[ETHTOOL_A_FEATURES_MAX + 1];
	__u32 active, changeable, i;
	struct host_device *d;

	if (genlmsg_parse(head, 0, attrs, ETHTOOL_A_FEATURES_MAX, NULL))
		return 0;
	d = host_devices__find(data, host_ethtool__device(attrs[ETHTOOL_A_FEATURES_HEADER]));
	if (!d)
		return 0;
	active = read_set(attrs[ETHTOOL_A_FEATURES_ACTIVE], true);
	changeable = read_set(attrs[ETHTOOL_A_FEATURES_HW], true) &
		     ~read_set(attrs[ETHTOOL_A_FEATURES_NOCHANGE], true);
	for (i = 0; i < NR_FEATURES; i++) {
		bool on = active >> i & 1, fixed = !(changeable >> i & 1);

		host_device__add(d, &(struct host_attr) {
			.offset = features[i].offset, .now = on,
			.min = on, .has_min = fixed, .max = on, .has_max = fixed,
		});
	}
	return 0;
}

int host_features__read(struct host_devices *d, __u32 ifindex, struct nl_sock *sk,
			int family, struct ctrl_error *err)
{
	return host_ethtool__get(sk, family, ETHTOOL_MSG_FEATURES_GET, ifindex,
				 add_features, d, err);
}

static int put_feature(struct nl_msg *msg, const char *name, bool on)
{
	struct nlattr *bit = nla_nest_start(msg, ETHTOOL_A_BITSET_BITS_BIT | NLA_F_NESTED);

	if (!bit || nla_put_string(msg, ETHTOOL_A_BITSET_BIT_NAME, name) ||
	    (on && nla_put_flag(msg, ETHTOOL_A_BITSET_BIT_VALUE)))
		return -ENOMEM;
	nla_nest_end(msg, bit);
	return 0;
}

/* Those of the change. */
static int put_wanted(struct nl_msg *msg, const struct ctrl_host_change *c,
		      const void *value)
{
	struct nlattr *set = nla_nest_start(msg, ETHTOOL_A_FEATURES_WANTED | NLA_F_NESTED);
	struct nlattr *bits = set ? nla_nest_start(msg, ETHTOOL_A_BITSET_BITS |
							NLA_F_NESTED) : NULL;
	int ret = bits ? 0 : -ENOMEM;
	size_t i;

	for (i = 0; i < NR_FEATURES && !ret; i++)
		if (c->changed & ctrl_host_bit(c->map, features[i].offset))
			ret = put_feature(msg, features[i].name,
					  ctrl_host_number(c->map, features[i].offset,
							   value));
	if (ret)
		return ret;
	nla_nest_end(msg, bits);
	nla_nest_end(msg, set);
	return 0;
}

/* The answer names what is not as it was wanted. */
static int note_left(struct nlmsghdr *head, void *data)
{
	struct nlattr *attrs[ETHTOOL_A_FEATURES_MAX + 1];
	__u32 *left = data;

	if (genlmsg_parse(head, 0, attrs, ETHTOOL_A_FEATURES_MAX, NULL))
		return 0;
	*left = read_set(attrs[ETHTOOL_A_FEATURES_WANTED], false);
	return 0;
}

static int ask(struct nl_sock *sk, const struct ctrl_host_change *c,
	       const void *value, __u32 *left, struct ctrl_error *err)
{
	const struct if_xdp_key *key = c->key;
	int family, netdev, ret;
	struct nl_msg *msg;

	*left = 0;
	ret = ctrl_netlink__families(sk, &family, &netdev, err);
	if (ret)
		return ret;
	msg = host_ethtool__request(family, ETHTOOL_MSG_FEATURES_SET, 0, key->ifindex);
	if (msg && put_wanted(msg, c, value)) {
		nlmsg_free(msg);
		msg = NULL;
	}
	return ctrl_netlink__ask(sk, msg, note_left, left, err);
}

/* What the device did not take is no longer wanted then. */
static int give_up(struct nl_sock *sk, const struct ctrl_host_change *c, __u32 left,
		   struct ctrl_error *err)
{
	__u32 ignored, i = __builtin_ctz(left);
	struct ctrl_error unseen = { 0 };
	const struct ctrl_member *m = ctrl_host_member(c->map, features[i].offset);
	__u64 others = 0;
	size_t k;

	for (k = 0; k < NR_FEATURES; k++)
		if (k != i)
			others |= c->changed & ctrl_host_bit(c->map, features[k].offset);
	ask(sk, c, c->current, &ignored, &unseen);
	return ctrl_error__set(err, CTRL_FAULT_KERNEL, EOPNOTSUPP,
			       "%s%sthe device does not change it at present",
			       others ? m->name : "", others ? ": " : "");
}

int host_features__set(const struct ctrl_host_change *c,
		       const struct ctrl_host_step *step, const void *value,
		       struct ctrl_error *err)
{
	struct nl_sock *sk = ctrl_netlink__open(NETLINK_GENERIC, err);
	struct ctrl_error why = { 0 };
	__u32 left;
	int ret;

	if (!sk)
		return -EPROTO;
	ret = ctrl_netlink__refused(ask(sk, c, value, &left, &why), &why, "ethtool",
				    "the driver refused the features", err);
	if (!ret && left)
		ret = give_up(sk, c, left, err);
	nl_socket_free(sk);
	return ret;
}
