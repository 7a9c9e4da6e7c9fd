#!/usr/bin/env python3
"""How much of the source the unit tests alone run: its lines, by room and in total.

    tests/coverage.py [--files] [--missing FILE] [BUILD]

BUILD is a folder of a build with -DSOCKSH_COVERAGE=ON, in which the units have been run; without it
build/coverage is built and its units are run first. --files prints every file too, --missing the lines
of FILE that no unit has run. The counts are gcov's. A unit that fails ends it with status 1, less than
the TOTAL below with status 1 too.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys

TOTAL = 85
SOURCE = pathlib.Path(__file__).resolve().parent.parent
# The roof is not a folder of its own.
ROOF = ('shell', 'top (shell, main)')


def build(folder):
    """The units, built for gcov and run once, from counts of zero."""
    quiet = {'stdout': subprocess.DEVNULL}
    subprocess.run(['cmake', '-S', SOURCE, '-B', folder, '-DSOCKSH_COVERAGE=ON'], check=True, **quiet)
    for counts in folder.rglob('*.gcda'):
        counts.unlink()
    subprocess.run(['cmake', '--build', folder, '--target', 'units', '-j', str(os.cpu_count())],
                   check=True, **quiet)
    ran = subprocess.run(['ctest', '-L', 'unit', '-j', str(os.cpu_count()), '--output-on-failure'],
                         cwd=folder, stdout=subprocess.PIPE, text=True, check=False)
    if ran.returncode:
        sys.exit(ran.stdout)


def compiler(folder):
    """The CC of the build, as CMake's cache has it."""
    cache = (folder / 'CMakeCache.txt').read_text()
    return re.search(r'^CMAKE_C_COMPILER:\w+=(.*)$', cache, re.M)[1]


def gcov(folder):
    """The gcov that reads what the build's compiler writes."""
    version = subprocess.run([compiler(folder), '-dumpversion'], stdout=subprocess.PIPE, text=True,
                             check=True).stdout
    major = version.strip().split('.')[0]
    for name in f'gcov-{major}', 'gcov':
        try:
            subprocess.run([name, '--version'], stdout=subprocess.DEVNULL, check=True)
            return name
        except (OSError, subprocess.CalledProcessError):
            pass
    sys.exit('coverage: gcov is missing')


def read_counts(folder):
    """{source file: {line: how often it was run}} of shell/ and commands/."""
    counts = collections.defaultdict(dict)
    notes = sorted(note for note in folder.rglob('*.gcno') if 'tests' not in note.relative_to(folder).parts)
    if not notes:
        sys.exit(f'coverage: {folder} is not built with SOCKSH_COVERAGE=ON')
    answer = subprocess.run([gcov(folder), '--json-format', '--stdout', *notes], cwd=folder,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True)
    for document in answer.stdout.splitlines():
        for file in json.loads(document)['files']:
            path = pathlib.Path(os.path.normpath(folder / file['file']))
            if not path.is_relative_to(SOURCE):
                continue
            path = path.relative_to(SOURCE)
            if path.parts[0] not in ('shell', 'commands') or not (SOURCE / path).exists():
                continue
            lines = counts[path]
            for line in file['lines']:
                lines[line['line_number']] = lines.get(line['line_number'], 0) + line['count']
    return counts


def room_of(path):
    """`shell/base/arena.c` is in `base`, `commands/own/set.c` in `commands/own`."""
    folder = path.parent.as_posix()
    return ROOF[1] if folder == ROOF[0] else folder.removeprefix('shell/')


def floor_order():
    """The rooms as CMakeLists.txt names them, from the ground up."""
    text = (SOURCE / 'CMakeLists.txt').read_text()
    rooms = re.search(r'^set\(rooms (.*)\)$', text, re.M)[1].split()
    return [*rooms, 'commands', 'commands/own', ROOF[1]]


def row(name, ran, lines):
    print(f'{name:36} {ran:6} of {lines:6}  {100 * ran / lines if lines else 100:5.1f} %')


def report(counts, with_files):
    """Prints the table; how many per cent of all lines were run."""
    rooms = collections.defaultdict(list)
    for path, lines in sorted(counts.items()):
        rooms[room_of(path)].append((path, sum(count > 0 for count in lines.values()), len(lines)))
    order = floor_order()
    total_ran = total = 0
    for room in sorted(rooms, key=lambda name: order.index(name) if name in order else len(order)):
        ran, lines = (sum(file[i] for file in rooms[room]) for i in (1, 2))
        row(room, ran, lines)
        if with_files:
            for path, *numbers in rooms[room]:
                row('    ' + path.name, *numbers)
        total_ran += ran
        total += lines
    row('in total', total_ran, total)
    return 100 * total_ran / total


def print_missing(counts, name):
    for path, lines in counts.items():
        if path.as_posix().endswith(name):
            text = (SOURCE / path).read_text().splitlines()
            for number, count in sorted(lines.items()):
                if not count:
                    print(f'{path}:{number}: {text[number - 1]}')


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--files', action='store_true', help='every file, too')
    parser.add_argument('--missing', metavar='FILE', help='the lines of FILE that no unit has run')
    parser.add_argument('build', nargs='?', help='a build whose units have been run')
    options = parser.parse_args()
    folder = pathlib.Path(options.build or SOURCE / 'build/coverage').resolve()
    if not options.build:
        build(folder)
    counts = read_counts(folder)
    if options.missing:
        print_missing(counts, options.missing)
        return 0
    return 0 if report(counts, options.files) >= TOTAL else 1


if __name__ == '__main__':
    sys.exit(main())
