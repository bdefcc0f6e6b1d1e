// /members/{id}/people and /members/{id}/contacts: who leads, signs, sits in the panel, and whom to call.

#include "desk/desk.h"
#include "panel/members/wizard.h"
#include "panel/members/words.h"

namespace panel::members {
namespace {

using desk::Context;
using desk::Permission;
using html::El;
using html::Html;

FilePerson TypedPerson(Context& context) {
  FilePerson person;
  person.kind = PersonKindNamed(desk::FieldOf(context, "kind")).value_or(PersonKind::kHead);
  person.name = desk::FieldOf(context, "name");
  person.title = desk::FieldOf(context, "title");
  person.country = desk::FieldOf(context, "country");
  person.birth_date = desk::FieldOf(context, "birth_date");
  person.gender = GenderNamed(desk::FieldOf(context, "gender")).value_or(Gender::kNotSaid);
  return person;
}

Html PeopleTable(const WizardPage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  if (page.file.people.empty())
    return html::Empty(
        locale.tr("Nobody is named yet"),
        locale.tr("Name at least who leads the organisation and who will sit in the panel for it."));
  desk::TableMaker table({{locale.tr("Name")},
                          {locale.tr("Part")},
                          {locale.tr("Title")},
                          {locale.tr("Country")},
                          {locale.tr("Gender")},
                          {locale.tr("Action")}});
  for (const FilePerson& person : page.file.people)
    table.Row({html::Value(person.name), PersonKindWord(locale, person.kind), html::Value(person.title),
               CountryWord(locale, person.country), GenderWord(locale, person.gender),
               RemoveButton(page, WizardStep::kPeople, person.id, person.name)});
  return table.Done(locale.tr("People"));
}

Html PersonForm(const WizardPage& page, const FilePerson& typed) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  Html left = desk::TextField(locale.tr("Name"), {.name = "name", .value = typed.name, .required = true},
                              page.errors, locale.tr("In the person's own script."));
  left.Add(SelectField(locale.tr("Part"), "kind", Choices<PersonKind>(locale, PersonKindName, PersonKindWord),
                       PersonKindName(typed.kind), page.errors));
  left.Add(desk::TextField(locale.tr("Title"), {.name = "title", .value = typed.title}, page.errors));
  Html right = desk::TextField(locale.tr("Country"), {.name = "country", .value = typed.country}, page.errors,
                               locale.tr("Of nationality; it helps to tell people of one name apart."));
  right.Add(desk::TextField(locale.tr("Date of birth"), {.name = "birth_date", .value = typed.birth_date},
                            page.errors, locale.tr("Or only the year; used for the comparison alone.")));
  right.Add(
      SelectField(locale.tr("Gender"), "gender", Choices<Gender>(locale, GenderName, GenderWord),
                  GenderName(typed.gender), page.errors,
                  locale.tr("Counted for the balance of those who sit in the panel; need not be said.")));
  return html::Section(
      locale.tr("Add a person"),
      html::Form(
          {.action = MemberHref(page.detail.access.member().id, "people"), .csrf = page.context.csrf()},
          html::Join(html::SideBySide(html::Columns::kEven, left, right),
                     html::Button(locale.tr("Add the person"), {.kind = html::ButtonKind::kQuiet}))));
}

net::Response ShowPeople(const WizardPage& page, const FilePerson& typed) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const Html why =
      El("p", {{"class", "muted"}},
         locale.tr("These names are seen by your organisation, the secretariat and members that vet you, "
                   "and are compared with the watch lists in every script."));
  return WizardResponse(
      page, WizardStep::kPeople,
      html::Stack({why, PeopleTable(page), PersonForm(page, typed), OnLink(page, WizardStep::kPeople)}));
}

base::Result<net::Response> AddPerson(Services& services, Context& context) {
  TRY(context.Form());
  WizardPage page = TRY(OpenWizard(services, context));
  const MemberId& id = page.detail.access.member().id;
  const FilePerson typed = TypedPerson(context);
  const base::Status added = services.profiles.AddPerson(context.actor(), id, typed);
  if (added)
    return desk::RedirectWithFlash(context, StepHref(id, WizardStep::kPeople),
                                   desk::LocaleOf(context).tr("Added."));
  const std::string& words = added.error().external;
  const bool country = words.find("country") != std::string::npos,
             date = words.find("date") != std::string::npos;
  TRY(page.errors.Take(country ? "country" : date ? "birth_date" : "name", added.error()));
  return ShowPeople(page, typed);
}

// ---- contact points

struct TypedContact {
  Contact contact;
  bool consents = false;
};

Html ConsentForm(const WizardPage& page, const Contact& contact) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const std::string id = "visibility-" + contact.id.text();
  const Html select = html::Select("visibility", Choices<Visibility>(locale, VisibilityName, VisibilityWord),
                                   VisibilityName(contact.visibility), id);
  return html::Form(
      {.action = MemberHref(page.detail.access.member().id, "contacts/show"),
       .csrf = page.context.csrf(),
       .label = locale.tr("Who sees {name}", {{"name", contact.name}})},
      html::Join(desk::HiddenField("row", contact.id.text()),
                 El("label", {{"class", "vh"}, {"for", id}}, locale.tr("Shown to")), select,
                 html::CheckBox("consents", "yes", locale.tr("She or he agreed"), contact.consent.ms != 0),
                 html::Button(locale.tr("Change"), {.kind = html::ButtonKind::kQuiet, .css = "small"})));
}

Html ContactTable(const WizardPage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  if (page.file.contacts.empty())
    return html::Empty(locale.tr("No contact point yet"),
                       locale.tr("Name at least one person whom the secretariat can write to or call."));
  desk::TableMaker table({{locale.tr("Name")},
                          {locale.tr("Role")},
                          {locale.tr("How to reach")},
                          {locale.tr("Shown to")},
                          {locale.tr("Agreed on")},
                          {locale.tr("Action")}});
  for (const Contact& contact : page.file.contacts)
    table.Row({html::Value(contact.name), html::Value(contact.role),
               html::Value(contact.email + (contact.email.empty() || contact.phone.empty() ? "" : ", ") +
                           contact.phone),
               ConsentForm(page, contact),
               contact.consent.ms == 0 ? Html("–") : desk::DayOf(locale, contact.consent),
               RemoveButton(page, WizardStep::kContacts, contact.id, contact.name)});
  return table.Done(locale.tr("Contact points"));
}

Html ContactForm(const WizardPage& page, const TypedContact& typed) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const Contact& contact = typed.contact;
  Html left = desk::TextField(locale.tr("Name"), {.name = "name", .value = contact.name, .required = true},
                              page.errors);
  left.Add(desk::TextField(locale.tr("Role"), {.name = "role", .value = contact.role}, page.errors));
  left.Add(desk::TextField(locale.tr("E-mail"),
                           {.name = "email", .type = html::InputType::kEmail, .value = contact.email},
                           page.errors));
  left.Add(desk::TextField(locale.tr("Telephone"), {.name = "phone", .value = contact.phone}, page.errors));
  Html right = SelectField(
      locale.tr("Shown to"), "visibility", Choices<Visibility>(locale, VisibilityName, VisibilityWord),
      VisibilityName(contact.visibility), page.errors,
      locale.tr("The secretariat always sees it. “Everybody” also needs your choice on the page "
                "“What everybody sees”."));
  right.Add(html::CheckBox(
      "consents", "yes",
      locale.tr("This person agreed to be shown like that and knows that she or he can take it "
                "back"),
      typed.consents));
  return html::Section(
      locale.tr("Add a contact point"),
      html::Form(
          {.action = MemberHref(page.detail.access.member().id, "contacts"), .csrf = page.context.csrf()},
          html::Join(html::SideBySide(html::Columns::kEven, left, right),
                     html::Button(locale.tr("Add the contact point"), {.kind = html::ButtonKind::kQuiet}))));
}

net::Response ShowContacts(const WizardPage& page, const TypedContact& typed) {
  return WizardResponse(
      page, WizardStep::kContacts,
      html::Stack({ContactTable(page), ContactForm(page, typed), OnLink(page, WizardStep::kContacts)}));
}

base::Result<net::Response> AddContact(Services& services, Context& context) {
  TRY(context.Form());
  WizardPage page = TRY(OpenWizard(services, context));
  const MemberId& id = page.detail.access.member().id;
  TypedContact typed;
  typed.contact.name = desk::FieldOf(context, "name");
  typed.contact.role = desk::FieldOf(context, "role");
  typed.contact.email = desk::FieldOf(context, "email");
  typed.contact.phone = desk::FieldOf(context, "phone");
  typed.contact.visibility =
      VisibilityNamed(desk::FieldOf(context, "visibility")).value_or(Visibility::kNobody);
  typed.consents = desk::FieldOf(context, "consents") == "yes";
  const base::Status added = services.profiles.AddContact(context.actor(), id, typed.contact, typed.consents);
  if (added)
    return desk::RedirectWithFlash(context, StepHref(id, WizardStep::kContacts),
                                   desk::LocaleOf(context).tr("Added."));
  const std::string& words = added.error().external;
  const bool consent = words.find("consent") != std::string::npos,
             mail = words.find("mail") != std::string::npos;
  TRY(page.errors.Take(consent ? "visibility" : mail ? "email" : "name", added.error()));
  return ShowContacts(page, typed);
}

base::Result<net::Response> ShowContact(Services& services, Context& context) {
  TRY(context.Form());
  WizardPage page = TRY(OpenWizard(services, context));
  const MemberId& id = page.detail.access.member().id;
  const RowId row = TRY(RowId::Parse(desk::FieldOf(context, "row")));
  const Visibility visibility =
      VisibilityNamed(desk::FieldOf(context, "visibility")).value_or(Visibility::kNobody);
  const base::Status shown = services.profiles.ShowContact(context.actor(), id, row, visibility,
                                                           desk::FieldOf(context, "consents") == "yes");
  if (shown)
    return desk::RedirectWithFlash(context, StepHref(id, WizardStep::kContacts),
                                   desk::LocaleOf(context).tr("Saved."));
  TRY(page.errors.Take("visibility-" + row.text(), shown.error()));
  return ShowContacts(page, {});
}

}  // namespace

void AddPeoplePages(desk::Desk& desk, Services& services) {
  AddPage(desk, "GET", "/members/{id}/people", Permission::kPanelTakePart,
          [&services](Context& context) -> base::Result<net::Response> {
            return ShowPeople(TRY(OpenWizard(services, context)), {});
          });
  AddPage(desk, "POST", "/members/{id}/people", Permission::kPanelTakePart,
          [&services](Context& context) { return AddPerson(services, context); });
  AddPage(desk, "GET", "/members/{id}/contacts", Permission::kPanelTakePart,
          [&services](Context& context) -> base::Result<net::Response> {
            return ShowContacts(TRY(OpenWizard(services, context)), {});
          });
  AddPage(desk, "POST", "/members/{id}/contacts", Permission::kPanelTakePart,
          [&services](Context& context) { return AddContact(services, context); });
  AddPage(desk, "POST", "/members/{id}/contacts/show", Permission::kPanelTakePart,
          [&services](Context& context) { return ShowContact(services, context); });
}

}  // namespace panel::members
