// /panel/practices: what the world may see. No session is asked for, nothing is posted, no script.

#include <fmt/format.h>

#include <charconv>

#include "desk/config.h"
#include "desk/web/api.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/markdown.h"
#include "panel/common/languages.h"
#include "panel/common/public_page.h"
#include "panel/practices/cite.h"
#include "panel/practices/feed.h"
#include "panel/practices/pages.h"
#include "panel/practices/query_arguments.h"
#include "panel/practices/search_form.h"
#include "panel/practices/view_parts.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;

constexpr std::string_view kHome = "/panel/practices";
constexpr std::size_t kRowsAPage = 20;
constexpr std::size_t kFeedEntries = 50;
constexpr std::size_t kCasesShown = 100;

std::string OneHref(const PracticeId& id) {
  return std::string(kHome) + "/" + id.text();
}

Html Back(const html::Locale& locale, std::string_view lang) {
  return El("p", {{"class", "small"}},
            desk::LinkTo(desk::WithArgument(std::string(kHome), "lang", lang), locale.tr("All practices")));
}

class PublicPages {
 public:
  explicit PublicPages(PracticeServices& services) : services_(services) {}

  base::Result<net::Response> List(Context& context) const {
    const html::Locale& locale = PublicLocale(context);
    const PracticeQuery query = QueryOf(context.request().query);
    std::string after;
    if (const std::string_view cursor = context.Query("cursor"); !cursor.empty())
      after = TRY(desk::DecodeCursor(context.desk(), cursor));
    const PublicList list = TRY(services_.published.Search(query, after, kRowsAPage));
    PublicPageOptions options{.title = locale.tr("Good practices"), .current = std::string(kHome)};
    options.subtitle = locale.tr("What members tried, with what happened and what did not work.");
    options.feed = std::string(kHome) + "/feed.atom";
    options.canonical = UrlOf(context, std::string(kHome));
    const std::string here = HrefOf(kHome, query, context.Query("lang"));
    return PublicPage(context, options, ListView(context, locale, query, list, here));
  }

  base::Result<net::Response> One(Context& context) const {
    const html::Locale& locale = PublicLocale(context);
    const base::Result<PracticeId> id = PracticeId::Parse(context.Path("id"));
    if (!id) return Missing(context, locale);
    const base::Result<PublicPractice> found = services_.published.Get(*id, EditionOf(context));
    if (!found) return Gone(context, locale, *id);
    const PracticeTranslation* translation = ChosenTranslation(context, locale, *found);
    const PracticeTexts& texts = translation == nullptr ? found->shown.content.texts : translation->texts;
    PublicPageOptions options{.title = texts.title, .current = std::string(kHome)};
    options.above = Back(locale, context.Query("lang"));
    options.canonical = UrlOf(context, OneHref(*id));
    return PublicPage(context, options, OneView(context, locale, *found, translation));
  }

  base::Result<net::Response> Cite(Context& context) const {
    const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
    const PublicPractice found = TRY(services_.published.Get(id, EditionOf(context)));
    const Citation citation = TRY(CitationOf(context, found));
    const std::string_view file = context.Path("file");
    const auto answer = [&](std::string bytes, std::string_view type) {
      net::Response response = PublicBytes(context, std::move(bytes), type);
      const std::string name = fmt::format("practice-{}-{}", citation.id, citation.edition);
      response.headers.Set("Content-Disposition",
                           fmt::format("attachment; filename=\"{}{}\"", name, file.substr(file.find('.'))));
      return response;
    };
    if (file == "citation.txt") return answer(PlainCitation(citation), "text/plain; charset=utf-8");
    if (file == "citation.bib")
      return answer(BibtexCitation(citation), "application/x-bibtex; charset=utf-8");
    if (file == "citation.ris")
      return answer(RisCitation(citation), "application/x-research-info-systems; charset=utf-8");
    if (file == "citation.json")
      return answer(CslCitation(citation), "application/vnd.citationstyles.csl+json");
    return base::NotFound("There is nothing at this address.");
  }

  base::Result<net::Response> Feed(Context& context) const {
    const std::vector<PublicLine> lines = TRY(services_.published.Newest(kFeedEntries));
    FeedHead head{.title = TRY(services_.panels.Root()).name + " · " + "Good practices",
                  .base_url = BaseOf(context),
                  .language = "en"};
    head.when_empty = TRY(services_.panels.Root()).created;
    return PublicBytes(context, AtomFeed(head, lines), "application/atom+xml; charset=utf-8");
  }

  base::Result<net::Response> Grades(Context& context) const {
    const html::Locale& locale = PublicLocale(context);
    PublicPageOptions options{.title = locale.tr("How evidence is graded"), .current = std::string(kHome)};
    options.above = Back(locale, context.Query("lang"));
    return PublicPage(context, options, GradesView(locale));
  }

  base::Result<net::Response> Cases(Context& context) const {
    const html::Locale& locale = PublicLocale(context);
    const PublicList list =
        TRY(services_.published.BusinessCases(context.Query("industry").substr(0, 2), kCasesShown));
    PublicPageOptions options{.title = locale.tr("Business cases by industry"),
                              .current = std::string(kHome) + "/business-cases"};
    options.subtitle = locale.tr("What it costs to prevent forced labour, and what it brings.");
    return PublicPage(context, options,
                      CasesView(locale, list, {"/panel/practices/business-cases", "/panel/practices/"}));
  }

  base::Result<net::Response> OneTool(Context& context) const {
    const html::Locale& locale = PublicLocale(context);
    const base::Result<ToolId> id = ToolId::Parse(context.Path("id"));
    if (!id) return Missing(context, locale);
    const base::Result<Tool> tool = services_.published.GetTool(*id);
    if (!tool) return Missing(context, locale);
    PublicPageOptions options{.title = tool->content.title, .subtitle = tool->content.summary};
    options.current = std::string(kHome);
    options.above = Back(locale, context.Query("lang"));
    return PublicPage(context, options, ToolView(locale, tool->content));
  }

 private:
  static std::int64_t EditionOf(const Context& context) {
    return desk::WholeNumber(context.Query("edition")).value_or(0);
  }
  static std::string UrlOf(const Context& context, const std::string& path) { return BaseOf(context) + path; }
  // Where no public address is configured, the one that the visitor used.
  static std::string BaseOf(const Context& context) {
    const std::string& configured = context.desk().config().public_url;
    if (!configured.empty()) return configured;
    const std::string_view host = context.request().headers.Get("Host");
    return std::string(context.request().secure ? "https://" : "http://") + std::string(host);
  }

  static net::Response Missing(const Context& context, const html::Locale& locale) {
    PublicPageOptions options{.title = locale.tr("Not found"), .current = std::string(kHome), .status = 404};
    return PublicPage(
        context, options,
        El("p", locale.tr("There is no such practice. It may be for members alone, or it never was."), " ",
           desk::LinkTo(std::string(kHome), locale.tr("All practices"))));
  }

  // What was withdrawn says so, for those who come with a citation.
  base::Result<net::Response> Gone(const Context& context, const html::Locale& locale,
                                   const PracticeId& id) const {
    const std::optional<Published::Withdrawn> was = TRY(services_.published.WasWithdrawn(id));
    if (!was) return Missing(context, locale);
    PublicPageOptions options{.title = was->title, .current = std::string(kHome), .status = 410};
    options.above = Back(locale, context.Query("lang"));
    return PublicPage(
        context, options,
        html::Stack({html::NoticeOf(html::Mark::kCare, locale.tr("This practice was withdrawn on {day}.",
                                                                 {{"day", locale.Date(was->when.ms)}})),
                     html::Facts({{locale.tr("Why"), was->reason}})}));
  }

  // The one asked for by "language", or in the page's language; nullptr: the original.
  static const PracticeTranslation* ChosenTranslation(const Context& context, const html::Locale& locale,
                                                      const PublicPractice& found) {
    if (!found.newest) return nullptr;
    const std::string_view asked = context.Query("language");
    const std::string_view wanted = asked.empty() ? locale.tag() : asked;
    if (wanted == found.shown.content.language) return nullptr;
    for (const PracticeTranslation& translation : found.translations)
      if (translation.language == wanted) return &translation;
    return nullptr;
  }

  Html ListView(const Context& context, const html::Locale& locale, const PracticeQuery& query,
                const PublicList& list, const std::string& here) const {
    Html parts = SearchForm(locale, {kHome, query, context.Query("lang")});
    const PracticeResults& results = list.results;
    if (results.all == 0) {
      parts.Add(html::Empty(
          locale.tr("Nothing is published yet"),
          locale.tr("Practices appear here once members reviewed them and their owners published them.")));
      return parts;
    }
    Html section = ResultsLine(locale, query, results);
    section.Add(
        HitsView(locale, list, {"/panel/practices/", QueryWords(query.text)}, "/panel/practices/tools/"));
    if (results.hits.empty()) section.Add(NothingFound(locale, std::string(kHome)));
    html::PageLinks links;
    if (!context.Query("cursor").empty()) links.first = here;
    if (!results.next.empty())
      links.next = desk::WithArgument(here, "cursor", desk::EncodeCursor(context.desk(), results.next));
    section.Add(html::Pager(locale, links));
    parts.Add(html::SideBySide(html::Columns::kWideAndNarrow,
                               El("section", {{"aria-label", locale.tr("Results")}}, section),
                               FacetsView(locale, here, FacetGroupsOf(locale, query, results))));
    parts.Add(El("p", {{"class", "small"}},
                 desk::LinkTo("/panel/practices/evidence", locale.tr("How evidence is graded")), " · ",
                 desk::LinkTo("/panel/practices/business-cases", locale.tr("Business cases by industry")),
                 " · ", desk::LinkTo("/panel/practices/feed.atom", locale.tr("Feed of new practices"))));
    return parts;
  }

  Html OneView(const Context& context, const html::Locale& locale, const PublicPractice& found,
               const PracticeTranslation* translation) const {
    const PracticeContent& content = found.shown.content;
    const PracticeTexts& texts = translation == nullptr ? content.texts : translation->texts;
    const std::string language = translation == nullptr ? content.language : translation->language;
    std::vector<Html> parts;
    if (!found.newest)
      parts.push_back(html::NoticeOf(
          html::Mark::kCare, html::Join(locale.tr("There is a newer version of this practice."), " ",
                                        desk::LinkTo(OneHref(found.practice.id), locale.tr("Read it")))));
    if (translation != nullptr && translation->stale)
      parts.push_back(
          html::NoticeOf(html::Mark::kCare,
                         locale.tr("The original changed since this translation was made. Where they differ, "
                                   "the original counts.")));
    parts.push_back(El("p", {html::Lang(language)}, texts.summary));
    parts.push_back(VersionsView(locale, found, translation));
    parts.push_back(
        html::Facts({{locale.tr("Evidence"),
                      html::Join(GradeView(locale, found.shown.grade), " ",
                                 desk::LinkTo("/panel/practices/evidence", locale.tr("What this means")))},
                     {locale.tr("Owner"), found.practice.owner},
                     {locale.tr("Published"),
                      html::Join(desk::DayOf(locale, found.shown.published), ", ",
                                 locale.tr("version {n}", {{"n", fmt::to_string(found.shown.edition)}}))},
                     // All that are counted; those whose owner agreed are named below.
                     {locale.tr("Copied"),
                      found.practice.replications == 0
                          ? Html(locale.tr("not yet"))
                          : Html(locale.ntr("{n} confirmed", "{n} confirmed", found.practice.replications))},
                     {locale.tr("Reviewers’ interests"),
                      found.shown.interest ? Html(locale.tr("A reviewer declared an interest.")) : Html()}}));
    parts.push_back(TaxonomyView(locale, content));
    parts.push_back(TextsView(locale, texts, language));
    parts.push_back(MoneyView(locale, content));
    if (!found.replications.empty())
      parts.push_back(
          html::Section(locale.tr("Who copied it"), ReplicationsView(locale, found.replications)));
    parts.push_back(LinksView(locale, content));
    parts.push_back(EditionsView(locale, found));
    parts.push_back(CiteView(context, locale, found));
    std::erase_if(parts, [](const Html& part) { return part.empty(); });
    return html::Stack(parts);
  }

  static Html VersionsView(const html::Locale& locale, const PublicPractice& found,
                           const PracticeTranslation* shown) {
    if (found.translations.empty()) return {};
    const std::string base = OneHref(found.practice.id);
    const auto link = [&](const std::string& language, bool current, bool original, bool stale) {
      Html words = El("span", {html::Lang(language)}, OwnNameOf(language));
      if (original) words.Add(" (" + locale.tr("original") + ")");
      if (stale) words.Add(" (" + locale.tr("older version") + ")");
      return current ? El("b", words) : desk::LinkTo(base + "?language=" + language, words);
    };
    Html all = locale.tr("Languages") + ": ";
    all.Add(link(found.shown.content.language, shown == nullptr, true, false));
    for (const PracticeTranslation& translation : found.translations) {
      all.Add(" · ");
      all.Add(link(translation.language, &translation == shown, false, translation.stale));
    }
    return El("p", {{"class", "small"}}, all);
  }

  static Html EditionsView(const html::Locale& locale, const PublicPractice& found) {
    if (found.editions.size() < 2) return {};
    desk::TableMaker table({{locale.tr("Version")}, {locale.tr("Published")}, {locale.tr("What changed")}});
    for (const PublicEdition& edition : found.editions)
      table.Row({desk::LinkTo(fmt::format("{}?edition={}", OneHref(found.practice.id), edition.number),
                              fmt::to_string(edition.number)),
                 desk::DayOf(locale, edition.published),
                 edition.change_note.empty() ? "–" : edition.change_note});
    return html::Section(locale.tr("Versions"), table.Done(locale.tr("Versions")));
  }

  base::Result<Citation> CitationOf(const Context& context, const PublicPractice& found) const {
    const PracticeContent& content = found.shown.content;
    Citation citation;
    citation.id = found.practice.id.text();
    citation.title = content.texts.title;
    citation.author = found.practice.owner;
    citation.publisher = TRY(services_.panels.Root()).name;
    citation.url =
        fmt::format("{}?edition={}", UrlOf(context, OneHref(found.practice.id)), found.shown.edition);
    citation.language = content.language;
    citation.summary = content.texts.summary;
    citation.licence = content.licence;
    citation.published = found.shown.published;
    citation.edition = found.shown.edition;
    return citation;
  }

  Html CiteView(const Context& context, const html::Locale& locale, const PublicPractice& found) const {
    const base::Result<Citation> citation = CitationOf(context, found);
    if (!citation) return {};
    const std::string base = OneHref(found.practice.id) + "/citation";
    const std::string edition = fmt::format("?edition={}", found.shown.edition);
    return html::Section(
        locale.tr("Cite this"),
        El("div", {{"class", "stack-s"}}, El("p", {{"class", "cite small"}}, PlainCitation(*citation)),
           El("p", {{"class", "small"}}, desk::LinkTo(base + ".txt" + edition, locale.tr("Text")), " · ",
              desk::LinkTo(base + ".bib" + edition, "BibTeX"), " · ",
              desk::LinkTo(base + ".ris" + edition, "RIS"), " · ",
              desk::LinkTo(base + ".json" + edition, "CSL-JSON"))));
  }

  PracticeServices& services_;
};

}  // namespace

void AddPublicPracticePages(desk::Desk& desk, PracticeServices& services) {
  const PublicPages pages(services);
  const auto add = [&](std::string_view pattern,
                       base::Result<net::Response> (PublicPages::*page)(Context&) const) {
    desk.router().Add({.method = "GET",
                       .pattern = pattern,
                       .permission = desk::Permission::kPublic,
                       .handler = [pages, page](Context& context) { return (pages.*page)(context); },
                       .check_csrf = false});
  };
  add("/panel/practices", &PublicPages::List);
  add("/panel/practices/feed.atom", &PublicPages::Feed);
  add("/panel/practices/evidence", &PublicPages::Grades);
  add("/panel/practices/business-cases", &PublicPages::Cases);
  add("/panel/practices/tools/{id}", &PublicPages::OneTool);
  add("/panel/practices/{id}", &PublicPages::One);
  add("/panel/practices/{id}/{file}", &PublicPages::Cite);
  AddPublicNav({.order = 20,
                .label = [](const html::Locale& locale) { return locale.tr("Good practices"); },
                .href = kHome});
  AddPublicNav({.order = 21,
                .label = [](const html::Locale& locale) { return locale.tr("Business cases"); },
                .href = "/panel/practices/business-cases"});
}

}  // namespace panel
