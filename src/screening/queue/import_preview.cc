#include "screening/queue/import_preview.h"

#include <algorithm>

#include "base/limits.h"
#include "files/json_lines.h"
#include "screening/field_values.h"
#include "screening/parties.h"
#include "screening/queue/import_mapping.h"
#include "screening/queue/party_draft.h"

namespace screening {
namespace {

base::Result<std::vector<files::Record>> FirstRecords(files::TableReader& reader) {
  std::vector<files::Record> records;
  files::Record record;
  while (records.size() < base::kMaxPartyHeaderRows && TRY(reader.Next(record)))
    records.push_back(std::exchange(record, {}));
  return records;
}

std::string UseOf(const Column& column) {
  return column.fields.empty() ? std::string() : UseOfField(column.fields.front());
}

std::string ChosenUse(const ImportMapping& mapping, std::size_t index) {
  for (const ImportMapping::Use& use : mapping.uses)
    if (use.column == index) return use.use;
  return {};
}

void AddSamples(const std::vector<files::Record>& records, std::size_t header_row, PreviewColumn& column) {
  for (const files::Record& record : records) {
    if (record.row <= header_row || column.samples.size() == kPreviewSamples) continue;
    const std::string text = TidyText(record.Cell(column.index));
    if (!text.empty()) column.samples.push_back(RejectValue(text));
  }
}

base::Status DescribeTable(std::string_view bytes, const std::string& name, const ImportMapping& mapping,
                           const ReadingPlan& plan, ImportPreview& preview) {
  const std::unique_ptr<files::TableReader> reader =
      TRY(files::OpenTableBytes(bytes, name, plan.options.table));
  const std::vector<files::Record> records = TRY(FirstRecords(*reader));
  const Layout recognised = TRY(DescribeLayout(records, mapping.header_row, {}));
  // With the header row that was found without the person's uses: both describe the same rows.
  const Layout used = TRY(DescribeLayout(records, recognised.header_row, plan.options.uses));
  preview.sheets = reader->info().sheets;
  preview.sheet = reader->info().sheet;
  preview.header_row = recognised.header_row;
  for (const Column& column : recognised.columns) {
    PreviewColumn shown;
    shown.index = column.index;
    shown.header = column.header;
    shown.recognised = UseOf(column);
    const std::string chosen = ChosenUse(mapping, column.index);
    shown.use = chosen.empty() ? shown.recognised : chosen;
    shown.why_not = column.why_not;
    AddSamples(records, recognised.header_row, shown);
    preview.columns.push_back(std::move(shown));
  }
  if (!HoldsNames(used)) preview.problem = "no column holds a name yet; choose the one that does";
  return base::Ok();
}

// The keys of JSON lines as columns, in order of appearance.
base::Status DescribeJson(std::string_view bytes, const std::string& name, const ImportMapping& mapping,
                          ImportPreview& preview) {
  ImportMapping none;
  const ReadingPlan plain = TRY(PlanOf(none));
  const std::unique_ptr<PartyReader> reader = TRY(OpenParties(bytes, name, plain.options));
  PartyRow row;
  for (std::size_t rows = 0; rows < kPreviewRows && TRY(reader->Next(row)); ++rows) continue;
  const InputFacts facts = reader->facts();
  const auto add = [&](std::string key, std::string recognised) {
    PreviewColumn column;
    column.index = preview.columns.size();
    column.header = std::move(key);
    column.recognised = std::move(recognised);
    column.use = column.recognised;
    for (const ImportMapping::Use& use : mapping.uses)
      if (use.key == column.header) column.use = use.use;
    preview.columns.push_back(std::move(column));
  };
  for (const std::string& line : facts.recognised) {
    const std::size_t arrow = line.rfind(" -> ");
    const std::optional<Field> field = RecogniseHeader(line.substr(0, arrow));
    add(line.substr(0, arrow), field ? UseOfField(*field) : line.substr(arrow + 4));
  }
  for (const std::string& key : facts.not_used) add(key, {});
  return base::Ok();
}

base::Status ReadSample(std::string_view bytes, const std::string& name, const ReadingPlan& plan,
                        ImportPreview& preview) {
  const std::unique_ptr<PartyReader> reader = TRY(OpenParties(bytes, name, plan.options));
  PartyRow row;
  while (preview.rows_read < kPreviewRows && TRY(reader->Next(row))) {
    ++preview.rows_read;
    if (row.party && preview.sample.size() < kPreviewParties) {
      Party party;
      if (SetContent(party, *row.party)) {
        party.row = static_cast<std::int64_t>(row.row);
        if (plan.extra.number) party.number = row.extra[*plan.extra.number];
        if (plan.extra.spend) party.spend = SpendOf(row.extra[*plan.extra.spend]);
        preview.sample.push_back(std::move(party));
      }
    }
    for (Reject& reject : row.rejects)
      if (preview.rejects.size() < kPreviewRejects) preview.rejects.push_back(std::move(reject));
  }
  const InputFacts facts = reader->facts();
  preview.format = facts.format;
  return base::Ok();
}

bool IsTable(std::string_view bytes, const std::string& name) {
  const auto reader = OpenParties(bytes, name, {});
  return !reader || (*reader)->facts().format != "JSON lines";
}

}  // namespace

base::Result<std::string> BestSheet(std::string_view bytes, const std::string& name) {
  const auto json = OpenParties(bytes, name, {});
  if (json && (*json)->facts().format == "JSON lines") return std::string();
  const std::unique_ptr<files::TableReader> first = TRY(files::OpenTableBytes(bytes, name, {}));
  for (const std::string& sheet : first->info().sheets) {
    files::TableOptions options;
    options.sheet = sheet;
    const auto reader = files::OpenTableBytes(bytes, name, options);
    if (!reader) continue;
    const auto records = FirstRecords(**reader);
    if (!records) continue;
    const base::Result<Layout> layout = FindLayout(*records, {}, std::nullopt);
    if (layout && !layout->header_assumed) return sheet;
  }
  return first->info().sheet;
}

base::Result<ImportPreview> PreviewOf(std::string_view bytes, const std::string& name,
                                      const ImportMapping& mapping) {
  const ReadingPlan plan = TRY(PlanOf(mapping));
  ImportPreview preview;
  const base::Status described = IsTable(bytes, name) ? DescribeTable(bytes, name, mapping, plan, preview)
                                                      : DescribeJson(bytes, name, mapping, preview);
  if (!described) {
    preview.problem = described.error().external;
    return preview;
  }
  if (!preview.problem.empty()) return preview;
  const base::Status sampled = ReadSample(bytes, name, plan, preview);
  if (!sampled) preview.problem = sampled.error().external;
  return preview;
}

}  // namespace screening
