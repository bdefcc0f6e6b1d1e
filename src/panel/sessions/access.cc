#include "panel/sessions/access.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "desk/tr.h"

namespace panel {
namespace {

constexpr std::string_view kColumns =
    "SELECT s.id, s.panel_id, s.series_id, s.kind, s.audience, s.state, s.title, s.words, s.sealed_id, "
    "s.zone, "
    "s.starts_ms, s.ends_ms, s.room_seats, s.online_seats, s.in_room, s.online, s.admission, s.owner_org_id, "
    "s.organiser_id, s.created_ms, s.version FROM panel_session s ";

constexpr std::string_view kParticipantColumns =
    "SELECT session_id, person_id, org_id, role, state, planned, present, asked_ms, let_in, version FROM "
    "panel_session_participant ";

// Those whose membership of a closed session lets them know of it.
constexpr std::string_view kBelongs = "state IN ('invited', 'asked', 'waiting', 'coming')";

Participant ParticipantFromRow(const db::Row& row) {
  Participant one;
  one.session = row.IdAt<PanelSessionId>(0);
  one.person = row.IdAt<desk::PersonId>(1);
  one.org = row.IdAt<desk::OrgId>(2);
  one.role = ParticipantRoleNamed(row.Text(3)).value_or(ParticipantRole::kGuest);
  one.state = ParticipantStateNamed(row.Text(4)).value_or(ParticipantState::kRemoved);
  one.planned = AttendanceModeNamed(row.Text(5)).value_or(AttendanceMode::kNone);
  if (!row.IsNull(6)) one.present = AttendanceModeNamed(row.Text(6));
  one.asked = {row.Int(7)};
  one.let_in = row.Bool(8);
  one.version = row.Int(9);
  return one;
}

base::Error NoSuchSession() {
  return base::NotFound(desk::tr("There is no such session."));
}

bool IsChair(const std::optional<Participant>& one, const desk::Actor& actor) {
  return one && one->org == actor.org && one->belongs() &&
         (one->role == ParticipantRole::kChair || one->role == ParticipantRole::kCoChair ||
          one->role == ParticipantRole::kSecretary);
}

// A WHERE clause whose parameters are numbered as they come. Refers to the values it is given.
class Clause {
 public:
  std::string Mark(const db::Param& value) {
    params_.push_back(value);
    return fmt::format("${}", params_.size());
  }
  void And(const std::string& condition) {
    text_ += (text_.empty() ? "WHERE (" : " AND (") + condition + ")";
  }
  const std::string& text() const { return text_; }
  const std::vector<db::Param>& params() const { return params_; }

 private:
  std::string text_;
  std::vector<db::Param> params_;
};

// What the actor may know, as one condition over panel_session s. A draft is seen by its owners.
void AddMayKnow(Clause& clause, const desk::Actor& actor, const std::vector<PanelId>& panels,
                const std::vector<PanelId>& hosted) {
  const std::string org = clause.Mark(actor.org);
  std::string any;
  if (!actor.person.empty())
    any = fmt::format(
        "EXISTS (SELECT 1 FROM panel_session_participant p WHERE p.session_id = s.id AND p.person_id = {} "
        "AND "
        "p.org_id = {} AND p.{})",
        clause.Mark(actor.person), org, kBelongs);
  const auto in = [&](const std::vector<PanelId>& ids) {
    std::string list;
    for (const PanelId& id : ids) list += (list.empty() ? "" : ", ") + clause.Mark(id);
    return list;
  };
  std::string open = fmt::format(
      "s.owner_org_id = {0} OR EXISTS (SELECT 1 FROM panel_session_host h WHERE h.session_id = s.id AND "
      "h.org_id "
      "= {0})",
      org);
  if (!actor.Can(desk::Permission::kPanelTakePart) && !actor.Can(desk::Permission::kPanelManage))
    open = fmt::format("s.state <> 'draft' AND ({})", open);
  open += " OR (s.state <> 'draft' AND s.audience = 'public')";
  if (!panels.empty()) open += fmt::format(" OR (s.state <> 'draft' AND s.panel_id IN ({}))", in(panels));
  if (!hosted.empty()) open += fmt::format(" OR s.panel_id IN ({})", in(hosted));
  clause.And(fmt::format("(s.audience <> 'closed' AND ({})){}{}", open, any.empty() ? "" : " OR ", any));
}

std::span<const std::byte> BytesOf(const std::string& text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

void AddFilter(Clause& clause, const desk::Actor& actor, const SessionFilter& filter) {
  if (!filter.panel.empty()) clause.And("s.panel_id = " + clause.Mark(filter.panel));
  if (!filter.series.empty()) clause.And("s.series_id = " + clause.Mark(filter.series));
  if (filter.kind) clause.And("s.kind = " + clause.Mark(SessionKindName(*filter.kind)));
  if (filter.state) clause.And("s.state = " + clause.Mark(SessionStateName(*filter.state)));
  if (filter.ends_after) clause.And("s.ends_ms > " + clause.Mark(filter.ends_after->ms));
  if (filter.starts_before) clause.And("s.starts_ms < " + clause.Mark(filter.starts_before->ms));
  for (const auto& [from, to] : filter.terms) {
    const std::string first = clause.Mark(BytesOf(from));
    clause.And(
        fmt::format("s.audience <> 'closed' AND s.id IN (SELECT t.session_id FROM panel_session_term t WHERE "
                    "t.term >= {} AND "
                    "t.term < {})",
                    first, clause.Mark(BytesOf(to))));
  }
  if (filter.mine) {
    const std::string person = clause.Mark(actor.person);
    clause.And(
        fmt::format("EXISTS (SELECT 1 FROM panel_session_participant q WHERE q.session_id = s.id AND "
                    "q.person_id = {} AND "
                    "q.org_id = {} AND q.{})",
                    person, clause.Mark(actor.org), kBelongs));
  }
}

void AddPosition(Clause& clause, const SessionFilter& filter, const SessionPosition& after) {
  if (after.id.empty()) return;
  const std::string starts = clause.Mark(after.starts.ms);
  const std::string id = clause.Mark(after.id);
  const char* beyond = filter.newest_first ? "<" : ">";
  clause.And(fmt::format("s.starts_ms {0} {1} OR (s.starts_ms = {1} AND s.id {0} {2})", beyond, starts, id));
}

}  // namespace

std::string_view SessionColumns() {
  return kColumns;
}

PanelSession SessionFromRow(const db::Row& row) {
  PanelSession one;
  one.id = row.IdAt<PanelSessionId>(0);
  one.panel = row.IdAt<PanelId>(1);
  one.series = row.IdAt<SeriesId>(2);
  one.kind = SessionKindNamed(row.Text(3)).value_or(SessionKind::kWorkshop);
  // What cannot be read is kept shut.
  one.audience = SessionAudienceNamed(row.Text(4)).value_or(SessionAudience::kClosed);
  one.state = SessionStateNamed(row.Text(5)).value_or(SessionState::kDraft);
  one.title = row.Text(6);
  one.words = {row.Text(7), row.IdAt<vault::RecordId>(8)};
  one.zone = row.Text(9);
  one.starts = {row.Int(10)};
  one.ends = {row.Int(11)};
  one.room_seats = row.Int(12);
  one.online_seats = row.Int(13);
  one.in_room = row.Bool(14);
  one.online = row.Bool(15);
  one.admission = AdmissionNamed(row.Text(16)).value_or(Admission::kInvitation);
  one.owner = row.IdAt<desk::OrgId>(17);
  one.organiser = row.IdAt<desk::PersonId>(18);
  one.created = {row.Int(19)};
  one.version = row.Int(20);
  return one;
}

base::Result<std::vector<PanelId>> SessionAccess::PanelsOf(db::Transaction& tx, const desk::Actor& actor) {
  const std::vector<Panel> all = TRY(panels_.All(tx));
  std::vector<PanelId> found;
  const auto add_with_those_above = [&](PanelId id) {
    while (!id.empty() && std::find(found.begin(), found.end(), id) == found.end()) {
      found.push_back(id);
      const auto panel = std::find_if(all.begin(), all.end(), [&](const Panel& one) { return one.id == id; });
      id = panel == all.end() ? PanelId() : panel->parent;
    }
  };
  for (const Panel& panel : all)
    if (panel.host == actor.org) add_with_those_above(panel.id);
  for (const db::Row& row : TRY(tx.Query(
           "SELECT panel_id FROM panel_member WHERE org_id = $1 AND state IN ('admitted', 'suspended') "
           "ORDER BY panel_id",
           {actor.org})))
    add_with_those_above(row.IdAt<PanelId>(0));
  std::sort(found.begin(), found.end());
  return found;
}

base::Result<bool> SessionAccess::ReadsPanel(db::Transaction& tx, const desk::Actor& actor,
                                             const PanelId& panel) {
  const std::vector<PanelId> panels = TRY(PanelsOf(tx, actor));
  return std::binary_search(panels.begin(), panels.end(), panel);
}

base::Result<PanelSession> SessionAccess::Get(db::Transaction& tx, const PanelSessionId& id) {
  const auto row = TRY(tx.QueryOne(std::string(kColumns) + "WHERE s.id = $1", {id}));
  if (!row) return NoSuchSession();
  return SessionFromRow(*row);
}

base::Result<PanelSession> SessionAccess::MustSee(db::Transaction& tx, const desk::Actor& actor,
                                                  const PanelSessionId& id) {
  PanelSession session = TRY(Get(tx, id));
  if (!TRY(MayKnow(tx, actor, session))) return NoSuchSession();
  return session;
}

base::Result<bool> SessionAccess::MayKnow(db::Transaction& tx, const desk::Actor& actor,
                                          const PanelSession& session) {
  if (!actor.person.empty()) {
    const auto one = TRY(ParticipantOf(tx, session.id, actor.person));
    if (one && one->org == actor.org && one->belongs()) return true;
  }
  if (session.closed()) return false;
  // What most readers are decided by comes first: lists ask this of hundreds of sessions.
  if (OpenToPanel(session.audience, session.state) &&
      (session.audience == SessionAudience::kPublic || TRY(ReadsPanel(tx, actor, session.panel))))
    return true;
  if (TRY(MayChair(tx, actor, session))) return true;
  if (session.state == SessionState::kDraft) return false;
  const std::vector<desk::OrgId> hosts = TRY(Hosts(tx, session.id));
  return session.owner == actor.org || std::find(hosts.begin(), hosts.end(), actor.org) != hosts.end();
}

base::Result<bool> SessionAccess::MayChair(db::Transaction& tx, const desk::Actor& actor,
                                           const PanelSession& session) {
  if (!actor.person.empty() && IsChair(TRY(ParticipantOf(tx, session.id, actor.person)), actor))
    return Stands(tx, session.panel, actor.org);
  if (session.closed()) return false;
  const Panel panel = TRY(panels_.Get(tx, session.panel));
  if (Panels::Hosts(actor, panel)) return true;
  if (!actor.Can(desk::Permission::kPanelTakePart) && !actor.Can(desk::Permission::kPanelManage))
    return false;
  if (!TRY(Stands(tx, session.panel, actor.org))) return false;
  if (session.owner == actor.org) return true;
  const std::vector<desk::OrgId> hosts = TRY(Hosts(tx, session.id));
  return std::find(hosts.begin(), hosts.end(), actor.org) != hosts.end();
}

base::Result<bool> SessionAccess::Stands(db::Transaction& tx, const PanelId& panel, const desk::OrgId& org) {
  const std::vector<Panel> all = TRY(panels_.All(tx));
  const auto find = [&](const PanelId& id) {
    return std::find_if(all.begin(), all.end(), [&](const Panel& one) { return one.id == id; });
  };
  const auto is_below = [&](PanelId id) {
    for (std::size_t steps = 0; steps <= all.size() && !id.empty(); ++steps) {
      if (id == panel) return true;
      const auto found = find(id);
      id = found == all.end() ? PanelId() : found->parent;
    }
    return false;
  };
  const auto host = find(panel);
  if (host != all.end() && host->host == org) return true;
  bool has_row = false;
  for (const db::Row& row :
       TRY(tx.Query("SELECT panel_id, state FROM panel_member WHERE org_id = $1 ORDER BY panel_id", {org}))) {
    if (!is_below(row.IdAt<PanelId>(0))) continue;
    has_row = true;
    if (row.Text(1) == MemberStateName(MemberState::kAdmitted)) return true;
  }
  return !has_row;
}

base::Result<PanelSession> SessionAccess::MustChair(db::Transaction& tx, const desk::Actor& actor,
                                                    const PanelSessionId& id) {
  PanelSession session = TRY(MustSee(tx, actor, id));
  if (!TRY(MayChair(tx, actor, session)))
    return base::Error{base::Code::kForbidden, desk::tr("Only those who hold this session may do this."), {}};
  return session;
}

base::Result<PanelSession> SessionAccess::MustTakePart(db::Transaction& tx, const desk::Actor& actor,
                                                       const PanelSessionId& id) {
  PanelSession session = TRY(MustSee(tx, actor, id));
  const auto one = TRY(ParticipantOf(tx, id, actor.person));
  const bool in = one && one->org == actor.org &&
                  (one->state == ParticipantState::kInvited || one->state == ParticipantState::kComing) &&
                  TRY(Stands(tx, session.panel, actor.org));
  if (!in)
    return base::Error{
        base::Code::kForbidden, desk::tr("Only those who take part in this session may do this."), {}};
  return session;
}

base::Result<std::vector<PanelSession>> SessionAccess::VisibleTo(db::Transaction& tx,
                                                                 const desk::Actor& actor,
                                                                 const SessionFilter& filter,
                                                                 const SessionPosition& after,
                                                                 std::int64_t limit) {
  const std::vector<PanelId> panels = TRY(PanelsOf(tx, actor));
  std::vector<PanelId> hosted;
  for (const Panel& panel : TRY(panels_.HostedBy(tx, actor))) hosted.push_back(panel.id);
  Clause clause;
  AddMayKnow(clause, actor, panels, hosted);
  AddFilter(clause, actor, filter);
  AddPosition(clause, filter, after);
  const char* order = filter.newest_first ? "DESC" : "ASC";
  const std::string most = clause.Mark(limit);
  const std::string sql = fmt::format("{}{} ORDER BY s.starts_ms {}, s.id {} LIMIT {}", kColumns,
                                      clause.text(), order, order, most);
  std::vector<PanelSession> sessions;
  for (const db::Row& row : TRY(tx.Query(sql, clause.params()))) sessions.push_back(SessionFromRow(row));
  return sessions;
}

base::Result<std::int64_t> SessionAccess::CountVisible(db::Transaction& tx, const desk::Actor& actor,
                                                       const SessionFilter& filter) {
  const std::vector<PanelId> panels = TRY(PanelsOf(tx, actor));
  std::vector<PanelId> hosted;
  for (const Panel& panel : TRY(panels_.HostedBy(tx, actor))) hosted.push_back(panel.id);
  Clause clause;
  AddMayKnow(clause, actor, panels, hosted);
  AddFilter(clause, actor, filter);
  const db::Rows rows =
      TRY(tx.Query("SELECT count(*) FROM panel_session s " + clause.text(), clause.params()));
  return rows.at(0).Int(0);
}

base::Result<std::vector<Participant>> SessionAccess::Participants(db::Transaction& tx,
                                                                   const PanelSessionId& session) {
  std::vector<Participant> all;
  for (const db::Row& row : TRY(tx.Query(
           std::string(kParticipantColumns) + "WHERE session_id = $1 ORDER BY asked_ms, person_id LIMIT $2",
           {session, base::kMaxParticipants})))
    all.push_back(ParticipantFromRow(row));
  return all;
}

base::Result<std::optional<Participant>> SessionAccess::ParticipantOf(db::Transaction& tx,
                                                                      const PanelSessionId& session,
                                                                      const desk::PersonId& person) {
  const auto row = TRY(tx.QueryOne(
      std::string(kParticipantColumns) + "WHERE session_id = $1 AND person_id = $2", {session, person}));
  if (!row) return std::optional<Participant>();
  return std::optional(ParticipantFromRow(*row));
}

base::Result<std::vector<desk::OrgId>> SessionAccess::Hosts(db::Transaction& tx,
                                                            const PanelSessionId& session) {
  std::vector<desk::OrgId> hosts;
  for (const db::Row& row : TRY(tx.Query(
           "SELECT org_id FROM panel_session_host WHERE session_id = $1 ORDER BY org_id", {session})))
    hosts.push_back(row.IdAt<desk::OrgId>(0));
  return hosts;
}

base::Status SessionAccess::Note(db::Transaction& tx, const desk::Actor& actor, const PanelSession& session,
                                 std::string_view action, std::string_view record,
                                 std::vector<std::pair<std::string, std::string>> details) {
  if (session.closed()) return closed_log_.Append(tx, actor, session.id, action, record, std::move(details));
  return seams_.audit.Append(tx, actor, action, record, std::move(details));
}

}  // namespace panel
