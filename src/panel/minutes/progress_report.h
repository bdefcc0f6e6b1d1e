#pragma once
// The report before a session: what was decided since the last one, what got done, what is late, what is due
// until the session. It covers the sessions of the same series, or of the same panel where there is no
// series, from the beginning of the last one that everybody in the panel could know of.
//
// Two parts. The report proper is made once, base::kReportDaysAhead before the session, over open sessions
// alone; it is kept as it was, and looks the same to everybody who may know of the session. What closed
// sessions decided is added for the reader while she reads, out of those that she took part in, and is never
// kept. Thread-safe.

#include <string>
#include <vector>

#include "html/html.h"
#include "html/locale.h"
#include "panel/services.h"

namespace panel {

enum class ReportPart : std::uint8_t { kDecided, kDone, kLate, kComing, kCount };
std::string_view ReportPartName(ReportPart part);  // "late"

struct ReportLine {
  ReportPart part = ReportPart::kDecided;
  PanelSessionId session;  // where it was decided
  std::int64_t number = 0;
  std::int64_t days_late = 0;
  std::string text;   // empty where it is sealed and nobody is unlocked
  std::string owner;  // of an action
  base::UtcTime due;  // of an action
  ActionId action;    // empty of a decision
  ActionState state = ActionState::kOpen;
};

struct ProgressReport {
  PanelSession session;
  base::UtcTime since;
  base::UtcTime made;                    // 0: not kept yet, as it would be made now
  std::vector<ReportLine> lines;         // of open sessions
  std::vector<ReportLine> closed_lines;  // of closed ones that the reader takes part in
};

class ProgressReports {
 public:
  explicit ProgressReports(PanelServices& services) : services_(services) {}

  // The kept report where there is one, else as it would be made now. Errors: kNotFound.
  base::Result<ProgressReport> Of(db::Transaction& tx, const desk::Actor& actor,
                                  const PanelSessionId& session, const vault::UnlockedPerson* reader);
  // Keeps the reports of sessions that begin within base::kReportDaysAhead and have none, at most `limit`;
  // returns those sessions. For the job.
  base::Result<std::vector<PanelSessionId>> MakeDue(std::int64_t limit);

 private:
  base::Result<ProgressReport> Make(db::Transaction& tx, const PanelSession& session);
  base::Result<base::UtcTime> Since(db::Transaction& tx, const PanelSession& session);
  // Of the sources in their order. Cost: two statements and one a name.
  base::Status AddLines(db::Transaction& tx, const std::vector<PanelSession>& sources,
                        const ProgressReport& report, const vault::UnlockedPerson* reader,
                        std::vector<ReportLine>& lines);

  PanelServices& services_;
};

}  // namespace panel
