#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# Help, manual page and completion say the same, in both directions. None of it
# needs a kernel with control maps.

bats_require_minimum_version 1.5.0

pages=$BATS_TEST_DIRNAME/../../docs/man
bpftool=$BATS_TEST_DIRNAME/../../build/bin/bpftool
upstream=$BATS_TEST_DIRNAME/../../build/kernel/linux-6.12/tools/bpf/bpftool/Documentation

setup()
{
	objects=()
	for page in "$pages"/bpftool-*.rst; do
		page=${page##*/bpftool-}
		objects+=("${page%.rst}")
	done
}

# The lines that say how an object's commands are used, without "bpftool".
usages_in_help()
{
	"$bpftool" ${1//-/ } help 2>&1 |
		sed -nE "s/^(Usage:|      ) bpftool (${1//-/ } .*)/\\2/p"
}

# Likewise, and without the markup of reStructuredText.
usages_in()
{
	sed -nE "s/^\| \*\*bpftool\*\* \[\*OPTIONS\*\] (\*\*.*)/\\1/p" |
		sed -E 's/\\ ?//g; s/\*//g'
}

usages_in_page()
{
	usages_in <"$pages/bpftool-$1.rst"
}

# What the verbs in these lines are: "{ show | list }" are two, "[show]" is one.
verbs_in()
{
	sed "s/^${1//-/ } //" |
		sed -E 's/^\{ ([^}]*) \}.*/\1/; t; s/^\[?([a-z]+)\]? .*/\1/' |
		tr -s '| ' '\n' | sort -u
}

# "NAME := ..." of a help, or a page
terms_in_help()
{
	"$bpftool" ${1//-/ } help 2>&1 | grep -oE '^ +[A-Z]+ :=' | tr -d ' :=' |
		sort
}

terms_in_page()
{
	sed -nE 's/^\| \*([A-Z]+)\* :=.*/\1/p' "$pages/bpftool-$1.rst" | sort
}

@test "every object of ours has a manual page, a help and a line in bpftool's help" {
	local object help

	help=$("$bpftool" help 2>&1)
	[ "${#objects[@]}" -ge 1 ]
	for object in "${objects[@]}"; do
		[ -n "$(usages_in_help "$object")" ]
		[[ $object == prog-* || $help =~ \ \|\ $object\  ]]
	done
	for object in $(sed -nE 's/.* iter \| (.*) \}/\1/p' <<<"$help" | tr -d '|'); do
		[ -e "$pages/bpftool-$object.rst" ] ||
			{ echo "no manual page of $object"; return 1; }
	done
}

@test "help and manual page say how each command is used in the same words" {
	local object

	for object in "${objects[@]}"; do
		diff <(usages_in_help "$object") <(usages_in_page "$object")
	done
}

# Upstream has no word for the options there.
@test "upstream's page of prog says how prog stats is used in the same words" {
	diff <(usages_in_help prog-stats | grep -v ' help$') \
		<(sed 's/^| \*\*bpftool\*\* /&[*OPTIONS*] /' "$upstream/bpftool-prog.rst" |
			usages_in | grep '^prog stats')
}

@test "upstream's page of bpftool names every object of ours" {
	local object

	for object in "${objects[@]}"; do
		[[ $object == prog-* ]] ||
			grep -qF "**$object**" "$upstream/bpftool.rst"
	done
}

@test "what the help explains the manual page explains" {
	local object term

	for object in "${objects[@]}"; do
		for term in $(terms_in_help "$object"); do
			grep -qE "\*$term\*" "$pages/bpftool-$object.rst" ||
				{ echo "$object: $term"; return 1; }
		done
	done
}

@test "completion offers the verbs that are in the help, and no other words" {
	local object word help

	for object in "${objects[@]}"; do
		diff <(usages_in_help "$object" | verbs_in "$object") \
			<("$bpftool" ${object//-/ } complete -- '' |
			grep -xFf <(usages_in_help "$object" | verbs_in "$object") |
			sort)
		help=" $("$bpftool" ${object//-/ } help 2>&1 | tr -s "[]{}|'\n" ' ')"
		for word in $("$bpftool" ${object//-/ } complete -- '' | cut -f 1); do
			[[ $help == *" $word "* ]] ||
				{ echo "$object $word"; return 1; }
		done
	done
}

# The keywords in brackets of a usage on standard input; those in inner brackets
# belong to the one before them.
options_in()
{
	sed -E 's/^.*\[show\]//; s/\[([^]]*) \[[^]]*\]\]/[\1]/g' |
		grep -oE '\[[^]]*\]' | tr -d '[]' | sed 's/ | /\n/g' |
		sed -nE 's/^([a-z-]+).*/\1/p'
}

@test "completion offers every option that the help has for a verb" {
	local object words option offered nr=0

	while read -r object words; do
		offered=$("$bpftool" ${object//-/ } complete -- $words '' | cut -f 1)
		for option in $(usages_in_help "$object" |
			grep -E "^${object//-/ } \[?${words%% *}\b" | options_in); do
			grep -qxF -e "$option" <<<"$offered" ||
				{ echo "$object $words: $option"; return 1; }
			nr=$((nr + 1))
		done
	done <<-'WORDS'
		ctrl pin 1 /file
		ctrl monitor
		prog-stats show
		prog-stats enable
	WORDS
	[ "$nr" = 11 ]
}

@test "the manual page describes every verb" {
	local object verb

	for object in "${objects[@]}"; do
		for verb in $(usages_in_help "$object" | verbs_in "$object"); do
			[ "$verb" = help ] || grep -qE \
				"^bpftool ${object//-/ } (\{ .*|\[)?\b$verb\b" \
				"$pages/bpftool-$object.rst" ||
				{ echo "$object $verb"; return 1; }
		done
	done
}

@test "the help fits a screen of 24 lines and has examples" {
	local object

	for object in "${objects[@]}"; do
		run -0 "$bpftool" ${object//-/ } help
		[ "${#lines[@]}" -le 24 ]
		[[ $output == *Example* ]]
	done
}

@test "the manual pages are made without a warning" {
	run -0 make -s -C "$BATS_TEST_DIRNAME/../.." man
	[[ $output != *[Ww]arning* ]]
	for object in "${objects[@]}"; do
		[ -s "$BATS_TEST_DIRNAME/../../build/man/bpftool-$object.8" ]
	done
}
