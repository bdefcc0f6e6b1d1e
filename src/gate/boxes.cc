#include "gate/boxes.h"

#include <algorithm>
#include <cstring>

#include "base/limits_gate.h"
#include "desk/tr.h"

namespace gate {

namespace {

// A box: the quarter's key, how many boxes the quarter has (8), how many places are used (8), the places.
constexpr std::size_t kBoxesAt = crypto::kKeyBytes;
constexpr std::size_t kSizeAt = kBoxesAt + 8;
constexpr std::size_t kEntriesAt = kSizeAt + 8;
constexpr std::size_t kMacBytes = sizeof(crypto::Mac);
constexpr std::size_t kPersonAt = kMacBytes;
constexpr std::size_t kCategoryAt = kPersonAt + kMacBytes;
constexpr std::size_t kIdAt = kCategoryAt + 1;
constexpr std::size_t kEntryBytes = 96;
static_assert(kIdAt + kConcernIdBytes <= kEntryBytes);
constexpr std::size_t kBoxBytes = kEntriesAt + base::kGateBoxConcerns * kEntryBytes;

std::uint64_t NumberAt(crypto::ByteView bytes, std::size_t at) {
  std::uint64_t number = 0;
  for (std::size_t i = 8; i-- > 0;) number = number << 8 | std::to_integer<std::uint64_t>(bytes[at + i]);
  return number;
}

void SetNumber(std::span<std::byte> bytes, std::size_t at, std::uint64_t number) {
  for (std::size_t i = 0; i < 8; ++i) bytes[at + i] = static_cast<std::byte>(number >> (8 * i));
}

std::size_t PlaceOf(std::size_t index) {
  return kEntriesAt + index * kEntryBytes;
}

base::Error Damaged() {
  return base::Corrupt(
      desk::tr("what the gate keeps of a quarter is damaged, was changed by hand, or is under another key"));
}

std::string ContextOf(Quarter quarter, std::int64_t number) {
  return "manumit-gate-box\n" + quarter.Text() + "\n" + std::to_string(number);
}

}  // namespace

Box Box::Empty(crypto::ByteView quarter_key, std::int64_t boxes) {
  Box box{crypto::SecretBytes(kBoxBytes)};
  CHECK(quarter_key.size() == crypto::kKeyBytes);
  std::copy(quarter_key.begin(), quarter_key.end(), box.bytes_.writable().begin());
  box.set_boxes(boxes);
  return box;
}

base::Result<Box> Box::FromBytes(crypto::SecretBytes bytes) {
  if (bytes.size() != kBoxBytes || NumberAt(bytes.view(), kSizeAt) > base::kGateBoxConcerns) return Damaged();
  return Box(std::move(bytes));
}

std::int64_t Box::boxes() const {
  return static_cast<std::int64_t>(NumberAt(bytes_.view(), kBoxesAt));
}

void Box::set_boxes(std::int64_t boxes) {
  SetNumber(bytes_.writable(), kBoxesAt, static_cast<std::uint64_t>(boxes));
}

std::size_t Box::size() const {
  return NumberAt(bytes_.view(), kSizeAt);
}

void Box::set_size(std::size_t size) {
  SetNumber(bytes_.writable(), kSizeAt, size);
}

bool Box::full() const {
  return size() == base::kGateBoxConcerns;
}

Entry Box::At(std::size_t index) const {
  CHECK(index < size());
  const std::byte* place = bytes_.view().data() + PlaceOf(index);
  Entry entry;
  std::memcpy(entry.party.data(), place, kMacBytes);
  std::memcpy(entry.person.data(), place + kPersonAt, kMacBytes);
  entry.category = static_cast<Category>(place[kCategoryAt]);
  std::memcpy(entry.id.data(), place + kIdAt, kConcernIdBytes);
  return entry;
}

void Box::Set(std::size_t index, const Entry& entry) {
  CHECK(index < size());
  std::byte* place = bytes_.writable().data() + PlaceOf(index);
  std::memcpy(place, entry.party.data(), kMacBytes);
  std::memcpy(place + kPersonAt, entry.person.data(), kMacBytes);
  place[kCategoryAt] = static_cast<std::byte>(entry.category);
  std::memcpy(place + kIdAt, entry.id.data(), kConcernIdBytes);
}

void Box::Add(const Entry& entry, base::Random& random) {
  CHECK(!full());
  const std::size_t last = size();
  set_size(last + 1);
  const std::array<std::byte, 8> bytes = random.Bytes<8>();
  const std::size_t place = NumberAt(bytes, 0) % (last + 1);
  if (place != last) Set(last, At(place));
  Set(place, entry);
}

void Box::Remove(std::size_t index) {
  const std::size_t last = size() - 1;
  if (index != last) Set(index, At(last));
  crypto::Wipe(bytes_.writable().subspan(PlaceOf(last), kEntryBytes));
  set_size(last);
}

std::int64_t Boxes::AnyOf(std::int64_t count) {
  const std::array<std::byte, 8> bytes = random_.Bytes<8>();
  return static_cast<std::int64_t>(NumberAt(bytes, 0) % static_cast<std::uint64_t>(count));
}

base::Result<std::int64_t> Boxes::Count(Quarter quarter) {
  const std::optional<db::Row> row =
      TRY(tx_.QueryOne("SELECT count(*) FROM gate_box WHERE quarter = $1", {quarter.Text()}));
  return row->Int(0);
}

base::Result<Box> Boxes::Open(Quarter quarter, std::int64_t number, crypto::ByteView sealed) const {
  base::Result<crypto::SecretBytes> bytes =
      crypto::Decrypt(box_key_, sealed, crypto::AsBytes(ContextOf(quarter, number)));
  if (!bytes.has_value()) return Damaged();
  return Box::FromBytes(*std::move(bytes));
}

base::Result<Box> Boxes::LoadOne(Quarter quarter, std::int64_t number, std::int64_t of) {
  const db::Rows rows = TRY(Fitting(
      tx_.Query("SELECT content FROM gate_box WHERE quarter = $1 AND number = $2", {quarter.Text(), number}),
      "b"));
  if (rows.empty()) return Damaged();
  Box box = TRY(Open(quarter, number, rows[0].Bytes(0)));
  if (box.boxes() != of) return Damaged();
  return box;
}

base::Status Boxes::StoreOne(Quarter quarter, std::int64_t number, const Box& box) {
  const crypto::Bytes sealed =
      crypto::Encrypt(box_key_, box.view(), crypto::AsBytes(ContextOf(quarter, number)));
  TRY(
      tx_.Execute("INSERT INTO gate_box (quarter, number, content) VALUES ($1, $2, $3) "
                  "ON CONFLICT (quarter, number) DO UPDATE SET content = excluded.content",
                  {quarter.Text(), number, sealed}));
  return base::Ok();
}

base::Status Boxes::Ensure(Quarter quarter) {
  if (TRY(Count(quarter)) > 0) return base::Ok();
  return StoreOne(quarter, 0, Box::Empty(key_.QuarterKey(quarter).view(), 1));
}

base::Status Boxes::Double(Quarter quarter) {
  std::vector<Box> boxes = TRY(Load(quarter));
  const std::size_t before = boxes.size();
  const auto after = static_cast<std::int64_t>(before * 2);
  if (after > base::kMaxGateBoxes)
    return base::TooLarge(desk::tr("the gate has no room for more concerns in this quarter"));
  for (Box& box : boxes) box.set_boxes(after);
  for (std::size_t i = 0; i < before; ++i) boxes.push_back(Box::Empty(boxes[0].quarter_key(), after));
  return Store(quarter, boxes);
}

base::Status Boxes::Add(Quarter quarter, const Concern& concern, const ConcernId& id) {
  TRY(Ensure(quarter));
  for (bool doubled = false;; doubled = true) {
    const std::int64_t count = TRY(Count(quarter));
    const std::int64_t first = AnyOf(count);
    for (std::int64_t i = 0; i < count; ++i) {
      const std::int64_t number = (first + i) % count;
      Box box = TRY(LoadOne(quarter, number, count));
      if (box.full()) continue;
      Entry entry{.party = PartyCode(box.quarter_key(), concern.party),
                  .person = PersonCode(box.quarter_key(), concern.person),
                  .category = concern.category};
      CHECK(id.text().size() == kConcernIdBytes);
      std::copy(id.text().begin(), id.text().end(), entry.id.begin());
      box.Add(entry, random_);
      return StoreOne(quarter, number, box);
    }
    CHECK(!doubled);
    TRY(Double(quarter));
  }
}

base::Status Boxes::Touch(Quarter quarter) {
  TRY(Ensure(quarter));
  const std::int64_t count = TRY(Count(quarter));
  const std::int64_t number = AnyOf(count);
  const Box box = TRY(LoadOne(quarter, number, count));
  return StoreOne(quarter, number, box);
}

base::Result<std::vector<Box>> Boxes::Load(Quarter quarter) {
  std::vector<Box> boxes;
  const auto take = [&](const db::Row& row) -> base::Result<bool> {
    const auto number = static_cast<std::int64_t>(boxes.size());
    if (!row.Fits("ib") || row.Int(0) != number) return Damaged();
    boxes.push_back(TRY(Open(quarter, number, row.Bytes(1))));
    return true;
  };
  TRY(tx_.Each("SELECT number, content FROM gate_box WHERE quarter = $1 ORDER BY number", {quarter.Text()},
               take));
  for (const Box& box : boxes)
    if (box.boxes() != static_cast<std::int64_t>(boxes.size())) return Damaged();
  return boxes;
}

base::Status Boxes::Store(Quarter quarter, const std::vector<Box>& boxes) {
  for (std::size_t i = 0; i < boxes.size(); ++i)
    TRY(StoreOne(quarter, static_cast<std::int64_t>(i), boxes[i]));
  return base::Ok();
}

base::Status Boxes::Remove(Quarter quarter) {
  TRY(tx_.Execute("DELETE FROM gate_box WHERE quarter = $1", {quarter.Text()}));
  return base::Ok();
}

base::Result<std::vector<Quarter>> Boxes::Quarters() {
  std::vector<Quarter> quarters;
  for (const db::Row& row : TRY(Fitting(tx_.Query("SELECT DISTINCT quarter FROM gate_box"), "t"))) {
    const base::Result<Quarter> quarter = Quarter::Parse(row.Text(0));
    if (!quarter.has_value()) return Damaged();
    quarters.push_back(*quarter);
  }
  std::sort(quarters.begin(), quarters.end());
  return quarters;
}

base::Result<std::int64_t> Boxes::ChangeAll(const Change& change) {
  std::int64_t changed = 0;
  for (const Quarter quarter : TRY(Quarters())) {
    std::vector<Box> boxes = TRY(Load(quarter));
    for (Box& box : boxes) {
      for (std::size_t i = box.size(); i-- > 0;) {
        Entry entry = box.At(i);
        const Fate fate = change(box.quarter_key(), entry);
        if (fate == Fate::kStays) continue;
        ++changed;
        fate == Fate::kRemoved ? box.Remove(i) : box.Set(i, entry);
      }
    }
    TRY(Store(quarter, boxes));
  }
  return changed;
}

}  // namespace gate
