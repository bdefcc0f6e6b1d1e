#!/usr/bin/env python3
"""Writes data/names/han_readings.tsv from the Unihan database.

usage: make_han_readings.py UNICODE_FOLDER data/names/han_readings.tsv

UNICODE_FOLDER holds Unihan_Readings.txt.bz2 and Unihan_Variants.txt.bz2 (/usr/share/unicode of Debian's package unicode-data).
Taken: every character of U+3400..U+9FFF and U+F900..U+FAFF that has a Mandarin reading. Always the first reading, without tone;
Korean is the first Hangul syllable in Revised Romanisation. A simplified form is written only if the table itself has a row for
it, because the engine looks up the simplified form's readings.
"""
import bz2
import os
import sys
import unicodedata

# Read so almost always as a surname, and hardly ever otherwise in the words of company names.
SURNAMES = {
    "曾": "zeng", "沈": "shen", "翟": "zhai", "贾": "jia", "賈": "jia", "覃": "qin", "瞿": "qu", "冼": "xian", "缪": "miao",
    "繆": "miao",
}
INITIALS = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"]
VOWELS = ["a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"]
FINALS = ["", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t",
          "k", "t", "p", "t"]
HEAD = """\
# Readings of Han characters: character<TAB>Mandarin<TAB>Cantonese<TAB>Korean<TAB>Vietnamese<TAB>simplified form. First readings, no tones.
# source: Unihan {version}, kMandarin, kCantonese, kHangul (else kKorean), kVietnamese, kSimplifiedVariant; surname readings by hand
# licence: Unicode License v3, © Unicode, Inc.; written by tools/han/make_han_readings.py
"""


def read(folder, name):
    fields, version = {}, "?"
    with bz2.open(os.path.join(folder, name), "rt", encoding="utf-8") as handle:
        for line in handle:
            if line.startswith("# Unicode version:"):
                version = line.split(":")[1].strip()
            if not line.startswith("U+"):
                continue
            code, field, value = line.rstrip("\n").split("\t")
            fields.setdefault(int(code[2:], 16), {})[field] = value
    return fields, version


def plain(reading):
    letters = unicodedata.normalize("NFKD", reading.lower().replace("đ", "d"))
    return "".join(c for c in letters if "a" <= c <= "z")


def korean(values):
    if "kHangul" in values:
        s = ord(values["kHangul"][0]) - 0xAC00
        return INITIALS[s // 588] + VOWELS[s % 588 // 28] + FINALS[s % 28]
    return plain(values.get("kKorean", "").split(" ")[0])


def first(values, field):
    return plain(values.get(field, "").split(" ")[0])


def main():
    folder, target = sys.argv[1:]
    readings, version = read(folder, "Unihan_Readings.txt.bz2")
    variants, _ = read(folder, "Unihan_Variants.txt.bz2")
    taken = [c for c in sorted(readings)
             if (0x3400 <= c <= 0x9FFF or 0xF900 <= c <= 0xFAFF) and first(readings[c], "kMandarin")]
    known = set(taken)
    temporary = target + ".new"
    with open(temporary, "w", encoding="utf-8") as out:
        out.write(HEAD.format(version=version))
        for c in taken:
            values = readings[c]
            simplified = int(variants.get(c, {}).get("kSimplifiedVariant", "U+0").split(" ")[0][2:], 16)
            row = [chr(c), SURNAMES.get(chr(c)) or first(values, "kMandarin"), first(values, "kCantonese"), korean(values),
                   first(values, "kVietnamese"), chr(simplified) if simplified in known and simplified != c else ""]
            out.write("\t".join(row) + "\n")
    os.replace(temporary, target)


if __name__ == "__main__":
    main()
