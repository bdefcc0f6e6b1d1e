#pragma once
// A small organisation for the tests of the queue: a fresh database, lists made in memory, a clock that
// stands still.

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crypto/digest.h"
#include "db/testing.h"
#include "desk/audit/migrations.h"
#include "desk/jobs/blobs.h"
#include "desk/jobs/migrations.h"
#include "screening/queue/alerts.h"
#include "screening/queue/imports.h"
#include "screening/queue/migrations.h"
#include "screening/queue/parties.h"
#include "screening/queue/screening_run.h"
#include "screening/queue/settings.h"

namespace screening::testing {

inline entity::Entity Make(const char* schema, const std::string& name,
                           std::vector<std::pair<const char*, std::string>> values = {},
                           std::string id = {}) {
  entity::Entity made;
  made.id = std::move(id);
  made.schema = entity::SchemaNamed(schema);
  made.caption = name;
  made.Add(entity::prop::Name(), name);
  for (const auto& [property, text] : values) made.Add(entity::PropertyNamed(property), text);
  return made;
}

// One compiled list a dataset.
struct TestLists {
  struct Dataset {
    std::string name;
    std::string edition;  // the same bytes, the same edition
    std::string bytes;
    std::unique_ptr<match::CompiledList> list;
  };
  std::vector<Dataset> datasets;
  std::string version;
  std::optional<match::GoodsIndex> goods;  // of all of them
};

inline std::shared_ptr<TestLists> MakeLists(
    const std::vector<std::pair<std::string, std::vector<entity::Entity>>>& contents, std::string version) {
  auto lists = std::make_shared<TestLists>();
  lists->version = std::move(version);
  for (const auto& [name, entries] : contents) {
    match::ListCompiler compiler;
    match::ListInfo info;
    info.name = name;
    compiler.BeginList(info);
    for (const entity::Entity& entry : entries) compiler.Add(entry);
    TestLists::Dataset& dataset = lists->datasets.emplace_back();
    dataset.name = name;
    dataset.bytes = compiler.Finish();
    dataset.edition = crypto::Sha256Hex(dataset.bytes).substr(0, 16);
  }
  for (TestLists::Dataset& dataset : lists->datasets)
    dataset.list = std::make_unique<match::CompiledList>(
        match::CompiledList::Open(std::as_bytes(std::span<const char>(dataset.bytes))).value());
  std::vector<const match::CompiledList*> all;
  for (const TestLists::Dataset& dataset : lists->datasets) all.push_back(dataset.list.get());
  lists->goods.emplace(all);
  return lists;
}

class QueueWorld : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    MANUMIT_FRESH_DATABASE(fresh_, GetParam());
    for (const auto migrations : {desk::AuditMigrations(), desk::JobsMigrations(), QueueMigrations()}) {
      for (db::Migration step : migrations) {
        step.room = "test";
        step.number = static_cast<int>(all_.size()) + 1;
        all_.push_back(step);
      }
    }
    const auto migrated = db::Migrate(fresh_->database(), all_);
    ASSERT_TRUE(migrated.has_value()) << migrated.error().external << migrated.error().internal;
    audit_ = std::make_unique<desk::Audit>(fresh_->database(), clock_);
    cache_ = std::filesystem::temp_directory_path() / ("manumit-queue-" + base::NewIdText(ids_));
    blobs_ = std::make_unique<desk::Blobs>(fresh_->database(), cache_.string());
    seams_ = std::make_unique<QueueSeams>(QueueSeams{
        .database = fresh_->database(),
        .clock = clock_,
        .random = ids_,
        .audit = *audit_,
        .blobs = *blobs_,
        .lists = [this]() -> base::Result<ListsNow> { return Now(); },
        .former = [this](std::span<const EditionOf> editions) { return Former(editions); },
        .enqueue = [this](db::Transaction&, const desk::Actor&, std::string_view kind, std::string_view,
                          std::string_view) -> base::Result<desk::JobId> {
          jobs_.emplace_back(kind);
          return desk::JobId::New(ids_);
        },
        .nudge = [] {},
        .signal = [this](db::Transaction&, const desk::OrgId&, std::string_view event,
                         std::string_view) -> base::Status {
          signals_.emplace_back(event);
          return base::Ok();
        },
    });
    org_ = desk::OrgId::New(ids_);
    anna_ = Person("anna");
    ben_ = Person("ben");
  }
  void TearDown() override {
    std::error_code ignored;
    std::filesystem::remove_all(cache_, ignored);
  }

  ListsNow Now() const {
    ListsNow now;
    for (const TestLists::Dataset& dataset : lists_->datasets) {
      now.lists.push_back(dataset.list.get());
      now.datasets.push_back(dataset.name);
      now.editions.push_back(dataset.edition);
    }
    now.version = lists_->version;
    now.goods = &*lists_->goods;
    now.keep = lists_;
    return now;
  }

  // Every edition that was current is kept, unless the test says otherwise.
  base::Result<std::optional<ListsNow>> Former(std::span<const EditionOf> editions) {
    ++former_asked_;
    if (former_fails_) return base::Error{base::Code::kCorrupt, "the edition's bytes are damaged", {}};
    ListsNow former;
    for (const EditionOf& one : editions) {
      for (const std::shared_ptr<TestLists>& lists : history_) {
        for (const TestLists::Dataset& dataset : lists->datasets) {
          if (dataset.edition != one.edition) continue;
          if (!former.editions.empty() && former.editions.back() == one.edition) continue;
          former.lists.push_back(dataset.list.get());
          former.datasets.push_back(dataset.name);
          former.editions.push_back(dataset.edition);
        }
      }
    }
    if (former.lists.size() != editions.size()) return std::optional<ListsNow>();
    return std::optional(former);
  }

  desk::Actor Person(const std::string& name) {
    desk::Actor actor;
    actor.kind = desk::Actor::Kind::kPerson;
    actor.person = desk::PersonId::New(ids_);
    actor.org = org_;
    actor.label = "person:" + actor.person.text();
    actor.name = name;
    return actor;
  }

  void Lists(const std::vector<std::pair<std::string, std::vector<entity::Entity>>>& contents) {
    lists_ = MakeLists(contents, "v" + std::to_string(++version_));
    history_.push_back(lists_);
  }
  ScreeningCounts Screen() {
    auto counts = Screening(*seams_).Run(anna_, {});
    EXPECT_TRUE(counts.has_value()) << (counts ? "" : counts.error().external + counts.error().internal);
    return counts ? *counts : ScreeningCounts{};
  }
  PartyId Put(const entity::Entity& entity, PartyFacts facts = {}) {
    auto put = Parties(*seams_).Put(anna_, org_, entity, facts);
    EXPECT_TRUE(put.has_value()) << (put ? "" : put.error().external + put.error().internal);
    return put ? put->id : PartyId();
  }
  std::vector<QueuedAlert> InStage(Stage stage) {
    AlertFilter filter;
    filter.stage = stage;
    auto page = Alerts(*seams_).List(org_, filter, AlertSort::kHarm, {}, Alerts::Direction::kForward,
                                     base::kMaxAlertPage);
    EXPECT_TRUE(page.has_value()) << (page ? "" : page.error().external + page.error().internal);
    return page ? page->alerts : std::vector<QueuedAlert>();
  }

  base::ManualClock clock_{base::UtcTime{1'800'000'000'000}};
  base::SeededRandom ids_{7};
  std::vector<db::Migration> all_;
  std::unique_ptr<db::testing::Fresh> fresh_;
  std::unique_ptr<desk::Audit> audit_;
  std::unique_ptr<desk::Blobs> blobs_;
  std::unique_ptr<QueueSeams> seams_;
  std::filesystem::path cache_;
  std::shared_ptr<TestLists> lists_ = MakeLists({}, "v0");
  std::vector<std::shared_ptr<TestLists>> history_ = {lists_};
  int former_asked_ = 0;
  bool former_fails_ = false;
  int version_ = 0;
  std::vector<std::string> jobs_;
  std::vector<std::string> signals_;
  desk::OrgId org_;
  desk::Actor anna_;
  desk::Actor ben_;
};

}  // namespace screening::testing
