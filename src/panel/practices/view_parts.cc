#include "panel/practices/view_parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "desk/web/parts.h"
#include "html/charts.h"
#include "html/components.h"
#include "html/console_components.h"
#include "html/markdown.h"
#include "html/names.h"
#include "panel/common/isic.h"
#include "panel/common/languages.h"
#include "panel/common/licences.h"
#include "panel/common/place_words.h"

namespace panel {
namespace {

using html::El;
using html::Html;

std::string Joined(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : ", ") + word;
  return joined;
}

Html TextPart(std::string_view heading, std::string_view text, std::string_view language) {
  if (text.empty()) return {};
  return html::Section(heading, El("div", {{"class", "md"}, html::Lang(language)}, html::Markdown(text, 3)));
}

std::string PlaceText(const html::Locale& locale, std::uint8_t place) {
  if ((place & kInTitle) != 0) return locale.tr("in the title");
  if ((place & kInSummary) != 0) return locale.tr("in the summary");
  if ((place & kInTags) != 0) return locale.tr("in the topic, place or owner");
  if ((place & kInText) != 0) return locale.tr("in the text");
  return locale.tr("in a translation");
}

Html Pair(std::string_view name, const Html& value) {
  return El("div", El("dt", name), El("dd", value));
}

}  // namespace

std::string MoneyText(Amount amount, std::string_view currency) {
  return fmt::format("{} {}", currency, GroupedAmount(amount, ','));
}

Html GradeView(const html::Locale& locale, int grade) {
  if (grade <= 0) return locale.tr("no grade");
  return html::Join(El("span", {{"class", "grade"}}, html::Squares(grade, kGrades)),
                    locale.tr("{grade} of {all}: {words}", {{"grade", fmt::to_string(grade)},
                                                            {"all", fmt::to_string(kGrades)},
                                                            {"words", locale.tr(GradeWord(grade))}}));
}

std::string TermsText(const html::Locale& locale, std::span<const Term> terms,
                      const std::vector<std::string>& codes) {
  std::vector<std::string> words;
  for (const std::string& code : codes)
    if (PlaceIn(terms, code)) words.push_back(locale.tr(WordsOf(terms, code)));
  return Joined(words);
}

std::string IndustryText(const html::Locale& locale, std::string_view code) {
  const Industry* industry = FindIndustry(code);
  return industry == nullptr ? std::string(code)
                             : fmt::format("{} {}", industry->code, locale.tr(industry->title));
}

std::string IndustriesText(const html::Locale& locale, const std::vector<std::string>& codes) {
  std::vector<std::string> words;
  for (const std::string& code : codes)
    if (const Industry* industry = FindIndustry(code)) words.push_back(locale.tr(industry->title));
  return Joined(words);
}

std::string CountriesText(const html::Locale& locale, const std::vector<std::string>& codes) {
  std::vector<std::string> words;
  for (const std::string& code : codes) words.push_back(CountryWords(locale, code));
  return Joined(words);
}

Html LanguagesView(const html::Locale& locale, const std::vector<std::string>& languages) {
  Html words;
  for (std::size_t i = 0; i < languages.size(); ++i) {
    if (i > 0) words.Add(", ");
    words.Add(El("span", {html::Lang(languages[i])}, OwnNameOf(languages[i])));
    if (i == 0 && languages.size() > 1) words.Add(" (" + locale.tr("original") + ")");
  }
  return words;
}

Html Marked(std::string_view text, const std::vector<QueryWord>& words) {
  Html marked;
  std::size_t at = 0;
  for (const FoundPiece& piece : Found(text, words)) {
    marked.Add(text.substr(at, piece.from - at));
    marked.Add(El("mark", text.substr(piece.from, piece.to - piece.from)));
    at = piece.to;
  }
  marked.Add(text.substr(at));
  return marked;
}

std::string ReasonText(const html::Locale& locale, const std::vector<WordFound>& reasons) {
  std::vector<std::string> words;
  for (const WordFound& reason : reasons)
    words.push_back(
        locale.tr("“{word}” {where}", {{"word", reason.word}, {"where", PlaceText(locale, reason.place)}}));
  return Joined(words);
}

Html PracticeLine(const html::Locale& locale, const PublicLine& line, const LineOptions& options) {
  const PracticeContent& content = line.content;
  const std::string href = options.base + line.practice.id.text();
  Html left = El("h2", El("a", {html::Href(href), html::Lang(content.language)},
                          Marked(content.texts.title, options.words)));
  left.Add(El("p", {html::Lang(content.language)}, Marked(content.texts.summary, options.words)));
  std::string facts = locale.tr("{owner} · {kind} · Topic: {topics}",
                                {{"owner", line.practice.owner},
                                 {"kind", locale.tr(WordsOf(PracticeKinds(), content.kind))},
                                 {"topics", TermsText(locale, Topics(), content.topics)}});
  if (line.practice.replications > 0)
    facts += " · " + locale.ntr("copied {n} time", "copied {n} times", line.practice.replications);
  left.Add(El("p", {{"class", "small muted"}}, facts));
  if (!line.hit.reasons.empty())
    left.Add(El("p", {{"class", "small muted"}},
                locale.tr("Found: {reasons}", {{"reasons", ReasonText(locale, line.hit.reasons)}})));
  Html right = Pair(locale.tr("Evidence"), GradeView(locale, line.practice.grade));
  right.Add(Pair(locale.tr("Where"), CountriesText(locale, content.countries) + " · " +
                                         IndustriesText(locale, content.industries)));
  const std::vector<std::string> own = {content.language};
  right.Add(Pair(locale.tr("Languages"),
                 LanguagesView(locale, line.hit.languages.empty() ? own : line.hit.languages)));
  return El("article", {{"class", "practice"}}, El("div", {{"class", "stack-s"}}, left),
            El("dl", {{"class", "small"}}, right));
}

Html ToolLine(const html::Locale& locale, const Tool& tool, std::string_view base) {
  const ToolContent& content = tool.content;
  std::vector<std::string> languages, licences;
  const auto add = [](std::vector<std::string>& to, const std::string& value) {
    if (std::find(to.begin(), to.end(), value) == to.end()) to.push_back(value);
  };
  for (const ToolEdition& edition : content.editions) {
    add(languages, edition.language);
    add(licences, edition.licence);
  }
  Html left = El("h2", El("a", {html::Href(std::string(base) + tool.id.text()), html::Lang(content.language)},
                          content.title));
  left.Add(El("p", {html::Lang(content.language)}, content.summary));
  left.Add(El("p", {{"class", "small muted"}},
              locale.tr(WordsOf(ToolKinds(), content.kind)) +
                  (content.makers.empty() ? "" : " · " + content.makers)));
  Html right = Pair(locale.tr("Languages"), LanguagesView(locale, languages));
  right.Add(Pair(locale.tr("Licence"), Joined(licences)));
  return El("article", {{"class", "practice"}}, El("div", {{"class", "stack-s"}}, left),
            El("dl", {{"class", "small"}}, right));
}

Html TextsView(const html::Locale& locale, const PracticeTexts& texts, std::string_view language) {
  return html::Stack(
      {TextPart(locale.tr("What is done"), texts.body, language),
       TextPart(locale.tr("What the evidence is"), texts.evidence, language),
       TextPart(locale.tr("What did not work, and where it does not fit"), texts.limits, language)});
}

Html TaxonomyView(const html::Locale& locale, const PracticeContent& content) {
  return html::Facts(
      {{locale.tr("Topic"), TermsText(locale, Topics(), content.topics)},
       {locale.tr("Stage of migration"), TermsText(locale, Stages(), content.stages)},
       {locale.tr("For whom"), TermsText(locale, Groups(), content.groups)},
       {locale.tr("Countries"), CountriesText(locale, content.countries)},
       {locale.tr("Industries"), IndustriesText(locale, content.industries)},
       {locale.tr("Licence of the text"), LicenceUrl(content.licence).empty()
                                              ? Html(content.licence)
                                              : desk::LinkTo(LicenceUrl(content.licence), content.licence)}});
}

namespace {

// Pixels only: what is said stands in exact words beside them.
double Roughly(Amount amount) {
  return static_cast<double>(amount.ten_thousandths);
}

Html TotalView(const html::Locale& locale, const CaseTotal& total) {
  const std::string cost = MoneyText(total.cost, total.currency);
  const std::string benefit = MoneyText(total.benefit, total.currency);
  const std::string finding = locale.ntr("Over {n} year: cost {cost}, benefit {benefit}.",
                                         "Over {n} years: cost {cost}, benefit {benefit}.", total.years,
                                         {{"cost", cost}, {"benefit", benefit}});
  std::string words = finding + " ";
  words += locale.tr("Net {net}.", {{"net", MoneyText(total.net, total.currency)}});
  if (total.ratio_hundredths >= 0)
    words += " " + locale.tr("Each {currency} 1 of cost brings {currency} {ratio}.",
                             {{"currency", total.currency}, {"ratio", RatioText(total.ratio_hundredths)}});
  if (total.payback_years > 0)
    words += " " + locale.ntr("What is spent once is back after {n} year.",
                              "What is spent once is back after {n} years.", total.payback_years);
  const html::Balance balance{Roughly(total.cost), Roughly(total.benefit), cost, benefit};
  return El("div", {{"class", "stack-s"}},
            html::BalanceBars(locale.tr("Cost and benefit in {currency}", {{"currency", total.currency}}),
                              finding, balance, std::max(Roughly(total.cost), Roughly(total.benefit))),
            El("p", words));
}

}  // namespace

Html MoneyView(const html::Locale& locale, const PracticeContent& content) {
  if (content.money.empty()) return {};
  Html parts;
  for (const CaseTotal& total : TotalsOf(content)) parts.Add(TotalView(locale, total));
  desk::TableMaker table({{locale.tr("What")},
                          {locale.tr("Side")},
                          {locale.tr("Who")},
                          {locale.tr("How often")},
                          {locale.tr("Amount"), true}});
  for (const MoneyLine& line : content.money)
    table.Row({line.label, line.benefit ? locale.tr("Benefit") : locale.tr("Cost"),
               locale.tr(WordsOf(CostBearers(), line.whose)),
               line.yearly ? locale.tr("each year") : locale.tr("once"),
               MoneyText(ParseAmount(line.amount).value_or(Amount{}), line.currency)});
  parts.Add(table.Done(locale.tr("Costs and benefits")));
  parts.Add(El(
      "p", {{"class", "small muted"}},
      locale.tr("Outlined: cost. Filled: benefit. Amounts as the owner gives them; nothing is converted or "
                "discounted.")));
  return html::Section(locale.tr("Costs and benefits"), El("div", {{"class", "stack"}}, parts));
}

Html LinksView(const html::Locale& locale, const PracticeContent& content) {
  if (content.links.empty()) return {};
  Html items;
  for (const WebLink& link : content.links)
    items.Add(El("li", desk::LinkTo(link.url, link.label.empty() ? link.url : link.label)));
  return html::Section(locale.tr("Links"), El("ul", items));
}

namespace {

Html FigureRows(const html::Locale& locale, const Replication& replication) {
  desk::TableMaker table({{locale.tr("Measured")},
                          {locale.tr("Before"), true},
                          {locale.tr("After"), true},
                          {locale.tr("Unit")}});
  for (const ReplicationClaim::Figure& figure : replication.claim.figures)
    table.Row({figure.measure, figure.before.empty() ? "–" : figure.before, figure.after, figure.unit});
  return table.Done(locale.tr("Results of {name}", {{"name", replication.name}}));
}

}  // namespace

Html ReplicationsView(const html::Locale& locale, const std::vector<Replication>& replications) {
  Html all;
  for (const Replication& replication : replications) {
    const ReplicationClaim& claim = replication.claim;
    Html one = El("h3", replication.name);
    one.Add(El("p", {{"class", "small muted"}},
               locale.tr("{country} · {industry} · since {began} · version {edition}",
                         {{"country", CountriesText(locale, {claim.country})},
                          {"industry", IndustryText(locale, claim.industry)},
                          {"began", claim.began},
                          {"edition", fmt::to_string(replication.edition)}}) +
                   " · " + locale.ntr("{n} place", "{n} places", claim.sites)));
    const bool confirmed = replication.state == ReplicationState::kConfirmed;
    const Html outcome = html::Badge(claim.outcome == "worked"   ? html::Mark::kOk
                                     : claim.outcome == "partly" ? html::Mark::kAct
                                                                 : html::Mark::kCare,
                                     locale.tr(WordsOf(Outcomes(), claim.outcome)));
    const Html state = confirmed ? html::Badge(html::Mark::kOk, replication.decided_by == "owner"
                                                                    ? locale.tr("Confirmed by the owner")
                                                                    : locale.tr("Confirmed by a reviewer"))
                                 : html::Badge(html::Mark::kUnknown, locale.tr("Not confirmed"));
    one.Add(html::RowOf({outcome, state}));
    one.Add(El("div", {{"class", "md"}}, html::Markdown(claim.text, 4)));
    one.Add(FigureRows(locale, replication));
    all.Add(El("article", {{"class", "stack-s"}}, one));
  }
  return El("div", {{"class", "stack"}}, all);
}

Html EditionsTable(const html::Locale& locale, const ToolContent& content) {
  desk::TableMaker table({{locale.tr("Language")},
                          {locale.tr("Version")},
                          {locale.tr("Released")},
                          {locale.tr("Licence")},
                          {locale.tr("Address")}});
  for (const ToolEdition& edition : content.editions) {
    const std::string licence = LicenceUrl(edition.licence);
    table.Row({El("span", {html::Lang(edition.language)}, OwnNameOf(edition.language)),
               edition.version.empty() ? "–" : edition.version,
               edition.released.empty() ? "–" : edition.released,
               licence.empty() ? Html(edition.licence) : desk::LinkTo(licence, edition.licence),
               desk::LinkTo(edition.url, edition.url)});
  }
  return table.Done(locale.tr("Editions"));
}

}  // namespace panel
