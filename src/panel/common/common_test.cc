// Panels, chapters and the directory.

#include <array>

#include "base/limits_panel.h"
#include "panel/common/panel_world.h"
#include "panel/common/states.h"

namespace panel {
namespace {

using testing::PanelTest;

TEST_P(PanelTest, ThereIsOneRoot) {
  Panel second{.slug = "second", .name = "Another"};
  second.host = org_;
  const auto made = services().panels.Create(admin_, second);
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().code, base::Code::kConflict);
  const auto root = services().panels.Root();
  ASSERT_TRUE(root.has_value());
  EXPECT_EQ(root->id, panel_);
  EXPECT_EQ(root->host, org_);
}

TEST_P(PanelTest, ChaptersBelongToTheirPanelAndAreMadeByItsSecretariat) {
  const desk::OrgId unions = AddOrganisation("unions", "Unions", desk::OrgType::kWorkersOrganisation, "kr");
  Panel chapter{.slug = "korea", .name = "Korea chapter", .kind = PanelKind::kCountryChapter, .scope = "kr"};
  chapter.parent = panel_;
  chapter.host = unions;
  const Someone stranger = AddPerson("u@example.org", "U", unions, desk::Role::kSecretary);
  const auto refused = services().panels.Create(stranger.actor, chapter);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, base::Code::kNotFound);
  ASSERT_TRUE(services().panels.Create(sela_.actor, chapter).has_value());
  const auto again = services().panels.Create(sela_.actor, chapter);
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().code, base::Code::kConflict);
  chapter.slug = "no-country";
  chapter.scope = "";
  EXPECT_EQ(services().panels.Create(sela_.actor, chapter).error().code, base::Code::kInvalid);
  const auto all = services().panels.All();
  ASSERT_TRUE(all.has_value());
  ASSERT_EQ(all->size(), 2u);
  EXPECT_EQ(all->front().id, panel_);
  EXPECT_TRUE(Panels::Hosts(stranger.actor, all->back()));
  EXPECT_FALSE(Panels::Hosts(stranger.actor, all->front()));
}

TEST_P(PanelTest, OnlyAdmittedMembersTakePart) {
  const Someone inside = AddMemberOrganisation("mill", "Blue Mill", desk::OrgType::kCompany, "kh");
  const desk::OrgId outside_org = AddOrganisation("out", "Outside", desk::OrgType::kNgo, "kh");
  AddMember(outside_org, "Outside", desk::OrgType::kNgo, "kh", MemberState::kSuspended);
  const Someone outside = AddPerson("o@example.org", "O", outside_org, desk::Role::kDelegate);
  const auto asked = [&](const desk::Actor& actor) {
    return desk().database().Read(
        [&](db::Transaction& tx) { return services().directory.MustTakePart(tx, actor, panel_); });
  };
  EXPECT_TRUE(asked(inside.actor).has_value());
  EXPECT_EQ(asked(outside.actor).error().code, base::Code::kForbidden);
  const auto admitted = services().directory.Admitted(panel_);
  ASSERT_TRUE(admitted.has_value());
  ASSERT_EQ(admitted->size(), 1u);
  EXPECT_EQ(admitted->front().name, "Blue Mill");
}

TEST_P(PanelTest, ReadingStopsAtTheLimit) {
  ASSERT_TRUE(desk().database().Write([&](db::Transaction& tx) -> base::Status {
    std::vector<db::Param> rows;
    std::vector<std::string> ids;
    for (std::int64_t i = 0; i < base::kMaxPanelMembers + 1; ++i)
      ids.push_back(base::NewIdText(desk().random()));
    const std::string_view name = "Member";
    const auto key = std::as_bytes(std::span(name));
    for (const std::string& id : ids)
      for (const db::Param& value : std::initializer_list<db::Param>{
               id, panel_, nullptr, name, key, "company", "kr", "", "admitted", 1, 1, 0})
        rows.push_back(value);
    TRY(tx.InsertMany("panel_member",
                      {"id", "panel_id", "org_id", "name", "name_key", "constituency", "country", "sectors",
                       "state", "admitted_ms", "created_ms", "version"},
                      rows));
    ids.clear();
    rows.clear();
    for (std::int64_t i = 0; i < base::kMaxPanels + 1; ++i) ids.push_back(base::NewIdText(desk().random()));
    for (const std::string& id : ids)
      for (const db::Param& value :
           std::initializer_list<db::Param>{id, panel_, id, name, "country-chapter", "kr", org_, 1, 0})
        rows.push_back(value);
    TRY(tx.InsertMany(
        "panel", {"id", "parent_id", "slug", "name", "kind", "scope", "host_org_id", "created_ms", "version"},
        rows));
    return base::Ok();
  }));
  const auto admitted = services().directory.Admitted(panel_);
  ASSERT_TRUE(admitted.has_value());
  EXPECT_EQ(std::ssize(*admitted), base::kMaxPanelMembers);
  EXPECT_EQ(std::ssize(services().panels.All().value()), base::kMaxPanels);
}

TEST(States, WhatTheTableDoesNotListIsAConflictThatSaysWhatIsPossible) {
  enum class State : std::uint8_t { kOpen, kDone };
  enum class Act : std::uint8_t { kFinish, kReopen };
  constexpr std::array<Step<State, Act>, 1> kSteps = {{{State::kOpen, Act::kFinish, State::kDone}}};
  const auto state_words = [](State state) { return state == State::kOpen ? "open" : "done"; };
  const auto act_words = [](Act act) { return act == Act::kFinish ? "finish" : "reopen"; };
  const auto next = [&](State from, Act act) {
    return Next<State, Act>(kSteps, from, act, state_words, act_words);
  };
  EXPECT_EQ(next(State::kOpen, Act::kFinish).value(), State::kDone);
  EXPECT_EQ(next(State::kOpen, Act::kReopen).error().external,
            "cannot reopen what is open; possible: finish");
  EXPECT_EQ(next(State::kDone, Act::kFinish).error().external, "cannot finish what is done: that is its end");
}

MANUMIT_ON_BOTH_DATABASES(PanelTest);

}  // namespace
}  // namespace panel
