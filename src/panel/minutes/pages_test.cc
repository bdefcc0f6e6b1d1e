// Pages of sessions and of what they decide, where one leads to the next: drafts that are changed, minutes
// that are not there yet, steps that are refused.

#include <gtest/gtest.h>

#include "panel/minutes/exchange_world.h"

namespace panel {
namespace {

using testing::Exchange;
using testing::Has;

TEST_P(Exchange, TheDraftOfAConsultationIsChangedUntilItIsOpen) {
  const ConsultationId id = AddConsultation();
  const std::string href = "/consultations/" + id.text();
  {
    const As as(cookie_, mill_);
    EXPECT_EQ(Get(href + "/edit").status, 403);
  }
  const As as(cookie_, sela_);
  EXPECT_TRUE(Has(Get(href).body, href + "/edit"));
  EXPECT_TRUE(Has(Get(href + "/edit").body, "Who should pay?"));
  const std::string version = std::to_string(GetConsultation(id).version);
  const net::Response wrong =
      Send(href + "/edit", "version=" + version + "&title=&question=Why&closes=2026-01-01");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(Has(wrong.body, "Why"));
  const std::string typed = "&title=Fees+again&question=Why&closes=2026-01-01";
  EXPECT_EQ(Send(href + "/edit", "version=" + version + typed).status, 303);
  EXPECT_EQ(GetConsultation(id).title, "Fees again");
  EXPECT_EQ(Send(href + "/edit", "version=" + version + typed).status, 422) << "somebody was first";
  ASSERT_TRUE(DoConsultation(id, ConsultationAct::kOpen));
  EXPECT_FALSE(Has(Get(href).body, href + "/edit"));
}

TEST_P(Exchange, TheDraftOfAnOpinionIsChangedUntilItsBallot) {
  const OpinionId id = AddOpinion(true);
  const std::string href = "/opinions/" + id.text();
  {
    const As as(cookie_, mill_);
    EXPECT_EQ(Get(href + "/edit").status, 404);
  }
  const As as(cookie_, sela_);
  EXPECT_TRUE(Has(Get(href).body, href + "/edit"));
  const std::string form = Get(href + "/edit").body;
  EXPECT_TRUE(Has(form, "Workers pay nothing."));
  EXPECT_TRUE(Has(form, "<option value=\"vote-secret\" selected"));
  const std::string version = std::to_string(GetOpinion(sela_, id).version);
  const std::string rules = "&method=consensus&majority=simple&quorum=60";
  EXPECT_EQ(Send(href + "/edit", "version=" + version + "&title=&text=x" + rules).status, 422);
  EXPECT_EQ(Send(href + "/edit", "version=" + version + "&title=None&text=Nobody+pays" + rules).status, 303);
  const Opinion changed = GetOpinion(sela_, id);
  EXPECT_EQ(changed.title, "None");
  EXPECT_EQ(changed.rules.method, OpinionMethod::kConsensus);
  EXPECT_EQ(changed.rules.quorum_percent, 60);
  EXPECT_FALSE(changed.secret);
}

TEST_P(Exchange, WhoKnowsTheSessionFindsItsMinutesAndReportFromItsPage) {
  const PanelSessionId session = HeldSession("Fees on the route");
  const std::string href = "/sessions/" + session.text();
  std::string empty;
  {
    const As as(cookie_, mill_);
    const std::string page = Get(href).body;
    EXPECT_TRUE(Has(page, href + "/minutes"));
    EXPECT_TRUE(Has(page, href + "/progress"));
    const net::Response none = Get(href + "/minutes");
    EXPECT_EQ(none.status, 200);
    EXPECT_TRUE(Has(none.body, "No minutes yet"));
    EXPECT_FALSE(Has(none.body, "Begin the minutes"));
    empty = none.body.substr(none.body.find("<main"));
  }
  Write(session, "All agreed.");
  const As as(cookie_, mill_);
  const std::string draft = Get(href + "/minutes").body;
  EXPECT_EQ(draft.substr(draft.find("<main")), empty) << "that somebody writes is not told";
}

TEST_P(Exchange, MinutesOfASessionThatSheMayNotKnowAreUnknown) {
  const std::string href = "/sessions/" + ClosedSession().text();
  const As as(cookie_, union_);
  EXPECT_EQ(Get(href + "/minutes").status, 404);
  EXPECT_EQ(Get(href + "/progress").status, 404);
}

TEST_P(Exchange, WhatWasTypedWhileTheVaultLockedIsSentOnWithThePassphrase) {
  const PanelSessionId session = ClosedSession();
  const std::int64_t version = Write(session, "The first half.");
  const As as(cookie_, sela_);
  const std::string href = "/sessions/" + session.text() + "/minutes/edit";
  const std::string typed = "version=" + std::to_string(version) + "&do=save&text=The+%3Cwhole%3E+of+it.";
  for (const std::string passphrase : {"", "&vault_passphrase=not+hers+at+all"}) {
    const net::Response held = Send(href, typed + passphrase);
    EXPECT_EQ(held.status, 422);
    EXPECT_TRUE(Has(held.body, "action=\"" + href + "\""));
    EXPECT_TRUE(Has(held.body, "The &lt;whole"));
    EXPECT_TRUE(Has(held.body, "value=\"save\""));
    EXPECT_FALSE(Has(held.body, "not hers"));
  }
  const vault::UnlockedPerson sela = Unlock(sela_);
  const auto text = [&] {
    const Minutes minutes = GetMinutes(sela_, session);
    const auto read = Read([&](db::Transaction& tx) { return services().minutes.Text(tx, minutes, &sela); });
    return read ? *read : read.error().external;
  };
  EXPECT_EQ(text(), "The first half.");
  EXPECT_EQ(Send(href, typed + "&vault_passphrase=" + net::UrlEncode(kPassphrase)).status, 303);
  EXPECT_EQ(text(), "The <whole> of it.");
}

TEST_P(Exchange, AStepThatIsRefusedIsNotToldAsDone) {
  const PanelSessionId session = AddSession("Fees", -1, SessionAudience::kMembers, SessionState::kHeld);
  AddParticipant(session, sela_, ParticipantRole::kSecretary);
  Write(session, "All agreed.");
  const As as(cookie_, sela_);
  const std::string href = "/sessions/" + session.text() + "/minutes";
  const net::Response refused = Send(href + "/step", "version=99&act=circulate&comments_until=");
  ASSERT_EQ(refused.status, 303);
  const std::string flash(refused.headers.Get("Set-Cookie"));
  const std::string before = cookie_;
  cookie_ += "; " + flash.substr(0, flash.find(';'));
  const std::string page = Get(href).body;
  cookie_ = before;
  EXPECT_TRUE(Has(page, "class=\"flash harm\" role=\"alert\"")) << page.substr(page.find("<main"), 400);
  EXPECT_FALSE(Has(page, "role=\"status\" id=\"flash\""));
}

}  // namespace
}  // namespace panel
