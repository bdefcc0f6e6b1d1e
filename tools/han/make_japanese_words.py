#!/usr/bin/env python3
"""Writes data/names/japanese_words.tsv: how words and characters of Japanese organisations' names are read.

usage: make_japanese_words.py DICTIONARY Unihan_Readings.txt.bz2 data/names/japanese_words.tsv

DICTIONARY is /usr/share/mecab/dic/ipadic of Debian's package mecab-ipadic (EUC-JP); the readings of single characters are in Debian's
package unicode-data. Taken: words of two to four Han characters, common nouns, names of organisations and places up to a limit of the
dictionary's cost (the lower, the commoner), where they are not read by the first Sino-Japanese reading of each character, with which
the table ends. Readings are in Hepburn romanisation with long vowels written (toukyou), from which the short form is made.
"""
import bz2
import os
import re
import sys

from make_japanese_names import hepburn

# The files of the dictionary and the cost up to which a word is taken, those that decide first.
FILES = (("Noun.org.csv", 6849), ("Noun.place.csv", 8600), ("Noun.csv", 5622), ("Noun.verbal.csv", 4600), ("Noun.adjv.csv", 4845))
HEAD = """\
# How words and characters of Japanese organisations' names are read: word<TAB>reading<TAB>reading at the end of a name, if that is another.
# source: IPA dictionary 2.7.0 (mecab-ipadic), nouns and suffixes selected by cost, romanised by modified Hepburn with long vowels written; Unihan 15 (kJapaneseOn)
# licence: the NAIST and ICOT terms (NOTICE, text C), © 2000-2003 Nara Institute of Science and Technology; the Unicode licence; by tools/han/make_japanese_words.py
"""


def han(word):
    return all("\u3400" <= c <= "\u9fff" for c in word)


def entries(folder, name):
    with open(os.path.join(folder, name), encoding="euc-jp") as handle:
        for line in handle:
            fields = line.rstrip("\n").split(",")
            yield fields[0], int(fields[3]), fields[11]


def sino_japanese(path):
    readings = {}
    with bz2.open(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            found = re.match(r"U\+([0-9A-F]+)\tkJapaneseOn\t([A-Z]+)", line)
            if found:
                # Unihan romanises as Hepburn, long vowels written (KOU, SHOU).
                readings[chr(int(found[1], 16))] = found[2].lower()
    return readings


def main():
    folder, unihan, target = sys.argv[1:]
    characters = sino_japanese(unihan)
    words = {}
    for name, limit in FILES:
        best = {}
        for word, cost, kana in entries(folder, name):
            reading = hepburn(kana)
            if reading and cost <= limit and 2 <= len(word) <= 4 and han(word) and cost < best.get(word, (10**9,))[0]:
                best[word] = (cost, reading)
        for word, (_, reading) in best.items():
            words.setdefault(word, reading)
    ends = {}
    for word, cost, kana in entries(folder, "Suffix.csv"):
        reading = hepburn(kana)
        if reading and len(word) == 1 and han(word) and cost < ends.get(word, (10**9,))[0]:
            ends[word] = (cost, reading)
    temporary = target + ".new"
    with open(temporary, "w", encoding="utf-8") as out:
        out.write(HEAD)
        for word in sorted(words):
            if words[word] != "".join(characters.get(c, "?") for c in word):
                out.write(f"{word}\t{words[word]}\n")
        for c in sorted(characters):
            end = ends.get(c, (0, characters[c]))[1]
            out.write(f"{c}\t{characters[c]}" + (f"\t{end}" if end != characters[c] else "") + "\n")
    os.replace(temporary, target)


if __name__ == "__main__":
    main()
