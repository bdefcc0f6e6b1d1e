#include <boost/json.hpp>

#include "voice/remedy/groups.h"
#include "voice/remedy/json_parts.h"

namespace voice::remedy {
namespace {

namespace json = boost::json;

json::object ObjectOf(const GroupPayment& payment) {
  json::array parts;
  for (const GroupPart& part : payment.parts)
    parts.emplace_back(json::object{{"case", part.member.of.text()},
                                    {"claim", part.member.claim.text()},
                                    {"payment", part.payment.text()}});
  return {{"day", payment.day},
          {"way", Name(payment.way)},
          {"said_by", Name(payment.said_by)},
          {"note", payment.note},
          {"parts", std::move(parts)}};
}

base::Result<GroupPart> ReadPart(const json::value& value) {
  if (!value.is_object()) return base::Corrupt("a part of a payment is damaged");
  Fields fields(value.get_object());
  GroupPart part{.member = {CaseId::FromStore(fields.Text("case")), ClaimId::FromStore(fields.Text("claim"))},
                 .payment = PaymentId::FromStore(fields.Text("payment")),
                 .amount = {}};
  TRY(fields.Check());
  return part;
}

base::Result<GroupPayment> ReadGroupPayment(const json::value& value) {
  if (!value.is_object()) return base::Corrupt("a payment to a group is damaged");
  Fields fields(value.get_object());
  GroupPayment payment{
      .amount = {},
      .day = fields.Number("day"),
      .way = fields.One<Way>("way", [](const std::string& name) { return Named<Way>(name); }),
      .said_by = fields.One<Sayer>("said_by", [](const std::string& name) { return Named<Sayer>(name); }),
      .note = fields.Text("note"),
      .parts = {}};
  for (const json::value& one : fields.List("parts")) payment.parts.push_back(TRY(ReadPart(one)));
  TRY(fields.Check());
  return payment;
}

}  // namespace

std::string TextOf(const ClaimGroup& group) {
  json::array members, payments;
  for (const GroupMember& member : group.members)
    members.emplace_back(json::object{{"case", member.of.text()}, {"claim", member.claim.text()}});
  for (const GroupPayment& payment : group.payments) payments.emplace_back(ObjectOf(payment));
  return json::serialize(json::object{{"title", group.title},
                                      {"currency", group.currency.code()},
                                      {"members", std::move(members)},
                                      {"payments", std::move(payments)}});
}

base::Result<ClaimGroup> ReadGroup(std::string_view text) {
  const json::object object = TRY(ObjectIn(text));
  Fields fields(object);
  ClaimGroup group;
  group.title = fields.Text("title");
  group.currency = fields.Currency("currency");
  for (const json::value& one : fields.List("members")) {
    if (!one.is_object()) return base::Corrupt("a member of a group is damaged");
    Fields member(one.get_object());
    group.members.push_back(
        {CaseId::FromStore(member.Text("case")), ClaimId::FromStore(member.Text("claim"))});
    TRY(member.Check());
  }
  for (const json::value& one : fields.List("payments")) group.payments.push_back(TRY(ReadGroupPayment(one)));
  TRY(fields.Check());
  return group;
}

}  // namespace voice::remedy
