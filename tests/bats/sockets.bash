# SPDX-License-Identifier: GPL-2.0-only
#
# What the tests of bpftool sock share: two processes that know nothing of it. The server
# is python's http.server, with one socket that listens; the other one has a socket of
# each kind.

setup_file()
{
	be_quiet
	ip link set lo up
	add_veth veth0 veth1
	export map=/sys/fs/bpf/sockets sockets=$BATS_FILE_TMPDIR/sockets
	# what gives a user a map that root has made; without control maps none is needed
	export with_map=
	! has_control_maps || with_map="map pinned $map"
	! has_control_maps || bpftool ctrl pin sock_attr $map mode 666
	chmod 755 /sys/fs/bpf

	/usr/bin/python3 -I -S "$BATS_TEST_DIRNAME/../tools/http_server.py" \
		8000 "$BATS_FILE_TMPDIR" "$BATS_FILE_TMPDIR/options" \
		>/dev/null 2>&1 3>&- &
	export server=$!
	/usr/bin/python3 -I -S "$BATS_TEST_DIRNAME/../tools/sockets.py" \
		veth0 "$sockets" 3>&- &
	export many=$!
	until [ -e "$sockets" ] && ss -Htln | grep -qF 127.0.0.1:8000; do
		sleep 0.2
	done
}

teardown_file()
{
	kill "$server" "$many"
}

setup()
{
	be_quick
	bpftool sock get pid "$server" fd 3 >"$BATS_TEST_TMPDIR/attributes"
}

teardown()
{
	bpftool sock reset pid "$server" fd 3 >/dev/null
}

nothing_changed()
{
	bpftool sock get pid "$server" fd 3 |
		diff "$BATS_TEST_TMPDIR/attributes" -
}

as_user()
{
	setpriv --reuid 1000 --regid 1000 --clear-groups "$@"
}

# What getsockopt() tells the server of its socket: mark, priority, rcvbuf.
getsockopt()
{
	rm -f "$BATS_FILE_TMPDIR/options"
	kill -USR1 "$server"
	until [ -e "$BATS_FILE_TMPDIR/options" ]; do sleep 0.1; done
	cat "$BATS_FILE_TMPDIR/options"
}

# usage: fd_of WORD; the descriptor of $many with it as local address
fd_of()
{
	word=$1 awk '$2 == ENVIRON["word"] { print $1 }' "$sockets"
}

# The server has only the socket that it listens with.
no_connection_left()
{
	until [ "$(bpftool sock show pid "$server" | wc -l)" = 2 ]; do
		sleep 0.1
	done
}
