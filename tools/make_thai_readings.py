#!/usr/bin/env python3
"""Writes data/names/thai_readings.tsv: how parts of Thai words, mostly of Sanskrit and Pali, are read alone and before another part.

usage: make_thai_readings.py thaisyl.dict data/names/thai_readings.tsv

thaisyl.dict (TIS-620) is in the PyPI package tltk 1.11 (BSD-3-Clause, Department of Linguistics, Chulalongkorn University): a part and its
syllables in phonemes. They are written in the Royal Thai General System (1999). Taken: parts of three letters or more that before another part
end in a short "a" that nobody writes (รัตน rattana-, สมุทร samuttra-), unless a syllable cannot be written so.
"""
import os
import re
import sys

HEAD = """\
# Parts of Thai words, mostly of Sanskrit and Pali, that are read with a short "a" at their end where another part follows: part<TAB>that reading in the Royal Thai General System.
# source: thaisyl.dict of tltk 1.11 (PyPI), BSD-3-Clause, Copyright (c) 2018 Dept of Linguistics, Chulalongkorn University; by tools/make_thai_readings.py
"""
INITIALS = {"?": "", "c": "ch", "j": "y", "N": "ng"}
VOWELS = {"a": "a", "aa": "a", "i": "i", "ii": "i", "u": "u", "uu": "u", "e": "e", "ee": "e", "o": "o", "oo": "o", "x": "ae", "xx": "ae", "O": "o", "OO": "o",
          "U": "ue", "UU": "ue", "@": "oe", "@@": "oe", "ia": "ia", "iia": "ia", "ua": "ua", "uua": "ua", "Ua": "uea", "UUa": "uea"}
FINALS = {"": "", "k": "k", "t": "t", "p": "p", "m": "m", "n": "n", "N": "ng", "j": "i", "w": "o"}
SYLLABLE = re.compile(r"^(\?|kh|ph|th|ch|[kptcbdmnNrlwjshf])?([rlw])?(iia|uua|UUa|ia|ua|Ua|aa|ii|uu|ee|oo|xx|OO|UU|@@|[aiueoxOU@])([ktpmnNjw])?[0-4]?$")


def royal(syllable):
    found = SYLLABLE.match(syllable)
    if not found:
        return None
    initial, liquid, vowel, final = (part or "" for part in found.groups())
    return INITIALS.get(initial, initial) + liquid + VOWELS[vowel] + FINALS[final]


def main():
    source, target = sys.argv[1:]
    rows = {}
    with open(source, encoding="cp874") as handle:
        for line in handle:
            fields = line.rstrip("\n").split("\t")
            if len(fields) < 2 or len(fields[0]) < 2:
                continue
            syllables = [royal(syllable) for syllable in fields[1].split("'")]
            if None in syllables:
                continue
            short = len(syllables) > 1 and re.search(r"'[^']*[^aiueoxOU@]a[0-4]?$", fields[1]) and not fields[0].endswith("ะ")
            # Words of Thai itself end in these letters and stay as they are before others (บุญ bun).
            thai = len(fields[0]) == 3 and fields[0][-1] in "กงญดนบมยว"
            if short and len(fields[0]) >= 3 and not thai and "์" not in fields[0]:
                rows.setdefault(fields[0], "".join(syllables))
    with open(target + ".new", "w", encoding="utf-8") as out:
        out.write(HEAD)
        for part in sorted(rows):
            out.write(f"{part}\t{rows[part]}\n")
    os.replace(target + ".new", target)


if __name__ == "__main__":
    main()
