#pragma once
// Marks a text of an error for the message catalogues, as xgettext collects it. The text stays English;
// whoever shows it to a person looks it up in her language: locale.tr(error.external).

namespace desk {

constexpr const char* tr(const char* text) {
  return text;
}

}  // namespace desk
