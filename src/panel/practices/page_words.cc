#include "panel/practices/page_words.h"

#include <fmt/format.h>

#include "desk/tr.h"
#include "panel/common/isic.h"
#include "panel/common/languages.h"
#include "panel/common/licences.h"

namespace panel {
namespace {

using desk::tr;
using html::Html;
using html::Mark;

struct StateRow {
  const char* words;
  Mark mark;
};

constexpr StateRow kPracticeStates[] = {
    {tr("Draft"), Mark::kPlain},   {tr("Waits for reviewers"), Mark::kAct},
    {tr("In review"), Mark::kAct}, {tr("Changes asked for"), Mark::kCare},
    {tr("Accepted"), Mark::kOk},   {tr("Published"), Mark::kOk},
    {tr("Declined"), Mark::kHarm}, {tr("Withdrawn"), Mark::kUnknown},
};
constexpr StateRow kReviewStates[] = {
    {tr("Asked"), Mark::kAct},
    {tr("Agreed"), Mark::kAct},
    {tr("Conflict of interest"), Mark::kCare},
    {tr("Done"), Mark::kOk},
    {tr("Not needed any more"), Mark::kUnknown},
};
constexpr StateRow kReplicationStates[] = {
    {tr("Claimed"), Mark::kAct},
    {tr("Confirmed"), Mark::kOk},
    {tr("Not accepted"), Mark::kHarm},
    {tr("Taken back"), Mark::kUnknown},
};
constexpr StateRow kTranslationStates[] = {
    {tr("Proposed"), Mark::kAct},
    {tr("Published"), Mark::kOk},
    {tr("Retired"), Mark::kUnknown},
};
constexpr StateRow kToolStates[] = {
    {tr("Proposed"), Mark::kAct},
    {tr("In the catalogue"), Mark::kOk},
    {tr("Not accepted"), Mark::kHarm},
    {tr("Retired"), Mark::kUnknown},
};
constexpr const char* kActs[] = {
    tr("Send to the secretariat"),
    tr("Call it back"),
    tr("Begin the review"),
    tr("Return it for changes"),
    tr("Accept it"),
    tr("Decline it"),
    tr("Publish it"),
    tr("Begin a new version"),
    tr("Withdraw it"),
};

struct EventRow {
  std::string_view act;
  const char* words;
};
constexpr EventRow kEvents[] = {
    {"create", tr("Begun")},
    {"submit", tr("Sent to the secretariat")},
    {"recall", tr("Called back")},
    {"begin-review", tr("Review begun")},
    {"return", tr("Returned for changes")},
    {"accept", tr("Accepted")},
    {"decline", tr("Declined")},
    {"publish", tr("Published")},
    {"revise", tr("New version begun")},
    {"withdraw", tr("Withdrawn")},
    {"audience", tr("Audience changed")},
};

template <typename State>
Html BadgeOf(const html::Locale& locale, const StateRow* rows, State state) {
  const StateRow& row = rows[static_cast<std::size_t>(state)];
  return html::Badge(row.mark, locale.tr(row.words));
}

}  // namespace

std::string StateWords(const html::Locale& locale, PracticeState state) {
  return locale.tr(kPracticeStates[static_cast<std::size_t>(state)].words);
}

Html StateBadge(const html::Locale& locale, PracticeState state) {
  return BadgeOf(locale, kPracticeStates, state);
}
Html StateBadge(const html::Locale& locale, ReviewState state) {
  return BadgeOf(locale, kReviewStates, state);
}
Html StateBadge(const html::Locale& locale, ReplicationState state) {
  return BadgeOf(locale, kReplicationStates, state);
}
Html StateBadge(const html::Locale& locale, TranslationState state) {
  return BadgeOf(locale, kTranslationStates, state);
}
Html StateBadge(const html::Locale& locale, ToolState state) {
  return BadgeOf(locale, kToolStates, state);
}

std::string ActWords(const html::Locale& locale, PracticeAct act) {
  return locale.tr(kActs[static_cast<std::size_t>(act)]);
}

std::string EventWords(const html::Locale& locale, const PracticeEvent& event) {
  for (const EventRow& row : kEvents)
    if (row.act == event.act) return locale.tr(row.words);
  return event.act;
}

std::string PracticeHref(const PracticeId& id) {
  return "/practices/" + id.text();
}

bool IsFormFault(base::Code code) {
  return code == base::Code::kInvalid || code == base::Code::kTooLarge || code == base::Code::kConflict;
}

Html FaultSummary(const html::Locale& locale, const std::vector<Fault>& faults) {
  std::vector<html::FieldError> errors;
  for (const Fault& fault : faults) {
    std::string words = locale.tr(fault.message);
    if (!fault.detail.empty()) words += " (" + fault.detail + ")";
    errors.push_back({fault.field, std::move(words)});
  }
  return html::ErrorSummary(locale.tr("This has to be mended"), errors);
}

std::string FaultAt(const html::Locale& locale, const std::vector<Fault>& faults, std::string_view field) {
  std::string words;
  for (const Fault& fault : faults)
    if (fault.field == field) words += (words.empty() ? "" : " ") + locale.tr(fault.message);
  return words;
}

std::vector<Fault> FaultOf(const base::Error& error) {
  return {{"", error.external, ""}};
}

Html TextField(const TextFieldOptions& options, std::string_view value) {
  const Html control =
      options.rows > 0
          ? html::TextArea(options.name, value, options.rows)
          : html::Input({.name = options.name, .value = value, .invalid = !options.error.empty()});
  return html::Field(
      {.control_id = options.name, .label = options.label, .hint = options.hint, .error = options.error},
      control);
}

Html SelectField(std::string_view name, const std::string& label, const std::vector<html::Choice>& choices,
                 std::string_view chosen, const std::string& error) {
  return html::Field({.control_id = name, .label = label, .error = error},
                     html::Select(name, choices, chosen));
}

std::vector<html::Choice> LanguageChoices() {
  std::vector<html::Choice> choices;
  for (const WrittenLanguage& language : WrittenLanguages())
    choices.push_back({std::string(language.tag), std::string(language.own_name)});
  return choices;
}

std::vector<html::Choice> LicenceChoices() {
  std::vector<html::Choice> choices;
  for (const Licence& licence : Licences())
    choices.push_back({std::string(licence.id), fmt::format("{} ({})", licence.id, licence.name)});
  return choices;
}

std::vector<html::Choice> IndustryChoices(const html::Locale& locale) {
  std::vector<html::Choice> choices = {{"", "–"}};
  for (const Industry& industry : Industries())
    choices.push_back(
        {std::string(industry.code), fmt::format("{} {}", industry.code, locale.tr(industry.title))});
  return choices;
}

std::vector<html::Choice> TermChoices(const html::Locale& locale, std::span<const Term> terms) {
  std::vector<html::Choice> choices;
  for (const Term& term : terms) choices.push_back({std::string(term.code), locale.tr(term.words)});
  return choices;
}

}  // namespace panel
