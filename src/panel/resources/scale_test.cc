// The ledger at size: MANUMIT_LEDGER_LINES lines (20,000 unless set; the product's size is 200,000), every
// page timed.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "base/limits_panel.h"
#include "panel/common/panel_world.h"
#include "panel/resources/services.h"

namespace panel {
namespace {

class LedgerScaleTest : public testing::PanelTest {};
MANUMIT_ON_BOTH_DATABASES(LedgerScaleTest);

std::size_t LineCount() {
  const char* chosen = std::getenv("MANUMIT_LEDGER_LINES");
  return chosen == nullptr ? 20'000 : std::strtoull(chosen, nullptr, 10);
}

std::string Table(std::size_t lines, std::size_t projects) {
  constexpr const char* kStages[] = {"pledged", "committed", "received", "spent", "returned", "cancelled"};
  constexpr const char* kCurrencies[] = {"USD", "KRW", "EUR", "KHR"};
  std::mt19937_64 random(5);
  std::string text = "date,stage,project,donor,currency,amount\n";
  for (std::size_t i = 0; i < lines; ++i)
    text += fmt::format("2025-0{}-1{},{},P{},Donor {},{},{}\n", random() % 9 + 1, random() % 9,
                        kStages[random() % 6], random() % projects + 1, random() % 1000,
                        kCurrencies[random() % 4], random() % 1'000'000 + 1);
  return text;
}

TEST_P(LedgerScaleTest, EveryPageIsQuick) {
  constexpr std::size_t kProjects = 60;
  ResourceServices resources(services());
  ProjectId some;
  for (std::size_t i = 0; i < kProjects; ++i) {
    Project draft;
    draft.title = fmt::format("Project {}", i);
    draft.planned_start = 20'000;
    draft.countries = {{"kh", ""}};
    draft.sectors = {{"15160", ""}};
    some = resources.projects.Create(sela_.actor, panel_, draft).value();
    ASSERT_TRUE(resources.projects.Act(sela_.actor, some, ProjectAct::kApprove));
  }
  ASSERT_TRUE(resources.rates.Import(sela_.actor, panel_,
                                     "date,from,to,rate,source\n2025-01-10,EUR,USD,1.04,ECB\n", "r.csv"));
  const auto begun = std::chrono::steady_clock::now();
  const base::Result<ImportOutcome> imported =
      resources.ledger.Import(sela_.actor, panel_, Table(LineCount(), kProjects), "l.csv");
  ASSERT_TRUE(imported) << imported.error().external << imported.error().internal;
  ASSERT_EQ(imported->fault_count, 0U) << imported->faults[0].text;
  const std::chrono::duration<double> import_seconds = std::chrono::steady_clock::now() - begun;
  fmt::print("{} lines imported in {:.1f} s\n", imported->taken, import_seconds.count());
  ASSERT_TRUE(desk().database().RunScript("ANALYZE"));
  const As as(cookie_, sela_);
  const LineId line = resources.ledger.List(sela_.actor, panel_, {}, 0, 1)->lines[0].id;
  const std::vector<std::string> pages = {"/resources",
                                          "/resources/ledger",
                                          "/resources/ledger?stage=returned",
                                          "/resources/ledger?currency=KHR",
                                          "/resources/ledger?donor=name%3ADonor+7",
                                          "/resources/ledger?stage=spent&currency=EUR",
                                          "/resources/ledger?project=" + some.text(),
                                          "/resources/ledger/" + line.text(),
                                          "/resources/ledger/new",
                                          "/resources/rates",
                                          "/resources/import",
                                          "/projects",
                                          "/projects/" + some.text(),
                                          "/api/v1/ledger",
                                          "/api/v1/ledger/totals"};
  for (const std::string& page : pages) {
    std::vector<double> ms;
    for (int i = 0; i < 100; ++i) {
      const auto start = std::chrono::steady_clock::now();
      const net::Response response = Get(page);
      ms.push_back(
          std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
      ASSERT_EQ(response.status, 200) << page;
    }
    std::sort(ms.begin(), ms.end());
    fmt::print("{:<60} median {:6.1f} ms, p99 {:6.1f} ms\n", page.substr(0, 60), ms[50], ms[98]);
    std::fflush(stdout);
    EXPECT_LT(ms[50], 100) << page;
  }
}

}  // namespace
}  // namespace panel
