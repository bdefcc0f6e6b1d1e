#!/usr/bin/env python3
"""Makes data/zones/zones.tsv from the compiled time zone database of this computer.

usage: tools/zones/make_zones.py [FOLDER] > data/zones/zones.tsv     (FOLDER: /usr/share/zoneinfo)

Reads TZif files (RFC 8536) and the list of names in tzdata.zi. Run it after the package tzdata was updated, then the tests.
"""

import pathlib
import struct
import sys

FIRST = 0  # changes before 1970 are of no use to a calendar of meetings

HEAD = """\
# Time zones: what clocks show at each place since 1970, and the rule for the years to come.
# Source: IANA Time Zone Database, release {release}, https://www.iana.org/time-zones; in the public domain.
# Made by tools/zones/make_zones.py. One zone a line: name, kinds of time, changes, rule.
#   kinds    offset east of UTC in seconds, d where it is summer time, abbreviation; the first is that of 1970-01-01
#   changes  seconds since 1970-01-01 00:00 UTC, and which kind begins; each time counted from the change before
#   rule     POSIX TZ for the time after the last change; - where nothing changes any more
# Or a name and, after "=", the zone that it is another name of.
"""


def read_tzif(data):
    """(transitions [(time, type)], types [(offset, is_dst, abbreviation)], footer) of the 64-bit part."""
    def header(at):
        magic, counts = data[at:at + 4], struct.unpack(">6l", data[at + 20:at + 44])
        assert magic == b"TZif", "no TZif file"
        return counts

    isut, isstd, leap, times, types, chars = header(0)
    at = 44 + times * 5 + types * 6 + chars + leap * 8 + isstd + isut
    isut, isstd, leap, times, types, chars = header(at)
    at += 44
    moments = struct.unpack(f">{times}q", data[at:at + times * 8])
    at += times * 8
    kinds = data[at:at + times]
    at += times
    rows = [struct.unpack(">lBB", data[at + 6 * i:at + 6 * i + 6]) for i in range(types)]
    at += types * 6
    letters = data[at:at + chars]
    at += chars + leap * 12 + isstd + isut
    names = [letters[row[2]:letters.index(b"\0", row[2])].decode() for row in rows]
    footer = data[at:].strip(b"\n").decode()
    return list(zip(moments, kinds)), [(row[0], row[1], name) for row, name in zip(rows, names)], footer


def seasons(changes, first):
    """Whether the time that begins is summer time. Where winter is the exception ("negative" summer time), the other way round."""
    before = first
    for moment, now in changes:
        summer = bool(now[1])
        if now[1] and now[0] < before[0]:
            summer = False
        elif not now[1] and before[1] and now[0] > before[0]:
            summer = True
        yield moment, (now[0], summer, now[2])
        before = now


def line_of(name, data):
    transitions, types, footer = read_tzif(data)
    first = types[0]
    for moment, kind in transitions:
        if moment <= FIRST:
            first = types[kind]
    changes = [(moment, types[kind]) for moment, kind in transitions if moment > FIRST]
    kinds, texts, last = [(first[0], False, first[2])], [], 0
    before = kinds[0]
    for moment, kind in seasons(changes, first):
        if kind == before:
            continue
        if kind not in kinds:
            kinds.append(kind)
        texts.append(f"{moment - last}:{kinds.index(kind)}")
        last, before = moment, kind
    rule = footer if "," in footer else "-"
    shown = "|".join(f"{offset}{'d' if summer else ''} {abbreviation}" for offset, summer, abbreviation in kinds)
    return f"{name}\t{shown}\t{' '.join(texts) or '-'}\t{rule}"


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/zoneinfo")
    lines = (folder / "tzdata.zi").read_text(encoding="utf-8").splitlines()
    release = lines[0].removeprefix("# version ").strip()
    zones = sorted(line.split()[1] for line in lines if line.startswith("Z "))
    links = {line.split()[2]: line.split()[1] for line in lines if line.startswith("L ")}
    print(HEAD.format(release=release), end="")
    texts = {name: line_of(name, (folder / name).read_bytes()) for name in zones if name != "Factory"}
    for link, target in links.items():
        while target in links:
            target = links[target]
        texts[link] = f"{link}\t={target}"
    for name in sorted(texts):
        print(texts[name])


if __name__ == "__main__":
    main()
