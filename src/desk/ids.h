#pragma once
// Ids of the things that every room speaks of.

#include "base/id.h"

namespace desk {

using OrgId = base::Id<struct OrgTag>;
using PersonId = base::Id<struct PersonTag>;
using SessionId = base::Id<struct SessionTag>;
using KeyId = base::Id<struct KeyTag>;  // of an API key (service account)
using JobId = base::Id<struct JobTag>;

}  // namespace desk
