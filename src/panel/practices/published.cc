#include "panel/practices/published.h"

#include <algorithm>
#include <map>

#include "desk/tr.h"

namespace panel {
namespace {

using desk::tr;

base::Result<Practice> MustBePublic(db::Transaction& tx, const PracticeId& id) {
  Practice practice = TRY(LoadPractice(tx, id));
  if (practice.published_revision == 0 || !practice.is_public)
    return base::NotFound(tr("There is no such practice."));
  return practice;
}

std::vector<Replication> Shown(std::vector<Replication> replications) {
  std::erase_if(replications, [](const Replication& replication) {
    return replication.state != ReplicationState::kConfirmed || !replication.claim.may_show;
  });
  return replications;
}

}  // namespace

base::Status FillLines(db::Transaction& tx, PublicList& list) {
  std::vector<std::string> practice_ids, tool_ids;
  for (const PracticeHit& hit : list.results.hits)
    (hit.kind == "tool" ? tool_ids : practice_ids).push_back(hit.subject);
  std::map<std::string, Practice> practices;
  for (Practice& practice : TRY(PracticesByIds(tx, practice_ids)))
    practices.emplace(practice.id.text(), practice);
  std::map<std::string, PracticeContent> contents;
  for (PublishedContent& one : TRY(PublishedContents(tx, practice_ids)))
    contents.emplace(one.practice, std::move(one.content));
  std::map<std::string, Tool> tools;
  for (Tool& tool : TRY(ToolsByIds(tx, tool_ids))) tools.emplace(tool.id.text(), std::move(tool));
  for (const PracticeHit& hit : list.results.hits) {
    if (const auto tool = tools.find(hit.subject); tool != tools.end())
      list.tools.push_back(std::move(tool->second));
    const auto practice = practices.find(hit.subject);
    const auto content = contents.find(hit.subject);
    if (practice == practices.end() || content == contents.end()) continue;
    list.practices.push_back({practice->second, std::move(content->second), hit});
  }
  return base::Ok();
}

base::Result<PublicList> Published::Search(PracticeQuery query, std::string_view after, std::size_t limit) {
  query.public_only = true;
  query.panels.clear();
  PublicList list;
  list.results = TRY(index_.Search(query, after, limit));
  const auto fill = [&](db::Transaction& tx) -> base::Status {
    list.practices.clear();
    list.tools.clear();
    TRY(FillLines(tx, list));
    // Between the search and this, something may have been taken back.
    std::erase_if(list.practices, [](const PublicLine& line) { return !line.practice.is_public; });
    std::erase_if(list.tools,
                  [](const Tool& tool) { return !tool.is_public || tool.state != ToolState::kListed; });
    return base::Ok();
  };
  TRY(seams_.database.Read(fill));
  return list;
}

base::Result<PublicPractice> Published::Get(const PracticeId& id, std::int64_t edition) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<PublicPractice> {
    PublicPractice found;
    found.practice = TRY(MustBePublic(tx, id));
    bool there = false;
    for (PracticeRevision& revision : TRY(LoadRevisions(tx, id))) {
      if (revision.edition == 0) continue;
      found.editions.push_back({revision.edition, revision.published, revision.change_note});
      const bool wanted =
          edition == 0 ? revision.number == found.practice.published_revision : revision.edition == edition;
      if (!wanted) continue;
      there = true;
      found.newest = revision.number == found.practice.published_revision;
      found.shown = std::move(revision);
    }
    if (!there) return base::NotFound(tr("There is no such version."));
    found.translations = TRY(TranslationsOf(tx, id));
    std::erase_if(found.translations, [](const PracticeTranslation& translation) {
      return translation.state != TranslationState::kPublished;
    });
    found.replications = Shown(TRY(ReplicationsOf(tx, id)));
    return found;
  });
}

base::Result<std::optional<Published::Withdrawn>> Published::WasWithdrawn(const PracticeId& id) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::optional<Withdrawn>> {
    const base::Result<Practice> practice = LoadPractice(tx, id);
    if (!practice) return std::optional<Withdrawn>();
    const bool was =
        practice->state == PracticeState::kWithdrawn && practice->edition > 0 && practice->is_public;
    if (!was) return std::optional<Withdrawn>();
    // The title that the world knew, not one of a later draft.
    for (const PracticeRevision& revision : TRY(LoadRevisions(tx, id)))
      if (revision.edition == practice->edition)
        return std::optional<Withdrawn>(
            {revision.content.texts.title, practice->withdrawn, practice->withdrawn_reason});
    return std::optional<Withdrawn>();
  });
}

base::Result<std::vector<Published::Copy>> Published::CopiesShown(std::size_t practices) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Copy>> {
    std::map<PracticeId, std::string> owners;
    std::vector<std::string> ids;
    for (Practice& practice : TRY(NewestPublic(tx, practices))) {
      if (practice.replications == 0) continue;
      ids.push_back(practice.id.text());
      owners.emplace(practice.id, std::move(practice.owner));
    }
    std::vector<Copy> copies;
    for (const Replication& replication : Shown(TRY(ReplicationsOfAll(tx, ids))))
      copies.push_back({owners.at(replication.practice), replication.name});
    return copies;
  });
}

base::Result<Tool> Published::GetTool(const ToolId& id) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<Tool> {
    Tool tool = TRY(LoadTool(tx, id));
    if (!tool.is_public || tool.state != ToolState::kListed)
      return base::NotFound(tr("There is no such tool."));
    return tool;
  });
}

base::Result<std::vector<PublicLine>> Published::Newest(std::size_t limit) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<PublicLine>> {
    std::vector<PublicLine> lines;
    std::vector<std::string> ids;
    std::vector<Practice> practices = TRY(NewestPublic(tx, limit));
    for (const Practice& practice : practices) ids.push_back(practice.id.text());
    std::map<std::string, PracticeContent> contents;
    for (PublishedContent& one : TRY(PublishedContents(tx, ids)))
      contents.emplace(one.practice, std::move(one.content));
    for (Practice& practice : practices) {
      const std::string id = practice.id.text();
      if (const auto content = contents.find(id); content != contents.end())
        lines.push_back({std::move(practice), content->second, {}});
    }
    return lines;
  });
}

base::Result<PublicList> Published::BusinessCases(std::string_view industry, std::size_t limit) {
  PracticeQuery query;
  query.kinds = {"business-case"};
  if (!industry.empty()) query.industries = {std::string(industry)};
  return Search(query, {}, limit);
}

}  // namespace panel
