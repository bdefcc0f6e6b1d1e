// What is behind a link: a form for the pass code, then the copy and what its reader can say. No account, no
// cookie, no script; nothing is kept by the browser. Every link that opens nothing answers alike.

#include "base/limits_referral.h"
#include "desk/desk.h"
#include "desk/people/fields.h"
#include "desk/web/pages.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"
#include "voice/casework/shell.h"
#include "voice/referral/pages.h"
#include "voice/services.h"

namespace voice::referral {
namespace {

using html::El;
using html::Html;
using html::Join;

// The token of the path again, as it was: what is not a token names no page of ours.
std::string PathOf(const desk::Context& context, std::string_view more = {}) {
  return "/referral/" + std::string(context.Path("token")) + std::string(more);
}

net::Response Respond(const desk::Context& context, const std::string& title, const Html& main, int status) {
  net::Response response = desk::PageResponse(context, {.title = title, .status = status}, main);
  response.headers.Set("Cache-Control", "no-store");
  return response;
}

Html OpenForm(const std::string& action, const Html& content) {
  return html::Form({.action = action, .open = true}, content);
}

net::Response CodeForm(const desk::Context& context, bool wrong, int status) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::string error =
      wrong ? locale.tr(
                  "Link and pass code open nothing together. After a few wrong tries a link stays closed: "
                  "please ask the sender then.")
            : std::string();
  const Html form = OpenForm(
      TokenIn(context.Path("token")) ? PathOf(context) : std::string("/referral/-"),
      Join(html::Field({.control_id = "code",
                        .label = locale.tr("Pass code"),
                        .hint = locale.tr("Twelve digits, which the sender told you in another way."),
                        .error = error},
                       html::Input({.name = "code",
                                    .autocomplete = "off",
                                    .required = true,
                                    .described_by = wrong ? "code-err" : "code-hint",
                                    .invalid = wrong})),
           html::Button(locale.ctr("act", "Open"))));
  return Respond(
      context, locale.tr("A sealed message for you"),
      html::Stack({El("p", locale.tr("Somebody asks for your help. Who it is about is in trust with you: "
                                     "please read it alone, and pass it on to nobody.")),
                   form}),
      status);
}

Html ActForm(const desk::Context& context, const TheirView& view, const std::string& label, bool needs_words,
             const std::vector<std::pair<TheirAct, std::string>>& acts) {
  const html::Locale& locale = desk::LocaleOf(context);
  Html buttons;
  for (const auto& [act, words] : acts)
    buttons.Add(html::Button(
        words, {.name = "act",
                .value = TheirActName(act),
                .kind = act == TheirAct::kAccept || act == TheirAct::kDeleted ? html::ButtonKind::kMain
                                                                              : html::ButtonKind::kQuiet}));
  const std::string id = "text-" + std::string(TheirActName(acts.front().first));
  return OpenForm(PathOf(context, "/act"),
                  Join(html::Input({.name = "sitting",
                                    .type = html::InputType::kHidden,
                                    .value = view.sitting,
                                    .id = "sitting-" + id}),
                       html::Field({.control_id = id,
                                    .label = label,
                                    .hint = needs_words ? std::string() : locale.tr("May stay empty.")},
                                   html::Input({.name = "text", .id = id})),
                       html::RowOf({buttons})));
}

Html FileButton(const desk::Context& context, const TheirView& view, std::size_t place) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::string number = std::to_string(place);
  const CopyFile& file = view.copy->files[place];
  const std::string size = locale.Number(file.size);
  return OpenForm(
      PathOf(context, "/file"),
      Join(html::Input({.name = "sitting",
                        .type = html::InputType::kHidden,
                        .value = view.sitting,
                        .id = "sitting-file-" + number}),
           html::Input(
               {.name = "place", .type = html::InputType::kHidden, .value = number, .id = "place-" + number}),
           html::Button(locale.tr("File {name}, {size} bytes", {{"name", file.name}, {"size", size}}),
                        {.kind = html::ButtonKind::kQuiet})));
}

Html Notice(const std::string& problem) {
  return problem.empty() ? Html() : html::NoticeOf(html::Mark::kHarm, problem);
}

net::Response LivePage(const desk::Context& context, const TheirView& view, const std::string& problem,
                       int status) {
  const html::Locale& locale = desk::LocaleOf(context);
  Html acts;
  if (view.row.state == State::kAccepted)
    acts = ActForm(context, view, locale.tr("How it went"), false,
                   {{TheirAct::kFinish, locale.tr("It is done")}});
  else
    acts = Join(ActForm(context, view, locale.tr("A word with it"), false,
                        {{TheirAct::kAccept, locale.tr("We take it on")}}),
                ActForm(context, view, locale.tr("Why not"), true,
                        {{TheirAct::kDecline, locale.tr("We cannot take it on")}}));
  const Html ask = ActForm(context, view, locale.tr("Your question"), true,
                           {{TheirAct::kAsk, locale.tr("Ask the sender")}});
  return Respond(
      context, locale.tr("Message {number}", {{"number", view.number}}),
      html::Stack(
          {Notice(problem),
           html::Section(locale.tr("What you are told"),
                         CopyView(locale, *view.copy,
                                  [&](std::size_t place) { return FileButton(context, view, place); })),
           El("p",
              locale.tr(
                  "Answer by {answer}. You can read it here until {end}; please keep no copy for longer.",
                  {{"answer", DayWords(locale, view.row.due)}, {"end", DayWords(locale, view.row.expires)}})),
           html::Section(locale.tr("Your answer"), html::Stack({acts, ask})),
           view.words.empty()
               ? Html()
               : html::Section(locale.tr("What was said"), WordsView(locale, view.words, true))}),
      status);
}

net::Response EndedPage(const desk::Context& context, const TheirView& view, const std::string& problem,
                        int status) {
  const html::Locale& locale = desk::LocaleOf(context);
  Html answer;
  if (view.row.deletion == Deletion::kDone)
    answer = html::NoticeOf(html::Mark::kOk, locale.tr("You said that everything is deleted. Thank you."));
  else
    answer = Join(ActForm(context, view, locale.tr("A word with it"), false,
                          {{TheirAct::kDeleted, locale.tr("Everything is deleted")}}),
                  ActForm(context, view, locale.tr("What is kept, and why"), true,
                          {{TheirAct::kKept, locale.tr("We cannot delete it")}}));
  return Respond(
      context, locale.tr("Message {number}", {{"number", view.number}}),
      html::Stack(
          {Notice(problem),
           El("p", locale.tr("This message from {from} has ended. Its content is gone from here.",
                             {{"from", view.from}})),
           El("p",
              locale.tr("Please delete whatever you kept of it, copies and notes too, and say so here.")),
           answer}),
      status);
}

net::Response ViewPage(const desk::Context& context, const TheirView& view, const std::string& problem,
                       int status) {
  return view.copy ? LivePage(context, view, problem, status) : EndedPage(context, view, problem, status);
}

base::Result<net::Response> Ask(desk::Context& context, VoiceServices&) {
  return CodeForm(context, false, 200);
}

base::Result<net::Response> Open(desk::Context& context, VoiceServices& services) {
  TRY(context.Form());
  const std::optional<TheirView> view =
      TRY(services.referrals.OpenLink(context.Path("token"), desk::FieldOf(context, "code")));
  if (!view) return CodeForm(context, true, 422);
  return ViewPage(context, *view, "", 200);
}

base::Result<net::Response> TakeAct(desk::Context& context, VoiceServices& services) {
  TRY(context.Form());
  const auto act = TheirActNamed(desk::FieldOf(context, "act"));
  if (!act) return base::Invalid("there is no such act");
  const std::string sitting = desk::FieldOf(context, "sitting");
  const std::string_view token = context.Path("token");
  const auto acted = services.referrals.ActByLink(token, sitting, *act, desk::FieldOf(context, "text"));
  if (acted) return *acted ? ViewPage(context, **acted, "", 200) : CodeForm(context, true, 422);
  const base::Code code = acted.error().code;
  if (code != base::Code::kInvalid && code != base::Code::kConflict && code != base::Code::kTooLarge)
    return acted.error();
  const std::optional<TheirView> view = TRY(services.referrals.Resume(token, sitting));
  if (!view) return CodeForm(context, true, 422);
  return ViewPage(context, *view, desk::LocaleOf(context).tr(acted.error().external), 422);
}

base::Result<net::Response> File(desk::Context& context, VoiceServices& services) {
  TRY(context.Form());
  const auto place = desk::FieldOf(context, "place");
  const std::size_t number = place.size() == 1 && place[0] >= '0' && place[0] <= '9'
                                 ? static_cast<std::size_t>(place[0] - '0')
                                 : base::kMaxReferralFiles;
  return FileResponse(
      TRY(services.referrals.FileByLink(context.Path("token"), desk::FieldOf(context, "sitting"), number)));
}

}  // namespace

void RegisterLinkPages(desk::Desk& desk, VoiceServices& services) {
  using Page = base::Result<net::Response> (*)(desk::Context&, VoiceServices&);
  const auto add = [&](std::string_view method, std::string_view pattern, Page page) {
    desk.router().Add(
        {.method = method,
         .pattern = pattern,
         .permission = desk::Permission::kPublic,
         .handler = [&services, page](desk::Context& context) { return page(context, services); },
         .check_csrf = false});
  };
  add("GET", "/referral/{token}", Ask);
  add("POST", "/referral/{token}", Open);
  add("POST", "/referral/{token}/act", TakeAct);
  add("POST", "/referral/{token}/file", File);
}

}  // namespace voice::referral
