#include "lists/toml_section.h"

#include <fmt/format.h>

#include <utility>

#include "lists/text_rules.h"

namespace lists {

TomlSection::TomlSection(const toml::table& table, std::string where, const std::string& file,
                         std::string& error)
    : table_(table), where_(std::move(where)), file_(file), error_(error) {}

bool TomlSection::Has(std::string_view key) {
  return Node(key) != nullptr;
}

const toml::node* TomlSection::Node(std::string_view key) {
  asked_.emplace(key);
  return table_.get(key);
}

std::string TomlSection::Text(std::string_view key) {
  const toml::node* node = Node(key);
  if (node == nullptr) return {};
  if (const std::optional<std::string> text = node->value_exact<std::string>()) return *text;
  if (const auto* date = node->as_date()) {
    return fmt::format("{:04}-{:02}-{:02}", date->get().year, date->get().month, date->get().day);
  }
  Fail(key, "must be a text in quotes");
  return {};
}

std::vector<std::string> TomlSection::Texts(std::string_view key) {
  const toml::node* node = Node(key);
  if (node == nullptr) return {};
  if (!node->is_array()) return {Text(key)};
  std::vector<std::string> texts;
  for (const toml::node& element : *node->as_array()) {
    if (const std::optional<std::string> text = element.value_exact<std::string>()) {
      texts.push_back(*text);
    } else {
      Fail(key, "must be a text, or a list of texts");
    }
  }
  return texts;
}

std::size_t TomlSection::Number(std::string_view key) {
  const toml::node* node = Node(key);
  if (node == nullptr) return 0;
  const std::optional<std::int64_t> number = node->value_exact<std::int64_t>();
  if (number && *number >= 0 && *number <= 1'000'000) return static_cast<std::size_t>(*number);
  Fail(key, "must be a whole number from 0 to 1000000");
  return 0;
}

bool TomlSection::Flag(std::string_view key) {
  const toml::node* node = Node(key);
  if (node == nullptr) return false;
  if (const std::optional<bool> flag = node->value_exact<bool>()) return *flag;
  Fail(key, "must be true or false");
  return false;
}

std::size_t TomlSection::Line(std::string_view key) const {
  const toml::node* node = table_.get(key);
  return node == nullptr ? line() : node->source().begin.line;
}

std::size_t TomlSection::line() const {
  return table_.source().begin.line;
}

void TomlSection::Fail(std::string_view key, std::string_view what) {
  if (!error_.empty()) return;
  const std::string full = where_.empty() ? std::string(key) : fmt::format("{}.{}", where_, key);
  error_ = fmt::format("{}: line {}: {}: {}", file_, Line(key), full, what);
}

void TomlSection::NoOtherKeys() {
  for (const auto& [key, node] : table_) {
    if (!asked_.contains(key.str())) Fail(key.str(), "is not a key of mapping files; see docs/lists.md");
  }
}

}  // namespace lists
