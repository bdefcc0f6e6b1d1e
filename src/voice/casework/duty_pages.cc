#include "base/limits_voice.h"
#include "desk/desk.h"
#include "desk/people/fields.h"
#include "desk/people/people.h"
#include "desk/web/confirm.h"
#include "desk/web/flash.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "vault/access.h"
#include "voice/casework/pages.h"
#include "voice/casework/search.h"
#include "voice/casework/shell.h"

// Tasks of a case, who is kept out, hold and deletion; search.
namespace voice {
namespace {

using html::El;
using html::Html;
using html::Join;

Html TaskList(const CasePage& page, const std::vector<Task>& tasks) {
  const Day today = DayOf(page.context.desk().clock().Now());
  desk::TableMaker table({{page.tr("What")},
                          {page.tr("Who")},
                          {page.locale.ctr("the day until which", "By")},
                          {page.tr("State")}});
  for (const Task& task : tasks) {
    const base::Result<desk::Person> owner = page.context.desk().people().GetPerson(task.owner);
    const std::string action = page.Href("/tasks/" + task.id.text() + "/done");
    const Html state =
        task.done ? html::Badge(html::Mark::kOk,
                                page.tr("Done on {day}", {{"day", DayWords(page.locale, task.done)}}))
                  : Join(task.due < today ? html::Badge(html::Mark::kHarm, page.tr("Late")) : Html(), " ",
                         html::PostButton(page.tr("Done"), action, page.context.csrf(),
                                          {.kind = html::ButtonKind::kQuiet, .css = "small"}));
    table.Row({task.title, owner ? Html(owner->name) : Html("–"), DayWords(page.locale, task.due), state});
  }
  return table.empty() ? El("p", {{"class", "muted"}}, page.tr("Nothing is to be done."))
                       : table.Done(page.tr("Tasks"));
}

Html TaskForm(const CasePage& page, const std::string& title, const std::string& error) {
  const std::string action = page.Href("/tasks");
  return html::Form(
      {.action = action, .csrf = page.context.csrf()},
      Join(html::Field({.control_id = "title", .label = page.tr("What is to be done"), .error = error},
                       html::Input({.name = "title", .value = title})),
           html::Field({.control_id = "due", .label = page.tr("By when")},
                       html::Input({.name = "due", .type = html::InputType::kDate})),
           html::CheckBox("mine", "yes", page.tr("I do it"), true), html::Button(page.tr("Add"))));
}

std::vector<html::Choice> ChoicesOf(const CasePage& page, const std::vector<desk::PersonId>& persons) {
  std::vector<html::Choice> choices;
  for (const desk::PersonId& one : persons)
    if (const base::Result<desk::Person> person = page.context.desk().people().GetPerson(one); person)
      choices.push_back({one.text(), person->name});
  return choices;
}

// Who knows somebody in the case, and who may open it again.
base::Result<Html> PeopleForms(const CasePage& page) {
  const desk::PersonId& self = page.context.actor().person;
  const bool supervises = page.context.actor().Can(desk::Permission::kCasesSupervise);
  Lifecycle::Circle circle = TRY(page.services.lifecycle.CircleOf(page.opened));
  if (!supervises) std::erase_if(circle.inside, [&](const desk::PersonId& one) { return one != self; });
  const std::string action = page.Href("/exclude"), let_in = page.Href("/let-in");
  const Html keep_out = html::Form(
      {.action = action, .csrf = page.context.csrf()},
      Join(El("p",
              page.tr("Who knows somebody in this case is kept out of it: it is sealed anew to the others.")),
           html::Field({.control_id = "person", .label = page.tr("Person")},
                       html::Select("person", ChoicesOf(page, circle.inside), "")),
           html::Button(page.tr("Keep out of this case"), {.kind = html::ButtonKind::kStop})));
  if (!supervises || circle.outside.empty()) return keep_out;
  const Html again =
      html::Form({.action = let_in, .csrf = page.context.csrf()},
                 Join(El("p", page.tr("Members of the circle who cannot open this case.")),
                      html::Field({.control_id = "outside", .label = page.tr("Person")},
                                  html::Select("person", ChoicesOf(page, circle.outside), "", "outside")),
                      html::Button(page.tr("Let into this case"), {.kind = html::ButtonKind::kQuiet})));
  return html::Stack({keep_out, again});
}

base::Result<Html> EndForms(CasePage& page) {
  const bool held = TRY(page.services.lifecycle.IsHeld(page.opened.row.id));
  const auto button = [&](std::string_view rest, const std::string& words, html::ButtonKind kind) {
    const std::string action = page.Href(rest);
    return html::PostButton(words, action, page.context.csrf(), {.kind = kind});
  };
  Html forms;
  if (page.context.actor().Can(desk::Permission::kCasesSupervise))
    forms.Add(Join(
        El("p", held ? page.tr("Legal hold: nothing of this case is deleted.") : page.tr("No legal hold.")),
        button(held ? "/release" : "/hold", held ? page.tr("End the hold") : page.tr("Put on hold"),
               html::ButtonKind::kQuiet)));
  forms.Add(
      El("p", page.tr("Deleting destroys the keys of the case. One person asks, a supervisor does it.")));
  const std::optional<DeletionAsked> asked = TRY(page.services.lifecycle.AskedDeletion(page.opened.row.id));
  if (!asked) {
    forms.Add(button("/ask-deletion", page.tr("Ask for the deletion"), html::ButtonKind::kQuiet));
    return El("div", {{"class", "stack-s"}}, forms);
  }
  const base::Result<desk::Person> by = page.context.desk().people().GetPerson(asked->by);
  forms.Add(El("p", page.tr("{person} asked on {day} that this case be deleted.",
                            {{"person", by ? by->name : std::string("–")},
                             {"day", DayWords(page.locale, asked->day)}})));
  const bool own = asked->by == page.context.actor().person;
  const bool supervises = page.context.actor().Can(desk::Permission::kCasesSupervise);
  std::vector<Html> buttons;
  if (own || supervises)
    buttons.push_back(button("/decline-deletion", own ? page.tr("Take it back") : page.tr("Do not delete it"),
                             html::ButtonKind::kQuiet));
  if (supervises && !own)
    buttons.push_back(button("/delete", page.tr("Delete for good"), html::ButtonKind::kStop));
  forms.Add(html::RowOf(buttons));
  return El("div", {{"class", "stack-s"}}, forms);
}

base::Result<net::Response> ShowWith(CasePage& page, const std::string& title, const std::string& error,
                                     int status) {
  const std::vector<Task> tasks = TRY(page.services.tasks.Of(page.opened));
  const Html people = TRY(PeopleForms(page)), ends = TRY(EndForms(page));
  return CaseResponse(
      page, "/duties",
      html::SideBySide(
          html::Columns::kWideAndNarrow,
          html::Section(page.tr("Tasks"), html::Stack({TaskList(page, tasks), TaskForm(page, title, error)})),
          html::Stack({html::Section(page.tr("Conflict of interest"), people),
                       html::Section(page.tr("Hold and deletion"), ends)})),
      status);
}

base::Result<net::Response> Show(CasePage& page) {
  return ShowWith(page, "", "", 200);
}

// "2026-12-01"
std::optional<Day> DayIn(const std::string& text) {
  const base::Result<base::UtcTime> time = base::ParseTime(text + "T00:00:00.000Z");
  if (!time) return std::nullopt;
  return DayOf(*time);
}

base::Result<net::Response> AddTask(CasePage& page) {
  Task task;
  task.title = desk::FieldOf(page.context, "title");
  if (desk::FieldOf(page.context, "mine") == "yes") task.owner = page.context.actor().person;
  task.due = DayIn(desk::FieldOf(page.context, "due")).value_or(-1);
  const base::Status added = page.services.tasks.Add(page.context.actor(), page.me, page.opened.row.id, task);
  if (added) return desk::RedirectWithFlash(page.context, page.Href("/duties"), page.tr("It is sealed."));
  if (added.error().code != base::Code::kInvalid && added.error().code != base::Code::kTooLarge)
    return added.error();
  return ShowWith(page, task.title, page.tr(added.error().external), 422);
}

net::Response After(CasePage& page, const base::Status& done, const std::string& rest) {
  if (!done) return desk::RedirectWithProblem(page.context, page.Href(rest), page.tr(done.error().external));
  return desk::RedirectWithFlash(page.context, page.Href(rest), page.tr("Done."));
}

base::Result<net::Response> TaskDone(CasePage& page) {
  const TaskId task = TRY(TaskId::Parse(page.context.Path("task")));
  return After(page, page.services.tasks.Done(page.context.actor(), page.me, page.opened.row.id, task),
               "/duties");
}

base::Result<net::Response> Exclude(CasePage& page) {
  const desk::PersonId person = TRY(desk::PersonId::Parse(desk::FieldOf(page.context, "person")));
  const base::Status done =
      page.services.lifecycle.Exclude(page.context.actor(), page.me, page.opened.row.id, person);
  if (done && person == page.context.actor().person)
    return desk::RedirectWithFlash(page.context, "/cases", page.tr("Done."));
  return After(page, done, "/duties");
}

base::Result<net::Response> LetIn(CasePage& page) {
  const desk::PersonId person = TRY(desk::PersonId::Parse(desk::FieldOf(page.context, "person")));
  return After(page, page.services.lifecycle.LetIn(page.context.actor(), page.me, page.opened.row.id, person),
               "/duties");
}

template <bool hold>
base::Result<net::Response> Hold(CasePage& page) {
  return After(page, page.services.lifecycle.SetHold(page.context.actor(), page.me, page.opened.row.id, hold),
               "/duties");
}

base::Result<net::Response> AskDeletion(CasePage& page) {
  return After(page, page.services.lifecycle.AskDeletion(page.context.actor(), page.me, page.opened.row.id),
               "/duties");
}

base::Result<net::Response> DeclineDeletion(CasePage& page) {
  return After(page,
               page.services.lifecycle.DeclineDeletion(page.context.actor(), page.me, page.opened.row.id),
               "/duties");
}

base::Result<net::Response> Delete(CasePage& page) {
  std::optional<net::Response> asked = TRY(desk::AskFirst(
      page.context,
      {.title = page.tr("Delete case {number} for good?", {{"number", CaseNumber(page.opened.row.id)}}),
       .meaning = page.tr("Its keys are destroyed, and all texts, notes and files with them. Nobody can undo "
                          "this. Recipients of referrals are asked to delete what they kept."),
       .verb = page.tr("Delete for good"),
       .back = page.Href("/duties"),
       .current = "/cases"}));
  if (asked) return *std::move(asked);
  const base::Result<DeletionProof> proof =
      page.services.lifecycle.Delete(page.context.actor(), page.me, page.opened.row.id);
  if (!proof)
    return desk::RedirectWithProblem(page.context, page.Href("/duties"), page.tr(proof.error().external));
  return net::Redirect(303, "/cases/deleted/" + page.opened.row.id.text());
}

// What the proof's day of backups rests on: that somebody removes old ones, as far as this server knows.
base::Result<Html> BackupsPart(desk::Context& context, VoiceServices& services) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::optional<Day> removed = TRY(services.backups.OldOnesRemoved());
  if (removed)
    return El(
        "p", locale.tr("Backups older than {days} days were last removed on {day}. The day above holds as "
                       "long as that goes on. Copies that others make of the disk are not known here.",
                       {{"days", locale.Number(base::kBackupKeepDays)}, {"day", DayWords(locale, removed)}}));
  return html::NoticeOf(
      html::Mark::kCare,
      locale.tr(
          "This server has no record that backups older than {days} days are removed. The day above holds "
          "only if its operator removes them: ask for it.",
          {{"days", locale.Number(base::kBackupKeepDays)}}));
}

// The proof: for the file, and for the worker who asked.
base::Result<net::Response> Proof(desk::Context& context, VoiceServices& services) {
  const html::Locale& locale = desk::LocaleOf(context);
  const CaseId id = TRY(CaseId::Parse(context.Path("id")));
  const DeletionProof proof = TRY(services.lifecycle.ProofOf(context.org(), id));
  const Html backups = TRY(BackupsPart(context, services));
  desk::PageOptions options{.title = locale.tr("Case {number} is deleted", {{"number", CaseNumber(id)}}),
                            .current = "/cases"};
  options.crumbs = {{locale.tr("Cases"), "/cases"}};
  return desk::PageResponse(
      context, options,
      html::Stack(
          {html::Facts({{locale.tr("Case"), id.text()},
                        {locale.tr("Deleted on"), DayWords(locale, proof.day)},
                        {locale.tr("Why"), proof.reason == "retention" ? locale.tr("its time was over")
                                                                       : locale.tr("it was asked for")},
                        {locale.tr("Backups hold old keys until"), DayWords(locale, proof.backups_until)}}),
           El("p", locale.tr("The keys of the case were destroyed, then its texts and files. Copies in "
                             "backups can be opened with old keys until these "
                             "backups expire; after that day nobody can open anything of it.")),
           backups}));
}

Html DamagedCases(const html::Locale& locale, const std::vector<CaseId>& damaged) {
  if (damaged.empty()) return {};
  std::string numbers;
  for (const CaseId& id : damaged) numbers += (numbers.empty() ? "" : ", ") + CaseNumber(id);
  return html::NoticeOf(
      html::Mark::kHarm,
      locale.tr("Something of these cases does not open: it is damaged, and was not searched. "
                "Tell who operates this server: {numbers}",
                {{"numbers", numbers}}));
}

base::Result<net::Response> SearchPage(desk::Context& context, VoiceServices& services, bool asked) {
  const html::Locale& locale = desk::LocaleOf(context);
  vault::Door door = TRY(vault::OpenDoor(services.vault, context));
  const std::optional<vault::UnlockedPerson>& me = door.me;
  if (!me) return std::move(door.answer);
  const std::string words = asked ? desk::FieldOf(context, "words") : std::string();
  const bool closed_too = asked && desk::FieldOf(context, "closed") == "yes";
  Html results;
  std::string error;
  if (asked) {
    const base::Result<SearchResult> found =
        SearchCases(services.access, services.cases, context.actor(), *me, words, closed_too);
    if (!found && found.error().code != base::Code::kInvalid) return found.error();
    if (!found) error = locale.tr(found.error().external);
    if (found) {
      desk::TableMaker table({{locale.tr("Case")},
                              {locale.ctr("within a case", "Where")},
                              {locale.ctr("of a search result", "Text")}});
      for (const SearchHit& hit : found->hits)
        table.Row({desk::LinkTo(CaseHref(hit.id), CaseNumber(hit.id)), hit.where, hit.snippet});
      results = Join(El("p", locale.ntr("{n} case was opened and read.", "{n} cases were opened and read.",
                                        found->searched)),
                     found->all ? Html()
                                : html::NoticeOf(html::Mark::kCare,
                                                 locale.tr("There are more cases than one search opens.")),
                     DamagedCases(locale, found->damaged),
                     table.empty() ? html::Empty(locale.tr("Nothing found"), "")
                                   : table.Done(locale.ctr("results of a search", "Found")));
    }
  }
  desk::PageOptions options{.title = locale.tr("Search in cases"), .current = "/cases"};
  options.crumbs = {{locale.tr("Cases"), "/cases"}};
  return desk::PageResponse(
      context, options,
      html::Stack(
          {html::Form({.action = "/cases/search", .csrf = context.csrf()},
                      Join(html::Field({.control_id = "words",
                                        .label = locale.tr("Words"),
                                        .hint = locale.tr("Each case that you may open is opened, read and "
                                                          "closed again; nothing of it is kept."),
                                        .error = error},
                                       html::Input({.name = "words", .value = words, .autocomplete = "off"})),
                           html::CheckBox("closed", "yes", locale.tr("Closed cases too"), closed_too),
                           html::Button(locale.tr("Search")))),
           results}));
}

}  // namespace

void RegisterDutyPages(desk::Desk& desk, VoiceServices& services) {
  services.tabs.push_back(
      {.rest = "/duties", .label = [](const html::Locale& locale) { return locale.tr("Tasks and rules"); }});
  AddCaseRoutes(desk, services,
                {{.method = "GET", .rest = "/duties", .handler = Show},
                 {.method = "POST", .rest = "/tasks", .handler = AddTask},
                 {.method = "POST", .rest = "/tasks/{task}/done", .handler = TaskDone},
                 {.method = "POST", .rest = "/exclude", .handler = Exclude},
                 {.method = "POST",
                  .rest = "/let-in",
                  .handler = LetIn,
                  .permission = desk::Permission::kCasesSupervise},
                 {.method = "POST",
                  .rest = "/hold",
                  .handler = Hold<true>,
                  .permission = desk::Permission::kCasesSupervise},
                 {.method = "POST",
                  .rest = "/release",
                  .handler = Hold<false>,
                  .permission = desk::Permission::kCasesSupervise},
                 {.method = "POST", .rest = "/ask-deletion", .handler = AskDeletion},
                 {.method = "POST", .rest = "/decline-deletion", .handler = DeclineDeletion},
                 {.method = "POST",
                  .rest = "/delete",
                  .handler = Delete,
                  .permission = desk::Permission::kCasesSupervise}});
  const auto add = [&](std::string_view method, std::string_view pattern, desk::Handler handler) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = desk::Permission::kCasesWork,
                       .handler = std::move(handler)});
  };
  add("GET", "/cases/deleted/{id}", [&services](desk::Context& context) { return Proof(context, services); });
  add("GET", "/cases/search",
      [&services](desk::Context& context) { return SearchPage(context, services, false); });
  add("POST", "/cases/search",
      [&services](desk::Context& context) { return SearchPage(context, services, true); });
  RegisterDutyHome(desk, services);
}

}  // namespace voice
