// SPDX-License-Identifier: GPL-2.0-only
/*
 * usage: load_programs { pin DIRECTORY | hold | link } NAME[=VALUE[*TIMES]]...
 *
 * Loads an XDP program of each name that returns a value, so that programs of the
 * same value have the same tag, runs it so many times, and prints their ids on one
 * line. pin: below that directory, by its name and the number of the argument, as
 * "pass-1". hold: they are held until standard input ends; link: likewise, but it is
 * a link to the
 * loopback device that is held, and there is one name. What is longer than the
 * kernel's names goes into BTF, as with a compiler.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <net/if.h>

#include <linux/if_link.h>

#include <bpf/bpf.h>
#include <bpf/btf.h>

static void need(int ok, const char *what)
{
	if (ok)
		return;
	perror(what);
	exit(1);
}

/* int NAME(void *) as the program's one function. */
static int load_btf(const char *name, struct bpf_func_info *info)
{
	struct btf *btf = btf__new_empty();
	int integer, proto, fd;
	const void *raw;
	__u32 size;

	need(!!btf, "BTF");
	integer = btf__add_int(btf, "int", 4, BTF_INT_SIGNED);
	proto = btf__add_func_proto(btf, integer);
	btf__add_func_param(btf, "ctx", btf__add_ptr(btf, 0));
	info->insn_off = 0;
	info->type_id = btf__add_func(btf, name, BTF_FUNC_GLOBAL, proto);
	raw = btf__raw_data(btf, &size);
	fd = bpf_btf_load(raw, size, NULL);
	need(fd >= 0, "BTF");
	btf__free(btf);

	return fd;
}

static int load(const char *name, int value)
{
	const struct bpf_insn insns[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0,
		  .imm = value },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	struct bpf_func_info info;
	LIBBPF_OPTS(bpf_prog_load_opts, opts,
		.prog_btf_fd = load_btf(name, &info),
		.func_info = &info,
		.func_info_cnt = 1,
		.func_info_rec_size = sizeof(info),
	);
	char kernel_name[BPF_OBJ_NAME_LEN];
	int fd;

	snprintf(kernel_name, sizeof(kernel_name), "%s", name);
	fd = bpf_prog_load(BPF_PROG_TYPE_XDP, kernel_name, "GPL", insns, 2,
			   &opts);
	need(fd >= 0, name);
	close(opts.prog_btf_fd);

	return fd;
}

static void run(int fd, int times)
{
	char frame[64] = "";
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		.data_in = frame,
		.data_size_in = sizeof(frame),
		.repeat = times,
	);

	need(!bpf_prog_test_run_opts(fd, &opts), "run");
}

static void print_id(int fd, const char *separator)
{
	struct bpf_prog_info info = { 0 };
	__u32 size = sizeof(info);

	need(!bpf_prog_get_info_by_fd(fd, &info, &size), "info");
	printf("%s%u", separator, info.id);
}

static void pin(int fd, const char *directory, const char *name, int i)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s-%d", directory, name, i);
	need(!bpf_obj_pin(fd, path), path);
}

static void link_to_loopback(int fd)
{
	LIBBPF_OPTS(bpf_link_create_opts, opts, .flags = XDP_FLAGS_SKB_MODE);

	need(bpf_link_create(fd, if_nametoindex("lo"), BPF_XDP, &opts) >= 0,
	     "link");
	close(fd);
}

static void wait_for_end_of_input(void)
{
	char byte;

	while (read(STDIN_FILENO, &byte, 1) > 0)
		;
}

int main(int argc, char **argv)
{
	int pins = argc > 2 && !strcmp(argv[1], "pin"), i, fd;
	int links = argc == 3 && !strcmp(argv[1], "link");

	if (argc < 3 || (!pins && !links && strcmp(argv[1], "hold")))
		return 2;
	for (i = 2 + pins; i < argc; i++) {
		char *value = strchr(argv[i], '=');
		char *times = value ? strchr(value, '*') : NULL;

		if (value)
			*value++ = '\0';
		fd = load(argv[i], value ? atoi(value) : 2);
		if (times)
			run(fd, atoi(times + 1));
		if (pins)
			pin(fd, argv[2], argv[i], i - 2);
		print_id(fd, i > 2 + pins ? " " : "");
		if (links)
			link_to_loopback(fd);
	}
	printf("\n");
	fflush(stdout);
	if (!pins)
		wait_for_end_of_input();

	return 0;
}
