import importlib
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

from synclint_harness import reached

SOURCE = textwrap.dedent(
    '''\
    """A module."""
    from __future__ import annotations

    def work(kind):
        """What it does."""
        if kind == "a":
            return 1
        elif kind == "b":
            return sum(
                (1,
                 2),
            )
        try:
            return int(kind)
        except ValueError:
            return [
                item
                for item in kind
            ]

    def part(kind, item):
        é = kind and item(1)
        é = item(2) if kind else item(3)
        later = lambda: item(4)
        return [item(5) for _ in kind if kind and item(6)]
    '''
)
LINES = [1, 2, 4, 6, 7, 8, 9, 11, 14, 15, 16, 18]
#: Where `item(1)` and the others stand.
PARTS = [
    ("watched_module.py", number, line.index(f"item({call})") + 1)
    for call in range(1, 7)
    for number, line in enumerate(SOURCE.splitlines(), 1)
    if f"item({call})" in line
]


class ReachedTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        Path(self.folder.name, "watched_module.py").write_text(SOURCE)
        finders, path = list(sys.meta_path), list(sys.path)
        self.addCleanup(lambda: (sys.meta_path.__setitem__(slice(None), finders), sys.path.__setitem__(slice(None), path)))
        sys.path.insert(0, self.folder.name)
        reached.watch(self.folder.name, [*(("watched_module.py", line, 1) for line in LINES), *PARTS])
        sys.modules.pop("watched_module", None)
        self.module = importlib.import_module("watched_module")

    def lines_of(self, kind):
        reached.start()
        self.module.work(kind)
        return [LINES[index] for index in reached.indexes() if index < len(LINES)]

    def test_tells_which_lines_a_call_came_to(self):
        self.assertEqual(self.lines_of("a"), [4, 6, 7])
        self.assertEqual(self.lines_of("b"), [4, 6, 8, 9, 11])
        self.assertEqual(self.lines_of("7"), [4, 6, 8, 14])

    def test_tells_what_a_handler_came_to(self):
        self.assertEqual(self.lines_of("x"), [4, 6, 8, 14, 15, 16, 18])

    def parts_of(self, *arguments):
        reached.start()
        self.module.part(*arguments)
        return [index - len(LINES) + 1 for index in reached.indexes() if index >= len(LINES)]

    def test_tells_which_parts_of_an_expression_were_evaluated(self):
        self.assertEqual(self.parts_of([], bool), [3])
        self.assertEqual(self.parts_of([0], bool), [1, 2, 5, 6])
        self.assertEqual(self.parts_of([0], lambda _: False), [1, 2, 6])

    def test_leaves_docstrings_and_line_numbers_alone(self):
        self.assertEqual(self.module.__doc__, "A module.")
        self.assertEqual(self.module.work.__doc__, "What it does.")
        self.assertEqual(self.module.work.__code__.co_firstlineno, 4)


if __name__ == "__main__":
    unittest.main()
