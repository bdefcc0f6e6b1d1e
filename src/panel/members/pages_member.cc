// /members/{id}: a member's page, what may be done with it, and its letter of admission.

#include <algorithm>

#include "desk/desk.h"
#include "desk/people/people.h"
#include "desk/people/words.h"
#include "panel/members/faces.h"
#include "panel/members/letter.h"
#include "panel/members/page_parts.h"
#include "panel/members/register.h"
#include "panel/members/store.h"
#include "panel/members/words.h"

namespace panel::members {
namespace {

using desk::Context;
using desk::Permission;
using html::El;
using html::Html;

Html EntryFacts(const html::Locale& locale, const MemberDetail& detail, const File& file) {
  const Membership& membership = detail.access.membership;
  const Profile& profile = file.profile;
  std::string names;
  for (const OtherName& name : file.names)
    names += (names.empty() ? "" : "; ") + name.text + " (" + NameKindWord(locale, name.kind) + ")";
  const Html link = profile.website.empty() ? Html() : desk::LinkTo(profile.website, profile.website);
  const bool own_or_host = detail.access.own || detail.access.secretariat;
  return html::Facts(
      {{locale.tr("Constituency"), desk::OrgTypeWord(locale, membership.member.constituency)},
       {locale.tr("Country"), CountryWord(locale, membership.member.country)},
       {locale.tr("Sectors"), SectorWords(locale, membership.member.sectors)},
       {locale.tr("Other names"), ValueIn(names)},
       {locale.tr("Link"), link},
       {locale.tr("Registration"), ValueIn(profile.registration)},
       {locale.tr("Member since"),
        membership.member.admitted.ms == 0 ? Html() : desk::DayOf(locale, membership.member.admitted)},
       {locale.tr("Admission ends"),
        membership.expires.ms == 0 || !own_or_host ? Html() : desk::DayOf(locale, membership.expires)},
       {locale.tr("Letter of admission"),
        !HasLetter(membership) || !own_or_host
            ? Html()
            : desk::LinkTo(MemberHref(membership.member.id, "letter.pdf"), membership.letter + " (PDF)")}});
}

// Who verified it, for those who may know: everybody who may open the page.
Html VerificationPart(const html::Locale& locale, const MemberDetail& detail) {
  const Assessment& assessment = detail.assessment;
  Html words = El("p", StandingBadge(locale, assessment.standing));
  if (assessment.verification && (assessment.standing == Standing::kVerified || detail.access.SeesFile()))
    words.Add(html::Facts(
        {{locale.tr("By"), html::Value(assessment.verification->by_name)},
         {locale.tr("On"), desk::DayOf(locale, assessment.verification->made)},
         {locale.tr("Counts until"),
          assessment.verified_until.ms == 0 ? Html() : desk::DayOf(locale, assessment.verified_until)}}));
  words.Add(El(
      "p", {{"class", "muted small"}},
      locale.tr("A verification says what was asked and answered, not that harm cannot be there. One serves "
                "every panel and chapter.")));
  return html::Section(locale.tr("Verification"), html::Box(words));
}

Html ContactsPart(const html::Locale& locale, const std::vector<Contact>& contacts, bool all) {
  if (contacts.empty())
    return html::Section(locale.tr("Contact points"),
                         El("p", {{"class", "muted"}}, locale.tr("No contact point is shown to you.")));
  std::vector<desk::Heading> headings = {
      {locale.tr("Name")}, {locale.tr("Role")}, {locale.tr("E-mail")}, {locale.tr("Telephone")}};
  if (all) headings.push_back({locale.tr("Shown to")});
  desk::TableMaker table(headings);
  for (const Contact& contact : contacts) {
    html::Row row = {
        html::Value(contact.name), html::Value(contact.role),
        contact.email.empty() ? Html("–") : desk::LinkTo("mailto:" + contact.email, contact.email),
        contact.phone.empty() ? Html("–") : Html(contact.phone)};
    if (all) row.push_back(VisibilityWord(locale, contact.visibility));
    table.Row(row);
  }
  return html::Section(locale.tr("Contact points"), table.Done(locale.tr("Contact points")));
}

Html ChaptersPart(const html::Locale& locale, Services& services, const MemberDetail& detail) {
  Html list;
  const auto panels = services.seams.panels.All();
  for (const Membership& other : detail.chapters)
    if (panels)
      for (const Panel& panel : *panels)
        if (panel.id == other.member.panel)
          list.Add(El("li", html::Value(panel.name), " ", desk::DayOf(locale, other.member.admitted)));
  return list.empty() ? Html() : html::Section(locale.tr("Also a member of"), El("ul", list));
}

Html InterestsPart(const html::Locale& locale, const std::vector<Interest>& interests, const MemberId& self) {
  if (interests.empty()) return {};
  Html list;
  for (const Interest& interest : interests) {
    const bool theirs = interest.member == self;
    const std::string& with = theirs
                                  ? (interest.about_name.empty() ? interest.about_text : interest.about_name)
                                  : interest.member_name;
    list.Add(El("li", InterestBadge(locale, interest.state), " ", InterestKindWord(locale, interest.kind),
                ": ", html::Value(with)));
  }
  return html::Section(locale.tr("Conflicts of interest"), El("ul", list),
                       desk::LinkTo("/members/interests", locale.tr("Register")));
}

Html HistoryPart(const html::Locale& locale, const std::vector<MemberEvent>& events) {
  if (events.empty()) return {};
  std::vector<html::HistoryItem> items;
  for (const MemberEvent& event : events) {
    const bool harm = event.act == MemberAct::kSuspend || event.act == MemberAct::kDecline;
    Html what = El("b", HappenedWord(locale, event.act));
    what.Add(TextIn(event.text));
    items.push_back({locale.DateTime(event.time.ms), base::FormatTime(event.time), what,
                     harm ? html::Mark::kHarm : html::Mark::kPlain});
  }
  return html::Section(locale.tr("History"), html::History(items));
}

std::vector<MemberAct> ActsFor(const Access& access) {
  std::vector<MemberAct> acts;
  for (const Step<MemberState, MemberAct>& step : kMemberSteps) {
    if (step.from != access.member().state || WhoActs(step.act) == ActedBy::kCalendar) continue;
    const bool may = WhoActs(step.act) == ActedBy::kSecretariat ? access.secretariat : access.MayEdit();
    if (may && step.act != MemberAct::kSubmit) acts.push_back(step.act);
  }
  return acts;
}

Html ActPart(const Context& context, const MemberDetail& detail, std::string_view typed,
             const desk::FormErrors& errors) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::vector<MemberAct> acts = ActsFor(detail.access);
  if (acts.empty()) return {};
  const bool needs = std::any_of(acts.begin(), acts.end(), NeedsWords);
  Html fields = desk::VersionField(detail.access.member().version);
  if (needs)
    fields.Add(AreaField(locale.tr("Reason or reply"), "words", typed, 3, errors,
                         locale.tr("The other side reads it, and it stays in the history.")));
  std::vector<Html> buttons;
  for (const MemberAct act : acts) {
    const bool stop = act == MemberAct::kEnd || act == MemberAct::kLeave || act == MemberAct::kDecline;
    buttons.push_back(html::Button(ActWord(locale, act),
                                   {.name = "act",
                                    .value = MemberActName(act),
                                    .kind = stop ? html::ButtonKind::kStop : html::ButtonKind::kQuiet}));
  }
  fields.Add(html::RowOf(buttons));
  return html::Section(
      locale.tr("Next step"),
      html::Form({.action = MemberHref(detail.access.member().id, "act"), .csrf = context.csrf()}, fields));
}

Html BlockersPart(const html::Locale& locale, const MemberDetail& detail) {
  const bool decides = detail.access.secretariat && detail.access.member().state == MemberState::kDiligence;
  if (!decides) return {};
  const std::vector<Blocker> blockers = detail.assessment.Admitting();
  if (blockers.empty())
    return html::NoticeOf(html::Mark::kOk, locale.tr("Nothing stands in the way of an admission."));
  Html list;
  for (const Blocker blocker : blockers) list.Add(El("li", locale.tr(BlockerWords(blocker))));
  return html::NoticeOf(html::Mark::kCare,
                        html::Join(El("b", locale.tr("Before it can be admitted:")), El("ul", list)));
}

Html OfferPart(const Context& context, const MemberDetail& detail) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Access& access = detail.access;
  const bool may = access.peer && !access.own && !access.secretariat && !access.reviewer &&
                   context.actor().Can(Permission::kPanelTakePart) &&
                   access.member().state == MemberState::kAdmitted;
  if (!may) return {};
  return html::Section(
      locale.tr("Vet this member"),
      html::Join(El("p", locale.tr("Members of different constituencies vet each other. If you offer to, the "
                                   "secretariat opens the file for you; this member sees that you asked.")),
                 html::PostButton(locale.tr("Offer to vet"), MemberHref(access.member().id, "vettings"),
                                  context.csrf(), {.kind = html::ButtonKind::kQuiet})));
}

desk::PageOptions OptionsFor(const Context& context, const MemberDetail& detail) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Access& access = detail.access;
  desk::PageOptions options{.title = access.member().name,
                            .subtitle = access.panel.name,
                            .current = "/members",
                            .crumbs = {{locale.tr("Members"), InPanel("/members", access.panel)}},
                            .badges = html::Join(StateBadge(locale, access.member().state))};
  if (access.SeesDiligence())
    options.actions.Add(
        html::LinkButton(locale.tr("Due diligence"), MemberHref(access.member().id, "diligence")));
  if (access.MayEdit())
    options.actions.Add(
        html::LinkButton(locale.tr("Application and entry"), MemberHref(access.member().id, "application")));
  return options;
}

base::Result<net::Response> ShowPage(Services& services, Context& context, std::string_view typed,
                                     const desk::FormErrors& errors) {
  const html::Locale& locale = desk::LocaleOf(context);
  const MemberId id = TRY(MemberIn(context));
  const MemberDetail detail = TRY(services.memberships.Detail(context.actor(), id));
  const File file = TRY(services.profiles.Get(context.actor(), id));
  const std::vector<Interest> interests = TRY(services.interests.Of(context.actor(), id));
  desk::PageOptions options = OptionsFor(context, detail);
  options.status = errors.empty() ? 200 : 422;
  std::vector<Html> left = {EntryFacts(locale, detail, file)};
  if (!file.profile.purpose.empty())
    left.push_back(html::Section(locale.tr("What it does"), TextIn(file.profile.purpose)));
  left.push_back(ContactsPart(locale, file.contacts, detail.access.SeesFile()));
  left.push_back(HistoryPart(locale, detail.history));
  std::vector<Html> right = {VerificationPart(locale, detail), ActPart(context, detail, typed, errors),
                             OfferPart(context, detail), ChaptersPart(locale, services, detail),
                             InterestsPart(locale, interests, id)};
  std::vector<Html> all = {errors.Summary(), BlockersPart(locale, detail)};
  std::erase_if(all, [](const Html& part) { return part.empty(); });
  std::erase_if(left, [](const Html& part) { return part.empty(); });
  std::erase_if(right, [](const Html& part) { return part.empty(); });
  all.push_back(html::SideBySide(html::Columns::kWideAndNarrow, html::Stack(left), html::Stack(right)));
  return desk::PageResponse(context, options, html::Stack(all));
}

base::Result<net::Response> Act(Services& services, Context& context) {
  const html::Locale& locale = desk::LocaleOf(context);
  TRY(context.Form());
  const MemberId id = TRY(MemberIn(context));
  const auto act = MemberActNamed(desk::FieldOf(context, "act"));
  if (!act) return base::Invalid(locale.tr("There is no such step."));
  const std::string words = desk::FieldOf(context, "words");
  const base::Status done = services.memberships.Act(context.actor(), id, VersionIn(context), *act, words);
  if (done) return desk::RedirectWithFlash(context, MemberHref(id), HappenedWord(locale, *act));
  desk::FormErrors errors(locale);
  TRY(errors.Take(done.error().code == base::Code::kInvalid ? "words" : "", done.error()));
  return ShowPage(services, context, words, errors);
}

base::Result<net::Response> Offer(Services& services, Context& context) {
  TRY(context.Form());
  const MemberId id = TRY(MemberIn(context));
  const auto offered = services.diligence.Offer(context.actor(), id, "");
  if (offered)
    return desk::RedirectWithFlash(
        context, MemberHref(id),
        desk::LocaleOf(context).tr("Thank you. The secretariat will open the file for you."));
  desk::FormErrors errors(desk::LocaleOf(context));
  TRY(errors.Take("", offered.error()));
  return ShowPage(services, context, "", errors);
}

base::Result<net::Response> Letter(Services& services, Context& context) {
  const MemberId id = TRY(MemberIn(context));
  const MemberDetail detail = TRY(services.memberships.Detail(context.actor(), id));
  const Access& access = detail.access;
  if ((!access.own && !access.secretariat) || !HasLetter(access.membership))
    return base::NotFound(desk::LocaleOf(context).tr("There is no letter of admission."));
  LetterFacts facts;
  facts.membership = access.membership;
  facts.profile = TRY(services.profiles.Get(context.actor(), id)).profile;
  facts.panel = access.panel.name;
  facts.host = TRY(services.seams.organisation(access.panel.host)).name;
  if (detail.assessment.verification && detail.assessment.verification->passed) {
    facts.verified_by = detail.assessment.verification->by_name;
    facts.verified = detail.assessment.verification->made;
  }
  net::Response response = desk::Download(access.membership.letter + ".pdf", "application/pdf");
  response.body = TRY(AdmissionLetter(desk::LocaleOf(context), facts));
  return response;
}

}  // namespace

void AddMemberPages(desk::Desk& desk, Services& services) {
  AddPage(desk, "GET", "/members/{id}", Permission::kPanelRead, [&services](Context& context) {
    return ShowPage(services, context, "", desk::FormErrors(desk::LocaleOf(context)));
  });
  AddPage(desk, "POST", "/members/{id}/act", Permission::kPanelTakePart,
          [&services](Context& context) { return Act(services, context); });
  AddPage(desk, "POST", "/members/{id}/vettings", Permission::kPanelTakePart,
          [&services](Context& context) { return Offer(services, context); });
  AddPage(desk, "GET", "/members/{id}/letter.pdf", Permission::kPanelRead,
          [&services](Context& context) { return Letter(services, context); });
}

}  // namespace panel::members
