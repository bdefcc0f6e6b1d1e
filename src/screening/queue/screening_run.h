#pragma once
// Brings an organisation's parties up to date with the current watch lists: compares every party that was not
// compared yet with these lists, this content, this threshold and this engine, and writes what is new,
// changed or withdrawn to the queue, and to the party how many goods of its country the lists name. As a
// score depends on nothing else, the queue afterwards equals a comparison of all parties with all entries; a
// run that was stopped goes on where it was. A party that was compared with earlier editions is compared with
// the entries that changed since, and with no others (list_delta.h); with all of them where it changed
// itself, or the engine or the threshold did.
//
// One run at a time counts for an organisation: a later one makes an earlier one end with kConflict at its
// next batch, so that older lists never overwrite newer ones. A batch of parties is one transaction.
// Thread-safe. Cost: the engine's, some 2,000 parties a second and core on lists of 100,000 entries; memory:
// a few batches.

#include <cstdint>
#include <functional>
#include <string_view>

#include "screening/queue/seams.h"

namespace screening {

struct ScreeningCounts {
  std::int64_t parties = 0;    // compared
  std::int64_t by_change = 0;  // of these, with changed entries only
  std::int64_t found = 0;      // new alerts, those with a remembered decision among them
  std::int64_t carried = 0;    // of these
  std::int64_t changed = 0;
  std::int64_t withdrawn = 0;
};

struct ScreeningHooks {
  std::function<void(std::int64_t done, std::int64_t total)> progress;  // may be empty
  std::function<bool()> stopped;                                        // may be empty
};

class Screening {
 public:
  explicit Screening(QueueSeams& seams) : seams_(seams) {}

  // `actor` is audited; its organisation is screened. Errors: kConflict "stopped", or overtaken by a later
  // run.
  base::Result<ScreeningCounts> Run(const desk::Actor& actor, const ScreeningHooks& hooks);
  // A screening job for every organisation that has parties, in this transaction: the watch lists changed.
  base::Status EnqueueAll(db::Transaction& tx, const desk::Actor& actor);
  // A screening job for every organisation with parties that were not compared with the current lists.
  base::Status EnqueueDue(const desk::Actor& actor);

 private:
  QueueSeams& seams_;
};

// Puts a screening of actor.org into the transaction.
base::Result<desk::JobId> EnqueueScreening(QueueSeams& seams, db::Transaction& tx, const desk::Actor& actor);

}  // namespace screening
