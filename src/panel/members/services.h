#pragma once
// The members' services as the server has them: made once by RegisterMembers, kept by the desk, used by the
// pages, the API and the jobs. Thread-safe.

#include "panel/members/balance.h"
#include "panel/members/diligence.h"
#include "panel/members/flags.h"
#include "panel/members/hits.h"
#include "panel/members/interests.h"
#include "panel/members/memberships.h"
#include "panel/members/profiles.h"
#include "panel/members/public_entries.h"
#include "panel/members/seams.h"

namespace panel::members {

class Services {
 public:
  explicit Services(MemberSeams given)
      : seams(std::move(given)),
        memberships(seams),
        profiles(seams),
        diligence(seams),
        flags(seams),
        hits(seams),
        interests(seams),
        balances(seams),
        public_entries(seams) {}
  Services(const Services&) = delete;
  Services& operator=(const Services&) = delete;

  MemberSeams seams;
  Memberships memberships;
  Profiles profiles;
  Diligence diligence;
  Flags flags;
  Hits hits;
  Interests interests;
  Balances balances;
  PublicEntries public_entries;
};

}  // namespace panel::members
