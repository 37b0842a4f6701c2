/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * BPF control maps: the interface for subsystems.
 *
 * A subsystem fills in struct bpf_ctrl_ops and registers it as a control type.  The
 * core (kernel/bpf/ctrl/) does what all control types have in common: permission
 * checks at map creation, value sizes, etag, mask, checks against limits, reset, dry
 * run, reasons of failures, and tracing.  kernel/bpf/ctrl/directory.c is the shortest
 * control type, net/core/xdp_ctrl.c is one that can be written.
 */
#ifndef _LINUX_BPF_CTRL_H
#define _LINUX_BPF_CTRL_H

#include <linux/bits.h>
#include <linux/types.h>
#include <linux/stddef.h>
#include <uapi/linux/bpf_ctrl.h>

struct bpf_ctrl_layout;
struct net;
struct netlink_ext_ack;

#define BPF_CTRL_KEY_MAX	256	/* bytes of the largest key */
#define BPF_CTRL_VALUE_MAX	16384	/* bytes of the largest value */

/**
 * struct bpf_ctrl_call - what get() keeps for the length of a system call
 * @driver_asked: a driver was called, which may have to resume its device: that takes
 *	long, so a batch releases the subsystem's lock before the next object
 * @capable_known: @capable is valid
 * @capable: for a control type that shows some members only to who has a capability
 */
struct bpf_ctrl_call {
	bool driver_asked;
	bool capable_known;
	bool capable;
};

/**
 * struct bpf_ctrl_value - a value that get() fills in
 * @data: the value struct, zeroed by the core
 * @mask: members that have been filled in; U64_MAX: all of them, through @data
 * @wanted: members that the caller needs, see bpf_ctrl_wanted()
 * @call: state of the system call
 * @layout: the members, private to the core
 */
struct bpf_ctrl_value {
	void *data;
	u64 mask;
	u64 wanted;
	struct bpf_ctrl_call *call;
	const struct bpf_ctrl_layout *layout;
};

/**
 * struct bpf_ctrl_change - the members that set() has to set
 * @current_value: the current values, as returned by get() under the same lock; those of
 *	members that are not in @changed may have been left out, see bpf_ctrl_wanted()
 * @wanted: the new values; members that are not in @changed are as in @current_value
 * @replaced: the values before the change, as a lookup and delete returns them and the
 *	tracepoint reports them.  The core initializes it with @current_value.  A
 *	volatile member may have changed since: set() stores the value here that it
 *	has replaced, so that a counter loses nothing
 * @changed: bit i: set member i
 * @repeated: bit i: member i is in @changed although it already has this value; only
 *	for BPF_CTRL_MEMBER_REPEAT
 * @layout: the members, private to the core
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
 * enum bpf_ctrl_member_flags - what the BTF of a value struct cannot say of a member
 * @BPF_CTRL_MEMBER_INIT_NS: can be set only through a map whose creator had write_cap
 *	in the *initial* user namespace, because its other interface requires that
 * @BPF_CTRL_MEMBER_REPEAT: setting the current value again has an effect.  If the mask
 *	of an update names it, set() is called for it even if its value does not change
 * @BPF_CTRL_MEMBER_FLAGS: an enum whose enumerators are bits that a value may combine.
 *	The core adds the typedef bpf_ctrl_flags_t around it in the BTF of the map
 */
enum bpf_ctrl_member_flags {
	BPF_CTRL_MEMBER_INIT_NS	= BIT(0),
	BPF_CTRL_MEMBER_REPEAT	= BIT(1),
	BPF_CTRL_MEMBER_FLAGS	= BIT(2),
};

/**
 * struct bpf_ctrl_member_info - properties of a member of the value struct
 * @offset: where it begins, in bytes
 * @flags: enum bpf_ctrl_member_flags; the first two only of members that can be set
 */
struct bpf_ctrl_member_info {
	u32 offset;
	u32 flags;
};

/**
 * struct bpf_ctrl_ops - operations and properties of a control type
 * @name: unique name, less than BPF_CTRL_NAME_LEN small letters, digits and underscores
 * @type: number of the control type
 * @flags: BPF_CTRL_TYPE_PER_NETNS; the core sets the other flags
 * @read_cap: capability that is required to create any map of this type, in addition
 *	to CAP_BPF, checked in the initial user namespace; 0: none
 * @write_cap: capability that is required to create a map that can be written; 0:
 *	none.  For BPF_CTRL_TYPE_PER_NETNS it is checked in the user namespace that
 *	owns the network namespace, otherwise in the initial user namespace, where
 *	CAP_SYS_ADMIN is sufficient, too
 * @members: members with properties that their BTF does not have; NULL: none
 * @nr_members: number of @members
 * @btf_ids: BTF ids of the key struct and of the value struct, from BTF_ID_LIST()
 * @object_size: size of the memory for an object, in bytes; the core allocates it
 *	and zeroes it before @acquire
 * @lock: take the lock that all operations below need, for one operation or for a
 *	slice of a batch.  May sleep.  Returns 0 or a negative errno.  Optional
 * @unlock: release the lock taken by @lock; required if there is @lock
 * @acquire: find the object that @key identifies and fill in @object, taking
 *	references and locks as needed.  Called under @lock.  @net is referenced by
 *	the core; it is NULL without BPF_CTRL_TYPE_PER_NETNS.  Returns 0; -ENODEV,
 *	-ENOENT or -EBADF: no such object; or another negative errno
 * @hold: prevent changes of the object by others until @unhold.  Called for updates
 *	and deletes only.  May sleep.  Optional
 * @unhold: undo @hold; required if there is @hold
 * @release: undo a successful @acquire.  Optional
 * @permit_read: check whether the caller may read the object.  Called before each
 *	operation that discloses its values: a lookup, a lookup and delete, an update
 *	with an etag, an update that changes nothing, and to show limits in the reason
 *	of a failure.  Not called for other updates and deletes, nor under @hold.
 *	Returns 0 or a negative errno, as @acquire.  Optional
 * @get: fill in the members of @value that this object has in @view, with
 *	bpf_ctrl_put().  A member that is not filled in is unsupported
 *	(BPF_CTRL_CURRENT), has no limit (BPF_CTRL_MIN, BPF_CTRL_MAX), or has no known
 *	default and is not reset (BPF_CTRL_DEFAULT).  Called any number of times
 *	between @acquire and @release, with and without @hold.  Returns 0 or a
 *	negative errno
 * @limits: adapt the limits in @value to @change, if the limit of a member depends on
 *	the new value of another one.  @view is BPF_CTRL_MIN or BPF_CTRL_MAX, @get
 *	has filled in @value.  The result is used for this change only.  Optional
 * @permit: check whether the caller may make the change, if that depends on the object
 *	or on the new values.  Called before @hold, @limits and @check, and again if
 *	the object was changed by others before @hold.  The new values are valid for
 *	their types.  Returns 0 or a negative errno with a message in @extack.
 *	Optional
 * @check: make the checks that limits cannot express.  Called after all other checks;
 *	must not change anything.  Returns 0 or a negative errno with a message in
 *	@extack.  Optional
 * @set: set the members in @change->changed.  There is at least one; all are supported,
 *	writable and within their limits.  Returns 0; or a negative errno if nothing
 *	was changed, preferably with a message in @extack.  NULL: the type is read-only
 * @next_key: store the key that follows @key in @next, or the first key if @key is
 *	NULL.  The object of @key may be gone.  Called under rcu_read_lock(), with or
 *	without @lock; must not sleep.  Returns 0; -ENOENT: there are no more keys.
 *	NULL: the objects cannot be enumerated
 */
struct bpf_ctrl_ops {
	const char *name;
	u32 type;
	u32 flags;
	int read_cap;
	int write_cap;
	const struct bpf_ctrl_member_info *members;
	u32 nr_members;
	const u32 *btf_ids;
	size_t object_size;

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
};

/**
 * bpf_ctrl_register() - register a control type
 * @ops: must not change while it is registered
 *
 * To be called from late_initcall() or later.
 *
 * Return: 0; -EINVAL: @ops or its structs are invalid, see the kernel log; -EEXIST:
 * the number or the name is in use; -E2BIG: a struct is too large or has too many
 * members; -ENOENT: there is no BTF; -ENOMEM.
 */
int bpf_ctrl_register(const struct bpf_ctrl_ops *ops);

void __bpf_ctrl_put(struct bpf_ctrl_value *value, u32 offset, const void *from,
		    u32 size);
bool __bpf_ctrl_wanted(const struct bpf_ctrl_value *value, u32 offset);
bool __bpf_ctrl_changed(const struct bpf_ctrl_change *change, u32 offset);

/**
 * bpf_ctrl_put() - fill in a member of a value, in get()
 * @value: struct bpf_ctrl_value
 * @type: the value struct
 * @member: name of the member, which may be const or volatile, but not a bit-field
 * @x: the value of the member, converted as by assignment; not a struct with padding
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
 * bpf_ctrl_wanted() - check whether a member is needed, in get()
 * @value: struct bpf_ctrl_value
 * @type: the value struct
 * @member: name of the member, not a bit-field
 *
 * An update needs the members that it names, and their limits, and a lookup those that
 * fit into the value.  get() may leave out others, to save the time of a driver.
 */
#define bpf_ctrl_wanted(value, type, member)	\
	__bpf_ctrl_wanted(value, offsetof(type, member))

/**
 * bpf_ctrl_changed() - check whether a member is to be set
 * @change: struct bpf_ctrl_change
 * @type: the value struct
 * @member: name of the member, not a bit-field
 */
#define bpf_ctrl_changed(change, type, member)	\
	__bpf_ctrl_changed(change, offsetof(type, member))

#endif /* _LINUX_BPF_CTRL_H */
