// Circles: who can open what; making one, adding and removing members.

#include <algorithm>

#include "html/console_components.h"
#include "html/names.h"
#include "vault/pages.h"

namespace vault {

namespace {

using html::El;
using html::Html;
using html::Join;

constexpr int kBatchesAtRemoval = 20;

bool IsIn(const std::vector<desk::PersonId>& persons, const desk::PersonId& person) {
  return std::find(persons.begin(), persons.end(), person) != persons.end();
}

std::string AddressOf(const Circle& circle, std::string_view what) {
  return "/vault/circles/" + circle.id.text() + "/" + std::string(what);
}

Html MembersOf(const View& view, const Circle& circle) {
  const std::string action = AddressOf(circle, "remove");
  Html items;
  for (const desk::PersonId& member : circle.members) {
    Html item = html::Value(view.NameOf(member));
    if (view.MayManage() && circle.members.size() > 1)
      item.Add(Join(
          " ",
          html::PostButton(
              view.locale.tr("Remove"), action, view.context.csrf(),
              {.name = "person", .value = member.text(), .kind = html::ButtonKind::kQuiet, .css = "small"})));
    items.Add(El("li", item));
  }
  return El("ul", items);
}

// Only who can open the circle's records can let somebody else do so.
Html AddForm(const View& view, const Circle& circle) {
  if (!view.person || !IsIn(circle.members, view.context.actor().person)) return {};
  std::vector<html::Choice> others = view.Choices();
  std::erase_if(others, [&](const html::Choice& choice) {
    return IsIn(circle.members, desk::PersonId::FromStore(choice.value));
  });
  if (others.empty()) return {};
  const std::string action = AddressOf(circle, "add");
  const std::string id = "add-" + circle.id.text();
  return html::Form(
      {.action = action, .csrf = view.context.csrf(), .css = "row"},
      Join(html::Field({.control_id = id, .label = view.locale.tr("Somebody more who may read all of it")},
                       html::Select("person", others, {}, id)),
           html::Button(view.locale.tr("Add"), {.kind = html::ButtonKind::kQuiet, .css = "small"})));
}

Html OneCircle(const View& view, const Circle& circle) {
  return html::Box(Join(El("h3", html::Value(circle.name)), MembersOf(view, circle), AddForm(view, circle)));
}

Html CreateForm(const View& view) {
  if (!view.MayManage()) return {};
  const html::Locale& locale = view.locale;
  std::vector<std::pair<std::string, Html>> choices;
  for (const html::Choice& choice : view.Choices())
    choices.emplace_back(choice.value, html::Value(choice.label));
  if (choices.empty())
    return El("p", {{"class", "muted"}}, locale.tr("Nobody has vault keys yet: a circle needs members."));
  return html::Form(
      {.action = "/vault/circles", .csrf = view.context.csrf()},
      Join(El("h3", locale.tr("A new circle")),
           desk::TextField(locale.tr("Name of the circle"),
                           {.name = "circle_name", .required = true, .max_length = base::kMaxCircleNameBytes},
                           view.errors, locale.tr("It is not sealed. Name the group, not the matter.")),
           desk::CheckBoxes(locale.tr("Members"), "member", choices, {}, view.errors),
           html::Button(locale.tr("Make the circle"), {.kind = html::ButtonKind::kQuiet})));
}

base::Result<net::Response> PostCreate(Vault& vault, desk::Context& context) {
  std::vector<desk::PersonId> members;
  for (const std::string& id : desk::FieldsOf(context, "member"))
    members.push_back(TRY(MemberNamed(context, id)));
  const base::Result<CircleId> made =
      vault.CreateCircle(context.actor(), desk::FieldOf(context, "circle_name"), members);
  if (!made.has_value())
    return Again(vault, context, members.empty() ? "member" : "circle_name", made.error());
  return Done(context, base::Ok(), desk::LocaleOf(context).tr("The circle is made."));
}

base::Result<net::Response> PostAdd(Vault& vault, desk::Context& context) {
  const CircleId circle = TRY(CircleId::Parse(context.Path("id")));
  const desk::PersonId person = TRY(MemberNamed(context, desk::FieldOf(context, "person")));
  const std::optional<UnlockedPerson> me = TRY(Unlocked(vault, context));
  if (!me) return UnlockFirst(context);
  return Done(context, vault.AddMember(context.actor(), *me, circle, person),
              desk::LocaleOf(context).tr("Added. This person may now read all that the circle has."));
}

base::Result<net::Response> PostRemove(Vault& vault, desk::Context& context) {
  const CircleId circle = TRY(CircleId::Parse(context.Path("id")));
  const desk::PersonId person = TRY(desk::PersonId::Parse(desk::FieldOf(context, "person")));
  const base::Status removed = vault.RemoveMember(context.actor(), circle, person);
  const std::string said = desk::LocaleOf(context).tr("Removed. What was read before cannot be taken back.");
  if (!removed.has_value()) return Done(context, removed, said);
  const std::optional<UnlockedPerson> me = TRY(Unlocked(vault, context));
  if (!me) return Done(context, removed, said);
  for (const Circle& one : TRY(vault.Circles(context.org())))
    if (one.id == circle && IsIn(one.members, context.actor().person))
      TRY(ResealSome(vault, *me, circle, kBatchesAtRemoval));
  return Done(context, removed, said);
}

}  // namespace

base::Status ResealSome(Vault& vault, const UnlockedPerson& person, const CircleId& circle, int batches) {
  std::int64_t before = -1;
  for (int i = 0; i < batches; ++i) {
    const std::int64_t left = TRY(vault.Reseal(person, circle));
    if (left == 0 || left == before) break;  // what does not get fewer is damaged
    before = left;
  }
  return base::Ok();
}

Html CirclesSection(const View& view) {
  const html::Locale& locale = view.locale;
  Html content = El("p", {{"class", "measure"}},
                    locale.tr("A circle is a group whose members can open what is sealed to it. Everybody of "
                              "the organisation sees who is in it; nobody else opens anything, not even an "
                              "administrator."));
  for (const Circle& circle : view.circles) content.Add(OneCircle(view, circle));
  if (view.circles.empty()) content.Add(El("p", {{"class", "muted"}}, locale.tr("There is no circle yet.")));
  return html::Section(locale.tr("Circles"), Join(content, CreateForm(view)));
}

void AddCircleChanges(const AddChange& add) {
  add("/vault/circles", desk::Permission::kOrgManage, PostCreate);
  add("/vault/circles/{id}/add", desk::Permission::kMember, PostAdd);
  add("/vault/circles/{id}/remove", desk::Permission::kOrgManage, PostRemove);
}

}  // namespace vault
