#include "voice/casework/concern_parts.h"

#include <algorithm>

#include "base/limits_gate.h"
#include "desk/web/parts.h"
#include "entity/entity.h"
#include "html/console_components.h"
#include "html/forms.h"

namespace voice {
namespace {

using html::El;
using html::Html;
using html::Join;

std::string CountryWord(const std::string& code) {
  return code.empty() ? std::string() : std::string(entity::CountryName(code));
}

std::string WhereWords(const std::string& place, const std::string& country) {
  const std::string land = CountryWord(country);
  if (place.empty()) return land.empty() ? "–" : land;
  return land.empty() ? place : place + ", " + land;
}

Html Typed(const ConcernView& view) {
  return Join(desk::HiddenField("name", view.name), desk::HiddenField("country", view.country),
              desk::HiddenField("place", view.place));
}

std::vector<html::Choice> CategoryChoices(const html::Locale& locale) {
  std::vector<html::Choice> choices = {{"", locale.tr("Please choose")}};
  for (int i = 0; i < static_cast<int>(gate::Category::kCount); ++i) {
    const auto category = static_cast<gate::Category>(i);
    choices.push_back({std::string(CategoryName(category)), CategoryWord(locale, category)});
  }
  return choices;
}

Html NothingFound(const ConcernView& view) {
  const CasePage& page = view.page;
  const Html keep = html::Form(
      {.action = page.Href("/concerns/keep"), .csrf = page.context.csrf()},
      Join(Typed(view), html::Button(page.tr("Keep the name"), {.kind = html::ButtonKind::kQuiet})));
  return html::Stack(
      {html::Notice(El("b", page.tr("Nobody here knows a company of this name."))),
       El("p", page.tr("Only the whole name finds something. Try it as it is written on a contract, a "
                       "payslip or a gate, or without the country and the place. You can also keep it: it is "
                       "sealed in "
                       "the case and looked for again whenever you open this page.")),
       keep});
}

Html Candidates(const ConcernView& view) {
  const CasePage& page = view.page;
  Html boxes;
  for (const gate::FoundParty& party : view.found->parties)
    boxes.Add(html::CheckBox(
        "party", party.key,
        Join(El("bdi", El("b", party.name)), " ",
             El("span", {{"class", "muted"}}, El("bdi", WhereWords(party.place, party.country)))),
        std::find(view.ticked.begin(), view.ticked.end(), party.key) != view.ticked.end()));
  const Html problem =
      view.choice_problem.empty() ? Html() : html::NoticeOf(html::Mark::kHarm, view.choice_problem);
  const Html more =
      view.found->more
          ? El("p", page.tr("There are more. Add the town or the country to see the one that is meant."))
          : Html();
  const Html category =
      html::Field({.control_id = "category", .label = page.tr("What it is about")},
                  html::Select("category", CategoryChoices(page.locale), view.category, "category"));
  return html::Form(
      {.action = page.Href("/concerns/confirm"), .csrf = page.context.csrf(), .css = "stack"},
      Join(
          Typed(view), problem,
          El("fieldset",
             El("legend", page.tr("Which is the company that the worker means? Tick every line that is.")),
             boxes),
          more, category,
          El("p", {{"class", "muted"}},
             page.tr("Confirm what you would stand for: that this worker told you of something grave at this "
                     "company, and that you believe it.")),
          El("div", {{"class", "row"}}, html::Button(page.tr("Confirm the concern")))));
}

// One row of the table of what was confirmed.
Html StateOf(const ConcernView& view, const Naming& naming, bool counted) {
  const CasePage& page = view.page;
  if (naming.taken_back)
    return html::Badge(html::Mark::kPlain,
                       page.tr("Taken back {day}", {{"day", DayWords(page.locale, naming.taken_back)}}));
  const std::string quarter = gate::Quarter::Of({MsOfDay(naming.day)}).Text();
  if (counted) return html::Badge(html::Mark::kOk, page.tr("Counted in {quarter}", {{"quarter", quarter}}));
  return html::Badge(html::Mark::kAct, page.tr("Counts in {quarter}", {{"quarter", quarter}}));
}

Html TakeBackButton(const ConcernView& view, const Naming& naming) {
  const CasePage& page = view.page;
  return html::Form(
      {.action = page.Href("/concerns/take-back"), .csrf = page.context.csrf()},
      Join(desk::HiddenField("concern", naming.id.text()),
           html::Button(page.tr("Take back"), {.kind = html::ButtonKind::kQuiet, .css = "small"})));
}

}  // namespace

Html NotReady(const ConcernView& view) {
  const CasePage& page = view.page;
  const bool no_key = view.standing == Concerns::Standing::kNoKey;
  const std::string why =
      no_key ? page.tr("The gate has no key yet, so nothing can be confirmed.")
             : page.tr("You are in no team that has the key of the gate, so you cannot confirm anything.");
  const std::string what =
      no_key ? page.tr("A case supervisor makes it, once for the whole installation.")
             : page.tr("A case supervisor of yours asks for the key; a team that has it lets yours in.");
  return html::Notice(Join(why, " ", what, " ", desk::LinkTo("/gate", page.tr("Open the gate"))));
}

Html SearchSection(const ConcernView& view) {
  const CasePage& page = view.page;
  const Html form = html::Form(
      {.action = page.Href("/concerns/search"), .csrf = page.context.csrf(), .css = "stack"},
      Join(html::Field({.control_id = "name",
                        .label = page.tr("Full name of the company or recruiter"),
                        .hint = page.tr("As the worker told it, in any script"),
                        .error = view.problem},
                       html::Input({.name = "name",
                                    .value = view.name,
                                    .autocomplete = "off",
                                    .required = true,
                                    .max_length = base::kMaxGateNameBytes,
                                    .invalid = !view.problem.empty()})),
           html::Field({.control_id = "country",
                        .label = page.tr("Country, if known"),
                        .hint = page.tr("Its name, or two letters, as kr")},
                       html::Input({.name = "country", .value = view.country, .autocomplete = "off"})),
           html::Field({.control_id = "place",
                        .label = page.tr("Town or place, if known"),
                        .hint = page.tr("As it may stand in the address; companies elsewhere are left out")},
                       html::Input({.name = "place",
                                    .value = view.place,
                                    .autocomplete = "off",
                                    .max_length = base::kMaxGateNameBytes})),
           El("div", {{"class", "row"}}, html::Button(page.tr("Look for it")))));
  Html result;
  if (view.found) result = view.found->parties.empty() ? NothingFound(view) : Candidates(view);
  return html::Section(page.tr("Confirm a concern"), html::Stack({form, result}));
}

Html NamingsSection(const ConcernView& view) {
  const CasePage& page = view.page;
  const std::string heading = page.tr("Confirmed in this case");
  if (view.book.namings.empty())
    return html::Section(heading, html::Empty(page.tr("Nothing is confirmed yet"),
                                              page.tr("A concern says that this worker told of something "
                                                      "grave at a company or recruiter.")));
  desk::TableMaker table({{page.tr("Company or recruiter")},
                          {page.tr("What it is about")},
                          {page.tr("State")},
                          {page.tr("Action")}});
  for (std::size_t i = view.book.namings.size(); i-- > 0;) {
    const Naming& naming = view.book.namings[i];
    const bool open = view.standing == Concerns::Standing::kReady && !view.counted[i] && !naming.taken_back;
    table.Row({Join(El("bdi", naming.name), " ",
                    El("span", {{"class", "muted"}}, El("bdi", WhereWords(naming.place, naming.country)))),
               CategoryWord(page.locale, naming.category), StateOf(view, naming, view.counted[i]),
               open ? TakeBackButton(view, naming) : Html()});
  }
  return html::Section(heading, table.Done(heading));
}

Html KeptSection(const ConcernView& view) {
  const CasePage& page = view.page;
  Html items;
  for (std::size_t i = 0; i < view.book.kept.size(); ++i) {
    const KeptName& kept = view.book.kept[i];
    const bool found = view.kept_found.at(i);
    const Html badge = found ? html::Badge(html::Mark::kAct, page.tr("Known now"))
                             : html::Badge(html::Mark::kPlain, page.tr("Not known yet"));
    const Html form = html::Form(
        {.action = page.Href("/concerns/search"), .csrf = page.context.csrf()},
        Join(desk::HiddenField("name", kept.name), desk::HiddenField("country", kept.country),
             El("div", {{"class", "row"}},
                html::Button(page.tr("Look for it"), {.kind = html::ButtonKind::kQuiet, .css = "small"}),
                html::Button(page.tr("Forget it"), {.kind = html::ButtonKind::kQuiet,
                                                    .form_action = page.Href("/concerns/forget"),
                                                    .css = "small"}))));
    const std::string land = CountryWord(kept.country);
    items.Add(
        El("li", El("p", El("bdi", El("b", kept.name)), land.empty() ? "" : ", " + land, " ", badge), form));
  }
  return html::Section(page.tr("Names to look for again"), El("ul", {{"class", "plain"}}, items));
}

Html LinksSection(const ConcernView& view) {
  const CasePage& page = view.page;
  const bool ready = view.standing == Concerns::Standing::kReady;
  std::vector<Html> parts = {
      El("p", {{"class", "muted"}},
         page.tr("If this worker reported several times, link the cases: then she counts once."))};
  if (!view.book.linked.empty()) {
    Html items;
    for (std::size_t i = 0; i < view.book.linked.size(); ++i) {
      const CaseId& id = view.book.linked[i];
      items.Add(El("li", view.linked_opens.at(i)
                             ? desk::LinkTo(CaseHref(id, kConcernsTab), CaseNumber(id))
                             : El("span", page.tr("{number}: does not open for you, or was deleted",
                                                  {{"number", CaseNumber(id)}}))));
    }
    parts.push_back(El("ul", items));
    if (ready)
      parts.push_back(html::PostButton(page.tr("This case is another person's"),
                                       page.Href("/concerns/unlink"), page.context.csrf(),
                                       {.kind = html::ButtonKind::kQuiet}));
  }
  if (ready && !view.offered.empty()) {
    std::vector<html::Choice> choices;
    for (const CaseLine& line : view.offered)
      choices.push_back({line.row.id.text(), page.tr("{number}, {team}, received {day}",
                                                     {{"number", CaseNumber(line.row.id)},
                                                      {"team", line.team},
                                                      {"day", DayWords(page.locale, line.row.received)}})});
    parts.push_back(html::Form(
        {.action = page.Href("/concerns/link"), .csrf = page.context.csrf(), .css = "stack"},
        Join(html::Field({.control_id = "case", .label = page.tr("Another case of the same person")},
                         html::Select("case", choices, "", "case")),
             El("div", {{"class", "row"}},
                html::Button(page.tr("Link it"), {.kind = html::ButtonKind::kQuiet})))));
  }
  return html::Section(page.tr("Cases of the same person"), html::Stack(parts));
}

Html WhatOthersSee(const ConcernView& view) {
  const CasePage& page = view.page;
  return html::Section(
      page.tr("What others will see"),
      El("ul", El("li", page.tr("Nothing before the quarter is over and somebody of a team has closed it.")),
         El("li", page.tr("Then, at every organisation that knows the company: a band, as 11–19 or 20–29 "
                          "different persons. Fewer than 11 look exactly like none.")),
         El("li",
            page.tr("Who enters the company only while the quarter runs sees nothing of that quarter.")),
         El("li", page.tr("Never this case, the worker, what it is about, or who confirmed it.")),
         El("li", page.tr("Until the quarter is closed you can take it back. Afterwards it stays counted, "
                          "also when the case is deleted."))));
}

}  // namespace voice
