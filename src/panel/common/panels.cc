#include "panel/common/panels.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/limits_panel.h"
#include "desk/people/people.h"
#include "desk/tr.h"

namespace panel {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(PanelKind::kCount)> kKindNames = {
    "panel", "country-chapter", "sector-chapter"};

constexpr std::string_view kColumns =
    "SELECT id, parent_id, slug, name, kind, scope, host_org_id, created_ms, version FROM panel ";

Panel FromRow(const db::Row& row) {
  Panel panel;
  panel.id = row.IdAt<PanelId>(0);
  panel.parent = row.IdAt<PanelId>(1);
  panel.slug = row.Text(2);
  panel.name = row.Text(3);
  panel.kind = PanelKindNamed(row.Text(4)).value_or(PanelKind::kPanel);
  panel.scope = row.Text(5);
  panel.host = row.IdAt<desk::OrgId>(6);
  panel.created = base::UtcTime{row.Int(7)};
  panel.version = row.Int(8);
  return panel;
}

bool IsSlug(std::string_view text) {
  constexpr std::size_t kMost = 63;
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !text.empty() && text.size() <= kMost && std::all_of(text.begin(), text.end(), fits);
}

base::Result<Panel> One(const std::optional<db::Row>& row) {
  if (!row) return base::NotFound(desk::tr("There is no such panel."));
  return FromRow(*row);
}

base::Status CheckScope(const Panel& panel) {
  constexpr std::size_t kCountryLetters = 2;
  if (panel.kind == PanelKind::kPanel) return base::Ok();
  if (panel.kind == PanelKind::kCountryChapter && panel.scope.size() != kCountryLetters)
    return base::Invalid(desk::tr("A country chapter needs the country's two letters."));
  if (panel.kind == PanelKind::kSectorChapter && panel.scope.empty())
    return base::Invalid(desk::tr("A sector chapter needs a section or division of ISIC."));
  return base::Ok();
}

}  // namespace

std::string_view PanelKindName(PanelKind kind) {
  return kKindNames.at(static_cast<std::size_t>(kind));
}

std::optional<PanelKind> PanelKindNamed(std::string_view name) {
  for (std::size_t i = 0; i < kKindNames.size(); ++i)
    if (kKindNames[i] == name) return static_cast<PanelKind>(i);
  return std::nullopt;
}

base::Result<PanelId> Panels::Create(const desk::Actor& actor, const Panel& panel) {
  if (!IsSlug(panel.slug))
    return base::Invalid(desk::tr("A short name has 1 to 63 small letters, digits and hyphens."));
  const std::string name = TRY(desk::NormaliseName(panel.name));
  const PanelKind kind = panel.parent.empty() ? PanelKind::kPanel : panel.kind;
  if (!panel.parent.empty() && kind == PanelKind::kPanel)
    return base::Invalid(desk::tr("A chapter is one of a country or of a sector."));
  TRY(CheckScope(panel));
  const PanelId id = PanelId::New(seams_.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    if (panel.parent.empty()) {
      const bool may = actor.kind == desk::Actor::Kind::kSystem ||
                       actor.Can(desk::Permission::kInstallationManage) ||
                       (actor.org == panel.host && actor.Can(desk::Permission::kOrgManage));
      if (!may) return base::Error{base::Code::kForbidden, desk::tr("Only an operator may do this."), {}};
      if (TRY(tx.QueryOne("SELECT id FROM panel WHERE parent_id IS NULL")))
        return base::Error{
            base::Code::kConflict, desk::tr("There is a panel already; make a chapter of it."), {}};
    } else {
      TRY(MustHost(tx, actor, panel.parent));
    }
    if (TRY(tx.QueryOne("SELECT id FROM panel WHERE slug = $1", {panel.slug})))
      return base::Error{base::Code::kConflict, desk::tr("This short name is taken."), {}};
    TRY(tx.Execute(
        "INSERT INTO panel(id, parent_id, slug, name, kind, scope, host_org_id, created_ms, version) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)",
        {id, panel.parent, panel.slug, name, PanelKindName(kind),
         kind == PanelKind::kPanel ? std::string_view() : std::string_view(panel.scope), panel.host,
         seams_.clock.Now().ms}));
    return seams_.audit.Append(tx, actor, "panel.create", "panel:" + id.text(), {{"slug", panel.slug}});
  };
  TRY(seams_.database.Write(store));
  return id;
}

base::Result<Panel> Panels::Root(db::Transaction& tx) {
  return One(TRY(tx.QueryOne(std::string(kColumns) + "WHERE parent_id IS NULL")));
}

base::Result<Panel> Panels::Root() {
  return seams_.database.Read([&](db::Transaction& tx) { return Root(tx); });
}

base::Result<Panel> Panels::Get(db::Transaction& tx, const PanelId& id) {
  return One(TRY(tx.QueryOne(std::string(kColumns) + "WHERE id = $1", {id})));
}

base::Result<Panel> Panels::BySlug(db::Transaction& tx, std::string_view slug) {
  return One(TRY(tx.QueryOne(std::string(kColumns) + "WHERE slug = $1", {slug})));
}

base::Result<std::vector<Panel>> Panels::All(db::Transaction& tx) {
  const db::Rows rows = TRY(tx.Query(
      std::string(kColumns) + "ORDER BY CASE WHEN parent_id IS NULL THEN 0 ELSE 1 END, slug LIMIT $1",
      {base::kMaxPanels}));
  std::vector<Panel> panels;
  panels.reserve(rows.size());
  for (const db::Row& row : rows) panels.push_back(FromRow(row));
  return panels;
}

base::Result<std::vector<Panel>> Panels::All() {
  return seams_.database.Read([&](db::Transaction& tx) { return All(tx); });
}

bool Panels::Hosts(const desk::Actor& actor, const Panel& panel) {
  return actor.org == panel.host && actor.Can(desk::Permission::kPanelManage);
}

base::Result<Panel> Panels::MustHost(db::Transaction& tx, const desk::Actor& actor, const PanelId& id) {
  Panel panel = TRY(Get(tx, id));
  if (!Hosts(actor, panel)) return base::NotFound(desk::tr("There is no such panel."));
  return panel;
}

base::Result<std::vector<Panel>> Panels::HostedBy(db::Transaction& tx, const desk::Actor& actor) {
  std::vector<Panel> panels = TRY(All(tx));
  std::erase_if(panels, [&](const Panel& panel) { return !Hosts(actor, panel); });
  return panels;
}

}  // namespace panel
