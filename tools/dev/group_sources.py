#!/usr/bin/env python3
"""Groups the sources of each room, so that one run of the compiler reads several files: most of its time goes into headers that all of
them include.

usage: group_sources.py SRC OUT SIZE

About SIZE files of one folder below SRC make a group: a file in OUT that includes them. OUT/ROOM_code.txt and OUT/ROOM_test.txt list,
one path a line, the groups of a room and the files that stay alone.

Two files share a group only if neither mentions a name that the other declares for itself (in an unnamed namespace, static, as an alias
or a macro), nor includes a header of ours that declares it: what compiles alone then compiles in company. A group depends on the names
of its files alone, as far as nothing clashes: a new file changes one group of its folder, the compiler's cache keeps the others.
"""

import hashlib
import json
import pathlib
import re
import sys

COMMENT_OR_TEXT = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<d>[^(\s]*)\(.*?\)(?P=d)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.DOTALL
)
WORD = re.compile(r"(?<![\w.])(?<!->)[A-Za-z_]\w*")
# Formatted sources: what stands at the margin is declared in a namespace.
TYPE = re.compile(r"^(?:class|struct|enum(?: class)?|union|concept)\s+([A-Za-z_]\w*)", re.MULTILINE)
ALIAS = re.compile(r"^(?:using|namespace)\s+([A-Za-z_]\w*)\s*=([^;]*);", re.MULTILINE)
USING = re.compile(r"^using\s+([\w:]+)::(\w+);", re.MULTILINE)
THING = re.compile(r"^(?!using|namespace|class|struct|enum|union|template|friend|return|#|\}|\{|public|private)"
                   r"[A-Za-z_][^;{=(\n]*?\b([A-Za-z_]\w*)\s*(?:\[[^\]\n]*\]\s*)*[({=;]", re.MULTILINE)
STATIC = re.compile(r"^static\s[^;{=(\n]*?\b([A-Za-z_]\w*)\s*[({=;]", re.MULTILINE)
MACRO = re.compile(r"^#\s*define\s+([A-Za-z_]\w*)", re.MULTILINE)
SPACE = re.compile(r"^namespace ([\w:]+) \{", re.MULTILINE)
INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)


def unnamed(text):
    """The parts of `text` inside unnamed namespaces."""
    inside = False
    for line in text.split("\n"):
        if line.startswith("namespace {"):
            inside = True
        elif line.startswith("}END"):
            inside = False
        elif inside:
            yield line


def read(path):
    """What grouping asks of one file, as plain lists."""
    text = path.read_text(encoding="utf-8")
    includes, spaces = INCLUDE.findall(text), SPACE.findall(text)
    marked = re.sub(r"^}  // namespace$", "}END", text, flags=re.MULTILINE)
    bare = COMMENT_OR_TEXT.sub(lambda m: " " if m.group(0).startswith("/") else '""', marked)
    aliases = {alias: " ".join(meaning.split()) for alias, meaning in ALIAS.findall(bare)}
    facts = {"includes": includes, "spaces": sorted(set(spaces))}
    if path.suffix == ".h":
        return facts | {"declared": sorted({*TYPE.findall(bare), *THING.findall(bare), *aliases})}
    local = "\n".join(unnamed(bare))
    return facts | {
        "aliases": sorted(aliases),
        "brought": aliases | {name: scope for scope, name in USING.findall(bare)},
        "own": sorted({*TYPE.findall(local), *THING.findall(local), *MACRO.findall(bare), *STATIC.findall(bare)}),
        "words": sorted(set(WORD.findall(bare))),
    }


class Facts:
    """What was read of each file, kept from one run to the next for as long as the file does not change."""

    def __init__(self, root, kept):
        self.root, self.kept, self.path = root, {}, kept
        mark = hashlib.sha256(pathlib.Path(__file__).read_bytes()).hexdigest()
        self.mark = mark
        if kept.exists():
            found = json.loads(kept.read_text(encoding="utf-8"))
            self.kept = found["files"] if found["mark"] == mark else {}
        self.now = {}

    def of(self, name):
        if name not in self.now:
            status = (self.root / name).stat()
            stamp = [status.st_mtime_ns, status.st_size]
            known = self.kept.get(name)
            self.now[name] = known if known and known[0] == stamp else [stamp, read(self.root / name)]
        return self.now[name][1]

    def save(self):
        self.path.write_text(json.dumps({"mark": self.mark, "files": self.now}), encoding="utf-8")

    def declared(self, includes, spaces):
        """The names that headers declare in the namespaces `spaces` or around them. Generated headers are not looked at."""
        names, waiting, seen = set(), list(includes), set()
        while waiting:
            name = waiting.pop()
            if name in seen or not name.endswith(".h") or not (self.root / name).exists():
                continue
            seen.add(name)
            header = self.of(name)
            if any(f"{space}::".startswith(f"{outer}::") for space in spaces for outer in header["spaces"]):
                names.update(header["declared"])
            waiting += header["includes"]
        return names


class Source:
    """One file: the names that it declares for itself, and all that it mentions or includes."""

    def __init__(self, facts, name):
        self.name = name
        found = facts.of(name)
        self.own, self.words = set(found["own"]), set(found["words"])
        self.aliases, self.brought = set(found["aliases"]), found["brought"]
        self.included = facts.declared(found["includes"], found["spaces"])

    def clashes(self, other):
        return self.disturbs(other) or other.disturbs(self)

    def disturbs(self, other):
        if self.own & (other.words | other.included | other.brought.keys()) or self.aliases & other.included:
            return True
        return any(self.brought[name] != other.brought[name] for name in self.brought.keys() & other.brought.keys())


def group(sources, size):
    """Each file goes to the group that its name says; where it clashes, to the next one that takes it."""
    total = 1  # a power of two, so that it seldom changes
    while len(sources) / total > size * 1.4:
        total *= 2
    made = [[] for _ in range(total)]
    for source in sources:
        start = int(hashlib.sha256(source.name.encode()).hexdigest(), 16) % total
        for step in range(len(made)):
            here = made[(start + step) % total] if step < total else made[step]
            if len(here) < size * 2 and not any(source.clashes(other) for other in here):
                here.append(source)
                break
        else:
            made.append([source])
    return [here for here in made if here]


def write(path, text):
    """Leaves the file alone where it says so already: its age is what a build goes by."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def main():
    src, out, size = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    facts = Facts(src, out / "facts.json")
    for room in sorted(path for path in src.iterdir() if path.is_dir()):
        lists = {"code": [], "test": []}
        for folder in [room, *sorted(path for path in room.iterdir() if path.is_dir())]:
            for kind, paths in lists.items():
                files = [path for path in sorted(folder.glob("*.cc")) if path.name.endswith("_test.cc") == (kind == "test")]
                made = group([Source(facts, str(path.relative_to(src))) for path in files], size)
                for number, here in enumerate(made):
                    if len(here) == 1:
                        paths.append(str(src / here[0].name))
                        continue
                    path = out / f"{str(folder.relative_to(src)).replace('/', '_')}_{kind}_{number}.cc"
                    write(path, "".join(f'#include "{name}"\n' for name in sorted(source.name for source in here)))
                    paths.append(str(path))
        for kind, paths in lists.items():
            write(out / f"{room.name}_{kind}.txt", "".join(f"{path}\n" for path in paths))
    facts.save()


if __name__ == "__main__":
    main()
