// /offers and /needs: the lists, and the requests that show one entry, write it or act on it.

#include "desk/web/api.h"
#include "html/names.h"
#include "panel/exchange/faces.h"
#include "panel/exchange/listing_entry.h"
#include "panel/exchange/listing_form.h"

namespace panel::exchange {
namespace {

using desk::Context;
using html::El;
using html::Html;

constexpr std::size_t kRowsAPage = 50;

std::string BaseOf(Side side) {
  return side == Side::kOffer ? "/offers" : "/needs";
}

struct ListView {
  const Context& context;
  const Viewer& viewer;
  ListingFilter filter;
  bool mine = false;
  PageOf<Listing> page;
};

std::string ListHref(const ListView& view) {
  const ListingFilter& filter = view.filter;
  std::string href = BaseOf(filter.side);
  href = WithArgument(std::move(href), "panel", view.context.Query("panel"));
  href = WithArgument(std::move(href), "words", filter.words);
  href = WithArgument(std::move(href), "kind", filter.kind ? NameOf(*filter.kind) : "");
  href = WithArgument(std::move(href), "country", filter.country);
  href = WithArgument(std::move(href), "sector", filter.sector);
  href = WithArgument(std::move(href), "state", filter.state ? NameOf(*filter.state) : "all");
  return WithArgument(std::move(href), "whose", view.mine ? "mine" : "");
}

Html Filters(const html::Locale& locale, const ListView& view) {
  const ListingFilter& filter = view.filter;
  std::vector<html::Choice> states = ChoicesOf<ListingState>(locale, "", StateWords);
  states.push_back({"all", locale.tr("All")});
  Html fields =
      html::Field({.control_id = "words", .label = locale.tr("Words")},
                  html::Input({.name = "words", .type = html::InputType::kSearch, .value = filter.words}));
  fields.Add(FilterField("kind", locale.tr("Kind"), ChoicesOf<Kind>(locale, locale.tr("All"), KindWords),
                         filter.kind ? NameOf(*filter.kind) : ""));
  fields.Add(html::Field({.control_id = "country", .label = locale.tr("Country (two letters)")},
                         html::Input({.name = "country", .value = filter.country, .max_length = 2})));
  fields.Add(html::Field({.control_id = "sector", .label = locale.tr("Industry (ISIC)")},
                         html::Input({.name = "sector", .value = filter.sector, .max_length = 2})));
  fields.Add(FilterField("state", locale.tr("State"), states, filter.state ? NameOf(*filter.state) : "all"));
  if (view.viewer.member)
    fields.Add(FilterField("whose", locale.tr("Whose"),
                           {{"", locale.tr("Everybody’s")}, {"mine", locale.tr("Our own")}},
                           view.mine ? "mine" : ""));
  fields.Add(html::Button(locale.tr("Show"), {.kind = html::ButtonKind::kQuiet}));
  return html::Form(
      {.action = BaseOf(filter.side), .get = true, .css = "filters", .label = locale.tr("Filter")}, fields);
}

Html LeftCell(const html::Locale& locale, const Listing& listing) {
  Html cell = AmountWords(locale, listing.kind, listing.unit, listing.Left());
  if (!listing.taken.zero())
    cell.Add(El(
        "span", {{"class", "muted small"}}, " ",
        locale.tr("of {all}", {{"all", AmountWords(locale, listing.kind, listing.unit, listing.quantity)}})));
  return cell;
}

Html ListingTable(const html::Locale& locale, const std::vector<Listing>& listings,
                  std::string_view caption) {
  TableMaker table({{locale.tr("What")},
                    {locale.tr("Kind")},
                    {locale.tr("Left"), true},
                    {locale.tr("Where")},
                    {locale.tr("When")},
                    {locale.tr("Member")},
                    {locale.tr("State")}});
  for (const Listing& listing : listings)
    table.Row({LinkOf(listing), KindWords(locale, listing.kind), LeftCell(locale, listing),
               listing.places.empty() ? locale.tr("anywhere") : CountriesWords(locale, listing.places),
               DaysWords(locale, listing.from, listing.until), html::Value(listing.owner.name),
               StateBadge(locale, listing.state)});
  return table.Done(caption);
}

Html ListBody(const html::Locale& locale, const ListView& view) {
  const bool offers = view.filter.side == Side::kOffer;
  const std::string base = BaseOf(view.filter.side);
  const Html tabs = ExchangeTabs(locale, base, view.viewer.host);
  if (view.page.items.empty())
    return html::Stack(
        {tabs, Filters(locale, view),
         html::Empty(
             offers ? locale.tr("No offer fits") : locale.tr("No need fits"),
             html::Join(offers ? locale.tr("Offers are what members could give: money, goods, skills, jobs, "
                                           "media space, premises, data, staff time.")
                               : locale.tr("Needs are what members lack to protect people from trafficking: "
                                           "each is compared with every open offer."),
                        " ", LinkTo(base + "?state=all", locale.tr("Show all"))))});
  return html::Stack(
      {tabs, Filters(locale, view),
       html::Join(ListingTable(locale, view.page.items, offers ? locale.tr("Offers") : locale.tr("Needs")),
                  PagerOf(view.context, ListHref(view), view.page.next))});
}

class ListingPages {
 public:
  ListingPages(PanelServices& services, Side side) : services_(services), side_(side) {}

  base::Result<net::Response> List(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(PanelOf(services_, context));
    const Viewer viewer = TRY(See(context, panel.id));
    ListView view{context, viewer, {.side = side_}, context.Query("whose") == "mine" && viewer.member, {}};
    view.filter.words = context.Query("words");
    view.filter.kind = NamedOf<Kind>(context.Query("kind"));
    view.filter.country = context.Query("country");
    view.filter.sector = context.Query("sector");
    if (const std::string_view state = context.Query("state"); !state.empty())
      view.filter.state = NamedOf<ListingState>(state);
    if (view.mine) view.filter.owner = viewer.member->id;
    const std::string cursor = TRY(CursorOf(context));
    view.page =
        TRY(services_.exchange.listings.List(context.actor(), panel.id, view.filter, cursor, kRowsAPage));
    desk::PageOptions options{.title = side_ == Side::kOffer ? locale.tr("Offers") : locale.tr("Needs"),
                              .current = "/offers"};
    options.subtitle = side_ == Side::kOffer
                           ? locale.tr("What members could give")
                           : locale.tr("What members lack, each compared with every open offer");
    if (viewer.member && context.actor().Can(desk::Permission::kPanelTakePart))
      options.actions =
          html::LinkButton(side_ == Side::kOffer ? locale.tr("Write an offer") : locale.tr("Write a need"),
                           BaseOf(side_) + "/new");
    return desk::PageResponse(context, options, ListBody(locale, view));
  }

  base::Result<net::Response> Entry(Context& context) const { return ShowEntry(context, {}); }

  base::Result<net::Response> Act(Context& context) const {
    const Listing listing = TRY(Named(context));
    const net::Form* form = TRY(context.Form());
    TypedAct typed = TypedFrom(form->fields);
    const std::optional<ListingAct> act = NamedOf<ListingAct>(typed.act);
    if (!act) return base::Invalid("act: not one of the possible ones");
    const base::Status done = services_.exchange.listings.Act(context.actor(), listing.id, *act, typed.words);
    if (done) return desk::RedirectWithFlash(context, HrefOf(listing), desk::LocaleOf(context).tr("Done."));
    if (!IsMendable(done.error().code)) return done.error();
    typed.error = desk::LocaleOf(context).tr(done.error().external);
    return ShowEntry(context, typed);
  }

  base::Result<net::Response> NewForm(Context& context) const {
    const Panel panel = TRY(PanelOf(services_, context));
    TRY(See(context, panel.id));
    ListingForm form;
    form.side = side_;
    return ShowForm(context, form, BaseOf(side_) + "/new");
  }

  base::Result<net::Response> Add(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(PanelOf(services_, context));
    ListingForm form = ReadListingForm(side_, TRY(context.Form())->fields);
    std::optional<Listing> listing = ListingFrom(locale, form);
    if (!listing) return ShowForm(context, form, BaseOf(side_) + "/new");
    listing->panel = panel.id;
    std::vector<FieldFault> faults;
    const base::Result<ListingId> made =
        services_.exchange.listings.Create(context.actor(), *listing, faults);
    if (made)
      return desk::RedirectWithFlash(context, BaseOf(side_) + "/" + made->text(),
                                     locale.tr("Saved as a draft. Publish it when it is ready."));
    return Again(context, form, faults, made.error(), BaseOf(side_) + "/new");
  }

  base::Result<net::Response> EditForm(Context& context) const {
    const Listing listing = TRY(Named(context));
    return ShowForm(context, FormOf(listing), HrefOf(listing) + "/edit");
  }

  base::Result<net::Response> Save(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Listing before = TRY(Named(context));
    ListingForm form = ReadListingForm(side_, TRY(context.Form())->fields);
    std::optional<Listing> listing = ListingFrom(locale, form);
    if (!listing) return ShowForm(context, form, HrefOf(before) + "/edit");
    listing->id = before.id;
    listing->panel = before.panel;
    std::vector<FieldFault> faults;
    const base::Status saved = services_.exchange.listings.Edit(context.actor(), *listing, faults);
    if (saved) return desk::RedirectWithFlash(context, HrefOf(before), locale.tr("Saved."));
    if (saved.error().code == base::Code::kConflict && form.version != before.version)
      form.version = before.version;
    return Again(context, form, faults, saved.error(), HrefOf(before) + "/edit");
  }

 private:
  base::Result<Viewer> See(const Context& context, const PanelId& panel) const {
    return services_.seams.database.Read(
        [&](db::Transaction& tx) { return services_.exchange.gate.MustRead(tx, context.actor(), panel); });
  }
  base::Result<Listing> Named(const Context& context) const {
    const ListingId id = TRY(ListingId::Parse(context.Path("id")));
    Listing listing = TRY(services_.exchange.listings.Get(context.actor(), id));
    if (listing.side != side_) return NoSuchRow();
    return listing;
  }

  base::Result<net::Response> ShowEntry(Context& context, const TypedAct& typed) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Listing listing = TRY(Named(context));
    const Viewer viewer = TRY(See(context, listing.panel));
    ListingEntry view{context, listing, viewer, nullptr, {}, typed};
    view.history = TRY(services_.exchange.listings.History(context.actor(), listing.id));
    std::optional<Ranking> ranking;
    if (listing.state == ListingState::kOpen || listing.state == ListingState::kDraft)
      ranking = TRY(services_.exchange.rankings.Rank(context.actor(), listing.id));
    if (ranking) view.ranking = &*ranking;
    desk::PageOptions options{.title = listing.title, .current = "/offers"};
    options.crumbs = {{side_ == Side::kOffer ? locale.tr("Offers") : locale.tr("Needs"), BaseOf(side_)}};
    options.badges = html::Join(StateBadge(locale, listing.state),
                                html::Badge(html::Mark::kPlain, KindWords(locale, listing.kind)));
    if (viewer.Owns(listing.owner) && context.actor().Can(desk::Permission::kPanelTakePart))
      options.actions = html::LinkButton(locale.tr("Edit"), HrefOf(listing) + "/edit");
    options.status = typed.error.empty() ? 200 : 422;
    return desk::PageResponse(context, options, ListingEntryView(view));
  }

  base::Result<net::Response> ShowForm(const Context& context, const ListingForm& form,
                                       const std::string& action) const {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{.title = side_ == Side::kOffer ? locale.tr("An offer") : locale.tr("A need"),
                              .current = "/offers"};
    options.crumbs = {{side_ == Side::kOffer ? locale.tr("Offers") : locale.tr("Needs"), BaseOf(side_)}};
    options.status = form.errors.empty() ? 200 : 422;
    return desk::PageResponse(context, options, ListingFormView(context, form, action));
  }

  base::Result<net::Response> Again(const Context& context, ListingForm& form,
                                    const std::vector<FieldFault>& faults, const base::Error& error,
                                    const std::string& action) const {
    if (!IsMendable(error.code)) return error;
    const html::Locale& locale = desk::LocaleOf(context);
    AddFaults(locale, faults, form);
    if (faults.empty()) form.errors.push_back({"title", locale.tr(error.external)});
    return ShowForm(context, form, action);
  }

  PanelServices& services_;
  Side side_;
};

void AddSide(desk::Desk& desk, PanelServices& services, Side side) {
  const ListingPages pages(services, side);
  static const std::array<std::array<std::string, 5>, 2> kPatterns = {
      {{"/offers", "/offers/new", "/offers/{id}", "/offers/{id}/edit", "/offers/{id}/act"},
       {"/needs", "/needs/new", "/needs/{id}", "/needs/{id}/edit", "/needs/{id}/act"}}};
  const std::array<std::string, 5>& patterns = kPatterns.at(static_cast<std::size_t>(side));
  using desk::Permission;
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       base::Result<net::Response> (ListingPages::*page)(Context&) const) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = permission,
                       .handler = [pages, page](Context& context) { return (pages.*page)(context); }});
  };
  add("GET", patterns[0], Permission::kPanelRead, &ListingPages::List);
  add("GET", patterns[1], Permission::kPanelTakePart, &ListingPages::NewForm);
  add("POST", patterns[1], Permission::kPanelTakePart, &ListingPages::Add);
  add("GET", patterns[2], Permission::kPanelRead, &ListingPages::Entry);
  add("GET", patterns[3], Permission::kPanelTakePart, &ListingPages::EditForm);
  add("POST", patterns[3], Permission::kPanelTakePart, &ListingPages::Save);
  add("POST", patterns[4], Permission::kPanelRead, &ListingPages::Act);
}

}  // namespace

void AddListingPages(desk::Desk& desk, PanelServices& services) {
  AddSide(desk, services, Side::kOffer);
  AddSide(desk, services, Side::kNeed);
}

}  // namespace panel::exchange
