#include "lists/ofac_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

#include "files/table.h"
#include "lists/text_rules.h"
#include "lists/whole_table.h"

namespace lists {
namespace {

using entity::PropertyNamed;
using Row = std::vector<std::string>;
using RowsById =
    std::unordered_map<std::string, std::vector<std::pair<std::size_t, Row>>>;  // with the row's number

enum Primary {
  kEntNum,
  kName,
  kType,
  kProgram,
  kTitle,
  kCallSign,
  kVesselType,
  kTonnage,
  kGrt,
  kFlag,
  kOwner,
  kRemarks
};
enum Alternate { kAltNum = 1, kAltType, kAltName, kAltRemarks };
enum Address { kAddNum = 1, kStreet, kCity, kCountry, kAddRemarks };

constexpr std::size_t kPrimaryColumns = 12;
constexpr std::size_t kAlternateColumns = 5;
constexpr std::size_t kAddressColumns = 6;
constexpr std::size_t kCommentColumns = 2;

// The cell without OFAC's null mark ("-0-", and "-0" where a file was cut off).
std::string_view Cell(const Row& row, std::size_t column) {
  if (column >= row.size()) return {};
  const std::string_view text = Trim(row[column]);
  return text == "-0-" || text == "-0" ? std::string_view() : text;
}

bool IsTrailer(const files::Record& record) {
  return record.IsBlank() || (record.cells.size() == 1 && Trim(record.cells[0]) == "\x1A");
}

// Calls `take` for each record that has at least `columns` cells; others are reported.
template <typename Take>
base::Status ForEachRow(const OfacTexts::Text& text, std::size_t columns, const ProblemSink& problems,
                        const Take& take) {
  files::TableOptions options;
  options.delimiter = ',';
  WholeTable table(TRY(files::OpenTableBytes(text.bytes, text.name, options)), text.bytes, text.name);
  table.BeginBelow(std::vector<std::string>(columns, "column"));
  files::Record record;
  while (TRY(table.Next(record))) {
    if (IsTrailer(record)) continue;
    if (record.cells.size() < columns) {
      problems(Problem{text.name, record.row, "", Shortened(record.cells.empty() ? "" : record.cells[0]),
                       fmt::format("{} columns where the layout has {}; the record is not read",
                                   record.cells.size(), columns)});
      continue;
    }
    TRY(take(record));
  }
  for (const std::string& warning : table.info().warnings) problems(Problem{text.name, 0, "", "", warning});
  return base::Ok();
}

base::Result<RowsById> ReadRows(const OfacTexts::Text& text, std::size_t columns,
                                const ProblemSink& problems) {
  RowsById rows;
  if (!text.present) return rows;
  TRY(ForEachRow(text, columns, problems, [&](files::Record& record) -> base::Status {
    std::string id(Cell(record.cells, kEntNum));
    rows[std::move(id)].emplace_back(record.row, std::move(record.cells));
    return base::Ok();
  }));
  return rows;
}

entity::Schema SchemaOf(const Row& row, const Draft& draft) {
  const std::string type = Folded(Cell(row, kType));
  if (type == "individual") return entity::schema::Person();
  if (type == "vessel") return entity::schema::Vessel();
  if (type == "aircraft") return entity::schema::Airplane();
  if (!type.empty() && type != "entity")
    draft.Report("SDN_Type", type, "not a type we know; read as an organisation");
  return entity::schema::Organization();
}

// "DELOS REYES, Feliciano Semborio, Jr.": last name, given names, suffix.
void AddPersonParts(std::string_view name, Draft& draft) {
  static const entity::Property suffix = PropertyNamed("nameSuffix");
  const std::size_t comma = name.find(", ");
  if (comma == std::string_view::npos) return;
  std::string_view given = name.substr(comma + 2);
  if (const std::size_t second = given.find(", "); second != std::string_view::npos) {
    draft.AddText(suffix, given.substr(second + 2), "SDN_Name");
    given = given.substr(0, second);
  }
  draft.AddText(entity::prop::LastName(), name.substr(0, comma), "SDN_Name");
  draft.AddText(entity::prop::FirstName(), given, "SDN_Name");
}

// "IRAN] [SDGT] [IFSR" is three programmes.
void AddPrograms(std::string_view text, Draft& draft) {
  static const entity::Property program = PropertyNamed("program");
  while (!text.empty()) {
    const std::size_t end = text.find("] [");
    draft.AddText(program, text.substr(0, end), "Program");
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 3);
  }
}

void AddVessel(const Row& row, Draft& draft) {
  draft.AddText(PropertyNamed("callSign"), Cell(row, kCallSign), "Call_Sign");
  draft.AddText(PropertyNamed("type"), Cell(row, kVesselType), "Vess_type");
  draft.AddText(PropertyNamed("deadweightTonnage"), Cell(row, kTonnage), "Tonnage");
  draft.AddText(PropertyNamed("grossRegisteredTonnage"), Cell(row, kGrt), "GRT");
  const std::string_view flag = Cell(row, kFlag);
  if (LowerAscii(flag) != "none identified") draft.AddCountry(PropertyNamed("flag"), flag, "Vess_flag");
  if (const std::string_view owner = Cell(row, kOwner); !owner.empty())
    draft.AddNote(fmt::format("Owner: {}", owner), "Vess_owner");
}

void AddAlternate(const Row& row, Draft& draft) {
  const std::string type = Folded(Cell(row, kAltType));
  if (type != "aka" && type != "fka" && type != "nka")
    draft.Report("alt_type", type, "not aka, fka or nka; read as an alias");
  draft.AddText(type == "fka" ? entity::prop::PreviousName() : entity::prop::Alias(), Cell(row, kAltName),
                "alt_name");
  draft.AddNote(Cell(row, kAltRemarks), "alt_remarks");
}

void AddAddress(const Row& row, Draft& draft) {
  const std::string_view country =
      LowerAscii(Cell(row, kCountry)) == "undetermined" ? std::string_view() : Cell(row, kCountry);
  std::string address;
  for (std::string_view part : {Cell(row, kStreet), Cell(row, kCity), country}) {
    if (part.empty()) continue;
    if (!address.empty()) address += ", ";
    address += part;
  }
  if (address != country) draft.AddText(entity::prop::AddressText(), address, "add.csv");
  draft.AddCountry(entity::prop::Country(), country, "add.csv");
  draft.AddNote(Cell(row, kAddRemarks), "Add_remarks");
}

class Reader {
 public:
  Reader(const OfacTexts& texts, const ProblemSink& problems, Collector& collector)
      : texts_(texts), problems_(problems), collector_(collector) {}

  base::Status Run(RemarkCounts& counts) {
    alternates_ = TRY(ReadRows(texts_.alternates, kAlternateColumns, problems_));
    addresses_ = TRY(ReadRows(texts_.addresses, kAddressColumns, problems_));
    comments_ = TRY(ReadRows(texts_.comments, kCommentColumns, problems_));
    ReportMissing(texts_.alternates, "no file of other names beside it; aliases are not read");
    ReportMissing(texts_.addresses, "no file of addresses beside it; addresses and countries are not read");
    TRY(ForEachRow(texts_.primary, kPrimaryColumns, problems_,
                   [&](files::Record& record) { return ReadEntry(record, counts); }));
    ReportLeftOver(texts_.alternates, alternates_);
    ReportLeftOver(texts_.addresses, addresses_);
    ReportLeftOver(texts_.comments, comments_);
    return base::Ok();
  }

 private:
  base::Status ReadEntry(const files::Record& record, RemarkCounts& counts) {
    const Row& row = record.cells;
    Draft draft(problems_, texts_.primary.name, record.row);
    entity::Entity& entity = draft.entity();
    entity.id = Cell(row, kEntNum);
    entity.schema = SchemaOf(row, draft);
    entity.caption = Cell(row, kName);
    draft.AddText(entity::prop::Name(), entity.caption, "SDN_Name");
    const bool person = entity.schema == entity::schema::Person();
    if (person) AddPersonParts(entity.caption, draft);
    draft.AddText(PropertyNamed(person ? "position" : "description"), Cell(row, kTitle), "Title");
    AddPrograms(Cell(row, kProgram), draft);
    draft.AddText(entity::prop::Topics(), "sanction", "Program");
    for (const auto& [number, alternate] : Taken(alternates_, entity.id)) AddAlternate(alternate, draft);
    if (entity.schema == entity::schema::Vessel()) AddVessel(row, draft);
    for (const auto& [number, address] : Taken(addresses_, entity.id)) AddAddress(address, draft);
    std::string remarks(Cell(row, kRemarks));
    for (const auto& [number, comment] : Taken(comments_, entity.id)) remarks += Cell(comment, 1);
    ReadOfacRemarks(remarks, draft, counts);
    return collector_.Take(std::move(draft));
  }

  // The rows of an entry, taken out: what is left at the end belongs to nobody.
  static std::vector<std::pair<std::size_t, Row>> Taken(RowsById& rows, const std::string& id) {
    const auto found = rows.find(id);
    if (found == rows.end()) return {};
    std::vector<std::pair<std::size_t, Row>> taken = std::move(found->second);
    rows.erase(found);
    return taken;
  }

  void ReportMissing(const OfacTexts::Text& text, std::string_view reason) {
    if (!text.present) problems_(Problem{texts_.primary.name, 0, text.name, "", std::string(reason)});
  }

  void ReportLeftOver(const OfacTexts::Text& text, const RowsById& rows) {
    std::vector<std::pair<std::size_t, std::string>> left;
    for (const auto& [id, list] : rows) {
      for (const auto& [number, row] : list) left.emplace_back(number, id);
    }
    std::sort(left.begin(), left.end());
    for (const auto& [number, id] : left) {
      problems_(Problem{text.name, number, "ent_num", id,
                        "no entry of this number in " + texts_.primary.name + "; not read"});
    }
  }

  const OfacTexts& texts_;
  const ProblemSink& problems_;
  Collector& collector_;
  RowsById alternates_, addresses_, comments_;
};

}  // namespace

std::optional<OfacFiles> FindOfacFiles(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  const bool folder = fs::is_directory(path, ignored);
  const std::string given = folder ? std::string() : LowerAscii(fs::path(path).filename().string());
  std::unordered_map<std::string, std::string> found;  // by name in lower case
  const fs::path where = folder ? fs::path(path) : fs::path(path).parent_path();
  fs::directory_iterator end;
  for (fs::directory_iterator at(where.empty() ? fs::path(".") : where, ignored); !ignored && at != end;
       at.increment(ignored)) {
    if (at->is_regular_file(ignored)) found[LowerAscii(at->path().filename().string())] = at->path().string();
  }
  struct Names {
    const char *primary, *alternates, *addresses, *comments;
  };
  for (const Names& names : {Names{"sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv"},
                             Names{"cons_prim.csv", "cons_alt.csv", "cons_add.csv", "cons_comments.csv"}}) {
    if (!found.contains(names.primary) || (!folder && given != names.primary)) continue;
    return OfacFiles{found[names.primary], found[names.alternates], found[names.addresses],
                     found[names.comments]};
  }
  return std::nullopt;
}

base::Status ReadOfacCsv(const OfacTexts& texts, const ProblemSink& problems, Collector& collector,
                         RemarkCounts* counts) {
  RemarkCounts local;
  return Reader(texts, problems, collector).Run(counts == nullptr ? local : *counts);
}

}  // namespace lists
