// Sending: the check of consent, the copy, its key.

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/limits_referral.h"
#include "crypto/encoding.h"
#include "desk/tr.h"
#include "voice/intake/report_text.h"
#include "voice/referral/referrals.h"

namespace voice::referral {

// All that is made before the transaction: the pass code's hash takes time.
struct Referrals::Sealed {
  crypto::SecretBytes copy_key;
  LinkSecrets link;  // used for an outsider
  crypto::PassphraseSalt salt{};
  crypto::SecretBytes link_key;
  std::string from;
};

namespace {

namespace json = boost::json;

struct Sender {
  std::string name;  // "Organisation, team"
  LawDuty tells_children = LawDuty::kUndecided;
  LawDuty tells_danger = LawDuty::kUndecided;
};

base::Result<Sender> SenderOf(db::Transaction& tx, const TeamId& team) {
  const auto row =
      TRY(tx.QueryOne("SELECT o.name, t.name, t.tells_children, t.tells_danger FROM voice_team t "
                      "JOIN organisation o ON o.id = t.org_id WHERE t.id = $1",
                      {team}));
  if (!row) return base::NotFound(desk::tr("there is no such team"));
  return Sender{row->Text(0) + ", " + row->Text(1), LawDutyFrom(row->Int(2)), LawDutyFrom(row->Int(3))};
}

base::Error NotAgreed(const char* words) {
  return {base::Code::kForbidden, words, {}};
}

// What the worker agreed to, or an error that says what is missing.
base::Result<consent::Consent> AgreedTo(db::Transaction& tx, const OpenedCase& opened, const Draft& draft,
                                        Day today) {
  const std::optional<consent::Consent> agreed = TRY(consent::Consents::InForce(tx, opened, draft.to, today));
  if (!agreed) return NotAgreed(desk::tr("the worker has not agreed that this recipient is told anything"));
  if (agreed->terms.purpose != draft.purpose)
    return NotAgreed(desk::tr("the worker agreed to another purpose"));
  const std::vector<Part>& named = agreed->terms.parts;
  for (const Part part : PartsOf(draft))
    if (std::find(named.begin(), named.end(), part) == named.end())
      return NotAgreed(desk::tr("the worker has not agreed to all of these parts"));
  return *agreed;
}

base::Status MayByLaw(const Sender& sender, const Draft& asked, const Draft& draft,
                      const desk::Actor& actor) {
  const bool duty = (asked.law == "children" && sender.tells_children == LawDuty::kYes) ||
                    (asked.law == "danger" && sender.tells_danger == LawDuty::kYes);
  if (!duty) return NotAgreed(desk::tr("no law that this team is under demands it"));
  const auto trade = TradeNamed(draft.to.trade);
  if (draft.to.kind != consent::RecipientKind::kService || !trade || !IsAuthority(*trade))
    return NotAgreed(desk::tr("the law demands it to an authority alone"));
  if (draft.drafted_by == actor.person.text())
    return NotAgreed(desk::tr("somebody else must have drafted it: nobody decides this alone"));
  return base::Ok();
}

std::vector<Part> AllParts() {
  std::vector<Part> parts;
  for (int i = 0; i < static_cast<int>(Part::kCount); ++i) parts.push_back(static_cast<Part>(i));
  return parts;
}

// The files out of the case, under the copy's key.
base::Status SealFilesOf(db::Transaction& tx, const OpenedCase& opened, const ReferralRow& row, Draft& draft,
                         const crypto::SecretBytes& key) {
  for (std::size_t place = 0; place < draft.files.size(); ++place) {
    CopyFile& file = draft.files[place];
    OpenedFile bytes = TRY(OpenFile(tx, opened.row.id, Side::kTalk, file.id, opened.keys.talk));
    file.name = bytes.file.name;
    file.media_type = bytes.file.media_type;
    file.size = bytes.file.size;
    const crypto::Bytes box =
        SealUnder(key, row.id, fmt::format("file {}", place), crypto::AsBytes(bytes.bytes));
    TRY(tx.Execute("INSERT INTO voice_referral_file(referral_id, place, box) VALUES ($1, $2, $3)",
                   {row.id, place, crypto::ByteView(box)}));
  }
  return base::Ok();
}

}  // namespace

// What link and code open: who sent it and, while the copy lives, its key.
base::Status Referrals::SealLink(db::Transaction& tx, const ReferralRow& row, const Sealed& sealed,
                                 bool live) {
  const std::string text = json::serialize(json::object{{"number", NumberOf(row.id)}, {"from", sealed.from}});
  const crypto::Bytes closing = SealUnder(sealed.link_key, row.id, "closing", crypto::AsBytes(text));
  const crypto::Mac lookup = LookupOf(keys_.pepper.view(), sealed.link.token);
  TRY(tx.Execute(
      "UPDATE voice_referral SET lookup = $2, salt = $3, closing = $4, wrapped = NULL WHERE id = $1",
      {row.id, crypto::ByteView(lookup), crypto::ByteView(sealed.salt), crypto::ByteView(closing)}));
  if (!live) return base::Ok();
  const crypto::Bytes wrapped = SealUnder(sealed.link_key, row.id, "key", sealed.copy_key.view());
  TRY(tx.Execute("UPDATE voice_referral SET wrapped = $2 WHERE id = $1",
                 {row.id, crypto::ByteView(wrapped)}));
  return base::Ok();
}

base::Status Referrals::SealCopy(db::Transaction& tx, const OpenedCase& opened, const ReferralRow& row,
                                 const Draft& draft, const Sealed& sealed) {
  const std::string number = NumberOf(row.id);
  const std::string copy_text = TextOf(CopyOf(draft, number, sealed.from));
  const crypto::Bytes copy = SealUnder(sealed.copy_key, row.id, "copy", crypto::AsBytes(copy_text));
  TRY(tx.Execute("UPDATE voice_referral SET copy = $2 WHERE id = $1", {row.id, crypto::ByteView(copy)}));
  Draft kept = draft;
  kept.copy_key = crypto::Base64Encode(sealed.copy_key.view());
  TRY(KeepDraft(tx, row, opened.row.keys, kept));
  if (draft.to.kind == consent::RecipientKind::kService) {
    TRY(SealLink(tx, row, sealed, true));
    if (draft.mail.empty()) return base::Ok();
    const crypto::Bytes mail = SealUnder(keys_.mail, row.id, "mail", crypto::AsBytes(draft.mail));
    TRY(tx.Execute("UPDATE voice_referral SET mail = $2 WHERE id = $1", {row.id, crypto::ByteView(mail)}));
    return base::Ok();
  }
  const auto team = TRY(tx.QueryOne("SELECT org_id, circle_id FROM voice_team WHERE id = $1", {draft.to.id}));
  if (!team) return base::NotFound(desk::tr("there is no such team"));
  TRY(tx.Execute("UPDATE voice_referral SET to_team = $2 WHERE id = $1", {row.id, draft.to.id}));
  return vault_.SealRecord(tx, team->IdAt<desk::OrgId>(0),
                           {.circles = {team->IdAt<vault::CircleId>(1)}, .persons = {}},
                           vault::RecordId::FromStore(row.id.text()), sealed.copy_key.view());
}

base::Result<std::optional<SentLink>> Referrals::SendWith(const desk::Actor& actor,
                                                          const vault::UnlockedPerson& me, const CaseId& of,
                                                          const ReferralId& id, std::int64_t version,
                                                          const Draft* by_law, std::string_view told) {
  Sealed sealed{.copy_key = {}, .link = LinkSecrets::New(random_), .link_key = {}, .from = {}};
  sealed.salt = crypto::NewPassphraseSalt();
  sealed.link_key = TRY(LinkKey(sealed.link.token, sealed.link.code, sealed.salt, cost_));
  const SentLink shown{sealed.link.path(), sealed.link.code_words()};
  bool outside = false;
  const base::Status sent = access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, of));
    const ReferralRow row = TRY(RowOf(tx, id));
    if (row.of != of) return base::NotFound(desk::tr("there is no such referral"));
    if (row.version != version)
      return base::Error{
          base::Code::kConflict, desk::tr("somebody changed this referral meanwhile; look again"), {}};
    Draft draft = TRY(DraftOf(tx, row, opened));
    TRY(CheckDraft(draft));
    const Sender sender = TRY(SenderOf(tx, row.team));
    sealed.from = sender.name;
    Day expires = Today() + draft.live_days;
    if (by_law == nullptr) {
      const consent::Consent agreed = TRY(AgreedTo(tx, opened, draft, Today()));
      draft = LeastOf(std::move(draft), agreed.terms.parts);
      if (agreed.terms.until) expires = std::min(expires, *agreed.terms.until);
      TRY(tx.Execute("UPDATE voice_referral SET consent_line = $2 WHERE id = $1", {id, agreed.line}));
    } else {
      TRY(MayByLaw(sender, *by_law, draft, actor));
      draft.law = by_law->law;
      draft.law_reason = by_law->law_reason;
      draft.law_by = actor.person.text();
      draft = LeastOf(std::move(draft), AllParts());
      TRY(AddEntry(tx, random_, opened.row, Side::kTalk, Author::kTeam, Today(), TextOfMessage(told), {}));
      TRY(tx.Execute("UPDATE voice_referral SET by_law = 1 WHERE id = $1", {id}));
    }
    sealed.copy_key = crypto::SecretBytes::Random(crypto::kKeyBytes);
    outside = draft.to.kind == consent::RecipientKind::kService;
    TRY(SealFilesOf(tx, opened, row, draft, sealed.copy_key));
    TRY(SealCopy(tx, opened, row, draft, sealed));
    TRY(tx.Execute("UPDATE voice_referral SET sent_day = $2, due_day = $3, expires_day = $4 WHERE id = $1",
                   {id, Today(), Today() + draft.answer_days, expires}));
    TRY(Move(tx, vault_, row, Act::kSend, Today(), false));
    TRY(
        tx.Execute("UPDATE voice_case SET referred_day = coalesce(referred_day, $2), version = version + 1 "
                   "WHERE id = $1",
                   {of, Today()}));
    return audit_.Append(tx, actor, by_law == nullptr ? "referral.send" : "referral.send-by-law",
                         RecordName(id));
  });
  if (!sent) return sent.error();
  return outside ? std::optional(shown) : std::optional<SentLink>();
}

base::Result<SentLink> Referrals::NewLink(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                          const CaseId& of, const ReferralId& id) {
  Sealed sealed{.copy_key = {}, .link = LinkSecrets::New(random_), .link_key = {}, .from = {}};
  sealed.salt = crypto::NewPassphraseSalt();
  sealed.link_key = TRY(LinkKey(sealed.link.token, sealed.link.code, sealed.salt, cost_));
  const base::Status made = access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, of));
    const ReferralRow row = TRY(RowOf(tx, id));
    if (row.of != of) return base::NotFound(desk::tr("there is no such referral"));
    if (!row.NeedsLink())
      return base::Error{base::Code::kConflict, desk::tr("nothing is left to say by a link"), {}};
    const Draft draft = TRY(DraftOf(tx, row, opened));
    const Sender sender = TRY(SenderOf(tx, row.team));
    sealed.from = sender.name;
    if (row.Live()) sealed.copy_key = TRY(KeyOfCopy(draft));
    TRY(SealLink(tx, row, sealed, row.Live()));
    TRY(tx.Execute("UPDATE voice_referral SET tries = 0, unread = 0, version = version + 1 WHERE id = $1",
                   {id}));
    return audit_.Append(tx, actor, "referral.new-link", RecordName(id));
  });
  if (!made) return made.error();
  return SentLink{sealed.link.path(), sealed.link.code_words()};
}

base::Result<std::optional<SentLink>> Referrals::Send(const desk::Actor& actor,
                                                      const vault::UnlockedPerson& me, const CaseId& of,
                                                      const ReferralId& id, std::int64_t version) {
  return SendWith(actor, me, of, id, version, nullptr, {});
}

base::Result<std::optional<SentLink>> Referrals::SendByLaw(const desk::Actor& actor,
                                                           const vault::UnlockedPerson& me, const CaseId& of,
                                                           const ReferralId& id, std::int64_t version,
                                                           std::string_view duty, std::string_view reason,
                                                           std::string_view told) {
  if (!actor.Can(desk::Permission::kCasesSupervise))
    return NotAgreed(desk::tr("a supervisor alone can decide this"));
  if (reason.empty()) return base::Invalid(desk::tr("please write why the law demands it"));
  if (reason.size() > base::kMaxReferralWordBytes) return base::TooLarge(desk::tr("the reason is too long"));
  Draft by_law;
  by_law.law = duty;
  by_law.law_reason = reason;
  return SendWith(actor, me, of, id, version, &by_law, told);
}

}  // namespace voice::referral
