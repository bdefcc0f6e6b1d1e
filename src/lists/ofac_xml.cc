#include "lists/ofac_xml.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "lists/ofac_remarks.h"
#include "lists/text_rules.h"

namespace lists {
namespace {

using entity::PropertyNamed;

// "LAST, First", as the CSV layout prints it.
std::string WholeName(const pugi::xml_node& node) {
  const std::string last = XmlText(node, "lastName");
  const std::string first = XmlText(node, "firstName");
  if (first.empty() || last.empty()) return last + first;
  return fmt::format("{}, {}", last, first);
}

std::string_view WithoutRegion(std::string_view country) {
  constexpr std::string_view kRegion = "region: ";
  return StartsWithIgnoringCase(country, kRegion) ? country.substr(kRegion.size()) : country;
}

void AddCountry(const std::string& text, entity::Property property, std::string_view origin, Draft& draft) {
  const std::string folded = Folded(text);
  if (folded == "undetermined" || folded == "none identified") return;
  // OFAC prints the adjective where it does not print a state.
  draft.AddCountry(property, folded == "palestinian" || folded == "region: gaza" ? "ps" : WithoutRegion(text),
                   origin);
}

void AddAka(const pugi::xml_node& node, Draft& draft) {
  const std::string type = Folded(XmlText(node, "type"));
  const bool weak = Folded(XmlText(node, "category")) == "weak";
  entity::Property property = weak ? entity::prop::WeakAlias() : entity::prop::Alias();
  if (type == "f.k.a.") property = entity::prop::PreviousName();
  if (type != "a.k.a." && type != "f.k.a." && type != "n.k.a.")
    draft.Report("aka/type", type, "not a.k.a., f.k.a. or n.k.a.; read as an alias");
  draft.AddText(property, WholeName(node), "akaList/aka");
}

void AddAddress(const pugi::xml_node& node, Draft& draft) {
  std::string address;
  for (const char* part :
       {"address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country"}) {
    const std::string text = XmlText(node, part);
    if (text.empty() || Folded(text) == "undetermined") continue;
    if (!address.empty()) address += ", ";
    address += text;
  }
  const std::string country = XmlText(node, "country");
  if (address != country) draft.AddText(entity::prop::AddressText(), address, "addressList/address");
  AddCountry(country, entity::prop::Country(), "addressList/address/country", draft);
}

void AddId(const pugi::xml_node& node, Draft& draft, RemarkCounts& counts) {
  const std::string country = XmlText(node, "idCountry");
  std::string clause = fmt::format("{} {}", XmlText(node, "idType"), XmlText(node, "idNumber"));
  if (!country.empty()) clause += fmt::format(" ({})", country);
  if (const std::string issued = XmlText(node, "issueDate"); !issued.empty()) clause += " issued " + issued;
  if (const std::string expires = XmlText(node, "expirationDate"); !expires.empty())
    clause += " expires " + expires;
  ReadOfacClause(clause, draft, counts);
}

void AddVessel(const pugi::xml_node& node, Draft& draft) {
  draft.AddText(PropertyNamed("callSign"), XmlText(node, "callSign"), "vesselInfo/callSign");
  draft.AddText(PropertyNamed("type"), XmlText(node, "vesselType"), "vesselInfo/vesselType");
  draft.AddText(PropertyNamed("deadweightTonnage"), XmlText(node, "tonnage"), "vesselInfo/tonnage");
  draft.AddText(PropertyNamed("grossRegisteredTonnage"), XmlText(node, "grossRegisteredTonnage"),
                "vesselInfo/grossRegisteredTonnage");
  AddCountry(XmlText(node, "vesselFlag"), PropertyNamed("flag"), "vesselInfo/vesselFlag", draft);
  if (const std::string owner = XmlText(node, "vesselOwner"); !owner.empty())
    draft.AddNote("Owner: " + owner, "vesselInfo/vesselOwner");
}

// "Moscow, Russia": the country is what stands behind a comma.
void AddBirthPlace(const std::string& place, Draft& draft) {
  draft.AddText(PropertyNamed("birthPlace"), place, "placeOfBirthList/placeOfBirthItem");
  for (std::size_t comma = place.find(','); comma != std::string::npos; comma = place.find(',', comma + 1)) {
    const std::string_view code = entity::CountryCode(Trim(std::string_view(place).substr(comma + 1)));
    if (code.empty()) continue;
    draft.AddText(PropertyNamed("birthCountry"), code, "placeOfBirthList/placeOfBirthItem");
    return;
  }
}

// The items of a list element; false where the element is no such list.
bool AddList(const pugi::xml_node& list, Draft& draft, RemarkCounts& counts) {
  const std::string_view tag = list.name();
  const auto each = [&](const char* item, const auto& add) {
    for (const pugi::xml_node& node : list.children(item)) add(node);
    return true;
  };
  if (tag == "programList")
    return each("program", [&](const pugi::xml_node& node) {
      draft.AddText(PropertyNamed("program"), XmlText(node), "programList/program");
    });
  if (tag == "akaList") return each("aka", [&](const pugi::xml_node& node) { AddAka(node, draft); });
  if (tag == "addressList")
    return each("address", [&](const pugi::xml_node& node) { AddAddress(node, draft); });
  if (tag == "idList") return each("id", [&](const pugi::xml_node& node) { AddId(node, draft, counts); });
  if (tag == "dateOfBirthList")
    return each("dateOfBirthItem", [&](const pugi::xml_node& node) {
      draft.AddDate(entity::prop::BirthDate(), XmlText(node, "dateOfBirth"),
                    "dateOfBirthList/dateOfBirthItem");
    });
  if (tag == "placeOfBirthList")
    return each("placeOfBirthItem",
                [&](const pugi::xml_node& node) { AddBirthPlace(XmlText(node, "placeOfBirth"), draft); });
  if (tag == "nationalityList")
    return each("nationality", [&](const pugi::xml_node& node) {
      AddCountry(XmlText(node, "country"), entity::prop::Nationality(), "nationalityList", draft);
    });
  if (tag == "citizenshipList")
    return each("citizenship", [&](const pugi::xml_node& node) {
      AddCountry(XmlText(node, "country"), entity::prop::Citizenship(), "citizenshipList", draft);
    });
  return false;
}

entity::Schema SchemaOf(const pugi::xml_node& node, const Draft& draft) {
  const std::string type = Folded(XmlText(node, "sdnType"));
  if (type == "individual") return entity::schema::Person();
  if (type == "vessel") return entity::schema::Vessel();
  if (type == "aircraft") return entity::schema::Airplane();
  if (type != "entity") draft.Report("sdnType", type, "not a type we know; read as an organisation");
  return entity::schema::Organization();
}

void AddElement(const pugi::xml_node& node, Draft& draft, RemarkCounts& counts) {
  static constexpr std::array<std::string_view, 4> kElsewhere = {"uid", "firstName", "lastName", "sdnType"};
  const std::string_view tag = node.name();
  if (std::find(kElsewhere.begin(), kElsewhere.end(), tag) != kElsewhere.end()) return;
  if (AddList(node, draft, counts)) return;
  if (tag == "vesselInfo") {
    AddVessel(node, draft);
  } else if (tag == "remarks") {
    ReadOfacRemarks(XmlText(node), draft, counts);
  } else if (tag == "title") {
    const bool person = draft.entity().schema == entity::schema::Person();
    draft.AddText(PropertyNamed(person ? "position" : "description"), XmlText(node), "title");
  } else if (node.first_child()) {
    draft.Report(tag, Shortened(XmlText(node)), "an element this reader does not know; its text is not used");
  }
}

base::Status AddEntry(const pugi::xml_node& node, Draft&& draft, Collector& collector) {
  entity::Entity& entity = draft.entity();
  entity.schema = SchemaOf(node, draft);
  entity.id = XmlText(node, "uid");
  entity.caption = WholeName(node);
  draft.AddText(entity::prop::Name(), entity.caption, "lastName, firstName");
  if (entity.schema == entity::schema::Person()) {
    draft.AddText(entity::prop::LastName(), XmlText(node, "lastName"), "lastName");
    draft.AddText(entity::prop::FirstName(), XmlText(node, "firstName"), "firstName");
  }
  RemarkCounts counts;
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() == pugi::node_element) AddElement(child, draft, counts);
  }
  draft.AddText(entity::prop::Topics(), "sanction", "programList");
  return collector.Take(std::move(draft));
}

void ReadPublication(const pugi::xml_node& node, const Draft& draft, Edition& edition,
                     std::string& promised) {
  promised = XmlText(node, "Record_Count");
  const std::string published = XmlText(node, "Publish_Date");
  const base::Result<DateReading> date = ReadDates(published, DateOrder::kMonthFirst);
  if (date && date->dates.size() == 1) {
    edition.date = date->dates.front();
  } else if (!published.empty()) {
    draft.Report("Publish_Date", Shortened(published), "not a date; the list's date is not known");
  }
}

}  // namespace

base::Status ReadOfacXml(std::string_view bytes, const std::string& name, const ProblemSink& problems,
                         Collector& collector, Edition& edition, XmlWay way) {
  std::string promised;
  std::size_t entries = 0;
  const XmlRecordSink record = [&](const pugi::xml_node& node, std::size_t ordinal) -> base::Status {
    const std::string_view tag = node.name();
    Draft draft(problems, name, tag == "sdnEntry" ? ++entries : ordinal);
    if (tag == "sdnEntry") return AddEntry(node, std::move(draft), collector);
    if (tag == "publshInformation" || tag == "publishInformation") {
      ReadPublication(node, draft, edition, promised);
    } else {
      draft.Report(tag, "", "neither an sdnEntry nor the publication's facts; not read");
    }
    return base::Ok();
  };
  const XmlRoot root = TRY(ReadXmlRecords(bytes, name, record, way, XmlDepth::kUnderRoot));
  if (root.name != kOfacXmlRoot)
    return base::Invalid(
        fmt::format("{}: the root element is {}, not {}", name, Shortened(root.name), kOfacXmlRoot));
  if (!promised.empty() && promised != std::to_string(entries)) {
    problems(Problem{name, 0, "Record_Count", Shortened(promised),
                     fmt::format("the file holds {} entries; it may be cut off", entries)});
  }
  return base::Ok();
}

}  // namespace lists
