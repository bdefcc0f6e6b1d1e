"""The build ends where a language of the worker's pages lacks a text, and says which."""

import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class WorkerTexts(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name in ("data/advice", "po/worker"):
            shutil.copytree(ROOT / name, self.root / name)
        for name in ("src/voice/intake/teams.h", "src/voice/worker/advice.cc"):
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.root / name)

    def said(self):
        done = subprocess.run(["cmake", f"-Droot={self.root}", "-P", ROOT / "cmake" / "worker_texts.cmake"], capture_output=True, text=True)
        return done.returncode, " ".join(done.stderr.split())

    def test_all_are_there(self):
        self.assertEqual(self.said(), (0, ""))

    def test_what_is_missing_is_named(self):
        for name in ("data/advice/my/fees.md", "data/advice/en/there.md", "po/worker/uz.po"):
            with self.subTest(name):
                (self.root / name).rename(self.root / "away")
                code, words = self.said()
                self.assertNotEqual(code, 0)
                self.assertIn(f"{name} is missing", words)
                (self.root / "away").rename(self.root / name)

    def test_a_text_without_title(self):
        (self.root / "data/advice/th/money.md").write_text("no title\n", encoding="utf-8")
        self.assertIn("data/advice/th/money.md does not begin with its title", self.said()[1])

    def test_what_nobody_would_read(self):
        for name in ("data/advice/th/other.md", "po/worker/xx.po"):
            with self.subTest(name):
                (self.root / name).write_text("# x\n", encoding="utf-8")
                self.assertIn(f"{name} is of no language or topic", self.said()[1])
                (self.root / name).unlink()


if __name__ == "__main__":
    unittest.main()
