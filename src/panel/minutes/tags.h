#pragma once
// Decisions and actions tagged in the text of minutes. A tag is one line:
//
//   !decision: The survey of fees is published in six languages.
//   !action @delegate@mill.example 2026-12-01: Send the survey to all dormitories
//   !action #3 @blue-mill 2026-12-15: List the agencies that are paid
//
// In a line: blanks, perhaps a list's mark ("- " or "* "), "!decision" or "!action"; perhaps "#" and the
// tag's number (given when the minutes are saved, so that a tag stays the same one while its words change);
// of an action the owner, "@" and a person's address or an organisation's short name, and the day it is due,
// YYYY-MM-DD; a colon (":" or "："), and the words. A line that is to begin with an exclamation mark and a
// letter without being a tag begins with a backslash: "\!important".
//
// Pure; thread-safe; linear. What is wrong is told line by line, all of it at once.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace panel {

enum class TagKind : std::uint8_t { kDecision, kAction };

struct Tag {
  TagKind kind = TagKind::kDecision;
  std::size_t line = 0;     // from 1
  std::int64_t number = 0;  // 0: not given yet
  std::string owner;        // of an action, lower case: an address (has "@") or an organisation's short name
  base::PartialDate due;    // of an action: a whole date
  std::string text;         // never empty, at most base::kMaxTagTextBytes

  bool operator==(const Tag&) const = default;
};

enum class TagFaultKind : std::uint8_t {
  kUnknownTag,     // value: the word
  kNumber,         // "#" without a number from 1 to base::kMaxTagNumber
  kTwice,          // value: the number
  kOwnerMissing,   // of an action
  kOwnerUnwanted,  // of a decision
  kDateMissing,
  kDate,          // value: what stands there
  kColonMissing,  // value: what stands there instead
  kTextMissing,
  kTextTooLong,  // value: how many bytes
  kTooMany,      // more than base::kMaxMinutesTags
  kCount
};

struct TagFault {
  TagFaultKind kind = TagFaultKind::kUnknownTag;
  std::size_t line = 0;
  std::string value;  // at most 60 bytes, whole characters
};

struct Tags {
  std::vector<Tag> tags;  // in the order of their lines
  std::vector<TagFault> faults;
};

Tags ParseTags(std::string_view text);

// The text with a number for every tag that has none, from `next` on, which is raised. `tags` are those of
// ParseTags(text), without faults; their numbers are set too.
std::string WithNumbers(std::string_view text, std::vector<Tag>& tags, std::int64_t& next);

// A line's content where it is no tag, without the backslash that keeps it from being one. `is_tag` tells.
std::string_view PlainLine(std::string_view line, bool& is_tag);

}  // namespace panel
