#include "voice/consent/pages.h"

#include <algorithm>

#include "desk/desk.h"
#include "desk/people/fields.h"
#include "desk/web/flash.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/names.h"
#include "voice/casework/shell.h"
#include "voice/referral/recipients.h"

namespace voice::consent {
namespace {

using html::El;
using html::Html;
using html::Join;

Html StateBadge(const html::Locale& locale, State state) {
  const html::Mark mark = state == State::kGiven                                   ? html::Mark::kOk
                          : state == State::kRefused || state == State::kWithdrawn ? html::Mark::kHarm
                          : state == State::kAsked                                 ? html::Mark::kAct
                                                                                   : html::Mark::kUnknown;
  return html::Badge(mark, StateWord(locale, state));
}

std::vector<html::Choice> HowChoices(const html::Locale& locale) {
  return {{std::string(GivenName(Given::kWriting)), locale.tr("In writing")},
          {std::string(GivenName(Given::kTold)), locale.tr("She told a case worker")}};
}

// How it is known, for an answer that was not given on her page. Ids differ from form to form.
Html HowFields(const CasePage& page, const std::string& prefix) {
  return Join(
      html::Field({.control_id = prefix + "how", .label = page.tr("How she answered")},
                  html::Select("how", HowChoices(page.locale), "", prefix + "how")),
      html::Field({.control_id = prefix + "note",
                   .label = page.tr("How it is known"),
                   .hint = page.tr("Who heard it, where the paper is kept. The team alone reads it.")},
                  html::Input({.name = "note", .id = prefix + "note"})));
}

Html StepForm(const CasePage& page, const Consent& consent, const Html& fields,
              const std::vector<std::pair<Act, std::string>>& acts) {
  Html buttons;
  for (const auto& [act, words] : acts)
    buttons.Add(
        html::Button(words, {.name = "act", .value = ActName(act), .kind = html::ButtonKind::kQuiet}));
  const std::string action = page.Href("/consent/step");
  return html::Form({.action = action, .csrf = page.context.csrf()},
                    Join(desk::HiddenField("id", consent.id.text()), fields, html::RowOf({buttons})));
}

Html ActsOf(const CasePage& page, const Consent& consent) {
  const std::string prefix = consent.id.text() + "-";
  if (consent.state == State::kAsked)
    return html::Closed(
        page.tr("She answered elsewhere"),
        Join(StepForm(page, consent, HowFields(page, prefix),
                      {{Act::kGive, page.tr("She said yes")}, {Act::kRefuse, page.tr("She said no")}}),
             StepForm(page, consent, {}, {{Act::kCancel, page.tr("Take the question back")}})));
  if (consent.state == State::kGiven)
    return html::Closed(page.tr("She takes it back"),
                        StepForm(page, consent, HowFields(page, prefix),
                                 {{Act::kWithdraw, page.tr("Record that she took it back")}}));
  return {};
}

Html ConsentBlock(const CasePage& page, const Consent& consent) {
  const html::Locale& locale = page.locale;
  const Terms& terms = consent.terms;
  return El(
      "section", {{"class", "stack-s"}},
      El("h2", html::Value(RecipientWords(locale, terms.to)), " ", StateBadge(locale, consent.state)),
      html::Facts({{page.tr("They may know"), PartWords(locale, terms.parts)},
                   {page.tr("What for"), PurposeWord(locale, terms.purpose)},
                   {page.tr("Said beside it"), terms.words.empty() ? Html() : html::Value(terms.words)},
                   {page.tr("Version"), locale.Number(consent.version)},
                   {locale.ctr("consent", "Asked"), DayWords(locale, consent.asked)},
                   {page.tr("Answered"), consent.answered ? DayWords(locale, consent.answered) : Html()},
                   {page.tr("Until"), terms.until ? DayWords(locale, terms.until) : Html()},
                   {page.tr("Ended"), consent.ended ? DayWords(locale, consent.ended) : Html()}}),
      ActsOf(page, consent));
}

// A form that was sent, or an empty one.
struct Typed {
  std::string to, named, words, until, note, how, purpose;
  std::vector<std::string> parts;
  std::string error;
};

Html PartBoxes(const CasePage& page, const Typed& typed) {
  Html boxes;
  for (int i = 0; i < static_cast<int>(Part::kCount); ++i) {
    const std::string name(PartName(static_cast<Part>(i)));
    const bool checked = std::find(typed.parts.begin(), typed.parts.end(), name) != typed.parts.end();
    boxes.Add(html::CheckBox("part", name, PartWord(page.locale, static_cast<Part>(i)), checked));
  }
  return El("fieldset", El("legend", page.tr("They would know")), boxes);
}

base::Result<Html> AskForm(const CasePage& page, const Typed& typed) {
  const referral::ServiceFilter filter = TRY(referral::FilterOf(page));
  std::vector<html::Choice> to = TRY(referral::RecipientChoices(page, filter, typed.to));
  to.push_back({std::string(RecipientKindName(RecipientKind::kStatistics)), page.tr("Statistics")});
  to.push_back(
      {std::string(RecipientKindName(RecipientKind::kNamed)), page.tr("Somebody else, named below")});
  const std::string action = page.Href("/consent");
  const Html fields = Join(
      typed.error.empty() ? Html() : html::ErrorSummary(page.tr("Not saved"), {{"to", page.tr(typed.error)}}),
      html::Field({.control_id = "to", .label = page.tr("Who would be told")},
                  html::Select("to", to, typed.to)),
      html::Field({.control_id = "named", .label = page.tr("Name, where it is somebody else")},
                  html::Input({.name = "named", .value = typed.named})),
      PartBoxes(page, typed),
      html::Field({.control_id = "purpose", .label = page.tr("What for")},
                  html::Select("purpose", referral::PurposeChoices(page.locale), typed.purpose)),
      html::Field({.control_id = "words",
                   .label = page.tr("What you say beside the question"),
                   .hint = page.tr("She reads it. Short, in her language.")},
                  html::TextArea("words", typed.words, 3)),
      html::Field({.control_id = "until",
                   .label = page.tr("Until"),
                   .hint = page.tr("Empty: until she takes it back.")},
                  html::Input({.name = "until", .type = html::InputType::kDate, .value = typed.until})),
      html::RowOf({html::Button(page.tr("Ask her"), {.name = "answer", .value = "ask"})}),
      html::Closed(
          page.tr("She answered elsewhere"),
          Join(html::Field({.control_id = "how", .label = page.tr("How she answered")},
                           html::Select("how", HowChoices(page.locale), typed.how)),
               html::Field(
                   {.control_id = "note",
                    .label = page.tr("How it is known"),
                    .hint = page.tr("Who heard it, where the paper is kept. The team alone reads it.")},
                   html::Input({.name = "note", .value = typed.note})),
               html::RowOf(
                   {html::Button(page.tr("She said yes"),
                                 {.name = "answer", .value = "yes", .kind = html::ButtonKind::kQuiet}),
                    html::Button(page.tr("She said no"),
                                 {.name = "answer", .value = "no", .kind = html::ButtonKind::kQuiet})})),
          !typed.note.empty()));
  return Join(referral::FilterForm(page, "/consent", filter),
              html::Form({.action = action, .csrf = page.context.csrf()}, fields));
}

std::string HistoryWords(const html::Locale& locale, const HistoryLine& line) {
  std::string act = line.act == "ask"                     ? locale.ctr("consent", "Asked")
                    : line.act == ActName(Act::kGive)     ? locale.tr("She said yes")
                    : line.act == ActName(Act::kRefuse)   ? locale.tr("She said no")
                    : line.act == ActName(Act::kWithdraw) ? locale.tr("She took it back")
                    : line.act == ActName(Act::kLapse)    ? locale.tr("Ran out")
                    : line.act == ActName(Act::kReplace)  ? locale.tr("Replaced by a later answer")
                                                          : locale.tr("Question taken back");
  if (line.how == GivenName(Given::kPage)) act += ", " + locale.tr("on her page");
  if (line.how == GivenName(Given::kWriting)) act += ", " + locale.tr("in writing");
  if (line.how == GivenName(Given::kTold)) act += ", " + locale.tr("told to a case worker");
  return act;
}

Html HistoryList(const CasePage& page, const std::vector<Consent>& all,
                 const std::vector<HistoryLine>& lines) {
  std::vector<html::HistoryItem> items;
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Consent& one) { return one.id == line->consent; });
    if (found == all.end()) continue;
    Html what = Join(HistoryWords(page.locale, *line), ": ",
                     html::Value(RecipientWords(page.locale, found->terms.to)), " (",
                     page.locale.Number(line->version), ")");
    if (!line->note.empty()) what.Add(El("p", {{"class", "small muted"}}, line->note));
    items.push_back({.when = DayWords(page.locale, line->day),
                     .datetime = base::FormatDay({MsOfDay(line->day)}),
                     .what = what,
                     .mark = line->act == ActName(Act::kWithdraw) || line->act == ActName(Act::kRefuse)
                                 ? html::Mark::kHarm
                                 : html::Mark::kPlain});
  }
  return html::History(items);
}

base::Result<net::Response> ShowWith(CasePage& page, const Typed& typed, int status) {
  const std::vector<Consent> all = TRY(page.services.consents.Of(page.opened));
  const std::vector<HistoryLine> history = TRY(page.services.consents.History(page.opened));
  std::vector<Html> now, before;
  for (const Consent& one : all) {
    const bool past = one.state == State::kReplaced || one.state == State::kCancelled;
    (past ? before : now).push_back(ConsentBlock(page, one));
  }
  if (now.empty())
    now.push_back(
        html::Empty(page.tr("Nothing asked yet"),
                    page.tr("Without her yes nobody is told anything. Ask her what she agrees to.")));
  const Html ask = TRY(AskForm(page, typed));
  const Html main = html::SideBySide(
      html::Columns::kWideAndNarrow,
      html::Stack({html::SealedBox(page.locale, page.tr("What the worker agreed to"), html::Stack(now)),
                   before.empty() ? Html() : html::Closed(page.tr("Earlier versions"), html::Stack(before)),
                   html::Section(page.tr("Ask, or record an answer"), ask)}),
      html::Stack(
          {html::Section(page.tr("Rule"),
                         El("p", page.tr("\"No\" closes the button. No one can override it alone."))),
           history.empty() ? Html() : html::Section(page.tr("History"), HistoryList(page, all, history))}));
  return CaseResponse(page, "/consent", main, status);
}

base::Result<net::Response> Show(CasePage& page) {
  Typed typed;
  typed.to = page.context.Query("to");
  typed.purpose = page.context.Query("purpose");
  for (const std::string_view part : page.context.request().query.All("part")) typed.parts.emplace_back(part);
  return ShowWith(page, typed, 200);
}

Typed TypedIn(CasePage& page) {
  const auto field = [&](std::string_view name) { return desk::FieldOf(page.context, name); };
  return {.to = field("to"),
          .named = field("named"),
          .words = field("words"),
          .until = field("until"),
          .note = field("note"),
          .how = field("how"),
          .purpose = field("purpose"),
          .parts = desk::FieldsOf(page.context, "part"),
          .error = {}};
}

base::Result<Terms> TermsOf(const CasePage& page, const Typed& typed) {
  Terms terms{.to = TRY(referral::RecipientIn(page, typed.to)),
              .parts = {},
              .purpose = PurposeNamed(typed.purpose).value_or(Purpose::kOther),
              .words = typed.words,
              .until = {}};
  if (terms.to.kind == RecipientKind::kNamed) terms.to.name = typed.named;
  for (const std::string& name : typed.parts)
    if (const auto part = PartNamed(name)) terms.parts.push_back(*part);
  std::sort(terms.parts.begin(), terms.parts.end());
  terms.parts.erase(std::unique(terms.parts.begin(), terms.parts.end()), terms.parts.end());
  if (!typed.until.empty()) terms.until = DayOf(TRY(base::ParseTime(typed.until + "T00:00:00Z")));
  return terms;
}

base::Result<ConsentId> Saved(CasePage& page, const Typed& typed) {
  const Terms terms = TRY(TermsOf(page, typed));
  const std::string answer = desk::FieldOf(page.context, "answer");
  Consents& consents = page.services.consents;
  const CaseId& id = page.opened.row.id;
  if (answer == "ask") return consents.Ask(page.context.actor(), page.me, id, terms);
  return consents.Record(page.context.actor(), page.me, id, terms,
                         GivenNamed(typed.how).value_or(Given::kPage), answer == "yes", typed.note);
}

bool CanBeMended(const base::Error& error) {
  return error.code == base::Code::kInvalid || error.code == base::Code::kTooLarge ||
         error.code == base::Code::kConflict || error.code == base::Code::kNotFound;
}

base::Result<net::Response> Save(CasePage& page) {
  TRY(page.context.Form());
  Typed typed = TypedIn(page);
  const base::Result<ConsentId> saved = Saved(page, typed);
  if (saved) return desk::RedirectWithFlash(page.context, page.Href("/consent"), page.tr("It is sealed."));
  if (!CanBeMended(saved.error())) return saved.error();
  typed.error = saved.error().external;
  return ShowWith(page, typed, 422);
}

base::Result<net::Response> Step(CasePage& page) {
  TRY(page.context.Form());
  const ConsentId id = TRY(ConsentId::Parse(desk::FieldOf(page.context, "id")));
  const std::string wanted = desk::FieldOf(page.context, "act");
  const Given how = GivenNamed(desk::FieldOf(page.context, "how")).value_or(Given::kPage);
  for (int i = 0; i < static_cast<int>(Act::kCount); ++i) {
    const auto act = static_cast<Act>(i);
    if (ActName(act) != wanted) continue;
    const base::Status done = page.services.consents.Step(page.context.actor(), page.me, page.opened.row.id,
                                                          id, act, how, desk::FieldOf(page.context, "note"));
    if (done) return desk::RedirectWithFlash(page.context, page.Href("/consent"), page.tr("Done."));
    if (!CanBeMended(done.error())) return done.error();
    return desk::RedirectWithProblem(page.context, page.Href("/consent"), page.tr(done.error().external));
  }
  return base::Invalid("there is no such act");
}

}  // namespace

void RegisterPages(desk::Desk& desk, VoiceServices& services) {
  services.tabs.push_back(
      {.rest = "/consent", .label = [](const html::Locale& locale) { return locale.tr("Consent"); }});
  AddCaseRoutes(desk, services,
                {{.method = "GET", .rest = "/consent", .handler = Show},
                 {.method = "POST", .rest = "/consent", .handler = Save},
                 {.method = "POST", .rest = "/consent/step", .handler = Step}});
}

}  // namespace voice::consent
