// SPDX-License-Identifier: GPL-2.0-only
/*
 * The front of control maps on a kernel without them: a kprobe on __sys_bpf(), through
 * ftrace, leads the calls that may be ours to entry.S.
 *
 * The handler only looks at registers.  What is in memory is read by front_call(), as the
 * system call itself would do, and a call that turns out to be none of ours is made as if
 * it had not been looked at.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/bpf.h>
#include <linux/ftrace.h>
#include <linux/kprobes.h>
#include <linux/rcupdate.h>
#include <linux/srcu.h>
#include <linux/uaccess.h>

#include "../map/calls.h"
#include "../map/carrier.h"
#include "../map/number.h"
#include "front.h"

#define COMMON_ATTRS	BIT(16)		/* in the command, on kernels from 7.1 on */

/* Where the function goes on behind the call of ftrace at its beginning. */
unsigned long front_resume;

/* Held while a call is looked at, which may sleep. */
DEFINE_STATIC_SRCU(front_srcu);

static u32 command(u64 cmd)
{
	return (u32)cmd & ~(HAVE_COMMON_ATTRS ? COMMON_ATTRS : 0);
}

/* Without a control map most commands cannot concern one. */
static bool may_be_ours(u32 cmd)
{
	switch (cmd) {
	case BPF_MAP_CREATE:
		return true;
	case BPF_BTF_GET_FD_BY_ID:
		return carrier_btf_ids();
	case BPF_MAP_LOOKUP_ELEM:
	case BPF_MAP_UPDATE_ELEM:
	case BPF_MAP_DELETE_ELEM:
	case BPF_MAP_GET_NEXT_KEY:
	case BPF_MAP_LOOKUP_AND_DELETE_ELEM:
	case BPF_MAP_LOOKUP_BATCH:
	case BPF_MAP_LOOKUP_AND_DELETE_BATCH:
	case BPF_MAP_UPDATE_BATCH:
	case BPF_MAP_DELETE_BATCH:
	case BPF_OBJ_GET_INFO_BY_FD:
		return carrier_maps();
	}
	return false;
}

/* Called by ftrace, without preemption. */
static int front_handler(struct kprobe *kp, struct pt_regs *regs)
{
	/* a call by a BPF program has its attributes in kernel memory */
	if ((u8)regs->dx || !may_be_ours(command(regs->di)))
		return 0;
	/* the probe is there before it is known where the function goes on */
	if (!READ_ONCE(front_resume))
		return 0;
	regs->ip = (unsigned long)bpf_ctrl_front;
	return 1;
}

/*
 * With it, the kprobe is one that may change where the function goes on, and is never
 * turned into a jump.
 */
static void front_after(struct kprobe *kp, struct pt_regs *regs, unsigned long flags)
{
}

static struct kprobe front_probe = {
	.symbol_name	= "__sys_bpf",
	.pre_handler	= front_handler,
	.post_handler	= front_after,
};

/* The attributes that the system call would work with; false: it would fail, or differ. */
static bool copy_attr(const struct front_args *args, union bpf_attr *attr)
{
	const void __user *from = u64_to_user_ptr(args->uattr);
	u32 size = args->size;

	if (size > PAGE_SIZE ||
	    (size > sizeof(*attr) &&
	     check_zeroed_user(from + sizeof(*attr), size - sizeof(*attr)) != 1))
		return false;
	memset(attr, 0, sizeof(*attr));
	return !copy_from_user(attr, from, min_t(u32, size, sizeof(*attr)));
}

static bool copy_common(const struct front_args *args, struct call_common *common)
{
	const void __user *from = u64_to_user_ptr(args->common);
	u32 size = args->common_size;

	common->size = 0;
	if (!HAVE_COMMON_ATTRS || !((u32)args->cmd & COMMON_ATTRS))
		return true;
	if ((u8)args->common_is_kernel || size > PAGE_SIZE ||
	    (size > CALL_COMMON_KNOWN &&
	     check_zeroed_user(from + CALL_COMMON_KNOWN, size - CALL_COMMON_KNOWN) != 1))
		return false;
	memset(&common->attr, 0, sizeof(common->attr));
	common->user = u64_to_user_ptr(args->common);
	common->size = min_t(u32, size, sizeof(common->attr));
	return !copy_from_user(&common->attr, from, common->size);
}

/**
 * front_call() - answer a call of bpf() if it concerns a control map
 * @args: its arguments; their first one is replaced by the result
 *
 * Return: whether the call was answered.
 */
bool front_call(struct front_args *args)
{
	struct call_common common;
	union bpf_attr attr;
	bool ours = false;
	int idx, result;

	idx = srcu_read_lock(&front_srcu);
	if (copy_attr(args, &attr) && copy_common(args, &common))
		ours = call_answer(command(args->cmd), &attr, u64_to_user_ptr(args->uattr),
				   &common, &result);
	if (ours)
		args->cmd = result;
	srcu_read_unlock(&front_srcu, idx);
	return ours;
}

/**
 * front_begin() - lead calls of bpf() here
 *
 * Return: 0; -EOPNOTSUPP: not with this kernel, see the kernel log; or an error of
 * register_kprobe().
 */
int front_begin(void)
{
	int err = register_kprobe(&front_probe);

	if (err) {
		pr_err("no probe on %s: %pe\n", front_probe.symbol_name, ERR_PTR(err));
		return err;
	}
	if (!kprobe_ftrace(&front_probe)) {
		pr_err("the probe on %s does not go through ftrace\n", front_probe.symbol_name);
		unregister_kprobe(&front_probe);
		return -EOPNOTSUPP;
	}
	WRITE_ONCE(front_resume, (unsigned long)front_probe.addr + MCOUNT_INSN_SIZE);
	return 0;
}

/**
 * front_end() - lead no more calls here, and wait for those that are
 *
 * A task may be in entry.S before it holds front_srcu, and after; it does not sleep there.
 */
void front_end(void)
{
	unregister_kprobe(&front_probe);
	synchronize_rcu_tasks();
	synchronize_srcu(&front_srcu);
	synchronize_rcu_tasks();
}
