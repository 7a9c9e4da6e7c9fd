"""Going through lessons: what the tests of the tutorial share."""
import shutil
import tempfile
import unittest

import examples


def awaits(statement):
    """How the shell says what is to be typed."""
    return "#     > %s\n" % statement


class Tutorial(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="socksh-tutorial.")
        self.addCleanup(shutil.rmtree, self.home, ignore_errors=True)
        self.state = self.home + "/state/socksh/tutorial"

    def start(self, wrapper=()):
        shell = examples.start(self.home, wrapper)
        self.addCleanup(shell.kill)
        return shell

    def says(self, shell, statement, *parts):
        output = examples.at_prompt(shell, statement)
        for part in parts:
            self.assertIn(part, output, "> %s" % statement)
        return output

    def goes_on(self, shell, lesson, at, output):
        """The step was done: now the next one is awaited, or the lesson is over."""
        if at + 1 < len(lesson.examples):
            self.assertIn(awaits(lesson.examples[at + 1].statement), output)
        else:
            self.assertIn("# Things to try:\n", output)
            self.assertIn("# This is the end of lesson %d." % lesson.number, output)

    def place(self, lesson):
        wrapper = examples.place_for(lesson)
        if isinstance(wrapper, str):
            self.skipTest("%s: %s" % (lesson.name, wrapper))
        return wrapper

    def helps(self, example, output):
        """It says what is to be typed: all of it, or the part that was wrong."""
        if "# good; still to be done:\n" in output:
            self.assertIn(output.split("#     > ")[1].strip(), example.statement)
            return
        self.assertIn(awaits(example.statement), output)
        if example.hint and example.statement in example.hint:
            self.assertIn(" ".join(example.hint.split()),
                          " ".join(output.replace("\n# ", " ").split()))
