#pragma once
// The members' SQL: memberships, profiles, their history. Every function works in the transaction it is given
// and checks no rights. Internal to the folder.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "desk/actor.h"
#include "panel/members/seams.h"
#include "panel/members/types.h"

namespace panel::members::store {

// kNotFound: no such member. A member without an application of its own has an empty profile.
base::Result<Membership> GetMembership(db::Transaction& tx, const MemberId& id);
base::Result<std::vector<Membership>> MembershipsOfOrg(db::Transaction& tx, const desk::OrgId& org);
base::Result<std::vector<Membership>> MembershipsOfProfile(db::Transaction& tx, const ProfileId& id);

base::Result<Profile> GetProfile(db::Transaction& tx, const ProfileId& id);
base::Result<std::optional<Profile>> ProfileOfOrg(db::Transaction& tx, const desk::OrgId& org);
// The profile with its rows; made of the directory's entry where there is no profile.
base::Result<File> GetFile(db::Transaction& tx, const Membership& membership);
base::Result<std::vector<Contact>> Contacts(db::Transaction& tx, const ProfileId& id);

base::Status InsertProfile(db::Transaction& tx, const Profile& profile);
// Name, facts and owners; raises the version. kConflict where it is no longer `profile.version`.
base::Status UpdateProfile(db::Transaction& tx, const Profile& profile);
// That a side of the comparison changed: the profile waits for its screening.
base::Status Touch(db::Transaction& tx, const ProfileId& id);
// Makes what is derived of a profile anew: the directory's entries, the words they are found by, their
// sections.
base::Status Reindex(db::Transaction& tx, const ProfileId& id);

base::Status InsertMember(db::Transaction& tx, const PanelId& panel, const MemberId& id,
                          const Profile& profile, base::UtcTime now);
// State, admission and version of the directory's entry, and everything of the membership. kConflict where
// the version is no longer `membership.member.version`.
base::Status UpdateMembership(db::Transaction& tx, const Membership& membership);

// The first admitted members by name, for a select; `with_accounts`: those that have accounts here.
base::Result<std::vector<Member>> Choices(db::Transaction& tx, const PanelId& panel, bool with_accounts,
                                          std::int64_t limit);

base::Status AddEvent(db::Transaction& tx, const MemberId& member, const MemberEvent& event);
base::Result<std::vector<MemberEvent>> Events(db::Transaction& tx, const MemberId& member);  // newest first

base::Error Overtaken();

}  // namespace panel::members::store
