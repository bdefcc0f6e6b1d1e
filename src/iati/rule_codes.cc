#include "iati/rule_codes.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/money.h"
#include "entity/entity.h"
#include "iati/code_lists.h"

namespace iati {
namespace {

std::string Shown(std::string_view text) {
  constexpr std::size_t kShown = 60;
  return "“" + std::string(text.substr(0, kShown)) + "”";
}

struct Coded {
  std::string_view element;
  std::string_view attribute;
  std::string_view list;
};
constexpr auto kCoded = std::to_array<Coded>({
    {"activity-status", "code", "ActivityStatus"},
    {"activity-date", "type", "ActivityDateType"},
    {"activity-scope", "code", "ActivityScope"},
    {"reporting-org", "type", "OrganisationType"},
    {"participating-org", "type", "OrganisationType"},
    {"participating-org", "role", "OrganisationRole"},
    {"provider-org", "type", "OrganisationType"},
    {"receiver-org", "type", "OrganisationType"},
    {"other-identifier", "type", "OtherIdentifierType"},
    {"contact-info", "type", "ContactType"},
    {"recipient-country", "code", "Country"},
    {"recipient-region", "vocabulary", "RegionVocabulary"},
    {"sector", "vocabulary", "SectorVocabulary"},
    {"tag", "vocabulary", "TagVocabulary"},
    {"policy-marker", "significance", "PolicySignificance"},
    {"collaboration-type", "code", "CollaborationType"},
    {"default-flow-type", "code", "FlowType"},
    {"flow-type", "code", "FlowType"},
    {"default-tied-status", "code", "TiedStatus"},
    {"tied-status", "code", "TiedStatus"},
    {"budget", "type", "BudgetType"},
    {"budget", "status", "BudgetStatus"},
    {"planned-disbursement", "type", "BudgetType"},
    {"transaction-type", "code", "TransactionType"},
    {"disbursement-channel", "code", "DisbursementChannel"},
    {"description", "type", "DescriptionType"},
    {"related-activity", "type", "RelatedActivityType"},
    {"condition", "type", "ConditionType"},
    {"result", "type", "ResultType"},
    {"indicator", "measure", "IndicatorMeasure"},
    {"humanitarian-scope", "type", "HumanitarianScopeType"},
    {"iati-activity", "budget-not-provided", "BudgetNotProvided"},
    {"language", "code", "Language"},
});

bool IsCountry(std::string_view code) {
  std::string lower(code);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return code.size() == 2 && code[0] >= 'A' && code[0] <= 'Z' && entity::CountryCode(code) == lower;
}

bool OnList(std::string_view list, std::string_view code) {
  return list == "Country" ? IsCountry(code) : InList(list, code);
}

// Sectors of the DAC and tags by the goals: the list depends on the vocabulary.
std::string_view WrongByVocabulary(const Element& element) {
  const std::string_view code = element.Get("code");
  const std::string_view vocabulary = element.Get("vocabulary");
  if (element.name == "sector") {
    constexpr std::size_t kCategory = 3;
    if ((vocabulary.empty() || vocabulary == "1") &&
        (code.size() != 5 || !InList("SectorCategory", code.substr(0, kCategory))))
      return "a five-digit purpose code of the OECD DAC";
    if (vocabulary == "2" && !InList("SectorCategory", code))
      return "a three-digit purpose code of the OECD DAC";
    if (vocabulary == "7" && !IsSdgGoal(code)) return "a sustainable development goal, 1 to 17";
    if (vocabulary == "8" && !IsSdgTarget(code))
      return "a target of a sustainable development goal, such as 8.7";
  }
  if (element.name == "tag") {
    if (vocabulary == "2" && !IsSdgGoal(code)) return "a sustainable development goal, 1 to 17";
    if (vocabulary == "3" && !IsSdgTarget(code))
      return "a target of a sustainable development goal, such as 8.7";
  }
  return {};
}

}  // namespace

void CodeLists(const Element& element, const FindingSink& sink) {
  for (const Coded& coded : kCoded) {
    if (coded.element != element.name) continue;
    const std::string_view code = element.Get(coded.attribute);
    const bool there =
        std::any_of(element.attributes.begin(), element.attributes.end(), [&](const Attribute& attribute) {
          return attribute.space.empty() && attribute.name == coded.attribute;
        });
    if (there && !OnList(coded.list, code))
      sink({element.line, "code-lists",
            Shown(code) + " (attribute " + std::string(coded.attribute) + " of <" + element.name +
                ">) is not on the code list " + std::string(coded.list)});
  }
  const std::string_view wanted = WrongByVocabulary(element);
  if (!wanted.empty())
    sink({element.line, "code-lists",
          Shown(element.Get("code")) + " (code of <" + element.name + ">) is not " + std::string(wanted)});
  for (const Element& child : element.children) CodeLists(child, sink);
}

// ---- language, currency

void Languages(const Element& element, bool has_default, const FindingSink& sink) {
  if (element.name == "narrative" || element.name == "iati-activity") {
    const std::string_view language = element.Get("xml:lang");
    const std::string_view main = language.substr(0, language.find('-'));
    if (!language.empty() && !InList("Language", main))
      sink({element.line, "language", Shown(language) + " is not a language of ISO 639-1, such as en"});
    if (language.empty() && !has_default && element.name == "narrative")
      sink({element.line, "language",
            "the narrative has no language: add xml:lang here or to its <iati-activity>"});
  }
  for (const Element& child : element.children) Languages(child, has_default, sink);
}

namespace {

void CheckCurrency(const Element& element, std::string_view code, const FindingSink& sink) {
  if (code.empty()) {
    sink({element.line, "currency",
          "<" + element.name +
              "> has no currency: add currency here or default-currency to its <iati-activity>"});
    return;
  }
  const base::Result<base::Currency> currency = base::Currency::Parse(code);
  if (!currency.has_value() || currency->code() != code)
    sink({element.line, "currency", Shown(code) + " is not a currency code of ISO 4217"});
}

}  // namespace

void Currencies(const Element& element, std::string_view fallback, const FindingSink& sink) {
  const bool money = element.name == "forecast" || element.name == "loan-status" ||
                     (element.name == "value" && !element.Get("value-date").empty());
  if (money)
    CheckCurrency(element, element.Get("currency").empty() ? fallback : element.Get("currency"), sink);
  for (const Element& child : element.children) Currencies(child, fallback, sink);
}

}  // namespace iati
