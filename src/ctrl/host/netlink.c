// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Questions to rtnetlink and to generic netlink families, by libnl. */
#include <errno.h>
#include <string.h>
#include <netlink/attr.h>
#include <netlink/genl/genl.h>
#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <sys/socket.h>

#include "netlink.h"

#define RECEIVE_BUFFER	(32 << 10)

/**
 * struct answer - what a request leads to
 * @each: for each message
 * @data: for @each
 * @ret: 0 or a negative errno
 * @done: all of it was read
 * @reason: the kernel's, or empty
 */
struct answer {
	ctrl_netlink_fn each;
	void *data;
	int ret;
	bool done;
	char reason[128];
};

static int no_memory(struct ctrl_error *err)
{
	return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
}

struct nl_sock *ctrl_netlink__open(int protocol, struct ctrl_error *err)
{
	struct nl_sock *sk = nl_socket_alloc();
	int on = 1, fd;

	if (!sk) {
		no_memory(err);
		return NULL;
	}
	errno = 0;
	if (nl_connect(sk, protocol)) {
		ctrl_error__set(err, CTRL_FAULT_KERNEL, errno ? errno : EPROTO,
				"netlink");
		nl_socket_free(sk);
		return NULL;
	}
	fd = nl_socket_get_fd(sk);
	setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, &on, sizeof(on));
	setsockopt(fd, SOL_NETLINK, NETLINK_CAP_ACK, &on, sizeof(on));
	/* libnl's own size is a page, which a device with many queues may pass */
	nl_socket_set_msg_buf_size(sk, RECEIVE_BUFFER);
	nl_socket_disable_auto_ack(sk);
	return sk;
}

static int on_message(struct nl_msg *msg, void *data)
{
	struct answer *a = data;

	if (a->each && !a->ret)
		a->ret = a->each(nlmsg_hdr(msg), a->data);
	return NL_OK;
}

static int on_end(struct nl_msg *msg, void *data)
{
	struct answer *a = data;

	a->done = true;
	return NL_STOP;
}

/* The reason stands behind what NETLINK_CAP_ACK leaves of the request: its header. */
static void read_reason(const struct nlmsgerr *e, struct answer *a)
{
	const struct nlmsghdr *head = (const void *)((const char *)e - NLMSG_HDRLEN);
	int at = NLMSG_ALIGN(sizeof(*e));
	struct nlattr *attr;

	if (!(head->nlmsg_flags & NLM_F_ACK_TLVS) ||
	    (int)head->nlmsg_len < NLMSG_HDRLEN + at)
		return;
	attr = nla_find((struct nlattr *)((char *)e + at),
			head->nlmsg_len - NLMSG_HDRLEN - at, NLMSGERR_ATTR_MSG);
	if (attr)
		nla_strlcpy(a->reason, attr, sizeof(a->reason));
}

static int on_error(struct sockaddr_nl *from, struct nlmsgerr *e, void *data)
{
	struct answer *a = data;

	a->done = true;
	a->ret = e->error;
	read_reason(e, a);
	return NL_STOP;
}

static struct nl_cb *make_callbacks(struct answer *a)
{
	struct nl_cb *cb = nl_cb_alloc(NL_CB_DEFAULT);

	if (!cb)
		return NULL;
	nl_cb_set(cb, NL_CB_VALID, NL_CB_CUSTOM, on_message, a);
	nl_cb_set(cb, NL_CB_FINISH, NL_CB_CUSTOM, on_end, a);
	nl_cb_set(cb, NL_CB_ACK, NL_CB_CUSTOM, on_end, a);
	nl_cb_err(cb, NL_CB_CUSTOM, on_error, a);
	return cb;
}

/* What libnl's numbers mean here; others are told as a fault of the protocol. */
static int errno_of(int nle)
{
	switch (-nle) {
	case NLE_DUMP_INTR:
		return -EINTR;
	case NLE_NOMEM:
		return -ENOMEM;
	default:
		return -EPROTO;
	}
}

static int receive(struct nl_sock *sk, struct answer *a)
{
	struct nl_cb *cb = make_callbacks(a);
	int nle = 0;

	if (!cb)
		return -ENOMEM;
	while (!a->done && nle >= 0)
		nle = nl_recvmsgs(sk, cb);
	nl_cb_put(cb);
	return a->ret || nle >= 0 ? a->ret : errno_of(nle);
}

int ctrl_netlink__ask(struct nl_sock *sk, struct nl_msg *msg, ctrl_netlink_fn each,
		      void *data, struct ctrl_error *err)
{
	struct answer a = { .each = each, .data = data };
	int ret;

	if (!msg)
		return no_memory(err);
	/* a dump ends by itself */
	if (!(nlmsg_hdr(msg)->nlmsg_flags & NLM_F_DUMP))
		nlmsg_hdr(msg)->nlmsg_flags |= NLM_F_ACK;
	errno = 0;
	ret = nl_send_auto(sk, msg) < 0 ? -(errno ? errno : EPROTO) :
					  receive(sk, &a);
	nlmsg_free(msg);
	if (ret)
		ctrl_error__set(err, CTRL_FAULT_KERNEL, -ret,
				a.reason[0] ? "%s" : NULL, a.reason);
	return ret;
}

int ctrl_netlink__refused(int ret, const struct ctrl_error *why,
			  const char *interface, const char *otherwise,
			  struct ctrl_error *err)
{
	if (ret == -EPERM)
		ctrl_error__set(err, CTRL_FAULT_PERMISSION, EPERM,
				"%s takes CAP_NET_ADMIN", interface);
	else if (ret)
		ctrl_error__set(err, why->fault, why->code, "%s",
				why->reason[0] ? why->reason : otherwise);
	return ret;
}

struct families {
	int *ethtool;
	int *netdev;
};

static int note_family(struct nlmsghdr *head, void *data)
{
	struct families *f = data;
	struct nlattr *attrs[CTRL_ATTR_MAX + 1];
	const char *name;

	if (genlmsg_parse(head, 0, attrs, CTRL_ATTR_MAX, NULL) ||
	    !attrs[CTRL_ATTR_FAMILY_NAME] || !attrs[CTRL_ATTR_FAMILY_ID])
		return 0;
	name = nla_get_string(attrs[CTRL_ATTR_FAMILY_NAME]);
	if (!strcmp(name, "ethtool"))
		*f->ethtool = nla_get_u16(attrs[CTRL_ATTR_FAMILY_ID]);
	else if (!strcmp(name, "netdev"))
		*f->netdev = nla_get_u16(attrs[CTRL_ATTR_FAMILY_ID]);
	return 0;
}

int ctrl_netlink__families(struct nl_sock *sk, int *ethtool, int *netdev,
			   struct ctrl_error *err)
{
	struct families f = { ethtool, netdev };
	struct nl_msg *msg = nlmsg_alloc();

	*ethtool = 0;
	*netdev = 0;
	if (msg)
		genlmsg_put(msg, NL_AUTO_PORT, NL_AUTO_SEQ, GENL_ID_CTRL, 0,
			    NLM_F_DUMP, CTRL_CMD_GETFAMILY, 1);
	return ctrl_netlink__ask(sk, msg, note_family, &f, err);
}
