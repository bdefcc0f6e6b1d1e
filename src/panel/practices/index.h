#pragma once
// Full-text search and counts over what is published: practices, business cases and tools. The words of each
// document are made by words.h and stored in an inverted table, the same on both databases: a row a word and
// shard of 2,048 documents, holding which documents have it and where. So a search reads a few rows a word
// however many documents there are. What filters and counts need of each document (its taxonomy, grade, ...)
// is kept in memory by each process and brought up to date before each search from the rows whose
// `generation` is newer; the answer is that of one consistent state of the database.
//
// All words must occur; the last letters of each may be missing. A word counts for where it stands (title 8,
// summary 4, taxonomy 3, text 2, translation 1) times its rarity (whole powers of two). Equal scores:
// stronger evidence, then more replications, then newer, then number. Without words: stronger evidence first,
// or newest, or most copied.
//
// Thread-safe. Cost: Put a read and a write of each word's row of its shard (some 10 ms); Search some
// milliseconds at 20,000 documents.

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "panel/common/ids.h"
#include "panel/common/seams.h"
#include "panel/practices/words.h"

namespace panel {

// What is searched, or taken out of the search where `gone`.
struct IndexedDoc {
  std::string subject;  // id of the practice or tool
  PanelId panel;
  bool is_public = false;
  std::string kind;  // "practice", "business-case", "tool"
  int grade = 0;
  std::int64_t replications = 0;
  std::uint32_t topics = 0;  // masks over Topics(), Stages(), Groups()
  std::uint32_t stages = 0;
  std::uint32_t groups = 0;
  std::vector<std::string> industries;
  std::vector<std::string> countries;
  std::vector<std::string> languages;  // the original first
  base::UtcTime published;
  std::map<std::string, std::uint8_t> words;  // IndexWords
  bool gone = false;
};

enum class PracticeOrder : std::uint8_t { kBest, kNewest, kCopied };

// Within one dimension any of the values, between dimensions all of them.
struct PracticeQuery {
  std::vector<PanelId> panels;  // whose members' documents may be seen; the public ones of all are
  bool public_only = false;
  std::string text;
  std::vector<std::string> kinds, topics, industries, countries, stages, groups, languages;
  int grade_from = 0;
  PracticeOrder order = PracticeOrder::kBest;
};

struct WordFound {
  std::string word;        // as typed
  std::uint8_t place = 0;  // WordPlace bits
};
struct PracticeHit {
  std::string subject;
  std::string kind;
  int grade = 0;
  std::int64_t replications = 0;
  std::vector<std::string> languages;
  std::int64_t score = 0;
  std::vector<WordFound> reasons;
};
// How many there would be with this value instead of those chosen in its dimension, in the dimension's order;
// values that nothing has are left out.
struct FacetCount {
  std::string code;
  std::int64_t count = 0;
};
struct PracticeResults {
  std::int64_t total = 0;  // that fit
  std::int64_t all = 0;    // that may be seen at all
  std::vector<PracticeHit> hits;
  std::vector<FacetCount> kinds, topics, industries, countries, stages, groups, languages, grades;
  std::string next;      // position of the next page; empty: none
  bool cut = false;      // a word's beginning is so common that not all of its words were read
  std::size_t from = 0;  // how many stand before these
};

class PracticeIndex {
 public:
  explicit PracticeIndex(PanelSeams seams);
  ~PracticeIndex();
  PracticeIndex(const PracticeIndex&) = delete;
  PracticeIndex& operator=(const PracticeIndex&) = delete;

  // In the transaction of the change that makes it so.
  base::Status Put(db::Transaction& tx, const IndexedDoc& doc);
  // Many at once, at most a shard's worth: each word's row is read and written once.
  base::Status PutMany(db::Transaction& tx, const std::vector<IndexedDoc>& docs);
  // Errors: kInvalid (a position that is none).
  base::Result<PracticeResults> Search(const PracticeQuery& query, std::string_view after, std::size_t limit);
  // The newest change of anything that is published, for entity tags.
  base::Result<std::int64_t> Generation();

 private:
  struct Table;
  base::Result<std::shared_ptr<const Table>> Current(db::Transaction& tx);

  PanelSeams seams_;
  std::mutex mutex_;
  std::shared_ptr<const Table> table_;
};

}  // namespace panel
