#pragma once
// Organisations, people, memberships, invitations, API keys. Every call names the organisation it is about
// and the actor who asks; changes are audited in the same transaction. The router has checked the permission;
// rows of another organisation are kNotFound, the same as rows that do not exist. Thread-safe.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "db/db.h"
#include "desk/actor.h"
#include "desk/audit/audit.h"

namespace desk {

enum class OrgType : std::uint8_t {
  kCompany,
  kIndustryBody,
  kWorkersOrganisation,
  kEmployersOrganisation,
  kNgo,
  kGovernment,
  kInternationalOrganisation,
  kAcademic,
  kFoundation,
  kExpert,
  kMedia,
  kCount,
};
std::string_view OrgTypeName(OrgType type);  // "workers-organisation"
std::optional<OrgType> OrgTypeNamed(std::string_view name);

struct Organisation {
  OrgId id;
  std::string slug;  // "[a-z0-9-]{1,63}", unique
  std::string name;
  OrgType type = OrgType::kCompany;
  std::string country;  // ISO 3166-1 alpha-2 in lower case, or empty
  bool active = true;
  base::UtcTime created;
};

struct Person {
  PersonId id;
  std::string email;  // lower case, unique
  std::string name;
  std::string locale;
  std::string theme;
  bool single_keys = true;   // of the review: J, K, S, N, U ...
  bool is_operator = false;  // of the installation
  bool active = true;
  base::UtcTime created;
};

struct Membership {
  OrgId org;
  PersonId person;
  std::vector<Role> roles;
};

struct Invitation {
  std::string id;
  OrgId org;
  std::string email;
  std::vector<Role> roles;
  base::UtcTime expires;
};

struct ApiKey {
  KeyId id;
  OrgId org;
  std::string name;
  std::vector<Scope> scopes;
  std::string prefix;  // its first letters, to recognise it
  base::UtcTime created;
  std::optional<base::UtcTime> last_used;  // to the day
  std::optional<base::UtcTime> expires;
  bool revoked = false;
};

// What a room does where somebody leaves an organisation, in the same transaction. `actor` acts in it.
using LeaveHook =
    std::function<base::Status(db::Transaction& tx, const Actor& actor, const PersonId& person)>;

class People {
 public:
  People(db::Database& database, const base::Clock& clock, base::Random& random, Audit& audit);
  // Before serving. An error of a hook keeps the person in the organisation.
  void OnLeave(LeaveHook hook) { leave_hooks_.push_back(std::move(hook)); }

  // organisations
  base::Result<OrgId> CreateOrganisation(const Actor& actor, std::string_view slug, std::string_view name,
                                         OrgType type, std::string_view country);
  base::Result<std::vector<Organisation>> Organisations();
  base::Result<Organisation> GetOrganisation(const OrgId& id);
  base::Result<Organisation> OrganisationBySlug(std::string_view slug);
  // The one that `init` made: for commands without --org. kNotFound before init.
  base::Result<Organisation> DefaultOrganisation();
  // Name, type, country and, by an operator, `active`; the slug stays. The default organisation stays active:
  // kConflict.
  base::Status UpdateOrganisation(const Actor& actor, const Organisation& changed);

  // people
  base::Result<PersonId> CreatePerson(const Actor& actor, std::string_view email, std::string_view name,
                                      std::string_view password, bool is_operator);
  base::Result<Person> GetPerson(const PersonId& id);
  // An inactive person cannot sign in, and her sessions end. Operators only; nobody does it to herself
  // (kConflict).
  base::Status SetPersonActive(const Actor& actor, const PersonId& id, bool active);
  base::Result<Person> PersonByEmail(std::string_view email);
  // Name, locale, theme and single keys of the account.
  base::Status UpdateAccount(const Actor& actor, const Person& changed);
  base::Result<std::vector<std::pair<Person, std::vector<Role>>>> Members(const OrgId& org);
  base::Result<std::vector<std::pair<Organisation, std::vector<Role>>>> MembershipsOf(const PersonId& person);
  // Empty roles remove the membership (and end its sessions). The last admin of an organisation cannot be
  // removed: kConflict. Only an operator makes a member without an invitation; to others a person who is no
  // member is kNotFound. Nobody gives a role that may do more than she may herself (kForbidden), operators
  // excepted.
  base::Status SetRoles(const Actor& actor, const OrgId& org, const PersonId& person,
                        const std::vector<Role>& roles);

  // invitations: the token is shown or mailed once, only its hash is kept; valid for kInvitationDays
  struct NewInvitation {
    Invitation invitation;
    std::string token;
  };
  base::Result<NewInvitation> Invite(const Actor& actor, const OrgId& org, std::string_view email,
                                     const std::vector<Role>& roles);
  base::Result<std::vector<Invitation>> Invitations(const OrgId& org);
  base::Status Withdraw(const Actor& actor, const OrgId& org, std::string_view invitation);
  base::Result<Invitation> InvitationByToken(std::string_view token);
  // Makes the person if the address is new (then with name and password); joins the organisation. A token is
  // good once.
  base::Result<PersonId> Accept(std::string_view token, std::string_view name, std::string_view password);
  // Accepts every open invitation to an address that an OpenID provider vouches for, making the person
  // without a password where the address is new. kNotFound where there is none.
  base::Result<PersonId> AcceptByEmail(std::string_view email, std::string_view name);

  // service accounts
  struct NewKey {
    ApiKey key;
    std::string secret;  // "mk_" + 43 characters; shown once, only its SHA-256 is kept (256 random bits need
                         // no slow hash)
  };
  // A key may do no more than whoever makes it: kForbidden.
  base::Result<NewKey> CreateKey(const Actor& actor, const OrgId& org, std::string_view name,
                                 const std::vector<Scope>& scopes,
                                 std::optional<base::UtcTime> expires = std::nullopt);
  base::Result<std::vector<ApiKey>> Keys(const OrgId& org);
  base::Status RevokeKey(const Actor& actor, const OrgId& org, const KeyId& key);
  // The actor of a key, or kUnauthenticated. Quick: answers from a short-lived cache (kKeyCacheMs); a
  // revocation is seen by every process within that time.
  base::Result<Actor> ActorOfKey(std::string_view secret);

 private:
  db::Database& database_;
  const base::Clock& clock_;
  base::Random& random_;
  Audit& audit_;
  base::Status Join(db::Transaction& tx, const Actor& actor, const OrgId& org, const PersonId& person,
                    const std::vector<Role>& roles);
  base::Result<PersonId> InsertPerson(db::Transaction& tx, const Actor& actor, const Person& person,
                                      std::string_view password_hash);
  // Uses the invitation up and joins; makes the person where there is none yet.
  base::Result<PersonId> AcceptIn(db::Transaction& tx, const Invitation& invitation,
                                  std::optional<PersonId> person, std::string_view name,
                                  std::string_view password_hash);
  std::vector<LeaveHook> leave_hooks_;
  struct KeyCache;
  std::shared_ptr<KeyCache> key_cache_;
};

// What a new password must be: kMinPasswordCharacters at least, at most base::kMaxPassphraseBytes, UTF-8, not
// the address itself or the part before its "@". Errors: kInvalid, kTooLarge.
base::Status CheckNewPassword(std::string_view password, std::string_view email);
// A person's or an organisation's name: at most kMaxDisplayNameBytes, no control characters; blanks around it
// are cut off. Errors: kInvalid, kTooLarge.
base::Result<std::string> NormaliseName(std::string_view text);

// Checks an e-mail address (one "@", no white space, a dot in the domain, at most 254 bytes) and returns it
// in lower case.
base::Result<std::string> NormaliseEmail(std::string_view text);

}  // namespace desk
