#!/usr/bin/env python3
"""Writes src/iati/schema_table.inc from the IATI 2.03 activity schema.

    tools/make_iati_table.py FOLDER >src/iati/schema_table.inc

FOLDER holds iati-activities-schema.xsd and iati-common.xsd as the IATI secretariat publishes them. What comes out are
facts only: which element may stand where, how often, with which attributes of which simple type. It stops where the
schema uses a construction that our checker does not know, rather than leave it out. Only Python's standard library.
"""

import pathlib
import sys
import xml.etree.ElementTree as ET

XSD = "{http://www.w3.org/2001/XMLSchema}"
SIMPLE = {
    "string": "kString", "anyURI": "kUri", "decimal": "kDecimal", "date": "kDate", "dateTime": "kDateTime",
    "boolean": "kBoolean", "int": "kInt", "nonNegativeInteger": "kNonNegativeInteger",
    "positiveInteger": "kPositiveInteger", "NMTOKEN": "kNameToken", "language": "kLanguage",
}


def local(name):
    return name.split(":")[-1]


class Schema:
    def __init__(self, folder):
        self.elements, self.types, self.attributes = {}, {}, {}
        for name in ("iati-common.xsd", "iati-activities-schema.xsd"):
            for node in ET.parse(folder / name).getroot():
                table = {XSD + "element": self.elements, XSD + "complexType": self.types,
                         XSD + "attribute": self.attributes}.get(node.tag)
                if table is not None:
                    table[node.get("name")] = node
        self.rows = []  # (content, children, attributes, any element, any attribute)
        self.index = {}

    def simple(self, name):
        return SIMPLE[local(name)]

    def type_of(self, element):
        if element.get("ref"):
            element = self.elements[local(element.get("ref"))]
        inner = element.find(XSD + "complexType")
        if inner is not None:
            return self.complex(inner)
        name = element.get("type")
        if name.startswith("xsd:"):
            return self.add((self.simple(name), (), (), False, False))
        return self.complex(self.types[name])

    def complex(self, node):
        """The row of a complex type; recursion ends because no IATI element holds itself."""
        known = (XSD + "annotation", XSD + "sequence", XSD + "attribute", XSD + "anyAttribute", XSD + "simpleContent",
                 XSD + "complexContent")
        for part in node:
            if part.tag not in known:
                raise SystemExit(f"unknown construction {part.tag}")
        if node.get("mixed"):
            raise SystemExit("mixed content is not known")
        for wrapper in (XSD + "simpleContent", XSD + "complexContent"):
            inner = node.find(wrapper)
            if inner is None:
                continue
            extension = inner.find(XSD + "extension")
            base = extension.get("base")
            if base.startswith("xsd:"):
                attributes, any_attribute = self.attribute_rows(extension)
                return self.add((self.simple(base), (), attributes, False, any_attribute))
            if [part for part in extension if part.tag != XSD + "annotation"]:
                raise SystemExit("an extension that adds something is not known")
            return self.complex(self.types[base])
        children, any_element = self.child_rows(node.find(XSD + "sequence"))
        attributes, any_attribute = self.attribute_rows(node)
        return self.add(("kElements", children, attributes, any_element, any_attribute))

    def child_rows(self, sequence):
        rows, any_element = [], False
        for part in sequence if sequence is not None else []:
            if part.tag == XSD + "annotation":
                continue
            if any_element:
                raise SystemExit("a wildcard that is not the last part of a sequence is not known")
            if part.tag == XSD + "any":
                fits = (part.get("namespace"), part.get("processContents"), part.get("minOccurs"), part.get("maxOccurs"))
                if fits != ("##other", "lax", "0", "unbounded"):
                    raise SystemExit(f"unknown wildcard {fits}")
                any_element = True
                continue
            if part.tag != XSD + "element":
                raise SystemExit(f"unknown construction {part.tag}")
            most = part.get("maxOccurs", "1")
            rows.append((local(part.get("ref") or part.get("name")), self.type_of(part), int(part.get("minOccurs", "1")),
                         0 if most == "unbounded" else int(most)))
        return tuple(rows), any_element

    def attribute_rows(self, node):
        rows, any_attribute = [], False
        for part in node:
            if part.tag == XSD + "anyAttribute":
                any_attribute = True
            if part.tag != XSD + "attribute":
                continue
            ref = part.get("ref")
            if ref == "xml:lang":
                rows.append(("xml:lang", "kLanguageOrEmpty", part.get("use") == "required"))
                continue
            kind = self.attributes[local(ref)].get("type") if ref else part.get("type")
            rows.append((local(ref or part.get("name")), self.simple(kind), part.get("use") == "required"))
        return tuple(rows), any_attribute

    def add(self, row):
        if row not in self.index:
            self.index[row] = len(self.rows)
            self.rows.append(row)
        return self.index[row]


def boolean(value):
    return "true" if value else "false"


def main(folder):
    schema = Schema(pathlib.Path(folder))
    roots = {name: schema.type_of(node) for name, node in sorted(schema.elements.items())}
    print("// Made by tools/make_iati_table.py from iati-activities-schema.xsd and iati-common.xsd, version 2.03; do not edit.")
    print("// Source: International Aid Transparency Initiative, https://iatistandard.org (facts only).")
    print("// IATI_TYPE(content, first child, children, first attribute, attributes, other elements, other attributes)")
    children, attributes = [], []
    for content, child_rows, attribute_rows, any_element, any_attribute in schema.rows:
        print(f"IATI_TYPE({content}, {len(children)}, {len(child_rows)}, {len(attributes)}, {len(attribute_rows)}, "
              f"{boolean(any_element)}, {boolean(any_attribute)})")
        children += child_rows
        attributes += attribute_rows
    print("// IATI_CHILD(name, type, least, most or 0 for any number)")
    for name, row, least, most in children:
        print(f'IATI_CHILD("{name}", {row}, {least}, {most})')
    print("// IATI_ATTRIBUTE(name, simple type, required)")
    for name, kind, required in attributes:
        print(f'IATI_ATTRIBUTE("{name}", {kind}, {boolean(required)})')
    print("// IATI_GLOBAL(name, type): elements that may also stand below elements of other namespaces")
    for name, row in roots.items():
        print(f'IATI_GLOBAL("{name}", {row})')


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
