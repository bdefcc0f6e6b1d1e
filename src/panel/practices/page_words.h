#pragma once
// Words and badges of states and acts, and small parts that the console's pages of practices share. Pure;
// thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "desk/web/pages.h"
#include "html/components.h"
#include "html/forms.h"
#include "html/html.h"
#include "panel/practices/terms.h"
#include "panel/practices/types.h"

namespace panel {

std::string StateWords(const html::Locale& locale, PracticeState state);
html::Html StateBadge(const html::Locale& locale, PracticeState state);
html::Html StateBadge(const html::Locale& locale, ReviewState state);
html::Html StateBadge(const html::Locale& locale, ReplicationState state);
html::Html StateBadge(const html::Locale& locale, TranslationState state);
html::Html StateBadge(const html::Locale& locale, ToolState state);
std::string ActWords(const html::Locale& locale, PracticeAct act);  // a verb: "Send to the secretariat"
std::string EventWords(const html::Locale& locale, const PracticeEvent& event);

std::string PracticeHref(const PracticeId& id);

// What a person can mend is shown above what she typed; anything else ends the request.
bool IsFormFault(base::Code code);
// "title: It needs a title." as the summary above a form.
html::Html FaultSummary(const html::Locale& locale, const std::vector<Fault>& faults);
std::string FaultAt(const html::Locale& locale, const std::vector<Fault>& faults, std::string_view field);
std::vector<Fault> FaultOf(const base::Error& error);

struct TextFieldOptions {
  std::string_view name;
  std::string label;
  std::string hint = {};
  std::string error = {};
  int rows = 0;  // 0: one line
};
html::Html TextField(const TextFieldOptions& options, std::string_view value);
html::Html SelectField(std::string_view name, const std::string& label,
                       const std::vector<html::Choice>& choices, std::string_view chosen,
                       const std::string& error = {});
std::vector<html::Choice> LanguageChoices();
std::vector<html::Choice> LicenceChoices();
std::vector<html::Choice> IndustryChoices(const html::Locale& locale);
std::vector<html::Choice> TermChoices(const html::Locale& locale, std::span<const Term> terms);

}  // namespace panel
