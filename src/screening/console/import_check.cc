#include "screening/console/import_check.h"

#include "desk/web/pages.h"
#include "html/console_components.h"
#include "html/names.h"
#include "screening/console/page_parts.h"
#include "screening/record_view.h"

namespace screening {

namespace {

using html::El;
using html::Html;
using html::Join;

Html NumbersOf(const entity::Entity& entity) {
  std::string numbers;
  for (const entity::Value& value : entity.values) {
    if (value.property.type() != entity::PropertyType::kIdentifier) continue;
    if (!numbers.empty()) numbers += "; ";
    numbers += value.text;
  }
  return El("span", {{"class", "id"}}, html::Value(numbers));
}

Html SampleTable(const html::Locale& locale, const std::vector<Party>& sample) {
  TableMaker table({{locale.tr("Row"), true},
                    {locale.tr("Name")},
                    {locale.tr("Kind")},
                    {locale.tr("Country")},
                    {locale.tr("Your number")},
                    {locale.tr("Other numbers")}});
  for (const Party& party : sample) {
    const std::string_view head = HeadName(party.entity);
    Html name = html::Value(head);
    if (head != party.entity.caption)
      name.Add(El("span", {{"class", "muted small"}}, " ", html::Value(party.entity.caption)));
    table.Row({locale.Number(party.row), name, locale.tr(party.entity.schema.label()),
               std::string(entity::CountryName(party.country)), html::Value(party.number),
               NumbersOf(party.entity)});
  }
  return table.Done(locale.tr("The first parties as they will be read"));
}

Html AsideSection(const html::Locale& locale, const ImportPreview& preview) {
  if (preview.rejects.empty())
    return html::Section(locale.tr("What will be set aside"),
                         El("p", locale.tr("Nothing of the rows that were looked at.")));
  return html::Section(
      locale.tr("What will be set aside"),
      Join(
          El("p",
             locale.tr(
                 "A row without a usable name is left out. A field that cannot be read is set aside, and its "
                 "party is compared without it. After the import you can download the full list.")),
          RejectsTable(locale, preview.rejects)));
}

Html StartPart(const desk::Context& context, const Import& import, const html::Locale& locale) {
  return html::Form({.action = ImportHref(import.id) + "/start", .csrf = context.csrf()},
                    Join(VersionField(import.version), html::Button(locale.tr("Start the import")), " ",
                         html::LinkButton(locale.tr("Back to the columns"), ImportHref(import.id))));
}

}  // namespace

Html RejectsTable(const html::Locale& locale, const std::vector<Reject>& rejects) {
  TableMaker table({{locale.tr("Row"), true},
                    {locale.tr("Column")},
                    {locale.tr("Value")},
                    {locale.tr("Why")},
                    {locale.tr("What happens")}});
  for (const Reject& reject : rejects) {
    table.Row({locale.Number(static_cast<std::int64_t>(reject.row)), html::Value(reject.column),
               html::Value(reject.value), locale.tr(reject.reason),
               reject.whole_row ? html::Badge(html::Mark::kCare, locale.tr("Row left out"))
                                : html::Badge(html::Mark::kPlain, locale.tr("Field set aside"))});
  }
  return table.Done(locale.tr("What is not used of the file"));
}

Html CheckView(const desk::Context& context, const Import& import, const ImportPreview& preview) {
  const html::Locale& locale = desk::LocaleOf(context);
  if (!preview.problem.empty())
    return html::Stack({html::NoticeOf(html::Mark::kCare, locale.tr(preview.problem)),
                        html::LinkButton(locale.tr("Back to the columns"), ImportHref(import.id))});
  Html about = El("p", locale.ntr("{n} row was looked at for this check; the import reads all.",
                                  "The first {n} rows were looked at for this check; the import reads all.",
                                  static_cast<std::int64_t>(preview.rows_read)));
  for (const std::string& note : preview.notes) about.Add(El("p", {{"class", "muted"}}, locale.tr(note)));
  const Html sample =
      preview.sample.empty()
          ? html::Empty(locale.tr("No party"),
                        locale.tr("None of these rows holds a usable name. Go back to the columns."))
          : SampleTable(locale, preview.sample);
  return html::Stack({html::Section(locale.tr("Parties"), Join(about, sample)), AsideSection(locale, preview),
                      StartPart(context, import, locale)});
}

Html DiscardPart(const desk::Context& context, const Import& import) {
  const html::Locale& locale = desk::LocaleOf(context);
  return html::Closed(
      locale.tr("Discard this import"),
      Join(El("p", locale.tr("The uploaded file is deleted. Parties stay as they are.")),
           html::PostButton(locale.tr("Discard this import"), ImportHref(import.id) + "/discard",
                            context.csrf(), {.kind = html::ButtonKind::kStop})));
}

}  // namespace screening
