/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Control maps, the side of a subsystem that offers attributes.
 *
 * A subsystem fills in struct bpf_ctrl_ops and registers it.  Everything that
 * is the same for all of them is done by the core (kernel/bpf/ctrl/): who
 * may, prefixes, etag, mask, limits, reset, dry run, views, reasons, tracing.
 * kernel/bpf/ctrl/directory.c is the smallest example, net/core/xdp_ctrl.c a
 * complete one.
 */
#ifndef _LINUX_BPF_CTRL_H
#define _LINUX_BPF_CTRL_H

#include <linux/types.h>
#include <linux/stddef.h>
#include <linux/string.h>
#include <uapi/linux/bpf_ctrl.h>

struct bpf_ctrl_layout;
struct module;
struct net;
struct netlink_ext_ack;

#define BPF_CTRL_TYPE_ANY	(~0U)	/* let the kernel choose the number */
#define BPF_CTRL_KEY_MAX	256	/* bytes of the largest key */
#define BPF_CTRL_VALUE_MAX	16384	/* bytes of the largest value */

/**
 * struct bpf_ctrl_call - what was asked on behalf of one call of bpf()
 * @bpf_capable_known: @bpf_capable is the answer
 * @bpf_capable: the caller has CAP_BPF
 * @driver_asked: a driver was asked, which may have taken its time
 */
struct bpf_ctrl_call {
	bool bpf_capable_known;
	bool bpf_capable;
	bool driver_asked;
};

/**
 * struct bpf_ctrl_value - a value that a subsystem fills in
 * @data: the value struct, zeroed by the core, of its full size
 * @layout: the core's table of members
 * @slots: the core's, by byte offset: the member that begins there
 * @nr_slots: number of @slots
 * @mask: the members filled in so far
 * @call: the call that the value is for
 */
struct bpf_ctrl_value {
	void *data;
	const struct bpf_ctrl_layout *layout;
	const struct bpf_ctrl_slot *slots;
	u32 nr_slots;
	u64 mask;
	struct bpf_ctrl_call *call;
};

/**
 * struct bpf_ctrl_slot - what begins at a byte offset of a value
 * @member: number of the member; U8_MAX: none
 * @bytes: its size; 0: not that of an integer
 */
struct bpf_ctrl_slot {
	u8 member;
	u8 bytes;
};

/**
 * struct bpf_ctrl_change - a change that a subsystem is asked for
 * @current_value: the state in force, as get() told it under the same lock
 * @wanted: the same with the change made; members that do not change are equal
 * @replaced: what the change is told to have replaced, by a lookup that deletes
 *	and by the tracepoint.  It has the contents of @current_value; set()
 *	brings those of its members up to date that change by themselves, so that
 *	nothing is lost in between
 * @changed: bit i: member i differs, or is in @repeated
 * @repeated: bit i: member i is to be set to what it is already; only members of
 *	which the subsystem wants to know, see struct bpf_ctrl_ops
 * @layout: the core's table of members
 */
struct bpf_ctrl_change {
	const void *current_value;
	const void *wanted;
	void *replaced;
	u64 changed;
	u64 repeated;
	const struct bpf_ctrl_layout *layout;
};

/**
 * struct bpf_ctrl_ops - what a subsystem provides
 * @name: at most BPF_CTRL_NAME_LEN - 1 characters, [a-z0-9_]; unique
 * @type: number of the control type, or BPF_CTRL_TYPE_ANY
 * @flags: BPF_CTRL_TYPE_PUBLIC_READ and BPF_CTRL_TYPE_PER_NETNS as wanted; the
 *	others follow from the operations
 * @read_cap: a capability, beside CAP_BPF, for any map of the type, judged when
 *	it is created, in the initial user namespace; 0: none.  Not for a type
 *	with BPF_CTRL_TYPE_PUBLIC_READ
 * @write_cap: the capability for writing, judged when a map is created: in the
 *	user namespace that owns the network namespace for a type with
 *	BPF_CTRL_TYPE_PER_NETNS, in the initial one for all others, where
 *	CAP_SYS_ADMIN stands for it; 0: none
 * @init_ns_members: byte offsets of writable members whose map must have been
 *	created with @write_cap in the *initial* user namespace, because the
 *	interface that they have elsewhere asks for it; NULL: none
 * @nr_init_ns_members: number of @init_ns_members
 * @repeat_members: byte offsets of writable members that have an effect beyond
 *	their value when they are set: an update that names one in its mask asks
 *	for it also when the value is the one in force.  NULL: none; an update to
 *	what is there already does not reach the subsystem
 * @nr_repeat_members: number of @repeat_members
 * @flags_members: byte offsets of members whose enumerators are bits that a value
 *	may combine; user space learns it from the BTF of the map, where
 *	bpf_ctrl_flags_t is around their enum.  NULL: none, an enum is a choice
 * @nr_flags_members: number of @flags_members
 * @btf_ids: ids of the key and the value struct in the BTF of @owner, as
 *	BTF_ID_LIST makes them; both must be structs
 * @object_size: bytes of the object that the other operations get; the core
 *	allocates it, zeroed
 * @owner: THIS_MODULE
 * @lock: take the lock that the operations below need, for one operation or a
 *	slice of a batch.  May sleep.  0 or a negative errno; optional
 * @unlock: the inverse of @lock; present when @lock is
 * @acquire: find the object that @key names and fill in @object, with what
 *	references and further locks it takes.  Called under @lock; @net is NULL
 *	without BPF_CTRL_TYPE_PER_NETNS, referenced otherwise.  0, or -ENODEV,
 *	-ENOENT, -EBADF (no such object), another errno
 * @hold: keep others from changing the object until @unhold, while a change is
 *	judged and made; for a lookup not at all.  May sleep; optional
 * @unhold: the inverse of @hold; present when @hold is
 * @release: the inverse of a successful @acquire; optional
 * @permit_read: whether the caller may see the object: asked for whatever tells
 *	of its values.  That is each lookup of any view, a lookup that deletes, an
 *	update with an etag, one that finds nothing to change, and the limits in
 *	the reason of a failure, but no other change.  Never asked under @hold;
 *	optional.  0 or a negative errno, as from @acquire
 * @get: fill in @value through bpf_ctrl_put(): every member that this object
 *	has an answer for in @view.  A member that is not put is unsupported
 *	(BPF_CTRL_CURRENT), has no limit (BPF_CTRL_MIN, BPF_CTRL_MAX) or no known
 *	default and is left alone by a reset (BPF_CTRL_DEFAULT).  Called between
 *	@acquire and @release, under @hold or not, any number of times.  0 or a
 *	negative errno
 * @limits: bring limits in @value up to date that depend on what else @change
 *	asks for; @value has those of @view, BPF_CTRL_MIN or BPF_CTRL_MAX, as @get
 *	filled them in.  They hold for this change only; optional
 * @permit: whether the caller may make the change, where that depends on the
 *	object or on the values; asked before @hold, limits and @check, and once
 *	more if something else is to be changed when the object is held.  Each
 *	member is a value of its type already: a bool is 0 or 1.  Optional.  0 or a
 *	negative errno, with a sentence in @extack
 * @check: judge what limits cannot express, without changing anything;
 *	optional.  The core has judged all else before.  0 or a negative errno,
 *	with a sentence in @extack
 * @set: make the change.  Only differences are asked for, and @repeat_members, at
 *	least one, each supported, writable and within the limits.  0, or a negative
 *	errno with all as it was and preferably a sentence in @extack.  NULL:
 *	nothing can be set
 * @next_key: write the key after @key (NULL: the first one) to @next.  Called
 *	under rcu_read_lock(), with or without @lock: must not sleep.  0 or
 *	-ENOENT at the end.  A @key that is gone is no error.  NULL: objects
 *	cannot be enumerated
 * @acquire_next: @next_key and @acquire in one, where finding an object again by
 *	its key costs as much as finding the next one: the key goes into @next.
 *	For batches; optional.  0; -ENOENT: no more; or as from @acquire
 */
struct bpf_ctrl_ops {
	const char *name;
	u32 type;
	u32 flags;
	int read_cap;
	int write_cap;
	const u32 *init_ns_members;
	u32 nr_init_ns_members;
	const u32 *repeat_members;
	u32 nr_repeat_members;
	const u32 *flags_members;
	u32 nr_flags_members;
	const u32 *btf_ids;
	size_t object_size;
	struct module *owner;

	int (*lock)(struct net *net);
	void (*unlock)(struct net *net);
	int (*acquire)(struct net *net, const void *key, void *object);
	void (*hold)(void *object);
	void (*unhold)(void *object);
	void (*release)(void *object);
	int (*permit_read)(void *object);
	int (*get)(void *object, enum bpf_ctrl_view view,
		   struct bpf_ctrl_value *value);
	void (*limits)(void *object, const struct bpf_ctrl_change *change,
		       enum bpf_ctrl_view view, struct bpf_ctrl_value *value);
	int (*permit)(void *object, const struct bpf_ctrl_change *change,
		      struct netlink_ext_ack *extack);
	int (*check)(void *object, const struct bpf_ctrl_change *change,
		     struct netlink_ext_ack *extack);
	int (*set)(void *object, const struct bpf_ctrl_change *change,
		   struct netlink_ext_ack *extack);
	int (*next_key)(struct net *net, const void *key, void *next);
	int (*acquire_next)(struct net *net, const void *key, void *next,
			    void *object);
};

/**
 * bpf_ctrl_register() - offer a control type
 * @ops: constant for as long as it is registered
 *
 * From late_initcall() on, or from a module's init function.  A map of the type
 * holds a reference to @ops->owner.  There are none before a module is live, so
 * that an init function may still fail, after bpf_ctrl_unregister().
 *
 * Return: 0; -EINVAL: @ops or the structs break a rule (the log says which);
 * -EEXIST: number or name are taken; -ENOENT: the BTF lacks the structs;
 * -ENOMEM.
 */
int bpf_ctrl_register(const struct bpf_ctrl_ops *ops);

/**
 * bpf_ctrl_unregister() - withdraw a control type
 * @ops: as registered
 *
 * From a module's exit function, or from its init function when that fails: no
 * map of the type can exist then.
 */
void bpf_ctrl_unregister(const struct bpf_ctrl_ops *ops);

/**
 * bpf_ctrl_bpf_capable() - whether the caller has CAP_BPF; for use in get()
 * @value: struct bpf_ctrl_value
 *
 * To see more is no use of a privilege that leaves a trace: asked without audit,
 * and once for a batch.
 *
 * Return: true if it has.
 */
bool bpf_ctrl_bpf_capable(struct bpf_ctrl_value *value);

/**
 * bpf_ctrl_driver_asked() - get() has asked a driver
 * @value: struct bpf_ctrl_value
 *
 * A driver may wake its hardware, so a batch lets go of the subsystem's lock
 * before it goes on.
 */
static inline void bpf_ctrl_driver_asked(struct bpf_ctrl_value *value)
{
	value->call->driver_asked = true;
}

/* Note that the member of @size bytes at @offset has an answer, if there is one. */
bool __bpf_ctrl_answer_slow(struct bpf_ctrl_value *value, u32 offset, u32 size);

static inline bool __bpf_ctrl_answer(struct bpf_ctrl_value *value, u32 offset,
				     u32 size)
{
	if (offset >= value->nr_slots || value->slots[offset].bytes != size)
		return __bpf_ctrl_answer_slow(value, offset, size);
	value->mask |= BIT_ULL(value->slots[offset].member);
	return true;
}

static inline void __bpf_ctrl_put(struct bpf_ctrl_value *value, u32 offset,
				  const void *from, u32 size)
{
	if (__bpf_ctrl_answer(value, offset, size))
		memcpy(value->data + offset, from, size);
}

/* Whether the member at @offset is to be set. */
bool __bpf_ctrl_changed(const struct bpf_ctrl_change *change, u32 offset);

/**
 * bpf_ctrl_put() - fill in one member of a value; for use in get()
 * @value: struct bpf_ctrl_value
 * @type: the value struct
 * @member: its member, also one that is const or volatile; no bit-field
 * @x: what to store, converted as an assignment would; no struct with padding
 */
#define bpf_ctrl_put(value, type, member, x)				\
do {									\
	struct bpf_ctrl_value *__v = (value);				\
	__auto_type __at = &(*(type *)__v->data).member;		\
	const typeof(*__at) __put = (x);				\
									\
	__bpf_ctrl_put(__v, (const void *)__at - __v->data,		\
		       (const void *)&__put, sizeof(__put));		\
} while (0)

/**
 * bpf_ctrl_put_all() - every member has an answer, filled in through @value->data
 * @value: struct bpf_ctrl_value
 */
void bpf_ctrl_put_all(struct bpf_ctrl_value *value);

/**
 * bpf_ctrl_changed() - whether a member is to be set; for use in set()
 * @change: struct bpf_ctrl_change
 * @type: the value struct
 * @member: its member, no bit-field
 */
#define bpf_ctrl_changed(change, type, member)	\
	__bpf_ctrl_changed(change, offsetof(type, member))

#endif /* _LINUX_BPF_CTRL_H */
