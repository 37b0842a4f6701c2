#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs inside the virtual machine (make demo): plays the main job on a veth
# named eth0, prepares an emulated network card for XDP, then shows the other
# control types, every command line with what it prints.

# Show a command line, then run it in this very shell. Errors are part of the
# show.
run()
{
	printf '\nroot@vm:~# %s\n' "$1"
	eval "$1"
}

# Where its driver is a module.
modprobe -q vmxnet3 || :

# The only card that there is, whatever the kernel has called it.
for card in /sys/class/net/*/device; do
	card=${card%/device}
	ip link set "${card##*/}" name nic0
done

run 'uname -sr'
run 'ip link add eth0 type veth peer name peer0'
# shellcheck disable=SC2016 # expanded when it is run
run 'strings $(which bpftool) | grep -c xsk.ring.size'
run 'bpftool xdp attrs eth0 | grep -e NAME -e ring-size'
run 'bpftool xdp get eth0 xsk-ring-size'
run 'bpftool xdp set eth0 xsk-ring-size 128'
run 'bpftool xdp get eth0 xsk-ring-size'
run 'bpftool -j xdp get eth0 xsk-ring-size'
run 'bpftool xdp set eth0 xsk-ring-size 1'
run 'bpftool xdp set eth0 xsk-rings 128'
run 'bpftool xdp reset eth0 xsk-ring-size'
run 'bpftool xdp get eth0 xsk-ring-size'

run 'bpftool xdp set nic0 mtu 3000 lro off rx-ring-size 2048 threaded enabled gro-flush-timeout 20us napi-defer-hard-irqs 2'
run 'bpftool xdp set nic0 mtu 2000 combined-queues 8'
run 'bpftool xdp show mtu lro rx-ring-size threaded where xdp-features basic'

# Two programs for the statistics, and a frame for them.
build/tests/tools/load_programs pin /sys/fs/bpf pass=2 drop=1 >/dev/null
head -c 64 /dev/zero >/tmp/frame

run 'bpftool ctrl types'
run 'bpftool prog stats run -- bpftool prog run pinned /sys/fs/bpf/pass-1 data_in /tmp/frame repeat 1000'
run 'bpftool prog stats'
run 'bpftool prog stats reset name pass'

# A server that knows nothing of all this.
python3 -m http.server --bind 127.0.0.1 8000 >/dev/null 2>&1 &
server=$!
until bpftool sock show pid $server 2>/dev/null | grep -q listen; do
	sleep 0.1
done
run "bpftool sock show pid $server"
run "bpftool sock set pid $server rcvbuf 256K mark 7 priority 3"
run "bpftool sock get pid $server rcvbuf"
kill $server

# The demonstration fails when its main point does.
[ "$(bpftool xdp get eth0 xsk-ring-size)" = 256 ]
