#include <algorithm>
#include <array>

#include "embed/advice.h"
#include "html/markdown.h"
#include "voice/worker/outside.h"
#include "voice/worker/pages.h"
#include "voice/worker/parts.h"

// Advice from data/advice/LANGUAGE/TOPIC.md, one page a topic and all of it on one page to print or save.
namespace voice::worker {
namespace {

using html::El;
using html::Html;
using html::Join;

constexpr std::array<std::string_view, 6> kTopics = {"before", "there", "back", "money", "rights", "fees"};

struct Text {
  std::string title;
  std::string_view body;  // below the title
};

// The embedded file holds all texts, each after a line "\f LANGUAGE TOPIC".
std::optional<Text> TextOf(std::string_view language, std::string_view topic) {
  const std::string mark = "\f" + std::string(language) + " " + std::string(topic) + "\n";
  std::string_view all = embedded::advice();
  const std::size_t at = all.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  all.remove_prefix(at + mark.size());
  std::string_view text = all.substr(0, all.find('\f'));
  if (!text.starts_with("# ")) return std::nullopt;
  const std::size_t end = std::min(text.find('\n'), text.size());
  return Text{std::string(text.substr(2, end - 2)), text.substr(end)};
}

Html Body(const Text& text) {
  return html::Markdown(text.body, 2);
}

base::Result<net::Response> List(Page& page) {
  Html ways;
  for (const std::string_view topic : kTopics)
    if (const std::optional<Text> text = TextOf(page.locale->tag(), topic))
      ways.Add(El("li", El("a", {{"class", "way"}, html::Href(page.Href("/advice/" + std::string(topic)))},
                           El("b", text->title))));
  return Respond(page, Join(El("h1", page.tr("Advice")), El("ul", {{"class", "ways"}}, ways),
                            El("p", El("a", {html::Href(page.Href("/advice/all"))},
                                       page.tr("All on one page, to print or save"))),
                            El("p", El("a", {html::Href(page.Href("/services"))}, page.tr("Who can help")))));
}

base::Result<net::Response> One(Page& page) {
  const std::string_view topic = page.context->Path("topic");
  const std::optional<Text> text = TextOf(page.locale->tag(), topic);
  if (!text) return base::NotFound("");
  return Respond(page, Join(El("h1", text->title), Body(*text),
                            El("p", {{"class", "noprint"}},
                               El("a", {html::Href(page.Href("/advice"))}, page.tr("Advice")))));
}

base::Result<net::Response> All(Page& page) {
  Html main = El("h1", page.tr("Advice"));
  for (const std::string_view topic : kTopics)
    if (const std::optional<Text> text = TextOf(page.locale->tag(), topic))
      main.Add(El("section", {{"class", "stack-s"}}, El("h2", text->title), html::Markdown(text->body, 3)));
  const std::vector<Team> teams = TRY(TeamsNow(page));
  Html numbers;
  for (const std::string& country : NearCountries(page, teams)) {
    const Html lines = ServiceLines(page, country, false);
    if (!lines.empty()) numbers.Add(Join(El("h3", CountryName(page, country)), lines));
  }
  if (!numbers.empty())
    main.Add(
        El("section", {{"class", "stack-s"}}, El("h2", page.tr("Who can help")), numbers, NumbersNote(page)));
  return Respond(page, main);
}

}  // namespace

std::vector<WorkerRoute> AdviceRoutes() {
  return {{"GET", "/advice", List}, {"GET", "/advice/all", All}, {"GET", "/advice/{topic}", One}};
}

}  // namespace voice::worker
