#!/usr/bin/env python3
"""Drives the real program as a server: tests/server.

usage: server_tests.py MANUMIT [--only WORD] [--update-golden]

Runs on SQLite and, where MANUMIT_TEST_PG holds the url of a cluster in which databases may be made, on PostgreSQL too.
--only runs the tests whose name holds WORD. --update-golden writes tests/golden anew from what the program says.
MANUMIT_SOAK multiplies the counts of the long ones.
"""

import argparse
import os
import sys
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def tests_in(suite):
    for item in suite:
        if isinstance(item, unittest.TestSuite):
            yield from tests_in(item)
        else:
            yield item


class Counted(unittest.TextTestResult):
    passed = 0

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("manumit")
    parser.add_argument("--only", default="")
    parser.add_argument("--update-golden", action="store_true")
    options = parser.parse_args()
    os.environ["MANUMIT"] = os.path.abspath(options.manumit)
    if options.update_golden:
        os.environ["MANUMIT_UPDATE_GOLDEN"] = "1"
    folder = os.path.join(ROOT, "tests", "server")
    found = list(tests_in(unittest.defaultTestLoader.discover(folder, pattern="*_test.py", top_level_dir=folder)))
    chosen = unittest.TestSuite(test for test in found if options.only in test.id())
    result = unittest.TextTestRunner(verbosity=2, resultclass=Counted).run(chosen)
    failed, skipped = len(result.failures) + len(result.errors), len(result.skipped)
    print(f"server tests: {result.passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or result.passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
