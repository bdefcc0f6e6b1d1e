// The list of a panel's members, and what of it is due.

#include <algorithm>
#include <map>

#include "base/limits_panel.h"
#include "db/sql_text.h"
#include "panel/members/memberships.h"
#include "panel/members/position.h"
#include "panel/members/search_words.h"
#include "panel/members/store.h"

namespace panel::members {
namespace {

constexpr std::string_view kColumns =
    "SELECT m.id, m.panel_id, m.org_id, m.name, m.constituency, m.country, m.sectors, m.state, "
    "m.admitted_ms, "
    "m.created_ms, m.version, s.interests_ms, s.expires_ms, s.profile_id, m.name_key FROM panel_member m "
    "LEFT JOIN panel_membership s ON s.member_id = m.id WHERE m.panel_id = ";
constexpr std::int64_t kMostEndings = 100;
constexpr std::size_t kInterests = 11, kExpires = 12, kProfile = 13, kKey = 14;

std::string_view StatesOf(std::string_view view) {
  if (view == "applications") return " AND m.state IN ('applied', 'diligence')";
  if (view == "suspended") return " AND m.state = 'suspended'";
  if (view == "former") return " AND m.state IN ('left', 'declined')";
  if (view == "drafts") return " AND m.state = 'draft'";
  return " AND m.state = 'admitted'";
}

void AddFilter(db::SqlText& sql, const PanelId& panel, const MemberFilter& filter) {
  if (!filter.country.empty()) sql.Add(" AND m.country = ").Bind(filter.country);
  if (!filter.constituency.empty()) sql.Add(" AND m.constituency = ").Bind(filter.constituency);
  if (!filter.section.empty())
    sql.Add(
           " AND m.id IN (SELECT member_id FROM panel_member_fact WHERE dimension = 'sector' AND panel_id = ")
        .Bind(panel.text())
        .Add(" AND fact = ")
        .Bind(filter.section)
        .Add(")");
  // A byte that UTF-8 never has ends the words that begin with what was typed.
  for (const std::string& word : SearchWords(filter.text))
    sql.Add(" AND m.id IN (SELECT member_id FROM panel_member_word WHERE panel_id = ")
        .Bind(panel.text())
        .Add(" AND word >= ")
        .BindBytes(word)
        .Add(" AND word < ")
        .BindBytes(word + '\xFF')
        .Add(")");
}

class Page {
 public:
  Page(db::Transaction& tx, const PanelId& panel, base::UtcTime now) : tx_(tx), panel_(panel), now_(now) {}

  base::Status Read(const db::Rows& rows, std::size_t limit, MemberPage& page) {
    for (const db::Row& row : rows) {
      if (page.members.size() == limit) {
        page.next = position_;
        break;
      }
      ListedMember listed;
      listed.member = MemberFromRow(row);
      listed.interests_confirmed = base::UtcTime{row.Int(kInterests)};
      listed.expires = base::UtcTime{row.Int(kExpires)};
      if (!row.IsNull(kProfile)) {
        places_[row.Text(kProfile)] = page.members.size();
        profiles_.push_back(row.Text(kProfile));
      }
      const std::span<const std::byte> key = row.Bytes(kKey);
      position_ = Position({reinterpret_cast<const char*>(key.data()), key.size()}, listed.member.id.text());
      page.members.push_back(std::move(listed));
    }
    if (profiles_.empty()) return base::Ok();
    TRY(AddStanding(page));
    if (page.view.secretariat) TRY(AddFlagsAndHits(page));
    return base::Ok();
  }

 private:
  base::Status AddStanding(MemberPage& page) {
    const Rules rules = TRY(RulesOf(tx_, panel_));
    db::SqlText sql(
        "SELECT profile_id, passed, made_ms FROM panel_verification WHERE withdrawn = 0 AND profile_id IN ");
    sql.BindAll(profiles_).Add(" ORDER BY made_ms, id DESC");
    for (const db::Row& row : TRY(sql.Query(tx_))) {
      Verification newest;
      newest.passed = row.Bool(1);
      newest.made = base::UtcTime{row.Int(2)};
      ListedMember& listed = page.members[places_.at(row.Text(0))];
      listed.standing = StandingOf(newest, rules, now_);
      // Only that somebody verified it is known to all; that somebody would not is not.
      if (!page.view.secretariat && listed.standing != Standing::kVerified)
        listed.standing = Standing::kNever;
    }
    return base::Ok();
  }

  base::Status AddFlagsAndHits(MemberPage& page) {
    db::SqlText flags("SELECT profile_id, kind FROM panel_flag WHERE kind <> 'resolved' AND profile_id IN ");
    flags.BindAll(profiles_);
    for (const db::Row& row : TRY(flags.Query(tx_))) {
      const FlagKind kind = FlagKindNamed(row.Text(1)).value_or(FlagKind::kObservation);
      FlagKind& worst = page.members[places_.at(row.Text(0))].worst;
      worst = worst == FlagKind::kResolved ? kind : std::max(worst, kind);
    }
    db::SqlText hits("SELECT profile_id, count(*) FROM panel_hit WHERE state = 'open' AND profile_id IN ");
    hits.BindAll(profiles_).Add(" GROUP BY profile_id");
    for (const db::Row& row : TRY(hits.Query(tx_)))
      page.members[places_.at(row.Text(0))].open_hits = row.Int(1);
    return base::Ok();
  }

  db::Transaction& tx_;
  const PanelId& panel_;
  base::UtcTime now_;
  std::map<std::string, std::size_t> places_;  // of a profile in the page
  std::vector<std::string> profiles_;
  std::string position_;
};

}  // namespace

base::Result<MemberPage> Memberships::List(const desk::Actor& actor, const PanelId& panel,
                                           const MemberFilter& filter, std::string_view after,
                                           std::size_t limit) {
  const std::size_t most = std::clamp<std::size_t>(limit, 1, base::kMaxMemberPage);
  return seams_.base.database.Read([&](db::Transaction& tx) -> base::Result<MemberPage> {
    MemberPage page;
    page.view = TRY(ViewOf(tx, seams_, actor, panel));
    if (!page.view.SeesMembers()) return Forbidden();
    db::SqlText sql(kColumns);
    sql.Bind(panel.text()).Add(StatesOf(page.view.secretariat ? filter.view : std::string_view("members")));
    AddFilter(sql, panel, filter);
    if (!after.empty()) {
      const auto [key, id] = TRY(PositionOf(after));
      sql.Add(" AND (m.name_key, m.id) > (").BindBytes(key).Add(", ").Bind(id).Add(")");
    }
    sql.Add(" ORDER BY m.name_key, m.id LIMIT ").Bind(static_cast<std::int64_t>(most + 1));
    Page reader(tx, panel, seams_.base.clock.Now());
    const db::Rows rows = TRY(sql.Query(tx));
    TRY(reader.Read(rows, most, page));
    return page;
  });
}

base::Result<StateCounts> Memberships::Counts(const desk::Actor& actor, const PanelId& panel) {
  return seams_.base.database.Read([&](db::Transaction& tx) -> base::Result<StateCounts> {
    const PanelView view = TRY(ViewOf(tx, seams_, actor, panel));
    if (!view.SeesMembers()) return Forbidden();
    StateCounts counts;
    for (const db::Row& row : TRY(tx.Query(
             "SELECT state, count(*) FROM panel_member WHERE panel_id = $1 GROUP BY state", {panel}))) {
      const auto state = MemberStateNamed(row.Text(0));
      if (state && (view.secretariat || *state == MemberState::kAdmitted))
        counts.of.at(static_cast<std::size_t>(*state)) = row.Int(1);
    }
    return counts;
  });
}

base::Result<std::vector<Memberships::Ending>> Memberships::EndingSoon(const desk::Actor& actor,
                                                                       const PanelId& panel,
                                                                       std::int64_t within_ms) {
  return seams_.base.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Ending>> {
    TRY(seams_.panels.MustHost(tx, actor, panel));
    constexpr std::int64_t kMonths = 12;
    constexpr std::size_t kTime = 11;
    const base::UtcTime until{seams_.base.clock.Now().ms + within_ms};
    const Rules rules = TRY(RulesOf(tx, panel));
    std::vector<Ending> endings;
    const std::string_view columns =
        "SELECT m.id, m.panel_id, m.org_id, m.name, m.constituency, m.country, m.sectors, m.state, "
        "m.admitted_ms, "
        "m.created_ms, m.version, ";
    for (const db::Row& row : TRY(tx.Query(
             std::string(columns) + "s.expires_ms FROM panel_membership s JOIN panel_member m ON m.id = "
                                    "s.member_id WHERE s.expires_ms > 0 AND s.expires_ms <= $2 AND "
                                    "s.panel_id = $1 AND m.state = 'admitted' ORDER BY s.expires_ms LIMIT $3",
             {panel, until.ms, kMostEndings})))
      endings.push_back({MemberFromRow(row), base::UtcTime{row.Int(kTime)}, false});
    const base::UtcTime made = MonthsAfter(until, -rules.verification_years * kMonths);
    for (const db::Row& row : TRY(tx.Query(
             std::string(columns) +
                 "v.made_ms FROM panel_verification v JOIN panel_membership s ON s.profile_id = v.profile_id "
                 "AND s.panel_id = $1 JOIN panel_member m ON m.id = s.member_id WHERE v.withdrawn = 0 AND "
                 "v.made_ms <= $2 AND m.state = 'admitted' AND NOT EXISTS (SELECT 1 FROM panel_verification "
                 "n "
                 "WHERE n.profile_id = v.profile_id AND n.withdrawn = 0 AND n.made_ms > v.made_ms) "
                 "ORDER BY v.made_ms LIMIT $3",
             {panel, made.ms, kMostEndings})))
      endings.push_back({MemberFromRow(row),
                         MonthsAfter(base::UtcTime{row.Int(kTime)}, rules.verification_years * kMonths),
                         true});
    std::stable_sort(endings.begin(), endings.end(),
                     [](const Ending& a, const Ending& b) { return a.when < b.when; });
    return endings;
  });
}

}  // namespace panel::members
