#include "lists/sema_xml.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits_lists.h"
#include "lists/legal_forms.h"
#include "lists/other_names.h"
#include "lists/text_rules.h"

namespace lists {
namespace {

using entity::PropertyNamed;

std::size_t Words(std::string_view text) {
  return text.empty() ? 0 : static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

// "Ltd.", "Inc (Moscow)": a comma before these separates nothing.
bool BeginsWithForm(std::string_view piece) {
  return IsLegalForm(piece.substr(0, piece.find(' ')));
}

// "Russian: Иван" → "Иван"
std::string WithoutLanguage(std::string_view text) {
  static constexpr std::array<std::string_view, 9> kLanguages = {"russian", "belarusian", "belarussian",
                                                                 "arabic",  "ukrainian",  "persian",
                                                                 "farsi",   "burmese",    "chinese"};
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return Squeeze(text);
  const std::string before = Folded(text.substr(0, colon));
  const bool language = std::any_of(kLanguages.begin(), kLanguages.end(), [&](std::string_view one) {
    return before == one || before.ends_with(std::string(" ") + std::string(one));
  });
  if (!language) return Squeeze(text);
  // "Anwar Mousa Arabic: أنور": what stands before the language is a name too, and is kept by the caller.
  return Squeeze(text.substr(colon + 1));
}

// The text before "Arabic:" where a name stands there.
std::string BeforeLanguage(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || WithoutLanguage(text) == Squeeze(text)) return {};
  const std::string before = Squeeze(text.substr(0, colon));
  const std::size_t space = before.rfind(' ');
  return space == std::string::npos ? std::string() : before.substr(0, space);
}

std::vector<std::string> SplitAt(const std::vector<std::string>& texts, std::string_view separator) {
  std::vector<std::string> pieces;
  for (std::string_view text : texts) {
    for (std::size_t at = text.find(separator); at != std::string_view::npos; at = text.find(separator)) {
      pieces.emplace_back(Trim(text.substr(0, at)));
      text.remove_prefix(at + separator.size());
    }
    pieces.emplace_back(Trim(text));
  }
  std::erase_if(pieces, [](const std::string& piece) { return piece.empty(); });
  return pieces;
}

// The pieces between commas, a legal form put back behind its name.
std::vector<std::string> SplitAtCommas(const std::string& text, bool person) {
  std::vector<std::string> pieces;
  for (std::string_view piece : SplitOutsideParentheses(text, ',')) {
    if (!pieces.empty() && BeginsWithForm(piece)) {
      pieces.back() += fmt::format(", {}", piece);
    } else {
      pieces.emplace_back(piece);
    }
  }
  const bool unsure = person && std::any_of(pieces.begin(), pieces.end(), [](const std::string& piece) {
                        return Words(Squeeze(piece)) < 2;
                      });
  return unsure ? std::vector<std::string>{text} : pieces;
}

// A date or a choice of dates: "1963 or 1964", "1965-07-15 OR 1969-09-28".
void AddDates(const std::string& text, entity::Property property, Draft& draft) {
  if (text.empty()) return;
  std::vector<std::string> dates = SplitAt({text}, " or ");
  dates = SplitAt(dates, " OR ");
  for (const std::string& date : dates) draft.AddDate(property, date, "DateOfBirthOrShipBuildDate");
}

// "Russia / Russie" → "Russia": the English half.
std::string Regulations(const std::string& country) {
  return Squeeze(std::string_view(country).substr(0, country.find(" / ")));
}

// "Baltic Works Ltd. (also known as Baltic LLC)"
void AddEntityNames(const std::string& text, Draft& draft) {
  constexpr std::string_view kOrigin = "EntityOrShip";
  OtherNames names;
  if (text.size() <= base::kMaxFreeTextBytes) {
    names = ReadOtherNames(text);
  } else {
    names.name = text;  // the collector refuses and reports it
  }
  std::string& caption = draft.entity().caption;
  for (const std::string& name : SemaNames(names.name)) {
    if (caption.empty()) caption = name;
    draft.AddText(name == caption ? entity::prop::Name() : entity::prop::Alias(), name, kOrigin);
  }
  for (const std::string& alias : names.aliases) draft.AddText(entity::prop::Alias(), alias, kOrigin);
  for (const std::string& former : names.former) draft.AddText(entity::prop::PreviousName(), former, kOrigin);
  if (LooksUnread(names.name))
    draft.Report(kOrigin, Shortened(text), "the name may hold other names that were not told apart");
}

void AddNames(const pugi::xml_node& node, bool person, Draft& draft) {
  entity::Entity& entity = draft.entity();
  if (person) {
    const std::string last = XmlText(node, "LastName");
    const std::string given = XmlText(node, "GivenName");
    entity.caption = Squeeze(given + " " + last);
    draft.AddText(entity::prop::Name(), entity.caption, "GivenName LastName");
    draft.AddText(entity::prop::LastName(), last, "LastName");
    draft.AddText(entity::prop::FirstName(), given, "GivenName");
  } else {
    AddEntityNames(XmlText(node, "EntityOrShip"), draft);
  }
  for (const pugi::xml_node& aliases : node.children("Aliases")) {
    for (const std::string& name : SemaAliases(aliases.child_value(), person))
      draft.AddText(entity::prop::Alias(), name, "Aliases");
  }
}

void ReportUnknown(const pugi::xml_node& node, const Draft& draft) {
  static constexpr std::array<std::string_view, 11> kKnown = {"Country",
                                                              "LastName",
                                                              "GivenName",
                                                              "EntityOrShip",
                                                              "TitleOrShip",
                                                              "ShipIMONumber",
                                                              "Schedule",
                                                              "Item",
                                                              "DateOfListing",
                                                              "Aliases",
                                                              "DateOfBirthOrShipBuildDate"};
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() != pugi::node_element || !child.first_child()) continue;
    if (std::find(kKnown.begin(), kKnown.end(), std::string_view(child.name())) == kKnown.end())
      draft.Report(child.name(), Shortened(XmlText(child)),
                   "an element this reader does not know; its text is not used");
  }
}

base::Status AddRecord(const pugi::xml_node& node, Draft&& draft, Collector& collector) {
  entity::Entity& entity = draft.entity();
  if (std::string_view(node.name()) != "record") {
    draft.Report(node.name(), "", "not a record; not read");
    return base::Ok();
  }
  const std::string ship_number = XmlText(node, "ShipIMONumber");
  const bool person = XmlText(node, "EntityOrShip").empty();
  const bool ship = !person && !ship_number.empty();
  entity.schema = person ? entity::schema::Person()
                  : ship ? entity::schema::Vessel()
                         : entity::schema::Organization();
  AddNames(node, person, draft);
  const std::string regulations = Regulations(XmlText(node, "Country"));
  const std::string schedule = XmlText(node, "Schedule");
  const std::string item = XmlText(node, "Item");
  if (!item.empty()) {
    entity.id =
        fmt::format("{}{}{}, item {}", regulations, schedule.empty() ? "" : ", schedule ", schedule, item);
  } else {
    draft.Report("Item", "", "no item number; a hash of the name stands for the id");
  }
  draft.AddText(PropertyNamed("program"), "SEMA " + regulations, "Country");
  draft.AddText(PropertyNamed(person ? "title"
                              : ship ? "type"
                                     : "description"),
                XmlText(node, "TitleOrShip"), "TitleOrShip");
  draft.AddText(entity::prop::ImoNumber(), ship_number, "ShipIMONumber");
  AddDates(XmlText(node, "DateOfBirthOrShipBuildDate"),
           person ? entity::prop::BirthDate() : PropertyNamed(ship ? "buildDate" : "incorporationDate"),
           draft);
  draft.AddDate(PropertyNamed("listingDate"), XmlText(node, "DateOfListing"), "DateOfListing");
  ReportUnknown(node, draft);
  draft.AddText(entity::prop::Topics(), "sanction", "Country");
  return collector.Take(std::move(draft));
}

}  // namespace

base::Status ReadSemaXml(std::string_view bytes, const std::string& name, const ProblemSink& problems,
                         Collector& collector, XmlWay way) {
  const XmlRecordSink record = [&](const pugi::xml_node& node, std::size_t ordinal) {
    return AddRecord(node, Draft(problems, name, ordinal), collector);
  };
  const XmlRoot root = TRY(ReadXmlRecords(bytes, name, record, way, XmlDepth::kUnderRoot));
  if (root.name == kSemaXmlRoot) return base::Ok();
  return base::Invalid(
      fmt::format("{}: the root element is {}, not {}", name, Shortened(root.name), kSemaXmlRoot));
}

std::vector<std::string> SemaNames(std::string_view text) {
  const std::string whole = Squeeze(text);
  const std::vector<std::string> halves = SplitAt({whole}, "/");
  const bool two_languages = halves.size() == 2 && Words(halves[0]) >= 2 && Words(halves[1]) >= 2;
  return two_languages ? halves : std::vector<std::string>{whole};
}

std::vector<std::string> SemaAliases(std::string_view text, bool person) {
  std::vector<std::string> pieces;
  for (std::string_view piece : SplitOutsideParentheses(text, ';')) pieces.emplace_back(piece);
  for (std::string_view separator : {" / ", " or ", "/ "}) pieces = SplitAt(pieces, separator);
  std::vector<std::string> names;
  const auto keep = [&](std::string name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  };
  for (const std::string& piece : pieces) {
    for (const std::string& name : SplitAtCommas(Squeeze(piece), person)) {
      keep(BeforeLanguage(name));
      keep(WithoutLanguage(name));
    }
  }
  return names;
}

}  // namespace lists
