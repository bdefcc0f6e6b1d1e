#pragma once
// What all parts of the room speak of.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/time.h"
#include "desk/ids.h"
#include "vault/vault.h"

namespace voice {

using TeamId = base::Id<struct TeamTag>;
using CaseId = base::Id<struct CaseTag>;
using EntryId = base::Id<struct EntryTag>;
using FileId = base::Id<struct FileTag>;
using SealingKeyId = base::Id<struct SealingKeyTag>;

// Days since 1970-01-01 (UTC). Of workers nothing finer is kept.
using Day = std::int64_t;
inline Day DayOf(base::UtcTime time) {
  return time.ms / base::kDayMs;
}
inline std::int64_t MsOfDay(Day day) {
  return day * base::kDayMs;
}

// How a report came. SMS and telephone have their place here before they are spoken.
enum class Channel : std::uint8_t { kWeb, kSms, kCall, kImport, kCount };
std::string_view ChannelName(Channel channel);  // "web": as stored
Channel ChannelNamed(std::string_view name);    // kWeb where it is none

}  // namespace voice
