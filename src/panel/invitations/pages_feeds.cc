// The page of a person's feed links, the panel's address for answers, and the feeds themselves.

#include <fmt/format.h>

#include "crypto/digest.h"
#include "desk/people/fields.h"
#include "desk/tr.h"
#include "desk/web/pages.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"
#include "panel/invitations/faces.h"

namespace panel::invitations {
namespace {

using html::El;
using html::Html;
using html::Join;

constexpr std::string_view kPath = "/sessions/calendar";

std::string ScopeWords(const html::Locale& locale, FeedScope scope) {
  return scope == FeedScope::kMine ? locale.tr("Sessions where I take part")
                                   : locale.tr("All sessions that I may see");
}

Html FeedTable(desk::Context& context, const std::vector<Feed>& feeds) {
  const html::Locale& locale = desk::LocaleOf(context);
  if (feeds.empty())
    return html::Empty(
        locale.tr("No feed links"),
        locale.tr("Make one for each calendar program, so that you can revoke them one by one."));
  desk::TableMaker table({{locale.tr("Name")},
                          {locale.tr("Shows")},
                          {locale.tr("Made")},
                          {locale.tr("Last used")},
                          {locale.tr("State")}});
  for (const Feed& feed : feeds) {
    Html state = html::Badge(html::Mark::kPlain, locale.tr("Revoked"));
    if (feed.state == FeedState::kLive)
      state = html::Form(
          {.action = kPath, .csrf = context.csrf(), .css = "row"},
          Join(desk::HiddenField("feed", feed.id.text()),
               html::Button(
                   locale.tr("Revoke"),
                   {.name = "do", .value = "revoke", .kind = html::ButtonKind::kQuiet, .css = "small"})));
    table.Row({html::Value(feed.name), ScopeWords(locale, feed.scope), desk::DayOf(locale, feed.made),
               feed.used ? desk::MomentOf(locale, *feed.used) : Html(locale.tr("Never")), state});
  }
  return table.Done(locale.tr("Feed links"));
}

Html FeedForm(desk::Context& context, const desk::FormErrors& errors) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::string name = errors.empty() ? std::string() : desk::FieldOf(context, "name");
  const std::string scope = errors.empty() ? std::string("mine") : desk::FieldOf(context, "scope");
  std::vector<html::Choice> choices;
  for (const FeedScope one : {FeedScope::kMine, FeedScope::kAll})
    choices.push_back({std::string(FeedScopeName(one)), ScopeWords(locale, one)});
  return html::Form(
      {.action = kPath, .csrf = context.csrf()},
      Join(desk::TextField(
               locale.tr("Name"),
               {.name = "name", .value = name, .required = true, .max_length = base::kMaxDisplayNameBytes},
               errors, locale.tr("What reads it, for example: calendar of my phone")),
           html::Field({.control_id = "scope", .label = locale.tr("Shows")},
                       html::Select("scope", choices, scope)),
           html::Button(locale.tr("Make a feed link"), {.name = "do", .value = "make"})));
}

Html AddressForm(desk::Context& context, const std::string& address, const desk::FormErrors& errors) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::string typed = errors.Of("address").empty() ? address : desk::FieldOf(context, "address");
  return html::Section(
      locale.tr("Answers by mail"),
      Join(El("p",
              locale.tr(
                  "Invitations name this address as organiser, and calendar programs send answers "
                  "there. Whoever runs the mail server passes them on to this program; without an address, "
                  "people answer on the page.")),
           html::Form(
               {.action = kPath, .csrf = context.csrf()},
               Join(desk::TextField(locale.tr("Address for answers"),
                                    {.name = "address", .type = html::InputType::kEmail, .value = typed},
                                    errors, locale.tr("Nothing: nobody reads answers.")),
                    html::Button(locale.tr("Save"), {.name = "do", .value = "address"})))));
}

class FeedPages {
 public:
  explicit FeedPages(InvitationServices& services) : services_(services) {}

  base::Result<net::Response> Show(desk::Context& context) const {
    return Page(context, desk::FormErrors(desk::LocaleOf(context)));
  }

  base::Result<net::Response> Do(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const std::string act = desk::FieldOf(context, "do");
    if (act == "make") return Make(context);
    if (act == "address") return SetAddress(context);
    const auto named = FeedActNamed(act);
    if (!named) return base::Invalid(desk::tr("There is no such step."));
    const FeedId feed = TRY(FeedId::Parse(desk::FieldOf(context, "feed")));
    TRY(services_.feeds.Act(context.actor(), feed, *named, desk::FieldOf(context, "name")));
    return desk::RedirectWithFlash(context, kPath,
                                   *named == FeedAct::kRevoke
                                       ? locale.tr("The link is revoked: nothing is shown at it any more.")
                                       : locale.tr("Saved."));
  }

  base::Result<net::Response> Feed(desk::Context& context) const {
    auto text = services_.feeds.Read(context.Path("token"));
    if (!text && text.error().code == base::Code::kBusy) {
      net::Response busy = net::TextResponse(429, text.error().external + "\n");
      busy.headers.Add("Retry-After", "3600");
      return busy;
    }
    if (!text) return text.error();
    const std::string tag = "\"" + crypto::Sha256Hex(*text).substr(0, kTagDigits) + "\"";
    net::Response response;
    response.status = context.request().headers.Get("If-None-Match") == tag ? 304 : 200;
    response.headers.Add("ETag", tag);
    response.headers.Add("Cache-Control", "private, max-age=900");
    response.headers.Add("Content-Type", "text/calendar; charset=utf-8");
    if (response.status == 200) response.body = *std::move(text);
    return response;
  }

 private:
  static constexpr std::size_t kTagDigits = 32;

  base::Result<net::Response> Make(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const auto scope = FeedScopeNamed(desk::FieldOf(context, "scope"));
    desk::FormErrors errors(locale);
    if (!scope) errors.Add("scope", desk::tr("Choose one of the list."));
    if (!scope) return Page(context, errors);
    const auto made = services_.feeds.Make(context.actor(), desk::FieldOf(context, "name"), *scope);
    if (made) return MadePage(context, *made);
    TRY(errors.Take("name", made.error()));
    return Page(context, errors);
  }

  // Where no public address is configured: the one at which she reads this page.
  static std::string Whole(const desk::Context& context, const std::string& address) {
    const std::string_view host = context.request().headers.Get("Host");
    return address.starts_with("/") && !host.empty() ? fmt::format("http://{}{}", host, address) : address;
  }

  net::Response MadePage(desk::Context& context, const Feeds::Made& made) const {
    const html::Locale& locale = desk::LocaleOf(context);
    return desk::PageResponse(
        context,
        {.title = locale.tr("Your feed link"),
         .current = "/sessions",
         .crumbs = {{locale.tr("Sessions"), "/sessions"}, {locale.tr("Feed links"), std::string(kPath)}}},
        html::Stack(
            {html::NoticeOf(
                 html::Mark::kCare,
                 locale.tr("Copy the link now. It is shown once. Whoever has it sees what it shows, so give "
                           "it to your calendar program and to nobody.")),
             El("p", El("code", {{"class", "wrap"}}, Whole(context, services_.feeds.AddressOf(made.token)))),
             El("p", locale.tr(
                         "In your calendar program, choose to add a calendar by its address (subscribe), and "
                         "paste it there.")),
             El("p", html::LinkButton(locale.tr("Back"), kPath))}));
  }

  base::Result<net::Response> SetAddress(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelId panel = TRY(services_.sessions.panel.panels.Root()).id;
    const base::Status done =
        services_.addresses.Set(context.actor(), panel, desk::FieldOf(context, "address"));
    if (done) return desk::RedirectWithFlash(context, kPath, locale.tr("Saved."));
    if (done.error().code != base::Code::kInvalid) return done.error();
    desk::FormErrors errors(locale);
    TRY(errors.Take("address", done.error()));
    return Page(context, errors);
  }

  base::Result<net::Response> Page(desk::Context& context, const desk::FormErrors& errors) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const std::vector<invitations::Feed> feeds = TRY(services_.feeds.Of(context.actor()));
    Html main = Join(
        errors.Summary(),
        El("p",
           locale.tr("A feed link shows your sessions in a calendar program, always as they stand. Sessions "
                     "behind closed doors show only that you are busy.")),
        FeedTable(context, feeds));
    if (!context.actor().person.empty())
      main.Add(html::Section(locale.tr("New feed link"), FeedForm(context, errors)));
    const auto root = services_.sessions.panel.panels.Root();
    if (root && Panels::Hosts(context.actor(), *root)) {
      const auto read = [&](db::Transaction& tx) { return services_.addresses.Of(tx, root->id); };
      main.Add(AddressForm(context, TRY(services_.desk.database().Read(read)), errors));
    }
    return desk::PageResponse(context,
                              {.title = locale.tr("Feed links"),
                               .subtitle = locale.tr("Your sessions in any calendar program"),
                               .current = "/sessions",
                               .crumbs = {{locale.tr("Sessions"), "/sessions"}},
                               .status = errors.empty() ? 200 : 422},
                              html::Stack({main}));
  }

  InvitationServices& services_;
};

}  // namespace

void AddFeedPages(InvitationServices& services) {
  const auto pages = std::make_shared<FeedPages>(services);
  AddPage(services.sessions, kPath, desk::Permission::kPanelRead,
          [pages](desk::Context& c) { return pages->Show(c); });
  AddPost(services.sessions, kPath, desk::Permission::kPanelRead,
          [pages](desk::Context& c) { return pages->Do(c); });
  AddPage(services.sessions, "/calendar/feed/{token}", desk::Permission::kPublic,
          [pages](desk::Context& c) { return pages->Feed(c); });
}

}  // namespace panel::invitations
