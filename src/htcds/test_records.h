#pragma once
// For tests: records made from a seed, with every field of the standard, texts of many scripts, control
// characters, what looks like a formula, and fields that the standard lacks.

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "htcds/record.h"
#include "htcds/values.h"

namespace htcds {

class RecordMaker {
 public:
  explicit RecordMaker(std::uint64_t seed) : random_(seed) {}

  std::vector<Record> Make(std::size_t most) {
    std::vector<Record> records(Below(most + 1));
    for (Record& record : records) {
      if (Below(2) == 0) record.number = Text();
      record.main = MakeSection(Part::kCase);
      for (std::size_t p = 1; p < kParts; ++p) {
        for (std::size_t n = Below(4); n > 0; --n)
          record.parts[p].push_back(MakeSection(static_cast<Part>(p)));
      }
    }
    return records;
  }

 private:
  std::size_t Below(std::size_t limit) { return random_() % limit; }

  std::string Text() {
    static const std::vector<std::string> kPieces = {"a",
                                                     "Z",
                                                     "0",
                                                     " ",
                                                     "  ",
                                                     "=",
                                                     "+",
                                                     "-",
                                                     "@",
                                                     "'",
                                                     "\"",
                                                     ",",
                                                     ";",
                                                     "\t",
                                                     "\n",
                                                     "\r",
                                                     "\r\n",
                                                     "|",
                                                     "_x000D_",
                                                     "_x",
                                                     "\x01",
                                                     "\x1A",
                                                     "\x1F",
                                                     "\x7F",
                                                     "&",
                                                     "<",
                                                     ">",
                                                     "]]>",
                                                     "&amp;",
                                                     "\\",
                                                     "/",
                                                     "{",
                                                     "[",
                                                     "sep=;",
                                                     "=cmd|'/c'!A1",
                                                     "\xEF\xBB\xBF",
                                                     "\xEF\xBF\xBE",
                                                     "\xEF\xBF\xBF",
                                                     "\xC2\xA0",
                                                     "\xE3\x80\x80",
                                                     "ก",
                                                     "ខ្មែរ",
                                                     "မြန်မာ",
                                                     "नेपाली",
                                                     "日本",
                                                     "한국",
                                                     "😀",
                                                     "é",
                                                     "e\xCC\x81",
                                                     "عربي",
                                                     "htcds_record",
                                                     "case",
                                                     "Part",
                                                     "prs_FirstName",
                                                     "First Name",
                                                     "1990-01-02"};
    std::string text;
    for (std::size_t n = 1 + Below(Below(10) == 0 ? 40 : 4); n > 0; --n)
      text += kPieces[Below(kPieces.size())];
    return text;
  }

  // A value as ReadValue would give it.
  std::vector<std::string> Values(const Field& field) {
    for (int tries = 0; tries < 20; ++tries) {
      CellValue read = ReadValue(field, Raw(field), DateOrder::kUnknown, true);
      if (!read.values.empty()) return read.values;
    }
    return {};
  }

  std::string Raw(const Field& field) {
    switch (field.type) {
      case Type::kDate:
        return std::vector<std::string>{"1990-01-02", "1990-01", "1990", "2020-02-29T10:30:00Z",
                                        "circa 1985"}[Below(5)];
      case Type::kInteger:
        return std::to_string(Below(1000));
      case Type::kLongitude:
      case Type::kLatitude:
        return std::vector<std::string>{"-6.2088", "0", "89.999", "-90"}[Below(4)];
      case Type::kCheckbox:
        return Below(2) == 0 ? "yes" : "no";
      case Type::kPhone:
        return Below(3) == 0 ? Text() : "+84901234567";
      case Type::kCountry:
        return std::vector<std::string>{"VN", "vn", "Viet Nam;NP", "Atlantis", "KR"}[Below(5)];
      case Type::kLanguage:
        return std::vector<std::string>{"vi", "bur", "Khmer", "xx-unknown"}[Below(4)];
      case Type::kCode:
        return RawCodes(field);
      default:
        return Text();
    }
  }

  std::string RawCodes(const Field& field) {
    std::vector<std::string> values;
    for (std::size_t n = 1 + (field.multi ? Below(4) : 0); n > 0; --n) {
      if (Below(6) == 0) {
        values.push_back(Text());
        continue;
      }
      std::vector<const Code*> codes;
      for (const Code& code : Codes()) {
        if (code.list == field.list) codes.push_back(&code);
      }
      const Code& code = *codes[Below(codes.size())];
      values.emplace_back(Below(2) == 0 ? code.code : code.label);
    }
    return JoinValues(values);
  }

  Section MakeSection(Part part) {
    Section section;
    for (const Field& field : Fields()) {
      if (field.part != part || Below(3) != 0) continue;
      std::vector<std::string> values = Values(field);
      if (!values.empty()) section.fields[std::string(field.name)] = std::move(values);
    }
    for (std::size_t n = Below(3); n > 0; --n) {
      const std::string name = Text();
      if (FieldNamed(name) == nullptr && !name.starts_with("htcds_record")) section.extra[name] = Text();
    }
    return section;
  }

  std::mt19937_64 random_;
};

}  // namespace htcds
