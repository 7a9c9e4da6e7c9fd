"""The examples of the documents: reading them, running them at a prompt, and what may differ."""
import glob
import os
import re
import shutil
import socket

import driving

# How the format of a lesson is marked; see man/lessons/FORMAT.
MARKS = {"#": "title", "?": "question", "!": "need", ">": "statement", "~": "hint", "C": "c",
         "P": "python", "*": "try", "=": "answer"}
BELOW_OUTPUT = re.compile(r"[>~CP*=] ")
BELOW_TEXT = re.compile(r"[>~*] ")


class Example:
    """A statement, and what is printed when it is typed."""

    def __init__(self, statement):
        self.statement = statement
        self.typed = None       # the same in several lines, where a page is too narrow
        self.output = ""
        self.hint = None


class Lesson:
    """A file of man/lessons: `parts` in their order as (kind, text), `examples` of them."""

    def __init__(self, path):
        self.path = path
        self.name = os.path.basename(path)
        self.number = int(self.name.split("-")[0])
        with open(path, encoding="ascii") as file:
            self.lines = file.read().split("\n")
        self.parts = list(self.read())
        self.examples = []
        together = []       # examples below each other, which have a hint in common
        for kind, text in self.parts:
            if kind == "text":
                together = []
            elif kind == "statement":
                self.examples.append(Example(text))
                together.append(self.examples[-1])
            elif kind == "output":
                self.examples[-1].output = text + "\n"
            elif kind == "hint":
                for example in together:
                    example.hint = example.hint or text

    def read(self):
        lines, at, before = self.lines, 0, None
        while at < len(lines):
            line, first = lines[at], at
            at += 1
            if not line:
                before = None
                continue
            if before == "statement" and not BELOW_OUTPUT.match(line):
                kind = "output"
                goes_on = lambda text: not BELOW_OUTPUT.match(text)
            elif line[1:2] == " " and line[0] in MARKS:
                kind = MARKS[line[0]]
                goes_on = lambda text: kind not in ("statement", "c", "python") and text[:2] == "  "
            else:
                kind = "text"
                goes_on = lambda text: not BELOW_TEXT.match(text)
            while at < len(lines) and lines[at] and goes_on(lines[at]):
                at += 1
            text = "\n".join(lines[first:at])
            yield kind, text if kind in ("output", "text") else text[2:]
            before = kind

    def all(self, kind):
        return [text for of, text in self.parts if of == kind]


def lessons():
    return [Lesson(path) for path in sorted(glob.glob(
        os.path.join(driving.SOURCE, "man", "lessons", "*.lesson")))]


def has_ipv6():
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
        return True
    except OSError:
        return False


def place_for(lesson):
    """
    What a lesson is run in: the command before the shell, or a text that says what is missing.
    Where it can be, it is a network of its own: what others have left there (a port in TIME_WAIT)
    is in nobody's way then.
    """
    wrapper = driving.in_namespace()
    for need in lesson.all("need"):
        if need == "ipv6":
            if not has_ipv6():
                return "no IPv6 here"
        elif not shutil.which(need):
            return "no %s here" % need
    return wrapper or []


# What the kernel chooses. The name of a group is what a value is remembered by.
CHOSEN = re.compile(
    r"(?P<anything>\[\.\.\.\])"
    r"|(?P<port>(?:(?<=htons\()|(?<=127\.0\.0\.1:)|(?<=0\.0\.0\.0:)|(?<=\]:))[1-9]\d{3,4})(?!\d)"
    r"|(?P<owner>(?<=[pug]id=)\d+)"
    r"|(?P<autobind>(?<=@\")[0-9a-f]{5}(?=\")|(?<= @)[0-9a-f]{5}(?= ))"
    r"|(?P<time>(?<=# )\d+\.\d{6}(?= s\b))")


class Match:
    """Holds what comes against the page. A port stands for another one, the same everywhere."""

    PATTERNS = {"anything": r"(?s:.*?)", "owner": r"\d+", "autobind": r"[0-9a-f]{5}",
                "time": r"\d+\.\d{6}"}

    def __init__(self):
        self.ports = {}

    def pattern(self, page, fixed):
        """A page's text as a regular expression; the numbers in `fixed` are not the kernel's."""
        at, pattern, groups = 0, "", {}
        for found in CHOSEN.finditer(page):
            kind, text = found.lastgroup, found.group()
            pattern += re.escape(page[at:found.start()])
            at = found.end()
            if kind != "port":
                pattern += self.PATTERNS[kind]
            elif text in fixed:
                pattern += text
            elif text in self.ports:
                pattern += self.ports[text]
            elif text in groups:
                pattern += "(?P=%s)" % groups[text]
            else:
                groups[text] = "port" + text
                pattern += r"(?P<port%s>[1-9]\d*)" % text
        return pattern + re.escape(page[at:]), groups

    def holds(self, statement, page, output):
        """Is this output what the page says comes of the statement?"""
        pattern, groups = self.pattern(page, set(re.findall(r"\d+", statement)))
        match = re.fullmatch(pattern, output)
        if not match:
            return False
        for text, group in groups.items():
            if match.group(group) in self.ports.values():
                return False
            self.ports[text] = match.group(group)
        return True


def at_prompt(shell, statement):
    """What a person sees below the statement."""
    output = shell.do(statement)
    return re.sub(r"\n?> $", lambda end: "\n" if end.group()[0] == "\n" else "",
                  re.sub(r"^(> |\. )+", "", output))


def start(home, wrapper=()):
    """A shell at a terminal; where files are made without a folder, it is in `home`."""
    cwd = home if os.path.isdir(home) else None
    shell = driving.Shell("--plain", home=home, terminal=True, wrapper=wrapper, cwd=cwd)
    shell.expect(r"# socksh [0-9.]+: .*\r\n")
    return shell


def transcript(text):
    """The examples of a text in which what is typed stands behind `> `."""
    parts = re.split(r"^> (.*)\n?", text, flags=re.M)
    for statement, output in zip(parts[1::2], parts[2::2]):
        example = Example(statement)
        example.output = output
        yield example


def failures(shell, examples):
    """Types all of the examples; what differs, as texts."""
    match = Match()
    for example in examples:
        output = at_prompt(shell, example.typed or example.statement)
        if not match.holds(example.statement, example.output, output):
            yield "> %s\n  the page says:\n%s  it prints:\n%s" % (
                example.statement, example.output, output)
