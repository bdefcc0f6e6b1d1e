// Owners of a profile, statement by statement or as a whole document.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/date.h"
#include "base/limits_panel.h"
#include "desk/tr.h"
#include "entity/entity.h"
#include "panel/members/profiles.h"
#include "panel/members/store.h"

namespace panel::members {
namespace {

using desk::tr;

// "25", "25.5", "25,5": percent with up to three decimals, in thousandths.
base::Result<std::int64_t> ShareOf(std::string_view text) {
  const base::Error wrong = base::Invalid(tr("Write the share as a percentage between 0 and 100: 25.5"));
  constexpr std::int64_t kWhole = 100'000, kThousand = 1000, kBase = 10;
  if (text.ends_with('%')) text.remove_suffix(1);
  std::int64_t whole = 0, part = 0, unit = kThousand;
  bool decimals = false, digits = false;
  for (const char c : text) {
    if ((c == '.' || c == ',') && !decimals) {
      decimals = true;
      continue;
    }
    if (c < '0' || c > '9' || whole > kWhole) return wrong;
    digits = true;
    if (!decimals) {
      whole = whole * kBase + (c - '0');
    } else {
      unit /= kBase;
      if (unit == 0) return wrong;
      part += (c - '0') * unit;
    }
  }
  const std::int64_t share = whole * kThousand + part;
  if (!digits || share > kWhole) return wrong;
  return share;
}

// The organisation's own record, made where there is none yet.
OwnerRecord& SubjectOf(Ownership& owners, const Profile& profile) {
  if (owners.subject.empty()) owners.subject = profile.id.text();
  for (OwnerRecord& record : owners.records)
    if (record.record == owners.subject) return record;
  OwnerRecord subject{.record = owners.subject, .type = "registeredEntity"};
  return *owners.records.insert(owners.records.begin(), std::move(subject));
}

void Describe(OwnerRecord& subject, const Profile& profile) {
  subject.name = profile.name;
  subject.country = profile.country;
  if (subject.identifiers.empty() && !profile.registration.empty())
    subject.identifiers.push_back({"", profile.registration});
}

base::Result<OwnerInterest> InterestOf(const Profiles::NewOwner& owner) {
  const std::vector<std::string_view>& types = InterestTypes();
  if (std::find(types.begin(), types.end(), owner.interest) == types.end())
    return base::Invalid(tr("There is no such kind of interest."));
  OwnerInterest interest{.type = owner.interest, .directness = owner.directness};
  if (owner.directness != "direct" && owner.directness != "indirect" && owner.directness != "unknown")
    return base::Invalid(tr("An interest is direct, indirect or unknown."));
  interest.beneficial = owner.beneficial && owner.person;
  if (!owner.share.empty()) interest.exact = interest.least = interest.most = TRY(ShareOf(owner.share));
  return interest;
}

base::Result<OwnerRecord> RecordOf(const Profiles::NewOwner& owner) {
  OwnerRecord record{.person = owner.person, .type = owner.person ? "knownPerson" : "registeredEntity"};
  record.name = TRY(desk::NormaliseName(owner.name));
  if (record.name.empty()) return base::Invalid(tr("Write the owner's name."));
  if (!owner.country.empty()) {
    record.country = entity::CountryCode(owner.country);
    if (record.country.empty()) return base::Invalid(tr("Write the country's name or code."));
  }
  if (!owner.date.empty()) {
    const auto date = base::ParseDate(owner.date);
    if (!date) return base::Invalid(tr("Write the date as 1974-05-12, or only the year."));
    record.date = base::FormatDate(*date);
  }
  return record;
}

// Takes out a record, the relationships at it, and what then hangs at nobody.
void TakeOut(Ownership& owners, std::string_view record) {
  std::erase_if(owners.records, [&](const OwnerRecord& one) { return one.record == record; });
  std::set<std::string> orphans;
  for (const OwnerLink& link : owners.links)
    if (link.subject == record && !link.party.empty()) orphans.insert(link.party);
  std::erase_if(owners.links,
                [&](const OwnerLink& link) { return link.subject == record || link.party == record; });
  for (const OwnerLink& link : owners.links) orphans.erase(link.party);
  for (const std::string& orphan : orphans)
    if (orphan != owners.subject) TakeOut(owners, orphan);
}

}  // namespace

base::Status Profiles::ChangeOwners(const desk::Actor& actor, const MemberId& member, std::string_view what,
                                    const std::function<base::Status(Ownership&)>& change) {
  return Change(actor, member, what, true, [&](db::Transaction& tx, const Access& access) -> base::Status {
    Profile profile = TRY(store::GetProfile(tx, access.membership.profile));
    Ownership owners = TRY(OwnersOf(profile.owners));
    Describe(SubjectOf(owners, profile), profile);
    TRY(change(owners));
    if (owners.records.size() + owners.links.size() > base::kMaxOwnershipStatements)
      return base::TooLarge(fmt::format("there are at most {} statements of owners (kMaxOwnershipStatements)",
                                        base::kMaxOwnershipStatements));
    profile.owners = OwnersText(owners);
    return store::UpdateProfile(tx, profile);
  });
}

base::Status Profiles::SetOwners(const desk::Actor& actor, const MemberId& member, std::int64_t version,
                                 const Ownership& owners) {
  return Change(actor, member, "owners", true,
                [&](db::Transaction& tx, const Access& access) -> base::Status {
                  Profile profile = TRY(store::GetProfile(tx, access.membership.profile));
                  if (profile.version != version) return store::Overtaken();
                  profile.owners = OwnersText(owners);
                  return store::UpdateProfile(tx, profile);
                });
}

base::Status Profiles::AddOwner(const desk::Actor& actor, const MemberId& member, const NewOwner& owner) {
  OwnerRecord record = TRY(RecordOf(owner));
  OwnerInterest interest = TRY(InterestOf(owner));
  return ChangeOwners(actor, member, "owners", [&](Ownership& owners) -> base::Status {
    const std::string of = owner.of.empty() ? owners.subject : owner.of;
    const auto subject =
        std::find_if(owners.records.begin(), owners.records.end(),
                     [&](const OwnerRecord& one) { return one.record == of && !one.person; });
    if (subject == owners.records.end()) return base::Invalid(tr("Nothing can be owned of a person."));
    // Somebody named is no longer nobody.
    std::erase_if(owners.links,
                  [&](const OwnerLink& link) { return link.subject == of && link.party.empty(); });
    record.record = base::NewIdText(seams_.base.random);
    OwnerLink link{.record = base::NewIdText(seams_.base.random), .subject = of, .party = record.record};
    link.interests.push_back(interest);
    owners.records.push_back(record);
    owners.links.push_back(std::move(link));
    return base::Ok();
  });
}

base::Status Profiles::RemoveOwner(const desk::Actor& actor, const MemberId& member,
                                   std::string_view record) {
  return ChangeOwners(actor, member, "owners", [&](Ownership& owners) -> base::Status {
    const bool there = std::any_of(owners.records.begin(), owners.records.end(),
                                   [&](const OwnerRecord& one) { return one.record == record; });
    if (!there || record == owners.subject) return base::NotFound(tr("There is no such owner."));
    TakeOut(owners, record);
    return base::Ok();
  });
}

base::Status Profiles::SayNoOwners(const desk::Actor& actor, const MemberId& member,
                                   std::string_view reason) {
  const std::vector<std::string_view>& reasons = UnspecifiedReasons();
  if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end())
    return base::Invalid(tr("Choose why no owner is named."));
  return ChangeOwners(actor, member, "owners", [&](Ownership& owners) -> base::Status {
    std::erase_if(owners.records, [&](const OwnerRecord& one) { return one.record != owners.subject; });
    owners.links.clear();
    owners.links.push_back({.record = base::NewIdText(seams_.base.random),
                            .subject = owners.subject,
                            .party = {},
                            .reason = std::string(reason)});
    return base::Ok();
  });
}

base::Result<std::string> Profiles::OwnersDocument(const desk::Actor& actor, const MemberId& member) {
  return seams_.base.database.Read([&](db::Transaction& tx) -> base::Result<std::string> {
    const Access access = TRY(AccessTo(tx, seams_, actor, member));
    if (!access.SeesFile()) return Forbidden();
    const File file = TRY(store::GetFile(tx, access.membership));
    const Ownership owners = TRY(OwnersOf(file.profile.owners));
    return WriteOwnership(owners, {file.profile.name, seams_.base.clock.Now()});
  });
}

}  // namespace panel::members
