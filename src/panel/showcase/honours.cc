#include "panel/showcase/honours.h"

#include "base/limits_panel.h"
#include "desk/people/people.h"
#include "desk/tr.h"

namespace panel {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(HonourState::kCount)> kStateNames = {
    "offered", "accepted", "refused", "revoked"};
constexpr std::array<std::string_view, static_cast<std::size_t>(HonourAct::kCount)> kActNames = {
    "accept", "refuse", "revoke"};

constexpr std::string_view kSelect =
    "SELECT h.id, h.panel_id, h.member_id, m.name, h.title, h.reason, h.state, h.created_ms, h.decided_ms, "
    "h.version, m.org_id FROM panel_honour h JOIN panel_member m ON m.id = h.member_id ";
constexpr std::size_t kOrgColumn = 10;

Honour FromRow(const db::Row& row) {
  Honour honour;
  honour.id = row.IdAt<HonourId>(0);
  honour.panel = row.IdAt<PanelId>(1);
  honour.member = row.IdAt<MemberId>(2);
  honour.member_name = row.Text(3);
  honour.title = row.Text(4);
  honour.reason = row.Text(5);
  honour.state = HonourStateNamed(row.Text(6)).value_or(HonourState::kOffered);
  honour.created = base::UtcTime{row.Int(7)};
  honour.decided = base::UtcTime{row.Int(8)};
  honour.version = row.Int(9);
  return honour;
}

base::Error NoSuchHonour() {
  return base::NotFound(desk::tr("There is no such honour."));
}

base::Result<std::string> Checked(std::string_view text, std::size_t most, const char* missing) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return base::Invalid(missing);
  text = text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
  if (text.size() > most) return base::TooLarge(desk::tr("This is too long."));
  return std::string(text);
}

}  // namespace

std::string_view HonourStateName(HonourState state) {
  return kStateNames.at(static_cast<std::size_t>(state));
}

std::optional<HonourState> HonourStateNamed(std::string_view name) {
  for (std::size_t i = 0; i < kStateNames.size(); ++i)
    if (kStateNames[i] == name) return static_cast<HonourState>(i);
  return std::nullopt;
}

std::string_view HonourActName(HonourAct act) {
  return kActNames.at(static_cast<std::size_t>(act));
}

std::optional<HonourAct> HonourActNamed(std::string_view name) {
  for (std::size_t i = 0; i < kActNames.size(); ++i)
    if (kActNames[i] == name) return static_cast<HonourAct>(i);
  return std::nullopt;
}

base::Result<HonourId> Honours::Offer(const desk::Actor& actor, const MemberId& member,
                                      std::string_view title, std::string_view reason) {
  const std::string named =
      TRY(Checked(title, base::kMaxHonourTitleBytes, desk::tr("Give the honour a name.")));
  const std::string why =
      TRY(Checked(reason, base::kMaxHonourReasonBytes, desk::tr("Say what it is given for.")));
  PanelSeams& seams = services_.seams;
  const HonourId id = HonourId::New(seams.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    const Member honoured = TRY(services_.directory.Get(tx, member));
    TRY(services_.panels.MustHost(tx, actor, honoured.panel));
    if (honoured.state != MemberState::kAdmitted)
      return base::Error{base::Code::kConflict, desk::tr("Only an admitted member is honoured."), {}};
    TRY(tx.Execute(
        "INSERT INTO panel_honour(id, panel_id, member_id, title, reason, state, created_ms, decided_ms, "
        "version) VALUES ($1, $2, $3, $4, $5, 'offered', $6, 0, 0)",
        {id, honoured.panel, member, named, why, seams.clock.Now().ms}));
    return seams.audit.Append(tx, actor, "honour.offer", "honour:" + id.text(), {{"member", member.text()}});
  };
  TRY(seams.database.Write(store));
  return id;
}

base::Result<Honour> Honours::ForActor(db::Transaction& tx, const desk::Actor& actor, const db::Row& row) {
  Honour honour = FromRow(row);
  const Panel panel = TRY(services_.panels.Get(tx, honour.panel));
  const bool own = !actor.org.empty() && actor.org.text() == row.Text(kOrgColumn);
  honour.may_revoke = Panels::Hosts(actor, panel);
  honour.may_answer = own && actor.Can(desk::Permission::kPanelTakePart);
  // What is not accepted is between the secretariat and the member.
  if (honour.state != HonourState::kAccepted && !honour.may_revoke && !own) return NoSuchHonour();
  return honour;
}

base::Result<Honour> Honours::Known(db::Transaction& tx, const desk::Actor& actor, const HonourId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kSelect) + "WHERE h.id = $1", {id}));
  if (!row) return NoSuchHonour();
  return ForActor(tx, actor, *row);
}

base::Status Honours::Act(const desk::Actor& actor, const HonourId& id, std::int64_t version, HonourAct act) {
  PanelSeams& seams = services_.seams;
  return seams.database.Write([&](db::Transaction& tx) -> base::Status {
    const Honour honour = TRY(Known(tx, actor, id));
    const bool may = act == HonourAct::kRevoke ? honour.may_revoke : honour.may_answer;
    if (!may)
      return base::Error{
          base::Code::kForbidden, desk::tr("The member accepts or refuses; the secretariat revokes."), {}};
    if (honour.version != version)
      return base::Error{base::Code::kConflict, desk::tr("Somebody else was first; look at it again."), {}};
    const HonourState after =
        TRY((Next<HonourState, HonourAct>(kHonourSteps, honour.state, act, HonourStateName, HonourActName)));
    TRY(tx.Execute("UPDATE panel_honour SET state = $2, decided_ms = $3, version = version + 1 WHERE id = $1",
                   {id, HonourStateName(after), seams.clock.Now().ms}));
    return seams.audit.Append(tx, actor, "honour." + std::string(HonourActName(act)), "honour:" + id.text());
  });
}

base::Result<Honour> Honours::Get(const desk::Actor& actor, const HonourId& id) {
  return services_.seams.database.Read([&](db::Transaction& tx) { return Known(tx, actor, id); });
}

base::Result<std::vector<Honour>> Honours::List(const desk::Actor& actor) {
  return services_.seams.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Honour>> {
    std::vector<Honour> honours;
    const db::Rows rows = TRY(tx.Query(std::string(kSelect) + "ORDER BY h.created_ms DESC, h.id LIMIT $1",
                                       {base::kMaxHonoursShown}));
    for (const db::Row& row : rows) {
      base::Result<Honour> honour = ForActor(tx, actor, row);
      if (honour.has_value()) {
        honours.push_back(*std::move(honour));
      } else if (honour.error().code != base::Code::kNotFound) {
        return honour.error();
      }
    }
    return honours;
  });
}

base::Result<std::vector<Honour>> Honours::Published(db::Transaction& tx, const PanelId& panel) {
  std::vector<Honour> honours;
  const db::Rows rows =
      TRY(tx.Query(std::string(kSelect) + "WHERE h.panel_id = $1 AND h.state = 'accepted' AND "
                                          "m.state = 'admitted' ORDER BY h.created_ms DESC, "
                                          "h.id LIMIT $2",
                   {panel, base::kMaxHonoursShown}));
  honours.reserve(rows.size());
  for (const db::Row& row : rows) honours.push_back(FromRow(row));
  return honours;
}

}  // namespace panel
