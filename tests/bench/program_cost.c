// SPDX-License-Identifier: GPL-2.0-only
/*
 * usage: program_cost OBJECT DEV
 *
 * What it costs to read the attributes of DEV: by a program, by a system call, by a work
 * queue that a program starts, and by a process that a program wakes. In instructions, in
 * a machine that counts them instead of time (tests/vm/run --count-instructions) and has
 * one processor. Prints a line of JSON for each. OBJECT is tests/bpf/cost.bpf.o.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <net/if.h>
#include <unistd.h>

#include <linux/bpf_ctrl.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "instructions.h"
#include "need.h"

#define TURNS		1024
#define READS		256
#define ROUNDS		9

static struct bpf_object *object;
static __u32 ifindex;
static volatile __u64 woken;

static int map_of(const char *name)
{
	int fd = bpf_object__find_map_fd_by_name(object, name);

	need(fd >= 0, "no map %s", name);
	return fd;
}

static void run(const char *name, __u32 reads)
{
	static struct { const char *name; int fd; } last;
	__u32 context[] = { ifindex, reads };
	LIBBPF_OPTS(bpf_test_run_opts, opts, .ctx_in = context, .ctx_size_in = sizeof(context));

	if (last.name != name) {
		struct bpf_program *prog = bpf_object__find_program_by_name(object, name);

		need(prog, "no program %s", name);
		last.name = name;
		last.fd = bpf_program__fd(prog);
	}
	need(!bpf_prog_test_run_opts(last.fd, &opts) && !opts.retval, "%s: %d", name,
	     (int)opts.retval);
}

static void read_device(int fd)
{
	struct if_xdp_key key = { .ifindex = ifindex };
	struct if_xdp_attributes value;

	need(!bpf_map_lookup_elem(fd, &key, &value), "lookup: %m");
}

static double by_program(void)
{
	__u64 begin = ticks();
	double nothing;
	int i;

	for (i = 0; i < TURNS; i++)
		run("reads", 0);
	nothing = instructions_since(begin) / TURNS;
	begin = ticks();
	for (i = 0; i < TURNS / READS; i++)
		run("reads", READS);
	return (instructions_since(begin) - nothing * TURNS / READS) / TURNS;
}

static double by_system_call(void)
{
	int fd = map_of("devices"), i;
	__u64 begin = ticks();

	for (i = 0; i < TURNS; i++)
		read_device(fd);
	return instructions_since(begin) / TURNS;
}

/* What it costs more than a program that does nothing. @done: how often the device was read */
static double more_than_nothing(const char *name, __u64 (*done)(void))
{
	__u64 begin = ticks(), before;
	double nothing;
	int i;

	for (i = 0; i < TURNS; i++) {
		run("reads", 0);
		before = done();
	}
	nothing = instructions_since(begin);
	begin = ticks();
	for (i = 1; i <= TURNS; i++) {
		run(name, 0);
		need(done() == before + i, "%s: %llu of %d", name, done() - before, i);
	}
	return (instructions_since(begin) - nothing) / TURNS;
}

static __u64 work_done(void)
{
	/* struct work of the program */
	struct { __u64 wq[2], reads; __u32 ifindex; } work;
	int zero = 0;

	need(!bpf_map_lookup_elem(map_of("works"), &zero, &work), "work: %m");
	return work.reads;
}

static double by_work_queue(void)
{
	return more_than_nothing("start", work_done);
}

static __u64 process_done(void)
{
	return woken;
}

static double by_woken_process(void)
{
	return more_than_nothing("wake", process_done);
}

static int on_event(void *context, void *data, size_t size)
{
	(void)data;
	(void)size;
	read_device(*(int *)context);
	woken++;
	return 0;
}

/* Above all others, so that it runs as soon as it is woken. */
static void *wait_for_events(void *unused)
{
	struct sched_param first = { .sched_priority = 1 };
	int fd = map_of("devices");
	struct ring_buffer *ring = ring_buffer__new(map_of("events"), on_event, &fd, NULL);

	(void)unused;
	need(ring && !pthread_setschedparam(pthread_self(), SCHED_FIFO, &first), "ring: %m");
	while (ring_buffer__poll(ring, -1) >= 0)
		;
	return NULL;
}

/* Below all others, for the same reason. */
static void yield_to_all(void)
{
	struct sched_param last = {};
	pthread_t thread;

	need(!pthread_create(&thread, NULL, wait_for_events, NULL), "thread");
	need(!sched_setscheduler(0, SCHED_IDLE, &last), "SCHED_IDLE: %m");
	sleep(1);
}

int main(int argc, char **argv)
{
	static const struct { const char *name; double (*cost)(void); } ways[] = {
		{ "program", by_program }, { "system call", by_system_call },
		{ "work queue", by_work_queue }, { "woken process", by_woken_process },
	};
	size_t way;
	int i;

	need(argc == 3, "usage");
	ifindex = if_nametoindex(argv[2]);
	object = bpf_object__open_file(argv[1], NULL);
	need(ifindex && object && !bpf_object__load(object), "%s: %m", argv[1]);
	yield_to_all();
	for (way = 0; way < sizeof(ways) / sizeof(*ways); way++) {
		double all[ROUNDS];

		for (i = 0; i < ROUNDS; i++)
			all[i] = ways[way].cost();
		printf("{\"by\":\"%s\",\"instructions\":%.0f}\n", ways[way].name,
		       median(all, ROUNDS));
	}
	return 0;
}
