// Reading practices, and what the index holds of one; see practices.h.

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/practices/index_doc.h"
#include "panel/practices/practices.h"
#include "panel/practices/share_store.h"

namespace panel {
namespace {

PracticeList Paged(std::vector<Practice> found, std::size_t limit) {
  PracticeList list;
  if (found.size() > limit) {
    found.resize(limit);
    list.next = std::to_string(found.back().changed.ms) + "," + found.back().id.text();
  }
  list.practices = std::move(found);
  return list;
}

std::vector<PracticeAct> PossibleFor(const Practice& practice, const Standing& standing) {
  std::vector<PracticeAct> possible;
  for (const auto& step : PracticeSteps()) {
    if (step.from != practice.state) continue;
    const bool secretariats = step.act == PracticeAct::kBeginReview || step.act == PracticeAct::kReturn ||
                              step.act == PracticeAct::kAccept || step.act == PracticeAct::kDecline;
    const bool may = secretariats
                         ? standing.secretariat
                         : standing.owner || (step.act == PracticeAct::kWithdraw && standing.secretariat);
    if (may) possible.push_back(step.act);
  }
  return possible;
}

}  // namespace

base::Result<PracticeView> PracticeLife::View(const desk::Actor& actor, const PracticeId& id) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<PracticeView> {
    PracticeView view;
    view.practice = TRY(access_.MustSee(tx, actor, id, view.standing));
    const bool inside = view.standing.inside();
    for (PracticeRevision& revision : TRY(LoadRevisions(tx, id))) {
      if (revision.number == view.practice.published_revision) view.published = revision;
      if (inside && revision.number == view.practice.revision) view.working = revision;
      const bool seen = inside ? true : revision.edition > 0;
      // A reviewer sees what she reviews and what was published, not the drafts between.
      const bool reviewer_only = inside && !view.standing.owner && !view.standing.secretariat;
      if (seen && (!reviewer_only || revision.edition > 0 || revision.submitted.ms > 0))
        view.revisions.push_back(std::move(revision));
    }
    view.events = TRY(LoadEvents(tx, id));
    if (!view.standing.owner && !view.standing.secretariat)
      std::erase_if(view.events, [](const PracticeEvent& event) { return event.act != "publish"; });
    view.possible = PossibleFor(view.practice, view.standing);
    return view;
  });
}

base::Result<PracticeRevision> PracticeLife::Revision(const desk::Actor& actor, const PracticeId& id,
                                                      std::int64_t number) {
  const PracticeView view = TRY(View(actor, id));
  for (const PracticeRevision& revision : view.revisions)
    if (revision.number == number) return revision;
  return base::NotFound(desk::tr("There is no such version."));
}

base::Result<PracticeList> PracticeLife::Own(const desk::Actor& actor, std::string_view after,
                                             std::size_t limit) {
  PracticeFilter filter;
  filter.org = actor.org;
  if (actor.org.empty()) return PracticeList();
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<PracticeList> {
    return Paged(TRY(ListPractices(tx, filter, after, limit + 1)), limit);
  });
}

base::Result<PracticeList> PracticeLife::Sent(const desk::Actor& actor, const PanelId& panel,
                                              std::string_view state, std::string_view after,
                                              std::size_t limit) {
  PracticeFilter filter;
  filter.panel = panel;
  filter.state = state;
  filter.sent_only = true;
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<PracticeList> {
    if (!TRY(access_.Hosts(tx, actor, panel))) return base::NotFound(desk::tr("There is no such panel."));
    return Paged(TRY(ListPractices(tx, filter, after, limit + 1)), limit);
  });
}

base::Result<PracticeResults> PracticeLife::Search(const desk::Actor& actor, PracticeQuery query,
                                                   std::string_view after, std::size_t limit) {
  query.panels =
      TRY(seams_.database.Read([&](db::Transaction& tx) { return access_.ReadablePanels(tx, actor); }));
  query.public_only = false;
  return index_.Search(query, after, limit);
}

base::Status PracticeLife::Reindex(db::Transaction& tx, const Practice& practice) {
  IndexedDoc doc;
  doc.subject = practice.id.text();
  doc.panel = practice.panel;
  if (practice.published_revision == 0) {
    // What never was in the index needs not be taken out of it.
    if (practice.edition == 0) return base::Ok();
    doc.kind = practice.kind;
    doc.gone = true;
    return index_.Put(tx, doc);
  }
  const PracticeRevision revision = TRY(LoadRevision(tx, practice.id, practice.published_revision));
  doc = DocOf(practice, revision.content, TRY(TranslationsOf(tx, practice.id)));
  return index_.Put(tx, doc);
}

}  // namespace panel
