// The tab "Referrals" of a case.

#include "desk/desk.h"
#include "desk/people/fields.h"
#include "desk/web/flash.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"
#include "voice/casework/shell.h"
#include "voice/consent/pages.h"
#include "voice/referral/by_hand.h"
#include "voice/referral/draft_form.h"
#include "voice/referral/pages.h"
#include "voice/referral/recipients.h"
#include "voice/worker/consent.h"

namespace voice::referral {
namespace {

using html::El;
using html::Html;
using html::Join;

constexpr std::string_view kTab = "/referrals";

std::string RestOf(const ReferralId& id, std::string_view more = {}) {
  return std::string(kTab) + "/" + id.text() + std::string(more);
}

bool CanBeMended(const base::Error& error) {
  return error.code == base::Code::kInvalid || error.code == base::Code::kTooLarge ||
         error.code == base::Code::kConflict || error.code == base::Code::kForbidden;
}

base::Result<ReferralId> IdOf(const CasePage& page) {
  return ReferralId::Parse(page.context.Path("referral"));
}

base::Result<net::Response> List(CasePage& page) {
  desk::TableMaker table({{page.tr("To")},
                          {page.tr("What for")},
                          {page.tr("They see")},
                          {page.tr("Answer due")},
                          {page.tr("Ends")},
                          {page.tr("State")}});
  for (const Referral& one : TRY(page.services.referrals.Of(page.opened))) {
    Html state = StateBadge(page.locale, one.row.state);
    state = Join(state, " ", LockedBadge(page.locale, one.row));
    if (one.row.unread && !one.row.Locked())
      state = Join(state, " ", html::Badge(html::Mark::kAct, page.tr("Unread")));
    state = Join(state, " ", DeletionBadge(page.locale, one.row.deletion));
    table.Row({desk::LinkTo(page.Href(RestOf(one.row.id)),
                            html::Value(consent::RecipientWords(page.locale, one.draft.to))),
               consent::PurposeWord(page.locale, one.draft.purpose),
               consent::PartWords(page.locale, PartsOf(one.draft)),
               DayWords(page.locale, one.row.Live() ? one.row.due : std::nullopt),
               DayWords(page.locale, one.row.expires), state});
  }
  const Html body =
      table.empty()
          ? html::Empty(page.tr("No referral yet"),
                        page.tr("Refer the worker to a service or to another team. They see only what "
                                "she agreed to."))
          : table.Done(page.tr("Referrals"));
  return CaseResponse(
      page, kTab,
      html::Stack({El("p", html::LinkButton(page.tr("New referral"), page.Href("/referrals/new"))), body}));
}

// A new one begins with what she agreed to, where the address names the recipient.
base::Result<Draft> Begun(CasePage& page) {
  Draft draft;
  draft.to = TRY(RecipientIn(page, page.context.Query("to")));
  if (draft.to.id.empty()) return draft;
  const Standing standing = TRY(page.services.referrals.StandingOf(page.opened, draft));
  if (!standing.consent) return draft;
  draft.purpose = standing.consent->terms.purpose;
  std::map<Part, std::string> of_case = TRY(PartsOfCase(page));
  for (const Part part : standing.consent->terms.parts)
    if (part != Part::kFiles) draft.parts[part] = of_case[part];
  return draft;
}

net::Response FormPage(const CasePage& page, const std::string& title, const Html& form, int status) {
  return CaseResponse(page, kTab, html::Section(title, form), status);
}

base::Result<net::Response> NewForm(CasePage& page) {
  const Draft draft = TRY(Begun(page));
  const Html form = TRY(DraftForm(page, draft, "/referrals/new", 0, ""));
  return FormPage(page, page.tr("New referral"), form, 200);
}

base::Result<net::Response> SaveAs(CasePage& page, const ReferralId& id, std::string_view rest) {
  TRY(page.context.Form());
  const Draft draft = TRY(DraftIn(page));
  const std::int64_t version = desk::WholeNumber(desk::FieldOf(page.context, "version")).value_or(-1);
  const base::Result<ReferralId> saved =
      page.services.referrals.Save(page.context.actor(), page.me, page.opened.row.id, id, draft, version);
  if (saved) return net::Redirect(303, page.Href(RestOf(*saved)));
  if (!CanBeMended(saved.error())) return saved.error();
  const Html form = TRY(DraftForm(page, draft, rest, version, saved.error().external));
  return FormPage(page, id.empty() ? page.tr("New referral") : page.tr("Change the draft"), form, 422);
}

base::Result<net::Response> Create(CasePage& page) {
  return SaveAs(page, ReferralId(), "/referrals/new");
}

base::Result<net::Response> EditForm(CasePage& page) {
  const ReferralId id = TRY(IdOf(page));
  const Referral referral = TRY(page.services.referrals.Get(page.opened, id));
  if (referral.row.state != State::kDraft) return net::Redirect(303, page.Href(RestOf(id)));
  const Html form = TRY(DraftForm(page, referral.draft, RestOf(id, "/edit"), referral.row.version, ""));
  return FormPage(page, page.tr("Change the draft"), form, 200);
}

base::Result<net::Response> Edit(CasePage& page) {
  const ReferralId id = TRY(IdOf(page));
  return SaveAs(page, id, RestOf(id, "/edit"));
}

// ---- one referral

Html PostForm(const CasePage& page, const std::string& rest, const Html& content) {
  const std::string action = page.Href(rest);
  return html::Form({.action = action, .csrf = page.context.csrf()}, content);
}

std::string AskHref(const CasePage& page, const Draft& draft) {
  std::string href = desk::WithArgument(page.Href("/consent"), "to", ValueOf(draft.to));
  href = desk::WithArgument(href, "purpose", consent::PurposeName(draft.purpose));
  for (const Part part : PartsOf(draft)) href = desk::WithArgument(href, "part", consent::PartName(part));
  return href;
}

Html StandingBox(const CasePage& page, const Referral& referral, const Standing& standing) {
  if (standing.Clear()) {
    Html until;
    if (standing.consent->terms.until)
      until =
          El("p", page.tr("Until {day}.", {{"day", DayWords(page.locale, standing.consent->terms.until)}}));
    return Join(El("p", html::Badge(html::Mark::kOk, page.tr("She agreed to all of this"))), until);
  }
  std::string why = page.tr("She was not asked, or did not say yes.");
  if (standing.consent)
    why = standing.purpose_fits ? page.tr("She did not agree to: {parts}",
                                          {{"parts", consent::PartWords(page.locale, standing.missing)}})
                                : page.tr("She agreed to another purpose.");
  return Join(El("p", html::Badge(html::Mark::kHarm, page.tr("Closed")), " ", why),
              El("p", html::LinkButton(page.tr("Ask her"), AskHref(page, referral.draft))));
}

Html SendForm(const CasePage& page, const Referral& referral) {
  const bool outside = referral.draft.to.kind == consent::RecipientKind::kService;
  const Html by_mail =
      outside && !referral.draft.mail.empty()
          ? html::CheckBox("mail", "yes", page.tr("Send the link to {mail}", {{"mail", referral.draft.mail}}),
                           false)
          : Html();
  return PostForm(
      page, RestOf(referral.row.id, "/send"),
      Join(desk::VersionField(referral.row.version), by_mail,
           html::Button(outside ? page.tr("Make the sealed link") : page.tr("Send to the team"))));
}

base::Result<Html> LawForm(const CasePage& page, const Referral& referral) {
  const auto trade = TradeNamed(referral.draft.to.trade);
  const Team team = TRY(page.services.teams.Get(page.opened.row.org, page.opened.row.team));
  const bool children = team.tells_children == LawDuty::kYes, danger = team.tells_danger == LawDuty::kYes;
  if (!page.context.actor().Can(desk::Permission::kCasesSupervise) || !trade || !IsAuthority(*trade) ||
      (!children && !danger))
    return Html();
  std::vector<html::Choice> duties;
  if (children) duties.push_back({"children", page.tr("A child is harmed")});
  if (danger) duties.push_back({"danger", page.tr("A life is in danger")});
  return html::Closed(
      page.tr("The law demands it without her yes"),
      PostForm(
          page, RestOf(referral.row.id, "/law"),
          Join(
              desk::VersionField(referral.row.version),
              El("p", page.tr("Only where the law leaves no choice. She is told at once, and it is logged.")),
              html::Field({.control_id = "duty", .label = page.tr("What the law names")},
                          html::Select("duty", duties, "")),
              html::Field({.control_id = "reason", .label = page.tr("Why")}, html::TextArea("reason", "", 3)),
              html::Button(page.tr("Send because the law demands it"), {.kind = html::ButtonKind::kStop}))));
}

Html NoteForm(const CasePage& page, const Referral& referral) {
  Html buttons;
  const std::pair<Act, std::string> acts[] = {{Act::kAccept, page.tr("They accepted")},
                                              {Act::kDecline, page.tr("They declined")},
                                              {Act::kFinish, page.tr("They say it is done")},
                                              {Act::kRevoke, page.tr("Take it back")}};
  for (const auto& [act, words] : acts)
    if (base::Allows(Steps(), referral.row.state, act))
      buttons.Add(
          html::Button(words, {.name = "act", .value = ActName(act), .kind = html::ButtonKind::kQuiet}));
  if (buttons.empty()) return {};
  // Nobody outside has said anything of a draft.
  if (referral.row.state == State::kDraft)
    return PostForm(page, RestOf(referral.row.id, "/act"), html::RowOf({buttons}));
  return PostForm(page, RestOf(referral.row.id, "/act"),
                  Join(html::Field({.control_id = "note",
                                    .label = page.tr("Who said what"),
                                    .hint = page.tr("Where they answered by telephone or face to face.")},
                                   html::TextArea("note", "", 2)),
                       html::RowOf({buttons})));
}

Html AnswerForm(const CasePage& page, const Referral& referral) {
  Html forms;
  if (referral.row.Live())
    forms.Add(PostForm(page, RestOf(referral.row.id, "/answer"),
                       Join(html::Field({.control_id = "text", .label = page.tr("Write to the recipient")},
                                        html::TextArea("text", "", 3)),
                            html::Button(page.tr("Send")))));
  if (referral.row.unread)
    forms.Add(PostForm(page, RestOf(referral.row.id, "/seen"),
                       html::Button(page.tr("I have seen it"), {.kind = html::ButtonKind::kQuiet})));
  return forms;
}

Html Dates(const CasePage& page, const ReferralRow& row) {
  const auto day = [&](std::optional<Day> at) { return at ? Html(DayWords(page.locale, at)) : Html(); };
  return html::Facts(
      {{page.tr("Number"), NumberOf(row.id)},
       {page.tr("State"), Join(StateBadge(page.locale, row.state), " ", LockedBadge(page.locale, row), " ",
                               DeletionBadge(page.locale, row.deletion))},
       {page.tr("Sent"), day(row.sent)},
       {page.tr("Opened"), day(row.opened)},
       {page.tr("Answered"), day(row.answered)},
       {page.tr("Answer due"), row.Live() ? day(row.due) : Html()},
       {page.tr("They can read it until"), row.Live() ? day(row.expires) : Html()},
       {page.tr("Ended"), day(row.ended)},
       {page.tr("Deletion asked"), day(row.deletion_asked)},
       {page.tr("Deletion answered"), day(row.deletion_answered)}});
}

base::Result<net::Response> ShowWith(CasePage& page, const ReferralId& id, const std::string& problem,
                                     int status) {
  const Referral referral = TRY(page.services.referrals.Get(page.opened, id));
  const html::Locale& locale = page.locale;
  const bool draft = referral.row.state == State::kDraft;
  const Team team = TRY(page.services.teams.Get(page.opened.row.org, page.opened.row.team));
  const Copy copy = CopyOf(referral.draft, NumberOf(id), team.org_name + ", " + team.name);
  const Html preview =
      CopyView(locale, copy, [&](std::size_t place) { return Html(copy.files[place].name); });
  std::vector<Html> aside = {html::Section(page.tr("Dates"), Dates(page, referral.row))};
  if (draft) {
    const Standing standing = TRY(page.services.referrals.StandingOf(page.opened, referral.draft));
    const Html law = TRY(LawForm(page, referral));
    aside.insert(aside.begin(),
                 html::Section(page.tr("What she agreed to"),
                               html::Stack({StandingBox(page, referral, standing),
                                            standing.Clear() ? SendForm(page, referral) : Html(), law})));
  }
  if (!referral.draft.law.empty())
    aside.push_back(html::Section(page.tr("Sent because the law demands it"),
                                  El("p", html::Value(referral.draft.law_reason))));
  const Html steps =
      draft ? html::LinkButton(page.tr("Change the draft"), page.Href(RestOf(id, "/edit"))) : Html();
  std::vector<Html> wide = {
      problem.empty() ? Html() : html::NoticeOf(html::Mark::kHarm, problem),
      El("h2", html::Value(consent::RecipientWords(locale, referral.draft.to))),
      html::SealedBox(locale, draft ? page.tr("They would see exactly this") : page.tr("They were told this"),
                      preview),
      steps,
      draft ? Html()
            : html::Section(page.tr("What was said"),
                            Join(WordsView(locale, referral.words, false), AnswerForm(page, referral))),
      html::Section(page.tr("Steps"), Join(NoteForm(page, referral), ByHandForms(page, referral.row)))};
  return CaseResponse(page, kTab,
                      html::SideBySide(html::Columns::kWideAndNarrow, html::Stack(wide), html::Stack(aside)),
                      status);
}

base::Result<net::Response> Show(CasePage& page) {
  const ReferralId id = TRY(IdOf(page));
  return ShowWith(page, id, "", 200);
}

base::Result<net::Response> AfterSending(CasePage& page, const ReferralId& id, const std::string& mail,
                                         const base::Result<std::optional<SentLink>>& sent) {
  if (!sent) {
    if (!CanBeMended(sent.error())) return sent.error();
    return ShowWith(page, id, page.tr(sent.error().external), 422);
  }
  if (*sent) return LinkPage(page, id, **sent, mail);
  return desk::RedirectWithFlash(page.context, page.Href(RestOf(id)),
                                 page.tr("It is sent, sealed to the team."));
}

base::Result<net::Response> Send(CasePage& page) {
  TRY(page.context.Form());
  const ReferralId id = TRY(IdOf(page));
  const std::int64_t version = desk::WholeNumber(desk::FieldOf(page.context, "version")).value_or(-1);
  std::string mail;
  if (desk::FieldOf(page.context, "mail") == "yes")
    mail = TRY(page.services.referrals.Get(page.opened, id)).draft.mail;
  return AfterSending(
      page, id, mail,
      page.services.referrals.Send(page.context.actor(), page.me, page.opened.row.id, id, version));
}

base::Result<net::Response> SendByLaw(CasePage& page) {
  TRY(page.context.Form());
  const ReferralId id = TRY(IdOf(page));
  const Referral referral = TRY(page.services.referrals.Get(page.opened, id));
  const std::int64_t version = desk::WholeNumber(desk::FieldOf(page.context, "version")).value_or(-1);
  const std::string duty = desk::FieldOf(page.context, "duty");
  const std::string told = worker::ToldByLaw(page.opened.row.language, referral.draft.to.name, duty);
  return AfterSending(
      page, id, {},
      page.services.referrals.SendByLaw(page.context.actor(), page.me, page.opened.row.id, id, version, duty,
                                        desk::FieldOf(page.context, "reason"), told));
}

base::Result<net::Response> After(CasePage& page, const ReferralId& id, const base::Status& done) {
  if (done) return desk::RedirectWithFlash(page.context, page.Href(RestOf(id)), page.tr("Done."));
  if (!CanBeMended(done.error())) return done.error();
  return ShowWith(page, id, page.tr(done.error().external), 422);
}

base::Result<net::Response> DoAct(CasePage& page) {
  TRY(page.context.Form());
  const ReferralId id = TRY(IdOf(page));
  const std::string wanted = desk::FieldOf(page.context, "act");
  for (int i = 0; i < static_cast<int>(Act::kCount); ++i)
    if (ActName(static_cast<Act>(i)) == wanted)
      return After(page, id,
                   page.services.referrals.Act(page.context.actor(), page.me, page.opened.row.id, id,
                                               static_cast<Act>(i), desk::FieldOf(page.context, "note")));
  return base::Invalid("there is no such act");
}

template <bool deleted>
base::Result<net::Response> NoteDeletion(CasePage& page) {
  TRY(page.context.Form());
  const ReferralId id = TRY(IdOf(page));
  return After(page, id,
               page.services.referrals.NoteDeletion(page.context.actor(), page.me, page.opened.row.id, id,
                                                    deleted, desk::FieldOf(page.context, "note")));
}

base::Result<net::Response> NewLink(CasePage& page) {
  TRY(page.context.Form());
  const ReferralId id = TRY(IdOf(page));
  const base::Result<SentLink> made =
      page.services.referrals.NewLink(page.context.actor(), page.me, page.opened.row.id, id);
  if (made) return LinkPage(page, id, *made, {});
  return After(page, id, made.error());
}

base::Result<net::Response> Answer(CasePage& page) {
  TRY(page.context.Form());
  const ReferralId id = TRY(IdOf(page));
  return After(page, id,
               page.services.referrals.Answer(page.context.actor(), page.me, page.opened.row.id, id,
                                              desk::FieldOf(page.context, "text")));
}

base::Result<net::Response> Seen(CasePage& page) {
  const ReferralId id = TRY(IdOf(page));
  return After(page, id,
               page.services.referrals.MarkSeen(page.context.actor(), page.me, page.opened.row.id, id));
}

}  // namespace

void RegisterCasePages(desk::Desk& desk, VoiceServices& services) {
  services.tabs.push_back({.rest = std::string(kTab),
                           .label = [](const html::Locale& locale) { return locale.tr("Referrals"); }});
  AddCaseRoutes(desk, services,
                {{.method = "GET", .rest = "/referrals", .handler = List},
                 {.method = "GET", .rest = "/referrals/new", .handler = NewForm},
                 {.method = "POST", .rest = "/referrals/new", .handler = Create},
                 {.method = "GET", .rest = "/referrals/{referral}", .handler = Show},
                 {.method = "GET", .rest = "/referrals/{referral}/edit", .handler = EditForm},
                 {.method = "POST", .rest = "/referrals/{referral}/edit", .handler = Edit},
                 {.method = "POST", .rest = "/referrals/{referral}/send", .handler = Send},
                 {.method = "POST",
                  .rest = "/referrals/{referral}/law",
                  .handler = SendByLaw,
                  .permission = desk::Permission::kCasesSupervise},
                 {.method = "POST", .rest = "/referrals/{referral}/act", .handler = DoAct},
                 {.method = "POST", .rest = "/referrals/{referral}/link", .handler = NewLink},
                 {.method = "POST", .rest = "/referrals/{referral}/deleted", .handler = NoteDeletion<true>},
                 {.method = "POST", .rest = "/referrals/{referral}/kept", .handler = NoteDeletion<false>},
                 {.method = "POST", .rest = "/referrals/{referral}/answer", .handler = Answer},
                 {.method = "POST", .rest = "/referrals/{referral}/seen", .handler = Seen}});
}

}  // namespace voice::referral
