#!/usr/bin/env python3
"""
Random sessions: whatever was done, its output, run as a script, does the same again; three times.

    random.test.py [--seed N] [--seconds N] [--sessions N] [--keep FOLDER]

Each session is made from its own seed, which is printed where something is found.
"""
import argparse
import itertools
import os
import subprocess
import sys
import tempfile
import time

import driving
import statements

# In the suite the seeds are always the same, so that nothing but a change makes it fail.
SEED, SESSIONS, STATEMENTS, GENERATIONS, TRIES = 1, 25 if driving.SANITIZED else 100, 40, 3, 3
CRASHES = ("ERROR: AddressSanitizer", "runtime error:", "LeakSanitizer")


class Found(Exception):
    """What, the script that did not do the same again, what it said on standard error, the statements."""


class Runner:
    def __init__(self, folder):
        self.folder = folder
        self.env = driving.environment(folder)
        self.options = statements.options(driving.SOURCE)
        self.count = self.lines = 0
        self.numbers = itertools.count(os.getpid())
        self.tag, self.made = "t0000000", ""

    def run(self, *args):
        """In a folder of its own, where no socket's file is yet."""
        with tempfile.TemporaryDirectory(dir=self.folder) as cwd:
            try:
                done = subprocess.run([driving.SOCKSH, *args], cwd=cwd, env=self.env, stdin=subprocess.DEVNULL,
                                      timeout=driving.DEADLINE, check=False, stdout=subprocess.PIPE,
                                      stderr=subprocess.PIPE, encoding="latin-1", errors="replace")
            except subprocess.TimeoutExpired as late:
                raise Found("does not end", "", (late.stdout or b"").decode("latin-1"), self.made) from late
        if done.returncode not in (0, 1, 2) or any(text in done.stderr for text in CRASHES):
            raise Found("ends with %d" % done.returncode, done.stdout, done.stderr, self.made)
        return done

    def renamed(self, text):
        """
        Abstract names of its own for each run: the kernel frees one late where its socket was on its
        way through another.
        """
        before, self.tag = self.tag, "t%07d" % next(self.numbers)
        return text.replace(before, self.tag)

    def file(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="latin-1", newline="") as file:
            file.write(text)
        return path

    def again(self, said):
        """The same again, for some generations; what differs if it does not."""
        for generation in range(2, GENERATIONS + 1):
            said = self.renamed(said)
            done = self.run(self.file("o%d" % (generation - 1), said))
            if done.returncode or done.stderr:
                return "generation %d, status %d" % (generation, done.returncode), said, done.stderr, self.made
            said = done.stdout
        return None

    def session(self, seed):
        made = statements.Session(seed, self.options, self.tag).statements(STATEMENTS)
        self.count += len(made)
        self.made = "\n".join(made) + "\n"
        # The world may come between; three times in a row it does not.
        for left in reversed(range(TRIES)):
            self.made = self.renamed(self.made)
            said = self.run("-k", self.file("session", self.made)).stdout
            found = self.again(said)
            if not found:
                break
            time.sleep(0.1 if left else 0)
        self.lines += said.count("\n")
        if found:
            raise Found(*found)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=SEED, help="of the first session; the others follow")
    parser.add_argument("--seconds", type=float, help="how long new sessions are begun")
    parser.add_argument("--sessions", type=int, help="how many at most; %d without --seconds" % SESSIONS)
    parser.add_argument("--keep", help="a folder for what was found")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.sessions is None:
        args.sessions = SESSIONS if args.seconds is None else sys.maxsize
    return args


def keep(folder, seed, found):
    os.makedirs(folder, exist_ok=True)
    for kind, text in zip(("what", "script", "errors", "statements"), found.args):
        with open(os.path.join(folder, "%d.%s" % (seed, kind)), "w", encoding="latin-1", errors="replace") as file:
            file.write(text)


def main():
    args = arguments()
    if not os.access(driving.SOCKSH, os.X_OK):
        print("no shell to test: SOCKSH is", driving.SOCKSH)
        sys.exit(77)
    wrapper = driving.in_namespace()
    if wrapper and not args.inside:
        os.execvp(wrapper[0], [*wrapper, sys.executable, os.path.abspath(__file__), "--inside", *sys.argv[1:]])
    begun = time.monotonic()
    findings = sessions = 0
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(folder)
        while sessions < args.sessions and (args.seconds is None or time.monotonic() - begun < args.seconds):
            seed = args.seed + sessions
            sessions += 1
            try:
                runner.session(seed)
            except Found as found:
                findings += 1
                print("seed %d: %s" % (seed, found.args[0]), found.args[2][-1500:], sep="\n")
                if args.keep:
                    keep(args.keep, seed, found)
    print("seeds %d to %d: %d sessions, %d statements, %d lines shown" % (
        args.seed, args.seed + sessions - 1, sessions, runner.count, runner.lines))
    print("%d passed, %d failed" % (sessions - findings, findings))
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
