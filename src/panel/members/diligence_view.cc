#include "panel/members/diligence_view.h"

#include <fmt/format.h>
#include <algorithm>

#include "desk/desk.h"
#include "desk/people/words.h"
#include "desk/tr.h"
#include "panel/members/bods.h"
#include "panel/members/questions.h"
#include "panel/members/store.h"
#include "panel/members/words.h"

namespace panel::members {
namespace {

using desk::Context;
using html::El;
using html::Html;

// Admitted members of another constituency with accounts here.
base::Result<std::vector<Member>> Reviewers(Services& services, const Access& access) {
  if (!access.secretariat) return std::vector<Member>();
  constexpr std::int64_t kMostShown = 500;
  std::vector<Member> all = TRY(services.seams.base.database.Read(
      [&](db::Transaction& tx) { return store::Choices(tx, access.panel.id, true, kMostShown); }));
  std::erase_if(all, [&](const Member& member) {
    return member.org.empty() || member.constituency == access.member().constituency;
  });
  return all;
}

Html FilePart(const DiligencePage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const Profile& profile = page.file.profile;
  Html people;
  for (const FilePerson& person : page.file.people)
    people.Add(El("div", html::Value(person.name), ", ", PersonKindWord(locale, person.kind)));
  Html owners;
  if (const auto owned = OwnersOf(profile.owners)) {
    for (const OwnerRecord& record : owned->records)
      if (!OwnerName(record).empty() && !IsItself(*owned, record, profile.name))
        owners.Add(El("div", html::Value(OwnerName(record))));
    for (const OwnerLink& link : owned->links)
      if (link.party.empty()) owners.Add(El("div", OwnerReasonWord(locale, link.reason)));
  }
  std::string names;
  for (const OtherName& name : page.file.names) names += (names.empty() ? "" : "; ") + name.text;
  const Declaration& declaration = page.detail.access.membership.declaration;
  return html::Section(
      locale.tr("The file"),
      html::Facts(
          {{locale.tr("Constituency"), desk::OrgTypeWord(locale, profile.constituency)},
           {locale.tr("Country"), CountryWord(locale, profile.country)},
           {locale.tr("Sectors"), SectorWords(locale, profile.sectors)},
           {locale.tr("Other names"), ValueIn(names)},
           {locale.tr("Registration"), ValueIn(profile.registration)},
           {locale.tr("Link"),
            profile.website.empty() ? Html() : desk::LinkTo(profile.website, profile.website)},
           {locale.tr("What it does"), TextIn(profile.purpose)},
           {locale.tr("Safeguards"), TextIn(profile.safeguards)},
           {locale.tr("People"), people},
           {locale.tr("Owners"), owners},
           {locale.tr("Declaration"),
            declaration.edition == 0 ? Html()
                                     : Html(locale.tr("Signed by {name} on {date}.",
                                                      {{"name", declaration.signatory},
                                                       {"date", locale.Date(declaration.signed_at.ms)}}))}}));
}

std::string SubjectWord(const html::Locale& locale, std::string_view subject) {
  if (subject.starts_with("person:")) return locale.tr("Person");
  if (subject.starts_with("owner:")) return locale.tr("Owner");
  return locale.tr("Organisation");
}

Html JudgeForm(const DiligencePage& page, const Hit& hit) {
  if (page.detail.access.own) return "–";  // nobody clears themselves
  const html::Locale& locale = desk::LocaleOf(page.context);
  Html fields = html::Join(desk::HiddenField("hit", hit.id.text()), desk::VersionField(hit.version));
  const std::string id = "reason-" + hit.id.text();
  const auto button = [&](std::string_view words, HitAct act) {
    return html::Button(
        words, {.name = "act", .value = HitActName(act), .kind = html::ButtonKind::kQuiet, .css = "small"});
  };
  if (hit.state == HitState::kOpen) {
    fields.Add(
        html::Field({.control_id = id, .label = locale.tr("What shows it"), .error = page.errors.Of(id)},
                    html::Input({.name = "reason", .id = id})));
    fields.Add(html::RowOf({button(locale.tr("Not a true match"), HitAct::kClear),
                            button(locale.tr("True match"), HitAct::kConfirm)}));
  } else {
    fields.Add(button(locale.tr("Decide again"), HitAct::kReopen));
  }
  return html::Form({.action = page.Href("hits"), .csrf = page.context.csrf()}, fields);
}

Html HitsPart(const DiligencePage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const Profile& profile = page.file.profile;
  Html aside = html::PostButton(locale.tr("Compare now"), page.Href("screen"), page.context.csrf(),
                                {.kind = html::ButtonKind::kQuiet, .css = "small"});
  Html when = El("p", {{"class", "muted"}},
                 profile.screened.ms == 0
                     ? locale.tr("Not compared yet.")
                     : locale.tr("Compared {when}: its names in every script, its people and its owners.",
                                 {{"when", locale.DateTime(profile.screened.ms)}}));
  if (page.hits.empty())
    return html::Section(locale.tr("Watch lists"),
                         html::Join(when, profile.screened.ms == 0 ? Html() : El("p", locale.tr("No hit."))),
                         aside);
  desk::TableMaker table({{locale.tr("In the file")},
                          {locale.tr("On the list")},
                          {locale.tr("Score"), true},
                          {locale.tr("Decision")},
                          {locale.tr("Action")}});
  for (const Hit& hit : page.hits) {
    Html decision = HitBadge(locale, hit.state);
    if (hit.changed)
      decision.Add(El("div", {{"class", "small"}}, locale.tr("A side changed since it was decided.")));
    if (!hit.reason.empty()) decision.Add(El("div", {{"class", "small"}}, html::Value(hit.reason)));
    table.Row({html::Join(html::Value(hit.caption),
                          El("div", {{"class", "muted small"}}, SubjectWord(locale, hit.subject))),
               html::Join(html::Value(hit.entry_caption),
                          El("div", {{"class", "muted small"}}, hit.dataset, " ", hit.entry)),
               fmt::format("{:.2f}", hit.score), decision, JudgeForm(page, hit)});
  }
  return html::Section(locale.tr("Watch lists"),
                       html::Join(when, table.Done(locale.tr("Hits on watch lists"))), aside);
}

Html QuestionsForm(const DiligencePage& page, const TypedDiligence& typed) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const Access& access = page.detail.access;
  if (access.own)
    return html::NoticeOf(html::Mark::kCare, locale.tr("Nobody verifies themselves; ask a member to do it."));
  Html fields;
  const std::span<const Question> questions = Questions();
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const std::string name = "answer-" + std::string(questions[i].key);
    Html radios = El("legend", fmt::format("{}. {}", i + 1, locale.tr(questions[i].text)));
    for (const Answer answer : {Answer::kYes, Answer::kNo, Answer::kNotApplicable})
      if (answer != Answer::kNotApplicable || questions[i].may_not_apply)
        radios.Add(
            html::Radio(name, AnswerName(answer), AnswerWord(locale, answer), typed.answers[i] == answer));
    fields.Add(El("fieldset", radios));
  }
  fields.Add(AreaField(locale.tr("Remarks"), "remarks", typed.remarks, 3, page.errors,
                       locale.tr("Needed where it does not pass; the member reads them.")));
  fields.Add(html::Button(locale.tr("Record the verification")));
  Html blockers;
  if (const auto verifying = page.detail.assessment.Verifying(); !verifying.empty()) {
    for (const Blocker blocker : verifying) blockers.Add(El("li", locale.tr(BlockerWords(blocker))));
    blockers = html::Join(El("p", locale.tr("Until these are settled it cannot pass:")), El("ul", blockers));
  }
  return html::Join(blockers,
                    html::Form({.action = page.Href("verify"), .csrf = page.context.csrf()}, fields));
}

Html VerificationsPart(const DiligencePage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  Html content = El("p", StandingBadge(locale, page.detail.assessment.standing));
  if (page.detail.assessment.standing == Standing::kAged)
    content.Add(html::NoticeOf(html::Mark::kCare,
                               locale.tr("The verification is too old; answer the questions anew.")));
  if (page.detail.assessment.standing == Standing::kVerified && page.detail.assessment.changed)
    content.Add(html::NoticeOf(html::Mark::kCare, locale.tr(BlockerWords(Blocker::kFileChanged))));
  std::vector<html::HistoryItem> items;
  for (const Verification& one : page.verifications) {
    std::string answers;
    for (std::size_t i = 0; i < one.answers.size(); ++i)
      answers +=
          fmt::format("{}{} {}", answers.empty() ? "" : " · ", i + 1, AnswerWord(locale, one.answers[i]));
    Html what = El("b",
                   one.withdrawn ? locale.tr("Withdrawn")
                   : one.passed  ? locale.tr("Passed")
                                 : locale.tr("Did not pass"),
                   ": ", html::Value(one.by_name));
    what.Add(El("div", {{"class", "muted small"}}, answers));
    what.Add(TextIn(one.remarks));
    if (one.by == page.context.actor().org && !one.withdrawn)
      what.Add(html::Form(
          {.action = page.Href("verifications/withdraw"), .csrf = page.context.csrf()},
          html::Join(
              desk::HiddenField("verification", one.id.text()),
              html::Field({.control_id = "why-" + one.id.text(), .label = locale.tr("Why withdraw")},
                          html::Input({.name = "reason", .id = "why-" + one.id.text()})),
              html::Button(locale.tr("Withdraw"), {.kind = html::ButtonKind::kQuiet, .css = "small"}))));
    items.push_back({locale.DateTime(one.made.ms), base::FormatTime(one.made), what,
                     one.passed ? html::Mark::kAct : html::Mark::kHarm});
  }
  if (!items.empty()) content.Add(html::History(items));
  return html::Section(locale.tr("Verifications"), content);
}

Html FlagActs(const DiligencePage& page, const Flag& flag) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  if (!page.detail.access.secretariat || page.detail.access.own) return "–";
  std::vector<Html> buttons;
  for (const Step<FlagKind, FlagAct>& step : kFlagSteps)
    if (step.from == flag.kind)
      buttons.push_back(html::Button(
          FlagActWord(locale, step.act),
          {.name = "act", .value = FlagActName(step.act), .kind = html::ButtonKind::kQuiet, .css = "small"}));
  const std::string id = "words-" + flag.id.text();
  return html::Form(
      {.action = page.Href("flags/act"), .csrf = page.context.csrf()},
      html::Join(desk::HiddenField("flag", flag.id.text()), desk::VersionField(flag.version),
                 html::Field({.control_id = id, .label = locale.tr("Why"), .error = page.errors.Of(id)},
                             html::Input({.name = "words", .id = id})),
                 html::RowOf(buttons)));
}

Html FlagHistory(const DiligencePage& page, const Flag& flag) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  Html list;
  for (const FlagEvent& event : page.flag_events)
    if (event.flag == flag.id)
      list.Add(El("li", locale.DateTime(event.time.ms), ": ",
                  event.from == FlagKind::kCount ? "" : FlagKindWord(locale, event.from) + " → ",
                  FlagKindWord(locale, event.to), event.text.empty() ? "" : ". ", html::Value(event.text)));
  return html::Closed(locale.tr("History"), El("ul", list));
}

Html FlagsPart(const DiligencePage& page, const TypedDiligence& typed) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  Html content;
  if (!page.flags.empty()) {
    desk::TableMaker table(
        {{locale.tr("Flag")}, {locale.tr("What")}, {locale.tr("Since")}, {locale.tr("Action")}});
    for (const Flag& flag : page.flags)
      table.Row({FlagBadge(locale, flag.kind),
                 html::Join(El("b", RiskWord(locale, flag.risk)), TextIn(flag.text), FlagHistory(page, flag)),
                 desk::DayOf(locale, flag.created), FlagActs(page, flag)});
    content.Add(table.Done(locale.tr("Flags")));
  }
  std::vector<html::Choice> kinds = {{"observation", FlagKindWord(locale, FlagKind::kObservation)}};
  if (page.detail.access.secretariat) {
    kinds.push_back({"yellow", FlagKindWord(locale, FlagKind::kYellow)});
    kinds.push_back({"escalated", FlagKindWord(locale, FlagKind::kEscalated)});
  }
  const std::vector<html::Choice> risks =
      Choices<Risk>(locale, RiskName, RiskWord, static_cast<std::size_t>(Risk::kWatchList));
  Html fields = SelectField(locale.tr("Flag"), "kind", kinds, "observation", page.errors);
  fields.Add(SelectField(locale.tr("Kind of risk"), "risk", risks, "", page.errors));
  fields.Add(AreaField(locale.tr("What it is about"), "flag_words", typed.flag, 2, page.errors));
  fields.Add(html::Button(locale.tr("Raise the flag"), {.kind = html::ButtonKind::kQuiet}));
  content.Add(html::Closed(locale.tr("Raise a flag"),
                           html::Form({.action = page.Href("flags"), .csrf = page.context.csrf()}, fields),
                           !page.errors.Of("flag_words").empty()));
  return html::Section(locale.tr("Flags"), content);
}

Html VettingsPart(const DiligencePage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  Html content;
  for (const Vetting& vetting : page.vettings) {
    std::vector<Html> buttons;
    const bool reviewer = vetting.reviewer_org == page.context.actor().org;
    for (const Step<VettingState, VettingAct>& step : kVettingSteps) {
      if (step.from != vetting.state || step.act == VettingAct::kComplete) continue;
      const bool recuse = step.act == VettingAct::kRecuse;
      if (recuse ? !reviewer : !page.detail.access.secretariat) continue;
      buttons.push_back(html::Button(recuse                            ? locale.tr("Recuse ourselves")
                                     : step.act == VettingAct::kAccept ? locale.tr("Open the file for it")
                                                                       : locale.tr("Cancel"),
                                     {.name = "act",
                                      .value = VettingActName(step.act),
                                      .kind = html::ButtonKind::kQuiet,
                                      .css = "small"}));
    }
    Html form;
    if (!buttons.empty()) {
      Html fields = desk::HiddenField("vetting", vetting.id.text());
      if (reviewer && vetting.state == VettingState::kOpen)
        fields.Add(html::Field(
            {.control_id = "why-not", .label = locale.tr("Why"), .error = page.errors.Of("why-not")},
            html::Input({.name = "words", .id = "why-not"})));
      fields.Add(html::RowOf(buttons));
      form = html::Form({.action = page.Href("vettings/act"), .csrf = page.context.csrf()}, fields);
    }
    content.Add(html::Box(html::Join(html::Value(vetting.reviewer_name), " · ",
                                     VettingStateWord(locale, vetting.state), " · ",
                                     desk::DayOf(locale, vetting.created), TextIn(vetting.text), form)));
  }
  if (!page.reviewers.empty()) {
    std::vector<html::Choice> choices;
    for (const Member& member : page.reviewers)
      choices.push_back(
          {member.id.text(), member.name + " (" + desk::OrgTypeWord(locale, member.constituency) + ")"});
    content.Add(html::Form(
        {.action = page.Href("vettings/ask"), .csrf = page.context.csrf()},
        html::Join(SelectField(locale.tr("Ask a member to vet it"), "reviewer", choices, "", page.errors,
                               locale.tr("Of another constituency, without a conflict of interest.")),
                   html::Button(locale.tr("Ask"), {.kind = html::ButtonKind::kQuiet}))));
  }
  if (content.empty())
    content = El("p", {{"class", "muted"}}, locale.tr("No member of another constituency can vet it yet."));
  return html::Section(locale.tr("Members that vet it"), content);
}

}  // namespace

base::Result<DiligencePage> OpenDiligence(Services& services, Context& context) {
  const MemberId id = TRY(MemberIn(context));
  const desk::Actor& actor = context.actor();
  MemberDetail detail = TRY(services.memberships.Detail(actor, id));
  if (!detail.access.SeesDiligence()) return base::NotFound(desk::tr("There is no such member."));
  std::vector<FlagEvent> events;
  File file = TRY(services.profiles.Get(actor, id));
  std::vector<Hit> hits = TRY(services.hits.Of(actor, id));
  std::vector<Flag> flags = TRY(services.flags.Of(actor, id, &events));
  std::vector<Verification> verifications = TRY(services.diligence.Of(actor, id));
  std::vector<Vetting> vettings = TRY(services.diligence.VettingsOf(actor, id));
  std::vector<Member> reviewers = TRY(Reviewers(services, detail.access));
  return DiligencePage{context,
                       services,
                       std::move(detail),
                       std::move(file),
                       std::move(hits),
                       std::move(flags),
                       std::move(events),
                       std::move(verifications),
                       std::move(vettings),
                       std::move(reviewers),
                       desk::FormErrors(desk::LocaleOf(context))};
}

net::Response ShowDiligence(const DiligencePage& page, const TypedDiligence& typed) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const Access& access = page.detail.access;
  desk::PageOptions options{.title = locale.tr("Due diligence"),
                            .subtitle = access.member().name + " · " + access.panel.name,
                            .current = "/members",
                            .crumbs = {{locale.tr("Members"), InPanel("/members", access.panel)},
                                       {access.member().name, MemberHref(access.member().id)}},
                            .badges = StateBadge(locale, access.member().state),
                            .status = page.errors.empty() ? 200 : 422};
  std::vector<Html> left = {HitsPart(page), FlagsPart(page, typed),
                            html::Section(locale.tr("Nine questions"), QuestionsForm(page, typed))};
  std::vector<Html> right = {VerificationsPart(page), VettingsPart(page), FilePart(page)};
  Html body = html::SideBySide(html::Columns::kWideAndNarrow, html::Stack(left), html::Stack(right));
  return desk::PageResponse(page.context, options,
                            page.errors.empty() ? body : html::Stack({page.errors.Summary(), body}));
}

}  // namespace panel::members
