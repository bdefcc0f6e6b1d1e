#pragma once
// Who owns and controls an organisation, as statements of the Beneficial Ownership Data Standard, version 0.4
// (standard.openownership.org, schema of July 2024), in and out. Of a document everything is checked that the
// schema demands; kept is what the model below has, which is what screening and due diligence look at; what
// else a statement says is counted in `left_out` and never changes what is kept. Reading what WriteOwnership
// wrote gives the same model. Pure; thread-safe; linear in the document.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace panel::members {

struct OwnerId {
  std::string scheme;  // "GB-COH", or empty
  std::string id;
  bool operator==(const OwnerId&) const = default;
};

// An entity (a company, trust, state) or a natural person.
struct OwnerRecord {
  std::string record;  // recordId, unique in the document
  bool person = false;
  std::string type;  // entityType.type or personType: "registeredEntity", "knownPerson"
  std::string name;
  std::vector<std::string> other_names;
  std::string country;  // alpha-2 in lower case: jurisdiction, or first nationality
  std::string date;     // founding or birth: YYYY, YYYY-MM or YYYY-MM-DD
  std::vector<OwnerId> identifiers;
  bool operator==(const OwnerRecord&) const = default;
};

struct OwnerInterest {
  std::string type;        // interestType: "shareholding"
  std::string directness;  // "direct", "indirect", "unknown"
  bool beneficial = false;
  std::string details;
  // Percentages in thousandths (25.5 % is 25500), or -1: not said. Where `exact` is given so are the others.
  std::int64_t exact = -1;
  std::int64_t least = -1;
  std::int64_t most = -1;
  std::string start;  // YYYY-MM-DD or empty
  std::string end;
  bool operator==(const OwnerInterest&) const = default;
};

struct OwnerLink {
  std::string record;   // recordId of the relationship
  std::string subject;  // an entity's record
  std::string party;    // an entity's or a person's record; empty: `reason` says why
  std::string reason;   // unspecifiedReason: "noBeneficialOwners"
  std::string reason_words;
  std::vector<OwnerInterest> interests;
  bool operator==(const OwnerLink&) const = default;
};

struct Ownership {
  std::string subject;  // record of the organisation itself
  std::vector<OwnerRecord> records;
  std::vector<OwnerLink> links;
  std::size_t left_out = 0;  // members of statements that the model does not have; only after reading
  bool empty() const { return records.empty() && links.empty(); }
};

// A document: an array of statements. Errors: kInvalid, naming the statement (counted from 1) and the member;
// kTooLarge (kMaxOwnershipBytes, kMaxOwnershipStatements).
base::Result<Ownership> ReadOwnership(std::string_view json);

struct OwnershipSource {
  std::string publisher;  // name of the organisation
  base::UtcTime published;
};
// One statement a record, in the model's order: entities and persons before the relationships that name them.
// Statement ids are made from contents, so the same model and day give the same document.
std::string WriteOwnership(const Ownership& ownership, const OwnershipSource& source);

// For a store: the model as text and back. Errors: kCorrupt.
std::string OwnersText(const Ownership& ownership);
base::Result<Ownership> OwnersOf(std::string_view text);

// The name to show and compare: the first other name where there is no name; empty: not named at all.
std::string OwnerName(const OwnerRecord& record);
// Whether the record describes the organisation called `name` itself: it is the declaration's subject under
// that very name. A subject under another name is somebody to look at.
bool IsItself(const Ownership& ownership, const OwnerRecord& record, std::string_view name);

// Code lists of the standard, in its order.
const std::vector<std::string_view>& InterestTypes();
const std::vector<std::string_view>& UnspecifiedReasons();

}  // namespace panel::members
