#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""What to try with the attributes of an object, whichever they are.

usage: bpftool -j xdp attrs DEV | attribute_words.py

Each line is a function of tests/bats/attributes.bash and its arguments, with
the character 31 between them: an attribute, or a part of it, takes both ends of
its range, refuses what is one past them, and so on.
"""

import copy
import json
import re
import sys


def emit(*words):
    """One line."""
    print(*words, sep="\x1f")


def document(value):
    """A value as bpftool writes it."""
    return json.dumps(value, separators=(",", ":"))


def word(value):
    """A value as a user writes it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, list):
        return ",".join(map(word, value)) or "none"
    return str(value)


def parts(path, value):
    """The paths of what can be set by itself, and how to reach it in JSON."""
    if isinstance(value, dict):
        for name, part in value.items():
            for at, steps in parts(f"{path}.{name}", part):
                yield at, [name, *steps]
        return
    yield path, []
    if isinstance(value, list) and value and not isinstance(value[0], str):
        for i, part in enumerate(value):
            for at, steps in parts(f"{path}[{i}]", part):
                yield at, [i, *steps]


def reach(value, steps):
    """A part of a value."""
    for step in steps:
        value = value[step]
    return value


def with_part(value, steps, part):
    """The same value, but for this part."""
    if not steps:
        return part
    value = copy.deepcopy(value)
    reach(value, steps[:-1])[steps[-1]] = part
    return value


def room_for_text(attribute):
    """How many characters "char[12]" takes."""
    return int(re.search(r"\[(\d+)\]$", attribute["type"])[1]) - 1


def ends(attribute, steps):
    """The smallest and the largest value of a part."""
    if attribute["kind"] == "text":
        return "", "z" * room_for_text(attribute)
    if attribute["min"] is None and attribute["kind"] == "bool":
        return False, True
    return reach(attribute["min"], steps), reach(attribute["max"], steps)


def beyond(attribute, low, high):
    """Words that are no values, and the range that is told, as far as it is."""
    if attribute["kind"] == "text":
        return [high + "z"], ""
    if isinstance(low, bool):
        return ["-1", "2", "no-such-word"], ""
    if low is None:
        return [str(high + 1)], str(high)
    if high is None:
        return [str(low - 1)], ""
    if low == high:
        return ["no-such-word"], ""
    if isinstance(low, int):
        return [str(low - 1), str(high + 1)], f"{low}..{high}"
    return ["no-such-word"], ""


def try_part(attribute, path, steps):
    """A part that can be set: up, down, beyond, and back."""
    before = attribute["default"]
    low, high = ends(attribute, steps)
    # without control maps not every limit is told
    known = [value for value in (high, low) if value is not None]
    if not known:
        return
    for value in known:
        emit("must_take", path, word(value),
             document(with_part(before, steps, value)))
    if not isinstance(low, list) or "words" in attribute:
        words, limits = beyond(attribute, low, high)
        for bad in words:
            emit("must_refuse", path, bad, limits,
                 document(with_part(before, steps, known[-1])))
    if before is not None:
        emit("must_reset", path, document(before))


def try_attribute(attribute):
    """All that can be tried with an attribute."""
    name = attribute["name"].replace("_", "-")
    emit("must_list", name, attribute["type"], attribute["access"])
    if not attribute["supported"]:
        emit("must_lack", name)
        return
    emit("must_offer", "get", name)
    if attribute["access"] == "ro":
        emit("must_protect", name)
        return
    for path, steps in parts(name, attribute["value"]):
        if "[" not in path:
            emit("must_offer", "set", path)
        try_part(attribute, path, steps)
    for choice in attribute.get("words", []):
        emit("must_offer_value", name, choice)


def main():
    """Read the document, write the lines."""
    for attribute in json.load(sys.stdin)["attributes"]:
        try_attribute(attribute)


if __name__ == "__main__":
    main()
