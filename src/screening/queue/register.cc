#include "screening/register.h"

#include <map>
#include <memory>
#include <mutex>

#include "base/check.h"
#include "desk/jobs/webhooks.h"
#include "screening/queue/faces.h"
#include "screening/queue/migrations.h"

namespace screening {
namespace {

// Which services belong to which desk; a process may have several desks in tests.
struct Known {
  std::mutex mutex;
  std::map<const desk::Desk*, std::weak_ptr<QueueServices>> services;
};
Known& KnownServices() {
  static Known known;
  return known;
}

ListsNow Listed(std::shared_ptr<const ListSnapshot> snapshot) {
  ListsNow now;
  now.lists.assign(snapshot->lists().begin(), snapshot->lists().end());
  for (const match::CompiledList* list : now.lists) {
    now.datasets.emplace_back(snapshot->DatasetOf(*list));
    now.editions.push_back(snapshot->EditionOf(*list).id);
  }
  now.version = snapshot->version();
  now.goods = &snapshot->goods();
  now.keep = std::move(snapshot);
  return now;
}

QueueSeams SeamsOf(desk::Desk& desk, WatchLists& lists) {
  return {
      .database = desk.database(),
      .clock = desk.clock(),
      .random = desk.random(),
      .audit = desk.audit(),
      .blobs = desk.blobs(),
      .lists = [&lists]() -> base::Result<ListsNow> { return Listed(TRY(lists.Latest())); },
      .former = [&lists](std::span<const EditionOf> editions) -> base::Result<std::optional<ListsNow>> {
        std::vector<std::string> ids;
        for (const EditionOf& one : editions) ids.push_back(one.edition);
        std::shared_ptr<const ListSnapshot> snapshot = TRY(lists.Earlier(ids));
        if (!snapshot) return std::optional<ListsNow>();
        return std::optional(Listed(std::move(snapshot)));
      },
      .enqueue = [&desk](
                     db::Transaction& tx, const desk::Actor& actor, std::string_view kind,
                     std::string_view title,
                     std::string_view input) { return desk.jobs().Enqueue(tx, actor, kind, title, input); },
      .nudge = [&desk] { desk.jobs().Nudge(); },
      .signal = [&desk](db::Transaction& tx, const desk::OrgId& org, std::string_view event,
                        std::string_view payload) { return desk.webhooks().Emit(tx, org, event, payload); },
  };
}

}  // namespace

QueueServices::QueueServices(desk::Desk& desk, WatchLists& lists)
    : seams(SeamsOf(desk, lists)),
      settings(seams),
      parties(seams),
      alerts(seams),
      imports(seams),
      screening(seams),
      vault(desk.database(), desk.clock(), desk.random(), desk.audit()),
      sealed_notes(seams, vault) {}

QueueServices& QueueServicesOf(desk::Desk& desk) {
  Known& known = KnownServices();
  const std::lock_guard lock(known.mutex);
  const auto found = known.services.find(&desk);
  CHECK(found != known.services.end());
  const std::shared_ptr<QueueServices> services = found->second.lock();
  CHECK(services != nullptr);
  return *services;  // the desk keeps it
}

void RegisterQueue(desk::Desk& desk, WatchLists& lists) {
  desk.AddMigrations(QueueMigrations());
  const auto services = std::make_shared<QueueServices>(desk, lists);
  desk.Keep(services);
  {
    Known& known = KnownServices();
    const std::lock_guard lock(known.mutex);
    known.services[&desk] = services;
  }
  lists.OnChange([screening = &services->screening](db::Transaction& tx, const desk::Actor& actor) {
    return screening->EnqueueAll(tx, actor);
  });
  desk.webhooks().AddEvent("alert.new",
                           "A party may be on a watch list: a new alert, or one that was withdrawn before");
  desk.webhooks().AddEvent("alert.changed",
                           "An alert changed: a side of it, its stage, or a decision was undone");
  desk.webhooks().AddEvent("alert.withdrawn",
                           "The screening no longer finds the pair, or the party was removed");
  desk.webhooks().AddEvent("alert.decided", "Same or not same, approved where two people decide");
  AddQueueJobs(desk, *services);
  AddAlertApi(desk, *services);
  AddPartyApi(desk, *services);
  AddImportApi(desk, *services);
  AddSettingsApi(desk, *services);
  RegisterConsole(desk, *services, lists);
}

}  // namespace screening
