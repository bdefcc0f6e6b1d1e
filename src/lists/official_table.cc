#include "lists/official_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.h"
#include "base/limits.h"
#include "embed/list_dfat.h"
#include "embed/list_ebrd.h"
#include "embed/list_world_bank.h"
#include "lists/cbp_orders.h"
#include "lists/dol_goods.h"
#include "lists/layouts.h"
#include "lists/opensanctions_csv.h"
#include "lists/text_rules.h"
#include "lists/uflpa.h"
#include "lists/whole_table.h"

namespace lists {
namespace {

struct BuiltIn {
  std::string_view layout;
  Mapping mapping;
};

// Parsed once; a mapping that is built in is never wrong.
const std::vector<BuiltIn>& BuiltIns() {
  static const std::vector<BuiltIn> all = [] {
    std::vector<BuiltIn> made;
    for (const auto& [layout, toml] :
         {std::pair(kWorldBank, embedded::list_world_bank()), std::pair(kEbrd, embedded::list_ebrd()),
          std::pair(kDfat, embedded::list_dfat())}) {
      base::Result<Mapping> mapping = ParseMapping(toml, std::string(layout));
      CHECK(mapping.has_value());
      made.push_back({layout, *std::move(mapping)});
    }
    return made;
  }();
  return all;
}

// A header by which a layout is known. Where other tables may have such a header too, `knows` says of the
// first records below it whether the cells in the column `telling` are the publisher's own.
struct Signature {
  std::string_view layout;
  std::vector<ColumnNames> columns;
  std::size_t telling = kNoColumn;
  bool (*knows)(std::string_view cell) = nullptr;
};

const std::vector<Signature>& Signatures() {
  static const std::vector<Signature> all = [] {
    std::vector<Signature> made;
    for (const BuiltIn& built_in : BuiltIns()) {
      Signature signature{built_in.layout, {}};
      for (const std::string& column : built_in.mapping.header) signature.columns.push_back({{column}});
      made.push_back(std::move(signature));
    }
    const auto add = [&](std::string_view layout, std::span<const ColumnNames> columns,
                         std::optional<TellingColumn> telling = std::nullopt) {
      Signature signature{layout, {columns.begin(), columns.end()}};
      if (telling) {
        signature.telling = telling->column;
        signature.knows = telling->knows;
        signature.columns[telling->column].needed = true;
        if (telling->also_needed != kNoColumn) signature.columns[telling->also_needed].needed = true;
      }
      made.push_back(std::move(signature));
    };
    add(kOpenSanctionsCsv, OpenSanctionsColumns());
    for (const TellingColumn& telling : CbpTellingColumns()) add(kCbpOrders, CbpOrderColumns(), telling);
    add(kUflpa, UflpaColumns(), UflpaTellingColumn());
    add(kDolGoods, DolGoodsColumns());
    return made;
  }();
  return all;
}

// Calls `look` with the first records of every sheet; stops where it says so.
template <typename Look>
base::Status ForEachSheet(std::string_view bytes, const std::string& name, const Look& look) {
  std::vector<std::string> sheets = {""};
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    files::TableOptions options;
    options.sheet = sheets[i];
    std::unique_ptr<files::TableReader> reader = TRY(files::OpenTableBytes(bytes, name, options));
    if (i == 0 && !reader->info().sheets.empty()) sheets = reader->info().sheets;  // the first is open
    if (TRY(look(std::move(reader)))) return base::Ok();
  }
  return base::Ok();
}

// Whether the records below a header are the publisher's own. Reads the first of them.
base::Result<bool> Confirmed(const Signature& signature, const std::vector<std::size_t>& columns,
                             files::TableReader& reader) {
  constexpr std::size_t kLookedAt = 20;
  if (signature.knows == nullptr) return true;
  files::Record record;
  std::size_t rows = 0;
  std::size_t known = 0;
  std::size_t other = 0;
  for (std::size_t i = 0; i < kLookedAt && TRY(reader.Next(record)); ++i) {
    if (record.IsBlank()) continue;
    ++rows;
    const std::string_view cell = Trim(record.Cell(columns[signature.telling]));
    if (!cell.empty()) ++(signature.knows(cell) ? known : other);
  }
  // A header alone is a list without entries, which its reader reports.
  return known > other || rows == 0;
}

std::string Wanted(std::span<const ColumnNames> wanted) {
  std::string names;
  for (const ColumnNames& column : wanted) {
    if (column.needed) names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", column.names.front());
  }
  return names;
}

}  // namespace

std::optional<std::vector<std::size_t>> FindColumns(const files::Record& record,
                                                    std::span<const ColumnNames> wanted) {
  std::vector<std::string> cells;
  for (const std::string& cell : record.cells) cells.push_back(Folded(cell));
  std::vector<std::size_t> columns;
  for (const ColumnNames& column : wanted) {
    std::size_t at = kNoColumn;
    for (const std::string_view name : column.names) {
      const auto found = std::find(cells.begin(), cells.end(), name);
      if (found == cells.end()) continue;
      at = static_cast<std::size_t>(found - cells.begin());
      break;
    }
    if (at == kNoColumn && column.needed) return std::nullopt;
    columns.push_back(at);
  }
  return columns;
}

base::Result<OpenedTable> OpenByHeader(std::string_view bytes, const std::string& name,
                                       std::span<const ColumnNames> wanted) {
  OpenedTable opened;
  const auto look = [&](std::unique_ptr<files::TableReader> reader) -> base::Result<bool> {
    files::Record record;
    for (std::size_t i = 0; i < base::kMaxMappingHeaderRows && TRY(reader->Next(record)); ++i) {
      std::optional<std::vector<std::size_t>> columns = FindColumns(record, wanted);
      if (!columns) {
        continue;
      }
      opened.columns = *std::move(columns);
      opened.header_row = record.row;
      auto whole = std::make_unique<WholeTable>(std::move(reader), bytes, name);
      whole->BeginBelow(record.cells);
      opened.reader = std::move(whole);
      return true;
    }
    return false;
  };
  TRY(ForEachSheet(bytes, name, look));
  if (opened.reader) return opened;
  return base::Invalid(
      fmt::format("{}: no header with the columns {} in the first {} records (kMaxMappingHeaderRows)", name,
                  Wanted(wanted), base::kMaxMappingHeaderRows));
}

base::Result<std::optional<RecognisedTable>> RecogniseTable(std::string_view bytes, const std::string& name) {
  std::optional<RecognisedTable> recognised;
  const auto look = [&](std::unique_ptr<files::TableReader> reader) -> base::Result<bool> {
    files::Record record;
    for (std::size_t i = 0; i < base::kMaxMappingHeaderRows && TRY(reader->Next(record)); ++i) {
      for (const Signature& signature : Signatures()) {
        const std::optional<std::vector<std::size_t>> columns = FindColumns(record, signature.columns);
        if (!columns || !TRY(Confirmed(signature, *columns, *reader))) continue;
        recognised = RecognisedTable{std::string(signature.layout), reader->info().sheet};
        return true;
      }
    }
    return false;
  };
  TRY(ForEachSheet(bytes, name, look));
  return recognised;
}

const Mapping* BuiltInMapping(std::string_view layout) {
  for (const BuiltIn& built_in : BuiltIns()) {
    if (built_in.layout == layout) return &built_in.mapping;
  }
  return nullptr;
}

}  // namespace lists
