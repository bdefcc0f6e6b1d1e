#pragma once
// Names and addresses of people and organisations within a transaction of ours, for owners of actions, mails
// and pages. Thread-safe. Cost: one indexed statement each.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "desk/people/people.h"

namespace panel {

struct KnownPerson {
  desk::PersonId id;
  std::string email;
  std::string name;
  std::string locale;
};
struct KnownOrg {
  desk::OrgId id;
  std::string slug;
  std::string name;
};

// Active ones only.
base::Result<std::optional<KnownPerson>> FindPerson(db::Transaction& tx, const desk::PersonId& id);
base::Result<std::optional<KnownPerson>> FindPersonByEmail(db::Transaction& tx, std::string_view email);
base::Result<std::optional<KnownOrg>> FindOrg(db::Transaction& tx, const desk::OrgId& id);
base::Result<std::optional<KnownOrg>> FindOrgBySlug(db::Transaction& tx, std::string_view slug);
// The organisations she belongs to, ordered.
base::Result<std::vector<desk::OrgId>> OrgsOf(db::Transaction& tx, const desk::PersonId& person);
// Who speaks for the organisation in the panel: its active delegates and secretaries, by id.
base::Result<std::vector<KnownPerson>> SpeakersOf(db::Transaction& tx, const desk::OrgId& org);

// Remembers names, for lists.
class NamesOfPeople {
 public:
  explicit NamesOfPeople(db::Transaction& tx) : tx_(tx) {}
  base::Result<std::string> Person(const desk::PersonId& id);  // empty where there is none
  base::Result<std::string> Org(const desk::OrgId& id);

 private:
  db::Transaction& tx_;
  std::map<std::string, std::string> known_;
};

}  // namespace panel
