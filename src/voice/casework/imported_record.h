#pragma once
// The record of a file that a case was imported from, as people read it. Within the caller's transaction;
// pure but for reading.

#include <optional>
#include <string>

#include "htcds/htcds.h"
#include "voice/casework/access.h"

namespace voice {

// The document that holds it.
inline constexpr std::string_view kRecordKind = "htcds";

// Nothing where the case did not come from a file. Errors: kCorrupt.
base::Result<std::optional<htcds::Record>> KeptRecord(db::Transaction& tx, const OpenedCase& opened);
// A code by its label in the standard, everything else as it is.
std::string ValueWord(const htcds::Field& field, std::string_view value);
// Every value on a line of its own: codes both ways, so that either can be copied.
std::string TextOfRecord(const htcds::Record& record);

// What the file says of the state: "closed", "follow-up" or "new".
std::string_view StateOfRecord(const htcds::Record& record);
// The day on which the case came to whoever wrote the file, where it says so to the day.
std::optional<Day> ReceivedInRecord(const htcds::Record& record);

}  // namespace voice
