# SPDX-License-Identifier: GPL-2.0-only
#
# Every attribute of an object, whichever they are, is listed, described,
# completed, read, set to both ends of its range and one past each, reset, and
# written in JSON, by the bpftool that comes first in PATH.

attribute_words=$PWD/tests/tools/attribute_words.py

# The tool from before the last attribute; for setup.
use_old_bpftool()
{
	PATH=$PWD/build/compat/old/bin:$PATH
	[ "$(command -v bpftool)" = "$PWD/build/compat/old/bin/bpftool" ]
}

# usage: on VERB [WORD]...; bpftool with this verb on the object
on()
{
	bpftool "$command" "$1" "${object[@]}" "${@:2}"
}

# usage: complain WHAT WAS
complain()
{
	printf '%s\nthere was: %s\n' "$1" "$2"
	return 1
}

# usage: gives NAME DOCUMENT; the attribute, or the one that it is a part of.
gives()
{
	local got name=${1%%[.[]*}

	got=$(bpftool -j "$command" get "${object[@]}" "$name" 2>&1)
	[[ $got == *",\"${name//-/_}\":$2}" ]] || complain "$name is not $2" "$got"
}

# usage: is_refused NAME WORD; with the sentence in said
is_refused()
{
	! said=$(on set "$1" "$2" 2>&1) || complain "$1 was set to $2" "$said"
}

# What follows is called by the lines of attribute_words.py.

# Of a struct that the object has, its members are listed instead.
# usage: must_list NAME TYPE ACCESS
must_list()
{
	[[ $listed =~ $'\n\t'"$1 "\ *"$2 "\ *"$3 " ]] ||
		[[ $2 == struct\ * && $listed =~ $'\n\t'"$1."[a-z-]+\ +.*\ "$3 " ]] ||
		complain "$1 is not listed as $2, $3" "$listed"
}

must_lack()
{
	local said

	is_refused "$1" 1 || return
	[[ $said == *": $1 is not supported here" || $said == *": $1 is read-only" ]] ||
		complain "$1 was refused for another reason" "$said"
}

# It is read, though it may be another one each time.
must_protect()
{
	local said

	said=$(bpftool -j "$command" get "${object[@]}" "$1" 2>&1)
	[[ $said =~ ,\"(attribute:)?"${1//-/_}\":"[^n] ]] ||
		{ complain "$1 is not read" "$said"; return; }
	is_refused "$1" 1 || return
	[[ $said == *": $1 is read-only" ]] ||
		complain "$1 was refused for another reason" "$said"
}

# usage: must_complete_to WORD VERB [BEHIND]...
must_complete_to()
{
	local words

	words=$(bpftool "$command" complete -- "$2" "${object[@]}" "${@:3}" '')
	[[ $'\n'$words$'\n' == *$'\n'"$1"[$'\t\n']* ]] ||
		complain "$1 is not offered behind ${*:2}" "$words"
}

# usage: must_offer VERB NAME
must_offer()
{
	must_complete_to "$2" "$1"
}

# usage: must_offer_value NAME WORD
must_offer_value()
{
	must_complete_to "$2" set "$1"
}

# usage: must_take PATH WORD DOCUMENT
must_take()
{
	local said

	said=$(on set "$1" "$2" 2>&1)
	[[ $said == "$label: $1 "* ]] ||
		{ complain "$1 was not set to $2" "$said"; return; }
	gives "$1" "$3"
}

# usage: must_refuse PATH WORD RANGE DOCUMENT; which it is afterwards as before
must_refuse()
{
	local said

	is_refused "$1" "$2" || return
	case $said in
	"Error: $label: $1: $2 is out of range; the range is $3") ;;
	"Error: $label: $1: $2 is out of range; at most $3") ;;
	"Error: $label: '$2' is no value for $1: "*) ;;
	*)
		complain "$1 $2 was refused for another reason" "$said"
		return
		;;
	esac
	gives "$1" "$4"
}

# usage: must_reset PATH DOCUMENT
must_reset()
{
	local said

	said=$(on reset "$1" 2>&1)
	[[ $said == "$label: $1 "* ]] ||
		{ complain "$1 was not reset" "$said"; return; }
	gives "$1" "$2"
}

# The attributes that were tried, and their parts, are in the array tried.
# usage: every_attribute_works COMMAND OBJECT WORD...; "xdp eth0", "ctrl TYPE KEY..."
every_attribute_works()
{
	local command=$1 object=("${@:2}") label=${*:2} listed words
	local file=$BATS_TEST_TMPDIR/plan

	[ "$command" != ctrl ] || label=${*:3}
	listed=$(on attrs)
	bpftool -j "$command" attrs "${object[@]}" >"$file.json"
	"$attribute_words" <"$file.json" >"$file"
	tried=()
	while IFS=$'\x1f' read -ra words; do
		"${words[@]}" || return 1
		[ "${words[0]}" != must_reset ] || tried+=("${words[1]}")
	done <"$file"
	[ ${#tried[@]} -gt 0 ]
}
