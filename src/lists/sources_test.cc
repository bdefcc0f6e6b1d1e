#include <gtest/gtest.h>

#include "base/limits.h"
#include "lists/lists.h"
#include "lists/testing.h"

namespace lists {
namespace {

using testing::Gathered;
using testing::TempFolder;

constexpr std::string_view kUn = "<?xml version=\"1.0\"?>\n<!-- c --><CONSOLIDATED_LIST/>";
constexpr std::string_view kFtm =
    "{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"A B\"]}}\n";
constexpr std::string_view kMap =
    "[entity]\nschema = \"Person\"\n[[value]]\nproperty = \"name\"\ncolumn = \"Name\"\n";

std::string Reason(const base::Result<std::vector<Source>>& result) {
  return result ? "found" : result.error().external;
}

TEST(FindSourcesTest, AFileByItsContent) {
  TempFolder folder;
  const std::string un = folder.Write("un.list", kUn);
  const base::Result<std::vector<Source>> plain = FindSources(un);
  ASSERT_TRUE(plain) << plain.error().external;
  EXPECT_EQ(plain->at(0).layout, "un-xml");
  EXPECT_EQ(plain->at(0).list, "un");
  EXPECT_EQ(FindSources("UN 2026=" + un)->at(0).list, "UN 2026");
  EXPECT_EQ(FindSources(folder.Write("x.json", kFtm))->at(0).layout, "ftm-jsonl");
  EXPECT_EQ(FindSources(folder.Write("done.mnx", "x"))->at(0).layout, "compiled");
  folder.Write("t.csv.map.toml", kMap);
  EXPECT_EQ(FindSources(folder.Write("t.csv", "Name\nA\n"))->at(0).layout, "mapped-table");
  const std::string equals = folder.Write("a=b.json", kFtm);
  EXPECT_EQ(FindSources(equals)->at(0).list, "a=b");
}

TEST(FindSourcesTest, SaysWhatItLookedFor) {
  TempFolder folder;
  EXPECT_EQ(FindSources(folder.Path("none.csv")).error().code, base::Code::kNotFound);
  EXPECT_EQ(FindSources("").error().code, base::Code::kNotFound);
  EXPECT_NE(Reason(FindSources(folder.Write("t.csv", "Name\nA\n"))).find("t.csv.map.toml"),
            std::string::npos);
  EXPECT_NE(Reason(FindSources(folder.Write("m.csv.map.toml", kMap))).find("this is a mapping"),
            std::string::npos);
  EXPECT_NE(Reason(FindSources(folder.Write("e.csv", " \n"))).find("empty"), std::string::npos);
  EXPECT_NE(Reason(FindSources(folder.Write("e0.csv", ""))).find("e0.csv"), std::string::npos);
  EXPECT_NE(Reason(FindSources(folder.Write("o.xml", "<other/>"))).find("sdnList"), std::string::npos);
  EXPECT_EQ(FindSources(folder.Write("s.xml", "<sdnList/>"))->at(0).layout, "ofac-xml");
  EXPECT_NE(Reason(FindSources(folder.Write("b.xml", "<sdnList"))).find("b.xml"), std::string::npos);
  EXPECT_NE(Reason(FindSources(folder.Write("j.json", "{\"a\":1}\n"))).find("known layout"),
            std::string::npos);
}

TEST(FindSourcesTest, SaysWhatAFileIsThatIsNoList) {
  TempFolder folder;
  for (const std::string_view page :
       {"<!DOCTYPE html>\n<html><body>List</body></html>", "\xEF\xBB\xBF<HTML lang=\"en\">",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" "
        "\"x\">\n<html/>"}) {
    EXPECT_NE(Reason(FindSources(folder.Write("list.xml", page))).find("this is a web page, not the list"),
              std::string::npos)
        << page;
  }
  EXPECT_NE(
      Reason(FindSources(folder.Write("list.xml", "<!DOCTYPE sdnList><sdnList/>"))).find("<!DOCTYPE …>"),
      std::string::npos);
  EXPECT_NE(Reason(FindSources(folder.Write("list.mnp", "MANUMPA\nx"))).find("these are compiled parties"),
            std::string::npos);
  EXPECT_EQ(FindSources(folder.Write("list.bin", "MANUMNX\nx"))->at(0).layout, "compiled");
  const std::string cut = Reason(FindSources(folder.Write("list.xlsx", "PK\x03\x04 and no more")));
  EXPECT_NE(cut.find("it may have been cut off"), std::string::npos) << cut;
  EXPECT_EQ(cut.find("map.toml"), std::string::npos) << cut;
}

TEST(ReadTest, XmlThatWasCutOffSaysSo) {
  TempFolder folder;
  const std::string_view whole =
      "<!-- <a> --><sdnList><sdnEntry><uid>7</uid><lastName>X</lastName></sdnEntry></sdnList>";
  for (const std::size_t size : {whole.size() - 1, whole.size() - 9, whole.size() - 20, whole.size() - 30}) {
    Gathered gathered;
    const base::Status status = testing::ReadAll(folder.Write("list.xml", whole.substr(0, size)), gathered);
    ASSERT_FALSE(status);
    const bool closed = size == whole.size() - 1;  // only its last ">" is missing
    EXPECT_EQ(status.error().external.find("the file was cut off") == std::string::npos, closed)
        << status.error().external;
    EXPECT_EQ(status.error().external.find("fetch it again") == std::string::npos, closed);
  }
  Gathered gathered;
  const base::Status status =
      testing::ReadAll(folder.Write("list.xml", "<sdnList><a></b></sdnList>"), gathered);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().external.find("cut off"), std::string::npos) << status.error().external;
}

TEST(FindSourcesTest, AFolderOfLists) {
  TempFolder folder;
  folder.Write("b.xml", kUn);
  folder.Write("a.json", kFtm);
  folder.Write("c/SDN.csv", "1,A,individual,X,-0-,-0-,-0-,-0-,-0-,-0-,-0-,-0-\n");
  folder.Write("t.csv", "Name\nA\n");
  folder.Write("t.csv.map.toml", kMap);
  folder.Write("README.md", "x");
  folder.Write("LICENSE", "x");
  folder.Write(".hidden", "x");
  const base::Result<std::vector<Source>> found = FindSources(folder.Path());
  ASSERT_TRUE(found) << found.error().external;
  std::string names;
  for (const Source& source : *found) names += source.list + ":" + source.layout + " ";
  EXPECT_EQ(names, "a:ftm-jsonl b:un-xml c:ofac-csv t:mapped-table ");
  EXPECT_NE(Reason(FindSources("X=" + folder.Path())).find("holds 4 lists"), std::string::npos);
  EXPECT_EQ(FindSources("X=" + folder.Path("c"))->at(0).list, "X");
  EXPECT_EQ(FindSources(folder.Path("c/"))->at(0).list, "c");
  EXPECT_EQ(FindSources(folder.Path("c/SDN.csv"))->at(0).layout, "ofac-csv");
}

TEST(FindSourcesTest, AFolderWithWhatIsNoListIsAnError) {
  TempFolder folder;
  std::filesystem::create_directories(folder.Path("empty"));
  EXPECT_EQ(FindSources(folder.Path("empty")).error().code, base::Code::kNotFound);
  folder.Write("two/a.json", kFtm);
  folder.Write("two/a.xml", kUn);
  EXPECT_NE(Reason(FindSources(folder.Path("two"))).find("would both be the list \"a\""), std::string::npos);
  folder.Write("odd/a.json", kFtm);
  folder.Write("odd/picture.png", "\x89PNG");
  EXPECT_NE(Reason(FindSources(folder.Path("odd"))).find("picture.png"), std::string::npos);
  std::string deep = "deep";
  for (int i = 0; i <= base::kMaxFolderDepth; ++i) deep += "/d";
  folder.Write(deep + "/a.json", kFtm);
  EXPECT_NE(Reason(FindSources(folder.Path("deep"))).find("kMaxFolderDepth"), std::string::npos);
}

TEST(FindSourcesTest, ListsInAFolderAreLimited) {
  TempFolder folder;
  for (std::size_t i = 0; i <= base::kMaxLists; ++i) folder.Write("l" + std::to_string(i) + ".json", kFtm);
  EXPECT_NE(Reason(FindSources(folder.Path())).find("kMaxLists"), std::string::npos);
}

TEST(ReadTest, AFileIsLimited) {
  TempFolder folder;
  const std::string path = folder.Write("un.xml", kUn);
  std::error_code fault;
  std::filesystem::resize_file(path, base::kMaxInputFileBytes + 1, fault);  // sparse
  if (fault) GTEST_SKIP() << "skipped: no sparse files here";
  Gathered gathered;
  const base::Result<Edition> edition =
      Read(Source{"un", path, "un-xml"}, gathered.sink, gathered.problem_sink);
  ASSERT_FALSE(edition);
  EXPECT_EQ(edition.error().code, base::Code::kTooLarge) << edition.error().external;
}

TEST(ReadTest, OtherLayoutsAndLostFiles) {
  Gathered gathered;
  EXPECT_EQ(Read(Source{"x", "x.mnx", "compiled"}, gathered.sink, gathered.problem_sink).error().code,
            base::Code::kInvalid);
  EXPECT_EQ(Read(Source{"x", "/none/x.xml", "un-xml"}, gathered.sink, gathered.problem_sink).error().code,
            base::Code::kNotFound);
  EXPECT_EQ(Read(Source{"x", "/none/x", "ofac-csv"}, gathered.sink, gathered.problem_sink).error().code,
            base::Code::kNotFound);
}

}  // namespace
}  // namespace lists
