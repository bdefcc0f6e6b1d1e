#pragma once
// Parties made ready for many screenings: a compiled list of the parties themselves (the .mnx format, with
// its index), behind a header page of its own, with what the file they came from says. Changed entries look
// up parties in it (rescreen.h); a screening reads them one by one.
//
// The bytes: header page │ one PartyRecord a party │ facts │ zeros up to a page │ the bytes of a compiled
// list that holds one list "parties". Versioned like compiled lists: format and engine version must be this
// program's, and every byte is under a checksum or must be zero. CompiledParties is immutable after Open and
// thread-safe.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits_change.h"
#include "base/result.h"
#include "entity/entity.h"
#include "match/match.h"

namespace match {

inline constexpr char kPartiesMagic[8] = {'M', 'A', 'N', 'U', 'M', 'P', 'A', '\n'};
inline constexpr std::uint32_t kPartiesFormatVersion = 1;

struct PartyRecord {
  std::uint64_t row = 0;      // of the file they came from
  std::uint32_t support = 0;  // SupportOf its facts (support.h)
  std::uint32_t unused = 0;
};

class PartyCompiler {
 public:
  explicit PartyCompiler(std::size_t most = base::kMaxCompiledParties);

  // Errors: kTooLarge, naming the limit.
  base::Status Add(std::size_t row, const entity::Entity& party);
  std::size_t size() const { return records_.size(); }
  // The bytes; `facts` come back from CompiledParties as they are. Deterministic. Ends the compiler's use.
  std::string Finish(std::string_view facts, unsigned threads = 1);

 private:
  std::size_t most_;
  ListCompiler compiler_;
  std::vector<PartyRecord> records_;
};

// True for bytes that begin as compiled parties do.
bool LooksLikeCompiledParties(std::string_view bytes);

class CompiledParties {
 public:
  // Reads the header and keeps `bytes`, which must outlive the object and be aligned to 8. Errors: kCorrupt
  // (something else, cut off, damaged), kInvalid (another format or engine: the message says to compile
  // again).
  static base::Result<CompiledParties> Open(std::span<const std::byte> bytes);

  // Reads every byte once. Must have succeeded before anything below is asked of bytes that this process did
  // not make.
  base::Status Verify() const;

  std::size_t size() const { return records_.size(); }
  std::size_t Row(std::size_t party) const { return static_cast<std::size_t>(records_[party].row); }
  std::uint32_t Support(std::size_t party) const { return records_[party].support; }
  entity::Entity Read(std::size_t party) const { return list_.ReadEntity(static_cast<std::uint32_t>(party)); }
  std::string_view facts() const { return facts_; }
  // The parties as a list: entry i is party i.
  const CompiledList& list() const { return list_; }

 private:
  explicit CompiledParties(CompiledList list) : list_(std::move(list)) {}

  std::span<const std::byte> bytes_;
  std::span<const PartyRecord> records_;
  std::string_view facts_;
  CompiledList list_;
};

}  // namespace match
