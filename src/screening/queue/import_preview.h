#pragma once
// What a person sees of a file before it is read: columns, what was recognised, samples. Pure; reads at most
// kPreviewRows rows. Internal to the queue.

#include <string>
#include <string_view>

#include "base/result.h"
#include "screening/queue/imports.h"

namespace screening {

inline constexpr std::size_t kPreviewRows = 1'000;
inline constexpr std::size_t kPreviewSamples = 3;  // texts of a column
inline constexpr std::size_t kPreviewParties = 10;
inline constexpr std::size_t kPreviewRejects = 50;

// The sheet to begin with: the first whose header is recognised, else the first; empty for files without
// sheets. Errors: kInvalid (not a table).
base::Result<std::string> BestSheet(std::string_view bytes, const std::string& name);

base::Result<ImportPreview> PreviewOf(std::string_view bytes, const std::string& name,
                                      const ImportMapping& mapping);

}  // namespace screening
