#pragma once
// The names engine's front door: block → score → judge.
//
//   ListCompiler makes the bytes of a compiled list (.mnx) out of listed entities; CompiledList opens such
//   bytes without copying them; Screen finds the entries of compiled lists that may be the same as a party,
//   each with its score and every part the score was made of. CompareNames scores two names.
//
// Pure: no files, no clock, no locale. A pair's score depends on the party, the entry and kEngineVersion
// only; which other entries a list holds never changes it. The formulas stand in docs/scoring.md; names.h and
// score.h hold the code. Thread-safety: CompiledList is immutable after Open; Screen may run on any number of
// threads with one Scratch each.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "entity/entity.h"

namespace match {

// Changes whenever any score can change. Compiled lists carry it; a list of another version must be compiled
// anew.
inline constexpr std::string_view kEngineVersion = "4";

enum class Identity : std::uint8_t { kSupported, kUnconfirmed, kContradicted };
std::string_view IdentityName(Identity identity);  // "supported", ...

// One item of evidence beyond the names. `effect` is signed, rounded to 6 decimals; the sum of all effects
// decides `identity`.
struct Evidence {
  std::string feature;  // "identifier", "country", "birthDate", "gender", "address", "incorporationDate", ...
  double effect = 0;
  std::string query;      // what the party says
  std::string candidate;  // what the list says
  std::string detail;     // one sentence for a person
};

// One row of the token alignment. Either side may be empty (no counterpart). Tokens as written in the source.
struct AlignedToken {
  std::string query;
  std::string candidate;
  std::string relation;     // "same", "spelled alike", "sounds alike", "nickname", "initial", "legal form",
                            // "joined", "only in party", ...
  double similarity = 0;    // 0..1
  double query_weight = 0;  // what the token counts in the sum of docs/scoring.md
  double candidate_weight = 0;
};

struct Alert {
  std::string list;
  std::string id;
  std::string caption;
  entity::Schema schema;
  double score = 0;            // ranks; 6 decimals
  double name_similarity = 0;  // 0..1, from names alone; 6 decimals
  Identity identity = Identity::kUnconfirmed;
  bool match = false;  // score >= threshold
  std::vector<Evidence> evidence;
  // How name_similarity came about: the best pair of names and its alignment.
  std::string query_name;
  std::string candidate_name;
  std::vector<AlignedToken> alignment;
  std::vector<std::pair<std::string, double>>
      name_parts;                // named numbers that give name_similarity, in order of use
  std::string settle;            // what would settle it: one or two sentences
  std::uint32_t index = 0;       // position in the compiled list, for CompiledList::ReadEntity
  std::uint32_t list_index = 0;  // which of the compiled lists given to Screen
};

// What a compiled list says about each list inside.
struct ListInfo {
  std::string name;
  std::string layout;
  std::string date;
  std::string sha256;
  std::vector<std::string> files;
  std::uint64_t entities = 0;
  std::uint64_t names = 0;
};

class ListCompiler {
 public:
  ListCompiler();
  ~ListCompiler();
  ListCompiler(const ListCompiler&) = delete;
  ListCompiler& operator=(const ListCompiler&) = delete;

  // Entities added from now on belong to this list; returns its index. `entities` and `names` are counted by
  // Add.
  std::uint32_t BeginList(const ListInfo& info);
  // The list's facts that are known only at its end (date, checksum).
  void SetListInfo(std::uint32_t list, const ListInfo& info);
  void Add(const entity::Entity& entry);
  // The bytes of the .mnx. Deterministic: the same entities in the same order give the same bytes, whatever
  // `threads`.
  std::string Finish(unsigned threads = 1);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

class CompiledList {
 public:
  // Reads header and list table only (a constant number of pages) and keeps `bytes`, which must outlive the
  // object. Errors: kCorrupt (not a compiled list, truncated, damaged header), kInvalid (made by another
  // engine version).
  static base::Result<CompiledList> Open(std::span<const std::byte> bytes);
  CompiledList(CompiledList&&) noexcept;
  CompiledList& operator=(CompiledList&&) noexcept;
  ~CompiledList();

  // Reads every page once: checksum and structure. Must have succeeded before Screen uses bytes that this
  // process did not make.
  base::Status Verify() const;

  const std::vector<ListInfo>& lists() const;
  std::size_t entity_count() const;
  std::size_t name_count() const;
  // The listed entity as it was added (all values), and the position of its list in lists().
  entity::Entity ReadEntity(std::uint32_t index) const;
  std::uint32_t ListOf(std::uint32_t index) const;

  struct Impl;
  const Impl& impl() const { return *impl_; }

 private:
  explicit CompiledList(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

struct ScreenOptions {
  double threshold = 0.70;
  std::size_t limit = 5;
  bool explain = true;  // false leaves alignment, name_parts and settle empty (for throughput)
};

// Working memory of one thread; reused from party to party.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  struct Impl;
  Impl& impl() { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

// The best `limit` entries over all lists with score >= min(threshold, 0.50), best first; ties by list name,
// then id.
std::vector<Alert> Screen(const entity::Entity& party, std::span<const CompiledList* const> lists,
                          const ScreenOptions& options, Scratch& scratch);

// The slow, obvious reference: scores the party against every entry. Same results as Screen, by definition.
std::vector<Alert> ScreenByBruteForce(const entity::Entity& party, std::span<const CompiledList* const> lists,
                                      const ScreenOptions& options);

// name_similarity of two names under a schema, rounded to 6 decimals; 0 where either has no usable token.
double CompareNames(entity::Schema schema, std::string_view name1, std::string_view name2);

// True when the text holds something that can be compared: at least one letter or digit, within kMaxNameBytes
// and kMaxNameTokens. Otherwise `why` says what is wrong.
bool UsableName(std::string_view name, std::string* why = nullptr);

}  // namespace match
