#pragma once
// The rows of cases, and what is sealed in them: for the parts of this room. All within the caller's
// transaction. Texts come in plain and go out sealed; nothing plain is handed to the store.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "db/db.h"
#include "voice/intake/reports.h"

namespace voice {

enum class Side : std::uint8_t { kTalk, kInner };  // whom an entry or file is sealed to
inline std::string_view SideName(Side side) {      // as stored
  return side == Side::kTalk ? "talk" : "inner";
}

struct CaseRow {
  CaseId id;
  TeamId team;
  desk::OrgId org;
  std::string state;
  Channel channel = Channel::kWeb;
  std::string language;
  std::int64_t urgency = 0;
  bool unread = false;
  bool has_reader = false;  // somebody has a code and reads what the team answers
  Day received = 0;
  std::optional<Day> answered, referred, remedied, closed;
  std::optional<Day> outcome;  // she was told how it came out
  Day ack_due = 0, feedback_due = 0;
  int satisfied = 0;
  std::int64_t entries = 0;
  CasePublicKeys keys;
  std::int64_t version = 0;
};

// What is owed to the worker next: the first answer, then the outcome; nothing once she was told it, after
// the end, and where nobody has a code.
std::optional<Day> DueOf(const CaseRow& row);

struct NewCase {
  Team team;
  Channel channel = Channel::kWeb;
  std::string language;
  Day today = 0;
};

// A case and its keys, the private ones sealed to the team's circle. No entry yet. Errors: kInvalid (the
// language, which stands in clear, is neither empty nor one of kWorkerLanguages: it may be what somebody
// wrote).
base::Status InsertCase(db::Transaction& tx, vault::Vault& vault, const CaseId& id, const NewCase& made,
                        const CaseKeys& keys);
// Errors: kNotFound.
base::Result<CaseRow> CaseRowOf(db::Transaction& tx, const CaseId& id);
// The columns of CaseRow, for a WHERE of the caller, and one of its rows. Errors: kCorrupt (keys).
std::string_view CaseSelect();
base::Result<CaseRow> ReadCaseRow(const db::Row& row);

// The days that her page promises begin anew: she, or the team, opened the case again.
base::Status PromiseAnew(db::Transaction& tx, const CaseId& id, Day today);

// Adds an entry at the end and seals its files with it. `json` is a text of report_text.h. Errors: kTooLarge
// (kMaxCaseEntries, kMaxCaseFiles, kMaxReportFiles, kMaxReportFileBytes).
base::Result<EntryId> AddEntry(db::Transaction& tx, base::Random& random, const CaseRow& to, Side side,
                               Author author, Day day, std::string_view json,
                               const std::vector<SentFile>& files);
// The entries of one side, oldest first.
base::Result<std::vector<TalkEntry>> EntriesOf(db::Transaction& tx, const CaseId& of, Side side,
                                               const crypto::KeyPair& key);
// Errors: kNotFound (no such file of this case and side), kCorrupt.
base::Result<OpenedFile> OpenFile(db::Transaction& tx, const CaseId& of, Side side, const FileId& file,
                                  const crypto::KeyPair& key);
// The parts of the two above that are about files (case_files.cc): sealed as a stream of authenticated chunks
// of kFileChunkBytes each, filled up to a class of length, under a key of their own.
base::Status SealFiles(db::Transaction& tx, base::Random& random, const CaseRow& to, Side side,
                       const EntryId& entry, const std::vector<SentFile>& files);
base::Status ShowFiles(db::Transaction& tx, const CaseId& of, Side side, const crypto::KeyPair& key,
                       std::vector<TalkEntry>& entries);
// Entries and files of one side are gone; of the conversation's side its documents too (talk_documents.h).
base::Status RemoveSide(db::Transaction& tx, const CaseId& of, Side side);

}  // namespace voice
