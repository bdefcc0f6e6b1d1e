// Services out of a table.

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/limits_referral.h"
#include "files/table.h"
#include "voice/referral/directory.h"

namespace voice::referral {
namespace {

using Columns = std::map<std::string, std::size_t>;

std::string Trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1));
}

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

base::Result<Columns> ColumnsOf(const files::Record& header, const std::string& name) {
  Columns columns;
  for (std::size_t i = 0; i < header.cells.size(); ++i) columns[Lower(Trimmed(header.cells[i]))] = i;
  for (const char* needed : {"kind", "name", "country"})
    if (!columns.contains(needed))
      return base::Invalid(fmt::format("{}: the column \"{}\" is missing in the first row", name, needed));
  return columns;
}

std::vector<std::string> Words(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c != ' ' && c != ',' && c != ';')
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

base::Result<Service> ServiceOf(const files::Record& record, const Columns& columns) {
  const auto cell = [&](const char* column) {
    const auto found = columns.find(column);
    return found == columns.end() ? std::string() : Trimmed(record.Cell(found->second));
  };
  const std::optional<Trade> trade = TradeNamed(Lower(cell("kind")));
  if (!trade) return base::Invalid(fmt::format("kind: \"{}\" is none of the directory", cell("kind")));
  Service service{.id = {},
                  .org = {},
                  .shared = Lower(cell("shared")) == "yes",
                  .trade = *trade,
                  .name = cell("name"),
                  .country = Lower(cell("country")),
                  .region = cell("region"),
                  .languages = Words(Lower(cell("languages"))),
                  .cost = cell("cost"),
                  .hours = cell("hours"),
                  .address = cell("address"),
                  .phone = cell("phone"),
                  .mail = cell("mail"),
                  .capacity = cell("capacity"),
                  .checked = {}};
  if (const std::string checked = cell("checked"); !checked.empty()) {
    const base::Result<base::UtcTime> day = base::ParseTime(checked + "T00:00:00Z");
    if (!day) return base::Invalid(fmt::format("checked: \"{}\" is no day; write it as 2026-11-22", checked));
    service.checked = DayOf(*day);
  }
  TRY(CheckService(service));
  return service;
}

}  // namespace

base::Result<ReadServices> ReadServiceTable(std::string_view bytes, const std::string& name) {
  if (bytes.size() > base::kMaxServiceFileBytes)
    return base::TooLarge(fmt::format("{}: larger than {} bytes", name, base::kMaxServiceFileBytes));
  const std::unique_ptr<files::TableReader> reader = TRY(files::OpenTableBytes(bytes, name));
  files::Record record;
  if (!TRY(reader->Next(record))) return base::Invalid(fmt::format("{}: there is nothing in it", name));
  const Columns columns = TRY(ColumnsOf(record, name));
  ReadServices read;
  while (TRY(reader->Next(record))) {
    if (record.IsBlank()) continue;
    base::Result<Service> service = ServiceOf(record, columns);
    if (!service) {
      read.errors.push_back(fmt::format("row {}: {}", record.row, service.error().external));
      continue;
    }
    const bool twice = std::any_of(read.services.begin(), read.services.end(), [&](const Service& one) {
      return one.trade == service->trade && one.country == service->country && one.name == service->name;
    });
    if (twice)
      read.errors.push_back(fmt::format("row {}: this service stands in the table twice", record.row));
    else
      read.services.push_back(*std::move(service));
  }
  return read;
}

}  // namespace voice::referral
