"""Words that must not stand in code or text, each with its reason."""

import pathlib
import re

from tree import Fault

MISSION_FLOOR, MAIN_FLOOR = 4, 5

# (pattern, where, reason); `where` says which paths it is for. Matched against code without comments and literals.
IN_CODE = [
    (r"\bstd::format\b|#\s*include\s*<(format|expected|print)>", "", "not in libstdc++ 12; use fmt"),
    (r"\busing\s+namespace\b(?!\s+std::(\w+::)*(\w+_)?literals)", "", "names come from where they say: no using namespace"),
    (r"\b(strcpy|strcat|sprintf|vsprintf|gets|strtok)\s*\(", "", "unbounded or stateful C function; use std::string and fmt"),
    (r"(?<![\w.>])(?:std::)?s?rand\s*\(", "", "not reproducible; take a seeded generator"),
    (r"\bstd::random_device\b", "", "not reproducible; take a seeded generator"),
    (r"\b(atoi|atof|atol|strtod|strtol|setlocale|stoi|stod)\s*\(", "library, not tests", "depends on the locale or hides errors; use std::from_chars"),
    (r"\bco_(await|return|yield)\b", "not src/net", "coroutines only in room net (g++-12 miscompiles some)"),
    (r"\bco_await\b[^;]*(\{|\[[&=\w\s,]*\]\s*\(|\bTRY\()|\bTRY\([^;]*\bco_await\b", "", "g++-12 miscompiles this: name it before the co_await"),
    (r"#\s*include\s*<(iostream|sstream|fstream|iomanip|regex)>", "library, not tests", "slow and locale-bound; use fmt and room files"),
    (r"\b(printf|puts|putchar)\s*\(", "quiet rooms", "only rooms on floors 4 and 5 speak to the terminal"),
    (r"\bdelete\s+(\[\]\s*)?[A-Za-z_]", "src", "owned by hand; use std::make_unique or a container"),
    (r"\bcatch\s*\(\s*\.\.\.\s*\)\s*\{\s*\}", "src", "an error that is swallowed; turn it into an Error"),
]
# Matched against the whole text of every text file.
IN_TEXT = [
    (r"\b(TODO|FIXME|XXX|HACK|WIP)\b", "do it, or write an issue"),
    (r"(?i)\blorem ipsum\b|\bnot (yet )?implemented\b", "the tree holds what works"),
    (r"(?<![\w./$}\"'*?:-])/(work|home|root|Users|mnt)/\w", "a path of one machine"),
    (r"\.\./shared\b", "a path of one machine"),
    (r"^(<{7}|>{7}|={7})( |$)", "a merge conflict left behind"),
    (r"[ \t]+$", "white space at the end of a line"),  # not in .scn: it may be part of a file's content
]
# The place that documents where real lists for measuring may be kept, and the checks' own lists of words.
EXEMPT = {("dev",): r"\.\./shared", ("tools", "dev"): r"\.\./shared", ("tools", "lint"): None, ("LICENSE",): None}
TEXT_SUFFIXES = {".cc", ".h", ".inc", ".S", ".py", ".sh", ".md", ".txt", ".cmake", ".toml", ".scn", ".css", ".js", ".yml", ""}


def check_code_words(tree):
    """No banned function, include or construct in C++."""
    floors = {room: floor for room, (floor, _) in tree.rooms().items()}
    for path in tree.cpp():
        lines = tree.code(path).splitlines()
        for pattern, where, reason in IN_CODE:
            if not _applies(where, path, floors):
                continue
            for number, line in enumerate(lines, 1):
                found = re.search(pattern, line)
                if found:
                    yield Fault(path, number, f"'{found.group(0).strip()}': {reason}")


def _applies(where, path, floors):
    in_src = path.parts[0] == "src"
    is_test = path.stem.endswith("_test") or path.stem == "testing"
    floor = floors.get(path.parts[1], 0)
    if where == "not src/net":
        return path.parts[:2] != ("src", "net")
    if where == "src":
        return in_src
    if where == "library, not tests":
        return in_src and not is_test and floor < MAIN_FLOOR
    if where == "quiet rooms":
        return in_src and not is_test and floor < MISSION_FLOOR
    return True


def check_text_words(tree):
    """No unfinished words, machine paths or merge marks in any text file."""
    home = str(pathlib.Path.home())
    for path in tree.files:
        if path.suffix not in TEXT_SUFFIXES or not tree.is_text(path):
            continue
        exempt = [pattern for prefix, pattern in EXEMPT.items() if path.parts[:len(prefix)] == prefix]
        if None in exempt:
            continue
        for number, line in enumerate(tree.text(path).splitlines(), 1):
            for pattern, reason in IN_TEXT:
                found = re.search(pattern, line)
                if found and (path.suffix != ".scn" or found.group(0).strip()) and not any(re.search(e, found.group(0)) for e in exempt):
                    yield Fault(path, number, f"'{found.group(0)}': {reason}")
            if len(home) > 5 and home + "/" in line:
                yield Fault(path, number, f"'{home}/': a path of one machine")
