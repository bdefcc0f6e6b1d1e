#include "screening/queue/parties.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_lists.h"
#include "screening/queue/alert_store.h"
#include "screening/queue/party_draft.h"
#include "screening/queue/party_store.h"
#include "screening/queue/position.h"
#include "screening/queue/record.h"
#include "screening/queue/screening_run.h"
#include "screening/queue/search_words.h"
#include "screening/queue/settings.h"

namespace screening {
namespace {

constexpr std::size_t kBatch = 200;

base::Error Overtaken() {
  return {base::Code::kConflict, "somebody else changed this party; look at it again", {}};
}

std::string Record(const PartyId& id) {
  return "party:" + id.text();
}

base::Result<PartyPage> ReadPage(db::Transaction& tx, const desk::OrgId& org, const PartyFilter& filter,
                                 std::string_view after, std::size_t limit, bool open) {
  db::SqlText sql(party_store::Select(open) + " WHERE p.org_id = ");
  sql.Bind(org.text());
  TRY(party_store::AddFilter(tx, sql, org, filter));
  if (!after.empty()) {
    const std::vector<std::string> parts = TRY(PositionParts(after, 2));
    sql.Add(" AND (p.caption_key, p.id) > (").BindBytes(parts[0]).Add(", ").Bind(parts[1]).Add(")");
  }
  sql.Add(" ORDER BY p.caption_key, p.id LIMIT ").Bind(static_cast<std::int64_t>(limit + 1));
  PartyPage page;
  for (const db::Row& row : TRY(tx.Query(sql.sql(), sql.params())))
    page.parties.push_back(TRY(party_store::Read(row)));
  if (page.parties.size() > limit) {
    page.parties.resize(limit);
    const Party& last = page.parties.back();
    page.next = Position({SortKey(last.entity.caption), last.id.text()});
  }
  return page;
}

// The party as it will be stored, out of what is there (or nothing) and what was given.
base::Result<Party> Drafted(const entity::Entity& entity, const PartyFacts& facts,
                            std::vector<std::string> tags) {
  Party party;
  TRY(SetContent(party, entity));
  party.number = facts.number;
  party.key = facts.key.empty() ? PartyKey(party.entity, facts.number) : facts.key;
  if (party.key.size() > base::kMaxPartyKeyBytes || facts.number.size() > base::kMaxPartyKeyBytes)
    return base::TooLarge(fmt::format("a party's key or number has at most {} bytes (kMaxPartyKeyBytes)",
                                      base::kMaxPartyKeyBytes));
  if (facts.source.size() > base::kMaxSourceBytes)
    return base::TooLarge(fmt::format("the name of a collection has at most {} bytes (kMaxSourceBytes)",
                                      base::kMaxSourceBytes));
  if (facts.spend && *facts.spend < 0) return base::Invalid("the yearly spend must not be negative");
  party.tags = std::move(tags);
  party.spend = facts.spend;
  party.source = facts.source;
  return party;
}

base::Status CheckThere(const std::vector<Party>& known, const std::optional<std::int64_t>& version) {
  if (!version) return base::Ok();
  const bool there = !known.empty() && !known.front().removed;
  if (*version == 0 && there)
    return base::Error{base::Code::kConflict,
                       "there is a party with this number, or with this name and country, already",
                       {}};
  if (*version != 0 && (known.empty() || known.front().version != *version)) return Overtaken();
  return base::Ok();
}

}  // namespace

base::Result<PartyPage> Parties::List(const desk::OrgId& org, const PartyFilter& filter,
                                      std::string_view after, std::size_t limit) {
  return seams_.database.Read([&](db::Transaction& tx) {
    return ReadPage(tx, org, filter, after, std::clamp<std::size_t>(limit, 1, base::kMaxPartyPage), true);
  });
}

base::Result<std::int64_t> Parties::Count(const desk::OrgId& org) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::int64_t> {
    const auto row =
        TRY(tx.QueryOne("SELECT count(*) FROM (SELECT 1 FROM party WHERE org_id = $1 AND removed_ms IS NULL "
                        "LIMIT $2) AS bounded",
                        {org, base::kMaxCounted}));
    return row->Int(0);
  });
}

base::Result<std::int64_t> Parties::CountWithGoods(const desk::OrgId& org) {
  // In the index's order, or SQLite takes an index of all parties.
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::int64_t> {
    const auto row = TRY(tx.QueryOne(
        "SELECT count(*) FROM (SELECT 1 FROM party WHERE org_id = $1 AND goods > 0 AND removed_ms "
        "IS NULL ORDER BY caption_key, id LIMIT $2) AS bounded",
        {org, base::kMaxCounted}));
    return row->Int(0);
  });
}

base::Result<Party> Parties::Get(const desk::OrgId& org, const PartyId& id) {
  return seams_.database.Read([&](db::Transaction& tx) { return party_store::Get(tx, org, id); });
}

base::Result<std::vector<match::GoodsAlert>> Parties::Goods(const Party& party) {
  const ListsNow now = TRY(seams_.lists());
  if (now.goods == nullptr) return std::vector<match::GoodsAlert>();
  return now.goods->Find(party.entity, base::kMaxGoodsAlertsPerParty);
}

base::Status Parties::Each(const desk::OrgId& org,
                           const std::function<base::Result<bool>(const Party&)>& visit) {
  std::string after;
  do {
    PartyPage page = TRY(seams_.database.Read(
        [&](db::Transaction& tx) { return ReadPage(tx, org, PartyFilter{}, after, kBatch, false); }));
    for (const Party& party : page.parties)
      if (!TRY(visit(party))) return base::Ok();
    after = std::move(page.next);
  } while (!after.empty());
  return base::Ok();
}

base::Result<std::vector<std::string>> Parties::Sources(const desk::OrgId& org) {
  // Skips from one name to the next through the index, however many parties each has.
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<std::string>> {
    std::vector<std::string> sources;
    const db::Rows rows =
        TRY(tx.Query("WITH RECURSIVE name(v) AS (SELECT min(source) FROM party WHERE org_id = $1 UNION ALL "
                     "SELECT (SELECT min(source) FROM party WHERE org_id = $1 AND source > name.v) FROM name "
                     "WHERE name.v IS NOT NULL) "
                     "SELECT v FROM name WHERE v IS NOT NULL AND v <> '' LIMIT $2",
                     {org, base::kMaxChoices}));
    for (const db::Row& row : rows) sources.push_back(row.Text(0));
    return sources;
  });
}

base::Result<PutParty> Parties::Put(const desk::Actor& actor, const desk::OrgId& org,
                                    const entity::Entity& entity, const PartyFacts& facts) {
  std::vector<std::string> tags = TRY(CleanTags(facts.tags));
  const Party draft = TRY(Drafted(entity, facts, std::move(tags)));
  const auto write = [&](db::Transaction& tx) -> base::Result<PutParty> {
    TRY(EnsureOrganisation(tx, org));
    Party party = draft;
    party.updated = seams_.clock.Now();
    const std::vector<Party> known = TRY(party_store::WithKeys(tx, org, {party.key}));
    TRY(CheckThere(known, facts.version));
    if (known.empty()) {
      party.id = PartyId::New(seams_.random);
      party.created = party.updated;
      TRY(party_store::Insert(tx, org, {&party, 1}, ""));
      TRY(seams_.audit.Append(tx, actor, "party.add", Record(party.id)));
      TRY(EnqueueScreening(seams_, tx, actor));
      return PutParty{party.id, PutOutcome::kAdded};
    }
    const Party& before = known.front();
    party.id = before.id;
    party.import = before.import;  // a correction by hand does not take it out of the file that named it
    party.row = before.row;
    const bool other_content =
        before.content_hash != party.content_hash || before.spend != party.spend || before.removed;
    if (!other_content && before.tags == party.tags && before.number == party.number &&
        before.source == party.source)
      return PutParty{party.id, PutOutcome::kUnchanged};
    TRY(party_store::Update(tx, org, party, "", other_content));
    TRY(seams_.audit.Append(tx, actor, "party.change", Record(party.id)));
    if (other_content) TRY(EnqueueScreening(seams_, tx, actor));
    return PutParty{party.id, PutOutcome::kChanged};
  };
  const PutParty put = TRY(seams_.database.Write(write));
  seams_.nudge();
  return put;
}

base::Status Parties::Edit(const desk::Actor& actor, const desk::OrgId& org, const PartyId& id,
                           std::int64_t version, const std::vector<std::string>& tags,
                           std::optional<std::int64_t> spend) {
  const std::vector<std::string> clean = TRY(CleanTags(tags));
  if (spend && *spend < 0) return base::Invalid("the yearly spend must not be negative");
  const auto write = [&](db::Transaction& tx) -> base::Status {
    Party party = TRY(party_store::Get(tx, org, id));
    if (version != 0 && party.version != version) return Overtaken();
    const bool screen = party.spend != spend;
    party.tags = clean;
    party.spend = spend;
    party.updated = seams_.clock.Now();
    TRY(party_store::Update(tx, org, party, "", screen));
    TRY(seams_.audit.Append(tx, actor, "party.change", Record(id)));
    if (screen) TRY(EnqueueScreening(seams_, tx, actor));
    return base::Ok();
  };
  TRY(seams_.database.Write(write));
  seams_.nudge();
  return base::Ok();
}

base::Status Parties::Remove(const desk::Actor& actor, const desk::OrgId& org, const PartyId& id,
                             std::int64_t version) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const Party party = TRY(party_store::Get(tx, org, id));
    if (version != 0 && party.version != version) return Overtaken();
    if (party.removed) return base::Ok();
    return RemoveParties(seams_, tx, actor, {id});
  });
}

base::Result<desk::JobId> Parties::ScreenAgain(const desk::Actor& actor, const desk::OrgId& org,
                                               const PartyId& id) {
  const auto write = [&](db::Transaction& tx) -> base::Result<desk::JobId> {
    if (!id.empty()) {
      TRY(party_store::Get(tx, org, id));
      TRY(tx.Execute("UPDATE party SET screened_as = '' WHERE org_id = $1 AND id = $2", {org, id}));
    } else {
      TRY(tx.Execute(
          "UPDATE party SET screened_as = '' WHERE org_id = $1 AND removed_ms IS NULL AND screened_as <> ''",
          {org}));
    }
    TRY(seams_.audit.Append(tx, actor, "party.screen-again", id.empty() ? std::string() : Record(id)));
    return EnqueueScreening(seams_, tx, actor);
  };
  const desk::JobId job = TRY(seams_.database.Write(write));
  seams_.nudge();
  return job;
}

base::Status RemoveParties(QueueSeams& seams, db::Transaction& tx, const desk::Actor& actor,
                           const std::vector<PartyId>& ids) {
  const base::UtcTime now = seams.clock.Now();
  const std::int64_t withdrawn = TRY(alert_store::WithdrawParties(seams, tx, actor, ids));
  for (const PartyId& id : ids)
    TRY(tx.Execute(
        "UPDATE party SET removed_ms = $3, updated_ms = $3, goods = 0, version = version + 1 WHERE org_id = "
        "$1 AND id = $2 AND "
        "removed_ms IS NULL",
        {actor.org, id, now.ms}));
  return seams.audit.Append(
      tx, actor, "party.remove", ids.size() == 1 ? Record(ids.front()) : std::string(),
      {{"parties", std::to_string(ids.size())}, {"alerts-withdrawn", std::to_string(withdrawn)}});
}

}  // namespace screening
