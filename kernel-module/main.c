// SPDX-License-Identifier: GPL-2.0-only
/*
 * BPF control maps as a module, for a kernel that does not have them.
 *
 * The control types come first, then the front that leads calls to them.  Unloading goes
 * the other way; while there is a map it is refused, as each map holds the module.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <features.h>
#include <linux/bpf_ctrl.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/rcupdate.h>
#include <linux/sysfs.h>

#include "btf/types.h"
#include "front/front.h"
#include "initcalls.h"
#include "kernel/bpf/ctrl/registry.h"
#include "map/kthread.h"
#include "map/number.h"
#include "net/core/xdp_defaults.h"

static int map_type_get(char *buffer, const struct kernel_param *kp)
{
	return sysfs_emit(buffer, "%u\n", BPF_CTRL_MAP_TYPE_NUMBER);
}

static int map_type_set(const char *val, const struct kernel_param *kp)
{
	return -EPERM;
}

static const struct kernel_param_ops map_type_ops = {
	.get = map_type_get,
	.set = map_type_set,
};

module_param_cb(map_type, &map_type_ops, NULL, 0444);
MODULE_PARM_DESC(map_type, "number of the map type, for BPF_MAP_CREATE");

/* A kernel whose tracing of functions cannot be used is refused by front_begin(). */
static int __init kernel_ok(void)
{
	if (IS_ENABLED(CONFIG_BPF_CTRL_MAP)) {
		pr_err("this kernel has control maps\n");
		return -EEXIST;
	}
	if (!IS_ENABLED(CONFIG_X86_64) || !IS_ENABLED(CONFIG_KPROBES_ON_FTRACE)) {
		pr_err("this kernel has no kprobes on ftrace, or is not one for x86-64\n");
		return -EOPNOTSUPP;
	}
	return 0;
}

static void unregister_types(void)
{
	struct bpf_ctrl_entry *entry;
	unsigned long number;

	xa_for_each(&bpf_ctrl_types, number, entry)
		bpf_ctrl_unregister(entry->ops);
	xa_destroy(&bpf_ctrl_types);
}

static int __init register_types(void)
{
	int err = bpf_ctrl_init_directory_init();

	if (!err)
		err = bpf_ctrl_init_xdp_ctrl_init();
	if (err)
		unregister_types();
	return err;
}

static int __init bpf_ctrl_init(void)
{
	int err = kernel_ok();

	if (err)
		return err;
	err = kthread_calls_begin();
	if (err)
		return err;
	err = btf_types_begin();
	if (err)
		goto err_kthread;
	err = register_types();
	if (err)
		goto err_types;
	err = front_begin();
	if (!err)
		return 0;

	xdp_defaults_exit();
	unregister_types();
err_types:
	btf_types_end();
err_kthread:
	kthread_calls_end();
	return err;
}
module_init(bpf_ctrl_init);

static void __exit bpf_ctrl_exit(void)
{
	front_end();
	xdp_defaults_exit();
	unregister_types();
	btf_types_end();
	kthread_calls_end();
	/* the last map may just have released the module: let it return from here */
	synchronize_rcu_tasks();
}
module_exit(bpf_ctrl_exit);

MODULE_DESCRIPTION("BPF control maps");
MODULE_LICENSE("GPL");
#if HAVE_QUOTED_NS
MODULE_IMPORT_NS("BPF_INTERNAL");
#elif HAVE_BPF_INTERNAL
MODULE_IMPORT_NS(BPF_INTERNAL);
#endif
