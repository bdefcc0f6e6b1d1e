#pragma once
// What a screening does to the alerts of one party: pure rules, no database.
//
//   found, not stored                 new; decided at once where a decision on the same contents is
//   remembered found, stored with these contents unchanged; found again if it was withdrawn found, stored
//   with others         changed: waits again (or is decided by what is remembered of the new contents) not
//   found, stored                 withdrawn

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "screening/queue/types.h"

namespace screening {

// A pair at or above the threshold, as compared just now.
struct FoundPair {
  std::string dataset;
  std::string entry_id;
  std::string entry_caption;
  std::string entry_hash;
  std::string entry_text;  // RecordText
  double score = 0;
  double name_similarity = 0;
  match::Identity identity = match::Identity::kUnconfirmed;
  int harm = 0;
};

enum class Effect : std::uint8_t {
  kNone,
  kNumbers,  // the same contents, but another harm or score (spend or engine changed)
  kNew,
  kFoundAgain,
  kChanged,
  kWithdrawn,
};

struct PairUpdate {
  Effect effect = Effect::kNone;
  QueuedAlert alert;                 // as it is to be stored; a new one has no id
  bool carried = false;              // decided by what is remembered
  const FoundPair* found = nullptr;  // null: withdrawn
};

// A remembered decision on these contents, or nothing.
using Memory =
    std::function<std::optional<Judgement>(const std::string& party_hash, const std::string& entry_hash)>;

// Pairs of `found` and `stored` are told by dataset and entry id, each once in either. Updates whose effect
// is kNone are left out. The result refers to `found`.
std::vector<PairUpdate> UpdatesOf(const Party& party, const std::vector<FoundPair>& found,
                                  const std::vector<QueuedAlert>& stored, const Memory& memory,
                                  std::string_view snapshot, base::UtcTime now);

}  // namespace screening
