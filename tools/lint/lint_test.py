"""Each check must find the fault it is for, and nothing in a tree without faults."""

import json
import pathlib
import tempfile
import unittest

import compilers
import contrast
import floors
import lint
import messages
import sizes
import whole
import words
from tree import Tree, blank_comments

GOOD = {
    "rooms.txt": "# floors\n0 base\n1 text\n1 files text\n4 panel\n4 voice panel\n4 alone\n",
    "cmake/toolchain.cmake": "set(room_libs_text PkgConfig::ICU)\nset(room_libs_panel Boost::json)\n",
    "tools/dev/packages.sh": "packages_build=(g++ libicu-dev)\n",
    "docs/dependencies.md": "| Debian package | version | licence | linked | for |\n|---|---|---|---|---|\n"
                            "| g++ | 12.2 | GPL-3 with runtime exception | no | compiler |\n"
                            "| libicu-dev | 72.1 | ICU | yes | Unicode |\n",
    "src/base/limits.h": "#pragma once\ninline constexpr int kMaxRows = 5;  // rows\n",
    "src/base/limits_test.cc": '#include "base/limits.h"\nTEST(Limits, Rows) { EXPECT_EQ(kMaxRows, 5); }\n',
    "src/text/fold.h": '#pragma once\n#include "base/limits.h"\n',
    "src/text/fold.cc": '#include "text/fold.h"\n#include <unicode/uchar.h>\n#include "text/fold_table.inc"\n',
    "src/text/fold_table.inc": "1, 2,\n",
    "src/files/csv.cc": '#include "text/fold.h"\n',
    "src/panel/panel.h": "#pragma once\n#include <boost/json/fwd.hpp>\n",
    "src/panel/panel.cc": '#include "panel/panel.h"\n#include <boost/json.hpp>\n',
    "src/voice/voice.cc": '#include "panel/panel.h"\n',
    "data/names.tsv": "a\tb\n",
    "tools/make_names.py": "# writes data/names.tsv\n",
}

CATALOGUE_HEAD = 'msgid ""\nmsgstr ""\n"Language: ko\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n' \
    '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n"Project-Id-Version: x\\n"\n' \
    '"PO-Revision-Date: 2026-11-22 00:00+0000\\n"\n"Last-Translator: x\\n"\n"Language-Team: x\\n"\n\n'


class Sample(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def tree(self, **changes):
        files = dict(GOOD)
        files.update(changes.get("files", {}))
        for name, text in files.items():
            path = pathlib.Path(self.folder.name) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Tree(self.folder.name)

    def finds(self, check, name, text, what):
        """The one fault of `check` in the good tree with this file in it lies in `what`."""
        faults = [str(fault) for fault in check(self.tree(files={name: text}))]
        self.assertEqual(len(faults), 1, faults)
        self.assertIn(what, faults[0])

    def clean(self, check, name, text):
        self.assertEqual([str(f) for f in check(self.tree(files={name: text}))], [])


class Good(Sample):
    def test_no_faults(self):
        tree = self.tree()
        for name, check in lint.CHECKS.items():
            if check.__module__ != "compilers":
                with self.subTest(name):
                    self.assertEqual([str(fault) for fault in check(tree)], [])


class Floors(Sample):
    def test_upwards(self):
        self.finds(floors.check_floors, "src/base/up.cc", '#include "text/fold.h"\n', "src/base/up.cc:1: room 'base'")

    def test_beside_without_permission(self):
        self.finds(floors.check_floors, "src/text/side.cc", '\n#include "files/csv.h"\n', "src/text/side.cc:2")

    def test_past_the_front_door(self):
        self.finds(floors.check_floors, "src/voice/store.cc", '#include "panel/store.h"\n', "front doors")

    def test_unknown_room(self):
        self.finds(floors.check_floors, "src/cellar/x.cc", "", "not in rooms.txt")

    def test_include_without_room(self):
        self.finds(floors.check_floors, "src/text/near.cc", '#include "fold.h"\n', '"text/fold.h"')

    def test_library_not_linked(self):
        self.finds(floors.check_libraries, "src/files/icu.cc", "#include <unicode/uchar.h>\n", "PkgConfig::ICU")

    def test_boost_in_header(self):
        self.finds(floors.check_libraries, "src/panel/json.h", "#pragma once\n#include <boost/json.hpp>\n", "fwd.hpp")


class Words(Sample):
    def test_code(self):
        for code in ("auto x = std::format(a);", "using namespace std;", "strcpy(a, b);", "int i = rand();",
                     "co_await f();", "#include <iostream>", "printf(text);", "delete x;", "catch (...) {}", "int i = std::stoi(s);"):
            with self.subTest(code):
                self.finds(words.check_code_words, "src/text/bad.cc", code + "\n", "src/text/bad.cc:1")

    def test_not_in_comments_and_literals(self):
        self.clean(words.check_code_words, "src/text/good.cc",
                   '// using namespace\n/* rand() */ const char* k = "strcpy(a, b)"; auto r = R"(delete x;)"; brand();\n')

    def test_text(self):
        for text in ("# TO" "DO later", "see /ho" "me/me/x", "not yet imple" "mented", "<<<<" "<<< HEAD", "end of line "):
            with self.subTest(text):
                self.finds(words.check_text_words, "docs/bad.md", text + "\n", "docs/bad.md:1")

    def test_ordinary_paths_pass(self):
        self.clean(words.check_text_words, "docs/good.md", "build/home/x, https://a.example/home/x, $HOME/work/x\n")


class Sizes(Sample):
    def function(self, lines):
        return "int F(int a) {\n" + "  a += 1;\n" * (lines - 3) + "  return a;\n}\n"

    def test_long_function(self):
        self.clean(sizes.check_sizes, "src/text/long_test.cc", self.function(70))
        self.finds(sizes.check_sizes, "src/text/long_test.cc", self.function(71), "long_test.cc:1: function F has 71 lines")

    def test_table_rows_are_not_counted(self):
        rows = 'TEST(A, B) {\n  Row rows[] = {\n' + '      {"a", 1},\n' * 200 + "  };\n}\n"
        self.clean(sizes.check_sizes, "src/text/rows_test.cc", rows)

    def test_method_of_a_class_with_initialisers(self):
        code = "namespace a {\nclass B {\n  B(int x) : x_{x}, y_(x) {\n" + "    f();\n" * 80 + "  }\n};\n}\n"
        self.finds(sizes.check_sizes, "src/text/method_test.cc", code, "has 82 lines")

    def test_what_is_no_function(self):
        code = "struct A {\n" + "  int a = f(1);\n" * 80 + "};\nconst B kB = {\n" + "    g(1),\n" * 80 + "};\n"
        self.assertEqual(sizes.functions(blank_comments(code)), [])

    def test_many_middling_functions(self):
        self.finds(sizes.check_sizes, "src/text/mid.cc", self.function(31), "0 of 1 functions")

    def test_file(self):
        self.finds(sizes.check_sizes, "src/text/file.cc", "int a;\n" * 401, "file has 401 lines")
        self.finds(sizes.check_sizes, "src/text/file.cc", "int a;\n" * 1001, "hard limit")

    def test_ratchet(self):
        long_file = {"src/text/long_test.cc": self.function(80)}
        entry = "function src/text/long_test.cc F"
        for allowed, faults in ((79, 1), (80, 0), (81, 1)):
            with self.subTest(allowed):
                tree = self.tree(files=dict(long_file, **{"tools/lint/ratchet.txt": f"{entry} {allowed}\n"}))
                self.assertEqual(len(list(sizes.check_sizes(tree))), faults)
        tree = self.tree(files=dict(long_file, **{"tools/lint/ratchet.txt": f"{entry} 90\nfile src/gone.cc - 500\n"}))
        sizes.tighten(tree)
        text = (tree.root / sizes.RATCHET).read_text(encoding="utf-8")
        self.assertIn(f"{entry} 80\n", text)
        self.assertNotIn("gone", text)


class Whole(Sample):
    def test_names(self):
        self.finds(whole.check_names, "src/text/BadName.cc", "", "snake_case")
        self.tree()

    def test_pragma_once(self):
        self.finds(whole.check_names, "src/text/bare.h", "int a;\n", "#pragma once")

    def test_dead(self):
        for name, text in (("src/text/lonely.h", "#pragma once\n"), ("src/text/lonely.inc", "1\n"), ("data/lonely.tsv", "1\n"),
                           ("bench/lonely.cc", "\n")):
            with self.subTest(name):
                tree = self.tree(files={name: text})
                self.assertEqual([f.path for f in whole.check_dead_files(tree)], [name])
                (tree.root / name).unlink()

    def test_header_used_only_by_itself(self):
        self.tree(files={"src/text/own.cc": '#include "text/own.h"\n', "src/text/own_test.cc": '#include "text/own.h"\n'})
        self.finds(whole.check_dead_files, "src/text/own.h", "#pragma once\n", "src/text/own.h: dead")

    def test_limit_without_test(self):
        self.finds(whole.check_limits, "src/base/limits.h", "#pragma once\ninline constexpr int kMaxCells = 5;\n", "kMaxCells")

    def test_links(self):
        self.finds(whole.check_links, "docs/a.md", "[x](dependencies.md) [y](gone.md) [z](https://a.example/)\n", "gone.md does not exist")

    def test_licences(self):
        table = GOOD["docs/dependencies.md"]
        self.finds(whole.check_licences, "docs/dependencies.md", table + "| libglpk-dev | 5 | GPL-3 | yes | LP |\n", "libglpk-dev")
        self.finds(whole.check_licences, "docs/dependencies.md", table + "| libx-dev | | MIT | yes | x |\n", "version and licence")
        self.clean(whole.check_licences, "docs/dependencies.md", table + "| libgmp-dev | 6 | LGPL-3 | yes | x |\n")
        self.finds(whole.check_licences, "docs/dependencies.md", table.replace("libicu-dev", "libother-dev"), "libicu-dev")


class Compilers(Sample):
    def test_closure(self):
        tree = self.tree()
        self.assertEqual([str(p) for p in compilers.closure(tree, pathlib.PurePosixPath("src/files/csv.cc"))],
                         ["src/base/limits.h", "src/files/csv.cc", "src/text/fold.h"])

    def compile_commands(self):
        root = self.tree().root
        command = f"g++ -std=c++20 -I{root}/src -o odd.o -c {root}/src/text/odd.cc"
        entries = [{"directory": str(root), "file": f"{root}/src/text/odd.cc", "command": command}]
        (root / "build").mkdir()
        (root / "build/compile_commands.json").write_text(json.dumps(entries), encoding="utf-8")

    def test_header_that_does_not_compile_alone(self):
        self.compile_commands()
        self.finds(compilers.check_headers, "src/text/needy.h", "#pragma once\nstd::string f();\n", "needy.h: does not compile alone")

    def test_format(self):
        style = {".clang-format": "BasedOnStyle: Google\nSortIncludes: Never\n"}
        self.tree(files=style)
        self.finds(compilers.check_format, "src/text/ugly.cc", "int   f( ) ;\n", "src/text/ugly.cc:1")

    def test_tidy(self):
        self.compile_commands()
        self.tree(files={".clang-tidy": "Checks: '-*,modernize-use-nullptr'\nWarningsAsErrors: '*'\n"})
        self.finds(compilers.check_tidy, "src/text/odd.cc", "\nint* p = 0;\n", "src/text/odd.cc:2: use nullptr")

    def test_each_source_of_a_group_has_the_commands_of_the_group(self):
        tree = self.tree()
        group = tree.root / "build/generated/groups/text_code_0.cc"
        group.parent.mkdir(parents=True)
        group.write_text('#include "text/odd.cc"\n#include "text/fold.cc"\n', encoding="utf-8")
        entries = [{"directory": str(tree.root), "file": str(group), "command": f"ccache g++ -Wall -o x.o -c {group}"}]
        (tree.root / "build/compile_commands.json").write_text(json.dumps(entries), encoding="utf-8")
        commands = compilers.compile_commands(tree)
        path = pathlib.PurePosixPath
        self.assertEqual(commands, {path("src/text/odd.cc"): ["ccache", "g++", "-Wall"], path("src/text/fold.cc"): ["ccache", "g++", "-Wall"]})
        entry = json.loads((compilers.write_database(tree, commands) / "compile_commands.json").read_text(encoding="utf-8"))[0]
        self.assertEqual(entry["arguments"], ["g++", "-Wall", "-c", f"{tree.root}/src/text/fold.cc"])

    def test_a_changed_header_is_read_through_its_nearest_source_alone(self):
        tree = self.tree()
        path = pathlib.PurePosixPath
        sources = [path("src/files/csv.cc"), path("src/text/fold.cc"), path("src/panel/panel.cc")]
        self.assertEqual(compilers.to_tidy(tree, sources, {path("src/text/fold.h")}), [path("src/text/fold.cc")])
        self.assertEqual(compilers.to_tidy(tree, sources, {path("src/text/fold.h"), path("src/files/csv.cc")}), [path("src/files/csv.cc")])
        self.assertEqual(compilers.to_tidy(tree, sources, {path("src/panel/panel.cc")}), [path("src/panel/panel.cc")])
        self.assertEqual(compilers.to_tidy(tree, sources, set()), [])

    def test_shell(self):
        self.finds(compilers.check_shell, "tools/bad.sh", "#!/usr/bin/env bash\nrm $1\n", "tools/bad.sh:2")


class Pages(Sample):
    def catalogue(self, entries):
        texts = {"src/panel/pages.cc": 'f(l.tr("Hello, {name}"), l.ctr("verb", "Open"), l.ntr("{n} alert", "{n} alerts", n));\n',
                 "po/ko.po": CATALOGUE_HEAD + entries}
        return [str(fault) for fault in messages.check_messages(self.tree(files=texts))]

    def test_messages(self):
        good = '#, python-brace-format\nmsgid "Hello, {name}"\nmsgstr "{name} hello"\n\nmsgctxt "verb"\nmsgid "Open"\nmsgstr "Do"\n\n' \
               '#, python-brace-format\nmsgid "{n} alert"\nmsgid_plural "{n} alerts"\nmsgstr[0] "{n} many"\n'
        self.assertEqual(self.catalogue(good), [])
        for broken, what in ((good.replace('"Do"', '""'), '"Open" is not translated'),
                             (good.replace('msgctxt "verb"\n', ""), 'no translation of "Open"'),
                             (good.replace("#, python", "#, fuzzy, python", 1), "is not translated"),
                             (good + '\nmsgid "Old"\nmsgstr "Alt"\n', '"Old" is in no source'),
                             (good.replace('"{name} hello"', '"{nam} hello"'), "'nam'")):
            faults = self.catalogue(broken)
            self.assertTrue(any(what in fault for fault in faults), (what, faults))

    def test_messages_that_count_and_do_not(self):
        texts = {"src/panel/pages.cc": 'f(l.tr("Remove"), l.ntr("Remove", "Remove {n}", n));\n', "po/ko.po": CATALOGUE_HEAD}
        faults = [str(fault) for fault in messages.check_messages(self.tree(files=texts))]
        self.assertTrue(any("both a tr and the first of an ntr" in fault for fault in faults), faults)

    def test_contrast(self):
        sheets = {str(sheet): (pathlib.Path(__file__).resolve().parents[2] / sheet).read_text(encoding="utf-8")
                  for sheet in contrast.SHEETS}
        self.assertEqual([str(f) for f in contrast.check_contrast(self.tree(files=sheets))], [])
        pale = {**sheets, "src/html/manumit.css": sheets["src/html/manumit.css"].replace("--ink-2:#465350", "--ink-2:#a6b3b0")}
        self.assertTrue(any("light: --ink-2 on --paper" in str(f) for f in contrast.check_contrast(self.tree(files=pale))))


if __name__ == "__main__":
    unittest.main()
