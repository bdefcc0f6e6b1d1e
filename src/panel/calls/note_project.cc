#include "panel/calls/note_project.h"

#include <fmt/format.h>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "iati/code_lists.h"
#include "panel/calls/notes_store.h"
#include "panel/calls/store.h"

namespace panel::calls {
namespace {

using desk::tr;

// Equal shares of 100, to two places; the first takes what is left over.
std::vector<Share> EqualShares(const std::vector<std::string>& codes) {
  std::vector<Share> shares;
  constexpr std::size_t kHundredths = 10'000, kHundred = 100;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    std::size_t part = kHundredths / codes.size();
    if (i == 0) part += kHundredths % codes.size();
    shares.push_back({codes[i], codes.size() == 1
                                    ? std::string()
                                    : fmt::format("{}.{:02}", part / kHundred, part % kHundred)});
  }
  return shares;
}

// Paragraphs as long as they fit; the note itself is a link away.
void AddParagraph(std::string& text, const std::string& more) {
  if (more.empty() || text.size() + more.size() + 2 > base::kMaxResourceText) return;
  text += (text.empty() ? "" : "\n\n") + more;
}

}  // namespace

Project DraftFrom(const Note& note, const Call& call, const std::vector<CallPart>& parts, base::UtcTime now) {
  Project project;
  project.title = note.title;
  AddParagraph(project.description, note.summary);
  for (const CallPart& part : store::PartsOf(parts, PartKind::kSection)) {
    const Numbered* text = NumberedAt(note.texts, part.number);
    if (text != nullptr && !text->text.empty())
      AddParagraph(project.description, part.title + "\n" + text->text);
  }
  std::string budget;
  for (const BudgetLine& line : note.budget)
    budget += fmt::format("{}{}: {} {}", budget.empty() ? "" : "\n", line.title, call.currency.code(),
                          line.amount.text(call.currency.minor_units()));
  AddParagraph(project.description, budget);
  project.planned_start = now.ms / base::kDayMs;
  project.countries = EqualShares(call.countries);
  for (const std::string& target : call.sdg)
    if (iati::IsSdgTarget(target)) project.sdg_targets.push_back(target);
  return project;
}

base::Result<ProjectId> ProjectFromNote(PanelServices& services, const desk::Actor& actor, const NoteId& id) {
  Projects projects(services.seams, services.panels, services.directory);
  return services.seams.database.Write([&](db::Transaction& tx) -> base::Result<ProjectId> {
    const NoteAccess access = TRY(AccessToNote(services, tx, actor, id));
    if (!access.MayWrite()) return kit::MayNot(tr("The applicant begins the project."));
    if (access.note.state != NoteState::kAccepted)
      return Conflict(tr("A project follows when your organisation was selected and has accepted."));
    const auto there = TRY(tx.QueryOne("SELECT project_id FROM project_origin WHERE note_id = $1", {id}));
    if (there) return there->IdAt<ProjectId>(0);
    const Call& call = access.call.call;
    const std::vector<CallPart> parts = TRY(store::PartsOf(tx, call.id));
    const base::UtcTime now = services.seams.clock.Now();
    const Project draft = DraftFrom(access.note, call, parts, now);
    const ProjectId made = TRY(projects.CreateIn(tx, actor, call.panel, draft));
    TRY(tx.Execute("INSERT INTO project_origin(project_id, note_id, made_ms) VALUES ($1, $2, $3)",
                   {made, id, now.ms}));
    TRY(services.seams.audit.Append(tx, actor, "concept-note.project", RecordOf(id),
                                    {{"project", made.text()}}));
    return made;
  });
}

base::Result<ProjectId> ProjectOfNote(PanelServices& services, db::Transaction& tx, const desk::Actor& actor,
                                      const NoteId& id) {
  const auto row = TRY(tx.QueryOne("SELECT project_id FROM project_origin WHERE note_id = $1", {id}));
  if (!row) return ProjectId();
  const auto project = row->IdAt<ProjectId>(0);
  Projects projects(services.seams, services.panels, services.directory);
  const auto seen = projects.MustSee(tx, actor, project);
  if (!seen && seen.error().code != base::Code::kNotFound) return seen.error();
  return seen ? project : ProjectId();
}

base::Result<std::optional<OriginOfProject>> OriginOf(PanelServices& services, const desk::Actor& actor,
                                                      const ProjectId& id) {
  using Found = std::optional<OriginOfProject>;
  return services.seams.database.Read([&](db::Transaction& tx) -> base::Result<Found> {
    const auto row = TRY(tx.QueryOne("SELECT note_id FROM project_origin WHERE project_id = $1", {id}));
    if (!row) return Found();
    const auto note = row->IdAt<NoteId>(0);
    const base::Result<NoteAccess> access = AccessToNote(services, tx, actor, note);
    if (!access && access.error().code != base::Code::kNotFound) return access.error();
    if (!access) return Found();
    const Call& call = access->call.call;
    return Found(OriginOfProject{note, call.id, access->note.title, call.title});
  });
}

}  // namespace panel::calls
