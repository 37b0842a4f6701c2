#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The table of make check-compat says what the tests said, and README shows the
# one in which all of them passed.

bats_require_minimum_version 1.5.0

kernels=(base nolast full future moved 7.2)

# usage: column KERNEL <TAP
column()
{
	mkdir -p "$BATS_TEST_TMPDIR/compat-$1"
	cat >"$BATS_TEST_TMPDIR/compat-$1/output.tap"
}

# usage: matrix KERNEL...
matrix()
{
	local logs=("${@/#/$BATS_TEST_TMPDIR/compat-}")

	tests/compat/matrix "${logs[@]/%//output.tap}"
}

# As if every test of this kernel had passed.
all_is_well()
{
	local name n=0

	while IFS= read -r name; do
		echo "ok $((++n)) $name"
	done < <(sed -n 's/^@test "\(.*\)" {$/\1/p' "tests/compat/$1.bats") |
		column "$1"
}

@test "a cell is what its test expected" {
	column old <<<$'1..2\nok 1 tool | fails: no such thing\nok 2 map | works'
	column new <<<$'1..2\nok 1 tool | works\nok 2 map | fails: no such thing'
	run -0 matrix old new
	[ "$output" = "      old        new
tool  fails (1)  works
map   works      fails (1)
(1) no such thing
4 cells as expected, 0 FAILED" ]
}

@test "a cell whose test failed, or gave no result, or two, is FAILED" {
	column old <<<$'1..2\nok 1 tool | works\nnot ok 2 map | works\n# why'
	column new <<<$'1..2\nok 1 map | works\nok 2 map | works'
	run -1 matrix old new
	[ "$output" = "      old     new
tool  works   FAILED
map   FAILED  FAILED
1 cells as expected, 3 FAILED" ]
}

@test "a kernel without any result is a column of FAILED" {
	column old <<<$'1..1\nok 1 tool | works'
	run -1 matrix old lost
	[[ $output == *$'\ntool  works  FAILED\n'* ]]
	run -1 matrix lost
}

@test "every kernel has the same rows, and README shows what is expected of each" {
	local kernel table

	for kernel in "${kernels[@]}"; do
		all_is_well "$kernel"
	done
	run -0 matrix "${kernels[@]}"
	table=$(sed -n '/make check-compat$/,/^[^ ]/s/^    //p' README.md |
		sed 1d)
	[ "$table" = "$output" ] || diff <(echo "$table") <(echo "$output")
}
