#include "voice/remedy/remedy.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_remedy.h"
#include "desk/tr.h"
#include "voice/casework/documents.h"
#include "voice/intake/talk_documents.h"
#include "voice/remedy/claims_text.h"

namespace voice::remedy {
namespace {

constexpr std::string_view kClaimsDocument = "claims";

base::Status AuditClaims(desk::Audit& audit, db::Transaction& tx, const desk::Actor& actor,
                         const CaseId& id) {
  return audit.Append(tx, actor, "case.claims", CaseRecord(id));
}

struct NewAnswers {
  std::vector<MoneyAnswer> answers;  // oldest first
  std::int64_t next = 0;             // the place after the last one looked at
};

// Her answers in the conversation from `place` on.
base::Result<NewAnswers> AnswersFrom(db::Transaction& tx, const CaseId& of, const crypto::KeyPair& talk,
                                     std::int64_t place) {
  NewAnswers found{.answers = {}, .next = place};
  for (const db::Row& row :
       TRY(tx.Query("SELECT id, place, box FROM voice_entry WHERE case_id = $1 AND audience = 'talk' AND "
                    "author = 'worker' AND place >= $2 ORDER BY place",
                    {of, place}))) {
    found.next = row.Int(1) + 1;
    const crypto::SecretBytes text = TRY(OpenText(talk, of, "entry " + row.Text(0), row.Bytes(2)));
    const std::optional<MoneyAnswer> answer = ReadAnswer(crypto::AsText(text.view()), of, talk);
    if (answer) found.answers.push_back(*answer);
  }
  return found;
}

// An answer that fits nothing any more (the claim was withdrawn meanwhile) stays in the conversation and
// changes nothing here.
void TakeAnswer(StoredBook& stored, const MoneyAnswer& answer) {
  const base::Result<Claim*> claim = Find(stored.book, answer.claim);
  if (!claim) return;
  const Confirmation confirmation{.answer = answer.answer,
                                  .received = answer.received,
                                  .heard = Heard::kHerPage,
                                  .day = answer.day,
                                  .recorded_by = {}};
  static_cast<void>(Answered(**claim, answer.payment, confirmation, {.person = {}, .day = answer.day}));
}

}  // namespace

base::Result<StoredBook> ReadClaims(db::Transaction& tx, const OpenedCase& opened) {
  const Document document = TRY(ReadDocument(tx, opened, kClaimsDocument));
  StoredBook stored{.book = TRY(ReadBook(document.text)), .version = document.version, .answered = false};
  if (document.version == 0) return stored;
  const NewAnswers found = TRY(AnswersFrom(tx, opened.row.id, opened.keys.talk, stored.book.taken));
  stored.book.taken = found.next;
  stored.answered = !found.answers.empty();
  for (const MoneyAnswer& answer : found.answers) TakeAnswer(stored, answer);
  return stored;
}

base::Status WriteClaims(db::Transaction& tx, const OpenedCase& opened, const StoredBook& stored) {
  TRY(WriteDocument(tx, opened, kClaimsDocument, TextOf(stored.book), stored.version));
  const bool reader = TRY(HasReader(tx, opened.row.id));
  if (reader) {
    const ShownMoney shown = ShownOf(stored.book);
    const Document before = TRY(ReadTalkDocument(tx, opened.row.id, kMoneyDocument, opened.keys.talk));
    if (!shown.claims.empty() || before.version > 0)
      TRY(WriteTalkDocument(tx, opened.row, kMoneyDocument, TextOf(shown)));
  }
  const std::optional<Day> remedied = RemediedOn(stored.book);
  TRY(tx.Execute("UPDATE voice_case SET remedied_day = $2 WHERE id = $1",
                 {opened.row.id, remedied ? db::Param(*remedied) : db::Param(nullptr)}));
  return base::Ok();
}

base::Result<Remedy::Shown> Remedy::Book(const OpenedCase& opened) {
  return access_.database().Read([&](db::Transaction& tx) -> base::Result<Shown> {
    StoredBook stored = TRY(ReadClaims(tx, opened));
    return Shown{.book = std::move(stored.book),
                 .version = stored.version,
                 .has_reader = TRY(HasReader(tx, opened.row.id))};
  });
}

base::Result<bool> Remedy::TakeOver(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                    const CaseId& id) {
  const auto look = [&](db::Transaction& tx) -> base::Result<bool> {
    const OpenedCase opened = TRY(access_.Open(tx, actor, me, id));
    const StoredBook stored = TRY(ReadClaims(tx, opened));
    return stored.answered;
  };
  const bool waiting = TRY(access_.database().Read(look));
  if (!waiting) return false;
  return access_.database().Write([&](db::Transaction& tx) -> base::Result<bool> {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, id));
    const StoredBook stored = TRY(ReadClaims(tx, opened));
    if (!stored.answered) return false;
    TRY(WriteClaims(tx, opened, stored));
    return true;
  });
}

base::Result<ClaimId> Remedy::Add(const desk::Actor& actor, const vault::UnlockedPerson& me, const CaseId& of,
                                  Claim claim, std::int64_t version) {
  const Day today = DayOf(clock_.Now());
  claim.id = ClaimId::New(random_);
  claim.state = ClaimState::kClaimed;
  claim.claimed = today;
  claim.group = {};
  claim.shown = false;
  TRY(CheckClaim(claim, today));
  const auto add = [&](db::Transaction& tx) -> base::Status {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, of));
    StoredBook stored = TRY(ReadClaims(tx, opened));
    if (stored.book.claims.size() >= base::kMaxCaseClaims)
      return base::TooLarge(fmt::format("a case has at most {} claims", base::kMaxCaseClaims));
    stored.book.claims.push_back(claim);
    stored.version = version;  // where it is another one, WriteDocument refuses it
    TRY(WriteClaims(tx, opened, stored));
    return AuditClaims(audit_, tx, actor, of);
  };
  TRY(access_.database().Write(add));
  return claim.id;
}

base::Status Remedy::Change(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                            const Act& act) {
  const By by{.person = me.person(), .day = DayOf(clock_.Now())};
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, at.of));
    StoredBook stored = TRY(ReadClaims(tx, opened));
    Claim& claim = *TRY(Find(stored.book, at.claim));
    TRY(act(tx, claim, by));
    stored.version = at.version;  // where it is another one, WriteDocument refuses it
    TRY(WriteClaims(tx, opened, stored));
    return AuditClaims(audit_, tx, actor, at.of);
  });
}

base::Status Remedy::Edit(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                          const Claim& after, std::string_view reason) {
  return Change(actor, me, at, [&](db::Transaction&, Claim& claim, const By& by) {
    return remedy::Edit(claim, after, reason, by);
  });
}

base::Status Remedy::Agree(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                           const base::Decimal& amount, std::string_view reason) {
  return Change(actor, me, at, [&](db::Transaction&, Claim& claim, const By& by) {
    return remedy::Agree(claim, amount, reason, by);
  });
}

base::Status Remedy::Refuse(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                            std::string_view reason) {
  return Change(actor, me, at, [&](db::Transaction&, Claim& claim, const By& by) {
    return remedy::Refuse(claim, reason, by);
  });
}

base::Status Remedy::Withdraw(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                              std::string_view reason) {
  return Change(actor, me, at, [&](db::Transaction&, Claim& claim, const By& by) {
    return remedy::Withdraw(claim, reason, by);
  });
}

base::Status Remedy::Reopen(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                            std::string_view reason) {
  return Change(actor, me, at, [&](db::Transaction&, Claim& claim, const By& by) {
    return remedy::Reopen(claim, reason, by);
  });
}

base::Result<PaymentId> Remedy::Pay(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                                    Payment payment) {
  payment.id = PaymentId::New(random_);
  const Act pay = [&](db::Transaction&, Claim& claim, const By& by) {
    return remedy::Pay(claim, payment, by);
  };
  TRY(Change(actor, me, at, pay));
  return payment.id;
}

base::Status Remedy::Record(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                            const PaymentId& payment, Answer answer, const base::Decimal& received,
                            Heard heard) {
  if (heard == Heard::kHerPage) return base::Invalid(desk::tr("say how she told you"));
  return Change(actor, me, at, [&](db::Transaction&, Claim& claim, const By& by) {
    return Answered(
        claim, payment,
        {.answer = answer, .received = received, .heard = heard, .day = by.day, .recorded_by = by.person},
        by);
  });
}

base::Status Remedy::Show(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                          bool shown) {
  return Change(actor, me, at, [&](db::Transaction& tx, Claim& claim, const By&) -> base::Status {
    if (shown && !TRY(HasReader(tx, at.of)))
      return base::Error{
          base::Code::kConflict, desk::tr("the worker has no code for this case: she cannot read it"), {}};
    claim.shown = shown;
    return base::Ok();
  });
}

base::Result<std::vector<ShownClaim>> Remedy::MoneyOf(const Visit& visit) {
  return access_.database().Read([&](db::Transaction& tx) -> base::Result<std::vector<ShownClaim>> {
    const Document document = TRY(ReadTalkDocument(tx, visit.id, kMoneyDocument, visit.talk));
    ShownMoney shown = TRY(ReadShown(document.text));
    if (shown.claims.empty()) return shown.claims;
    const NewAnswers found = TRY(AnswersFrom(tx, visit.id, visit.talk, shown.taken));
    for (const MoneyAnswer& answer : found.answers)
      for (ShownClaim& claim : shown.claims)
        if (claim.id == answer.claim) ShowAnswer(claim, answer);
    return std::move(shown.claims);
  });
}

base::Status Remedy::AnswerMoney(const Visit& visit, const ClaimId& claim, const PaymentId& payment,
                                 Answer answer, const base::Decimal& received, std::string_view words) {
  if (answer == Answer::kOpen) return base::Invalid(desk::tr("please choose one of the answers"));
  const std::vector<ShownClaim> shown = TRY(MoneyOf(visit));
  const ShownPayment* asked = nullptr;
  const ShownClaim* about = nullptr;
  for (const ShownClaim& one : shown)
    for (const ShownPayment& of : one.payments)
      if (one.id == claim && of.id == payment) {
        asked = &of;
        about = &one;
      }
  if (asked == nullptr) return base::NotFound(desk::tr("there is no such payment"));
  if (answer == Answer::kGot && !MayConfirm(*about, *asked))
    return base::Error{base::Code::kConflict, desk::tr("you said already that you have it"), {}};
  if (answer != Answer::kGot && !MayDeny(*about, *asked))
    return base::Error{base::Code::kConflict, desk::tr("nothing is asked of you about this payment"), {}};
  const base::Currency currency = about->currency;
  MoneyAnswer said{.claim = claim, .payment = payment, .answer = answer, .received = {}, .day = 0};
  if (answer == Answer::kPart) {
    if (received.zero() || received.negative() || received >= asked->amount || currency.empty())
      return base::Invalid(desk::tr("a part must be less than the payment"));
    TRY(base::FitsCurrency({received, currency}));
    said.received = received;
  }
  said.day = DayOf(clock_.Now());
  return access_.database().Write([&](db::Transaction& tx) -> base::Status {
    const CaseRow row = TRY(CaseRowOf(tx, visit.id));
    TRY(AddEntry(tx, random_, row, Side::kTalk, Author::kWorker, said.day,
                 TextOfAnswer(said, words, visit.id, visit.talk), {}));
    TRY(tx.Execute("UPDATE voice_case SET unread = 1 WHERE id = $1", {visit.id}));
    return base::Ok();
  });
}

}  // namespace voice::remedy
