#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The examples of the manual pages, run in their order: what the pages show is
# what is printed. "#" is root, "$" somebody of the group netops.

load helpers

pages=$BATS_TEST_DIRNAME/../../docs/man

setup_file()
{
	be_quiet
	bpftool_for_all
	ip -batch - <<-COMMANDS
		link add eth0 type veth peer name peer0
		link add dummy0 type dummy
	COMMANDS
	groupadd netops
}

setup()
{
	be_quick
}

teardown()
{
	rm -f /sys/fs/bpf/*
	bpftool xdp reset eth0 >/dev/null
}

# What is between EXAMPLES and the next title: a command a line, marked with the
# prompt, and its output, indented by two blanks.
examples_of()
{
	awk '
		/^=+$/ && title == "EXAMPLES" { inside = 1; next }
		/^=+$/ { inside = 0 }
		{ title = $0 }
		inside && sub(/^\*\*/, "") && sub(/\*\*$/, "") { print }
		inside && /^  / { print }' "$pages/bpftool-$1.rst"
}

as_prompt_says()
{
	local groups

	case $1 in
	\#) bash -c "$2" ;;
	*)
		groups=$(getent group netops)
		groups=${groups%:*}
		setpriv --reuid 65534 --regid 65534 \
			--groups "${groups##*:}" bash -c "$2"
		;;
	esac 2>&1 || :
}

# The page with what the commands of its examples really print.
run_examples()
{
	local line

	while IFS= read -r line; do
		case $line in
		[#\$]\ *)
			printf '%s\n' "$line"
			as_prompt_says "${line:0:1}" "${line:2}" </dev/null |
				sed 's/^/  /'
			;;
		esac
	done <"$1"
}

# The examples of a page print what it says; there are so many commands.
# usage: prints_its_examples PAGE NUMBER
prints_its_examples()
{
	local page=$BATS_TEST_TMPDIR/page

	examples_of "$1" >"$page"
	run_examples "$page" | diff "$page" -
	[ "$(grep -c '^[#$] ' "$page")" = "$2" ]
}

@test "the examples of bpftool-xdp print what its page shows" {
	prints_its_examples xdp 8
}

@test "the examples of bpftool-ctrl print what its page shows" {
	prints_its_examples ctrl 8
}
