#!/usr/bin/env python3
"""Every lesson, gone through: rightly, with mistakes, by other names, with a break."""
import os
import re
import shutil

import driving
import examples
from walking import Tutorial, awaits

COMMAND = re.compile(r"^((?:\w+(?:, *\w+)? = )?"
                     r"(?:try |time |expect \S+ |timeout \S+ |repeat \S+ )*)(\w+)")


class Walks(Tutorial):
    """Every lesson."""

    def go_rightly(self, lesson):
        shell = self.start(self.place(lesson))
        output = self.says(shell, "tutorial %d" % lesson.number,
                           "# Lesson %d: " % lesson.number, awaits(lesson.examples[0].statement))
        for at, example in enumerate(lesson.examples):
            output = examples.at_prompt(shell, example.statement)
            self.goes_on(shell, lesson, at, output)
            self.assertNotIn("what the lesson calls", output)
        self.says(shell, "tutorial answers", "#   1. ", "#   2. ", "#   3. ")
        self.says(shell, "tutorial", " (done)\n")

    def go_with_mistakes(self, lesson):
        shell = self.start(self.place(lesson))
        self.says(shell, "tutorial %d" % lesson.number, awaits(lesson.examples[0].statement))
        for at, example in enumerate(lesson.examples):
            wrong = COMMAND.sub(r"\1\2x", example.statement)
            if wrong != example.statement:
                output = examples.at_prompt(shell, wrong)
                self.helps(example, output)
                self.assertNotIn("# Things to try:", output)
            free = examples.at_prompt(
                shell, "use" if example.statement == "sockets" else "sockets")
            self.assertNotIn("the lesson", free)
            self.says(shell, "tutorial again", awaits(example.statement))
            if at == len(lesson.examples) // 2:
                self.says(shell, "tutorial stop", '"tutorial %d" comes back' % lesson.number)
                self.assertNotIn("the lesson", examples.at_prompt(shell, "use nobody"))
                self.says(shell, "tutorial %d" % lesson.number, awaits(example.statement))
            self.goes_on(shell, lesson, at, examples.at_prompt(shell, example.statement))

    def go_by_other_names(self, lesson):
        """Every handle has a name of the learner's own; what the lesson shows is what is typed."""
        shell = self.start(self.place(lesson))
        output = self.says(shell, "tutorial %d" % lesson.number)
        while "# This is the end of lesson" not in output:
            shown = re.findall(r"^#     > (.*)$", output, re.M)
            self.assertTrue(shown, output)
            typed = re.sub(r"^(\w+), (\w+) = ", r"my_\1, my_\2 = ", shown[-1])
            typed = re.sub(r"(^|; )(?!my_)(\w+) = ", r"\1my_\2 = ", typed)
            typed = re.sub(r"; connect (\w+) ", r"; connect my_\1 ", typed)
            output = examples.at_prompt(shell, typed)
            for mistake in "the lesson waits for", "still to be done", "bring it back", "than in the lesson":
                self.assertNotIn(mistake, output, typed)

    def go_with_a_break(self, lesson):
        """Left at every thirteenth step, and gone on with in another process."""
        place = self.place(lesson)
        for left in range(2 + lesson.number % 7, len(lesson.examples), 13):
            shutil.rmtree(os.path.dirname(self.state), ignore_errors=True)
            shell = self.start(place)
            output = self.says(shell, "tutorial %d" % lesson.number)
            for example in lesson.examples[:left]:
                output = examples.at_prompt(shell, example.statement)
            shell.kill()
            shell = self.start(place)
            output = self.says(shell, "tutorial %d" % lesson.number, "Done so far: %d of" % left)
            if "bring it back:" in output:
                for statement in re.findall(r"^#     > (.*)$", output, re.M):
                    output = examples.at_prompt(shell, statement)
                    self.assertNotIn("lesson waits", output, statement)
                self.assertIn("All of it is back", output)
            for at in range(left, min(left + 2, len(lesson.examples))):
                self.assertIn(awaits(lesson.examples[at].statement), output)
                output = examples.at_prompt(shell, lesson.examples[at].statement)
                self.assertNotIn("lesson waits", output)
                self.assertNotIn("than in the lesson", output)
            shell.kill()


def add_test(lesson, name, function):
    setattr(Walks, "test_" + name, lambda self: function(self, lesson))


for each in examples.lessons():
    stem = os.path.splitext(each.name)[0].replace("-", "_")
    add_test(each, stem + "_rightly", Walks.go_rightly)
    add_test(each, stem + "_with_mistakes", Walks.go_with_mistakes)
    add_test(each, stem + "_by_other_names", Walks.go_by_other_names)
    add_test(each, stem + "_with_a_break", Walks.go_with_a_break)

if __name__ == "__main__":
    driving.main()
