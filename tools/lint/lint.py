#!/usr/bin/env python3
"""Checks that the tree keeps the rules of STYLE.md.

    tools/lint/lint.py            every check
    tools/lint/lint.py NAME...    these only
    tools/lint/lint.py --all      every check, clang-tidy on every source and not only on what changed
    tools/lint/lint.py --list     the names
    tools/lint/lint.py --ratchet  lowers tools/lint/ratchet.txt to today's sizes

Prints one line a fault and ends with "lint: N passed, N failed". Exit status: 0 where nothing is wrong, else 1.
Only Python's standard library; run from anywhere.
"""

import pathlib
import sys
import time

import compilers
import contrast
import floors
import messages
import sizes
import whole
import words
from tree import Tree

CHECKS = {
    "floors": floors.check_floors,
    "libraries": floors.check_libraries,
    "code-words": words.check_code_words,
    "text-words": words.check_text_words,
    "sizes": sizes.check_sizes,
    "names": whole.check_names,
    "dead-files": whole.check_dead_files,
    "limits": whole.check_limits,
    "licences": whole.check_licences,
    "links": whole.check_links,
    "messages": messages.check_messages,
    "contrast": contrast.check_contrast,
    "shell": compilers.check_shell,
    "format": compilers.check_format,
    "headers": compilers.check_headers,
    "tidy": compilers.check_tidy,
}


def main(arguments):
    tree = Tree(pathlib.Path(__file__).resolve().parents[2])
    if arguments == ["--list"]:
        for name, check in CHECKS.items():
            print(f"{name:12} {check.__doc__}")
        return 0
    if arguments in (["--ratchet"], ["--ratchet", "--admit"]):
        sizes.tighten(tree, admit="--admit" in arguments)
        return 0
    if arguments == ["--all"]:
        arguments, compilers.changed_files = [], Tree.cpp
    unknown = [name for name in arguments if name not in CHECKS]
    if unknown:
        print(f"lint: no check {', '.join(unknown)}; --list names them", file=sys.stderr)
        return 2
    failed = 0
    chosen = arguments or list(CHECKS)
    for name in chosen:
        start = time.monotonic()
        faults = 0
        for fault in CHECKS[name](tree):
            print(fault, flush=True)
            faults += 1
        failed += faults > 0
        result = f"{faults} fault{'s' * (faults != 1)}" if faults else "ok"
        print(f"  {name:12} {time.monotonic() - start:6.1f} s   {result}", flush=True)
    print(f"lint: {len(chosen) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
