#pragma once
// The parties' SQL. Every function works in the transaction it is given and names the organisation. Internal
// to the queue.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "db/sql_text.h"
#include "screening/queue/parties.h"

namespace screening::party_store {

// Columns of Select in the order that Read takes them; `open` adds the count of open alerts.
std::string Select(bool open);
base::Result<Party> Read(const db::Row& row);

// Adds " AND …" for each part of the filter.
base::Status AddFilter(db::Transaction& tx, db::SqlText& sql, const desk::OrgId& org,
                       const PartyFilter& filter);
// " AND …" for every word: the party in `id_column` has a word that begins with it. Rare words are looked up
// first, common ones are checked row by row; which is which is asked of the database.
base::Status AddWords(db::Transaction& tx, db::SqlText& sql, std::string_view id_column,
                      const desk::OrgId& org, std::string_view text);

base::Result<Party> Get(db::Transaction& tx, const desk::OrgId& org, const PartyId& id);
base::Result<std::vector<Party>> WithKeys(db::Transaction& tx, const desk::OrgId& org,
                                          const std::vector<std::string>& keys);

// What a party is told apart by: version and times are set by the functions. `outcome`: what an import did to
// it, for its counts.
base::Status Insert(db::Transaction& tx, const desk::OrgId& org, std::span<const Party> parties,
                    std::string_view outcome);
// Everything but id, key and creation; the party waits for its screening afterwards where `screen`.
base::Status Update(db::Transaction& tx, const desk::OrgId& org, const Party& party, std::string_view outcome,
                    bool screen);

// That an import names a party which it does not change.
base::Status Touch(db::Transaction& tx, const desk::OrgId& org, const Party& party);

// The contents behind alerts, by hash; listed entries with an empty organisation.
struct Copy {
  std::string hash;
  std::string text;
};
base::Status PutCopies(db::Transaction& tx, const desk::OrgId& org, std::span<const Copy> copies);
base::Result<entity::Entity> GetCopy(db::Transaction& tx, const desk::OrgId& org, std::string_view hash);

}  // namespace screening::party_store
