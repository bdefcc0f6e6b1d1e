// What is sealed of a closed session, and to whom.

#include <algorithm>
#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/sessions/access.h"

namespace panel {
namespace {

base::Error NotOfThisSession() {
  return base::NotFound(desk::tr("there is no such sealed record"));
}

base::Status MustBelong(db::Transaction& tx, const PanelSessionId& session, const vault::RecordId& record) {
  const auto row = TRY(tx.QueryOne(
      "SELECT 1 FROM panel_session_sealed WHERE record_id = $1 AND session_id = $2", {record, session}));
  if (!row) return NotOfThisSession();
  return base::Ok();
}

base::Status SetLetIn(db::Transaction& tx, const PanelSessionId& session, const desk::PersonId& person,
                      bool let_in) {
  TRY(tx.Execute("UPDATE panel_session_participant SET let_in = $3 WHERE session_id = $1 AND person_id = $2",
                 {session, person, let_in}));
  return base::Ok();
}

base::Result<bool> HasKeys(db::Transaction& tx, const Participant& one) {
  const auto row =
      TRY(tx.QueryOne("SELECT 1 FROM vault_key WHERE org_id = $1 AND person_id = $2", {one.org, one.person}));
  return row.has_value();
}

}  // namespace

std::string WordsText(const Words& words) {
  boost::json::object object;
  for (const auto& [name, value] : words) object[name] = value;
  return boost::json::serialize(object);
}

base::Result<Words> WordsOf(std::string_view text) {
  boost::system::error_code error;
  const boost::json::value value = boost::json::parse(text, error);
  if (error || !value.is_object()) return base::Corrupt(desk::tr("a stored text is damaged"));
  Words words;
  for (const auto& [name, part] : value.get_object()) {
    if (!part.is_string()) return base::Corrupt(desk::tr("a stored text is damaged"));
    words.emplace(std::string(name), std::string(part.get_string()));
  }
  return words;
}

std::string_view WordOf(const Words& words, std::string_view name) {
  const auto found = words.find(name);
  return found == words.end() ? std::string_view() : std::string_view(found->second);
}

base::Result<std::vector<vault::Keyholder>> SessionAccess::Holders(db::Transaction& tx,
                                                                   const PanelSessionId& session) {
  std::vector<vault::Keyholder> holders;
  for (const Participant& one : TRY(Participants(tx, session)))
    if (one.let_in && one.belongs()) holders.push_back({one.org, one.person});
  return holders;
}

base::Result<std::vector<vault::RecordId>> SessionAccess::Records(db::Transaction& tx,
                                                                  const PanelSessionId& session) {
  std::vector<vault::RecordId> records;
  for (const db::Row& row : TRY(tx.Query(
           "SELECT record_id FROM panel_session_sealed WHERE session_id = $1 ORDER BY record_id", {session})))
    records.push_back(row.IdAt<vault::RecordId>(0));
  return records;
}

base::Result<StoredWords> SessionAccess::Store(db::Transaction& tx, const PanelSession& session,
                                               const Words& words) {
  if (!session.closed()) return StoredWords{WordsText(words), {}};
  const vault::RecordId record = TRY(SealContent(tx, session.id, WordsText(words)));
  return StoredWords{{}, record};
}

base::Result<StoredWords> SessionAccess::Replace(db::Transaction& tx, const PanelSession& session,
                                                 const StoredWords& before, const Words& words) {
  if (before.sealed.empty()) return Store(tx, session, words);
  TRY(ReplaceContent(tx, session.id, before.sealed, WordsText(words)));
  return before;
}

base::Status SessionAccess::Drop(db::Transaction& tx, const PanelSession& session,
                                 const StoredWords& stored) {
  if (stored.sealed.empty()) return base::Ok();
  return RemoveContent(tx, session.id, stored.sealed);
}

base::Result<Words> SessionAccess::Read(db::Transaction& tx, const PanelSession& session,
                                        const StoredWords& stored, const vault::UnlockedPerson* reader) {
  if (stored.sealed.empty()) return WordsOf(stored.open.empty() ? "{}" : stored.open);
  if (reader == nullptr)
    return base::Error{
        base::Code::kUnauthenticated, desk::tr("This is sealed: unlock your vault to read it."), {}};
  const crypto::SecretBytes text = TRY(OpenContent(tx, *reader, session.id, stored.sealed));
  return WordsOf(crypto::AsText(text.view()));
}

base::Result<vault::RecordId> SessionAccess::SealContent(db::Transaction& tx, const PanelSessionId& session,
                                                         std::string_view text) {
  const std::vector<vault::Keyholder> holders = TRY(Holders(tx, session));
  const vault::RecordId record = vault::RecordId::New(seams_.random);
  TRY(vault_.SealShared(tx, holders, record, crypto::AsBytes(text)));
  TRY(tx.Execute("INSERT INTO panel_session_sealed(record_id, session_id) VALUES ($1, $2)",
                 {record, session}));
  return record;
}

base::Status SessionAccess::ReplaceContent(db::Transaction& tx, const PanelSessionId& session,
                                           const vault::RecordId& record, std::string_view text) {
  TRY(MustBelong(tx, session, record));
  return vault_.ReplaceShared(tx, record, crypto::AsBytes(text));
}

base::Status SessionAccess::RemoveContent(db::Transaction& tx, const PanelSessionId& session,
                                          const vault::RecordId& record) {
  TRY(MustBelong(tx, session, record));
  TRY(tx.Execute("DELETE FROM panel_session_sealed WHERE record_id = $1", {record}));
  return vault_.RemoveShared(tx, record);
}

base::Result<crypto::SecretBytes> SessionAccess::OpenContent(db::Transaction& tx,
                                                             const vault::UnlockedPerson& reader,
                                                             const PanelSessionId& session,
                                                             const vault::RecordId& record) {
  TRY(MustBelong(tx, session, record));
  return vault_.OpenShared(tx, reader, record);
}

base::Result<std::int64_t> SessionAccess::LetIn(db::Transaction& tx, const vault::UnlockedPerson& by,
                                                const PanelSessionId& session) {
  std::vector<vault::Keyholder> more;
  std::int64_t without_keys = 0;
  for (const Participant& one : TRY(Participants(tx, session))) {
    if (!one.belongs() || one.let_in) continue;
    if (TRY(HasKeys(tx, one))) {
      more.push_back({one.org, one.person});
    } else {
      ++without_keys;
    }
  }
  if (more.empty()) return without_keys;
  for (const vault::RecordId& record : TRY(Records(tx, session)))
    TRY(vault_.AddToShared(tx, by, record, more));
  for (const vault::Keyholder& holder : more) TRY(SetLetIn(tx, session, holder.person, true));
  return without_keys;
}

base::Status SessionAccess::ShutOut(db::Transaction& tx, const Participant& participant) {
  if (!participant.let_in) return base::Ok();
  const vault::Keyholder holder{participant.org, participant.person};
  for (const vault::RecordId& record : TRY(Records(tx, participant.session))) {
    const base::Status removed = vault_.RemoveFromShared(tx, record, holder);
    if (!removed && removed.error().code != base::Code::kNotFound) return removed.error();
  }
  return SetLetIn(tx, participant.session, participant.person, false);
}

base::Result<std::int64_t> SessionAccess::Renew(db::Transaction& tx, const vault::UnlockedPerson& by,
                                                const PanelSessionId& session) {
  std::int64_t renewed = 0;
  for (const vault::RecordId& record : TRY(Records(tx, session)))
    if (TRY(vault_.RenewShared(tx, by, record))) ++renewed;
  return renewed;
}

}  // namespace panel
