"""Folds names to the tokens that the engine looks up (src/text/tokens.cc, latin.cc, romanize.cc): Latin and Cyrillic only.

Tokens of other scripts are left out, as are single letters and numbers of more than four digits.
"""
import unicodedata

APOSTROPHES = set("'`\u00b4\u2018\u2019\u201b\u02bb\u02bc\u02bd\u02be\u02bf\u2032\u05f3\uff07")
JOINERS = set("\u200c\u200d\u00ad\u0640")
LATIN = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ŋ": "ng", "ə": "a",
    "ƒ": "f", "ŧ": "t", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ɛ": "e", "ɔ": "o", "ŀ": "l", "ĸ": "k", "ŉ": "n", "ǝ": "e", "ɖ": "d",
    "ɣ": "g", "ƴ": "y", "ʋ": "v", "ɩ": "i", "ƞ": "n", "ʒ": "zh", "ʃ": "sh",
}
CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "ї": "yi",
    "є": "ye", "ґ": "g", "ў": "u", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz", "ѓ": "gj", "ќ": "kj",
    "ѕ": "dz", "ә": "a", "ғ": "g", "қ": "k", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ѐ": "e", "ѝ": "i", "ҳ": "h",
    "ҷ": "j", "ӣ": "i", "ӯ": "u", "ѣ": "e",
}
_scripts = {}


def _compute(c):
    if c.isdecimal():
        return "digit"
    if unicodedata.category(c)[0] != "L":
        return "none"
    name = unicodedata.name(c, "")
    if name.startswith("LATIN "):
        return "latin"
    return "cyrillic" if name.startswith("CYRILLIC ") else "other"


def script(c):
    if c not in _scripts:
        _scripts[c] = _compute(c)
    return _scripts[c]


def plain(run, kind):
    out = []
    for c in run:
        lower = c.lower()[0]
        if c.isdecimal():
            out.append(str(unicodedata.decimal(c)))
        elif kind == "cyrillic":
            out.append(CYRILLIC.get(lower, ""))
        elif lower in LATIN:
            out.append(LATIN[lower])
        else:
            out += [d for d in unicodedata.normalize("NFD", lower) if "a" <= d <= "z"]
    return "".join(out)


def _runs(name):
    run, kind = [], None
    for c in unicodedata.normalize("NFKC", name):
        if c in APOSTROPHES or c in JOINERS or unicodedata.category(c)[0] == "M":
            continue
        s = script(c)
        if s == "none" or (kind and s != kind and "digit" not in (s, kind)) or ("other" in (s, kind) and s != kind):
            if run:
                yield run, kind
            run, kind = [], None
        if s != "none":
            run.append(c)
            kind = s if kind in (None, "digit") else kind
    if run:
        yield run, kind


def tokens(name):
    """The folded tokens of a name, in order."""
    found = []
    for run, kind in _runs(name):
        token = "" if kind == "other" else plain(run, kind)
        if len(token) > (0 if token.isdigit() else 1) and not (token.isdigit() and len(token) > 4):
            found.append(token)
    return found


def hash64(token):
    """base::Hash64: FNV-1a of 64 bits, then the finaliser of MurmurHash3."""
    mask = (1 << 64) - 1
    h = 0xcbf29ce484222325
    for byte in token.encode():
        h = (h ^ byte) * 0x100000001b3 & mask
    h = (h ^ h >> 33) * 0xff51afd7ed558ccd & mask
    h = (h ^ h >> 33) * 0xc4ceb9fe1a85ec53 & mask
    return h ^ h >> 33
