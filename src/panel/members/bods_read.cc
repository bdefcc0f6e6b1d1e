#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cmath>
#include <map>
#include <set>

#include "base/limits.h"
#include "base/limits_panel.h"
#include "desk/tr.h"
#include "entity/entity.h"
#include "panel/members/bods.h"

namespace panel::members {
namespace {
namespace json = boost::json;

constexpr std::array<std::string_view, 7> kEntityTypes = {"registeredEntity", "legalEntity",   "arrangement",
                                                          "anonymousEntity",  "unknownEntity", "state",
                                                          "stateBody"};
constexpr std::array<std::string_view, 3> kPersonTypes = {"anonymousPerson", "unknownPerson", "knownPerson"};
constexpr std::array<std::string_view, 3> kStatuses = {"new", "updated", "closed"};
constexpr std::array<std::string_view, 3> kDirectness = {"direct", "indirect", "unknown"};
constexpr std::size_t kLeastIdBytes = 32, kMostIdBytes = 64;
constexpr double kThousandths = 1000;
constexpr std::int64_t kWhole = 100'000;

template <typename List>
bool IsIn(const List& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// One statement while it is read; knows its number for what it says of mistakes.
class Statement {
 public:
  Statement(std::size_t number, const json::object& object) : number_(number), object_(object) {}

  const json::object& object() const { return object_; }
  base::Error Wrong(std::string_view member, std::string_view what) const {
    return base::Invalid(fmt::format("statement {}: \"{}\" {}", number_, member, what));
  }
  base::Result<std::string> Text(const json::object& from, std::string_view member, bool required) const {
    const json::value* value = from.if_contains(member);
    if (value == nullptr || value->is_null()) {
      if (required) return Wrong(member, "is missing");
      return std::string();
    }
    if (!value->is_string()) return Wrong(member, "must be a text");
    return std::string(value->get_string());
  }
  base::Result<std::string> OneOf(const json::object& from, std::string_view member, bool required,
                                  std::span<const std::string_view> list) const {
    std::string text = TRY(Text(from, member, required));
    if (!text.empty() && !IsIn(list, text)) return Wrong(member, fmt::format("has no code \"{}\"", text));
    return text;
  }
  base::Result<const json::object*> Object(const json::object& from, std::string_view member,
                                           bool required) const {
    const json::value* value = from.if_contains(member);
    if (value == nullptr || value->is_null()) {
      if (required) return Wrong(member, "is missing");
      return static_cast<const json::object*>(nullptr);
    }
    if (!value->is_object()) return Wrong(member, "must be an object");
    return &value->get_object();
  }
  base::Result<std::vector<const json::object*>> Objects(const json::object& from,
                                                         std::string_view member) const {
    std::vector<const json::object*> objects;
    const json::value* value = from.if_contains(member);
    if (value == nullptr || value->is_null()) return objects;
    if (!value->is_array()) return Wrong(member, "must be a list");
    for (const json::value& item : value->get_array()) {
      if (!item.is_object()) return Wrong(member, "must be a list of objects");
      objects.push_back(&item.get_object());
    }
    return objects;
  }
  base::Result<bool> Truth(const json::object& from, std::string_view member, bool required) const {
    const json::value* value = from.if_contains(member);
    if (value == nullptr || value->is_null()) {
      if (required) return Wrong(member, "is missing");
      return false;
    }
    if (!value->is_bool()) return Wrong(member, "must be true or false");
    return value->get_bool();
  }

 private:
  std::size_t number_;
  const json::object& object_;
};

bool AreDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool IsBetween(std::string_view text, int least, int most) {
  constexpr int kBase = 10;
  return AreDigits(text) && text.size() == 2 && (text[0] - '0') * kBase + (text[1] - '0') >= least &&
         (text[0] - '0') * kBase + (text[1] - '0') <= most;
}

// YYYY-MM-DD; with `partly` also YYYY and YYYY-MM; a time of day may follow a whole day.
bool IsDate(std::string_view text, bool partly) {
  constexpr std::size_t kYear = 4, kMonth = 7, kDay = 10;
  constexpr int kMonths = 12, kDays = 31;
  if (!AreDigits(text.substr(0, std::min(kYear, text.size()))) || text.size() < kYear) return false;
  if (text.size() == kYear) return partly;
  if (text.size() < kMonth || text[kYear] != '-' || !IsBetween(text.substr(kYear + 1, 2), 1, kMonths))
    return false;
  if (text.size() == kMonth) return partly;
  if (text.size() < kDay || text[kMonth] != '-' || !IsBetween(text.substr(kMonth + 1, 2), 1, kDays))
    return false;
  return text.size() == kDay || text[kDay] == 'T';
}

base::Result<std::string> DateIn(const Statement& at, const json::object& from, std::string_view member,
                                 bool partly) {
  std::string date = TRY(at.Text(from, member, false));
  if (!date.empty() && !IsDate(date, partly))
    return at.Wrong(member, fmt::format("is no date: \"{}\"", date));
  return date;
}

// The country of a Jurisdiction or Country object, where it has a code that ISO 3166-1 knows.
base::Result<std::string> CountryIn(const Statement& at, const json::object* place) {
  if (place == nullptr) return std::string();
  const std::string code = TRY(at.Text(*place, "code", false));
  if (std::string_view country = entity::CountryCode(code.substr(0, 2)); !country.empty() && code.size() >= 2)
    return std::string(country);
  return std::string(entity::CountryCode(TRY(at.Text(*place, "name", false))));
}

base::Status ReadIdentifiers(const Statement& at, const json::object& details, OwnerRecord& record) {
  for (const json::object* item : TRY(at.Objects(details, "identifiers"))) {
    OwnerId id;
    id.scheme = TRY(at.Text(*item, "scheme", false));
    if (id.scheme.empty()) id.scheme = TRY(at.Text(*item, "schemeName", false));
    id.id = TRY(at.Text(*item, "id", false));
    if (!id.id.empty()) record.identifiers.push_back(std::move(id));
  }
  return base::Ok();
}

base::Status ReadEntity(const Statement& at, const json::object& details, OwnerRecord& record) {
  const json::object* type = TRY(at.Object(details, "entityType", true));
  record.type = TRY(at.OneOf(*type, "type", true, kEntityTypes));
  record.name = TRY(at.Text(details, "name", false));
  if (const json::value* names = details.if_contains("alternateNames");
      names != nullptr && !names->is_null()) {
    if (!names->is_array()) return at.Wrong("alternateNames", "must be a list of texts");
    for (const json::value& name : names->get_array()) {
      if (!name.is_string()) return at.Wrong("alternateNames", "must be a list of texts");
      record.other_names.emplace_back(name.get_string());
    }
  }
  const json::object* place = TRY(at.Object(details, "jurisdiction", false));
  record.country = TRY(CountryIn(at, place));
  record.date = TRY(DateIn(at, details, "foundingDate", true));
  return base::Ok();
}

base::Status ReadPerson(const Statement& at, const json::object& details, OwnerRecord& record) {
  record.type = TRY(at.OneOf(details, "personType", true, kPersonTypes));
  for (const json::object* name : TRY(at.Objects(details, "names"))) {
    std::string full = TRY(at.Text(*name, "fullName", false));
    if (full.empty()) {
      const std::string given = TRY(at.Text(*name, "givenName", false));
      const std::string family = TRY(at.Text(*name, "familyName", false));
      full = given + (given.empty() || family.empty() ? "" : " ") + family;
    }
    if (full.empty()) continue;
    if (record.name.empty())
      record.name = std::move(full);
    else
      record.other_names.push_back(std::move(full));
  }
  const std::vector<const json::object*> nationalities = TRY(at.Objects(details, "nationalities"));
  if (!nationalities.empty()) record.country = TRY(CountryIn(at, nationalities.front()));
  record.date = TRY(DateIn(at, details, "birthDate", true));
  if (record.type == "knownPerson" && record.name.empty())
    return at.Wrong("names", "of a known person are missing");
  return base::Ok();
}

base::Result<std::int64_t> PercentIn(const Statement& at, const json::object& share,
                                     std::string_view member) {
  const json::value* value = share.if_contains(member);
  if (value == nullptr || value->is_null()) return std::int64_t{-1};
  if (!value->is_number()) return at.Wrong(member, "must be a number");
  const double number = value->to_number<double>() * kThousandths;
  if (!(number >= 0 && number <= static_cast<double>(kWhole)))
    return at.Wrong(member, "must be between 0 and 100");
  return static_cast<std::int64_t>(std::llround(number));
}

base::Status ReadShare(const Statement& at, const json::object& share, OwnerInterest& interest) {
  interest.exact = TRY(PercentIn(at, share, "exact"));
  interest.least = TRY(PercentIn(at, share, "minimum"));
  interest.most = TRY(PercentIn(at, share, "maximum"));
  if (interest.least < 0) interest.least = TRY(PercentIn(at, share, "exclusiveMinimum"));
  if (interest.most < 0) interest.most = TRY(PercentIn(at, share, "exclusiveMaximum"));
  if (interest.exact >= 0) interest.least = interest.most = interest.exact;
  if (interest.least >= 0 && interest.most >= 0 && interest.least > interest.most)
    return at.Wrong("share", "has a minimum above its maximum");
  return base::Ok();
}

base::Result<OwnerInterest> ReadInterest(const Statement& at, const json::object& object) {
  OwnerInterest interest;
  interest.type = TRY(at.OneOf(object, "type", false, InterestTypes()));
  interest.directness = TRY(at.OneOf(object, "directOrIndirect", false, kDirectness));
  interest.beneficial = TRY(at.Truth(object, "beneficialOwnershipOrControl", false));
  interest.details = TRY(at.Text(object, "details", false));
  interest.start = TRY(DateIn(at, object, "startDate", false));
  interest.end = TRY(DateIn(at, object, "endDate", false));
  if (const json::object* share = TRY(at.Object(object, "share", false)))
    TRY(ReadShare(at, *share, interest));
  return interest;
}

// A record's id, or why there is none.
base::Status ReadEnd(const Statement& at, const json::object& details, std::string_view member,
                     std::string& record, OwnerLink& link) {
  const json::value* value = details.if_contains(member);
  if (value == nullptr) return at.Wrong(member, "is missing");
  if (value->is_string()) {
    record = std::string(value->get_string());
    return base::Ok();
  }
  const json::object* why = value->if_object();
  if (why == nullptr)
    return at.Wrong(member, "must be a record's id, or an object that says why there is none");
  link.reason = TRY(at.OneOf(*why, "reason", true, UnspecifiedReasons()));
  link.reason_words = TRY(at.Text(*why, "description", false));
  return base::Ok();
}

base::Result<OwnerLink> ReadLink(const Statement& at, const json::object& details) {
  OwnerLink link;
  TRY(ReadEnd(at, details, "subject", link.subject, link));
  if (link.subject.empty())
    return at.Wrong("subject", "is not given; nothing can be said of nobody's owners");
  TRY(ReadEnd(at, details, "interestedParty", link.party, link));
  for (const json::object* item : TRY(at.Objects(details, "interests")))
    link.interests.push_back(TRY(ReadInterest(at, *item)));
  return link;
}

std::size_t Unknown(const json::object& object, std::initializer_list<std::string_view> known) {
  std::size_t unknown = 0;
  for (const auto& [name, value] : object)
    if (!IsIn(known, std::string_view(name))) ++unknown;
  return unknown;
}

class Reader {
 public:
  base::Status Read(std::size_t number, const json::object& object) {
    const Statement at(number, object);
    const std::string id = TRY(at.Text(object, "statementId", true));
    if (id.size() < kLeastIdBytes || id.size() > kMostIdBytes)
      return at.Wrong("statementId", "must have 32 to 64 characters");
    if (!ids_.insert(id).second) return at.Wrong("statementId", "stands at two statements");
    const std::string subject = TRY(at.Text(object, "declarationSubject", true));
    if (ownership_.subject.empty()) ownership_.subject = subject;
    TRY(DateIn(at, object, "statementDate", false));
    if (const json::object* published = TRY(at.Object(object, "publicationDetails", false))) {
      const std::string version = TRY(at.Text(*published, "bodsVersion", true));
      if (version != "0.4") return at.Wrong("bodsVersion", fmt::format("is {}; 0.4 is read here", version));
    }
    static constexpr std::array<std::string_view, 3> kTypes = {"entity", "person", "relationship"};
    const std::string type = TRY(at.OneOf(object, "recordType", true, kTypes));
    const std::string status = TRY(at.OneOf(object, "recordStatus", false, kStatuses));
    const std::string record = TRY(at.Text(object, "recordId", true));
    const json::object* details = TRY(at.Object(object, "recordDetails", true));
    TRY(at.Truth(*details, "isComponent", true));
    ownership_.left_out +=
        Unknown(object, {"statementId", "declarationSubject", "statementDate", "recordId", "recordType",
                         "recordStatus", "recordDetails", "publicationDetails"});
    // Later statements of a record take the place of earlier ones; a closed record is gone.
    if (type == "relationship") return TakeLink(at, record, *details, status == "closed");
    return TakeRecord(at, record, *details, type == "person", status == "closed");
  }

  base::Result<Ownership> Done() {
    for (OwnerRecord& record : records_in_order()) ownership_.records.push_back(std::move(record));
    for (const std::string& id : link_order_)
      if (links_.contains(id)) ownership_.links.push_back(links_.at(id));
    TRY(CheckLinks());
    return std::move(ownership_);
  }

 private:
  base::Status TakeRecord(const Statement& at, const std::string& id, const json::object& details,
                          bool person, bool closed) {
    OwnerRecord record;
    record.record = id;
    record.person = person;
    if (person) {
      TRY(ReadPerson(at, details, record));
      ownership_.left_out += Unknown(
          details, {"isComponent", "personType", "names", "nationalities", "birthDate", "identifiers"});
    } else {
      TRY(ReadEntity(at, details, record));
      ownership_.left_out += Unknown(details, {"isComponent", "entityType", "name", "alternateNames",
                                               "jurisdiction", "foundingDate", "identifiers"});
    }
    TRY(ReadIdentifiers(at, details, record));
    if (!records_.contains(id)) record_order_.push_back(id);
    if (closed)
      records_.erase(id);
    else
      records_[id] = std::move(record);
    return base::Ok();
  }

  base::Status TakeLink(const Statement& at, const std::string& id, const json::object& details,
                        bool closed) {
    OwnerLink link = TRY(ReadLink(at, details));
    link.record = id;
    ownership_.left_out += Unknown(details, {"isComponent", "subject", "interestedParty", "interests"});
    if (!links_.contains(id)) link_order_.push_back(id);
    if (closed)
      links_.erase(id);
    else
      links_[id] = std::move(link);
    return base::Ok();
  }

  std::vector<OwnerRecord> records_in_order() const {
    std::vector<OwnerRecord> records;
    std::set<std::string> taken;
    for (const std::string& id : record_order_)
      if (records_.contains(id) && taken.insert(id).second) records.push_back(records_.at(id));
    return records;
  }

  base::Status CheckLinks() const {
    for (const OwnerLink& link : ownership_.links) {
      const auto subject = records_.find(link.subject);
      if (subject == records_.end())
        return base::Invalid(fmt::format("relationship \"{}\": no statement describes its subject \"{}\"",
                                         link.record, link.subject));
      if (subject->second.person)
        return base::Invalid(fmt::format("relationship \"{}\": its subject is a person", link.record));
      if (!link.party.empty() && !records_.contains(link.party))
        return base::Invalid(
            fmt::format("relationship \"{}\": no statement describes its interested party \"{}\"",
                        link.record, link.party));
    }
    if (ownership_.records.empty()) return base::Ok();
    const auto declared = records_.find(ownership_.subject);
    if (declared == records_.end())
      return base::Invalid(
          fmt::format("no statement describes the subject of the declaration, \"{}\"", ownership_.subject));
    if (declared->second.person)
      return base::Invalid(
          fmt::format("the subject of the declaration, \"{}\", is a person", ownership_.subject));
    return base::Ok();
  }

  Ownership ownership_;
  std::set<std::string> ids_;
  std::map<std::string, OwnerRecord> records_;
  std::vector<std::string> record_order_;
  std::map<std::string, OwnerLink> links_;
  std::vector<std::string> link_order_;
};

}  // namespace

base::Result<Ownership> ReadOwnership(std::string_view text) {
  if (text.size() > base::kMaxOwnershipBytes)
    return base::TooLarge(fmt::format("a document of owners has at most {} bytes (kMaxOwnershipBytes)",
                                      base::kMaxOwnershipBytes));
  boost::system::error_code error;
  json::parse_options options;
  options.max_depth = base::kMaxJsonDepth;
  const json::value document = json::parse(text, error, {}, options);
  if (error) return base::Invalid(desk::tr("This is not JSON."));
  const json::array* statements = document.if_array();
  if (statements == nullptr) return base::Invalid(desk::tr("A list of statements is expected: [ {…}, {…} ]"));
  if (statements->size() > base::kMaxOwnershipStatements)
    return base::TooLarge(
        fmt::format("a document of owners has at most {} statements (kMaxOwnershipStatements)",
                    base::kMaxOwnershipStatements));
  Reader reader;
  for (std::size_t i = 0; i < statements->size(); ++i) {
    const json::object* object = (*statements)[i].if_object();
    if (object == nullptr) return base::Invalid(fmt::format("statement {}: an object is expected", i + 1));
    TRY(reader.Read(i + 1, *object));
  }
  return reader.Done();
}

}  // namespace panel::members
