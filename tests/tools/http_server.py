#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
#
# usage: tests/tools/http_server.py PORT DIRECTORY FILE
#
# python's own http.server, as "python3 -m http.server" runs it. On SIGUSR1 the
# process writes to FILE what getsockopt() tells it of the socket that it listens
# with, its descriptor 3.

import os
import runpy
import signal
import socket
import sys

SO_MARK = 36
OPTIONS = (("mark", SO_MARK), ("priority", socket.SO_PRIORITY),
           ("rcvbuf", socket.SO_RCVBUF))

port, directory, file = sys.argv[1:]


def tell(*_):
    own = socket.socket(fileno=os.dup(3))
    with open(file + ".new", "w") as out:
        for name, option in OPTIONS:
            print(name, own.getsockopt(socket.SOL_SOCKET, option), file=out)
    own.close()
    os.rename(file + ".new", file)


signal.signal(signal.SIGUSR1, tell)
sys.argv = ["http.server", port, "--bind", "127.0.0.1",
            "--directory", directory]
runpy.run_module("http.server", run_name="__main__", alter_sys=True)
