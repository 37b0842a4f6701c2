// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a call costs in a network namespace with one device and in one with many,
 * in turn, so that the machine is as fast for one as for the other.
 *
 * usage: growth ROUNDS SIZE ONE DEV MANY DEV
 *
 * ONE and MANY are the files of the namespaces, each with a netdevsim device DEV;
 * SIZE, the number of devices in MANY, is told in the results.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>

#include "samples.h"
#include "device.h"

#define CALLS	500	/* in a row, for one sample */

struct place {
	const char *name;
	int map;
	uint32_t ifindex;
	double lookups[SAMPLES_MAX];
	double updates[SAMPLES_MAX];
};

/* A map answers for the namespace that it was made in. */
static void enter(struct place *place, const char *netns, const char *device)
{
	int fd = open(netns, O_RDONLY | O_CLOEXEC);

	need(fd >= 0 && !setns(fd, CLONE_NEWNET), "namespace %s: %m", netns);
	close(fd);
	place->ifindex = device_index(device);
	place->map = xdp_map(0);
	need(place->map >= 0, "no map: %s", result_name(place->map));
}

static void lookup(struct place *place, double *seconds)
{
	double start = seconds_now();
	struct if_xdp_attributes v;
	int i;

	for (i = 0; i < CALLS; i++)
		need(!ctrl_lookup(place->map, place->ifindex, &v), "lookup");
	*seconds = (seconds_now() - start) / CALLS;
	need(v.mask & BIT_OF(RX_RING_SIZE), "no ring");
}

static void update(struct place *place, double *seconds)
{
	double start = seconds_now();
	int i;

	for (i = 0; i < CALLS; i++)
		need(!set_member(place->map, place->ifindex, RX_RING_SIZE,
				 200 + i % 2, NULL), "update");
	*seconds = (seconds_now() - start) / CALLS;
}

static void print(const struct bench *bench, const struct place *place,
		  const char *call, const double *seconds)
{
	char name[64];

	snprintf(name, sizeof(name), "%s, %s", call, place->name);
	print_samples(bench, name, ",\"calls_a_round\":500", seconds);
}

int main(int argc, char **argv)
{
	static struct place places[] = {
		{ .name = "one device" }, { .name = "many devices" },
	};
	struct bench bench = { .group = "in process: growth" };
	int round, at, i;

	if (argc != 7) {
		fprintf(stderr, "usage: %s ROUNDS SIZE ONE DEV MANY DEV\n",
			argv[0]);
		return 2;
	}
	bench.rounds = rounds_from(argv[1]);
	bench.size = atoi(argv[2]);
	for (i = 0; i < 2; i++)
		enter(&places[i], argv[3 + 2 * i], argv[4 + 2 * i]);
	for (round = -1; round < bench.rounds; round++) {	/* -1 warms up */
		at = round < 0 ? 0 : round;
		for (i = 0; i < 2; i++)
			lookup(&places[i], &places[i].lookups[at]);
		for (i = 0; i < 2; i++)
			update(&places[i], &places[i].updates[at]);
	}
	for (i = 0; i < 2; i++) {
		print(&bench, &places[i], "lookup", places[i].lookups);
		print(&bench, &places[i], "update", places[i].updates);
	}
	return 0;
}
