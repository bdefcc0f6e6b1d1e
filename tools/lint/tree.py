"""The project's files as the checks see them: which there are, their text, their code without comments and strings."""

import functools
import pathlib
import re
import subprocess

CPP = {".cc", ".h"}
SKIPPED_FOLDERS = {".git", "build", "node_modules", "__pycache__"}


class Fault:
    """One thing that is wrong, at one place, with what to do about it."""

    def __init__(self, path, line, message):
        self.path, self.line, self.message = str(path), line, message

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


class Tree:
    """The files below `root`: those git knows or would add; every file where there is no git."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.files = sorted(self._list())

    def git(self, *arguments):
        """Output lines of a git command, or None where it fails."""
        command = ["git", "-c", f"safe.directory={self.root}", *arguments]
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)
        return done.stdout.splitlines() if done.returncode == 0 else None

    def _list(self):
        inside = self.git("rev-parse", "--show-prefix") == [""]
        listed = self.git("ls-files", "-co", "--exclude-standard") if inside else None
        if listed is None:
            listed = [str(p.relative_to(self.root)) for p in self.root.rglob("*") if p.is_file()]
        paths = {pathlib.PurePosixPath(name) for name in listed}
        return [p for p in paths if not SKIPPED_FOLDERS & set(p.parts) and (self.root / p).is_file()]

    def below(self, folder, suffixes=None):
        parts = pathlib.PurePosixPath(folder).parts
        return [p for p in self.files
                if p.parts[:len(parts)] == parts and (suffixes is None or p.suffix in suffixes)]

    def cpp(self):
        return [p for folder in ("src", "bench", "fuzz", "tools") for p in self.below(folder, CPP)]

    @functools.cache
    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8", errors="replace")

    @functools.cache
    def is_text(self, path):
        with open(self.root / path, "rb") as file:
            return b"\0" not in file.read(8192)

    @functools.cache
    def code(self, path):
        return blank_comments(self.text(path))

    @functools.cache
    def includes(self, path):
        """(line, target, is_quoted) of every #include."""
        found = []
        for number, line in enumerate(self.text(path).splitlines(), 1):
            match = re.match(r'\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', line)
            if match:
                found.append((number, match.group(1) or match.group(2), match.group(1) is not None))
        return found

    def rooms(self):
        """{room: (floor, rooms of the same floor it may include)} as rooms.txt says."""
        result = {}
        for line in self.text(pathlib.PurePosixPath("rooms.txt")).splitlines():
            words = line.split("#")[0].split()
            if words:
                result[words[1]] = (int(words[0]), set(words[2:]))
        return result


_LEXEME = re.compile(
    r'''(?P<raw>R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)")'''
    r'''|(?P<string>"(?:\\.|[^"\\\n])*")'''
    r'''|(?P<char>(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+')'''
    r'''|(?P<line>//[^\n]*)|(?P<block>/\*.*?\*/)''', re.DOTALL)


def blank_comments(text):
    """C++ text with the same lines, but comments gone and literals empty. #include lines keep their target."""
    def blank(match):
        newlines = "\n" * match.group(0).count("\n")
        if match.group("line") or match.group("block"):
            return " " + newlines
        if match.group("string") and re.search(r"#\s*include\s*$", text[max(0, match.start() - 20):match.start()]):
            return match.group(0)
        return ('""' if match.group("char") is None else "' '") + newlines
    return _LEXEME.sub(blank, text)
