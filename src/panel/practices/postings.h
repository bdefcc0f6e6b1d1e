#pragma once
// The bytes of a row of the inverted table: three for each document, ascending by its place in the shard.
// Pure; thread-safe.

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace panel {

inline constexpr std::int64_t kDocsAShard = 2048;
inline std::int64_t ShardOf(std::int64_t doc) {
  return doc / kDocsAShard;
}
inline std::uint16_t PlaceInShard(std::int64_t doc) {
  return static_cast<std::uint16_t>(doc % kDocsAShard);
}

// 0 takes the document out.
void ChangePostings(std::string& docs, const std::map<std::uint16_t, std::uint8_t>& changes);

template <typename Take>
void EachPosting(std::span<const std::byte> docs, const Take& take) {
  for (std::size_t i = 0; i + 2 < docs.size(); i += 3)
    take(static_cast<std::uint16_t>(std::to_integer<unsigned>(docs[i]) |
                                    (std::to_integer<unsigned>(docs[i + 1]) << 8U)),
         std::to_integer<std::uint8_t>(docs[i + 2]));
}

inline std::span<const std::byte> BytesOf(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}
inline std::string TextOfBytes(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace panel
