// SPDX-License-Identifier: GPL-2.0-only
/*
 * Calls in a kernel thread.  There a map can be created for a caller without privilege, as
 * no credentials have to be changed, and nobody else can replace a descriptor meanwhile.
 * What is allocated is charged to the caller.
 */
#include <linux/memcontrol.h>
#include <linux/sched/mm.h>
#include <linux/workqueue.h>

#include "kthread.h"

/**
 * struct kthread_work_call - a call
 * @work: to queue it
 * @fn: what is to be called
 * @data: its argument
 * @memcg: who pays
 * @result: what it returned
 */
struct kthread_work_call {
	struct work_struct work;
	int (*fn)(void *data);
	void *data;
	struct mem_cgroup *memcg;
	int result;
};

static struct workqueue_struct *kthread_calls;

static void kthread_work(struct work_struct *work)
{
	struct kthread_work_call *call = container_of(work, typeof(*call), work);
	struct mem_cgroup *old = set_active_memcg(call->memcg);

	call->result = call->fn(call->data);
	set_active_memcg(old);
}

/**
 * kthread_call() - call a function in a kernel thread
 * @fn: the function; may sleep
 * @data: its argument
 *
 * Return: what the function returned.
 */
int kthread_call(int (*fn)(void *data), void *data)
{
	struct kthread_work_call call = {
		.fn = fn, .data = data, .memcg = get_mem_cgroup_from_mm(current->mm),
	};

	INIT_WORK_ONSTACK(&call.work, kthread_work);
	queue_work(kthread_calls, &call.work);
	flush_work(&call.work);
	destroy_work_on_stack(&call.work);
	mem_cgroup_put(call.memcg);
	return call.result;
}

/**
 * kthread_calls_begin() - prepare for calls
 *
 * Return: 0 or -ENOMEM.
 */
int kthread_calls_begin(void)
{
	kthread_calls = alloc_workqueue("bpf_ctrl", WQ_UNBOUND, 0);
	return kthread_calls ? 0 : -ENOMEM;
}

/**
 * kthread_calls_end() - undo kthread_calls_begin(); there are no more calls
 */
void kthread_calls_end(void)
{
	destroy_workqueue(kthread_calls);
}
