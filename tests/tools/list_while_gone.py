#!/usr/bin/python3 -IS
# SPDX-License-Identifier: GPL-2.0-only
"""Lists devices, and deletes some when the list has begun.

usage: list_while_gone.py NAME COMMAND...; the device NAME is deleted as soon as the
command waits for a reader; then what it wrote is printed
"""
import array
import fcntl
import os
import subprocess
import sys
import termios
import time

reader, writer = os.pipe()
room = fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
command = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL, stdout=writer)
os.close(writer)
waiting = array.array("i", [0])
while waiting[0] < room:
    if command.poll() is not None:
        sys.exit("the command did not wait: the list is too short")
    time.sleep(0.01)
    fcntl.ioctl(reader, termios.FIONREAD, waiting)
subprocess.run(["ip", "link", "del", sys.argv[1]], check=True)
with os.fdopen(reader, "rb") as output:
    sys.stdout.buffer.write(output.read())
sys.exit(command.wait())
