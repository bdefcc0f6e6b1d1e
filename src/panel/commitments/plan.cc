#include "panel/commitments/plan.h"

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/agreements/position.h"
#include "panel/commitments/store.h"

namespace panel {
namespace {

constexpr std::string_view kSelect =
    "SELECT e.id, e.panel_id, e.member_id, e.title, e.starts_ms, e.ends_ms, e.milestone, e.done, e.after_id, "
    "e.version, m.name FROM plan_entry e LEFT JOIN panel_member m ON m.id = e.member_id ";

PlanEntry FromRow(const db::Row& row) {
  PlanEntry entry;
  entry.id = row.IdAt<PlanEntryId>(0);
  entry.panel = row.IdAt<PanelId>(1);
  entry.member = row.IdAt<MemberId>(2);
  entry.title = row.Text(3);
  entry.starts = base::UtcTime{row.Int(4)};
  entry.ends = base::UtcTime{row.Int(5)};
  entry.milestone = row.Bool(6);
  entry.done = row.Bool(7);
  entry.after = row.IdAt<PlanEntryId>(8);
  entry.version = row.Int(9);
  entry.member_name = row.Text(10);
  return entry;
}

base::Error NoEntry() {
  return base::NotFound(desk::tr("There is no such entry of the work plan."));
}

// The member and the entry before are of the same panel, and nothing waits for itself.
base::Status CheckLinks(PanelServices& services, db::Transaction& tx, const PlanEntry& entry) {
  if (!entry.member.empty() && TRY(services.directory.Get(tx, entry.member)).panel != entry.panel)
    return base::NotFound(desk::tr("There is no such member."));
  PlanEntryId before = entry.after;
  for (std::size_t steps = 0; !before.empty(); ++steps) {
    if (before == entry.id || steps > base::kMaxPlanRows)
      return base::Invalid(desk::tr("This entry would have to wait for itself."));
    const std::optional<db::Row> row =
        TRY(tx.QueryOne("SELECT panel_id, after_id FROM plan_entry WHERE id = $1", {before}));
    if (!row || row->IdAt<PanelId>(0) != entry.panel) return NoEntry();
    before = row->IdAt<PlanEntryId>(1);
  }
  return base::Ok();
}

class CommitmentRows final : public PlanSource {
 public:
  explicit CommitmentRows(PanelServices& services) : services_(services) {}
  base::Result<std::vector<PlanRow>> Rows(db::Transaction& tx, const desk::Actor& actor, const Panel& panel,
                                          base::UtcTime from, base::UtcTime until,
                                          std::size_t limit) override {
    TRY(kit::ViewerOf(services_, tx, actor, panel.id));
    db::SqlText sql(commitment_store::Select());
    sql.Add("WHERE c.panel_id = ").Bind(panel.id);
    sql.Add(" AND c.state IN ('made', 'on-the-way', 'late', 'claimed', 'kept', 'partly-kept', 'missed')");
    sql.Add(" AND c.due_ms >= ").Bind(from.ms).Add(" AND c.made_ms <= ").Bind(until.ms);
    sql.Add(" ORDER BY c.due_ms, c.id LIMIT ").Bind(static_cast<std::int64_t>(limit));
    std::vector<PlanRow> rows;
    for (const db::Row& row : TRY(sql.Query(tx))) {
      const Commitment c = commitment_store::FromRow(row);
      rows.push_back({.key = "commitment:" + c.id.text(),
                      .title = c.title,
                      .owner = c.member_name,
                      .href = "/commitments/" + c.id.text(),
                      .starts = c.starts.ms > 0 ? c.starts : std::min(c.made, c.due),
                      .ends = c.due,
                      .mark = c.ended.ms > 0                      ? PlanMark::kDone
                              : c.state == CommitmentState::kLate ? PlanMark::kLate
                                                                  : PlanMark::kOpen,
                      .after = {}});
    }
    return rows;
  }

 private:
  PanelServices& services_;
};

class EntryRows final : public PlanSource {
 public:
  explicit EntryRows(PanelServices& services) : services_(services) {}
  base::Result<std::vector<PlanRow>> Rows(db::Transaction& tx, const desk::Actor&, const Panel& panel,
                                          base::UtcTime from, base::UtcTime until,
                                          std::size_t limit) override {
    db::SqlText sql(kSelect);
    sql.Add("WHERE e.panel_id = ").Bind(panel.id).Add(" AND e.ends_ms >= ").Bind(from.ms);
    sql.Add(" AND e.starts_ms <= ").Bind(until.ms).Add(" ORDER BY e.ends_ms, e.starts_ms, e.id LIMIT ");
    sql.Bind(static_cast<std::int64_t>(limit));
    const base::UtcTime now = services_.seams.clock.Now();
    std::vector<PlanRow> rows;
    for (const db::Row& row : TRY(sql.Query(tx))) {
      const PlanEntry entry = FromRow(row);
      const bool late = !entry.done && kit::DaysBetween(entry.ends, now) > 0;
      rows.push_back({.key = "entry:" + entry.id.text(),
                      .title = entry.title,
                      .owner = entry.member_name,
                      .href = "/workplan/" + entry.id.text(),
                      .starts = entry.starts,
                      .ends = entry.ends,
                      .milestone = entry.milestone,
                      .mark = entry.done ? PlanMark::kDone
                              : late     ? PlanMark::kLate
                                         : PlanMark::kOpen,
                      .after = entry.after.empty() ? std::string() : "entry:" + entry.after.text()});
    }
    return rows;
  }

 private:
  PanelServices& services_;
};

}  // namespace

kit::Wrongs ReadPlanDraft(const PlanDraft& draft, PlanEntry& entry) {
  kit::Wrongs wrongs;
  entry.title = kit::Tidy(wrongs, "title", draft.title, base::kMaxAgreementTitleBytes, true);
  entry.milestone = draft.milestone;
  const base::Result<base::UtcTime> ends = kit::ParseDay(draft.ends);
  if (!ends) wrongs.push_back({"ends", ends.error().external});
  const bool moment = draft.milestone || draft.starts.empty();
  const base::Result<base::UtcTime> starts = moment ? ends : kit::ParseDay(draft.starts);
  if (!starts && ends) wrongs.push_back({"starts", starts.error().external});
  if (starts && ends && *starts > *ends)
    wrongs.push_back({"starts", desk::tr("The beginning is after the end.")});
  if (starts) entry.starts = *starts;
  if (ends) entry.ends = *ends;
  const base::Result<MemberId> member = MemberId::Parse(draft.member);
  entry.member = member ? *member : MemberId();
  if (!draft.member.empty() && !member) wrongs.push_back({"member", member.error().external});
  const base::Result<PlanEntryId> after = PlanEntryId::Parse(draft.after);
  entry.after = after ? *after : PlanEntryId();
  if (!draft.after.empty() && !after) wrongs.push_back({"after", after.error().external});
  return wrongs;
}

void AddPlanSources(PanelServices& services) {
  services.plan.Add(std::make_shared<CommitmentRows>(services));
  services.plan.Add(std::make_shared<EntryRows>(services));
}

base::Result<PlanEntryId> Plan::Add(const desk::Actor& actor, const PanelId& panel, const PlanDraft& draft) {
  PlanEntry entry;
  const kit::Wrongs wrongs = ReadPlanDraft(draft, entry);
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  entry.id = PlanEntryId::New(services_.seams.random);
  entry.panel = panel;
  const auto add = [&](db::Transaction& tx) -> base::Status {
    TRY(services_.panels.MustHost(tx, actor, panel));
    TRY(CheckLinks(services_, tx, entry));
    TRY(
        tx.Execute("INSERT INTO plan_entry(id, panel_id, member_id, title, starts_ms, ends_ms, milestone, "
                   "done, after_id, created_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, 0)",
                   {entry.id, panel, entry.member, entry.title, entry.starts.ms, entry.ends.ms,
                    entry.milestone, entry.after, services_.seams.clock.Now().ms}));
    return services_.seams.audit.Append(tx, actor, "plan.add", "plan-entry:" + entry.id.text());
  };
  TRY(services_.seams.database.Write(add));
  return entry.id;
}

base::Result<PlanEntry> Plan::Writable(db::Transaction& tx, const desk::Actor& actor, const PlanEntryId& id,
                                       std::int64_t version) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kSelect) + "WHERE e.id = $1", {id}));
  if (!row) return NoEntry();
  PlanEntry entry = FromRow(*row);
  const base::Result<kit::Viewer> viewer = kit::ViewerOf(services_, tx, actor, entry.panel);
  if (!viewer) return viewer.error().code == base::Code::kNotFound ? NoEntry() : viewer.error();
  if (!viewer->hosts) return kit::MayNot(desk::tr("Only the secretariat writes the work plan."));
  if (version >= 0 && version != entry.version) return kit::Overtaken();
  return entry;
}

base::Status Plan::Edit(const desk::Actor& actor, const PlanEntryId& id, std::int64_t version,
                        const PlanDraft& draft) {
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    PlanEntry entry = TRY(Writable(tx, actor, id, version));
    const kit::Wrongs wrongs = ReadPlanDraft(draft, entry);
    if (!wrongs.empty()) return kit::ErrorOf(wrongs);
    TRY(CheckLinks(services_, tx, entry));
    TRY(tx.Execute(
        "UPDATE plan_entry SET title = $2, starts_ms = $3, ends_ms = $4, milestone = $5, "
        "member_id = $6, after_id = $7, version = version + 1 WHERE id = $1",
        {id, entry.title, entry.starts.ms, entry.ends.ms, entry.milestone, entry.member, entry.after}));
    return services_.seams.audit.Append(tx, actor, "plan.edit", "plan-entry:" + id.text());
  });
}

base::Status Plan::SetDone(const desk::Actor& actor, const PlanEntryId& id, std::int64_t version, bool done) {
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(Writable(tx, actor, id, version));
    TRY(tx.Execute("UPDATE plan_entry SET done = $2, version = version + 1 WHERE id = $1", {id, done}));
    return services_.seams.audit.Append(tx, actor, done ? "plan.done" : "plan.reopen",
                                        "plan-entry:" + id.text());
  });
}

base::Status Plan::Remove(const desk::Actor& actor, const PlanEntryId& id, std::int64_t version) {
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(Writable(tx, actor, id, version));
    TRY(tx.Execute("UPDATE plan_entry SET after_id = NULL WHERE after_id = $1", {id}));
    TRY(tx.Execute("DELETE FROM plan_entry WHERE id = $1", {id}));
    return services_.seams.audit.Append(tx, actor, "plan.remove", "plan-entry:" + id.text());
  });
}

base::Result<PlanEntry> Plan::Get(const desk::Actor& actor, const PlanEntryId& id) {
  const auto read = [&](db::Transaction& tx) -> base::Result<PlanEntry> {
    const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kSelect) + "WHERE e.id = $1", {id}));
    if (!row) return NoEntry();
    PlanEntry entry = FromRow(*row);
    if (!kit::ViewerOf(services_, tx, actor, entry.panel)) return NoEntry();
    return entry;
  };
  return services_.seams.database.Read(read);
}

base::Result<std::vector<PlanEntry>> Plan::Entries(const desk::Actor& actor, const PanelId& panel) {
  const auto read = [&](db::Transaction& tx) -> base::Result<std::vector<PlanEntry>> {
    TRY(kit::ViewerOf(services_, tx, actor, panel));
    std::vector<PlanEntry> entries;
    for (const db::Row& row :
         TRY(tx.Query(std::string(kSelect) + "WHERE e.panel_id = $1 ORDER BY e.ends_ms DESC, e.starts_ms "
                                             "DESC, e.id DESC LIMIT $2",
                      {panel, base::kMaxPlanRows})))
      entries.push_back(FromRow(row));
    return entries;
  };
  return services_.seams.database.Read(read);
}

base::Result<Plan::Picture> Plan::Read(const desk::Actor& actor, const PanelId& panel, base::UtcTime from,
                                       base::UtcTime until) {
  const auto read = [&](db::Transaction& tx) -> base::Result<Picture> {
    const kit::Viewer viewer = TRY(kit::ViewerOf(services_, tx, actor, panel));
    Picture picture;
    picture.may_write = viewer.hosts;
    for (const std::shared_ptr<PlanSource>& source : services_.plan.all()) {
      std::vector<PlanRow> rows = TRY(source->Rows(tx, actor, viewer.panel, from, until, base::kMaxPlanRows));
      std::move(rows.begin(), rows.end(), std::back_inserter(picture.rows));
    }
    std::stable_sort(picture.rows.begin(), picture.rows.end(), [](const PlanRow& a, const PlanRow& b) {
      return std::tie(a.starts, a.ends, a.key) < std::tie(b.starts, b.ends, b.key);
    });
    if (picture.rows.size() > base::kMaxPlanRows) picture.rows.resize(base::kMaxPlanRows);
    return picture;
  };
  return services_.seams.database.Read(read);
}

base::Result<bool> Plan::MayWrite(const desk::Actor& actor, const PanelId& panel) {
  return services_.seams.database.Read([&](db::Transaction& tx) -> base::Result<bool> {
    return TRY(kit::ViewerOf(services_, tx, actor, panel)).hosts;
  });
}

base::Result<std::vector<MemberName>> Plan::Members(const desk::Actor& actor, const PanelId& panel) {
  const auto read = [&](db::Transaction& tx) -> base::Result<std::vector<MemberName>> {
    if (!TRY(kit::ViewerOf(services_, tx, actor, panel)).hosts) return std::vector<MemberName>();
    return services_.directory.AdmittedNames(tx, panel);
  };
  return services_.seams.database.Read(read);
}

}  // namespace panel
