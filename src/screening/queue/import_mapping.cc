#include "screening/queue/import_mapping.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/limits.h"

namespace screening {
namespace {

namespace json = boost::json;

constexpr std::string_view kNotUsed = "-";
constexpr std::string_view kAddressPartUse = "address-part";
constexpr std::string_view kUsualUses[] = {
    "name",      "alias",        "previousName",   "weakAlias",
    "firstName", "lastName",     "schema",         "type",
    "country",   "jurisdiction", "nationality",    "registrationNumber",
    "taxNumber", "idNumber",     "passportNumber", "leiCode",
    "uscCode",   "imoNumber",    "birthDate",      "incorporationDate",
    "address",   "address-part", "city",           "email",
    "phone",     "website",      "sector",         "goodsDescription",
    "notes",     "number",       "spend",          "tags",
    "-"};

std::optional<std::size_t>* PlaceOf(ExtraColumns& extra, std::string_view use) {
  if (use == "number") return &extra.number;
  if (use == "spend") return &extra.spend;
  return use == "tags" ? &extra.tags : nullptr;
}

}  // namespace

std::vector<std::string> ColumnUses() {
  std::vector<std::string> uses;
  for (const std::string_view use : kUsualUses)
    if (FieldOfUse(use)) uses.emplace_back(use);
  return uses;
}

std::string MappingText(const ImportMapping& mapping) {
  json::array uses;
  for (const ImportMapping::Use& use : mapping.uses)
    uses.push_back(json::object{{"column", use.column}, {"key", use.key}, {"use", use.use}});
  json::object object{{"uses", std::move(uses)}, {"sheet", mapping.sheet}};
  if (mapping.header_row) object["header_row"] = *mapping.header_row;
  return json::serialize(object);
}

base::Result<ImportMapping> ReadMapping(std::string_view text) {
  ImportMapping mapping;
  if (text.empty()) return mapping;
  try {
    const json::value parsed = json::parse(text);
    const json::object& object = parsed.as_object();
    mapping.sheet = std::string(object.at("sheet").as_string());
    if (const json::value* row = object.if_contains("header_row"))
      mapping.header_row = row->to_number<std::size_t>();
    for (const json::value& item : object.at("uses").as_array()) {
      const json::object& use = item.as_object();
      mapping.uses.push_back({use.at("column").to_number<std::size_t>(),
                              std::string(use.at("key").as_string()),
                              std::string(use.at("use").as_string())});
    }
  } catch (const std::exception&) {
    return base::Corrupt("the columns of this import cannot be read");
  }
  return mapping;
}

base::Result<std::optional<Field>> FieldOfUse(std::string_view use) {
  ExtraColumns none;
  if (use == kNotUsed || PlaceOf(none, use) != nullptr) return std::optional<Field>();
  if (use == kAddressPartUse) return std::optional(Field{Role::kAddressPart, {}, false});
  if (use == "type") return std::optional(Field{Role::kKind, {}, false});
  const std::optional<Field> field = FieldNamed(use);
  if (!field) return base::Invalid(fmt::format("\"{}\" is nothing that a column can hold", use));
  return field;
}

std::string UseOfField(const Field& field) {
  switch (field.role) {
    case Role::kSchema:
      return "schema";
    case Role::kKind:
      return "type";
    case Role::kAddressPart:
      return std::string(kAddressPartUse);
    case Role::kProperty:
      break;
  }
  return std::string(field.property.name());
}

base::Result<ReadingPlan> PlanOf(const ImportMapping& mapping) {
  if (mapping.uses.size() > base::kMaxColumns)
    return base::TooLarge(fmt::format("a table has at most {} columns (kMaxColumns)", base::kMaxColumns));
  ReadingPlan plan;
  plan.options.table.sheet = mapping.sheet;
  plan.options.header_row = mapping.header_row;
  for (const ImportMapping::Use& use : mapping.uses) {
    const std::optional<Field> field = TRY(FieldOfUse(use.use));
    const ColumnUse column{use.column, use.key, field};
    plan.options.uses.push_back(column);
    std::optional<std::size_t>* place = PlaceOf(plan.extra, use.use);
    if (place == nullptr) continue;
    if (*place) return base::Invalid(fmt::format("only one column can be used as \"{}\"", use.use));
    *place = plan.options.extra.size();
    plan.options.extra.push_back(column);
  }
  return plan;
}

std::optional<std::int64_t> SpendOf(std::string_view text) {
  constexpr std::int64_t kMost = 1'000'000'000'000'000;
  // The last point or comma begins the fraction where one or two digits follow it; every other one groups.
  const std::size_t mark = text.find_last_of(".,");
  std::size_t digits_after = 0;
  if (mark != std::string_view::npos)
    for (const char c : text.substr(mark + 1)) digits_after += c >= '0' && c <= '9' ? 1 : 0;
  const bool fraction = mark != std::string_view::npos && (digits_after == 1 || digits_after == 2);
  std::int64_t number = 0;
  bool any = false;
  for (const char c : fraction ? text.substr(0, mark) : text) {
    if (c == '-') return std::nullopt;
    if (c < '0' || c > '9') continue;
    any = true;
    number = number * 10 + (c - '0');
    if (number > kMost) return std::nullopt;
  }
  if (!any) return std::nullopt;
  return number;
}

}  // namespace screening
