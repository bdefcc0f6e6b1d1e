#include "files/encoding.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "files/encoding_score.h"
#include "files/utf8.h"

namespace files {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t kSampleBytes = 1u << 16;  // of lines that are not ASCII, enough for the statistics

struct Mark {
  std::string_view bytes;
  std::string_view encoding;
};
// The longer marks stand before those that are their beginnings.
constexpr Mark kMarks[] = {{"\xEF\xBB\xBF"sv, "UTF-8"},
                           {"\xFF\xFE\x00\x00"sv, "UTF-32LE"},
                           {"\x00\x00\xFE\xFF"sv, "UTF-32BE"},
                           {"\xFF\xFE"sv, "UTF-16LE"},
                           {"\xFE\xFF"sv, "UTF-16BE"}};

struct Known {
  std::string_view name;       // ours
  std::string_view converter;  // ICU's
  std::string_view aliases;    // in lower case without marks, between spaces
};
constexpr Known kKnown[] = {
    {"UTF-8", "UTF-8", " utf8 utf8sig ascii usascii "},
    {"UTF-16LE", "UTF-16LE", " utf16le utf16 unicode ucs2 "},
    {"UTF-16BE", "UTF-16BE", " utf16be "},
    {"UTF-32LE", "UTF-32LE", " utf32le utf32 "},
    {"UTF-32BE", "UTF-32BE", " utf32be "},
    {"CP949", "windows-949", " cp949 windows949 euckr uhc ksc5601 ksc56011987 ms949 "},
    {"Shift-JIS", "ibm-943_P15A-2003", " shiftjis sjis cp932 windows31j ms932 windows932 "},
    {"GB18030", "gb18030", " gb18030 gbk gb2312 cp936 windows936 euccn "},
    {"Big5", "windows-950", " big5 cp950 windows950 big5hkscs "},
    {"windows-874", "windows-874", " windows874 cp874 tis620 iso885911 "},
    {"windows-1250", "windows-1250", " windows1250 cp1250 "},
    {"windows-1251", "windows-1251", " windows1251 cp1251 "},
    {"windows-1252", "windows-1252", " windows1252 cp1252 latin1 iso88591 ansi "},
    {"windows-1253", "windows-1253", " windows1253 cp1253 "},
    {"windows-1254", "windows-1254", " windows1254 cp1254 iso88599 latin5 "},
    {"windows-1255", "windows-1255", " windows1255 cp1255 "},
    {"windows-1256", "windows-1256", " windows1256 cp1256 "},
    {"windows-1257", "windows-1257", " windows1257 cp1257 "},
    {"windows-1258", "windows-1258", " windows1258 cp1258 "},
    {"KOI8-R", "KOI8-R", " koi8r "},
    {"KOI8-U", "KOI8-U", " koi8u "},
    {"EUC-JP", "EUC-JP", " eucjp "},
    {"ISO-8859-2", "ISO-8859-2", " iso88592 latin2 "},
    {"ISO-8859-5", "ISO-8859-5", " iso88595 "},
};

// What the statistics choose from, and how many bits rarer than windows-1252 each is in suppliers' files (an
// estimate; it decides only where the letters do not, as in a file whose one letter reads the same in
// several).
struct Candidate {
  std::string_view encoding;
  double rarer;
};
constexpr Candidate kCandidates[] = {
    {"windows-1252", 0}, {"CP949", 1},        {"GB18030", 1},      {"windows-1251", 2}, {"Shift-JIS", 3},
    {"Big5", 4},         {"windows-1250", 4}, {"windows-1256", 4}, {"windows-1254", 4}, {"windows-1258", 5},
    {"windows-1253", 6}, {"windows-874", 6},  {"windows-1257", 7}, {"windows-1255", 7},
};

bool IsUtf8(std::string_view head, bool whole) {
  std::size_t valid = ValidUtf8Prefix(head);
  if (valid == head.size()) return true;
  return !whole && IsCutUtf8(head.substr(valid));
}

// UTF-8 with a few broken bytes: many whole sequences for each one that is not. Other encodings make some by
// chance.
bool IsMostlyUtf8(std::string_view head) {
  std::size_t sequences = 0, broken = 0;
  while (!head.empty()) {
    head.remove_prefix(PlainAsciiPrefix(head));
    if (head.empty()) break;
    std::size_t length = Utf8Length(head);
    if (length == 0) ++broken;
    if (length > 1) ++sequences;
    head.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return sequences >= 10 * broken;
}

// UTF-16 without mark: ASCII (at least delimiters, digits and line ends) has a NUL on the same side of every
// pair. A few characters (U+4E00, U+AC00) have one on the other side.
std::string_view Utf16ByNul(std::string_view head) {
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == 0) ++(i % 2 == 0 ? even : odd);
  }
  std::size_t pairs = head.size() / 2;
  auto is_side = [&](std::size_t side, std::size_t other) {
    return side * 33 >= pairs && side > 1 && other * 4 <= side;
  };
  if (is_side(odd, even)) return "UTF-16LE";
  if (is_side(even, odd)) return "UTF-16BE";
  return {};
}

// The lines that are not ASCII: 0x0A is never part of a character in any of the candidates. A last line that
// may be cut is left out unless it is all there is.
std::string TellingLines(std::string_view head, bool whole) {
  std::string lines;
  while (!head.empty() && lines.size() < kSampleBytes) {
    std::size_t end = head.find('\n');
    bool cut = end == std::string_view::npos;
    std::string_view line = head.substr(0, cut ? head.size() : end + 1);
    head.remove_prefix(line.size());
    if (cut && !whole && !lines.empty()) break;
    line = line.substr(0, kSampleBytes);
    if (PlainAsciiPrefix(line) != line.size()) lines += line;
  }
  return lines;
}

std::string Squeeze(std::string_view name) {
  std::string key = " ";
  for (char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)))
      key += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return key + " ";
}

}  // namespace

Encoding DetectEncoding(std::string_view head, bool whole) {
  for (const Mark& mark : kMarks) {
    if (head.starts_with(mark.bytes))
      return {std::string(mark.encoding), "byte order mark", mark.bytes.size()};
  }
  if (std::string_view name = Utf16ByNul(head); !name.empty())
    return {std::string(name), "byte statistics", 0};
  if (IsUtf8(head, whole)) return {"UTF-8", "valid UTF-8", 0};
  if (IsMostlyUtf8(head)) return {"UTF-8", "byte statistics", 0};
  std::string lines = TellingLines(head, whole);
  Encoding best{std::string(kCandidates[0].encoding), "byte statistics", 0};
  double best_score = EncodingScore(lines, best.name);
  for (const Candidate& candidate : kCandidates) {
    double score = EncodingScore(lines, candidate.encoding) - candidate.rarer;
    if (score > best_score + 1e-9) {
      best_score = score;
      best.name = candidate.encoding;
    }
  }
  return best;
}

std::string ConverterName(std::string_view encoding, std::string* canonical) {
  std::string key = Squeeze(encoding);
  if (key == "  ") return {};
  for (const Known& known : kKnown) {
    if (known.aliases.find(key) == std::string_view::npos) continue;
    *canonical = known.name;
    return std::string(known.converter);
  }
  return {};
}

std::size_t ByteOrderMark(std::string_view head, std::string_view encoding) {
  for (const Mark& mark : kMarks) {
    if (mark.encoding == encoding && head.starts_with(mark.bytes)) return mark.bytes.size();
  }
  return 0;
}

}  // namespace files
