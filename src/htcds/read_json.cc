#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <optional>
#include <utility>

#include "base/limits.h"
#include "base/limits_htcds.h"
#include "files/utf8.h"
#include "htcds/findings.h"
#include "htcds/header.h"
#include "htcds/readers.h"

namespace htcds {
namespace {

namespace json = boost::json;

std::string_view View(const json::string& text) {
  return {text.data(), text.size()};
}

// A value where the layout has a text: numbers and true/false too, as others write them.
std::optional<std::string> TextOf(const json::value& value) {
  if (value.is_string()) return std::string(View(value.get_string()));
  if (value.is_number() || value.is_bool()) return json::serialize(value);
  return std::nullopt;
}

class JsonFile {
 public:
  explicit JsonFile(const std::string& name) : name_(name) {}

  base::Result<Reading> Read(const json::value& whole);

 private:
  void ReadRecord(const json::value& value);
  void ReadMember(std::string_view member, const json::value& value, Record& record);
  void ReadItems(Part part, const json::value& value, Record& record);
  void ReadSection(Part part, const json::value& value, const std::string& place, Section& section);
  void ReadField(Part part, std::string_view member, const json::value& value, const std::string& place,
                 Section& section);
  void KeepExtra(std::string name, const json::value& value, const std::string& place, Section& section);
  std::string Place() const { return fmt::format("record {}", at_ + 1); }

  const std::string& name_;
  Findings findings_;
  std::vector<Record> records_;
  std::size_t at_ = 0;
};

std::optional<std::string> JoinedText(const json::value& value) {
  const json::array* several = value.if_array();
  if (several == nullptr) return TextOf(value);
  std::string joined;
  for (const json::value& one : *several) {
    const auto text = TextOf(one);
    if (!text) return std::nullopt;
    if (!joined.empty()) joined += ';';
    joined += *text;
  }
  return joined;
}

void JsonFile::KeepExtra(std::string name, const json::value& value, const std::string& place,
                         Section& section) {
  const auto text = TextOf(value);
  if (!text) return findings_.Fault(place, fmt::format("\"{}\" must be a text", name));
  if (text->empty()) return;
  if (!IsFreeName(name) || name.size() > base::kMaxHtcdsNameBytes ||
      text->size() > base::kMaxHtcdsTextBytes || name.find('\0') != std::string::npos ||
      text->find('\0') != std::string::npos) {
    return findings_.Fault(
        place,
        "an extra field needs a name that is no field of the standard, up to kMaxHtcdsNameBytes, "
        "and a text up to kMaxHtcdsTextBytes, both without NUL");
  }
  if (section.extra.size() == base::kMaxHtcdsExtra && !section.extra.contains(name)) {
    return findings_.Fault(place,
                           fmt::format("more than kMaxHtcdsExtra ({}) extra fields", base::kMaxHtcdsExtra));
  }
  section.extra[std::move(name)] = *text;
}

void JsonFile::ReadField(Part part, std::string_view member, const json::value& value,
                         const std::string& place, Section& section) {
  if (value.is_null()) return;
  const auto meant = FieldsMeant(member);
  const auto found = std::ranges::find_if(meant, [&](const Field* field) { return field->part == part; });
  if (found == meant.end()) {
    if (!IsFreeName(member))
      return findings_.Fault(place, fmt::format("{} belongs to another part of the record", member));
    findings_.Note(NoteKind::kUnknownColumn, std::string(member), place,
                   fmt::format("\"{}\" is no field of the standard: kept as an extra field", member));
    return KeepExtra(std::string(member), value, place, section);
  }
  const Field& field = **found;
  const std::string where = fmt::format("{} ({})", place, field.name);
  const auto text = JoinedText(value);
  if (!text || (value.is_array() && !field.multi))
    return findings_.Fault(where, field.multi ? "must be a text or a list of texts" : "must be a text");
  if (text->find('\0') != std::string::npos) return findings_.Fault(where, "holds a NUL; take it out");
  CellValue read = ReadValue(field, *text, DateOrder::kUnknown, true);
  if (!read.problem.empty()) return findings_.Fault(where, read.problem);
  if (read.values.empty()) return;
  if (!read.note.empty())
    findings_.Note(NoteKind::kUnknownValue, std::string(field.name), where, read.note, *text);
  if (field.standing == Standing::kDeprecated)
    findings_.Note(NoteKind::kDeprecatedField, "", where,
                   fmt::format("{} is deprecated in the standard: kept", field.name));
  const auto [at, is_new] = section.fields.emplace(field.name, read.values);
  if (!is_new && at->second != read.values) findings_.Fault(where, "stands twice, with two values");
}

void JsonFile::ReadSection(Part part, const json::value& value, const std::string& place, Section& section) {
  const json::object* object = value.if_object();
  if (object == nullptr) return findings_.Fault(place, "must be an object with \"fields\" and \"extra\"");
  for (const auto& [member, content] : *object) {
    const json::object* pairs = content.if_object();
    if (pairs == nullptr || (member != "fields" && member != "extra")) {
      findings_.Fault(
          place,
          fmt::format("\"{}\" is not part of the layout; there are the objects \"fields\" and \"extra\"",
                      std::string_view(member.data(), member.size())));
      continue;
    }
    for (const auto& [name, one] : *pairs) {
      if (member == "fields") {
        ReadField(part, {name.data(), name.size()}, one, place, section);
      } else if (!one.is_null()) {
        KeepExtra(std::string(name.data(), name.size()), one, place, section);
      }
    }
  }
}

void JsonFile::ReadItems(Part part, const json::value& value, Record& record) {
  const json::array* items = value.if_array();
  if (items == nullptr) return findings_.Fault(Place(), fmt::format("\"{}\" must be a list", PartName(part)));
  if (items->size() > base::kMaxHtcdsItems)
    return findings_.Fault(Place(), fmt::format("more than kMaxHtcdsItems ({}) of \"{}\"",
                                                base::kMaxHtcdsItems, PartName(part)));
  for (const json::value& item : *items) {
    Section section;
    ReadSection(part, item, fmt::format("{}, {} {}", Place(), PartName(part), record.Items(part).size() + 1),
                section);
    record.Items(part).push_back(std::move(section));
  }
}

void JsonFile::ReadMember(std::string_view member, const json::value& value, Record& record) {
  if (member == "number") {
    const auto text = TextOf(value);
    if (!text || text->size() > base::kMaxHtcdsNameBytes || text->find('\0') != std::string::npos)
      return findings_.Fault(Place(), "\"number\" must be a text, up to kMaxHtcdsNameBytes, without NUL");
    record.number = *text;
    return;
  }
  if (member == "case") return ReadSection(Part::kCase, value, Place(), record.main);
  for (std::size_t i = 1; i < kParts; ++i) {
    const Part part = static_cast<Part>(i);
    if (Key(PartPlural(part)) == member) return ReadItems(part, value, record);
  }
  findings_.Fault(
      Place(),
      fmt::format("\"{}\" is not part of the layout; put what the standard lacks into \"extra\" of \"case\"",
                  member));
}

void JsonFile::ReadRecord(const json::value& value) {
  const json::object* object = value.if_object();
  if (object == nullptr) return findings_.Fault(Place(), "must be an object");
  Record record;
  for (const auto& [member, content] : *object) ReadMember({member.data(), member.size()}, content, record);
  records_.push_back(std::move(record));
}

base::Result<Reading> JsonFile::Read(const json::value& whole) {
  const json::object* object = whole.if_object();
  const json::value* format = object == nullptr ? nullptr : object->if_contains("format");
  const json::value* list = object == nullptr ? nullptr : object->if_contains("records");
  if (format == nullptr || *format != "htcds" || list == nullptr || !list->is_array()) {
    return base::Invalid(fmt::format(
        "{}: JSON of cases is {{\"format\": \"htcds\", \"version\": \"2.0\", \"records\": [...]}}", name_));
  }
  const json::value* version = object->if_contains("version");
  if (version == nullptr || *version != "2.0")
    return base::Invalid(
        fmt::format("{}: \"version\" must be \"2.0\", the only one that can be read", name_));
  if (object->size() != 3)
    return base::Invalid(
        fmt::format("{}: beside \"format\", \"version\" and \"records\" there can be nothing", name_));
  const json::array& records = list->get_array();
  if (records.size() > base::kMaxHtcdsRecords)
    return base::TooLarge(fmt::format("{}: more than kMaxHtcdsRecords ({}) cases; split the file", name_,
                                      base::kMaxHtcdsRecords));
  for (; at_ < records.size(); ++at_) ReadRecord(records[at_]);
  if (!findings_.sound()) return findings_.Error(name_);
  Reading reading;
  reading.format = "json";
  reading.records = std::move(records_);
  findings_.MoveNotesTo(reading);
  return reading;
}

}  // namespace

base::Result<Reading> ReadJson(std::string_view bytes, const std::string& name) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (files::ValidUtf8Prefix(bytes) != bytes.size())
    return base::Invalid(fmt::format("{}: not valid UTF-8", name));
  const auto marks = std::ranges::count_if(bytes, [](char c) { return c == ',' || c == '[' || c == '{'; });
  if (static_cast<std::size_t>(marks) > base::kMaxHtcdsJsonMarks) {
    return base::TooLarge(
        fmt::format("{}: more than kMaxHtcdsJsonMarks ({}) commas and brackets; split the file", name,
                    base::kMaxHtcdsJsonMarks));
  }
  json::parse_options options;
  options.max_depth = base::kMaxJsonDepth;
  try {
    json::error_code error;
    const json::value whole = json::parse({bytes.data(), bytes.size()}, error, {}, options);
    if (error) return base::Invalid(fmt::format("{}: not valid JSON: {}", name, error.message()));
    return JsonFile(name).Read(whole);
  } catch (const std::exception& failure) {
    return base::Invalid(fmt::format("{}: cannot be read as JSON: {}", name, failure.what()));
  }
}

}  // namespace htcds
