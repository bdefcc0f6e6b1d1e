// The UN Security Council's consolidated list.
#include <fmt/format.h>

#include <iterator>

#include "world/list_files.h"

namespace world {
namespace {

using Out = std::back_insert_iterator<std::string>;

std::string XmlText(std::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

// ---- UN
// ------------------------------------------------------------------------------------------------------------------

void Tag(std::string& xml, std::string_view indent, std::string_view name, std::string_view text) {
  if (text.empty()) {
    fmt::format_to(Out(xml), "{}<{}/>\n", indent, name);
  } else {
    fmt::format_to(Out(xml), "{}<{}>{}</{}>\n", indent, name, XmlText(text), name);
  }
}

// A person's name in up to four fields: a word a field, the rest in the last.
void UnNameFields(std::string& xml, const ListedParty& party) {
  constexpr std::string_view kFields[] = {"FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"};
  std::vector<Word> words = LatinWords(party.actor);
  std::vector<std::string> fields;
  for (const Word& word : words) {
    if (fields.size() < std::size(kFields)) {
      fields.push_back(Capitals(word.text));
    } else {
      fields.back() += " " + Capitals(word.text);
    }
  }
  for (std::size_t i = 0; i < fields.size(); ++i) Tag(xml, "      ", kFields[i], fields[i]);
}

void UnAliases(std::string& xml, const ListedParty& party) {
  const std::string_view element = party.actor.person ? "INDIVIDUAL_ALIAS" : "ENTITY_ALIAS";
  const auto one = [&](std::string_view quality, std::string_view name) {
    fmt::format_to(Out(xml), "      <{}>\n", element);
    Tag(xml, "        ", "QUALITY", quality);
    Tag(xml, "        ", "ALIAS_NAME", name);
    fmt::format_to(Out(xml), "      </{}>\n", element);
  };
  if (party.aliases.empty()) one("", "");
  for (const Alias& alias : party.aliases) {
    const bool weak = alias.quality == AliasQuality::kWeak;
    const bool former = alias.quality == AliasQuality::kFormer;
    one(party.actor.person ? (weak ? "Low" : "Good") : (former ? "f.k.a." : "a.k.a."), alias.text);
  }
}

void UnAddress(std::string& xml, const ListedParty& party) {
  const std::string_view element = party.actor.person ? "INDIVIDUAL_ADDRESS" : "ENTITY_ADDRESS";
  fmt::format_to(Out(xml), "      <{}>\n", element);
  if (party.shown.address) {
    Tag(xml, "        ", "STREET", party.actor.street);
    Tag(xml, "        ", "CITY", Variant(party.actor.city->latin, 0));
  }
  Tag(xml, "        ", "COUNTRY", party.actor.market->country);
  fmt::format_to(Out(xml), "      </{}>\n", element);
}

void UnPersonFacts(std::string& xml, const ListedParty& party) {
  const Actor& actor = party.actor;
  if (party.shown.birth_date) {
    xml += "      <INDIVIDUAL_DATE_OF_BIRTH>\n";
    Tag(xml, "        ", "TYPE_OF_DATE", party.shown.birth_year_only ? "APPROXIMATELY" : "EXACT");
    if (party.shown.birth_year_only) {
      Tag(xml, "        ", "YEAR", actor.birth_date.substr(0, 4));
    } else {
      Tag(xml, "        ", "DATE", actor.birth_date);
    }
    xml += "      </INDIVIDUAL_DATE_OF_BIRTH>\n";
  }
  if (!party.shown.number_id) {
    xml += "      <INDIVIDUAL_DOCUMENT/>\n";
    return;
  }
  xml += "      <INDIVIDUAL_DOCUMENT>\n";
  Tag(xml, "        ", "TYPE_OF_DOCUMENT", "Passport");
  Tag(xml, "        ", "NUMBER", actor.number_id);
  Tag(xml, "        ", "ISSUING_COUNTRY", actor.market->country);
  xml += "      </INDIVIDUAL_DOCUMENT>\n";
}

void UnEntry(std::string& xml, const ListedParty& party, const Entry& entry, std::size_t ordinal,
             std::string_view day) {
  const std::string_view element = party.actor.person ? "INDIVIDUAL" : "ENTITY";
  fmt::format_to(Out(xml), "    <{}>\n      <DATAID>{}</DATAID>\n      <VERSIONNUM>1</VERSIONNUM>\n", element,
                 9000000 + ordinal);
  if (party.actor.person) {
    UnNameFields(xml, party);
  } else {
    Tag(xml, "      ", "FIRST_NAME", Capitals(party.primary));
  }
  Tag(xml, "      ", "UN_LIST_TYPE", "Made-up world");
  Tag(xml, "      ", "REFERENCE_NUMBER", entry.id);
  Tag(xml, "      ", "LISTED_ON", day);
  if (party.actor.person) Tag(xml, "      ", "GENDER", party.actor.female ? "Female" : "Male");
  if (party.shown.native_name) Tag(xml, "      ", "NAME_ORIGINAL_SCRIPT", NativeName(party.actor));
  Tag(xml, "      ", "COMMENTS1",
      !party.actor.person && party.shown.number_id
          ? fmt::format("Made-up party. Registration number {}.", party.actor.number_id)
          : "Made-up party.");
  if (party.actor.person) {
    xml += "      <NATIONALITY>\n";
    Tag(xml, "        ", "VALUE", party.actor.market->country);
    xml += "      </NATIONALITY>\n";
  }
  xml += "      <LIST_TYPE>\n        <VALUE>UN List</VALUE>\n      </LIST_TYPE>\n";
  UnAliases(xml, party);
  UnAddress(xml, party);
  if (party.actor.person) UnPersonFacts(xml, party);
  fmt::format_to(Out(xml), "      <SORT_KEY/>\n      <SORT_KEY_LAST_MOD/>\n    </{}>\n", element);
}

}  // namespace

std::string UnXml(const std::vector<ListedParty>& parties, std::string_view day) {
  std::string xml = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      "<CONSOLIDATED_LIST xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
      "xsi:noNamespaceSchemaLocation=\"https://www.un.org/sc/resources/sc-sanctions.xsd\" "
      "dateGenerated=\"{}T00:00:00.000Z\">\n",
      day);
  for (bool person : {true, false}) {
    xml += person ? "  <INDIVIDUALS>\n" : "  <ENTITIES>\n";
    for (std::size_t i = 0; i < parties.size(); ++i) {
      const Entry* entry = EntryOn(parties[i], ListKind::kUn);
      if (entry != nullptr && parties[i].actor.person == person) UnEntry(xml, parties[i], *entry, i, day);
    }
    xml += person ? "  </INDIVIDUALS>\n" : "  </ENTITIES>\n";
  }
  return xml + "</CONSOLIDATED_LIST>\n";
}

}  // namespace world
