#include "panel/sessions/experts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/limits_panel.h"
#include "desk/people/people.h"
#include "desk/tr.h"
#include "panel/sessions/sessions.h"

namespace panel {
namespace {

using desk::tr;

constexpr std::array<std::string_view, 4> kStates = {"proposed", "listed", "resting", "retired"};
constexpr std::array<std::string_view, 4> kActs = {"list", "rest", "return", "retire"};

using S = ExpertState;
using A = ExpertAct;
constexpr Step<S, A> kSteps[] = {
    {S::kProposed, A::kList, S::kListed},  {S::kProposed, A::kRetire, S::kRetired},
    {S::kListed, A::kRest, S::kResting},   {S::kListed, A::kRetire, S::kRetired},
    {S::kResting, A::kReturn, S::kListed}, {S::kResting, A::kRetire, S::kRetired},
};

const Competence kCompetences[] = {
    {"auditing", tr("Social audits")},
    {"buying", tr("Buying practices")},
    {"child-labour", tr("Child labour")},
    {"data", tr("Data and statistics")},
    {"debt-bondage", tr("Debt bondage and wages")},
    {"due-diligence-law", tr("Due diligence law")},
    {"finance", tr("Banks and payments")},
    {"grievance", tr("Complaints and remedy")},
    {"investigation", tr("Investigation and prosecution")},
    {"labour-inspection", tr("Labour inspection")},
    {"migration", tr("Migration and visas")},
    {"recruitment", tr("Recruitment and fees")},
    {"reintegration", tr("Return and reintegration")},
    {"supply-chains", tr("Supply chains and tracing")},
    {"victim-support", tr("Support for survivors")},
    {"worker-voice", tr("Unions and worker voice")},
};

constexpr std::string_view kColumns =
    "SELECT e.id, e.panel_id, e.name, e.organisation, e.country, e.languages, e.about, e.email, e.consent, "
    "e.state, e.version FROM panel_expert e ";

Expert FromRow(const db::Row& row) {
  Expert expert;
  expert.id = row.IdAt<ExpertId>(0);
  expert.panel = row.IdAt<PanelId>(1);
  expert.name = row.Text(2);
  expert.organisation = row.Text(3);
  expert.country = row.Text(4);
  expert.languages = row.Text(5);
  expert.about = row.Text(6);
  expert.email = row.Text(7);
  expert.consent = row.Bool(8);
  expert.state = ExpertStateNamed(row.Text(9)).value_or(S::kRetired);
  expert.version = row.Int(10);
  return expert;
}

base::Result<Expert> Checked(const Expert& given) {
  Expert expert = given;
  expert.name = TRY(desk::NormaliseName(given.name));
  if (expert.name.empty()) return base::Invalid(tr("Write the expert's name."));
  if (!expert.email.empty()) expert.email = TRY(desk::NormaliseEmail(given.email));
  constexpr std::size_t kCountryLetters = 2;
  if (!expert.country.empty() && expert.country.size() != kCountryLetters)
    return base::Invalid(tr("A country is written with its two letters."));
  for (const std::string* text : {&expert.organisation, &expert.languages, &expert.about})
    if (text->size() > base::kMaxSessionTextBytes) return base::Invalid(tr("This text is too long."));
  if (expert.competences.empty()) return base::Invalid(tr("Say what the expert knows: choose at least one."));
  if (expert.competences.size() > base::kMaxExpertCompetences)
    return base::TooLarge(fmt::format("an expert has at most {} competences", base::kMaxExpertCompetences));
  for (const std::string& name : expert.competences) {
    const bool known = std::any_of(std::begin(kCompetences), std::end(kCompetences),
                                   [&](const Competence& one) { return one.name == name; });
    if (!known) return base::Invalid(tr("Choose one of the list."));
  }
  return expert;
}

std::span<const std::byte> Key(const std::string& name) {
  return std::as_bytes(std::span(name.data(), name.size()));
}

}  // namespace

std::string_view ExpertStateName(ExpertState state) {
  return kStates.at(static_cast<std::size_t>(state));
}
std::optional<ExpertState> ExpertStateNamed(std::string_view name) {
  for (std::size_t i = 0; i < kStates.size(); ++i)
    if (kStates[i] == name) return static_cast<ExpertState>(i);
  return std::nullopt;
}
std::string_view ExpertActName(ExpertAct act) {
  return kActs.at(static_cast<std::size_t>(act));
}
std::optional<ExpertAct> ExpertActNamed(std::string_view name) {
  for (std::size_t i = 0; i < kActs.size(); ++i)
    if (kActs[i] == name) return static_cast<ExpertAct>(i);
  return std::nullopt;
}
std::span<const Step<ExpertState, ExpertAct>> ExpertSteps() {
  return kSteps;
}
std::span<const Competence> Competences() {
  return kCompetences;
}

base::Status Experts::WriteCompetences(db::Transaction& tx, const Expert& expert) {
  TRY(tx.Execute("DELETE FROM panel_expert_competence WHERE expert_id = $1", {expert.id}));
  for (const std::string& name : expert.competences)
    TRY(tx.Execute(
        "INSERT INTO panel_expert_competence(expert_id, competence) VALUES ($1, $2) ON CONFLICT DO "
        "NOTHING",
        {expert.id, name}));
  return base::Ok();
}

base::Result<ExpertId> Experts::Add(const desk::Actor& actor, const Expert& given) {
  Expert expert = TRY(Checked(given));
  expert.id = ExpertId::New(seams_.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    TRY(panels_.MustHost(tx, actor, expert.panel));
    const auto count =
        TRY(tx.QueryOne("SELECT count(*) FROM panel_expert WHERE panel_id = $1", {expert.panel}));
    if (count->Int(0) >= static_cast<std::int64_t>(base::kMaxExperts))
      return base::TooLarge(fmt::format("a panel lists at most {} experts", base::kMaxExperts));
    TRY(tx.Execute(
        "INSERT INTO panel_expert(id, panel_id, name, name_key, organisation, country, languages, "
        "about, email, consent, state, created_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
        "$10, 'proposed', $11, 0)",
        {expert.id, expert.panel, expert.name, Key(expert.name), expert.organisation, expert.country,
         expert.languages, expert.about, expert.email, expert.consent, seams_.clock.Now().ms}));
    TRY(WriteCompetences(tx, expert));
    return seams_.audit.Append(tx, actor, "panel-expert.add", "panel-expert:" + expert.id.text());
  };
  TRY(seams_.database.Write(store));
  return expert.id;
}

base::Result<Expert> Experts::Find(db::Transaction& tx, const ExpertId& id) {
  const auto row = TRY(tx.QueryOne(std::string(kColumns) + "WHERE e.id = $1", {id}));
  if (!row) return base::NotFound(tr("There is no such expert."));
  Expert expert = FromRow(*row);
  for (const db::Row& one : TRY(tx.Query(
           "SELECT competence FROM panel_expert_competence WHERE expert_id = $1 ORDER BY competence", {id})))
    expert.competences.push_back(one.Text(0));
  return expert;
}

base::Result<Expert> Experts::MustSee(db::Transaction& tx, const desk::Actor& actor, const ExpertId& id) {
  Expert expert = TRY(Find(tx, id));
  const Panel panel = TRY(panels_.Get(tx, expert.panel));
  if (Panels::Hosts(actor, panel)) return expert;
  const std::vector<PanelId> panels = TRY(access_.PanelsOf(tx, actor));
  const bool listed = expert.consent && expert.state == S::kListed &&
                      std::binary_search(panels.begin(), panels.end(), expert.panel);
  if (!listed) return base::NotFound(tr("There is no such expert."));
  expert.email.clear();
  return expert;
}

base::Status Experts::Change(const desk::Actor& actor, const Expert& given, std::int64_t version) {
  const Expert expert = TRY(Checked(given));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const Expert before = TRY(MustSee(tx, actor, expert.id));
    TRY(panels_.MustHost(tx, actor, before.panel));
    if (before.version != version) return ChangedMeanwhile();
    TRY(tx.Execute(
        "UPDATE panel_expert SET name = $2, name_key = $3, organisation = $4, country = $5, languages = "
        "$6, about = $7, email = $8, consent = $9, version = version + 1 WHERE id = $1",
        {expert.id, expert.name, Key(expert.name), expert.organisation, expert.country, expert.languages,
         expert.about, expert.email, expert.consent}));
    TRY(WriteCompetences(tx, expert));
    return seams_.audit.Append(tx, actor, "panel-expert.change", "panel-expert:" + expert.id.text());
  });
}

base::Status Experts::Act(const desk::Actor& actor, const ExpertId& id, ExpertAct act) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const Expert expert = TRY(MustSee(tx, actor, id));
    TRY(panels_.MustHost(tx, actor, expert.panel));
    const ExpertState after = TRY(Next(ExpertSteps(), expert.state, act, ExpertStateName, ExpertActName));
    if (act == A::kList && !expert.consent)
      return base::Error{
          base::Code::kConflict, tr("The expert has not agreed to be listed: note the consent first."), {}};
    TRY(tx.Execute("UPDATE panel_expert SET state = $2, version = version + 1 WHERE id = $1",
                   {id, ExpertStateName(after)}));
    return seams_.audit.Append(tx, actor, fmt::format("panel-expert.{}", ExpertActName(act)),
                               "panel-expert:" + id.text());
  });
}

base::Result<std::vector<Expert>> Experts::List(db::Transaction& tx, const desk::Actor& actor,
                                                std::string_view competence, std::int64_t limit) {
  const std::vector<Panel> all = TRY(panels_.All(tx));
  std::vector<Expert> found;
  for (const PanelId& panel : TRY(access_.PanelsOf(tx, actor))) {
    const auto at = std::find_if(all.begin(), all.end(), [&](const Panel& one) { return one.id == panel; });
    const bool hosts = at != all.end() && Panels::Hosts(actor, *at);
    std::string sql(kColumns);
    sql +=
        "WHERE e.panel_id = $1 AND ($2 = '' OR EXISTS (SELECT 1 FROM panel_expert_competence c WHERE "
        "c.competence = $2 AND c.expert_id = e.id))";
    if (!hosts) sql += " AND e.state = 'listed' AND e.consent = 1";
    sql += " ORDER BY e.name_key, e.id LIMIT $3";
    for (const db::Row& row : TRY(tx.Query(sql, {panel, competence, limit}))) {
      found.push_back(TRY(Find(tx, row.IdAt<ExpertId>(0))));
      if (!hosts) found.back().email.clear();
    }
  }
  return found;
}

}  // namespace panel
