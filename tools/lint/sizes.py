"""Sizes: functions of at most 70 lines and files of at most 400, with a ratchet for those that are larger."""

import pathlib
import re

from tree import Fault

MAX_FUNCTION, MAX_FILE, HARD_FILE = 70, 400, 1000
SHORT_FUNCTION, SHORT_SHARE = 30, 0.90
RATCHET = pathlib.PurePosixPath("tools/lint/ratchet.txt")
RATCHET_HEAD = ("# What is larger than tools/lint/sizes.py allows, with its size today. It may only shrink:\n"
                "# tools/lint/lint.py --ratchet lowers the numbers and drops what has become small enough.\n")

_CONTROL = re.compile(r"\b(if|for|while|switch|catch|do|else|try|return)\b")
_TABLE_ROW = re.compile(r"^[ \t]*\{.*\},?[ \t]*$", re.MULTILINE)
_TYPE = re.compile(r"\b(namespace|class|struct|union|enum|extern)\b")


def functions(code):
    """(name, first line, lines) of each function in C++ without comments. Lambdas and local types count to the function around
    them; a line that starts with # is not looked at; rows of tables, "{...}," alone on a line, are not counted."""
    code = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda m: "\n" * m.group(0).count("\n"), code, flags=re.MULTILINE)
    result, start, depth, open_function = [], 0, 0, None
    for match in re.finditer(r"[{};]", code):
        head, position = code[start:match.start()], match.start()
        if match.group(0) == "{":
            if open_function is None and _is_function_head(head):
                first = start + len(head) - len(head.lstrip())
                open_function = (_name_of(head), first, depth)
            depth += 1
        elif match.group(0) == "}":
            depth -= 1
            if open_function is not None and depth == open_function[2]:
                name, first, _ = open_function
                line = code.count("\n", 0, first) + 1
                rows = len(_TABLE_ROW.findall(code, first, position))
                result.append((name, line, code.count("\n", first, position) + 1 - rows))
                open_function = None
        start = match.end()
    return result


def _is_function_head(head):
    if "(" not in head or head.rstrip().endswith(("=", ",", "(", "return")):
        return False
    before = head.split("(")[0]
    return not (_TYPE.search(before) or _CONTROL.search(before) or re.search(r"[^=!<>]=[^=]", before)
                and "operator" not in before)


def _name_of(head):
    before = re.search(r"([~\w:]+|operator\s*\S+)\s*\(", head)
    name = before.group(1) if before else "?"
    if name.startswith("TEST"):
        name = "".join(re.search(r"\(([^)]*)", head).group(1).replace(",", ".").split())
    return re.sub(r"\s+", "", name)


def measure(tree):
    """{(kind, path, name): size} of all that is too large, and the sizes of the functions outside tests."""
    large, sizes, lines_at = {}, [], {}
    for path in tree.cpp():
        lines = tree.text(path).count("\n")
        if lines > MAX_FILE:
            large["file", str(path), "-"] = lines
        for name, line, size in functions(tree.code(path)):
            if not path.stem.endswith("_test"):
                sizes.append(size)
            key = ("function", str(path), name)
            if size > MAX_FUNCTION and size > large.get(key, 0):
                large[key], lines_at[key] = size, line
    return large, sizes, lines_at


def read_ratchet(tree):
    known = {}
    if RATCHET in tree.files:
        for line in tree.text(RATCHET).splitlines():
            words = line.split("#")[0].split()
            if words:
                known[words[0], words[1], words[2]] = int(words[3])
    return known


def check_sizes(tree):
    """No function or file grows beyond its size; the ratchet lists those that were too large, and only shrinks."""
    large, sizes, lines_at = measure(tree)
    known = read_ratchet(tree)
    for key, size in sorted(large.items()):
        kind, path, name = key
        limit = MAX_FILE if kind == "file" else MAX_FUNCTION
        what = "file" if kind == "file" else f"function {name}"
        if kind == "file" and size > HARD_FILE:
            yield Fault(path, 0, f"file of {size} lines; {HARD_FILE} is the hard limit: split it")
        elif size > known.get(key, limit):
            yield Fault(path, lines_at.get(key, 0), f"{what} has {size} lines, {known.get(key, limit)} are allowed: split it")
    for key, size in sorted(known.items()):
        if large.get(key, 0) < size:
            yield Fault(RATCHET, 0, f"{' '.join(key)} is smaller now: run tools/lint/lint.py --ratchet")
    short = sum(size <= SHORT_FUNCTION for size in sizes)
    if sizes and short < SHORT_SHARE * len(sizes):
        yield Fault("src", 0, f"{short} of {len(sizes)} functions have at most {SHORT_FUNCTION} lines; {SHORT_SHARE:.0%} must")


def tighten(tree, admit=False):
    """Lowers the ratchet to today's sizes. `admit` also takes up what is too large and not listed: for a first import only."""
    large, _, _ = measure(tree)
    known = read_ratchet(tree)
    kept = {k: min(size, known.get(k, size)) for k, size in large.items() if k in known or admit}
    lines = [" ".join([*key, str(size)]) + "\n" for key, size in sorted(kept.items())]
    (tree.root / RATCHET).write_text(RATCHET_HEAD + "".join(lines), encoding="utf-8")
