#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The system calls on control maps: sizes, what is refused, and why.

load helpers

setup_file()
{
	add_netdevsim 1 nsim1
	add_netdevsim 2 nsim2
}

@test "a map of an unknown control type, view or flag is refused" {
	c_test abi_create
}

@test "a map with a wrong size of key or value is refused" {
	c_test abi_create
}

@test "a map with BTF of the user's own is refused" {
	c_test abi_create
}

@test "a map with fields that other maps have is refused" {
	c_test abi_create
}

@test "a map of any size, from the header to more than there is, tells its sizes" {
	c_test abi_create
}

@test "the BTF of a map has the members that fit into its values" {
	c_test abi_create
}

@test "the BTF of a map tells which members are read-only" {
	c_test abi_create
}

@test "the BTF of a map is understood by a tool of 2018" {
	c_test abi_create
}

@test "a lookup fills in as many bytes as the values have, of any size" {
	c_test abi_values nsim1
}

@test "an update of any size sets the members that fit and no others" {
	c_test abi_values nsim1
}

@test "a byte behind the members must be zero, in every size" {
	c_test abi_values nsim1
}

@test "a member that does not fit cannot be set" {
	c_test abi_values nsim1
}

@test "the etag is the same for the same state, and another for another" {
	c_test abi_values nsim1
}

@test "an update with an outdated etag is refused" {
	c_test abi_values nsim1
}

@test "a mask of 0 with the etag that was read sets what differs" {
	c_test abi_values nsim1
}

@test "a value of zeros with one attribute stored is refused and wipes nothing" {
	c_test abi_values nsim1
}

@test "a dry run judges everything and changes nothing" {
	c_test abi_values nsim1
}

@test "an update of several attributes with the last one wrong changes none" {
	c_test abi_values nsim1
}

@test "a delete resets the attributes that have a default" {
	c_test abi_values nsim1
}

@test "a lookup that deletes tells the value and resets it" {
	c_test abi_values nsim1
}

@test "the smallest and the largest values are accepted, those beyond are not" {
	c_test abi_values nsim1
}

@test "a bit of the mask that is no attribute is refused with a reason" {
	c_test abi_calls nsim1
}

@test "a read-only attribute in the mask is refused with a reason" {
	c_test abi_calls nsim1
}

@test "flags of calls that are not known are refused" {
	c_test abi_calls nsim1
}

@test "pointers to nowhere are refused" {
	c_test abi_calls nsim1
}

@test "an object that does not exist is told from a bad call" {
	c_test abi_calls nsim1
}

@test "the reason is cut to the log's size, and a bad log hides no errno" {
	c_test abi_calls nsim1
}

@test "the log's fields are refused on other maps and other calls" {
	c_test abi_calls nsim1
}

@test "operations that make no sense on control maps are refused" {
	c_test abi_calls nsim1
}

@test "a map made read-only stays so through a pin opened for writing" {
	c_test abi_readonly nsim1
}

@test "a map of limits or defaults cannot be written" {
	c_test abi_readonly nsim1
}

@test "a frozen map can be read and not written" {
	c_test abi_readonly nsim1
}

@test "a map made write-only cannot be read" {
	c_test abi_readonly nsim1
}

@test "a program cannot use a control map, and the verifier says so" {
	c_test abi_programs nsim1
}

@test "a map of maps cannot hold a control map" {
	c_test abi_programs nsim1
}

@test "a batch reads every device in order, whole or one by one" {
	c_test abi_batch nsim1 nsim2
}

@test "a batch holds RTNL for one device at a time that asks a driver" {
	c_test abi_batch nsim1 nsim2
}

@test "a batch for reading with a bad flag or pointer is refused" {
	c_test abi_batch nsim1 nsim2
}

@test "a batch sets several devices" {
	c_test abi_batch nsim1 nsim2
}

@test "a batch with a bad element stops there, with the errno of that element" {
	c_test abi_batch nsim1 nsim2
}

@test "a batch for writing with a bad flag or pointer is refused" {
	c_test abi_batch nsim1 nsim2
}

@test "a batch resets several devices" {
	c_test abi_batch nsim1 nsim2
}

@test "all C tests of the interface are run" {
	c_tests_are_named abi_create abi_values abi_calls abi_readonly \
		abi_programs abi_batch
}
