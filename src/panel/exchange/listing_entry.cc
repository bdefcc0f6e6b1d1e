#include "panel/exchange/listing_entry.h"

#include "html/names.h"

namespace panel::exchange {
namespace {

using html::El;
using html::Html;

constexpr std::size_t kShownLeftOut = 40;

Html FactsOf(const html::Locale& locale, const Listing& listing) {
  return html::Facts(
      {{locale.tr("Kind"), KindWords(locale, listing.kind)},
       {locale.tr("Quantity"), AmountWords(locale, listing.kind, listing.unit, listing.quantity)},
       {locale.tr("Agreed already"), listing.taken.zero()
                                         ? std::string()
                                         : AmountWords(locale, listing.kind, listing.unit, listing.taken)},
       {locale.tr("Member"), html::Value(listing.owner.name)},
       {locale.tr("Where"),
        listing.places.empty() ? locale.tr("anywhere") : CountriesWords(locale, listing.places)},
       {locale.tr("When"), DaysWords(locale, listing.from, listing.until)},
       {locale.tr("Languages"), LanguagesWords(locale, listing.languages)},
       {locale.tr("Industries"), IndustriesWords(locale, listing.sectors)},
       {locale.tr("Goals"), TargetsWords(locale, listing.targets)},
       {locale.tr("Open to"), TypesWords(locale, listing.open_to)},
       {locale.tr("Conditions"), listing.conditions},
       {locale.tr("Who may see it"), VisibilityWords(locale, listing.visibility)}});
}

Html BringForm(const ListingEntry& view, const Ranked& ranked) {
  const html::Locale& locale = desk::LocaleOf(view.context);
  const bool offering = view.listing.side == Side::kOffer;
  const bool owns = view.viewer.Owns(view.listing.owner) || view.viewer.Owns(ranked.other.owner);
  if (!view.viewer.host && !owns) return {};
  const Html fields =
      html::Join(HiddenField("offer", offering ? view.listing.id.text() : ranked.other.id.text()),
                 HiddenField("need", offering ? ranked.other.id.text() : view.listing.id.text()));
  const std::string words = owns ? locale.tr("Ask for an introduction") : locale.tr("Propose this pair");
  return html::Form(
      {.action = "/introductions", .csrf = view.context.csrf()},
      html::Join(fields, html::Button(words, {.kind = html::ButtonKind::kQuiet, .css = "small"})));
}

Html BestList(const ListingEntry& view) {
  const html::Locale& locale = desk::LocaleOf(view.context);
  Html list;
  for (const Ranked& ranked : view.ranking->best) {
    const Html summary =
        html::Join(El("b", locale.Number(ranked.score)), " · ", html::Value(ranked.other.title), " · ",
                   html::Value(ranked.other.owner.name), " · ",
                   AmountWords(locale, ranked.other.kind, ranked.other.unit, ranked.possible));
    list.Add(html::Closed(summary,
                          html::Join(El("p", LinkOf(ranked.other)),
                                     ReasonsTable(locale, ranked.other.kind, ranked.reasons, ranked.score),
                                     BringForm(view, ranked)),
                          &ranked == &view.ranking->best.front()));
  }
  return list;
}

Html LeftOutSection(const html::Locale& locale, const Ranking& ranking) {
  TableMaker table(
      {{locale.tr("What")}, {locale.tr("Member")}, {locale.tr("Why")}, {locale.tr("What was compared")}});
  std::size_t shown = 0;
  for (const LeftOutOne& one : ranking.left_out) {
    if (++shown > kShownLeftOut) break;
    table.Row({LinkOf(one.other), html::Value(one.other.owner.name), LeftOutWords(locale, one.why),
               ComparedWords(locale, one.why, one.compared)});
  }
  Html counts;
  for (std::size_t i = 0; i < ranking.left_out_counts.size(); ++i)
    if (ranking.left_out_counts.at(i) > 0)
      counts.Add(El("li", LeftOutWords(locale, static_cast<LeftOut>(i)), ": ",
                    locale.Number(static_cast<std::int64_t>(ranking.left_out_counts.at(i)))));
  if (ranking.not_told > 0)
    counts.Add(El("li", locale.ntr("The secretariat has to look at {n} first.",
                                   "The secretariat has to look at {n} first.",
                                   static_cast<std::int64_t>(ranking.not_told))));
  if (ranking.other_kinds > 0)
    counts.Add(El("li", locale.ntr("{n} of another kind was not compared.",
                                   "{n} of other kinds were not compared.", ranking.other_kinds)));
  if (counts.empty()) return {};
  const Html body =
      html::Join(El("ul", counts), table.empty() ? Html() : table.Done(locale.tr("Left out, one by one")));
  return html::Section(locale.tr("Who was left out, and why"), body);
}

Html RankingSection(const ListingEntry& view) {
  const html::Locale& locale = desk::LocaleOf(view.context);
  if (view.ranking == nullptr) return {};
  const bool offering = view.listing.side == Side::kOffer;
  const std::string heading = offering ? locale.tr("Needs that fit") : locale.tr("Offers that fit");
  const Html how =
      El("p", {{"class", "muted small"}},
         locale.tr("Hard conditions come first; whoever passes them gets points for seven parts, 1,000 in "
                   "all. The same entries always give the same order."));
  if (view.ranking->best.empty())
    return html::Join(
        html::Section(heading, html::Empty(locale.tr("Nothing fits yet"),
                                           locale.tr("Below it stands who was left out, and why."))),
        LeftOutSection(locale, *view.ranking));
  const std::string count =
      locale.ntr("{n} fits", "{n} fit", static_cast<std::int64_t>(view.ranking->fitting));
  return html::Stack({html::Section(heading, html::Join(how, BestList(view)), count),
                      LeftOutSection(locale, *view.ranking)});
}

Html ActSection(const ListingEntry& view) {
  const html::Locale& locale = desk::LocaleOf(view.context);
  const bool own = view.viewer.Owns(view.listing.owner) &&
                   view.context.actor().Can(desk::Permission::kPanelTakePart) &&
                   view.viewer.member->state == MemberState::kAdmitted;
  std::vector<Html> forms;
  const std::span<const Step<ListingState, ListingAct>> steps(kListingSteps);
  for (const ListingAct act : AllOf<ListingAct>()) {
    const bool guards = view.viewer.host && (act == ListingAct::kWithdraw || act == ListingAct::kPause);
    if (act == ListingAct::kLapse || !(own || guards) || !Allows(steps, view.listing.state, act)) continue;
    forms.push_back(
        ActFormOf({.action = HrefOf(view.listing) + "/act",
                   .csrf = view.context.csrf(),
                   .version = view.listing.version,
                   .act = std::string(NameOf(act)),
                   .words = ActWordsOf(locale, act),
                   .label = {},
                   .kind = act == ListingAct::kPublish ? html::ButtonKind::kMain : html::ButtonKind::kQuiet},
                  view.typed));
  }
  if (forms.empty()) return {};
  return html::Section(locale.tr("What you can do"), html::RowOf(forms));
}

}  // namespace

Html ListingEntryView(const ListingEntry& view) {
  const html::Locale& locale = desk::LocaleOf(view.context);
  Html left =
      html::Section(view.listing.side == Side::kOffer ? locale.tr("The offer") : locale.tr("The need"),
                    html::Join(FactsOf(locale, view.listing), El("p", view.listing.details)));
  const Html right = html::Stack(
      {ActSection(view),
       html::Section(locale.tr("Introductions"), LinkTo("/introductions?listing=" + view.listing.id.text(),
                                                        locale.tr("Show its introductions"))),
       html::Section(locale.tr("What happened"), HistoryOf(locale, view.history))});
  return html::Stack({html::SideBySide(html::Columns::kWideAndNarrow, left, right), RankingSection(view)});
}

}  // namespace panel::exchange
