#include "panel/members/profiles.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/date.h"
#include "base/limits_panel.h"
#include "desk/tr.h"
#include "entity/entity.h"
#include "html/html.h"
#include "match/match.h"
#include "panel/common/isic.h"
#include "panel/members/store.h"

namespace panel::members {
namespace {

using desk::tr;

base::Result<std::string> CleanName(std::string_view text) {
  std::string name = TRY(desk::NormaliseName(text));
  if (!match::UsableName(name)) return base::Invalid(tr("Write a name with letters."));
  return name;
}

base::Result<std::string> CleanCountry(std::string_view text, bool required) {
  const std::string clean = TRY(CleanText(text));
  const std::string_view code = entity::CountryCode(clean);
  if (code.empty() && (required || !clean.empty()))
    return base::Invalid(tr("Write the country's name or code."));
  return std::string(code);
}

base::Result<std::string> CleanLink(std::string_view text) {
  base::Result<std::string> clean = CleanText(text);
  if (!clean || clean->empty()) return clean;
  const bool web = clean->starts_with("https://") || clean->starts_with("http://");
  if (!web || !html::IsSafeUrl(*clean))
    return base::Invalid(tr("A link begins with https:// and has no blanks."));
  return clean;
}

base::Result<std::string> CleanBirth(std::string_view text) {
  const std::string clean = TRY(CleanText(text));
  if (clean.empty()) return clean;
  const auto date = base::ParseDate(clean);
  if (!date) return base::Invalid(tr("Write the date as 1974-05-12, or only the year."));
  return base::FormatDate(*date);
}

base::Status CheckRoom(db::Transaction& tx, std::string_view table, const ProfileId& profile) {
  const auto row =
      TRY(tx.QueryOne(fmt::format("SELECT count(*) FROM {} WHERE profile_id = $1", table), {profile}));
  if (row->Int(0) >= static_cast<std::int64_t>(base::kMaxProfileRows))
    return base::TooLarge(
        fmt::format("a member has at most {} of these (kMaxProfileRows)", base::kMaxProfileRows));
  return base::Ok();
}

bool IsShown(const Contact& contact) {
  return contact.visibility != Visibility::kNobody && contact.consent.ms != 0;
}

// A row made in the same millisecond as the one before it still stands behind it.
std::int64_t After(const std::optional<db::Row>& last, base::UtcTime now) {
  return std::max(now.ms, last && !last->IsNull(0) ? last->Int(0) + 1 : 0);
}

base::Result<std::int64_t> PlaceIn(db::Transaction& tx, std::string_view table, const ProfileId& profile,
                                   base::UtcTime now) {
  TRY(CheckRoom(tx, table, profile));
  return After(
      TRY(tx.QueryOne(fmt::format("SELECT max(created_ms) FROM {} WHERE profile_id = $1", table), {profile})),
      now);
}

}  // namespace

base::Result<std::vector<std::string>> CleanSectors(const std::vector<std::string>& sectors) {
  std::vector<std::string> clean;
  for (const std::string& code : sectors) {
    if (code.empty()) continue;
    if (FindIndustry(code) == nullptr)
      return base::Invalid(fmt::format("\"{}\" is no section or division of ISIC Rev. 4", code));
    if (std::find(clean.begin(), clean.end(), code) == clean.end()) clean.push_back(code);
  }
  std::sort(clean.begin(), clean.end());
  return clean;
}

base::Result<File> Profiles::Get(const desk::Actor& actor, const MemberId& member) {
  return seams_.base.database.Read([&](db::Transaction& tx) -> base::Result<File> {
    const Access access = TRY(AccessTo(tx, seams_, actor, member));
    File file = TRY(store::GetFile(tx, access.membership));
    // Who vets looks into the file, which gives no right to people who did not agree to be shown.
    if (!access.own && !access.secretariat)
      std::erase_if(file.contacts, [](const Contact& contact) { return !IsShown(contact); });
    if (access.SeesFile()) return file;
    file.people.clear();
    file.profile.owners.clear();
    file.profile.registration.clear();
    file.profile.safeguards.clear();
    file.profile.screened = {};
    file.profile.screened_as.clear();
    return file;
  });
}

base::Status Profiles::Change(const desk::Actor& actor, const MemberId& member, std::string_view what,
                              bool compared,
                              const std::function<base::Status(db::Transaction&, const Access&)>& change) {
  const auto write = [&](db::Transaction& tx) -> base::Status {
    const Access access = TRY(MustEdit(tx, seams_, actor, member));
    if (access.membership.profile.empty())
      return base::Error{base::Code::kConflict, tr("This member has no application to change."), {}};
    TRY(change(tx, access));
    if (compared) {
      TRY(store::Touch(tx, access.membership.profile));
      TRY(seams_.screen_later(tx, actor));
    }
    return seams_.base.audit.Append(tx, actor, fmt::format("member.{}", what), "member:" + member.text());
  };
  TRY(seams_.base.database.Write(write));
  if (compared) seams_.nudge();
  return base::Ok();
}

base::Status Profiles::SaveFacts(const desk::Actor& actor, const MemberId& member, const Profile& facts) {
  Profile clean = facts;
  clean.name = TRY(CleanName(facts.name));
  clean.country = TRY(CleanCountry(facts.country, true));
  clean.sectors = TRY(CleanSectors(facts.sectors));
  clean.registration = TRY(CleanText(facts.registration));
  clean.website = TRY(CleanLink(facts.website));
  clean.purpose = TRY(CleanText(facts.purpose));
  clean.safeguards = TRY(CleanText(facts.safeguards));
  return Change(actor, member, "facts", true, [&](db::Transaction& tx, const Access& access) -> base::Status {
    Profile profile = TRY(store::GetProfile(tx, access.membership.profile));
    if (profile.version != facts.version) return store::Overtaken();
    clean.id = profile.id;
    clean.org = profile.org;
    clean.owners = profile.owners;
    clean.version = profile.version;
    return store::UpdateProfile(tx, clean);
  });
}

base::Status Profiles::AddName(const desk::Actor& actor, const MemberId& member, NameKind kind,
                               std::string_view name) {
  const std::string clean = TRY(CleanName(name));
  return Change(actor, member, "name", true, [&](db::Transaction& tx, const Access& access) -> base::Status {
    const ProfileId& profile = access.membership.profile;
    const std::int64_t place = TRY(PlaceIn(tx, "panel_profile_name", profile, seams_.base.clock.Now()));
    TRY(tx.Execute(
        "INSERT INTO panel_profile_name(id, profile_id, kind, name, created_ms) VALUES ($1, $2, $3, $4, $5)",
        {RowId::New(seams_.base.random), profile, NameKindName(kind), clean, place}));
    return store::Reindex(tx, profile);
  });
}

base::Status Profiles::AddPerson(const desk::Actor& actor, const MemberId& member, const FilePerson& person) {
  const std::string name = TRY(CleanName(person.name));
  const std::string title = TRY(CleanText(person.title));
  const std::string country = TRY(CleanCountry(person.country, false));
  const std::string birth = TRY(CleanBirth(person.birth_date));
  return Change(
      actor, member, "person", true, [&](db::Transaction& tx, const Access& access) -> base::Status {
        const ProfileId& profile = access.membership.profile;
        const std::int64_t place = TRY(PlaceIn(tx, "panel_profile_person", profile, seams_.base.clock.Now()));
        TRY(
            tx.Execute("INSERT INTO panel_profile_person(id, profile_id, kind, name, title, country, "
                       "birth_date, gender, "
                       "created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                       {RowId::New(seams_.base.random), profile, PersonKindName(person.kind), name, title,
                        country, birth, GenderName(person.gender), place}));
        return store::Reindex(tx, profile);  // seats are counted by gender
      });
}

base::Status Profiles::AddContact(const desk::Actor& actor, const MemberId& member, const Contact& contact,
                                  bool consents) {
  const std::string name = TRY(CleanName(contact.name));
  const std::string role = TRY(CleanText(contact.role));
  const std::string email = contact.email.empty() ? "" : TRY(desk::NormaliseEmail(contact.email));
  const std::string phone = TRY(CleanText(contact.phone));
  if (email.empty() && phone.empty())
    return base::Invalid(tr("Write an e-mail address or a telephone number."));
  if (contact.visibility != Visibility::kNobody && !consents)
    return base::Invalid(tr("Ask the person first: without consent a contact point is shown to nobody."));
  return Change(
      actor, member, "contact", false, [&](db::Transaction& tx, const Access& access) -> base::Status {
        const base::UtcTime now = seams_.base.clock.Now();
        const ProfileId& profile = access.membership.profile;
        const std::int64_t place = TRY(PlaceIn(tx, "panel_profile_contact", profile, now));
        TRY(tx.Execute(
            "INSERT INTO panel_profile_contact(id, profile_id, name, role, email, phone, visibility, "
            "consent_ms, created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            {RowId::New(seams_.base.random), profile, name, role, email, phone,
             VisibilityName(contact.visibility), consents ? now.ms : 0, place}));
        return base::Ok();
      });
}

base::Status Profiles::ShowContact(const desk::Actor& actor, const MemberId& member, const RowId& row,
                                   Visibility visibility, bool consents) {
  if (visibility != Visibility::kNobody && !consents)
    return base::Invalid(tr("Ask the person first: without consent a contact point is shown to nobody."));
  return Change(
      actor, member, "contact", false, [&](db::Transaction& tx, const Access& access) -> base::Status {
        const std::int64_t consent = visibility == Visibility::kNobody ? 0 : seams_.base.clock.Now().ms;
        const std::int64_t changed = TRY(
            tx.Execute("UPDATE panel_profile_contact SET visibility = $3, consent_ms = $4 WHERE id = $1 AND "
                       "profile_id = $2",
                       {row, access.membership.profile, VisibilityName(visibility), consent}));
        if (changed == 0) return base::NotFound(tr("There is no such contact point."));
        return base::Ok();
      });
}

base::Status Profiles::Remove(const desk::Actor& actor, const MemberId& member, const RowId& row) {
  return Change(
      actor, member, "remove", true, [&](db::Transaction& tx, const Access& access) -> base::Status {
        std::int64_t removed = 0;
        for (const std::string_view table :
             {"panel_profile_name", "panel_profile_person", "panel_profile_contact"})
          removed += TRY(tx.Execute(fmt::format("DELETE FROM {} WHERE id = $1 AND profile_id = $2", table),
                                    {row, access.membership.profile}));
        if (removed == 0) return base::NotFound(tr("There is no such record"));
        return store::Reindex(tx, access.membership.profile);
      });
}

}  // namespace panel::members
