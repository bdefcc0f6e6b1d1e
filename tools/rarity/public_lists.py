"""Reads the public lists below TESTDATA: every entry as (key, person or organisation, primary names, other names, group).

The group is what members of one family of companies share: the sanctions programme, or the dates of one debarment case.
"""
import collections
import csv
import glob
import os
import re
import xml.etree.ElementTree as ElementTree
import zipfile

Entry = collections.namedtuple("Entry", "key kind primary others group")
PERSON, ORGANISATION = "person", "organisation"

# Programme, committee or country of a list → what the programmes of all lists have in common; the first that is found counts.
PROGRAMMES = [
    ("RUSSIA|UKRAIN|BELARUS|CRIMEA", "russia"), ("TALIBAN|QAIDA|SDGT|FTO|TERROR|1267|1988|1373|HAMAS|ISIL|LEBANON|NS-PLC", "terror"),
    ("IRAN|IFSR|IRGC|2231|NPWMD|HRIT-IR|IFCA", "iran"), ("DPRK|KOREA|1718", "dprk"), ("SYRIA", "syria"), ("CUBA", "cuba"),
    ("SDNT", "narcotics"), ("VENEZUELA", "venezuela"), ("LIBYA", "libya"), ("IRAQ", "iraq"), ("BURMA|MYANMAR", "myanmar"),
    ("GLOMAG|MAGNIT|CORRUPT|JVCFOR", "corruption"), ("SUDAN|DARFUR", "sudan"), ("ZIMBABWE", "zimbabwe"), ("CYBER", "cyber"),
]


def programme(text):
    upper = text.upper()
    return next((name for words, name in PROGRAMMES if re.search(words, upper)), upper.strip())


def _un(path):
    for node in ElementTree.parse(path).getroot().iter():
        if node.tag not in ("INDIVIDUAL", "ENTITY"):
            continue
        parts = [node.findtext(f"{n}_NAME") or "" for n in ("FIRST", "SECOND", "THIRD", "FOURTH")]
        others = [a.findtext("ALIAS_NAME") or "" for a in node.findall(f"{node.tag}_ALIAS")]
        others.append(node.findtext("NAME_ORIGINAL_SCRIPT") or "")
        kind = PERSON if node.tag == "INDIVIDUAL" else ORGANISATION
        reference = (node.findtext("REFERENCE_NUMBER") or node.findtext("DATAID")).strip()
        yield Entry("un " + reference, kind, [" ".join(parts)], others, programme(node.findtext("UN_LIST_TYPE") or ""))


def _ofac_csv(folder):
    aliases = collections.defaultdict(list)
    with open(os.path.join(folder, "alt.csv"), encoding="latin-1", newline="") as handle:
        for row in csv.reader(handle):
            if len(row) > 3:
                aliases[row[0]].append(row[3])
    with open(os.path.join(folder, "sdn.csv"), encoding="latin-1", newline="") as handle:
        for row in csv.reader(handle):
            kind = {"individual": PERSON, "-0-": ORGANISATION}.get(row[2].strip()) if len(row) > 3 else None
            if kind:
                yield Entry("ofac " + row[0], kind, [row[1]], aliases[row[0]], programme(row[3]))


def _ofac_xml(path):
    root = ElementTree.parse(path).getroot()
    space = root.tag[:root.tag.index("}") + 1]
    name = lambda node: " ".join(node.findtext(space + f) or "" for f in ("firstName", "lastName"))
    for node in root.iter(space + "sdnEntry"):
        kind = {"Individual": PERSON, "Entity": ORGANISATION}.get(node.findtext(space + "sdnType"))
        programmes = " ".join(p.text or "" for p in node.iter(space + "program"))
        if kind:
            yield Entry("ofac " + node.findtext(space + "uid"), kind, [name(node)], [name(a) for a in node.iter(space + "aka")],
                        programme(programmes))


def _canada(path):
    for i, node in enumerate(ElementTree.parse(path).getroot().iter("record")):
        if node.findtext("ShipIMONumber"):
            continue
        organisation = node.findtext("EntityOrShip")
        name = organisation or " ".join(node.findtext(f) or "" for f in ("GivenName", "LastName"))
        aliases = re.sub(r"\b[A-Z][a-z]+ian ?:|\bArabic ?:", " ", node.findtext("Aliases") or "")  # "Russian: ..." names a language
        yield Entry(f"canada {i}", ORGANISATION if organisation else PERSON, [name], [aliases],
                    programme(node.findtext("Country") or ""))


def _sheet(path):
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(path) as book:
        shared = ["".join(t.text or "" for t in item.iter(space + "t"))
                  for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        for row in ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(space + "row"):
            cells = {}
            for cell in row:
                value = cell.findtext(space + "v")
                if value is not None:
                    cells[cell.get("r").rstrip("0123456789")] = shared[int(value)] if cell.get("t") == "s" else value
            yield cells


def _australia(path):
    for cells in _sheet(path):
        kind = {"individual": PERSON, "entity": ORGANISATION}.get(cells.get("C", "").strip().lower())
        reference = re.match(r"\d+", cells.get("A", ""))
        if kind and reference:
            primary = "primary" in cells.get("D", "").lower()
            names = [cells.get("B", "")]
            yield Entry("australia " + reference.group(), kind, names if primary else [], [] if primary else names,
                        programme(cells.get("K", "")))


def _debarred(path, header, dates):
    with open(path, encoding="utf-8-sig", newline="") as handle:
        for i, row in enumerate(csv.reader(handle)):
            person = re.match(r"\W*(MR|MRS|MS|DR|ENG|PROF)\b\.?", row[0].upper()) if row else True
            if i >= header and not person and row[0].strip():
                yield Entry(f"{path} {i}", ORGANISATION, [row[0]], [], " ".join(row[d][:10] for d in dates))


def sanctions(folder):
    """Pairs of a file and its entries, in a fixed order."""
    join = lambda *parts: os.path.join(folder, *parts)
    for path in sorted(glob.glob(join("un", "*.xml"))):
        yield [path], _un(path)
    for edition in sorted(glob.glob(join("ofac-2*"))):
        yield [os.path.join(edition, f) for f in ("sdn.csv", "alt.csv")], _ofac_csv(edition)
    for path in sorted(glob.glob(join("ofac-nonsdn-*.xml"))):
        yield [path], _ofac_xml(path)
    for path in sorted(glob.glob(join("canada", "*.xml"))):
        yield [path], _canada(path)
    for path in sorted(glob.glob(join("australia", "*.xlsx"))):
        yield [path], _australia(path)


def debarments(folder):
    for path in sorted(glob.glob(os.path.join(folder, "worldbank", "*.csv"))):
        yield [path], _debarred(path, 3, (4, 5))
    for path in sorted(glob.glob(os.path.join(folder, "ebrd", "*.csv"))):
        yield [path], _debarred(path, 1, (3, 4))


def suppliers(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.csv"))):
        with open(path, encoding="utf-8-sig", newline="") as handle:
            names = [row.get("name") or "" for row in csv.DictReader(handle)]
        yield [path], [Entry(f"{path} {i}", ORGANISATION, [name], [], "") for i, name in enumerate(names) if name.strip()]
