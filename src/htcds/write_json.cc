#include <boost/json.hpp>

#include "htcds/writers.h"

namespace htcds {
namespace {

namespace json = boost::json;

json::object ToJson(const Section& section) {
  json::object fields, extra, object;
  for (const auto& [name, values] : section.fields) {
    if (FieldNamed(name)->multi) {
      fields[name] = json::array(values.begin(), values.end());
    } else {
      fields[name] = values.front();
    }
  }
  for (const auto& [name, value] : section.extra) extra[name] = value;
  object["fields"] = std::move(fields);
  if (!extra.empty()) object["extra"] = std::move(extra);
  return object;
}

json::object ToJson(const Record& record) {
  json::object object;
  if (!record.number.empty()) object["number"] = record.number;
  object["case"] = ToJson(record.main);
  for (std::size_t i = 1; i < kParts; ++i) {
    if (record.parts[i].empty()) continue;
    json::array items;
    for (const Section& item : record.parts[i]) items.push_back(ToJson(item));
    object[Key(PartPlural(static_cast<Part>(i)))] = std::move(items);
  }
  return object;
}

}  // namespace

std::string WriteJson(std::span<const Record> records) {
  std::string bytes = "{\"format\":\"htcds\",\"version\":\"2.0\",\"records\":[";
  for (const Record& record : records) {
    bytes += &record == records.data() ? "\n" : ",\n";
    bytes += json::serialize(ToJson(record));
  }
  return bytes += "\n]}\n";
}

}  // namespace htcds
