#pragma once
// Questions, answers and comments on a practice, with the forms to write more. Pure; thread-safe.

#include <string>
#include <vector>

#include "desk/web/pages.h"
#include "html/html.h"
#include "panel/practices/practices.h"

namespace panel {

struct Talk {
  const PracticeView& view;
  const std::vector<PracticeComment>& comments;
  const std::string& typed;  // what could not be sent
};
html::Html TalkView(const desk::Context& context, const html::Locale& locale, const Talk& talk);

}  // namespace panel
