#include "voice/casework/cases.h"

#include "base/limits_voice.h"
#include "db/sql_text.h"
#include "desk/tr.h"
#include "voice/casework/assessment_record.h"
#include "voice/casework/documents.h"
#include "voice/intake/report_text.h"
#include "voice/intake/sealed_report.h"

namespace voice {
namespace {

constexpr std::int64_t kMostUrgent = 3;
}  // namespace

base::Result<OpenedCase> Cases::Open(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                     const CaseId& id) {
  return access_.database().Read([&](db::Transaction& tx) { return access_.Open(tx, actor, me, id); });
}

base::Result<std::vector<TalkEntry>> Cases::Talk(const OpenedCase& opened) {
  std::vector<TalkEntry> entries = TRY(access_.database().Read(
      [&](db::Transaction& tx) { return EntriesOf(tx, opened.row.id, Side::kTalk, opened.keys.talk); }));
  for (TalkEntry& entry : entries)
    if (entry.sealed == Sealed::kClosed && opened.sealing) OpenSealedReport(*opened.sealing, entry);
  return entries;
}

base::Result<std::vector<TalkEntry>> Cases::Notes(const OpenedCase& opened) {
  return access_.database().Read(
      [&](db::Transaction& tx) { return EntriesOf(tx, opened.row.id, Side::kInner, opened.keys.inner); });
}

base::Result<OpenedFile> Cases::File(const OpenedCase& opened, Side side, const FileId& file) {
  const crypto::KeyPair& key = side == Side::kTalk ? opened.keys.talk : opened.keys.inner;
  return access_.database().Read(
      [&](db::Transaction& tx) { return OpenFile(tx, opened.row.id, side, file, key); });
}

base::Status Cases::Write(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                          Side side, std::string_view text, const std::vector<SentFile>& files,
                          bool outcome) {
  if (text.empty() && files.empty())
    return base::Invalid(desk::tr("please write something, or choose a file"));
  if (text.size() > base::kMaxReportTextBytes) return base::TooLarge(desk::tr("the text is too long"));
  const Day today = DayOf(clock_.Now());
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, id));
    if (side == Side::kTalk && !opened.row.has_reader)
      return base::Error{
          base::Code::kConflict, desk::tr("nobody has a code to this case: nobody would read an answer"), {}};
    TRY(AddEntry(tx, random_, opened.row, side, Author::kTeam, today, TextOfMessage(text), files));
    if (side == Side::kTalk)
      TRY(
          tx.Execute("UPDATE voice_case SET unread = 0, answered_day = coalesce(answered_day, $2), "
                     "told_again_day = CASE WHEN answered_day < $2 THEN coalesce(told_again_day, $2) ELSE "
                     "told_again_day END, state = CASE state WHEN 'new' THEN 'triage' ELSE state END "
                     "WHERE id = $1",
                     {id, today}));
    if (outcome)
      TRY(tx.Execute("UPDATE voice_case SET outcome_day = coalesce(outcome_day, $2) WHERE id = $1",
                     {id, today}));
    return audit_.Append(tx, actor, side == Side::kTalk ? "case.answer" : "case.note", CaseRecord(id));
  });
}

base::Status Cases::Answer(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                           std::string_view text, const std::vector<SentFile>& files) {
  return Write(actor, me, id, Side::kTalk, text, files, false);
}

base::Status Cases::AnswerWithOutcome(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                      const CaseId& id, std::string_view text,
                                      const std::vector<SentFile>& files) {
  return Write(actor, me, id, Side::kTalk, text, files, true);
}

base::Status Cases::Note(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                         std::string_view text, const std::vector<SentFile>& files) {
  return Write(actor, me, id, Side::kInner, text, files, false);
}

base::Status Cases::SaveDocument(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                                 std::string_view kind, std::string_view text, std::int64_t version) {
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, id));
    TRY(WriteDocument(tx, opened, kind, text, version));
    return audit_.Append(tx, actor, "case.save", CaseRecord(id), {{"part", std::string(kind)}});
  });
}

base::Status Cases::SaveAssessment(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                   const CaseId& id, const Assessment& assessment, std::int64_t version) {
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, id));
    TRY(KeepAssessment(tx, opened, assessment, version));
    return audit_.Append(tx, actor, "case.save", CaseRecord(id), {{"part", "assessment"}});
  });
}

base::Status Cases::SetUrgency(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                               std::int64_t urgency) {
  if (urgency < 0 || urgency > kMostUrgent) return base::Invalid(desk::tr("urgency: 0 to 3 are expected"));
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    TRY(access_.OpenToSave(tx, actor, me, id));
    TRY(tx.Execute("UPDATE voice_case SET urgency = $2, version = version + 1 WHERE id = $1", {id, urgency}));
    return audit_.Append(tx, actor, "case.urgency", CaseRecord(id));
  });
}

}  // namespace voice
