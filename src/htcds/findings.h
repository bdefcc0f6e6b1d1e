#pragma once
// What is found while a file is read: notes, and the faults that stop it. Not thread-safe.

#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "base/result.h"
#include "htcds/htcds.h"

namespace htcds {

class Findings {
 public:
  // Equal kind, text and value are one note, as long as `column` is equal too; `place` is that of the first.
  void Note(NoteKind kind, const std::string& column, const std::string& place, const std::string& text,
            const std::string& value = {});
  void Fault(const std::string& place, const std::string& text);

  bool sound() const { return faults_ == 0; }
  // All faults as one error, a line each.
  base::Error Error(const std::string& file) const;
  void MoveNotesTo(Reading& reading);

 private:
  std::vector<htcds::Note> notes_;
  std::map<std::tuple<NoteKind, std::string, std::string, std::string>, std::size_t> known_;
  std::size_t left_off_ = 0;
  std::string lines_;
  std::size_t faults_ = 0;
};

}  // namespace htcds
