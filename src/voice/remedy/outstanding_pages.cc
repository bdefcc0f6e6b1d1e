#include <fmt/format.h>

#include <algorithm>

#include "desk/desk.h"
#include "desk/tr.h"
#include "desk/web/flash.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "voice/casework/shell.h"
#include "voice/remedy/form_kit.h"
#include "voice/remedy/open_cases.h"
#include "voice/remedy/outstanding_csv.h"
#include "voice/remedy/owed.h"
#include "voice/remedy/pages.h"
#include "voice/remedy/picture.h"
#include "voice/remedy/unlocked_page.h"

namespace voice::remedy {
namespace {

using html::El;
using html::Html;
using html::Join;

constexpr std::string_view kRateForm = "rate";

constexpr std::string_view kOpenOnly = "open";

// A closed case in which something agreed is owed.
struct Ended {
  CaseId id;
  TeamId team;
  Day closed = 0;
  std::string owed;
};

struct View {
  Outstanding all;
  std::vector<Ended> ended;
  bool open_only = false;
};

// `cases`: "open" leaves closed ones out.
base::Result<View> ViewOf(UnlockedPage& page, std::string_view cases) {
  View view;
  view.open_only = cases == kOpenOnly;
  const Visitor visit = [&](const OpenedCase& opened, const ClaimBook& book) -> base::Status {
    ++view.all.cases;
    for (const Claim& claim : book.claims) TRY(view.all.Add(claim));
    if (!opened.row.closed) return base::Ok();
    std::string owed = AgreedAndOwed(page.locale, book);
    if (!owed.empty())
      view.ended.push_back({opened.row.id, opened.row.team, *opened.row.closed, std::move(owed)});
    return base::Ok();
  };
  view.all.unread = TRY(
      EachCase(page.services.access, page.context.actor(), page.me, {.closed_too = !view.open_only}, visit));
  view.all.Sort();
  return view;
}

// With the day from which retention deletes each, unless somebody keeps it.
base::Result<Html> EndedPart(UnlockedPage& page, const View& view) {
  desk::TableMaker table({{page.tr("Case")},
                          {page.tr("Closed on")},
                          {page.tr("Agreed, and not confirmed by the worker")},
                          {page.tr("Deleted with the case")}});
  const std::vector<Team> teams = TRY(page.services.teams.OfOrganisation(page.context.org()));
  for (const Ended& one : view.ended) {
    const auto team =
        std::find_if(teams.begin(), teams.end(), [&](const Team& t) { return t.id == one.team; });
    const std::int64_t kept = team == teams.end() ? 0 : team->purge_days;
    const bool held = TRY(page.services.lifecycle.IsHeld(one.id));
    table.Row({desk::LinkTo(CaseHref(one.id, "/claims"), CaseNumber(one.id)),
               DayWords(page.locale, one.closed), one.owed,
               held ? Html(page.tr("Not as long as the legal hold lasts"))
                    : Html(page.tr("After {day}", {{"day", DayWords(page.locale, one.closed + kept)}}))});
  }
  if (table.empty()) return Html();
  return html::Section(
      page.tr("Closed cases in which something is owed"),
      html::Stack({table.Done(page.tr("Closed cases in which something is owed")),
                   El("p", {{"class", "small muted"}},
                      page.tr("A case that should be kept until it is paid is opened again, or a supervisor "
                              "puts it on legal hold."))}));
}

Html CasesChoice(const UnlockedPage& page, const View& view) {
  const std::vector<html::Choice> choices = {{"all", page.tr("All that are not deleted")},
                                             {std::string(kOpenOnly), page.tr("Open ones alone")}};
  return html::Form({.action = "/remedy", .get = true, .css = "row"},
                    Join(html::Field({.control_id = "cases", .label = page.tr("Which cases")},
                                     html::Select("cases", choices, view.open_only ? kOpenOnly : "all")),
                         html::Button(page.tr("Show"), {.kind = html::ButtonKind::kQuiet})));
}

std::string MedianWords(const html::Locale& locale, const Tally& tally) {
  const std::optional<std::int64_t> days = tally.MedianDays();
  return days ? locale.ntr("{n} day", "{n} days", *days) : std::string("–");
}

std::string DocumentsWords(const html::Locale& locale, const Tally& tally) {
  return locale.tr("{returned} of {claimed}", {{"returned", locale.Number(tally.documents_returned)},
                                               {"claimed", locale.Number(tally.documents)}});
}

// One row a currency; what has no amount (documents) is counted in the last column but one of each first row.
void AddRows(const html::Locale& locale, desk::TableMaker& table, const Html& label, const Tally& tally) {
  bool first = true;
  const auto row = [&](const std::string& claimed, const std::string& agreed, const std::string& paid,
                       const Html& confirmed, const std::string& open) {
    table.Row({label, claimed, agreed, paid, confirmed, open,
               first && tally.documents > 0 ? DocumentsWords(locale, tally) : std::string("–"),
               first ? MedianWords(locale, tally) : std::string()});
    first = false;
  };
  for (const auto& [currency, totals] : tally.money) {
    const auto words = [&](const base::Decimal& amount) { return AmountWords(locale, amount, currency); };
    row(RangeWords(locale, totals.claimed_low, totals.claimed_high, currency), words(totals.agreed),
        words(totals.paid), El("b", words(totals.confirmed)),
        RangeWords(locale, totals.open_low, totals.open_high, currency));
  }
  if (tally.money.empty()) row("–", "–", "–", "–", "–");
}

Html TableOf(const html::Locale& locale, const std::string& who, const std::string& caption,
             const std::vector<OutstandingLine>& lines) {
  desk::TableMaker table({{who},
                          {locale.ctr("money", "Claimed"), true},
                          {locale.ctr("money", "Agreed"), true},
                          {locale.tr("Paid, they say"), true},
                          {locale.tr("Confirmed"), true},
                          {locale.tr("Still open"), true},
                          {locale.tr("Documents back"), true},
                          {locale.tr("Median time"), true}});
  for (const OutstandingLine& line : lines)
    AddRows(locale, table,
            El("bdi", !line.label.empty() ? line.label
                      : line.key.empty()  ? locale.tr("not named")
                                          : line.key),
            line.tally);
  if (table.empty()) return El("p", {{"class", "muted"}}, locale.tr("None."));
  return table.Done(caption);
}

Html Whole(const UnlockedPage& page, const Outstanding& all) {
  Html parts;
  for (const auto& [currency, totals] : all.all.money)
    parts.Add(ScrolledPicture(page.locale, currency, totals,
                              page.tr("Repayment in {currency}", {{"currency", currency.code()}})));
  desk::TableMaker table({{page.tr("Currency")},
                          {page.locale.ctr("money", "Claimed"), true},
                          {page.locale.ctr("money", "Agreed"), true},
                          {page.tr("Paid, they say"), true},
                          {page.tr("Confirmed"), true},
                          {page.tr("Still open"), true}});
  for (const auto& [currency, totals] : all.all.money) {
    const auto words = [&](const base::Decimal& amount) {
      return AmountWords(page.locale, amount, currency);
    };
    table.Row({std::string(currency.code()),
               RangeWords(page.locale, totals.claimed_low, totals.claimed_high, currency),
               words(totals.agreed), words(totals.paid), El("b", words(totals.confirmed)),
               RangeWords(page.locale, totals.open_low, totals.open_high, currency)});
  }
  if (!table.empty()) parts.Add(table.Done(page.tr("Sums of each currency")));
  parts.Add(
      html::Facts({{page.tr("Cases looked at"), page.locale.Number(static_cast<std::int64_t>(all.cases))},
                   {page.tr("Documents back"),
                    all.all.documents > 0 ? DocumentsWords(page.locale, all.all) : std::string()},
                   {page.tr("From claimed to confirmed, median"), MedianWords(page.locale, all.all)}}));
  return parts;
}

// ---- one currency for display

Html ConvertedPart(const UnlockedPage& page, const Outstanding& all, base::Currency target,
                   const std::vector<DisplayRate>& rates) {
  constexpr std::array<Figure, 4> kFigures = {Figure::kClaimedHigh, Figure::kPaid, Figure::kConfirmed,
                                              Figure::kOpenHigh};
  const std::array<std::string, 4> names = {page.locale.ctr("money", "Claimed"), page.tr("Paid, they say"),
                                            page.tr("Confirmed"), page.tr("Still open")};
  desk::TableMaker table({{page.tr("For display alone")}, {page.tr("About"), true}});
  Converted last;
  for (std::size_t i = 0; i < kFigures.size(); ++i) {
    const base::Result<Converted> sum = ConvertForDisplay(all.all, kFigures.at(i), target, rates);
    if (!sum) return El("p", page.tr(sum.error().external));
    table.Row({names.at(i), AmountWords(page.locale, sum->amount, target)});
    last = *sum;
  }
  Html used;
  for (const DisplayRate& rate : last.used)
    used.Add(El(
        "li", page.tr("1 {from} = {rate} {to}, rate of {day}", {{"from", rate.currency.code()},
                                                                {"rate", rate.text},
                                                                {"to", rate.target.code()},
                                                                {"day", DayWords(page.locale, rate.day)}})));
  for (const base::Currency& missing : last.missing)
    used.Add(El("li", page.tr("{currency} is not in it: there is no rate", {{"currency", missing.code()}})));
  return Join(table.Done(page.tr("In one currency, for display alone")), El("ul", used));
}

Html RatesPart(const UnlockedPage& page, const Outstanding& all, const std::vector<DisplayRate>& rates,
               const Refused& refused) {
  const base::Result<base::Currency> target = base::Currency::Parse(page.context.Query("in"));
  const FormMaker make(page.locale, kRateForm, refused);
  const Day today = DayOf(page.context.desk().clock().Now());
  Html parts = html::Form(
      {.action = "/remedy", .get = true, .css = "row"},
      Join(html::Field({.control_id = "in", .label = page.tr("Show in")},
                       html::Select("in", CurrencyChoices(), target ? target->code() : std::string_view())),
           html::Button(page.tr("Show"), {.kind = html::ButtonKind::kQuiet})));
  if (target) parts.Add(ConvertedPart(page, all, *target, rates));
  parts.Add(html::Closed(
      page.tr("Enter a rate"),
      html::Form({.action = "/remedy/rates", .csrf = page.context.csrf()},
                 Join(make.Error(), make.Pick("currency", page.tr("One of"), "", CurrencyChoices(), ""),
                      make.Line("rate", page.tr("is so many"), page.tr("As 1391.25"), ""),
                      make.Pick("target", page.tr("of"), "", CurrencyChoices(), ""),
                      make.Line("day", page.tr("Rate of"), "", DayField(today), html::InputType::kDate),
                      html::Button(page.tr("Save")))),
      refused.Is(kRateForm)));
  return parts;
}

base::Result<net::Response> ShowWith(UnlockedPage& page, const Refused& refused) {
  const View view = TRY(ViewOf(page, page.context.Query("cases")));
  const Outstanding& all = view.all;
  const std::vector<DisplayRate> rates = TRY(page.services.rates.All(page.context.org()));
  desk::PageOptions options;
  options.title = page.tr("Repayments");
  options.subtitle = page.tr("Added up now from your cases; no figure is kept anywhere.");
  options.current = "/remedy";
  options.wide = true;
  options.status = refused.error().empty() ? 200 : 422;
  options.actions = Join(
      html::LinkButton(page.tr("Groups"), "/remedy/groups"),
      html::PostButton(
          page.tr("Download as CSV"), "/remedy/export", page.context.csrf(),
          {.name = "cases", .value = view.open_only ? kOpenOnly : "all", .kind = html::ButtonKind::kQuiet}));
  Html left = CasesChoice(page, view);
  if (all.unread > 0)
    left.Add(
        html::NoticeOf(html::Mark::kCare,
                       page.locale.ntr("{n} case is not in these sums: there are too many for one look.",
                                       "{n} cases are not in these sums: there are too many for one look.",
                                       static_cast<std::int64_t>(all.unread))));
  if (all.all.money.empty() && all.all.documents == 0)
    return desk::PageResponse(
        page.context, options,
        html::Stack({left, html::Empty(page.tr("Nothing is claimed"),
                                       page.tr("Claims are made in a case, under Repayment."))}));
  return desk::PageResponse(
      page.context, options,
      html::Stack(
          {left, html::Section(page.tr("All together"), Whole(page, all)), TRY(EndedPart(page, view)),
           html::Section(page.tr("By employer"),
                         TableOf(page.locale, page.tr("Employer"), page.tr("By employer"), all.employers)),
           html::Section(page.tr("By recruiter"),
                         TableOf(page.locale, page.tr("Recruiter"), page.tr("By recruiter"), all.recruiters)),
           html::Section(page.tr("By corridor"),
                         TableOf(page.locale, page.tr("Corridor"), page.tr("By corridor"), all.corridors)),
           El("p", {{"class", "small muted"}}, page.tr("What both owe stands in full under each of them.")),
           html::Section(page.tr("In one currency"), RatesPart(page, all, rates, refused))}));
}

base::Result<net::Response> Show(UnlockedPage& page) {
  return ShowWith(page, {});
}

base::Result<net::Response> SetRate(UnlockedPage& page) {
  const base::Result<Day> day = DayIn(desk::FieldOf(page.context, "day"));
  base::Status set = day ? base::Ok() : base::Status(day.error());
  if (day)
    set = page.services.rates.Set(page.context.actor(), {.currency = CurrencyIn(page.context, "currency"),
                                                         .target = CurrencyIn(page.context, "target"),
                                                         .day = *day,
                                                         .text = desk::FieldOf(page.context, "rate")});
  if (set)
    return desk::RedirectWithFlash(page.context,
                                   desk::WithArgument("/remedy", "in", desk::FieldOf(page.context, "target")),
                                   page.tr("Saved."));
  if (!IsForPerson(set.error())) return set.error();
  return ShowWith(page, Refused(page.context, kRateForm, set.error().external));
}

base::Result<net::Response> Export(UnlockedPage& page) {
  const View view = TRY(ViewOf(page, desk::FieldOf(page.context, "cases")));
  desk::Desk& desk = page.context.desk();
  TRY(desk.database().Write([&](db::Transaction& tx) {
    return desk.audit().Append(tx, page.context.actor(), "remedy.export", "",
                               {{"cases", fmt::to_string(view.all.cases)}});
  }));
  net::Response response = desk::Download("repayments.csv", "text/csv; charset=utf-8");
  response.body = OutstandingCsv(view.all);
  return response;
}

}  // namespace

void RegisterOutstandingPages(desk::Desk& desk, VoiceServices& services) {
  AddUnlockedRoute(desk, services, "GET", "/remedy", Show);
  AddUnlockedRoute(desk, services, "POST", "/remedy/rates", SetRate);
  AddUnlockedRoute(desk, services, "POST", "/remedy/export", Export);
  desk.AddNav(
      {.permission = desk::Permission::kCasesWork, .order = 55, .make = [](const desk::Context& context) {
         const html::Locale& locale = desk::LocaleOf(context);
         return html::NavItem{
             .section = locale.tr("Workers"), .label = locale.tr("Repayments"), .href = "/remedy"};
       }});
}

}  // namespace voice::remedy
