#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The Debian packages: what is in them, and that they get along with Debian's
# bpftool.

bats_require_minimum_version 1.5.0

setup_file()
{
	export TREE=$BATS_FILE_TMPDIR/tree

	for package in build/deb/*.deb; do
		dpkg-deb -x "$package" "$TREE"
	done
}

setup()
{
	bats_load_library bats-support
	bats_load_library bats-assert
	program=build/deb/bpftool-control-maps_*.deb
	library=build/deb/libctrl-dev_*.deb
}

# Files, without directories, that packages have.
files_of()
{
	local package

	for package; do
		dpkg-deb --fsys-tarfile "$package" | tar -t | grep -v '/$' |
			sed 's,^\.,,'
	done | sort
}

@test "the package has the program, its manual pages and its completions" {
	# shellcheck disable=SC2086 # a pattern
	run -0 files_of $program
	assert_line /usr/sbin/bpftool-control-maps
	assert_line /usr/share/man/man8/bpftool-xdp.8.gz
	assert_line /usr/share/bash-completion/completions/bpftool-control-maps
	assert_line /usr/share/zsh/vendor-completions/_bpftool-control-maps
}

@test "the library's package has what others compile with" {
	# shellcheck disable=SC2086
	run -0 files_of $library
	assert_line --regexp '^/usr/lib/[^/]*/libctrl\.a$'
	assert_line --regexp '^/usr/lib/[^/]*/pkgconfig/libctrl\.pc$'
	assert_line /usr/include/libctrl/ctrl.h
}

@test "no file of the packages is one of Debian's bpftool or libbpf-dev" {
	dpkg -L bpftool libbpf-dev | while IFS= read -r file; do
		[ -d "$file" ] || echo "$file"
	done | sort >"$BATS_TEST_TMPDIR/debian"
	grep -qx /usr/sbin/bpftool "$BATS_TEST_TMPDIR/debian"
	# shellcheck disable=SC2086
	files_of $program $library >"$BATS_TEST_TMPDIR/ours"
	run -0 comm -12 "$BATS_TEST_TMPDIR/debian" "$BATS_TEST_TMPDIR/ours"
	refute_output
}

# Into a root of its own, whose database knows the packages that are here.
@test "dpkg installs them beside Debian's bpftool, and removes them" {
	local root=$BATS_TEST_TMPDIR/root

	mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates" \
		"$root/usr/sbin"
	cp /var/lib/dpkg/status "$root/var/lib/dpkg/"
	cp /var/lib/dpkg/info/{bpftool,libbpf-dev}*.list \
		/var/lib/dpkg/info/format "$root/var/lib/dpkg/info/"
	echo stock >"$root/usr/sbin/bpftool"
	# shellcheck disable=SC2086
	fakeroot dpkg --root "$root" --log=/dev/null --force-not-root \
		-i $program $library
	run -0 "$root/usr/sbin/bpftool-control-maps" xdp help
	[ "$(<"$root/usr/sbin/bpftool")" = stock ]
	fakeroot dpkg --root "$root" --log=/dev/null --force-not-root \
		-r bpftool-control-maps libctrl-dev
	[ ! -e "$root/usr/sbin/bpftool-control-maps" ]
	[ -e "$root/usr/sbin/bpftool" ]
}

@test "the packaged program depends on the libraries that it is linked with" {
	# shellcheck disable=SC2086
	run -0 dpkg-deb -f $program Depends
	assert_output --partial libelf1
	assert_output --partial zlib1g
	assert_output --partial libc6
	run -0 readelf -d "$TREE/usr/sbin/bpftool-control-maps"
	assert_output --partial 'Shared library: [libelf.so.1]'
	assert_output --partial BIND_NOW
}

@test "the packaged program says what any bpftool says" {
	run -0 "$TREE/usr/sbin/bpftool-control-maps" version
	assert_output --partial bpftool
	run -0 "$TREE/usr/sbin/bpftool-control-maps" xdp help
	assert_output --partial 'bpftool xdp set'
}

# linux-any: i386 and armhf, too. The headers of this machine are for both widths,
# but for one that is only looked for.
@test "the code compiles for 32 bits, as the packages' architectures promise" {
	local headers=$BATS_TEST_TMPDIR/include file tools machine
	tools=$(echo build/kernel/linux-*/tools)
	machine=$(${CC:-cc} -print-multiarch)

	grep -qx 'Architecture: linux-any' packaging/debian/control
	mkdir -p "$headers/gnu"
	touch "$headers/gnu/stubs-32.h"
	for file in src/ctrl/{,*/}*.c src/bpftool/*/*.c; do
		${CC:-cc} -m32 -fsyntax-only -std=gnu11 -DBPFTOOL_WITH_CTRL \
			-Wall -Wextra -Wno-unused-parameter -Werror \
			-DBTF_FILE='"/dev/null"' -Ibuild/src/ctrl/include \
			-Isrc/bpftool -Isrc/ctrl/include -isystem "$headers" \
			-isystem /usr/include/libnl3 \
			-isystem "$tools/bpf/bpftool" \
			-isystem build/bpftool/libbpf/include \
			-isystem "$tools/lib" -isystem "$tools/include" \
			-isystem "$tools/include/uapi" \
			-idirafter "/usr/include/$machine" "$file"
	done
}

@test "lintian finds no error and no warning" {
	# shellcheck disable=SC2086
	run -0 lintian --allow-root --fail-on error,warning $program $library
}
