/* SPDX-License-Identifier: GPL-2.0-only */
/* Passive references to a network namespace, with what is exported. */
#ifndef _BPF_CTRL_COMPAT_NET_NAMESPACE_H
#define _BPF_CTRL_COMPAT_NET_NAMESPACE_H

#include <features.h>
#include_next <net/net_namespace.h>
#include <linux/kobject_ns.h>

#define net_passive_inc(net)	refcount_inc(&(net)->passive)
#if HAVE_NS_TAGS
#define net_passive_dec(net)	kobj_ns_drop(KOBJ_NS_TYPE_NET, to_ns_common(net))
#else
#define net_passive_dec(net)	kobj_ns_drop(KOBJ_NS_TYPE_NET, net)
#endif

#endif /* _BPF_CTRL_COMPAT_NET_NAMESPACE_H */
