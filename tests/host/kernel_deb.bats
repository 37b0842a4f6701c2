#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# make kernel-deb: what is refused before it begins, and what becomes of a configuration.
# tests/kernel-deb has the packages themselves.

bats_require_minimum_version 1.5.0

setup()
{
	bats_load_library bats-support
	bats_load_library bats-assert
	tree=build/kernel/linux-6.12
	objects=$BATS_TEST_TMPDIR/objects
	config=$BATS_TEST_TMPDIR/config
	unset MAKEFLAGS MFLAGS MAKELEVEL CONFIG LSMOD LOCALMODCONFIG LOCALVERSION
}

# A configuration of somebody's: no debug information, certificates from elsewhere, no
# signatures, as a distribution's own build has it.
somebodys_config()
{
	cat >"$config" <<-CONFIG
	CONFIG_X86_64=y
	CONFIG_MODULES=y
	CONFIG_MODULE_SIG=y
	# CONFIG_MODULE_SIG_ALL is not set
	CONFIG_MODULE_SIG_KEY=""
	CONFIG_SYSTEM_TRUSTED_KEYS="debian/certs/debian-uefi-certs.pem"
	CONFIG_DEBUG_KERNEL=y
	CONFIG_DEBUG_INFO_NONE=y
	CONFIG_NET=y
	CONFIG_INET=y
	CONFIG_NETDEVICES=y
	CONFIG_VETH=m
	CONFIG_DUMMY=m
	CONFIG
}

@test "a configuration that is not there is named before anything is fetched" {
	run -2 make -s kernel-deb CONFIG=/no/such/config
	assert_line 'FAILED: kernel-deb: CONFIG=/no/such/config: there is no such file, or it cannot be read'
}

@test "a file that is no configuration is refused" {
	run -1 env CONFIG=README.md scripts/kernel-deb 6.12 check
	assert_output 'FAILED: kernel-deb: README.md is no configuration of a kernel for x86-64: CONFIG_X86_64=y is not in it'
}

@test "a list of modules that names none is refused" {
	somebodys_config
	run -1 env CONFIG="$config" LSMOD=README.md scripts/kernel-deb 6.12 check
	assert_output --partial 'LSMOD=README.md names no module'
}

@test "a suffix that cannot be in a package's name is refused" {
	somebodys_config
	run -1 env CONFIG="$config" LOCALVERSION=-Mine scripts/kernel-deb 6.12 check
	assert_output --partial 'not "-Mine"'
}

@test "somebody's configuration gets what control maps and the packages need, and that is said" {
	somebodys_config
	gzip "$config"
	CONFIG=$config.gz scripts/kernel-deb-config "$tree" "$objects"
	for line in CONFIG_BPF_CTRL_MAP=y CONFIG_DEBUG_INFO_BTF=y CONFIG_MODULE_SIG_ALL=y \
		'CONFIG_MODULE_SIG_KEY="certs/signing_key.pem"' \
		'CONFIG_SYSTEM_TRUSTED_KEYS=""' CONFIG_VETH=m; do
		grep -qxF "$line" "$objects/.config"
	done
	run -0 sed 's/^ *//' "$objects/report"
	assert_line 'BPF_SYSCALL n -> y'
	assert_line 'DEBUG_INFO_NONE y -> n'
	assert_line 'MODULE_SIG_ALL n -> y'
	assert_line 'MODULE_SIG_KEY "" -> "certs/signing_key.pem"'
	assert_line 'SYSTEM_TRUSTED_KEYS "debian/certs/debian-uefi-certs.pem" -> ""'
	assert_line '+BPF_CTRL_MAP y'
}

@test "with another machine's list of modules the others are left out" {
	somebodys_config
	printf 'Module Size Used by\nveth 49152 0\n' >"$BATS_TEST_TMPDIR/lsmod"
	CONFIG=$config LSMOD=$BATS_TEST_TMPDIR/lsmod \
		scripts/kernel-deb-config "$tree" "$objects"
	grep -qx CONFIG_VETH=m "$objects/.config"
	run -1 grep -x 'CONFIG_DUMMY=[ym]' "$objects/.config"
	run -0 grep -c 'localmodconfig: [0-9]* of [0-9]* modules are left' "$objects/report"
}

@test "what cannot be switched on, here with a pahole that is too old, is named" {
	somebodys_config
	mkdir "$BATS_TEST_TMPDIR/bin"
	printf '#!/bin/sh\necho v1.00\n' >"$BATS_TEST_TMPDIR/bin/pahole"
	chmod +x "$BATS_TEST_TMPDIR/bin/pahole"
	run -1 env CONFIG="$config" PATH="$BATS_TEST_TMPDIR/bin:$PATH" \
		scripts/kernel-deb-config "$tree" "$objects"
	assert_output --partial 'config: CONFIG_DEBUG_INFO_BTF=y did not take effect'
}
