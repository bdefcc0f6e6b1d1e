#pragma once
// The form of an opinion's draft, new or changed. Thread-safe.

#include <cstdint>
#include <string>
#include <vector>

#include "desk/web/router.h"
#include "html/forms.h"
#include "panel/minutes/opinions.h"

namespace panel {

// As it stands in the form.
struct TypedOpinion {
  std::string title;
  std::string text;
  std::string where;
  std::string method = "vote-open";
  std::string majority = "simple";
  std::string quorum = "50";
  std::string href;  // of the opinion that is changed; empty: a new one
  std::int64_t version = 0;
};
// Without its address.
TypedOpinion TypedFrom(const Opinion& it);
OpinionDraft DraftOf(const TypedOpinion& typed);
// The form that was sent; without address and version. Errors: as for any form.
base::Result<TypedOpinion> OpinionIn(desk::Context& context);
// 200, or 422 with what was wrong. `places`: where a new one may belong.
net::Response OpinionForm(const desk::Context& context, const std::vector<html::Choice>& places,
                          const TypedOpinion& typed, const std::string& error);

}  // namespace panel
