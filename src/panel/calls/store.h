#pragma once
// Rows of calls, in the caller's transaction; who may see them is the caller's matter. Errors: those of the
// database, and kNotFound and kConflict where said.

#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "panel/calls/types.h"

namespace panel::calls::store {

// "SELECT … FROM panel_call c … " for CallFromRow.
std::string_view SelectCall();
Call CallFromRow(const db::Row& row);
base::Result<Call> GetCall(db::Transaction& tx, const CallId& id);  // kNotFound
base::Status InsertCall(db::Transaction& tx, const Call& call);
base::Status UpdateCall(db::Transaction& tx, Call& call);  // kConflict: another version; counts it up

base::Result<std::vector<CallPart>> PartsOf(db::Transaction& tx, const CallId& id);  // by kind and number
base::Status PutParts(db::Transaction& tx, const CallId& id, const std::vector<CallPart>& parts);
struct Invited {
  MemberId member;
  std::string name;
};
base::Result<std::vector<Invited>> InvitedOf(db::Transaction& tx, const CallId& id);  // by name
base::Status PutInvited(db::Transaction& tx, const CallId& id, const std::vector<MemberId>& members);
base::Result<bool> IsInvited(db::Transaction& tx, const CallId& id, const MemberId& member);

base::Status AddCallEvent(db::Transaction& tx, const Call& call, CallAct act, std::string_view reason,
                          base::UtcTime now);
base::Result<std::vector<CallEvent>> CallEvents(db::Transaction& tx, const CallId& id);  // newest first

// `reader`: whose own questions are marked.
base::Result<std::vector<Question>> QuestionsOf(db::Transaction& tx, const CallId& id,
                                                const MemberId& reader);
base::Result<Question> GetQuestion(db::Transaction& tx, const QuestionId& id);  // kNotFound
base::Status InsertQuestion(db::Transaction& tx, const Question& question, const MemberId& asker);
base::Status UpdateQuestion(db::Transaction& tx, const Question& question);  // kConflict

// Parts of one kind, in order.
std::vector<CallPart> PartsOf(const std::vector<CallPart>& parts, PartKind kind);

}  // namespace panel::calls::store
