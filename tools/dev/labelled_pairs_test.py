"""Checks that bench/names/labelled_pairs.tsv is what its head says: sizes, labels, groups, clean rows."""

import collections
import pathlib
import unicodedata
import unittest

PAIRS = pathlib.Path(__file__).parents[2] / "bench" / "names" / "labelled_pairs.tsv"
COLUMNS = ["group", "script", "kind", "left", "right", "same", "note"]
MAIN_SCRIPTS = ["zh", "ko", "vi", "th", "ar", "cyr", "bn"]
SMALL_SCRIPTS = ["km", "my", "he", "el", "ja", "hi", "id"]
# A word of the Unicode name of at least one letter in every group of the script; Vietnamese and Indonesian are Latin.
LETTERS = {"zh": "CJK", "ko": "HANGUL", "vi": "LATIN", "th": "THAI", "ar": "ARABIC", "cyr": "CYRILLIC", "bn": "BENGALI", "km": "KHMER",
           "my": "MYANMAR", "he": "HEBREW", "el": "GREEK", "ja": "CJK|KATAKANA|HIRAGANA", "hi": "DEVANAGARI", "id": "LATIN"}


def rows():
    lines = PAIRS.read_text(encoding="utf-8").split("\n")
    table = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return table[0], [dict(zip(COLUMNS, fields, strict=True)) for fields in table[1:]]


class LabelledPairs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.head, cls.rows = rows()
        cls.groups = collections.defaultdict(list)
        for row in cls.rows:
            cls.groups[row["group"]].append(row)

    def test_columns_and_codes(self):
        self.assertEqual(self.head, COLUMNS)
        for row in self.rows:
            self.assertIn(row["script"], MAIN_SCRIPTS + SMALL_SCRIPTS, row)
            self.assertIn(row["kind"], ("person", "company"), row)
            self.assertIn(row["same"], ("0", "1"), row)

    def test_at_least_a_thousand_pairs_about_half_of_them_the_same(self):
        self.assertGreaterEqual(len(self.rows), 1000)
        share = sum(row["same"] == "1" for row in self.rows) / len(self.rows)
        self.assertGreaterEqual(share, 0.45)
        self.assertLessEqual(share, 0.55)

    def test_thirty_pairs_of_each_label_and_sixty_groups_in_every_main_script(self):
        labels = collections.Counter((row["script"], row["same"]) for row in self.rows)
        groups = collections.Counter(group[0]["script"] for group in self.groups.values())
        for script in MAIN_SCRIPTS:
            self.assertGreaterEqual(min(labels[script, "0"], labels[script, "1"]), 30, script)
            self.assertGreaterEqual(groups[script], 60, script)
        for script in SMALL_SCRIPTS:
            self.assertGreaterEqual(min(labels[script, "0"], labels[script, "1"]), 20, script)

    def test_companies_and_persons_in_every_script(self):
        kinds = collections.Counter((group[0]["script"], group[0]["kind"]) for group in self.groups.values())
        for script in MAIN_SCRIPTS + SMALL_SCRIPTS:
            self.assertGreaterEqual(min(kinds[script, "person"], kinds[script, "company"]), 5, script)

    def test_every_group_has_the_same_name_and_a_hard_negative(self):
        for name, group in self.groups.items():
            self.assertEqual({row["same"] for row in group}, {"0", "1"}, name)
            self.assertEqual(len({(row["script"], row["kind"]) for row in group}), 1, name)
            self.assertTrue(name.startswith(group[0]["script"] + "-"), name)

    def test_no_pair_twice_and_none_of_a_name_with_itself(self):
        pairs = collections.Counter(frozenset((row["left"], row["right"])) for row in self.rows)
        self.assertEqual([set(pair) for pair, times in pairs.items() if times > 1 or len(pair) == 1], [])

    def test_the_script_is_the_one_that_is_said(self):
        for name, group in self.groups.items():
            words = LETTERS[group[0]["script"]].split("|")
            letters = {letter for row in group for letter in row["left"] + row["right"]}
            self.assertTrue(any(unicodedata.name(letter, "").split()[0] in words for letter in letters), name)

    def test_clean_text(self):
        for row in self.rows:
            for column in COLUMNS:
                self.assertTrue(row[column], row)
                self.assertEqual(row[column], " ".join(row[column].split(" ")).strip(), row)
                self.assertEqual(row[column], unicodedata.normalize("NFC", row[column]), row)
                self.assertNotIn("  ", row[column], row)


if __name__ == "__main__":
    unittest.main()
