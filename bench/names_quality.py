#!/usr/bin/env python3
"""How well names are told apart and found: build/manumit on labelled pairs and on real lists, plain peers in the same run.

    bench/names_quality.py [--program build/manumit] [--data DIR] [--only pairs|labelled|perturbed|negatives|scripts] [--errors]
                           [--labelled bench/names/labelled_pairs.tsv]

--errors prints what is wrong at the best threshold, and what was not found. Reads $MANUMIT_TESTDATA; says "skipped: no test data"
where there is none. The figures stand in docs/measurements.md.
"""
import argparse
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as xml

import figures
import plain

ROOT = pathlib.Path(__file__).resolve().parent.parent
LABELLED = ROOT / "bench" / "names" / "labelled_pairs.tsv"
UN_EDITIONS = ("consolidated-2025-04-19.xml", "consolidated-2026-02-27.xml")
OFAC = "ofac-2021-07"
NAME_TAGS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
REMOVED_TAGS = ("NAME_ORIGINAL_SCRIPT", "INDIVIDUAL_ALIAS", "ENTITY_ALIAS")


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"names_quality: {' '.join(str(part) for part in command[:3])}: {done.stderr.strip()}")
    return done.stdout


def read_rows(path, delimiter=","):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def write_rows(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def report(what, figure, target=""):
    print(f"  {what:<66} {figure:>10}  {target}", flush=True)


class Bench:
    """The program, the data and a folder to work in."""

    def __init__(self, arguments, folder):
        self.program, self.errors, self.labelled = arguments.program, arguments.errors, arguments.labelled
        self.data, self.folder = pathlib.Path(arguments.data or "."), pathlib.Path(folder)

    def compare(self, triples):
        """The score of each (schema, name, name)."""
        path = self.folder / "pairs.csv"
        write_rows(path, ("schema", "name1", "name2"), triples)
        out = self.folder / "scores.csv"
        run(self.program, "compare", path, "--out", out)
        return [float(row["score"]) for row in read_rows(out)]

    def screen(self, header, rows, lists, *options):
        """The results of each row, in the order of rows, at the default threshold (unless an option says otherwise) and limit."""
        path = self.folder / "parties.csv"
        write_rows(path, header, rows)
        out = self.folder / "results.ndjson"
        started = time.monotonic()
        run(self.program, "screen", path, "--lists", *lists, "--format", "ndjson", "--out", out, "--quiet", "--jobs", "2", *options)
        self.seconds = time.monotonic() - started
        results = [[] for _ in rows]
        with open(out, encoding="utf-8") as file:
            for line in file:
                item = json.loads(line)
                results[item["row"] - 2] = item["results"]
        return results

    def compiled(self, name, *lists):
        out = self.folder / f"{name}.mnx"
        run(self.program, "lists", "compile", *lists, "--out", out)
        return out

    def un(self):
        return [f"un{i}={self.data}/lists/un/{name}" for i, name in enumerate(UN_EDITIONS)]

    def ofac(self):
        return f"ofac={self.data}/lists/{OFAC}"


def print_errors(pairs, threshold):
    for pair in sorted(figures.wrong_at(pairs, threshold), key=lambda pair: (pair.same, pair.score)):
        print(f"    {'missed' if pair.same else 'false '} {pair.score:.3f}{' STRONG' if pair.strong else ''} {pair.text}")


def print_summary(who, summary):
    print(f"  {who}")
    for what, figure in summary.items():
        report("  " + what, f"{figure:.0f}" if what == "STRONG wrong" else f"{figure:.3f}")


def pairs_of(bench):
    """The labelled pairs of the test data with our score, and what names they compare."""
    rows = read_rows(bench.data / "pairs" / "name_pairs.csv")
    names = [(row["name1"], row["name2"]) for row in rows]
    scores = bench.compare([(row["schema"], row["name1"], row["name2"]) for row in rows])
    return [figures.Pair(score, row["is_match"] == "true", group, row["quality"] == "STRONG",
                         f"{row['schema']}: {row['name1']} | {row['name2']} | {row['category']} | {row['notes']}")
            for row, score, group in zip(rows, scores, figures.groups_by_names(names))], names


def with_scores(pairs, scores):
    return [figures.Pair(score, p.same, p.group, p.strong, p.text) for p, score in zip(pairs, scores)]


def measure_pairs(bench):
    pairs, names = pairs_of(bench)
    print(f"labelled pairs of the test data: {len(pairs)} in {len({p.group for p in pairs})} groups of names")
    print_summary("manumit", figures.summary(pairs))
    plain_scores = [plain.sorted_words_score(left, right) for left, right in names]
    print_summary("plain peer: edit distance over sorted words", figures.summary(with_scores(pairs, plain_scores)))
    if bench.errors:
        print_errors(pairs, figures.best_threshold(pairs)[0])


def measure_labelled(bench):
    if not bench.labelled.exists():
        print(f"labelled set by script: skipped: no {bench.labelled}")
        return
    with open(bench.labelled, encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    schemas = {"person": "Person", "company": "Company", "organization": "Company", "organisation": "Company"}
    scores = bench.compare([(schemas.get(row["kind"], row["kind"]), row["left"], row["right"]) for row in rows])
    by_script = {}
    for row, score in zip(rows, scores):
        same = row["same"].lower() in ("1", "true", "yes", "same")
        text = f"{row['kind']}: {row['left']} | {row['right']} | {row['note']}"
        by_script.setdefault(row["script"], []).append((figures.Pair(score, same, row["group"], text=text), row))
    print(f"labelled set by script: {len(rows)} pairs; recall at precision .95, and at the default threshold precision and recall")
    everything = [pair for pairs in by_script.values() for pair, _ in pairs]
    for script, both in [("all", [(pair, None) for pair in everything]), *sorted(by_script.items())]:
        pairs = [pair for pair, _ in both]
        threshold, recall = figures.threshold_at(pairs, 0.95)
        found = [pair for pair in pairs if pair.score >= 0.70]
        right = sum(pair.same for pair in found)
        report(f"  {script} ({sum(p.same for p in pairs)} same, {sum(not p.same for p in pairs)} not)", f"{recall:.3f}",
               f"at {threshold:.3f};  at .70: {right / max(1, len(found)):.3f}, {right / max(1, sum(p.same for p in pairs)):.3f}")
        if bench.errors and script != "all":
            print_errors(pairs, threshold)


def un_names(bench):
    """Primary name, folded → reference numbers; over both editions."""
    names = {}
    for edition in UN_EDITIONS:
        root = xml.parse(bench.data / "lists" / "un" / edition).getroot()
        for entry in [*root.iter("INDIVIDUAL"), *root.iter("ENTITY")]:
            name = " ".join(" ".join(entry.findtext(tag) or "" for tag in NAME_TAGS).split())
            names.setdefault(name.casefold(), set()).add(entry.findtext("REFERENCE_NUMBER"))
    return names


def measure_perturbed(bench):
    rows = read_rows(bench.data / "pairs" / "un_perturbed.csv")
    lists = bench.compiled("all", *bench.un(), bench.ofac())
    results = bench.screen(("full_name", "date_of_birth"), [(r["full_name"], r["date_of_birth"]) for r in rows], [lists])
    names = un_names(bench)
    found = first = plain_found = 0
    missed = []
    for row, hits in zip(rows, results):
        wanted = names[" ".join(row["original"].split()).casefold()]
        places = [i for i, hit in enumerate(hits) if hit["match"] and hit["id"] in wanted]
        found += bool(places)
        first += bool(places) and places[0] == 0
        plain_found += plain.same_words_key(row["full_name"]) == plain.same_words_key(row["original"])
        if not places:
            best = [f"{hit['score']:.3f} {hit['caption']}" for hit in hits[:2]]
            missed.append(f"{row['full_name']} {row['date_of_birth']} | {row['original']} | {'; '.join(best)}")
    print(f"names of the UN list with errors typed in: {len(rows)} rows against UN (two editions) and OFAC 2021")
    report("found with match = true at the default threshold", f"{found / len(rows):.4f}", "required 0.98, aim 0.995")
    report("ranked first", f"{first / len(rows):.4f}")
    report("plain peer: the same words in any order", f"{plain_found / len(rows):.4f}")
    if bench.errors:
        print("\n".join("    missed " + line for line in missed))


def measure_negatives(bench):
    lists = bench.compiled("un-ofac", bench.un()[1], bench.ofac())
    print("synthetic persons who are on no list, against UN 2026 and OFAC 2021, at the default threshold")
    for name in ("negatives_us.csv", "negatives_global.csv"):
        rows = read_rows(bench.data / "pairs" / name)
        for columns in (("full_name", "date_of_birth"), tuple(rows[0])):
            results = bench.screen(columns, [[row[c] for c in columns] for row in rows], [lists])
            alerts = [(row, hit) for row, hits in zip(rows, results) for hit in hits if hit["match"]]
            with_alert = sum(any(hit["match"] for hit in hits) for hits in results)
            what = "name and date of birth" if len(columns) == 2 else "all columns"
            report(f"{name}, {what}: alerts per 1,000 rows", f"{1000 * len(alerts) / len(rows):.2f}",
                   f"rows with one: {1000 * with_alert / len(rows):.2f}; {bench.seconds:.1f} s; required 5, aim 2")
            if bench.errors and len(columns) == 2:
                for row, hit in alerts[:60]:
                    effects = ", ".join(f"{e['feature']} {e['effect']}" for e in hit["evidence"])
                    print(f"    alert {hit['score']:.3f} n {hit['name_similarity']:.3f} {row['full_name']} | {hit['name']['candidate']} | {effects}")


def un_without_scripts(bench):
    """The last UN edition with all original-script forms and aliases taken out."""
    tree = xml.parse(bench.data / "lists" / "un" / UN_EDITIONS[1])
    for entry in [*tree.getroot().iter("INDIVIDUAL"), *tree.getroot().iter("ENTITY")]:
        for tag in REMOVED_TAGS:
            for child in entry.findall(tag):
                entry.remove(child)
    out = bench.folder / "un-primary.xml"
    tree.write(out, encoding="utf-8", xml_declaration=True)
    return out


def measure_scripts(bench):
    rows = [row for row in read_rows(bench.data / "pairs" / "un_aliases.csv") if row["kind"] == "original_script"]
    schema = {"INDIVIDUAL": "Person", "ENTITY": "Organization"}
    results = bench.screen(("schema", "name"), [(schema[row["type"]], row["variant"]) for row in rows],
                           [f"un={un_without_scripts(bench)}"], "--threshold", "0.01")
    places = [next((i for i, hit in enumerate(hits) if hit["id"] == row["ref"]), None) for row, hits in zip(rows, results)]
    print(f"UN names in their original script, in the list without original scripts and aliases: {len(rows)} rows")
    report("right entry among the first 5", f"{sum(p is not None for p in places) / len(rows):.4f}", "required 0.95, aim 0.98")
    report("right entry first", f"{sum(p == 0 for p in places) / len(rows):.4f}")
    for least, words in ((0.50, "listed at the default threshold"), (0.70, "as a match")):
        report(f"right entry among the first 5, {words}",
               f"{sum(p is not None and hits[p]['score'] >= least for p, hits in zip(places, results)) / len(rows):.4f}")
    report("plain peer: the same words in any order",
           f"{sum(plain.same_words_key(r['variant']) == plain.same_words_key(r['primary']) for r in rows) / len(rows):.4f}")
    if bench.errors:
        for row, place, hits in zip(rows, places, results):
            if place is None:
                print(f"    missed {row['variant']} | {row['primary']} | {'; '.join(h['caption'] for h in hits[:2])}")


PARTS = {"pairs": measure_pairs, "labelled": measure_labelled, "perturbed": measure_perturbed, "negatives": measure_negatives,
         "scripts": measure_scripts}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / "build" / "manumit", type=pathlib.Path)
    parser.add_argument("--data", default=os.environ.get("MANUMIT_TESTDATA"))
    parser.add_argument("--labelled", default=LABELLED, type=pathlib.Path)
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(arguments, folder)
        for part in arguments.only or PARTS:
            if arguments.data is None and part != "labelled":
                print(f"{part}: skipped: no test data")
            else:
                PARTS[part](bench)


if __name__ == "__main__":
    main()
