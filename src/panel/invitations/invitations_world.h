#pragma once
// For tests of invitations: the world of sessions, with what goes out by mail read as calendars, and answers
// written as a calendar program would write them.

#include <string>
#include <vector>

#include "calendar/mail.h"
#include "calendar/messages.h"
#include "calendar/read.h"
#include "calendar/write.h"
#include "net/mail_message.h"
#include "panel/invitations/services.h"
#include "panel/sessions/sessions_world.h"

namespace panel::testing {

using invitations::InvitationState;

class InvitationsTest : public SessionsTest {
 protected:
  void SetUp() override {
    SessionsTest::SetUp();
    if (IsSkipped()) return;
    MakeInvitations();
    Good(i_->addresses.Set(sela_.actor, panel_, kOrganiser));
  }
  void TearDown() override {
    i_.reset();
    SessionsTest::TearDown();
  }
  void MakeInvitations() {
    i_.reset();
    i_ = std::make_unique<invitations::InvitationServices>(desk(), services());
  }

  struct Received {
    net::Mail mail;
    calendar::Calendar calendar;
    const calendar::Event& event() const { return calendar.events.at(0); }
  };
  // One run of the job; the mails that it sent.
  std::vector<Received> Run() {
    const std::size_t before = mailer_->sent().size();
    Good(i_->RunOnce());
    std::vector<Received> all;
    const auto sent = mailer_->sent();
    for (std::size_t n = before; n < sent.size(); ++n) {
      EXPECT_EQ(sent[n].alternatives.size(), 1u);
      const auto read = calendar::ReadCalendar(sent[n].alternatives.at(0).bytes);
      EXPECT_TRUE(read) << sent[n].alternatives.at(0).bytes;
      all.push_back({sent[n], read ? *read : calendar::Calendar{}});
    }
    return all;
  }
  static std::vector<Received> To(const std::vector<Received>& all, const Someone& one) {
    std::vector<Received> hers;
    for (const Received& received : all)
      if (received.mail.to == one.actor.email) hers.push_back(received);
    return hers;
  }
  // The one mail to her of a run.
  Received OneTo(const Someone& one) {
    const std::vector<Received> hers = To(Run(), one);
    EXPECT_EQ(hers.size(), 1u) << one.actor.email;
    return hers.empty() ? Received{{}, {.events = {calendar::Event{}}}} : hers[0];
  }

  // A calendar program's message as it arrives.
  std::string MailFrom(const std::string& from, const calendar::Calendar& message) {
    calendar::Calendar sent = message;
    sent.product = "-//Example//Phone//EN";
    base::SeededRandom random(7);
    return Good(net::ComposeMail(calendar::MailWith(sent, kOrganiser, "Re: session", "answered"), from,
                                 clock_->Now(), random));
  }
  base::Result<invitations::Receipt> Receive(const std::string& from, const calendar::Calendar& message) {
    return i_->answers.Receive(MailFrom(from, message));
  }
  base::Result<invitations::Receipt> Reply(const Someone& one, const calendar::Event& event,
                                           calendar::Answer answer, const std::string& comment = {}) {
    clock_->Advance(base::kSecondMs);
    return Receive(one.actor.email, calendar::ReplyTo(event, UriOf(one), answer, comment, clock_->Now()));
  }
  base::Result<invitations::Receipt> Counter(const Someone& one, const calendar::Event& event,
                                             std::int64_t later_hours, const std::string& comment = {}) {
    clock_->Advance(base::kSecondMs);
    const auto shift = [&](const calendar::DateTime& time) {
      calendar::DateTime moved = time;
      moved.local = calendar::FromSeconds(calendar::SecondsOf(time.local) + later_hours * 3600);
      return moved;
    };
    return Receive(one.actor.email,
                   calendar::CounterTo(event, UriOf(one), shift(*event.start), shift(*calendar::EndOf(event)),
                                       comment, clock_->Now()));
  }
  static std::string UriOf(const Someone& one) { return "mailto:" + one.actor.email; }

  std::optional<invitations::Invitation> Entry(const PanelSessionId& id, const Someone& one) {
    return Good(
        desk().database().Read([&](db::Transaction& tx) { return i_->book.Find(tx, id, one.person); }));
  }
  std::vector<invitations::SessionDay> DaysOf(const PanelSessionId& id) {
    const PanelSession session = Row(id);
    return Good(desk().database().Read([&](db::Transaction& tx) { return i_->days.Of(tx, session); }));
  }
  void Invite(const PanelSessionId& id, const std::string& slug, const Someone* by = nullptr) {
    if (by == nullptr) {
      Good(s_->participation.Invite(sela_.actor, nullptr, id, EmailOf(slug), slug, ParticipantRole::kGuest));
      return;
    }
    const vault::UnlockedPerson open = Open(*by);
    Good(s_->participation.Invite(by->actor, &open, id, EmailOf(slug), slug, ParticipantRole::kGuest));
  }
  // Announced by sela, mill and union invited; nothing sent yet.
  PanelSessionId Announced(SessionAudience audience = SessionAudience::kMembers) {
    const PanelSessionId id = Make(sela_, audience);
    const Someone* by = audience == SessionAudience::kClosed ? &sela_ : nullptr;
    Invite(id, "mill", by);
    Invite(id, "union", by);
    Do(sela_, id, {SessionAct::kAnnounce});
    return id;
  }
  // Three days from 09:00 to 17:00 in Seoul.
  PanelSessionId ThreeDays() {
    SessionDraft draft = Draft();
    draft.starts = Good(MomentAt("Asia/Seoul", {2026, 12, 1, 9, 0}));
    draft.ends = Good(MomentAt("Asia/Seoul", {2026, 12, 3, 17, 0}));
    const PanelSessionId id = Good(s_->sessions.Create(sela_.actor, draft));
    Invite(id, "mill");
    Do(sela_, id, {SessionAct::kAnnounce});
    return id;
  }
  void Move(const PanelSessionId& id, std::int64_t later_ms) {
    const PanelSession row = Row(id);
    SessionDraft draft = Draft(row.audience);
    draft.starts = {row.starts.ms + later_ms};
    draft.ends = {row.ends.ms + later_ms};
    Good(s_->sessions.Edit(sela_.actor, id, draft, row.version));
  }

  static constexpr const char* kOrganiser = "calendar@panel.example";
  std::unique_ptr<invitations::InvitationServices> i_;
};

}  // namespace panel::testing
