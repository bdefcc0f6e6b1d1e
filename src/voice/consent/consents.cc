#include "voice/consent/consents.h"

#include <algorithm>

#include "base/limits_referral.h"
#include "crypto/mac.h"
#include "desk/tr.h"
#include "voice/consent/history.h"

namespace voice::consent {

// A version as it is stored.
struct Consents::Known {
  CaseId of;
  Consent consent;
  crypto::Bytes box;
};

namespace {

std::string PlaceOf(const ConsentId& id) {
  return "consent " + id.text();
}

std::optional<Day> DayAt(const db::Row& row, std::size_t column) {
  if (row.IsNull(column)) return std::nullopt;
  return row.Int(column);
}

// Over what a "yes" was said to, under a key that only who holds the case's talk key can make.
crypto::Mac ProofOf(const crypto::KeyPair& talk, const CaseId& of, const Consent& consent,
                    crypto::ByteView box) {
  const crypto::SecretBytes key =
      crypto::HkdfSha256(talk.private_key().view(), {}, "voice consent proof", crypto::kKeyBytes);
  const std::string head = "given\n" + of.text() + "\n" + consent.line.text() + "\n" + consent.id.text() +
                           "\n" + std::to_string(consent.version) + "\n";
  crypto::Bytes message(head.size() + box.size());
  std::ranges::copy(crypto::AsBytes(head), message.begin());
  std::ranges::copy(box, message.begin() + static_cast<std::ptrdiff_t>(head.size()));
  return crypto::HmacSha256(key.view(), message);
}

template <typename KnownType>
base::Result<std::vector<KnownType>> KnownOf(db::Transaction& tx, const CaseId& id,
                                             const crypto::KeyPair& talk) {
  std::vector<KnownType> all;
  for (const db::Row& row :
       TRY(tx.Query("SELECT id, line_id, version, state, asked_day, answered_day, ended_day, box, proof "
                    "FROM voice_consent WHERE case_id = $1 ORDER BY asked_day, line_id, version",
                    {id}))) {
    KnownType known{.of = id,
                    .consent = {.id = row.IdAt<ConsentId>(0),
                                .line = row.IdAt<LineId>(1),
                                .version = row.Int(2),
                                .state = StateNamed(row.Text(3)),
                                .terms = {},
                                .asked = row.Int(4),
                                .answered = DayAt(row, 5),
                                .ended = DayAt(row, 6)},
                    .box = {row.Bytes(7).begin(), row.Bytes(7).end()}};
    const crypto::SecretBytes text = TRY(OpenText(talk, id, PlaceOf(known.consent.id), known.box));
    known.consent.terms = TRY(ReadTerms(crypto::AsText(text.view())));
    if (!row.IsNull(8))
      known.consent.proven =
          crypto::ConstantTimeEqual(row.Bytes(8), ProofOf(talk, id, known.consent, known.box));
    all.push_back(std::move(known));
  }
  return all;
}

template <typename KnownType>
std::vector<Consent> ConsentsOf(std::vector<KnownType> all) {
  std::vector<Consent> consents;
  for (KnownType& known : all) consents.push_back(std::move(known.consent));
  return consents;
}

template <typename KnownType>
const KnownType* Find(const std::vector<KnownType>& all, const ConsentId& id) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const KnownType& one) { return one.consent.id == id; });
  return found == all.end() ? nullptr : &*found;
}

base::Error NoSuchConsent() {
  return base::NotFound(desk::tr("there is no such question"));
}

}  // namespace

base::Status Consents::Move(db::Transaction& tx, const Known& known, Act act, const crypto::KeyPair* talk) {
  const State after = TRY(base::Next(Steps(), known.consent.state, act, StateName, ActName));
  const bool answers = act == Act::kGive || act == Act::kRefuse;
  TRY(tx.Execute("UPDATE voice_consent SET state = $2, proof = NULL WHERE id = $1",
                 {known.consent.id, StateName(after)}));
  TRY(tx.Execute(answers ? "UPDATE voice_consent SET answered_day = $2 WHERE id = $1"
                         : "UPDATE voice_consent SET ended_day = $2 WHERE id = $1",
                 {known.consent.id, Today()}));
  if (after == State::kGiven) {
    const crypto::Mac proof = ProofOf(*talk, known.of, known.consent, known.box);
    TRY(tx.Execute("UPDATE voice_consent SET proof = $2 WHERE id = $1",
                   {known.consent.id, crypto::ByteView(proof)}));
  }
  if (after == State::kWithdrawn) TRY(ended_(tx, known.consent.line, Today()));
  TRY(tx.Execute("UPDATE voice_case SET version = version + 1 WHERE id = $1", {known.of}));
  return base::Ok();
}

// What was given before in the line is replaced; where the new terms allow less, what was told ends with it.
base::Status Consents::GiveUp(db::Transaction& tx, const std::vector<Known>& all, const Known& given,
                              const crypto::KeyPair& talk) {
  for (const Known& older : all) {
    if (older.consent.line != given.consent.line || older.consent.id == given.consent.id) continue;
    if (older.consent.state != State::kGiven) continue;
    TRY(Move(tx, older, Act::kReplace, &talk));
    if (!Covers(given.consent.terms, older.consent.terms)) TRY(ended_(tx, given.consent.line, Today()));
  }
  return Move(tx, given, Act::kGive, &talk);
}

base::Result<Consents::Known> Consents::Insert(db::Transaction& tx, const CaseRow& to, const Terms& terms,
                                               const crypto::KeyPair& talk) {
  TRY(CheckTerms(terms, Today()));
  const std::vector<Known> all = TRY(KnownOf<Known>(tx, to.id, talk));
  if (all.size() >= base::kMaxConsentsOfCase)
    return base::TooLarge(desk::tr("so many questions were asked in this case that no more fit"));
  Known known{.of = to.id,
              .consent = {.id = ConsentId::New(random_),
                          .line = LineId::New(random_),
                          .version = 1,
                          .state = State::kAsked,
                          .terms = terms,
                          .asked = Today(),
                          .answered = {},
                          .ended = {}},
              .box = {}};
  for (const Known& older : all) {
    if (!IsSame(older.consent.terms.to, terms.to)) continue;
    known.consent.line = older.consent.line;
    known.consent.version = std::max(known.consent.version, older.consent.version + 1);
    if (older.consent.state == State::kAsked) TRY(Move(tx, older, Act::kCancel, nullptr));
  }
  const std::string text = TextOfTerms(terms);
  known.box = TRY(SealText(to.keys.talk, to.id, PlaceOf(known.consent.id), crypto::AsBytes(text)));
  TRY(
      tx.Execute("INSERT INTO voice_consent(id, case_id, line_id, version, state, asked_day, until_day, box) "
                 "VALUES ($1, $2, $3, $4, 'asked', $5, $6, $7)",
                 {known.consent.id, to.id, known.consent.line, known.consent.version, known.consent.asked,
                  terms.until, crypto::ByteView(known.box)}));
  return known;
}

base::Result<ConsentId> Consents::Ask(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                      const CaseId& id, const Terms& terms) {
  return access_.database().Write([&](db::Transaction& tx) -> base::Result<ConsentId> {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, id));
    const Known known = TRY(Insert(tx, opened.row, terms, opened.keys.talk));
    const HistoryLine line{known.consent.id, known.consent.version, Today(), "ask", actor.label, {}, {}};
    const std::vector<Consent> now = ConsentsOf(TRY(KnownOf<Known>(tx, id, opened.keys.talk)));
    TRY(AddToHistory(tx, opened, now, line));
    TRY(audit_.Append(tx, actor, "consent.ask", "consent:" + known.consent.id.text()));
    return known.consent.id;
  });
}

base::Result<ConsentId> Consents::Record(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                         const CaseId& id, const Terms& terms, Given how, bool yes,
                                         std::string_view note) {
  if (how == Given::kPage || note.empty())
    return base::Invalid(desk::tr("please note how she answered, and where that is kept"));
  if (note.size() > base::kMaxConsentWordsBytes) return base::TooLarge(desk::tr("the note is too long"));
  return access_.database().Write([&](db::Transaction& tx) -> base::Result<ConsentId> {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, id));
    const Known known = TRY(Insert(tx, opened.row, terms, opened.keys.talk));
    const std::vector<Known> all = TRY(KnownOf<Known>(tx, id, opened.keys.talk));
    if (yes)
      TRY(GiveUp(tx, all, known, opened.keys.talk));
    else
      TRY(Move(tx, known, Act::kRefuse, nullptr));
    const std::string act(ActName(yes ? Act::kGive : Act::kRefuse));
    const HistoryLine line{known.consent.id, known.consent.version,       Today(),          act,
                           actor.label,      std::string(GivenName(how)), std::string(note)};
    const std::vector<Consent> now = ConsentsOf(TRY(KnownOf<Known>(tx, id, opened.keys.talk)));
    TRY(AddToHistory(tx, opened, now, line));
    TRY(audit_.Append(tx, actor, "consent." + act, "consent:" + known.consent.id.text()));
    return known.consent.id;
  });
}

base::Status Consents::Step(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& id,
                            const ConsentId& consent, Act act, Given how, std::string_view note) {
  if (act == Act::kReplace || act == Act::kLapse)
    return base::Invalid(desk::tr("there is no such act"));  // time and later versions do these
  if (act != Act::kCancel && (how == Given::kPage || note.empty()))
    return base::Invalid(desk::tr("please note how she answered, and where that is kept"));
  if (note.size() > base::kMaxConsentWordsBytes) return base::TooLarge(desk::tr("the note is too long"));
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, id));
    const std::vector<Known> all = TRY(KnownOf<Known>(tx, id, opened.keys.talk));
    const Known* known = Find(all, consent);
    if (known == nullptr) return NoSuchConsent();
    if (act == Act::kGive && known->consent.state == State::kAsked)
      TRY(GiveUp(tx, all, *known, opened.keys.talk));
    else
      TRY(Move(tx, *known, act, &opened.keys.talk));
    const HistoryLine line{
        consent,          known->consent.version,
        Today(),          std::string(ActName(act)),
        actor.label,      act == Act::kCancel ? std::string() : std::string(GivenName(how)),
        std::string(note)};
    const std::vector<Consent> now = ConsentsOf(TRY(KnownOf<Known>(tx, id, opened.keys.talk)));
    TRY(AddToHistory(tx, opened, now, line));
    return audit_.Append(tx, actor, "consent." + std::string(ActName(act)), "consent:" + consent.text());
  });
}

base::Result<std::vector<Consent>> Consents::Of(const OpenedCase& opened) {
  return access_.database().Read([&](db::Transaction& tx) -> base::Result<std::vector<Consent>> {
    return ConsentsOf(TRY(KnownOf<Known>(tx, opened.row.id, opened.keys.talk)));
  });
}

base::Result<std::vector<HistoryLine>> Consents::History(const OpenedCase& opened) {
  return access_.database().Read([&](db::Transaction& tx) -> base::Result<std::vector<HistoryLine>> {
    const std::vector<Consent> all = ConsentsOf(TRY(KnownOf<Known>(tx, opened.row.id, opened.keys.talk)));
    return HistoryOf(tx, opened, all);
  });
}

base::Result<std::vector<Consent>> Consents::Of(const Visit& visit) {
  return access_.database().Read([&](db::Transaction& tx) -> base::Result<std::vector<Consent>> {
    return ConsentsOf(TRY(KnownOf<Known>(tx, visit.id, visit.talk)));
  });
}

base::Status Consents::ByWorker(const Visit& visit, const ConsentId& consent, Act act) {
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const std::vector<Known> all = TRY(KnownOf<Known>(tx, visit.id, visit.talk));
    const Known* known = Find(all, consent);
    if (known == nullptr) return NoSuchConsent();
    if (act == Act::kGive && known->consent.state == State::kAsked)
      TRY(GiveUp(tx, all, *known, visit.talk));
    else
      TRY(Move(tx, *known, act, &visit.talk));
    TRY(tx.Execute("UPDATE voice_case SET unread = 1 WHERE id = $1", {visit.id}));
    return base::Ok();
  });
}

base::Status Consents::Answer(const Visit& visit, const ConsentId& consent, bool yes) {
  return ByWorker(visit, consent, yes ? Act::kGive : Act::kRefuse);
}

base::Status Consents::TakeBack(const Visit& visit, const ConsentId& consent) {
  return ByWorker(visit, consent, Act::kWithdraw);
}

base::Result<std::optional<Consent>> Consents::InForce(db::Transaction& tx, const OpenedCase& opened,
                                                       const Recipient& to, Day today) {
  for (Known& known : TRY(KnownOf<Known>(tx, opened.row.id, opened.keys.talk)))
    if (IsSame(known.consent.terms.to, to) && IsInForce(known.consent, today))
      return std::optional(std::move(known.consent));
  return std::optional<Consent>();
}

base::Status Consents::EndAll(db::Transaction& tx, const CaseId& id) {
  for (const db::Row& row :
       TRY(tx.Query("SELECT DISTINCT line_id FROM voice_consent WHERE case_id = $1 ORDER BY line_id", {id})))
    TRY(ended_(tx, row.IdAt<LineId>(0), Today()));
  TRY(
      tx.Execute("UPDATE voice_consent SET state = 'withdrawn', ended_day = $2, proof = NULL WHERE case_id = "
                 "$1 AND state = 'given'",
                 {id, Today()}));
  TRY(
      tx.Execute("UPDATE voice_consent SET state = 'cancelled', ended_day = $2 WHERE case_id = $1 AND state "
                 "= 'asked'",
                 {id, Today()}));
  return base::Ok();
}

base::Status Consents::Remove(db::Transaction& tx, const CaseId& id) {
  TRY(tx.Execute("DELETE FROM voice_consent WHERE case_id = $1", {id}));
  return base::Ok();
}

base::Result<std::int64_t> Consents::Lapse() {
  return access_.database().Write([&](db::Transaction& tx) -> base::Result<std::int64_t> {
    const db::Rows over =
        TRY(tx.Query("SELECT id, line_id FROM voice_consent WHERE state = 'given' AND until_day < $1 ORDER "
                     "BY id LIMIT 500",
                     {Today()}));
    for (const db::Row& row : over) {
      TRY(tx.Execute("UPDATE voice_consent SET state = 'lapsed', ended_day = $2, proof = NULL WHERE id = $1",
                     {row.IdAt<ConsentId>(0), Today()}));
      TRY(ended_(tx, row.IdAt<LineId>(1), Today()));
    }
    return static_cast<std::int64_t>(over.size());
  });
}

}  // namespace voice::consent
