#pragma once
// How the folders of the room show each other's things without knowing each other: what two organisations did
// together (TimelineSource), and what stands in the panel's work plan (PlanSource). A folder registers its
// source in its Register; before serving. Reading is thread-safe.

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "db/db.h"
#include "desk/actor.h"
#include "panel/common/ids.h"
#include "panel/common/panels.h"

namespace panel {

// Something that two members have in common. `kind` is a source text of the catalogues ("Memorandum").
struct TimelineItem {
  std::string kind;
  std::string title;
  std::string href;  // empty: nothing to look at
  base::UtcTime at;
  base::UtcTime until;  // 0: a moment
};

class TimelineSource {
 public:
  virtual ~TimelineSource() = default;
  // What `actor` may see of what `a` and `b` have in common in this panel; the newest `limit`, in any order.
  // What she may not see is left out and not counted. The actor belongs to one of the two, or to the
  // secretariat.
  virtual base::Result<std::vector<TimelineItem>> Between(db::Transaction& tx, const desk::Actor& actor,
                                                          const PanelId& panel, const MemberId& a,
                                                          const MemberId& b, std::size_t limit) = 0;
};

enum class PlanMark : std::uint8_t { kOpen, kLate, kDone };
struct PlanRow {
  std::string key;  // "commitment:ID", by which others come after it
  std::string title;
  std::string owner;
  std::string href;
  base::UtcTime starts;  // days
  base::UtcTime ends;
  bool milestone = false;
  PlanMark mark = PlanMark::kOpen;
  std::string after;  // key of what must be done before; empty: nothing
};

class PlanSource {
 public:
  virtual ~PlanSource() = default;
  // What of this panel ends at `from` or later and starts at `until` or before, as far as `actor` may see it;
  // at most `limit`, by its end.
  virtual base::Result<std::vector<PlanRow>> Rows(db::Transaction& tx, const desk::Actor& actor,
                                                  const Panel& panel, base::UtcTime from, base::UtcTime until,
                                                  std::size_t limit) = 0;
};

template <typename Source>
class Sources {
 public:
  void Add(std::shared_ptr<Source> source) { sources_.push_back(std::move(source)); }
  const std::vector<std::shared_ptr<Source>>& all() const { return sources_; }

 private:
  std::vector<std::shared_ptr<Source>> sources_;
};

}  // namespace panel
