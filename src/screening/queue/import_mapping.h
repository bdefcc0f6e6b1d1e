#pragma once
// What a person fixed about a file's columns: kept as JSON, and turned into what the party reader takes.
// Internal to the queue.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "screening/parties.h"
#include "screening/queue/imports.h"

namespace screening {

std::string MappingText(const ImportMapping& mapping);
base::Result<ImportMapping> ReadMapping(std::string_view text);

// The field of a use, or nothing for "number", "spend", "tags" and "-". Errors: kInvalid for a word that is
// no use.
base::Result<std::optional<Field>> FieldOfUse(std::string_view use);
// "birthDate", "type", "address-part": the inverse.
std::string UseOfField(const Field& field);

// The columns that hold more than the entity.
struct ExtraColumns {
  std::optional<std::size_t> number;  // positions in PartyOptions::extra
  std::optional<std::size_t> spend;
  std::optional<std::size_t> tags;
};
struct ReadingPlan {
  PartyOptions options;
  ExtraColumns extra;
};
// Errors: kInvalid (no such use; a use of the last three given twice).
base::Result<ReadingPlan> PlanOf(const ImportMapping& mapping);

// A whole number of a spend cell, "1 200 000.50 USD" gives 1200000; nothing where the cell holds none or is
// negative.
std::optional<std::int64_t> SpendOf(std::string_view text);

}  // namespace screening
