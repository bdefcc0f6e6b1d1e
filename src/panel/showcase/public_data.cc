#include "panel/showcase/public_data.h"

#include <iterator>
#include <map>

#include "panel/members/register.h"
#include "panel/minutes/place.h"

namespace panel {
namespace {

constexpr std::int64_t kOpinionsShown = 100;  // on one page
// How far the network looks into the newest practices.
constexpr std::size_t kPracticesLookedAt = 500;
constexpr std::size_t kCommitmentsAtOnce = 500;

}  // namespace

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

base::Result<CommitmentCounts> PublicData::CountsOf(const PanelId& panel) {
  const std::map<CommitmentState, std::int64_t> by_state = TRY(services_.seams.database.Read(
      [&](db::Transaction& tx) { return Commitments::PublishedByState(tx, panel); }));
  CommitmentCounts counts;
  for (const auto& [state, number] : by_state) {
    if (state == CommitmentState::kWithdrawn) continue;
    counts.made += number;
    if (state == CommitmentState::kKept) counts.kept = number;
    if (state == CommitmentState::kPartlyKept) counts.partly = number;
    if (state == CommitmentState::kMissed) counts.missed = number;
    if (state == CommitmentState::kLate) counts.late = number;
  }
  return counts;
}

base::Result<std::vector<PublicCommitment>> PublicData::CommitmentsOf(const PanelId& panel,
                                                                      std::int64_t before_number,
                                                                      std::size_t limit,
                                                                      const MemberId& member) {
  return services_.seams.database.Read(
      [&](db::Transaction& tx) { return Commitments::Published(tx, panel, before_number, limit, member); });
}

base::Result<std::vector<PublicCommitment>> PublicData::AllCommitmentsOf(const PanelId& panel) {
  std::vector<PublicCommitment> all;
  for (std::int64_t before = 0;;) {
    std::vector<PublicCommitment> some = TRY(CommitmentsOf(panel, before, kCommitmentsAtOnce));
    const bool last = some.size() < kCommitmentsAtOnce;
    if (!some.empty()) before = some.back().number;
    std::move(some.begin(), some.end(), std::back_inserter(all));
    if (last) return all;
  }
}

base::Result<PublicData::Resources> PublicData::ResourcesOf(const PanelId& panel, std::int64_t before_number,
                                                            std::size_t limit) {
  Resources resources;
  resources.projects = TRY(resources_.projects.Published(panel, before_number, limit));
  resources.totals = TRY(resources_.ledger.PublishedTotals(resources.projects));
  resources.together = TRY(resources_.ledger.PublishedSum(panel));
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
  for (const PublicCommitment& one : TRY(AllCommitmentsOf(panel)))
    if (!one.verifier.empty()) ties.push_back({one.member, one.verifier, checks});
  const std::string copied = locale.tr("copied a practice");
  for (const Published::Copy& copy : TRY(practices_.CopiesShown(kPracticesLookedAt)))
    ties.push_back({copy.owner, copy.copier, copied});
  std::vector<KnownConstituency> known;
  for (auto& [name, constituency] : TRY(members::ServicesOf(desk_).public_entries.Constituencies(panel)))
    known.push_back({std::move(name), std::move(constituency)});
  return MakeNetwork(ties, known);
}

}  // namespace panel
