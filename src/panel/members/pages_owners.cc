// /members/{id}/owners: who owns and controls it; the standard's document in and out.

#include <fmt/format.h>

#include "desk/desk.h"
#include "net/forms.h"
#include "panel/members/wizard.h"
#include "panel/members/words.h"

namespace panel::members {
namespace {

using desk::Context;
using desk::Permission;
using html::El;
using html::Html;

std::string ShareWords(const OwnerInterest& interest) {
  constexpr double kThousandths = 1000;
  const auto percent = [](std::int64_t share) {
    return fmt::format("{:g} %", static_cast<double>(share) / kThousandths);
  };
  if (interest.exact >= 0) return percent(interest.exact);
  if (interest.least >= 0 && interest.most >= 0)
    return percent(interest.least) + " – " + percent(interest.most);
  if (interest.least >= 0) return "≥ " + percent(interest.least);
  if (interest.most >= 0) return "≤ " + percent(interest.most);
  return "";
}

std::string NameOf(const html::Locale& locale, const Ownership& owners, std::string_view record) {
  for (const OwnerRecord& one : owners.records)
    if (one.record == record) return one.name.empty() ? locale.tr("not named") : one.name;
  return "";
}

Html InterestWords(const html::Locale& locale, const OwnerLink& link) {
  Html words;
  for (const OwnerInterest& interest : link.interests) {
    std::string line =
        interest.type.empty() ? locale.tr("An interest") : InterestTypeWord(locale, interest.type);
    if (const std::string share = ShareWords(interest); !share.empty()) line += ", " + share;
    if (interest.directness == "indirect") line += ", " + locale.tr("indirect");
    if (!interest.end.empty()) line += ", " + locale.tr("until {date}", {{"date", interest.end}});
    words.Add(El("div", line));
    if (interest.beneficial) words.Add(html::Badge(html::Mark::kPlain, locale.tr("Beneficial owner")));
  }
  return words;
}

Html RemoveOwnerButton(const WizardPage& page, const OwnerLink& link) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  if (link.party.empty()) return "–";
  return html::Form(
      {.action = MemberHref(page.detail.access.member().id, "owners/remove"), .csrf = page.context.csrf()},
      html::Join(desk::HiddenField("record", link.party),
                 html::Button(locale.tr("Remove"), {.kind = html::ButtonKind::kQuiet, .css = "small"})));
}

Html OwnersForm(const WizardPage& page, const Ownership& owners, const Profiles::NewOwner& typed) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const std::vector<html::Choice> kinds = {{"person", locale.tr("A person")},
                                           {"entity", locale.tr("An organisation")}};
  std::vector<html::Choice> types;
  for (const std::string_view type : InterestTypes())
    types.push_back({std::string(type), InterestTypeWord(locale, type)});
  const std::vector<html::Choice> directness = {{"direct", locale.tr("Direct")},
                                                {"indirect", locale.tr("Through others")},
                                                {"unknown", locale.tr("Not known")}};
  std::vector<html::Choice> of = {{"", page.detail.access.member().name}};
  for (const OwnerRecord& record : owners.records)
    if (!record.person && record.record != owners.subject) of.push_back({record.record, record.name});
  Html left = desk::TextField(locale.tr("Name"), {.name = "name", .value = typed.name, .required = true},
                              page.errors);
  left.Add(SelectField(locale.tr("Kind"), "kind", kinds, typed.person ? "person" : "entity", page.errors));
  left.Add(desk::TextField(locale.tr("Country"), {.name = "country", .value = typed.country}, page.errors));
  left.Add(desk::TextField(locale.tr("Date of birth or founding"), {.name = "date", .value = typed.date},
                           page.errors));
  Html right = SelectField(locale.tr("Owns or controls"), "of", of, typed.of, page.errors);
  right.Add(SelectField(locale.tr("By"), "interest", types, typed.interest, page.errors));
  right.Add(
      desk::TextField(locale.tr("Share in percent"), {.name = "share", .value = typed.share}, page.errors));
  right.Add(SelectField(locale.tr("How"), "directness", directness, typed.directness, page.errors));
  right.Add(html::CheckBox("beneficial", "yes", locale.tr("This person ultimately benefits or controls"),
                           typed.beneficial));
  return html::Section(
      locale.tr("Add an owner"),
      html::Form(
          {.action = MemberHref(page.detail.access.member().id, "owners"), .csrf = page.context.csrf()},
          html::Join(html::SideBySide(html::Columns::kEven, left, right),
                     html::Button(locale.tr("Add the owner"), {.kind = html::ButtonKind::kQuiet}))));
}

Html NobodyForm(const WizardPage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  std::vector<html::Choice> reasons;
  for (const std::string_view reason : UnspecifiedReasons())
    reasons.push_back({std::string(reason), OwnerReasonWord(locale, reason)});
  return html::Section(
      locale.tr("Nobody to name"),
      html::Form(
          {.action = MemberHref(page.detail.access.member().id, "owners/none"), .csrf = page.context.csrf()},
          html::Join(SelectField(locale.tr("Why"), "reason", reasons, "", page.errors),
                     html::Button(locale.tr("Say that nobody is to be named"),
                                  {.kind = html::ButtonKind::kQuiet}))));
}

Html ImportForm(const WizardPage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const Html file =
      html::FileDrop("file", ".json,application/json", locale.tr("Drop a file here, or choose one"));
  return html::Section(
      locale.tr("Statements of a register"),
      html::Form({.action = MemberHref(page.detail.access.member().id, "owners/import"),
                  .csrf = page.context.csrf(),
                  .upload = true},
                 html::Join(desk::VersionField(page.file.profile.version),
                            html::Field({.control_id = "file",
                                         .label = locale.tr("Beneficial Ownership Data Standard 0.4, JSON"),
                                         .hint = locale.tr("It takes the place of the owners above."),
                                         .error = page.errors.Of("file")},
                                        file),
                            html::Button(locale.tr("Read the file"), {.kind = html::ButtonKind::kQuiet}))));
}

base::Result<net::Response> ShowOwners(const WizardPage& page, const Profiles::NewOwner& typed) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const Ownership owners = TRY(OwnersOf(page.file.profile.owners));
  Html table;
  if (owners.links.empty()) {
    table = html::Empty(
        locale.tr("No owner is named yet"),
        locale.tr("Name who owns or controls the organisation, down to the people behind it; or say why "
                  "there is nobody to name."));
  } else {
    desk::TableMaker maker(
        {{locale.tr("Owner")}, {locale.tr("Owns or controls")}, {locale.tr("By")}, {locale.tr("Action")}});
    for (const OwnerLink& link : owners.links)
      maker.Row({link.party.empty() ? Html(OwnerReasonWord(locale, link.reason))
                                    : html::Value(NameOf(locale, owners, link.party)),
                 html::Value(NameOf(locale, owners, link.subject)), InterestWords(locale, link),
                 RemoveOwnerButton(page, link)});
    table = maker.Done(locale.tr("Owners"));
    table.Add(El("p", desk::LinkTo(MemberHref(page.detail.access.member().id, "owners.json"),
                                   locale.tr("Take it out as statements (JSON)"))));
  }
  return WizardResponse(
      page, WizardStep::kOwners,
      html::Stack({table, OwnersForm(page, owners, typed),
                   html::SideBySide(html::Columns::kEven, NobodyForm(page), ImportForm(page)),
                   OnLink(page, WizardStep::kOwners)}));
}

Profiles::NewOwner TypedOwner(Context& context) {
  Profiles::NewOwner owner;
  owner.person = desk::FieldOf(context, "kind") != "entity";
  owner.name = desk::FieldOf(context, "name");
  owner.country = desk::FieldOf(context, "country");
  owner.date = desk::FieldOf(context, "date");
  owner.interest = desk::FieldOf(context, "interest");
  owner.directness = desk::FieldOf(context, "directness");
  owner.beneficial = desk::FieldOf(context, "beneficial") == "yes";
  owner.share = desk::FieldOf(context, "share");
  owner.of = desk::FieldOf(context, "of");
  return owner;
}

std::string_view FieldFor(const base::Error& error) {
  const std::string& words = error.external;
  if (words.find("country") != std::string::npos) return "country";
  if (words.find("share") != std::string::npos) return "share";
  if (words.find("date") != std::string::npos) return "date";
  return "name";
}

base::Result<net::Response> AddOwner(Services& services, Context& context) {
  TRY(context.Form());
  WizardPage page = TRY(OpenWizard(services, context));
  const MemberId& id = page.detail.access.member().id;
  const Profiles::NewOwner typed = TypedOwner(context);
  const base::Status added = services.profiles.AddOwner(context.actor(), id, typed);
  if (added)
    return desk::RedirectWithFlash(context, StepHref(id, WizardStep::kOwners),
                                   desk::LocaleOf(context).tr("Added."));
  TRY(page.errors.Take(FieldFor(added.error()), added.error()));
  return ShowOwners(page, typed);
}

base::Result<net::Response> RemoveOwner(Services& services, Context& context) {
  TRY(context.Form());
  const MemberId id = TRY(MemberIn(context));
  TRY(services.profiles.RemoveOwner(context.actor(), id, desk::FieldOf(context, "record")));
  return desk::RedirectWithFlash(context, StepHref(id, WizardStep::kOwners),
                                 desk::LocaleOf(context).tr("Removed."));
}

base::Result<net::Response> SayNobody(Services& services, Context& context) {
  TRY(context.Form());
  WizardPage page = TRY(OpenWizard(services, context));
  const MemberId& id = page.detail.access.member().id;
  const base::Status said =
      services.profiles.SayNoOwners(context.actor(), id, desk::FieldOf(context, "reason"));
  if (said)
    return desk::RedirectWithFlash(context, StepHref(id, WizardStep::kOwners),
                                   desk::LocaleOf(context).tr("Saved."));
  TRY(page.errors.Take("reason", said.error()));
  return ShowOwners(page, {});
}

base::Result<net::Response> Import(Services& services, Context& context) {
  const html::Locale& locale = desk::LocaleOf(context);
  const net::Form* form = TRY(context.Form());
  WizardPage page = TRY(OpenWizard(services, context));
  const MemberId& id = page.detail.access.member().id;
  std::string text;
  for (const net::UploadedFile& file : form->files)
    if (file.field == "file") text = file.bytes;
  base::Result<Ownership> read = ReadOwnership(text);
  base::Status set = read ? base::Ok() : base::Status(read.error());
  if (read) set = services.profiles.SetOwners(context.actor(), id, VersionIn(context), *read);
  if (set)
    return desk::RedirectWithFlash(
        context, StepHref(id, WizardStep::kOwners),
        read->left_out == 0
            ? locale.tr("The statements are read.")
            : locale.ntr("The statements are read; {n} detail that is not used here was left out.",
                         "The statements are read; {n} details that are not used here were left out.",
                         static_cast<std::int64_t>(read->left_out)));
  TRY(page.errors.Take("file", set.error()));
  return ShowOwners(page, {});
}

base::Result<net::Response> Export(Services& services, Context& context) {
  const MemberId id = TRY(MemberIn(context));
  net::Response response = desk::Download("owners.json", "application/json");
  response.body = TRY(services.profiles.OwnersDocument(context.actor(), id));
  return response;
}

}  // namespace

void AddOwnerPages(desk::Desk& desk, Services& services) {
  const auto add = [&](std::string_view method, std::string_view pattern,
                       base::Result<net::Response> (*page)(Services&, Context&)) {
    AddPage(desk, method, pattern, Permission::kPanelTakePart,
            [&services, page](Context& context) { return page(services, context); });
  };
  AddPage(desk, "GET", "/members/{id}/owners", Permission::kPanelTakePart,
          [&services](Context& context) -> base::Result<net::Response> {
            return ShowOwners(TRY(OpenWizard(services, context)), {});
          });
  add("POST", "/members/{id}/owners", AddOwner);
  add("POST", "/members/{id}/owners/remove", RemoveOwner);
  add("POST", "/members/{id}/owners/none", SayNobody);
  add("POST", "/members/{id}/owners/import", Import);
  add("GET", "/members/{id}/owners.json", Export);
}

}  // namespace panel::members
