#pragma once
// What the states of imports and the uses of columns are called, in the reader's language. Pure; thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "html/components.h"
#include "html/forms.h"
#include "html/locale.h"
#include "screening/queue/imports.h"

namespace screening {

html::Html ImportStateBadge(const html::Locale& locale, ImportState state);

// "Registration number", "Part of the address", "Your own number", "Not used".
std::string UseWords(const html::Locale& locale, std::string_view use);
// For a column's select; holds `recognised` too where it is none of the usual ones.
std::vector<html::Choice> UseChoices(const html::Locale& locale, const std::string& recognised);

// The steps of an import: file, columns, check, reading, done.
enum class ImportStep : std::uint8_t { kFile, kColumns, kCheck, kReading, kDone };
// `import` null: not uploaded yet.
html::Html ImportSteps(const html::Locale& locale, const Import* import, ImportStep current);

}  // namespace screening
