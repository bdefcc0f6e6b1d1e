#!/usr/bin/env python3
"""Writes data/names/chinese_districts.tsv: the districts and counties of China with the city they belong to.

usage: make_chinese_districts.py adcodes.csv data/names/chinese_districts.tsv

adcodes.csv is in the PyPI package cpca 0.5.5 (cpca/resources; MIT License): codes of administrative divisions (GB/T 2260) with their names.
Names are without what they are (区, 县, 市); of one character or of a people's autonomous county they are left out.
"""
import csv
import os
import sys

HEAD = """\
# Districts and counties of China: name without 区, 县 or 市<TAB>the cities they belong to, separated by commas.
# source: codes of administrative divisions (GB/T 2260), read through cpca 0.5.5 (PyPI), MIT License, Copyright (c) 2018 QinYuan Du; by tools/places/make_chinese_districts.py
"""


def short(name):
    for end in ("地区", "新区", "市", "区", "县", "盟"):
        if name.endswith(end) and len(name) > len(end) + 1:
            return name[: -len(end)]
    return None


def main():
    source, target = sys.argv[1:]
    with open(source, encoding="utf-8", newline="") as handle:
        names = {row["adcode"][:6]: row["name"] for row in csv.DictReader(handle)}
    rows = {}
    for code, name in names.items():
        if code.endswith("00"):
            continue
        # The districts of Beijing, Shanghai, Tianjin and Chongqing belong to the province of the same name.
        parent = short(names.get(code[:4] + "00", "")) or short(names.get(code[:2] + "0000", ""))
        if parent in (None, "市辖") or "自治" in (parent or ""):
            parent = short(names.get(code[:2] + "0000", ""))
        district = short(name)
        if district and parent and district != parent and "自治" not in name:
            rows.setdefault(district, set()).add(parent)
    with open(target + ".new", "w", encoding="utf-8") as out:
        out.write(HEAD)
        for district in sorted(rows):
            out.write(district + "\t" + ",".join(sorted(rows[district])) + "\n")
    os.replace(target + ".new", target)


if __name__ == "__main__":
    main()
