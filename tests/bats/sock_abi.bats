#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The control type of sockets, by system call: what it tells about each kind of
# socket, and that it sets what setsockopt would, for the same callers.

load helpers

setup_file()
{
	be_quiet
	ip link set lo up
	add_veth veth0 veth1
}

@test "the attributes of each kind of socket are what getsockopt says" {
	c_test sock_values
}

@test "what a kind of socket does not have is unsupported, not zero" {
	c_test sock_values
}

@test "a socket tells the device that it is bound to" {
	c_test sock_values
}

@test "a TCP socket tells its state all through its life" {
	c_test sock_values
}

@test "what waits in a socket and what it dropped is what SO_MEMINFO says" {
	c_test sock_values
}

@test "a key that is no descriptor or no socket is told apart" {
	c_test sock_values
}

@test "the key is a descriptor of the process that makes the call" {
	c_test sock_values
}

@test "a socket that was looked at closes as any other" {
	c_test sock_values
}

@test "setsockopt and a control map enforce the same limits for root" {
	c_test sock_limits
}

@test "setsockopt and a control map enforce the same limits for a user" {
	c_test sock_limits
}

@test "setsockopt and a control map enforce the same limits with CAP_NET_RAW" {
	c_test sock_limits
}

@test "setsockopt and a control map enforce the same limits for root of a namespace" {
	c_test sock_limits
}

@test "root of a namespace has no say over sockets of another one" {
	c_test sock_limits
}

@test "the limit of rcvlowat is the half of what TCP may receive" {
	c_test sock_limits
}

@test "a protocol that judges rcvlowat tells no limit of it, and may refuse it" {
	c_test sock_limits
}

@test "a receive buffer and a rcvlowat that only fit together are set together" {
	c_test sock_limits
}

@test "the limit of a buffer is what the sysctl is now" {
	c_test sock_limits
}

@test "all attributes of a socket are set in one update" {
	c_test sock_changes
}

@test "what was read of a socket can be written back" {
	c_test sock_changes
}

@test "a bad value among good ones changes nothing in a socket" {
	c_test sock_changes
}

@test "a value that takes privilege keeps a user from the others, too" {
	c_test sock_changes
}

@test "what a socket only tells cannot be set" {
	c_test sock_changes
}

@test "a change by setsockopt outdates the etag" {
	c_test sock_changes
}

@test "a reset gives a socket what a new one has" {
	c_test sock_changes
}

@test "TCP adjusts its buffers until they are set, by whatever way" {
	c_test sock_changes
}

@test "a reset by a user who may not set the mark changes nothing" {
	c_test sock_changes
}

@test "a dry run on a socket judges and changes nothing" {
	c_test sock_changes
}

@test "a socket whose protocol keeps options itself is shown and not changed" {
	c_test sock_changes
}

@test "programs on a cgroup that judge socket options are not gone round" {
	c_test sock_changes
}

@test "to set a TCP buffer to the size it has ends its adjustment, as setsockopt does" {
	c_test sock_repeat
}

@test "a TCP buffer that an update does not name goes on being adjusted" {
	c_test sock_repeat
}

@test "the size that the kernel has come to is refused where the caller could not set it" {
	c_test sock_repeat
}

@test "to set rcvlowat to what it is makes the buffer larger, as setsockopt does" {
	c_test sock_repeat
}

@test "a rcvlowat that is named beside a receive buffer has to fit into it" {
	c_test sock_repeat
}

@test "a lookup does not wait for who has locked the socket and sleeps" {
	c_test sock_lock
}

@test "a change waits for who has locked the socket" {
	c_test sock_lock
}

@test "a change is judged once more by what others set while it waited for the lock" {
	c_test sock_lock
}

@test "an option that a security module refuses is not set, nor the others with it" {
	c_test sock_security
}

@test "a security module is asked for the option that can store the size" {
	c_test sock_security
}

@test "a socket is not shown when a security module refuses to tell an option" {
	c_test sock_security
}

@test "a socket that a security module does not show can be changed, as with setsockopt" {
	c_test sock_security
}

@test "a socket that a security module does not show gives no value away to who guesses" {
	c_test sock_security
}

@test "a security module is asked without the lock of the socket, as by setsockopt" {
	c_test sock_security
}

@test "the limit in a reason is told to whom a security module shows the socket" {
	c_test sock_security
}

@test "to set a buffer beyond the sysctl is an audited use of privilege, to look is none" {
	c_test sock_security
}

@test "an AF_XDP socket tells its rings, its queue and how it was bound" {
	c_test sock_xdp veth0 veth1
}

@test "an AF_XDP socket counts what it could not send" {
	c_test sock_xdp veth0 veth1
}

@test "an AF_XDP socket counts what it could not receive" {
	c_test sock_xdp veth0 veth1
}

@test "an AF_XDP socket whose device is gone is bound to nothing" {
	c_test sock_xdp veth0 veth1
}

@test "all C tests of sockets are run" {
	c_tests_are_named sock_values sock_limits sock_changes sock_repeat \
		sock_lock sock_security sock_xdp
}
