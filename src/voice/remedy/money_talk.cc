#include "voice/remedy/money_talk.h"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "crypto/encoding.h"
#include "crypto/mac.h"
#include "voice/remedy/json_parts.h"

namespace voice::remedy {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 7> kFamilies = {"fees",       "related",   "illegitimate", "wages",
                                                       "deductions", "documents", "damages"};

std::optional<Family> FamilyNamed(std::string_view name) {
  for (std::size_t i = 0; i < kFamilies.size(); ++i)
    if (kFamilies[i] == name) return static_cast<Family>(i);
  return std::nullopt;
}

template <typename List>
List NamedIn(Fields& fields, std::string_view name) {
  return fields.One<List>(name, [](const std::string& text) { return Named<List>(text); });
}

crypto::Mac MarkOf(const MoneyAnswer& answer, const CaseId& of, const crypto::KeyPair& talk) {
  const crypto::SecretBytes key = crypto::HkdfSha256(talk.private_key().view(), crypto::AsBytes(of.text()),
                                                     "voice money answer", crypto::kKeyBytes);
  std::string message;
  for (const std::string& part :
       {answer.claim.text(), answer.payment.text(), std::string(Name(answer.answer)), answer.received.text(),
        std::to_string(answer.day)})
    message += fmt::format("{}:{},", part.size(), part);
  return crypto::HmacSha256(key.view(), crypto::AsBytes(message));
}

json::array PaymentsOf(const ShownClaim& claim) {
  json::array payments;
  for (const ShownPayment& payment : claim.payments)
    payments.emplace_back(json::object{{"id", payment.id.text()},
                                       {"amount", payment.amount.text()},
                                       {"day", payment.day},
                                       {"way", Name(payment.way)},
                                       {"answer", Name(payment.answer)},
                                       {"received", payment.received.text()},
                                       {"heard", payment.heard ? 1 : 0}});
  return payments;
}

base::Status ReadPayments(Fields& fields, ShownClaim& claim) {
  for (const json::value& one : fields.List("payments")) {
    if (!one.is_object()) return base::Corrupt("a shown payment is damaged");
    Fields payment(one.get_object());
    claim.payments.push_back({.id = PaymentId::FromStore(payment.Text("id")),
                              .amount = payment.Amount("amount"),
                              .day = payment.Number("day"),
                              .way = NamedIn<Way>(payment, "way"),
                              .answer = NamedIn<Answer>(payment, "answer"),
                              .received = payment.Amount("received"),
                              .heard = payment.Truth("heard")});
    TRY(payment.Check());
  }
  return base::Ok();
}

}  // namespace

bool MayConfirm(const ShownClaim& claim, const ShownPayment& payment) {
  const bool open = base::Allows(ClaimSteps(), claim.state, ClaimAct::kConfirmSome);
  return open && (payment.answer != Answer::kGot || claim.again);
}

bool MayDeny(const ShownClaim& claim, const ShownPayment& payment) {
  const bool has_some = payment.answer == Answer::kGot || payment.answer == Answer::kPart;
  if (claim.state == ClaimState::kConfirmed) return has_some;
  return base::Allows(ClaimSteps(), claim.state, ClaimAct::kDeny);
}

void ShowAnswer(ShownClaim& claim, const MoneyAnswer& answer) {
  for (ShownPayment& payment : claim.payments) {
    if (payment.id != answer.payment) continue;
    payment.answer = answer.answer;
    payment.received = answer.answer == Answer::kGot ? payment.amount : answer.received;
    payment.heard = false;
    claim.again = false;
    // It is not done when she says that it is not.
    if (claim.state == ClaimState::kConfirmed && answer.answer != Answer::kGot)
      claim.state = ClaimState::kAgreed;
  }
}

ShownMoney ShownOf(const ClaimBook& book) {
  ShownMoney shown{.claims = {}, .taken = book.taken};
  for (const Claim& claim : book.claims) {
    if (!claim.shown) continue;
    ShownClaim one{.id = claim.id,
                   .family = FamilyOf(claim.kind),
                   .state = claim.state,
                   .owes = claim.owes,
                   .currency = claim.currency,
                   .low = claim.low,
                   .high = claim.high,
                   .agreed = claim.agreed,
                   .again = WaitsForHerAgain(claim),
                   .payments = {}};
    for (const Payment& payment : claim.payments) {
      const Confirmation& answer = payment.confirmation;
      one.payments.push_back({.id = payment.id,
                              .amount = payment.amount,
                              .day = payment.day,
                              .way = payment.way,
                              .answer = answer.answer,
                              .received = answer.received,
                              .heard = answer.heard != Heard::kHerPage});
    }
    shown.claims.push_back(std::move(one));
  }
  return shown;
}

std::string TextOf(const ShownMoney& shown) {
  json::array claims;
  for (const ShownClaim& claim : shown.claims)
    claims.emplace_back(
        json::object{{"id", claim.id.text()},
                     {"family", kFamilies.at(static_cast<std::size_t>(claim.family))},
                     {"state", Name(claim.state)},
                     {"owes", Name(claim.owes)},
                     {"currency", claim.currency.code()},
                     {"low", claim.low.text()},
                     {"high", claim.high.text()},
                     {"agreed", claim.agreed ? json::value(claim.agreed->text()) : json::value(nullptr)},
                     {"again", claim.again ? 1 : 0},
                     {"payments", PaymentsOf(claim)}});
  return json::serialize(json::object{{"claims", std::move(claims)}, {"taken", shown.taken}});
}

base::Result<ShownMoney> ReadShown(std::string_view text) {
  ShownMoney shown;
  if (text.empty()) return shown;
  const json::object object = TRY(ObjectIn(text));
  Fields whole(object);
  shown.taken = whole.Number("taken");
  for (const json::value& one : whole.List("claims")) {
    if (!one.is_object()) return base::Corrupt("a shown claim is damaged");
    Fields fields(one.get_object());
    ShownClaim claim{.id = ClaimId::FromStore(fields.Text("id")),
                     .family = fields.One<Family>("family", FamilyNamed),
                     .state = NamedIn<ClaimState>(fields, "state"),
                     .owes = NamedIn<Owes>(fields, "owes"),
                     .currency = fields.Currency("currency"),
                     .low = fields.Amount("low"),
                     .high = fields.Amount("high"),
                     .agreed = fields.MaybeAmount("agreed"),
                     .again = fields.MaybeNumber("again").value_or(0) != 0,
                     .payments = {}};
    TRY(ReadPayments(fields, claim));
    TRY(fields.Check());
    shown.claims.push_back(std::move(claim));
  }
  TRY(whole.Check());
  return shown;
}

std::string TextOfAnswer(const MoneyAnswer& answer, std::string_view words, const CaseId& of,
                         const crypto::KeyPair& talk) {
  return json::serialize(json::object{{"kind", "money"},
                                      {"text", words},
                                      {"claim", answer.claim.text()},
                                      {"payment", answer.payment.text()},
                                      {"answer", Name(answer.answer)},
                                      {"received", answer.received.text()},
                                      {"day", answer.day},
                                      {"mark", crypto::Base64Encode(MarkOf(answer, of, talk))}});
}

std::optional<MoneyAnswer> ReadAnswer(std::string_view text, const CaseId& of, const crypto::KeyPair& talk) {
  const base::Result<json::object> object = ObjectIn(text);
  if (!object) return std::nullopt;
  Fields fields(*object);
  if (fields.Text("kind") != "money") return std::nullopt;
  const MoneyAnswer answer{.claim = ClaimId::FromStore(fields.Text("claim")),
                           .payment = PaymentId::FromStore(fields.Text("payment")),
                           .answer = NamedIn<Answer>(fields, "answer"),
                           .received = fields.Amount("received"),
                           .day = fields.Number("day")};
  const base::Result<crypto::Bytes> mark = crypto::Base64Decode(fields.Text("mark"));
  if (!mark || !fields.Check()) return std::nullopt;
  if (!crypto::ConstantTimeEqual(*mark, MarkOf(answer, of, talk))) return std::nullopt;
  return answer;
}

}  // namespace voice::remedy
