#include <boost/json.hpp>

#include "crypto/digest.h"
#include "entity/entity.h"
#include "panel/members/bods.h"

namespace panel::members {
namespace {

namespace json = boost::json;

constexpr double kThousandths = 1000;

std::string Upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

json::object CountryObject(const std::string& code) {
  return {{"name", entity::CountryName(code)}, {"code", Upper(code)}};
}

json::array IdentifiersOf(const OwnerRecord& record) {
  json::array identifiers;
  for (const OwnerId& id : record.identifiers) {
    json::object one{{"id", id.id}};
    if (!id.scheme.empty()) one["scheme"] = id.scheme;
    identifiers.push_back(std::move(one));
  }
  return identifiers;
}

json::object EntityDetails(const OwnerRecord& record) {
  json::object details{{"isComponent", false}, {"entityType", json::object{{"type", record.type}}}};
  if (!record.name.empty()) details["name"] = record.name;
  if (!record.other_names.empty())
    details["alternateNames"] = json::array(record.other_names.begin(), record.other_names.end());
  if (!record.country.empty()) details["jurisdiction"] = CountryObject(record.country);
  if (!record.date.empty()) details["foundingDate"] = record.date;
  if (!record.identifiers.empty()) details["identifiers"] = IdentifiersOf(record);
  return details;
}

json::object PersonDetails(const OwnerRecord& record) {
  json::object details{{"isComponent", false}, {"personType", record.type}};
  json::array names;
  if (!record.name.empty()) names.push_back(json::object{{"type", "legal"}, {"fullName", record.name}});
  for (const std::string& name : record.other_names)
    names.push_back(json::object{{"type", "alternative"}, {"fullName", name}});
  if (!names.empty()) details["names"] = std::move(names);
  if (!record.country.empty()) details["nationalities"] = json::array{CountryObject(record.country)};
  if (!record.date.empty()) details["birthDate"] = record.date;
  if (!record.identifiers.empty()) details["identifiers"] = IdentifiersOf(record);
  return details;
}

// A whole number where it is one: 25, not 25.0.
json::value Percent(std::int64_t thousandths) {
  constexpr std::int64_t kOne = 1000;
  if (thousandths % kOne == 0) return thousandths / kOne;
  return static_cast<double>(thousandths) / kThousandths;
}

json::object InterestObject(const OwnerInterest& interest) {
  json::object object;
  if (!interest.type.empty()) object["type"] = interest.type;
  if (!interest.directness.empty()) object["directOrIndirect"] = interest.directness;
  object["beneficialOwnershipOrControl"] = interest.beneficial;
  if (!interest.details.empty()) object["details"] = interest.details;
  json::object share;
  if (interest.exact >= 0) share["exact"] = Percent(interest.exact);
  if (interest.least >= 0) share["minimum"] = Percent(interest.least);
  if (interest.most >= 0) share["maximum"] = Percent(interest.most);
  if (!share.empty()) object["share"] = std::move(share);
  if (!interest.start.empty()) object["startDate"] = interest.start;
  if (!interest.end.empty()) object["endDate"] = interest.end;
  return object;
}

json::object LinkDetails(const OwnerLink& link) {
  json::object details{{"isComponent", false}, {"subject", link.subject}};
  if (!link.party.empty()) {
    details["interestedParty"] = link.party;
  } else {
    json::object why{{"reason", link.reason}};
    if (!link.reason_words.empty()) why["description"] = link.reason_words;
    details["interestedParty"] = std::move(why);
  }
  json::array interests;
  for (const OwnerInterest& interest : link.interests) interests.push_back(InterestObject(interest));
  details["interests"] = std::move(interests);
  return details;
}

json::object StatementOf(const Ownership& ownership, const OwnershipSource& source, std::string_view type,
                         const std::string& record, json::object details) {
  const std::string day = base::FormatDay(source.published);
  json::object statement{{"declarationSubject", ownership.subject},
                         {"statementDate", day},
                         {"recordId", record},
                         {"recordStatus", "new"},
                         {"recordType", type},
                         {"recordDetails", std::move(details)}};
  statement["publicationDetails"] = json::object{{"publicationDate", day},
                                                 {"bodsVersion", "0.4"},
                                                 {"publisher", json::object{{"name", source.publisher}}}};
  json::object whole{{"statementId", crypto::Sha256Hex(json::serialize(statement))}};
  for (auto& [name, value] : statement) whole[name] = value;
  return whole;
}

json::array Statements(const Ownership& ownership, const OwnershipSource& source) {
  json::array statements;
  for (const OwnerRecord& record : ownership.records)
    statements.push_back(StatementOf(ownership, source, record.person ? "person" : "entity", record.record,
                                     record.person ? PersonDetails(record) : EntityDetails(record)));
  for (const OwnerLink& link : ownership.links)
    statements.push_back(StatementOf(ownership, source, "relationship", link.record, LinkDetails(link)));
  return statements;
}

}  // namespace

std::string WriteOwnership(const Ownership& ownership, const OwnershipSource& source) {
  return json::serialize(Statements(ownership, source));
}

std::string OwnersText(const Ownership& ownership) {
  return ownership.empty() ? std::string() : json::serialize(Statements(ownership, {}));
}

base::Result<Ownership> OwnersOf(std::string_view text) {
  if (text.empty()) return Ownership{};
  base::Result<Ownership> read = ReadOwnership(text);
  if (!read) return base::Corrupt("stored statements of owners cannot be read");
  read->left_out = 0;
  return read;
}

const std::vector<std::string_view>& InterestTypes() {
  static const std::vector<std::string_view> kTypes = {"shareholding",
                                                       "votingRights",
                                                       "appointmentOfBoard",
                                                       "otherInfluenceOrControl",
                                                       "seniorManagingOfficial",
                                                       "settlor",
                                                       "trustee",
                                                       "protector",
                                                       "beneficiaryOfLegalArrangement",
                                                       "rightsToSurplusAssetsOnDissolution",
                                                       "rightsToProfitOrIncome",
                                                       "rightsGrantedByContract",
                                                       "conditionalRightsGrantedByContract",
                                                       "controlViaCompanyRulesOrArticles",
                                                       "controlByLegalFramework",
                                                       "boardMember",
                                                       "boardChair",
                                                       "unknownInterest",
                                                       "unpublishedInterest",
                                                       "enjoymentAndUseOfAssets",
                                                       "rightToProfitOrIncomeFromAssets",
                                                       "nominee",
                                                       "nominator"};
  return kTypes;
}

std::string OwnerName(const OwnerRecord& record) {
  if (!record.name.empty() || record.other_names.empty()) return record.name;
  return record.other_names.front();
}

bool IsItself(const Ownership& ownership, const OwnerRecord& record, std::string_view name) {
  return record.record == ownership.subject && !record.person && record.name == name;
}

const std::vector<std::string_view>& UnspecifiedReasons() {
  static const std::vector<std::string_view> kReasons = {"noBeneficialOwners",
                                                         "subjectUnableToConfirmOrIdentifyBeneficialOwner",
                                                         "interestedPartyHasNotProvidedInformation",
                                                         "subjectExemptFromDisclosure",
                                                         "interestedPartyExemptFromDisclosure",
                                                         "unknown",
                                                         "informationUnknownToPublisher"};
  return kReasons;
}

}  // namespace panel::members
