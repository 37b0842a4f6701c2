# SPDX-License-Identifier: GPL-2.0-only
#
# What ethtool, ip and sysfs say of an attribute of a device, and how they set it.

# The words of ethtool -k and -K.
declare -gA feature_words=(
	[gro]=generic-receive-offload [lro]=large-receive-offload
	[rx-gro-hw]=rx-gro-hw [rx-udp-gro-forwarding]=rx-udp-gro-forwarding
	[rx-vlan-offload]=rx-vlan-offload [tx-vlan-offload]=tx-vlan-offload
	[ntuple]=ntuple-filters
)

# The last line that begins so; of ethtool's pages it is the one of today.
# usage: last_of 'BEGINNING' COMMAND...
last_of()
{
	local line found=

	while IFS= read -r line; do
		[[ $line != "$1"* ]] || found=${line#"$1"}
	done < <("${@:2}" 2>/dev/null)
	read -r found _ <<<"$found"
	echo "$found"
}

# The RSS indirection table, a queue a line.
rss_of()
{
	ethtool -x "$1" | sed -n 's/^ *[0-9]*: *//p' | xargs printf '%s\n'
}

# usage: other_says DEV ATTR
other_says()
{
	case $2 in
	mtu) last_of '' cat "/sys/class/net/$1/mtu" ;;
	rx-ring-size) last_of RX: ethtool -g "$1" ;;
	tx-ring-size) last_of TX: ethtool -g "$1" ;;
	combined-queues) last_of Combined: ethtool -l "$1" ;;
	rx-only-queues) last_of RX: ethtool -l "$1" ;;
	tx-only-queues) last_of TX: ethtool -l "$1" ;;
	rx-usecs | tx-usecs) last_of "$2:" ethtool -c "$1" ;;
	adaptive-rx) last_of 'Adaptive RX:' ethtool -c "$1" ;;
	adaptive-tx) ethtool -c "$1" | sed -n 's/^Adaptive.*TX: \([^ ]*\).*/\1/p' ;;
	rss-queues) rss_of "$1" | sort -n | tail -n 1 | awk '{ print $1 + 1 }' ;;
	tcp-data-split)
		ethtool -g "$1" | sed -n 's/^TCP data split:[^a-z]*//p' |
			sed 's/^on$/enabled/; s/^off$/disabled/'
		;;
	pause-autoneg) last_of Autonegotiate: ethtool -a "$1" ;;
	pause-rx) last_of RX: ethtool -a "$1" ;;
	pause-tx) last_of TX: ethtool -a "$1" ;;
	threaded) sed 's/0/disabled/; s/1/enabled/' "/sys/class/net/$1/threaded" ;;
	napi-defer-hard-irqs | gro-flush-timeout) cat "/sys/class/net/$1/${2//-/_}" ;;
	*) last_of "${feature_words[$2]}:" ethtool -k "$1" ;;
	esac
}

# usage: other_sets DEV ATTR VALUE
other_sets()
{
	case $2 in
	mtu) ip link set "$1" mtu "$3" ;;
	rx-ring-size) ethtool -G "$1" rx "$3" ;;
	tx-ring-size) ethtool -G "$1" tx "$3" ;;
	combined-queues) ethtool -L "$1" combined "$3" ;;
	rx-only-queues) ethtool -L "$1" rx "$3" ;;
	tx-only-queues) ethtool -L "$1" tx "$3" ;;
	rx-usecs | tx-usecs | adaptive-rx | adaptive-tx) ethtool -C "$1" "$2" "$3" ;;
	rss-queues) ethtool -X "$1" equal "$3" ;;
	pause-*) ethtool -A "$1" "${2#pause-}" "$3" ;;
	threaded) sed 's/disabled/0/; s/enabled/1/' <<<"$3" >"/sys/class/net/$1/threaded" ;;
	napi-defer-hard-irqs | gro-flush-timeout)
		echo "$3" >"/sys/class/net/$1/${2//-/_}"
		;;
	*) ethtool -K "$1" "${feature_words[$2]}" "$3" ;;
	esac
}

# All that they say of a device, to be compared with what they say later.
all_of()
{
	local page

	for page in g l c a k x; do
		ethtool -$page "$1" 2>/dev/null || true
	done
	# without the carrier, which goes and comes when a driver resets its card
	ip link show "$1" | sed 's/<[^>]*>//; s/ state [A-Z]*//'
	grep . "/sys/class/net/$1/"{threaded,napi_defer_hard_irqs,gro_flush_timeout}
}

# Ten or more attributes are set by one command, and all others see them.
# usage: ten_are_set DEV ATTR VALUE...; a time may have "us" behind it
ten_are_set()
{
	local i words=("${@:2}")

	[ ${#words[@]} -ge 20 ]
	run -0 bpftool xdp set "$@"
	for ((i = 0; i < ${#words[@]}; i += 2)); do
		[ "$(other_says "$1" "${words[i]}")" = "${words[i + 1]%us}" ] ||
			{ echo "${words[i]} is not ${words[i + 1]}"; return 1; }
	done
}

# Both ways, at each of the values. What stands there first is set again at the end.
# usage: agree DEV ATTR VALUE...
agree()
{
	local value before

	before=$(bpftool xdp get "$1" "$2") || return 1
	for value in "${@:3}" "$before"; do
		bpftool xdp set "$1" "$2" "$value" >/dev/null || return 1
		[ "$(other_says "$1" "$2")" = "$value" ] ||
			{ echo "$2 set to $value, and others say $(other_says "$1" "$2")"; return 1; }
	done
	for value in "${@:3}" "$before"; do
		other_sets "$1" "$2" "$value" || return 1
		[ "$(bpftool xdp get "$1" "$2")" = "$value" ] ||
			{ echo "$2 is $value, and bpftool says $(bpftool xdp get "$1" "$2")"; return 1; }
	done
}
