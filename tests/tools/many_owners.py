#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
#
# usage: tests/tools/many_owners.py PIN NUMBER
#
# Holds a pinned program in that many processes, and says so; they end with
# standard input.

import ctypes
import os
import platform
import struct
import sys

BPF_OBJ_GET = 7
SYS_BPF = {"x86_64": 321}.get(platform.machine(), 280)

path, number = sys.argv[1].encode(), int(sys.argv[2])
libc = ctypes.CDLL(None, use_errno=True)
name = ctypes.create_string_buffer(path)
attr = ctypes.create_string_buffer(
    struct.pack("QII", ctypes.addressof(name), 0, 0))
fd = libc.syscall(SYS_BPF, BPF_OBJ_GET, attr, len(attr.raw) - 1)
if fd < 0:
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), path)

for _ in range(number - 1):
    if not os.fork():
        sys.stdin.read()
        os._exit(0)
print("held", flush=True)
sys.stdin.read()
for _ in range(number - 1):
    os.wait()
