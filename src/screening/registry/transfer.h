#pragma once
// How list files come in: uploaded ones that a job imports, and ones that are fetched from the configured
// addresses. Jobs:
//   lists.import  {"dataset","upload"}   uploaded files → a new edition
//   lists.fetch   {"dataset"}            one configured address, now
//   lists.update  {}                     by itself: puts a lists.fetch in the queue for every address that is
//   due

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "desk/desk.h"
#include "net/forms.h"
#include "screening/registry/watch_lists.h"

namespace screening {

// Keeps the files and puts their import in the queue. Errors: kInvalid (no file, too many, an empty one, a
// name), kTooLarge.
base::Result<desk::JobId> EnqueueImport(desk::Desk& desk, const desk::Actor& actor, std::string_view dataset,
                                        const std::vector<net::UploadedFile>& files);
// Errors: kNotFound where no address is configured for the dataset.
base::Result<desk::JobId> EnqueueFetch(desk::Desk& desk, const desk::Actor& actor, std::string_view dataset);

struct FetchOutcome {
  bool changed = false;
  std::optional<ListEdition> edition;  // the current one, where there is one
};
// Downloads the list and imports it where it is another one than the last time; a table's mapping is taken
// from the edition before. `force`: asks for the whole list and imports it even where the dataset was
// withdrawn. Errors: kNotFound (not configured), kIo (not reachable, or an answer other than 200), and those
// of importing. What came of it is kept (LastFetch).
base::Result<FetchOutcome> FetchList(desk::Desk& desk, WatchLists& lists, const desk::Actor& actor,
                                     std::string_view dataset, bool force,
                                     const WatchLists::Progress& progress = {});

struct LastFetch {
  base::UtcTime checked;  // 0: never
  base::UtcTime due;
  std::string outcome;
};
base::Result<LastFetch> LastFetchOf(desk::Desk& desk, std::string_view dataset);

// An address as it may be shown: without key, user or query.
std::string ShownAddress(std::string_view url);

void RegisterTransferJobs(desk::Desk& desk, WatchLists& lists);

}  // namespace screening
