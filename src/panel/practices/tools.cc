#include "panel/practices/tools.h"

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/practices/index_doc.h"

namespace panel {
namespace {

using desk::tr;

constexpr std::size_t kMostShown = 200;

}  // namespace

base::Result<ToolId> Tools::Propose(const desk::Actor& actor, const PanelId& panel, ToolContent content,
                                    bool is_public) {
  Normalise(content);
  TRY(NoneOf(FaultsOf(content)));
  Tool tool;
  tool.id = ToolId::New(seams_.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    const Member member = TRY(access_.MustTakePart(tx, actor, panel));
    tool.panel = panel;
    tool.org = actor.org;
    tool.content = content;
    tool.is_public = is_public;
    tool.created = tool.changed = seams_.clock.Now();
    TRY(InsertTool(tx, tool, member.id));
    return seams_.audit.Append(tx, actor, "tool.propose", "tool:" + tool.id.text());
  };
  TRY(seams_.database.Write(store));
  return tool.id;
}

base::Result<Tools::View> Tools::MustSee(db::Transaction& tx, const desk::Actor& actor, const ToolId& id) {
  View view{.tool = TRY(LoadTool(tx, id))};
  view.mine = !actor.org.empty() && actor.org == view.tool.org && actor.Can(desk::Permission::kPanelRead);
  view.secretariat = TRY(access_.Hosts(tx, actor, view.tool.panel));
  bool seen = view.mine || view.secretariat;
  if (!seen && view.tool.state == ToolState::kListed)
    seen = view.tool.is_public || TRY(access_.Reads(tx, actor, view.tool.panel));
  if (!seen) return base::NotFound(tr("There is no such tool."));
  return view;
}

base::Status Tools::Amend(const desk::Actor& actor, const ToolId& id, std::int64_t version,
                          ToolContent content, bool is_public) {
  Normalise(content);
  TRY(NoneOf(FaultsOf(content)));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    View view = TRY(MustSee(tx, actor, id));
    if (!view.mine && !view.secretariat)
      return base::Error{
          base::Code::kForbidden, tr("Only who proposed it, or the secretariat, may change it."), {}};
    if (!view.secretariat) TRY(access_.MustTakePart(tx, actor, view.tool.panel));
    TRY(MustBeVersion(view.tool.version, version));
    view.tool.state = TRY(Next(ToolSteps(), view.tool.state, ToolAct::kAmend, ToolStateName, ToolActName));
    view.tool.content = content;
    view.tool.is_public = is_public;
    view.tool.changed = seams_.clock.Now();
    TRY(SaveTool(tx, view.tool));
    TRY(index_.Put(tx, DocOf(view.tool)));
    return seams_.audit.Append(tx, actor, "tool.amend", "tool:" + id.text());
  });
}

base::Status Tools::Do(const desk::Actor& actor, const ToolId& id, std::int64_t version, ToolAct act,
                       std::string note) {
  if (note.size() > base::kMaxPracticeNoteBytes) return base::TooLarge(tr("The note is too long."));
  if (act == ToolAct::kAmend) return base::Invalid(tr("Say what is to be changed."));
  if (act != ToolAct::kList && note.empty()) return base::Invalid(tr("Say why, in a note."));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    View view = TRY(MustSee(tx, actor, id));
    const bool may = act == ToolAct::kRetire ? view.mine || view.secretariat : view.secretariat;
    if (!may) return base::Error{base::Code::kForbidden, tr("This is for the secretariat to do."), {}};
    if (!view.secretariat) TRY(access_.MustTakePart(tx, actor, view.tool.panel));
    TRY(MustBeVersion(view.tool.version, version));
    view.tool.state = TRY(Next(ToolSteps(), view.tool.state, act, ToolStateName, ToolActName));
    view.tool.decision = note;
    view.tool.changed = seams_.clock.Now();
    TRY(SaveTool(tx, view.tool));
    TRY(index_.Put(tx, DocOf(view.tool)));
    return seams_.audit.Append(tx, actor, "tool." + std::string(ToolActName(act)), "tool:" + id.text());
  });
}

base::Result<Tools::View> Tools::Get(const desk::Actor& actor, const ToolId& id) {
  return seams_.database.Read([&](db::Transaction& tx) { return MustSee(tx, actor, id); });
}

base::Result<std::vector<Tool>> Tools::Own(const desk::Actor& actor) {
  if (actor.org.empty()) return std::vector<Tool>();
  return seams_.database.Read([&](db::Transaction& tx) { return ToolsOf(tx, actor.org, kMostShown); });
}

base::Result<std::vector<Tool>> Tools::Proposed(const desk::Actor& actor, const PanelId& panel) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Tool>> {
    if (!TRY(access_.Hosts(tx, actor, panel))) return std::vector<Tool>();
    return ProposedTools(tx, panel, kMostShown);
  });
}

base::Result<std::vector<Tool>> Tools::ByIds(const std::vector<std::string>& ids) {
  return seams_.database.Read([&](db::Transaction& tx) { return ToolsByIds(tx, ids); });
}

}  // namespace panel
