#include "screening/queue/party_finder.h"

#include <algorithm>
#include <set>

#include "base/limits_gate.h"
#include "db/sql_text.h"
#include "match/match.h"
#include "match/name.h"
#include "screening/queue/record.h"
#include "screening/queue/search_words.h"
#include "screening/queue/types.h"

namespace screening {
namespace {

std::size_t ContentWords(const match::Name& name) {
  return static_cast<std::size_t>(
      std::count_if(name.tokens.begin(), name.tokens.end(),
                    [](const match::Token& token) { return match::IsContent(token.token_class); }));
}

// The words under which the name is looked up, as party_word has them, and whether it is a single one.
struct Typed {
  std::string name;
  std::string country;
  std::vector<std::string> words;
  bool single = false;
};

Typed TypedName(std::string_view name, std::string_view country) {
  Typed typed{.name = std::string(name), .country = std::string(country)};
  std::set<std::string> words;
  bool several = false;
  for (const match::Kind kind : {match::Kind::kOrganization, match::Kind::kPerson})
    for (const match::Name& reading : match::PrepareName(name, kind)) {
      several = several || (kind == match::Kind::kOrganization && ContentWords(reading) > 1);
      for (const match::Token& token : reading.tokens)
        if (match::IsContent(token.token_class)) words.insert(token.form);
    }
  for (std::string& word : SearchWords(name)) words.insert(std::move(word));
  typed.words = {words.begin(), words.end()};
  typed.single = !several;
  return typed;
}

std::span<const std::byte> BytesOf(const std::string& text) {
  return std::as_bytes(std::span<const char>(text));
}

// Parties of one organisation that have words of the name, those with its rarest words first; where all words
// are common, those that have two of them.
base::Result<std::set<std::string>> Candidates(db::Transaction& tx, const std::string& org,
                                               const Typed& typed) {
  constexpr auto kMost = static_cast<std::int64_t>(base::kMaxGateCompared);
  std::vector<db::Rows> rare;
  std::vector<std::string> common;
  for (const std::string& word : typed.words) {
    db::Rows rows = TRY(tx.Query("SELECT party_id FROM party_word WHERE org_id = $1 AND word = $2 LIMIT $3",
                                 {org, BytesOf(word), kMost + 1}));
    if (rows.size() > base::kMaxGateCompared)
      common.push_back(word);
    else
      rare.push_back(std::move(rows));
  }
  for (std::size_t i = 0; rare.empty() && i + 1 < common.size(); ++i)
    rare.push_back(
        TRY(tx.Query("SELECT a.party_id FROM party_word a JOIN party_word b ON b.party_id = a.party_id AND "
                     "b.word = $3 AND "
                     "b.org_id = a.org_id WHERE a.org_id = $1 AND a.word = $2 LIMIT $4",
                     {org, BytesOf(common[i]), BytesOf(common[i + 1]), kMost})));
  std::sort(rare.begin(), rare.end(),
            [](const db::Rows& a, const db::Rows& b) { return a.size() < b.size(); });
  std::set<std::string> ids;
  for (const db::Rows& rows : rare)
    for (const db::Row& row : rows)
      if (ids.size() < base::kMaxGateCompared) ids.insert(row.Text(0));
  return ids;
}

// The name of the party that is most like the one typed; 0 where it may not be answered.
struct Likeness {
  double score = 0;
  std::string name;
};

bool IsSingle(const entity::Entity& party, std::string_view name) {
  const match::Kind kind =
      party.schema.IsA(entity::schema::Person()) ? match::Kind::kPerson : match::Kind::kOrganization;
  const std::vector<match::Name> readings = match::PrepareName(name, kind);
  return std::any_of(readings.begin(), readings.end(),
                     [](const match::Name& reading) { return ContentWords(reading) == 1; });
}

Likeness LikenessOf(const entity::Entity& party, const Typed& typed) {
  Likeness best;
  for (const entity::Value* value : party.Names()) {
    const double score = match::CompareNames(party.schema, typed.name, value->text);
    if (score < base::kGateNameSimilarity || score <= best.score) continue;
    if (typed.single && !IsSingle(party, value->text)) continue;
    best = {score, value->text};
  }
  return best;
}

// The town where it is known, otherwise the address as it is written.
std::string PlaceOf(const entity::Entity& party) {
  const std::string_view city = party.First(entity::PropertyNamed("city"));
  return std::string(city.empty() ? party.First(entity::prop::AddressText()) : city);
}

base::Status AddMatches(db::Transaction& tx, const std::string& org, const Typed& typed,
                        std::vector<gate::FoundParty>& found) {
  const std::set<std::string> candidates = TRY(Candidates(tx, org, typed));
  if (candidates.empty()) return base::Ok();
  db::SqlText sql("SELECT id, country, entity FROM party WHERE org_id = ");
  sql.Bind(org).Add(" AND id IN ").BindAll(std::vector<std::string>(candidates.begin(), candidates.end()));
  for (const db::Row& row : TRY(sql.Query(tx))) {
    const std::string country = row.Text(1);
    if (!typed.country.empty() && !country.empty() && country != typed.country) continue;
    const entity::Entity party = TRY(ReadRecord(row.Text(2)));
    Likeness likeness = LikenessOf(party, typed);
    if (likeness.score == 0) continue;
    found.push_back({.ids = {row.Text(0)},
                     .name = std::move(likeness.name),
                     .country = country,
                     .place = PlaceOf(party),
                     .score = likeness.score,
                     .key = {}});
  }
  return base::Ok();
}

}  // namespace

base::Result<std::vector<gate::FoundParty>> PartiesNamed(db::Transaction& tx, std::string_view name,
                                                         std::string_view country) {
  std::vector<gate::FoundParty> found;
  if (!match::UsableName(name)) return found;
  const Typed typed = TypedName(name, country);
  for (const db::Row& row : TRY(tx.Query("SELECT id FROM organisation ORDER BY id")))
    TRY(AddMatches(tx, row.Text(0), typed, found));
  return found;
}

}  // namespace screening
