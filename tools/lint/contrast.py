#!/usr/bin/env python3
"""Contrast of the stylesheets' colours (WCAG 2.2, 1.4.3 and 1.4.11): each pair that pages use, in both themes.

    tools/lint/contrast.py      prints every pair with its contrast

Lint runs check_contrast. The colours are read from src/html/manumit.css and console.css; a token that a theme does not name is the
light one.
"""

import pathlib
import re
import sys

from tree import Fault

SHEETS = [pathlib.PurePosixPath("src/html/manumit.css"), pathlib.PurePosixPath("src/html/console.css")]
TEXT, EDGE = 4.5, 3.0
GROUNDS = ["paper", "surface", "surface-2"]
TINTS = ["indigo-tint", "madder-tint", "weld-tint", "woad-tint", "walnut-tint"]

# (front, ground, least contrast)
PAIRS = [
    *[(front, ground, TEXT) for front in ("ink", "ink-2", "indigo", "indigo-deep", "madder") for ground in GROUNDS],
    *[("ink", tint, TEXT) for tint in TINTS],
    *[("ink-2", tint, TEXT) for tint in ("indigo-tint", "weld-tint", "woad-tint")],
    *[(tint.removesuffix("-tint"), tint, TEXT) for tint in TINTS],
    ("indigo-deep", "indigo-tint", TEXT), ("on-indigo", "indigo", TEXT), ("on-indigo", "indigo-deep", TEXT),
    ("on-madder", "madder", TEXT), ("surface", "woad", TEXT), ("weld", "surface", TEXT), ("woad", "surface", TEXT),
    ("woad", "paper", TEXT), ("walnut", "surface", TEXT),
    *[("line-strong", ground, EDGE) for ground in GROUNDS], ("line-strong", "indigo-tint", EDGE),
]


def luminance(colour):
    digits = "".join(c * 2 for c in colour) if len(colour) == 3 else colour
    parts = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def colours(read):
    """{"light": {token: colour}, "dark": …, "chosen dark": …}: the system's dark theme and the one a person chose."""
    found = {"light": {}, "dark": {}, "chosen dark": {}}
    for sheet in SHEETS:
        screen = re.sub(r"@media print\{.*", "", re.sub(r"/\*.*?\*/", "", read(sheet), flags=re.DOTALL), flags=re.DOTALL)
        for head, body in re.findall(r"([^{}]*:root[^{}]*)\{([^{}]*)\}", screen):
            theme = "chosen dark" if "[data-theme=dark]" in head else "dark" if "not([data-theme=light])" in head else "light"
            found[theme].update(re.findall(r"--([\w-]+):#([0-9a-f]{6}|[0-9a-f]{3})\b", body))
    return {theme: {**found["light"], **tokens} for theme, tokens in found.items()}


def check_contrast(tree):
    """Every pair of colours that pages put together can be told apart, light and dark."""
    if not all(sheet in tree.files for sheet in SHEETS):
        return
    by_theme = colours(tree.text)
    for theme, tokens in by_theme.items():
        for front, ground, least in PAIRS:
            if front not in tokens or ground not in tokens:
                yield Fault(SHEETS[1], 0, f"{theme}: no colour --{front if front not in tokens else ground}")
            elif contrast(tokens[front], tokens[ground]) < least:
                yield Fault(SHEETS[1], 0, f"{theme}: --{front} on --{ground} has a contrast of "
                            f"{contrast(tokens[front], tokens[ground]):.2f}; {least} is the least")
    if by_theme["dark"] != by_theme["chosen dark"]:
        names = [n for n in by_theme["dark"] if by_theme["dark"][n] != by_theme["chosen dark"].get(n)]
        yield Fault(SHEETS[1], 0, f"the dark theme of the system and the chosen one differ: {', '.join(sorted(names))}")


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    for theme, tokens in colours(lambda sheet: (root / sheet).read_text(encoding="utf-8")).items():
        for front, ground, least in PAIRS:
            print(f"{theme:12} {front:12} on {ground:12} {contrast(tokens[front], tokens[ground]):5.2f}  (at least {least})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
