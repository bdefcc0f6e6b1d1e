#include "screening/console/console_world.h"

namespace screening::testing {
namespace {

class ImportPagesTest : public ConsoleTest {};
MANUMIT_ON_BOTH_DATABASES(ImportPagesTest);

constexpr const char* kFile =
    "업체명,국가,Vendor code,담당자 메모,Turnover with us\r\n"
    "한빛섬유,한국,V-1,,120000\r\n"
    "Harbour Bright Textile,China,V-2,,90000\r\n"
    ",Vietnam,V-3,,1\r\n"
    "Blue Mill,Vietnm,V-4,,5\r\n";

TEST_P(ImportPagesTest, FromTheFileToWhatCameOfIt) {
  EXPECT_TRUE(Has(Get("/imports").body, "No imports yet"));
  EXPECT_TRUE(Has(Get("/imports/new").body, "data-drop"));
  const std::string href = LocationOf(PostFile("/imports/new", "suppliers.csv", kFile, "Suppliers 2026"));
  ASSERT_TRUE(href.starts_with("/imports/")) << href;
  EXPECT_TRUE(Has(Get("/").body, "The import “Suppliers 2026” waits for you"));

  const std::string columns = Get(href).body;
  EXPECT_TRUE(Has(columns, "<h1>Suppliers 2026</h1>")) << columns;
  EXPECT_TRUE(Has(columns, "한빛섬유"));
  EXPECT_TRUE(Has(columns, "name=\"use-0\""));
  EXPECT_TRUE(Has(columns, "Not recognised"));

  const std::string version = FieldOn(columns, "version");
  const net::Response saved =
      Send(href, "version=" + version + "&source=Suppliers+2026&header_row=1&use-0=name&use-1=country&" +
                     "use-2=number&use-3=-&use-4=spend");
  ASSERT_EQ(LocationOf(saved), href + "?step=check") << saved.body;
  const std::string check = Get(href + "?step=check").body;
  EXPECT_TRUE(Has(check, "V-2")) << check;
  EXPECT_TRUE(Has(check, "Row left out"));
  EXPECT_TRUE(Has(check, "Field set aside"));
  EXPECT_TRUE(Has(check, "Vietnm"));

  EXPECT_EQ(LocationOf(Send(href + "/start", "version=" + FieldOn(check, "version"))), href);
  const std::string running = Get(href).body;
  EXPECT_TRUE(Has(running, "data-events=\"/jobs/")) << running;
  EXPECT_TRUE(Has(running, "<progress"));
  RunJobs();

  const std::string done = Get(href).body;
  EXPECT_TRUE(Has(done, "What came of the rows")) << done;
  EXPECT_TRUE(Has(done, "4 rows were read."));
  const std::string rejects = Streamed(Get(href + "/rejects.csv"));
  EXPECT_TRUE(rejects.starts_with("row,column,value,reason,left_out\r\n")) << rejects;
  EXPECT_TRUE(Has(rejects, "Vietnm"));
  EXPECT_TRUE(Has(Get("/imports").body, "suppliers.csv"));
  EXPECT_TRUE(Has(Get("/parties?source=Suppliers+2026").body, "V-1"));
}

TEST_P(ImportPagesTest, PartiesThatTheNextFileDoesNotNameCanBeRemoved) {
  for (const char* const file :
       {"Name,Number\r\nBlue Mill,1\r\nRed Mill,2\r\n", "Name,Number\r\nBlue Mill,1\r\n"}) {
    const std::string href = LocationOf(PostFile("/imports/new", "mills.csv", file, "Mills"));
    ASSERT_TRUE(href.starts_with("/imports/"));
    EXPECT_EQ(LocationOf(Send(href + "/start", "version=" + FieldOn(Get(href).body, "version"))), href);
    RunJobs();
    clock_->Advance(base::kMinuteMs);
  }
  const auto newest = services().imports.List(org_, 10).value().front();
  const std::string href = "/imports/" + newest.id.text();
  const std::string done = Get(href).body;
  EXPECT_TRUE(Has(done, "Red Mill")) << done;
  EXPECT_EQ(LocationOf(Send(href + "/remove-missing", "")), href);
  EXPECT_FALSE(Has(Get("/parties").body, "Red Mill"));
  EXPECT_TRUE(Has(Get("/parties").body, "Blue Mill"));
}

// A party of a file that somebody corrected by hand is still named by that file.
TEST_P(ImportPagesTest, ACorrectionByHandIsNotMissing) {
  const std::string import =
      LocationOf(PostFile("/imports/new", "mills.csv", "Name,Country\r\nBlue Mill,vn\r\n", "Mills"));
  Send(import + "/start", "version=" + FieldOn(Get(import).body, "version"));
  RunJobs();
  const Party party = services().parties.List(org_, {}, {}, 10).value().parties.front();
  const std::string edit = "/parties/" + party.id.text() + "/edit";
  EXPECT_EQ(Send(edit, "version=" + FieldOn(Get(edit).body, "version") +
                           "&name=Blue+Mill&schema=Company&country=kr")
                .status,
            303);
  EXPECT_EQ(services().parties.Get(org_, party.id).value().country, "kr");
  EXPECT_TRUE(services().imports.Missing(org_, party.import, 10).value().empty());
}

TEST_P(ImportPagesTest, WhatIsNotATableIsSaidAtTheField) {
  const net::Response nothing = PostFile("/imports/new", "", "", "Mills");
  EXPECT_EQ(nothing.status, 422);
  EXPECT_TRUE(Has(nothing.body, "id=\"file-err\"")) << nothing.body;
  EXPECT_EQ(FieldOn(nothing.body, "source"), "Mills");
  const net::Response wrong = PostFile("/imports/new", "a.xlsx", "PK\x03\x04 broken", "Mills");
  EXPECT_EQ(wrong.status, 422) << wrong.body;
  EXPECT_EQ(FieldOn(wrong.body, "source"), "Mills");
}

TEST_P(ImportPagesTest, AMappingThatIsRefusedStaysAsItWasChosen) {
  const std::string href =
      LocationOf(PostFile("/imports/new", "mills.csv", "Name,A,B\r\nBlue Mill,1,2\r\n", "Mills"));
  const net::Response twice =
      Send(href, "version=" + FieldOn(Get(href).body, "version") +
                     "&source=Other+mills&header_row=1&use-0=name&use-1=number&use-2=number");
  EXPECT_EQ(twice.status, 422) << twice.body;
  EXPECT_EQ(FieldOn(twice.body, "source"), "Other mills");
  const std::size_t second = twice.body.find("name=\"use-2\"");
  EXPECT_NE(twice.body.find("<option value=\"number\" selected", second), std::string::npos);
  EXPECT_EQ(Send(href, "version=1&header_row=many").status, 422);
}

TEST_P(ImportPagesTest, AnotherHeaderRowIsLookedAtAgain) {
  const std::string href = LocationOf(
      PostFile("/imports/new", "mills.csv", "Our list\r\nName,Country\r\nBlue Mill,vn\r\n", "Mills"));
  const std::string version = FieldOn(Get(href).body, "version");
  EXPECT_EQ(LocationOf(Send(href, "version=" + version + "&source=Mills&header_row=1")), href);
  EXPECT_EQ(services().imports.List(org_, 1).value().front().mapping.header_row,
            std::optional<std::size_t>(1));
}

TEST_P(ImportPagesTest, DiscardedImportsLeaveTheList) {
  const std::string href =
      LocationOf(PostFile("/imports/new", "mills.csv", "Name\r\nBlue Mill\r\n", "Mills"));
  EXPECT_EQ(LocationOf(Send(href + "/discard", "")), "/imports");
  EXPECT_FALSE(Has(Get("/imports").body, href));
  EXPECT_TRUE(Has(Get(href).body, "Discarded"));
}

// kMaxShownColumns: further ones keep what was recognised, and the page says so.
TEST_P(ImportPagesTest, WideTablesAreShownInPart) {
  std::string head = "Name", row = "Blue Mill";
  for (std::size_t i = 0; i < base::kMaxShownColumns; ++i) {
    head += ",c" + std::to_string(i);
    row += ",x";
  }
  const std::string href =
      LocationOf(PostFile("/imports/new", "wide.csv", head + "\r\n" + row + "\r\n", "Wide"));
  const std::string page = Get(href).body;
  EXPECT_TRUE(Has(page, "1 further column is used as it was recognised."));
  EXPECT_FALSE(Has(page, "name=\"use-" + std::to_string(base::kMaxShownColumns) + "\""));
}

}  // namespace
}  // namespace screening::testing
