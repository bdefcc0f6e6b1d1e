"""Figures of how well a score tells pairs apart: pairs are (score, same, key) with `key` the group of names a pair belongs to."""
import math


class Pair:
    """A labelled pair with the score that some engine gave it."""

    def __init__(self, score, same, group="", strong=False, text=""):
        self.score, self.same, self.group, self.strong, self.text = score, same, group, strong, text


def steps(pairs):
    """(threshold, found, right) for every threshold that lies between two scores, strictest first.

    The threshold is the middle between the last score taken and the first left out, so that it means the same on pairs not seen.
    """
    ranked = sorted(pairs, key=lambda pair: -pair.score)
    right = 0
    for i, pair in enumerate(ranked):
        right += pair.same
        below = ranked[i + 1].score if i + 1 < len(ranked) else 0.0
        if below == pair.score:
            continue
        yield (pair.score + below) / 2, i + 1, right


def f1_of(found, right, positives):
    return 2 * right / (found + positives) if right else 0.0


def best_threshold(pairs):
    """The one threshold with the best F1, and that F1."""
    positives = sum(pair.same for pair in pairs)
    best = (0.0, 1.0)
    for threshold, found, right in steps(pairs):
        f1 = f1_of(found, right, positives)
        if f1 > best[0]:
            best = (f1, threshold)
    return best[1], best[0]


def threshold_at(pairs, precision):
    """The lowest threshold that keeps `precision`, and the recall there; (inf, 0) where there is none."""
    positives = sum(pair.same for pair in pairs)
    best = (math.inf, 0.0)
    for threshold, found, right in steps(pairs):
        if right and right >= precision * found and right / positives > best[1]:
            best = (threshold, right / positives)
    return best


def folds(pairs, count):
    """`count` lists of pairs; pairs of one group stay together. Groups are dealt out by size, then name: the same every time."""
    groups = {}
    for pair in pairs:
        groups.setdefault(pair.group, []).append(pair)
    dealt = [[] for _ in range(count)]
    for _, members in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        min(dealt, key=len).extend(members)
    return dealt


def across_folds(pairs, fit, count=5):
    """(precision, recall, F1) over all folds, the threshold of each fitted by `fit` on the others."""
    dealt = folds(pairs, count)
    found = right = 0
    for i, held_out in enumerate(dealt):
        threshold = fit([pair for j, fold in enumerate(dealt) if j != i for pair in fold])
        found += sum(pair.score >= threshold for pair in held_out)
        right += sum(pair.score >= threshold and pair.same for pair in held_out)
    positives = sum(pair.same for pair in pairs)
    return (right / found if found else 1.0), right / positives, f1_of(found, right, positives)


def wrong_at(pairs, threshold):
    return [pair for pair in pairs if (pair.score >= threshold) != pair.same]


def summary(pairs):
    """The figures of one engine on one set, as a dictionary in the order in which they are printed."""
    threshold, f1 = best_threshold(pairs)
    out = {"F1": f1, "threshold": threshold}
    out["recall at .90"] = threshold_at(pairs, 0.90)[1]
    out["recall at .95"] = threshold_at(pairs, 0.95)[1]
    out["F1, 5 folds"] = across_folds(pairs, lambda rest: best_threshold(rest)[0])[2]
    for precision in (0.90, 0.95):
        reached, recall, _ = across_folds(pairs, lambda rest, p=precision: threshold_at(rest, p)[0])
        out[f"recall at .{100 * precision:.0f}, 5 folds"] = recall
        out[f"precision there, .{100 * precision:.0f}"] = reached
    out["STRONG wrong"] = sum(pair.strong for pair in wrong_at(pairs, threshold))
    top = max(pair.score for pair in pairs)
    out["tied at the top"] = sum(pair.score == top for pair in pairs) / len(pairs)
    return out


def groups_by_names(rows):
    """The group of each (name, name): pairs that share a name, directly or over others, are of one group."""
    parent = {}

    def root(name):
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for left, right in rows:
        parent[root(" ".join(left.casefold().split()))] = root(" ".join(right.casefold().split()))
    return [root(" ".join(left.casefold().split())) for left, _ in rows]
