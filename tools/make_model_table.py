#!/usr/bin/env python3
"""Writes src/entity/model_table.inc from the schema files of FollowTheMoney.

usage: make_model_table.py SCHEMA_FOLDER VERSION > src/entity/model_table.inc

SCHEMA_FOLDER is followthemoney/schema of the package followthemoney (MIT), VERSION its version. Our own schemata, Facility
(an Organization) and Commodity (a good of a country, which is no party and no Thing), are added here; Commodity stands last. Where two schemata give one property name different types, it becomes a string, which can hold both; where they give
it different labels, the label of the schema with the most descendants stands.
"""
import glob
import os
import sys

import yaml

TYPES = {
    "name": "kName", "date": "kDate", "country": "kCountry", "identifier": "kIdentifier", "address": "kAddress",
    "gender": "kGender", "url": "kUrl", "email": "kEmail", "phone": "kPhone", "topic": "kTopic", "entity": "kEntity",
    "text": "kText", "string": "kString", "number": "kNumber", "language": "kLanguage", "mimetype": "kMimeType",
    "checksum": "kChecksum", "ip": "kIp", "html": "kOther", "json": "kOther",
}
OWN = {"Facility": {"label": "Facility", "extends": ["Organization"], "properties": {}},
       "Commodity": {"label": "Commodity", "extends": [], "properties": {}}}


def load(folder):
    schemata = dict(OWN)
    for path in sorted(glob.glob(os.path.join(folder, "*.y*ml"))):
        with open(path, encoding="utf-8") as handle:
            schemata.update(yaml.safe_load(handle))
    return schemata


def ancestors(schemata, name):
    found = {name}
    for parent in schemata[name].get("extends") or []:
        found |= ancestors(schemata, parent)
    return found


def ordered(names, first):
    return [first] + sorted(n for n in names if n != first)


def quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    schemata = load(sys.argv[1])
    names = [n for n in ordered(schemata, "Thing") if n != "Commodity"] + ["Commodity"]
    above = {n: ancestors(schemata, n) for n in names}
    breadth = {n: sum(n in a for a in above.values()) for n in names}

    properties = {}
    for name in sorted(names, key=lambda n: (-breadth[n], n)):
        for prop, spec in (schemata[name].get("properties") or {}).items():
            kind = spec.get("type", "string")
            label = spec.get("label", prop)
            if prop not in properties:
                properties[prop] = [label, kind]
            elif properties[prop][1] != kind:
                properties[prop][1] = "string"

    print("// Made by tools/make_model_table.py; do not edit. Source: the schemata of FollowTheMoney "
          f"{sys.argv[2]},\n// https://followthemoney.tech (MIT licence); Facility and Commodity are our own.")
    print("// SCHEMA(name, label, ancestors and itself as bits 0..63, as bits 64..127)")
    for name in names:
        bits = sum(1 << names.index(a) for a in above[name])
        print(f"SCHEMA({quote(name)}, {quote(schemata[name].get('label', name))}, "
              f"0x{bits & (1 << 64) - 1:016x}u, 0x{bits >> 64:x}u)")
    print("// PROPERTY(name, label, type)")
    for prop in ordered(properties, "name"):
        label, kind = properties[prop]
        print(f"PROPERTY({quote(prop)}, {quote(label)}, {TYPES[kind]})")


main()
