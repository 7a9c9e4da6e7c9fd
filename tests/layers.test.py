#!/usr/bin/env python3
"""
The house stands: no room uses one above it, and no circle of files is large or crosses a room.

Who uses whom is read from the objects that the build has made (a name that one defines and another
wants) and from the includes. A table of function pointers that is handed down makes no such tie;
one that is reached for by name does.
"""
import collections
import functools
import json
import os
import re
import shlex
import subprocess
import unittest

from driving import SOURCE, main

BUILD = os.path.dirname(os.path.abspath(os.environ.get("SOCKSH", "build/socksh")))

# From the ground up: a room uses those before it. What stands in shell/ itself is the roof.
FLOORS = ("base", "language", "constants", "handles", "values", "families", "options", "messages",
          "statement", "lines", "help", "tutorial", "commands", "shell")
LARGEST_CIRCLE = 6

# What stands in a file of its own and needs a line in a list.
ROWS = {"call_": "commands/contents.h", "command_": "commands/contents.h", "family_": "include/families/families.h"}

DEFINES, WANTS = "TDRBVWC", "U"
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def room_of(path):
    """shell/values/number.c and include/values/type.h are in values; commands/own/help.c in commands."""
    top, *folders = path.split("/")[:-1]
    if top == "commands":
        return "commands"
    # In include/ itself stands what the roof promises.
    return folders[0] if folders else "shell"


def objects():
    """The project's own sources, each with its object."""
    with open(os.path.join(BUILD, "compile_commands.json"), encoding="utf-8") as file:
        for entry in json.load(file):
            source = os.path.relpath(os.path.join(entry["directory"], entry["file"]), SOURCE)
            words = shlex.split(entry["command"])
            found = os.path.join(entry["directory"], words[words.index("-o") + 1])
            if source.split("/")[0] in ("shell", "commands") and os.path.exists(found):
                yield source, found


@functools.lru_cache
def symbols():
    """(source, kind, name) of every symbol of every object."""
    sources = {found: source for source, found in objects()}
    listed = subprocess.run(["nm", "-A", *sources], stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
    split = (line.rsplit(":", 1) for line in listed.splitlines())
    return [(sources[found], *rest.split()[-2:]) for found, rest in split]


def ties_of_symbols():
    defined = {name: source for source, kind, name in symbols() if kind in DEFINES}
    ties = collections.defaultdict(dict)
    for source, kind, name in symbols():
        if kind == WANTS and defined.get(name, source) != source:
            ties[source].setdefault(defined[name], name)
    return ties


def own_files():
    for top in "include", "shell", "commands":
        for folder, _, names in os.walk(os.path.join(SOURCE, top)):
            for name in sorted(names):
                if name.endswith((".c", ".h")):
                    yield os.path.relpath(os.path.join(folder, name), SOURCE)


def ties_of_includes():
    files = list(own_files())
    headers = {os.path.basename(path): path for path in files if path.endswith(".h")}
    ties = collections.defaultdict(dict)
    for path in files:
        with open(os.path.join(SOURCE, path), encoding="utf-8") as file:
            for included in INCLUDE.findall(file.read()):
                ties[path][headers[included]] = included
    return ties


def upward(ties):
    """What uses something of a higher room."""
    floor = FLOORS.index
    return ["%s uses %s (%s)" % (user, used, name)
            for user, all_used in sorted(ties.items()) for used, name in sorted(all_used.items())
            if floor(room_of(used)) > floor(room_of(user))]


def circles(ties):
    """The strongly connected components of more than one file, the largest first (Tarjan's)."""
    number, low, stack, found = {}, {}, [], []

    def visit(file):
        number[file] = low[file] = len(number)
        stack.append(file)
        for used in ties.get(file, ()):
            if used not in number:
                visit(used)
            if used in stack:
                low[file] = min(low[file], low[used])
        if low[file] == number[file]:
            at = stack.index(file)
            if len(stack) - at > 1:
                found.append(sorted(stack[at:]))
            del stack[at:]

    for file in list(ties):
        if file not in number:
            visit(file)
    return sorted(found, key=len, reverse=True)


class Layers(unittest.TestCase):
    def holds(self, ties):
        self.assertTrue(ties)
        self.assertEqual(upward(ties), [])
        found = circles(ties)
        print("the largest circle:", ", ".join(found[0]) if found else "none")
        for circle in found:
            self.assertLessEqual(len(circle), LARGEST_CIRCLE, circle)
            self.assertEqual(len({room_of(file) for file in circle}), 1, circle)

    def test_symbols(self):
        self.holds(ties_of_symbols())

    def test_includes(self):
        self.holds(ties_of_includes())

    def test_what_goes_up_is_noticed(self):
        for ties in ties_of_symbols(), ties_of_includes():
            low = next(file for file in ties if room_of(file) == "values")
            high = next(file for file in ties if room_of(file) == "statement")
            ties[low][high] = "a name"
            with self.assertRaises(AssertionError):
                self.holds(ties)

    def test_each_header_has_a_name_of_its_own(self):
        names = collections.Counter(map(os.path.basename, own_files()))
        self.assertEqual([name for name, count in names.items() if count > 1 and name.endswith(".h")], [])

    def test_a_higher_header_is_not_found(self):
        """The build itself refuses it: the include path of a room ends at its own floor."""
        with open(os.path.join(BUILD, "compile_commands.json"), encoding="utf-8") as file:
            commands = [entry for entry in json.load(file) if "/shell/values/number.c" in entry["file"]]
        words = shlex.split(commands[0]["command"])
        words[words.index("-o"):] = ["-fsyntax-only", "-x", "c", "-"]
        for header, found in ("type.h", True), ("address.h", False), ("run.h", False), ("shell.h", False):
            done = subprocess.run(words, input='#include "%s"\n' % header, cwd=commands[0]["directory"],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, encoding="utf-8")
            self.assertEqual(done.returncode == 0, found, done.stderr)

    def test_nobody_asks_which_one_it_is(self):
        """What the machine must know of a type, a call or constants is a property of theirs, not who they are."""
        asks = re.compile(r"[=!]= ?&(type|call|command|symbols)_\w+|&(type|call|command|symbols)_\w+ ?[=!]=")
        found = []
        for source in sorted(own_files()):
            # The calls of one file may know each other: accept is accept4 without flags.
            if source.startswith("commands/") and not source.startswith("commands/own/"):
                continue
            with open(os.path.join(SOURCE, source), encoding="utf-8") as file:
                found += ["%s:%d: %s" % (source, number, line.strip())
                          for number, line in enumerate(file, 1) if asks.search(line)]
        self.assertEqual(found, [])
        self.assertTrue(asks.search("if (param->type == &type_data)") and not asks.search("of == type && &type_int"))

    def test_each_row_has_its_line(self):
        wanted = {name for _, kind, name in symbols() if kind in WANTS}
        rows = [(source, name, line) for source, kind, name in symbols() if kind in "RD"
                for prefix, line in ROWS.items() if name.startswith(prefix)]
        self.assertGreater(len(rows), 40)
        self.assertEqual(["%s defines %s, and %s has no line for it" % row for row in rows if row[1] not in wanted], [])

    def test_the_readme_draws_the_floors(self):
        with open(os.path.join(SOURCE, "README.md"), encoding="utf-8") as readme:
            drawn = re.findall(r"^ +\|  (\w+) +\|", readme.read(), re.M)
        self.assertEqual(drawn, [room for room in reversed(FLOORS) if room != "shell"])

    def test_circles_are_found(self):
        chain = {"shell/base/%d.c" % i: {"shell/base/%d.c" % ((i + 1) % 7): "x"} for i in range(7)}
        self.assertEqual([len(circle) for circle in circles(chain)], [7])
        with self.assertRaises(AssertionError):
            self.holds(chain)
        del chain["shell/base/6.c"]
        self.assertEqual(circles(chain), [])


if __name__ == "__main__":
    main()
