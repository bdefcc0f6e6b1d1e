#include "screening/console/sealed_notes_view.h"

#include "base/limits.h"
#include "desk/desk.h"
#include "desk/tr.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"
#include "screening/console/view.h"
#include "screening/queue/services.h"
#include "vault/access.h"

namespace screening {

namespace {

using html::El;
using html::Html;
using html::Join;

constexpr std::string_view kOnlyMe = "me";
constexpr std::string_view kCircle = "circle:";

std::string Audience(const html::Locale& locale, const SealedNote& note) {
  std::string names;
  for (const std::string& name : note.circles) names += (names.empty() ? "" : ", ") + name;
  return names.empty() ? locale.tr("for its author only") : locale.tr("for {circle}", {{"circle", names}});
}

Html Closed(const DetailPage& page, const html::Locale& locale, const SealedNote& note) {
  switch (note.state) {
    case SealedNote::State::kLocked:
      return El("a", {html::Href(vault::UnlockHref(AlertHref(page.view, page.detail.alert.id)))},
                locale.tr("Sealed: unlock your vault to read"));
    case SealedNote::State::kDamaged:
      return locale.tr("This note is damaged and cannot be opened. Tell the operator.");
    case SealedNote::State::kForOthers:
    case SealedNote::State::kOpened:
      break;
  }
  return El("span", {{"class", "muted"}}, locale.tr("Sealed for others"));
}

Html OneNote(const DetailPage& page, const html::Locale& locale, const SealedNote& note) {
  const std::string who =
      locale.tr("Sealed note by {who}, {date}",
                {{"who", page.name_of(note.created_by)}, {"date", locale.DateTime(note.created.ms)}});
  const std::string audience = Audience(locale, note);
  if (note.state == SealedNote::State::kOpened)
    return html::SealedBox(locale, Join(El("span", who), El("span", audience)), note.text);
  return El("p", html::Badge(html::Mark::kSealed, locale.tr("Sealed")), " ", who, ", ", audience, ". ",
            Closed(page, locale, note));
}

Html Form(const DetailPage& page, const html::Locale& locale, const std::vector<html::Choice>& audiences) {
  if (audiences.empty())
    return El("p", {{"class", "muted small"}},
              locale.tr("To seal a note, make vault keys of your own, or have a circle made:"), " ",
              El("a", {html::Href("/vault")}, locale.tr("Vault")));
  const std::string action = "/alerts/" + page.detail.alert.id.text() + "/sealed-note";
  const std::string view = ViewQuery(page.view);
  const Html form = html::Form(
      {.action = action, .csrf = page.context.csrf()},
      Join(html::Input({.name = "view", .type = html::InputType::kHidden, .value = view}),
           html::Field({.control_id = "sealed_note",
                        .label = locale.tr("Sealed note"),
                        .hint = locale.tr("Only those you choose can ever open it; it is in no export.")},
                       html::TextArea("sealed_note", {}, 3, base::kMaxReasonBytes)),
           html::Field({.control_id = "audience", .label = locale.tr("Who may read it")},
                       html::Select("audience", audiences, {})),
           html::Button(locale.tr("Seal the note"), {.kind = html::ButtonKind::kQuiet, .css = "small"})));
  return html::Closed(locale.tr("Write a sealed note"), form);
}

base::Result<std::vector<html::Choice>> Audiences(const DetailPage& page, QueueServices& services,
                                                  const html::Locale& locale) {
  std::vector<html::Choice> audiences;
  for (const vault::Circle& circle : TRY(services.vault.Circles(page.context.org())))
    audiences.push_back({std::string(kCircle) + circle.id.text(), circle.name});
  if (TRY(services.vault.HasKeys(page.context.org(), page.context.actor().person)))
    audiences.push_back({std::string(kOnlyMe), locale.tr("Only me")});
  return audiences;
}

}  // namespace

base::Result<html::Html> SealedNotesView(const DetailPage& page, QueueServices& services) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const desk::Actor& actor = page.context.actor();
  const std::optional<vault::UnlockedPerson> reader = TRY(vault::Unlocked(services.vault, page.context));
  const std::vector<SealedNote> notes =
      TRY(services.sealed_notes.Of(actor, page.context.org(), page.detail.alert.id, reader));
  Html content;
  for (const SealedNote& note : notes) content.Add(OneNote(page, locale, note));
  if (actor.Can(desk::Permission::kAlertsJudge))
    content.Add(Form(page, locale, TRY(Audiences(page, services, locale))));
  return content.empty() ? content : html::Section(locale.tr("Sealed notes"), content);
}

base::Result<vault::Audience> AudienceNamed(const desk::Actor& actor, std::string_view field) {
  vault::Audience audience;
  if (field == kOnlyMe) {
    audience.persons.push_back(actor.person);
  } else if (field.starts_with(kCircle)) {
    audience.circles.push_back(TRY(vault::CircleId::Parse(field.substr(kCircle.size()))));
  } else {
    return base::Invalid(desk::tr("Choose who may read the note."));
  }
  return audience;
}

}  // namespace screening
