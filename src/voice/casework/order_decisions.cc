#include <algorithm>

#include "base/limits_voice.h"
#include "crypto/digest.h"
#include "voice/casework/orders_edit.h"

// What is decided about an order, and what is handed over.
namespace voice {
namespace {

base::Result<OrderState> After(const Order& order, OrderAct act) {
  return base::Next(OrderSteps(), order.state, act, OrderStateName, OrderActName);
}

bool Holds(const std::vector<CaseId>& list, const CaseId& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

base::Status Choose(Order& order, OrderAct act, const std::vector<CaseId>& handed) {
  if (order.cases.empty()) return base::Invalid(desk::tr("name the cases that it is about first"));
  std::size_t chosen = 0;
  for (OrderCase& one : order.cases) {
    one.handed = act == OrderAct::kAccept || Holds(handed, one.id);
    chosen += one.handed ? 1 : 0;
  }
  if (chosen == 0) return base::Invalid(desk::tr("choose the cases that are handed over, or refuse it"));
  return base::Ok();
}

// What was approved is approved no longer.
void Forget(Order& order) {
  for (OrderCase& one : order.cases) {
    one.handed = false;
    one.entries = 0;
  }
  order.digest.clear();
  order.language.clear();
  order.bytes = 0;
}

base::Status ApprovedByAnother(const Order& order, const desk::PersonId& person) {
  for (auto step = order.steps.rbegin(); step != order.steps.rend(); ++step) {
    if (step->act != OrderAct::kExamine) continue;
    if (step->by == person)
      return base::Error{base::Code::kForbidden,
                         desk::tr("another supervisor than the one who examined it approves it"),
                         {}};
    return base::Ok();
  }
  return base::Corrupt("an order was accepted that nobody examined");
}

}  // namespace

base::Status Orders::Act(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                         OrderAct act, std::string_view words, const std::vector<CaseId>& handed) {
  TRY(MustSuperviseOrders(actor));
  if (act == OrderAct::kApprove || act == OrderAct::kProduce || act == OrderAct::kCount)
    return base::Invalid(desk::tr("there is no such step"));
  if (words.size() > base::kMaxOrderFieldBytes) return base::TooLarge(desk::tr("the text is too long"));
  return Edit(actor, me, at, OrderActName(act), [&](db::Transaction& tx, Opened& opened) -> base::Status {
    Order& order = opened.order;
    const OrderState after = TRY(After(order, act));
    if (NeedsReasons(act) && words.empty()) return base::Invalid(desk::tr("please give the reasons"));
    if (act == OrderAct::kAccept || act == OrderAct::kAcceptInPart) TRY(Choose(order, act, handed));
    if (act == OrderAct::kTakeBack || act == OrderAct::kRefuse) Forget(order);
    if (act == OrderAct::kClose)
      for (const OrderCase& one : order.cases) TRY(lifecycle_.OrderClosed(tx, one.id));
    order.state = after;
    order.steps.push_back({act, actor.person, DayOf(clock_.Now()), std::string(words)});
    return base::Ok();
  });
}

base::Result<std::string> Orders::Archive(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                          const Order& order, const html::Locale& locale) {
  std::size_t bytes_left = base::kMaxCaseCopyBytes;
  std::vector<strip::ZipEntry> entries;
  for (const OrderCase& one : order.cases) {
    if (!one.handed) continue;
    const OpenedCase opened = TRY(
        access_.database().Read([&](db::Transaction& tx) { return access_.Open(tx, actor, me, one.id); }));
    std::vector<strip::ZipEntry> parts = TRY(copies_.Parts(opened, locale, {one.entries}, bytes_left));
    std::move(parts.begin(), parts.end(), std::back_inserter(entries));
  }
  return strip::WriteZip(entries);
}

base::Status Orders::Approve(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                             const html::Locale& locale) {
  TRY(MustSuperviseOrders(actor));
  Order order = TRY(Open(actor, me, at.order));
  TRY(After(order, OrderAct::kApprove));
  TRY(ApprovedByAnother(order, actor.person));
  const auto count = [&](db::Transaction& tx) -> base::Status {
    for (OrderCase& one : order.cases)
      if (one.handed) one.entries = TRY(access_.Open(tx, actor, me, one.id)).row.entries;
    return base::Ok();
  };
  TRY(access_.database().Read(count));
  const std::string archive = TRY(Archive(actor, me, order, locale));
  const auto approve = [&](db::Transaction&, Opened& opened) -> base::Status {
    Order& now = opened.order;
    // The same cases: the order is of the version that was read.
    for (std::size_t i = 0; i < now.cases.size(); ++i) now.cases[i].entries = order.cases.at(i).entries;
    now.state = TRY(After(now, OrderAct::kApprove));
    now.language = std::string(locale.tag());
    now.digest = crypto::Sha256Hex(archive);
    now.bytes = static_cast<std::int64_t>(archive.size());
    now.steps.push_back({OrderAct::kApprove, actor.person, DayOf(clock_.Now()), {}});
    return base::Ok();
  };
  return Edit(actor, me, at, OrderActName(OrderAct::kApprove), approve);
}

base::Result<CaseCopy> Orders::Produce(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                       const At& at, std::string_view receiver) {
  TRY(MustSuperviseOrders(actor));
  const Order order = TRY(Open(actor, me, at.order));
  const bool again = order.state == OrderState::kProduced;
  if (!again) TRY(After(order, OrderAct::kProduce));
  if (!again && receiver.empty()) return base::Invalid(desk::tr("say to whom it is handed over"));
  if (receiver.size() > base::kMaxOrderFieldBytes) return base::TooLarge(desk::tr("the text is too long"));
  const html::Locale* locale = html::FindLocale(order.language);
  if (locale == nullptr) return base::Corrupt("an order was approved in a language that is none");
  std::string archive = TRY(Archive(actor, me, order, *locale));
  if (crypto::Sha256Hex(archive) != order.digest)
    return OrderConflict(
        desk::tr("it is no longer what was approved: something was hidden, shown or deleted since. Let it be "
                 "decided anew"));
  const auto hand_over = [&](db::Transaction& tx, Opened& opened) -> base::Status {
    if (again) return base::Ok();
    opened.order.state = TRY(After(opened.order, OrderAct::kProduce));
    opened.order.steps.push_back(
        {OrderAct::kProduce, actor.person, DayOf(clock_.Now()), std::string(receiver)});
    return Count(tx, actor.org, true);
  };
  TRY(Edit(actor, me, at, again ? "produce-again" : OrderActName(OrderAct::kProduce), hand_over));
  return CaseCopy{"order-" + order.id.text().substr(0, 6) + ".zip", "application/zip", std::move(archive)};
}

}  // namespace voice
