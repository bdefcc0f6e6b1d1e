#pragma once
// An activity as Manumit reads and writes it: what a project, its money and its results need of the IATI 2.03
// standard. What a file holds beyond that is left out when it is read.
//
// In kind, and stages that the standard does not know, stand as attributes of our own namespace (kNamespace)
// at <transaction>, so that others read a plain transaction and we read back what we wrote.

#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "base/result.h"
#include "iati/document.h"
#include "iati/schema.h"

namespace iati {

inline constexpr std::string_view kNamespace = "urn:manumit:iati:1";

struct Organisation {
  std::string ref;
  std::string type;  // OrganisationType
  std::string role;  // OrganisationRole, of participating organisations
  std::string name;
  bool operator==(const Organisation&) const = default;
};

struct ActivityDay {
  std::string type;  // ActivityDateType: 1 planned start, 2 actual start, 3 planned end, 4 actual end
  std::string date;
  bool operator==(const ActivityDay&) const = default;
};

// A country ("KH"), a sector ("15160") or a tag ("8.7"), each with what belongs to it.
struct Coded {
  std::string code;
  std::string vocabulary;
  std::string percentage;
  bool operator==(const Coded&) const = default;
};

struct Budget {
  std::string start;
  std::string end;
  base::Money value;
  std::string value_date;
  bool revised = false;  // BudgetType 2: takes the place of the original one of the same period
  bool operator==(const Budget&) const = default;
};

struct Transaction {
  int line = 0;  // when read
  std::string ref;
  std::string type;  // TransactionType
  std::string date;
  base::Money value;
  std::string value_date;
  std::string description;
  Organisation provider;
  Organisation receiver;
  // Of our own namespace; empty where there are none.
  std::string stage;
  std::string quantity;
  std::string unit;
  std::string valued_by;
  std::string commitment;
  std::string reverses;  // ref of the transaction taken back
  bool operator==(const Transaction&) const = default;
};

struct PeriodValue {
  bool actual = false;  // else a target
  std::string value;
  std::string dimension;  // "sex=female"
  std::string comment;
  bool operator==(const PeriodValue&) const = default;
};
struct ResultPeriod {
  std::string start;
  std::string end;
  std::vector<PeriodValue> values;  // targets first
  bool operator==(const ResultPeriod&) const = default;
};
struct Indicator {
  std::string title;
  std::string measure;  // IndicatorMeasure
  bool ascending = true;
  std::string baseline_year;
  std::string baseline_value;
  std::vector<ResultPeriod> periods;
  bool operator==(const Indicator&) const = default;
};
struct ActivityResult {
  std::string type;  // ResultType: 1 output, 2 outcome, 3 impact
  std::string title;
  std::vector<Indicator> indicators;
  bool operator==(const ActivityResult&) const = default;
};

struct Activity {
  int line = 0;  // when read
  std::string identifier;
  std::string language;  // xml:lang
  std::string default_currency;
  Organisation reporting;
  std::string title;
  std::string description;
  std::vector<Organisation> participating;
  std::vector<Coded> other_identifiers;  // code: the reference; vocabulary: OtherIdentifierType
  std::string status;                    // ActivityStatus
  std::vector<ActivityDay> dates;
  std::vector<Coded> countries;
  std::vector<Coded> regions;
  std::vector<Coded> sectors;
  std::vector<Coded> tags;
  std::vector<Budget> budgets;
  std::vector<Transaction> transactions;
  std::vector<ActivityResult> results;
};

// All activities of a document that satisfies the schema; `wrong` gets what cannot be taken over, by line (a
// currency nobody knows, an amount with more than six digits after the point). Errors: kInvalid where the
// file does not satisfy the schema (the first finding), those of ReadDocument.
base::Result<std::vector<Activity>> ReadActivities(const Pull& pull, const std::string& name,
                                                   const FindingSink& wrong);

// One file, activity by activity:
//   Writer writer(generated);  writer.Add(activity);  Save(writer.Done());
class Writer {
 public:
  explicit Writer(std::string_view generated);  // an xsd:dateTime
  void Add(const Activity& activity);
  std::string Done();  // once

 private:
  std::string text_;
};

}  // namespace iati
