// SPDX-License-Identifier: GPL-2.0-only
/* What no kernel with control maps is needed for. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "source.h"
#include "tap.h"

static void what_is_no_map(void)
{
	int fd = open("/dev/null", O_RDONLY);
	struct ctrl_map untouched, *map = &untouched;
	struct ctrl_error err = { 0 };

	CHECK(ctrl_map__from_fd(fd, &map, &err) < 0);
	CHECK(err.fault != CTRL_FAULT_NONE);
	CHECK(!ctrl_error__is_users(&err));
	CHECK(map == &untouched);
	CHECK(fcntl(fd, F_GETFD) >= 0);
	close(fd);
}

static void failed_lookup(void)
{
	struct ctrl_map map = {
		.source = &ctrl_source_kernel,
		.fd = -1, .key_size = 4, .value_size = 16,
	};
	unsigned char value[16], before[16];
	struct ctrl_error err = { 0 };
	void *keys = &map, *values = &map;
	__u32 key = 1, n = 77;

	memset(value, 0x5a, sizeof(value));
	memcpy(before, value, sizeof(value));
	CHECK(ctrl_map__lookup(&map, &key, value, &err) < 0);
	CHECK(err.fault != CTRL_FAULT_NONE && err.code);
	CHECK(!memcmp(value, before, sizeof(value)));
	CHECK(ctrl_map__lookup_all(&map, &keys, &values, &n, NULL) < 0);
	CHECK(keys == &map && values == &map && n == 77);
}

static void mask_of_a_value(void)
{
	__u64 value[2] = { 0, 1ULL << 5 };
	struct ctrl_member m = { .bit = 5 };

	CHECK_INT(ctrl_value__mask(value), 1 << 5);
	CHECK(ctrl_value__has(value, &m));
	m.bit = 6;
	CHECK(!ctrl_value__has(value, &m));
	m.bit = 63;
	CHECK(!ctrl_value__has(value, &m));
}

static const struct tap_test tests[] = {
	{ "what is no map is refused and stays open", what_is_no_map },
	{ "a lookup that fails stores nothing", failed_lookup },
	{ "the mask tells what an object supports", mask_of_a_value },
};

int main(void)
{
	return TAP_RUN(tests);
}
