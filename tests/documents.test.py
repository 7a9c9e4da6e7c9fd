#!/usr/bin/env python3
"""Runs every example of the README, of socksh(1) and of `help`, and compares what is printed."""
import os
import re
import shutil
import subprocess
import tempfile
import unittest

import driving
import examples


def read(name):
    with open(os.path.join(driving.SOURCE, name), encoding="utf-8") as page:
        return page.read()


class Documents(unittest.TestCase):
    def home(self):
        home = tempfile.mkdtemp(prefix="socksh-documents.")
        self.addCleanup(shutil.rmtree, home, ignore_errors=True)
        return home

    def at_prompt(self, text):
        """Types a transcript."""
        shell = examples.start(self.home())
        self.addCleanup(shell.kill)
        self.assertEqual(list(examples.failures(shell, examples.transcript(text))), [])

    def folder(self):
        """A home with all that the documents speak of: a script, a program, and socksh itself."""
        home = self.home()
        with open(home + "/session.ssh", "w", encoding="ascii") as script:
            script.write("a, b = socketpair\nsend a hello\nexpect \"hello\" recv b\n")
        with open(home + "/program", "w", encoding="ascii") as program:
            program.write("#!/bin/sh\nexec socksh -c 'a, b = socketpair; send a x; recv b' >/dev/null\n")
        os.chmod(home + "/program", 0o755)
        os.symlink(driving.SOCKSH, home + "/socksh")
        return home

    def in_system_shell(self, command, home):
        """The exit status, and what is printed."""
        environment = driving.environment(home)
        environment["PATH"] = home + ":" + environment["PATH"]
        if "strace" in command:     # a sanitizer's search for leaks cannot work there
            environment["ASAN_OPTIONS"] = environment.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
        done = subprocess.run(
            ["sh", "-ec", command], cwd=home, env=environment, stdin=subprocess.DEVNULL, check=False,
            timeout=driving.DEADLINE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8")
        return done.returncode, done.stdout


class Readme(Documents):
    BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)

    def blocks(self, kind):
        # What stands behind it is for a tree with more in it: recipes.test.py.
        text = read("README.md").partition("\n## Contributing\n")[0]
        found = [text for of, text in self.BLOCK.findall(text) if of == kind]
        self.assertTrue(found, "no example")
        return found

    def test_families(self):
        """What has words is named, to readers of the README and of the manual."""
        families = re.findall(r"^FAMILY\((\w+)\)", read("include/families/families.h"), re.M)
        self.assertGreater(len(families), 5)
        for name in ("README.md", "man/socksh.1"):
            text = read(name).partition("\n## Contributing\n")[0]
            lacking = ["AF_" + family.upper() for family in families
                       if family != "unspec" and not re.search(r"\bAF_%s\b" % family.upper(), text)]
            self.assertEqual(lacking, [], "%s does not name these families" % name)

    def test_transcripts(self):
        for block in self.blocks("socksh"):
            with self.subTest(block[:60]):
                self.at_prompt(block)

    def test_commands(self):
        """One block after the other, in one folder."""
        home = self.folder()
        for block in self.blocks("sh"):
            with self.subTest(block[:60]):
                status, output = self.in_system_shell(block, home)
                self.assertEqual(status, 0, output)

    def test_output_is_a_test(self):
        """What the README says of it: another outcome is status 1."""
        status, output = self.in_system_shell(
            "socksh session.ssh >log; sed 's/recv(b, \"hello\"/recv(b, \"hallo\"/' log >other; "
            "socksh other", self.folder())
        self.assertEqual(status, 1, output)


class Page(Documents):
    """
    socksh(1). Of what is displayed literally, `> ` is typed at a prompt and `$ ` in a system's
    shell, with what is printed below it; anything else is the file whose name the line before says.
    """

    DISPLAY = re.compile(r"^(.*)\n\.Bd -literal.*\n((?:(?!\.Ed).*\n)*)\.Ed$", re.M)
    ESCAPES = {"\\e": "\\", "\\-": "-", "\\&": "", "\\(dq": '"', "\\(aq": "'"}

    def plain(self, text):
        return re.sub(r"\\(?:[e&-]|\([ad]q)", lambda found: self.ESCAPES[found.group()], text)

    def displays(self):
        found = [(self.plain(before), self.plain(text))
                 for before, text in self.DISPLAY.findall(read("man/socksh.1"))]
        self.assertTrue(found, "no example")
        return found

    def commands(self, text, home):
        parts = re.split(r"^\$ (.*)\n", text, flags=re.M)
        match = examples.Match()
        for command, wanted in zip(parts[1::2], parts[2::2]):
            output = self.in_system_shell(command, home)[1]
            self.assertTrue(match.holds(command, wanted, output),
                            "$ %s\nthe page says:\n%s\nit prints:\n%s" % (command, wanted, output))

    def test_examples(self):
        home = self.folder()
        for before, text in self.displays():
            with self.subTest(text[:60]):
                if text.startswith("> "):
                    self.at_prompt(text)
                elif text.startswith("$ "):
                    self.commands(text, home)
                else:
                    name = re.search(r"(\S+\.ssh) *:$", before)
                    self.assertTrue(name, "what is it? " + before)
                    with open(os.path.join(home, name.group(1)), "w", encoding="ascii") as script:
                        script.write(text)

    def test_no_other_display(self):
        """A statement in a display of one line would be run by nobody."""
        self.assertEqual(re.findall(r"^\.D1.*|^\.Dl (?!\[NAMES).*", read("man/socksh.1"), re.M), [])


class Help(Documents):
    NAME = re.compile(r"^#   (\S+)(?: .*)?$", re.M)
    EXAMPLE = re.compile(r"^# Example:\n((?:#     .*\n)+)", re.M)

    def test_examples(self):
        names = self.NAME.findall(driving.run("-c", "help").stdout)
        run = []
        for name in names:
            found = self.EXAMPLE.search(driving.run("-c", "help " + name).stdout)
            if not found:
                continue
            run.append(name)
            with self.subTest(name):
                self.at_prompt(re.sub(r"^#     ", "", found.group(1), flags=re.M))
        for name in ("socket", "recvmsg", "sockets", "expect", "!"):
            self.assertIn(name, run)


if __name__ == "__main__":
    driving.main()
