#include "screening/console/party_form.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"
#include "desk/web/pages.h"
#include "html/console_components.h"
#include "screening/console/page_parts.h"
#include "screening/field_values.h"
#include "screening/party_maker.h"
#include "screening/queue/import_mapping.h"
#include "screening/queue/party_draft.h"

namespace screening {

namespace {

using html::Html;
using html::Join;

constexpr std::size_t kMaxTyped = 4'000;

entity::Property Products() {
  static const entity::Property products = entity::PropertyNamed("goodsDescription");
  return products;
}

bool IsName(entity::Property property) {
  return property.type() == entity::PropertyType::kName;
}

// The properties that the form shows; every other value of a record stays.
bool IsShown(entity::Property property) {
  return IsName(property) || property == entity::prop::Country() || property == entity::prop::BirthDate() ||
         property == entity::prop::IncorporationDate() || property == entity::prop::RegistrationNumber() ||
         property == entity::prop::AddressText() || property == Products();
}

std::string Joined(const entity::Entity& entity, entity::Property property, std::string_view between) {
  std::string text;
  for (const std::string_view value : entity.All(property)) {
    if (!text.empty()) text += between;
    text += value;
  }
  return text;
}

std::vector<std::string> Lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string line = TidyText(text.substr(0, end));
    if (!line.empty()) lines.push_back(std::move(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// A name that was there keeps its kind, so that saving without a change changes nothing.
entity::Property KindOfName(const Party* before, std::string_view name, entity::Property otherwise) {
  if (before == nullptr) return otherwise;
  for (const entity::Value* value : before->entity.Names())
    if (value->text == name) return value->property;
  return otherwise;
}

class Cells {
 public:
  void Add(Role role, entity::Property property, std::string_view column, std::string_view text, bool split) {
    if (!text.empty()) cells_.push_back({{role, property, false}, column, text, split});
  }
  void AddProperty(entity::Property property, std::string_view column, std::string_view text, bool split) {
    Add(Role::kProperty, property, column, text, split);
  }
  MadeParty Made() const { return MakeParty(0, cells_); }

 private:
  std::vector<FieldCell> cells_;
};

MadeParty Made(const PartyForm& form, const Party* before) {
  Cells cells;  // hold views of what stands here
  const std::string name = TidyText(form.name);
  const std::vector<std::string> others = Lines(form.other_names), addresses = Lines(form.address),
                                 products = Lines(form.products);
  cells.AddProperty(KindOfName(before, name, entity::prop::Name()), "name", name, false);
  for (const std::string& other : others)
    cells.AddProperty(KindOfName(before, other, entity::prop::Alias()), "other_names", other, false);
  cells.Add(Role::kSchema, {}, "schema", form.schema, false);
  const bool person = form.schema == "Person";
  cells.AddProperty(entity::prop::Country(), "country", form.country, true);
  cells.AddProperty(person ? entity::prop::BirthDate() : entity::prop::IncorporationDate(), "date", form.date,
                    true);
  cells.AddProperty(entity::prop::RegistrationNumber(), "registration", form.registration, true);
  for (const std::string& address : addresses)
    cells.AddProperty(entity::prop::AddressText(), "address", address, false);
  for (const std::string& product : products) cells.AddProperty(Products(), "products", product, false);
  return cells.Made();
}

void KeepTheRest(const Party& before, entity::Entity& entity) {
  for (const entity::Value& value : before.entity.values)
    if (!IsShown(value.property)) entity.Add(value.property, value.text, value.origin);
  const std::vector<const entity::Value*> names = entity.Names();
  const bool still = std::any_of(names.begin(), names.end(), [&](const entity::Value* name) {
    return name->text == before.entity.caption;
  });
  if (still) entity.caption = before.entity.caption;
}

PartyFacts ReadFacts(const html::Locale& locale, PartyForm& form) {
  PartyFacts facts;
  facts.number = TidyText(form.number);
  facts.version = form.version;
  const base::Result<std::vector<std::string>> tags = TagsOf(form.tags);
  if (tags) {
    facts.tags = *tags;
  } else {
    form.errors.push_back({"tags", locale.tr(tags.error().external)});
  }
  const std::string spend = TidyText(form.spend);
  facts.spend = SpendOf(spend);
  if (!facts.spend && !spend.empty())
    form.errors.push_back({"spend", locale.tr("Write the yearly spend as a number: 120000")});
  return facts;
}

std::string ErrorAt(const PartyForm& form, std::string_view control) {
  for (const html::FieldError& error : form.errors)
    if (error.control_id == control) return error.message;
  return {};
}

struct TextField {
  std::string_view id;
  std::string label;
  std::string hint;
  std::string_view value;
  int rows = 1;
  bool required = false;
};

Html FieldFor(const PartyForm& form, const TextField& field) {
  const std::string error = ErrorAt(form, field.id);
  const std::string described = fmt::format("{}{}", field.id, error.empty() ? "-hint" : "-err");
  const Html control =
      field.rows > 1
          ? html::TextArea(field.id, field.value, field.rows, kMaxTyped)
          : html::Input({.name = field.id,
                         .value = field.value,
                         .required = field.required,
                         .max_length = kMaxTyped,
                         .described_by = field.hint.empty() && error.empty() ? std::string_view() : described,
                         .invalid = !error.empty()});
  return html::Field({.control_id = field.id, .label = field.label, .hint = field.hint, .error = error},
                     control);
}

Html IdentityFields(const html::Locale& locale, const PartyForm& form) {
  Html fields =
      FieldFor(form, {.id = "name",
                      .label = locale.tr("Name"),
                      .hint = locale.tr("As it is written where the party is at home, in any script."),
                      .value = form.name,
                      .required = true});
  fields.Add(FieldFor(form, {.id = "other_names",
                             .label = locale.tr("Other names"),
                             .hint = locale.tr("One a line: in Latin letters, short names, former names."),
                             .value = form.other_names,
                             .rows = 3}));
  std::vector<html::Choice> kinds = SchemaChoices(locale);
  const bool usual = std::any_of(kinds.begin(), kinds.end(),
                                 [&](const html::Choice& kind) { return kind.value == form.schema; });
  if (!usual && entity::FindSchema(form.schema))
    kinds.push_back({form.schema, locale.tr(entity::SchemaNamed(form.schema).label())});
  fields.Add(html::Field({.control_id = "schema", .label = locale.tr("Kind")},
                         html::Select("schema", kinds, form.schema)));
  fields.Add(FieldFor(form, {.id = "country",
                             .label = locale.tr("Country"),
                             .hint = locale.tr("Name or code; several with a semicolon between them."),
                             .value = form.country}));
  fields.Add(FieldFor(form, {.id = "date",
                             .label = locale.tr("Date of birth or founding"),
                             .hint = locale.tr("For example 1974-05-12, or only the year."),
                             .value = form.date}));
  fields.Add(FieldFor(form, {.id = "registration",
                             .label = locale.tr("Registration number"),
                             .hint = {},
                             .value = form.registration}));
  fields.Add(FieldFor(form, {.id = "address",
                             .label = locale.tr("Address"),
                             .hint = locale.tr("One a line."),
                             .value = form.address,
                             .rows = 2}));
  fields.Add(
      FieldFor(form, {.id = "products",
                      .label = locale.tr("Products"),
                      .hint = locale.tr("One a line, in any language. They are compared with lists of goods "
                                        "made by forced or child labour."),
                      .value = form.products,
                      .rows = 2}));
  return fields;
}

Html OwnFields(const html::Locale& locale, const PartyForm& form) {
  Html fields = FieldFor(form, {.id = "number",
                                .label = locale.tr("Your number"),
                                .hint = locale.tr("By which your own systems and files know it."),
                                .value = form.number});
  fields.Add(FieldFor(form, {.id = "tags",
                             .label = locale.tr("Tags"),
                             .hint = locale.tr("Separated by commas."),
                             .value = form.tags}));
  fields.Add(FieldFor(
      form,
      {.id = "spend",
       .label = locale.tr("Yearly spend"),
       .hint = locale.tr("In your currency, as a whole number. It counts in the harm if an alert is missed."),
       .value = form.spend}));
  return fields;
}

}  // namespace

PartyForm FormOf(const Party& party) {
  PartyForm form;
  const entity::Entity& entity = party.entity;
  const std::vector<const entity::Value*> names = entity.Names();
  const bool has_caption = std::any_of(
      names.begin(), names.end(), [&](const entity::Value* name) { return name->text == entity.caption; });
  if (has_caption || names.empty()) form.name = entity.caption;
  for (const entity::Value* name : names) {
    if (form.name.empty()) form.name = name->text;
    if (name->text != form.name) form.other_names += name->text + "\n";
  }
  form.schema = entity.schema.name();
  form.country = Joined(entity, entity::prop::Country(), "; ");
  const bool person = form.schema == "Person";
  form.date = Joined(entity, person ? entity::prop::BirthDate() : entity::prop::IncorporationDate(), "; ");
  form.registration = Joined(entity, entity::prop::RegistrationNumber(), "; ");
  form.address = Joined(entity, entity::prop::AddressText(), "\n");
  form.products = Joined(entity, Products(), "\n");
  form.number = party.number;
  for (const std::string& tag : party.tags) form.tags += (form.tags.empty() ? "" : ", ") + tag;
  if (party.spend) form.spend = fmt::to_string(*party.spend);
  form.version = party.version;
  return form;
}

PartyForm ReadPartyForm(const net::Arguments& fields) {
  PartyForm form;
  form.name = fields.Get("name");
  form.other_names = fields.Get("other_names");
  form.schema = fields.Get("schema");
  form.country = fields.Get("country");
  form.date = fields.Get("date");
  form.registration = fields.Get("registration");
  form.address = fields.Get("address");
  form.products = fields.Get("products");
  form.number = fields.Get("number");
  form.tags = fields.Get("tags");
  form.spend = fields.Get("spend");
  form.version = WholeNumber(fields.Get("version")).value_or(0);
  return form;
}

std::optional<PartyDraft> DraftOf(const html::Locale& locale, PartyForm& form, const Party* before) {
  PartyDraft draft;
  draft.facts = ReadFacts(locale, form);
  if (TidyText(form.name).empty()) form.errors.push_back({"name", locale.tr("Write the party's name.")});
  MadeParty made = Made(form, before);
  for (const Reject& reject : made.rejects) {
    if (reject.column == "name" && TidyText(form.name).empty()) continue;
    if (!reject.column.empty())
      form.errors.push_back({reject.column, fmt::format("“{}”: {}", reject.value, locale.tr(reject.reason))});
  }
  if (!form.errors.empty() || !made.party) return std::nullopt;
  draft.entity = *std::move(made.party);
  if (before == nullptr) return draft;
  KeepTheRest(*before, draft.entity);
  draft.facts.key = before->key;
  draft.facts.source = before->source;
  return draft;
}

Html PartyFormView(const desk::Context& context, const PartyForm& form, std::string_view action) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Html fields = html::SideBySide(
      html::Columns::kEven, html::Section(locale.tr("Who it is"), IdentityFields(locale, form)),
      html::Section(locale.tr("For your organisation"), OwnFields(locale, form)));
  return Join(html::ErrorSummary(locale.tr("This cannot be saved yet"), form.errors),
              html::Form({.action = action, .csrf = context.csrf()},
                         Join(VersionField(form.version), fields,
                              html::Button(form.version == 0 ? locale.tr("Add the party")
                                                             : locale.tr("Save the party")))));
}

}  // namespace screening
