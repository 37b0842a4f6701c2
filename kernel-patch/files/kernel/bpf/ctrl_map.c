// SPDX-License-Identifier: GPL-2.0-only
/*
 * Control maps: kernel attributes behind BPF map operations.
 *
 * A control map stores nothing.  Its control type says which subsystem answers;
 * a key names an object of that subsystem and a value is a struct of the
 * object's attributes.  A lookup asks the subsystem, an update changes what
 * differs, a delete resets.  The map carries the BTF of key and value, made by
 * the kernel, so that user space finds an attribute by its name.
 *
 * Here are creation, who may, and the order of calls, locks and references;
 * ctrl_value.c and ctrl_check.c have the rules on bytes, ctrl_batch.c reads many
 * objects at once.
 */
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>
#include <linux/capability.h>
#include <linux/mm.h>
#include <linux/netlink.h>
#include <linux/nsproxy.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <net/net_namespace.h>

#include "ctrl_session.h"

#define CREATE_TRACE_POINTS
#include <trace/events/bpf_ctrl.h>

static u32 attr_number(const union bpf_attr *attr)
{
	return lower_32_bits(attr->map_extra);
}

static u32 attr_view(const union bpf_attr *attr)
{
	return upper_32_bits(attr->map_extra);
}

/* A map of another view, or created read-only, is read-only for good. */
static bool attr_is_readonly(const union bpf_attr *attr)
{
	return attr->map_flags & BPF_F_RDONLY ||
	       attr_view(attr) != BPF_CTRL_CURRENT;
}

static int ctrl_map_alloc_check(union bpf_attr *attr)
{
	struct bpf_ctrl_entry *entry;
	int err = 0;

	if (attr->map_flags & ~(BPF_F_RDONLY | BPF_F_WRONLY) ||
	    attr->inner_map_fd || attr->numa_node || attr->map_ifindex ||
	    attr->btf_fd || attr->btf_key_type_id || attr->btf_value_type_id ||
	    attr->btf_vmlinux_value_type_id || attr->value_type_btf_obj_fd ||
	    attr_view(attr) > BPF_CTRL_DEFAULT)
		return -EINVAL;
	if (attr->value_size && attr->value_size < BPF_CTRL_HEADER_SIZE)
		return -EINVAL;
	if (attr->value_size > BPF_CTRL_VALUE_MAX)
		return -E2BIG;

	entry = bpf_ctrl_entry_get(attr_number(attr));
	if (!entry)
		return -EINVAL;
	if (attr->key_size && attr->key_size != entry->layout->key_size)
		err = -EINVAL;
	bpf_ctrl_entry_put(entry);
	return err;
}

static bool may_write(const struct bpf_ctrl_entry *entry)
{
	struct net *net = current->nsproxy->net_ns;

	if (entry->flags & BPF_CTRL_TYPE_PER_NETNS)
		return ns_capable(net->user_ns, entry->ops->write_cap);
	return capable(entry->ops->write_cap);
}

/**
 * bpf_ctrl_map_may_create() - whether the caller may create this map
 * @attr: of BPF_MAP_CREATE, judged by map_alloc_check before
 * @token: of the caller, or NULL
 *
 * Return: 0, -EPERM, or -EINVAL when the control type has just gone.
 */
int bpf_ctrl_map_may_create(const union bpf_attr *attr,
			    const struct bpf_token *token)
{
	bool readonly = attr_is_readonly(attr);
	struct bpf_ctrl_entry *entry;
	int err = 0;

	entry = bpf_ctrl_entry_get(attr_number(attr));
	if (!entry)
		return -EINVAL;
	if (readonly && entry->flags & BPF_CTRL_TYPE_PUBLIC_READ)
		goto out;
	if (!bpf_token_capable(token, CAP_BPF))
		err = -EPERM;
	else if (!readonly && entry->ops->set && !may_write(entry))
		err = -EPERM;
out:
	bpf_ctrl_entry_put(entry);
	return err;
}

/* The members that this map may set, fixed at creation for its whole life. */
static u64 members_to_write(const struct bpf_ctrl_entry *entry,
			    const union bpf_attr *attr)
{
	const struct bpf_ctrl_ops *ops = entry->ops;
	u64 members = entry->layout->writable;
	u32 i;

	if (attr_is_readonly(attr))
		return 0;
	if (ops->nr_init_ns_members && !capable(ops->write_cap))
		for (i = 0; i < ops->nr_init_ns_members; i++)
			members &= ~BIT_ULL(entry->layout->index[ops->init_ns_members[i]]);
	return members;
}

static void ctrl_map_init(struct bpf_ctrl_map *cmap,
			  struct bpf_ctrl_entry *entry,
			  const struct bpf_ctrl_btf *made, union bpf_attr *attr)
{
	struct bpf_map *map = &cmap->map;

	bpf_map_init_from_attr(map, attr);
	map->key_size = entry->layout->key_size;
	map->value_size = attr->value_size ?: entry->layout->size;
	map->btf = made->btf;
	btf_get(made->btf);
	map->btf_key_type_id = made->key_id;
	map->btf_value_type_id = made->value_id;

	cmap->entry = entry;
	cmap->view = attr_view(attr);
	cmap->readonly = attr_is_readonly(attr);
	cmap->writable = members_to_write(entry, attr);
	cmap->prefix = bpf_ctrl_prefix(entry->layout, map->value_size,
				       &cmap->prefix_end);
	if (entry->flags & BPF_CTRL_TYPE_PER_NETNS) {
		cmap->net = current->nsproxy->net_ns;
		net_passive_inc(cmap->net);
	}
}

static struct bpf_map *ctrl_map_alloc(union bpf_attr *attr)
{
	const struct bpf_ctrl_btf *made;
	struct bpf_ctrl_entry *entry;
	struct bpf_ctrl_map *cmap;

	entry = bpf_ctrl_entry_get(attr_number(attr));
	if (!entry)
		return ERR_PTR(-EINVAL);
	made = bpf_ctrl_entry_btf(entry, attr->value_size ?: U32_MAX);
	if (IS_ERR(made)) {
		bpf_ctrl_entry_put(entry);
		return ERR_CAST(made);
	}
	cmap = bpf_map_area_alloc(sizeof(*cmap), NUMA_NO_NODE);
	if (!cmap) {
		bpf_ctrl_entry_put(entry);
		return ERR_PTR(-ENOMEM);
	}
	ctrl_map_init(cmap, entry, made, attr);
	return &cmap->map;
}

/* The map's BTF is put by bpf_map_free(), as that of every map. */
static void ctrl_map_free(struct bpf_map *map)
{
	struct bpf_ctrl_map *cmap = bpf_ctrl_map(map);

	if (cmap->net)
		net_passive_dec(cmap->net);
	bpf_ctrl_entry_put(cmap->entry);
	bpf_map_area_free(cmap);
}

/**
 * bpf_ctrl_session_begin() - get ready to work on objects of a map
 * @s: filled in on success; for bpf_ctrl_session_end()
 * @cmap: the map
 * @nr_values: how many values of full size the caller needs
 *
 * Return: 0; -ENODEV: the network namespace is gone; -ENOMEM; -EINTR.
 */
int bpf_ctrl_session_begin(struct bpf_ctrl_session *s,
			   const struct bpf_ctrl_map *cmap, u32 nr_values)
{
	const struct bpf_ctrl_ops *ops = cmap->entry->ops;
	size_t object_size = ALIGN(ops->object_size, sizeof(u64));
	int err = 0;

	s->cmap = cmap;
	s->layout = cmap->entry->layout;
	s->stride = ALIGN(s->layout->size, sizeof(u64));
	s->net = NULL;
	if (cmap->net) {
		s->net = maybe_get_net(cmap->net);
		if (!s->net)
			return -ENODEV;
	}
	s->object = kvzalloc(object_size + nr_values * s->stride,
			     GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
	if (!s->object) {
		err = -ENOMEM;
		goto err_net;
	}
	s->values = s->object + object_size;
	if (ops->lock)
		err = ops->lock(s->net);
	if (!err)
		return 0;

	kvfree(s->object);
err_net:
	if (s->net)
		put_net(s->net);
	return err;
}

/**
 * bpf_ctrl_session_end() - the inverse of bpf_ctrl_session_begin()
 * @s: the session
 */
void bpf_ctrl_session_end(struct bpf_ctrl_session *s)
{
	const struct bpf_ctrl_ops *ops = s->cmap->entry->ops;

	if (ops->unlock)
		ops->unlock(s->net);
	kvfree(s->object);
	if (s->net)
		put_net(s->net);
}

static int session_acquire(struct bpf_ctrl_session *s, const void *key)
{
	const struct bpf_ctrl_ops *ops = s->cmap->entry->ops;

	memset(s->object, 0, ops->object_size);
	return ops->acquire(s->net, key, s->object);
}

static void session_release(struct bpf_ctrl_session *s)
{
	const struct bpf_ctrl_ops *ops = s->cmap->entry->ops;

	if (ops->release)
		ops->release(s->object);
}

static void *session_value(struct bpf_ctrl_session *s, u32 i)
{
	return s->values + i * s->stride;
}

/* Ask for one view; @mask: the members that it has an answer for. */
static int session_get(struct bpf_ctrl_session *s, enum bpf_ctrl_view view,
		       void *data, u64 *mask)
{
	struct bpf_ctrl_value v = { .data = data, .layout = s->layout };
	int err;

	memset(data, 0, s->layout->size);
	err = s->cmap->entry->ops->get(s->object, view, &v);
	if (err)
		return err;
	*mask = v.mask & ~BPF_CTRL_HEADER_MASK;
	if (view != BPF_CTRL_CURRENT)
		*mask &= s->layout->writable;
	return 0;
}

/**
 * bpf_ctrl_session_read() - one object's value, as the map shows it
 * @s: a session with one value
 * @key: kernel memory
 * @value: kernel memory of the map's value size
 *
 * Return: 0, or what the subsystem says: -ENODEV, -ENOENT or -EBADF for no such
 * object.
 */
int bpf_ctrl_session_read(struct bpf_ctrl_session *s, const void *key,
			  void *value)
{
	const struct bpf_ctrl_map *cmap = s->cmap;
	struct bpf_ctrl_header *header = value;
	void *data = session_value(s, 0);
	u64 mask;
	int err;

	err = session_acquire(s, key);
	if (err)
		return err;
	err = session_get(s, cmap->view, data, &mask);
	session_release(s);
	if (err)
		return err;

	memset(value, 0, cmap->map.value_size);
	memcpy(value, data, cmap->prefix_end);
	header->mask = mask & cmap->prefix;
	header->etag = 0;
	if (cmap->view == BPF_CTRL_CURRENT)
		header->etag = bpf_ctrl_etag(s->layout, cmap->prefix &
					     s->layout->writable, data);
	return 0;
}

/**
 * bpf_ctrl_map_lookup() - BPF_MAP_LOOKUP_ELEM
 * @map: a control map
 * @key: kernel memory
 * @value: kernel memory of the map's value size
 *
 * Return: 0 or a negative errno, see bpf_ctrl_session_begin() and
 * bpf_ctrl_session_read().
 */
int bpf_ctrl_map_lookup(struct bpf_map *map, const void *key, void *value)
{
	struct bpf_ctrl_session s;
	int err;

	err = bpf_ctrl_session_begin(&s, bpf_ctrl_map(map), 1);
	if (err)
		return err;
	err = bpf_ctrl_session_read(&s, key, value);
	bpf_ctrl_session_end(&s);
	return err;
}

/* One update or delete on its way. */
struct ctrl_request {
	struct bpf_ctrl_session s;
	const void *key;
	struct bpf_ctrl_change change;
	void *current_value;
	void *wanted;
	u64 supported;
	bool dry_run;
	struct bpf_ctrl_reason *reason;
};

#define REQUEST_VALUES	4	/* current, wanted, and two for the views */

static int request_check_limits(struct ctrl_request *r)
{
	struct bpf_ctrl_limits min = { .data = session_value(&r->s, 2) };
	struct bpf_ctrl_limits max = { .data = session_value(&r->s, 3) };
	int err;

	err = session_get(&r->s, BPF_CTRL_MIN, session_value(&r->s, 2), &min.mask);
	if (err)
		return err;
	err = session_get(&r->s, BPF_CTRL_MAX, session_value(&r->s, 3), &max.mask);
	if (err)
		return err;
	return bpf_ctrl_check_limits(&r->change, &min, &max, r->reason);
}

static int request_check_permission(struct ctrl_request *r)
{
	u64 bad = r->change.changed & ~r->s.cmap->writable;

	if (!bad)
		return 0;
	bpf_ctrl_say(r->reason,
		     "%s needs a map made with privilege in the initial user namespace",
		     r->s.layout->members[__ffs64(bad)].name);
	return -EPERM;
}

static void say_driver(struct ctrl_request *r,
		       const struct netlink_ext_ack *extack)
{
	u64 changed = r->change.changed;

	if (!extack->_msg)
		return;
	if (hweight64(changed) == 1)
		bpf_ctrl_say(r->reason, "%s: %s",
			     r->s.layout->members[__ffs64(changed)].name,
			     extack->_msg);
	else
		bpf_ctrl_say(r->reason, "%s", extack->_msg);
}

static void trace_change(const struct ctrl_request *r)
{
	const struct bpf_ctrl_layout *layout = r->s.layout;
	char old[BPF_CTRL_REASON_LEN], new[BPF_CTRL_REASON_LEN];
	u32 i;

	for (i = 0; i < layout->nr_members; i++) {
		if (!(r->change.changed & BIT_ULL(i)))
			continue;
		bpf_ctrl_format_member(layout, i, r->current_value, old,
				       sizeof(old));
		bpf_ctrl_format_member(layout, i, r->wanted, new, sizeof(new));
		trace_bpf_ctrl_change(r->s.cmap->entry->ops->name, r->key,
				      layout->key_size, r->s.net,
				      layout->members[i].name, old, new);
	}
}

/* Judge the change by every rule that there is, then make it. */
static int request_carry_out(struct ctrl_request *r)
{
	const struct bpf_ctrl_ops *ops = r->s.cmap->entry->ops;
	struct netlink_ext_ack extack = {};
	int err;

	if (!r->change.changed)
		return 0;
	err = request_check_permission(r);
	if (!err)
		err = bpf_ctrl_check_kinds(&r->change, r->reason);
	if (!err)
		err = request_check_limits(r);
	if (!err && ops->check) {
		err = ops->check(r->s.object, &r->change, &extack);
		if (err)
			say_driver(r, &extack);
	}
	if (err || r->dry_run)
		return err;

	err = ops->set(r->s.object, &r->change, &extack);
	if (err)
		say_driver(r, &extack);
	else if (trace_bpf_ctrl_change_enabled())
		trace_change(r);
	return err;
}

static int request_begin(struct ctrl_request *r, struct bpf_map *map,
			 const void *key)
{
	struct bpf_ctrl_map *cmap = bpf_ctrl_map(map);
	int err;

	if (cmap->readonly || !cmap->entry->ops->set) {
		bpf_ctrl_say(r->reason, "this map is read-only");
		return -EPERM;
	}
	err = bpf_ctrl_session_begin(&r->s, cmap, REQUEST_VALUES);
	if (err)
		return err;
	r->key = key;
	r->current_value = session_value(&r->s, 0);
	r->wanted = session_value(&r->s, 1);
	r->change.current_value = r->current_value;
	r->change.wanted = r->wanted;
	r->change.layout = r->s.layout;

	err = session_acquire(&r->s, key);
	if (err)
		goto err_end;
	err = session_get(&r->s, BPF_CTRL_CURRENT, r->current_value,
			  &r->supported);
	if (err)
		goto err_release;
	memcpy(r->wanted, r->current_value, r->s.layout->size);
	return 0;

err_release:
	session_release(&r->s);
err_end:
	bpf_ctrl_session_end(&r->s);
	return err;
}

static void request_end(struct ctrl_request *r)
{
	session_release(&r->s);
	bpf_ctrl_session_end(&r->s);
}

static int request_check_etag(struct ctrl_request *r, u64 etag)
{
	const struct bpf_ctrl_map *cmap = r->s.cmap;
	u64 members = cmap->prefix & r->s.layout->writable;

	if (!etag || etag == bpf_ctrl_etag(r->s.layout, members,
					   r->current_value))
		return 0;
	bpf_ctrl_say(r->reason, "etag: the attributes have changed since they were read");
	return -EAGAIN;
}

static int ctrl_update(struct bpf_map *map, const void *key, const void *value,
		       u64 flags, struct bpf_ctrl_reason *reason)
{
	const struct bpf_ctrl_map *cmap = bpf_ctrl_map(map);
	struct ctrl_request r = {
		.dry_run = flags & BPF_F_CTRL_DRY_RUN,
		.reason = reason,
	};
	int err;

	if (flags & ~(u64)(BPF_EXIST | BPF_F_CTRL_DRY_RUN)) {
		bpf_ctrl_say(reason, "unknown flag: BPF_EXIST and BPF_F_CTRL_DRY_RUN are known");
		return -EINVAL;
	}
	err = bpf_ctrl_check_tail(value, cmap->prefix_end, map->value_size,
				  reason);
	if (err)
		return err;
	err = request_begin(&r, map, key);
	if (err)
		return err;
	err = request_check_etag(&r, ((const struct bpf_ctrl_header *)value)->etag);
	if (!err)
		err = bpf_ctrl_merge(r.s.layout, cmap->prefix, value,
				     r.supported, &r.change, r.wanted, reason);
	if (!err)
		err = request_carry_out(&r);
	request_end(&r);
	return err;
}

static int ctrl_delete(struct bpf_map *map, const void *key,
		       struct bpf_ctrl_reason *reason)
{
	const struct bpf_ctrl_map *cmap = bpf_ctrl_map(map);
	struct ctrl_request r = { .reason = reason };
	void *defaults;
	u64 known;
	int err;

	err = request_begin(&r, map, key);
	if (err)
		return err;
	defaults = session_value(&r.s, 2);
	err = session_get(&r.s, BPF_CTRL_DEFAULT, defaults, &known);
	if (!err) {
		bpf_ctrl_merge_defaults(r.s.layout,
					known & r.supported & cmap->prefix,
					defaults, &r.change, r.wanted);
		err = request_carry_out(&r);
	}
	request_end(&r);
	return err;
}

/*
 * The reason is best effort: the errno of the operation is what counts. The
 * buffer is user memory also when a program makes the call, as all logs of bpf()
 * are: a program has no say over where the kernel writes in its own memory.
 */
static void give_reason(const union bpf_attr *attr,
			const struct bpf_ctrl_reason *reason)
{
	char __user *to = u64_to_user_ptr(attr->ctrl_log_buf);
	size_t len = strlen(reason->text) + 1;

	if (!attr->ctrl_log_size)
		return;
	if (len > attr->ctrl_log_size) {
		len = attr->ctrl_log_size - 1;
		if (put_user('\0', to + len))
			return;
	}
	if (copy_to_user(to, reason->text, len))
		return;
}

/**
 * bpf_ctrl_map_update() - BPF_MAP_UPDATE_ELEM
 * @map: a control map
 * @key: kernel memory
 * @value: kernel memory of the map's value size
 * @attr: flags and where the reason of a failure goes
 *
 * Return: 0; -EPERM: the map is read-only, or a member asks for more privilege;
 * -E2BIG: the tail is not zero; -EAGAIN: outdated etag; -EINVAL: flag or mask
 * bit; -EACCES: read-only member; -EOPNOTSUPP: unsupported member; -ERANGE:
 * outside of the limits; and what the subsystem says.  On failure nothing has
 * changed.
 */
int bpf_ctrl_map_update(struct bpf_map *map, const void *key, const void *value,
			const union bpf_attr *attr)
{
	struct bpf_ctrl_reason reason;
	int err;

	reason.text[0] = '\0';
	err = ctrl_update(map, key, value, attr->flags, &reason);
	give_reason(attr, &reason);
	return err;
}

/**
 * bpf_ctrl_map_delete() - BPF_MAP_DELETE_ELEM: reset to the defaults
 * @map: a control map
 * @key: kernel memory
 * @attr: where the reason of a failure goes
 *
 * Members whose default is not known stay as they are.
 *
 * Return: 0 or a negative errno as from bpf_ctrl_map_update(), nothing changed.
 */
int bpf_ctrl_map_delete(struct bpf_map *map, const void *key,
			const union bpf_attr *attr)
{
	struct bpf_ctrl_reason reason;
	int err;

	reason.text[0] = '\0';
	err = ctrl_delete(map, key, &reason);
	give_reason(attr, &reason);
	return err;
}

/**
 * bpf_ctrl_map_info_fill() - what BPF_OBJ_GET_INFO_BY_FD adds for a control map
 * @info: to fill in
 * @map: a control map
 *
 * A device is named by its ifindex within a network namespace, so tell which one
 * the map stands for. 0: none.
 */
void bpf_ctrl_map_info_fill(struct bpf_map_info *info, const struct bpf_map *map)
{
	const struct bpf_ctrl_map *cmap =
		container_of_const(map, struct bpf_ctrl_map, map);

	if (cmap->net)
		info->netns_ino = cmap->net->ns.inum;
}

/* Programs cannot use control maps: the verifier refuses them. */
static void *ctrl_map_lookup_elem(struct bpf_map *map, void *key)
{
	return ERR_PTR(-EOPNOTSUPP);
}

static long ctrl_map_update_elem(struct bpf_map *map, void *key, void *value,
				 u64 flags)
{
	return ctrl_update(map, key, value, flags, NULL);
}

static long ctrl_map_delete_elem(struct bpf_map *map, void *key)
{
	return ctrl_delete(map, key, NULL);
}

/* Under rcu_read_lock(), as in all maps; @key and @next may be the same. */
static int ctrl_map_get_next_key(struct bpf_map *map, void *key, void *next)
{
	u8 copy[BPF_CTRL_KEY_MAX] __aligned(sizeof(u64)) = {};
	const struct bpf_ctrl_map *cmap = bpf_ctrl_map(map);
	const struct bpf_ctrl_ops *ops = cmap->entry->ops;
	struct net *net = NULL;
	int err;

	if (!ops->next_key)
		return -EOPNOTSUPP;
	if (cmap->net) {
		net = maybe_get_net(cmap->net);
		if (!net)
			return -ENODEV;
	}
	err = ops->next_key(net, key, copy);
	if (!err)
		memcpy(next, copy, map->key_size);
	if (net)
		put_net(net);
	return err;
}

static void ctrl_map_seq_show_elem(struct bpf_map *map, void *key,
				   struct seq_file *m)
{
	/* with names, unlike other maps: they are what this is about */
	const u64 flags = BTF_SHOW_COMPACT | BTF_SHOW_ZERO | BTF_SHOW_UNSAFE;
	void *value;

	value = kvmalloc(map->value_size, GFP_KERNEL_ACCOUNT);
	if (!value)
		return;
	if (!bpf_ctrl_map_lookup(map, key, value)) {
		btf_type_seq_show_flags(map->btf, map->btf_key_type_id, key, m,
					flags);
		seq_puts(m, ": ");
		btf_type_seq_show_flags(map->btf, map->btf_value_type_id, value,
					m, flags);
		seq_putc(m, '\n');
	}
	kvfree(value);
}

static u64 ctrl_map_mem_usage(const struct bpf_map *map)
{
	return sizeof(struct bpf_ctrl_map);
}

BTF_ID_LIST_SINGLE(ctrl_map_btf_ids, struct, bpf_ctrl_map)

const struct bpf_map_ops ctrl_map_ops = {
	.map_alloc_check	= ctrl_map_alloc_check,
	.map_alloc		= ctrl_map_alloc,
	.map_free		= ctrl_map_free,
	.map_get_next_key	= ctrl_map_get_next_key,
	.map_lookup_elem	= ctrl_map_lookup_elem,
	.map_update_elem	= ctrl_map_update_elem,
	.map_delete_elem	= ctrl_map_delete_elem,
	.map_lookup_batch	= bpf_ctrl_map_lookup_batch,
	.map_update_batch	= generic_map_update_batch,
	.map_delete_batch	= generic_map_delete_batch,
	.map_check_btf		= map_check_no_btf,
	.map_seq_show_elem	= ctrl_map_seq_show_elem,
	.map_mem_usage		= ctrl_map_mem_usage,
	.map_btf_id		= &ctrl_map_btf_ids[0],
};
