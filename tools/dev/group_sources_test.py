"""Tests of group_sources.py on small trees."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).parent / "group_sources.py"


class Groups(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def source(self, name, text):
        path = self.root / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def cc(self, name, local="", shared=""):
        self.source(name, f"namespace room {{\nnamespace {{\n\n{local}\n\n}}  // namespace\n\n{shared}\n\n}}  // namespace room\n")

    def groups(self, room="room", kind="code", size=8):
        out = self.root / "groups"
        subprocess.run([sys.executable, SCRIPT, self.root / "src", out, str(size)], check=True)
        made = []
        for line in (out / f"{room}_{kind}.txt").read_text(encoding="utf-8").split():
            path = pathlib.Path(line)
            inside = path.parent == out
            names = path.read_text(encoding="utf-8").split('"')[1::2] if inside else [str(path.relative_to(self.root / "src"))]
            made.append({pathlib.PurePosixPath(name).name for name in names})
        return made

    def test_files_of_one_folder_go_together(self):
        self.cc("room/a.cc", shared="int A() { return 1; }")
        self.cc("room/b.cc", shared="int B() { return 1; }")
        self.cc("room/part/c.cc", shared="int C() { return 1; }")
        self.cc("room/a_test.cc")
        self.assertEqual(self.groups(), [{"a.cc", "b.cc"}, {"c.cc"}])
        self.assertEqual(self.groups(kind="test"), [{"a_test.cc"}])

    def apart(self, one, other):
        self.cc("room/a.cc", *one)
        self.cc("room/b.cc", *other)
        self.assertEqual(sorted(map(sorted, self.groups())), [["a.cc"], ["b.cc"]])

    def test_the_same_function_twice(self):
        self.apart(("int Twice(int n) {\n  return 2 * n;\n}",), ("long Twice(long n) {\n  return 2 * n;\n}",))

    def test_the_same_constant_twice(self):
        self.apart(("constexpr int kMost = 3;",), ("constexpr std::string_view kMost = \"x\";",))

    def test_a_name_that_the_other_uses(self):
        self.apart(("struct Words {\n  int n;\n};",), ("", "Words Read() { return {}; }"))

    def test_an_alias_with_another_meaning(self):
        self.apart(("using Rows = std::vector<int>;",), ("using Rows = std::vector<long>;",))

    def test_a_name_that_an_included_header_declares(self):
        self.source("room/part.h", "namespace room {\nenum class Part { kOne };\n}  // namespace room\n")
        self.cc("room/a.cc", "enum class Part { kTwo };")
        self.source("room/b.cc", '#include "room/part.h"\n')
        self.source("room/b.cc", '#include "room/part.h"\n\nnamespace room {\nint B();\n}  // namespace room\n')
        self.assertEqual(sorted(map(sorted, self.groups())), [["a.cc"], ["b.cc"]])

    def test_members_comments_and_texts_do_not_count(self):
        self.cc("room/a.cc", "int Size() {\n  return 1;\n}")
        self.cc("room/b.cc", shared='int B(const std::string& s) { return s.Size() + 1; /* Size */ }  // Size\nauto k = "Size";')
        self.assertEqual(self.groups(), [{"a.cc", "b.cc"}])

    def test_the_same_alias_twice_does_not_count(self):
        self.cc("room/a.cc", "using desk::tr;\nnamespace json = boost::json;")
        self.cc("room/b.cc", "using desk::tr;\nnamespace json = boost::json;")
        self.assertEqual(self.groups(), [{"a.cc", "b.cc"}])

    def test_a_new_file_changes_one_group(self):
        for n in range(32):
            self.cc(f"room/f{n}.cc", shared=f"int F{n}();")
        before = self.groups(size=4)
        self.cc("room/g.cc", shared="int G();")
        after = self.groups(size=4)
        self.assertEqual(sum(group not in before for group in after), 1)
        self.assertEqual(set.union(*after), {f"f{n}.cc" for n in range(32)} | {"g.cc"})

    def test_a_changed_file_is_read_again(self):
        self.cc("room/a.cc", "int One();")
        self.cc("room/b.cc", "int Two();")
        self.assertEqual(len(self.groups()), 1)
        self.cc("room/b.cc", "int One();  // changed")
        self.assertEqual(len(self.groups()), 2)


if __name__ == "__main__":
    unittest.main()
