#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
#
# usage: tests/helpers/sockopts.py PID FD
#
# Prints what getsockopt() says of a socket of another process.

import ctypes
import os
import socket
import sys

PIDFD_GETFD = 438
SO_MARK = 36

pid, fd = map(int, sys.argv[1:])
copy = ctypes.CDLL(None).syscall(PIDFD_GETFD, os.pidfd_open(pid), fd, 0)
theirs = socket.socket(fileno=copy)
for name, option in (("mark", SO_MARK), ("priority", socket.SO_PRIORITY),
                     ("rcvbuf", socket.SO_RCVBUF)):
    print(name, theirs.getsockopt(socket.SOL_SOCKET, option))
