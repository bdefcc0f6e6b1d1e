#pragma once
// For tests of sessions: the panel's world with members who have vault keys and unlocked sessions, and short
// ways to make sessions of every kind and state.

#include <map>
#include <memory>
#include <string>

#include "crypto/encoding.h"
#include "panel/common/panel_world.h"
#include "panel/sessions/kind_fields.h"
#include "panel/sessions/services.h"
#include "panel/sessions/zone.h"

namespace panel::testing {

template <typename T>
T Good(base::Result<T> result) {
  if (!result) ADD_FAILURE() << result.error().external << " / " << result.error().internal;
  return std::move(result).value();
}

template <typename T>
void ExpectCode(const base::Result<T>& result, base::Code code) {
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, code) << result.error().external << " / " << result.error().internal;
}

class SessionsTest : public PanelTest {
 protected:
  void SetUp() override {
    PanelTest::SetUp();
    if (IsSkipped()) return;
    MakeServices();
    mill_ = AddMemberOrganisation("mill", "Blue Mill", desk::OrgType::kCompany, "kh");
    union_ = AddMemberOrganisation("union", "Thread Union", desk::OrgType::kWorkersOrganisation, "bd");
    ngo_ = AddMemberOrganisation("ngo", "Open Door", desk::OrgType::kNgo, "kr");
  }
  void TearDown() override {
    s_.reset();
    vault_.reset();
    PanelTest::TearDown();
  }
  void MakeServices() {
    s_ = std::make_unique<SessionServices>(desk(), services());
    constexpr crypto::HashCost kCheap{1, 8192};
    vault_ = std::make_unique<vault::Vault>(desk().database(), desk().clock(), desk().random(),
                                            desk().audit(), kCheap);
  }

  static std::string PassphraseOf(const Someone& one) { return "pass-phrase of " + one.person.text(); }
  // Keys, and the session unlocked: her cookie from then on holds the vault's too.
  void GiveKeys(Someone& one) {
    const std::string passphrase = PassphraseOf(one);
    Good(vault_->MakeKeys(one.actor, crypto::AsBytes(passphrase)));
    desk::Actor actor = Good(desk().sign_in().ActorOfCookie(one.cookie.substr(one.cookie.find('=') + 1)));
    const crypto::SecretBytes key = Good(vault_->Unlock(actor, crypto::AsBytes(passphrase)));
    one.cookie +=
        "; " + std::string(desk::VaultCookieName(false)) + "=" + crypto::Base64UrlEncode(key.view());
  }
  vault::UnlockedPerson Open(const Someone& one) {
    const std::string passphrase = PassphraseOf(one);
    return Good(vault_->OpenWithPassphrase(one.actor, crypto::AsBytes(passphrase)));
  }

  SessionDraft Draft(SessionAudience audience = SessionAudience::kMembers,
                     const std::string& title = "Fees") {
    SessionDraft draft;
    draft.panel = panel_;
    draft.audience = audience;
    draft.zone = "Asia/Seoul";
    draft.starts = {desk().clock().Now().ms + 30 * base::kDayMs};
    draft.ends = {draft.starts.ms + 3 * base::kHourMs};
    draft.online = true;
    draft.words = {{"title", title}, {"summary", "Who pays recruitment fees"}, {"goals", "Know the routes"}};
    if (audience == SessionAudience::kClosed) draft.admission = Admission::kInvitation;
    return draft;
  }
  PanelSessionId Make(const Someone& chair, SessionAudience audience = SessionAudience::kMembers,
                      const std::string& title = "Fees") {
    return Good(s_->sessions.Create(chair.actor, Draft(audience, title)));
  }
  PanelSession Row(const PanelSessionId& id) {
    return Good(desk().database().Read([&](db::Transaction& tx) { return s_->access.Get(tx, id); }));
  }
  base::Status Act(const Someone& chair, const PanelSessionId& id, SessionAct act) {
    return s_->sessions.Act(chair.actor, id, act, Row(id).version);
  }
  // Its time has come, though the clock stays: nobody's sign-in ends meanwhile.
  void StartNow(const PanelSessionId& id) {
    Good(desk().database().Write([&](db::Transaction& tx) {
      return tx.Execute(
          "UPDATE panel_session SET ends_ms = ends_ms - starts_ms + $2, starts_ms = $2 WHERE id = $1",
          {id, desk().clock().Now().ms});
    }));
  }
  void Do(const Someone& chair, const PanelSessionId& id, std::initializer_list<SessionAct> acts) {
    for (const SessionAct act : acts) {
      if (act == SessionAct::kBegin) StartNow(id);
      Good(Act(chair, id, act));
    }
  }
  std::optional<Participant> Part(const PanelSessionId& id, const Someone& one) {
    return Good(desk().database().Read(
        [&](db::Transaction& tx) { return s_->access.ParticipantOf(tx, id, one.person); }));
  }
  base::Result<PanelSession> See(const Someone& one, const PanelSessionId& id) {
    return desk().database().Read([&](db::Transaction& tx) { return s_->access.MustSee(tx, one.actor, id); });
  }
  std::string TitleFor(const Someone& one, const PanelSessionId& id) {
    const vault::UnlockedPerson me = Open(one);
    const PanelSession session = Row(id);
    const auto words = desk().database().Read(
        [&](db::Transaction& tx) { return s_->access.Read(tx, session, session.words, &me); });
    return words ? std::string(WordOf(*words, "title"))
                 : "(" + std::string(base::CodeName(words.error().code)) + ")";
  }
  static std::string EmailOf(const std::string& slug) { return "delegate@" + slug + ".example"; }

  std::unique_ptr<SessionServices> s_;
  std::unique_ptr<vault::Vault> vault_;
  Someone mill_;
  Someone union_;
  Someone ngo_;
};

}  // namespace panel::testing
