#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# make install: what it puts where, and that this is enough to build on.

bats_require_minimum_version 1.5.0

setup_file()
{
	export TREE=$BATS_FILE_TMPDIR/tree
	make -s install-all prefix="$TREE"
}

setup()
{
	bats_load_library bats-support
	bats_load_library bats-assert
	unset MAKEFLAGS MFLAGS MAKELEVEL
	pkg_config="env PKG_CONFIG_PATH=$TREE/lib/pkgconfig pkg-config"
}

files()
{
	(cd "$1" && find . -type f | sort)
}

@test "everything is installed below the prefix" {
	run -0 files "$TREE"
	assert_line ./sbin/bpftool
	assert_line ./lib/libctrl.a
	assert_line ./lib/pkgconfig/libctrl.pc
	assert_line ./include/libctrl/ctrl.h
	assert_line ./include/libctrl/uapi/linux/bpf_ctrl.h
	assert_line ./share/man/man8/bpftool-xdp.8
	assert_line ./share/man/man8/bpftool-map.8
	assert_line ./share/bash-completion/completions/bpftool
	assert_line ./share/zsh/site-functions/_bpftool
}

@test "man bpftool-prog has prog stats, and says where the rest is" {
	run -0 man -l "$TREE/share/man/man8/bpftool-prog.8"
	assert_line --regexp '^ *bpftool prog stats run -- COMMAND$'
	assert_output --partial 'bpftool-prog-stats(8)'
}

@test "the installed bpftool runs from where it is" {
	run -0 "$TREE/sbin/bpftool" xdp help
	assert_output --partial 'bpftool xdp set'
}

@test "every header that is installed can be included by itself, in C and C++" {
	local header language

	cd "$TREE/include/libctrl"
	for header in *.h uapi/linux/bpf_ctrl.h; do
		for language in c c++; do
			# shellcheck disable=SC2046 # words
			${CC:-cc} -x $language -Wall -Wextra -Werror \
				-fsyntax-only $($pkg_config --cflags libctrl) \
				-include "$header" /dev/null
		done
	done
}

@test "a program in C++ can call every function of the headers" {
	local program=$BATS_TEST_TMPDIR/program

	grep -ohE '\<ctrl_[a-z]+__[a-z0-9_]+\(' "$TREE"/include/libctrl/*.h | tr -d '(' |
		sort -u >"$program.names"
	[ "$(wc -l <"$program.names")" -gt 40 ]
	{
		printf '#include <ctrl.h>\nint main()\n{\n\tconst void *all[] = {\n'
		sed 's/.*/\t\t(const void *)\&&,/' "$program.names"
		printf '\t};\n\tctrl_map__close(nullptr);\n\treturn !all[0];\n}\n'
	} >"$program.cc"
	# shellcheck disable=SC2046 # words
	c++ -Wall -Wextra -Werror -o "$program" "$program.cc" \
		$($pkg_config --cflags --libs libctrl)
	"$program"
}

@test "the examples build with nothing but the installed tree and the system's libbpf" {
	make -s -C docs/examples OUTPUT="$BATS_TEST_TMPDIR/" \
		PKG_CONFIG="$pkg_config" \
		CFLAGS='-O2 -Wall -Wextra -Werror'
	run -1 "$BATS_TEST_TMPDIR/set_attribute" lo no-such-attribute 1
	run -0 readelf -d "$BATS_TEST_TMPDIR/set_attribute"
	assert_output --partial libbpf.so.1
}

@test "pkg-config knows the version, and what a static program needs" {
	run -0 $pkg_config --modversion libctrl
	assert_output "$(sed -n 's/^PROJECT_VERSION := //p' mk/install.mk)"
	run -0 $pkg_config --static --libs libctrl
	assert_output --regexp '-lctrl.*-lbpf.*-lelf.*-lz'
}

@test "under another name it completes that name, and takes no file of bpftool's" {
	local tree=$BATS_TEST_TMPDIR/tree

	make -s install-all DESTDIR="$tree" prefix=/usr program=bpftool-other
	[ ! -e "$tree/usr/sbin/bpftool" ]
	[ ! -e "$tree/usr/share/bash-completion/completions/bpftool" ]
	[ ! -e "$tree/usr/share/man/man8/bpftool-prog.8" ]
	"$tree/usr/sbin/bpftool-other" version
	run -0 bash -c ". $tree/usr/share/bash-completion/completions/bpftool-other
		complete -p bpftool-other"
	assert_output 'complete -F _bpftool_ctrl bpftool-other'
	run -0 head -n 1 "$tree/usr/share/zsh/site-functions/_bpftool-other"
	assert_output '#compdef bpftool-other'
}

@test "uninstall removes everything that install has installed" {
	local tree=$BATS_TEST_TMPDIR/tree

	make -s install-all DESTDIR="$tree"
	[ -n "$(files "$tree")" ]
	make -s uninstall DESTDIR="$tree"
	run -0 files "$tree"
	refute_output
}

@test "uninstall leaves a file that is somebody else's" {
	local tree=$BATS_TEST_TMPDIR/tree

	make -s install-all prefix="$tree"
	touch "$tree/include/libctrl/theirs.h"
	make -s uninstall prefix="$tree"
	run -0 files "$tree"
	assert_output ./include/libctrl/theirs.h
}

@test "every path may have blanks and what means something to a shell, make or sed" {
	local tree="$BATS_TEST_TMPDIR/tree of 'trees'" prefix='/my & own, the #1'

	touch "$BATS_TEST_TMPDIR/tree"
	make -s install-all DESTDIR="$tree" prefix="$prefix" program='my tool'
	"$tree$prefix/sbin/my tool" version
	run -0 bash -c '. "$1"; complete -p' bash \
		"$tree$prefix/share/bash-completion/completions/my tool"
	# as it is typed
	assert_line --partial "-F _bpftool_ctrl 'my\\ tool'"
	make -s uninstall DESTDIR="$tree" prefix="$prefix" program='my tool'
	run -0 files "$BATS_TEST_TMPDIR"
	assert_output ./tree
}

@test "an example builds into a directory with blanks, from a tree with blanks" {
	local tree="$BATS_TEST_TMPDIR/my tree"

	make -s install-all prefix="$tree"
	make -s -C docs/examples OUTPUT="$BATS_TEST_TMPDIR/my output/" \
		PKG_CONFIG="env PKG_CONFIG_PATH='$tree/lib/pkgconfig' pkg-config"
	[ -x "$BATS_TEST_TMPDIR/my output/set_attribute" ]
}

@test "whatever somebody is called, it is filled in as it is" {
	local name

	for name in 'A & B' 'A/B' 'A\1\nB' "O'Neil \"X\" \$HOME" '@VERSION@' 'A|B,C;D'; do
		run -0 scripts/fill "MAINTAINER=$name <a&b@example.org>" \
			<packaging/debian/control
		assert_line "Maintainer: $name <a&b@example.org>"
		assert_equal "${#lines[@]}" \
			"$(grep -c . packaging/debian/control)"
	done
}
