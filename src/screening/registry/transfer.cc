#include "screening/registry/transfer.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>

#include "base/limits.h"
#include "crypto/digest.h"
#include "files/bytes.h"
#include "screening/registry/compile.h"
#include "screening/registry/store.h"
#include "screening/registry/temp_dir.h"

namespace screening {

namespace {

namespace json = boost::json;

constexpr std::int64_t kUpdateEveryMs =
    10 * base::kMinuteMs;  // how often it is asked which addresses are due
constexpr std::int64_t kFailedAgainMs =
    base::kHourMs;  // an address that failed is asked again after this, or sooner
constexpr std::int64_t kUploadKeepMs = 7 * base::kDayMs;  // files whose import never ran
constexpr std::string_view kMappingEnding = ".map.toml";

std::string WorkFolder(desk::Desk& desk) {
  return desk.config().data_dir + "/work";
}

const desk::ListSource* SourceFor(desk::Desk& desk, std::string_view dataset) {
  for (const desk::ListSource& source : desk.config().list_sources)
    if (source.dataset == dataset) return &source;
  return nullptr;
}

base::Error NotConfigured(std::string_view dataset) {
  return base::NotFound(
      fmt::format("No address is configured for {} (list_sources in the configuration).", dataset));
}

// A member of a job's input.
std::string TextOf(const json::value& input, std::string_view name) {
  const json::value* value = input.is_object() ? input.get_object().if_contains(name) : nullptr;
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

json::value InputOf(const desk::JobContext& job) {
  boost::system::error_code ignored;
  return json::parse(job.job().input, ignored);
}

desk::Actor ActorOf(const desk::Job& job) {
  desk::Actor actor;
  actor.kind = desk::Actor::Kind::kSystem;
  actor.label = job.created_by;
  actor.org = job.org;
  return actor;
}

WatchLists::Progress ProgressOf(desk::JobContext& job) {
  return [&job](std::int64_t done, std::int64_t total, std::string_view what) {
    job.Progress(done, total, what);
  };
}

void TellResult(desk::JobContext& job, const ListEdition& edition) {
  const json::object result = {{"dataset", edition.dataset},   {"edition", edition.id},
                               {"entities", edition.entities}, {"added", edition.added},
                               {"changed", edition.changed},   {"removed", edition.removed},
                               {"problems", edition.problems}};
  job.SetResult(json::serialize(result), "/lists/" + edition.dataset);
}

// True for errors after which the same job may succeed.
bool MayPass(base::Code code) {
  return code == base::Code::kBusy || code == base::Code::kIo;
}

// ---- lists.import

base::Status WriteUpload(desk::Desk& desk, const std::vector<store::Upload>& files,
                         const std::string& folder) {
  for (const store::Upload& file : files) {
    const files::MappedFile bytes = TRY(desk.blobs().Map(file.blob));
    TRY(files::WriteFile(folder + "/" + file.name, bytes.text()));
  }
  return base::Ok();
}

base::Result<ListEdition> ImportUpload(desk::Desk& desk, WatchLists& lists, desk::JobContext& job,
                                       const std::string& upload) {
  const auto files =
      TRY(desk.database().Read([&](db::Transaction& tx) { return store::Uploads(tx, upload); }));
  if (files.empty()) return base::NotFound("The uploaded files are no longer there; upload them again.");
  const TempDir dir = TRY(TempDir::Create(WorkFolder(desk)));
  TRY(WriteUpload(desk, files, dir.path()));
  std::string names;
  for (const store::Upload& file : files) names += (names.empty() ? "" : ", ") + file.name;
  const std::string path = files.size() == 1 ? dir.path() + "/" + files.front().name : dir.path();
  const json::value input = InputOf(job);
  return lists.ImportPath(ActorOf(job.job()), TextOf(input, "dataset"), path, ProgressOf(job), names);
}

base::Status RunImport(desk::Desk& desk, WatchLists& lists, desk::JobContext& job) {
  const json::value input = InputOf(job);
  const std::string upload = TextOf(input, "upload");
  const base::Result<ListEdition> edition = ImportUpload(desk, lists, job, upload);
  if (!edition && MayPass(edition.error().code)) return edition.error();
  TRY(desk.database().Write(
      [&](db::Transaction& tx) { return store::DropUpload(tx, desk.blobs(), upload); }));
  if (!edition) return edition.error();
  TellResult(job, *edition);
  return base::Ok();
}

// ---- lists.fetch

// The last part of the address's path where it can be a file name.
std::string FileNameOf(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  std::string name(url.substr(url.rfind('/') + 1));
  const bool fits = !name.empty() && name.front() != '.' && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  });
  return fits ? name : "list";
}

// A table cannot be read without its mapping, which publishers do not hand out: the one of the edition before
// is taken.
base::Status AddKnownMapping(desk::Desk& desk, std::string_view dataset, const std::string& path) {
  const auto find = [&](db::Transaction& tx) -> base::Result<std::vector<store::StoredFile>> {
    const std::vector<store::Edition> editions = TRY(store::OfDataset(tx, dataset));
    if (editions.empty()) return std::vector<store::StoredFile>();
    return store::Files(tx, editions.front().facts.id);
  };
  const std::vector<store::StoredFile> files = TRY(desk.database().Read(find));
  for (const store::StoredFile& file : files) {
    if (!file.file.name.ends_with(kMappingEnding)) continue;
    const files::MappedFile mapping = TRY(desk.blobs().Map(file.blob));
    return files::WriteFile(path + std::string(kMappingEnding), mapping.text());
  }
  return base::Ok();
}

net::FetchRequest RequestFor(const desk::ListSource& source, const store::FetchState& state, bool force,
                             const std::string& path, const WatchLists::Progress& progress) {
  net::FetchRequest request;
  request.url = source.url;
  request.timeout_ms = base::kListFetchTimeoutMs;
  request.max_bytes = base::kMaxBlobBytes;
  request.to_file = path;
  if (progress) {
    request.progress = [&progress](std::size_t done, std::size_t total) {
      progress(static_cast<std::int64_t>(done), static_cast<std::int64_t>(total), "downloading");
      return true;
    };
  }
  if (force || state.url_sha256 != crypto::Sha256Hex(source.url)) return request;
  if (!state.etag.empty()) request.headers.Add("If-None-Match", state.etag);
  if (!state.last_modified.empty()) request.headers.Add("If-Modified-Since", state.last_modified);
  return request;
}

struct Downloaded {
  bool changed = false;
  store::FetchState state;  // as it is to be kept
};

base::Result<Downloaded> Download(desk::Desk& desk, const desk::ListSource& source, store::FetchState state,
                                  bool force, const std::string& path, const WatchLists::Progress& progress) {
  const net::FetchResponse answer =
      TRY(desk.fetcher().Fetch(RequestFor(source, state, force, path, progress)));
  if (answer.status == 304) return Downloaded{false, std::move(state)};
  if (answer.status != 200)
    return base::IoError(fmt::format("{} answered {}, not 200", ShownAddress(source.url), answer.status));
  const files::MappedFile file = TRY(files::MappedFile::Open(path));
  const std::string sha256 = crypto::Sha256Hex(file.text());
  const bool changed = force || sha256 != state.sha256;
  state.url_sha256 = crypto::Sha256Hex(source.url);
  state.etag = answer.headers.Get("ETag");
  state.last_modified = answer.headers.Get("Last-Modified");
  state.sha256 = sha256;
  return Downloaded{changed, std::move(state)};
}

// What of an edition is current, or that it was withdrawn.
struct Standing {
  std::optional<ListEdition> current;
  bool withdrawn = false;
};
base::Result<Standing> StandingOf(WatchLists& lists, std::string_view dataset) {
  const std::vector<ListEdition> editions = TRY(lists.Editions(dataset));
  Standing standing;
  for (const ListEdition& edition : editions)
    if (edition.current) standing.current = edition;
  standing.withdrawn = !editions.empty() && !standing.current;
  return standing;
}

base::Result<FetchOutcome> FetchAndImport(desk::Desk& desk, WatchLists& lists, const desk::Actor& actor,
                                          const desk::ListSource& source, store::FetchState& state,
                                          bool force, const WatchLists::Progress& progress) {
  const Standing standing = TRY(StandingOf(lists, source.dataset));
  if (standing.withdrawn && !force) {
    state.outcome = "withdrawn: not asked";
    return FetchOutcome{};
  }
  const TempDir dir = TRY(TempDir::Create(WorkFolder(desk)));
  const std::string path = dir.path() + "/" + FileNameOf(source.url);
  Downloaded downloaded = TRY(Download(desk, source, state, force || !standing.current, path, progress));
  if (!downloaded.changed) {
    state = std::move(downloaded.state);
    state.outcome = "unchanged";
    return FetchOutcome{false, standing.current};
  }
  TRY(AddKnownMapping(desk, source.dataset, path));
  const ListEdition edition =
      TRY(lists.ImportPath(actor, source.dataset, path, progress, ShownAddress(source.url)));
  const bool changed = !standing.current || standing.current->id != edition.id;
  state = std::move(downloaded.state);
  state.outcome = changed ? "new edition" : "unchanged";
  return FetchOutcome{changed, edition};
}

base::Status RunFetch(desk::Desk& desk, WatchLists& lists, desk::JobContext& job) {
  const json::value input = InputOf(job);
  const json::value* force = input.is_object() ? input.get_object().if_contains("force") : nullptr;
  const bool forced = force != nullptr && force->is_bool() && force->get_bool();
  const FetchOutcome outcome =
      TRY(FetchList(desk, lists, ActorOf(job.job()), TextOf(input, "dataset"), forced, ProgressOf(job)));
  if (outcome.edition) TellResult(job, *outcome.edition);
  return base::Ok();
}

base::Result<desk::JobId> PutFetchJob(desk::Desk& desk, db::Transaction& tx, const desk::Actor& actor,
                                      std::string_view dataset, bool force) {
  const json::object input = {{"dataset", dataset}, {"force", force}};
  return desk.jobs().Enqueue(tx, actor, "lists.fetch", fmt::format("Fetch the list {}", dataset),
                             json::serialize(input));
}

// ---- lists.update

base::Status RunUpdate(desk::Desk& desk, const desk::Job& job) {
  const std::int64_t now = desk.clock().Now().ms;
  const auto enqueue = [&](db::Transaction& tx) -> base::Status {
    for (const desk::ListSource& source : desk.config().list_sources) {
      store::FetchState state = TRY(store::Fetched(tx, source.dataset));
      if (state.due.ms > now) continue;
      state.due = {now + source.every_hours * base::kHourMs};
      TRY(store::PutFetched(tx, state));
      TRY(PutFetchJob(desk, tx, ActorOf(job), source.dataset, false));
    }
    return base::Ok();
  };
  TRY(desk.database().Write(enqueue));
  desk.jobs().Nudge();
  return base::Ok();
}

}  // namespace

std::string ShownAddress(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return std::string(url);
  const std::size_t host = scheme + 3;
  const std::size_t at = url.substr(host, url.find('/', host) - host).rfind('@');
  if (at == std::string_view::npos) return std::string(url);
  return fmt::format("{}{}", url.substr(0, host), url.substr(host + at + 1));
}

base::Result<desk::JobId> EnqueueImport(desk::Desk& desk, const desk::Actor& actor, std::string_view dataset,
                                        const std::vector<net::UploadedFile>& files) {
  TRY(CheckDatasetName(dataset));
  if (files.empty()) return base::Invalid("Choose the file of the list.");
  if (files.size() > base::kMaxListUploadFiles)
    return base::TooLarge(
        fmt::format("A list has at most {} files (kMaxListUploadFiles).", base::kMaxListUploadFiles));
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string& name = files[i].file_name;
    if (name.empty() || name.front() == '.' || files[i].bytes.empty())
      return base::Invalid("The file is empty or has no name.");
    for (std::size_t other = 0; other < i; ++other)
      if (files[other].file_name == name)
        return base::Invalid(fmt::format("Two of the files are called {}.", name));
  }
  const std::string upload = base::NewIdText(desk.random());
  const base::UtcTime now = desk.clock().Now();
  const auto enqueue = [&](db::Transaction& tx) -> base::Result<desk::JobId> {
    TRY(store::DropUploadsBefore(tx, desk.blobs(), {now.ms - kUploadKeepMs}));
    std::vector<store::Upload> stored;
    for (const net::UploadedFile& file : files)
      stored.push_back({file.file_name, TRY(desk.blobs().Put(tx, file.bytes))});
    TRY(store::PutUpload(tx, upload, stored, now));
    const json::object input = {{"dataset", dataset}, {"upload", upload}};
    return desk.jobs().Enqueue(tx, actor, "lists.import", fmt::format("Import the list {}", dataset),
                               json::serialize(input));
  };
  const desk::JobId job = TRY(desk.database().Write(enqueue));
  desk.jobs().Nudge();
  return job;
}

base::Result<desk::JobId> EnqueueFetch(desk::Desk& desk, const desk::Actor& actor, std::string_view dataset) {
  if (SourceFor(desk, dataset) == nullptr) return NotConfigured(dataset);
  const desk::JobId job = TRY(desk.database().Write(
      [&](db::Transaction& tx) { return PutFetchJob(desk, tx, actor, dataset, true); }));
  desk.jobs().Nudge();
  return job;
}

base::Result<FetchOutcome> FetchList(desk::Desk& desk, WatchLists& lists, const desk::Actor& actor,
                                     std::string_view dataset, bool force,
                                     const WatchLists::Progress& progress) {
  const desk::ListSource* source = SourceFor(desk, dataset);
  if (source == nullptr) return NotConfigured(dataset);
  TRY(CheckDatasetName(dataset));
  store::FetchState state =
      TRY(desk.database().Read([&](db::Transaction& tx) { return store::Fetched(tx, dataset); }));
  const base::Result<FetchOutcome> outcome =
      FetchAndImport(desk, lists, actor, *source, state, force, progress);
  state.checked = desk.clock().Now();
  state.due = {state.checked.ms + source->every_hours * base::kHourMs};
  if (!outcome) {
    state.outcome = outcome.error().external;
    state.due.ms = std::min(state.due.ms, state.checked.ms + kFailedAgainMs);
  }
  TRY(desk.database().Write([&](db::Transaction& tx) { return store::PutFetched(tx, state); }));
  return outcome;
}

base::Result<LastFetch> LastFetchOf(desk::Desk& desk, std::string_view dataset) {
  const store::FetchState state =
      TRY(desk.database().Read([&](db::Transaction& tx) { return store::Fetched(tx, dataset); }));
  return LastFetch{state.checked, state.due, state.outcome};
}

void RegisterTransferJobs(desk::Desk& desk, WatchLists& lists) {
  desk.jobs().Register({.name = "lists.import",
                        .handler = [&](desk::JobContext& job) { return RunImport(desk, lists, job); }});
  desk.jobs().Register(
      {.name = "lists.fetch", .handler = [&](desk::JobContext& job) { return RunFetch(desk, lists, job); }});
  if (desk.config().list_sources.empty()) return;
  desk.jobs().Register({.name = "lists.update",
                        .handler = [&](desk::JobContext& job) { return RunUpdate(desk, job.job()); },
                        .every_ms = kUpdateEveryMs,
                        .quiet = true});
}

}  // namespace screening
