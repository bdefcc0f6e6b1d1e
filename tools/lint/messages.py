#!/usr/bin/env python3
"""The message catalogues: po/LANGUAGE.po against the texts that the sources mark with tr("…"), ntr("…", "…") and ctr("…", "…").

    tools/lint/messages.py --update     takes new texts up into every catalogue and drops those that no source has any more
    tools/lint/messages.py --missing    prints what po/*.po do not translate yet

Lint runs check_messages. Needs gettext (xgettext, msgmerge, msgfmt). To begin a language: a po/TAG.po with a header (copy ko.po's and
change Language and Plural-Forms), then --update.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

from tree import Fault

KEYWORDS = ["tr:1", "ntr:1,2", "ctr:1c,2"]
ARGUMENT = re.compile(r"\{[a-z_]+\}")
FIELD = re.compile(r'^(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?) "(.*)"$')


def run(command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, **more)


WORKER = "src/voice/worker/"  # the worker's pages have catalogues of their own, po/worker


def sources(root, worker=False):
    """Sources that may hold texts for people: everything below src but tests."""
    found = [p.relative_to(root) for ending in ("cc", "h") for p in (root / "src").rglob(f"*.{ending}")]
    names = sorted(str(p) for p in found if not p.stem.endswith("_test"))
    if worker:
        return ["src/html/locale.cc"] + [name for name in names if name.startswith(WORKER)]
    return [name for name in names if not name.startswith(WORKER)]


def template(root, keywords=None, worker=False):
    """The texts of the sources in PO form. Texts with a {name} are marked as such, so that msgfmt compares the names."""
    command = ["xgettext", "--language=C++", "--from-code=UTF-8", "--keyword", *[f"--keyword={k}" for k in keywords or KEYWORDS],
               "--add-location=file", "--sort-by-file", "--package-name=manumit", "--files-from=-", "--output=-"]
    made = run(command, cwd=root, input="\n".join(sources(root, worker)))
    text = re.sub(r'"(POT-Creation-Date|Report-Msgid-Bugs-To):.*\n', "", made.stdout.replace("charset=CHARSET", "charset=UTF-8"))
    return "\n\n".join(_with_flag(entry) for entry in text.split("\n\n"))


def _with_flag(entry):
    lines = [line for line in entry.split("\n") if not line.startswith("#,")]
    text = "".join(line for line in lines if not line.startswith("#"))
    if 'msgid ""\nmsgstr ""' in entry or not ARGUMENT.search(text):
        return "\n".join(lines)
    first = next(i for i, line in enumerate(lines) if line.startswith("msg"))
    return "\n".join(lines[:first] + ["#, python-brace-format"] + lines[first:])


def entries(text):
    """{(context, text, plural): (line, translations, is_fuzzy)}; obsolete entries and the header are left out."""
    found = {}
    line = 1
    for block in text.split("\n\n"):
        fields, current, fuzzy = {}, None, False
        for row in block.split("\n"):
            fuzzy = fuzzy or (row.startswith("#,") and "fuzzy" in row)
            match = FIELD.match(row)
            if match:
                current = match.group(1)
                fields[current] = match.group(2)
            elif row.startswith('"') and current:
                fields[current] += row.strip()[1:-1]
        if fields.get("msgid"):
            key = (fields.get("msgctxt"), fields["msgid"], fields.get("msgid_plural"))
            found[key] = (line, [value for name, value in fields.items() if name.startswith("msgstr")], fuzzy)
        line += block.count("\n") + 2
    return found


def catalogues(root, worker=False):
    return sorted((root / "po" / "worker" if worker else root / "po").glob("*.po"))


def check_messages(tree):
    """Every text that a person sees is translated in every catalogue, completely and with the same {names}."""
    for worker in (False, True):
        yield from _check(tree, worker)


def _check(tree, worker):
    if not catalogues(tree.root, worker):
        return
    wanted = set(entries(template(tree.root, worker=worker)))
    counted = {text for _, text, plural in wanted if plural}
    for _, text, _ in entries(template(tree.root, KEYWORDS[:1], worker)):
        if text in counted:
            yield Fault("src", 0, f'"{text}" is both a tr and the first of an ntr: a language with one form would show {{n}} in both')
    for path in catalogues(tree.root, worker):
        name = path.relative_to(tree.root)
        known = entries(path.read_text(encoding="utf-8"))
        for missing in sorted(wanted - set(known), key=str):
            yield Fault(name, 0, f'no translation of "{missing[1]}": run ./dev messages and translate it')
        for key, (line, translations, fuzzy) in known.items():
            if key not in wanted:
                yield Fault(name, line, f'"{key[1]}" is in no source: run ./dev messages')
            elif fuzzy or not translations or not all(translations):
                yield Fault(name, line, f'"{key[1]}" is not translated')
        done = subprocess.run(["msgfmt", "--check-format", "--check-header", "--output-file=/dev/null", str(path)],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            for complaint in done.stderr.splitlines():
                yield Fault(name, 0, complaint.removeprefix(f"{path}:"))


def update(root):
    for worker in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            pot = pathlib.Path(folder) / "manumit.pot"
            pot.write_text(template(root, worker=worker), encoding="utf-8")
            for path in catalogues(root, worker):
                run(["msgmerge", "--quiet", "--no-fuzzy-matching", "--update", "--backup=none", "--sort-by-file", "--width=120",
                     str(path), str(pot)])
                run(["msgattrib", "--no-obsolete", "--width=120", f"--output-file={path}", str(path)])


def missing(root):
    for path in [*catalogues(root), *catalogues(root, True)]:
        for (context, text, plural), (line, translations, fuzzy) in entries(path.read_text(encoding="utf-8")).items():
            if fuzzy or not all(translations):
                yield f"{path.relative_to(root)}:{line}: " + " | ".join(part for part in (context, text, plural) if part)


def main(arguments):
    root = pathlib.Path(__file__).resolve().parents[2]
    if arguments == ["--update"]:
        update(root)
    elif arguments != ["--missing"]:
        print(__doc__, file=sys.stderr)
        return 2
    lines = list(missing(root))
    print("\n".join(lines) if arguments == ["--missing"] else f"messages: {len(lines)} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
