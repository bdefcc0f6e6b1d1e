// /members/balance: who is at the table, against the panel's goals, as a picture; who is missing; the goals.

#include <fmt/format.h>

#include "desk/desk.h"
#include "desk/tr.h"
#include "html/charts.h"
#include "panel/common/nav.h"
#include "panel/members/faces.h"
#include "panel/members/page_parts.h"
#include "panel/members/words.h"

namespace panel::members {
namespace {

using desk::Context;
using desk::Permission;
using html::El;
using html::Html;

constexpr std::string_view kHref = "/members/balance";
constexpr std::array<Dimension, 5> kShown = {Dimension::kConstituency, Dimension::kRegion,
                                             Dimension::kSubregion, Dimension::kSector, Dimension::kGender};

std::string Unit(Dimension dimension) {
  return dimension == Dimension::kGender ? " %" : "";
}

std::string Verdict(const html::Locale& locale, Dimension dimension, const BalanceRow& row) {
  const bool percent = dimension == Dimension::kGender;
  if (row.TooFew()) {
    const std::int64_t lacks = row.least - row.value;
    return percent ? locale.tr("{n} % too few", {{"n", locale.Number(lacks)}})
                   : locale.ntr("{n} too few", "{n} too few", lacks);
  }
  if (row.TooMany()) {
    const std::int64_t above = row.value - row.most;
    return percent ? locale.tr("{n} % too many", {{"n", locale.Number(above)}})
                   : locale.ntr("{n} too many", "{n} too many", above);
  }
  return row.least > 0 || row.most > 0 ? locale.tr("as agreed") : "";
}

// Rows that say something: with members, applicants or a goal.
std::vector<BalanceRow> RowsOf(const Balance& balance, Dimension dimension) {
  std::vector<BalanceRow> rows;
  for (const BalanceRow& row : balance.Of(dimension))
    if (row.count > 0 || row.applicants > 0 || row.least > 0 || row.most > 0) rows.push_back(row);
  return rows;
}

std::string Finding(const html::Locale& locale, const Balance& balance, Dimension dimension) {
  std::string words;
  for (const BalanceRow& row : balance.Of(dimension))
    if (row.TooFew() || row.TooMany())
      words += (words.empty() ? "" : "; ") + KeyWord(locale, dimension, row.key) + ": " +
               Verdict(locale, dimension, row);
  return words.empty() ? locale.tr("Nothing is outside what was agreed.") : words;
}

Html Numbers(const html::Locale& locale, Dimension dimension, const std::vector<BalanceRow>& rows) {
  desk::TableMaker table(
      {{DimensionWord(locale, dimension)},
       {dimension == Dimension::kGender ? locale.tr("Representatives") : locale.tr("Members"), true},
       {dimension == Dimension::kGender ? locale.tr("Percent") : locale.tr("Applicants"), true},
       {locale.tr("At least"), true},
       {locale.tr("At most"), true}});
  for (const BalanceRow& row : rows)
    table.Row({KeyWord(locale, dimension, row.key), locale.Number(row.count),
               locale.Number(dimension == Dimension::kGender ? row.value : row.applicants),
               row.least > 0 ? locale.Number(row.least) : "–", row.most > 0 ? locale.Number(row.most) : "–"});
  return html::Closed(locale.tr("The numbers"), table.Done(DimensionWord(locale, dimension)));
}

Html Figure(const html::Locale& locale, const Balance& balance, Dimension dimension) {
  const std::vector<BalanceRow> rows = RowsOf(balance, dimension);
  if (rows.empty()) return {};
  std::vector<html::GoalRow> chart;
  for (const BalanceRow& row : rows)
    chart.push_back({KeyWord(locale, dimension, row.key), row.value, row.least, row.most,
                     row.TooFew() || row.TooMany(), Verdict(locale, dimension, row)});
  const std::string title = DimensionWord(locale, dimension);
  const Html picture = html::GoalChart(title, Finding(locale, balance, dimension), chart, Unit(dimension));
  return El(
      "figure", {{"class", "fig"}}, El("figcaption", El("b", title)),
      El("div", {{"class", "scroll"}, {"tabindex", "0"}, {"role", "group"}, {"aria-label", title}}, picture),
      Numbers(locale, dimension, rows));
}

Html MissingPart(const Context& context, const Balance& balance, bool secretariat) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::vector<Balance::Gap> gaps = balance.Missing();
  if (gaps.empty()) return {};
  std::vector<html::TodoItem> items;
  for (const Balance::Gap& gap : gaps) {
    std::string href = InPanel("/members", balance.panel);
    if (secretariat) href = desk::WithArgument(std::move(href), "view", "applications");
    if (gap.dimension == Dimension::kConstituency)
      href = desk::WithArgument(std::move(href), "constituency", gap.row.key);
    if (gap.dimension == Dimension::kSector)
      href = desk::WithArgument(std::move(href), "section", gap.row.key);
    html::TodoItem item{.mark = html::Mark::kCare,
                        .badge = Verdict(locale, gap.dimension, gap.row),
                        .title = KeyWord(locale, gap.dimension, gap.row.key),
                        .href = href,
                        .why = DimensionWord(locale, gap.dimension)};
    if (secretariat && gap.dimension != Dimension::kGender)
      item.action = locale.ntr("{n} applicant", "{n} applicants", gap.row.applicants);
    items.push_back(std::move(item));
  }
  return html::Section(locale.tr("Who is missing"), html::TodoList(items));
}

Html Key(const html::Locale& locale) {
  return El("ul", {{"class", "key small"}},
            El("li", html::KeySample(html::Fill::kFilled), locale.tr("at the table")),
            El("li", html::KeySample(html::Fill::kOutlined), locale.tr("above the most agreed")),
            El("li", html::KeySample(html::Fill::kGrey), locale.tr("seat to fill")),
            El("li", html::KeyLine(), locale.tr("least and most agreed")));
}

base::Result<net::Response> Show(Services& services, Context& context) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Panel panel = TRY(PanelIn(services, context));
  const Balance balance = TRY(services.balances.Get(context.actor(), panel.id));
  const bool secretariat = Panels::Hosts(context.actor(), panel);
  desk::PageOptions options{
      .title = locale.tr("Who is at the table"),
      .subtitle = panel.name + " · " + locale.ntr("{n} member", "{n} members", balance.members),
      .current = std::string(kHref),
      .crumbs = {{locale.tr("Members"), InPanel("/members", panel)}}};
  if (secretariat)
    options.actions = html::LinkButton(locale.tr("Set goals"), InPanel("/members/balance/goals", panel));
  std::vector<Html> parts = {TRY(PanelTabs(services, context, panel, kHref)),
                             MissingPart(context, balance, secretariat), Key(locale)};
  for (const Dimension dimension : kShown) parts.push_back(Figure(locale, balance, dimension));
  std::erase_if(parts, [](const Html& part) { return part.empty(); });
  return desk::PageResponse(context, options, html::Stack(parts));
}

// ---- goals

std::string FieldName(Dimension dimension, std::string_view key, std::string_view end) {
  return fmt::format("{}.{}.{}", DimensionName(dimension), key, end);
}

base::Result<net::Response> ShowGoals(Services& services, Context& context, const desk::FormErrors& errors) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Panel panel = TRY(PanelIn(services, context));
  if (!Panels::Hosts(context.actor(), panel)) return Forbidden();
  const Balance balance = TRY(services.balances.Get(context.actor(), panel.id));
  const bool typed = !errors.empty();
  std::vector<Html> sections;
  for (const Dimension dimension : kShown) {
    if (dimension == Dimension::kSubregion && balance.Of(dimension).empty()) continue;
    desk::TableMaker table({{DimensionWord(locale, dimension)},
                            {locale.tr("At least")},
                            {locale.tr("At most")},
                            {locale.tr("Now"), true}});
    for (const BalanceRow& row : balance.Of(dimension)) {
      if (dimension == Dimension::kGender && row.key == GenderName(Gender::kNotSaid)) continue;
      const std::string word = KeyWord(locale, dimension, row.key);
      const auto input = [&](std::string_view end, std::int64_t value, const std::string& label) {
        const std::string name = FieldName(dimension, row.key, end);
        const std::string shown = typed       ? desk::FieldOf(context, name)
                                  : value > 0 ? std::to_string(value)
                                              : "";
        return html::Join(
            El("label", {{"class", "vh"}, {"for", name}}, label, ": ", word),
            html::Input({.name = name, .type = html::InputType::kNumber, .value = shown, .min = "0"}));
      };
      table.Row({word, input("least", row.least, locale.tr("At least")),
                 input("most", row.most, locale.tr("At most")), locale.Number(row.value) + Unit(dimension)});
    }
    sections.push_back(html::Closed(DimensionWord(locale, dimension),
                                    table.Done(DimensionWord(locale, dimension)),
                                    dimension == Dimension::kConstituency || typed));
  }
  sections.push_back(html::Button(locale.tr("Save the goals")));
  desk::PageOptions options{
      .title = locale.tr("Goals of the balance"),
      .subtitle = locale.tr("Seats; of gender percent of those whose gender is said. Empty: no goal."),
      .current = std::string(kHref),
      .crumbs = {{locale.tr("Who is at the table"), InPanel(std::string(kHref), panel)}},
      .status = errors.empty() ? 200 : 422};
  return desk::PageResponse(
      context, options,
      html::Join(errors.Summary(),
                 html::Form({.action = InPanel("/members/balance/goals", panel), .csrf = context.csrf()},
                            html::Stack(sections))));
}

base::Result<net::Response> SaveGoals(Services& services, Context& context) {
  TRY(context.Form());
  const Panel panel = TRY(PanelIn(services, context));
  const Balance balance = TRY(services.balances.Get(context.actor(), panel.id));
  desk::FormErrors errors(desk::LocaleOf(context));
  std::vector<Goal> goals;
  for (const Dimension dimension : kShown)
    for (const BalanceRow& row : balance.Of(dimension)) {
      Goal goal{.dimension = dimension, .key = row.key};
      for (const auto& [end, value] : {std::pair("least", &goal.least), std::pair("most", &goal.most)}) {
        const std::string name = FieldName(dimension, row.key, end);
        const std::string text = desk::FieldOf(context, name);
        if (text.empty()) continue;
        const auto number = desk::WholeNumber(text);
        if (!number) errors.Add(name, desk::tr("A goal is a whole number of seats."));
        *value = number.value_or(0);
      }
      if (goal.least > 0 || goal.most > 0) goals.push_back(std::move(goal));
    }
  if (errors.empty()) {
    const base::Status set = services.balances.SetGoals(context.actor(), panel.id, goals);
    if (set)
      return desk::RedirectWithFlash(context, InPanel(std::string(kHref), panel),
                                     desk::LocaleOf(context).tr("Saved."));
    TRY(errors.Take("", set.error()));
  }
  return ShowGoals(services, context, errors);
}

}  // namespace

void AddBalancePages(desk::Desk& desk, Services& services) {
  AddPage(desk, "GET", kHref, Permission::kPanelRead,
          [&services](Context& context) { return Show(services, context); });
  AddPage(desk, "GET", "/members/balance/goals", Permission::kPanelManage, [&services](Context& context) {
    return ShowGoals(services, context, desk::FormErrors(desk::LocaleOf(context)));
  });
  AddPage(desk, "POST", "/members/balance/goals", Permission::kPanelManage,
          [&services](Context& context) { return SaveGoals(services, context); });
  AddPanelNav(desk, {.part = NavPart::kPeople,
                     .place = 1,
                     .label = [](const html::Locale& locale) { return locale.tr("Who is at the table"); },
                     .href = std::string(kHref)});
}

}  // namespace panel::members
