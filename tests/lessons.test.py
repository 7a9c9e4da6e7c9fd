#!/usr/bin/env python3
"""The lessons of man/lessons: each is written as FORMAT says, and prints what it says it prints."""
import os
import re
import shutil
import tempfile
import unittest

import driving
import examples

MOST_COLUMNS = 78


class Examples(unittest.TestCase):
    """Each lesson is typed line by line, in a shell of its own."""

    def run_lesson(self, lesson):
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
        for kind, text in lesson.parts:
            if kind in ("text", "hint", "try", "answer", "question", "title"):
                self.assertEqual(text.count("`") % 2, 0, "a backquote is missing: " + text)
                for code in re.findall(r"`([^`]*)`", text):
                    self.assertTrue(code.strip(), "nothing between backquotes: " + text)


def add_test(case, lesson, name, function):
    setattr(case, "test_" + name, lambda self: function(self, lesson))


for each in examples.lessons():
    stem = os.path.splitext(each.name)[0].replace("-", "_")
    add_test(Examples, each, stem, Examples.run_lesson)
    add_test(Format, each, stem, Format.check)
    add_test(Format, each, stem + "_lines", Format.check_lines)

if __name__ == "__main__":
    driving.main()
