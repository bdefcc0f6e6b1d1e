#include "crypto/cbor.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/limits.h"

namespace crypto {
namespace {

// RFC 3629; no surrogates, nothing overlong, nothing beyond U+10FFFF.
bool IsUtf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i++]);
    if (lead < 0x80) continue;
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4) return false;
    std::uint32_t point = lead & (0x3Fu >> more);
    for (int k = 0; k < more; ++k) {
      if (i == text.size()) return false;
      const auto next = static_cast<unsigned char>(text[i++]);
      if ((next & 0xC0) != 0x80) return false;
      point = point << 6 | (next & 0x3Fu);
    }
    const bool overlong = (more == 2 && point < 0x800) || (more == 3 && point < 0x10000);
    if (overlong || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return false;
  }
  return true;
}

bool SameKey(const CborItem& a, const CborItem& b) {
  return a.kind == b.kind && a.integer == b.integer &&
         std::equal(a.bytes.begin(), a.bytes.end(), b.bytes.begin(), b.bytes.end());
}

class Reader {
 public:
  explicit Reader(ByteView input) : input_(input) {}
  std::size_t used() const { return at_; }

  base::Result<CborItem> Item(int depth) {
    if (depth > base::kMaxCborDepth) return Refuse("nested too deeply");
    if (++items_ > base::kMaxCborItems) return Refuse("too many items");
    if (at_ == input_.size()) return Refuse("cut short");
    const auto first = std::to_integer<std::uint8_t>(input_[at_++]);
    const int major = first >> 5;
    if (major == 7) return Simple(first & 0x1F);
    const std::uint64_t number = TRY(Number(first & 0x1F));
    switch (major) {
      case 0:
      case 1:
        return Integer(number, major == 1);
      case 2:
      case 3:
        return String(number, major == 3);
      case 4:
        return Array(number, depth);
      case 5:
        return Map(number, depth);
      default:
        return Refuse("a tag");
    }
  }

 private:
  base::Error Refuse(std::string_view what) const {
    return base::Invalid(fmt::format("CBOR, byte {}: {}", at_, what));
  }

  base::Result<CborItem> Simple(int value) const {
    if (value < 20 || value > 22) return Refuse("neither false, true nor null");
    constexpr CborItem::Kind kKinds[] = {CborItem::Kind::kFalse, CborItem::Kind::kTrue,
                                         CborItem::Kind::kNull};
    CborItem item;
    item.kind = kKinds[value - 20];
    return item;
  }

  // The number in the low five bits, or in the 1, 2, 4 or 8 bytes that they announce.
  base::Result<std::uint64_t> Number(int low) {
    if (low < 24) return static_cast<std::uint64_t>(low);
    if (low > 27) return Refuse("an indefinite or reserved length");
    const std::size_t size = std::size_t{1} << (low - 24);
    if (input_.size() - at_ < size) return Refuse("cut short");
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < size; ++i)
      number = number << 8 | std::to_integer<std::uint64_t>(input_[at_++]);
    const std::uint64_t smallest = size == 1 ? 24 : std::uint64_t{1} << (size * 4);
    if (number < smallest) return Refuse("a number longer than needed");
    return number;
  }

  base::Result<CborItem> Integer(std::uint64_t number, bool negative) const {
    if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      return Refuse("a number over 63 bits");
    }
    CborItem item;
    item.kind = CborItem::Kind::kInteger;
    item.integer = negative ? -1 - static_cast<std::int64_t>(number) : static_cast<std::int64_t>(number);
    return item;
  }

  base::Result<CborItem> String(std::uint64_t size, bool text) {
    if (size > input_.size() - at_) return Refuse("cut short");
    CborItem item;
    item.kind = text ? CborItem::Kind::kText : CborItem::Kind::kBytes;
    item.bytes = input_.subspan(at_, static_cast<std::size_t>(size));
    if (text && !IsUtf8(AsText(item.bytes))) return Refuse("text that is not UTF-8");
    at_ += static_cast<std::size_t>(size);
    return item;
  }

  base::Result<CborItem> Array(std::uint64_t count, int depth) {
    CborItem array;
    array.kind = CborItem::Kind::kArray;
    for (std::uint64_t i = 0; i < count; ++i) array.items.push_back(TRY(Item(depth + 1)));
    return array;
  }

  base::Result<CborItem> Map(std::uint64_t count, int depth) {
    CborItem map;
    map.kind = CborItem::Kind::kMap;
    for (std::uint64_t i = 0; i < count; ++i) {
      CborItem key = TRY(Item(depth + 1));
      if (key.kind != CborItem::Kind::kInteger && key.kind != CborItem::Kind::kText)
        return Refuse("an unusual key");
      const bool twice = std::any_of(map.keys.begin(), map.keys.end(),
                                     [&](const CborItem& other) { return SameKey(other, key); });
      if (twice) return Refuse("a key that stands twice");
      map.keys.push_back(std::move(key));
      map.items.push_back(TRY(Item(depth + 1)));
    }
    return map;
  }

  ByteView input_;
  std::size_t at_ = 0;
  std::size_t items_ = 0;
};

}  // namespace

const CborItem* CborItem::Find(std::string_view key) const {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i].kind == Kind::kText && AsText(keys[i].bytes) == key) return &items[i];
  }
  return nullptr;
}

const CborItem* CborItem::Find(std::int64_t key) const {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i].kind == Kind::kInteger && keys[i].integer == key) return &items[i];
  }
  return nullptr;
}

base::Result<CborItem> ReadCborPrefix(ByteView input, std::size_t& used) {
  Reader reader(input);
  CborItem item = TRY(reader.Item(1));
  used = reader.used();
  return item;
}

base::Result<CborItem> ReadCbor(ByteView input) {
  std::size_t used = 0;
  CborItem item = TRY(ReadCborPrefix(input, used));
  if (used != input.size()) return base::Invalid(fmt::format("CBOR, byte {}: something follows", used));
  return item;
}

}  // namespace crypto
