// SPDX-License-Identifier: GPL-2.0-only
/* Which commands of bpf() are ours, and who answers them. */
#include <linux/bpf.h>
#include <linux/file.h>
#include <linux/fs.h>

#include "../btf/made.h"
#include "calls.h"
#include "carrier.h"
#include "number.h"

/* The fd of the map that a command is about. */
static int call_fd(u32 cmd, const union bpf_attr *attr)
{
	switch (cmd) {
	case BPF_MAP_LOOKUP_BATCH:
	case BPF_MAP_LOOKUP_AND_DELETE_BATCH:
	case BPF_MAP_UPDATE_BATCH:
	case BPF_MAP_DELETE_BATCH:
		return attr->batch.map_fd;
	case BPF_OBJ_GET_INFO_BY_FD:
		return attr->info.bpf_fd;
	}
	return attr->map_fd;
}

static int call_by_command(const struct call *c)
{
	switch (c->cmd) {
	case BPF_MAP_LOOKUP_ELEM:
		return call_lookup(c);
	case BPF_MAP_UPDATE_ELEM:
	case BPF_MAP_DELETE_ELEM:
		return call_change(c);
	case BPF_MAP_GET_NEXT_KEY:
		return call_next_key(c);
	case BPF_MAP_LOOKUP_AND_DELETE_ELEM:
		return call_lookup_and_delete(c);
	case BPF_OBJ_GET_INFO_BY_FD:
		return call_info(c);
	}
	return call_batch(c);
}

static bool call_on_map(struct call *c, int *result)
{
	bool ours;

	c->file = fget(call_fd(c->cmd, c->attr));
	if (!c->file)
		return false;
	ours = carrier_of_file(c->file, &c->native, &c->map);
	if (ours)
		*result = call_by_command(c);
	fput(c->file);
	return ours;
}

/**
 * call_answer() - execute a command if it concerns a control map
 * @cmd: enum bpf_cmd
 * @attr: its attributes
 * @uattr: where they came from
 * @common: those that commands have in common
 * @result: set to the result of the system call
 *
 * Return: whether the command was executed.
 */
bool call_answer(u32 cmd, union bpf_attr *attr, union bpf_attr __user *uattr,
		 const struct call_common *common, int *result)
{
	struct call c = {
		.cmd = cmd, .attr = attr, .uattr = uattr, .common = common,
	};

	switch (cmd) {
	case BPF_MAP_CREATE:
		if (attr->map_type != BPF_CTRL_MAP_TYPE_NUMBER)
			return false;
		*result = call_create(&c);
		return true;
	case BPF_BTF_GET_FD_BY_ID:
		return call_attr_ok(attr, open_flags) && btf_made_fd(attr->btf_id, result);
	}
	return call_on_map(&c, result);
}
