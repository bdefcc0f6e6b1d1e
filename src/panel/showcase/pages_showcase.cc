// /panel: what the panel is, who belongs to it, whom it honours and who works with whom.

#include "desk/people/words.h"
#include "desk/web/api.h"
#include "desk/web/parts.h"
#include "html/charts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"
#include "panel/commitments/words.h"
#include "panel/common/isic.h"
#include "panel/common/place_words.h"
#include "panel/common/public_page.h"
#include "panel/resources/pages_resources.h"
#include "panel/showcase/faces.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;

constexpr std::string_view kMembers = "/panel/members";
constexpr std::size_t kMembersAPage = 50;
constexpr std::size_t kPromisesOfOne = 100;  // on its page; all stand in the list of commitments
constexpr std::size_t kPairsShown = 100;

std::string TypeWords(const html::Locale& locale, const std::string& name) {
  const std::optional<desk::OrgType> type = desk::OrgTypeNamed(name);
  return type ? desk::OrgTypeWord(locale, *type) : std::string();
}

std::string SectorWords(const html::Locale& locale, const std::vector<std::string>& sectors) {
  std::string words;
  for (const std::string& code : sectors) {
    const Industry* industry = FindIndustry(code);
    if (industry == nullptr) continue;
    words += (words.empty() ? "" : ", ") + locale.tr(industry->title);
  }
  return words;
}

Html NoPanel(const html::Locale& locale) {
  return html::Empty(
      locale.tr("No panel yet"),
      locale.tr("When this coalition starts its panel, what its members publish stands here."));
}

Html MemberRows(const html::Locale& locale, const std::vector<members::PublicEntry>& entries) {
  desk::TableMaker table(
      {{locale.tr("Member")}, {locale.tr("Constituency")}, {locale.tr("Country")}, {locale.tr("Since")}});
  for (const members::PublicEntry& entry : entries)
    table.Row({desk::LinkTo(std::string(kMembers) + "/" + entry.id.text(), html::Value(entry.name)),
               TypeWords(locale, entry.constituency), CountryWords(locale, entry.country),
               desk::DayOf(locale, entry.since)});
  return table.Done(locale.tr("Members that show themselves, by name"));
}

Html CommitmentStrip(const html::Locale& locale, const CommitmentCounts& counts) {
  const std::int64_t open = counts.made - counts.kept - counts.partly - counts.missed;
  const std::string finding =
      locale.tr("{made} published: {kept} kept, {partly} partly kept, {missed} missed, {open} open.",
                {{"made", locale.Number(counts.made)},
                 {"kept", locale.Number(counts.kept)},
                 {"partly", locale.Number(counts.partly)},
                 {"missed", locale.Number(counts.missed)},
                 {"open", locale.Number(open)}});
  Html part = El("p", finding);
  const auto size = [](std::int64_t number) { return static_cast<std::size_t>(number); };
  const Html strip =
      html::Strip(locale.tr("Commitments that were judged: kept, partly kept, missed"), finding,
                  {{size(counts.kept), html::Fill::kFilled},
                   {size(counts.partly), html::Fill::kOutlined},
                   {size(counts.missed), html::Fill::kGrey}});
  if (strip.empty()) return part;
  const auto key = [&](html::Fill fill, CommitmentState state) {
    return El("li", html::KeySample(fill), El("span", StateWord(locale, state)));
  };
  part.Add(El("ul", {{"class", "key"}}, key(html::Fill::kFilled, CommitmentState::kKept),
              key(html::Fill::kOutlined, CommitmentState::kPartlyKept),
              key(html::Fill::kGrey, CommitmentState::kMissed)));
  part.Add(strip);
  return part;
}

Html HonourList(const html::Locale& locale, const std::vector<Honour>& honours) {
  Html items;
  for (const Honour& honour : honours)
    items.Add(El("li", El("b", html::Value(honour.title)), ", ", html::Value(honour.member_name), ", ",
                 desk::DayOf(locale, honour.created), El("br"), html::Value(honour.reason)));
  return El("ul", items);
}

class Pages {
 public:
  explicit Pages(PublicData& data) : data_(data) {}

  base::Result<net::Response> Home(Context& context) const {
    const html::Locale& locale = PublicLocale(context);
    const base::Result<Panel> panel = data_.Root();
    if (!panel)
      return PublicPage(context, {.title = locale.tr("The panel"), .current = "/panel"}, NoPanel(locale));
    const PublicPageOptions options{
        .title = panel->name,
        .subtitle = locale.tr("Organisations that act together against forced labour and human trafficking. "
                              "Everything here was published by its owner."),
        .current = "/panel"};
    return PublicPage(context, options, TRY(HomeParts(locale, panel->id)));
  }

  base::Result<net::Response> Members(Context& context) const {
    const html::Locale& locale = PublicLocale(context);
    PublicPageOptions options{.title = locale.tr("Members"), .current = std::string(kMembers)};
    const base::Result<Panel> panel = data_.Root();
    if (!panel) return PublicPage(context, options, NoPanel(locale));
    std::string after;
    if (!context.Query("cursor").empty())
      after = TRY(desk::DecodeCursor(context.desk(), context.Query("cursor")));
    const std::string text(context.Query("text"));
    const members::PublicPage page = TRY(data_.Members(panel->id, text, after, kMembersAPage));
    const Html search = html::Form(
        {.action = kMembers, .get = true, .css = "filters", .label = locale.tr("Find a member")},
        html::Join(
            html::Field({.control_id = "text", .label = locale.tr("Name")},
                        html::Input({.name = "text", .type = html::InputType::kSearch, .value = text})),
            html::Button(locale.tr("Show"), {.kind = html::ButtonKind::kQuiet})));
    html::PageLinks links;
    const std::string begin = desk::WithArgument(std::string(kMembers), "text", text);
    if (!after.empty()) links.first = begin;
    if (!page.next.empty())
      links.next = desk::WithArgument(begin, "cursor", desk::EncodeCursor(context.desk(), page.next));
    const Html list = page.entries.empty()
                          ? html::Empty(locale.tr("Nobody to show"),
                                        locale.tr("A member is listed only if it wants to be."))
                          : html::Join(MemberRows(locale, page.entries), html::Pager(locale, links));
    return PublicPage(context, options, html::Stack({search, list}));
  }

  base::Result<net::Response> Member(Context& context) const {
    const html::Locale& locale = PublicLocale(context);
    const MemberId id = TRY(MemberId::Parse(context.Path("id")));
    const members::PublicEntry entry = TRY(data_.OneMember(id));
    PublicPageOptions options{.title = entry.name, .current = std::string(kMembers)};
    options.above =
        El("p", {{"class", "small"}}, desk::LinkTo(std::string(kMembers), locale.tr("All members")));
    Html main = html::Facts(
        {{locale.tr("Constituency"), TypeWords(locale, entry.constituency)},
         {locale.tr("Country"), CountryWords(locale, entry.country)},
         {locale.tr("Sectors"), SectorWords(locale, entry.sectors)},
         {locale.tr("Member since"), entry.since.ms > 0 ? Html(locale.Date(entry.since.ms)) : Html()},
         {locale.tr("Website"),
          entry.link.empty() ? Html() : desk::LinkTo(entry.link, html::Value(entry.link))}});
    for (const members::Contact& contact : entry.contacts)
      main.Add(El("p", html::Value(contact.name), ", ", html::Value(contact.role), " ",
                  html::Value(contact.email), " ", html::Value(contact.phone)));
    return PublicPage(context, options, html::Stack({main, TRY(DoneBy(locale, entry))}));
  }

  base::Result<net::Response> Honoured(Context& context) const {
    const html::Locale& locale = PublicLocale(context);
    const PublicPageOptions options{.title = locale.tr("Honours"), .current = "/panel/honours"};
    const base::Result<Panel> panel = data_.Root();
    if (!panel) return PublicPage(context, options, NoPanel(locale));
    const std::vector<Honour> honours = TRY(data_.HonoursOf(panel->id));
    return PublicPage(
        context, options,
        honours.empty() ? html::Empty(locale.tr("No honours yet"), Html()) : HonourList(locale, honours));
  }

  base::Result<net::Response> Ties(Context& context) const {
    const html::Locale& locale = PublicLocale(context);
    const PublicPageOptions options{
        .title = locale.tr("Who works with whom"),
        .subtitle =
            locale.tr("From published commitments that another member checks, and practices that others "
                      "copied."),
        .current = "/panel/network"};
    const base::Result<Panel> panel = data_.Root();
    if (!panel) return PublicPage(context, options, NoPanel(locale));
    return PublicPage(context, options, NetworkParts(locale, TRY(data_.NetworkOf(locale, panel->id))));
  }

 private:
  // What a member that shows itself has published beside its entry.
  base::Result<Html> DoneBy(const html::Locale& locale, const members::PublicEntry& entry) const {
    const Panel panel = TRY(data_.Root());
    std::vector<Html> parts;
    Html promises;
    for (const PublicCommitment& one : TRY(data_.CommitmentsOf(panel.id, 0, kPromisesOfOne, entry.id)))
      promises.Add(El("li", html::Value(one.title), ": ", StateWord(locale, one.state)));
    if (!promises.empty())
      parts.push_back(html::Section(locale.tr("Commitments"), El("ul", promises),
                                    desk::LinkTo("/panel/commitments", locale.tr("All commitments"))));
    std::vector<Honour> honours = TRY(data_.HonoursOf(panel.id));
    std::erase_if(honours, [&](const Honour& honour) { return honour.member != entry.id; });
    if (!honours.empty()) parts.push_back(html::Section(locale.tr("Honours"), HonourList(locale, honours)));
    parts.push_back(El("p", desk::LinkTo(desk::WithArgument("/panel/practices", "q", entry.name),
                                         locale.tr("Its good practices"))));
    return html::Stack(parts);
  }

  base::Result<Html> HomeParts(const html::Locale& locale, const PanelId& panel) const {
    std::vector<Html> parts;
    const members::PublicPage members = TRY(data_.Members(panel, {}, {}, 5));
    parts.push_back(html::Section(locale.tr("Members"), MemberRows(locale, members.entries),
                                  desk::LinkTo(std::string(kMembers), locale.tr("All members"))));
    Html practices;
    for (const PublicLine& line : TRY(data_.NewestPractices()))
      practices.Add(El("li", desk::LinkTo("/panel/practices/" + line.practice.id.text(),
                                          html::Value(line.content.texts.title))));
    if (!practices.empty())
      parts.push_back(html::Section(locale.tr("Good practices"), El("ul", practices),
                                    desk::LinkTo("/panel/practices", locale.tr("All practices"))));
    const CommitmentCounts counts = TRY(data_.CountsOf(panel));
    if (counts.made > 0)
      parts.push_back(html::Section(locale.tr("Commitments"), CommitmentStrip(locale, counts),
                                    desk::LinkTo("/panel/commitments", locale.tr("All commitments"))));
    const PublicData::Resources resources = TRY(data_.ResourcesOf(panel, 0, 1));
    if (!resources.projects.empty())
      parts.push_back(html::Section(locale.tr("Resources"),
                                    FlowPicture(locale, FlowOf(resources.together), resources.reporting),
                                    desk::LinkTo("/panel/resources", locale.tr("All projects"))));
    const std::vector<Honour> honours = TRY(data_.HonoursOf(panel));
    if (!honours.empty())
      parts.push_back(html::Section(locale.tr("Honours"), HonourList(locale, honours),
                                    desk::LinkTo("/panel/honours", locale.tr("All honours"))));
    return html::Stack(parts);
  }

  static Html NetworkParts(const html::Locale& locale, const Network& network) {
    if (network.pairs.empty())
      return html::Empty(locale.tr("No ties to show yet"),
                         locale.tr("A tie appears when both sides have published what ties them."));
    const auto percent = [&](double share) {
      return locale.Number(static_cast<std::int64_t>(share * 100 + 0.5)) + " %";
    };
    Html figures = html::Facts(
        {{locale.tr("Organisations"), locale.Number(static_cast<std::int64_t>(network.nodes.size()))},
         {locale.tr("Pairs that work together"),
          locale.Number(static_cast<std::int64_t>(network.pairs.size()))},
         {locale.tr("Of all pairs that there could be"), percent(network.density)},
         {locale.tr("Between different constituencies"),
          network.pairs_known == 0 ? locale.tr("not known") : percent(network.across)}});
    const Html figure = El("figure", {{"class", "fig"}},
                           El("div",
                              {{"class", "scroll"},
                               {"tabindex", 0},
                               {"role", "group"},
                               {"aria-label", locale.tr("Who works with whom")}},
                              NetworkPicture(locale, network)));
    desk::TableMaker table(
        {{locale.tr("Organisation")}, {locale.tr("With")}, {locale.tr("How")}, {locale.tr("Times"), true}});
    for (std::size_t i = 0; i < std::min(network.pairs.size(), kPairsShown); ++i) {
      const NetworkPair& pair = network.pairs[i];
      std::string why;
      for (const std::string& one : pair.why) why += (why.empty() ? "" : ", ") + one;
      table.Row({html::Value(network.nodes[pair.from].name), html::Value(network.nodes[pair.to].name), why,
                 locale.Number(pair.weight)});
    }
    return html::Stack({figures, figure, table.Done(locale.tr("Pairs, most ties first"))});
  }

  PublicData& data_;
};

}  // namespace

void AddShowcasePages(desk::Desk& desk, PublicData& data) {
  const auto pages = std::make_shared<Pages>(data);
  const auto add = [&](std::string_view pattern, base::Result<net::Response> (Pages::*page)(Context&) const) {
    desk.router().Add({.method = "GET",
                       .pattern = pattern,
                       .permission = desk::Permission::kPublic,
                       .handler = [pages, page](Context& context) { return (pages.get()->*page)(context); },
                       .check_csrf = false});
  };
  add("/panel", &Pages::Home);
  add("/panel/members", &Pages::Members);
  add("/panel/members/{id}", &Pages::Member);
  add("/panel/honours", &Pages::Honoured);
  add("/panel/network", &Pages::Ties);
}

}  // namespace panel
