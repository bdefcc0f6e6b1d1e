#pragma once
// For tests of the members: the panel's world with watch lists made in memory, and applications that are
// complete.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "match/match.h"
#include "panel/common/panel_world.h"
#include "panel/members/questions.h"
#include "panel/members/register.h"
#include "panel/members/store.h"

namespace panel::members::testing {

inline entity::Entity Listed(const char* schema, const std::string& name, std::string id) {
  entity::Entity entry;
  entry.id = std::move(id);
  entry.schema = entity::SchemaNamed(schema);
  entry.caption = name;
  entry.Add(entity::prop::Name(), name);
  return entry;
}

class MembersTest : public panel::testing::PanelTest {
 protected:
  void SetUp() override {
    PanelTest::SetUp();
    if (IsSkipped()) return;
    all_ = &ServicesOf(desk());
    all_->seams.lists = [this]() -> base::Result<screening::WatchListsNow> { return Lists(); };
    mill_ = AddPersonOf("mill", "Blue Mill", desk::OrgType::kCompany, "kh");
    union_ = AddPersonOf("union", "Garment Union", desk::OrgType::kWorkersOrganisation, "kh");
  }
  Services& all() { return *all_; }

  // An organisation with a delegate and no membership.
  Someone AddPersonOf(const std::string& slug, const std::string& name, desk::OrgType type,
                      const std::string& country) {
    const desk::OrgId org = AddOrganisation(slug, name, type, country);
    return AddPerson("delegate@" + slug + ".example", "Delegate of " + name, org, desk::Role::kDelegate);
  }

  // The lists in force: entries and a version that changes with them.
  void SetLists(std::vector<entity::Entity> entries) {
    match::ListCompiler compiler;
    match::ListInfo info;
    info.name = "list";
    compiler.BeginList(info);
    for (const entity::Entity& entry : entries) compiler.Add(entry);
    bytes_ = std::make_shared<std::string>(compiler.Finish());
    entries_ = std::move(entries);
    ++edition_;
  }
  screening::WatchListsNow Lists() const {
    return {
        "edition " + std::to_string(edition_),
        [bytes = bytes_, entries = entries_](const entity::Entity& entity, double threshold) {
          screening::EntityScreening screened{Contents(entity), {}};
          if (!bytes) return screened;
          const auto list = match::CompiledList::Open(std::as_bytes(std::span<const char>(*bytes)));
          const match::CompiledList* lists[] = {&*list};
          match::Scratch scratch;
          for (const match::Alert& alert : match::Screen(entity, lists, {.threshold = threshold}, scratch))
            if (alert.match)
              screened.hits.push_back(
                  {"list", alert.id, alert.caption, Contents(list->ReadEntity(alert.index)), alert.score});
          return screened;
        }};
  }
  static std::string Contents(const entity::Entity& entity) {
    std::string text = entity.caption;
    for (const entity::Value& value : entity.values) text += "|" + value.text;
    return text;
  }

  MemberId Begun(const Someone& who) { return all().memberships.Apply(who.actor, panel_).value(); }
  Membership Now(const MemberId& id) {
    return desk().database().Read([&](db::Transaction& tx) { return store::GetMembership(tx, id); }).value();
  }
  MemberState StateOf(const MemberId& id) { return Now(id).member.state; }
  std::int64_t VersionOf(const MemberId& id) { return Now(id).member.version; }
  base::Status Act(const desk::Actor& actor, const MemberId& id, MemberAct act,
                   std::string_view words = "because") {
    return all().memberships.Act(actor, id, VersionOf(id), act, words);
  }

  // Everything that an application needs.
  void Fill(const Someone& who, const MemberId& id) {
    Profile facts = all().profiles.Get(who.actor, id).value().profile;
    facts.sectors = {"14"};
    facts.registration = "KH-1234";
    facts.purpose = "We sew.";
    facts.safeguards = "A hotline that the union answers.";
    ASSERT_TRUE(all().profiles.SaveFacts(who.actor, id, facts));
    ASSERT_TRUE(all().profiles.AddPerson(who.actor, id, {.kind = PersonKind::kHead, .name = "Sok Dara"}));
    ASSERT_TRUE(all().profiles.AddPerson(
        who.actor, id, {.kind = PersonKind::kRepresentative, .name = "Chan Lina", .gender = Gender::kWoman}));
    ASSERT_TRUE(all().profiles.SayNoOwners(who.actor, id, "noBeneficialOwners"));
    ASSERT_TRUE(
        all().profiles.AddContact(who.actor, id, {.name = "Chan Lina", .email = "lina@mill.example"}, false));
    Sign(who, id);
  }
  void Sign(const Someone& who, const MemberId& id) {
    std::vector<std::string> accepted;
    for (const Statement& statement : Statements()) accepted.emplace_back(statement.key);
    const auto done = all().memberships.Sign(who.actor, id, "Sok Dara", "Director", accepted);
    ASSERT_TRUE(done) << done.error().external;
  }
  static std::vector<Answer> GoodAnswers() {
    std::vector<Answer> answers;
    for (const Question& question : Questions()) answers.push_back(question.good);
    return answers;
  }
  // A new organisation's membership in that state; its delegate is `who`, without whom the secretariat keeps
  // it.
  MemberId In(MemberState state, Someone* who = nullptr) {
    const std::string name = "Organisation " + std::to_string(++made_);
    Someone someone = sela_;
    if (who != nullptr)
      *who = someone = AddPersonOf("org-" + std::to_string(made_), name, desk::OrgType::kCompany, "kh");
    const MemberId id =
        who != nullptr
            ? Begun(someone)
            : all().memberships.Register(sela_.actor, panel_, {name, desk::OrgType::kCompany, "kh"}).value();
    if (state == MemberState::kDraft) return id;
    Fill(someone, id);
    Must(Act(someone.actor, id, MemberAct::kSubmit));
    if (state == MemberState::kApplied) return id;
    if (state == MemberState::kDeclined) {
      Must(Act(sela_.actor, id, MemberAct::kDecline));
      return id;
    }
    Must(Act(sela_.actor, id, MemberAct::kBegin));
    if (state == MemberState::kDiligence) return id;
    Verify(id);
    Must(Act(sela_.actor, id, MemberAct::kAdmit));
    if (state == MemberState::kSuspended) Must(Act(sela_.actor, id, MemberAct::kSuspend));
    if (state == MemberState::kLeft) Must(Act(someone.actor, id, MemberAct::kLeave));
    return id;
  }
  void Verify(const MemberId& id) {
    Must(all().hits.Screen(sela_.actor, id));
    const auto made = all().diligence.Verify(sela_.actor, id, GoodAnswers(), "");
    EXPECT_TRUE(made) << made.error().external;
  }
  void SetClock(base::UtcTime time) { clock_->Advance(time.ms - clock_->Now().ms); }
  static void Must(const base::Status& status) {
    EXPECT_TRUE(status) << status.error().external << " " << status.error().internal;
  }

  Services* all_ = nullptr;
  std::shared_ptr<std::string> bytes_;
  std::vector<entity::Entity> entries_;
  int edition_ = 1;
  int made_ = 0;
  Someone mill_;
  Someone union_;
};

}  // namespace panel::members::testing
