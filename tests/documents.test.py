#!/usr/bin/env python3
"""Runs every example of the documents and compares what is printed, kernel-chosen values excepted."""
import os
import re
import tempfile
import unittest

import driving
import examples

BLOCK = re.compile(r"^```socksh\n(.*?)^```$", re.M | re.S)


def examples_of(block):
    parts = re.split(r"^> (.*)\n", block, flags=re.M)
    for statement, output in zip(parts[1::2], parts[2::2]):
        example = examples.Example(statement)
        example.output = output
        yield example


class Documents(unittest.TestCase):
    def check(self, name):
        with open(os.path.join(driving.SOURCE, name), encoding="utf-8") as page:
            blocks = BLOCK.findall(page.read())
        self.assertTrue(blocks, "it has no example")
        for block in blocks:
            with self.subTest(block[:60]), tempfile.TemporaryDirectory() as home:
                shell = examples.start(home)
                self.addCleanup(shell.kill)
                self.assertEqual(list(examples.failures(shell, examples_of(block))), [])

    def test_readme(self):
        self.check("README.md")


if __name__ == "__main__":
    driving.main()
