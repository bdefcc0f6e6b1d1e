// A panel at the size it is made for: 5,000 members, 2,000 sessions, 20,000 practices, 200,000 lines of the
// ledger, on the embedded database and, where MANUMIT_TEST_PG holds an address, on PostgreSQL. Every page and
// every answer of the panel's API is asked for many times, server side, as the secretary and as the world
// reads it; the same pages of the same panel before anything was put in stand beside it. Ends with 1 where a
// target is missed: pages 100 ms, searches 50 ms, at the 99th percentile.
//
//   panel_bench [--gtest_filter=...]     MANUMIT_PANEL_SHARE=20: a twentieth of the size;
//                                        MANUMIT_PANEL_ONLY=/minutes,progress: routes that hold one of these

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>

#include "panel/members/register.h"
#include "panel/members/services.h"
#include "panel/practices/practice_crowd.h"
#include "panel/resources/services.h"
#include "panel/sessions/services.h"

namespace panel {
namespace {

constexpr double kPageMs = 100;
constexpr double kSearchMs = 50;
constexpr std::size_t kTimes = 100;

std::size_t Share() {
  const char* given = std::getenv("MANUMIT_PANEL_SHARE");
  return given == nullptr ? 1 : std::max<std::size_t>(1, std::strtoull(given, nullptr, 10));
}

// Whether the route is to be measured at all.
bool IsWanted(std::string_view route) {
  const char* given = std::getenv("MANUMIT_PANEL_ONLY");
  if (given == nullptr) return true;
  for (std::string_view rest = given; !rest.empty();) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    if (route.find(rest.substr(0, end)) != std::string_view::npos) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

struct Asked {
  std::string target;
  bool search = false;
  bool document = false;  // a PDF, a table or an exchange file: not a page
  int status = 0;
  double first = 0;  // what a change just before costs whoever asks next
  double median = 0;
  double p99 = 0;
};

class PanelAtSize : public testing::PracticeCrowd {
 protected:
  void SetUp() override {
    PracticeCrowd::SetUp();
    if (IsSkipped()) return;
    resources_ = std::make_unique<ResourceServices>(services());
    sessions_ = std::make_unique<SessionServices>(desk(), services());
  }
  void TearDown() override {
    sessions_.reset();
    resources_.reset();
    PracticeCrowd::TearDown();
  }

  template <typename T>
  static T Good(base::Result<T> result) {
    if (!result) {
      fmt::print(stderr, "{} / {}\n", result.error().external, result.error().internal);
      std::abort();
    }
    if constexpr (!std::is_void_v<T>) return std::move(result).value();
  }
  void Sql(const std::string& sql) { Good(desk().database().RunScript(sql)); }

  // ---- what stands in the panel

  void SeedMembers(std::size_t count) {
    members::Services& room = members::ServicesOf(desk());
    constexpr desk::OrgType kTypes[] = {desk::OrgType::kCompany, desk::OrgType::kNgo,
                                        desk::OrgType::kWorkersOrganisation, desk::OrgType::kGovernment};
    constexpr const char* kCountries[] = {"kr", "vn", "kh", "th", "bd", "np", "ph", "id", "de", "br"};
    for (std::size_t i = 0; i < count; ++i) {
      const MemberId id = Good(room.memberships.Register(
          sela_.actor, panel_, {fmt::format("{} Works {}", Word(), i), kTypes[i % 4], kCountries[i % 10]}));
      samples_["members"].push_back(id.text());
    }
    const std::int64_t now = clock_->Now().ms;
    Sql(fmt::format("UPDATE panel_member SET state = 'admitted', admitted_ms = {} WHERE state = 'draft'",
                    now));
    Sql("UPDATE panel_member_fact SET state = 'admitted'");
    Sql(fmt::format("UPDATE panel_membership SET shown = 'name,country', expires_ms = {}",
                    now + 365 * base::kDayMs));
  }

  void SeedSessions(std::size_t count) {
    constexpr std::size_t kClosedEvery = 20;
    vault::Vault vault(desk().database(), desk().clock(), desk().random(), desk().audit(),
                       crypto::HashCost{1, 8192});
    Good(vault.MakeKeys(sela_.actor, crypto::AsBytes(std::string_view("a pass-phrase of many words"))));
    for (std::size_t i = 0; i < count; ++i) {
      SessionDraft draft;
      draft.panel = panel_;
      draft.kind = static_cast<SessionKind>(i % 7);
      draft.audience = i % kClosedEvery == 1 ? SessionAudience::kClosed
                       : i % 3 == 0          ? SessionAudience::kPublic
                                             : SessionAudience::kMembers;
      if (draft.audience == SessionAudience::kClosed) draft.admission = Admission::kInvitation;
      draft.zone = "Asia/Seoul";
      const auto day = static_cast<std::int64_t>(i) - static_cast<std::int64_t>(count) / 2;
      draft.starts = {clock_->Now().ms + day * base::kDayMs};
      draft.ends = {draft.starts.ms + 3 * base::kHourMs};
      draft.online = true;
      draft.words = {{"title", fmt::format("{} on {} {}", Word(), Word(), i)}, {"summary", Words(30)}};
      const PanelSessionId id = Good(sessions_->sessions.Create(sela_.actor, draft));
      samples_["sessions"].push_back(id.text());
    }
    Sql(fmt::format(
        "UPDATE panel_session SET state = CASE WHEN ends_ms < {} THEN 'held' ELSE 'registration' END",
        clock_->Now().ms));
    Sql("UPDATE panel_session_participant SET present = 'room' WHERE session_id IN (SELECT id FROM "
        "panel_session "
        "WHERE state = 'held')");
  }

  // Minutes of the sessions before today, each with tasks for several members.
  void SeedMinutes() {
    constexpr int kActions = 3;
    const std::string day = base::FormatDay({clock_->Now().ms + 20 * base::kDayMs});
    const db::Rows held = Good(desk().database().Read([](db::Transaction& tx) {
      return tx.Query(
          "SELECT id FROM panel_session WHERE state = 'held' AND audience <> 'closed' ORDER BY id");
    }));
    for (const db::Row& row : held) {
      const PanelSessionId id = row.IdAt<PanelSessionId>(0);
      std::string text = Words(100) + "\n\n!decision: " + Words(8) + "\n";
      for (int i = 0; i < kActions; ++i)
        text += fmt::format("!action @{} {}: {}\n", i == 0 ? "delegate@union.example" : "sela@example.org",
                            day, Word());
      const auto saved = Good(services().minutes.Save(sela_.actor, id, 0, text));
      MinutesStep step;
      step.version = saved.version;
      Good(services().minutes.Do(sela_.actor, id, MinutesAct::kCirculate, step, nullptr));
    }
    for (const db::Row& row : Good(desk().database().Read([](db::Transaction& tx) {
           return tx.Query("SELECT id FROM panel_action ORDER BY id LIMIT 200");
         })))
      samples_["actions"].push_back(row.Text(0));
  }

  void SeedPractices(std::size_t count) {
    Seed(count);
    for (const PracticeId& id : ids_) samples_["practices"].push_back(id.text());
  }

  void SeedLedger(std::size_t lines) {
    constexpr std::size_t kProjects = 300;
    constexpr const char* kStages[] = {"pledged", "committed", "received", "spent", "returned", "cancelled"};
    constexpr const char* kCurrencies[] = {"USD", "KRW", "EUR", "KHR"};
    for (std::size_t i = 0; i < kProjects; ++i) {
      Project draft;
      draft.title = fmt::format("Project {}", i);
      draft.planned_start = 20'000;
      draft.planned_end = 20'700;
      draft.countries = {{"kh", ""}};
      draft.sectors = {{"15160", ""}};
      const ProjectId id = Good(resources_->projects.Create(sela_.actor, panel_, draft));
      Good(resources_->projects.Act(sela_.actor, id, ProjectAct::kApprove));
      Good(resources_->projects.Publish(sela_.actor, id, true));
      samples_["projects"].push_back(id.text());
    }
    Good(resources_->rates.Import(sela_.actor, panel_,
                                  "date,from,to,rate,source\n2025-01-10,EUR,USD,1.04,ECB\n", "r.csv"));
    std::string text = "date,stage,project,donor,currency,amount\n";
    for (std::size_t i = 0; i < lines; ++i)
      text += fmt::format("2025-0{}-1{},{},P{},Donor {},{},{}\n", random_() % 9 + 1, random_() % 9,
                          kStages[random_() % 6], random_() % kProjects + 1, random_() % 1000,
                          kCurrencies[random_() % 4], random_() % 1'000'000 + 1);
    const ImportOutcome done = Good(resources_->ledger.Import(sela_.actor, panel_, text, "l.csv"));
    ASSERT_EQ(done.fault_count, 0U);
    for (const LedgerLine& line : Good(resources_->ledger.List(sela_.actor, panel_, {}, 0, 50)).lines)
      samples_["ledger"].push_back(line.id.text());
  }

  // ---- what is asked

  // Every GET route of the panel: those for which an id is known where one is needed. {} is the id's place.
  std::vector<Asked> Routes() const {
    std::vector<Asked> routes;
    for (const desk::Route& route : desk_->router().routes()) {
      const std::string pattern(route.pattern);
      const bool panels = route.permission == desk::Permission::kPanelRead ||
                          route.permission == desk::Permission::kPanelTakePart ||
                          route.permission == desk::Permission::kPanelManage || pattern.starts_with("/panel");
      if (route.method != "GET" || !panels || pattern.find("events") != std::string::npos) continue;
      const std::size_t open = pattern.find('{');
      if (open == std::string::npos) {
        routes.push_back({pattern});
        continue;
      }
      const bool one = pattern.find('{', open + 1) == std::string::npos && pattern.substr(open, 4) == "{id}";
      if (one && samples_.contains(NounOf(pattern))) routes.push_back({pattern});
    }
    for (const char* search : {"/members?q=", "/sessions?q=", "/practices?q=", "/panel/practices?q=",
                               "/panel/members?q=", "/api/v1/practices?q="})
      routes.push_back({search, true});
    std::erase_if(routes, [](const Asked& one) { return !IsWanted(one.target); });
    return routes;
  }
  static std::string NounOf(std::string_view pattern) {
    for (const std::string_view start : {"/api/v1/", "/panel/", "/resources/", "/"})
      if (pattern.starts_with(start)) {
        pattern.remove_prefix(start.size());
        break;
      }
    return std::string(pattern.substr(0, pattern.find('/')));
  }
  std::string TargetOf(const Asked& asked) {
    if (asked.search) return asked.target + Word();
    const std::size_t open = asked.target.find("{id}");
    if (open == std::string::npos) return asked.target;
    const std::vector<std::string>& ids = samples_.at(NounOf(asked.target));
    std::string target = asked.target;
    return target.replace(open, 4, ids[random_() % ids.size()]);
  }

  void Measure(std::vector<Asked>& routes, std::size_t times) {
    const As as(cookie_, sela_);
    for (Asked& asked : routes) {
      std::vector<double> ms;
      for (std::size_t i = 0; i < times; ++i) {
        const std::string target = TargetOf(asked);
        const auto start = std::chrono::steady_clock::now();
        const net::Response response = target.starts_with("/panel") ? GetWithoutSession(target) : Get(target);
        ms.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        asked.status = response.status;
        if (response.status >= 500) ADD_FAILURE() << target << ": " << response.status;
      }
      asked.first = ms.front();
      std::sort(ms.begin(), ms.end());
      asked.median = ms[ms.size() / 2];
      asked.p99 = ms[(ms.size() - 1) * 99 / 100];
      asked.document = asked.target.find('.') != std::string::npos;
    }
  }

  std::unique_ptr<ResourceServices> resources_;
  std::unique_ptr<SessionServices> sessions_;
  std::map<std::string, std::vector<std::string>> samples_;
};

double MedianOf(const std::vector<Asked>& routes) {
  std::vector<double> medians;
  if (routes.empty()) return 0;
  for (const Asked& one : routes) medians.push_back(one.median);
  std::sort(medians.begin(), medians.end());
  return medians[medians.size() / 2];
}

TEST_P(PanelAtSize, EveryPageAndSearch) {
  const std::size_t share = Share();
  std::vector<Asked> empty = Routes();
  Measure(empty, 20);
  const auto began = std::chrono::steady_clock::now();
  SeedMembers(5'000 / share);
  SeedSessions(2'000 / share);
  SeedMinutes();
  SeedPractices(20'000 / share);
  SeedLedger(200'000 / share);
  Sql("ANALYZE");
  const std::chrono::duration<double> seeded = std::chrono::steady_clock::now() - began;
  std::vector<Asked> full = Routes();
  Measure(full, kTimes);
  // Where the ids at hand lead to nothing there is nothing to time.
  std::erase_if(full, [](const Asked& one) { return one.status == 404; });
  std::sort(full.begin(), full.end(), [](const Asked& a, const Asked& b) { return a.p99 > b.p99; });
  fmt::print("{} surfaces, filled in {:.0f} s; median of medians {:.1f} ms, empty {:.1f} ms\n", full.size(),
             seeded.count(), MedianOf(full), MedianOf(empty));
  constexpr std::size_t kShown = 25;
  for (std::size_t i = 0; i < full.size(); ++i) {
    const Asked& one = full[i];
    const bool missed = !one.document && one.p99 > (one.search ? kSearchMs : kPageMs);
    if (i < kShown || one.search || one.document || missed || one.status != 200)
      fmt::print("  {:<48} {} first {:7.1f} ms  median {:7.1f} ms  p99 {:7.1f} ms{}\n", one.target,
                 one.status, one.first, one.median, one.p99,
                 one.document ? "  a document"
                 : missed     ? "  MISSED"
                              : "");
    if (missed) ADD_FAILURE() << one.target << " takes " << one.p99 << " ms";
  }
}

MANUMIT_ON_BOTH_DATABASES(PanelAtSize);

}  // namespace
}  // namespace panel

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
