// What other teams referred to the reader's own: opened with her unlocked vault.

#include "desk/desk.h"
#include "desk/people/fields.h"
#include "desk/web/flash.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "vault/access.h"
#include "voice/casework/shell.h"
#include "voice/consent/pages.h"
#include "voice/referral/pages.h"

namespace voice::referral {
namespace {

using html::El;
using html::Html;
using html::Join;

struct Page {
  desk::Context& context;
  VoiceServices& services;
  const html::Locale& locale;
  const vault::UnlockedPerson& me;
  ReferralId id;

  std::string tr(std::string_view text, html::MessageArguments arguments = {}) const {
    return locale.tr(text, arguments);
  }
  std::string Href(std::string_view rest = {}) const { return "/referrals/" + id.text() + std::string(rest); }
};

bool CanBeMended(const base::Error& error) {
  return error.code == base::Code::kInvalid || error.code == base::Code::kTooLarge ||
         error.code == base::Code::kConflict;
}

Html ActForm(const Page& page, const std::string& label,
             const std::vector<std::pair<TheirAct, std::string>>& acts) {
  Html buttons;
  for (const auto& [act, words] : acts)
    buttons.Add(
        html::Button(words, {.name = "act", .value = TheirActName(act), .kind = html::ButtonKind::kQuiet}));
  const std::string id = "text-" + std::string(TheirActName(acts.front().first));
  const std::string action = page.Href("/act");
  return html::Form(
      {.action = action, .csrf = page.context.csrf()},
      Join(html::Field({.control_id = id, .label = label}, html::Input({.name = "text", .id = id})),
           html::RowOf({buttons})));
}

Html Answers(const Page& page, const TheirView& view) {
  if (!view.copy) {
    if (view.row.deletion == Deletion::kDone)
      return El("p", html::Badge(html::Mark::kOk, page.tr("Deleted")));
    return Join(
        El("p", page.tr("Please delete whatever you kept of it, copies and notes too, and say so here.")),
        ActForm(page, page.tr("A word with it"), {{TheirAct::kDeleted, page.tr("Everything is deleted")}}),
        ActForm(page, page.tr("What is kept, and why"), {{TheirAct::kKept, page.tr("We cannot delete it")}}));
  }
  const Html ask = ActForm(page, page.tr("Your question"), {{TheirAct::kAsk, page.tr("Ask the sender")}});
  if (view.row.state == State::kAccepted)
    return Join(ActForm(page, page.tr("How it went"), {{TheirAct::kFinish, page.tr("It is done")}}), ask);
  return Join(ActForm(page, page.tr("A word with it"), {{TheirAct::kAccept, page.tr("We take it on")}}),
              ActForm(page, page.tr("Why not"), {{TheirAct::kDecline, page.tr("We cannot take it on")}}),
              ask);
}

net::Response ViewPage(const Page& page, const TheirView& view, const std::string& problem, int status) {
  desk::PageOptions options{.title = page.tr("Referral {number}", {{"number", view.number}}),
                            .current = "/referrals",
                            .status = status};
  options.crumbs = {{page.tr("Referrals"), "/referrals?show=received"}};
  options.badges = StateBadge(page.locale, view.row.state);
  Html told = El("p", page.tr("This referral has ended. Its content is gone from here."));
  if (view.copy)
    told = html::SealedBox(
        page.locale, page.tr("What you are told"), CopyView(page.locale, *view.copy, [&](std::size_t place) {
          return desk::LinkTo(page.Href("/files/" + std::to_string(place)), view.copy->files[place].name);
        }));
  const std::string make = page.Href("/case");
  const Html make_case =
      view.copy ? html::Section(page.tr("A case of your team"),
                                Join(El("p", page.tr("What you are told becomes the first note of it.")),
                                     html::PostButton(page.tr("Open a case"), make, page.context.csrf())))
                : Html();
  const Html main = html::SideBySide(
      html::Columns::kWideAndNarrow,
      html::Stack({problem.empty() ? Html() : html::NoticeOf(html::Mark::kHarm, problem), told,
                   html::Section(page.tr("Your answer"), Answers(page, view)),
                   view.words.empty()
                       ? Html()
                       : html::Section(page.tr("What was said"), WordsView(page.locale, view.words, true))}),
      html::Stack(
          {html::Section(page.tr("Dates"),
                         html::Facts({{page.tr("From"), view.from},
                                      {page.tr("Sent"), DayWords(page.locale, view.row.sent)},
                                      {page.tr("Answer due"), DayWords(page.locale, view.row.due)},
                                      {page.tr("Readable until"), DayWords(page.locale, view.row.expires)}})),
           make_case}));
  return desk::PageResponse(page.context, options, main);
}

base::Result<net::Response> Show(Page& page) {
  const TheirView view = TRY(page.services.referrals.OpenReceived(page.context.actor(), page.me, page.id));
  return ViewPage(page, view, "", 200);
}

base::Result<net::Response> TakeAct(Page& page) {
  TRY(page.context.Form());
  const auto act = TheirActNamed(desk::FieldOf(page.context, "act"));
  if (!act) return base::Invalid("there is no such act");
  const base::Status done = page.services.referrals.ActReceived(page.context.actor(), page.me, page.id, *act,
                                                                desk::FieldOf(page.context, "text"));
  if (done) return desk::RedirectWithFlash(page.context, page.Href(), page.tr("Done."));
  if (!CanBeMended(done.error())) return done.error();
  const TheirView view = TRY(page.services.referrals.OpenReceived(page.context.actor(), page.me, page.id));
  return ViewPage(page, view, page.tr(done.error().external), 422);
}

// The copy as a note, in the language of whoever opens the case.
std::string NoteOf(const Page& page, const TheirView& view) {
  const Copy& copy = *view.copy;
  std::string note = page.tr("Referral {number} from {from}", {{"number", copy.number}, {"from", copy.from}});
  note += "\n" + consent::PurposeWord(page.locale, copy.purpose) + ": " + copy.words + "\n";
  for (const auto& [part, text] : copy.parts)
    note += "\n" + consent::PartWord(page.locale, part) + ":\n" + text + "\n";
  return note;
}

base::Result<net::Response> MakeCase(Page& page) {
  const TheirView view = TRY(page.services.referrals.OpenReceived(page.context.actor(), page.me, page.id));
  if (!view.copy)
    return desk::RedirectWithProblem(page.context, page.Href(), page.tr("This referral has ended."));
  const Team team = TRY(page.services.teams.Get(page.context.org(), view.row.to_team));
  const CaseId made =
      TRY(page.services.referrals.MakeCase(page.context.actor(), page.me, page.id, team, NoteOf(page, view)));
  return desk::RedirectWithFlash(page.context, CaseHref(made), page.tr("The case is opened."));
}

base::Result<net::Response> File(Page& page) {
  const auto place = desk::WholeNumber(page.context.Path("place"));
  return FileResponse(TRY(page.services.referrals.FileReceived(
      page.context.actor(), page.me, page.id, static_cast<std::size_t>(place.value_or(1000)))));
}

using Handler = base::Result<net::Response> (*)(Page&);

base::Result<net::Response> Handle(desk::Context& context, VoiceServices& services, Handler handler) {
  vault::Door door = TRY(vault::OpenDoor(services.vault, context));
  const std::optional<vault::UnlockedPerson>& me = door.me;
  if (!me) return std::move(door.answer);
  Page page{context, services, desk::LocaleOf(context), *me, TRY(ReferralId::Parse(context.Path("id")))};
  return handler(page);
}

}  // namespace

void RegisterReceivedPages(desk::Desk& desk, VoiceServices& services) {
  const auto add = [&](std::string_view method, std::string_view pattern, Handler handler) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = desk::Permission::kCasesWork,
                       .handler = [&services, handler](desk::Context& context) {
                         return Handle(context, services, handler);
                       }});
  };
  add("GET", "/referrals/{id}", Show);
  add("POST", "/referrals/{id}/act", TakeAct);
  add("POST", "/referrals/{id}/case", MakeCase);
  add("GET", "/referrals/{id}/files/{place}", File);
}

}  // namespace voice::referral
