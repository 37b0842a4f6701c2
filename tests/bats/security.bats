#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# Who may read and write, with unprivileged BPF off as in Debian.

load helpers

setup_file()
{
	be_quiet
	add_veth veth0 veth1
}

@test "an ordinary user reads every view, and its BTF" {
	c_test user veth0
}

@test "what an ordinary user reads leaves no line in the audit log" {
	c_test user veth0
}

@test "an ordinary user can neither set nor reset" {
	c_test user veth0
}

@test "nothing else of bpf() has opened up for an ordinary user" {
	c_test user veth0
}

@test "a pinned map is for whom its mode says, and read-only if made so" {
	c_test user veth0
}

@test "a map for writing takes CAP_BPF and CAP_NET_ADMIN" {
	c_test privilege
}

@test "root of a user namespace reads its own network namespace and no more" {
	c_test privilege
}

@test "the owner of a network namespace sets no attribute that sysfs keeps from it" {
	c_test privilege
}

@test "the owner of a network namespace resets what it may set, and no more" {
	c_test privilege
}

@test "all C tests of privilege are run" {
	c_tests_are_named user privilege
}
