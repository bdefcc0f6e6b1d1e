// /offers/pitch: for which company, and the paper as a page and as a PDF.

#include <fmt/format.h>

#include "desk/people/words.h"
#include "files/pdf_writer.h"
#include "html/names.h"
#include "panel/exchange/faces.h"
#include "panel/exchange/page_parts.h"

namespace panel::exchange {
namespace {

using desk::Context;
using html::El;
using html::Html;

// The paper in words, once, for both of its forms.
struct PaperWords {
  std::string title;
  std::string asked_by;
  std::vector<std::pair<std::string, std::string>> company;
  std::vector<std::string> gave;
  std::vector<std::string> gives;
  struct Ask {
    std::string what;
    std::string how_much;
    std::string why;
    std::string href;
  };
  std::vector<Ask> asks;
  std::vector<std::string> benefits;
  std::vector<std::string> steps;
};

std::string GaveLine(const html::Locale& locale, const PitchGift& gift) {
  const std::string agreed = AmountWords(locale, gift.kind, gift.unit, gift.agreed);
  const std::string line =
      locale.ntr("{kind}: {amount} agreed in {n} match", "{kind}: {amount} agreed in {n} matches",
                 gift.matches, {{"kind", KindWords(locale, gift.kind)}, {"amount", agreed}});
  if (gift.arrived.zero()) return line;
  return line + "; " +
         locale.tr("{amount} arrived, as both sides confirmed",
                   {{"amount", AmountWords(locale, gift.kind, gift.unit, gift.arrived)}});
}

std::string AskWhy(const html::Locale& locale, const PitchAsk& ask) {
  std::string why;
  if (ask.offer)
    why = locale.tr("fits its offer “{offer}” with {score} of 1,000",
                    {{"offer", ask.offer->other.title}, {"score", locale.Number(ask.offer->score)}});
  for (const Nearness near : ask.near) why += (why.empty() ? "" : "; ") + NearnessWords(locale, near);
  return why;
}

PaperWords WordsFor(const html::Locale& locale, const PitchPaper& paper) {
  PaperWords words;
  words.title = locale.tr("What {company} could do", {{"company", paper.company.name}});
  words.asked_by = locale.tr("Asked by {asker}, {day}",
                             {{"asker", paper.asker_name}, {"day", locale.Date(paper.made.ms)}});
  words.company = {
      {locale.tr("Company"), paper.company.name},
      {locale.tr("Kind of organisation"), desk::OrgTypeWord(locale, paper.company.constituency)},
      {locale.tr("Country"), CountriesWords(locale, {paper.company.country})},
      {locale.tr("Industries"), IndustriesWords(locale, paper.company.sectors)},
      {locale.tr("Member since"), locale.Date(paper.company.admitted.ms)},
      {locale.tr("Members it works with"),
       paper.partners == 0 && paper.asker ? locale.tr("too few to show") : locale.Number(paper.partners)}};
  for (const PitchGift& gift : paper.gave) words.gave.push_back(GaveLine(locale, gift));
  for (const Listing& offer : paper.offers)
    words.gives.push_back(fmt::format("{}: {} ({})", KindWords(locale, offer.kind), offer.title,
                                      AmountWords(locale, offer.kind, offer.unit, offer.Left())));
  std::array<bool, kKinds> kinds = {};
  for (const PitchAsk& ask : paper.asks) {
    words.asks.push_back({ask.need.title, AmountWords(locale, ask.need.kind, ask.need.unit, ask.need.Left()),
                          AskWhy(locale, ask), HrefOf(ask.need)});
    kinds.at(static_cast<std::size_t>(ask.need.kind)) = true;
  }
  for (const Kind kind : AllOf<Kind>())
    if (kinds.at(static_cast<std::size_t>(kind))) words.benefits.push_back(BenefitWords(locale, kind));
  if (!paper.targets.empty())
    words.benefits.push_back(locale.tr("Both sides work on the same goals already: {targets}.",
                                       {{"targets", TargetsWords(locale, paper.targets)}}));
  words.steps = {
      locale.tr("Read what the company says of itself: its offers name what it is proud of."),
      locale.tr("Begin with the first request above; it fits best. Ask for one thing, with an amount and a "
                "date."),
      locale.tr("Say what the company gets out of it before what you get."),
      locale.tr("Ask for an introduction on the page of the need; the company’s yes or no is written down, "
                "and so is what arrives.")};
  return words;
}

Html ListOfLines(const std::vector<std::string>& lines, bool ordered = false) {
  Html items;
  for (const std::string& line : lines) items.Add(El("li", html::Value(line)));
  return ordered ? El("ol", items) : El("ul", items);
}

Html OrNothing(const std::vector<std::string>& lines, const std::string& nothing) {
  return lines.empty() ? El("p", {{"class", "muted"}}, nothing) : ListOfLines(lines);
}

Html PaperBody(const html::Locale& locale, const PaperWords& words) {
  std::vector<std::pair<std::string_view, Html>> facts;
  for (const auto& [name, value] : words.company) facts.emplace_back(name, html::Value(value));
  TableMaker table(
      {{locale.tr("What is asked")}, {locale.tr("How much"), true}, {locale.tr("Why this company")}});
  for (const PaperWords::Ask& ask : words.asks)
    table.Row({LinkTo(ask.href, html::Value(ask.what)), ask.how_much, ask.why});
  const Html asks =
      table.empty()
          ? html::Empty(locale.tr("Nothing to ask this company for"),
                        locale.tr("None of the open needs fits its offers or lies near it. Publish a "
                                  "need first."))
          : table.Done(locale.tr("Best fit first"));
  return html::Stack(
      {html::SideBySide(html::Columns::kEven, html::Section(locale.tr("Who it is"), html::Facts(facts)),
                        html::Section(locale.tr("What it has given"),
                                      OrNothing(words.gave, locale.tr("Nothing through this panel yet.")))),
       html::Section(locale.tr("What it offers now"), OrNothing(words.gives, locale.tr("No open offer."))),
       html::Section(locale.tr("What we ask"), asks),
       html::Section(locale.tr("What both sides get"),
                     OrNothing(words.benefits, locale.tr("This follows from what is asked."))),
       html::Section(locale.tr("How to go about it"), ListOfLines(words.steps, true))});
}

base::Result<std::string> PaperPdf(const html::Locale& locale, const PitchPaper& paper,
                                   const PaperWords& words) {
  files::PdfWriter pdf(
      {.title = words.title,
       .language = std::string(locale.tag()),
       .author = paper.asker_name,
       .footer = fmt::format("{} · {}", files::Isolated(paper.asker_name), locale.Date(paper.made.ms)),
       .page_words = locale.tr("Page {page} of {pages}", {{"page", "{page}"}, {"pages", "{pages}"}}),
       .created_ms = paper.made.ms});
  const auto lines = [&](const std::string& heading, const std::vector<std::string>& texts,
                         const std::string& nothing) {
    pdf.Heading(2, heading);
    if (texts.empty()) pdf.Paragraph(nothing);
    for (const std::string& text : texts) pdf.Paragraph("• " + text);
  };
  pdf.Title(words.title, words.asked_by);
  pdf.Facts(words.company);
  lines(locale.tr("What it has given"), words.gave, locale.tr("Nothing through this panel yet."));
  lines(locale.tr("What it offers now"), words.gives, locale.tr("No open offer."));
  pdf.Heading(2, locale.tr("What we ask"));
  files::PdfTable table{.caption = locale.tr("Best fit first"),
                        .columns = {{locale.tr("What is asked"), 3},
                                    {locale.tr("How much"), 1.6, true},
                                    {locale.tr("Why this company"), 4}},
                        .rows = {},
                        .total = {}};
  for (const PaperWords::Ask& ask : words.asks) table.rows.push_back({ask.what, ask.how_much, ask.why});
  if (table.rows.empty()) {
    pdf.Paragraph(locale.tr("Nothing to ask this company for"));
  } else {
    pdf.Table(std::move(table));
  }
  lines(locale.tr("What both sides get"), words.benefits, locale.tr("This follows from what is asked."));
  lines(locale.tr("How to go about it"), words.steps, {});
  return pdf.Bytes();
}

class PitchPages {
 public:
  explicit PitchPages(PanelServices& services) : services_(services) {}

  base::Result<net::Response> Choose(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(PanelOf(services_, context));
    const auto read = [&](db::Transaction& tx) -> base::Result<std::vector<Member>> {
      const Viewer viewer = TRY(services_.exchange.gate.MustRead(tx, context.actor(), panel.id));
      std::vector<Member> members = TRY(services_.directory.Admitted(tx, panel.id));
      std::erase_if(members, [&](const Member& member) {
        return viewer.Owns(member) || (member.constituency != desk::OrgType::kCompany &&
                                       member.constituency != desk::OrgType::kIndustryBody);
      });
      return members;
    };
    const std::vector<Member> companies = TRY(services_.seams.database.Read(read));
    constexpr std::size_t kShown = 500;
    TableMaker table(
        {{locale.tr("Company")}, {locale.tr("Country")}, {locale.tr("Industries")}, {locale.tr("Paper")}});
    std::size_t shown = 0;
    for (const Member& company : companies) {
      if (++shown > kShown) break;
      const std::string href = "/offers/pitch/" + company.id.text();
      table.Row({LinkTo(href, html::Value(company.name)), CountriesWords(locale, {company.country}),
                 IndustriesWords(locale, company.sectors), LinkTo(href + "/paper.pdf", Html("PDF"))});
    }
    const Html body = table.empty() ? html::Empty(locale.tr("No companies yet"),
                                                  locale.tr("Companies that the panel admits stand here."))
                                    : table.Done(locale.tr("Companies of the panel, by name"));
    desk::PageOptions options{.title = locale.tr("Pitch papers"), .current = "/offers"};
    options.subtitle =
        locale.tr("One page for one company: what it gave, what it could give, what both sides get");
    return desk::PageResponse(
        context, options,
        html::Stack({ExchangeTabs(locale, "/offers/pitch", Panels::Hosts(context.actor(), panel)), body}));
  }

  base::Result<net::Response> Page(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PitchPaper paper = TRY(Make(context));
    const PaperWords words = WordsFor(locale, paper);
    desk::PageOptions options{.title = words.title, .subtitle = words.asked_by, .current = "/offers"};
    options.crumbs = {{locale.tr("Pitch papers"), "/offers/pitch"}};
    options.actions = html::LinkButton(locale.tr("Download PDF"),
                                       "/offers/pitch/" + paper.company.id.text() + "/paper.pdf");
    return desk::PageResponse(context, options, PaperBody(locale, words));
  }

  base::Result<net::Response> Pdf(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PitchPaper paper = TRY(Make(context));
    net::Response response = desk::Download("pitch.pdf", "application/pdf");
    response.body = TRY(PaperPdf(locale, paper, WordsFor(locale, paper)));
    return response;
  }

 private:
  base::Result<PitchPaper> Make(const Context& context) const {
    const Panel panel = TRY(PanelOf(services_, context));
    const MemberId company = TRY(MemberId::Parse(context.Path("member")));
    return services_.exchange.pitches.Make(context.actor(), panel.id, company);
  }
  PanelServices& services_;
};

}  // namespace

void AddPitchPages(desk::Desk& desk, PanelServices& services) {
  const PitchPages pages(services);
  const auto add = [&](std::string_view pattern,
                       base::Result<net::Response> (PitchPages::*page)(Context&) const) {
    desk.router().Add({.method = "GET",
                       .pattern = pattern,
                       .permission = desk::Permission::kPanelRead,
                       .handler = [pages, page](Context& context) { return (pages.*page)(context); }});
  };
  add("/offers/pitch", &PitchPages::Choose);
  add("/offers/pitch/{member}", &PitchPages::Page);
  add("/offers/pitch/{member}/paper.pdf", &PitchPages::Pdf);
}

}  // namespace panel::exchange
