#pragma once
// Which encoding a text file is in. Pure; at most 1 MiB is looked at (about 30 ms for the worst).
//
// In this order: byte order mark; NUL bytes on one side of the pairs (UTF-16 without mark); valid UTF-8; and
// otherwise the encoding whose reading of the bytes is the likeliest text: every candidate decodes the lines
// that are not ASCII, and the letters it gives are scored by how often they (and their pairs) occur in the
// languages that the encoding serves (encoding_score.h).

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace files {

struct Encoding {
  std::string name;      // as in TableInfo
  std::string from;      // as in TableInfo::encoding_from
  std::size_t mark = 0;  // bytes of the byte order mark, to be skipped
};

// `head` is the start of the file, or the part around its first byte that is not ASCII; `whole` says that it
// is all there is.
Encoding DetectEncoding(std::string_view head, bool whole);

// ICU's converter for one of our names or for a common alias ("cp949", "sjis", "latin1", "utf8" ...); empty
// where it is unknown. `canonical` becomes our name.
std::string ConverterName(std::string_view encoding, std::string* canonical);

// The mark at the start of `head` that belongs to `encoding`; 0 where there is none.
std::size_t ByteOrderMark(std::string_view head, std::string_view encoding);

}  // namespace files
