#include "screening/queue/commands.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include "base/limits.h"
#include "desk/commands.h"
#include "files/bytes.h"
#include "screening/queue/services.h"

namespace screening {
namespace {

constexpr auto kLookAgain = std::chrono::milliseconds(200);

struct Arguments {
  std::string as;
  std::string org;
  std::string path;
  std::string source;
  std::string stage = "waiting";
  std::size_t limit = 20;
};

using Work = base::Status (*)(desk::Desk&, const desk::Actor&, const Arguments&);

// Works through the jobs here; one that a running server has taken is waited for.
base::Result<desk::Job> Finish(desk::Desk& desk, const desk::Actor& actor, const desk::JobId& id) {
  while (true) {
    TRY(desk.jobs().RunAll());
    desk::Job job = TRY(desk.jobs().Get(actor.org, id));
    if (job.state != desk::JobState::kWaiting && job.state != desk::JobState::kRunning) return job;
    std::this_thread::sleep_for(kLookAgain);
  }
}

base::Status ImportFile(desk::Desk& desk, const desk::Actor& actor, const Arguments& arguments) {
  QueueServices& services = QueueServicesOf(desk);
  const files::MappedFile file = TRY(files::MappedFile::Open(arguments.path));
  const std::string name = std::filesystem::path(arguments.path).filename().string();
  const ImportId id = TRY(services.imports.Upload(actor, actor.org, name, file.text(), arguments.source));
  const Import uploaded = TRY(services.imports.Get(actor.org, id));
  const desk::JobId job = TRY(services.imports.Start(actor, actor.org, id, uploaded.version));
  const desk::Job done = TRY(Finish(desk, actor, job));
  if (done.state != desk::JobState::kDone)
    return base::Invalid(fmt::format("{}: {}", arguments.path, done.message));
  const Import import = TRY(services.imports.Get(actor.org, id));
  fmt::print(
      "{}: {} rows: {} added, {} changed, {} unchanged, {} repeated; {} rows and {} fields set aside\n", name,
      import.rows, import.added, import.changed, import.unchanged, import.repeated, import.rejected_rows,
      import.rejected_fields);
  TRY(services.screening.Run(actor, {}));  // whatever a screening that was overtaken has left
  const StageCounts counts = TRY(services.alerts.Counts(actor.org));
  fmt::print("{} alerts wait\n", counts.waiting);
  return base::Ok();
}

base::Status ScreenAgain(desk::Desk& desk, const desk::Actor& actor, const Arguments&) {
  QueueServices& services = QueueServicesOf(desk);
  const ScreeningCounts counts = TRY(services.screening.Run(actor, {}));
  fmt::print("{} parties compared; alerts: {} found ({} by an earlier decision), {} changed, {} withdrawn\n",
             counts.parties, counts.found, counts.carried, counts.changed, counts.withdrawn);
  return base::Ok();
}

base::Status ListAlerts(desk::Desk& desk, const desk::Actor& actor, const Arguments& arguments) {
  const std::optional<Stage> stage = StageNamed(arguments.stage);
  if (!stage)
    return base::Invalid("--stage: waiting, unsure, second-look, decided or withdrawn is expected, not \"" +
                         arguments.stage + "\"");
  AlertFilter filter;
  filter.stage = *stage;
  const AlertPage page = TRY(
      QueueServicesOf(desk).alerts.List(actor.org, filter, AlertSort::kHarm, {}, Alerts::Direction::kForward,
                                        std::min(arguments.limit, base::kMaxResultLimit)));
  for (const QueuedAlert& alert : page.alerts)
    fmt::print("{} {:>4} {:.4f} {} | {} ({} {})\n", alert.id.text(), alert.harm, alert.score,
               alert.party_caption, alert.entry_caption, alert.dataset, alert.entry_id);
  return base::Ok();
}

base::Status RunWork(desk::CommandHost& host, const Arguments& arguments, Work work,
                     desk::Permission needed) {
  desk::Desk* desk = TRY(host.OpenDesk());
  const desk::Actor actor = TRY(host.ActingAs(arguments.as, arguments.org));
  if (!actor.Can(needed))
    return base::Error{base::Code::kForbidden,
                       fmt::format("{} may not do this in this organisation ({})", arguments.as,
                                   desk::PermissionName(needed)),
                       {}};
  return work(*desk, actor, arguments);
}

}  // namespace

void AddPartiesCommands(CLI::App& app, int& exit_code, desk::CommandHost& host) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* parties = app.get_subcommand("parties");
  CLI::App* alerts = app.add_subcommand("alerts", "What the screening found for an organisation");
  alerts->require_subcommand(1);
  const auto add = [&](CLI::App* group, const char* name, const char* what, Work work,
                       desk::Permission needed) {
    CLI::App* command = group->add_subcommand(name, what);
    command->add_option("--as", arguments->as,
                        "E-mail address of the person who acts; without it: the operating system's user");
    command->add_option("--org", arguments->org,
                        "Short name of the organisation; without it: the one that init made");
    command->callback([arguments, work, needed, &exit_code, &host] {
      if (const base::Status status = RunWork(host, *arguments, work, needed); !status)
        exit_code = host.Fail(status.error());
    });
    return command;
  };
  constexpr desk::Permission kWrite = desk::Permission::kPartiesWrite;
  CLI::App* import =
      add(parties, "import", "Read a supplier file and screen what it names", ImportFile, kWrite);
  import->add_option("FILE", arguments->path, "CSV, XLSX, ODS or JSON lines")->required();
  import->add_option("--source", arguments->source, "Name of the collection; without it: the file's name");
  import->footer(
      "Example:\n  manumit --config manumit.toml parties import suppliers.xlsx --source suppliers");
  add(parties, "screen",
      "Compare the parties that changed, or all where a list changed, with the current lists", ScreenAgain,
      kWrite);
  CLI::App* list =
      add(alerts, "list", "Alerts by harm if missed: id, harm, score, party | entry (list, its id)",
          ListAlerts, desk::Permission::kAlertsRead);
  list->add_option("--stage", arguments->stage, "waiting, unsure, second-look, decided or withdrawn")
      ->capture_default_str();
  list->add_option("--limit", arguments->limit, "How many at most")->capture_default_str();
}

}  // namespace screening
