#include "panel/showcase/public_data.h"

#include <map>

#include "panel/members/register.h"
#include "panel/minutes/place.h"

namespace panel {
namespace {

// How much one page shows.
constexpr std::size_t kCommitmentsShown = 500;
constexpr std::size_t kProjectsShown = 200;
constexpr std::int64_t kOpinionsShown = 100;
// How far the network looks: newest practices, and members by name.
constexpr std::size_t kPracticesLookedAt = 500;
constexpr std::size_t kMembersLookedUp = 5'000;

// Sums of several projects by stage and currency.
base::Result<std::vector<StageTotal>> Together(const std::vector<NamedTotals>& named) {
  std::map<std::pair<std::string, int>, StageTotal> sums;
  for (const NamedTotals& project : named) {
    for (const StageTotal& total : project.totals) {
      const auto key = std::pair(std::string(total.currency.code()), static_cast<int>(total.stage));
      const auto [at, fresh] = sums.emplace(key, total);
      if (fresh) continue;
      StageTotal& sum = at->second;
      sum.amount = TRY(sum.amount.Plus(total.amount));
      sum.in_kind = TRY(sum.in_kind.Plus(total.in_kind));
      sum.valued = TRY(sum.valued.Plus(total.valued));
      sum.lines += total.lines;
      sum.unvalued += total.unvalued;
    }
  }
  std::vector<StageTotal> all;
  for (auto& [key, total] : sums) all.push_back(total);
  return all;
}

}  // namespace

CommitmentCounts CountCommitments(const std::vector<PublicCommitment>& commitments) {
  CommitmentCounts counts;
  for (const PublicCommitment& one : commitments) {
    if (one.state == CommitmentState::kWithdrawn || one.state == CommitmentState::kProposed) continue;
    ++counts.made;
    if (one.state == CommitmentState::kKept) ++counts.kept;
    if (one.state == CommitmentState::kPartlyKept) ++counts.partly;
    if (one.state == CommitmentState::kMissed) ++counts.missed;
    if (one.state == CommitmentState::kLate) ++counts.late;
  }
  return counts;
}

PublicData::PublicData(PanelServices& services, desk::Desk& desk)
    : services_(services),
      desk_(desk),
      index_(services.seams),
      practices_(services.seams, index_),
      resources_(services),
      honours_(services) {}

base::Result<Panel> PublicData::Root() {
  return services_.panels.Root();
}

base::Result<members::PublicPage> PublicData::Members(const PanelId& panel, std::string_view text,
                                                      std::string_view after, std::size_t limit) {
  return members::ServicesOf(desk_).public_entries.List(panel, text, after, limit);
}

base::Result<members::PublicEntry> PublicData::OneMember(const MemberId& member) {
  return members::ServicesOf(desk_).public_entries.Get(member);
}

base::Result<std::vector<PublicCommitment>> PublicData::CommitmentsOf(const PanelId& panel) {
  return services_.seams.database.Read(
      [&](db::Transaction& tx) { return Commitments::Published(tx, panel, 0, kCommitmentsShown); });
}

base::Result<PublicData::Resources> PublicData::ResourcesOf(const PanelId& panel) {
  Resources resources;
  resources.projects = TRY(resources_.projects.Published(panel, kProjectsShown));
  resources.totals = TRY(resources_.ledger.PublishedTotals(resources.projects));
  resources.together = TRY(Together(resources.totals));
  const ResourceSettings settings =
      TRY(services_.seams.database.Read([&](db::Transaction& tx) { return SettingsOf(tx, panel); }));
  resources.reporting = settings.currency;
  return resources;
}

base::Result<std::vector<PublicOpinion>> PublicData::Opinions(const PanelId& panel) {
  Places places(services_.seams, services_.panels, services_.directory, services_.session_access);
  OpinionService opinions(places);
  return services_.seams.database.Read(
      [&](db::Transaction& tx) { return opinions.ForPublic(tx, panel, kOpinionsShown); });
}

base::Result<std::vector<Honour>> PublicData::HonoursOf(const PanelId& panel) {
  return services_.seams.database.Read([&](db::Transaction& tx) { return honours_.Published(tx, panel); });
}

base::Result<std::vector<PublicLine>> PublicData::NewestPractices() {
  constexpr std::size_t kShown = 5;
  return practices_.Newest(kShown);
}

base::Result<Network> PublicData::NetworkOf(const html::Locale& locale, const PanelId& panel) {
  std::vector<NetworkTie> ties;
  const std::string checks = locale.tr("checks a commitment");
  for (const PublicCommitment& one : TRY(CommitmentsOf(panel)))
    if (!one.verifier.empty()) ties.push_back({one.member, one.verifier, checks});
  const std::string copied = locale.tr("copied a practice");
  for (const Published::Copy& copy : TRY(practices_.CopiesShown(kPracticesLookedAt)))
    ties.push_back({copy.owner, copy.copier, copied});
  std::vector<KnownConstituency> known;
  const members::PublicPage page = TRY(Members(panel, {}, {}, kMembersLookedUp));
  for (const members::PublicEntry& entry : page.entries) known.push_back({entry.name, entry.constituency});
  return MakeNetwork(ties, known);
}

}  // namespace panel
