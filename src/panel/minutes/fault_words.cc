#include "panel/minutes/fault_words.h"

#include <fmt/format.h>

namespace panel {
namespace {

std::string WhatToDo(const html::Locale& locale, const TagFault& fault) {
  const std::string& value = fault.value;
  switch (fault.kind) {
    case TagFaultKind::kUnknownTag:
      return locale.tr(
          "“!{word}” is no tag. Write !decision or !action, or begin the line with a backslash to keep it as "
          "text.",
          {{"word", value}});
    case TagFaultKind::kNumber:
      return locale.tr("“#{value}” is no number of a tag. Take it out: saving gives the number.",
                       {{"value", value}});
    case TagFaultKind::kTwice:
      return locale.tr(
          "Number {number} stands on another tag already. Take it out here: saving gives a new one.",
          {{"number", value}});
    case TagFaultKind::kOwnerMissing:
      return locale.tr(
          "Who does it? Write the owner after the tag: !action @name@example.org 2026-12-01: words");
    case TagFaultKind::kOwnerUnwanted:
      return locale.tr("A decision has no owner. Write !decision: words, or make it an action.");
    case TagFaultKind::kDateMissing:
      return locale.tr("Until when? Write the day after the owner: 2026-12-01");
    case TagFaultKind::kDate:
      return locale.tr("“{value}” is no day. Write year, month and day: 2026-12-01", {{"value", value}});
    case TagFaultKind::kColonMissing:
      return locale.tr("A colon is missing before the words: !decision: words");
    case TagFaultKind::kTextMissing:
      return locale.tr("Words are missing after the colon.");
    case TagFaultKind::kTextTooLong:
      return locale.tr(
          "These words have {bytes} bytes, which is too long for a tag. Say it shorter here, and the rest "
          "below.",
          {{"bytes", value}});
    case TagFaultKind::kTooMany:
    case TagFaultKind::kCount:
      break;
  }
  return locale.tr("There are {n} tags, which is more than minutes can have.", {{"n", value}});
}

}  // namespace

std::string FaultWords(const html::Locale& locale, const TagFault& fault) {
  return locale.tr("Line {line}:", {{"line", fmt::to_string(fault.line)}}) + " " + WhatToDo(locale, fault);
}

}  // namespace panel
