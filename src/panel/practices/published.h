#pragma once
// What the world may see: practices that their owners published to it, their editions, translations and those
// replications that whoever copied lets be shown, and the listed public tools. No actor is asked for; nothing
// that is not published comes out. For the public pages, here and elsewhere. Thread-safe.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "panel/practices/index.h"
#include "panel/practices/share_store.h"

namespace panel {

struct PublicEdition {
  std::int64_t number = 0;
  base::UtcTime published;
  std::string change_note;
};

struct PublicPractice {
  Practice practice;
  PracticeRevision shown;               // the edition asked for
  std::vector<PublicEdition> editions;  // newest first
  std::vector<PracticeTranslation> translations;
  std::vector<Replication> replications;  // confirmed ones that may be shown
  bool newest = true;                     // whether `shown` is the newest edition
};

// One practice in a list.
struct PublicLine {
  Practice practice;
  PracticeContent content;
  PracticeHit hit;
};
struct PublicList {
  PracticeResults results;
  std::vector<PublicLine> practices;  // in the order of the hits
  std::vector<Tool> tools;
};

class Published {
 public:
  Published(PanelSeams seams, PracticeIndex& index) : seams_(seams), index_(index) {}

  // `query.public_only` is set here.
  base::Result<PublicList> Search(PracticeQuery query, std::string_view after, std::size_t limit);
  // `edition` 0: the newest. Errors: kNotFound.
  base::Result<PublicPractice> Get(const PracticeId& id, std::int64_t edition = 0);
  // One that the world could see and that was withdrawn: what a citation then leads to.
  struct Withdrawn {
    std::string title;
    base::UtcTime when;
    std::string reason;
  };
  base::Result<std::optional<Withdrawn>> WasWithdrawn(const PracticeId& id);
  // Who copied whose practice, as far as both let the world know; of so many of the newest practices.
  struct Copy {
    std::string owner, copier;  // names of organisations
  };
  base::Result<std::vector<Copy>> CopiesShown(std::size_t practices);
  base::Result<Tool> GetTool(const ToolId& id);
  base::Result<std::vector<PublicLine>> Newest(std::size_t limit);
  // Business cases that the world may see, of one industry section or of all (empty), strongest first.
  base::Result<PublicList> BusinessCases(std::string_view industry, std::size_t limit);
  base::Result<std::int64_t> Generation() { return index_.Generation(); }

 private:
  PanelSeams seams_;
  PracticeIndex& index_;
};

// The practices and tools of a search's hits, in their order; for lists of members too.
base::Status FillLines(db::Transaction& tx, PublicList& list);

}  // namespace panel
