#pragma once
// `manumit rescreen`: what a change of watch lists means for a file of parties, without screening them anew
// (match/rescreen.h). Parties that are not compiled yet are compiled kRescreenedAtATime at a time, so that
// memory stays bounded.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "base/limits_change.h"
#include "base/result.h"
#include "match/changes.h"
#include "screening/change_lines.h"
#include "screening/goods_changes.h"
#include "screening/parties.h"
#include "screening/rejects.h"

namespace screening {

struct RescreenRun {
  double threshold = 0.70;
  std::size_t limit = SIZE_MAX;  // changes printed of one party
  unsigned threads = 1;
  ChangeFormat format = ChangeFormat::kNdjson;
  std::size_t at_a_time = base::kRescreenedAtATime;
  const std::atomic<bool>* stop = nullptr;
  const GoodsChanges* goods = nullptr;  // of the same editions; null: not looked for
};

struct RescreenTotals {
  std::size_t parties = 0;
  std::size_t changed_parties = 0;  // by score
  std::size_t found = 0;            // changes: new
  std::size_t changed = 0;
  std::size_t withdrawn = 0;
  std::uint64_t scored = 0;       // pairs, each with a changed entry
  std::size_t goods_parties = 0;  // with changes of goods, which count nowhere above
  std::size_t goods_found = 0;
  std::size_t goods_changed = 0;
  std::size_t goods_withdrawn = 0;
};

// Gives one line per changed party to `print`, in the order of their rows.
using Printer = std::function<base::Status(std::string_view line)>;
base::Result<RescreenTotals> RescreenCompiled(const match::CompiledParties& parties,
                                              const match::EditionChanges& editions, const RescreenRun& run,
                                              const Printer& print);
base::Result<RescreenTotals> RescreenAll(PartyReader& parties, RejectsFile& rejects,
                                         const match::EditionChanges& editions, const RescreenRun& run,
                                         const Printer& print);

}  // namespace screening
