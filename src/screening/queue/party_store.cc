#include "screening/queue/party_store.h"

#include <algorithm>

#include "screening/queue/record.h"
#include "screening/queue/search_words.h"

namespace screening::party_store {
namespace {

constexpr std::string_view kColumns =
    "p.id, p.party_key, p.party_number, p.entity, p.content_hash, p.tags, p.country, p.spend, p.source, "
    "p.import_id, p.import_row, "
    "p.created_ms, p.updated_ms, p.removed_ms, p.screened_ms, p.version, p.goods";
constexpr std::string_view kOpenAlerts =
    ", (SELECT count(*) FROM alert a WHERE a.org_id = p.org_id AND a.party_id = p.id AND a.stage IN "
    "('waiting', 'unsure', "
    "'second-look'))";
constexpr std::size_t kOpenColumn = 17;
// As an expression no index takes it, or SQLite walks through all parties that have the word, for every row.
// PostgreSQL knows how common words are and would be misled.
constexpr std::string_view kHiddenOrg = " AND org_id || '' = ";
constexpr std::int64_t kCommonWord = 2'000;  // a word of so many parties is checked and not looked up

std::vector<std::string> SplitTags(std::string_view text) {
  std::vector<std::string> tags;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    tags.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return tags;
}

// Each tag ends in a line break too, so that one can be looked for whole.
std::string JoinTags(const std::vector<std::string>& tags) {
  std::string text;
  for (const std::string& tag : tags) text += '\n' + tag;
  return text.empty() ? text : text.substr(1);
}

std::span<const std::byte> BytesOf(const std::string& text) {
  return std::as_bytes(std::span<const char>(text));
}

base::Status PutWords(db::Transaction& tx, const desk::OrgId& org, const Party& party) {
  const std::vector<std::string> words = IndexedWords(party.entity, party.number);
  std::vector<db::Param> rows;
  for (const std::string& word : words) {
    rows.emplace_back(org);
    rows.emplace_back(BytesOf(word));
    rows.emplace_back(party.id);
  }
  if (!rows.empty()) TRY(tx.InsertMany("party_word", {"org_id", "word", "party_id"}, rows));
  return base::Ok();
}

// By what people find the party: its names, country and place.
std::string NamedAs(const entity::Entity& party, std::string_view country) {
  std::vector<std::string> names;
  for (const entity::Value* value : party.Names()) names.push_back(value->text);
  std::sort(names.begin(), names.end());
  std::string all;
  for (const std::string& name : names) all += name + "\n";
  all += std::string(country) + "\n";
  all += std::string(party.First(entity::PropertyNamed("city"))) + "\n";
  return all + std::string(party.First(entity::prop::AddressText()));
}

base::Result<bool> IsNamedAnew(db::Transaction& tx, const desk::OrgId& org, const Party& party) {
  const auto row =
      TRY(tx.QueryOne("SELECT entity, country FROM party WHERE org_id = $1 AND id = $2", {org, party.id}));
  if (!row) return false;
  return NamedAs(TRY(ReadRecord(row->Text(0))), row->Text(1)) != NamedAs(party.entity, party.country);
}

std::optional<std::int64_t> Ms(const std::optional<base::UtcTime>& time) {
  return time ? std::optional(time->ms) : std::nullopt;
}

}  // namespace

std::string Select(bool open) {
  return "SELECT " + std::string(kColumns) + (open ? std::string(kOpenAlerts) : std::string()) +
         " FROM party p";
}

base::Result<Party> Read(const db::Row& row) {
  Party party;
  party.id = row.IdAt<PartyId>(0);
  party.key = row.Text(1);
  party.number = row.Text(2);
  party.entity = TRY(ReadRecord(row.Text(3)));
  party.content_hash = row.Text(4);
  party.tags = SplitTags(row.Text(5));
  party.country = row.Text(6);
  if (!row.IsNull(7)) party.spend = row.Int(7);
  party.source = row.Text(8);
  if (!row.IsNull(9)) party.import = row.IdAt<ImportId>(9);
  party.row = row.Int(10);
  party.created.ms = row.Int(11);
  party.updated.ms = row.Int(12);
  if (!row.IsNull(13)) party.removed = base::UtcTime{row.Int(13)};
  if (!row.IsNull(14)) party.screened = base::UtcTime{row.Int(14)};
  party.version = row.Int(15);
  party.goods = row.Int(16);
  if (row.size() > kOpenColumn) party.open_alerts = row.Int(kOpenColumn);
  return party;
}

base::Status AddWords(db::Transaction& tx, db::SqlText& sql, std::string_view id_column,
                      const desk::OrgId& org, std::string_view text) {
  for (const std::string& word : SearchWords(text)) {
    const std::string end = PrefixEnd(word);
    const auto parties =
        TRY(tx.QueryOne("SELECT count(*) FROM (SELECT 1 FROM party_word WHERE org_id = $1 AND word >= $2 AND "
                        "word < $3 LIMIT $4) AS bounded",
                        {org, BytesOf(word), BytesOf(end), kCommonWord}));
    if (parties->Int(0) < kCommonWord) {
      sql.Add(" AND ")
          .Add(id_column)
          .Add(" IN (SELECT party_id FROM party_word WHERE org_id = ")
          .Bind(org.text());
    } else {
      sql.Add(" AND EXISTS (SELECT 1 FROM party_word WHERE party_id = ")
          .Add(id_column)
          .Add(tx.dialect() == db::Dialect::kSqlite ? kHiddenOrg : " AND org_id = ")
          .Bind(org.text());
    }
    sql.Add(" AND word >= ").BindBytes(word).Add(" AND word < ").BindBytes(end).Add(")");
  }
  return base::Ok();
}

base::Status AddFilter(db::Transaction& tx, db::SqlText& sql, const desk::OrgId& org,
                       const PartyFilter& filter) {
  sql.Add(filter.removed ? " AND p.removed_ms IS NOT NULL" : " AND p.removed_ms IS NULL");
  if (filter.goods) sql.Add(" AND p.goods > 0");  // word for word what the index says
  if (!filter.country.empty()) sql.Add(" AND p.country = ").Bind(filter.country);
  if (!filter.schema.empty()) sql.Add(" AND p.schema_name = ").Bind(filter.schema);
  if (!filter.source.empty()) sql.Add(" AND p.source = ").Bind(filter.source);
  if (!filter.tag.empty()) {
    sql.Add(" AND p.tags <> '' AND (p.tags = ").Bind(filter.tag);
    const auto like = [&](const std::string& pattern) {
      sql.Add(" OR p.tags LIKE ").Bind(pattern).Add(" ESCAPE '!'");
    };
    std::string escaped;
    for (const char c : filter.tag) {
      if (c == '%' || c == '_' || c == '!') escaped += '!';
      escaped += c;
    }
    like(escaped + "\n%");
    like("%\n" + escaped);
    like("%\n" + escaped + "\n%");
    sql.Add(")");
  }
  return AddWords(tx, sql, "p.id", org, filter.text);
}

base::Result<Party> Get(db::Transaction& tx, const desk::OrgId& org, const PartyId& id) {
  const auto row = TRY(tx.QueryOne(Select(true) + " WHERE p.org_id = $1 AND p.id = $2", {org, id}));
  if (!row) return base::NotFound("there is no such party");
  return Read(*row);
}

base::Result<std::vector<Party>> WithKeys(db::Transaction& tx, const desk::OrgId& org,
                                          const std::vector<std::string>& keys) {
  std::vector<Party> parties;
  if (keys.empty()) return parties;
  db::SqlText sql(Select(false) + " WHERE p.org_id = ");
  sql.Bind(org.text()).Add(" AND p.party_key IN ").BindAll(keys);
  for (const db::Row& row : TRY(tx.Query(sql.sql(), sql.params()))) parties.push_back(TRY(Read(row)));
  return parties;
}

base::Status Insert(db::Transaction& tx, const desk::OrgId& org, std::span<const Party> parties,
                    std::string_view outcome) {
  if (parties.empty()) return base::Ok();
  std::deque<std::string> texts;
  const auto keep = [&](std::string text) -> std::string& { return texts.emplace_back(std::move(text)); };
  std::vector<db::Param> rows;
  for (const Party& party : parties) {
    const std::string_view caption = party.entity.caption;
    const std::initializer_list<db::Param> row = {party.id,
                                                  org,
                                                  party.key,
                                                  party.number,
                                                  party.entity.schema.name(),
                                                  caption,
                                                  BytesOf(keep(SortKey(caption))),
                                                  keep(RecordText(party.entity)),
                                                  party.content_hash,
                                                  keep(JoinTags(party.tags)),
                                                  party.country,
                                                  party.spend,
                                                  party.source,
                                                  party.import,
                                                  party.row,
                                                  outcome,
                                                  party.created.ms,
                                                  party.updated.ms,
                                                  Ms(party.removed),
                                                  nullptr,
                                                  "",
                                                  1,
                                                  party.created.ms};
    rows.insert(rows.end(), row.begin(), row.end());
  }
  TRY(tx.InsertMany(
      "party", {"id",          "org_id",      "party_key",    "party_number",   "schema_name", "caption",
                "caption_key", "entity",      "content_hash", "tags",           "country",     "spend",
                "source",      "import_id",   "import_row",   "import_outcome", "created_ms",  "updated_ms",
                "removed_ms",  "screened_ms", "screened_as",  "version",        "named_ms"},
      rows));
  for (const Party& party : parties) TRY(PutWords(tx, org, party));
  return base::Ok();
}

base::Status Update(db::Transaction& tx, const desk::OrgId& org, const Party& party, std::string_view outcome,
                    bool screen) {
  const std::string sort_key = SortKey(party.entity.caption);
  std::string sql =
      "UPDATE party SET party_number = $3, schema_name = $4, caption = $5, caption_key = $6, entity = $7, "
      "content_hash = $8, tags = $9, "
      "country = $10, spend = $11, source = $12, import_id = $13, import_row = $14, import_outcome = $15, "
      "updated_ms = $16, "
      "removed_ms = $17, version = version + 1";
  if (screen) sql += ", screened_as = ''";
  if (TRY(IsNamedAnew(tx, org, party))) sql += ", named_ms = $16";
  sql += " WHERE org_id = $1 AND id = $2";
  TRY(tx.Execute(
      sql, {org, party.id, party.number, party.entity.schema.name(), party.entity.caption, BytesOf(sort_key),
            RecordText(party.entity), party.content_hash, JoinTags(party.tags), party.country, party.spend,
            party.source, party.import, party.row, outcome, party.updated.ms, Ms(party.removed)}));
  TRY(tx.Execute("DELETE FROM party_word WHERE party_id = $2 AND org_id = $1", {org, party.id}));
  return PutWords(tx, org, party);
}

base::Status Touch(db::Transaction& tx, const desk::OrgId& org, const Party& party) {
  TRY(
      tx.Execute("UPDATE party SET source = $3, import_id = $4, import_row = $5, import_outcome = "
                 "'unchanged' WHERE org_id = $1 AND id = $2",
                 {org, party.id, party.source, party.import, party.row}));
  return base::Ok();
}

base::Status PutCopies(db::Transaction& tx, const desk::OrgId& org, std::span<const Copy> copies) {
  std::vector<db::Param> rows;
  for (const Copy& copy : copies) {
    rows.emplace_back(std::string_view(org.text()));
    rows.emplace_back(copy.hash);
    rows.emplace_back(copy.text);
  }
  if (!rows.empty())
    TRY(tx.InsertMany("entity_copy", {"org_id", "content_hash", "entity"}, rows, "ON CONFLICT DO NOTHING"));
  return base::Ok();
}

base::Result<entity::Entity> GetCopy(db::Transaction& tx, const desk::OrgId& org, std::string_view hash) {
  const auto row = TRY(tx.QueryOne("SELECT entity FROM entity_copy WHERE org_id = $1 AND content_hash = $2",
                                   {std::string_view(org.text()), hash}));
  if (!row) return base::Corrupt("the record behind this alert is missing");
  return ReadRecord(row->Text(0));
}

}  // namespace screening::party_store
