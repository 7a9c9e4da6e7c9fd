#!/usr/bin/env python3
"""Runs every example of the documents and compares what is printed, kernel-chosen values excepted."""

import os
import re
import subprocess
import sys

SOCKSH = os.environ["SOCKSH"]
SOURCE = os.environ["SOCKSH_SOURCE"]
EXAMPLE = re.compile(r"^```socksh\n(.*?)^```$", re.M | re.S)


def plain(text, ports):
    """Numbers the kernel chooses, by the order in which they come."""
    def port(match):
        number = match.group(1)
        if number == "0":
            return match.group(0)
        return "htons(#%d)" % ports.setdefault(number, len(ports))
    return re.sub(r"htons\((\d+)\)", port, text)


def run(statements):
    """One shell for all statements; the output of each. A comment line marks where each begins."""
    script = "".join("! echo '#-- %d'\n%s\n" % pair for pair in enumerate(statements))
    done = subprocess.run([SOCKSH, "-k"], input=script, capture_output=True, text=True, timeout=60)
    return re.split(r"^#-- \d+\n", done.stdout, flags=re.M)[1:], done.stderr


def check(name, example):
    parts = re.split(r"^> (.*)\n", example, flags=re.M)
    statements, expected = parts[1::2], parts[2::2]
    outputs, errors = run(statements)
    if len(outputs) != len(statements):
        print("%s: %d outputs of %d statements\n%s" % (name, len(outputs), len(statements), errors))
        return 1
    failed = 0
    page_ports, real_ports = {}, {}
    for statement, want, got in zip(statements, expected, outputs):
        if plain(want, page_ports) != plain(got, real_ports):
            print("%s: > %s\n  the page says:\n%s  it prints:\n%s%s" % (name, statement, want, got, errors))
            failed = 1
    return failed


def main():
    passed = failed = 0
    for name in ["README.md"]:
        with open(os.path.join(SOURCE, name), encoding="utf-8") as page:
            examples = EXAMPLE.findall(page.read())
        if not examples:
            print("%s has no example" % name)
            failed += 1
        for example in examples:
            if check(name, example):
                failed += 1
            else:
                passed += 1
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


sys.exit(main())
