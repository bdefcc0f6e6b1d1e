// /members/{id}/declaration, /members/{id}/application (what is missing, and sending it),
// /members/{id}/public.

#include <algorithm>

#include "desk/desk.h"
#include "desk/tr.h"
#include "panel/members/faces.h"
#include "panel/members/questions.h"
#include "panel/members/wizard.h"
#include "panel/members/words.h"

namespace panel::members {
namespace {

using desk::Context;
using desk::Permission;
using html::El;
using html::Html;

struct TypedDeclaration {
  std::string signatory;
  std::string title;
  std::vector<std::string> accepted;
};

Html StatementsPart(const html::Locale& locale, const TypedDeclaration& typed) {
  Html parts;
  for (const Statement& statement : Statements()) {
    const bool checked =
        std::find(typed.accepted.begin(), typed.accepted.end(), statement.key) != typed.accepted.end();
    parts.Add(html::CheckBox("accept", statement.key,
                             html::Join(El("b", locale.tr(statement.title)), ". ", locale.tr(statement.text)),
                             checked));
  }
  return parts;
}

net::Response ShowDeclaration(const WizardPage& page, const TypedDeclaration& typed) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const Declaration& declaration = page.detail.access.membership.declaration;
  std::vector<Html> parts;
  if (declaration.edition == kDeclarationEdition)
    parts.push_back(html::NoticeOf(
        html::Mark::kOk,
        locale.tr("Signed by {name} on {date}.",
                  {{"name", declaration.signatory}, {"date", locale.Date(declaration.signed_at.ms)}})));
  else if (declaration.edition != 0)
    parts.push_back(html::NoticeOf(html::Mark::kCare,
                                   locale.tr("You signed an earlier edition; the words have changed.")));
  Html who = desk::TextField(locale.tr("Name of who signs"),
                             {.name = "signatory", .value = typed.signatory, .required = true}, page.errors,
                             locale.tr("A head or officer who may sign for the organisation."));
  who.Add(desk::TextField(locale.tr("Title"), {.name = "title", .value = typed.title}, page.errors));
  Html legend = El("legend", locale.tr("Agree to every statement"));
  if (const std::string_view error = page.errors.Of("accept"); !error.empty())
    legend.Add(El("span", {{"class", "err"}}, error));
  parts.push_back(html::Form(
      {.action = MemberHref(page.detail.access.member().id, "declaration"), .csrf = page.context.csrf()},
      html::Join(El("fieldset", {{"id", "accept"}}, legend, StatementsPart(locale, typed)), who,
                 html::Button(locale.tr("Sign")))));
  parts.push_back(OnLink(page, WizardStep::kDeclaration));
  return WizardResponse(page, WizardStep::kDeclaration, html::Stack(parts));
}

base::Result<net::Response> Sign(Services& services, Context& context) {
  TRY(context.Form());
  WizardPage page = TRY(OpenWizard(services, context));
  const MemberId& id = page.detail.access.member().id;
  const TypedDeclaration typed{desk::FieldOf(context, "signatory"), desk::FieldOf(context, "title"),
                               desk::FieldsOf(context, "accept")};
  const base::Status done =
      services.memberships.Sign(context.actor(), id, typed.signatory, typed.title, typed.accepted);
  if (done)
    return desk::RedirectWithFlash(context, StepHref(id, WizardStep::kSend),
                                   desk::LocaleOf(context).tr("Signed."));
  const bool statements = done.error().external.find("statement") != std::string::npos;
  TRY(page.errors.Take(statements ? "accept" : "signatory", done.error()));
  return ShowDeclaration(page, typed);
}

// ---- what is missing

Html MissingPart(const WizardPage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const std::vector<Missing>& missing = page.detail.assessment.missing;
  const MemberId& id = page.detail.access.member().id;
  if (missing.empty()) return html::NoticeOf(html::Mark::kOk, locale.tr("Nothing is missing."));
  std::vector<html::TodoItem> items;
  for (const Missing& item : missing)
    items.push_back({.mark = html::Mark::kCare,
                     .badge = StepWord(locale, item.step),
                     .title = locale.tr(item.words),
                     .href = StepHref(id, item.step),
                     .action = locale.tr("Add it")});
  return html::Section(locale.tr("What is missing"), html::TodoList(items));
}

// Where the application stands, in words for the applicant.
const char* StandsWords(MemberState state) {
  switch (state) {
    case MemberState::kDraft:
      return desk::tr("A draft: nobody but your organisation sees it. Send it when nothing is missing.");
    case MemberState::kApplied:
      return desk::tr("Sent. The secretariat will look into it; you can still correct it or take it back.");
    case MemberState::kDiligence:
      return desk::tr(
          "It is being looked into. The names are compared with watch lists, and the secretariat or another "
          "member answers nine questions about it.");
    case MemberState::kAdmitted:
      return desk::tr("Admitted. Keep the entry true: tell the panel within 30 days when something changes.");
    case MemberState::kDeclined:
      return desk::tr("Declined, for the reason in the history. You can apply again when it has changed.");
    case MemberState::kSuspended:
      return desk::tr(
          "Suspended, for the reason in the history. You can read and reply; the secretariat decides.");
    default:
      return desk::tr("No longer a member. You can apply again.");
  }
}

Html SendPart(const WizardPage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const Member& member = page.detail.access.member();
  if (member.state != MemberState::kDraft) return {};
  const bool complete = page.detail.assessment.missing.empty();
  return html::Form({.action = MemberHref(member.id, "send"), .csrf = page.context.csrf()},
                    html::Join(desk::VersionField(member.version),
                               html::Button(locale.tr("Send the application"), {.disabled = !complete})));
}

net::Response ShowApplication(const WizardPage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const Access& access = page.detail.access;
  std::vector<Html> parts = {El("p", locale.tr(StandsWords(access.member().state))), MissingPart(page),
                             SendPart(page)};
  Html links =
      El("li", desk::LinkTo(MemberHref(access.member().id), locale.tr("Entry, history and next steps")));
  links.Add(
      El("li", desk::LinkTo(MemberHref(access.member().id, "public"), locale.tr("What everybody sees"))));
  links.Add(El(
      "li", desk::LinkTo(MemberHref(access.member().id, "interests"), locale.tr("Conflicts of interest"))));
  parts.push_back(html::Section(locale.tr("Also"), El("ul", links)));
  std::erase_if(parts, [](const Html& part) { return part.empty(); });
  return WizardResponse(page, WizardStep::kSend, html::Stack(parts));
}

base::Result<net::Response> Send(Services& services, Context& context) {
  TRY(context.Form());
  WizardPage page = TRY(OpenWizard(services, context));
  const MemberId& id = page.detail.access.member().id;
  const base::Status sent =
      services.memberships.Act(context.actor(), id, VersionIn(context), MemberAct::kSubmit, "");
  if (sent)
    return desk::RedirectWithFlash(context, StepHref(id, WizardStep::kSend),
                                   desk::LocaleOf(context).tr("The application is sent."));
  TRY(page.errors.Take("", sent.error()));
  return ShowApplication(page);
}

// ---- what everybody sees

net::Response ShowPublic(const WizardPage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const Membership& membership = page.detail.access.membership;
  std::vector<std::pair<std::string, Html>> choices;
  std::vector<std::string> chosen;
  for (std::size_t i = 0; i < static_cast<std::size_t>(PublicField::kCount); ++i) {
    const PublicField field = static_cast<PublicField>(i);
    choices.emplace_back(std::string(PublicFieldName(field)), PublicFieldWord(locale, field));
  }
  for (const PublicField field : membership.shown) chosen.emplace_back(PublicFieldName(field));
  const Html form = html::Form(
      {.action = MemberHref(membership.member.id, "public"), .csrf = page.context.csrf()},
      html::Join(desk::CheckBoxes(locale.tr("Show to everybody"), "show", choices, chosen, page.errors),
                 html::Button(locale.tr("Save"))));
  desk::PageOptions options{.title = locale.tr("What everybody sees"),
                            .subtitle = membership.member.name,
                            .current = "/members",
                            .crumbs = {{locale.tr("Members"), "/members"},
                                       {membership.member.name, MemberHref(membership.member.id)}}};
  const Html words = El(
      "p", locale.tr(
               "The panel's public pages show a member only as far as the member wants. Nothing is chosen to "
               "begin with; without the name nothing else is shown. It counts while you are admitted."));
  return desk::PageResponse(page.context, options, html::Stack({words, form}));
}

base::Result<net::Response> SavePublic(Services& services, Context& context) {
  TRY(context.Form());
  const MemberId id = TRY(MemberIn(context));
  std::vector<PublicField> shown;
  for (const std::string& name : desk::FieldsOf(context, "show"))
    if (const auto field = PublicFieldNamed(name)) shown.push_back(*field);
  TRY(services.memberships.Show(context.actor(), id, shown));
  return desk::RedirectWithFlash(context, MemberHref(id, "public"), desk::LocaleOf(context).tr("Saved."));
}

}  // namespace

void AddEntryPages(desk::Desk& desk, Services& services) {
  const auto add = [&](std::string_view method, std::string_view pattern,
                       base::Result<net::Response> (*page)(Services&, Context&)) {
    AddPage(desk, method, pattern, Permission::kPanelTakePart,
            [&services, page](Context& context) { return page(services, context); });
  };
  AddPage(desk, "GET", "/members/{id}/declaration", Permission::kPanelTakePart,
          [&services](Context& context) -> base::Result<net::Response> {
            const WizardPage page = TRY(OpenWizard(services, context));
            const Declaration& declaration = page.detail.access.membership.declaration;
            return ShowDeclaration(page, {declaration.signatory, declaration.title, {}});
          });
  add("POST", "/members/{id}/declaration", Sign);
  AddPage(desk, "GET", "/members/{id}/application", Permission::kPanelTakePart,
          [&services](Context& context) -> base::Result<net::Response> {
            return ShowApplication(TRY(OpenWizard(services, context)));
          });
  add("POST", "/members/{id}/send", Send);
  AddPage(desk, "GET", "/members/{id}/public", Permission::kPanelTakePart,
          [&services](Context& context) -> base::Result<net::Response> {
            return ShowPublic(TRY(OpenWizard(services, context)));
          });
  add("POST", "/members/{id}/public", SavePublic);
}

}  // namespace panel::members
