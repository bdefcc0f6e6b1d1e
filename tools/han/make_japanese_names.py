#!/usr/bin/env python3
"""Writes data/names/japanese_names.tsv from the names of the IPA dictionary.

usage: make_japanese_names.py Noun.name.csv data/names/japanese_names.tsv

Noun.name.csv (EUC-JP) is in /usr/share/mecab/dic/ipadic of Debian's package mecab-ipadic. Taken: names of at most three characters that hold
one of Han, up to a limit of the dictionary's own cost (the lower, the commoner); at most two readings of a surname and three of a given name. Readings are in Hepburn romanisation with long vowels written (satou), from which the short form is made.
"""
import os
import sys

# The dictionary's cost up to which a name is taken, and the characters it may have; most given names cost the same.
COST = {"姓": 8700, "名": 8700}
LONGEST = 3
HEAD = """\
# Japanese names in Han characters: name<TAB>readings as a surname<TAB>readings as a given name, the commonest first, separated by commas.
# source: IPA dictionary 2.7.0 (mecab-ipadic), Noun.name.csv, selected by cost and romanised by modified Hepburn with long vowels written
# licence: the NAIST and ICOT terms (NOTICE, text C), © 2000-2003 Nara Institute of Science and Technology; by tools/han/make_japanese_names.py
"""
ROWS = {
    "": "ア イ ウ エ オ", "k": "カ キ ク ケ コ", "s": "サ シ ス セ ソ", "t": "タ チ ツ テ ト", "n": "ナ ニ ヌ ネ ノ", "h": "ハ ヒ フ ヘ ホ",
    "m": "マ ミ ム メ モ", "y": "ヤ - ユ - ヨ", "r": "ラ リ ル レ ロ", "w": "ワ ヰ - ヱ ヲ", "g": "ガ ギ グ ゲ ゴ", "z": "ザ ジ ズ ゼ ゾ",
    "d": "ダ ヂ ヅ デ ド", "b": "バ ビ ブ ベ ボ", "p": "パ ピ プ ペ ポ",
}
IRREGULAR = {"シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu", "ヰ": "i", "ヱ": "e", "ヲ": "o", "ン": "n"}
KANA = {kana: initial + vowel for initial, row in ROWS.items() for kana, vowel in zip(row.split(), "aiueo")} | IRREGULAR
GLIDES = {"ャ": "a", "ュ": "u", "ョ": "o"}


def hepburn(kana):
    """The romanisation, or None where the reading holds something else."""
    out, doubled = "", False
    for c in kana:
        if c in GLIDES:
            if not out.endswith("i"):
                return None
            stem = out[:-1]
            out = stem + ("" if stem.endswith(("sh", "ch", "j")) else "y") + GLIDES[c]
        elif c == "ッ":
            doubled = True
        elif c in KANA:
            sound = KANA[c]
            if doubled:
                out += "t" if sound.startswith("ch") else sound[0]
                doubled = False
            out += sound
        else:
            return None
    return out


def main():
    source, target = sys.argv[1:]
    names = {"姓": [], "名": []}
    with open(source, encoding="euc-jp") as handle:
        for line in handle:
            fields = line.rstrip("\n").split(",")
            written, cost, kind, kana = fields[0], int(fields[3]), fields[7], fields[11]
            if kind not in names or cost > COST[kind] or len(written) > LONGEST or not any("\u3400" <= c <= "\u9fff" for c in written) or any(c < "\u3000" for c in written):
                continue
            reading = hepburn(kana)
            if reading:
                names[kind].append((cost, written, reading))
    rows = {}
    for column, (kind, most) in enumerate((("姓", 2), ("名", 3))):
        taken = {}
        for _, written, reading in sorted(names[kind]):
            readings = taken.setdefault(written, [])
            if len(readings) < most and reading not in readings:
                readings.append(reading)
        for written, readings in taken.items():
            rows.setdefault(written, ["", ""])[column] = ",".join(readings)
    temporary = target + ".new"
    with open(temporary, "w", encoding="utf-8") as out:
        out.write(HEAD)
        for written in sorted(rows):
            out.write("\t".join([written] + rows[written]).rstrip("\t") + "\n")
    os.replace(temporary, target)


if __name__ == "__main__":
    main()
