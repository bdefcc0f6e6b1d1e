// Limits of minutes, reports, reminders and consultations, each hit by rows put straight into the tables.

#include <algorithm>

#include "base/limits_panel.h"
#include "panel/minutes/exchange_world.h"
#include "panel/minutes/minutes_book.h"
#include "panel/minutes/progress_report.h"
#include "panel/minutes/reminders.h"

namespace panel {
namespace {

using testing::CodeOf;
using testing::Exchange;

TEST_P(Exchange, OneDocumentHoldsNoMoreThanItsLimit) {
  const SeriesId series = SeriesId::New(desk().random());
  const auto add = [&](std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) {
      const PanelSessionId id =
          AddSession("One", -1 - i, SessionAudience::kMembers, SessionState::kHeld, series);
      const auto added = desk().database().Write([&](db::Transaction& tx) {
        return tx.Execute(
            "INSERT INTO panel_minutes(session_id, panel_id, phase, words, comments_until_ms, last_number, "
            "edition, "
            "circulated_ms, approved_ms, created_ms, changed_ms, version) VALUES ($1, $2, 'final', '{}', 0, "
            "0, 1, 1, 1, "
            "1, 1, 1)",
            {id, panel_});
      });
      ASSERT_TRUE(added);
    }
  };
  add(base::kMaxMinutesBook);
  const html::Locale& english = *html::FindLocale("en");
  EXPECT_FALSE(LoadBook(services(), sela_.actor, english, series, nullptr)->cut);
  add(1);
  const auto book = LoadBook(services(), sela_.actor, english, series, nullptr);
  ASSERT_TRUE(book);
  EXPECT_TRUE(book->cut);
  EXPECT_EQ(std::ssize(book->chapters), base::kMaxMinutesBook);
}

TEST_P(Exchange, AReportHasNoMoreLinesThanItsLimit) {
  const PanelSessionId past = HeldSession("Past", -3);
  const PanelSessionId next = AddSession("Next", 3, SessionAudience::kMembers, SessionState::kAnnounced);
  ASSERT_TRUE(desk().database().Write([&](db::Transaction& tx) -> base::Status {
    std::vector<db::Param> rows;
    for (std::int64_t i = 0; i < base::kMaxReportLines + 1; ++i)
      for (const db::Param& value : std::initializer_list<db::Param>{past, i + 1, "{}", 1, 1})
        rows.push_back(value);
    TRY(tx.InsertMany("panel_decision", {"session_id", "number", "words", "in_force", "made_ms"}, rows));
    return base::Ok();
  }));
  ProgressReports reports(services());
  const auto report = Read([&](db::Transaction& tx) { return reports.Of(tx, sela_.actor, next, nullptr); });
  ASSERT_TRUE(report) << report.error().external;
  EXPECT_EQ(std::ssize(report->lines), base::kMaxReportLines);
}

TEST_P(Exchange, OneRunLooksAtNoMoreActionsThanItsLimitAndTheNextGoesOn) {
  const PanelSessionId session = HeldSession();
  std::vector<std::string> ids;
  for (std::int64_t i = 0; i < base::kMaxReminders + 1; ++i) ids.push_back(base::NewIdText(desk().random()));
  const std::int64_t due = clock_->Now().ms + base::kDayMs;
  ASSERT_TRUE(desk().database().Write([&](db::Transaction& tx) -> base::Status {
    std::vector<db::Param> rows;
    for (std::size_t i = 0; i < ids.size(); ++i)
      for (const db::Param& value : std::initializer_list<db::Param>{
               ids[i], session, panel_, i + 1, mill_.person, mill_.org, due, "open", "{}", 1, 1, 1, 1})
        rows.push_back(value);
    TRY(tx.InsertMany("panel_action",
                      {"id", "session_id", "panel_id", "number", "owner_person_id", "owner_org_id", "due_ms",
                       "state", "words", "in_force", "made_ms", "changed_ms", "version"},
                      rows));
    return base::Ok();
  }));
  EXPECT_EQ(SendReminders(desk(), services()).value(), base::kMaxReminders);
  EXPECT_EQ(SendReminders(desk(), services()).value(), 1);
  EXPECT_EQ(SendReminders(desk(), services()).value(), 0);
}

TEST_P(Exchange, AConsultationTakesNoMoreInputsThanItsLimit) {
  const ConsultationId id = AddConsultation();
  ASSERT_TRUE(DoConsultation(id, ConsultationAct::kOpen));
  std::vector<std::string> ids;
  for (std::int64_t i = 0; i < base::kMaxConsultationInputs; ++i)
    ids.push_back(base::NewIdText(desk().random()));
  ASSERT_TRUE(desk().database().Write([&](db::Transaction& tx) -> base::Status {
    std::vector<db::Param> rows;
    for (const std::string& input : ids)
      for (const db::Param& value :
           std::initializer_list<db::Param>{input, id, input, "M", "ngo", "sent", "x", "", "", 1, 0, 1})
        rows.push_back(value);
    TRY(tx.InsertMany("panel_consultation_input",
                      {"id", "consultation_id", "org_id", "member_name", "constituency", "state", "body",
                       "answer", "reason", "sent_ms", "answered_ms", "version"},
                      rows));
    return base::Ok();
  }));
  EXPECT_EQ(CodeOf(services().consultations.Send(mill_.actor, id, "One more.")), base::Code::kTooLarge);
}

}  // namespace
}  // namespace panel
