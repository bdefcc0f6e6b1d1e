#include "voice/casework/orders.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_voice.h"
#include "db/sql_text.h"
#include "voice/casework/orders_edit.h"
#include "voice/intake/report_text.h"
#include "voice/intake/talk_documents.h"

namespace voice {
namespace {

// Sealing binds a text to a case; an order stands in the place of one, its ids are of the same kind.
CaseId PlaceHolder(const OrderId& id) {
  return CaseId::FromStore(id.text());
}

EntryId PaperEntry(const OrderId& id) {
  return EntryId::FromStore(id.text());
}

constexpr std::size_t kNumberLetters = 6;  // of the id, as its archive is named

std::string PlaceOf(std::int64_t version) {
  return fmt::format("order {}", version);
}

std::string RecordName(const OrderId& id) {
  return "order:" + id.text();
}

base::Error NoSuchOrder() {
  return base::NotFound(desk::tr("there is no such order"));
}

bool Decided(OrderState state) {
  return state != OrderState::kReceived && state != OrderState::kExamined && state != OrderState::kContested;
}

base::Status CheckFields(const NewOrder& order, Day today) {
  if (order.authority.empty()) return base::Invalid(desk::tr("who ordered it: please say"));
  if (order.reference.empty()) return base::Invalid(desk::tr("its number or date: please say"));
  for (const std::string* text : {&order.authority, &order.reference, &order.basis, &order.asks})
    if (text->size() > base::kMaxOrderFieldBytes)
      return base::TooLarge(
          fmt::format("one text of an order is at most {} bytes", base::kMaxOrderFieldBytes));
  if (order.received < 0 || order.received > today)
    return base::Invalid(desk::tr("the day it came: a day until today is expected"));
  return base::Ok();
}

}  // namespace

base::Result<Orders::Opened> Orders::OpenWithin(db::Transaction& tx, const desk::Actor& actor,
                                                const vault::UnlockedPerson& me, const OrderId& id) {
  if (!actor.Can(desk::Permission::kCasesWork))
    return base::Error{base::Code::kForbidden, desk::tr("you do not work on cases"), {}};
  const auto row =
      TRY(tx.QueryOne("SELECT team_id, state, received_day, due_day, version, box FROM voice_order WHERE "
                      "id = $1 AND org_id = $2",
                      {id, actor.org}));
  if (!row || !TRY(access_.IsOfTeam(tx, me, row->IdAt<TeamId>(0)))) return NoSuchOrder();
  base::Result<crypto::SecretBytes> key = vault_.OpenRecord(tx, me, vault::RecordId::FromStore(id.text()));
  if (!key) {
    const base::Code code = key.error().code;
    return code == base::Code::kForbidden || code == base::Code::kNotFound ? NoSuchOrder() : key.error();
  }
  crypto::KeyPair keys = TRY(crypto::KeyPair::FromPrivate(*std::move(key)));
  Order order;
  order.id = id;
  order.team = row->IdAt<TeamId>(0);
  order.state = OrderStateNamed(row->Text(1));
  order.received = row->Int(2);
  if (!row->IsNull(3)) order.due = row->Int(3);
  order.version = row->Int(4);
  const crypto::SecretBytes text =
      TRY(OpenText(keys, PlaceHolder(id), PlaceOf(order.version), row->Bytes(5)));
  TRY(ReadOrderText(crypto::AsText(text.view()), order));
  return Opened{std::move(order), std::move(keys)};
}

base::Status Orders::WriteBack(db::Transaction& tx, const desk::Actor& actor, const Opened& opened,
                               std::string_view what) {
  const Order& order = opened.order;
  if (order.steps.size() > base::kMaxOrderSteps)
    return base::TooLarge(fmt::format("an order has at most {} steps", base::kMaxOrderSteps));
  const crypto::Bytes box = TRY(SealText(opened.keys.public_key(), PlaceHolder(order.id),
                                         PlaceOf(order.version + 1), crypto::AsBytes(TextOf(order))));
  const bool closed = order.state == OrderState::kClosed;
  TRY(tx.Execute(
      "UPDATE voice_order SET state = $2, closed_day = $3, version = $4, box = $5 WHERE id = $1",
      {order.id, OrderStateName(order.state), closed ? db::Param(DayOf(clock_.Now())) : db::Param(nullptr),
       order.version + 1, crypto::ByteView(box)}));
  return audit_.Append(tx, actor, "order." + std::string(what), RecordName(order.id));
}

base::Result<std::vector<Team>> Orders::TeamsOf(const desk::Actor& actor) {
  const std::vector<vault::CircleId> circles = TRY(access_.CirclesOf(actor));
  std::vector<Team> teams = TRY(teams_.OfOrganisation(actor.org));
  std::erase_if(teams, [&](const Team& team) {
    return std::find(circles.begin(), circles.end(), team.circle) == circles.end();
  });
  return teams;
}

base::Result<std::vector<Order>> Orders::List(const desk::Actor& actor, const vault::UnlockedPerson& me) {
  return access_.database().Read([&](db::Transaction& tx) -> base::Result<std::vector<Order>> {
    std::vector<Order> orders;
    for (const db::Row& row :
         TRY(tx.Query("SELECT id FROM voice_order WHERE org_id = $1 ORDER BY CASE state WHEN 'closed' THEN 1 "
                      "ELSE 0 END, received_day DESC, id LIMIT $2",
                      {actor.org, static_cast<std::int64_t>(base::kMaxOrders)}))) {
      base::Result<Opened> opened = OpenWithin(tx, actor, me, row.IdAt<OrderId>(0));
      if (!opened && opened.error().code == base::Code::kNotFound) continue;  // of another circle
      if (!opened) return opened.error();
      orders.push_back(std::move(opened->order));
    }
    return orders;
  });
}

base::Result<Order> Orders::Open(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                 const OrderId& id) {
  return access_.database().Read([&](db::Transaction& tx) -> base::Result<Order> {
    Opened opened = TRY(OpenWithin(tx, actor, me, id));
    std::vector<TalkEntry> papers(1);
    papers.front().id = PaperEntry(id);
    TRY(ShowFiles(tx, PlaceHolder(id), Side::kInner, opened.keys, papers));
    opened.order.papers = std::move(papers.front().files);
    return std::move(opened.order);
  });
}

base::Result<OpenedFile> Orders::Paper(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                       const OrderId& id, const FileId& file) {
  return access_.database().Read([&](db::Transaction& tx) -> base::Result<OpenedFile> {
    const Opened opened = TRY(OpenWithin(tx, actor, me, id));
    return OpenFile(tx, PlaceHolder(id), Side::kInner, file, opened.keys);
  });
}

base::Status Orders::TakeIn(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                            Order& order, const std::vector<CaseId>& cases) {
  for (const CaseId& id : cases) {
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, id));
    if (opened.row.team != order.team)
      return base::Invalid(desk::tr("a case of another team cannot be named here"));
    const bool known = std::any_of(order.cases.begin(), order.cases.end(),
                                   [&](const OrderCase& one) { return one.id == id; });
    if (known) continue;
    if (order.cases.size() >= base::kMaxOrderCases)
      return base::TooLarge(fmt::format("an order names at most {} cases", base::kMaxOrderCases));
    TRY(lifecycle_.HoldForOrder(tx, actor, id));
    order.cases.push_back({.id = id, .counted = true});
  }
  return base::Ok();
}

base::Status Orders::Remind(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                            const Order& order, std::string_view words) {
  if (!order.silent_until || *order.silent_until < DayOf(clock_.Now())) return base::Ok();
  Task task;
  task.title = words.empty() ? std::string(desk::tr("Tell the worker of the order of an authority"))
                             : std::string(words);
  task.due = *order.silent_until;
  for (const OrderCase& one : order.cases) {
    if (one.told) continue;
    const OpenedCase opened = TRY(access_.OpenToSave(tx, actor, me, one.id));
    TRY(tasks_.AddTo(tx, actor, opened, task));
  }
  return base::Ok();
}

base::Status Orders::SealKeys(db::Transaction& tx, const desk::OrgId& org, const Order& order,
                              const crypto::KeyPair& keys) {
  const vault::CircleId circle = TRY(access_.CircleOfTeam(tx, order.team));
  const vault::RecordId record = vault::RecordId::FromStore(order.id.text());
  std::vector<std::string> kept_out;
  for (const OrderCase& one : order.cases)
    for (const db::Row& row :
         TRY(tx.Query("SELECT person_id FROM voice_conflict WHERE case_id = $1", {one.id})))
      kept_out.push_back(row.Text(0));
  if (kept_out.empty())
    return vault_.SealRecord(tx, org, {.circles = {circle}, .persons = {}}, record,
                             keys.private_key().view());
  vault::Members members{
      .circle = circle, .persons = {}, .called = "order " + order.id.text().substr(0, kNumberLetters)};
  for (const vault::Circle& one : TRY(vault_.Circles(tx, org)))
    if (one.id == circle)
      for (const desk::PersonId& member : one.members)
        if (std::find(kept_out.begin(), kept_out.end(), member.text()) == kept_out.end())
          members.persons.push_back(member);
  return vault_.SealToMembers(tx, org, members, record, keys.private_key().view());
}

base::Status Orders::SealAnew(db::Transaction& tx, const desk::OrgId& org, const Opened& opened) {
  TRY(vault_.RemoveRecord(tx, org, vault::RecordId::FromStore(opened.order.id.text())));
  return SealKeys(tx, org, opened.order, opened.keys);
}

base::Status Orders::Insert(db::Transaction& tx, const desk::Actor& actor, const Team& team,
                            const Order& order, const std::vector<SentFile>& papers) {
  const crypto::KeyPair keys = crypto::KeyPair::Generate();
  const crypto::Bytes box =
      TRY(SealText(keys.public_key(), PlaceHolder(order.id), PlaceOf(1), crypto::AsBytes(TextOf(order))));
  TRY(tx.Execute(
      "INSERT INTO voice_order(id, org_id, team_id, state, received_day, due_day, public_key, version, box) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8)",
      {order.id, actor.org, team.id, OrderStateName(order.state), order.received,
       order.due ? db::Param(*order.due) : db::Param(nullptr), crypto::ByteView(keys.public_key()),
       crypto::ByteView(box)}));
  TRY(SealKeys(tx, actor.org, order, keys));
  CaseRow place;
  place.id = PlaceHolder(order.id);
  place.keys = {.talk = keys.public_key(), .inner = keys.public_key()};
  return SealFiles(tx, random_, place, Side::kInner, PaperEntry(order.id), papers);
}

base::Result<OrderId> Orders::Record(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                     const NewOrder& given) {
  if (!actor.Can(desk::Permission::kCasesWork))
    return base::Error{base::Code::kForbidden, desk::tr("you do not work on cases"), {}};
  const Day today = DayOf(clock_.Now());
  TRY(CheckFields(given, today));
  const std::vector<Team> teams = TRY(TeamsOf(actor));
  const auto team =
      std::find_if(teams.begin(), teams.end(), [&](const Team& one) { return one.id == given.team; });
  if (team == teams.end() || me.org() != actor.org) return base::NotFound(desk::tr("there is no such team"));
  Order order;
  order.id = OrderId::New(random_);
  order.team = team->id;
  order.received = given.received;
  order.due = given.due;
  order.authority = given.authority;
  order.reference = given.reference;
  order.basis = given.basis;
  order.asks = given.asks;
  order.silent_until = given.silent_until;
  order.recorded_by = actor.person;
  const OrderId id = order.id;
  const auto record = [&](db::Transaction& tx) -> base::Status {
    order.cases.clear();  // a transaction may be tried again
    const auto open = TRY(
        tx.QueryOne("SELECT COUNT(*) FROM voice_order WHERE org_id = $1 AND state <> 'closed'", {actor.org}));
    if (open->Int(0) >= static_cast<std::int64_t>(base::kMaxOrders))
      return base::TooLarge(fmt::format("at most {} orders are open at a time", base::kMaxOrders));
    TRY(TakeIn(tx, actor, me, order, given.cases));
    TRY(Insert(tx, actor, *team, order, given.papers));
    TRY(Remind(tx, actor, me, order, given.reminder));
    TRY(Count(tx, actor.org, false));
    return audit_.Append(tx, actor, "order.record", RecordName(id));
  };
  TRY(access_.database().Write(record));
  return id;
}

base::Status Orders::Name(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                          const std::vector<CaseId>& cases) {
  if (cases.empty()) return base::Invalid(desk::tr("please name a case"));
  return Edit(actor, me, at, "name-cases", [&](db::Transaction& tx, Opened& opened) -> base::Status {
    Order& order = opened.order;
    if (Decided(order.state))
      return OrderConflict(desk::tr("it is decided already; let it be decided anew first"));
    TRY(TakeIn(tx, actor, me, order, cases));
    return SealAnew(tx, actor.org, opened);
  });
}

base::Status Orders::SetSilence(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                                std::optional<Day> until, std::string_view reminder) {
  TRY(MustSuperviseOrders(actor));
  return Edit(actor, me, at, "silence", [&](db::Transaction& tx, Opened& opened) -> base::Status {
    opened.order.silent_until = until;
    return Remind(tx, actor, me, opened.order, reminder);
  });
}

base::Status Orders::Tell(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                          const CaseId& id, std::string_view text) {
  if (text.empty()) return base::Invalid(desk::tr("please write something"));
  if (text.size() > base::kMaxReportTextBytes) return base::TooLarge(desk::tr("the text is too long"));
  const Day today = DayOf(clock_.Now());
  return Edit(actor, me, at, "tell", [&](db::Transaction& tx, Opened& opened) -> base::Status {
    Order& order = opened.order;
    const auto named = std::find_if(order.cases.begin(), order.cases.end(),
                                    [&](const OrderCase& one) { return one.id == id; });
    if (named == order.cases.end()) return base::NotFound(desk::tr("there is no such case"));
    if (order.silent_until && today < *order.silent_until)
      return OrderConflict(desk::tr("the worker must not be told yet"));
    if (named->told) return OrderConflict(desk::tr("the worker was told already"));
    if (!TRY(HasReader(tx, id))) return OrderConflict(desk::tr("nobody comes back to this case with a code"));
    const OpenedCase opened_case = TRY(access_.OpenToSave(tx, actor, me, id));
    TRY(AddEntry(tx, random_, opened_case.row, Side::kTalk, Author::kTeam, today, TextOfMessage(text), {}));
    TRY(tx.Execute("UPDATE voice_case SET answered_day = coalesce(answered_day, $2) WHERE id = $1",
                   {id, today}));
    named->told = true;
    return audit_.Append(tx, actor, "case.answer", CaseRecord(id));
  });
}

}  // namespace voice
