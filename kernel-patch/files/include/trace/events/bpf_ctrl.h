/* SPDX-License-Identifier: GPL-2.0-only */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM bpf_ctrl

#if !defined(_TRACE_BPF_CTRL_H) || defined(TRACE_HEADER_MULTI_READ)
#define _TRACE_BPF_CTRL_H

#include <linux/cred.h>
#include <linux/sched.h>
#include <linux/tracepoint.h>
#include <linux/uidgid.h>
#include <net/net_namespace.h>

/*
 * The current task has set a member of an object through a control map.  The key is
 * in hex, in memory order; the values are numbers, text, or bytes in hex.  netns is
 * 0 for control types that are not per network namespace.  comm is recorded here for
 * readers that use perf: the task may have exited when they read the event.
 */
TRACE_EVENT(bpf_ctrl_change,
	    TP_PROTO(const char *type, const void *key, u32 key_size,
		     const struct net *net, const char *member,
		     const char *old, const char *new),
	    TP_ARGS(type, key, key_size, net, member, old, new),

	    TP_STRUCT__entry(__field(u32, uid)
			     __field(u32, netns)
			     __array(char, comm, TASK_COMM_LEN)
			     __string(type, type)
			     __dynamic_array(u8, key, key_size)
			     __string(member, member)
			     __string(old, old)
			     __string(new, new)
	    ),

	    TP_fast_assign(__entry->uid = from_kuid(&init_user_ns, current_uid());
			   __entry->netns = net ? net->ns.inum : 0;
			   memcpy(__entry->comm, current->comm, TASK_COMM_LEN);
			   __assign_str(type);
			   memcpy(__get_dynamic_array(key), key, key_size);
			   __assign_str(member);
			   __assign_str(old);
			   __assign_str(new);
	    ),

	    TP_printk("uid=%u netns=%u type=%s key=%s member=%s old=%s new=%s",
		      __entry->uid, __entry->netns, __get_str(type),
		      __print_hex_str(__get_dynamic_array(key),
				      __get_dynamic_array_len(key)),
		      __get_str(member), __get_str(old), __get_str(new))
);

#endif /* _TRACE_BPF_CTRL_H */

#include <trace/define_trace.h>
