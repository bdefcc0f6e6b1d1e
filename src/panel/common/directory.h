#pragma once
// Who belongs to a panel, as every folder of the room may know it. The life of a membership (application,
// due diligence, decision, suspension) belongs to panel/members; the others only ask here. Thread-safe.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "desk/people/people.h"
#include "panel/common/ids.h"
#include "panel/common/seams.h"

namespace panel {

// Where a membership stands. Only kAdmitted takes part; kSuspended may read and reply.
enum class MemberState : std::uint8_t {
  kDraft,      // begun, not sent
  kApplied,    // sent, the secretariat has not begun
  kDiligence,  // being looked into
  kAdmitted,
  kDeclined,
  kSuspended,
  kLeft,  // by exit, or not renewed
  kCount
};
std::string_view MemberStateName(MemberState state);  // "diligence": as stored
std::optional<MemberState> MemberStateNamed(std::string_view name);

struct Member {
  MemberId id;
  PanelId panel;
  desk::OrgId org;  // empty: an organisation without accounts here, kept by the secretariat
  std::string name;
  desk::OrgType constituency = desk::OrgType::kCompany;
  std::string country;               // ISO 3166-1 alpha-2 in lower case
  std::vector<std::string> sectors;  // ISIC Rev. 4 sections ("C") or divisions ("14"), ordered
  MemberState state = MemberState::kDraft;
  base::UtcTime admitted;  // 0: never
  base::UtcTime created;
  std::int64_t version = 0;
};

// What a form needs to offer a member.
struct MemberName {
  MemberId id;
  desk::OrgId org;  // as in Member
  std::string name;
};

class Directory {
 public:
  explicit Directory(PanelSeams seams) : seams_(seams) {}

  base::Result<Member> Get(db::Transaction& tx, const MemberId& id);
  // The organisation's membership of that panel, whatever its state.
  base::Result<std::optional<Member>> OfOrg(db::Transaction& tx, const PanelId& panel,
                                            const desk::OrgId& org);
  // Admitted ones, by name, at most base::kMaxPanelMembers.
  base::Result<std::vector<Member>> Admitted(db::Transaction& tx, const PanelId& panel);
  base::Result<std::vector<Member>> Admitted(const PanelId& panel);
  // The same without what else is known of them: a third of the time with thousands of members.
  base::Result<std::vector<MemberName>> AdmittedNames(db::Transaction& tx, const PanelId& panel);
  // The actor's own membership, where it is admitted and the actor may take part. Errors: kForbidden.
  base::Result<Member> MustTakePart(db::Transaction& tx, const desk::Actor& actor, const PanelId& panel);

 private:
  PanelSeams seams_;
};

// For panel/members alone: reading rows. Columns as in MemberColumns.
std::string_view MemberColumns();
Member MemberFromRow(const db::Row& row);
std::string SectorsText(const std::vector<std::string>& sectors);  // "14,C": as stored

}  // namespace panel
