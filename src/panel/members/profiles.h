#pragma once
// What an organisation says of itself: names, people, owners, contact points. Edited by the organisation, or
// by the secretariat where it has no accounts here (Access::MayEdit). Each change is audited (ids only);
// whatever is compared with the watch lists makes the profile wait for its screening. Errors beside those
// named: kNotFound, kForbidden, kInvalid, kTooLarge (kMaxProfileRows, kMaxProfileTextBytes). Thread-safe.

#include <string>
#include <string_view>

#include "desk/actor.h"
#include "panel/members/access.h"
#include "panel/members/bods.h"

namespace panel::members {

class Profiles {
 public:
  explicit Profiles(MemberSeams& seams) : seams_(seams) {}

  // What the actor may see of it: a peer gets no people, no owners, no registration, and only the contact
  // points that their owners agreed to show to the panel.
  base::Result<File> Get(const desk::Actor& actor, const MemberId& member);
  // Of `facts`: name, constituency, country, sectors, registration, website, purpose, safeguards, version.
  // kConflict: another version. The organisation that has accounts here is called as the installation knows
  // it until it says otherwise.
  base::Status SaveFacts(const desk::Actor& actor, const MemberId& member, const Profile& facts);

  base::Status AddName(const desk::Actor& actor, const MemberId& member, NameKind kind,
                       std::string_view name);
  base::Status AddPerson(const desk::Actor& actor, const MemberId& member, const FilePerson& person);
  // `consents`: the person agreed to be shown as `contact.visibility` says; without it nobody sees her.
  base::Status AddContact(const desk::Actor& actor, const MemberId& member, const Contact& contact,
                          bool consents);
  // Changes who sees it; kNobody takes the consent back.
  base::Status ShowContact(const desk::Actor& actor, const MemberId& member, const RowId& row,
                           Visibility visibility, bool consents);
  // A name, a person or a contact point.
  base::Status Remove(const desk::Actor& actor, const MemberId& member, const RowId& row);

  // In the place of what was said before. kConflict: the profile has another version.
  base::Status SetOwners(const desk::Actor& actor, const MemberId& member, std::int64_t version,
                         const Ownership& owners);
  struct NewOwner {
    bool person = true;
    std::string name;
    std::string country;
    std::string date;
    std::string interest = "shareholding";
    std::string directness = "direct";
    bool beneficial = true;
    std::string share;  // "25", "25.5" percent; empty: not said
    std::string of;  // record of an owning entity, for owners behind owners; empty: the organisation itself
  };
  base::Status AddOwner(const desk::Actor& actor, const MemberId& member, const NewOwner& owner);
  base::Status RemoveOwner(const desk::Actor& actor, const MemberId& member, std::string_view record);
  // That there is nobody to name, and why (UnspecifiedReasons).
  base::Status SayNoOwners(const desk::Actor& actor, const MemberId& member, std::string_view reason);
  // The document of the standard; for those who see the file.
  base::Result<std::string> OwnersDocument(const desk::Actor& actor, const MemberId& member);

 private:
  base::Status Change(const desk::Actor& actor, const MemberId& member, std::string_view what, bool compared,
                      const std::function<base::Status(db::Transaction&, const Access&)>& change);
  base::Status ChangeOwners(const desk::Actor& actor, const MemberId& member, std::string_view what,
                            const std::function<base::Status(Ownership&)>& change);

  MemberSeams& seams_;
};

// Sections and divisions that exist, each once. Errors: kInvalid, naming the one that does not.
base::Result<std::vector<std::string>> CleanSectors(const std::vector<std::string>& sectors);

}  // namespace panel::members
