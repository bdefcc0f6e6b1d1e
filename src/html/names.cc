#include "html/names.h"

#include "html/utf8.h"

namespace html {
namespace {

struct Range {
  char32_t first;
  char32_t last;
  std::string_view tag;
};

// Blocks of letters outside Latin. Source: Unicode 15.0, Blocks.txt (Unicode licence).
constexpr Range kRanges[] = {
    {0x0370, 0x03FF, "el"},       {0x1F00, 0x1FFF, "el"},         {0x0400, 0x052F, "und-Cyrl"},
    {0x2DE0, 0x2DFF, "und-Cyrl"}, {0xA640, 0xA69F, "und-Cyrl"},   {0x0530, 0x058F, "hy"},
    {0x0590, 0x05FF, "he"},       {0x0600, 0x06FF, "und-Arab"},   {0x0750, 0x077F, "und-Arab"},
    {0x08A0, 0x08FF, "und-Arab"}, {0xFB50, 0xFDFF, "und-Arab"},   {0xFE70, 0xFEFF, "und-Arab"},
    {0x0700, 0x074F, "und-Syrc"}, {0x0780, 0x07BF, "dv"},         {0x0900, 0x097F, "und-Deva"},
    {0x0980, 0x09FF, "und-Beng"}, {0x0A00, 0x0A7F, "pa"},         {0x0A80, 0x0AFF, "gu"},
    {0x0B00, 0x0B7F, "or"},       {0x0B80, 0x0BFF, "ta"},         {0x0C00, 0x0C7F, "te"},
    {0x0C80, 0x0CFF, "kn"},       {0x0D00, 0x0D7F, "ml"},         {0x0D80, 0x0DFF, "si"},
    {0x0E00, 0x0E7F, "th"},       {0x0E80, 0x0EFF, "lo"},         {0x0F00, 0x0FFF, "bo"},
    {0x1000, 0x109F, "my"},       {0xAA60, 0xAA7F, "my"},         {0x10A0, 0x10FF, "ka"},
    {0x1C90, 0x1CBF, "ka"},       {0x1100, 0x11FF, "ko"},         {0x3130, 0x318F, "ko"},
    {0xAC00, 0xD7FF, "ko"},       {0x1200, 0x139F, "und-Ethi"},   {0x1780, 0x17FF, "km"},
    {0x1800, 0x18AF, "mn-Mong"},  {0x3041, 0x30FF, "ja"},         {0xFF66, 0xFF9F, "ja"},
    {0x2E80, 0x2FDF, "und-Hani"}, {0x3400, 0x4DBF, "und-Hani"},   {0x4E00, 0x9FFF, "und-Hani"},
    {0xF900, 0xFAFF, "und-Hani"}, {0x20000, 0x3134F, "und-Hani"},
};

std::string_view TagOf(char32_t c) {
  if (c < 0x370) return {};
  for (const Range& range : kRanges)
    if (c >= range.first && c <= range.last) return range.tag;
  return {};
}

}  // namespace

std::string_view LanguageTag(std::string_view text) {
  std::string_view first;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeUtf8(text, at);
    at += c.length;
    const std::string_view tag = c.valid ? TagOf(c.value) : std::string_view{};
    if (tag.empty()) continue;
    if (tag == "ja" && first == "und-Hani") return tag;
    if (first.empty()) first = tag;
    if (first != "und-Hani") return first;
  }
  return first;
}

bool IsRightToLeft(std::string_view tag) {
  return tag == "und-Arab" || tag == "he" || tag == "und-Syrc" || tag == "dv";
}

Html Value(std::string_view text) {
  return El("bdi", {Lang(LanguageTag(text))}, text);
}

}  // namespace html
