#include "screening/screen.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "base/limits_lists.h"
#include "screening/pipeline.h"

namespace screening {
namespace {

struct Batch {
  std::vector<PartyRow> rows;
  std::vector<ScreenedParty> screened;  // one a row
  std::vector<std::string> rendered;    // one a row
};

constexpr std::size_t kBatchRows = 32;
constexpr std::size_t kBatchesAJob = 4;  // enough that no worker waits for the reader

base::Result<std::string> ReadStream(std::FILE* stream, const std::string& name, std::size_t most) {
  std::string bytes;
  std::vector<char> block(1u << 16);
  while (true) {
    const std::size_t got = std::fread(block.data(), 1, block.size(), stream);
    bytes.append(block.data(), got);
    if (bytes.size() > most) {
      return base::TooLarge(
          fmt::format("{}: more than {} bytes (kMaxStreamedInputBytes); give it as a file", name, most));
    }
    if (got < block.size()) break;
  }
  if (std::ferror(stream) != 0)
    return base::IoError(fmt::format("{}: cannot be read: {}", name, std::strerror(errno)));
  return bytes;
}

bool GivesProductAndCountry(const entity::Entity& party) {
  static const entity::Property product = entity::PropertyNamed("goodsDescription");
  return party.Has(product) &&
         (party.Has(entity::prop::Country()) || party.Has(entity::prop::Jurisdiction()));
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

base::Result<PartyFile> PartyFile::Open(const std::string& path, std::size_t most_streamed) {
  PartyFile file;
  file.name_ = path == "-" ? "standard input" : path;
  if (path == "-") {
    file.streamed_ = TRY(ReadStream(stdin, file.name_, most_streamed));
    return file;
  }
  struct stat facts{};
  if (::stat(path.c_str(), &facts) != 0) {
    return base::NotFound(fmt::format("{}: cannot be read: {}", path, std::strerror(errno)));
  }
  if (S_ISDIR(facts.st_mode))
    return base::Invalid(fmt::format("{}: a folder; expected a file of parties", path));
  if (S_ISREG(facts.st_mode)) {
    if (static_cast<std::size_t>(facts.st_size) > base::kMaxInputFileBytes) {
      return base::TooLarge(
          fmt::format("{}: more than {} bytes (kMaxInputFileBytes)", path, base::kMaxInputFileBytes));
    }
    file.map_ = TRY(files::MappedFile::Open(path));
    return file;
  }
  const std::unique_ptr<std::FILE, CloseFile> stream(std::fopen(path.c_str(), "rb"));
  if (!stream) return base::IoError(fmt::format("{}: cannot be read: {}", path, std::strerror(errno)));
  file.streamed_ = TRY(ReadStream(stream.get(), path, most_streamed));
  return file;
}

base::Result<RunCounts> ScreenAll(PartyReader& parties, const Screener& screener, unsigned jobs,
                                  Output& output, const RejectSink& rejects, const RunHooks& hooks) {
  RunCounts counts;
  std::size_t rejected_rows = 0;
  std::vector<match::Scratch> scratches(jobs);
  bool ended = false;
  const auto produce = [&](Batch& batch) -> base::Result<bool> {
    if (hooks.stop != nullptr && hooks.stop->load()) return base::Error{base::Code::kConflict, "stopped", {}};
    while (!ended && batch.rows.size() < kBatchRows) {
      PartyRow row;
      ended = !TRY(parties.Next(row));
      if (!ended) batch.rows.push_back(std::move(row));
    }
    return !batch.rows.empty();
  };
  const auto work = [&](Batch& batch, unsigned worker) {
    batch.screened.resize(batch.rows.size());
    batch.rendered.resize(batch.rows.size());
    for (std::size_t i = 0; i < batch.rows.size(); ++i) {
      PartyRow& row = batch.rows[i];
      if (!row.party) continue;
      ScreenedParty& screened = batch.screened[i];
      screened.row = row.row;
      screened.alerts = screener(*row.party, scratches[worker]);
      if (hooks.goods != nullptr)
        screened.goods = hooks.goods->Find(*row.party, base::kMaxGoodsAlertsPerParty);
      screened.party = std::move(*row.party);
      batch.rendered[i] = output.Render(screened);
    }
  };
  const auto consume = [&](Batch& batch) -> base::Status {
    for (std::size_t i = 0; i < batch.rows.size(); ++i) {
      PartyRow& row = batch.rows[i];
      for (const Reject& reject : row.rejects) {
        rejected_rows += reject.whole_row ? 1 : 0;
        TRY(rejects(reject));
      }
      if (!row.party) continue;
      ++counts.parties;
      ScreenedParty& screened = batch.screened[i];
      counts.parties_with_results += screened.alerts.empty() ? 0 : 1;
      counts.results += screened.alerts.size();
      for (const match::Alert& alert : screened.alerts) counts.matches += alert.match ? 1 : 0;
      counts.goods += screened.goods.size();
      counts.parties_with_goods += screened.goods.empty() ? 0 : 1;
      counts.parties_for_goods += GivesProductAndCountry(screened.party) ? 1 : 0;
      TRY(output.Add(std::move(screened), std::move(batch.rendered[i])));
    }
    if (hooks.progress) hooks.progress(counts.parties + rejected_rows);
    return base::Ok();
  };
  Pipeline<Batch> pipeline(jobs, kBatchesAJob * jobs);
  TRY(pipeline.Run(produce, work, consume));
  return counts;
}

base::Result<RunCounts> ScreenAll(PartyReader& parties, const Screener& screener, unsigned jobs,
                                  Output& output, RejectsFile& rejects, const RunHooks& hooks) {
  return ScreenAll(
      parties, screener, jobs, output, [&rejects](const Reject& reject) { return rejects.Add(reject); },
      hooks);
}

}  // namespace screening
