#include "voice/casework/concern_book.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "crypto/encoding.h"
#include "voice/casework/assessment.h"
#include "voice/intake/json_texts.h"

namespace voice {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, static_cast<std::size_t>(gate::Category::kCount)> kCategories = {
    "abuse_of_vulnerability",
    "deception",
    "restriction_of_movement",
    "isolation",
    "violence",
    "intimidation",
    "retention_of_documents",
    "withholding_of_wages",
    "debt_bondage",
    "abusive_conditions",
    "excessive_overtime",
    "other"};

base::Error Damaged() {
  return base::Corrupt("the concerns of a case are damaged");
}

// Each object of the list, or kCorrupt.
template <typename Read>
base::Status EachIn(const json::object& object, std::string_view name, Read read) {
  const json::value* list = object.if_contains(name);
  if (list == nullptr) return base::Ok();
  if (!list->is_array()) return Damaged();
  for (const json::value& one : list->get_array()) {
    if (!one.is_object()) return Damaged();
    TRY(read(one.get_object()));
  }
  return base::Ok();
}

base::Result<Naming> ReadNaming(const json::object& object) {
  Naming naming{.id = NamingId::FromStore(TextAt(object, "id")),
                .name = TextAt(object, "name"),
                .country = TextAt(object, "country"),
                .place = TextAt(object, "place"),
                .category = CategoryNamed(TextAt(object, "category")).value_or(gate::Category::kOther),
                .day = NumberAt(object, "day"),
                .taken_back = {},
                .ids = {}};
  if (object.contains("taken_back")) naming.taken_back = NumberAt(object, "taken_back");
  TRY(EachIn(object, "ids", [&](const json::object& id) {
    naming.ids.push_back({TextAt(id, "party"), gate::ConcernId::FromStore(TextAt(id, "concern"))});
    return base::Ok();
  }));
  return naming;
}

base::Result<gate::PersonGateId> ReadPerson(const std::string& text) {
  const base::Result<crypto::Bytes> bytes = crypto::HexDecode(text);
  gate::PersonGateId person{};
  if (!bytes || bytes->size() != person.size()) return Damaged();
  std::copy(bytes->begin(), bytes->end(), person.begin());
  return person;
}

}  // namespace

std::string_view CategoryName(gate::Category category) {
  return kCategories.at(static_cast<std::size_t>(category));
}

std::optional<gate::Category> CategoryNamed(std::string_view name) {
  const auto found = std::find(kCategories.begin(), kCategories.end(), name);
  if (found == kCategories.end()) return std::nullopt;
  return static_cast<gate::Category>(found - kCategories.begin());
}

// The gate has the ILO's indicators in their order, then "other".
std::string CategoryWord(const html::Locale& locale, gate::Category category) {
  static_assert(static_cast<int>(gate::Category::kOther) == kIndicators);
  if (category == gate::Category::kOther) return locale.tr("Something else");
  return IndicatorWord(locale, static_cast<int>(category) + 1);
}

std::string TextOf(const ConcernBook& book) {
  json::array namings, kept, linked;
  for (const Naming& naming : book.namings) {
    json::array ids;
    for (const ConfirmedId& id : naming.ids)
      ids.push_back(json::object{{"party", id.party}, {"concern", id.concern.text()}});
    json::object written{{"id", naming.id.text()},    {"name", naming.name},
                         {"country", naming.country}, {"place", naming.place},
                         {"day", naming.day},         {"category", CategoryName(naming.category)},
                         {"ids", std::move(ids)}};
    if (naming.taken_back) written["taken_back"] = *naming.taken_back;
    namings.push_back(std::move(written));
  }
  for (const KeptName& name : book.kept)
    kept.push_back(json::object{{"name", name.name}, {"country", name.country}, {"day", name.day}});
  for (const CaseId& id : book.linked) linked.push_back(json::object{{"case", id.text()}});
  json::object all{{"namings", std::move(namings)}, {"kept", std::move(kept)}, {"linked", std::move(linked)}};
  if (book.person) all["person"] = crypto::HexEncode(*book.person);
  return json::serialize(all);
}

base::Result<ConcernBook> ReadConcernBook(std::string_view text) {
  ConcernBook book;
  if (text.empty()) return book;
  const json::object all = TRY(ObjectIn(text));
  if (const std::string person = TextAt(all, "person"); !person.empty())
    book.person = TRY(ReadPerson(person));
  const auto naming = [&](const json::object& one) -> base::Status {
    book.namings.push_back(TRY(ReadNaming(one)));
    return base::Ok();
  };
  TRY(EachIn(all, "namings", naming));
  TRY(EachIn(all, "kept", [&](const json::object& one) -> base::Status {
    book.kept.push_back({TextAt(one, "name"), TextAt(one, "country"), NumberAt(one, "day")});
    return base::Ok();
  }));
  TRY(EachIn(all, "linked", [&](const json::object& one) -> base::Status {
    book.linked.push_back(CaseId::FromStore(TextAt(one, "case")));
    return base::Ok();
  }));
  return book;
}

}  // namespace voice
