#include "voice/mechanism/sections.h"

#include "desk/web/parts.h"
#include "gate/bands_block.h"
#include "html/charts.h"
#include "html/components.h"
#include "html/console_components.h"
#include "voice/mechanism/shares.h"
#include "voice/mechanism/words.h"

namespace voice::mechanism {
namespace {

using html::El;
using html::Html;

constexpr std::size_t kHundred = 100;

std::string QuarterHref(gate::Quarter quarter) {
  return "/mechanism/" + quarter.Text();
}

std::string TitleOf(const html::Locale& locale, Criterion criterion) {
  return std::string("(") + CriterionLetter(criterion) + ") " + CriterionWord(locale, criterion);
}

Html GroupCell(const html::Locale& locale, std::string_view group) {
  const std::string word = GroupWord(locale, group);
  if (group == kAll || group == kOther) return word;
  return html::Join(El("span", {html::Lang(group)}, El("bdi", word)), " (" + std::string(group) + ")");
}

// The classes of a figure with their shares, for all languages.
Html ClassTable(const html::Locale& locale, const Split& split, const std::string& caption) {
  desk::TableMaker table({{locale.tr("What happened")},
                          {locale.ctr("part of reports", "Share"), true},
                          {locale.tr("Reports"), true}});
  for (std::size_t i = 0; i < split.cells.size(); ++i)
    table.Row({CellWords(locale, split.figure, split.cells[i]),
               gate::ShareText(locale, ShareOfCell(split, i)), gate::BandText(locale, split.cells[i].band)});
  return table.Done(caption);
}

Html Statement(const html::Locale& locale, const std::optional<gate::ShareRange>& share,
               const std::string& words) {
  return El("p", El("b", gate::ShareText(locale, share)), share ? " · " + words : std::string());
}

Html LearningFigure(const html::Locale& locale, const Published& figures, const Published* before) {
  if (before == nullptr) return El("p", locale.tr("There is no earlier quarter to compare with yet."));
  const Changes changes = Compare(*before, figures);
  return El("p",
            locale.tr("Better: {better}. Worse: {worse}. No difference that can be seen: {alike}. Too few "
                      "to compare: {none}.",
                      {{"better", locale.Number(changes.better)},
                       {"worse", locale.Number(changes.worse)},
                       {"alike", locale.Number(changes.alike)},
                       {"none", locale.Number(changes.incomparable)}}));
}

Html LanguageFigure(const html::Locale& locale, const Published& figures) {
  const std::optional<gate::ShareRange> share = OtherLanguages(figures);
  Html figure = Statement(locale, share, locale.tr("Written in another language than the one used most"));
  if (share) figure.Add(ShareStrip(locale, CriterionWord(locale, Criterion::kAccessible), *share));
  figure.Add(
      El("p", locale.ntr("Pages open in {n} language.", "Pages open in {n} languages.", figures.languages)));
  return figure;
}

Html ClassFigure(const html::Locale& locale, const Published& figures, Criterion criterion, Figure figure) {
  const Split* split = figures.Find(figure, kAll);
  if (split == nullptr) return Statement(locale, {}, {});
  const gate::ShareRange share = ShareOfCell(*split, 0);
  Html part = Statement(locale, share, CellWords(locale, figure, split->cells.front()));
  part.Add(ShareStrip(locale, CriterionWord(locale, criterion), share));
  part.Add(html::Closed(locale.tr("All classes"), ClassTable(locale, *split, TitleOf(locale, criterion))));
  return part;
}

Html OneCriterion(const html::Locale& locale, const Published& figures, const Published* before,
                  Criterion criterion) {
  const std::optional<Figure> figure = FigureOf(criterion);
  Html part = El("h3", TitleOf(locale, criterion));
  part.Add(El("p", {{"class", "muted"}}, CriterionAsks(locale, criterion)));
  if (figure)
    part.Add(ClassFigure(locale, figures, criterion, *figure));
  else
    part.Add(criterion == Criterion::kLearning ? LearningFigure(locale, figures, before)
                                               : LanguageFigure(locale, figures));
  part.Add(El("p", {{"class", "muted small measure"}}, CriterionCounts(locale, criterion)));
  return El("section", {{"class", "stack-s"}}, part);
}

}  // namespace

Html ShareStrip(const html::Locale& locale, std::string_view title, const gate::ShareRange& share) {
  const auto low = static_cast<std::size_t>(share.low_percent);
  const std::size_t high = std::min(kHundred, static_cast<std::size_t>(share.high_percent));
  return html::Strip(title, gate::ShareText(locale, share),
                     {{low, html::Fill::kFilled},
                      {high - low, html::Fill::kOutlined},
                      {kHundred - high, html::Fill::kGrey}});
}

Html StripKey(const html::Locale& locale) {
  const auto key = [](html::Fill fill, const std::string& words) {
    return El("li", html::KeySample(fill), El("span", words));
  };
  return El("ul", {{"class", "key"}},
            key(html::Fill::kFilled, locale.ctr("key of a picture", "So many at least")),
            key(html::Fill::kOutlined, locale.ctr("key of a picture", "Perhaps these too")),
            key(html::Fill::kGrey, locale.ctr("key of a picture", "The others")));
}

Html SummaryPart(const html::Locale& locale, const Published& figures) {
  const Window window = Window::Of(figures.quarter);
  return html::Facts(
      {{locale.tr("Quarter"), gate::QuarterWords(locale, figures.quarter)},
       {locale.tr("Reports received"), gate::BandText(locale, figures.reports)},
       {locale.tr("Watched until"), locale.Date(MsOfDay(window.until))},
       {locale.tr("First remedies confirmed by workers"), gate::BandText(locale, figures.remedies)}});
}

Html CriteriaPart(const html::Locale& locale, const Published& figures, const Published* before) {
  Html parts = StripKey(locale);
  for (std::size_t i = 0; i < kCriteria; ++i)
    parts.Add(OneCriterion(locale, figures, before, static_cast<Criterion>(i)));
  parts.Add(
      El("p", {{"class", "muted small measure"}},
         locale.tr("The eight criteria are those of Principle 31 of the United Nations Guiding Principles "
                   "on Business and Human Rights (HR/PUB/11/04, 2011); questions and counts are our own "
                   "words.")));
  return html::Section(locale.tr("Is this mechanism effective?"), El("div", {{"class", "stack-l"}}, parts));
}

Html TimesPart(const html::Locale& locale, const Published& figures) {
  desk::TableMaker table(
      {{locale.tr("Time to")}, {locale.tr("What happened")}, {locale.ctr("part of reports", "Share"), true}});
  const auto add = [&](Figure figure, const std::string& what) {
    const Split* split = figures.Find(figure, kAll);
    if (split == nullptr) {
      table.Row({what, "", gate::ShareText(locale, {})});
      return;
    }
    for (std::size_t i = 0; i < split->cells.size(); ++i)
      table.Row({what, CellWords(locale, figure, split->cells[i]),
                 gate::ShareText(locale, ShareOfCell(*split, i))});
  };
  add(Figure::kAnswer, locale.tr("First answer"));
  add(Figure::kReferral, locale.tr("Referral"));
  add(Figure::kRemedy, locale.tr("Remedy"));
  const Html note =
      El("p", {{"class", "muted small measure"}},
         locale.tr("Answers and referrals: of the reports received in the quarter. Remedies: of those that "
                   "workers confirmed in the quarter, the first of each report, however old the report is."));
  return html::Section(locale.tr("How long it takes"),
                       html::Stack({table.Done(locale.tr("Times, in classes of days")), note}));
}

// Remedies have a table of their own: their classes are of days, and their reports of any quarter.
Html RemedyLanguages(const html::Locale& locale, const Published& figures) {
  desk::TableMaker table({{locale.tr("Language")},
                          {locale.tr("Time to the first remedy")},
                          {locale.ctr("part of reports", "Share"), true}});
  for (const Split& split : figures.splits) {
    if (split.figure != Figure::kRemedy || split.group == kAll) continue;
    for (std::size_t i = 0; i < split.cells.size(); ++i)
      table.Row({GroupCell(locale, split.group), CellWords(locale, split.figure, split.cells[i]),
                 gate::ShareText(locale, ShareOfCell(split, i))});
  }
  if (table.empty()) return El("p", locale.tr("Too few remedies to show languages apart."));
  return table.Done(locale.tr("Time to remedy, by language"));
}

Html LanguagesPart(const html::Locale& locale, const Published& figures) {
  const Html note = El(
      "p", {{"class", "muted small measure"}},
      locale.tr("Languages with few reports are counted together, and always one that has enough with them, "
                "so that nobody can tell whether the others have any. A column says something only where "
                "every class of every line has enough reports."));
  if (figures.groups.empty())
    return html::Section(locale.tr("By language"),
                         html::Stack({El("p", locale.tr("Too few reports to show languages apart.")), note}));
  std::vector<desk::Heading> headings = {{locale.tr("Language")}, {locale.tr("Reports"), true}};
  std::vector<Figure> shown;
  for (std::size_t i = 0; i < kCriteria; ++i)
    if (const std::optional<Figure> figure = FigureOf(static_cast<Criterion>(i))) {
      headings.push_back({TitleOf(locale, static_cast<Criterion>(i)), true});
      shown.push_back(*figure);
    }
  desk::TableMaker table(headings);
  for (const Group& group : figures.groups) {
    html::Row row = {GroupCell(locale, group.name), gate::BandText(locale, group.reports)};
    for (const Figure figure : shown)
      row.push_back(gate::ShareText(locale, MainShare(figures, figure, group.name)));
    table.Row(row);
  }
  return html::Section(locale.tr("By language"),
                       html::Stack({table.Done(locale.tr("The first share of each figure, by language")),
                                    RemedyLanguages(locale, figures), note}));
}

Html QuartersPart(const html::Locale& locale, const std::vector<Quarterly>& all) {
  std::vector<desk::Heading> headings = {{locale.tr("Quarter")}, {locale.tr("Reports"), true}};
  for (std::size_t i = 0; i < kCriteria; ++i)
    if (FigureOf(static_cast<Criterion>(i)))
      headings.push_back({TitleOf(locale, static_cast<Criterion>(i)), true});
  desk::TableMaker table(headings);
  for (const Quarterly& one : all) {
    html::Row row = {desk::LinkTo(QuarterHref(one.publication.quarter),
                                  gate::QuarterWords(locale, one.publication.quarter)),
                     gate::BandText(locale, one.figures.reports)};
    for (std::size_t i = 0; i < kCriteria; ++i)
      if (const std::optional<Figure> figure = FigureOf(static_cast<Criterion>(i)))
        row.push_back(gate::ShareText(locale, MainShare(one.figures, *figure, kAll)));
    table.Row(row);
  }
  return html::Section(locale.tr("Quarter by quarter"),
                       table.Done(locale.tr("The first share of each figure, by quarter")));
}

Html ProtectionPart(const html::Locale& locale) {
  const auto line = [](const std::string& words) { return El("li", words); };
  return html::Section(
      locale.tr("Why there are ranges"),
      El("ul", {{"class", "measure"}},
         line(
             locale.tr("Nobody shall be found in these figures. So nothing is said of fewer than 11 reports, "
                       "and more are said in bands: 11–19, 20–29 and so on. Shares are computed from bands "
                       "and are therefore ranges.")),
         line(locale.tr("“Too few to show” does not mean none, and not that nothing was done.")),
         line(locale.tr("Reports are counted, not persons: one person may write more than one, and nobody "
                        "is asked for a name.")),
         line(locale.tr("A quarter is published once, after the quarter that follows it, and never changed. "
                        "What happens to its reports later counts nowhere.")),
         line(locale.tr("Reports that were deleted before that day are not counted. Nobody opens a report "
                        "for these figures."))));
}

Html LedgerPart(const html::Locale& locale, const std::vector<Quarterly>& all) {
  desk::TableMaker table({{locale.tr("Number"), true},
                          {locale.tr("Quarter")},
                          {locale.tr("What was published")},
                          {locale.tr("Head of the ledger")}});
  for (const Quarterly& one : all)
    table.Row({locale.Number(one.publication.number), one.publication.quarter.Text(),
               desk::LinkTo(QuarterHref(one.publication.quarter) + "/published",
                            El("code", one.publication.digest.substr(0, 16))),
               El("code", one.publication.head.substr(0, 16))});
  const Html words =
      El("p", {{"class", "measure"}},
         locale.tr("Every publication is chained to the one before it. Who keeps a head can prove any later "
                   "change. The operator checks the whole with: {command}",
                   {{"command", "manumit mechanism verify"}}));
  return html::Section(locale.tr("The ledger"),
                       html::Stack({words, html::Closed(locale.tr("Everything published"),
                                                        table.Done(locale.tr("Newest first")))}));
}

}  // namespace voice::mechanism
