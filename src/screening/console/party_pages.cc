// /parties: the list, a party's profile, and what may be done with it.

#include "desk/desk.h"
#include "desk/web/api.h"
#include "desk/web/pages.h"
#include "html/forms.h"
#include "screening/console/concern_bands.h"
#include "screening/console/page_parts.h"
#include "screening/console/party_form.h"
#include "screening/console/party_list.h"
#include "screening/console/party_profile.h"
#include "screening/console/register_pages.h"
#include "screening/queue/services.h"

namespace screening {

namespace {

using desk::Context;
using html::Html;

constexpr std::size_t kRowsAPage = 50;
constexpr std::string_view kNewHref = "/parties/new";

// What a person can mend is shown above what they typed; anything else ends the request.
bool IsMendable(base::Code code) {
  return code == base::Code::kInvalid || code == base::Code::kTooLarge || code == base::Code::kConflict;
}

class PartyPages {
 public:
  explicit PartyPages(QueueServices& services) : services_(services) {}

  base::Result<net::Response> List(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PartyFilter filter = ReadPartyFilter(context.request().query);
    std::string after;
    if (const std::string_view cursor = context.Query("cursor"); !cursor.empty())
      after = TRY(desk::DecodeCursor(context.desk(), cursor));
    const PartyPage page = TRY(services_.parties.List(context.org(), filter, after, kRowsAPage));
    const Alerts::Choices choices = TRY(services_.alerts.FilterChoices(context.org()));
    const std::int64_t count = TRY(services_.parties.Count(context.org()));
    const PartyListPage view{context,
                             filter,
                             page,
                             choices.countries,
                             TRY(services_.parties.Sources(context.org())),
                             TRY(services_.parties.CountWithGoods(context.org()))};
    desk::PageOptions options{.title = locale.tr("Parties"), .current = "/parties"};
    options.subtitle = count < base::kMaxCounted
                           ? locale.ntr("{n} party", "{n} parties", count)
                           : locale.tr("{n} parties or more", {{"n", locale.Number(count)}});
    if (context.actor().Can(desk::Permission::kPartiesWrite))
      options.actions = html::Join(html::LinkButton(locale.tr("Import a spreadsheet"), "/imports/new"),
                                   html::LinkButton(locale.tr("Add a party"), kNewHref));
    return desk::PageResponse(context, options, PartyListView(view));
  }

  base::Result<net::Response> Profile(Context& context) const {
    const Party party = TRY(Named(context));
    const std::vector<QueuedAlert> alerts = TRY(services_.alerts.OfParty(context.org(), party.id));
    const std::vector<match::GoodsAlert> goods = TRY(services_.parties.Goods(party));
    const ProfilePage page{context, party, alerts, goods, TRY(ConcernBands(context, party.id))};
    return desk::PageResponse(context, ProfileOptions(page), ProfileView(page));
  }

  base::Result<net::Response> Remove(Context& context) const {
    const PartyId id = TRY(PartyId::Parse(context.Path("id")));
    const net::Form* form = TRY(context.Form());
    const std::int64_t version = WholeNumber(form->fields.Get("version")).value_or(0);
    TRY(services_.parties.Remove(context.actor(), context.org(), id, version));
    return desk::RedirectWithFlash(
        context, PartyHref(id),
        desk::LocaleOf(context).tr("The party is removed. Its open alerts are withdrawn."));
  }

  base::Result<net::Response> Screen(Context& context) const {
    const PartyId id = TRY(PartyId::Parse(context.Path("id")));
    TRY(services_.parties.ScreenAgain(context.actor(), context.org(), id));
    return desk::RedirectWithFlash(
        context, PartyHref(id),
        desk::LocaleOf(context).tr("It is being compared again; this takes a moment."));
  }

  base::Result<net::Response> NewForm(Context& context) const {
    PartyForm form;
    form.schema = "Company";
    return ShowNew(context, form);
  }

  base::Result<net::Response> Add(Context& context) const {
    PartyForm form = ReadPartyForm(TRY(context.Form())->fields);
    form.version = 0;
    const std::optional<PartyDraft> draft = DraftOf(desk::LocaleOf(context), form, nullptr);
    if (!draft) return ShowNew(context, form);
    const base::Result<PutParty> put =
        services_.parties.Put(context.actor(), context.org(), draft->entity, draft->facts);
    if (put)
      return desk::RedirectWithFlash(
          context, PartyHref(put->id),
          desk::LocaleOf(context).tr("The party is added. Its screening is on the way."));
    if (!IsMendable(put.error().code)) return put.error();
    const bool there = put.error().code == base::Code::kConflict;
    form.errors.push_back({there ? (form.number.empty() ? "name" : "number") : "",
                           desk::LocaleOf(context).tr(put.error().external)});
    return ShowNew(context, form);
  }

  base::Result<net::Response> EditForm(Context& context) const {
    const Party party = TRY(Present(context));
    return ShowEdit(context, party, FormOf(party));
  }

  base::Result<net::Response> Save(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    PartyForm form = ReadPartyForm(TRY(context.Form())->fields);
    const Party party = TRY(Present(context));
    if (form.version == 0) return base::Invalid("version: the version that was edited is expected.");
    const std::optional<PartyDraft> draft = DraftOf(locale, form, &party);
    if (!draft) return ShowEdit(context, party, form);
    const base::Result<PutParty> put =
        services_.parties.Put(context.actor(), context.org(), draft->entity, draft->facts);
    if (put)
      return desk::RedirectWithFlash(
          context, PartyHref(party.id),
          put->outcome == PutOutcome::kUnchanged
              ? locale.tr("Nothing was changed.")
              : locale.tr("Saved. Where it matters for the comparison, a screening is on the way."));
    if (!IsMendable(put.error().code)) return put.error();
    if (put.error().code == base::Code::kConflict) {
      form.version = party.version;
      form.errors.push_back(
          {"", locale.tr("Somebody else changed this party meanwhile. What you typed is below; saving again "
                         "puts it in the place of theirs.")});
    } else {
      form.errors.push_back({"", locale.tr(put.error().external)});
    }
    return ShowEdit(context, party, form);
  }

 private:
  base::Result<Party> Named(const Context& context) const {
    return services_.parties.Get(context.org(), TRY(PartyId::Parse(context.Path("id"))));
  }
  base::Result<Party> Present(const Context& context) const {
    Party party = TRY(Named(context));
    if (party.removed)
      return base::Error{base::Code::kConflict, "this party was removed; add it again to work with it", {}};
    return party;
  }

  static net::Response ShowNew(const Context& context, const PartyForm& form) {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{.title = locale.tr("Add a party"), .current = "/parties"};
    options.crumbs = {{locale.tr("Parties"), "/parties"}};
    options.status = form.errors.empty() ? 200 : 422;
    return desk::PageResponse(context, options, PartyFormView(context, form, kNewHref));
  }

  static net::Response ShowEdit(const Context& context, const Party& party, const PartyForm& form) {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{.title = locale.tr("Edit a party"), .current = "/parties"};
    options.crumbs = {{locale.tr("Parties"), "/parties"}, {party.entity.caption, PartyHref(party.id)}};
    options.status = form.errors.empty() ? 200 : 422;
    return desk::PageResponse(context, options, PartyFormView(context, form, PartyHref(party.id) + "/edit"));
  }

  QueueServices& services_;
};

}  // namespace

void RegisterPartyPages(desk::Desk& desk, QueueServices& services) {
  const PartyPages pages(services);
  using desk::Permission;
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       base::Result<net::Response> (PartyPages::*page)(Context&) const) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = permission,
                       .handler = [pages, page](Context& context) { return (pages.*page)(context); }});
  };
  add("GET", "/parties", Permission::kPartiesRead, &PartyPages::List);
  add("GET", kNewHref, Permission::kPartiesWrite, &PartyPages::NewForm);
  add("POST", kNewHref, Permission::kPartiesWrite, &PartyPages::Add);
  add("GET", "/parties/{id}", Permission::kPartiesRead, &PartyPages::Profile);
  add("GET", "/parties/{id}/edit", Permission::kPartiesWrite, &PartyPages::EditForm);
  add("POST", "/parties/{id}/edit", Permission::kPartiesWrite, &PartyPages::Save);
  add("POST", "/parties/{id}/remove", Permission::kPartiesWrite, &PartyPages::Remove);
  add("POST", "/parties/{id}/screen", Permission::kPartiesWrite, &PartyPages::Screen);
  desk.AddNav({.permission = Permission::kPartiesRead, .order = 20, .make = [](const Context& context) {
                 const html::Locale& locale = desk::LocaleOf(context);
                 return html::NavItem{
                     .section = locale.tr("Supply chain"), .label = locale.tr("Parties"), .href = "/parties"};
               }});
}

}  // namespace screening
