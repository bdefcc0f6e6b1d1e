#include "screening/engine_sentence.h"

#include <optional>
#include <utility>
#include <vector>

namespace screening {
namespace {

// What xgettext collects; the text is looked up later, in the reader's language.
constexpr std::string_view tr(std::string_view text) {
  return text;
}

// A form's {names} stand for any text; `translated` ones are looked up themselves ("the date of birth").
struct Form {
  std::string_view text;
  std::string_view translated = {};
};

constexpr Form kForms[] = {
    {tr("the same day")},
    {tr("the same month; the day is not known on both sides")},
    {tr("the same year; the day is not known on both sides")},
    {tr("near: one digit, an exchange or the notation differs")},
    {tr("different days within two years")},
    {tr("different dates")},
    {tr("the same date of incorporation")},
    {tr("different dates of incorporation")},
    {tr("the same gender")},
    {tr("different gender")},
    {tr("no country in common")},
    {tr("a place name in common")},
    {tr("the list itself calls this alias weak")},
    {tr("{country} on both sides")},
    {tr("{percent} % of the shorter address is in the other")},
    {tr("the same number, stated as {ours} and as {theirs}")},
    {tr("the same {property}"), "property"},
    {tr("different {property}"), "property"},
    {tr("A number or contact in common already settles it; check that it is the same kind of number.")},
    {tr("Neither side states an identification number; the list's own source may give more, or ask the party "
        "for its owners and "
        "registration.")},
    {tr("Everything that both sides state has been compared; ask the party to confirm or deny in writing.")},
    {tr("Ask for {what} (the list says {listed}): if it agrees the score is {agrees}, if it differs "
        "{differs}, below the threshold."),
     "what"},
    {tr("Ask for {what} (the list says {listed}): if it agrees the score is {agrees}, if it differs "
        "{differs}."),
     "what"},
    {tr("Ask for {what} (the list says {listed}): if it agrees the score is {agrees}."), "what"},
};

// What stands in {what}.
[[maybe_unused]] constexpr std::string_view kOpenFacts[] = {
    tr("an identification number"), tr("the date of birth"), tr("the country"), tr("the address")};

using Values = std::vector<std::pair<std::string, std::string>>;

// The values that make `form` into `text`, or nothing. A value reaches to the next words of the form.
std::optional<Values> Read(std::string_view form, std::string_view text) {
  Values values;
  while (!form.empty()) {
    const std::size_t open = form.find('{');
    const std::string_view fixed = form.substr(0, open);
    if (!text.starts_with(fixed)) return std::nullopt;
    text.remove_prefix(fixed.size());
    if (open == std::string_view::npos) break;
    const std::size_t close = form.find('}', open);
    const std::string_view name = form.substr(open + 1, close - open - 1);
    form.remove_prefix(close + 1);
    const std::string_view next = form.substr(0, form.find('{'));
    const std::size_t end = next.empty() ? text.size() : text.find(next);
    if (end == std::string_view::npos) return std::nullopt;
    values.emplace_back(name, text.substr(0, end));
    text.remove_prefix(end);
    if (form.empty()) break;
  }
  if (!text.empty()) return std::nullopt;
  return values;
}

std::string Filled(std::string text, const Values& values) {
  for (const auto& [name, value] : values) {
    const std::string mark = "{" + name + "}";
    const std::size_t at = text.find(mark);
    if (at != std::string::npos) text.replace(at, mark.size(), value);
  }
  return text;
}

std::optional<std::string> Translated(const html::Locale& locale, std::string_view sentence) {
  for (const Form& form : kForms) {
    std::optional<Values> values = Read(form.text, sentence);
    if (!values) continue;
    for (auto& [name, value] : *values)
      if (name == form.translated) value = locale.tr(value);
    return Filled(locale.tr(form.text), *values);
  }
  return std::nullopt;
}

}  // namespace

std::string EngineSentence(const html::Locale& locale, std::string_view english) {
  if (const auto whole = Translated(locale, english)) return *whole;
  // Two questions one after the other: the second begins where a new "Ask for " stands.
  const std::size_t second = english.find(" Ask for ");
  if (second == std::string_view::npos) return std::string(english);
  const auto first = Translated(locale, english.substr(0, second));
  const auto rest = Translated(locale, english.substr(second + 1));
  return first && rest ? *first + " " + *rest : std::string(english);
}

}  // namespace screening
