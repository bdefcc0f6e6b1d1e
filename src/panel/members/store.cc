#include "panel/members/store.h"

#include <algorithm>
#include <map>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/common/isic.h"
#include "panel/members/search_words.h"

namespace panel::members::store {
namespace {

constexpr std::size_t kMemberColumns = 11;
constexpr std::string_view kMembership =
    "SELECT m.id, m.panel_id, m.org_id, m.name, m.constituency, m.country, m.sectors, m.state, "
    "m.admitted_ms, "
    "m.created_ms, m.version, s.profile_id, s.edition, s.signatory, s.signatory_title, s.signed_ms, "
    "s.submitted_ms, "
    "s.expires_ms, s.letter, s.interests_ms, s.shown "
    "FROM panel_member m LEFT JOIN panel_membership s ON s.member_id = m.id ";
constexpr std::string_view kProfile =
    "SELECT id, org_id, name, constituency, country, sectors, registration, website, purpose, safeguards, "
    "owners, "
    "screened_ms, screened_as, version FROM panel_profile ";
constexpr std::int64_t kRows = base::kMaxProfileRows;
constexpr std::int64_t kMaxEvents = 500;

std::span<const std::byte> BytesOf(const std::string& text) {
  return std::as_bytes(std::span<const char>(text));
}

std::vector<std::string> Parts(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    parts.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

Membership FromRow(const db::Row& row) {
  Membership membership;
  membership.member = MemberFromRow(row);
  std::size_t at = kMemberColumns;
  membership.profile = row.IdAt<ProfileId>(at++);
  membership.declaration.edition = static_cast<int>(row.Int(at++));
  membership.declaration.signatory = row.Text(at++);
  membership.declaration.title = row.Text(at++);
  membership.declaration.signed_at = base::UtcTime{row.Int(at++)};
  membership.submitted = base::UtcTime{row.Int(at++)};
  membership.expires = base::UtcTime{row.Int(at++)};
  membership.letter = row.Text(at++);
  membership.interests_confirmed = base::UtcTime{row.Int(at++)};
  for (const std::string& name : Parts(row.Text(at)))
    if (const auto field = PublicFieldNamed(name)) membership.shown.push_back(*field);
  return membership;
}

Profile ProfileFromRow(const db::Row& row) {
  Profile profile;
  std::size_t at = 0;
  profile.id = row.IdAt<ProfileId>(at++);
  profile.org = row.IdAt<desk::OrgId>(at++);
  profile.name = row.Text(at++);
  profile.constituency = desk::OrgTypeNamed(row.Text(at++)).value_or(desk::OrgType::kCompany);
  profile.country = row.Text(at++);
  profile.sectors = Parts(row.Text(at++));
  profile.registration = row.Text(at++);
  profile.website = row.Text(at++);
  profile.purpose = row.Text(at++);
  profile.safeguards = row.Text(at++);
  profile.owners = row.Text(at++);
  profile.screened = base::UtcTime{row.Int(at++)};
  profile.screened_as = row.Text(at++);
  profile.version = row.Int(at);
  return profile;
}

std::string ShownText(const std::vector<PublicField>& shown) {
  std::string text;
  for (const PublicField field : shown)
    text += (text.empty() ? "" : ",") + std::string(PublicFieldName(field));
  return text;
}

base::Result<std::vector<Membership>> All(db::Transaction& tx, std::string_view where,
                                          const db::Param& param) {
  std::vector<Membership> all;
  for (const db::Row& row :
       TRY(tx.Query(std::string(kMembership) + std::string(where), {param, base::kMaxPanels})))
    all.push_back(FromRow(row));
  return all;
}

base::Status IndexMember(db::Transaction& tx, const Membership& membership,
                         const std::vector<std::string>& words, const std::vector<std::string>& sectors,
                         const std::vector<FilePerson>& people) {
  const MemberId& id = membership.member.id;
  const PanelId& panel = membership.member.panel;
  TRY(tx.Execute("DELETE FROM panel_member_word WHERE member_id = $1", {id}));
  TRY(tx.Execute("DELETE FROM panel_member_fact WHERE member_id = $1", {id}));
  std::vector<db::Param> rows;
  for (const std::string& word : words)
    for (const db::Param& value : std::initializer_list<db::Param>{panel, BytesOf(word), id})
      rows.push_back(value);
  if (!rows.empty()) TRY(tx.InsertMany("panel_member_word", {"panel_id", "word", "member_id"}, rows));
  std::map<std::pair<std::string_view, std::string_view>, std::int64_t> facts;
  for (const std::string& sector : sectors)
    if (const std::string_view section = SectionOf(sector); !section.empty()) facts[{"sector", section}] = 1;
  for (const FilePerson& person : people)
    if (person.kind == PersonKind::kRepresentative) ++facts[{"gender", GenderName(person.gender)}];
  const std::string_view state = MemberStateName(membership.member.state);
  for (const auto& [fact, number] : facts)
    TRY(tx.Execute(
        "INSERT INTO panel_member_fact(panel_id, dimension, fact, state, member_id, number) VALUES ($1, $2, "
        "$3, $4, $5, $6)",
        {panel, fact.first, fact.second, state, id, number}));
  return base::Ok();
}

base::Result<std::vector<OtherName>> Names(db::Transaction& tx, const ProfileId& id) {
  std::vector<OtherName> names;
  for (const db::Row& row : TRY(tx.Query(
           "SELECT id, kind, name FROM panel_profile_name WHERE profile_id = $1 ORDER BY created_ms, id "
           "LIMIT $2",
           {id, kRows})))
    names.push_back({row.IdAt<RowId>(0), NameKindNamed(row.Text(1)).value_or(NameKind::kOther), row.Text(2)});
  return names;
}

base::Result<std::vector<FilePerson>> People(db::Transaction& tx, const ProfileId& id) {
  std::vector<FilePerson> people;
  for (const db::Row& row :
       TRY(tx.Query("SELECT id, kind, name, title, country, birth_date, gender FROM panel_profile_person "
                    "WHERE profile_id = $1 ORDER BY created_ms, id LIMIT $2",
                    {id, kRows}))) {
    FilePerson person;
    std::size_t at = 0;
    person.id = row.IdAt<RowId>(at++);
    person.kind = PersonKindNamed(row.Text(at++)).value_or(PersonKind::kOfficer);
    person.name = row.Text(at++);
    person.title = row.Text(at++);
    person.country = row.Text(at++);
    person.birth_date = row.Text(at++);
    person.gender = GenderNamed(row.Text(at)).value_or(Gender::kNotSaid);
    people.push_back(std::move(person));
  }
  return people;
}

}  // namespace

base::Error Overtaken() {
  return {base::Code::kConflict, desk::tr("Somebody else changed this meanwhile; look at it again."), {}};
}

base::Result<Membership> GetMembership(db::Transaction& tx, const MemberId& id) {
  const auto row = TRY(tx.QueryOne(std::string(kMembership) + "WHERE m.id = $1", {id}));
  if (!row) return base::NotFound(desk::tr("There is no such member."));
  return FromRow(*row);
}

base::Result<std::vector<Membership>> MembershipsOfOrg(db::Transaction& tx, const desk::OrgId& org) {
  return All(
      tx, "WHERE m.panel_id IN (SELECT id FROM panel) AND m.org_id = $1 ORDER BY m.created_ms, m.id LIMIT $2",
      org);
}

base::Result<std::vector<Membership>> MembershipsOfProfile(db::Transaction& tx, const ProfileId& id) {
  return All(tx, "WHERE s.profile_id = $1 ORDER BY m.created_ms, m.id LIMIT $2", id);
}

base::Result<Profile> GetProfile(db::Transaction& tx, const ProfileId& id) {
  const auto row = TRY(tx.QueryOne(std::string(kProfile) + "WHERE id = $1", {id}));
  if (!row) return base::NotFound(desk::tr("There is no such member."));
  return ProfileFromRow(*row);
}

base::Result<std::optional<Profile>> ProfileOfOrg(db::Transaction& tx, const desk::OrgId& org) {
  const auto row = TRY(tx.QueryOne(std::string(kProfile) + "WHERE org_id = $1", {org}));
  if (!row) return std::optional<Profile>();
  return std::optional(ProfileFromRow(*row));
}

base::Result<std::vector<Contact>> Contacts(db::Transaction& tx, const ProfileId& id) {
  std::vector<Contact> contacts;
  for (const db::Row& row :
       TRY(tx.Query("SELECT id, name, role, email, phone, visibility, consent_ms FROM panel_profile_contact "
                    "WHERE profile_id = $1 ORDER BY created_ms, id LIMIT $2",
                    {id, kRows}))) {
    Contact contact;
    std::size_t at = 0;
    contact.id = row.IdAt<RowId>(at++);
    contact.name = row.Text(at++);
    contact.role = row.Text(at++);
    contact.email = row.Text(at++);
    contact.phone = row.Text(at++);
    contact.visibility = VisibilityNamed(row.Text(at++)).value_or(Visibility::kNobody);
    contact.consent = base::UtcTime{row.Int(at)};
    contacts.push_back(std::move(contact));
  }
  return contacts;
}

base::Result<File> GetFile(db::Transaction& tx, const Membership& membership) {
  File file;
  if (membership.profile.empty()) {
    file.profile.org = membership.member.org;
    file.profile.name = membership.member.name;
    file.profile.constituency = membership.member.constituency;
    file.profile.country = membership.member.country;
    file.profile.sectors = membership.member.sectors;
    return file;
  }
  file.profile = TRY(GetProfile(tx, membership.profile));
  file.names = TRY(Names(tx, membership.profile));
  file.people = TRY(People(tx, membership.profile));
  file.contacts = TRY(Contacts(tx, membership.profile));
  return file;
}

base::Status InsertProfile(db::Transaction& tx, const Profile& profile) {
  TRY(tx.Execute(
      "INSERT INTO panel_profile(id, org_id, name, constituency, country, sectors, registration, website, "
      "purpose, safeguards, owners, screened_ms, screened_as, version) "
      "VALUES ($1, $2, $3, $4, $5, $6, '', '', '', '', '', 0, '', 0)",
      {profile.id, profile.org, profile.name, desk::OrgTypeName(profile.constituency), profile.country,
       SectorsText(profile.sectors)}));
  return base::Ok();
}

base::Status UpdateProfile(db::Transaction& tx, const Profile& profile) {
  const std::string sectors = SectorsText(profile.sectors);
  const std::int64_t changed = TRY(tx.Execute(
      "UPDATE panel_profile SET name = $3, constituency = $4, country = $5, sectors = $6, registration = "
      "$7, website = $8, purpose = $9, safeguards = $10, owners = $11, screened_as = '', version = version "
      "+ 1 WHERE id = $1 AND version = $2",
      {profile.id, profile.version, profile.name, desk::OrgTypeName(profile.constituency), profile.country,
       sectors, profile.registration, profile.website, profile.purpose, profile.safeguards, profile.owners}));
  if (changed == 0) return Overtaken();
  return Reindex(tx, profile.id);
}

base::Status Touch(db::Transaction& tx, const ProfileId& id) {
  TRY(tx.Execute("UPDATE panel_profile SET screened_as = '' WHERE id = $1", {id}));
  return base::Ok();
}

base::Status Reindex(db::Transaction& tx, const ProfileId& id) {
  const Profile profile = TRY(GetProfile(tx, id));
  std::vector<std::string> names = {profile.name};
  for (const OtherName& name : TRY(Names(tx, id))) names.push_back(name.text);
  const std::vector<std::string> words = IndexedWords(names);
  const std::vector<FilePerson> people = TRY(People(tx, id));
  const std::string key = SortKey(profile.name);
  const std::string sectors = SectorsText(profile.sectors);
  for (const Membership& membership : TRY(MembershipsOfProfile(tx, id))) {
    TRY(tx.Execute(
        "UPDATE panel_member SET name = $2, name_key = $3, constituency = $4, country = $5, sectors = $6 "
        "WHERE id = $1",
        {membership.member.id, profile.name, BytesOf(key), desk::OrgTypeName(profile.constituency),
         profile.country, sectors}));
    TRY(IndexMember(tx, membership, words, profile.sectors, people));
  }
  return base::Ok();
}

base::Status InsertMember(db::Transaction& tx, const PanelId& panel, const MemberId& id,
                          const Profile& profile, base::UtcTime now) {
  const std::string key = SortKey(profile.name);
  TRY(tx.Execute(
      "INSERT INTO panel_member(id, panel_id, org_id, name, name_key, constituency, country, sectors, "
      "state, admitted_ms, created_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', 0, $9, 0)",
      {id, panel, profile.org, profile.name, BytesOf(key), desk::OrgTypeName(profile.constituency),
       profile.country, SectorsText(profile.sectors), now.ms}));
  TRY(tx.Execute(
      "INSERT INTO panel_membership(member_id, panel_id, profile_id, edition, signatory, signatory_title, "
      "signed_ms, submitted_ms, expires_ms, letter, interests_ms, shown) "
      "VALUES ($1, $2, $3, 0, '', '', 0, 0, 0, '', 0, '')",
      {id, panel, profile.id}));
  return Reindex(tx, profile.id);
}

base::Status UpdateMembership(db::Transaction& tx, const Membership& membership) {
  const Member& member = membership.member;
  const std::int64_t changed =
      TRY(tx.Execute("UPDATE panel_member SET state = $3, admitted_ms = $4, version = version + 1 "
                     "WHERE id = $1 AND version = $2",
                     {member.id, member.version, MemberStateName(member.state), member.admitted.ms}));
  if (changed == 0) return Overtaken();
  TRY(tx.Execute("UPDATE panel_member_fact SET state = $2 WHERE member_id = $1",
                 {member.id, MemberStateName(member.state)}));
  TRY(tx.Execute(
      "UPDATE panel_membership SET edition = $2, signatory = $3, signatory_title = $4, signed_ms = $5, "
      "submitted_ms = $6, expires_ms = $7, letter = $8, interests_ms = $9, shown = $10 "
      "WHERE member_id = $1",
      {member.id, membership.declaration.edition, membership.declaration.signatory,
       membership.declaration.title, membership.declaration.signed_at.ms, membership.submitted.ms,
       membership.expires.ms, membership.letter, membership.interests_confirmed.ms,
       ShownText(membership.shown)}));
  return base::Ok();
}

base::Result<std::vector<Member>> Choices(db::Transaction& tx, const PanelId& panel, bool with_accounts,
                                          std::int64_t limit) {
  std::vector<Member> members;
  const std::string accounts = with_accounts ? "AND org_id IS NOT NULL " : "";
  for (const db::Row& row :
       TRY(tx.Query(std::string(MemberColumns()) + "WHERE panel_id = $1 AND state = 'admitted' " + accounts +
                        "ORDER BY name_key, id LIMIT $2",
                    {panel, limit})))
    members.push_back(MemberFromRow(row));
  return members;
}

base::Status AddEvent(db::Transaction& tx, const MemberId& member, const MemberEvent& event) {
  const auto last =
      TRY(tx.QueryOne("SELECT max(number) FROM panel_member_event WHERE member_id = $1", {member}));
  TRY(tx.Execute(
      "INSERT INTO panel_member_event(member_id, number, act, from_state, to_state, time_ms, actor, words) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {member, (last ? last->Int(0) : 0) + 1, MemberActName(event.act), MemberStateName(event.from),
       MemberStateName(event.to), event.time.ms, event.actor, event.text}));
  return base::Ok();
}

base::Result<std::vector<MemberEvent>> Events(db::Transaction& tx, const MemberId& member) {
  std::vector<MemberEvent> events;
  for (const db::Row& row :
       TRY(tx.Query("SELECT act, from_state, to_state, time_ms, actor, words FROM panel_member_event "
                    "WHERE member_id = $1 ORDER BY number DESC LIMIT $2",
                    {member, kMaxEvents}))) {
    MemberEvent event;
    std::size_t at = 0;
    event.act = MemberActNamed(row.Text(at++)).value_or(MemberAct::kSubmit);
    event.from = MemberStateNamed(row.Text(at++)).value_or(MemberState::kDraft);
    event.to = MemberStateNamed(row.Text(at++)).value_or(MemberState::kDraft);
    event.time = base::UtcTime{row.Int(at++)};
    event.actor = row.Text(at++);
    event.text = row.Text(at);
    events.push_back(std::move(event));
  }
  return events;
}

}  // namespace panel::members::store
