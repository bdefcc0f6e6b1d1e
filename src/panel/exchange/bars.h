#pragma once
// Whom the secretariat keeps out of introductions (a red flag, a confirmed hit of a watch list) and which two
// it keeps apart (a conflict of interest). Only the secretariat sees and changes them. Other folders add what
// they know by a Guard. Thread-safe.

#include <functional>

#include "panel/exchange/score.h"
#include "panel/exchange/viewer.h"

namespace panel::exchange {

struct Bar {
  BarId id;
  MemberId a;
  std::string a_name;
  MemberId b;  // empty: keeps `a` out altogether
  std::string b_name;
  std::string words;  // why
  base::UtcTime created;
};

// Adds to `circumstances` what another folder knows of the panel's members.
using Guard =
    std::function<base::Status(db::Transaction& tx, const PanelId& panel, Circumstances& circumstances)>;

class Bars {
 public:
  explicit Bars(Gatekeeper& gate) : gate_(gate) {}
  void AddGuard(Guard guard) { guards_.push_back(std::move(guard)); }  // before serving

  // Errors: kNotFound (no such member of this panel, or not the secretariat), kInvalid (no reason, twice the
  // same member), kTooLarge (kMaxExchangeBars).
  base::Result<BarId> Add(const desk::Actor& actor, const PanelId& panel, const MemberId& a,
                          const MemberId& b, std::string_view words);
  base::Status Remove(const desk::Actor& actor, const PanelId& panel, const BarId& id);
  base::Result<std::vector<Bar>> All(const desk::Actor& actor, const PanelId& panel);

  base::Result<Circumstances> Now(db::Transaction& tx, const PanelId& panel);

 private:
  Gatekeeper& gate_;
  std::vector<Guard> guards_;
};

}  // namespace panel::exchange
