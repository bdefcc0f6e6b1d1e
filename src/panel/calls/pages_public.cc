// /panel/calls: what was published to everybody: open calls, their questions, what became of them; a feed.

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/web/api.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/names.h"
#include "panel/calls/call_view.h"
#include "panel/calls/words.h"
#include "panel/common/public_page.h"

namespace panel::calls {
namespace {

using desk::Context;
using html::El;
using html::Html;

constexpr std::size_t kRowsAPage = 25;
constexpr std::string_view kHere = "/panel/calls";

std::string PublicHref(const CallId& id) {
  return fmt::format("{}/{}", kHere, id.text());
}

std::string HostOf(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  return std::string(url.substr(0, url.find_first_of(":/")));
}

std::string Element(std::string_view name, std::string_view text) {
  return fmt::format("<{0}>{1}</{0}>\n", name, html::Escape(text));
}

// Atom (RFC 4287), ids as RFC 4151 has them. An entry changes when its call does: a later deadline is news.
std::string FeedOf(std::string_view title, std::string_view base_url, std::string_view language,
                   base::UtcTime when_empty, const std::vector<Call>& calls) {
  const std::string host = HostOf(base_url), base = html::Escape(base_url);
  base::UtcTime updated = calls.empty() ? when_empty : base::UtcTime{};
  for (const Call& call : calls) updated = std::max(updated, call.changed);
  std::string feed = fmt::format(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
      "xml:lang=\"{}\">\n",
      html::Escape(language));
  feed += Element("id", fmt::format("tag:{},2026:calls", host)) + Element("title", title);
  feed += Element("updated", base::FormatTime(updated));
  feed += fmt::format(
      "<link rel=\"self\" type=\"application/atom+xml\" href=\"{0}{1}/feed.atom\"/>\n<link "
      "rel=\"alternate\" type=\"text/html\" href=\"{0}{1}\"/>\n<generator>Manumit</generator>\n",
      base, kHere);
  for (const Call& call : calls) {
    feed += "<entry>\n" + Element("id", fmt::format("tag:{},2026:call:{}", host, call.id.text()));
    feed += Element("title", call.title) + Element("updated", base::FormatTime(call.changed));
    feed += Element("published", base::FormatTime(call.published));
    feed += "<author>" + Element("name", call.owner_name) + "</author>\n";
    feed += fmt::format("<link rel=\"alternate\" type=\"text/html\" href=\"{}{}\"/>\n", base,
                        PublicHref(call.id));
    feed += Element("summary", call.summary) + "</entry>\n";
  }
  return feed + "</feed>\n";
}

Html Table(const html::Locale& locale, const std::vector<Call>& calls, base::UtcTime now) {
  desk::TableMaker table(
      {{locale.tr("Call")}, {locale.tr("By")}, {locale.tr("Deadline")}, {locale.tr("State")}});
  for (const Call& call : calls)
    table.Row({desk::LinkTo(PublicHref(call.id), html::Value(call.title)), html::Value(call.owner_name),
               locale.ShortDate(call.deadline.ms - 1), CallBadge(locale, call, now)});
  return table.Done(locale.tr("Calls, newest first"));
}

class PublicPages {
 public:
  explicit PublicPages(SharedServices services) : services_(std::move(services)) {}

  base::Result<net::Response> List(Context& context) const {
    const html::Locale& locale = PublicLocale(context);
    std::string after;
    if (const std::string_view cursor = context.Query("cursor"); !cursor.empty())
      after = TRY(desk::DecodeCursor(context.desk(), cursor));
    PublicPageOptions options{.title = locale.tr("Calls"), .current = std::string(kHere)};
    options.subtitle = locale.tr("What the panel and its members call for; members hand in concept notes.");
    options.feed = std::string(kHere) + "/feed.atom";
    const Calls::Page page = TRY(Read(after, kRowsAPage));
    html::PageLinks links;
    if (!after.empty()) links.first = kHere;
    if (!page.next.empty())
      links.next =
          desk::WithArgument(std::string(kHere), "cursor", desk::EncodeCursor(context.desk(), page.next));
    const Html main =
        page.calls.empty()
            ? html::Empty(locale.tr("No call here"),
                          locale.tr("Open calls stand here once they are published."))
            : Join(Table(locale, page.calls, context.desk().clock().Now()), html::Pager(locale, links));
    return PublicPage(context, options, main);
  }

  base::Result<net::Response> Show(Context& context) const {
    const html::Locale& locale = PublicLocale(context);
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const Calls::PublicCall one = TRY(services_->calls.PublishedOne(id));
    PublicPageOptions options{.title = one.call.title, .current = std::string(kHere)};
    options.above = El("p", {{"class", "small"}}, desk::LinkTo(std::string(kHere), locale.tr("All calls")));
    options.canonical = context.desk().config().public_url + PublicHref(one.call.id);
    std::vector<Html> left = {html::Section(locale.tr("The call"), CallText(locale, one.call, one.parts))};
    if (!one.questions.empty())
      left.push_back(html::Section(locale.tr("Questions and answers"), QuestionList(locale, one.questions)));
    Html right =
        Join(El("p", CallBadge(locale, one.call, context.desk().clock().Now())), CallFacts(locale, one.call));
    const Html result = ResultOf(locale, one.call, one.named);
    if (!result.empty()) right = Join(html::Section(locale.tr("Result"), result), right);
    return PublicPage(context, options,
                      html::SideBySide(html::Columns::kWideAndNarrow, html::Stack(left), right));
  }

  base::Result<net::Response> Feed(Context& context) const {
    const html::Locale& locale = PublicLocale(context);
    const Calls::Page page = TRY(Read({}, kRowsAPage));
    return PublicBytes(context,
                       FeedOf(locale.tr("Calls"), context.desk().config().public_url, locale.tag(),
                              base::UtcTime{}, page.calls),
                       "application/atom+xml; charset=utf-8");
  }

 private:
  base::Result<Calls::Page> Read(const std::string& after, std::size_t limit) const {
    const base::Result<PanelId> panel = services_->PanelOf({});
    if (!panel)
      return panel.error().code == base::Code::kNotFound ? base::Result<Calls::Page>(Calls::Page())
                                                         : base::Result<Calls::Page>(panel.error());
    return services_->calls.Published(*panel, after, limit);
  }
  SharedServices services_;
};

}  // namespace

void AddPublicCallPages(desk::Desk& desk, const SharedServices& services) {
  const auto pages = std::make_shared<PublicPages>(services);
  const auto add = [&](std::string_view pattern,
                       base::Result<net::Response> (PublicPages::*page)(Context&) const) {
    desk.router().Add({.method = "GET",
                       .pattern = pattern,
                       .permission = desk::Permission::kPublic,
                       .handler = [pages, page](Context& context) { return (*pages.*page)(context); },
                       .check_csrf = false});
  };
  add("/panel/calls", &PublicPages::List);
  add("/panel/calls/feed.atom", &PublicPages::Feed);
  add("/panel/calls/{id}", &PublicPages::Show);
}

}  // namespace panel::calls
