#pragma once
// The two families of documents. Pure. Errors: Refusal::kDamaged, kTooMuch, kLocked.

#include <string>
#include <string_view>

#include "base/result.h"
#include "strip/outcome.h"

namespace strip {

// Written anew by libqpdf from the objects that the pages reach, so earlier versions and unreachable objects
// are gone. Catalogue, pages, pictures, forms and annotations keep the keys that show them (pdf_keys.h); what
// happens on opening is out, so are embedded files, names and dates at annotations. Text that stands in the
// pages, titles in the outline and addresses of links stay.
base::Result<std::string> StripPdf(std::string_view bytes, Tally& tally);

// DOCX, XLSX, PPTX: the parts that the document needs to be shown, found by following its relationships.
base::Result<std::string> StripOoxml(std::string_view bytes, Tally& tally);

// ODT, ODS, ODP.
base::Result<std::string> StripOpenDocument(std::string_view bytes, Tally& tally);

// The kind of a ZIP archive by its entries' names and the first bytes; kUnknown where it is no Office file.
Kind RecogniseZip(std::string_view bytes);

// A picture within a document. Of a kind that cannot be cleaned: a blank PNG, counted as Taken::kPicture.
struct InnerPicture {
  std::string bytes;
  Kind kind;
};
InnerPicture StripInnerPicture(std::string_view bytes, Tally& tally);

}  // namespace strip
