"""Reading takes time in proportion to what is read, whatever it is: nasty inputs, small and four times as large."""
import resource
import subprocess
import tempfile
import unittest

import driving
from driving import SOCKSH, main

FEW, MANY = (2500, 10000) if driving.SANITIZED else (10000, 40000)


def inputs(n):
    socket, line = b"s = socket\n", b"\n"
    return {
        "continued, with what might be a comment": b"x#\\\n" * n,
        "continued, in a string": b'"#\\\n' * n,
        "continued, empty": b"\\\n" * n,
        "empty lines": b"\n" * n * 4,
        "carriage returns": b"\r\n" * n * 2,
        "carriage returns alone": b"\r" * n * 4,
        "comments": b"#\n" * n * 2,
        "lines of a log that say nothing": b"--- x\n" * n,
        "statements that are empty": b";" * n * 4,
        "words": b"send " + b"a " * n * 2 + line,
        "strings": b"send " + b'"a" ' * n + line,
        "strings with escapes": b"send " + b'"\\n" ' * n + line,
        "a string without an end": b'send "' + b"\\n" * n * 2 + line,
        "quotes": b"'" * n * 4 + line,
        "mistakes": b"bogus\n" * (n // 8),
        "mistakes in a line": b"bogus;" * (n // 4),
        "mistakes in a line, in calls": b"bogus();" * (n // 4),
        "mistakes in a line, with names": b"x = bogus;" * (n // 4),
        "lines with a NUL": b"\0\n" * n,
        "NULs": b"\0" * n * 4,
        "a long line": b"x" * n * 8,
        "a long string": b'send "' + b"x" * n * 6 + b'"\n',
        "lines that are too long": b"x" * n * 200 + line,
        "arrays in arrays": b"f(" + b"[" * n * 2 + line,
        "structures in structures": b"f(" + b"{a=" * n + line,
        "flags": b"socket(" + b"A|" * n + b"B, 1, 0)\n",
        "members": b"bind(3, {" + b"a=1, " * n + b"}, 16)\n",
        "elements": b"poll([" + b"{fd=3}, " * (n // 2) + b"], 1, 0)\n",
        "comments in values": b"poll(" + b"/* */" * n + line,
        "comments in values without an end": b"poll(" + b"/*" * n + line,
        "prefixes": b"try " * n + line,
        "names": b"a = " * n + line,
        "commas": b"a," * n + b" = socket\n",
        "expansions": b"send " + b"$1" * n + line,
        "expansions in words": b"send " + b"$HOME " * n + line,
        "braces": b"send " + b"${" * n + line,
        "handles": b"socket\n" * (n // 4),
        "handles with names": b"".join(b"s_%d = socket\n" % i for i in range(n // 4)),
        "handles that are closed": b"socket; close\n" * (n // 8),
        "handles in a line": b"socket;" * (n // 4),
        "numbers that are learned": b"".join(b"socket(AF_INET, SOCK_STREAM, 0) = %d\n" % i for i in range(3, n // 8)),
        "calls": socket + b'send(s, "abc", 3, 0) = 3\n' * (n // 4),
        "buffers": socket + b"recvmsg(s, {msg_iov=[" + b'{iov_base="a", iov_len=1}, ' * (n // 8) + b"]}, 0)\n",
        "hex": socket + b'send s --hex "' + b"00 " * n + b'"\n',
        "a command of the system": b"! " + b"$a " * n + line,
        "equals signs": b"x" + b"=x" * n * 2 + line,
        "a result": b"socket() = " + b"(" * n + line,
        "changes": b"poll([1" + b" => 1" * n + b"], 1, 1)\n",
    }


def cost(text):
    """The processor time of checking it, in seconds."""
    with tempfile.TemporaryFile() as file:
        file.write(text)
        file.seek(0)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([SOCKSH, "-n"], stdin=file, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       env=driving.environment("/nonexistent"), timeout=driving.DEADLINE, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class Linear(unittest.TestCase):
    def test_reading(self):
        nothing = max(cost(b"") for _ in range(3))
        few, many = inputs(FEW), inputs(MANY)
        for what, text in many.items():
            with self.subTest(what):
                # What is linear costs four times as much, what is quadratic sixteen times.
                self.assertLess(cost(text), 10 * cost(few[what]) + 20 * nothing)


if __name__ == "__main__":
    main()
