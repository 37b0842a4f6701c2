// SPDX-License-Identifier: GPL-2.0-only
/*
 * usage: use_module NUMBER SECONDS PIN
 *
 * Creates control maps of this number of the map type, reads and sets an attribute of the
 * loopback device through them, pins and unpins them, and closes them, while the module that
 * has them comes and goes: a map that could be created works. Prints how many worked.
 */
#define _GNU_SOURCE
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "ctrl_sys.h"

static int works(int fd, const char *pin)
{
	struct if_xdp_key key = { .ifindex = 1 };
	struct if_xdp_attributes value = {};
	union bpf_attr attr = {};
	int ret;

	attr.map_fd = fd;
	attr.key = ptr_to_u64(&key);
	attr.value = ptr_to_u64(&value);
	ret = sys_bpf(BPF_MAP_LOOKUP_ELEM, &attr);
	if (ret || !value.mask)
		return ret ?: -ENODATA;
	value.etag = 0;
	value.mask = 1ULL << 12;	/* gro_flush_timeout */
	value.gro_flush_timeout = 1000;
	ret = sys_bpf(BPF_MAP_UPDATE_ELEM, &attr);
	if (ret)
		return ret;
	memset(&attr, 0, sizeof(attr));
	attr.pathname = ptr_to_u64(pin);
	attr.bpf_fd = fd;
	ret = sys_bpf(BPF_OBJ_PIN, &attr);
	unlink(pin);
	return ret;
}

int main(int argc, char **argv)
{
	unsigned long done = 0, refused = 0;
	const struct timespec pause = { .tv_nsec = 100000000 };
	time_t end;
	int fd, ret;

	if (argc != 4 || setenv("CTRL_MAP_TYPE", argv[1], 1))
		return 2;
	end = time(NULL) + atoi(argv[2]);
	while (time(NULL) < end) {
		fd = xdp_map(0);
		if (fd < 0) {
			refused++;
			if (fd != -EINVAL) {
				printf("create: %d\n", fd);
				return 1;
			}
		} else {
			ret = works(fd, argv[3]);
			close(fd);
			if (ret) {
				printf("a map that was created: %d\n", ret);
				return 1;
			}
			done++;
		}
		nanosleep(&pause, NULL);
	}
	printf("%lu maps, %lu refused\n", done, refused);
	return 0;
}
