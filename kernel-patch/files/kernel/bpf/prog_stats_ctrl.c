// SPDX-License-Identifier: GPL-2.0-only
/*
 * Control types for the run-time statistics of BPF programs: by fd, by id, and by id
 * and CPU.
 *
 * Whoever has the fd of a program may read its statistics, so a map by fd requires no
 * more than any control map.  A map that can reset requires CAP_BPF in the initial
 * user namespace; a BPF token is not sufficient, since other users may read the same
 * counters.  The maps by id give access to all programs of the system and require the
 * same as BPF_PROG_GET_FD_BY_ID, also for reading.
 *
 * Only control maps see a reset.  bpf_prog_info and fdinfo keep counting from the time
 * when the program was loaded, as the tools that read them expect.
 */
#include <linux/bpf.h>
#include <linux/bpf_ctrl.h>
#include <linux/btf_ids.h>
#include <linux/capability.h>
#include <linux/cpumask.h>
#include <linux/cred.h>
#include <linux/filter.h>
#include <linux/init.h>
#include <linux/jump_label.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/security.h>
#include <linux/slab.h>
#include <linux/timekeeping.h>
#include <linux/u64_stats_sync.h>
#include <linux/uidgid.h>

#define stats_put(value, member, x) \
	bpf_ctrl_put(value, struct bpf_ctrl_prog_stats, member, x)
#define stats_changed(change, member) \
	bpf_ctrl_changed(change, struct bpf_ctrl_prog_stats, member)
#define cpu_put(value, member, x) \
	bpf_ctrl_put(value, struct bpf_ctrl_prog_cpu_stats, member, x)

/**
 * struct prog_object - a program between acquire and release
 * @prog: the program, referenced
 * @cpu: the CPU, for BPF_CTRL_PROG_STATS_BY_CPU
 */
struct prog_object {
	struct bpf_prog *prog;
	u32 cpu;
};

/**
 * struct prog_counters - statistics of a program, of one or of several CPUs
 * @nsecs: run time, in nanoseconds
 * @cnt: number of runs
 * @misses: number of recursion misses
 */
struct prog_counters {
	u64 nsecs;
	u64 cnt;
	u64 misses;
};

/**
 * struct bpf_prog_stats_base - values of a program's counters at its last reset
 * @rcu: to free it after a grace period
 * @reset_time: time of the reset, in nanoseconds since boot
 * @cpu: the counters of each CPU, nr_cpu_ids of them
 *
 * A CPU increments its own counters without a lock, so no other CPU can write to them.
 * A reset saves their current values, and each reader subtracts the saved values.
 *
 * The struct is not modified after it was published, but replaced as a whole, so a
 * reader subtracts all values of one reset.  The reset reads the counters before it
 * publishes the pointer, and a reader reads them after it has loaded the pointer, so
 * no difference is negative.
 *
 * No run is lost by a reset.  A run is counted when it ends: a run that is in progress
 * is counted after the reset, with all of its run time.  On 64-bit architectures there
 * is an inaccuracy: a CPU increments @cnt and then @nsecs, and a reset or a reader may
 * come between the two.  Then the run is counted before the reset and its time after.
 */
struct bpf_prog_stats_base {
	struct rcu_head rcu;
	u64 reset_time;
	struct prog_counters cpu[];
};

/* Serializes resets. */
static DEFINE_MUTEX(prog_stats_reset_lock);

static int prog_acquire_by_fd(struct net *net, const void *key, void *object)
{
	const struct bpf_ctrl_prog_fd_key *k = key;
	struct prog_object *o = object;

	o->prog = bpf_prog_get(k->prog_fd);
	return PTR_ERR_OR_ZERO(o->prog);
}

static int acquire_id(struct prog_object *o, u32 id)
{
	int err;

	o->prog = bpf_prog_by_id(id);
	if (IS_ERR(o->prog))
		return PTR_ERR(o->prog);
	/* as BPF_PROG_GET_FD_BY_ID does for the fd that it returns */
	err = security_bpf_prog(o->prog);
	if (err)
		bpf_prog_put(o->prog);
	return err;
}

static int prog_acquire_by_id(struct net *net, const void *key, void *object)
{
	const struct bpf_ctrl_prog_id_key *k = key;

	return acquire_id(object, k->prog_id);
}

static int prog_acquire_by_cpu(struct net *net, const void *key, void *object)
{
	const struct bpf_ctrl_prog_cpu_key *k = key;
	struct prog_object *o = object;

	if (k->cpu >= nr_cpu_ids || !cpu_possible(k->cpu))
		return -ENOENT;
	o->cpu = k->cpu;
	return acquire_id(o, k->prog_id);
}

static void prog_release(void *object)
{
	struct prog_object *o = object;

	bpf_prog_put(o->prog);
}

static void put_identity(const struct bpf_prog *prog,
			 struct bpf_ctrl_value *value)
{
	const struct bpf_prog_aux *aux = prog->aux;

	stats_put(value, id, aux->id);
	stats_put(value, type, prog->type);
	__bpf_ctrl_put(value, offsetof(struct bpf_ctrl_prog_stats, tag),
		       prog->tag, sizeof(prog->tag));
	__bpf_ctrl_put(value, offsetof(struct bpf_ctrl_prog_stats, name),
		       aux->name, sizeof(aux->name));
	stats_put(value, load_time, aux->load_time);
	stats_put(value, created_by_uid,
		  from_kuid_munged(current_user_ns(), aux->user->uid));
}

static u64 jited_len(const struct bpf_prog *prog)
{
	const struct bpf_prog_aux *aux = prog->aux;
	u64 len = 0;
	u32 i;

	if (!aux->func_cnt)
		return prog->jited_len;
	for (i = 0; i < aux->func_cnt; i++)
		len += aux->func[i]->jited_len;
	return len;
}

/* As bpf_capable(), once a call and without audit: the lookup succeeds either way. */
static bool may_see_sizes(struct bpf_ctrl_call *call)
{
	if (!call->capable_known)
		call->capable = ns_capable_noaudit(&init_user_ns, CAP_BPF) ||
				ns_capable_noaudit(&init_user_ns, CAP_SYS_ADMIN);
	call->capable_known = true;
	return call->capable;
}

/* The sizes of the program are shown under the same condition as in bpf_prog_info. */
static void put_cost(const struct bpf_prog *prog, struct bpf_ctrl_value *value)
{
	struct bpf_prog_aux *aux = prog->aux;
	u32 maps;

	mutex_lock(&aux->used_maps_mutex);
	maps = aux->used_map_cnt;
	mutex_unlock(&aux->used_maps_mutex);

	stats_put(value, verified_insns, aux->verified_insns);
	stats_put(value, nr_map_ids, maps);
	stats_put(value, memlock, prog->pages * 1ULL << PAGE_SHIFT);
	if (!may_see_sizes(value->call))
		return;
	stats_put(value, xlated_insns, prog->len);
	stats_put(value, xlated_prog_len, bpf_prog_insn_size(prog));
	if (!bpf_prog_is_offloaded(aux))
		stats_put(value, jited_prog_len, jited_len(prog));
}

/* Read the counters of a CPU since the program was loaded. */
static void read_counters(const struct bpf_prog *prog, int cpu,
			  struct prog_counters *c)
{
	const struct bpf_prog_stats *st = per_cpu_ptr(prog->stats, cpu);
	unsigned int start;

	do {
		start = u64_stats_fetch_begin(&st->syncp);
		c->nsecs = u64_stats_read(&st->nsecs);
		c->cnt = u64_stats_read(&st->cnt);
		c->misses = u64_stats_read(&st->misses);
	} while (u64_stats_fetch_retry(&st->syncp, start));
}

/*
 * Sum up the counters of @cpus since the last reset.  Returns the time of the reset;
 * 0: there was none.
 */
static u64 read_stats(const struct bpf_prog *prog, const struct cpumask *cpus,
		      struct prog_counters *stats)
{
	const struct bpf_prog_stats_base *base;
	struct prog_counters c;
	u64 reset_time = 0;
	int cpu;

	memset(stats, 0, sizeof(*stats));
	rcu_read_lock();
	base = rcu_dereference(prog->aux->stats_base);
	/* Pairs with rcu_assign_pointer(): read the counters after the base. */
	smp_rmb();
	if (base)
		reset_time = base->reset_time;
	for_each_cpu(cpu, cpus) {
		read_counters(prog, cpu, &c);
		if (base) {
			c.nsecs -= base->cpu[cpu].nsecs;
			c.cnt -= base->cpu[cpu].cnt;
			c.misses -= base->cpu[cpu].misses;
		}
		stats->nsecs += c.nsecs;
		stats->cnt += c.cnt;
		stats->misses += c.misses;
	}
	rcu_read_unlock();
	return reset_time;
}

static void put_counters(struct bpf_ctrl_value *value,
			 const struct prog_counters *stats)
{
	stats_put(value, run_cnt, stats->cnt);
	stats_put(value, run_time_ns, stats->nsecs);
	stats_put(value, recursion_misses, stats->misses);
}

/* The counters can only be set to 0, so all views but the current one are 0. */
static int prog_stats_get(void *object, enum bpf_ctrl_view view,
			  struct bpf_ctrl_value *value)
{
	const struct prog_object *o = object;
	struct prog_counters stats = {};
	u64 reset_time;

	if (view != BPF_CTRL_CURRENT) {
		put_counters(value, &stats);
		return 0;
	}
	reset_time = read_stats(o->prog, cpu_possible_mask, &stats);
	put_counters(value, &stats);
	put_identity(o->prog, value);
	stats_put(value, reset_time, reset_time);
	put_cost(o->prog, value);
	stats_put(value, collecting,
		  static_key_enabled(&bpf_stats_enabled_key.key));
	return 0;
}

static int prog_cpu_get(void *object, enum bpf_ctrl_view view,
			struct bpf_ctrl_value *value)
{
	const struct prog_object *o = object;
	struct prog_counters stats;

	if (view != BPF_CTRL_CURRENT)
		return 0;
	read_stats(o->prog, cpumask_of(o->cpu), &stats);
	cpu_put(value, run_cnt, stats.cnt);
	cpu_put(value, run_time_ns, stats.nsecs);
	cpu_put(value, recursion_misses, stats.misses);
	return 0;
}

/* Set the base of a counter to @now and add what it had counted to @replaced. */
static void reset_counter(u64 *base, u64 now, u64 *replaced)
{
	*replaced += now - *base;
	*base = now;
}

/*
 * Fill in @new: the current value for each counter that is reset, the value in @old
 * for the others.
 */
static void make_base(const struct bpf_prog *prog,
		      const struct bpf_prog_stats_base *old,
		      struct bpf_prog_stats_base *new,
		      const struct bpf_ctrl_change *change,
		      struct prog_counters *replaced)
{
	struct prog_counters c;
	int cpu;

	for_each_possible_cpu(cpu) {
		struct prog_counters *base = &new->cpu[cpu];

		if (old)
			*base = old->cpu[cpu];
		read_counters(prog, cpu, &c);
		if (stats_changed(change, run_cnt))
			reset_counter(&base->cnt, c.cnt, &replaced->cnt);
		if (stats_changed(change, run_time_ns))
			reset_counter(&base->nsecs, c.nsecs, &replaced->nsecs);
		if (stats_changed(change, recursion_misses))
			reset_counter(&base->misses, c.misses,
				      &replaced->misses);
	}
	new->reset_time = ktime_get_boottime_ns();
}

static void store_replaced(const struct bpf_ctrl_change *change,
			   const struct prog_counters *stats)
{
	struct bpf_ctrl_prog_stats *replaced = change->replaced;

	if (stats_changed(change, run_cnt))
		replaced->run_cnt = stats->cnt;
	if (stats_changed(change, run_time_ns))
		replaced->run_time_ns = stats->nsecs;
	if (stats_changed(change, recursion_misses))
		replaced->recursion_misses = stats->misses;
}

/* The only new value is 0, by the limits. */
static int prog_stats_set(void *object, const struct bpf_ctrl_change *change,
			  struct netlink_ext_ack *extack)
{
	const struct prog_object *o = object;
	struct bpf_prog_stats_base *old, *new;
	struct prog_counters replaced = {};

	new = kvzalloc(struct_size(new, cpu, nr_cpu_ids), GFP_KERNEL_ACCOUNT);
	if (!new)
		return -ENOMEM;

	mutex_lock(&prog_stats_reset_lock);
	old = rcu_dereference_protected(o->prog->aux->stats_base,
					lockdep_is_held(&prog_stats_reset_lock));
	make_base(o->prog, old, new, change, &replaced);
	rcu_assign_pointer(o->prog->aux->stats_base, new);
	mutex_unlock(&prog_stats_reset_lock);

	kvfree_rcu(old, rcu);
	store_replaced(change, &replaced);
	return 0;
}

static int prog_next_id(struct net *net, const void *key, void *next)
{
	const struct bpf_ctrl_prog_id_key *k = key;
	struct bpf_ctrl_prog_id_key *n = next;

	if (k && k->prog_id >= INT_MAX)
		return -ENOENT;
	n->prog_id = bpf_prog_find_id(k ? k->prog_id + 1 : 0);
	return n->prog_id ? 0 : -ENOENT;
}

static int prog_next_cpu(struct net *net, const void *key, void *next)
{
	u32 first = cpumask_first(cpu_possible_mask), cpu = nr_cpu_ids;
	const struct bpf_ctrl_prog_cpu_key *k = key;
	struct bpf_ctrl_prog_cpu_key *n = next;

	n->prog_id = bpf_prog_find_id(k ? k->prog_id : 0);
	n->cpu = first;
	if (k && n->prog_id == k->prog_id) {
		if (k->cpu < nr_cpu_ids)
			cpu = cpumask_next(k->cpu, cpu_possible_mask);
		if (cpu < nr_cpu_ids)
			n->cpu = cpu;
		else
			n->prog_id = bpf_prog_find_id(k->prog_id + 1);
	}
	return n->prog_id ? 0 : -ENOENT;
}

BTF_ID_LIST(prog_fd_btf_ids)
BTF_ID(struct, bpf_ctrl_prog_fd_key)
BTF_ID(struct, bpf_ctrl_prog_stats)

BTF_ID_LIST(prog_id_btf_ids)
BTF_ID(struct, bpf_ctrl_prog_id_key)
BTF_ID(struct, bpf_ctrl_prog_stats)

BTF_ID_LIST(prog_cpu_btf_ids)
BTF_ID(struct, bpf_ctrl_prog_cpu_key)
BTF_ID(struct, bpf_ctrl_prog_cpu_stats)

static const struct bpf_ctrl_ops prog_stats_ops[] = {
	{
		.name		= "prog_stats",
		.type		= BPF_CTRL_PROG_STATS,
		.write_cap	= CAP_BPF,
		.btf_ids	= prog_fd_btf_ids,
		.object_size	= sizeof(struct prog_object),
		.owner		= THIS_MODULE,
		.acquire	= prog_acquire_by_fd,
		.release	= prog_release,
		.get		= prog_stats_get,
		.set		= prog_stats_set,
	}, {
		.name		= "prog_stats_by_id",
		.type		= BPF_CTRL_PROG_STATS_BY_ID,
		.read_cap	= CAP_SYS_ADMIN,
		.write_cap	= CAP_SYS_ADMIN,
		.btf_ids	= prog_id_btf_ids,
		.object_size	= sizeof(struct prog_object),
		.owner		= THIS_MODULE,
		.acquire	= prog_acquire_by_id,
		.release	= prog_release,
		.get		= prog_stats_get,
		.set		= prog_stats_set,
		.next_key	= prog_next_id,
	}, {
		.name		= "prog_stats_by_cpu",
		.type		= BPF_CTRL_PROG_STATS_BY_CPU,
		.read_cap	= CAP_SYS_ADMIN,
		.btf_ids	= prog_cpu_btf_ids,
		.object_size	= sizeof(struct prog_object),
		.owner		= THIS_MODULE,
		.acquire	= prog_acquire_by_cpu,
		.release	= prog_release,
		.get		= prog_cpu_get,
		.next_key	= prog_next_cpu,
	},
};

static int __init prog_stats_init(void)
{
	int i, err;

	for (i = 0; i < ARRAY_SIZE(prog_stats_ops); i++) {
		err = bpf_ctrl_register(&prog_stats_ops[i]);
		if (err)
			return err;
	}
	return 0;
}
late_initcall(prog_stats_init);
