"""Checks that run other programs: headers that compile alone, clang-format, clang-tidy, shellcheck. Results of the slow ones are
kept in build/lint by the content they depend on, so only what changed is looked at again."""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

from tree import Fault


class Cache:
    """Remembers, by content, what was found to be good."""

    def __init__(self, root):
        self.folder = pathlib.Path(root) / "build" / "lint"

    def has(self, key):
        return (self.folder / key).exists()

    def add(self, key):
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / key).touch()


def closure(tree, path):
    """The project files that `path` is compiled from: itself and what it includes, directly or not."""
    seen, waiting = set(), [path]
    known = set(tree.files)
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        for _, target, quoted in tree.includes(here):
            for candidate in (pathlib.PurePosixPath("src") / target, here.parent / target):
                if quoted and candidate in known:
                    waiting.append(candidate)
    return sorted(seen)


def content_key(tree, path, extra):
    digest = hashlib.sha256(extra.encode())
    for part in closure(tree, path):
        digest.update(str(part).encode() + b"\0" + (tree.root / part).read_bytes())
    return digest.hexdigest()


def compile_commands(tree):
    """{source: arguments without input and output} from build/compile_commands.json. Where one run of the compiler reads a group of
    sources (tools/dev/group_sources.py), each of them has the group's arguments."""
    path = tree.root / "build" / "compile_commands.json"
    commands = {}
    if path.exists():
        for entry in json.loads(path.read_text(encoding="utf-8")):
            words = shlex.split(entry["command"].split(" -o ")[0])
            for source in members(tree, pathlib.Path(entry["file"])):
                commands[source] = words
    return commands


def members(tree, source):
    """The project's sources that a run of the compiler on `source` is about."""
    if not source.is_relative_to(tree.root):
        return
    if "groups" not in source.parts or not source.exists():
        yield pathlib.PurePosixPath(source.relative_to(tree.root))
        return
    for name in re.findall(r'^#include "([^"]+\.cc)"', source.read_text(encoding="utf-8"), re.MULTILINE):
        yield pathlib.PurePosixPath("src") / name


def write_database(tree, commands):
    """A folder with a compile_commands.json in which every source stands by itself, as clang-tidy wants it."""
    folder = tree.root / "build" / "lint" / "database"
    folder.mkdir(parents=True, exist_ok=True)
    entries = [{"directory": str(tree.root / "build"), "file": str(tree.root / source),
                "arguments": [*(word for word in words if not word.endswith("ccache")), "-c", str(tree.root / source)]}
               for source, words in sorted(commands.items())]
    (folder / "compile_commands.json").write_text(json.dumps(entries), encoding="utf-8")
    return folder


def in_parallel(function, items, what):
    """Yields function(item) for all items, as many at a time as there are processors; progress on a terminal."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for done, result in enumerate(pool.map(function, items), 1):
            if sys.stderr.isatty():
                print(f"\r  {what}: {done} of {len(items)}", end="\n" if done == len(items) else "", file=sys.stderr)
            yield result


def check_headers(tree):
    """Every header compiles alone, with the flags of its room."""
    commands = compile_commands(tree)
    headers = tree.below("src", {".h"})
    if headers and not commands:
        yield Fault("build/compile_commands.json", 0, "missing: configure first (./dev build)")
        return
    cache = Cache(tree.root)

    def compile_alone(header):
        near = [c for c in commands if c.parent == header.parent] or list(commands)
        arguments = [w for w in commands[near[0]] if not w.endswith("ccache")]
        key = "header-" + content_key(tree, header, " ".join(arguments))
        if cache.has(key):
            return None
        with tempfile.TemporaryDirectory() as folder:
            unit = pathlib.Path(folder) / "alone.cc"
            unit.write_text(f'#include "{"/".join(header.parts[1:])}"\n', encoding="utf-8")
            done = subprocess.run([*arguments, "-O0", "-fsyntax-only", str(unit)], cwd=tree.root / "build",
                                  capture_output=True, text=True, check=False)
        if done.returncode == 0:
            cache.add(key)
            return None
        return Fault(header, 0, "does not compile alone:\n" + _indent(done.stderr, 8))

    yield from filter(None, in_parallel(compile_alone, headers, "headers"))


def check_format(tree):
    """clang-format would change nothing."""
    files = [str(p) for p in tree.cpp()]
    if not files:
        return
    if not shutil.which("clang-format-19"):
        yield Fault("clang-format-19", 0, "not installed")
        return
    done = subprocess.run(["clang-format-19", "--dry-run", "--Werror", *files], cwd=tree.root, capture_output=True,
                          text=True, check=False)
    wrong = {}
    for path, line in re.findall(r"^(\S+?):(\d+):\d+: error: code should be clang-formatted", done.stderr, re.MULTILINE):
        wrong.setdefault(path, line)
    for path, line in wrong.items():
        yield Fault(path, int(line), "not formatted: run ./dev fmt")


def changed_files(tree):
    """The C++ files that differ from where this work began: origin/main, else the commit before, else everything."""
    head = tree.git("rev-parse", "HEAD")
    if not head:
        return tree.cpp()
    base = tree.git("merge-base", "HEAD", "origin/main")
    if not base or base == head:
        base = tree.git("rev-parse", "-q", "--verify", "HEAD~1")
    if not base:
        return tree.cpp()
    names = set(tree.git("diff", "--name-only", base[0]) or [])
    names |= set(tree.git("ls-files", "-o", "--exclude-standard") or [])
    return [p for p in tree.cpp() if str(p) in names]


def to_tidy(tree, sources, changed):
    """The changed sources and, for each changed header, one source that sees it: the nearest, which is most often its own.
    A header that everything includes would otherwise mean hours; `--all` is for those."""
    chosen = {p for p in sources if p in changed}
    seen_by = {p: set(closure(tree, p)) for p in sources} if any(p.suffix == ".h" for p in changed) else {}
    for header in sorted(p for p in changed if p.suffix == ".h"):
        includers = [p for p in sources if header in seen_by[p]]
        if includers and not chosen & set(includers):
            chosen.add(min(includers, key=lambda p: (p.stem != header.stem, p.parent != header.parent, str(p))))
    return sorted(chosen)


def check_tidy(tree):
    """clang-tidy finds nothing in the sources that changed, nor in the headers that changed."""
    commands = compile_commands(tree)
    sources = [p for p in commands if (tree.root / p).is_file()]
    sources = to_tidy(tree, sources, set(changed_files(tree)))
    if not sources:
        return
    if not shutil.which("clang-tidy-19"):
        yield Fault("clang-tidy-19", 0, "not installed")
        return
    cache = Cache(tree.root)
    database = write_database(tree, commands)
    config = (tree.root / ".clang-tidy").read_text(encoding="utf-8")

    def tidy(source):
        key = "tidy-" + content_key(tree, source, config + " ".join(commands[source]))
        if cache.has(key):
            return []
        # The commands are g++'s; clang does not know all of its warnings.
        command = ["clang-tidy-19", "--quiet", "-p", str(database), "--extra-arg=-Wno-unknown-warning-option", str(source)]
        done = subprocess.run(command, cwd=tree.root, capture_output=True, text=True, check=False)
        found = re.findall(r"^(\S+?):(\d+):\d+: (?:warning|error): (.*)", done.stdout, re.MULTILINE)
        if not found and done.returncode == 0:
            cache.add(key)
        if not found and done.returncode != 0:
            return [Fault(source, 0, "clang-tidy failed:\n" + _indent(done.stderr, 8))]
        return [Fault(os.path.relpath(p, tree.root) if os.path.isabs(p) else p, int(line), text) for p, line, text in found]

    seen = set()
    for faults in in_parallel(tidy, sources, "clang-tidy"):
        for fault in faults:
            if str(fault) not in seen:
                seen.add(str(fault))
                yield fault


def check_shell(tree):
    """shellcheck finds nothing in our scripts."""
    scripts = [str(p) for p in tree.files if tree.is_text(p) and re.match(r"#!.*\bbash\b", tree.text(p)[:40])]
    if not scripts:
        return
    if not shutil.which("shellcheck"):
        yield Fault("shellcheck", 0, "not installed")
        return
    done = subprocess.run(["shellcheck", "-x", "-f", "gcc", *scripts], cwd=tree.root, capture_output=True, text=True, check=False)
    for path, line, text in re.findall(r"^(\S+?):(\d+):\d+: (.*)", done.stdout, re.MULTILINE):
        yield Fault(path, int(line), text)


def _indent(text, lines):
    return "\n".join("    " + line for line in text.strip().splitlines()[:lines])
