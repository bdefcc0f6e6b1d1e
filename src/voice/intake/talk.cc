#include "base/limits_voice.h"
#include "desk/tr.h"
#include "voice/intake/case_rows.h"
#include "voice/intake/report_text.h"
#include "voice/intake/reports.h"

namespace voice {

base::Result<Talk> Reports::TalkOf(const Visit& visit) {
  return database_.Read([&](db::Transaction& tx) -> base::Result<Talk> {
    const CaseRow row = TRY(CaseRowOf(tx, visit.id));
    const auto kept = TRY(tx.QueryOne("SELECT purge_days FROM voice_team WHERE id = $1", {row.team}));
    return Talk{.state = row.state,
                .language = row.language,
                .received = row.received,
                .ack_due = row.ack_due,
                .feedback_due = row.feedback_due,
                .closed = row.closed,
                .kept_days = kept ? kept->Int(0) : 0,
                .satisfied = row.satisfied,
                .version = row.version,
                .entries = TRY(EntriesOf(tx, visit.id, Side::kTalk, visit.talk))};
  });
}

base::Status Reports::Write(const Visit& visit, std::string_view text, const std::vector<SentFile>& files) {
  if (text.empty() && files.empty())
    return base::Invalid(desk::tr("please write something, or choose a file"));
  if (text.size() > base::kMaxReportTextBytes) return base::TooLarge(desk::tr("the text is too long"));
  const Day today = DayOf(clock_.Now());
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    const CaseRow row = TRY(CaseRowOf(tx, visit.id));
    TRY(AddEntry(tx, random_, row, Side::kTalk, Author::kWorker, today, TextOfMessage(text), files));
    TRY(
        tx.Execute("UPDATE voice_case SET unread = 1, replied_day = CASE WHEN answered_day IS NULL THEN NULL "
                   "ELSE coalesce(replied_day, $2) END WHERE id = $1",
                   {visit.id, today}));
    return base::Ok();
  });
}

base::Result<OpenedFile> Reports::FileOf(const Visit& visit, const FileId& file) {
  return database_.Read(
      [&](db::Transaction& tx) { return OpenFile(tx, visit.id, Side::kTalk, file, visit.talk); });
}

base::Status Reports::Close(const Visit& visit) {
  const Day today = DayOf(clock_.Now());
  TRY(database_.Write([&](db::Transaction& tx) {
    return tx.Execute(
        "UPDATE voice_case SET state = 'closed', closed_day = $2, unread = 1, version = version + 1 WHERE id "
        "= $1 "
        "AND state <> 'closed'",
        {visit.id, today});
  }));
  return base::Ok();
}

base::Status Reports::Reopen(const Visit& visit) {
  const Day today = DayOf(clock_.Now());
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    if (TRY(CaseRowOf(tx, visit.id)).state != "closed") return base::Ok();
    TRY(tx.Execute(
        "UPDATE voice_case SET state = 'triage', closed_day = NULL, unread = 1, version = version + 1 "
        "WHERE id = $1",
        {visit.id}));
    return PromiseAnew(tx, visit.id, today);
  });
}

base::Status Reports::Satisfied(const Visit& visit, int answer) {
  if (answer < 1 || answer > 3) return base::Invalid(desk::tr("please choose one of the answers"));
  TRY(database_.Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE voice_case SET satisfied = $2 WHERE id = $1", {visit.id, answer});
  }));
  return base::Ok();
}

base::Status Reports::Forget(const Visit& visit) {
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    for (const Forgotten& forgotten : forgotten_) TRY(forgotten(tx, visit.id));
    TRY(RemoveSide(tx, visit.id, Side::kTalk));
    TRY(tx.Execute("DELETE FROM voice_return WHERE case_id = $1", {visit.id}));
    TRY(tx.Execute("UPDATE voice_case SET unread = 1, version = version + 1 WHERE id = $1", {visit.id}));
    return base::Ok();
  });
}

}  // namespace voice
