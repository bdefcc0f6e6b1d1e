#pragma once
// Regular expressions of mapping files (ICU syntax: close to Perl's), with a bound on time and stack, so that
// no cell can hang or crash the reader. A Pattern is immutable and thread-safe; each call makes its own
// matcher.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lists {

class Pattern {
 public:
  // Errors: kInvalid, with ICU's name for what is wrong and where.
  static base::Result<Pattern> Compile(std::string_view expression);

  // The first group of the first match, or the whole match where the expression has no group; nothing where
  // it does not match. Errors of all three: kTooLarge when the search goes over kMaxPatternMilliseconds or
  // kMaxPatternStackBytes.
  base::Result<std::optional<std::string>> Find(std::string_view text) const;
  base::Result<std::vector<std::string>> Split(std::string_view text) const;
  base::Result<std::string> Remove(std::string_view text) const;  // without every match

 private:
  struct Compiled;
  explicit Pattern(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace lists
