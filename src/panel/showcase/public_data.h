#pragma once
// What the public face shows, gathered from every folder's own read-only door; nobody is asked on whose
// behalf, so nothing comes out that its owner has not published. Thread-safe.

#include <cstdint>
#include <vector>

#include "panel/commitments/commitments.h"
#include "panel/members/public_entries.h"
#include "panel/minutes/opinions.h"
#include "panel/practices/services.h"
#include "panel/resources/services.h"
#include "panel/showcase/honours.h"
#include "panel/showcase/network.h"

namespace panel {

// Of what was published, and how it ended. `made` counts those that were not withdrawn.
struct CommitmentCounts {
  std::int64_t made = 0;
  std::int64_t kept = 0;
  std::int64_t partly = 0;
  std::int64_t missed = 0;
  std::int64_t late = 0;
};

class PublicData {
 public:
  PublicData(PanelServices& services, desk::Desk& desk);

  // The root panel. kNotFound: there is none yet.
  base::Result<Panel> Root();
  base::Result<members::PublicPage> Members(const PanelId& panel, std::string_view text,
                                            std::string_view after, std::size_t limit);
  base::Result<members::PublicEntry> OneMember(const MemberId& member);
  base::Result<CommitmentCounts> CountsOf(const PanelId& panel);
  // Newest first, those with a smaller number than `before_number` (0: all); of one member, or of all.
  base::Result<std::vector<PublicCommitment>> CommitmentsOf(const PanelId& panel, std::int64_t before_number,
                                                            std::size_t limit, const MemberId& member = {});
  base::Result<std::vector<PublicCommitment>> AllCommitmentsOf(const PanelId& panel);
  struct Resources {
    std::vector<Project> projects;     // published ones, newest first, those asked for
    std::vector<NamedTotals> totals;   // of those, by project
    std::vector<StageTotal> together;  // of all that are published
    base::Currency reporting;
  };
  base::Result<Resources> ResourcesOf(const PanelId& panel, std::int64_t before_number, std::size_t limit);
  base::Result<std::vector<PublicOpinion>> Opinions(const PanelId& panel);
  base::Result<std::vector<Honour>> HonoursOf(const PanelId& panel);
  base::Result<std::vector<PublicLine>> NewestPractices();
  base::Result<Network> NetworkOf(const html::Locale& locale, const PanelId& panel);

 private:
  PanelServices& services_;
  desk::Desk& desk_;
  PracticeIndex index_;
  panel::Published practices_;
  ResourceServices resources_;
  panel::Honours honours_;
};

}  // namespace panel
