#!/usr/bin/env python3
"""The command `tutorial`: its words, and what learners do."""
import fcntl
import os
import re
import stat
import termios

import driving
import examples
from walking import Tutorial, awaits


class Words(Tutorial):
    """Moving through a lesson; all of it on the first one."""

    def setUp(self):
        super().setUp()
        self.lesson = examples.lessons()[0]
        self.steps = [example.statement for example in self.lesson.examples]
        self.begin = "tutorial %d" % self.lesson.number

    def test_list(self):
        output = self.says(self.start(), "tutorial")
        for lesson in examples.lessons():
            self.assertIn("# %2d  " % lesson.number, output)
            self.assertIn(lesson.all("title")[0].split()[0], output)

    def test_next_back_again(self):
        shell = self.start()
        self.says(shell, self.begin, awaits(self.steps[0]))
        self.says(shell, "tutorial next", "# Skipped.", awaits(self.steps[1]))
        self.says(shell, "tutorial back", awaits(self.steps[0]))
        self.says(shell, "tutorial back", awaits(self.steps[0]))
        self.says(shell, "tutorial again", awaits(self.steps[0]))
        for step in self.steps[1:]:
            self.says(shell, "tutorial next", awaits(step))
        self.says(shell, "tutorial next", "# This is the end of lesson")
        self.says(shell, "tutorial next", "# This is the end of lesson")
        self.says(shell, "tutorial back", awaits(self.steps[-1]))

    def test_words_that_are_none(self):
        shell = self.start()
        self.says(shell, "tutorial again", "no lesson was begun")
        self.says(shell, "tutorial nxt", 'did you mean "next"?')
        self.says(shell, "tutorial 4711", 'no lesson "4711"')
        self.says(shell, "tutorial 1 2", 'surplus word "2"')
        self.assertFalse(os.path.exists(self.state))

    def test_restart(self):
        shell = self.start()
        self.says(shell, self.begin)
        self.says(shell, self.steps[0], awaits(self.steps[1]))
        self.says(shell, "tutorial restart", "Type first:", awaits("close s1"), awaits(self.steps[0]))
        self.says(shell, "close s1")
        self.says(shell, self.steps[0], awaits(self.steps[1]))

    def test_comes_back_in_another_session(self):
        shell = self.start()
        self.says(shell, self.begin)
        for step in self.steps[:2]:
            self.says(shell, step)
        shell.kill()
        self.assertEqual(stat.S_IMODE(os.stat(self.state).st_mode), 0o600)
        self.assertEqual(os.listdir(os.path.dirname(self.state)), ["tutorial"])
        shell = self.start()
        output = self.says(shell, self.begin, "# Back in lesson", "These lines bring it back:")
        self.assertTrue(output.endswith("".join(map(awaits, self.steps[:2]))), output)
        self.says(shell, self.steps[1], "the lesson waits for:", awaits(self.steps[0]))
        self.says(shell, "close d")
        self.assertNotIn("lesson", self.says(shell, self.steps[0]))
        self.says(shell, "tutorial again", awaits(self.steps[1]))
        self.says(shell, self.steps[1], "All of it is back.", awaits(self.steps[2]))
        self.says(shell, self.steps[2], awaits(self.steps[3]))

    def test_whatever_stands_in_the_file(self):
        os.makedirs(os.path.dirname(self.state))
        for text in (b"", b"\n\n \n", b"socket", b"socket \n", b"socket 99999999999999999999999\n",
                     b"socket -1 done\n", b"\0\xff 3\n", b"nothing 3\n" * 10000, b"socket 1 done"):
            with self.subTest(text[:20]):
                with open(self.state, "wb") as file:
                    file.write(text)
                shell = self.start()
                self.says(shell, "tutorial", '"tutorial NUMBER" begins a lesson')
                self.says(shell, self.begin, "#     > ")
                shell.kill()

    def test_what_stands_there_is_left_alone(self):
        """Nobody's file is written through a link, and nothing waits for the other end of a FIFO."""
        os.makedirs(os.path.dirname(self.state))
        other = os.path.join(os.path.dirname(self.state), "other")
        for reason, make in (("is a symbolic link", lambda: os.symlink(other, self.state)),
                             ("is no regular file", lambda: os.mkfifo(self.state))):
            with self.subTest(reason):
                make()
                before = os.lstat(self.state)
                shell = self.start()
                self.says(shell, self.begin)
                self.says(shell, self.steps[0], awaits(self.steps[1]))
                self.says(shell, self.steps[1])
                shell.kill()
                said = shell.seen.decode("latin-1")
                # Whether it is a prompt or not, the lesson goes on; a person is told, once.
                self.assertEqual(said.count("# how far you are is not kept: "), said.count(reason))
                self.assertLessEqual(said.count(reason), 1)
                after = os.lstat(self.state)
                self.assertEqual((after.st_mode, after.st_ino), (before.st_mode, before.st_ino))
                self.assertFalse(os.path.exists(other))
                os.unlink(self.state)

    def test_no_home(self):
        shell = examples.start("/proc/nowhere")
        self.addCleanup(shell.kill)
        self.says(shell, self.begin)
        self.says(shell, self.steps[0], awaits(self.steps[1]))

    def test_names_of_ones_own(self):
        shell = self.start()
        self.says(shell, "mine = socket inet stream; other = socket")
        self.says(shell, self.begin, "# Handles are open already (2)")
        self.says(shell, "third = socket inet stream", "what the lesson calls s1 is third here",
                  awaits(self.steps[1]))
        self.says(shell, "s1 = socket inet dgram", "what the lesson calls d is s1 here",
                  awaits(self.steps[2]))
        # From now on the lesson speaks of these names.
        self.says(shell, self.steps[2], awaits("getsockopt third protocol"))
        self.says(shell, "getsockopt s1 protocol", '"s1" was typed where the lesson has "third"')
        self.says(shell, "getsockopt third protocol", awaits("sockets"))

    def at_step(self, number, statement):
        """A shell in that lesson, all steps done before this one."""
        lesson = [each for each in examples.lessons() if each.number == number][0]
        shell = self.start(self.place(lesson))
        self.says(shell, "tutorial %d" % number)
        for example in lesson.examples:
            if example.statement == statement:
                return shell
            self.says(shell, example.statement)
        self.fail("no step " + statement)

    def test_a_tab_is_a_blank(self):
        shell = self.at_step(7, "constants ECONNREFUSED")
        self.says(shell, "constants\tECONNREFUSED", awaits("getsockopt m error"))

    def test_a_name_is_not_taken_from_an_open_handle(self):
        shell = self.start()
        self.says(shell, self.begin)
        self.says(shell, self.steps[0])
        output = self.says(shell, "d = socket inet", 'the word "dgram" is missing',
                           awaits("close d") + awaits(self.steps[1]))
        self.assertNotIn("what the lesson calls", output)
        self.assertNotIn("lesson", self.says(shell, "close d"))
        self.says(shell, self.steps[1], awaits(self.steps[2]))

    def test_what_is_made_once_more(self):
        """What was closed by mistake is made anew, with another name."""
        shell = self.at_step(4, "listen srv 5")
        self.says(shell, "close srv", "the lesson still needs srv, which is closed now")
        self.says(shell, "server = socket inet stream", "what the lesson calls srv is server here")
        self.assertNotIn("lesson", self.says(shell, "bind server"))
        self.says(shell, "listen server", "listen server 5", 'the word "5" is missing')
        self.says(shell, "listen", "listen server 5", 'the word "5" is missing')
        self.says(shell, "listen server 5", awaits("c = socket inet stream"))
        self.says(shell, "client = socket inet stream", awaits("getsockname client"))
        self.says(shell, "getsockname client", awaits("connect client server"))
        self.says(shell, "connect client srv", '"srv" was typed where the lesson has "server"',
                  awaits("connect client server"))
        self.says(shell, "connect client server", awaits("getsockname client"))

    def test_closing_by_a_name_of_ones_own(self):
        shell = self.start()
        self.says(shell, self.begin)
        self.says(shell, "sock = socket inet stream", awaits(self.steps[1]))
        for step in self.steps[1:3]:
            self.says(shell, step)
        self.says(shell, "getsockopt sock protocol", awaits("sockets"))
        self.says(shell, "sockets", awaits("close sock"))
        self.says(shell, "close sock", awaits("t = socket inet stream"))

    def test_what_comes_in_a_message_by_another_name(self):
        shell = self.at_step(16, "got = recvmsg q")
        self.says(shell, "mine = recvmsg q", "what the lesson calls got is mine here", awaits("getsockname u"))
        self.says(shell, "getsockname u", awaits("getsockname mine"))

    def test_a_name_of_the_lesson_that_is_taken(self):
        """The lesson makes `a` later; here it is the server."""
        shell = self.start()
        self.says(shell, "tutorial 4")
        for line in "a = socket", "bind", "getsockname a", "listen 5", "c = socket", "getsockname c", \
                "connect c a", "getsockname c":
            output = self.says(shell, line)
        self.assertIn(awaits("a2 = accept a"), output)
        self.says(shell, "a2 = accept a", awaits("getpeername c"))
        self.says(shell, "getpeername c", awaits("getsockname a2"))

    def test_a_handle_that_is_closed_too_early(self):
        shell = self.at_step(4, "getsockname a")
        self.says(shell, "close a")
        output = self.says(shell, "getsockname a", "These lines bring it back:")
        self.assertTrue(output.startswith('getsockname: the handle "a" is closed'), output)
        self.assertIn(awaits("close srv; close c") + awaits("srv = socket inet stream"), output)
        self.says(shell, "close srv; close c")
        for line in "srv = socket", "bind srv", "listen srv 5", "c = socket", "connect c srv":
            self.assertNotIn("lesson", self.says(shell, line))
        self.says(shell, "close srv")       # and once more
        output = self.says(shell, "a = accept srv", "These lines bring it back:")
        self.assertIn(awaits("close c") + awaits("srv = socket inet stream"), output)

    def test_bringing_back_no_more_than_is_needed(self):
        """Whoever knows what is needed may leave out the rest."""
        shell = self.at_step(4, "getpeername c")
        self.says(shell, "close a", "the lesson still needs a, which is closed now")
        self.says(shell, "getpeername c", awaits("getsockname a"))
        self.says(shell, "getsockname a", "These lines bring it back:")
        self.assertNotIn("lesson", self.says(shell, "close c; c = socket; connect c srv"))
        self.says(shell, "a = accept srv", "All of it is back", awaits("getsockname a"))
        shell = self.at_step(5, "connect d srv")
        self.says(shell, "close srv", "the lesson still needs srv")
        self.says(shell, "connect d srv", "These lines bring it back:")
        self.says(shell, "server = socket", "what the lesson calls srv is server here")
        self.says(shell, "bind server")
        self.says(shell, "listen server", 'the word "5" is missing', awaits("listen server 5"))
        self.says(shell, "connect d server", awaits("b = accept server"))

    def test_names_in_the_text(self):
        shell = self.at_step(9, "c = socket inet stream")
        self.says(shell, "client = socket", "what the lesson calls c is client here")
        for line in "connect client srv", "a = accept srv", 'send client "question\\n"':
            self.says(shell, line)
        output = self.says(shell, "shutdown client wr; recv a; recv a")
        for line in 'send a "answer\\n"', "recv client":
            output = self.says(shell, line)
        output = self.says(shell, 'try send client "one more thing"')
        self.says(shell, "getpeername client")
        output = self.says(shell, "close client; close a")
        self.assertIn("(`c` in this text is client here)", output)

    def test_made_once_more_by_its_own_name(self):
        shell = self.at_step(4, "c = socket inet stream")
        self.says(shell, "close srv")
        self.assertNotIn("lesson", self.says(shell, "srv = socket"))

    def test_an_expectation_that_fails_is_not_the_step(self):
        shell = self.at_step(19, 'expect "hello" recv b')
        self.says(shell, 'expect "hallo" recv b', awaits('expect "hello" recv b'))

    def test_bringing_back_what_is_no_call(self):
        shell = self.at_step(16, "listen srv 5")
        shell.kill()
        shell = self.start(self.place(examples.lessons()[15]))
        lines = ["! rm -f ./socksh-16", "srv = socket unix stream", "bind srv ./socksh-16"]
        output = self.says(shell, "tutorial 16", "".join(map(awaits, lines)))
        for line in lines + ["! ls -F ./socksh-16"]:
            output = self.says(shell, line)
        self.assertIn("All of it is back", output)

    def test_another_outcome_of_a_call_that_was_a_step_before(self):
        shell = self.at_step(9, "shutdown d wr")
        self.says(shell, "tutorial next", awaits("recv a --dontwait"))
        self.says(shell, "recv a --dontwait", "something else came of it")

    def test_a_call_on_the_way_is_not_what_was_asked_for(self):
        shell = self.at_step(4, "getsockname c")
        # It asks c for its address, for the wrong way round.
        self.says(shell, "try connect srv c", "the lesson waits for:", awaits("getsockname c"))
        self.says(shell, "getsockname c", awaits("connect c srv"))

    def test_many_steps_on_one_line(self):
        shell = self.start()
        self.says(shell, self.begin)
        self.says(shell, "; ".join(self.steps[:3]), awaits(self.steps[1]), awaits(self.steps[2]),
                  awaits(self.steps[3]))
        output = self.says(shell, self.steps[3] + "; sockets; close s1", awaits(self.steps[4]),
                           awaits(self.steps[5]), awaits(self.steps[6]))
        self.assertTrue(output.endswith(awaits(self.steps[6])), output)

    def test_a_part_of_a_step(self):
        shell = self.at_step(1, "close t; close d; close u")
        self.says(shell, "close d", "still to be done:", awaits("close t") + awaits("close u"))
        self.says(shell, "close t; close u", "# This is the end of lesson")

    def test_what_is_closed_already(self):
        shell = self.at_step(1, "socket unix stream 6")
        self.says(shell, "close t; close d; close u")
        self.says(shell, "socket unix stream 6", awaits("close t; close d; close u"),
                  "# This is the end of lesson")

    def test_what_is_left_open(self):
        shell = self.at_step(1, "close t; close d; close u")
        self.says(shell, "tutorial next", "# Still open: d, u, t.")
        self.says(shell, "tutorial 2", "Type first:")

    def test_the_acting_handle_left_out(self):
        shell = self.at_step(2, "connect d 127.0.0.1:8080")
        self.says(shell, "connect 127.0.0.1:80",
                  '"127.0.0.1:80" was typed where the lesson has "127.0.0.1:8080"')
        self.says(shell, "connect 127.0.0.1:8080", awaits("getpeername d"))

    def test_a_backslash_without_quotes(self):
        shell = self.at_step(4, 'send c "hello\\n"')
        output = self.says(shell, "send c hello\\n", "without quotes a backslash is a backslash")
        self.assertNotIn("was typed where", output)
        self.assertIn('the word in quotes: "hello\\n"', " ".join(output.replace("#", " ").split()))
        self.says(shell, 'send c "hallo\\n"', '"hallo\\n" was typed where the lesson has "hello\\n"')

    def test_options_in_another_order(self):
        shell = self.start()
        self.says(shell, "tutorial 3")
        self.says(shell, "getaddrinfo --socktype stream --family inet localhost 80",
                  awaits("getaddrinfo --socktype stream ::1 80"))

    def test_means_the_same(self):
        shell = self.start()
        self.says(shell, self.begin)
        self.says(shell, "s1 = socket(AF_INET, SOCK_STREAM, 0)", awaits(self.steps[1]))
        self.says(shell, "d  =  socket 2 2 0", awaits(self.steps[2]))

    def test_help_after_a_mistake(self):
        shell = self.start()
        self.says(shell, self.begin)
        self.says(shell, "socket inet dgram", '"dgram" was typed where the lesson has "stream"',
                  "socket inet stream")
        self.says(shell, "socket unix", '"unix" was typed where the lesson has "inet"')
        self.says(shell, "sokcet inet stream", 'did you mean "socket"',
                  '"sokcet" was typed where the lesson has "socket"')
        self.says(shell, 'socket "', "socket inet stream")
        # Tidying up after it is nobody's mistake.
        self.assertNotIn("lesson", self.says(shell, "close s1"))
        self.assertNotIn("lesson", self.says(shell, "! true"))

    def test_narrow_terminal(self):
        shell = self.start()
        fcntl.ioctl(shell.fd, termios.TIOCSWINSZ, b"\x18\0\x28\0\0\0\0\0")
        output = self.says(shell, self.begin)
        words = [word for kind, text in self.lesson.parts for word in text.split()
                 if kind in ("title", "question")]
        self.assertIn(" ".join(words), re.sub(r"\n?# *", " ", output).replace("  ", " "))
        for line in output.split("\n"):
            self.assertTrue(len(line) <= 40 or "> " in line or line.count(" ") < 3, line)

    def test_long_statements_on_a_narrow_terminal(self):
        """They are broken so that they can be typed as they stand."""
        shell = self.at_step(2, r'connect(d, {sa_family=AF_INET, sa_data="\37\220\177\0\0\1"}, 16)')
        fcntl.ioctl(shell.fd, termios.TIOCSWINSZ, b"\x18\0\x3c\0\0\0\0\0")
        output = self.says(shell, "tutorial again")
        shown = re.search(r"#     > ((?:.* \\\n)+.*)\n$", output).group(1)
        self.assertTrue(all(len(line) <= 60 for line in output.split("\n")), output)
        self.says(shell, re.sub(r"\n#", "\n", shown), "sin_port=htons(8080)",
                  "#     > connect(d, ")

    def test_in_a_script(self):
        for lesson in examples.lessons():
            done = driving.run("-c", "tutorial %d" % lesson.number)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            for line in done.stdout.splitlines():
                self.assertTrue(line.startswith("#"), line)
            for example in lesson.examples:
                self.assertIn(awaits(example.statement), done.stdout)
                for line in example.output.splitlines():
                    self.assertIn("#     %s\n" % line, done.stdout)

    def test_checking(self):
        done = driving.run("-n", "-c", "tutorial; tutorial 1; tutorial next")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        self.assertEqual(driving.run("-n", "-c", "tutorial nowhere").returncode, 2)

    def test_what_is_missing_is_told(self):
        needy = [lesson for lesson in examples.lessons() if "ipv6" in lesson.all("need")]
        if not needy or driving.in_namespace() is None:
            self.skipTest("no lesson needs IPv6, or no network without it can be made here")
        shell = self.start(["unshare", "-rn"])      # lo is down there
        output = self.says(shell, "tutorial %d" % needy[0].number, "need what is not here", "IPv6")
        for example in needy[0].examples:
            self.assertIn(awaits(example.statement), output)
        self.assertIn("# Things to try:", output)
        self.assertNotIn("lesson", self.says(shell, "socket"))


if __name__ == "__main__":
    driving.main()
