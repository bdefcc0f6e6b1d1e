#include "lists/un_xml.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/date.h"
#include "lists/text_rules.h"

namespace lists {
namespace {

using entity::PropertyNamed;

struct Properties {
  entity::Property position = PropertyNamed("position");
  entity::Property title = PropertyNamed("title");
  entity::Property birth_place = PropertyNamed("birthPlace");
  entity::Property birth_country = PropertyNamed("birthCountry");
  entity::Property listing_date = PropertyNamed("listingDate");
  entity::Property modified_at = PropertyNamed("modifiedAt");
  entity::Property program = PropertyNamed("program");
  entity::Property unsc_id = PropertyNamed("unscId");
  entity::Property social_security = PropertyNamed("socialSecurityNumber");
};

const Properties& Props() {
  static const Properties properties;
  return properties;
}

// Texts of the named children, those that have any, joined.
std::string Joined(const pugi::xml_node& node, std::initializer_list<const char*> children,
                   std::string_view separator) {
  std::string joined;
  for (const char* child : children) {
    const std::string text = XmlText(node, child);
    if (text.empty()) continue;
    if (!joined.empty()) joined += separator;
    joined += text;
  }
  return joined;
}

std::string Lower(const pugi::xml_node& node, const char* child) {
  return LowerAscii(XmlText(node, child));
}

void AddAlias(const pugi::xml_node& node, Draft& draft) {
  const std::string quality = Lower(node, "QUALITY");
  const std::string note = XmlText(node, "NOTE");
  entity::Property property = entity::prop::Alias();
  if (quality == "low") property = entity::prop::WeakAlias();
  if (quality == "f.k.a.") property = entity::prop::PreviousName();
  const std::string alias = XmlText(node, "ALIAS_NAME");
  std::string remark;
  for (const std::string& name : AliasNames(alias, remark)) draft.AddText(property, name, "ALIAS_NAME");
  draft.AddText(property, XmlText(node, "NAME_ORIGINAL_SCRIPT"), "NAME_ORIGINAL_SCRIPT of an alias");
  if (!note.empty())
    draft.AddNote(fmt::format("{}: {}", alias.empty() ? "alias" : alias, note), "NOTE of an alias");
  if (!remark.empty())
    draft.AddNote(fmt::format("{}: {}", alias.substr(0, alias.find_first_of(",(")), remark), "ALIAS_NAME");
  draft.AddDate(entity::prop::BirthDate(), XmlText(node, "DATE_OF_BIRTH"), "DATE_OF_BIRTH of an alias");
  draft.AddText(Props().birth_place, Joined(node, {"CITY_OF_BIRTH", "COUNTRY_OF_BIRTH"}, ", "),
                "CITY_OF_BIRTH of an alias");
  draft.AddCountry(Props().birth_country, XmlText(node, "COUNTRY_OF_BIRTH"), "COUNTRY_OF_BIRTH of an alias");
}

void AddAddress(const pugi::xml_node& node, Draft& draft) {
  const std::string address = Joined(node, {"STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY"}, ", ");
  const std::string note = XmlText(node, "NOTE");
  const std::string country = XmlText(node, "COUNTRY");
  if (address != country) draft.AddText(entity::prop::AddressText(), address, "ADDRESS");
  draft.AddCountry(entity::prop::Country(), country, "ADDRESS/COUNTRY");
  if (!note.empty())
    draft.AddNote(address.empty() ? note : fmt::format("{}: {}", address, note), "NOTE of an address");
}

// YEAR, DATE, FROM_YEAR with TO_YEAR, or only a NOTE: "Nov. 1973", "30-35 years old".
void AddBirthDate(const pugi::xml_node& node, Draft& draft) {
  const bool circa = Lower(node, "TYPE_OF_DATE") == "approximately";
  const std::string note = XmlText(node, "NOTE");
  std::string date = XmlText(node, "DATE");
  const std::string year = XmlText(node, "YEAR");
  const std::string from = XmlText(node, "FROM_YEAR");
  const std::string to = XmlText(node, "TO_YEAR");
  if (date.empty() && !year.empty()) {
    date = year;
    if (const std::string finer = note + " " + year; !note.empty() && base::ParseDate(finer))
      date = finer;  // "Sep." 1958
  }
  if (date.empty() && !from.empty()) date = to.empty() ? from : from + " to " + to;
  if (date.empty()) {
    if (!note.empty()) draft.AddDate(entity::prop::BirthDate(), note, "DATE_OF_BIRTH/NOTE");
    return;
  }
  draft.AddDate(entity::prop::BirthDate(), circa ? "circa " + date : date, "DATE_OF_BIRTH");
  if (!note.empty())
    draft.AddNote(fmt::format("Date of birth {}: {}", date, note), "NOTE of a date of birth");
}

void AddBirthPlace(const pugi::xml_node& node, Draft& draft) {
  const std::string country = XmlText(node, "COUNTRY");
  const std::string note = XmlText(node, "NOTE");
  draft.AddText(Props().birth_place, Joined(node, {"STREET", "CITY", "STATE_PROVINCE", "COUNTRY"}, ", "),
                "PLACE_OF_BIRTH");
  draft.AddCountry(Props().birth_country, country, "PLACE_OF_BIRTH/COUNTRY");
  if (!note.empty()) draft.AddNote("Place of birth: " + note, "NOTE of a place of birth");
}

entity::Property DocumentProperty(std::string_view description) {
  const auto says = [&](std::string_view word) { return description.find(word) != std::string_view::npos; };
  if (says("passport") || says("passeport") || says("pasaporte")) return entity::prop::PassportNumber();
  if (says("social security")) return Props().social_security;
  if (says("fiscal")) return entity::prop::TaxNumber();
  return entity::prop::IdNumber();
}

void AddDocument(const pugi::xml_node& node, Draft& draft) {
  const std::string type = Joined(node, {"TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2"}, ", ");
  const std::string printed = XmlText(node, "NUMBER");
  // Some entries have the number inside the type's text, or only a note.
  const std::string& holder = printed.empty() && HasDigit(type) ? type : printed;
  const std::string details =
      Joined(node, {"ISSUING_COUNTRY", "COUNTRY_OF_ISSUE", "CITY_OF_ISSUE", "DATE_OF_ISSUE", "NOTE"}, ", ");
  if (!holder.empty()) {
    // "Passport" in the type says what the document is, unless the number's own text says something else.
    const std::string own = LowerAscii(holder);
    const bool telling = own.find("identi") != std::string::npos || own.find("licence") != std::string::npos;
    draft.AddText(DocumentProperty(telling ? own : LowerAscii(type) + " " + own), DocumentNumber(holder),
                  "DOCUMENT/NUMBER");
  }
  if (details.empty() && DocumentNumber(holder) == holder) return;
  std::string note = type.empty() ? "Document" : type;
  if (!printed.empty()) note += " " + printed;
  draft.AddNote(details.empty() ? note : fmt::format("{} ({})", note, details), "DOCUMENT");
}

void AddValues(const pugi::xml_node& node, entity::Property property, const char* origin, Draft& draft) {
  for (const pugi::xml_node& value : node.children("VALUE")) draft.Add(property, XmlText(value), origin);
}

bool AddNested(std::string_view tag, const pugi::xml_node& node, Draft& draft) {
  if (tag == "INDIVIDUAL_ALIAS" || tag == "ENTITY_ALIAS") {
    AddAlias(node, draft);
  } else if (tag == "INDIVIDUAL_ADDRESS" || tag == "ENTITY_ADDRESS") {
    AddAddress(node, draft);
  } else if (tag == "INDIVIDUAL_DATE_OF_BIRTH") {
    AddBirthDate(node, draft);
  } else if (tag == "INDIVIDUAL_PLACE_OF_BIRTH") {
    AddBirthPlace(node, draft);
  } else if (tag == "INDIVIDUAL_DOCUMENT" || tag == "ENTITY_DOCUMENT") {
    AddDocument(node, draft);
  } else if (tag == "NATIONALITY") {
    AddValues(node, entity::prop::Nationality(), "NATIONALITY", draft);
  } else if (tag == "DESIGNATION") {
    AddValues(node, Props().position, "DESIGNATION", draft);
  } else if (tag == "TITLE") {
    AddValues(node, Props().title, "TITLE", draft);
  } else if (tag == "LAST_DAY_UPDATED") {
    std::string last;  // ISO dates sort as texts
    for (const pugi::xml_node& value : node.children("VALUE")) last = std::max(last, XmlText(value));
    draft.AddDate(Props().modified_at, last, "LAST_DAY_UPDATED");
  } else {
    return false;
  }
  return true;
}

// Elements that are used elsewhere in this file or say nothing about the party.
bool IsOther(std::string_view tag) {
  static constexpr std::array<std::string_view, 12> kOther = {
      "FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME",       "REFERENCE_NUMBER", "DATAID",
      "VERSIONNUM", "LIST_TYPE",   "SORT_KEY",   "SORT_KEY_LAST_MOD", "DELISTED_ON",      "SUBMITTED_ON"};
  return std::find(kOther.begin(), kOther.end(), tag) != kOther.end();
}

void AddElement(const pugi::xml_node& node, Draft& draft) {
  const std::string_view tag = node.name();
  if (IsOther(tag) || AddNested(tag, node, draft)) return;
  const std::string text = XmlText(node);
  if (tag == "NAME_ORIGINAL_SCRIPT") {
    draft.AddText(entity::prop::Alias(), text, "NAME_ORIGINAL_SCRIPT");
  } else if (tag == "UN_LIST_TYPE") {
    draft.AddText(Props().program, text, "UN_LIST_TYPE");
  } else if (tag == "LISTED_ON") {
    draft.AddDate(Props().listing_date, text, "LISTED_ON");
  } else if (tag == "GENDER") {
    draft.AddGender(text, "GENDER");
  } else if (tag.starts_with("COMMENTS")) {
    draft.AddNote(text, "COMMENTS");
  } else if (tag.starts_with("NATIONALITY")) {
    draft.AddCountry(entity::prop::Nationality(), text, "NATIONALITY");
  } else if (node.first_child()) {
    draft.Report(tag, Shortened(text), "an element this reader does not know; its text is not used");
  }
}

base::Status AddRecord(const pugi::xml_node& node, Draft&& draft, Collector& collector) {
  entity::Entity& entity = draft.entity();
  const std::string_view tag = node.name();
  if (tag != "INDIVIDUAL" && tag != "ENTITY") {
    draft.Report(tag, "", "neither an INDIVIDUAL nor an ENTITY; not read");
    return base::Ok();
  }
  entity.schema = tag == "INDIVIDUAL" ? entity::schema::Person() : entity::schema::Organization();
  entity.id = XmlText(node, "REFERENCE_NUMBER");
  entity.caption = Joined(node, {"FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"}, " ");
  draft.AddText(entity::prop::Name(), entity.caption, "FIRST_NAME … FOURTH_NAME");
  draft.AddText(Props().unsc_id, entity.id, "REFERENCE_NUMBER");
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() == pugi::node_element) AddElement(child, draft);
  }
  draft.AddText(entity::prop::Topics(), "sanction", "UN_LIST_TYPE");
  return collector.Take(std::move(draft));
}

}  // namespace

base::Status ReadUnXml(std::string_view bytes, const std::string& name, const ProblemSink& problems,
                       Collector& collector, Edition& edition, XmlWay way) {
  const XmlRecordSink record = [&](const pugi::xml_node& node, std::size_t ordinal) {
    return AddRecord(node, Draft(problems, name, ordinal), collector);
  };
  const XmlRoot root = TRY(ReadXmlRecords(bytes, name, record, way));
  if (root.name != "CONSOLIDATED_LIST") {
    return base::Invalid(
        fmt::format("{}: the root element is {}, not CONSOLIDATED_LIST", name, Shortened(root.name)));
  }
  const auto generated = root.attributes.find("dateGenerated");
  if (generated != root.attributes.end()) {
    if (const base::Result<base::PartialDate> date = base::ParseDate(generated->second))
      edition.date = base::FormatDate(*date);
  }
  return base::Ok();
}

}  // namespace lists
