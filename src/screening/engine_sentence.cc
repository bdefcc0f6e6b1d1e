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

// How two words relate, as the engine calls it.
[[maybe_unused]] constexpr std::string_view kRelations[] = {tr("same"),
                                                            tr("same reading, other characters"),
                                                            tr("same word, written differently"),
                                                            tr("spelled alike"),
                                                            tr("sounds alike"),
                                                            tr("variant of the name"),
                                                            tr("nickname"),
                                                            tr("the name in another language"),
                                                            tr("related line of business"),
                                                            tr("the word in another language"),
                                                            tr("initial"),
                                                            tr("joined"),
                                                            tr("acronym"),
                                                            tr("legal form"),
                                                            tr("minor word"),
                                                            tr("only in party"),
                                                            tr("only on list")};
// Properties as FollowTheMoney labels them: those that watch lists and supplier files use.
[[maybe_unused]] constexpr std::string_view kLabels[] = {tr("Name"),
                                                         tr("Address"),
                                                         tr("Alias"),
                                                         tr("Country of birth"),
                                                         tr("Birth date"),
                                                         tr("Place of birth"),
                                                         tr("Build Date"),
                                                         tr("Call Sign"),
                                                         tr("Citizenship"),
                                                         tr("Country"),
                                                         tr("Death date"),
                                                         tr("Description"),
                                                         tr("Dissolution date"),
                                                         tr("DUNS"),
                                                         tr("Education"),
                                                         tr("Description of goods"),
                                                         tr("Email"),
                                                         tr("Ethnicity"),
                                                         tr("Patronymic"),
                                                         tr("First name"),
                                                         tr("Flag"),
                                                         tr("Gender"),
                                                         tr("ID Number"),
                                                         tr("IMO Number"),
                                                         tr("Incorporation date"),
                                                         tr("INN"),
                                                         tr("Jurisdiction"),
                                                         tr("Keywords"),
                                                         tr("Last name"),
                                                         tr("Legal form"),
                                                         tr("LEI"),
                                                         tr("Listing date"),
                                                         tr("Country of origin"),
                                                         tr("Middle name"),
                                                         tr("MMSI"),
                                                         tr("Matronymic"),
                                                         tr("Nationality"),
                                                         tr("Notes"),
                                                         tr("OGRN"),
                                                         tr("Owner"),
                                                         tr("Passport number"),
                                                         tr("Phone"),
                                                         tr("Position"),
                                                         tr("Previous name"),
                                                         tr("Program"),
                                                         tr("Registration number"),
                                                         tr("Religion"),
                                                         tr("Sector"),
                                                         tr("Source link"),
                                                         tr("Status"),
                                                         tr("Summary"),
                                                         tr("SWIFT/BIC"),
                                                         tr("Tax Number"),
                                                         tr("Title"),
                                                         tr("Topics"),
                                                         tr("Type"),
                                                         tr("USCC"),
                                                         tr("V.A.T. Identifier"),
                                                         tr("Weak alias"),
                                                         tr("Website")};
// Kinds of record.
[[maybe_unused]] constexpr std::string_view kSchemata[] = {
    tr("Person"), tr("Company"),  tr("Organization"), tr("Legal entity"), tr("Public body"),
    tr("Vessel"), tr("Airplane"), tr("Facility"),     tr("Commodity"),    tr("Thing")};
// Kinds of evidence, as FeatureWords writes them.
[[maybe_unused]] constexpr std::string_view kFeatures[] = {tr("Identifier"), tr("Contact"),
                                                           tr("Birth place")};
// Parts of the name similarity.
[[maybe_unused]] constexpr std::string_view kParts[] = {tr("aligned"), tr("total"),      tr("agreement"),
                                                        tr("bits"),    tr("certainty"),  tr("order"),
                                                        tr("forms"),   tr("differences")};

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
    // The last value reaches to the form's own end: "1.00." ends with a full stop and holds another.
    const bool last = next.size() == form.size();
    if (last && !text.ends_with(next)) return std::nullopt;
    const std::size_t end = last ? text.size() - next.size() : text.find(next);
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
  // Two questions one after the other: the second begins where a new "Ask for " stands.
  const std::size_t second = english.find(" Ask for ");
  if (second == std::string_view::npos) return Translated(locale, english).value_or(std::string(english));
  const auto first = Translated(locale, english.substr(0, second));
  const auto rest = Translated(locale, english.substr(second + 1));
  return first && rest ? *first + " " + *rest : std::string(english);
}

}  // namespace screening
