#pragma once
// What a case keeps, sealed, of the gate: who the person is to it, which companies and recruiters a concern
// was confirmed about, names to look for again, and the other cases of the same person. The document
// "concerns". Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "gate/types.h"
#include "html/locale.h"
#include "voice/types.h"

namespace voice {

// "abuse_of_vulnerability": as stored and in forms.
std::string_view CategoryName(gate::Category category);
std::optional<gate::Category> CategoryNamed(std::string_view name);
std::string CategoryWord(const html::Locale& locale, gate::Category category);

// A company may be known to the installation under several ids; one confirmation for each.
struct ConfirmedId {
  std::string party;
  gate::ConcernId concern;
  bool operator==(const ConfirmedId&) const = default;
};
using NamingId = base::Id<struct NamingTag>;

// A company or recruiter as it was shown when a concern about it was confirmed.
struct Naming {
  NamingId id;
  std::string name, country, place;
  gate::Category category = gate::Category::kOther;
  Day day = 0;
  std::optional<Day> taken_back;
  std::vector<ConfirmedId> ids;  // what is confirmed; none where it was taken back
  bool operator==(const Naming&) const = default;
};

struct KeptName {
  std::string name, country;
  Day day = 0;
  bool operator==(const KeptName&) const = default;
};

struct ConcernBook {
  std::optional<gate::PersonGateId> person;  // shared by linked cases; made at first need
  std::vector<Naming> namings;               // oldest first
  std::vector<KeptName> kept;
  std::vector<CaseId> linked;  // the other cases of the same person
  bool operator==(const ConcernBook&) const = default;
};

std::string TextOf(const ConcernBook& book);
// An empty text is an empty book. Errors: kCorrupt.
base::Result<ConcernBook> ReadConcernBook(std::string_view text);

}  // namespace voice
