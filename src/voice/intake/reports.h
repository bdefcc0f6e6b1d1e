#pragma once
// What the worker's side does: file a report, come back with the code, read and write, end it. Nobody is
// signed in; whoever holds the code is the worker. Everything she writes is sealed before it reaches the
// store. Nothing here is audited with a time and no address is kept: a row knows the day.
//
//   Filed filed = TRY(reports.File(team, report, files, form));      // filed.code goes onto the page, once
//   std::string cookie = TRY(reports.Open(typed, now));              // always a cookie, right code or not
//   std::optional<Visit> visit = TRY(reports.VisitOf(cookie));       // nothing where the code opened nothing
//
// A form that is sent twice (after a lost connection, a crash) has one code and one report: `form` is the
// random name that the page gave it. Thread-safe. Errors besides the usual: kTooLarge names the limit.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "db/db.h"
#include "voice/intake/backlog.h"
#include "voice/intake/sealing.h"
#include "voice/intake/teams.h"

namespace voice {

// A worker's answers; all may be empty but one.
struct Report {
  std::string language;            // of the page
  std::vector<std::string> picks;  // names of kReportPicks
  std::string what;
  std::string where;
  std::string who;
  std::string contact;
  std::string safe;  // "yes", "no", "unsure" or empty
};
// The same, sealed in her browser (sealed_report.h). `safe` is not sealed: it says who is read first.
struct SealedReport {
  std::string language;
  std::string safe;
  SealingKeyId key;   // of the team
  crypto::Bytes box;  // as ReadSealedBox gives it
};
// What a worker can tick: fixed names, the words are the page's.
std::span<const std::string_view> ReportPicks();

// A file as it is to be sealed: cleaned by the caller.
struct SentFile {
  std::string name;        // neutral: "1.jpg"
  std::string media_type;  // "image/jpeg"
  std::string_view bytes;
};

struct Filed {
  CaseId id;
  ReturnCode code;
  bool again = false;  // this form was filed before
};

// What a code opened in one browser. Lives for one request.
struct Visit {
  CaseId id;
  crypto::KeyPair talk;
  std::optional<ReturnCode> code;  // after filing, until she showed that she has it: to check what she types
  bool shows_code = false;         // for a few minutes after filing the page may show it again
};

enum class Author : std::uint8_t { kWorker, kTeam };
struct ShownFile {
  FileId id;
  std::string name;
  std::string media_type;
  std::int64_t size = 0;
};
// Whether an entry's words were sealed in the worker's browser, and how far they are opened. kClosed: the
// reader has not the team's key (the worker with her code; a person who is not of the circle any more).
// kBroken: it does not open, or holds something else than a report.
enum class Sealed : std::uint8_t { kNo, kClosed, kOpened, kBroken };
struct TalkEntry {
  EntryId id;
  Author author = Author::kWorker;
  Day day = 0;
  std::string text;              // of a message
  std::optional<Report> report;  // of the first entry
  std::vector<ShownFile> files;
  Sealed sealed = Sealed::kNo;
  crypto::Bytes box = {};  // while it is kClosed
};
struct Talk {
  std::string state;  // of the case
  std::string language;
  Day received = 0;
  Day ack_due = 0;
  Day feedback_due = 0;
  std::optional<Day> closed;
  std::int64_t kept_days = 0;  // so long after its end the team keeps it
  int satisfied = 0;
  std::int64_t version = 0;
  std::vector<TalkEntry> entries;  // oldest first
};

struct OpenedFile {
  ShownFile file;
  std::string bytes;
};

class Reports {
 public:
  Reports(db::Database& database, const base::Clock& clock, base::Random& random, vault::Vault& vault,
          Teams& teams, crypto::SecretBytes pepper)
      : database_(database),
        clock_(clock),
        random_(random),
        vault_(vault),
        teams_(teams),
        pepper_(std::move(pepper)),
        backlog_(database, clock) {}

  // `form`: the page's hidden name, an id text; anything else counts as none. Errors: kInvalid (nothing was
  // said), kTooLarge, kBusy (the team has kMaxOpenReports that nobody has read), kConflict (the form was
  // filed with other words before), kForbidden (the team takes no reports now).
  base::Result<Filed> File(const TeamId& team, const Report& report, const std::vector<SentFile>& files,
                           std::string_view form);
  // The same for what a browser sealed. Errors: also kInvalid (the key is not one of the team).
  base::Result<Filed> FileSealed(const TeamId& team, const SealedReport& report, std::string_view form);

  // ---- coming back
  // The value of the visit's cookie: 43 characters, for a wrong code as well, after the same work.
  base::Result<std::string> Open(std::string_view typed);
  // For the page after filing.
  base::Result<std::string> OpenAfterFiling(const Filed& filed);
  // Each call makes the visit last kVisitMinutes from now, up to kLongestVisitMinutes in all.
  base::Result<std::optional<Visit>> VisitOf(std::string_view cookie);
  // She typed a group of the code: from now on the visit holds it no more.
  base::Status MarkSaved(std::string_view cookie);
  base::Status Leave(std::string_view cookie);

  // ---- the conversation
  base::Result<Talk> TalkOf(const Visit& visit);
  base::Status Write(const Visit& visit, std::string_view text, const std::vector<SentFile>& files);
  base::Result<OpenedFile> FileOf(const Visit& visit, const FileId& file);
  base::Status Close(const Visit& visit);
  base::Status Reopen(const Visit& visit);
  // 1 yes, 2 partly, 3 no. Errors: kInvalid.
  base::Status Satisfied(const Visit& visit, int answer);
  // Her code opens nothing from now on, and what she wrote is gone with its keys; the team keeps its notes.
  base::Status Forget(const Visit& visit);
  // What else ends then, within the same transaction. Before serving; in the order they were given.
  using Forgotten = std::function<base::Status(db::Transaction&, const CaseId&)>;
  void OnForget(Forgotten forgotten) { forgotten_.push_back(std::move(forgotten)); }

  // Visits that are over. Called by a job.
  base::Status Tidy();

 private:
  struct VisitText;
  // A first entry as it is written and what the case learns from it.
  struct FirstEntry {
    std::string language;
    std::string safe;
    std::string text;
    std::string content;  // what makes two sendings of one form the same
    const std::vector<SentFile>* files = nullptr;
    SealingKeyId sealing = {};
  };
  base::Result<Filed> FileEntry(const TeamId& team, const FirstEntry& entry, std::string_view form);
  base::Result<std::string> Begin(VisitText text);

  db::Database& database_;
  const base::Clock& clock_;
  base::Random& random_;
  vault::Vault& vault_;
  Teams& teams_;
  Pepper pepper_;
  Backlog backlog_;
  std::vector<Forgotten> forgotten_;
};

}  // namespace voice
