#include "screening/console/alerts_actions.h"

#include <fmt/format.h>

#include <charconv>

#include "desk/desk.h"
#include "desk/web/pages.h"
#include "screening/console/alert_words.h"
#include "screening/console/colleagues.h"
#include "screening/console/page_parts.h"
#include "screening/console/sealed_notes_view.h"
#include "screening/console/view.h"
#include "screening/queue/services.h"

namespace screening {

namespace {

// The view a form came from: its hidden field "view" holds the query string.
base::Result<QueueView> ViewOf(const net::Form& form) {
  std::string_view query = form.fields.Get("view");
  if (query.starts_with('?')) query.remove_prefix(1);
  const net::Arguments arguments = TRY(net::ParseUrlEncoded(query));
  return ReadView(arguments);
}

base::Result<std::int64_t> VersionOf(std::string_view text) {
  std::int64_t version = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), version);
  if (text.empty() || problem != std::errc() || end != text.data() + text.size() || version < 0)
    return base::Invalid("This form is incomplete. Reload the page and try again.");
  return version;
}

base::Result<Decision> DecisionOf(const net::Form& form) {
  const auto decision = DecisionNamed(form.fields.Get("decision"));
  if (!decision || *decision == Decision::kNone) return base::Invalid("Choose Same, Not same or Unsure.");
  return *decision;
}

// What was ticked: "ID:VERSION" each.
base::Result<std::vector<BulkItem>> TickedOf(const net::Form& form) {
  std::vector<BulkItem> items;
  for (const std::string_view text : form.fields.All("alert")) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos)
      return base::Invalid("This form is incomplete. Reload the page and try again.");
    BulkItem item;
    item.id = TRY(AlertId::Parse(text.substr(0, colon)));
    item.version = TRY(VersionOf(text.substr(colon + 1)));
    items.push_back(std::move(item));
  }
  if (items.empty()) return base::Invalid("Nothing is ticked. Tick at least one alert, then decide.");
  return items;
}

class AlertActions {
 public:
  explicit AlertActions(QueueServices& services) : services_(services) {}

  base::Result<net::Response> Judge(desk::Context& context) const {
    const net::Form& form = *TRY(context.Form());
    const AlertId id = TRY(AlertId::Parse(context.Path("id")));
    const std::int64_t version = TRY(VersionOf(form.fields.Get("version")));
    const Decision decision = TRY(DecisionOf(form));
    const QueueView view = TRY(ViewOf(form));
    const std::optional<AlertId> next = TRY(services_.alerts.Next(context.org(), view.filter, view.sort, id));
    const base::Result<AlertChange> change = services_.alerts.Judge(
        context.actor(), context.org(), id, version, decision, form.fields.Get("reason"));
    if (!change.has_value()) return LeadBack(context, view, id, change.error());
    const html::Locale& locale = desk::LocaleOf(context);
    const std::string said =
        change->stage == Stage::kSecondLook
            ? locale.tr("{decision}. It waits for a second person.",
                        {{"decision", DecisionWords(locale, decision)}})
            : locale.tr("{decision}. Saved. Undo with Z.", {{"decision", DecisionWords(locale, decision)}});
    return LeadOn(context, view, next, id, said);
  }

  base::Result<net::Response> Approve(desk::Context& context) const {
    const net::Form& form = *TRY(context.Form());
    const AlertId id = TRY(AlertId::Parse(context.Path("id")));
    const std::int64_t version = TRY(VersionOf(form.fields.Get("version")));
    const QueueView view = TRY(ViewOf(form));
    const std::optional<AlertId> next = TRY(services_.alerts.Next(context.org(), view.filter, view.sort, id));
    const base::Result<AlertChange> change =
        services_.alerts.Approve(context.actor(), context.org(), id, version);
    if (!change.has_value()) return LeadBack(context, view, id, change.error());
    return LeadOn(context, view, next, id, desk::LocaleOf(context).tr("Approved. Saved. Undo with Z."));
  }

  base::Result<net::Response> Return(desk::Context& context) const {
    const net::Form& form = *TRY(context.Form());
    const AlertId id = TRY(AlertId::Parse(context.Path("id")));
    const std::int64_t version = TRY(VersionOf(form.fields.Get("version")));
    const QueueView view = TRY(ViewOf(form));
    const std::optional<AlertId> next = TRY(services_.alerts.Next(context.org(), view.filter, view.sort, id));
    const base::Result<AlertChange> change =
        services_.alerts.Return(context.actor(), context.org(), id, version, form.fields.Get("reason"));
    if (!change.has_value()) return LeadBack(context, view, id, change.error());
    return LeadOn(context, view, next, id, desk::LocaleOf(context).tr("Returned. Saved. Undo with Z."));
  }

  base::Result<net::Response> Undo(desk::Context& context) const {
    const net::Form& form = *TRY(context.Form());
    const AlertId id = TRY(AlertId::Parse(context.Path("id")));
    const QueueView view = TRY(ViewOf(form));
    const base::Result<AlertChange> change = services_.alerts.Undo(context.actor(), context.org(), id);
    if (!change.has_value()) return LeadBack(context, view, id, change.error());
    return desk::RedirectWithFlash(context, AlertHref(view, id), desk::LocaleOf(context).tr("Undone."));
  }

  base::Result<net::Response> Assign(desk::Context& context) const {
    const net::Form& form = *TRY(context.Form());
    const AlertId id = TRY(AlertId::Parse(context.Path("id")));
    const QueueView view = TRY(ViewOf(form));
    TRY(AssignAll(context, {id}, form.fields.Get("person")));
    return desk::RedirectWithFlash(context, AlertHref(view, id), desk::LocaleOf(context).tr("Saved."));
  }

  base::Result<net::Response> Note(desk::Context& context) const {
    const net::Form& form = *TRY(context.Form());
    const AlertId id = TRY(AlertId::Parse(context.Path("id")));
    const QueueView view = TRY(ViewOf(form));
    TRY(services_.alerts.AddNote(context.actor(), context.org(), id, form.fields.Get("note")));
    return desk::RedirectWithFlash(context, AlertHref(view, id), desk::LocaleOf(context).tr("Saved."));
  }

  base::Result<net::Response> SealNote(desk::Context& context) const {
    const net::Form& form = *TRY(context.Form());
    const AlertId id = TRY(AlertId::Parse(context.Path("id")));
    const QueueView view = TRY(ViewOf(form));
    const base::Result<vault::Audience> audience =
        AudienceNamed(context.actor(), form.fields.Get("audience"));
    if (!audience.has_value()) return LeadBack(context, view, id, audience.error());
    const base::Status sealed = services_.sealed_notes.Add(context.actor(), context.org(), id, *audience,
                                                           form.fields.Get("sealed_note"));
    if (!sealed.has_value()) return LeadBack(context, view, id, sealed.error());
    return desk::RedirectWithFlash(context, AlertHref(view, id), desk::LocaleOf(context).tr("Sealed."));
  }

  base::Result<net::Response> JudgeMany(desk::Context& context) const {
    const net::Form& form = *TRY(context.Form());
    const std::vector<BulkItem> items = TRY(TickedOf(form));
    const Decision decision = TRY(DecisionOf(form));
    const QueueView view = TRY(ViewOf(form));
    const BulkOutcome outcome = TRY(services_.alerts.JudgeMany(context.actor(), context.org(), items,
                                                               decision, form.fields.Get("reason")));
    const html::Locale& locale = desk::LocaleOf(context);
    std::string said =
        locale.ntr("{n} alert decided.", "{n} alerts decided.", static_cast<std::int64_t>(outcome.decided));
    if (outcome.second_look > 0)
      said += " " + locale.ntr("{n} waits for a second person.", "{n} wait for a second person.",
                               static_cast<std::int64_t>(outcome.second_look));
    if (!outcome.skipped.empty())
      said += " " + locale.ntr("{n} was skipped, because somebody changed it meanwhile.",
                               "{n} were skipped, because somebody changed them meanwhile.",
                               static_cast<std::int64_t>(outcome.skipped.size()));
    return desk::RedirectWithFlash(context, WithArgument(TableHref(view), "batch", outcome.batch), said);
  }

  base::Result<net::Response> UndoMany(desk::Context& context) const {
    const net::Form& form = *TRY(context.Form());
    const std::size_t undone =
        TRY(services_.alerts.UndoBatch(context.actor(), context.org(), form.fields.Get("batch")));
    const std::string said = desk::LocaleOf(context).ntr("{n} decision undone.", "{n} decisions undone.",
                                                         static_cast<std::int64_t>(undone));
    return desk::RedirectWithFlash(context, "/alerts/table", said);
  }

  base::Result<net::Response> AssignMany(desk::Context& context) const {
    const net::Form& form = *TRY(context.Form());
    std::vector<AlertId> ids;
    for (const BulkItem& item : TRY(TickedOf(form))) ids.push_back(item.id);
    const QueueView view = TRY(ViewOf(form));
    const std::size_t assigned = TRY(AssignAll(context, ids, form.fields.Get("person")));
    return desk::RedirectWithFlash(context, TableHref(view),
                                   desk::LocaleOf(context).ntr("{n} alert assigned.", "{n} alerts assigned.",
                                                               static_cast<std::int64_t>(assigned)));
  }

 private:
  // What a person can mend (a missing reason, a colleague who was faster) is said on the alert's own page.
  static base::Result<net::Response> LeadBack(desk::Context& context, const QueueView& view,
                                              const AlertId& id, const base::Error& error) {
    if (error.code != base::Code::kInvalid && error.code != base::Code::kConflict &&
        error.code != base::Code::kForbidden)
      return error;
    return desk::RedirectWithFlash(context, AlertHref(view, id), desk::LocaleOf(context).tr(error.external));
  }

  static base::Result<net::Response> LeadOn(desk::Context& context, const QueueView& view,
                                            const std::optional<AlertId>& next, const AlertId& done,
                                            const std::string& said) {
    const std::string href = next ? AlertHref(view, *next) : QueueHref(view);
    return desk::RedirectWithFlash(context, WithArgument(href, "decided", done.text()), said);
  }

  // Only somebody of the organisation who may decide can be given an alert.
  base::Result<std::size_t> AssignAll(desk::Context& context, const std::vector<AlertId>& ids,
                                      std::string_view person) const {
    if (person.empty()) return services_.alerts.Assign(context.actor(), context.org(), ids, {});
    const Colleagues colleagues = TRY(Colleagues::Of(context));
    for (const auto& [id, name] : colleagues.analysts())
      if (id == person)
        return services_.alerts.Assign(context.actor(), context.org(), ids, desk::PersonId::FromStore(id));
    return base::Invalid("This person cannot be given alerts here: choose one of the list.");
  }

  QueueServices& services_;
};

}  // namespace

void RegisterAlertActions(desk::Desk& desk, QueueServices& services) {
  const AlertActions actions(services);
  using desk::Permission;
  using Action = base::Result<net::Response> (AlertActions::*)(desk::Context&) const;
  const auto add = [&](std::string_view pattern, Permission permission, Action action) {
    desk.router().Add(
        {.method = "POST",
         .pattern = pattern,
         .permission = permission,
         .handler = [actions, action](desk::Context& context) { return (actions.*action)(context); }});
  };
  add("/alerts/{id}/judgement", Permission::kAlertsJudge, &AlertActions::Judge);
  add("/alerts/{id}/approve", Permission::kAlertsApprove, &AlertActions::Approve);
  add("/alerts/{id}/return", Permission::kAlertsApprove, &AlertActions::Return);
  add("/alerts/{id}/undo", Permission::kAlertsJudge, &AlertActions::Undo);
  add("/alerts/{id}/assign", Permission::kAlertsJudge, &AlertActions::Assign);
  add("/alerts/{id}/sealed-note", Permission::kAlertsJudge, &AlertActions::SealNote);
  add("/alerts/{id}/note", Permission::kAlertsJudge, &AlertActions::Note);
  add("/alerts/bulk", Permission::kAlertsJudge, &AlertActions::JudgeMany);
  add("/alerts/bulk/undo", Permission::kAlertsJudge, &AlertActions::UndoMany);
  add("/alerts/bulk/assign", Permission::kAlertsJudge, &AlertActions::AssignMany);
}

}  // namespace screening
