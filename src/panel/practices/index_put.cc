// Writing of the index; see index.h.

#include <algorithm>
#include <set>

#include "base/limits_panel.h"
#include "db/sql_text.h"
#include "panel/practices/index.h"
#include "panel/practices/postings.h"

namespace panel {
namespace {

constexpr std::size_t kWordsAtOnce = 400;  // parameters of one statement

struct OldDoc {
  std::int64_t number = -1;
  std::map<std::string, std::uint8_t> words;
};

std::string JoinWords(const std::map<std::string, std::uint8_t>& words) {
  std::string joined;
  for (const auto& [word, place] : words) {
    joined += static_cast<char>(place);
    joined += word;
    joined += '\n';
  }
  return joined;
}

std::map<std::string, std::uint8_t> SplitWords(std::span<const std::byte> bytes) {
  std::map<std::string, std::uint8_t> words;
  std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  while (text.size() > 1) {
    const std::size_t end = std::min(text.find('\n', 1), text.size());
    words.emplace(text.substr(1, end - 1), static_cast<std::uint8_t>(text[0]));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::string Joined(const std::vector<std::string>& codes) {
  std::string joined;
  for (const std::string& code : codes) joined += (joined.empty() ? "" : ",") + code;
  return joined;
}

base::Result<OldDoc> OldOf(db::Transaction& tx, const std::string& subject) {
  OldDoc old;
  const std::optional<db::Row> row =
      TRY(tx.QueryOne("SELECT doc_number, words FROM practice_doc WHERE subject_id = $1", {subject}));
  if (row) {
    old.number = row->Int(0);
    old.words = SplitWords(row->Bytes(1));
  }
  return old;
}

// Changes of one shard: word, then place in the shard, then where it stands now (0: nowhere).
using ShardChanges = std::map<std::string, std::map<std::uint16_t, std::uint8_t>>;

void Collect(const OldDoc& old, const std::map<std::string, std::uint8_t>& now, std::int64_t number,
             std::map<std::int64_t, ShardChanges>& changes) {
  ShardChanges& shard = changes[ShardOf(number)];
  const std::uint16_t place = PlaceInShard(number);
  for (const auto& [word, where] : old.words)
    if (!now.contains(word)) shard[word][place] = 0;
  for (const auto& [word, where] : now) {
    const auto before = old.words.find(word);
    if (before == old.words.end() || before->second != where) shard[word][place] = where;
  }
}

base::Status WriteSome(db::Transaction& tx, std::int64_t shard, ShardChanges::const_iterator from,
                       ShardChanges::const_iterator to) {
  db::SqlText select("SELECT word, docs FROM practice_posting WHERE shard = ");
  select.Bind(shard).Add(" AND word IN (");
  for (auto at = from; at != to; ++at) {
    if (at != from) select.Add(",");
    select.BindBytes(at->first);
  }
  select.Add(")");
  std::map<std::string, std::string, std::less<>> docs;
  for (const db::Row& row : TRY(tx.Query(select.sql(), select.params())))
    docs.emplace(TextOfBytes(row.Bytes(0)), TextOfBytes(row.Bytes(1)));
  for (auto at = from; at != to; ++at) ChangePostings(docs[at->first], at->second);
  db::SqlText remove("DELETE FROM practice_posting WHERE shard = ");
  remove.Bind(shard).Add(" AND word IN (");
  std::size_t removed = 0;
  std::vector<db::Param> rows;
  for (const auto& [word, bytes] : docs) {
    if (bytes.empty()) {
      remove.Add(removed++ == 0 ? "" : ",").BindBytes(word);
      continue;
    }
    rows.emplace_back(BytesOf(word));
    rows.emplace_back(shard);
    rows.emplace_back(BytesOf(bytes));
  }
  TRY(tx.InsertMany("practice_posting", {"word", "shard", "docs"}, rows,
                    "ON CONFLICT(word, shard) DO UPDATE SET docs = excluded.docs"));
  if (removed > 0) TRY(tx.Execute(remove.Add(")").sql(), remove.params()));
  return base::Ok();
}

base::Status WriteShard(db::Transaction& tx, std::int64_t shard, const ShardChanges& changes) {
  auto from = changes.begin();
  while (from != changes.end()) {
    auto to = from;
    for (std::size_t i = 0; i < kWordsAtOnce && to != changes.end(); ++i) ++to;
    TRY(WriteSome(tx, shard, from, to));
    from = to;
  }
  return base::Ok();
}

base::Status WriteDoc(db::Transaction& tx, const IndexedDoc& doc, std::int64_t number,
                      std::int64_t generation) {
  const std::string words = JoinWords(doc.words);
  TRY(tx.Execute(
      "INSERT INTO practice_doc(doc_number, subject_id, panel_id, is_public, kind, grade, replications, "
      "topics, "
      "stages, reached, industries, countries, languages, published_ms, gone, generation, words) VALUES ($1, "
      "$2, "
      "$3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) ON CONFLICT(doc_number) DO UPDATE "
      "SET "
      "panel_id = excluded.panel_id, is_public = excluded.is_public, kind = excluded.kind, grade = "
      "excluded.grade, replications = excluded.replications, topics = excluded.topics, stages = "
      "excluded.stages, reached = excluded.reached, industries = excluded.industries, countries = "
      "excluded.countries, languages = excluded.languages, published_ms = excluded.published_ms, gone = "
      "excluded.gone, generation = excluded.generation, words = excluded.words",
      {number, doc.subject, doc.panel, doc.is_public, doc.kind, doc.grade, doc.replications, doc.topics,
       doc.stages, doc.groups, Joined(doc.industries), Joined(doc.countries), Joined(doc.languages),
       doc.published.ms, doc.gone, generation, BytesOf(words)}));
  return base::Ok();
}

}  // namespace

base::Status PracticeIndex::Put(db::Transaction& tx, const IndexedDoc& doc) {
  return PutMany(tx, {doc});
}

base::Status PracticeIndex::PutMany(db::Transaction& tx, const std::vector<IndexedDoc>& docs) {
  const std::optional<db::Row> state =
      TRY(tx.QueryOne("SELECT generation, last_number FROM practice_index_state WHERE id = 1"));
  if (!state) return base::Corrupt("the index of the practices has lost its state");
  const std::int64_t generation = state->Int(0) + 1;
  std::int64_t last = state->Int(1);
  std::map<std::int64_t, ShardChanges> changes;
  for (const IndexedDoc& doc : docs) {
    OldDoc old = TRY(OldOf(tx, doc.subject));
    if (old.number < 0) {
      if (doc.gone) continue;
      old.number = ++last;
    }
    IndexedDoc kept = doc;
    if (doc.gone) kept.words.clear();
    Collect(old, kept.words, old.number, changes);
    TRY(WriteDoc(tx, kept, old.number, generation));
  }
  for (const auto& [shard, words] : changes) TRY(WriteShard(tx, shard, words));
  TRY(tx.Execute("UPDATE practice_index_state SET generation = $1, last_number = $2 WHERE id = 1",
                 {generation, last}));
  return base::Ok();
}

}  // namespace panel
