#include "voice/referral/rows.h"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/limits_referral.h"
#include "crypto/encoding.h"
#include "desk/tr.h"
#include "voice/intake/json_texts.h"
#include "voice/intake/padding.h"

namespace voice::referral {
namespace {

namespace json = boost::json;

constexpr std::int64_t kOutcomeDays = 30;   // after it was accepted, word of the outcome is expected within
constexpr std::int64_t kDeletionDays = 14;  // a request for deletion is to be answered within
constexpr std::size_t kNumberLetters = 6;

std::optional<Day> DayAt(const db::Row& row, std::size_t column) {
  if (row.IsNull(column)) return std::nullopt;
  return row.Int(column);
}

std::string DraftPlace(const ReferralId& id) {
  return "referral " + id.text();
}

std::string ToldPlace(const ReferralId& id) {
  return "referral told " + id.text();
}

std::string WordPlace(const ReferralId& id, std::int64_t place) {
  return fmt::format("referral word {} {}", id.text(), place);
}

std::string TextOf(const Word& word) {
  return json::serialize(json::object{{"act", word.act}, {"text", word.text}});
}

base::Result<Word> ReadWord(const db::Row& row, crypto::ByteView text) {
  const json::object word = TRY(ObjectIn(crypto::AsText(text)));
  return Word{.theirs = row.Text(1) == "them",
              .day = row.Int(2),
              .act = TextAt(word, "act"),
              .text = TextAt(word, "text")};
}

// The copy, its files and every way to its key.
base::Status Destroy(db::Transaction& tx, vault::Vault& vault, const ReferralRow& row) {
  TRY(tx.Execute("UPDATE voice_referral SET copy = NULL, wrapped = NULL WHERE id = $1", {row.id}));
  TRY(tx.Execute("UPDATE voice_referral_word SET copy_box = NULL WHERE referral_id = $1", {row.id}));
  TRY(tx.Execute("DELETE FROM voice_referral_file WHERE referral_id = $1", {row.id}));
  if (row.to_team.empty()) return base::Ok();
  const auto team = TRY(tx.QueryOne("SELECT org_id FROM voice_team WHERE id = $1", {row.to_team}));
  if (!team) return base::Ok();
  const base::Status gone =
      vault.RemoveRecord(tx, team->IdAt<desk::OrgId>(0), vault::RecordId::FromStore(row.id.text()));
  return !gone && gone.error().code == base::Code::kNotFound ? base::Ok() : gone;
}

// Whether the step leaves somebody with what may have been kept and is no longer to be.
bool AsksForDeletion(const ReferralRow& row, Act act) {
  if (!row.sent || row.deletion != Deletion::kNone) return false;
  return act == Act::kWithdraw || ((act == Act::kRevoke || act == Act::kExpire) && row.opened.has_value());
}

base::Status SetDay(db::Transaction& tx, const ReferralRow& row, Act act, Day today) {
  const char* sql = nullptr;
  if (act == Act::kOpen) sql = "UPDATE voice_referral SET opened_day = $2 WHERE id = $1";
  if (act == Act::kAccept || act == Act::kDecline)
    sql = "UPDATE voice_referral SET answered_day = $2 WHERE id = $1";
  if (sql != nullptr) TRY(tx.Execute(sql, {row.id, today}));
  if (act == Act::kAccept)
    TRY(tx.Execute("UPDATE voice_referral SET due_day = $2, reminded_day = NULL WHERE id = $1",
                   {row.id, today + kOutcomeDays}));
  return base::Ok();
}

}  // namespace

std::string NumberOf(const ReferralId& id) {
  return "R-" + id.text().substr(0, kNumberLetters);
}

std::string RecordName(const ReferralId& id) {
  return "referral:" + id.text();
}

std::string_view RowSelect() {
  return "SELECT r.id, r.case_id, r.org_id, r.team_id, r.to_team, r.consent_line, r.state, r.by_law, "
         "r.unread, r.made_day, r.sent_day, r.opened_day, r.answered_day, r.ended_day, r.due_day, "
         "r.expires_day, r.reminded_day, r.deletion, r.deletion_asked, r.deletion_due, r.deletion_answered, "
         "r.deletion_mailed, r.tries, r.words, r.version, r.mail_tries, CASE WHEN r.mail IS NULL THEN 0 ELSE "
         "1 END, CASE WHEN r.lookup IS NULL THEN 0 ELSE 1 END FROM voice_referral r ";
}

ReferralRow ReadRow(const db::Row& row) {
  return {.id = row.IdAt<ReferralId>(0),
          .of = row.IdAt<CaseId>(1),
          .org = row.IdAt<desk::OrgId>(2),
          .team = row.IdAt<TeamId>(3),
          .to_team = row.IdAt<TeamId>(4),
          .line = row.IdAt<consent::LineId>(5),
          .state = StateNamed(row.Text(6)),
          .by_law = row.Bool(7),
          .unread = row.Bool(8),
          .made = row.Int(9),
          .sent = DayAt(row, 10),
          .opened = DayAt(row, 11),
          .answered = DayAt(row, 12),
          .ended = DayAt(row, 13),
          .due = DayAt(row, 14),
          .expires = DayAt(row, 15),
          .reminded = DayAt(row, 16),
          .deletion = DeletionNamed(row.Text(17)),
          .deletion_asked = DayAt(row, 18),
          .deletion_due = DayAt(row, 19),
          .deletion_answered = DayAt(row, 20),
          .deletion_mailed = row.Bool(21),
          .tries = row.Int(22),
          .words = row.Int(23),
          .version = row.Int(24),
          .mail_tries = row.Int(25),
          .has_mail = row.Bool(26),
          .has_link = row.Bool(27)};
}

base::Result<ReferralRow> RowOf(db::Transaction& tx, const ReferralId& id) {
  const auto row = TRY(tx.QueryOne(std::string(RowSelect()) + "WHERE r.id = $1", {id}));
  if (!row) return base::NotFound(desk::tr("there is no such referral"));
  return ReadRow(*row);
}

base::Status Move(db::Transaction& tx, vault::Vault& vault, const ReferralRow& row, Act act, Day today,
                  bool by_them) {
  const State after = TRY(base::Next(Steps(), row.state, act, StateName, ActName));
  TRY(tx.Execute("UPDATE voice_referral SET state = $2, version = version + 1 WHERE id = $1",
                 {row.id, StateName(after)}));
  if (by_them && act != Act::kOpen)
    TRY(tx.Execute("UPDATE voice_referral SET unread = 1 WHERE id = $1", {row.id}));
  TRY(SetDay(tx, row, act, today));
  if (AsksForDeletion(row, act)) TRY(MoveDeletion(tx, row, DeletionAct::kAsk, today));
  if (IsLive(after) || act == Act::kSend) return base::Ok();
  TRY(tx.Execute("UPDATE voice_referral SET ended_day = $2 WHERE id = $1", {row.id, today}));
  return Destroy(tx, vault, row);
}

base::Status MoveDeletion(db::Transaction& tx, const ReferralRow& row, DeletionAct act, Day today) {
  const Deletion after = TRY(base::Next(DeletionSteps(), row.deletion, act, DeletionName, DeletionActName));
  TRY(tx.Execute("UPDATE voice_referral SET deletion = $2, version = version + 1 WHERE id = $1",
                 {row.id, DeletionName(after)}));
  if (act == DeletionAct::kAsk)
    TRY(
        tx.Execute("UPDATE voice_referral SET deletion_asked = $2, deletion_due = $3, mail_tries = 0, "
                   "mail_next_day = NULL WHERE id = $1",
                   {row.id, today, today + kDeletionDays}));
  else
    TRY(tx.Execute("UPDATE voice_referral SET deletion_answered = $2, unread = 1 WHERE id = $1",
                   {row.id, today}));
  return base::Ok();
}

base::Status EndLine(db::Transaction& tx, vault::Vault& vault, const consent::LineId& line, Day today) {
  for (const db::Row& found :
       TRY(tx.Query(std::string(RowSelect()) + "WHERE r.consent_line = $1 ORDER BY r.id", {line}))) {
    const ReferralRow row = ReadRow(found);
    if (base::Allows(Steps(), row.state, Act::kWithdraw))
      TRY(Move(tx, vault, row, Act::kWithdraw, today, false));
  }
  return base::Ok();
}

base::Status RemoveReferrals(db::Transaction& tx, vault::Vault& vault, const CaseId& of, Day today) {
  for (const db::Row& found :
       TRY(tx.Query(std::string(RowSelect()) + "WHERE r.case_id = $1 ORDER BY r.id", {of}))) {
    const ReferralRow before = ReadRow(found);
    if (base::Allows(Steps(), before.state, Act::kWithdraw))
      TRY(Move(tx, vault, before, Act::kWithdraw, today, false));
    const ReferralRow row = TRY(RowOf(tx, before.id));
    TRY(tx.Execute("DELETE FROM voice_referral_word WHERE referral_id = $1", {row.id}));
    if (row.deletion == Deletion::kAsked)
      TRY(
          tx.Execute("UPDATE voice_referral SET case_id = NULL, consent_line = NULL, draft = NULL, told = "
                     "NULL, unread = 0 "
                     "WHERE id = $1",
                     {row.id}));
    else
      TRY(tx.Execute("DELETE FROM voice_referral WHERE id = $1", {row.id}));
  }
  return base::Ok();
}

base::Status AddWord(db::Transaction& tx, const ReferralRow& row, const Word& word, Day today,
                     const crypto::SecretBytes* copy_key) {
  if (word.text.size() > base::kMaxReferralWordBytes)
    return base::TooLarge(
        fmt::format("longer than {} bytes; please shorten it", base::kMaxReferralWordBytes));
  if (row.words >= static_cast<std::int64_t>(base::kMaxReferralWords))
    return base::TooLarge(desk::tr("so much was said about this referral that no more fits"));
  if (row.of.empty()) return base::Ok();  // nobody is left who could read it
  const CaseRow of = TRY(CaseRowOf(tx, row.of));
  const std::string text = TextOf(word);
  const std::string place = WordPlace(row.id, row.words);
  const crypto::Bytes inner = TRY(SealText(of.keys.inner, row.of, place, crypto::AsBytes(text)));
  crypto::Bytes under;
  if (copy_key != nullptr) under = SealUnder(*copy_key, row.id, place, crypto::AsBytes(text));
  TRY(
      tx.Execute("INSERT INTO voice_referral_word(referral_id, place, author, day, inner_box, copy_box) "
                 "VALUES ($1, $2, $3, $4, $5, $6)",
                 {row.id, row.words, word.theirs ? "them" : "us", today, crypto::ByteView(inner),
                  under.empty() ? db::Param(nullptr) : db::Param(crypto::ByteView(under))}));
  TRY(tx.Execute("UPDATE voice_referral SET words = words + 1 WHERE id = $1", {row.id}));
  return base::Ok();
}

base::Result<std::vector<Word>> WordsOf(db::Transaction& tx, const ReferralRow& row,
                                        const OpenedCase& opened) {
  std::vector<Word> words;
  for (const db::Row& one :
       TRY(tx.Query("SELECT place, author, day, inner_box FROM voice_referral_word WHERE "
                    "referral_id = $1 ORDER BY place",
                    {row.id}))) {
    const crypto::SecretBytes text =
        TRY(OpenText(opened.keys.inner, row.of, WordPlace(row.id, one.Int(0)), one.Bytes(3)));
    words.push_back(TRY(ReadWord(one, text.view())));
  }
  return words;
}

base::Result<std::vector<Word>> WordsOf(db::Transaction& tx, const ReferralRow& row,
                                        const crypto::SecretBytes& copy_key) {
  std::vector<Word> words;
  for (const db::Row& one : TRY(tx.Query("SELECT place, author, day, copy_box FROM voice_referral_word WHERE "
                                         "referral_id = $1 AND copy_box IS NOT NULL ORDER BY place",
                                         {row.id}))) {
    const crypto::SecretBytes text =
        TRY(OpenUnder(copy_key, row.id, WordPlace(row.id, one.Int(0)), one.Bytes(3)));
    words.push_back(TRY(ReadWord(one, text.view())));
  }
  return words;
}

crypto::Bytes SealUnder(const crypto::SecretBytes& key, const ReferralId& id, std::string_view use,
                        crypto::ByteView text) {
  const std::string context = "voice referral\n" + id.text() + "\n" + std::string(use);
  return crypto::Encrypt(key, Pad(text).view(), crypto::AsBytes(context));
}

base::Result<crypto::SecretBytes> OpenUnder(const crypto::SecretBytes& key, const ReferralId& id,
                                            std::string_view use, crypto::ByteView box) {
  const std::string context = "voice referral\n" + id.text() + "\n" + std::string(use);
  const crypto::SecretBytes padded = TRY(crypto::Decrypt(key, box, crypto::AsBytes(context)));
  return Unpad(padded);
}

base::Result<Draft> DraftOf(db::Transaction& tx, const ReferralRow& row, const OpenedCase& opened) {
  const auto found =
      TRY(tx.QueryOne("SELECT draft, told, forgotten FROM voice_referral WHERE id = $1", {row.id}));
  if (!found) return base::NotFound(desk::tr("there is no such referral"));
  const crypto::SecretBytes text =
      TRY(OpenText(opened.keys.inner, row.of, DraftPlace(row.id), found->Bytes(0)));
  Draft draft = TRY(ReadDraft(crypto::AsText(text.view())));
  if (found->Int(2) > 0) {
    draft.parts.clear();
    draft.files.clear();
  } else if (!found->IsNull(1)) {
    const crypto::SecretBytes told =
        TRY(OpenText(opened.keys.inner, row.of, ToldPlace(row.id), found->Bytes(1)));
    Draft parts = TRY(ReadDraft(crypto::AsText(told.view())));
    draft.parts = std::move(parts.parts);
    draft.files = std::move(parts.files);
  }
  return draft;
}

base::Result<crypto::Bytes> SealDraft(const ReferralId& id, const CaseId& of, const CasePublicKeys& keys,
                                      const Draft& draft) {
  Draft head = draft;
  head.parts.clear();
  head.files.clear();
  const std::string text = referral::TextOf(head);
  return SealText(keys.inner, of, DraftPlace(id), crypto::AsBytes(text));
}

base::Status KeepDraft(db::Transaction& tx, const ReferralRow& row, const CasePublicKeys& keys,
                       const Draft& draft) {
  const crypto::Bytes box = TRY(SealDraft(row.id, row.of, keys, draft));
  Draft parts;
  parts.parts = draft.parts;
  parts.files = draft.files;
  const crypto::Bytes told =
      TRY(SealText(keys.inner, row.of, ToldPlace(row.id), crypto::AsBytes(referral::TextOf(parts))));
  TRY(tx.Execute("UPDATE voice_referral SET draft = $2, told = $3, forgotten = 0 WHERE id = $1",
                 {row.id, crypto::ByteView(box), crypto::ByteView(told)}));
  return base::Ok();
}

base::Status ForgetTold(db::Transaction& tx, vault::Vault& vault, const CaseId& of, Day today) {
  // What she agreed to was withdrawn with her consent; what the law demanded has none and is taken back here.
  for (const db::Row& found :
       TRY(tx.Query(std::string(RowSelect()) + "WHERE r.case_id = $1 ORDER BY r.id", {of})))
    if (const ReferralRow row = ReadRow(found); row.Live())
      TRY(Move(tx, vault, row, Act::kRevoke, today, false));
  TRY(tx.Execute(
      "UPDATE voice_referral SET forgotten = CASE WHEN told IS NULL THEN 1 ELSE 2 END, told = NULL "
      "WHERE case_id = $1 AND forgotten = 0",
      {of}));
  return base::Ok();
}

base::Status EmptyForgotten(db::Transaction& tx, const OpenedCase& opened) {
  for (const db::Row& found : TRY(tx.Query(
           std::string(RowSelect()) + "WHERE r.case_id = $1 AND r.forgotten = 1", {opened.row.id}))) {
    const ReferralRow row = ReadRow(found);
    const Draft draft = TRY(DraftOf(tx, row, opened));
    const crypto::Bytes box = TRY(SealDraft(row.id, row.of, opened.row.keys, draft));
    TRY(tx.Execute("UPDATE voice_referral SET draft = $2, forgotten = 2 WHERE id = $1",
                   {row.id, crypto::ByteView(box)}));
  }
  return base::Ok();
}

base::Result<Copy> CopyIn(db::Transaction& tx, const ReferralRow& row, const crypto::SecretBytes& copy_key) {
  const auto found = TRY(tx.QueryOne("SELECT copy FROM voice_referral WHERE id = $1", {row.id}));
  if (!found || found->IsNull(0)) return base::NotFound(desk::tr("there is no such referral"));
  const crypto::SecretBytes text = TRY(OpenUnder(copy_key, row.id, "copy", found->Bytes(0)));
  return ReadCopy(crypto::AsText(text.view()));
}

base::Result<OpenedFile> FileIn(db::Transaction& tx, const ReferralRow& row,
                                const crypto::SecretBytes& copy_key, std::size_t place) {
  const Copy copy = TRY(CopyIn(tx, row, copy_key));
  const auto found = TRY(tx.QueryOne(
      "SELECT box FROM voice_referral_file WHERE referral_id = $1 AND place = $2", {row.id, place}));
  if (!found || place >= copy.files.size()) return base::NotFound(desk::tr("there is no such file"));
  const crypto::SecretBytes bytes =
      TRY(OpenUnder(copy_key, row.id, fmt::format("file {}", place), found->Bytes(0)));
  const CopyFile& file = copy.files[place];
  return OpenedFile{.file = {.id = {}, .name = file.name, .media_type = file.media_type, .size = file.size},
                    .bytes = std::string(crypto::AsText(bytes.view()))};
}

}  // namespace voice::referral
