#pragma once
// TomlSection: reads one table of a mapping file key by key, remembers the first mistake (with file, line and
// key) and at the end complains about keys that nobody asked for, so that a misspelt key is never silently
// without effect. For mapping.cc only.

#include <toml++/toml.h>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lists {

class TomlSection {
 public:
  // `error` collects the first mistake over all sections of one file; all references must outlive the
  // section.
  TomlSection(const toml::table& table, std::string where, const std::string& file, std::string& error);

  bool Has(std::string_view key);
  std::string Text(std::string_view key);
  std::vector<std::string> Texts(std::string_view key);  // one string or a list of strings
  std::size_t Number(std::string_view key);
  bool Flag(std::string_view key);               // false where it is not there
  const toml::node* Node(std::string_view key);  // null where absent
  std::size_t Line(std::string_view key) const;  // the key's line, or the section's
  std::size_t line() const;
  const std::string& where() const { return where_; }
  const std::string& file() const { return file_; }
  std::string& error() { return error_; }

  // Records a mistake at a key.
  void Fail(std::string_view key, std::string_view what);
  // Call last: keys that were never asked for are mistakes.
  void NoOtherKeys();

 private:
  const toml::table& table_;
  std::string where_;
  const std::string& file_;
  std::string& error_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace lists
