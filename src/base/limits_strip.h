#pragma once
// The limits of attachments whose metadata is taken out; see base/limits.h.

#include <cstddef>
#include <cstdint>

namespace base {

inline constexpr std::size_t kMaxStripBytes = 64u << 20;        // of one attachment
inline constexpr std::uint64_t kMaxStripInflated = 512u << 20;  // all that one attachment holds, unpacked
inline constexpr std::uint64_t kMaxStripRatio = 500;  // unpacked to packed, of one part of more than 1 MiB
inline constexpr std::size_t kMaxStripSegments = 200'000;     // segments, chunks or blocks of one picture
inline constexpr std::size_t kMaxStripEntries = 5'000;        // entries of an Office file
inline constexpr std::size_t kMaxStripXmlBytes = 24u << 20;   // of one XML part of an Office file
inline constexpr std::size_t kMaxStripXmlDepth = 256;         // elements within elements
inline constexpr std::size_t kMaxStripPdfObjects = 300'000;   // objects of a PDF
inline constexpr std::size_t kMaxStripPdfValues = 2'000'000;  // values in all objects of a PDF

}  // namespace base
