#!/usr/bin/env python3
"""Runs the text scenarios in tests/scenarios against a real binary.

    tools/scenarios.py build/manumit [tests/scenarios/screen.scn ...]

A scenario file holds scenarios; each runs in an empty folder of its own. Lines:

    # comment
    scenario TITLE              starts a scenario
    file PATH                   the lines up to a line `end` are the file's content
    file PATH latin1            the same in another Python encoding
    bytes PATH EXPRESSION       content by a Python expression, for example b"a" * 100
    fetch PATH FILE             a copy of $MANUMIT_TESTDATA/FILE; the scenario is skipped where that is not set
    run ARGUMENTS               runs the binary (shell quoting; `< PATH` feeds standard input); expects exit 0
    run[3] ARGUMENTS            the same, expects exit 3
  about the last run:
    out LINE                    standard output has this line
    out ~ REGEX                 standard output matches
    out ! REGEX                 standard output does not match
    out == N lines              standard output has N lines
    out = PATH                  standard output is exactly the file
    err LINE | ~ | !            the same for standard error
    json N EXPRESSION           line N (from 1) of standard output as JSON `it` makes the Python expression true
    in PATH ...                 then out-like checks on a file: `in x.csv ~ REGEX`, `in x.ndjson json 1 it["row"] == 2`
    exists PATH | missing PATH  a file is there or not
    same PATH PATH              two files are equal byte by byte
    set PATH                    keeps standard output in a file

Exit 0 when every scenario holds.
"""

import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

RUN_TIMEOUT_S = 120


class Failure(Exception):
    pass


class Scenario:
    def __init__(self, path, number, title):
        self.path, self.number, self.title = path, number, title
        self.steps = []  # (line number, text, content of a file step)


def parse(path):
    scenarios = []
    lines = path.read_text(encoding="utf-8").splitlines()
    at = 0
    while at < len(lines):
        text = lines[at].strip()
        at += 1
        if not text or text.startswith("#"):
            continue
        if text.startswith("scenario "):
            scenarios.append(Scenario(path, at, text[len("scenario "):]))
            continue
        if not scenarios:
            raise SystemExit(f"{path}:{at}: a step before the first scenario")
        content = None
        start = at
        if text.startswith("file "):
            body = []
            while at < len(lines) and lines[at].strip() != "end":
                body.append(lines[at].strip() if not lines[at].strip() else lines[at])
                at += 1
            at += 1
            content = "".join(line + "\n" for line in unindent(body))
        scenarios[-1].steps.append((start, text, content))
    return scenarios


def unindent(body):
    indents = [len(line) - len(line.lstrip(" ")) for line in body if line.strip()]
    least = min(indents, default=0)
    return [line[least:] for line in body]


class Runner:
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.out = self.err = ""

    def run(self, expected, arguments):
        words = shlex.split(arguments)
        stdin = subprocess.DEVNULL
        if "<" in words:
            at = words.index("<")
            stdin = open(self.folder / words[at + 1], "rb")
            words = words[:at] + words[at + 2:]
        done = subprocess.run([self.binary, *words], cwd=self.folder, stdin=stdin, capture_output=True, timeout=RUN_TIMEOUT_S)
        self.out = done.stdout.decode("utf-8", "replace")
        self.err = done.stderr.decode("utf-8", "replace")
        if done.returncode != expected:
            raise Failure(f"exit {done.returncode}, expected {expected}\n{self.err}")

    def check(self, text, check):
        kind, _, rest = check.partition(" ")
        if kind == "~":
            good = re.search(rest, text, re.MULTILINE)
        elif kind == "!":
            good = not re.search(rest, text, re.MULTILINE)
        elif kind == "==":
            good = len(text.splitlines()) == int(rest.split()[0])
        elif kind == "=":
            good = text == (self.folder / rest).read_text(encoding="utf-8")
        elif kind == "json":
            number, _, expression = rest.partition(" ")
            lines = text.splitlines()
            if int(number) > len(lines):
                raise Failure(f"only {len(lines)} lines")
            it = json.loads(lines[int(number) - 1])
            good = eval(expression, {"it": it, "re": re})
        else:
            good = check in text.splitlines()
        if not good:
            raise Failure("it is:\n" + text[:2000])

    def step(self, text, content):
        verb, _, rest = text.partition(" ")
        ran = re.fullmatch(r"run(?:\[(\d+)\])?", verb)
        if ran:
            self.run(int(ran.group(1) or 0), rest)
        elif verb == "file":
            name, _, encoding = rest.partition(" ")
            target = self.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode(encoding or "utf-8"))
        elif verb == "bytes":
            name, _, expression = rest.partition(" ")
            before = (self.folder / name).read_bytes() if (self.folder / name).exists() else b""
            (self.folder / name).write_bytes(eval(expression, {"before": before}))
        elif verb == "fetch":
            name, _, source = rest.partition(" ")
            origin = pathlib.Path(os.environ["MANUMIT_TESTDATA"]) / source
            (shutil.copytree if origin.is_dir() else shutil.copyfile)(origin, self.folder / name)
        elif verb == "out":
            self.check(self.out, rest)
        elif verb == "err":
            self.check(self.err, rest)
        elif verb == "json":
            self.check(self.out, text)
        elif verb == "in":
            name, _, check = rest.partition(" ")
            self.check((self.folder / name).read_text(encoding="utf-8"), check)
        elif verb in ("exists", "missing"):
            if (self.folder / rest).exists() != (verb == "exists"):
                raise Failure("the folder has: " + ", ".join(sorted(os.listdir(self.folder))))
        elif verb == "same":
            one, two = rest.split()
            if (self.folder / one).read_bytes() != (self.folder / two).read_bytes():
                raise Failure("they differ")
        elif verb == "set":
            (self.folder / rest).write_text(self.out, encoding="utf-8")
        else:
            raise Failure("no such step")


def run_scenario(binary, scenario):
    """"ok", "skipped" or the failure's text."""
    if any(text.startswith("fetch ") for _, text, _ in scenario.steps) and not os.environ.get("MANUMIT_TESTDATA"):
        return "skipped"
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(binary, pathlib.Path(folder))
        for line, text, content in scenario.steps:
            try:
                runner.step(text, content)
            except (Failure, OSError, ValueError, KeyError, IndexError, TypeError, subprocess.TimeoutExpired) as problem:
                return f"{scenario.path}:{line}: {text}\n    {type(problem).__name__}: {problem}"
    return "ok"


def main():
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    root = pathlib.Path(__file__).resolve().parent.parent
    paths = [pathlib.Path(p) for p in sys.argv[2:]] or sorted((root / "tests/scenarios").glob("*.scn"))
    results = []
    for path in paths:
        for scenario in parse(path):
            result = run_scenario(binary, scenario)
            results.append(result)
            if result not in ("ok", "skipped"):
                print(f"FAILED {scenario.title}\n  {result}", file=sys.stderr)
    skipped = results.count("skipped")
    failed = len(results) - results.count("ok") - skipped
    note = f", {skipped} skipped: no test data" if skipped else ""
    print(f"scenarios: {results.count('ok')} hold, {failed} fail{note}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
