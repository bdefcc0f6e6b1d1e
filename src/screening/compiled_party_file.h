#pragma once
// Compiled parties as a file (match/compiled_parties.h): made of any party file once, read as one from then
// on. What the file they came from said (its format, which columns were used, how many rows were rejected)
// stays with them, so that a screening of them can still say it.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "match/compiled_parties.h"
#include "screening/parties.h"
#include "screening/rejects.h"

namespace screening {

// Of the file that was compiled.
struct PartyOrigin {
  std::string input;   // its base name
  std::string sha256;  // of its bytes
  InputFacts facts;    // with the rejected rows and fields
  std::size_t blank_rows = 0;
};
std::string OriginText(const PartyOrigin& origin);            // JSON
base::Result<PartyOrigin> ReadOrigin(std::string_view text);  // kCorrupt for anything else

// Reads all parties (what is not used goes to `rejects`) and gives the bytes of the compiled file. Errors: as
// the reader gives them; kTooLarge over `most`; kInvalid where there is no party.
base::Result<std::string> CompileParties(PartyReader& parties, const std::string& input,
                                         const std::string& sha256, RejectsFile& rejects, unsigned threads,
                                         std::size_t most = base::kMaxCompiledParties);

// A compiled file, opened and verified. `bytes` must outlive it and `name` stands in messages. Errors:
// kCorrupt, kInvalid.
base::Result<match::CompiledParties> OpenCompiled(std::string_view bytes, const std::string& name);

}  // namespace screening
