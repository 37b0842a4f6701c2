#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# vm: --cpus 2
#
# Many who write at the same time.

load helpers

setup_file()
{
	add_netdevsim 1 nsim1
}

@test "eight writers of one device lose no update" {
	c_test writers nsim1
}

@test "a writer of each attribute always finds what it wrote" {
	c_test writers nsim1
}

@test "two writers and ethtool -G lose no update of each other" {
	c_test writers nsim1
}

@test "all C tests of writers are run" {
	c_tests_are_named writers
}
