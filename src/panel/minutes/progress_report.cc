#include "panel/minutes/progress_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "panel/common/enum_names.h"
#include "panel/minutes/people_lookup.h"

namespace panel {
namespace {

namespace json = boost::json;

constexpr NamesOf<ReportPart> kParts = {"decided", "done", "late", "coming"};

std::string TextIn(const json::object& object, std::string_view name) {
  const json::value* const value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}
std::int64_t NumberIn(const json::object& object, std::string_view name) {
  const json::value* const value = object.if_contains(name);
  return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

std::string LinesText(const std::vector<ReportLine>& lines) {
  json::array array;
  for (const ReportLine& line : lines)
    array.push_back(json::object{{"part", kParts.at(static_cast<std::size_t>(line.part))},
                                 {"session", line.session.text()},
                                 {"number", line.number},
                                 {"days_late", line.days_late},
                                 {"text", line.text},
                                 {"owner", line.owner},
                                 {"due_ms", line.due.ms},
                                 {"action", line.action.text()},
                                 {"state", ActionStateName(line.state)}});
  return json::serialize(array);
}

std::vector<ReportLine> LinesOf(const std::string& text) {
  std::vector<ReportLine> lines;
  boost::system::error_code error;
  const json::value value = json::parse(text, error);
  if (error || !value.is_array()) return lines;
  for (const json::value& item : value.get_array()) {
    if (!item.is_object()) continue;
    const json::object& object = item.get_object();
    ReportLine line;
    line.part = NamedIn<ReportPart>(kParts, TextIn(object, "part")).value_or(ReportPart::kDecided);
    line.session = PanelSessionId::FromStore(TextIn(object, "session"));
    line.number = NumberIn(object, "number");
    line.days_late = NumberIn(object, "days_late");
    line.text = TextIn(object, "text");
    line.owner = TextIn(object, "owner");
    line.due = {NumberIn(object, "due_ms")};
    line.action = ActionId::FromStore(TextIn(object, "action"));
    line.state = ActionStateNamed(TextIn(object, "state")).value_or(ActionState::kOpen);
    lines.push_back(std::move(line));
  }
  return lines;
}

// Which part of the report an action belongs to, if any.
std::optional<ReportPart> PartOf(const PanelAction& action, const ProgressReport& report, base::UtcTime now) {
  if (action.state == ActionState::kDone || action.state == ActionState::kConfirmed)
    return action.changed >= report.since ? std::optional(ReportPart::kDone) : std::nullopt;
  if (!IsUnfinished(action.state)) return std::nullopt;
  if (IsOverdue(action, now)) return ReportPart::kLate;
  return action.due <= report.session.starts ? std::optional(ReportPart::kComing) : std::nullopt;
}

// Sessions of the same series or panel that came before, newest first. `asking`: for conditions on $4, $5.
base::Result<std::vector<PanelSession>> SourcesOf(db::Transaction& tx, const PanelSession& session,
                                                  std::string_view audience, const desk::Actor* asking,
                                                  std::int64_t limit = base::kMaxMinutesBook) {
  const std::string sql = fmt::format(
      "{}WHERE s.{} = $1 AND s.starts_ms < $2 AND {} AND s.state NOT IN ('draft', 'cancelled') "
      "ORDER BY s.starts_ms DESC, s.id LIMIT $3",
      SessionColumns(), session.series.empty() ? "panel_id" : "series_id", audience);
  std::vector<db::Param> params = {session.series.empty() ? session.panel.text() : session.series.text(),
                                   session.starts.ms, limit};
  if (asking != nullptr) {
    params.emplace_back(asking->person);
    params.emplace_back(asking->org);
  }
  std::vector<PanelSession> sources;
  for (const db::Row& row : TRY(tx.Query(sql, params))) sources.push_back(SessionFromRow(row));
  return sources;
}

// The closed ones among them that the actor may know of: those that she belongs to.
constexpr std::string_view kClosedThatIBelongTo =
    "s.audience = 'closed' AND EXISTS (SELECT 1 FROM panel_session_participant p WHERE p.session_id = s.id "
    "AND p.person_id = $4 AND p.org_id = $5 AND p.state IN ('invited', 'asked', 'waiting', 'coming'))";

}  // namespace

std::string_view ReportPartName(ReportPart part) {
  return NameIn(kParts, part);
}

base::Result<base::UtcTime> ProgressReports::Since(db::Transaction& tx, const PanelSession& session) {
  const std::vector<PanelSession> last = TRY(SourcesOf(tx, session, "s.audience <> 'closed'", nullptr, 1));
  return last.empty() ? base::UtcTime{} : last.front().starts;
}

base::Status ProgressReports::AddLines(db::Transaction& tx, const std::vector<PanelSession>& sources,
                                       const ProgressReport& report, const vault::UnlockedPerson* reader,
                                       std::vector<ReportLine>& lines) {
  const base::UtcTime now = services_.places.Now();
  auto decisions = TRY(services_.actions.DecisionsOf(tx, sources, reader));
  auto actions = TRY(services_.actions.OfSessions(tx, sources, reader));
  NamesOfPeople names(tx);
  for (const PanelSession& source : sources) {
    if (source.starts >= report.since)
      for (const Decision& decision : decisions[source.id])
        if (std::ssize(lines) < base::kMaxReportLines)
          lines.push_back(
              {ReportPart::kDecided, source.id, decision.number, 0, decision.text, {}, {}, {}, {}});
    for (const PanelAction& action : actions[source.id]) {
      const std::optional<ReportPart> part = PartOf(action, report, now);
      if (!part || std::ssize(lines) >= base::kMaxReportLines) continue;
      const std::string owner = action.owner_person.empty() ? TRY(names.Org(action.owner_org))
                                                            : TRY(names.Person(action.owner_person));
      lines.push_back({*part, source.id, action.number, DaysLate(action, now), action.text, owner, action.due,
                       action.id, action.state});
    }
  }
  return base::Ok();
}

base::Result<ProgressReport> ProgressReports::Make(db::Transaction& tx, const PanelSession& session) {
  ProgressReport report;
  report.session = session;
  report.since = TRY(Since(tx, session));
  const std::vector<PanelSession> sources = TRY(SourcesOf(tx, session, "s.audience <> 'closed'", nullptr));
  TRY(AddLines(tx, sources, report, nullptr, report.lines));
  return report;
}

base::Result<ProgressReport> ProgressReports::Of(db::Transaction& tx, const desk::Actor& actor,
                                                 const PanelSessionId& session,
                                                 const vault::UnlockedPerson* reader) {
  const PanelSession seen = TRY(services_.session_access.MustSee(tx, actor, session));
  ProgressReport report;
  const auto row = TRY(tx.QueryOne(
      "SELECT since_ms, made_ms, lines FROM panel_progress_report WHERE session_id = $1", {session}));
  if (row) {
    report.session = seen;
    report.since = {row->Int(0)};
    report.made = {row->Int(1)};
    report.lines = LinesOf(row->Text(2));
  } else {
    report = TRY(Make(tx, seen));
  }
  SeenSessions known(services_.session_access, actor);
  // A public session may be seen by more people than the sessions that its report looks back on.
  // Whoever belongs to the panel sees all of them: they are open, and no drafts.
  const std::vector<PanelId> panels = TRY(services_.session_access.PanelsOf(tx, actor));
  if (!std::binary_search(panels.begin(), panels.end(), seen.panel)) {
    std::vector<ReportLine> lines;
    for (ReportLine& line : report.lines)
      if (TRY(known.See(tx, line.session)) != nullptr) lines.push_back(std::move(line));
    report.lines = std::move(lines);
  }
  const std::vector<PanelSession> closed = TRY(SourcesOf(tx, seen, kClosedThatIBelongTo, &actor));
  TRY(AddLines(tx, closed, report, reader, report.closed_lines));
  return report;
}

base::Result<std::vector<PanelSessionId>> ProgressReports::MakeDue(std::int64_t limit) {
  const std::int64_t now = services_.places.Now().ms;
  std::vector<PanelSessionId> made;
  const auto make = [&](db::Transaction& tx) -> base::Status {
    made.clear();
    const db::Rows rows = TRY(tx.Query(
        "SELECT s.id FROM panel_session s LEFT JOIN panel_progress_report r ON r.session_id = s.id WHERE "
        "s.ends_ms > $1 "
        "AND s.starts_ms > $1 AND s.starts_ms <= $2 AND s.state IN ('announced', 'registration', 'full') AND "
        "r.session_id IS NULL ORDER BY s.starts_ms, s.id LIMIT $3",
        {now, now + base::kReportDaysAhead * base::kDayMs, limit}));
    for (const db::Row& row : rows) {
      const PanelSession session = TRY(services_.session_access.Get(tx, row.IdAt<PanelSessionId>(0)));
      const ProgressReport report = TRY(Make(tx, session));
      TRY(tx.Execute(
          "INSERT INTO panel_progress_report(session_id, since_ms, made_ms, lines) VALUES ($1, $2, $3, $4)",
          {session.id, report.since.ms, now, LinesText(report.lines)}));
      made.push_back(session.id);
    }
    return base::Ok();
  };
  TRY(services_.seams.database.Write(make));
  return made;
}

}  // namespace panel
