#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
#
# usage: tests/tools/sockets.py DEV FILE
#
# Opens a socket of each kind, writes a line "FD LOCAL PEER" for each to FILE, as
# python knows their addresses, and keeps them open until it is killed.

import ctypes
import mmap
import os
import signal
import socket
import struct
import sys

device, file = sys.argv[1:]
AF_XDP, SOL_XDP = 44, 283
XDP_RX_RING, XDP_UMEM_REG, XDP_FILL_RING, XDP_COMPLETION_RING = 2, 4, 5, 6
XDP_COPY = 2
libc = ctypes.CDLL(None, use_errno=True)
sockets = []


def note(sock, local="-", peer="-"):
    sockets.append((sock, local, peer))


def xdp_socket(queue):
    sock = socket.socket(AF_XDP, socket.SOCK_RAW)
    umem = mmap.mmap(-1, 64 * 4096)
    address = ctypes.addressof(ctypes.c_char.from_buffer(umem))
    sock.setsockopt(SOL_XDP, XDP_UMEM_REG,
                    struct.pack("QQIIII", address, len(umem), 4096, 0, 0, 0))
    for ring, size in ((XDP_FILL_RING, 64), (XDP_COMPLETION_RING, 32),
                       (XDP_RX_RING, 16)):
        sock.setsockopt(SOL_XDP, ring, struct.pack("I", size))
    where = struct.pack("HHIII", AF_XDP, XDP_COPY,
                        socket.if_nametoindex(device), queue, 0)
    if libc.bind(sock.fileno(), where, len(where)):
        raise OSError(ctypes.get_errno(), "bind")
    return sock, umem


udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp.bind(("127.0.0.1", 5301))
udp.connect(("127.0.0.1", 5302))
note(udp, "127.0.0.1:5301", "127.0.0.1:5302")

tcp = socket.socket(socket.AF_INET6)
tcp.bind(("::1", 5303))
tcp.listen()
note(tcp, "[::1]:5303")

note(socket.socket(socket.AF_UNIX))

path = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
path.bind(os.path.dirname(file) + "/a-socket")
note(path, os.path.dirname(file) + "/a-socket")

abstract = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
abstract.bind(b"\0a\0b\x1b[2J")
note(abstract, "@a@b\\x1b[2J")

# U+009B steers a terminal, U+00FC is a letter
other = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
other.bind(b"\0\xc2\x9b2J\xc3\xbc")
note(other, "@\\xc2\\x9b2J\xfc")

netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)
netlink.bind((4711, 0))
note(netlink, "4711")

packet = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM)
packet.bind((device, 0))
note(packet, device)

xdp, memory = xdp_socket(0)
note(xdp, device + ":0")

vsock = socket.socket(socket.AF_VSOCK)
vsock.bind((1, 5304))
note(vsock, "1:5304")

with open(file + ".new", "w", encoding="utf-8") as out:
    for sock, local, peer in sockets:
        print(sock.fileno(), local, peer, file=out)
os.rename(file + ".new", file)
signal.pause()
