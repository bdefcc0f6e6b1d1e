#pragma once
// Rows of memoranda and clauses, in the caller's transaction; who may see them is the caller's matter.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "panel/agreements/memoranda.h"

namespace panel::memoranda_store {

// "SELECT … FROM memorandum m " for FromRow; without parties.
std::string_view Select();
Memorandum FromRow(const db::Row& row);
base::Result<Memorandum> Get(db::Transaction& tx, const MemorandumId& id);  // kNotFound; with parties
base::Status Insert(db::Transaction& tx, const Memorandum& memorandum);
base::Status Update(db::Transaction& tx, const Memorandum& memorandum);  // kConflict: another version
base::Status PutParties(db::Transaction& tx, const Memorandum& memorandum);
// Codes of the library in order, each at its newest version in the memorandum's language (else English), then
// the clause of its own. Errors: kInvalid, naming the code that there is not.
base::Status PutClauses(db::Transaction& tx, const Memorandum& memorandum,
                        const std::vector<std::string>& codes, std::string_view own);
base::Status PutVariables(db::Transaction& tx, const MemorandumId& id, std::string_view lines);
// Parties, clauses and variables of one edition for the next.
base::Status CopyParts(db::Transaction& tx, const Memorandum& from, const Memorandum& to);
base::Result<std::map<std::string, std::string>> Variables(db::Transaction& tx, const MemorandumId& id);
base::Result<std::vector<ClauseText>> ClausesOf(db::Transaction& tx, const MemorandumId& id);
base::Result<MemorandumDraft> DraftOf(db::Transaction& tx, const Memorandum& memorandum);
base::Result<std::vector<Memorandum>> Editions(db::Transaction& tx, const MemorandumId& root);
base::Result<std::int64_t> LastEdition(db::Transaction& tx, const MemorandumId& root);

base::Result<std::int64_t> PutClause(db::Transaction& tx, const PanelId& panel, const ClauseId& fresh,
                                     const ClauseText& text, base::UtcTime now);
base::Result<std::vector<ClauseText>> Clauses(db::Transaction& tx, const PanelId& panel);

base::Status AddSignature(db::Transaction& tx, base::Random& random, const MemorandumId& id,
                          const Signature& signature, std::string_view recorded_by);
base::Result<std::vector<Signature>> Signatures(db::Transaction& tx, const MemorandumId& id);
base::Status AddEvent(db::Transaction& tx, const Memorandum& memorandum, MemorandumAct act,
                      std::string_view party, std::string_view reason, base::UtcTime now);
base::Result<std::vector<MemorandumEvent>> Events(db::Transaction& tx, const MemorandumId& id);

// Lines that are not empty, without blanks around.
std::vector<std::string> LinesOf(std::string_view text);

}  // namespace panel::memoranda_store
