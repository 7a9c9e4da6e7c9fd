#!/usr/bin/env python3
"""The lessons of man/lessons: each is written as FORMAT says, and prints what it says it prints."""
import ast
import os
import re
import select
import shutil
import socket
import struct
import subprocess
import tempfile
import unittest

import driving
import examples

MOST_COLUMNS = 78


class Page:
    """socksh-tutorial(7), as it is read."""

    CHAPTER = re.compile(r"^\.Sh \"?(\d+)\. .*\n((?:(?!\.Sh ).*\n)*)", re.M)
    CODE = re.compile(r"^In (C|Python):\n\.Bd .*\n((?:(?!\.Ed$).*\n)*)", re.M)
    TYPED = re.compile(r"^> ((?:.*\\\n)*.*)", re.M)
    ESCAPES = {"\\e": "\\", "\\-": "-", "\\&": "", "\\(aq": "'", "\\(ga": "`", "\\(ha": "^",
               "\\(ti": "~"}

    @classmethod
    def chapter(cls, lesson):
        with open(os.path.join(driving.SOURCE, "man", "socksh-tutorial.7"), encoding="ascii") as page:
            return dict(cls.CHAPTER.findall(page.read()))[str(lesson.number)]

    @classmethod
    def plain(cls, text):
        return re.sub(r"\\(?:[e&-]|\(..)", lambda found: cls.ESCAPES[found.group()], text)

    @classmethod
    def code(cls, lesson, wanted):
        return [cls.plain(text) for kind, text in cls.CODE.findall(cls.chapter(lesson))
                if kind.lower() == wanted]

    @classmethod
    def typed(cls, lesson):
        return cls.TYPED.findall(cls.plain(cls.chapter(lesson)))


class Examples(unittest.TestCase):
    """Each lesson is typed line by line, as the page has the lines, in a shell of its own."""

    def run_lesson(self, lesson):
        typed = Page.typed(lesson)
        self.assertEqual(len(typed), len(lesson.examples))
        for example, example.typed in zip(lesson.examples, typed):
            joined = example.typed.replace("\\\n", "").split()
            self.assertEqual(joined, example.statement.split())
        wrapper = examples.place_for(lesson)
        if isinstance(wrapper, str):
            self.skipTest("%s: %s" % (lesson.name, wrapper))
        home = tempfile.mkdtemp(prefix="socksh-lesson.")
        self.addCleanup(shutil.rmtree, home, ignore_errors=True)
        shell = examples.start(home, wrapper)
        self.addCleanup(shell.kill)
        failed = list(examples.failures(shell, lesson.examples))
        if failed:
            self.fail("\n\n" + "\n".join(failed))
        self.assertEqual(examples.at_prompt(shell, "sockets"), "# no handle is open\n",
                         "the lesson leaves something open")


class Format(unittest.TestCase):
    def check(self, lesson):
        kinds = [kind for kind, _ in lesson.parts]
        self.assertRegex(lesson.name, r"^\d\d-[a-z][a-z0-9-]*\.lesson$")
        self.assertEqual(lesson.lines[-1], "", "the last line has no end")
        self.assertEqual(kinds[:2], ["title", "question"])
        self.assertEqual(kinds.count("title") + kinds.count("question"), 2)
        self.assertTrue(lesson.all("question")[0].endswith("?"))
        self.assertTrue(lesson.examples, "no example")
        self.assertEqual(kinds[-6:], ["try", "answer"] * 3, "the end: three things to try, answers")
        self.assertEqual(kinds.count("try"), 3)
        self.assertEqual(kinds.count("answer"), 3)
        for hint in lesson.all("hint"):
            self.assertTrue(any(example.hint == hint and example.statement in hint
                                for example in lesson.examples), hint)
        for need in lesson.all("need"):
            self.assertRegex(need, r"^[a-z0-9]+$")

    def check_lines(self, lesson):
        outputs = {line for example in lesson.examples for line in example.output.split("\n")}
        for number, line in enumerate(lesson.lines, 1):
            if line in outputs:
                continue
            self.assertLessEqual(len(line), MOST_COLUMNS, "line %d is long" % number)
            self.assertEqual(line, line.rstrip(), "line %d ends in blanks" % number)
            self.assertNotIn("\t", line, "line %d has a tab" % number)
        for line in outputs:
            self.assertEqual(bool(re.match(r"^\w+\(|^\w+ = \w+\(", line)),
                             bool(re.match(r"^(\w+ = )?\w+\(.*\) = \S", line)), line)
            bare = re.sub(r'"(\\.|[^"\\])*"', "", line).replace("[...]", "")
            for opens, closes in ("()", "[]", "{}"):
                self.assertEqual(bare.count(opens), bare.count(closes), line)
        for kind, text in lesson.parts:
            if kind in ("text", "hint", "try", "answer", "question", "title"):
                self.assertEqual(text.count("`") % 2, 0, "a backquote is missing: " + text)
                for code in re.findall(r"`([^`]*)`", text):
                    self.assertTrue(code.strip(), "nothing between backquotes: " + text)


class Code(unittest.TestCase):
    """
    The lines in C compile, those in Python can be read, and all that they name exists: as the lesson
    has them, and as the page prints them, which breaks long lines.
    """

    HEADERS = ("arpa/inet.h", "errno.h", "fcntl.h", "netdb.h", "netinet/in.h", "linux/tcp.h",
               "poll.h", "signal.h", "stddef.h", "stdio.h", "stdint.h", "string.h", "sys/ioctl.h",
               "sys/socket.h", "sys/un.h", "unistd.h")
    MODULES = {"os": os, "select": select, "socket": socket, "struct": struct}
    HANDLES = re.compile(r"^(\w+) = \w+\(|, \[(\w+), (\w+)\]\) = 0$", re.M)

    def in_lesson(self, lesson, wanted):
        """The lines that stand directly below each other."""
        lines = []
        for kind, text in lesson.parts + [(None, "")]:
            if kind == wanted:
                lines.append(text)
            elif lines:
                yield "\n".join(lines)
                lines = []

    def check_python(self, lesson):
        for code in [*self.in_lesson(lesson, "python"), *Page.code(lesson, "python")]:
            for node in ast.walk(ast.parse(code)):
                if (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and
                        node.value.id in self.MODULES):
                    self.assertTrue(hasattr(self.MODULES[node.value.id], node.attr), code)

    def check_c(self, lesson):
        compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
        if not compiler:
            self.skipTest("no compiler here")
        handles = {name for example in lesson.examples
                   for found in self.HANDLES.findall(example.output) for name in found if name}
        in_lesson, in_page = list(self.in_lesson(lesson, "c")), Page.code(lesson, "c")
        self.assertEqual(len(in_lesson), len(in_page))
        for groups in in_lesson, in_page:
            # Each stands inside of the one before: what was declared there is known, and may be again.
            code = "#define _GNU_SOURCE\n%s%schar buf[4096];\nint n, on;\nvoid wake(int);\n" \
                "void use(char *, ssize_t);\nextern struct sockaddr_in addr;\n" \
                "void lesson(void)\n{\n%s%s}\n" % (
                    "".join("#include <%s>\n" % header for header in self.HEADERS),
                    "".join("int %s;\n" % name for name in sorted(handles - {"n", "on"})),
                    "".join("{\n%s\n;" % group for group in groups), "}" * len(groups))
            done = subprocess.run(
                [compiler, "-std=gnu17", "-fsyntax-only", "-Wall", "-Wextra", "-Werror",
                 "-Wno-unused-variable", "-Wno-unused-but-set-variable",
                 "-Wno-sizeof-pointer-memaccess", "-x", "c", "-"],
                input=code, encoding="utf-8", check=False, stderr=subprocess.PIPE)
            self.assertEqual(done.returncode, 0, done.stderr + code)


class Tries(unittest.TestCase):
    """The statements among the things to try, and in the answers, are of the language."""

    STATEMENT = re.compile(r"(?:(\w+)(?:, (\w+))? = )?"
                           r"(?:(?:try|time|expect \S+|timeout \S+|repeat \S+) )*(\w+) ?(.*)$")
    NAME = re.compile(r"(?<![\w.:/\"-])[a-z]\w*|(?<=\$)[a-z]\w*|(?<=\{)[a-z]\w*")
    # Of the system, messages, what was sent, names.
    NO_STATEMENT = re.compile(r"!|unshare |socksh |echo |\w+: |p[io]ng \d|[A-Z\[]|\S+$")
    SOCKETS = ("socket inet stream", "socket inet dgram", "socket inet6 stream")

    def statements(self, lesson):
        for text in lesson.all("try") + lesson.all("answer"):
            for code in re.findall(r"`([^`]+)`", " ".join(text.split())):
                found = self.STATEMENT.match(code)
                if self.NO_STATEMENT.match(code):
                    continue
                self.assertTrue(found and found.group(3) in self.commands, code)
                yield code, {found.group(1), found.group(2)}, found.group(4)

    def why_not(self, code, made, arguments, sockets):
        """None if it can be read, with a handle of some kind for whatever may be the name of one."""
        names = set(self.NAME.findall(re.sub(r'"[^"]*"', "", arguments))) - made - self.commands
        for socket_of in sockets:
            script = "".join("try %s = %s\n" % (name, socket_of) for name in sorted(names))
            done = driving.run("-n", "-k", "-", "80", script=script + "s0 = socket\n" + code + "\n")
            if not re.search(r"^<stdin>:%d:" % (len(names) + 2), done.stderr, re.M):
                return None
        return done.stderr

    def check(self, lesson):
        listed = driving.run("-c", "help").stdout
        self.commands = set(re.findall(r"^#   (\w+)", listed, re.M))
        found = list(self.statements(lesson))
        self.assertTrue(found, "nothing to try can be typed")
        unix = "AF_UNIX" in "".join(lesson.lines)
        sockets = self.SOCKETS + (("socket unix stream",) if unix else ())
        for code, made, arguments in found:
            with self.subTest(code):
                self.assertIsNone(self.why_not(code, made, arguments, sockets))


def add_test(case, lesson, name, function):
    setattr(case, "test_" + name, lambda self: function(self, lesson))


for each in examples.lessons():
    stem = os.path.splitext(each.name)[0].replace("-", "_")
    add_test(Examples, each, stem, Examples.run_lesson)
    add_test(Format, each, stem, Format.check)
    add_test(Format, each, stem + "_lines", Format.check_lines)
    add_test(Code, each, stem + "_c", Code.check_c)
    add_test(Tries, each, stem + "_tries", Tries.check)
    add_test(Code, each, stem + "_python", Code.check_python)

if __name__ == "__main__":
    driving.main()
