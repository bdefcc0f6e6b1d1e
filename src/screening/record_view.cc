#include "screening/record_view.h"

#include <algorithm>

#include "html/components.h"
#include "html/names.h"
#include "screening/report_facts.h"

namespace screening {
namespace {

using html::El;
using html::Html;
using html::Join;

constexpr std::size_t kValuesShown = 6;  // of one property; the others are counted
constexpr std::size_t kTextShown = 400;  // bytes of a long note

Html ValueOf(const entity::Value& value) {
  switch (value.property.type()) {
    case entity::PropertyType::kCountry: {
      const std::string_view code = entity::CountryCode(value.text);
      return html::Value(code.empty() ? std::string_view(value.text) : entity::CountryName(code));
    }
    case entity::PropertyType::kDate:
      return html::Value(DayText(value.text, true));
    case entity::PropertyType::kIdentifier:
      return El("span", {{"class", "id"}}, html::Value(value.text));
    case entity::PropertyType::kUrl:
      return El("a", {html::Href(value.text)}, value.text);
    case entity::PropertyType::kText: {
      if (value.text.size() <= kTextShown) return html::Value(value.text);
      std::size_t end = kTextShown;
      while (end > 0 && (static_cast<unsigned char>(value.text[end]) & 0xC0) == 0x80) --end;
      return html::Value(value.text.substr(0, end) + " …");
    }
    default:
      return html::Value(value.text);
  }
}

Html Values(const html::Locale& locale, const std::vector<const entity::Value*>& values) {
  Html out;
  for (std::size_t i = 0; i < values.size() && i < kValuesShown; ++i) {
    if (i > 0) out.Add(" · ");
    out.Add(ValueOf(*values[i]));
  }
  if (values.size() > kValuesShown)
    out.Add(Join(" ", El("span", {{"class", "muted"}},
                         locale.ntr("and {n} more", "and {n} more",
                                    static_cast<std::int64_t>(values.size() - kValuesShown)))));
  return out;
}

constexpr int kLastPlace = 6;

// Facts that the reader compares come first; the rest in the order of the record.
int Place(entity::PropertyType type) {
  using entity::PropertyType;
  switch (type) {
    case PropertyType::kCountry:
      return 0;
    case PropertyType::kDate:
      return 1;
    case PropertyType::kGender:
      return 2;
    case PropertyType::kIdentifier:
      return 3;
    case PropertyType::kAddress:
      return 4;
    case PropertyType::kText:
      return 6;
    default:
      return 5;
  }
}

struct Group {
  entity::Property property;
  std::vector<const entity::Value*> values;
};

std::vector<Group> GroupValues(const entity::Entity& record) {
  std::vector<Group> groups;
  for (const entity::Value& value : record.values) {
    if (value.property.type() == entity::PropertyType::kName) continue;
    const auto known = std::find_if(groups.begin(), groups.end(),
                                    [&](const Group& group) { return group.property == value.property; });
    (known == groups.end() ? groups.emplace_back(Group{value.property, {}}) : *known)
        .values.push_back(&value);
  }
  std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
    return Place(a.property.type()) < Place(b.property.type());
  });
  return groups;
}

Html OtherNames(const html::Locale& locale, const entity::Entity& record, std::string_view shown,
                std::string_view also_shown) {
  std::vector<const entity::Value*> others;
  for (const entity::Value* name : record.Names())
    if (name->text != shown && name->text != also_shown) others.push_back(name);
  return Values(locale, others);
}

}  // namespace

std::string_view HeadName(const entity::Entity& record) {
  const std::vector<const entity::Value*> names = record.Names();
  for (const entity::Value* name : names)
    if (!html::LanguageTag(name->text).empty()) return name->text;
  if (!record.caption.empty()) return record.caption;
  return names.empty() ? std::string_view("(no name)") : std::string_view(names.front()->text);
}

void AddRecordFacts(const html::Locale& locale, const entity::Entity& record, std::string_view shown,
                    std::string_view also_shown, FactList& facts) {
  facts.emplace_back(locale.tr("Also"), OtherNames(locale, record, shown, also_shown));
  facts.emplace_back(locale.tr("Kind"), locale.tr(record.schema.label()));
  const std::vector<Group> groups = GroupValues(record);
  std::vector<std::pair<int, std::string>> wanted = {
      {Place(entity::PropertyType::kCountry), locale.tr("Country")},
      {Place(entity::PropertyType::kDate), locale.tr("Date")},
      {Place(entity::PropertyType::kIdentifier), locale.tr("Number")}};
  std::erase_if(wanted, [&](const auto& want) {
    return std::any_of(groups.begin(), groups.end(),
                       [&](const Group& group) { return Place(group.property.type()) == want.first; });
  });
  std::size_t next = 0;
  const auto add_missing = [&](int before) {
    for (; next < wanted.size() && wanted[next].first < before; ++next)
      facts.emplace_back(wanted[next].second, El("span", {{"class", "none"}}, locale.tr("none given")));
  };
  for (const Group& group : groups) {
    add_missing(Place(group.property.type()));
    facts.emplace_back(locale.tr(group.property.label()), Values(locale, group.values));
  }
  add_missing(kLastPlace + 1);
}

html::Html FactsOf(const FactList& facts) {
  std::vector<std::pair<std::string_view, Html>> views;
  for (const auto& [name, value] : facts) views.emplace_back(name, value);
  return html::Facts(views);
}

}  // namespace screening
