#pragma once
// The form of a consultation's question, new or changed. Thread-safe.

#include <cstdint>
#include <string>

#include "desk/web/router.h"
#include "panel/minutes/consultations.h"

namespace panel {

// What is asked, as it stands in the form.
struct AskedConsultation {
  ConsultationDraft draft;
  std::string day;   // the last one, as typed
  std::string href;  // of the consultation that is changed; empty: a new one
  std::int64_t version = 0;
};
// The form that was sent; without its version. Errors: as for any form.
base::Result<AskedConsultation> TypedConsultation(desk::Context& context);
// 200, or 422 with what was wrong.
net::Response ConsultationForm(const desk::Context& context, const AskedConsultation& asked,
                               const std::string& error);

}  // namespace panel
