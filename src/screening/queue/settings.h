#pragma once
// An organisation's rules for its queue. Thread-safe; every change is audited.

#include <cstdint>

#include "desk/ids.h"
#include "screening/queue/seams.h"

namespace screening {

inline constexpr int kNeverSecondLook = 1001;

struct QueueSettings {
  double threshold = 0.70;  // alerts from this score on: 0.50 to 1
  int second_look_harm =
      700;  // a decision on an alert of this harm or more needs a second person; kNeverSecondLook: never
  std::int64_t version = 0;  // 0: never set
};

class Settings {
 public:
  explicit Settings(QueueSeams& seams) : seams_(seams) {}

  base::Result<QueueSettings> Get(const desk::OrgId& org);
  base::Result<QueueSettings> Get(db::Transaction& tx, const desk::OrgId& org);
  // A changed threshold screens all parties again. Errors: kInvalid (out of range), kConflict (another
  // version).
  base::Status Set(const desk::Actor& actor, const desk::OrgId& org, const QueueSettings& settings);

 private:
  QueueSeams& seams_;
};

// The organisation's row, made with the usual settings where it is not there: before anything that a
// screening must not miss.
base::Status EnsureOrganisation(db::Transaction& tx, const desk::OrgId& org);

}  // namespace screening
