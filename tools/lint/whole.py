"""Checks of the tree as a whole: names of files, dead files, limits without a test, licences, links."""

import pathlib
import re

from tree import Fault

SNAKE = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
UPPERCASE_FILES = {"CMakeLists.txt", "README.md", "Dockerfile"}
LIMITS = re.compile(r"src/base/limits(_[a-z]+)?\.h")
DEPENDENCIES = pathlib.PurePosixPath("docs/dependencies.md")
FOREIGN_NAMES = {"package-lock.json"}  # the name is npm's
PACKAGES = pathlib.PurePosixPath("tools/dev/packages.sh")


def check_names(tree):
    """Files are snake_case; headers begin with #pragma once."""
    for folder in ("src", "bench", "fuzz", "tests", "tools", "data"):
        for path in tree.below(folder):
            in_corpus = "corpus" in path.parts
            if not in_corpus and path.name not in UPPERCASE_FILES and not path.name.startswith(".") and \
                    path.name not in FOREIGN_NAMES and not SNAKE.fullmatch(path.name):
                yield Fault(path, 0, "file names are snake_case")
            if path.suffix == ".h" and not tree.text(path).startswith("#pragma once"):
                yield Fault(path, 1, "a header begins with #pragma once")
            if path.suffix in (".cpp", ".cxx", ".hpp", ".hh", ".c"):
                yield Fault(path, 0, "C++ files end in .cc and .h")


def check_dead_files(tree):
    """Every source is built, every header and table included by somebody else, every data file named somewhere."""
    included = {}
    for path in [*tree.cpp(), *[p for p in tree.files if p.suffix in (".inc", ".S")]]:
        for _, target, _ in tree.includes(path):
            included.setdefault(pathlib.PurePosixPath(target).name, []).append((path, target))
    rooms = tree.rooms()
    lists_of_sources = "".join(tree.text(p) for p in tree.files if p.name == "CMakeLists.txt" or p.suffix == ".cmake")
    for path in tree.cpp():
        if path.suffix == ".cc":
            yield from _check_source(path, rooms, lists_of_sources, included)
        elif not any(_means(target, path) and user not in _own(path)
                     for user, target in included.get(path.name, [])):
            yield Fault(path, 0, "dead: no file but its own .cc and test includes it")
    for path in (p for p in tree.files if p.suffix == ".inc"):
        if not any(_means(target, path) for _, target in included.get(path.name, [])):
            yield Fault(path, 0, "dead: nobody includes it")
    yield from _check_data(tree)


def _own(header):
    """The header's own source and test."""
    return [header.with_name(header.stem + ending) for ending in (".cc", "_test.cc")]


def _means(target, path):
    """Whether the #include target can be this file."""
    parts = pathlib.PurePosixPath(target).parts
    return path.parts[-len(parts):] == parts


def _check_source(path, rooms, lists_of_sources, included):
    by_glob = (path.parts[0] == "src" and len(path.parts) in (3, 4) and path.parts[1] in rooms) or \
        (path.parts[0] in ("bench", "fuzz") and len(path.parts) == 2 and path.stem.endswith("_" + path.parts[0]))
    if not by_glob and path.name not in lists_of_sources and path.name not in included and path.parts[0] != "tools":
        yield Fault(path, 0, "dead: no target builds it")


def _check_data(tree):
    told = [p for p in tree.files
            if p.suffix in (".cc", ".h", ".inc", ".S", ".py", ".sh", ".txt", ".cmake", ".scn", ".md", ".toml", "")
            and p.parts[0] != "data" and tree.is_text(p)]
    text = "\n".join(tree.text(p) for p in told)
    for path in tree.below("data"):
        if path.suffix != ".md" and not re.search(rf"\b{re.escape(path.stem)}\b", text):
            yield Fault(path, 0, "dead: nothing names this data file")


def check_limits(tree):
    """Each limit of base/limits.h and base/limits_*.h has a test or a scenario that names it."""
    tests = [p for p in tree.files if p.name.endswith("_test.cc") or p.suffix == ".scn"]
    text = "\n".join(tree.text(p) for p in tests)
    for path in (p for p in tree.files if LIMITS.fullmatch(str(p))):
        for number, line in enumerate(tree.code(path).splitlines(), 1):
            found = re.search(r"constexpr\s+[\w:]+\s+(k\w+)", line)
            if found and not re.search(rf"\b{found.group(1)}\b", text):
                yield Fault(path, number, f"{found.group(1)} has no test that names it")


def check_licences(tree):
    """docs/dependencies.md lists every development package with version and licence, and nothing that is linked is under GPL."""
    if DEPENDENCIES not in tree.files:
        yield Fault(DEPENDENCIES, 0, "missing: the list of dependencies with their licences")
        return
    listed = {}
    for number, line in enumerate(tree.text(DEPENDENCIES).splitlines(), 1):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or len(cells) != 5 or set(line) <= set("|-: ") or cells[0] == "Debian package":
            continue
        package, version, licence, linked, _ = cells
        listed[package.strip("`")] = number
        if not version or not licence:
            yield Fault(DEPENDENCIES, number, f"{package}: version and licence are needed")
        if linked != "no" and re.search(r"(?<!L)GPL", licence) and "exception" not in licence:
            yield Fault(DEPENDENCIES, number, f"{package} is linked and under {licence}: it would bind the package")
    wanted = re.findall(r"^\s*packages_\w+=\(([^)]*)\)", tree.text(PACKAGES), re.MULTILINE) if PACKAGES in tree.files else []
    for package in sorted({name for names in wanted for name in names.split()}):
        if package not in listed:
            yield Fault(DEPENDENCIES, 0, f"{package} ({PACKAGES}) is not listed")


def check_links(tree):
    """Links between our own documents lead somewhere."""
    for path in (p for p in tree.files if p.suffix == ".md"):
        for number, line in enumerate(tree.text(path).splitlines(), 1):
            for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", line):
                if not (tree.root / path.parent / target).exists():
                    yield Fault(path, number, f"{target} does not exist")
