#pragma once
// SQL of the practices: rows in and out, within the caller's transaction. No rights are checked here. Updates
// name the version that was read; kConflict where somebody was first.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/actor.h"
#include "panel/common/seams.h"
#include "panel/practices/types.h"

namespace panel {

// kConflict in words for people, where an UPDATE with a version met no row.
base::Status MustHaveChanged(std::int64_t rows);
// kConflict unless it is the version that was read; 0 or less: whatever it is.
base::Status MustBeVersion(std::int64_t now, std::int64_t read);

// ---- practices
base::Result<Practice> LoadPractice(db::Transaction& tx, const PracticeId& id);  // kNotFound
base::Status InsertPractice(db::Transaction& tx, const Practice& practice);
// Writes all but id, panel, org, member, created; version + 1 in both.
base::Status SavePractice(db::Transaction& tx, Practice& practice);
// By last change, newest first; `after` "ms,id" or empty. One more than `limit` tells that there are more.
struct PracticeFilter {
  PanelId panel;      // empty: any
  desk::OrgId org;    // empty: any
  std::string state;  // empty: any but drafts of others
  bool sent_only = false;
};
base::Result<std::vector<Practice>> ListPractices(db::Transaction& tx, const PracticeFilter& filter,
                                                  std::string_view after, std::size_t limit);
base::Result<std::vector<Practice>> PracticesByIds(db::Transaction& tx, const std::vector<std::string>& ids);
// Published to the world, newest first.
base::Result<std::vector<Practice>> NewestPublic(db::Transaction& tx, std::size_t limit);

// ---- revisions
base::Result<PracticeRevision> LoadRevision(db::Transaction& tx, const PracticeId& id, std::int64_t number);
base::Result<std::vector<PracticeRevision>> LoadRevisions(db::Transaction& tx, const PracticeId& id);
base::Status PutRevision(db::Transaction& tx, const PracticeId& id, const PracticeRevision& revision);
// The published content of many, by id: what lists show.
struct PublishedContent {
  std::string practice;
  PracticeContent content;
};
base::Result<std::vector<PublishedContent>> PublishedContents(db::Transaction& tx,
                                                              const std::vector<std::string>& ids);

// ---- history
base::Status AddEvent(db::Transaction& tx, const Practice& practice, const desk::Actor& actor,
                      const PracticeEvent& event);
base::Result<std::vector<PracticeEvent>> LoadEvents(db::Transaction& tx,
                                                    const PracticeId& id);  // newest first

}  // namespace panel
