#pragma once
// The page of a copied case. Pure.

#include <string>
#include <vector>

#include "html/html.h"
#include "html/locale.h"
#include "voice/casework/redaction.h"

namespace voice {

// The name of a file within the copy: "files/3-1.jpg", by the entry's place in it.
std::string NameInCopy(std::size_t entry, const ShownFile& file);
// The entries as an outsider sees them, as a list of the console.
html::Html ShownEntries(const html::Locale& locale, const std::vector<ShownEntry>& entries);
// A whole file.
std::string PageOfCopy(const html::Locale& locale, const CaseRow& row,
                       const std::vector<ShownEntry>& entries);

}  // namespace voice
