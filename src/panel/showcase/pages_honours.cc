// /honours: the secretariat offers, the member accepts or refuses.

#include "desk/tr.h"
#include "desk/web/pages.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"
#include "panel/common/nav.h"
#include "panel/showcase/faces.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;

std::string HonourHref(const HonourId& id) {
  return "/honours/" + id.text();
}

Html StateBadge(const html::Locale& locale, HonourState state) {
  switch (state) {
    case HonourState::kOffered:
      return html::Badge(html::Mark::kAct, locale.tr("Offered"));
    case HonourState::kAccepted:
      return html::Badge(html::Mark::kOk, locale.tr("Accepted"));
    case HonourState::kRefused:
      return html::Badge(html::Mark::kPlain, locale.tr("Refused"));
    default:
      return html::Badge(html::Mark::kUnknown, locale.tr("Revoked"));
  }
}

struct OfferForm {
  std::string member, title, reason, error;
};

class Pages {
 public:
  Pages(Honours& honours, PanelServices& services) : honours_(honours), services_(services) {}

  base::Result<net::Response> List(Context& context) const { return ListPage(context, {}, 200); }

  base::Result<net::Response> One(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const HonourId id = TRY(HonourId::Parse(context.Path("id")));
    const Honour honour = TRY(honours_.Get(context.actor(), id));
    desk::PageOptions options{.title = honour.title, .current = "/honours"};
    options.crumbs = {{locale.tr("Honours"), "/honours"}};
    options.badges = StateBadge(locale, honour.state);
    Html main = html::Facts(
        {{locale.tr("Member"), html::Value(honour.member_name)},
         {locale.tr("Given for"), html::Value(honour.reason)},
         {locale.tr("Offered"), desk::DayOf(locale, honour.created)},
         {locale.tr("Answered"), honour.decided.ms > 0 ? desk::DayOf(locale, honour.decided) : Html()}});
    main.Add(Buttons(context, locale, honour));
    return desk::PageResponse(context, options, main);
  }

  base::Result<net::Response> Offer(Context& context) const {
    const net::Form& fields = *TRY(context.Form());
    OfferForm form{std::string(fields.fields.Get("member")),
                   std::string(fields.fields.Get("title")),
                   std::string(fields.fields.Get("reason")),
                   {}};
    const base::Result<MemberId> member = MemberId::Parse(form.member);
    base::Result<HonourId> offered = base::Invalid(desk::tr("Choose a member."));
    if (member) offered = honours_.Offer(context.actor(), *member, form.title, form.reason);
    if (offered)
      return desk::RedirectWithFlash(context, HonourHref(*offered),
                                     Words(context).tr("The honour is offered."));
    if (offered.error().code == base::Code::kNotFound || offered.error().code == base::Code::kInternal)
      return offered.error();
    form.error = Words(context).tr(offered.error().external);
    return ListPage(context, form, 422);
  }

  base::Result<net::Response> Act(Context& context) const {
    const HonourId id = TRY(HonourId::Parse(context.Path("id")));
    const net::Form& form = *TRY(context.Form());
    const std::optional<HonourAct> act = HonourActNamed(form.fields.Get("act"));
    const std::optional<std::int64_t> version = desk::WholeNumber(form.fields.Get("version"));
    if (!act || !version) return base::Invalid(desk::tr("The form is not complete."));
    TRY(honours_.Act(context.actor(), id, *version, *act));
    return desk::RedirectWithFlash(context, HonourHref(id), Words(context).tr("Saved."));
  }

 private:
  static const html::Locale& Words(const Context& context) { return desk::LocaleOf(context); }

  static Html Buttons(const Context& context, const html::Locale& locale, const Honour& honour) {
    const auto button = [&](HonourAct act, const std::string& words, html::ButtonKind kind) {
      return html::Form({.action = HonourHref(honour.id), .csrf = context.csrf()},
                        html::Join(desk::HiddenField("act", HonourActName(act)),
                                   desk::VersionField(honour.version), html::Button(words, {.kind = kind})));
    };
    std::vector<Html> buttons;
    if (honour.may_answer && honour.state == HonourState::kOffered) {
      buttons.push_back(button(HonourAct::kAccept, locale.tr("Accept and show it"), html::ButtonKind::kMain));
      buttons.push_back(button(HonourAct::kRefuse, locale.tr("Refuse"), html::ButtonKind::kQuiet));
    }
    const bool standing = honour.state == HonourState::kOffered || honour.state == HonourState::kAccepted;
    if (honour.may_revoke && standing)
      buttons.push_back(
          button(HonourAct::kRevoke, locale.tr("Take the honour back"), html::ButtonKind::kStop));
    return buttons.empty() ? Html() : html::RowOf(buttons);
  }

  base::Result<net::Response> ListPage(Context& context, const OfferForm& form, int status) const {
    const html::Locale& locale = Words(context);
    std::vector<Html> parts;
    const std::vector<Honour> honours = TRY(honours_.List(context.actor()));
    if (honours.empty()) {
      parts.push_back(
          html::Empty(locale.tr("No honours yet"),
                      locale.tr("An honour is shown to the public after the member has accepted it.")));
    } else {
      desk::TableMaker table(
          {{locale.tr("Honour")}, {locale.tr("Member")}, {locale.tr("State")}, {locale.tr("Offered")}});
      for (const Honour& honour : honours)
        table.Row({desk::LinkTo(HonourHref(honour.id), html::Value(honour.title)),
                   html::Value(honour.member_name), StateBadge(locale, honour.state),
                   desk::DayOf(locale, honour.created)});
      parts.push_back(table.Done(locale.tr("Honours, newest first")));
    }
    const std::vector<html::Choice> members = TRY(MembersToHonour(context));
    if (!members.empty())
      parts.push_back(html::Section(locale.tr("Offer an honour"), FormView(context, locale, members, form)));
    return desk::PageResponse(context,
                              {.title = locale.tr("Honours"), .current = "/honours", .status = status},
                              html::Stack(parts));
  }

  static Html FormView(const Context& context, const html::Locale& locale,
                       const std::vector<html::Choice>& members, const OfferForm& form) {
    Html fields;
    if (!form.error.empty())
      fields.Add(html::ErrorSummary(locale.tr("Please mend this"), {{"title", form.error}}));
    fields.Add(html::Field({.control_id = "member", .label = locale.tr("Member")},
                           html::Select("member", members, form.member)));
    fields.Add(html::Field({.control_id = "title", .label = locale.tr("Name of the honour")},
                           html::Input({.name = "title", .value = form.title, .required = true})));
    fields.Add(html::Field({.control_id = "reason", .label = locale.tr("What it is given for")},
                           html::TextArea("reason", form.reason, 3)));
    fields.Add(html::Button(locale.tr("Offer it")));
    return html::Form({.action = "/honours", .csrf = context.csrf()}, fields);
  }

  // Empty where the actor is of no secretariat.
  base::Result<std::vector<html::Choice>> MembersToHonour(const Context& context) const {
    return services_.seams.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<html::Choice>> {
      std::vector<html::Choice> choices;
      for (const Panel& panel : TRY(services_.panels.HostedBy(tx, context.actor())))
        for (const Member& member : TRY(services_.directory.Admitted(tx, panel.id)))
          choices.push_back({member.id.text(), member.name});
      return choices;
    });
  }

  Honours& honours_;
  PanelServices& services_;
};

}  // namespace

void AddHonourPages(desk::Desk& desk, Honours& honours, PanelServices& services) {
  const auto pages = std::make_shared<Pages>(honours, services);
  const auto add = [&](std::string_view method, std::string_view pattern, desk::Permission permission,
                       base::Result<net::Response> (Pages::*page)(Context&) const) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = permission,
                       .handler = [pages, page](Context& context) { return (pages.get()->*page)(context); }});
  };
  add("GET", "/honours", desk::Permission::kPanelRead, &Pages::List);
  add("POST", "/honours", desk::Permission::kPanelManage, &Pages::Offer);
  add("GET", "/honours/{id}", desk::Permission::kPanelRead, &Pages::One);
  add("POST", "/honours/{id}", desk::Permission::kPanelTakePart, &Pages::Act);
  AddPanelNav(desk, {.part = NavPart::kPromises,
                     .place = 5,
                     .label = [](const html::Locale& locale) { return locale.tr("Honours"); },
                     .href = "/honours"});
  desk.AddHome({desk::Permission::kPanelTakePart,
                [&honours](Context& context) -> base::Result<std::vector<desk::HomeItem>> {
                  const html::Locale& locale = desk::LocaleOf(context);
                  std::vector<desk::HomeItem> items;
                  for (const Honour& honour : TRY(honours.List(context.actor()))) {
                    if (!honour.may_answer || honour.state != HonourState::kOffered) continue;
                    items.push_back(
                        {.title = locale.tr("An honour is offered: {title}", {{"title", honour.title}}),
                         .reason = locale.tr("It is shown only if you accept it."),
                         .href = HonourHref(honour.id),
                         .action = locale.tr("Answer")});
                  }
                  return items;
                }});
}

}  // namespace panel
