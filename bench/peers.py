#!/usr/bin/env python3
"""Our names engine beside its peers on the same pairs, on the same core: quality and speed.

    bench/peers.py [--name-pairs build/bench/name_pairs_bench] [--data DIR] [--folder build/peers] [--core N]

nomenklatura's logic-v2 comes from PyPI into a virtual environment of its own (build/peers/nomenklatura), Watchman through the Go
module proxy; where one cannot be had, it says "skipped" and why. What is installed stays for the next run.
"""
import argparse
import csv
import os
import pathlib
import subprocess
import sys

import figures

ROOT = pathlib.Path(__file__).resolve().parent.parent
NOMENKLATURA = "nomenklatura==4.17.4"
WATCHMAN = "github.com/moov-io/watchman/pkg/search@v0.51.0"  # the last whose modules all come with their checksums
WAIT_S = 900


class Unavailable(Exception):
    """A peer cannot be had here; the text says why."""


def attempt(command, **options):
    """The output of a command that fetches or runs a peer."""
    try:
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=WAIT_S, check=False, **options)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(str(error)) from error
    if done.returncode != 0:
        words = (done.stderr.strip() or done.stdout.strip() or "no output").splitlines()
        raise Unavailable(words[0] if words[0].startswith("go: ") else words[-1])
    return done.stdout


def on_core(core, *command):
    return attempt(["taskset", "-c", str(core), *command])


def read_scores(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [float(row["score"]) for row in csv.DictReader(file)]


def ours(arguments, pairs_file):
    """(version, scores, µs a pair with names prepared anew, µs with them prepared before)."""
    scores = arguments.folder / "manumit-scores.csv"
    out = on_core(arguments.core, arguments.name_pairs, pairs_file, scores)
    anew, prepared, version = out.split()[-3:]
    return f"engine {version}", read_scores(scores), float(anew), float(prepared)


def ours_all(arguments, pairs_file):
    """(µs a pair by the index, µs pair by pair, pairs at the default threshold); the program checks that both ways find the same."""
    index, each, matches = on_core(arguments.core, arguments.name_pairs, "--all", pairs_file).split()
    return float(index), float(each), int(matches)


def logic_v2(arguments, pairs_file):
    home = arguments.folder / "nomenklatura"
    python = home / "bin" / "python"
    if not (home / "ready").exists():
        attempt([sys.executable, "-m", "venv", home])
        attempt([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", NOMENKLATURA])
        (home / "ready").write_text(NOMENKLATURA + "\n", encoding="utf-8")
    scores = arguments.folder / "logic-v2-scores.csv"
    anew, remembered, version = on_core(arguments.core, python, ROOT / "bench" / "peers" / "logic_v2.py", pairs_file, scores).split()
    return f"nomenklatura {version}", read_scores(scores), float(anew), float(remembered)


def logic_v2_all(arguments, pairs_file):
    python = arguments.folder / "nomenklatura" / "bin" / "python"
    return float(on_core(arguments.core, python, ROOT / "bench" / "peers" / "logic_v2.py", "--all", pairs_file))


def watchman(arguments, pairs_file):
    """A program of ours around its package that compares two entities, built from the module."""
    home = arguments.folder / "watchman"
    home.mkdir(exist_ok=True)
    program = ROOT / "bench" / "peers" / "watchman.go"
    (home / "main.go").write_bytes(program.read_bytes())
    if not (home / "go.mod").exists():
        attempt(["go", "mod", "init", "peer"], cwd=home)
    attempt(["go", "get", WATCHMAN], cwd=home)
    attempt(["go", "build", "-o", "peer", "."], cwd=home)
    scores = arguments.folder / "watchman-scores.csv"
    anew, remembered, version = on_core(arguments.core, home / "peer", pairs_file, scores).split()
    return f"watchman {version}", read_scores(scores), float(anew), float(remembered)


def watchman_all(arguments, pairs_file):
    return float(on_core(arguments.core, arguments.folder / "watchman" / "peer", "--all", pairs_file))


def print_all_pairs(arguments, pairs_file, count):
    """Every name on the left against every name on the right: what a screening of one small file against another costs."""
    index, each, matches = ours_all(arguments, pairs_file)
    print(f"\nall pairs: {count} names on the left against {count} on the right; µs of {count * count} pairs, reading names included")
    print(f"manumit, the right side compiled and the left screened against it: {index:.4f}; pair by pair, without the index: {each:.4f};"
          f" {matches} matches either way")
    for name, peer in (("logic-v2, all its memories on", logic_v2_all), ("Watchman, each name normalized once", watchman_all)):
        try:
            spent = peer(arguments, pairs_file)
        except Unavailable as why:
            print(f"{name}: skipped: {why}")
            continue
        print(f"{name}, pair by pair: {spent:.4f}; manumit is {spent / index:.0f} x faster with its index, "
              f"{spent / each:.0f} x pair by pair")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--name-pairs", default=ROOT / "build" / "bench" / "name_pairs_bench", type=pathlib.Path)
    parser.add_argument("--data", default=os.environ.get("MANUMIT_TESTDATA"))
    parser.add_argument("--folder", default=ROOT / "build" / "peers", type=pathlib.Path)
    parser.add_argument("--core", default=0, type=int)
    arguments = parser.parse_args()
    if arguments.data is None:
        print("peers: skipped: no test data")
        return
    arguments.folder.mkdir(parents=True, exist_ok=True)
    pairs_file = pathlib.Path(arguments.data) / "pairs" / "name_pairs.csv"
    with open(pairs_file, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    groups = figures.groups_by_names([(row["name1"], row["name2"]) for row in rows])
    print(f"{len(rows)} labelled pairs, core {arguments.core}; µs a pair: names read anew, and read before\n")
    print(f"{'':<24} {'F1':>6} {'R@.90':>6} {'R@.95':>6} {'F1 5-fold':>9} {'STRONG':>6} {'top ties':>8} {'anew':>8} {'before':>8}")
    own = None
    for name, peer in (("manumit", ours), ("logic-v2", logic_v2), ("Watchman", watchman)):
        try:
            version, scores, anew, before = peer(arguments, pairs_file)
        except Unavailable as why:
            print(f"{name:<24} skipped: {why}")
            continue
        s = figures.summary([figures.Pair(score, row["is_match"] == "true", group, row["quality"] == "STRONG")
                             for score, row, group in zip(scores, rows, groups)])
        print(f"{version:<24} {s['F1']:>6.3f} {s['recall at .90']:>6.3f} {s['recall at .95']:>6.3f} {s['F1, 5 folds']:>9.3f} "
              f"{s['STRONG wrong']:>6} {100 * s['tied at the top']:>6.1f} % {anew:>8.2f} {before:>8.2f}")
        if own is None:
            own = (anew, before)
        else:
            print(f"{'':<24} manumit is {anew / own[0]:.0f} x faster with names read anew, {before / own[1]:.0f} x with names read before")
    print_all_pairs(arguments, pairs_file, len(rows))


if __name__ == "__main__":
    main()
