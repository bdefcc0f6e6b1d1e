#pragma once
// Counting persons by party, and the canonical bytes of what is published of a quarter. Pure. Inside the room
// only.

#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "crypto/hash_chain.h"
#include "crypto/mac.h"
#include "gate/boxes.h"
#include "gate/types.h"

namespace gate {

// Different persons by party, both as codes. Categories are not looked at.
class Tally {
 public:
  void Add(const Entry& entry);
  // To be called once, after the last Add.
  void Sort();
  std::int64_t PersonsOf(const crypto::Mac& party) const;

 private:
  struct Hash {  // codes are random already
    std::size_t operator()(const crypto::Mac& mac) const {
      std::size_t head = 0;
      std::memcpy(&head, mac.data(), sizeof head);
      return head;
    }
  };
  std::unordered_map<crypto::Mac, std::vector<crypto::Mac>, Hash> persons_;
};

// The bands that are shown, by the party's id in byte order.
using Bands = std::map<std::string, Band, std::less<>>;

std::string ContentOf(Quarter quarter, const Bands& bands);
// Errors: kCorrupt (not what ContentOf writes).
base::Result<std::pair<Quarter, Bands>> ReadContent(std::string_view content);

// The ledger's head after this publication: number, quarter and content, chained (crypto/hash_chain.h).
crypto::ChainHead ExtendLedger(const crypto::ChainHead& before, const Publication& publication);

}  // namespace gate
