#include "htcds/findings.h"

#include <fmt/format.h>

#include <utility>

#include "base/limits_htcds.h"

namespace htcds {

void Findings::Note(NoteKind kind, const std::string& column, const std::string& place,
                    const std::string& text, const std::string& value) {
  const auto found = known_.find({kind, column, text, value});
  if (found != known_.end()) {
    ++notes_[found->second].places;
    return;
  }
  if (notes_.size() == base::kMaxHtcdsNotes) {
    ++left_off_;
    return;
  }
  known_[{kind, column, text, value}] = notes_.size();
  notes_.push_back({kind, place, text, value, 1});
}

void Findings::Fault(const std::string& place, const std::string& text) {
  if (++faults_ <= base::kMaxHtcdsProblems) lines_ += fmt::format("\n{}: {}", place, text);
}

base::Error Findings::Error(const std::string& file) const {
  std::string text = fmt::format("{}: nothing was read, because {} must be mended first:{}", file,
                                 faults_ == 1 ? "one thing" : fmt::format("{} things", faults_), lines_);
  if (faults_ > base::kMaxHtcdsProblems)
    text += fmt::format("\nand {} more (kMaxHtcdsProblems lists {})", faults_ - base::kMaxHtcdsProblems,
                        base::kMaxHtcdsProblems);
  return base::Invalid(std::move(text));
}

void Findings::MoveNotesTo(Reading& reading) {
  reading.notes = std::move(notes_);
  reading.notes_left_off = left_off_;
  known_.clear();
}

}  // namespace htcds
