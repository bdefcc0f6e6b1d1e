#!/usr/bin/env python3
"""Scores a file of name pairs with nomenklatura's logic-v2; runs in the virtual environment that bench/peers.py made.

usage: logic_v2.py PAIRS.csv SCORES.csv
       logic_v2.py --all PAIRS.csv

SCORES.csv has the column score, in the order of the rows. Prints the microseconds a pair with names analysed anew, then with the
names' analysis and all else remembered, each the least of three passes, and the version. With --all it prints the microseconds a pair
when every name on the left is compared with every one on the right, but for pairs whose schemata cannot match, its memories filling as
it goes; one pass.
"""
import csv
import functools
import gc
import importlib.metadata
import sys
import time

from followthemoney import model
from nomenklatura.matching import get_algorithm

REPEATS = 3


def entity(schema, name, number):
    return model.get_proxy({"id": f"e{number}", "schema": schema, "properties": {"name": [name]}})


def forget():
    """Empties the memories of single names and pairs; tables, whose memory has no bound, stay."""
    for item in gc.get_objects():
        if isinstance(item, functools._lru_cache_wrapper) and item.cache_parameters()["maxsize"] is not None:
            item.cache_clear()


def compare_all(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    algorithm = get_algorithm("logic-v2")
    config = algorithm.default_config()
    left = [entity(row["schema"], row["name1"], 2 * i) for i, row in enumerate(rows)]
    right = [entity(row["schema"], row["name2"], 2 * i + 1) for i, row in enumerate(rows)]
    algorithm.compare(left[0], right[0], config)  # reads the tables
    started = time.process_time()
    for one in left:
        for other in right:
            if one.schema.can_match(other.schema):
                algorithm.compare(one, other, config)
    print(f"{1e6 * (time.process_time() - started) / len(left) / len(right):.4f}")


def main():
    if sys.argv[1] == "--all":
        compare_all(sys.argv[2])
        return
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    algorithm = get_algorithm("logic-v2")
    config = algorithm.default_config()
    pairs = [(entity(row["schema"], row["name1"], 2 * i), entity(row["schema"], row["name2"], 2 * i + 1)) for i, row in enumerate(rows)]

    def score_all():
        started = time.process_time()
        scores = [algorithm.compare(left, right, config).score for left, right in pairs]
        return time.process_time() - started, scores

    scores = score_all()[1]
    anew = []
    for _ in range(REPEATS):
        forget()
        anew.append(score_all()[0])
    remembered = [score_all()[0] for _ in range(REPEATS)]
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write("score\n" + "".join(f"{score:.6f}\n" for score in scores))
    each = [1e6 * min(runs) / len(rows) for runs in (anew, remembered)]
    print(f"{each[0]:.3f} {each[1]:.3f} {importlib.metadata.version('nomenklatura')}")


if __name__ == "__main__":
    main()
