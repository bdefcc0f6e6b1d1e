#include "voice/remedy/claims_text.h"

#include <boost/json.hpp>

#include "voice/remedy/json_parts.h"

namespace voice::remedy {
namespace {

namespace json = boost::json;

json::value Maybe(const std::optional<base::Decimal>& amount) {
  return amount ? json::value(amount->text()) : json::value(nullptr);
}
json::value Maybe(const std::optional<Day>& day) {
  return day ? json::value(*day) : json::value(nullptr);
}

json::object ObjectOf(const Debtor& debtor) {
  return {{"party", debtor.party}, {"name", debtor.name}};
}

json::object ObjectOf(const Payment& payment) {
  const Confirmation& answer = payment.confirmation;
  return {{"id", payment.id.text()},
          {"amount", payment.amount.text()},
          {"day", payment.day},
          {"way", Name(payment.way)},
          {"said_by", Name(payment.said_by)},
          {"note", payment.note},
          {"answer", Name(answer.answer)},
          {"received", answer.received.text()},
          {"heard", Name(answer.heard)},
          {"answered", answer.day},
          {"since", Maybe(answer.since)},
          {"recorded_by", answer.recorded_by.text()}};
}

json::object ObjectOf(const Event& event) {
  json::object object = {{"day", event.day},
                         {"act", Name(event.act)},
                         {"by", event.by.text()},
                         {"amount", event.amount.text()},
                         {"note", event.note}};
  if (event.before) {
    object["before_currency"] = event.before->currency.code();
    object["before_low"] = event.before->low.text();
    object["before_high"] = event.before->high.text();
  }
  return object;
}

json::object ObjectOf(const Claim& claim);

template <typename Things>
json::array ListOf(const Things& things) {
  json::array list;
  for (const auto& thing : things) list.emplace_back(ObjectOf(thing));
  return list;
}

json::object ObjectOf(const Claim& claim) {
  return {{"id", claim.id.text()},
          {"state", Name(claim.state)},
          {"kind", Name(claim.kind)},
          {"currency", claim.currency.code()},
          {"low", claim.low.text()},
          {"high", claim.high.text()},
          {"from", claim.from},
          {"to", Maybe(claim.to)},
          {"evidence", Name(claim.evidence)},
          {"owes", Name(claim.owes)},
          {"employer", ObjectOf(claim.employer)},
          {"recruiter", ObjectOf(claim.recruiter)},
          {"country_from", claim.country_from},
          {"country_to", claim.country_to},
          {"description", claim.description},
          {"claimed", claim.claimed},
          {"agreed", Maybe(claim.agreed)},
          {"agreed_reason", claim.agreed_reason},
          {"confirmed", Maybe(claim.confirmed)},
          {"shown", claim.shown ? 1 : 0},
          {"group", claim.group.text()},
          {"payments", ListOf(claim.payments)},
          {"history", ListOf(claim.history)}};
}

template <typename List>
List NamedIn(Fields& fields, std::string_view name) {
  return fields.One<List>(name, [](const std::string& text) { return Named<List>(text); });
}

base::Result<Debtor> ReadDebtor(const json::object& parent, std::string_view name) {
  const json::value* value = parent.if_contains(name);
  if (value == nullptr || !value->is_object()) return base::Corrupt("a claim without its debtor");
  Fields fields(value->get_object());
  Debtor debtor{.party = fields.Text("party"), .name = fields.Text("name")};
  TRY(fields.Check());
  return debtor;
}

base::Result<Payment> ReadPayment(const json::object& object) {
  Fields fields(object);
  Payment payment{.id = PaymentId::FromStore(fields.Text("id")),
                  .amount = fields.Amount("amount"),
                  .day = fields.Number("day"),
                  .way = NamedIn<Way>(fields, "way"),
                  .said_by = NamedIn<Sayer>(fields, "said_by"),
                  .note = fields.Text("note"),
                  .confirmation = {.answer = NamedIn<Answer>(fields, "answer"),
                                   .received = fields.Amount("received"),
                                   .heard = NamedIn<Heard>(fields, "heard"),
                                   .day = fields.Number("answered"),
                                   .recorded_by = desk::PersonId::FromStore(fields.Text("recorded_by")),
                                   .since = fields.MaybeNumber("since")}};
  TRY(fields.Check());
  // Texts of before the day was kept.
  Confirmation& answer = payment.confirmation;
  if (!answer.since && (answer.answer == Answer::kGot || answer.answer == Answer::kPart))
    answer.since = answer.day;
  return payment;
}

base::Result<Event> ReadEvent(const json::object& object) {
  Fields fields(object);
  Event event{.day = fields.Number("day"),
              .act = NamedIn<ClaimAct>(fields, "act"),
              .by = desk::PersonId::FromStore(fields.Text("by")),
              .amount = fields.Amount("amount"),
              .note = fields.Text("note")};
  if (object.contains("before_currency"))
    event.before = Range{.currency = fields.Currency("before_currency"),
                         .low = fields.Amount("before_low"),
                         .high = fields.Amount("before_high")};
  TRY(fields.Check());
  return event;
}

base::Status ReadLists(Fields& fields, Claim& claim) {
  for (const json::value& one : fields.List("payments")) {
    if (!one.is_object()) return base::Corrupt("a payment is damaged");
    claim.payments.push_back(TRY(ReadPayment(one.get_object())));
  }
  for (const json::value& one : fields.List("history")) {
    if (!one.is_object()) return base::Corrupt("the history of a claim is damaged");
    claim.history.push_back(TRY(ReadEvent(one.get_object())));
  }
  return base::Ok();
}

base::Result<Claim> ReadClaim(const json::object& object) {
  Fields fields(object);
  Claim claim{.id = ClaimId::FromStore(fields.Text("id")),
              .state = NamedIn<ClaimState>(fields, "state"),
              .kind = NamedIn<Kind>(fields, "kind"),
              .currency = fields.Currency("currency"),
              .low = fields.Amount("low"),
              .high = fields.Amount("high"),
              .from = fields.Number("from"),
              .to = fields.MaybeNumber("to"),
              .evidence = NamedIn<Evidence>(fields, "evidence"),
              .owes = NamedIn<Owes>(fields, "owes"),
              .employer = TRY(ReadDebtor(object, "employer")),
              .recruiter = TRY(ReadDebtor(object, "recruiter")),
              .country_from = fields.Text("country_from"),
              .country_to = fields.Text("country_to"),
              .description = fields.Text("description"),
              .claimed = fields.Number("claimed"),
              .agreed = fields.MaybeAmount("agreed"),
              .agreed_reason = fields.Text("agreed_reason"),
              .confirmed = fields.MaybeNumber("confirmed"),
              .shown = fields.Truth("shown"),
              .group = ClaimGroupId::FromStore(fields.Text("group")),
              .payments = {},
              .history = {}};
  TRY(ReadLists(fields, claim));
  TRY(fields.Check());
  return claim;
}

}  // namespace

std::string TextOf(const ClaimBook& book) {
  return json::serialize(json::object{{"claims", ListOf(book.claims)}, {"taken", book.taken}});
}

base::Result<ClaimBook> ReadBook(std::string_view text) {
  ClaimBook book;
  if (text.empty()) return book;
  const json::object object = TRY(ObjectIn(text));
  Fields fields(object);
  book.taken = fields.Number("taken");
  for (const json::value& one : fields.List("claims")) {
    if (!one.is_object()) return base::Corrupt("a claim is damaged");
    book.claims.push_back(TRY(ReadClaim(one.get_object())));
  }
  TRY(fields.Check());
  return book;
}

}  // namespace voice::remedy
