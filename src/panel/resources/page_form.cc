#include "panel/resources/page_form.h"

#include "desk/web/parts.h"
#include "html/names.h"
#include "panel/resources/money_words.h"
#include "panel/resources/rates.h"

namespace panel {

using html::Html;

namespace {

// The label of a field, for the summary of what is wrong.
std::string FieldWords(const html::Locale& locale, std::string_view field) {
  if (field == "title") return locale.tr("Title");
  if (field == "countries") return locale.tr("Countries");
  if (field == "sectors") return locale.tr("Sectors (OECD DAC)");
  if (field == "sdg") return locale.tr("SDG targets");
  if (field == "planned_start") return locale.tr("Planned start");
  if (field == "planned_end") return locale.tr("Planned end");
  if (field == "actual_start") return locale.tr("Actual start");
  if (field == "actual_end") return locale.tr("Actual end");
  if (field == "amount") return locale.tr("Amount");
  if (field == "currency") return locale.tr("Currency");
  if (field == "date") return locale.tr("Date");
  if (field == "donor") return locale.tr("Name of somebody outside the panel");
  if (field == "project") return locale.tr("Project");
  if (field == "quantity") return locale.tr("Quantity");
  if (field == "unit") return locale.tr("Unit");
  if (field == "valued_by") return locale.tr("Valued by");
  if (field == "note") return locale.tr("Why");
  if (field == "codes") return locale.tr("Their codes");
  if (field == "count") return locale.tr("How many");
  return {};
}

}  // namespace

std::string PageForm::ErrorAt(std::string_view name) const {
  for (const html::FieldError& error : errors_)
    if (error.control_id == name) return locale_.tr(error.message);
  return {};
}

std::string PageForm::Described(std::string_view name, std::string_view hint) const {
  if (!ErrorAt(name).empty()) return std::string(name) + "-err";
  return hint.empty() ? std::string() : std::string(name) + "-hint";
}

Html PageForm::Text(std::string_view name, std::string_view label, std::string_view hint) const {
  const std::string error = ErrorAt(name);
  const std::string described = Described(name, hint);
  return html::Field(
      {.control_id = name, .label = label, .hint = hint, .error = error},
      html::Input(
          {.name = name, .value = typed_.Get(name), .described_by = described, .invalid = !error.empty()}));
}

Html PageForm::Date(std::string_view name, std::string_view label, std::string_view hint) const {
  const std::string error = ErrorAt(name);
  const std::string described = Described(name, hint);
  return html::Field({.control_id = name, .label = label, .hint = hint, .error = error},
                     html::Input({.name = name,
                                  .type = html::InputType::kDate,
                                  .value = typed_.Get(name),
                                  .described_by = described,
                                  .invalid = !error.empty()}));
}

Html PageForm::Area(std::string_view name, std::string_view label, int rows, std::string_view hint) const {
  return html::Field({.control_id = name, .label = label, .hint = hint, .error = ErrorAt(name)},
                     html::TextArea(name, typed_.Get(name), rows));
}

Html PageForm::Choose(std::string_view name, std::string_view label, const std::vector<html::Choice>& choices,
                      std::string_view hint) const {
  return html::Field({.control_id = name, .label = label, .hint = hint, .error = ErrorAt(name)},
                     html::Select(name, choices, typed_.Get(name)));
}

Html PageForm::Tick(std::string_view name, std::string_view label) const {
  return html::CheckBox(name, "yes", label, typed_.Yes(name));
}

Html PageForm::Errors() const {
  std::vector<html::FieldError> shown = errors_;
  for (html::FieldError& error : shown) {
    error.message = locale_.tr(error.message);
    const std::string field = FieldWords(locale_, error.control_id);
    if (!field.empty()) error.message = field + ": " + error.message;
  }
  return html::ErrorSummary(locale_.tr("This cannot be saved yet"), shown);
}

bool IsMendable(const base::Error& error) {
  return error.code == base::Code::kInvalid || error.code == base::Code::kTooLarge ||
         error.code == base::Code::kConflict;
}

std::vector<html::Choice> StageChoices(const html::Locale& locale) {
  std::vector<html::Choice> choices;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Stage::kCount); ++i)
    choices.push_back(
        {std::string(StageName(static_cast<Stage>(i))), StageWords(locale, static_cast<Stage>(i))});
  return choices;
}

Html FaultTable(const html::Locale& locale, const std::string& file, const ImportOutcome& outcome) {
  desk::TableMaker table(
      {{locale.tr("Row or line"), true}, {locale.tr("Field")}, {locale.tr("What is wrong")}});
  for (const ImportFault& fault : outcome.faults)
    table.Row({fault.row == 0 ? Html(locale.tr("whole file"))
                              : Html(locale.Number(static_cast<std::int64_t>(fault.row))),
               html::Value(fault.field), html::Value(fault.text)});
  Html out = html::NoticeOf(
      html::Mark::kHarm,
      locale.ntr("Nothing was taken from {file}: {n} fault. Mend it and upload the file again.",
                 "Nothing was taken from {file}: {n} faults. Mend them and upload the file again.",
                 static_cast<std::int64_t>(outcome.fault_count), {{"file", file}}));
  out.Add(table.Done(locale.tr("Faults")));
  return out;
}

}  // namespace panel
