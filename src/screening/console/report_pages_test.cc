#include "base/limits.h"
#include "screening/console/console_world.h"
#include "screening/console/report_content.h"
#include "screening/queue/alert_store.h"

namespace screening::testing {
namespace {

class ReportPagesTest : public ConsoleTest {
 protected:
  void SetUp() override {
    ConsoleTest::SetUp();
    if (IsSkipped()) return;
    entity::Entity entity;
    entity.schema = entity::schema::Company();
    entity.Add(entity::prop::Name(), "=晨港纺织有限公司");
    entity.Add(entity::prop::Country(), "cn");
    ASSERT_TRUE(services().parties.Put(system_, org_, entity, {}));
    RunJobs();
  }
  QueuedAlert First() {
    return services()
        .alerts.List(org_, {}, AlertSort::kHarm, {}, Alerts::Direction::kForward, 1)
        .value()
        .alerts.at(0);
  }
};
MANUMIT_ON_BOTH_DATABASES(ReportPagesTest);

TEST_P(ReportPagesTest, CsvSaysWhoDecidedWhenAndWhy) {
  ASSERT_TRUE(
      services().settings.Set(system_, org_, {.threshold = 0.7, .second_look_harm = 1001, .version = 0}));
  ASSERT_TRUE(
      services().alerts.Judge(admin_, org_, First().id, 0, Decision::kNotSame, "Another city, other owners"));
  const net::Response response = Get("/reports/alerts.csv");
  EXPECT_EQ(response.headers.Get("Content-Disposition"), "attachment; filename=\"alerts.csv\"");
  const std::string csv = Streamed(response);
  EXPECT_TRUE(
      csv.starts_with("Party,Party in its own script,Country,On the list,On the list in its own script,"))
      << csv;
  EXPECT_TRUE(Has(csv, "'=晨港纺织有限公司")) << csv;  // no formula
  EXPECT_TRUE(Has(csv, "\"Another city, other owners\",Ada,"));
  EXPECT_TRUE(Has(csv, "\"Harbour Bright Textile Co., Ltd.\",晨港纺织有限公司,L1")) << csv;
  EXPECT_TRUE(Has(csv, "edition 1"));
  EXPECT_TRUE(Has(csv, "were not looked at"));
  EXPECT_FALSE(Has(csv, "clean"));
  EXPECT_FALSE(Has(csv, "free of"));
  EXPECT_TRUE(Has(Get("/audit?action=report").body, "report.download"));
}

TEST_P(ReportPagesTest, FilesOfOtherKinds) {
  EXPECT_TRUE(Get("/reports/alerts.xlsx").body.starts_with("PK"));
  const net::Response pdf = Get("/reports/alerts.pdf");
  EXPECT_TRUE(pdf.body.starts_with("%PDF-")) << pdf.body.substr(0, 200);
  EXPECT_EQ(pdf.headers.Get("Content-Type"), "application/pdf");
}

TEST_P(ReportPagesTest, OnlyWhatWasChosen) {
  EXPECT_TRUE(Has(Streamed(Get("/reports/alerts.csv?stage=waiting&country=cn&dataset=made_up")), "made_up"));
  EXPECT_FALSE(Has(Streamed(Get("/reports/alerts.csv?stage=decided")), "made_up,"));
  EXPECT_FALSE(Has(Streamed(Get("/reports/alerts.csv?country=kr")), "made_up,"));
  EXPECT_FALSE(Has(Streamed(Get("/reports/alerts.csv?until=2001-01-01")), "made_up,"));
  EXPECT_TRUE(Has(Streamed(Get("/reports/alerts.csv?from=2001-01-01")), "made_up,"));
  EXPECT_FALSE(Has(Streamed(Get("/reports/alerts.csv?by=decided&from=2001-01-01")), "made_up,"));
}

TEST_P(ReportPagesTest, DaysThatAreNoneAreSaidAtTheirField) {
  const net::Response response = Get("/reports/alerts.pdf?from=yesterday&stage=decided");
  EXPECT_EQ(response.status, 422);
  EXPECT_TRUE(Has(response.body, "id=\"from-err\"")) << response.body;
  EXPECT_TRUE(Has(response.body, "<option value=\"decided\" selected"));
  EXPECT_EQ(Get("/reports/alerts.csv?from=2026-02-02&until=2026-01-01").status, 422);
  EXPECT_EQ(Get("/reports?stage=nowhere").status, 422);
}

// kMaxPdfReportRows and kMaxReportRows: an error above the choices, never half a report.
TEST_P(ReportPagesTest, ReportsThatAreTooLargeSayWhatToDo) {
  std::vector<QueuedAlert> many(base::kMaxPdfReportRows, First());
  base::SeededRandom random(3);
  for (std::size_t i = 0; i < many.size(); ++i) {
    many[i].id = AlertId::New(random);
    many[i].entry_id = "X" + std::to_string(i);
  }
  ASSERT_TRUE(
      desk().database().Write([&](db::Transaction& tx) { return alert_store::Insert(tx, org_, many); }));
  const net::Response pdf = Get("/reports/alerts.pdf?stage=waiting");
  EXPECT_EQ(pdf.status, 422);
  EXPECT_TRUE(Has(pdf.body, "kMaxPdfReportRows")) << pdf.body.substr(0, 300);
  ReportHead head;
  head.locale = &html::ChooseLocale("en", "");
  head.org = org_;
  head.lists = WatchListsOf(desk()).Current().value();
  static_assert(base::kMaxReportRows >= base::kMaxPdfReportRows);
  const base::Status too_many = EachRow(services().alerts, head, base::kMaxPdfReportRows, "kMaxReportRows",
                                        [](const ReportRow&) { return base::Ok(); });
  ASSERT_FALSE(too_many);
  EXPECT_EQ(too_many.error().code, base::Code::kTooLarge);
  EXPECT_TRUE(Has(Streamed(Get("/reports/alerts.csv")), "X4999"));
}

class SettingsPageTest : public ConsoleTest {};
MANUMIT_ON_BOTH_DATABASES(SettingsPageTest);

TEST_P(SettingsPageTest, CountsSavesAndKeepsWhatIsWrong) {
  const std::string here = "/settings/screening";
  entity::Entity entity;
  entity.schema = entity::schema::Company();
  entity.Add(entity::prop::Name(), "Harbour Bright Textile Co., Ltd.");
  entity.Add(entity::prop::Country(), "cn");
  ASSERT_TRUE(services().parties.Put(system_, org_, entity, {}));
  RunJobs();
  const std::string page = Get(here).body;
  EXPECT_TRUE(Has(page, "1 alert that waits now")) << page;
  const std::string version = "version=" + FieldOn(page, "version");
  const net::Response counted = Send(here, version + "&threshold=0.7&level=other&other=1000&preview=yes");
  EXPECT_EQ(counted.status, 200);
  EXPECT_EQ(services().settings.Get(org_).value().second_look_harm, 700);
  const net::Response wrong = Send(here, version + "&threshold=7&level=other&other=many");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(Has(wrong.body, "id=\"threshold-err\""));
  EXPECT_TRUE(Has(wrong.body, "id=\"other-err\""));
  EXPECT_EQ(FieldOn(wrong.body, "other"), "many");
  EXPECT_EQ(LocationOf(Send(here, version + "&threshold=0,8&level=450&other=")), here);
  const QueueSettings settings = services().settings.Get(org_).value();
  EXPECT_EQ(settings.threshold, 0.8);
  EXPECT_EQ(settings.second_look_harm, 450);
  const net::Response late = Send(here, version + "&threshold=0.6&level=1001&other=");
  EXPECT_EQ(late.status, 422);
  EXPECT_EQ(FieldOn(late.body, "threshold"), "0.6");
  EXPECT_EQ(FieldOn(late.body, "version"), std::to_string(settings.version));
}

}  // namespace
}  // namespace screening::testing
