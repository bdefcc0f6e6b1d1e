#include "panel/exchange/help.h"

#include "base/limits_panel.h"
#include "db/sql_text.h"
#include "desk/tr.h"
#include "panel/exchange/kinds.h"

namespace panel::exchange {
namespace {

constexpr std::string_view kSelect =
    "SELECT m.id, m.panel_id, m.org_id, m.name, m.constituency, m.country, m.sectors, m.state, "
    "m.admitted_ms, "
    "m.created_ms, m.version, h.id, h.addressee, h.country, h.title, h.details, h.state, h.taken_by, t.name, "
    "h.answer, h.asked_ms, h.due_ms, h.changed_ms, h.version FROM exchange_help h JOIN panel_member m ON "
    "m.id = "
    "h.member_id LEFT JOIN panel_member t ON t.id = h.taken_by ";

Help FromRow(const db::Row& row) {
  Help help;
  help.owner = MemberFromRow(row);
  help.panel = help.owner.panel;
  std::size_t at = 11;
  help.id = row.IdAt<HelpId>(at++);
  help.to = NamedOf<Addressee>(row.Text(at++)).value_or(Addressee::kOther);
  help.country = row.Text(at++);
  help.title = row.Text(at++);
  help.details = row.Text(at++);
  help.state = NamedOf<HelpState>(row.Text(at++)).value_or(HelpState::kClosed);
  help.taken_by = row.IdAt<MemberId>(at++);
  help.taken_by_name = row.Text(at++);
  help.answer = row.Text(at++);
  help.asked = base::UtcTime{row.Int(at++)};
  help.due = base::UtcTime{row.Int(at++)};
  help.changed = base::UtcTime{row.Int(at++)};
  help.version = row.Int(at);
  return help;
}

base::Result<Help> Read(db::Transaction& tx, const HelpId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kSelect) + "WHERE h.id = $1", {id}));
  if (!row) return NoSuchRow();
  return FromRow(*row);
}

base::UtcTime DueAfter(HelpState state, base::UtcTime now) {
  const auto days = [&](std::int64_t count) { return base::UtcTime{now.ms + count * base::kDayMs}; };
  switch (state) {
    case HelpState::kAsked:
      return days(kTakeDays);
    case HelpState::kTaken:
      return days(kAnswerWithinDays);
    case HelpState::kAnswered:
      return days(kCloseDays);
    default:
      return {};
  }
}

bool IsAnswering(HelpAct act) {
  return act == HelpAct::kTake || act == HelpAct::kAnswer || act == HelpAct::kGiveBack;
}

base::Status MayAct(const Viewer& viewer, const desk::Actor& actor, const Help& help, HelpAct act) {
  const bool acts = viewer.member && viewer.member->state == MemberState::kAdmitted &&
                    actor.Can(desk::Permission::kPanelTakePart);
  bool may = acts && viewer.Owns(help.owner);
  if (act == HelpAct::kTake)
    may = viewer.host || (acts && IsAsked(help.to, viewer.member->constituency) && !viewer.Owns(help.owner));
  if (act == HelpAct::kAnswer || act == HelpAct::kGiveBack)
    may = viewer.host || (acts && viewer.member->id == help.taken_by);
  if (may) return base::Ok();
  return base::Error{base::Code::kForbidden,
                     IsAnswering(act) ? desk::tr("This is for whoever was asked to do.")
                                      : desk::tr("This is for whoever asked to do."),
                     {}};
}

}  // namespace

bool IsAsked(Addressee addressee, desk::OrgType type) {
  switch (addressee) {
    case Addressee::kGovernment:
      return type == desk::OrgType::kGovernment;
    case Addressee::kUnitedNations:
      return type == desk::OrgType::kInternationalOrganisation;
    default:
      return true;
  }
}

base::Result<HelpId> HelpBoard::Ask(const desk::Actor& actor, const Help& help) {
  const std::string title = TRY(Tidy(help.title, base::kMaxExchangeTitle));
  const std::string details = TRY(Tidy(help.details, base::kMaxExchangeText));
  if (title.empty()) return base::Invalid(desk::tr("Say in a few words what it is."));
  if (!help.country.empty() && !IsCountry(help.country))
    return base::Invalid(desk::tr("Write countries by their two letters, such as KR VN."));
  const HelpId id = HelpId::New(gate_.seams.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    const Viewer viewer = TRY(gate_.MustTakePart(tx, actor, help.panel));
    const base::UtcTime now = gate_.seams.clock.Now();
    TRY(
        tx.Execute("INSERT INTO exchange_help(id, panel_id, member_id, addressee, country, title, details, "
                   "state, taken_by, "
                   "answer, asked_ms, due_ms, changed_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7, "
                   "'asked', NULL, '', "
                   "$8, $9, $8, 0)",
                   {id, help.panel, viewer.member->id, NameOf(help.to), help.country, title, details, now.ms,
                    DueAfter(HelpState::kAsked, now).ms}));
    return gate_.Record(tx, actor, {.noun = "help", .id = id.text(), .act = "ask", .to = "asked"});
  };
  TRY(gate_.seams.database.Write(store));
  return id;
}

base::Status HelpBoard::Act(const desk::Actor& actor, const HelpId& id, HelpAct act, std::string_view words,
                            std::optional<std::int64_t> version) {
  const std::string tidy = TRY(Tidy(words, base::kMaxExchangeText));
  const auto store = [&](db::Transaction& tx) -> base::Status {
    Help help = TRY(Read(tx, id));
    const base::Result<Viewer> viewer = gate_.MustRead(tx, actor, help.panel);
    if (!viewer) return NoSuchRow();
    const auto state_words = [](HelpState state) { return NameOf(state); };
    const auto act_words = [](HelpAct one) { return NameOf(one); };
    const std::span<const Step<HelpState, HelpAct>> steps(kHelpSteps);
    const HelpState after = TRY(Next(steps, help.state, act, state_words, act_words));
    TRY(MayAct(*viewer, actor, help, act));
    if (version && *version != help.version) return ChangedMeanwhile();
    if (tidy.empty() && act == HelpAct::kAnswer) return base::Invalid(desk::tr("Write the answer."));
    if (tidy.empty() && act == HelpAct::kAskAgain)
      return base::Invalid(desk::tr("Say what the answer left open."));
    if (act == HelpAct::kTake) help.taken_by = viewer->member ? viewer->member->id : MemberId();
    if (act == HelpAct::kGiveBack) help.taken_by = {};
    if (act == HelpAct::kAnswer) help.answer = tidy;
    const base::UtcTime now = gate_.seams.clock.Now();
    const std::int64_t changed = TRY(tx.Execute(
        "UPDATE exchange_help SET state = $2, taken_by = $3, answer = $4, due_ms = $5, changed_ms = $6, "
        "version = "
        "version + 1 WHERE id = $1 AND version = $7",
        {id, NameOf(after), help.taken_by, help.answer, DueAfter(after, now).ms, now.ms, help.version}));
    if (changed == 0) return ChangedMeanwhile();
    return gate_.Record(
        tx, actor, {.noun = "help", .id = id.text(), .act = NameOf(act), .to = NameOf(after), .words = tidy});
  };
  return gate_.seams.database.Write(store);
}

base::Result<Help> HelpBoard::Get(const desk::Actor& actor, const HelpId& id) {
  return gate_.seams.database.Read([&](db::Transaction& tx) -> base::Result<Help> {
    Help help = TRY(Read(tx, id));
    if (!gate_.MustRead(tx, actor, help.panel)) return NoSuchRow();
    return help;
  });
}

base::Result<PageOf<Help>> HelpBoard::List(const desk::Actor& actor, const PanelId& panel,
                                           const HelpFilter& filter, std::string_view after,
                                           std::size_t limit) {
  const std::optional<Place> place = TRY(PlaceOf(after));
  const std::size_t most = std::min(limit, base::kMaxExchangePage);
  return gate_.seams.database.Read([&](db::Transaction& tx) -> base::Result<PageOf<Help>> {
    TRY(gate_.MustRead(tx, actor, panel));
    db::SqlText sql(kSelect);
    sql.Add("WHERE h.panel_id = ").Bind(panel);
    if (filter.state) sql.Add(" AND h.state = ").Bind(NameOf(*filter.state));
    if (filter.to) sql.Add(" AND h.addressee = ").Bind(NameOf(*filter.to));
    if (!filter.owner.empty()) sql.Add(" AND h.member_id = ").Bind(filter.owner);
    if (filter.late) sql.Add(" AND h.due_ms > 0 AND h.due_ms <= ").Bind(gate_.seams.clock.Now().ms);
    if (place)
      sql.Add(" AND (h.asked_ms < ")
          .Bind(place->ms)
          .Add(" OR (h.asked_ms = ")
          .Bind(place->ms)
          .Add(" AND h.id < ")
          .Bind(place->id)
          .Add("))");
    sql.Add(" ORDER BY h.asked_ms DESC, h.id DESC LIMIT ").Bind(static_cast<std::int64_t>(most) + 1);
    const db::Rows rows = TRY(sql.Query(tx));
    PageOf<Help> page;
    for (const db::Row& row : rows) {
      if (page.items.size() == most) {
        page.next = PlaceText(page.items.back().asked.ms, page.items.back().id.text());
        break;
      }
      page.items.push_back(FromRow(row));
    }
    return page;
  });
}

base::Result<std::vector<Gatekeeper::Event>> HelpBoard::History(const desk::Actor& actor, const HelpId& id) {
  const Help help = TRY(Get(actor, id));
  return gate_.seams.database.Read(
      [&](db::Transaction& tx) { return gate_.History(tx, help.panel, id.text()); });
}

base::Result<HelpBoard::Waiting> HelpBoard::WaitingFor(const desk::Actor& actor, const PanelId& panel) {
  return gate_.seams.database.Read([&](db::Transaction& tx) -> base::Result<Waiting> {
    const Viewer viewer = TRY(gate_.MustRead(tx, actor, panel));
    Waiting waiting;
    const db::Rows rows =
        TRY(tx.Query("SELECT state, addressee, member_id, taken_by, COUNT(*) FROM exchange_help WHERE "
                     "panel_id = $1 AND state IN "
                     "('asked', 'taken', 'answered') GROUP BY state, addressee, member_id, taken_by",
                     {panel}));
    for (const db::Row& row : rows) {
      const bool own = viewer.member && viewer.member->id == row.IdAt<MemberId>(2);
      const bool taker = viewer.member ? viewer.member->id == row.IdAt<MemberId>(3) : row.IsNull(3);
      const Addressee to = NamedOf<Addressee>(row.Text(1)).value_or(Addressee::kOther);
      if (row.Text(0) == "asked" && !own &&
          (viewer.host ||
           (viewer.member && to != Addressee::kOther && IsAsked(to, viewer.member->constituency))))
        waiting.to_take += row.Int(4);
      if (row.Text(0) == "taken" && taker) waiting.to_answer += row.Int(4);
      if (row.Text(0) == "answered" && own) waiting.to_close += row.Int(4);
    }
    return waiting;
  });
}

}  // namespace panel::exchange
