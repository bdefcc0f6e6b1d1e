#include "lists/opensanctions_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "lists/text_rules.h"

namespace lists {
namespace {

using entity::PropertyNamed;

enum Column {
  kId,
  kSchema,
  kName,
  kAliases,
  kBirthDate,
  kCountries,
  kAddresses,
  kIdentifiers,
  kSanctions,
  kDataset,
  kPhones,
  kEmails,
  kPrograms,
  kLastChange,
};

// "IMO9187629", "IMO 9187629"
bool IsImoNumber(std::string_view text) {
  std::string_view digits = StartsWithIgnoringCase(text, "imo") ? Trim(text.substr(3)) : std::string_view();
  return digits.size() == 7 && digits.find_first_not_of("0123456789") == std::string_view::npos;
}

entity::Property IdentifierProperty(entity::Schema schema, std::string_view text) {
  if (IsImoNumber(text)) return entity::prop::ImoNumber();
  return schema.IsA(entity::schema::Person()) ? entity::prop::IdNumber() : entity::prop::RegistrationNumber();
}

bool IsParty(entity::Schema schema) {
  static const entity::Schema vehicle = entity::SchemaNamed("Vehicle");
  return schema.IsA(entity::schema::LegalEntity()) || schema.IsA(vehicle);
}

class Reader {
 public:
  Reader(const std::string& name, const ProblemSink& problems, Collector& collector, Edition& edition)
      : name_(name), problems_(problems), collector_(collector), edition_(edition) {}

  base::Status Run(OpenedTable& table) {
    files::Record record;
    while (TRY(table.reader->Next(record))) {
      if (!record.IsBlank()) TRY(ReadRow(record, table.columns));
    }
    for (const std::string& warning : table.reader->info().warnings)
      problems_(Problem{name_, 0, "", "", warning});
    return base::Ok();
  }

 private:
  base::Status ReadRow(const files::Record& record, const std::vector<std::size_t>& columns) {
    const auto cell = [&](Column column) {
      const std::size_t at = columns[column];
      return at == kNoColumn ? std::string_view() : Trim(record.Cell(at));
    };
    Draft draft(problems_, name_, record.row);
    const std::optional<entity::Schema> schema = entity::FindSchema(cell(kSchema));
    if (!schema) {
      draft.Report("schema", Shortened(cell(kSchema)), "not a schema of FollowTheMoney; the row is not read");
      return base::Ok();
    }
    if (!IsParty(*schema)) {
      ++edition_.not_parties;
      return base::Ok();
    }
    entity::Entity& entity = draft.entity();
    entity.schema = *schema;
    entity.id = cell(kId);
    entity.caption = cell(kName);
    const auto add_all = [&](Column column, entity::Property property, std::string_view origin) {
      for (const std::string& value : SimpleCsvValues(cell(column))) draft.Add(property, value, origin);
    };
    draft.AddText(entity::prop::Name(), cell(kName), "name");
    add_all(kAliases, entity::prop::Alias(), "aliases");
    add_all(
        kBirthDate,
        schema->IsA(entity::schema::Person()) ? entity::prop::BirthDate() : entity::prop::IncorporationDate(),
        "birth_date");
    add_all(kCountries, entity::prop::Country(), "countries");
    add_all(kAddresses, entity::prop::AddressText(), "addresses");
    for (const std::string& value : SimpleCsvValues(cell(kIdentifiers)))
      draft.AddText(IdentifierProperty(*schema, value), value, "identifiers");
    add_all(kSanctions, PropertyNamed("program"), "sanctions");
    add_all(kPhones, PropertyNamed("phone"), "phones");
    add_all(kEmails, PropertyNamed("email"), "emails");
    add_all(kPrograms, PropertyNamed("programId"), "program_ids");
    for (const std::string& value : SimpleCsvValues(cell(kDataset)))
      draft.AddNote("Dataset: " + value, "dataset");
    draft.AddDate(PropertyNamed("modifiedAt"), cell(kLastChange).substr(0, 10), "last_change");
    return collector_.Take(std::move(draft));
  }

  const std::string& name_;
  const ProblemSink& problems_;
  Collector& collector_;
  Edition& edition_;
};

}  // namespace

std::vector<std::string> SimpleCsvValues(std::string_view cell) {
  std::vector<std::string> values;
  const auto keep = [&](std::string value) {
    value = Squeeze(value);
    if (!value.empty()) values.push_back(std::move(value));
  };
  while (!cell.empty()) {
    std::string value;
    std::size_t at = 0;
    bool closed = false;
    if (cell.front() == '"') {
      for (at = 1; at < cell.size(); ++at) {
        if (cell[at] != '"') {
          value += cell[at];
        } else if (at + 1 < cell.size() && cell[at + 1] == '"') {
          value += '"';
          ++at;
        } else {
          ++at;
          closed = at == cell.size() || cell[at] == ';';
          break;
        }
      }
    }
    if (!closed) {
      at = std::min(cell.find(';'), cell.size());
      value = cell.substr(0, at);
    }
    keep(std::move(value));
    cell.remove_prefix(std::min(at + 1, cell.size()));
  }
  return values;
}

std::span<const ColumnNames> OpenSanctionsColumns() {
  static const std::array<ColumnNames, 14> columns = {{{{"id"}},
                                                       {{"schema"}},
                                                       {{"name"}},
                                                       {{"aliases"}},
                                                       {{"birth_date"}},
                                                       {{"countries"}},
                                                       {{"addresses"}},
                                                       {{"identifiers"}},
                                                       {{"sanctions"}},
                                                       {{"dataset"}, false},
                                                       {{"phones"}, false},
                                                       {{"emails"}, false},
                                                       {{"program_ids"}, false},
                                                       {{"last_change"}, false}}};
  return columns;
}

base::Status ReadOpenSanctionsCsv(std::string_view bytes, const std::string& name,
                                  const ProblemSink& problems, Collector& collector, Edition& edition) {
  OpenedTable table = TRY(OpenByHeader(bytes, name, OpenSanctionsColumns()));
  return Reader(name, problems, collector, edition).Run(table);
}

}  // namespace lists
