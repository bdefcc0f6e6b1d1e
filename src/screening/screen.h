#pragma once
// The main job: every party of a file against every list, on several threads, results in input order, memory
// bounded by the number of batches in flight (and by what an output keeps, output.h).

#include <atomic>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "files/bytes.h"
#include "match/goods.h"
#include "match/match.h"
#include "screening/output.h"
#include "screening/parties.h"
#include "screening/rejects.h"

namespace screening {

// The party file: mapped, or for standard input ("-") and pipes read into memory up to
// kMaxStreamedInputBytes.
class PartyFile {
 public:
  static base::Result<PartyFile> Open(const std::string& path,
                                      std::size_t most_streamed = base::kMaxStreamedInputBytes);
  std::string_view bytes() const { return map_ ? map_->text() : std::string_view(streamed_); }
  const std::string& name() const { return name_; }  // as the person wrote it; "standard input" for "-"

 private:
  std::string name_;
  std::optional<files::MappedFile> map_;
  std::string streamed_;
};

// Scores one party: match::Screen with its lists and options bound, or a fake in tests. Called on many
// threads, each with its own Scratch.
using Screener = std::function<std::vector<match::Alert>(const entity::Entity&, match::Scratch&)>;

struct RunCounts {
  std::size_t parties = 0;  // screened
  std::size_t parties_with_results = 0;
  std::size_t results = 0;
  std::size_t matches = 0;
  std::size_t goods = 0;  // alerts of goods; no results
  std::size_t parties_with_goods = 0;
  std::size_t parties_for_goods = 0;  // that give a country and a product
};

struct RunHooks {
  std::function<void(std::size_t parties)> progress;  // may be empty; called on the calling thread
  const std::atomic<bool>* stop =
      nullptr;  // set from a signal handler; the run ends with kConflict "stopped"
  const match::GoodsIndex* goods = nullptr;  // the lists' goods; null: not looked for
};

// Screens all parties and gives them to `output` in input order, what was not used to `rejects`. Neither is
// finished here.
using RejectSink = std::function<base::Status(const Reject&)>;
base::Result<RunCounts> ScreenAll(PartyReader& parties, const Screener& screener, unsigned jobs,
                                  Output& output, const RejectSink& rejects, const RunHooks& hooks);
base::Result<RunCounts> ScreenAll(PartyReader& parties, const Screener& screener, unsigned jobs,
                                  Output& output, RejectsFile& rejects, const RunHooks& hooks);

}  // namespace screening
