"""The plainest peers, which everything else has to beat: edit distance over sorted folded words, and the same words in any order."""
import re
import unicodedata


def folded_words(name):
    plain = unicodedata.normalize("NFKD", name.casefold())
    return sorted(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


def edit_distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def sorted_words_score(left, right):
    a, b = " ".join(folded_words(left)), " ".join(folded_words(right))
    return 1 - edit_distance(a, b) / max(1, len(a), len(b))


def same_words_key(name):
    return " ".join(folded_words(name))
