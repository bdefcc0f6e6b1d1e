// /projects/ID/trainees: codes, trainings, attendance; for those who run the programme.

#include <functional>

#include "desk/web/parts.h"
#include "html/names.h"
#include "panel/resources/page_form.h"
#include "panel/resources/pages_resources.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;
using html::Join;

std::string Href(const ProjectId& id) {
  return "/projects/" + id.text() + "/trainees";
}

std::string TraineeStateWords(const html::Locale& locale, TraineeState state) {
  if (state == TraineeState::kCompleted) return locale.ctr("trainee", "Completed");
  return state == TraineeState::kLeft ? locale.ctr("trainee", "Left") : locale.ctr("trainee", "Enrolled");
}

std::string TrainingStateWords(const html::Locale& locale, TrainingState state) {
  if (state == TrainingState::kHeld) return locale.ctr("training", "Held");
  return state == TrainingState::kCancelled ? locale.ctr("training", "Cancelled")
                                            : locale.ctr("training", "Planned");
}

class TraineePages {
 public:
  explicit TraineePages(ResourceServices& services) : services_(services) {}

  base::Result<net::Response> Show(Context& context) const {
    return ShowPage(context, "", PageForm(desk::LocaleOf(context), {}), {});
  }

  base::Result<net::Response> Enrol(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const ProjectId id = TRY(ProjectId::Parse(context.Path("id")));
    const Fields fields = TRY(Fields::OfForm(context));
    const base::Result<std::int64_t> count = fields.Whole("count", 0);
    const base::Result<std::vector<std::string>> codes =
        count.has_value() ? services_.trainees.Enrol(context.actor(), id, fields.Get("group"), *count)
                          : base::Result<std::vector<std::string>>(count.error());
    if (codes.has_value()) return ShowPage(context, "", PageForm(locale, {}), *codes);
    if (!IsMendable(codes.error())) return codes.error();
    return ShowPage(context, "enrol", PageForm(locale, fields, {FieldErrorOf(codes.error())}), {});
  }
  base::Result<net::Response> Act(Context& context) const {
    return Sent(context, "act", [&](const ProjectId& id, const Fields& fields) -> base::Status {
      const std::optional<TraineeAct> act = TraineeActNamed(fields.Get("act"));
      if (!act) return base::Invalid("act: choose what happened");
      return services_.trainees.Act(context.actor(), id, CodesOf(fields.Get("codes")), *act);
    });
  }
  base::Result<net::Response> Plan(Context& context) const {
    return Sent(context, "trainings", [&](const ProjectId& id, const Fields& fields) -> base::Status {
      const Training training = TRY(TrainingOfFields(fields));
      TRY(services_.trainees.Plan(context.actor(), id, training));
      return base::Ok();
    });
  }
  base::Result<net::Response> Record(Context& context) const {
    return Sent(context, "training", [&](const ProjectId& id, const Fields& fields) -> base::Status {
      const TrainingId training = TRY(TrainingId::Parse(fields.Get("training")));
      if (fields.Get("act") == "attend")
        return services_.trainees.Attend(context.actor(), id, training, CodesOf(fields.Get("codes")));
      const std::optional<TrainingAct> act = TrainingActNamed(fields.Get("act"));
      if (!act) return base::Invalid("act: choose what happened");
      return services_.trainees.ActOnTraining(context.actor(), id, training, *act);
    });
  }

 private:
  base::Result<net::Response> Sent(
      Context& context, const std::string& which,
      const std::function<base::Status(const ProjectId&, const Fields&)>& work) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const ProjectId id = TRY(ProjectId::Parse(context.Path("id")));
    const Fields fields = TRY(Fields::OfForm(context));
    const base::Status done = work(id, fields);
    if (done.has_value()) return desk::RedirectWithFlash(context, Href(id), locale.tr("Saved."));
    const bool unknown_code =
        done.error().code == base::Code::kNotFound && done.error().external.starts_with("codes: ");
    if (!IsMendable(done.error()) && !unknown_code) return done.error();
    return ShowPage(context, which, PageForm(locale, fields, {FieldErrorOf(done.error())}), {});
  }

  static Html Codes(const html::Locale& locale, const std::vector<std::string>& codes) {
    if (codes.empty()) return {};
    std::string text;
    for (const std::string& code : codes) text += code + "\n";
    return Join(
        html::NoticeOf(html::Mark::kOk, locale.tr("New codes. Note who has which; here they stay codes.")),
        El("pre", text));
  }

  base::Result<net::Response> ShowPage(Context& context, const std::string& which, const PageForm& refused,
                                       const std::vector<std::string>& codes) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const ProjectId id = TRY(ProjectId::Parse(context.Path("id")));
    const ProjectView view = TRY(services_.projects.Get(context.actor(), id));
    const TraineeList list = TRY(services_.trainees.List(context.actor(), id));
    desk::PageOptions options{.title = locale.tr("Trainees"), .current = "/projects"};
    options.subtitle = view.project.title;
    options.crumbs = {{locale.tr("Projects and programmes"), "/projects"},
                      {view.project.title, "/projects/" + id.text()}};
    options.status = which.empty() ? 200 : 422;
    const PageForm fresh(locale, {});
    const auto form_of = [&](std::string_view name) -> const PageForm& {
      return which == name ? refused : fresh;
    };
    const auto form = [&](std::string_view name, const Html& fields, const std::string& button) {
      const std::string action = Href(id) + "/" + std::string(name);
      return Join(form_of(name).Errors(),
                  html::Form({.action = action, .csrf = context.csrf()},
                             Join(fields, html::Button(button, {.kind = html::ButtonKind::kQuiet}))));
    };
    std::vector<html::Choice> groups;
    for (const std::string_view group : {"female", "male", "other", "unknown"})
      groups.push_back({std::string(group), GroupWords(locale, group)});
    const PageForm& e = form_of("enrol");
    const PageForm& a = form_of("act");
    const Html enrol = form(
        "enrol", Join(e.Text("count", locale.tr("How many")), e.Choose("group", locale.tr("Group"), groups)),
        locale.tr("Enrol: make codes"));
    const Html act = form(
        "act",
        Join(a.Choose("act", locale.tr("What happened"),
                      {{"complete", locale.tr("They completed the programme")},
                       {"leave", locale.tr("They left it")},
                       {"return", locale.tr("They are back in it")}}),
             a.Area("codes", locale.tr("Their codes"), 4, locale.tr("One a line, or separated by commas"))),
        locale.tr("Record it"));
    const std::vector<Html> parts = {
        Codes(locale, codes),
        html::SideBySide(html::Columns::kEven, html::Section(locale.tr("Enrol"), enrol),
                         html::Section(locale.tr("Complete, leave, return"), act)),
        html::Section(locale.tr("Trainings"),
                      Trainings(context, list, form_of("trainings"), form_of("training"), form)),
        html::Section(locale.tr("Codes"), CodeTable(locale, list.trainees))};
    return desk::PageResponse(context, options, html::Stack(parts));
  }

  static Html Trainings(const Context& context, const TraineeList& list, const PageForm& plan,
                        const PageForm& one,
                        const std::function<Html(std::string_view, const Html&, const std::string&)>& form) {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::TableMaker table({{locale.tr("Date")},
                            {locale.tr("Training")},
                            {locale.tr("Hours"), true},
                            {locale.tr("State")},
                            {locale.tr("Attended"), true}});
    std::vector<html::Choice> choices;
    for (const Training& training : list.trainings) {
      table.Row({DayWords(locale, training.day), html::Value(training.title), locale.Number(training.hours),
                 TrainingStateWords(locale, training.state), BandWords(locale, BandOf(training.attended))});
      if (training.state != TrainingState::kCancelled)
        choices.push_back({training.id.text(), DayWords(locale, training.day) + " " + training.title});
    }
    Html out = list.trainings.empty() ? El("p", {{"class", "muted"}}, locale.tr("No training yet."))
                                      : table.Done(locale.tr("Trainings by date"));
    const Html planning =
        form("trainings",
             Join(plan.Text("title", locale.tr("Title")), plan.Date("date", locale.tr("Date")),
                  plan.Text("hours", locale.tr("Hours"))),
             locale.tr("Plan the training"));
    Html recording;
    if (!choices.empty())
      recording = form("training",
                       Join(one.Choose("training", locale.tr("Training"), choices),
                            one.Choose("act", locale.tr("What happened"),
                                       {{"hold", locale.tr("It was held")},
                                        {"cancel", locale.tr("It is cancelled")},
                                        {"attend", locale.tr("These attended")}}),
                            one.Area("codes", locale.tr("Their codes"), 4)),
                       locale.tr("Record it"));
    out.Add(html::SideBySide(html::Columns::kEven, planning, recording));
    return out;
  }

  static Html CodeTable(const html::Locale& locale, const std::vector<Trainee>& trainees) {
    if (trainees.empty()) return El("p", {{"class", "muted"}}, locale.tr("Nobody is enrolled yet."));
    desk::TableMaker table({{locale.tr("Code")},
                            {locale.tr("Group")},
                            {locale.tr("State")},
                            {locale.tr("Trainings attended"), true}});
    for (const Trainee& trainee : trainees)
      table.Row({El("span", {{"class", "id"}}, trainee.code), GroupWords(locale, trainee.group),
                 TraineeStateWords(locale, trainee.state), locale.Number(trainee.sessions)});
    return table.Done(locale.tr("Trainees by code"));
  }

  ResourceServices& services_;
};

}  // namespace

void RegisterTraineePages(desk::Desk& desk, ResourceServices& services) {
  const TraineePages pages(services);
  using P = desk::Permission;
  const auto add = [&](std::string_view method, std::string_view pattern, auto handler) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = P::kPanelTakePart,
                       .handler = [pages, handler](Context& context) { return (pages.*handler)(context); }});
  };
  add("GET", "/projects/{id}/trainees", &TraineePages::Show);
  add("POST", "/projects/{id}/trainees/enrol", &TraineePages::Enrol);
  add("POST", "/projects/{id}/trainees/act", &TraineePages::Act);
  add("POST", "/projects/{id}/trainees/trainings", &TraineePages::Plan);
  add("POST", "/projects/{id}/trainees/training", &TraineePages::Record);
}

}  // namespace panel
