#pragma once
// The step of an import in which a person says what each column holds. Pure; thread-safe.

#include <string>

#include "base/result.h"
#include "desk/web/router.h"
#include "html/html.h"
#include "screening/queue/imports.h"

namespace screening {

struct ColumnsPage {
  const desk::Context& context;
  const Import& import;
  const ImportPreview& preview;
  std::string error;  // of a mapping that was refused
};

html::Html ColumnsView(const ColumnsPage& page);

struct ChosenColumns {
  ImportMapping mapping;
  std::string source;
  bool other_table = false;  // another sheet or header row: the columns have to be looked at again
};
// What the form said. Columns that the page did not show keep their use. Errors: kInvalid (header row).
base::Result<ChosenColumns> ReadColumns(const net::Arguments& fields, const Import& import,
                                        const ImportPreview& preview);

}  // namespace screening
