#pragma once
// Where concerns lie until their quarter is closed: in boxes of one size, each with room for
// base::kGateBoxConcerns, sealed under the gate's key. Inside one place of a box are HMAC(key of the quarter,
// party), HMAC(key of the quarter, person), the category and the confirmation's id; the quarter is the box's.
// A place that is not used is zeros.
//
// A copy of the database shows which quarters have boxes and how many, which doubles when they are full: the
// order of magnitude of confirmations, and nothing of one. There is no row, time, number or order of a
// concern; a new one goes to a random place, and its box is written anew whole. Who watches the database
// while it is used sees when a box is written.
//
// Codes are made with a key of the quarter, which is made from the gate's key when the quarter's first box
// is, and lies in the boxes: so the gate's key can be renewed although codes cannot be turned back.
//
// Inside the room only. Belongs to one thread.

#include <cstdint>
#include <functional>
#include <vector>

#include "base/random.h"
#include "crypto/secret.h"
#include "db/db.h"
#include "gate/key.h"
#include "gate/types.h"

namespace gate {

inline constexpr std::size_t kConcernIdBytes = 26;

struct Entry {
  crypto::Mac party{};
  crypto::Mac person{};
  Category category = Category::kOther;
  std::array<char, kConcernIdBytes> id{};
};

// One box, opened.
class Box {
 public:
  static Box Empty(crypto::ByteView quarter_key, std::int64_t boxes);
  // Errors: kCorrupt (not the content of a box).
  static base::Result<Box> FromBytes(crypto::SecretBytes bytes);

  crypto::ByteView view() const { return bytes_.view(); }
  crypto::ByteView quarter_key() const { return bytes_.view().first(crypto::kKeyBytes); }
  std::int64_t boxes() const;  // of the quarter, so that a missing one is noticed
  void set_boxes(std::int64_t boxes);
  std::size_t size() const;
  bool full() const;
  Entry At(std::size_t index) const;
  void Set(std::size_t index, const Entry& entry);
  // To a random place among those in use. CHECKs that there is room.
  void Add(const Entry& entry, base::Random& random);
  void Remove(std::size_t index);

 private:
  explicit Box(crypto::SecretBytes bytes) : bytes_(std::move(bytes)) {}
  void set_size(std::size_t size);
  crypto::SecretBytes bytes_;
};

// The boxes of quarters in the store, under one key of the gate.
class Boxes {
 public:
  Boxes(db::Transaction& tx, const GateKey& key, base::Random& random)
      : tx_(tx), key_(key), box_key_(key.BoxKey()), random_(random) {}

  // With at least one box, made where there is none.
  base::Status Ensure(Quarter quarter);
  // Errors: kTooLarge.
  base::Status Add(Quarter quarter, const Concern& concern, const ConcernId& id);
  // Seals one box anew.
  base::Status Touch(Quarter quarter);
  // In order of their numbers; none where the quarter has none. Errors: kCorrupt.
  base::Result<std::vector<Box>> Load(Quarter quarter);
  base::Status Store(Quarter quarter, const std::vector<Box>& boxes);
  base::Status Remove(Quarter quarter);
  // Those that have boxes, oldest first.
  base::Result<std::vector<Quarter>> Quarters();
  // Hands every entry of every quarter to `change`, which may change it ("changed") or have it removed, and
  // seals all boxes of the quarters anew, so that what was rewritten tells nothing. Returns how many entries
  // were changed or removed.
  enum class Fate : std::uint8_t { kStays, kChanged, kRemoved };
  using Change = std::function<Fate(crypto::ByteView quarter_key, Entry& entry)>;
  base::Result<std::int64_t> ChangeAll(const Change& change);

 private:
  base::Result<std::int64_t> Count(Quarter quarter);
  base::Result<Box> Open(Quarter quarter, std::int64_t number, crypto::ByteView sealed) const;
  base::Result<Box> LoadOne(Quarter quarter, std::int64_t number, std::int64_t of);
  base::Status StoreOne(Quarter quarter, std::int64_t number, const Box& box);
  base::Status Double(Quarter quarter);
  std::int64_t AnyOf(std::int64_t count);

  db::Transaction& tx_;
  const GateKey& key_;
  crypto::SecretBytes box_key_;
  base::Random& random_;
};

}  // namespace gate
