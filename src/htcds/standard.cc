#include "htcds/standard.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/check.h"
#include "embed/htcds_codes.h"
#include "embed/htcds_fields.h"
#include "text/tsv.h"

namespace htcds {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, kParts> kPartNames = {
    {{"case", "Cases"},
     {"referral", "Referrals"},
     {"person", "Persons"},
     {"organisation", "Organisations"},
     {"comment", "Comments"},
     {"event", "Events"},
     {"plan", "Plans"}}};

constexpr std::pair<std::string_view, Type> kTypes[] = {
    {"text", Type::kText},         {"long", Type::kLongText},   {"lookup", Type::kLookup},
    {"date", Type::kDate},         {"integer", Type::kInteger}, {"longitude", Type::kLongitude},
    {"latitude", Type::kLatitude}, {"phone", Type::kPhone},     {"email", Type::kEmail},
    {"checkbox", Type::kCheckbox}, {"code", Type::kCode},       {"country", Type::kCountry},
    {"language", Type::kLanguage}};

std::vector<std::string_view> SplitBar(std::string_view text) {
  std::vector<std::string_view> parts;
  while (text != "-" && !text.empty()) {
    const std::size_t bar = text.find('|');
    parts.push_back(text.substr(0, bar));
    text = bar == std::string_view::npos ? std::string_view() : text.substr(bar + 1);
  }
  return parts;
}

Field FieldOf(const std::vector<std::string_view>& row) {
  CHECK(row.size() == 8);
  std::size_t part = 0;
  while (part < kParts && kPartNames[part].first != row[2]) ++part;
  const auto* type = std::ranges::find(kTypes, row[3], &std::pair<std::string_view, Type>::first);
  CHECK(part < kParts && type != std::end(kTypes));
  const Standing standing = row[5] == "core"         ? Standing::kCore
                            : row[5] == "deprecated" ? Standing::kDeprecated
                                                     : Standing::kOptional;
  return {row[0],
          row[1],
          static_cast<Part>(part),
          type->second,
          row[4] == "multi",
          standing,
          row[6] == "-" ? std::string_view() : row[6],
          SplitBar(row[7])};
}

struct Tables {
  std::vector<Field> fields;
  std::vector<Code> codes;
  std::map<std::string_view, const Field*> by_name;
  std::map<std::string, std::vector<const Field*>> by_header;
  std::map<std::pair<std::string_view, std::string>, std::string_view> by_meaning;
};

// "A_Agriculture" without the letter of its section.
std::string_view WithoutSection(std::string_view code) {
  return code.size() > 2 && code[1] == '_' ? code.substr(2) : code;
}

void IndexHeaders(Tables& tables) {
  for (const Field& field : tables.fields) {
    tables.by_name[field.name] = &field;
    std::vector<std::string_view> headers = field.aliases;
    headers.push_back(field.name);
    headers.push_back(field.label);
    headers.push_back(field.name.substr(field.name.find('_') + 1));
    for (std::string_view header : headers) {
      auto& meant = tables.by_header[Key(header)];
      if (std::ranges::find(meant, &field) == meant.end()) meant.push_back(&field);
    }
  }
}

void IndexCodes(Tables& tables) {
  for (const Code& code : tables.codes) {
    for (std::string_view text : {code.code, WithoutSection(code.code), code.label})
      tables.by_meaning.emplace(std::pair(code.list, Key(text)), code.code);
  }
  for (const Field& field : tables.fields) {
    const std::string before = Key(field.name.substr(field.name.find('_') + 1));
    for (const Code& code : tables.codes) {
      if (code.list == field.list)
        tables.by_meaning.emplace(std::pair(code.list, before + Key(code.code)), code.code);
    }
  }
}

Tables Load() {
  Tables tables;
  text::ForEachRow(embedded::htcds_fields(), [&](const auto& row) { tables.fields.push_back(FieldOf(row)); });
  text::ForEachRow(embedded::htcds_codes(), [&](const auto& row) {
    CHECK(row.size() == 3);
    tables.codes.push_back({row[0], row[1], row[2]});
  });
  return tables;
}

const Tables& All() {
  // The maps point into the vectors, so they are filled where these stay.
  static const Tables* const tables = [] {
    auto* made = new Tables(Load());
    IndexHeaders(*made);
    IndexCodes(*made);
    return made;
  }();
  return *tables;
}

}  // namespace

std::span<const Field> Fields() {
  return All().fields;
}

std::span<const Code> Codes() {
  return All().codes;
}

const Field* FieldNamed(std::string_view name) {
  auto found = All().by_name.find(name);
  return found == All().by_name.end() ? nullptr : found->second;
}

std::vector<const Field*> FieldsMeant(std::string_view header) {
  auto found = All().by_header.find(Key(header));
  if (found != All().by_header.end()) return found->second;
  // Survey tools write "group/prs_First_Name", Salesforce "FirstName__c".
  const std::size_t slash = header.rfind('/');
  if (slash != std::string_view::npos && header.substr(slash + 1).find('_') == 3)
    return FieldsMeant(header.substr(slash + 1));
  if (header.size() > 3 && header.ends_with("__c")) return FieldsMeant(header.substr(0, header.size() - 3));
  return {};
}

std::string_view CodeMeant(std::string_view list, std::string_view text) {
  auto found = All().by_meaning.find(std::pair(list, Key(text)));
  return found == All().by_meaning.end() ? std::string_view() : found->second;
}

std::string_view PartName(Part part) {
  return kPartNames[static_cast<std::size_t>(part)].first;
}

std::string_view PartPlural(Part part) {
  return kPartNames[static_cast<std::size_t>(part)].second;
}

std::string Key(std::string_view text) {
  std::string key;
  for (const char c : text) {
    const bool lower =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80) != 0;
    if (lower) key += c;
    if (c >= 'A' && c <= 'Z') key += static_cast<char>(c + 32);
  }
  return key;
}

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kSpaces[] = {" ", "\t", "\n", "\v", "\f", "\r", "\xC2\xA0", "\xE3\x80\x80"};
  bool again = true;
  while (again) {
    again = false;
    for (const std::string_view space : kSpaces) {
      if (text.starts_with(space)) text.remove_prefix(space.size()), again = true;
      if (text.ends_with(space)) text.remove_suffix(space.size()), again = true;
    }
  }
  return text;
}

}  // namespace htcds
