// The queue's work in the background.

#include <boost/json.hpp>

#include "screening/queue/faces.h"
#include "screening/queue/import_job.h"

namespace screening {
namespace {

namespace json = boost::json;

constexpr std::int64_t kDueEveryMs = base::kHourMs;

// The program, acting for the organisation of the job; who asked for it stands in the job.
desk::Actor ActorOf(const desk::Job& job) {
  desk::Actor actor;
  actor.kind = desk::Actor::Kind::kSystem;
  actor.org = job.org;
  actor.label = "job:" + job.id.text();
  return actor;
}

base::Result<ImportId> ImportOf(const desk::Job& job) {
  boost::system::error_code error;
  const json::value input = json::parse(job.input, error);
  const json::object* object = error ? nullptr : input.if_object();
  const json::value* id = object == nullptr ? nullptr : object->if_contains("import");
  if (id == nullptr || !id->is_string()) return base::Corrupt("this job does not say which import it is for");
  return ImportId::Parse(std::string_view(id->get_string()));
}

base::Status RunImportJob(QueueServices& services, desk::JobContext& context) {
  const ImportId id = TRY(ImportOf(context.job()));
  const ImportHooks hooks{[&](std::int64_t rows) { context.Progress(rows, 0, "Reading rows"); },
                          [&] { return context.stopped(); }};
  const Import done = TRY(RunImport(services.seams, ActorOf(context.job()), id, hooks));
  services.seams.nudge();
  context.SetResult(json::serialize(json::object{{"rows", done.rows},
                                                 {"added", done.added},
                                                 {"changed", done.changed},
                                                 {"unchanged", done.unchanged},
                                                 {"repeated", done.repeated},
                                                 {"missing", done.missing},
                                                 {"rejected_rows", done.rejected_rows},
                                                 {"rejected_fields", done.rejected_fields}}),
                    "/imports/" + id.text());
  return base::Ok();
}

base::Status RunScreenJob(QueueServices& services, desk::JobContext& context) {
  const ScreeningHooks hooks{[&](std::int64_t done, std::int64_t total) {
                               context.Progress(done, total, "Comparing parties with the watch lists");
                             },
                             [&] { return context.stopped(); }};
  const base::Result<ScreeningCounts> counts = services.screening.Run(ActorOf(context.job()), hooks);
  if (!counts) {
    if (counts.error().code != base::Code::kConflict || context.stopped()) return counts.error();
    context.SetResult(json::serialize(json::object{{"overtaken", true}}),
                      "/alerts");  // a later run does what is left
    return base::Ok();
  }
  context.SetResult(json::serialize(json::object{{"parties", counts->parties},
                                                 {"by_change", counts->by_change},
                                                 {"found", counts->found},
                                                 {"carried", counts->carried},
                                                 {"changed", counts->changed},
                                                 {"withdrawn", counts->withdrawn}}),
                    "/alerts");
  return base::Ok();
}

}  // namespace

void AddQueueJobs(desk::Desk& desk, QueueServices& services) {
  desk.jobs().Register({.name = std::string(kImportJob), .handler = [&services](desk::JobContext& context) {
                          return RunImportJob(services, context);
                        }});
  desk.jobs().Register({.name = std::string(kScreenJob), .handler = [&services](desk::JobContext& context) {
                          return RunScreenJob(services, context);
                        }});
  // What a failed run left behind is found again.
  desk.jobs().Register({.name = "parties.screen-due",
                        .handler =
                            [&services](desk::JobContext& context) {
                              return services.screening.EnqueueDue(ActorOf(context.job()));
                            },
                        .every_ms = kDueEveryMs,
                        .quiet = true});
}

}  // namespace screening
