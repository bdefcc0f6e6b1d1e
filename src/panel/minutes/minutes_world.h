#pragma once
// For tests of this folder: sessions and participants straight into their tables, in any state.

#include <string>
#include <vector>

#include "panel/common/panel_world.h"

namespace panel::testing {

class MinutesTest : public PanelTest {
 protected:
  void SetUp() override {
    PanelTest::SetUp();
    if (IsSkipped()) return;
    mill_ = AddMemberOrganisation("mill", "Blue Mill", desk::OrgType::kCompany, "kh");
    union_ = AddMemberOrganisation("union", "Garment Union", desk::OrgType::kWorkersOrganisation, "kh");
    stranger_ = AddPerson("eve@elsewhere.example", "Eve Other",
                          AddOrganisation("elsewhere", "Elsewhere", desk::OrgType::kNgo, "kr"),
                          desk::Role::kDelegate);
  }

  PanelSessionId AddSession(const std::string& title, std::int64_t starts_days,
                            SessionAudience audience = SessionAudience::kMembers,
                            SessionState state = SessionState::kHeld, const SeriesId& series = {}) {
    const PanelSessionId id = PanelSessionId::New(desk().random());
    const std::int64_t starts = desk().clock().Now().ms + starts_days * base::kDayMs;
    const bool closed = audience == SessionAudience::kClosed;
    const auto added = desk().database().Write([&](db::Transaction& tx) {
      return tx.Execute(
          "INSERT INTO panel_session(id, panel_id, series_id, kind, audience, state, title, words, "
          "sealed_id, zone, "
          "starts_ms, ends_ms, room_seats, online_seats, in_room, online, admission, owner_org_id, "
          "organiser_id, "
          "created_ms, version) VALUES ($1, $2, $3, 'workshop', $4, $5, $6, '{}', NULL, 'Asia/Seoul', $7, "
          "$8, 0, 0, 1, "
          "0, 'open', $9, $10, $7, 1)",
          {id, panel_, series, SessionAudienceName(audience), SessionStateName(state),
           closed ? std::string_view() : std::string_view(title), starts, starts + 3 * base::kHourMs, org_,
           sela_.person});
    });
    EXPECT_TRUE(added) << added.error().internal;
    return id;
  }

  void AddParticipant(const PanelSessionId& session, const Someone& who, ParticipantRole role,
                      AttendanceMode present = AttendanceMode::kRoom, bool let_in = false) {
    const auto added = desk().database().Write([&](db::Transaction& tx) {
      return tx.Execute(
          "INSERT INTO panel_session_participant(session_id, person_id, org_id, role, state, planned, "
          "present, asked_ms, "
          "decided_ms, let_in, version) VALUES ($1, $2, $3, $4, 'coming', 'room', $5, 1, 1, $6, 1)",
          {session, who.person, who.org, ParticipantRoleName(role), AttendanceModeName(present), let_in});
    });
    EXPECT_TRUE(added) << added.error().internal;
  }

  // A session that everybody but the stranger took part in, held yesterday, with sela as its secretary.
  PanelSessionId HeldSession(const std::string& title = "Fees", std::int64_t starts_days = -1,
                             const SeriesId& series = {}) {
    const PanelSessionId id =
        AddSession(title, starts_days, SessionAudience::kMembers, SessionState::kHeld, series);
    AddParticipant(id, sela_, ParticipantRole::kSecretary);
    AddParticipant(id, mill_, ParticipantRole::kGuest);
    AddParticipant(id, union_, ParticipantRole::kGuest, AttendanceMode::kOnline);
    return id;
  }

  // A closed session of sela (chair) and the mill, both with vault keys; the union is not invited.
  PanelSessionId ClosedSession(std::int64_t starts_days = -1) {
    if (!keys_made_) {
      vault::Vault vault(desk().database(), desk().clock(), desk().random(), desk().audit(),
                         crypto::HashCost{1, 8192});
      for (const Someone* one : {&sela_, &mill_})
        EXPECT_TRUE(vault.MakeKeys(one->actor, crypto::AsBytes(std::string_view(kPassphrase))));
      keys_made_ = true;
    }
    const PanelSessionId id = AddSession("", starts_days, SessionAudience::kClosed);
    AddParticipant(id, sela_, ParticipantRole::kChair, AttendanceMode::kRoom, true);
    AddParticipant(id, mill_, ParticipantRole::kGuest, AttendanceMode::kRoom, true);
    return id;
  }
  vault::UnlockedPerson Unlock(const Someone& who) {
    auto opened =
        services().vault.OpenWithPassphrase(who.actor, crypto::AsBytes(std::string_view(kPassphrase)));
    EXPECT_TRUE(opened) << opened.error().external;
    return std::move(opened).value();
  }

  template <typename T>
  static void Must(const base::Result<T>& done) {
    EXPECT_TRUE(done) << done.error().external << done.error().internal;
  }
  template <typename Work>
  auto Read(Work&& work) {
    return desk().database().Read(std::forward<Work>(work));
  }
  Minutes GetMinutes(const Someone& who, const PanelSessionId& session) {
    auto got = Read([&](db::Transaction& tx) { return services().minutes.Get(tx, who.actor, session); });
    EXPECT_TRUE(got) << got.error().external;
    return got ? *got : Minutes();
  }
  Minutes GetMinutesIn(db::Transaction& tx, const Someone& who, const PanelSessionId& session) {
    auto got = services().minutes.Get(tx, who.actor, session);
    EXPECT_TRUE(got) << got.error().external;
    return got ? *got : Minutes();
  }
  std::int64_t Write(const PanelSessionId& session, const std::string& text) {
    const std::int64_t before = GetMinutes(sela_, session).version;
    const auto saved = services().minutes.Save(sela_.actor, session, before, text);
    EXPECT_TRUE(saved) << saved.error().external;
    return saved ? saved->version : 0;
  }
  base::Status Step(const PanelSessionId& session, MinutesAct act, const PanelSessionId& approval = {},
                    const vault::UnlockedPerson* reader = nullptr) {
    MinutesStep step;
    step.version = GetMinutes(sela_, session).version;
    step.approval = approval;
    step.reason = "A number is wrong.";
    return services().minutes.Do(sela_.actor, session, act, step, reader);
  }
  std::vector<PanelAction> ActionsOf(const Someone& who, ActionView view = ActionView::kMine,
                                     const vault::UnlockedPerson* reader = nullptr) {
    auto list = Read(
        [&](db::Transaction& tx) { return services().actions.List(tx, who.actor, view, {}, 100, reader); });
    EXPECT_TRUE(list) << list.error().external;
    return list ? *list : std::vector<PanelAction>();
  }

  static constexpr const char* kPassphrase = "a pass-phrase of many words";
  Someone mill_;
  Someone union_;
  Someone stranger_;
  bool keys_made_ = false;
};

template <typename T>
base::Code CodeOf(const base::Result<T>& result) {
  return result ? base::Code::kInternal : result.error().code;
}

}  // namespace panel::testing
