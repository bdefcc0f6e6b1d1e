// How a group of claims is opened and written, and to whom it is sealed.

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "desk/tr.h"
#include "voice/remedy/groups_opened.h"

namespace voice::remedy {
namespace {

// Sealing binds a text to a case; a group stands in the place of one, its ids are of the same kind.
CaseId PlaceHolder(const ClaimGroupId& id) {
  return CaseId::FromStore(id.text());
}

std::string PlaceOf(std::int64_t version) {
  return fmt::format("claim group {}", version);
}

base::Error NoSuchGroup() {
  return base::NotFound(desk::tr("there is no such group of claims"));
}

bool IsNotThere(const base::Error& error) {
  return error.code == base::Code::kForbidden || error.code == base::Code::kNotFound;
}

bool Holds(const std::vector<desk::PersonId>& persons, const desk::PersonId& person) {
  return std::find(persons.begin(), persons.end(), person) != persons.end();
}

// All persons of an audience, one by one.
std::vector<desk::PersonId> PersonsOf(const vault::Audience& audience,
                                      const std::vector<vault::Circle>& circles) {
  std::vector<desk::PersonId> persons = audience.persons;
  for (const vault::Circle& circle : circles)
    if (std::find(audience.circles.begin(), audience.circles.end(), circle.id) != audience.circles.end())
      persons.insert(persons.end(), circle.members.begin(), circle.members.end());
  return persons;
}

}  // namespace

std::set<CaseId> CasesOf(const ClaimGroup& group) {
  std::set<CaseId> cases;
  for (const GroupMember& member : group.members) cases.insert(member.of);
  for (const GroupPayment& payment : group.payments)
    for (const GroupPart& part : payment.parts) cases.insert(part.member.of);
  return cases;
}

base::Result<crypto::Bytes> SealGroup(const crypto::KeyPair& keys, const ClaimGroup& group,
                                      std::int64_t version) {
  const std::string text = TextOf(group);
  return SealText(keys.public_key(), PlaceHolder(group.id), PlaceOf(version), crypto::AsBytes(text));
}

base::Status AuditGroup(desk::Audit& audit, db::Transaction& tx, const desk::Actor& actor,
                        const ClaimGroupId& id) {
  return audit.Append(tx, actor, "case.claim-group", "claim-group:" + id.text());
}

Claim* ClaimGroups::Books::ClaimOf(const GroupMember& member) {
  const auto found = cases.find(member.of);
  if (found == cases.end()) return nullptr;
  const base::Result<Claim*> claim = Find(found->second.stored.book, member.claim);
  return claim ? *claim : nullptr;
}

void ClaimGroups::Books::Settle(ClaimGroup& group) {
  std::erase_if(group.members, [&](const GroupMember& member) { return ClaimOf(member) == nullptr; });
  for (GroupPayment& payment : group.payments) {
    std::vector<GroupPart> parts;
    payment.amount = {};
    for (GroupPart& part : payment.parts) {
      Claim* claim = ClaimOf(part.member);
      if (claim == nullptr) continue;
      const base::Result<Payment*> paid = FindPayment(*claim, part.payment);
      if (!paid) continue;
      part.amount = (*paid)->amount;
      const base::Result<base::Decimal> sum = payment.amount.Plus(part.amount);
      CHECK(sum.has_value());  // they were shared out of an amount that was checked
      payment.amount = *sum;
      parts.push_back(std::move(part));
    }
    payment.parts = std::move(parts);
  }
  std::erase_if(group.payments, [](const GroupPayment& payment) { return payment.parts.empty(); });
}

base::Result<ClaimGroups::Opened> ClaimGroups::OpenBox(db::Transaction& tx, const desk::Actor& actor,
                                                       const vault::UnlockedPerson& me,
                                                       const ClaimGroupId& id) {
  if (!actor.Can(desk::Permission::kCasesWork))
    return base::Error{base::Code::kForbidden, desk::tr("you do not work on cases"), {}};
  const auto row = TRY(tx.QueryOne(
      "SELECT team_id, version, box FROM voice_claim_group WHERE id = $1 AND org_id = $2", {id, actor.org}));
  if (!row) return NoSuchGroup();
  base::Result<crypto::SecretBytes> key = vault_.OpenRecord(tx, me, vault::RecordId::FromStore(id.text()));
  if (!key) return IsNotThere(key.error()) ? NoSuchGroup() : key.error();
  crypto::KeyPair keys = TRY(crypto::KeyPair::FromPrivate(*std::move(key)));
  const std::int64_t version = row->Int(1);
  const crypto::SecretBytes text = TRY(OpenText(keys, PlaceHolder(id), PlaceOf(version), row->Bytes(2)));
  ClaimGroup group = TRY(ReadGroup(crypto::AsText(text.view())));
  group.id = id;
  group.team = row->IdAt<TeamId>(0);
  group.version = version;
  return Opened{std::move(group), std::move(keys)};
}

base::Result<ClaimGroups::Opened> ClaimGroups::OpenGroup(db::Transaction& tx, const desk::Actor& actor,
                                                         const vault::UnlockedPerson& me,
                                                         const ClaimGroupId& id) {
  Opened opened = TRY(OpenBox(tx, actor, me, id));
  const std::set<CaseId> cases = CasesOf(opened.group);
  for (const db::Row& row :
       TRY(tx.Query("SELECT case_id FROM voice_conflict WHERE person_id = $1", {me.person()})))
    if (cases.contains(row.IdAt<CaseId>(0))) return NoSuchGroup();
  return opened;
}

// Cases that were deleted since are left out; one that the caller may not open is an error, or somebody would
// be passed over unseen. Who only looks saves nothing, so what must happen at saving does not happen.
base::Result<ClaimGroups::Books> ClaimGroups::OpenBooks(db::Transaction& tx, const desk::Actor& actor,
                                                        const vault::UnlockedPerson& me,
                                                        const std::set<CaseId>& cases, bool to_save) {
  Books books;
  for (const CaseId& id : cases) {
    const auto there = TRY(tx.QueryOne("SELECT 1 FROM voice_case WHERE id = $1", {id}));
    if (!there) continue;
    OpenedCase opened =
        TRY(to_save ? access_.OpenToSave(tx, actor, me, id) : access_.Open(tx, actor, me, id));
    StoredBook stored = TRY(ReadClaims(tx, opened));
    books.cases.emplace(id, Books::One{std::move(opened), std::move(stored)});
  }
  return books;
}

base::Result<vault::Audience> ClaimGroups::AudienceFor(db::Transaction& tx, const desk::OrgId& org,
                                                       const ClaimGroup& group) {
  const auto team = TRY(tx.QueryOne("SELECT circle_id FROM voice_team WHERE id = $1", {group.team}));
  if (!team) return base::NotFound(desk::tr("there is no such team"));
  const vault::Audience circle{.circles = {team->IdAt<vault::CircleId>(0)}, .persons = {}};
  const std::vector<vault::Circle> circles = TRY(vault_.Circles(tx, org));
  vault::Audience some{.circles = {}, .persons = PersonsOf(circle, circles)};
  bool all = true;
  for (const CaseId& id : CasesOf(group)) {
    const auto audience = vault_.AudienceOf(tx, org, vault::RecordId::FromStore(id.text()));
    if (!audience && audience.error().code == base::Code::kNotFound) continue;  // deleted
    if (!audience) return audience.error();
    if (audience->circles == circle.circles) continue;
    all = false;
    const std::vector<desk::PersonId> persons = PersonsOf(*audience, circles);
    std::erase_if(some.persons, [&](const desk::PersonId& one) { return !Holds(persons, one); });
  }
  if (all) return circle;
  if (some.persons.empty())
    return base::Error{base::Code::kConflict,
                       desk::tr("nobody could open the group of claims; take the case out of it first"),
                       {}};
  return some;
}

// Under new keys: who is kept out may have kept the old ones.
base::Status ClaimGroups::SealAnew(db::Transaction& tx, const desk::OrgId& org, Opened& opened) {
  const ClaimGroup& group = opened.group;
  const vault::RecordId record = vault::RecordId::FromStore(group.id.text());
  const vault::Audience audience = TRY(AudienceFor(tx, org, group));
  opened.keys = crypto::KeyPair::Generate();
  TRY(vault_.RemoveRecord(tx, org, record));
  TRY(vault_.SealRecord(tx, org, audience, record, opened.keys.private_key().view()));
  TRY(tx.Execute("UPDATE voice_claim_group SET public_key = $2 WHERE id = $1",
                 {group.id, crypto::ByteView(opened.keys.public_key())}));
  return base::Ok();
}

base::Status ClaimGroups::SealWithout(db::Transaction& tx, const desk::Actor& actor,
                                      const vault::UnlockedPerson& me, const CaseId& id) {
  for (const db::Row& row :
       TRY(tx.Query("SELECT id FROM voice_claim_group WHERE org_id = $1", {actor.org}))) {
    base::Result<Opened> opened = OpenBox(tx, actor, me, row.IdAt<ClaimGroupId>(0));
    if (!opened && opened.error().code == base::Code::kNotFound) continue;  // of another circle
    if (!opened) return opened.error();
    if (!CasesOf(opened->group).contains(id)) continue;
    TRY(SealAnew(tx, actor.org, *opened));
    TRY(WriteGroup(tx, actor, *opened));
  }
  return base::Ok();
}

base::Status ClaimGroups::WriteGroup(db::Transaction& tx, const desk::Actor& actor, const Opened& opened) {
  const ClaimGroup& group = opened.group;
  const crypto::Bytes box = TRY(SealGroup(opened.keys, group, group.version + 1));
  const std::int64_t written =
      TRY(tx.Execute("UPDATE voice_claim_group SET version = version + 1, box = $3 WHERE id = $1 AND version "
                     "= $2",
                     {group.id, group.version, crypto::ByteView(box)}));
  if (written != 1)
    return base::Error{
        base::Code::kConflict, desk::tr("somebody changed this group meanwhile; look again"), {}};
  return AuditGroup(audit_, tx, actor, group.id);
}

base::Status ClaimGroups::WriteAll(db::Transaction& tx, const desk::Actor& actor, const Opened& opened,
                                   const Books& books) {
  for (const auto& [id, one] : books.cases) {
    TRY(WriteClaims(tx, one.opened, one.stored));
    TRY(audit_.Append(tx, actor, "case.claims", CaseRecord(id)));
  }
  return WriteGroup(tx, actor, opened);
}

}  // namespace voice::remedy
