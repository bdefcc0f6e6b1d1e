#pragma once
// For the tests of this folder: rows of cases in numbers, without what is sealed in them, and a clock that
// goes from quarter to quarter.

#include <string>
#include <vector>

#include "voice/test_world.h"

namespace voice::testing {

class MechanismTest : public VoiceTest {
 protected:
  // Every part of a row that figures know.
  struct Some {
    std::string language = "en";
    std::string channel = "web";
    mechanism::ReportFacts facts;  // `language` is not looked at
  };

  void AddReports(int count, const Some& some) {
    const auto day = [](const std::optional<Day>& of) { return of ? db::Param(*of) : db::Param(nullptr); };
    const crypto::Bytes key(32);
    std::vector<db::Param> rows, claims;
    std::vector<CaseId> ids;  // parameters point into them
    for (int i = 0; i < count; ++i) ids.push_back(CaseId::New(desk().random()));
    for (const CaseId& id : ids) {
      const mechanism::ReportFacts& facts = some.facts;
      rows.insert(rows.end(), {id,
                               team_,
                               org_,
                               "triage",
                               some.channel,
                               some.language,
                               1,
                               0,
                               facts.received,
                               facts.ack_due,
                               facts.feedback_due,
                               facts.satisfied,
                               0,
                               crypto::ByteView(key),
                               crypto::ByteView(key),
                               0,
                               day(facts.answered),
                               day(facts.told_again),
                               day(facts.replied),
                               day(facts.referred),
                               day(facts.remedied),
                               day(facts.closed)});
      if (facts.claims) claims.insert(claims.end(), {id, "claims", 1, crypto::ByteView(key)});
    }
    Good(desk().database().Write([&](db::Transaction& tx) -> base::Status {
      TRY(tx.InsertMany(
          "voice_case",
          {"id",          "team_id",      "org_id",       "state",     "channel",      "language",
           "urgency",     "unread",       "received_day", "ack_due",   "feedback_due", "satisfied",
           "entries",     "talk_key",     "inner_key",    "version",   "answered_day", "told_again_day",
           "replied_day", "referred_day", "remedied_day", "closed_day"},
          rows));
      if (!claims.empty())
        TRY(tx.InsertMany("voice_document", {"case_id", "kind", "version", "box"}, claims));
      return base::Ok();
    }));
  }
  // Received on the first day of the quarter, with the usual promises.
  static Some In(gate::Quarter quarter, const std::string& language = "en") {
    Some some{.language = language};
    some.facts.received = DayOf(quarter.Begin());
    some.facts.ack_due = some.facts.received + 7;
    some.facts.feedback_due = some.facts.received + 90;
    return some;
  }
  void GoTo(base::UtcTime time) { clock_->Advance(time.ms - clock_->Now().ms); }
  std::int64_t Publish() { return Good(services().mechanism.PublishDue()); }
  std::string ContentOf(gate::Quarter quarter) {
    return Good(services().mechanism.PublicationOf(quarter)).content;
  }
  // A quarter with something in every figure: 90 reports in three languages.
  void AddBusyQuarter(gate::Quarter quarter) {
    for (const auto& [language, count] :
         std::vector<std::pair<std::string, int>>{{"en", 20}, {"ko", 14}, {"vi", 11}}) {
      Some good = In(quarter, language);
      mechanism::ReportFacts& facts = good.facts;
      facts.answered = facts.received + 2;
      facts.told_again = facts.received + 20;
      facts.replied = facts.received + 3;
      facts.referred = facts.received + 14;
      facts.remedied = facts.received + 60;
      facts.claims = true;
      facts.satisfied = 1;
      AddReports(count, good);
      Some slow = In(quarter, language);
      slow.facts.answered = slow.facts.received + 40;
      slow.facts.referred = slow.facts.received + 50;
      slow.facts.satisfied = 2;
      AddReports(count, slow);
    }
  }
};

}  // namespace voice::testing
