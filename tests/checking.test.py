#!/usr/bin/env python3
"""A script that is only checked (-n) takes no more memory however long it is."""
import re
import subprocess
import threading
import unittest

from driving import SANITIZED, SOCKSH, environment, main

FEW, MANY = 1000, 25000     # times each; some are several statements

SCRIPTS = {
    "handles": "s = socket\nclose s\n",
    "names of their own": "socket; close\n",
    "pairs": "c, d = socketpair; close c; close d\n",
    "closed in another order": "c = socket; d = socket; e = socket; close d; close c; d = socket; close e; close d\n",
    "data": "send a x\n",
    "messages": "recvmsg b\n",
    "options": "s = socket; setsockopt s rcvbuf 4096; getsockopt s tcp.info; close s\n",
    "pidfds": "p = getsockopt a peerpidfd; close p; getsockopt a peerpidfd; close pidfd%d\n",
    "a log": "accept(3, NULL, NULL) = 4\nsetsockopt(4, SOL_SOCKET, SO_RCVBUF, [4096], 4) = 0\nclose(4) = 0\n",
    "ports": "connect(3, {sa_family=AF_INET, sin_port=htons(%d), sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0\n",
    "ids": "sendmsg(3, {msg_control=[{cmsg_len=28, cmsg_level=SOL_SOCKET, cmsg_type=SCM_CREDENTIALS, "
           "cmsg_data={pid=%d, uid=0, gid=0}}], msg_controllen=32}, 0) = 1\n",
    "comments": "# nothing\n",
}

BEFORE = "socket(AF_INET, SOCK_STREAM, 0) = 3\na, b = socketpair\n"
LAST = "the end\n"


def write(file, text):
    try:
        file.write(text)
        file.flush()
    except BrokenPipeError:     # it has been killed
        pass


def peak(statements, times):
    """
    The most that was ever resident, in kB, when all is checked and the shell waits for more; without the
    pages of files, of which the system keeps as many as it likes.
    """
    shell = subprocess.Popen([SOCKSH, "-n"], env=environment("/nonexistent"), stdin=subprocess.PIPE,
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    script = "".join(statements % (i + 1) if "%d" in statements else statements for i in range(times))
    with shell, shell.stdin:
        writer = threading.Thread(target=write, args=(shell.stdin, BEFORE + script + LAST))
        writer.start()
        told = shell.stderr.readline()
        with open("/proc/%d/status" % shell.pid, encoding="ascii") as status:
            figures = dict(re.findall(r"^(VmHWM|RssFile):\s+(\d+) kB$", status.read(), re.M))
        shell.kill()
        writer.join()
    return int(figures["VmHWM"]) - int(figures["RssFile"]), told


@unittest.skipIf(SANITIZED, "a sanitizer's memory is not the shell's")
class Memory(unittest.TestCase):
    def test_is_the_same_however_long_the_script(self):
        for name, statements in SCRIPTS.items():
            with self.subTest(name):
                few, _ = peak(statements, FEW)
                many, told = peak(statements, MANY)
                self.assertRegex(told, r"^<stdin>:\d+: the: ")     # the one mistake
                self.assertLess(many, few + 256)


if __name__ == "__main__":
    main()
