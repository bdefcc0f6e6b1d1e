#include "desk/people/fields.h"
#include "desk/web/flash.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "strip/strip.h"
#include "voice/casework/pages.h"
#include "voice/casework/report_words.h"
#include "voice/casework/shell.h"
#include "voice/remedy/owed.h"

namespace voice {
namespace {

using html::El;
using html::Html;
using html::Join;

Html ReportFacts(const html::Locale& locale, const Report& report) {
  Html picks;
  for (const std::string& pick : report.picks) picks.Add(El("li", PickLine(locale, pick)));
  const auto said = [&](const std::string& text) {
    return text.empty() ? Html() : El("blockquote", {html::Lang(report.language)}, text);
  };
  const std::string safe = SafeLine(locale, report.safe);
  return Join(safe.empty()
                  ? Html()
                  : El("p", html::Badge(report.safe == "yes" ? html::Mark::kOk : html::Mark::kHarm, safe)),
              picks.empty() ? Html() : El("ul", picks), said(report.what),
              html::Facts({{locale.tr("Where"), said(report.where)},
                           {locale.tr("Who"), said(report.who)},
                           {locale.tr("How to reach her"), said(report.contact)}}));
}

// What was sealed before it left the worker's browser: she cannot read it again with her code.
Html SealedLine(const html::Locale& locale, Sealed sealed) {
  if (sealed == Sealed::kOpened)
    return El("p", {{"class", "small muted"}},
              locale.tr("Sealed in her browser: the team alone can read this, not she with her code."));
  return html::NoticeOf(
      html::Mark::kCare,
      sealed == Sealed::kClosed
          ? locale.tr("Sealed in her browser to a key of the team that you do not have.")
          : locale.tr("Sealed in her browser, and it does not open: it was damaged on the way, or sealed to "
                      "another key. Ask her to write it again."));
}

Html Entry(const CasePage& page, const TalkEntry& entry, Side side) {
  const std::string who = entry.author == Author::kWorker ? page.tr("The worker") : page.tr("The team");
  Html inside = El("p", {{"class", "small muted"}}, El("b", who), " · ", DayWords(page.locale, entry.day));
  if (entry.report) inside.Add(ReportFacts(page.locale, *entry.report));
  if (entry.sealed != Sealed::kNo) inside.Add(SealedLine(page.locale, entry.sealed));
  if (!entry.text.empty()) inside.Add(El("blockquote", entry.text));
  for (const ShownFile& file : entry.files) {
    const std::string href = page.Href((side == Side::kTalk ? "/files/" : "/note-files/") + file.id.text());
    inside.Add(
        El("p", desk::LinkTo(href, page.tr("File {name}, {size} bytes",
                                           {{"name", file.name}, {"size", page.locale.Number(file.size)}}))));
  }
  return El("li", {{"class", "stack-s"}}, inside);
}

Html Entries(const CasePage& page, const std::vector<TalkEntry>& entries, Side side) {
  Html items;
  for (const TalkEntry& entry : entries) items.Add(Entry(page, entry, side));
  return El("ol", {{"class", "thread"}}, items);
}

Html WriteForm(const CasePage& page, std::string_view rest, const std::string& label, const std::string& hint,
               const std::string& button, const std::string& typed, const std::string& error,
               const Html& more = {}) {
  const std::string action = page.Href(rest);
  return html::Form({.action = action, .csrf = page.context.csrf(), .upload = true},
                    Join(html::Field({.control_id = "text", .label = label, .hint = hint, .error = error},
                                     html::TextArea("text", typed, 5)),
                         html::Field({.control_id = "file",
                                      .label = page.tr("File"),
                                      .hint = page.tr("Hidden details are taken out.")},
                                     html::Input({.name = "file", .type = html::InputType::kFile})),
                         more, html::Button(button)));
}

Html ActButtons(const CasePage& page) {
  Html buttons;
  const CaseState state = CaseStateNamed(page.opened.row.state);
  for (const auto& step : CaseSteps()) {
    if (step.from != state) continue;
    const std::string action = page.Href("/act");
    buttons.Add(html::Form(
        {.action = action, .csrf = page.context.csrf()},
        Join(desk::VersionField(page.opened.row.version), desk::HiddenField("act", CaseActName(step.act)),
             html::Button(CaseActWord(page.locale, step.act), {.kind = html::ButtonKind::kQuiet}))));
  }
  return El("div", {{"class", "row"}}, buttons);
}

Html UrgencyForm(const CasePage& page) {
  const std::vector<html::Choice> choices = {
      {"0", page.tr("Not urgent")}, {"1", page.tr("Normal")}, {"2", page.tr("Soon")}, {"3", page.tr("Now")}};
  const std::string action = page.Href("/urgency");
  return html::Form(
      {.action = action, .csrf = page.context.csrf(), .css = "row"},
      Join(html::Field({.control_id = "urgency", .label = page.tr("Urgency")},
                       html::Select("urgency", choices, std::to_string(page.opened.row.urgency))),
           html::Button(page.tr("Set"), {.kind = html::ButtonKind::kQuiet})));
}

// Before it is closed: what is owed to the worker.
base::Result<Html> StillOwed(CasePage& page) {
  const CaseState state = CaseStateNamed(page.opened.row.state);
  const auto can = [&](CaseAct act) { return base::Allows(CaseSteps(), state, act); };
  if (!can(CaseAct::kClose) && !can(CaseAct::kApprove)) return Html();
  return remedy::OwedNotice(page.locale, TRY(page.services.remedy.Book(page.opened)).book);
}

// Why nothing was said here.
std::string NothingSaid(const CasePage& page) {
  const CaseRow& row = page.opened.row;
  if (row.channel == Channel::kImport)
    return page.tr(
        "Nobody wrote here: this case came from a file or from a referral. What came with it stands in the "
        "tab Imported record or in the notes of the team.");
  if (row.channel == Channel::kWeb && !row.has_reader) return page.tr("The worker deleted what she wrote.");
  return page.tr("Nothing was written here.");
}

Html AnswerPart(const CasePage& page, const std::string& typed, const std::string& error) {
  if (page.opened.row.has_reader)
    return WriteForm(page, "/answer", page.tr("To the worker"),
                     page.tr("She reads it when she comes back with her code."), page.tr("Send"), typed,
                     error,
                     page.opened.row.outcome
                         ? Html()
                         : html::CheckBox("outcome", "yes",
                                          page.tr("This tells her the outcome: what was promised is kept"),
                                          desk::FieldOf(page.context, "outcome") == "yes"));
  const Html why =
      El("p", page.tr("Nobody has a code to this case: nobody would read an answer. Keep what you "
                      "tell her in another way as a note."));
  // What was typed while somebody still had a code is not lost.
  return error.empty() ? why
                       : Join(html::NoticeOf(html::Mark::kHarm, error), why,
                              typed.empty() ? Html() : El("blockquote", typed));
}

base::Result<net::Response> ShowWith(CasePage& page, const std::string& typed, const std::string& error,
                                     int status) {
  const Html owed = TRY(StillOwed(page));
  const std::vector<TalkEntry> talk = TRY(page.services.cases.Talk(page.opened));
  const std::vector<TalkEntry> notes = TRY(page.services.cases.Notes(page.opened));
  const auto due = [&](Day day) {
    return DayWords(page.locale, page.opened.row.has_reader ? std::optional(day) : std::nullopt);
  };
  const Html main = html::SideBySide(
      html::Columns::kWideAndNarrow,
      html::Stack(
          {html::SealedBox(page.locale, page.tr("What was said"),
                           talk.empty() ? El("p", NothingSaid(page)) : Entries(page, talk, Side::kTalk)),
           html::Section(page.tr("Answer"), AnswerPart(page, typed, error))}),
      html::Stack(
          {html::Section(page.tr("Next step"), html::Stack({owed, ActButtons(page), UrgencyForm(page)})),
           html::Section(
               page.tr("Dates"),
               html::Facts({{page.tr("Received"), DayWords(page.locale, page.opened.row.received)},
                            {page.tr("First answer"), DayWords(page.locale, page.opened.row.answered)},
                            {page.tr("Answer due"), due(page.opened.row.ack_due)},
                            {page.tr("Outcome due"), due(page.opened.row.feedback_due)},
                            {page.tr("Outcome told"), DayWords(page.locale, page.opened.row.outcome)},
                            {page.tr("Referred"), DayWords(page.locale, page.opened.row.referred)},
                            {page.locale.ctr("state of a case", "Closed"),
                             DayWords(page.locale, page.opened.row.closed)}})),
           html::Section(page.tr("Notes of the team"),
                         html::Stack({notes.empty() ? El("p", {{"class", "muted"}},
                                                         page.tr("None yet. The worker never sees them."))
                                                    : Entries(page, notes, Side::kInner),
                                      html::Closed(page.tr("Write a note"),
                                                   WriteForm(page, "/note", page.tr("For the team alone"), "",
                                                             page.tr("Keep"), "", ""))}))}));
  return CaseResponse(page, "", main, status);
}

base::Result<net::Response> Show(CasePage& page) {
  return ShowWith(page, "", "", 200);
}

struct Uploads {
  std::vector<std::string> bytes;
  std::vector<SentFile> files;
};

base::Result<Uploads> UploadsOf(CasePage& page) {
  const net::Form& form = *TRY(page.context.Form());
  Uploads uploads;
  for (const net::UploadedFile& sent : form.files) {
    if (sent.bytes.empty()) continue;
    strip::Stripped clean = TRY(strip::Strip(sent.bytes));
    uploads.files.push_back(
        {std::to_string(uploads.files.size() + 1) + "." + clean.extension, clean.media_type, {}});
    uploads.bytes.push_back(std::move(clean.bytes));
  }
  for (std::size_t i = 0; i < uploads.files.size(); ++i) uploads.files[i].bytes = uploads.bytes[i];
  return uploads;
}

using WriteAct = base::Status (Cases::*)(const desk::Actor&, const vault::UnlockedPerson&, const CaseId&,
                                         std::string_view, const std::vector<SentFile>&);

base::Result<net::Response> Write(CasePage& page, WriteAct write) {
  const std::string text = desk::FieldOf(page.context, "text");
  const base::Result<Uploads> uploads = UploadsOf(page);
  base::Status written = base::Ok();
  if (uploads)
    written =
        (page.services.cases.*write)(page.context.actor(), page.me, page.opened.row.id, text, uploads->files);
  const base::Error* error = !uploads ? &uploads.error() : !written ? &written.error() : nullptr;
  if (error == nullptr) return desk::RedirectWithFlash(page.context, page.Href(), page.tr("It is sealed."));
  if (error->code != base::Code::kInvalid && error->code != base::Code::kTooLarge &&
      error->code != base::Code::kConflict)
    return *error;
  return ShowWith(page, text, page.tr(error->external), 422);
}

base::Result<net::Response> Answer(CasePage& page) {
  const bool outcome = desk::FieldOf(page.context, "outcome") == "yes";
  return Write(page, outcome ? &Cases::AnswerWithOutcome : &Cases::Answer);
}

base::Result<net::Response> Note(CasePage& page) {
  return Write(page, &Cases::Note);
}

base::Result<net::Response> Act(CasePage& page) {
  const std::string wanted = desk::FieldOf(page.context, "act");
  const std::optional<std::int64_t> version = desk::WholeNumber(desk::FieldOf(page.context, "version"));
  for (int i = 0; i < static_cast<int>(CaseAct::kCount); ++i) {
    const auto act = static_cast<CaseAct>(i);
    if (CaseActName(act) != wanted) continue;
    const base::Status done = page.services.lifecycle.Act(page.context.actor(), page.me, page.opened.row.id,
                                                          act, version.value_or(-1));
    if (!done && (done.error().code == base::Code::kConflict || done.error().code == base::Code::kForbidden))
      return desk::RedirectWithProblem(page.context, page.Href(), page.tr(done.error().external));
    TRY(done);
    return desk::RedirectWithFlash(page.context, page.Href(), page.tr("Done."));
  }
  return base::Invalid("there is no such act");
}

base::Result<net::Response> Urgency(CasePage& page) {
  const std::optional<std::int64_t> urgency = desk::WholeNumber(desk::FieldOf(page.context, "urgency"));
  TRY(page.services.cases.SetUrgency(page.context.actor(), page.me, page.opened.row.id,
                                     urgency.value_or(-1)));
  return desk::RedirectWithFlash(page.context, page.Href(), page.tr("Done."));
}

template <Side side>
base::Result<net::Response> ShowFile(CasePage& page) {
  const FileId file = TRY(FileId::Parse(page.context.Path("file")));
  OpenedFile opened = TRY(page.services.cases.File(page.opened, side, file));
  net::Response response = desk::Download(opened.file.name, opened.file.media_type);
  response.headers.Set("Content-Security-Policy", "default-src 'none'; sandbox");
  response.body = std::move(opened.bytes);
  return response;
}

}  // namespace

void RegisterTalkPages(desk::Desk& desk, VoiceServices& services) {
  services.tabs.push_back(
      {.rest = "", .label = [](const html::Locale& locale) { return locale.tr("Conversation"); }});
  AddCaseRoutes(desk, services,
                {{.method = "GET", .rest = "", .handler = Show},
                 {.method = "POST", .rest = "/answer", .handler = Answer, .takes_files = true},
                 {.method = "POST", .rest = "/note", .handler = Note, .takes_files = true},
                 {.method = "POST", .rest = "/act", .handler = Act},
                 {.method = "POST", .rest = "/urgency", .handler = Urgency},
                 {.method = "GET", .rest = "/files/{file}", .handler = ShowFile<Side::kTalk>},
                 {.method = "GET", .rest = "/note-files/{file}", .handler = ShowFile<Side::kInner>}});
}

}  // namespace voice
