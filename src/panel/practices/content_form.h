#pragma once
// The forms of a practice and of a tool: from what was typed and back, so that nothing is lost on an error.
// Pure; thread-safe.

#include <string>
#include <vector>

#include "html/html.h"
#include "html/locale.h"
#include "net/http.h"
#include "panel/practices/content.h"

namespace panel {

PracticeContent ReadPracticeForm(const net::Arguments& fields);
html::Html PracticeFormFields(const html::Locale& locale, const PracticeContent& content,
                              const std::vector<Fault>& faults);

ToolContent ReadToolForm(const net::Arguments& fields);
html::Html ToolFormFields(const html::Locale& locale, const ToolContent& content,
                          const std::vector<Fault>& faults);

PracticeTexts ReadTextsForm(const net::Arguments& fields);
html::Html TextsFormFields(const html::Locale& locale, const PracticeTexts& texts,
                           const std::vector<Fault>& faults);

}  // namespace panel
