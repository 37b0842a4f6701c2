#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# Network namespaces, and devices that come and go.

load helpers

setup_file()
{
	be_quiet
}

@test "a device of another namespace is reached only through a map made there" {
	c_test namespaces
}

@test "the same index in two namespaces is two devices" {
	c_test namespaces
}

@test "a device that goes away gives ENODEV" {
	c_test namespaces
}

@test "a device that moves to another namespace goes with it" {
	c_test namespaces
}

@test "a namespace that goes away gives ENODEV for every operation" {
	c_test namespaces
}

@test "the info of a map names its namespace as its file in /proc does" {
	c_test namespaces
}

@test "1,000 devices are listed by one system call" {
	c_test namespaces
}

@test "all C tests of namespaces are run" {
	c_tests_are_named namespaces
}
