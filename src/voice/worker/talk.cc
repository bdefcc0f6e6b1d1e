#include <algorithm>

#include "base/limits_voice.h"
#include "desk/desk.h"
#include "html/forms.h"
#include "voice/worker/consent.h"
#include "voice/worker/money.h"
#include "voice/worker/pages.h"
#include "voice/worker/parts.h"

namespace voice::worker {
namespace {

using html::El;
using html::Html;
using html::Join;

Html CodeField(const Page& page) {
  return TextArea("code", page.tr("Type your code"), page.tr("The digits or the words, in their order."), "",
                  3);
}

base::Result<net::Response> ReturnForm(Page& page) {
  const Html form =
      Form(page, "/return", Join(CodeField(page), El("div", {{"class", "row"}}, Submit(page.tr("Open")))));
  return Respond(
      page,
      Join(El("h1", page.tr("Read your answer")), form,
           El("details", El("summary", page.tr("I lost my code")),
              El("p", page.tr("Nobody can give it to you again, not even we.")),
              El("p", El("a", {html::Href(page.Href("/report"))}, page.tr("Please write to us again."))))));
}

// One answer for every code: a cookie, and on to the same page.
base::Result<net::Response> Return(Page& page) {
  SetVisitCookie(page, TRY(page.services->reports.Open(Field(page, "code"))));
  return Redirect(page, "/talk");
}

Html ReportLines(const Page& page, const Report& report) {
  Html lines;
  if (!report.picks.empty()) {
    Html list;
    for (const std::string& pick : report.picks) list.Add(El("li", PickWords(page, pick)));
    lines.Add(El("ul", {{"class", "ticks"}}, list));
  }
  if (!report.what.empty()) lines.Add(El("p", {{"class", "said"}, {"dir", "auto"}}, report.what));
  Html facts;
  const auto fact = [&](const std::string& name, const std::string& value) {
    if (!value.empty())
      facts.Add(Join(El("dt", name), El("dd", {{"class", "said"}, {"dir", "auto"}}, value)));
  };
  fact(page.tr("Where is it?"), report.where);
  fact(page.tr("Who does it?"), report.who);
  fact(page.tr("How may we reach you?"), report.contact);
  if (!facts.empty()) lines.Add(El("dl", {{"class", "facts"}}, facts));
  return lines;
}

// "File 1.jpg": the name stands apart, so that it keeps its order within words from right to left.
Html FileWords(const Page& page, const std::string& name) {
  const std::string words = page.tr("File {name}", {{"name", name}});
  const std::size_t at = words.find(name);
  if (at == std::string::npos) return words;
  return Join(words.substr(0, at), El("bdi", name), words.substr(at + name.size()));
}

Html EntryItem(const Page& page, const TalkEntry& entry) {
  const bool mine = entry.author == Author::kWorker;
  Html inside = El("p", {{"class", "who"}}, El("b", mine ? page.tr("You") : page.tr("We")),
                   El("span", Day(page, entry.day)));
  if (entry.report) inside.Add(ReportLines(page, *entry.report));
  if (entry.sealed != Sealed::kNo)
    inside.Add(El("p", page.tr("Your browser sealed these words. Only we can open them.")));
  if (!entry.text.empty()) inside.Add(El("p", {{"class", "said"}, {"dir", "auto"}}, entry.text));
  for (const ShownFile& file : entry.files)
    inside.Add(
        El("p", El("a", {html::Href(page.Href("/file/" + file.id.text()))}, FileWords(page, file.name))));
  return El("li", {{"class", mine ? "me" : "they"}}, inside);
}

voice::Day Today(const Page& page) {
  return DayOf(page.context->desk().clock().Now());
}

// What she was promised, as long as it can be kept; afterwards that the day is over, and what she can do,
// until the team writes.
Html PromiseLine(const Page& page, const Talk& talk, bool answered) {
  const voice::Day due = answered ? talk.feedback_due : talk.ack_due;
  const std::string day = Day(page, due);
  if (Today(page) <= due)
    return El("p", answered ? page.tr("You hear from us again by {day} at the latest.", {{"day", day}})
                            : page.tr("Our first answer comes by {day}.", {{"day", day}}));
  const bool wrote_since = std::any_of(talk.entries.begin(), talk.entries.end(), [&](const TalkEntry& entry) {
    return entry.author == Author::kTeam && entry.day > due;
  });
  if (wrote_since) return {};
  return Join(
      El("p", page.tr("We promised to write to you by {day}. That day is over. Write to us again here, "
                      "or ask others for help.",
                      {{"day", day}})),
      El("p", El("a", {html::Href(page.Href("/services"))}, page.tr("Who can help"))));
}

// Where the case is, in the worker's words.
Html WhereWeAre(const Page& page, const Talk& talk) {
  const bool answered = std::any_of(talk.entries.begin(), talk.entries.end(),
                                    [](const TalkEntry& entry) { return entry.author == Author::kTeam; });
  const int now = talk.state == "closed" ? 3 : talk.state == "new" ? 0 : answered ? 2 : 1;
  const std::array<std::string, 4> steps = {page.tr("Your message is here"), page.tr("We read it"),
                                            page.tr("We work on it with you"), page.tr("It is ended")};
  Html list;
  for (int i = 0; i < 4; ++i) {
    const std::string& words = steps.at(static_cast<std::size_t>(i));
    list.Add(i == now ? El("li", {{"aria-current", "step"}}, words)
                      : El("li", {{"class", i < now ? "done" : "later"}}, words));
  }
  const Html when = talk.state == "closed" ? Html() : PromiseLine(page, talk, answered);
  return El("section", {{"class", "stack-s"}}, El("h2", page.tr("Where we are")),
            El("ol", {{"class", "where"}}, list), when);
}

Html EndForms(const Page& page, const Talk& talk, const std::string& owed) {
  const voice::Day until = talk.closed.value_or(Today(page)) + talk.kept_days;
  const Html again = until < Today(page)  // it is kept for another reason: of that nothing is promised
                         ? Html()
                         : El("p", page.tr("You can open it again with your code until {day}.",
                                           {{"day", Day(page, until)}}));
  if (talk.state != "closed")
    return El("details", El("summary", page.tr("End this talk")), again,
              owed.empty() ? Html() : El("p", owed),
              Form(page, "/close", html::Button(page.tr("End it"), {.kind = html::ButtonKind::kQuiet})));
  Html asked;
  if (talk.satisfied == 0)
    asked = Form(page, "/satisfied",
                 El("fieldset", {{"class", "field"}}, El("legend", page.tr("Did this help you?")),
                    El("div", {{"class", "row"}},
                       html::Button(page.tr("Yes"),
                                    {.name = "answer", .value = "1", .kind = html::ButtonKind::kQuiet}),
                       html::Button(page.tr("Partly"),
                                    {.name = "answer", .value = "2", .kind = html::ButtonKind::kQuiet}),
                       html::Button(page.tr("No"),
                                    {.name = "answer", .value = "3", .kind = html::ButtonKind::kQuiet}))));
  else
    asked = El("p", page.tr("Thank you for your answer."));
  return Join(
      asked, again,
      Form(page, "/reopen", html::Button(page.tr("Open it again"), {.kind = html::ButtonKind::kQuiet})));
}

// What she is told of copies is what this server has on record of them.
Html ForgetForm(const Page& page, bool backups_go) {
  return El("details", El("summary", page.tr("Delete all I wrote")),
            El("p", page.tr("Your words and files are deleted here. Your code stops working.")),
            El("p", backups_go ? page.tr("Copies for emergencies are gone after 30 days.")
                               : page.tr("Copies for emergencies may be kept longer.")),
            El("p", page.tr("What the team wrote about your case stays. It may hold some of your words.")),
            Form(page, "/forget",
                 Join(html::CheckBox("sure", "yes", page.tr("Yes, delete it"), false),
                      html::Button(page.tr("Delete"), {.kind = html::ButtonKind::kStop}))));
}

base::Result<net::Response> TalkPage(Page& page, const Visit& visit, const Html& errors = {},
                                     const std::string& typed = {}, int status = 200) {
  const Talk talk = TRY(page.services->reports.TalkOf(visit));
  const Html consent = TRY(ConsentLine(page, visit));
  const Html money = TRY(MoneyPart(page, visit));
  const std::string owed = TRY(OwedWords(page, visit));
  const bool backups_go = TRY(page.services->backups.OldOnesRemoved()).has_value();
  Html entries;
  for (const TalkEntry& entry : talk.entries) entries.Add(EntryItem(page, entry));
  const Html write = Form(page, "/talk",
                          Join(TextArea("text", page.tr("Write back"), "", typed, 4), FileField(page),
                               El("div", {{"class", "row"}}, Submit(page.tr("Send")))),
                          true);
  return Respond(
      page,
      Join(El("h1", page.tr("Your talk with us")), errors, consent, El("ol", {{"class", "talk"}}, entries),
           WhereWeAre(page, talk), money, talk.state == "closed" && typed.empty() ? Html() : write,
           EndForms(page, talk, owed), ForgetForm(page, backups_go),
           El("p", El("a", {html::Href(page.Href("/filed"))}, page.tr("Proof that you wrote to us"))),
           El("div", {{"class", "row"}}, QuietLink(page, page.tr("Close and leave"), "/leave"))),
      {.status = status, .secret = true});
}

net::Response NotOpened(const Page& page) {
  return Respond(page,
                 Join(El("h1", page.tr("This code opens nothing")),
                      El("p", page.tr("Look at each group again, or the time has run out.")),
                      El("div", {{"class", "row"}}, QuietLink(page, page.tr("Try again"), "/return"))),
                 {.secret = true});
}

base::Result<net::Response> Show(Page& page) {
  const std::optional<Visit> visit = TRY(page.services->reports.VisitOf(VisitCookie(page)));
  if (!visit) return NotOpened(page);
  return TalkPage(page, *visit);
}

// What she wrote, in a form of its own: where the talk cannot be shown. With the field for her code it opens
// the talk and sends at once. The words stand in the page alone; nothing of them is kept here.
net::Response KeptMessage(const Page& page, const Html& why, const std::string& text, bool asks_code,
                          int status) {
  const Html form =
      Form(page, "/talk",
           Join(asks_code ? CodeField(page) : Html(), TextArea("text", page.tr("Write back"), "", text, 6),
                FileField(page), El("div", {{"class", "row"}}, Submit(page.tr("Send")))),
           true);
  return Respond(
      page,
      Join(El("h1", asks_code ? page.tr("Please type your code again") : page.tr("Write back")), why, form),
      {.status = status, .secret = true});
}

// The visit to write in: that of the code in the form, where there is one, or the one that is open. Another
// person may have opened hers in this browser meanwhile.
base::Result<std::optional<Visit>> VisitToWriteIn(Page& page) {
  Reports& reports = page.services->reports;
  const std::string code = Field(page, "code");
  if (code.empty()) return reports.VisitOf(VisitCookie(page));
  const std::string cookie = TRY(reports.Open(code));
  std::optional<Visit> visit = TRY(reports.VisitOf(cookie));
  if (visit) SetVisitCookie(page, cookie);
  return visit;
}

base::Result<net::Response> Write(Page& page) {
  TRY(page.context->Form());
  const std::string text = Field(page, "text");
  const base::Result<std::optional<Visit>> found = VisitToWriteIn(page);
  if (!found) {
    const Failure failure = FailureOf(page, found.error());
    return KeptMessage(page, NotSent(page, failure.words), text, false, failure.status);
  }
  if (!*found) {
    const bool tried = !Field(page, "code").empty();
    return KeptMessage(page, NotSent(page, tried ? page.tr("This code opens nothing") : std::string()), text,
                       true, 422);
  }
  const Visit& visit = **found;
  if (TooLargeToRead(page)) return TalkPage(page, visit, NotSent(page, FileTooLarge(page)), text, 413);
  const base::Result<CleanFiles> files = FilesOf(page);
  if (!files) return TalkPage(page, visit, Errors(page, {files.error().external}), text, 422);
  const base::Status written = page.services->reports.Write(visit, text, files->files);
  if (written) return Redirect(page, "/talk");
  if (written.error().code == base::Code::kInvalid)
    return TalkPage(page, visit, Errors(page, {page.tr("Please write something, or choose a file.")}), text,
                    422);
  const Failure failure = FailureOf(page, written.error());
  const Html why = NotSent(page, failure.words);
  base::Result<net::Response> talk = TalkPage(page, visit, why, text, failure.status);
  if (talk) return talk;
  return KeptMessage(page, why, text, false, failure.status);
}

base::Result<net::Response> ShowFile(Page& page) {
  const std::optional<Visit> visit = TRY(page.services->reports.VisitOf(VisitCookie(page)));
  if (!visit) return NotOpened(page);
  const FileId file = TRY(FileId::Parse(page.context->Path("file")));
  OpenedFile opened = TRY(page.services->reports.FileOf(*visit, file));
  net::Response response;
  response.headers.Add("Content-Type", opened.file.media_type);
  response.headers.Add("Content-Disposition", "attachment; filename=\"" + opened.file.name + "\"");
  response.headers.Add("Content-Security-Policy", "default-src 'none'; sandbox");
  response.headers.Add("Cache-Control", "no-store, no-transform");
  response.body = std::move(opened.bytes);
  return response;
}

template <base::Status (Reports::*act)(const Visit&)>
base::Result<net::Response> Act(Page& page) {
  const std::optional<Visit> visit = TRY(page.services->reports.VisitOf(VisitCookie(page)));
  if (!visit) return NotOpened(page);
  TRY((page.services->reports.*act)(*visit));
  return Redirect(page, "/talk");
}

base::Result<net::Response> Satisfied(Page& page) {
  const std::optional<Visit> visit = TRY(page.services->reports.VisitOf(VisitCookie(page)));
  if (!visit) return NotOpened(page);
  const std::string answer = Field(page, "answer");
  TRY(page.services->reports.Satisfied(*visit, answer.size() == 1 ? answer[0] - '0' : 0));
  return Redirect(page, "/talk");
}

base::Result<net::Response> Forget(Page& page) {
  const std::optional<Visit> visit = TRY(page.services->reports.VisitOf(VisitCookie(page)));
  if (!visit) return NotOpened(page);
  if (Field(page, "sure") != "yes")
    return TalkPage(page, *visit,
                    Errors(page, {page.tr("Nothing is deleted yet. Please tick the box first.")}), "", 422);
  TRY(page.services->reports.Forget(*visit));
  TRY(page.services->reports.Leave(VisitCookie(page)));
  DropVisitCookie(page);
  return Respond(
      page, Join(El("h1", page.tr("It is deleted")), El("p", page.tr("Your code opens nothing any more.")),
                 QuietLink(page, page.tr("Start page"), "")));
}

}  // namespace

std::vector<WorkerRoute> TalkRoutes() {
  return {{"GET", "/return", ReturnForm},
          {"POST", "/return", Return},
          {"GET", "/talk", Show},
          {"POST", "/talk", Write, true},
          {"GET", "/file/{file}", ShowFile},
          {"POST", "/close", Act<&Reports::Close>},
          {"POST", "/reopen", Act<&Reports::Reopen>},
          {"POST", "/satisfied", Satisfied},
          {"POST", "/forget", Forget}};
}

}  // namespace voice::worker
