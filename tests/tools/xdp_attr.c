// SPDX-License-Identifier: GPL-2.0-only
/*
 * XDP attributes from the command line, by raw system calls, for tests of the
 * kernel that need other tools beside them.  See usage() for the commands.
 *
 * Exit status: 0, or 1 with the errno's name and the kernel's reason on stdout.
 */
#define _GNU_SOURCE
#include "device.h"

struct name {
	const char *name;
	uint32_t offset, size;
};

#define NAME(member) \
	{ #member, offsetof(struct if_xdp_attributes, member), sizeof(((struct if_xdp_attributes *)0)->member) }

static const struct name names[XDP_MEMBERS] = {
	NAME(etag), NAME(mask), NAME(native_prog_id), NAME(generic_prog_id),
	NAME(offload_prog_id), NAME(xdp_features), NAME(zc_max_segs),
	NAME(rx_queues), NAME(tx_queues), NAME(rx_ring_size),
		NAME(tx_ring_size),
	NAME(napi_defer_hard_irqs), NAME(gro_flush_timeout),
		NAME(xsk_ring_size),
};

static const char * const views[] = { "get", "min", "max", "default" };

static void usage(void)
{
	fprintf(stderr,
		"usage: xdp_attr { get | min | max | default } DEV MEMBER...\n"
		"       xdp_attr { set | dry-run } DEV MEMBER=NUMBER...\n"
		"       xdp_attr reset DEV\n"
		"       xdp_attr pin FILE\n"
		"get and the like print a line for each MEMBER, - when unsupported\n");
	exit(2);
}

static int find(const char *text, size_t len)
{
	int i;

	for (i = 0; i < XDP_MEMBERS; i++)
		if (strlen(names[i].name) == len &&
		    !strncmp(names[i].name, text, len))
			return i;
	fprintf(stderr, "xdp_attr: no member %s\n", text);
	exit(2);
}

static int result(int err, const char *reason)
{
	if (!err)
		return 0;
	printf("%s%s%s\n", result_name(err), reason[0] ? ": " : "", reason);
	return 1;
}

static int show(enum bpf_ctrl_view view, char **args)
{
	int fd = xdp_view(view), err, i;
	struct if_xdp_attributes v;

	if (fd < 0)
		return result(fd, "");
	err = ctrl_lookup(fd, device_index(*args++), &v);
	if (err)
		return result(err, "");
	for (; *args; args++) {
		unsigned long number = 0;

		i = find(*args, strlen(*args));
		memcpy(&number, (char *)&v + names[i].offset, names[i].size);
		if (i >= NATIVE_PROG_ID && !(v.mask & BIT_OF(i)))
			puts("-");
		else
			printf("%lu\n", number);
	}
	return 0;
}

static int set(uint64_t flags, char **args)
{
	uint32_t device = device_index(*args++);
	char reason[REASON_LEN] = "";
	int fd = xdp_map(0), i;
	struct if_xdp_attributes v;

	if (fd < 0)
		return result(fd, "");
	memset(&v, 0, sizeof(v));
	for (; *args; args++) {
		const char *equals = strchrnul(*args, '=');
		unsigned long number;

		i = find(*args, equals - *args);
		if (!*equals)
			usage();
		number = strtoul(equals + 1, NULL, 0);
		memcpy((char *)&v + names[i].offset, &number, names[i].size);
		if (i >= NATIVE_PROG_ID)
			v.mask |= BIT_OF(i);
	}
	return result(ctrl_update(fd, device, &v, flags, reason), reason);
}

static int reset(const char *device)
{
	char reason[REASON_LEN] = "";
	int fd = xdp_map(0);

	if (fd < 0)
		return result(fd, "");
	return result(ctrl_delete(fd, device_index(device), reason), reason);
}

int main(int argc, char **argv)
{
	int i;

	if (argc < 3)
		usage();
	for (i = 0; i < 4; i++)
		if (!strcmp(argv[1], views[i]))
			return show(i, argv + 2);
	if (!strcmp(argv[1], "set"))
		return set(0, argv + 2);
	if (!strcmp(argv[1], "dry-run"))
		return set(BPF_F_CTRL_DRY_RUN, argv + 2);
	if (!strcmp(argv[1], "reset"))
		return reset(argv[2]);
	if (!strcmp(argv[1], "pin"))
		return result(obj_pin(xdp_map(BPF_F_RDONLY), argv[2]), "");
	usage();
}
