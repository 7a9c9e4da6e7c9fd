#!/usr/bin/env python3
"""
The recipes of the README, followed to the letter: a call, a family and an option are added to a copy of the
tree, which is built and tried. What stands there as a file is written, what stands there as a change is made,
what stands there as a session is typed.
"""
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import unittest

import driving
import examples
from driving import SOURCE, main, run

READLINE = os.environ.get("SOCKSH_READLINE_BUILT", "0") == "1"
TREE = "CMakeLists.txt", "LICENSE", "README.md", "commands", "include", "man", "shell", "tests"
# The units that hold rows; there are none where cmocka is not.
UNITS = "test_registry", "test_numbers", "test_address", "test_meanings", "test_structures"

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def recipe(title):
    """What stands in the README below this title, up to the next one."""
    with open(os.path.join(SOURCE, "README.md"), encoding="utf-8") as readme:
        text = readme.read()
    return re.search(r"^### %s\n(.*?)(?=^##)" % re.escape(title), text, re.M | re.S)[1]


def blocks(title, kind):
    """(text before it, what stands in it) of the blocks of a kind."""
    text = recipe(title)
    return [(text[:found.start()], found[2]) for found in FENCE.finditer(text) if found[1] == kind]


class Tree:
    """A copy of the tree, and what is built of it."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="socksh-recipes.")
        self.build_folder = self.path("build")
        for name in TREE:
            at = os.path.join(SOURCE, name)
            copy = shutil.copytree if os.path.isdir(at) else shutil.copy
            copy(at, self.path(name))

    def path(self, name):
        return os.path.join(self.folder, name)

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def follow(self, title):
        """Writes the files and makes the changes of a recipe; returns what it has written to."""
        names = []
        for before, text in blocks(title, "c"):
            name = re.findall(r"`([\w/.]+)`[^`]*$", before)[-1]
            if os.path.exists(self.path(name)):
                raise AssertionError("%s is in the tree by now: the recipe needs another example" % name)
            self.write(name, text)
            names.append(name)
        for _, text in blocks(title, "diff"):
            name, *lines = text.splitlines(keepends=True)
            name = name.strip()
            old = "".join(line[1:] for line in lines if line[0] in " -")
            new = "".join(line[1:] for line in lines if line[0] in " +")
            whole = self.read(name)
            if ("\n" + whole).count("\n" + old) != 1:
                raise AssertionError("%s has no such place, or several:\n%s" % (name, old))
            self.write(name, ("\n" + whole).replace("\n" + old, "\n" + new, 1)[1:])
            names.append(name)
        return names

    def run(self, *command):
        return subprocess.run(command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False,
                              stderr=subprocess.STDOUT, encoding="utf-8")

    def make(self, *targets):
        return self.run("cmake", "--build", self.build_folder, "-j2", "--target", *targets)

    def build(self):
        """Not optimized: that is five times as fast. What went wrong, or nothing."""
        done = self.run("cmake", "-S", ".", "-B", self.build_folder, "-DCMAKE_BUILD_TYPE=None", "-DCMAKE_C_FLAGS=-O0",
                        "-DSOCKSH_WERROR=ON", "-DSOCKSH_READLINE=" + ("ON" if READLINE else "OFF"))
        if done.returncode == 0:
            self.units = UNITS if "no unit tests in this build" not in done.stdout else ()
            done = self.make("socksh", "commands", *self.units)
        return done.stdout if done.returncode else ""


class Recipes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tree = Tree()
        cls.addClassCleanup(shutil.rmtree, cls.tree.folder, ignore_errors=True)
        cls.written = {title: cls.tree.follow(title) for title in ("A call", "A family", "An option")}
        wrong = cls.tree.build()
        if wrong:
            raise AssertionError(wrong)
        driving.SOCKSH = os.path.join(cls.tree.build_folder, "socksh")

    def shell(self):
        home = tempfile.mkdtemp(prefix="socksh-home.")
        self.addCleanup(shutil.rmtree, home, ignore_errors=True)
        shell = examples.start(home)
        self.addCleanup(shell.kill)
        return shell

    def typed(self, text):
        """What is typed at a prompt does what the text says."""
        self.assertEqual(list(examples.failures(self.shell(), examples.transcript(text))), [])

    def sessions(self, title):
        """Types those of a recipe, and checks what is shown in them as a script."""
        found = [text for _, text in blocks(title, "socksh")]
        self.assertTrue(found)
        for text in found:
            self.typed(text)
            self.checks(text)

    def checks(self, text):
        """Both what is typed and what is printed is a script, says -n."""
        for pattern in r"^> (.*)$", r"^((?!> ).*)$":
            script = "\n".join(re.findall(pattern, text, re.M)) + "\n"
            done = run("-n", script=script)
            self.assertEqual((done.returncode, done.stderr), (0, ""), script)

    def help(self, name):
        done = run("-c", "help " + name)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def tab(self, text, *proposed):
        """Behind this text Tab proposes these, where `s` is a socket."""
        if not READLINE:
            return
        home = tempfile.mkdtemp(prefix="socksh-home.")
        self.addCleanup(shutil.rmtree, home, ignore_errors=True)
        shell = driving.Shell(home=home, terminal=True, cwd=home)
        self.addCleanup(shell.kill)
        os.write(shell.into, b"s = socket inet dgram\n")
        shell.expect(r"s = socket\(.* = 3\r\n")
        os.write(shell.into, text.encode() + b"\t\t\t")
        for name in proposed:
            shell.expect(name)

    # ---- what each of them brings ----

    def test_call(self):
        self.assertEqual(self.written["A call"], ["commands/epoll_create.c", "commands/contents.h"])
        self.sessions("A call")
        self.typed(re.sub(r"^#     ?", "", self.help("epoll_create").split("# Example:\n")[1], flags=re.M))
        self.tab("epoll_c", "epoll_create", "epoll_create1", "epoll_ctl")

    def test_call_in_the_manual(self):
        """The page is stale, the test says so and what makes it anew, and that does."""
        page, commands = self.tree.path("man/socksh.1"), os.path.join(self.tree.build_folder, "commands")
        renewed = "sh", "-c", "\"$1\" <\"$2\" | diff \"$2\" -", "sh", commands, page
        self.assertEqual(self.tree.run(*renewed).returncode, 1)
        self.assertIn("--target manual-page", recipe("A call"))
        with open(os.path.join(SOURCE, "tests/manual.test.sh"), encoding="utf-8") as test:
            self.assertIn("--target manual-page makes it anew", test.read())
        self.assertEqual(self.tree.make("manual-page").returncode, 0)
        self.assertEqual(self.tree.run(*renewed).stdout, "")
        self.assertIn('.It Li "epoll_create [NUMBER]"', self.tree.read("man/socksh.1"))

    def has_family(self):
        try:
            socket.socket(socket.AF_QIPCRTR, socket.SOCK_DGRAM).close()
            return True
        except OSError:
            return False

    def test_family(self):
        self.assertEqual(self.written["A family"], ["shell/families/qipcrtr.c", "include/families/families.h"])
        session = blocks("A family", "socksh")[0][1]
        self.checks(session)
        if self.has_family():
            self.typed(session)
        self.assertIn("  1:20 ", self.help("addresses"))
        self.tab("bind(s, {sa_family=AF_QIPCRTR, ", "sq_node=", "sq_port=")
        for words, said in ("bind 20", 'no address "20"; one is written NODE:PORT'), ("bind 1:4294967296", "4294967296"):
            self.assertIn(said, run("-n", "-c", "socket qipcrtr dgram; " + words).stderr)

    @unittest.skipUnless(driving.succeeds(["strace", "-o", "/dev/null", "true"]) if shutil.which("strace") else False,
                         "no strace, or it may not trace here")
    def test_family_has_its_bytes(self):
        """Any socket can be told such an address, and refuse it: what the kernel is given then, strace reads alike."""
        wanted = "{sa_family=AF_QIPCRTR, sq_node=0x1, sq_port=0x14}, 12) = -1 "
        log = self.tree.path("log")
        done = run("-c", "s = socket; try bind(s, {sa_family=AF_QIPCRTR, sq_node=1, sq_port=20}, 12)",
                   wrapper=("strace", "-o", log, "-e", "trace=bind"))
        self.assertIn("bind(s, " + wanted, done.stdout)
        self.assertIn("bind(3, " + wanted, self.tree.read("log"))

    def test_option(self):
        self.assertEqual(self.written["An option"], ["shell/options/type_txtime.c", "include/constants/options_socket.h"])
        self.sessions("An option")
        self.assertIn("monotonic, with report_errors behind it", self.help("txtime"))
        self.tab("setsockopt s txtime ", "monotonic", "realtime", "tai")
        self.tab("setsockopt s txtime monotonic ", "deadline_mode", "report_errors")
        done = run("-c", "socket inet dgram; setsockopt txtime monday")
        self.assertIn('no clock "monday"', done.stderr)
        # The value that comes is compared member by member.
        script = ("s = socket(AF_INET, SOCK_DGRAM, 0) = 3\n"
                  "setsockopt(s, SOL_SOCKET, SO_TXTIME, {clockid=CLOCK_MONOTONIC, flags=0}, 8) = 0\n"
                  "getsockopt(s, SOL_SOCKET, SO_TXTIME, {clockid=CLOCK_%s, flags=0}, [8]) = 0\n")
        for clock, status in ("MONOTONIC", 0), ("TAI", 1):
            self.assertEqual(run(script=script % clock).returncode, status)

    # ---- the tests of the tree ----

    def test_units_hold(self):
        if not self.tree.units:
            self.skipTest("no cmocka")
        for unit in self.tree.units:
            done = self.tree.run(os.path.join(self.tree.build_folder, "tests", unit))
            self.assertEqual(done.returncode, 0, done.stdout)

    def test_what_lacks_is_told(self):
        """A declaration without its example, with another parameter than its prototype has, of a type unheard of."""
        if not self.tree.units:
            self.skipTest("no cmocka")
        good = self.tree.read("commands/epoll_create.c")
        self.addCleanup(self.tree.write, "commands/epoll_create.c", good)
        for unit, pattern, instead, said in (
                ("test_registry", r"\t\.example = (?:.*\n)*?.*\",\n(?=\t\.params)", "", "epoll_create: .example is missing"),
                ("test_registry", r"\{ \"size\"", '{ "count"', "epoll_create: parameter 1 of the prototype is size"),
                ("test_numbers", r"int size", "unsigned long size", 'a number of type "unsigned long"')):
            bad = re.sub(pattern, instead, good, count=1)
            self.assertNotEqual(bad, good)
            self.tree.write("commands/epoll_create.c", bad)
            made = self.tree.make(unit)
            self.assertEqual(made.returncode, 0, made.stdout)
            done = self.tree.run(os.path.join(self.tree.build_folder, "tests", unit))
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(said, done.stdout)


if __name__ == "__main__":
    if not shutil.which("cmake"):
        print("no cmake")
        sys.exit(77)
    main()
