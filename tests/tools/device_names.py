#!/usr/bin/python3 -IS
# SPDX-License-Identifier: GPL-2.0-only
"""Names of network devices with any byte: made by netlink, asked for by bpftool.

usage: device_names.py own | device_names.py alternative
       device_names.py add NAME ALTERNATIVE..., bytes as Python writes them: 'e\\x1b'
"""
import json
import socket
import struct
import subprocess
import sys

RTM_NEWLINK, RTM_SETLINK, RTM_NEWLINKPROP = 16, 19, 108
IFLA_IFNAME, IFLA_LINKINFO, IFLA_PROP_LIST, IFLA_ALT_IFNAME = 3, 18, 52, 53
IFLA_INFO_KIND = 1
REQUEST, ACK, CREATE, EXCL = 1, 4, 0x400, 0x200
SPECIAL = b" \t\n!\"#$%&'()*+,-./:;<=>?@[\\]^`{|}~0_\x01\x1b\x7f\x80\x9b\xe9\xff"

netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE)
failed = False


def attribute(number, data):
    """A netlink attribute, padded."""
    return (struct.pack("HH", 4 + len(data), number) + data).ljust(
        4 + len(data) + -len(data) % 4, b"\0")


def ask(message, ifindex, flags, attributes):
    """The errno that rtnetlink answers with."""
    body = struct.pack("BxHiII", 0, 0, ifindex, 0, 0) + attributes
    netlink.send(struct.pack("IHHII", 16 + len(body), message,
                             REQUEST | ACK | flags, 0, 0) + body)
    return -struct.unpack_from("i", netlink.recv(65536), 16)[0]


def add(name):
    """Add a dummy device. Return: its index, None where the kernel refuses it."""
    kind = attribute(IFLA_INFO_KIND, b"dummy\0")
    code = ask(RTM_NEWLINK, 0, CREATE | EXCL,
               attribute(IFLA_IFNAME, name + b"\0") + attribute(IFLA_LINKINFO, kind))
    return None if code else index(name)


def index(name):
    """Of the device with this own name."""
    with open(b"/sys/class/net/" + name + b"/ifindex", "rb") as file:
        return int(file.read())


def rename(ifindex, name):
    """Whether the kernel takes it as the device's own name."""
    return not ask(RTM_SETLINK, ifindex, 0, attribute(IFLA_IFNAME, name + b"\0"))


def add_alternative(ifindex, name):
    """Whether the kernel takes it as another name of the device."""
    return not ask(RTM_NEWLINKPROP, ifindex, 0, attribute(
        IFLA_PROP_LIST, attribute(IFLA_ALT_IFNAME, name + b"\0")))


def get(name):
    """What bpftool says of the device that has this name."""
    return subprocess.run(["bpftool", "-j", "xdp", "get", "--", name, "rx-queues"],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)


def expect(what, name, got):
    """Print what is not as it should be."""
    global failed
    failed = True
    print(what, name, got)


def check_found(name, ifindex, own=None):
    """The name finds the device, and what is printed of it does again."""
    result = get(name)
    if result.returncode:
        expect("not found:", name, result.stdout)
        return
    document = json.loads(result.stdout.decode())
    if document["ifindex"] != ifindex:
        expect("another device:", name, document)
    if own is not None and document["devname"].encode() != own:
        again = json.loads(get(document["devname"].encode()).stdout.decode())
        if again != document:
            expect("printed, but not found again:", name, again)


def check_absent(name):
    """No device is found, also none with a part of the name."""
    result = get(name)
    if result.returncode != 1 or b'"errno":"ENODEV"' not in result.stdout:
        expect("found, but the kernel has no such name:", name, result.stdout)


def names_with(byte):
    """The byte in the middle of a name, some also at its beginning and end."""
    one = bytes([byte])
    if byte not in b":/ %-@0.\xff":
        return (b"n" + one + b"a",)
    return (one + b"na", b"n" + one + b"a", b"na" + one)


def check_own():
    """A device gets every name that it can have."""
    ifindex = add(b"own")
    for short in (b"n", b"na", b"a"):  # which a name must not be taken for
        add(short)
    for byte in SPECIAL:
        for name in names_with(byte):
            if rename(ifindex, name):
                check_found(name, ifindex, own=name)
            else:
                check_absent(name)
    rename(ifindex, b"own")


def check_alternative():
    """A device has many other names, one with each byte, and is found by each."""
    ifindex = add(b"many")
    for number in range(400):  # so that the answer is a long one
        add_alternative(ifindex, b"%0127d" % number)
    names = [b"alt" + bytes([byte]) + b"name" for byte in b": /\\\n\"\x1b\xe9"]
    for name in names + [b"x" * 127, b"7", b"\\x41", b"a\\b"]:
        if add_alternative(ifindex, name):
            check_found(name, ifindex)
        else:
            check_absent(name)
    for name in (b"alt", b"x" * 15, b"x" * 128):
        check_absent(name)


if sys.argv[1] == "own":
    check_own()
elif sys.argv[1] == "alternative":
    check_alternative()
else:
    words = [word.encode().decode("unicode_escape").encode("latin-1")
             for word in sys.argv[2:]]
    made = add(words[0])
    failed = not made or not all([add_alternative(made, word) for word in words[1:]])
sys.exit(failed)
