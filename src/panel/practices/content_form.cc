#include "panel/practices/content_form.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "panel/practices/amount.h"
#include "panel/practices/page_words.h"

namespace panel {
namespace {

using html::El;
using html::Html;

constexpr std::size_t kEmptyRows = 2;  // offered below those that are filled

std::string TextOf(const net::Arguments& fields, std::string_view name) {
  return std::string(fields.Get(name));
}

std::vector<std::string> AllOf(const net::Arguments& fields, std::string_view name) {
  std::vector<std::string> values;
  for (const std::string_view value : fields.All(name)) values.emplace_back(value);
  return values;
}

// "Viet Nam, kr; Nepal"
std::vector<std::string> Listed(std::string_view text) {
  std::vector<std::string> values;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(",;\n"), text.size());
    values.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return values;
}

std::string Joined(const std::vector<std::string>& values) {
  std::string joined;
  for (const std::string& value : values) joined += (joined.empty() ? "" : ", ") + value;
  return joined;
}

bool Has(const std::vector<std::string>& values, std::string_view code) {
  return std::find(values.begin(), values.end(), code) != values.end();
}

Html Checks(const html::Locale& locale, const std::string& legend, std::string_view name,
            std::span<const Term> terms, const std::vector<std::string>& chosen, const std::string& error) {
  Html boxes;
  for (const Term& term : terms)
    boxes.Add(html::CheckBox(name, term.code, locale.tr(term.words), Has(chosen, term.code)));
  Html content = El("legend", legend);
  if (!error.empty()) content.Add(El("span", {{"class", "err"}}, error));
  content.Add(El("div", {{"class", "checks"}}, boxes));
  return El("fieldset", {{"id", name}}, content);
}

Html Cell(std::string_view name, std::size_t row, const std::string& label, const Html& control) {
  return html::Field({.control_id = fmt::format("{}-{}", name, row), .label = label}, control);
}

Html InputCell(std::string_view name, std::size_t row, const std::string& label, std::string_view value) {
  const std::string id = fmt::format("{}-{}", name, row);
  return Cell(name, row, label, html::Input({.name = name, .value = value, .id = id}));
}

Html SelectCell(std::string_view name, std::size_t row, const std::string& label,
                const std::vector<html::Choice>& choices, std::string_view chosen) {
  return Cell(name, row, label, html::Select(name, choices, chosen, fmt::format("{}-{}", name, row)));
}

Html TaxonomyFields(const html::Locale& locale, const std::vector<std::string>& topics,
                    const std::vector<std::string>& stages, const std::vector<std::string>& groups,
                    const std::vector<Fault>& faults) {
  Html fields =
      Checks(locale, locale.tr("Topic"), "topics", Topics(), topics, FaultAt(locale, faults, "topics"));
  fields.Add(Checks(locale, locale.tr("Stage of migration"), "stages", Stages(), stages,
                    FaultAt(locale, faults, "stages")));
  fields.Add(
      Checks(locale, locale.tr("For whom"), "groups", Groups(), groups, FaultAt(locale, faults, "groups")));
  return fields;
}

Html PlaceFields(const html::Locale& locale, const std::vector<std::string>& industries,
                 const std::vector<std::string>& countries, const std::vector<Fault>& faults) {
  Html fields =
      TextField({"countries", locale.tr("Countries"), locale.tr("Names or codes, with commas: Viet Nam, kr"),
                 FaultAt(locale, faults, "countries")},
                Joined(countries));
  Html rows;
  for (std::size_t i = 0; i < industries.size() + kEmptyRows; ++i)
    rows.Add(SelectCell("industries", i, locale.tr("Industry (ISIC)"), IndustryChoices(locale),
                        i < industries.size() ? industries[i] : std::string()));
  const std::string error = FaultAt(locale, faults, "industries");
  if (!error.empty()) fields.Add(El("span", {{"class", "err"}, {"id", "industries"}}, error));
  fields.Add(rows);
  return fields;
}

Html MoneyFields(const html::Locale& locale, const PracticeContent& content,
                 const std::vector<Fault>& faults) {
  const std::vector<html::Choice> sides = {{"cost", locale.tr("Cost")}, {"benefit", locale.tr("Benefit")}};
  const std::vector<html::Choice> often = {{"once", locale.tr("once")}, {"yearly", locale.tr("each year")}};
  std::vector<html::Choice> currencies;
  for (const std::string_view code : Currencies())
    currencies.push_back({std::string(code), std::string(code)});
  Html rows;
  for (std::size_t i = 0; i < content.money.size() + kEmptyRows; ++i) {
    const MoneyLine line =
        i < content.money.size() ? content.money[i] : MoneyLine{.currency = "USD", .whose = "company"};
    rows.Add(
        El("div", {{"class", "moneyrow"}},
           SelectCell("money_side", i, locale.tr("Side"), sides, line.benefit ? "benefit" : "cost"),
           InputCell("money_label", i, locale.tr("What"), line.label),
           InputCell("money_amount", i, locale.tr("Amount"), line.amount),
           SelectCell("money_currency", i, locale.tr("Currency"), currencies, line.currency),
           SelectCell("money_often", i, locale.tr("How often"), often, line.yearly ? "yearly" : "once"),
           SelectCell("money_whose", i, locale.tr("Who"), TermChoices(locale, CostBearers()), line.whose)));
  }
  const std::string error = FaultAt(locale, faults, "money");
  Html fields = El("legend", locale.tr("Costs and benefits"));
  if (!error.empty()) fields.Add(El("span", {{"class", "err"}}, error));
  fields.Add(rows);
  Html all = El("fieldset", {{"id", "money"}}, fields);
  all.Add(TextField({"years", locale.tr("Years that are looked ahead"), {}, FaultAt(locale, faults, "years")},
                    fmt::to_string(content.years)));
  return all;
}

Html LinkFields(const html::Locale& locale, const PracticeContent& content,
                const std::vector<Fault>& faults) {
  Html rows;
  for (std::size_t i = 0; i < content.links.size() + kEmptyRows; ++i) {
    const WebLink link = i < content.links.size() ? content.links[i] : WebLink{};
    rows.Add(El("div", {{"class", "fourcols"}},
                InputCell("link_label", i, locale.tr("Name of the link"), link.label),
                InputCell("link_url", i, locale.tr("Address"), link.url)));
  }
  const std::string error = FaultAt(locale, faults, "links");
  Html fields = El("legend", locale.tr("Links"));
  if (!error.empty()) fields.Add(El("span", {{"class", "err"}}, error));
  fields.Add(rows);
  return El("fieldset", {{"id", "links"}}, fields);
}

void ReadMoney(const net::Arguments& fields, PracticeContent& content) {
  const auto sides = fields.All("money_side"), labels = fields.All("money_label"),
             amounts = fields.All("money_amount"), currencies = fields.All("money_currency"),
             often = fields.All("money_often"), whose = fields.All("money_whose");
  const auto at = [](const std::vector<std::string_view>& values, std::size_t i) {
    return i < values.size() ? std::string(values[i]) : std::string();
  };
  const std::size_t most = std::min(labels.size(), base::kMaxPracticeMoneyLines + 1);
  for (std::size_t i = 0; i < most; ++i)
    content.money.push_back({at(sides, i) == "benefit", at(labels, i), at(amounts, i), at(currencies, i),
                             at(often, i) == "yearly", at(whose, i)});
}

}  // namespace

PracticeTexts ReadTextsForm(const net::Arguments& fields) {
  return {TextOf(fields, "title"), TextOf(fields, "summary"), TextOf(fields, "body"),
          TextOf(fields, "evidence"), TextOf(fields, "limits")};
}

Html TextsFormFields(const html::Locale& locale, const PracticeTexts& texts,
                     const std::vector<Fault>& faults) {
  const auto error = [&](std::string_view field) { return FaultAt(locale, faults, field); };
  Html fields = TextField({"title", locale.tr("Title"), {}, error("title")}, texts.title);
  fields.Add(
      TextField({"summary", locale.tr("Summary"), locale.tr("Two or three sentences."), error("summary"), 3},
                texts.summary));
  fields.Add(TextField({"body", locale.tr("What is done"),
                        locale.tr("Step by step. Markdown: # heading, - list, *stress*, [link](https://…)"),
                        error("body"), 12},
                       texts.body));
  fields.Add(TextField(
      {"evidence", locale.tr("What the evidence is"),
       locale.tr("What was measured, when, how, by whom; what workers said."), error("evidence"), 6},
      texts.evidence));
  fields.Add(
      TextField({"limits", locale.tr("What did not work, and where it does not fit"), {}, error("limits"), 4},
                texts.limits));
  return fields;
}

PracticeContent ReadPracticeForm(const net::Arguments& fields) {
  PracticeContent content;
  content.texts = ReadTextsForm(fields);
  content.kind = TextOf(fields, "kind");
  content.language = TextOf(fields, "language");
  content.licence = TextOf(fields, "licence");
  content.topics = AllOf(fields, "topics");
  content.stages = AllOf(fields, "stages");
  content.groups = AllOf(fields, "groups");
  content.industries = AllOf(fields, "industries");
  content.countries = Listed(fields.Get("countries"));
  content.years = desk::WholeNumber(fields.Get("years")).value_or(0);
  ReadMoney(fields, content);
  const auto labels = fields.All("link_label"), urls = fields.All("link_url");
  for (std::size_t i = 0; i < std::min(labels.size(), urls.size()); ++i)
    content.links.push_back({std::string(labels[i]), std::string(urls[i])});
  return content;
}

Html PracticeFormFields(const html::Locale& locale, const PracticeContent& content,
                        const std::vector<Fault>& faults) {
  Html fields = SelectField("kind", locale.tr("Kind"), TermChoices(locale, PracticeKinds()), content.kind);
  fields.Add(SelectField("language", locale.tr("Language"), LanguageChoices(), content.language));
  fields.Add(TextsFormFields(locale, content.texts, faults));
  fields.Add(TaxonomyFields(locale, content.topics, content.stages, content.groups, faults));
  fields.Add(PlaceFields(locale, content.industries, content.countries, faults));
  fields.Add(MoneyFields(locale, content, faults));
  fields.Add(LinkFields(locale, content, faults));
  fields.Add(SelectField("licence", locale.tr("Licence of the text"), LicenceChoices(), content.licence,
                         FaultAt(locale, faults, "licence")));
  return fields;
}

ToolContent ReadToolForm(const net::Arguments& fields) {
  ToolContent content;
  content.kind = TextOf(fields, "kind");
  content.title = TextOf(fields, "title");
  content.makers = TextOf(fields, "makers");
  content.summary = TextOf(fields, "summary");
  content.body = TextOf(fields, "body");
  content.language = TextOf(fields, "language");
  content.topics = AllOf(fields, "topics");
  content.stages = AllOf(fields, "stages");
  content.groups = AllOf(fields, "groups");
  content.industries = AllOf(fields, "industries");
  content.countries = Listed(fields.Get("countries"));
  const auto urls = fields.All("edition_url"), languages = fields.All("edition_language"),
             versions = fields.All("edition_version"), released = fields.All("edition_released"),
             licences = fields.All("edition_licence");
  const auto at = [](const std::vector<std::string_view>& values, std::size_t i) {
    return i < values.size() ? std::string(values[i]) : std::string();
  };
  for (std::size_t i = 0; i < std::min(urls.size(), base::kMaxToolEditions + 1); ++i)
    content.editions.push_back(
        {at(languages, i), at(versions, i), at(released, i), at(urls, i), at(licences, i)});
  return content;
}

Html ToolFormFields(const html::Locale& locale, const ToolContent& content,
                    const std::vector<Fault>& faults) {
  const auto error = [&](std::string_view field) { return FaultAt(locale, faults, field); };
  Html fields = SelectField("kind", locale.tr("Kind"), TermChoices(locale, ToolKinds()), content.kind);
  fields.Add(
      SelectField("language", locale.tr("Language of this entry"), LanguageChoices(), content.language));
  fields.Add(TextField({"title", locale.tr("Title"), {}, error("title")}, content.title));
  fields.Add(TextField({"makers", locale.tr("Made by")}, content.makers));
  fields.Add(TextField({"summary", locale.tr("Summary"), {}, error("summary"), 3}, content.summary));
  fields.Add(TextField({"body", locale.tr("More about it"), {}, error("body"), 6}, content.body));
  fields.Add(TaxonomyFields(locale, content.topics, content.stages, content.groups, faults));
  fields.Add(PlaceFields(locale, content.industries, content.countries, faults));
  Html rows;
  for (std::size_t i = 0; i < content.editions.size() + kEmptyRows; ++i) {
    const ToolEdition edition = i < content.editions.size()
                                    ? content.editions[i]
                                    : ToolEdition{.language = "en", .licence = "CC-BY-4.0"};
    rows.Add(El("div", {{"class", "moneyrow"}},
                SelectCell("edition_language", i, locale.tr("Language"), LanguageChoices(), edition.language),
                InputCell("edition_url", i, locale.tr("Address"), edition.url),
                InputCell("edition_version", i, locale.tr("Version"), edition.version),
                InputCell("edition_released", i, locale.tr("Released"), edition.released),
                SelectCell("edition_licence", i, locale.tr("Licence"), LicenceChoices(), edition.licence)));
  }
  Html editions = El("legend", locale.tr("Editions"));
  if (const std::string wrong = error("editions"); !wrong.empty())
    editions.Add(El("span", {{"class", "err"}}, wrong));
  editions.Add(rows);
  fields.Add(El("fieldset", {{"id", "editions"}}, editions));
  return fields;
}

}  // namespace panel
