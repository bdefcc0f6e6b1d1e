#include "panel/exchange/listing_form.h"

#include "desk/people/words.h"
#include "panel/exchange/faces.h"

namespace panel::exchange {
namespace {

using html::El;
using html::Html;

std::string ErrorAt(const ListingForm& form, std::string_view control) {
  for (const html::FieldError& error : form.errors)
    if (error.control_id == control) return error.message;
  return {};
}

struct TextSpec {
  std::string_view id;
  std::string label;
  std::string hint;
  std::string_view value;
  html::InputType type = html::InputType::kText;
  bool required = false;
  std::size_t most = base::kMaxExchangeTitle;
};

Html TextField(const ListingForm& form, const TextSpec& spec) {
  const std::string error = ErrorAt(form, spec.id);
  const std::string described = !error.empty()      ? std::string(spec.id) + "-err"
                                : spec.hint.empty() ? ""
                                                    : std::string(spec.id) + "-hint";
  return html::Field({.control_id = spec.id, .label = spec.label, .hint = spec.hint, .error = error},
                     html::Input({.name = spec.id,
                                  .type = spec.type,
                                  .value = spec.value,
                                  .required = spec.required,
                                  .max_length = spec.most,
                                  .described_by = described,
                                  .invalid = !error.empty()}));
}

Html AreaField(const ListingForm& form, std::string_view id, const std::string& label,
               const std::string& hint, std::string_view value) {
  constexpr int kRows = 4;
  return html::Field({.control_id = id, .label = label, .hint = hint, .error = ErrorAt(form, id)},
                     html::TextArea(id, value, kRows, base::kMaxExchangeText));
}

Html WhatFields(const html::Locale& locale, const ListingForm& form) {
  Html fields =
      html::Field({.control_id = "kind", .label = locale.tr("Kind"), .error = ErrorAt(form, "kind")},
                  html::Select("kind", ChoicesOf<Kind>(locale, "", KindWords), form.kind));
  fields.Add(
      TextField(form, {.id = "title",
                       .label = form.side == Side::kOffer ? locale.tr("What is offered, in a few words")
                                                          : locale.tr("What is needed, in a few words"),
                       .hint = {},
                       .value = form.title,
                       .required = true}));
  fields.Add(AreaField(form, "details", locale.tr("Details"), {}, form.details));
  fields.Add(TextField(form, {.id = "quantity",
                              .label = locale.tr("How much"),
                              .hint = locale.tr("A number, such as 500 or 1200.50"),
                              .value = form.quantity,
                              .required = true}));
  fields.Add(TextField(
      form, {.id = "unit",
             .label = locale.tr("Unit"),
             .hint = locale.tr(
                 "Money: the currency, such as USD. Goods: your own words, such as tonnes. Media space: "
                 "minutes, pages or placements. Premises: rooms, seats or square-metres. The other kinds "
                 "have one unit each, so it may stay empty."),
             .value = form.unit,
             .most = base::kMaxExchangeUnit}));
  return fields;
}

Html WhereFields(const html::Locale& locale, const ListingForm& form) {
  Html fields = TextField(
      form, {.id = "places",
             .label = locale.tr("Countries"),
             .hint = locale.tr(
                 "Two letters each, such as KR VN. Empty: anywhere. Goods, jobs and premises need one."),
             .value = form.places});
  fields.Add(TextField(
      form, {.id = "languages",
             .label = locale.tr("Languages"),
             .hint = locale.tr("Two letters each, such as en ko. Skills, jobs, media space and staff "
                               "time need one."),
             .value = form.languages}));
  fields.Add(TextField(form, {.id = "from",
                              .label = locale.tr("First day"),
                              .hint = locale.tr("Media space, premises and staff time need both days."),
                              .value = form.from,
                              .type = html::InputType::kDate}));
  fields.Add(TextField(form, {.id = "until",
                              .label = locale.tr("Last day"),
                              .hint = {},
                              .value = form.until,
                              .type = html::InputType::kDate}));
  fields.Add(TextField(form, {.id = "sectors",
                              .label = locale.tr("Industries"),
                              .hint = locale.tr("Sections or divisions of ISIC, such as C or 14"),
                              .value = form.sectors}));
  fields.Add(TextField(form, {.id = "targets",
                              .label = locale.tr("Targets of the Sustainable Development Goals"),
                              .hint = locale.tr("Such as 8.7 16.2"),
                              .value = form.targets}));
  return fields;
}

Html WhoFields(const html::Locale& locale, const ListingForm& form) {
  Html boxes;
  for (const html::Choice& choice : desk::OrgTypeChoices(locale)) {
    const bool chosen =
        std::find(form.open_to.begin(), form.open_to.end(), choice.value) != form.open_to.end();
    boxes.Add(html::CheckBox("open_to", choice.value, choice.label, chosen));
  }
  Html fields = El("fieldset", El("legend", locale.tr("Open only to (none: everybody)")), boxes);
  fields.Add(AreaField(form, "conditions", locale.tr("Conditions, in words"),
                       locale.tr("Read by the other side before it says yes; not compared by the program."),
                       form.conditions));
  fields.Add(FilterField("visibility", locale.tr("Who may see it"),
                         ChoicesOf<Visibility>(locale, "", VisibilityWords), form.visibility));
  return fields;
}

}  // namespace

ListingForm ReadListingForm(Side side, const net::Arguments& fields) {
  ListingForm form;
  form.side = side;
  form.kind = fields.Get("kind");
  form.title = fields.Get("title");
  form.details = fields.Get("details");
  form.quantity = fields.Get("quantity");
  form.unit = fields.Get("unit");
  form.places = fields.Get("places");
  form.languages = fields.Get("languages");
  form.sectors = fields.Get("sectors");
  form.targets = fields.Get("targets");
  form.conditions = fields.Get("conditions");
  form.from = fields.Get("from");
  form.until = fields.Get("until");
  form.visibility = fields.Get("visibility");
  for (const std::string_view type : fields.All("open_to")) form.open_to.emplace_back(type);
  form.version = desk::WholeNumber(fields.Get("version")).value_or(0);
  return form;
}

ListingForm FormOf(const Listing& listing) {
  const auto joined = [](const std::vector<std::string>& values) {
    std::string text;
    for (const std::string& value : values) text += (text.empty() ? "" : " ") + value;
    return text;
  };
  const auto day = [](base::UtcTime time) { return time.ms == 0 ? std::string() : base::FormatDay(time); };
  ListingForm form;
  form.side = listing.side;
  form.kind = NameOf(listing.kind);
  form.title = listing.title;
  form.details = listing.details;
  form.quantity = listing.quantity.text();
  form.unit = listing.unit;
  form.places = joined(listing.places);
  form.languages = joined(listing.languages);
  form.sectors = joined(listing.sectors);
  form.targets = joined(listing.targets);
  form.conditions = listing.conditions;
  form.from = day(listing.from);
  form.until = day(listing.until);
  form.visibility = NameOf(listing.visibility);
  for (const desk::OrgType type : listing.open_to) form.open_to.emplace_back(desk::OrgTypeName(type));
  form.version = listing.version;
  return form;
}

std::optional<Listing> ListingFrom(const html::Locale& locale, ListingForm& form) {
  Listing listing;
  listing.side = form.side;
  const auto wrong = [&](std::string_view field, const std::string& message) {
    form.errors.push_back({std::string(field), message});
  };
  const std::optional<Kind> kind = NamedOf<Kind>(form.kind);
  if (!kind) wrong("kind", locale.tr("Choose a kind."));
  listing.kind = kind.value_or(Kind::kMoney);
  const std::optional<Visibility> visibility = NamedOf<Visibility>(form.visibility);
  if (!visibility) wrong("visibility", locale.tr("Choose who may see it."));
  listing.visibility = visibility.value_or(Visibility::kSecretariat);
  const base::Result<base::Decimal> quantity = base::Decimal::Parse(form.quantity);
  if (!quantity) wrong("quantity", locale.tr("Write a number, such as 500 or 1200.50."));
  listing.quantity = quantity ? *quantity : base::Decimal::FromInteger(1);
  const auto day = [&](std::string_view field, const std::string& text) {
    const base::Result<base::UtcTime> time = DayFrom(text);
    if (!time) wrong(field, locale.tr(time.error().external));
    return time ? *time : base::UtcTime{};
  };
  listing.from = day("from", form.from);
  listing.until = day("until", form.until);
  listing.title = form.title;
  listing.details = form.details;
  listing.unit = form.unit;
  listing.places = WordsOf(form.places);
  listing.languages = WordsOf(form.languages);
  listing.sectors = WordsOf(form.sectors);
  listing.targets = WordsOf(form.targets);
  listing.conditions = form.conditions;
  for (const std::string& name : form.open_to)
    if (const auto type = desk::OrgTypeNamed(name)) listing.open_to.push_back(*type);
  listing.version = form.version;
  if (!form.errors.empty()) return std::nullopt;
  return listing;
}

void AddFaults(const html::Locale& locale, const std::vector<FieldFault>& faults, ListingForm& form) {
  for (const FieldFault& fault : faults) form.errors.push_back({fault.field, locale.tr(fault.text)});
}

Html ListingFormView(const desk::Context& context, const ListingForm& form, const std::string& action) {
  const html::Locale& locale = desk::LocaleOf(context);
  Html content = VersionField(form.version);
  content.Add(html::SideBySide(html::Columns::kEven,
                               html::Section(locale.tr("What and how much"), WhatFields(locale, form)),
                               html::Section(locale.tr("Where, when, what for"), WhereFields(locale, form))));
  content.Add(html::Section(locale.tr("For whom"), WhoFields(locale, form)));
  content.Add(html::Button(locale.tr("Save")));
  return html::Join(html::ErrorSummary(locale.tr("This is not saved yet"), form.errors),
                    html::Form({.action = action, .csrf = context.csrf()}, content));
}

}  // namespace panel::exchange
