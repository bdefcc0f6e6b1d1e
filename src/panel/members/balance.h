#pragma once
// Who sits at the table against what the panel wants: regions and sub-regions of the United Nations (M49),
// sectors (ISIC sections), constituencies, and the gender of those who sit for the members. Goals count
// seats, those of gender percent of the representatives whose gender is said. Thread-safe.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "desk/actor.h"
#include "panel/members/access.h"

namespace panel::members {

enum class Dimension : std::uint8_t { kConstituency, kRegion, kSubregion, kSector, kGender, kCount };
std::string_view DimensionName(Dimension dimension);  // "region"
std::optional<Dimension> DimensionNamed(std::string_view name);

struct Goal {
  Dimension dimension = Dimension::kRegion;
  std::string key;  // M49 code, ISIC section, OrgTypeName, GenderName
  std::int64_t least = 0;
  std::int64_t most = 0;  // 0: no upper end
};

struct BalanceRow {
  std::string key;
  std::int64_t count = 0;  // seats; of gender: representatives
  std::int64_t value = 0;  // what the goal is compared with: seats, or percent rounded to the nearest
  std::int64_t least = 0;
  std::int64_t most = 0;
  std::int64_t applicants = 0;  // applied or in due diligence, who would fill it; 0 for gender
  bool TooFew() const { return value < least; }
  bool TooMany() const { return most > 0 && value > most; }
};
struct Balance {
  Panel panel;
  std::int64_t members = 0;
  std::array<std::vector<BalanceRow>, static_cast<std::size_t>(Dimension::kCount)> rows;
  const std::vector<BalanceRow>& Of(Dimension dimension) const {
    return rows.at(static_cast<std::size_t>(dimension));
  }
  // Rows below their least, the widest gap first, by dimension and key where equal.
  struct Gap {
    Dimension dimension = Dimension::kRegion;
    BalanceRow row;
  };
  std::vector<Gap> Missing() const;
};

class Balances {
 public:
  explicit Balances(MemberSeams& seams) : seams_(seams) {}

  // For those who see the panel's members. Every constituency, region, section and gender has a row; a
  // sub-region only with members, applicants or a goal.
  base::Result<Balance> Get(const desk::Actor& actor, const PanelId& panel);
  // In the place of the former goals, by the secretariat. Errors: kInvalid (no such key, most below least, a
  // percent above 100), kTooLarge (kMaxMemberGoals).
  base::Status SetGoals(const desk::Actor& actor, const PanelId& panel, const std::vector<Goal>& goals);

 private:
  MemberSeams& seams_;
};

}  // namespace panel::members
