#pragma once
// Who looks: the secretariat of the panel, a member of it, or nobody who may know. Thread-safe.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "panel/common/directory.h"
#include "panel/common/panels.h"
#include "panel/exchange/types.h"

namespace panel::exchange {

struct Viewer {
  Panel panel;
  bool host = false;             // the secretariat
  std::optional<Member> member;  // admitted or suspended
  // Whether the row's owner is the viewer's own organisation.
  bool Owns(const Member& owner) const { return member && member->id == owner.id; }
  bool MaySee(const Listing& listing) const;
};

// What every service here needs: the room's seams, and who may look.
class Gatekeeper {
 public:
  Gatekeeper(PanelSeams given, Panels& of_panels, Directory& of_members)
      : seams(given), panels(of_panels), directory(of_members) {}

  // kNotFound, as for a panel that does not exist, unless the actor is its secretariat or belongs to a
  // member.
  base::Result<Viewer> MustRead(db::Transaction& tx, const desk::Actor& actor, const PanelId& panel);
  // The viewer, who must be an admitted member that may act (kForbidden).
  base::Result<Viewer> MustTakePart(db::Transaction& tx, const desk::Actor& actor, const PanelId& panel);
  base::Result<Viewer> MustHost(db::Transaction& tx, const desk::Actor& actor, const PanelId& panel);

  // One change of a noun: its history and the audit log. `noun` is "listing", "introduction", ...; `words`
  // are kept in the history only.
  struct Happening {
    std::string_view noun;
    std::string id;
    std::string_view act;
    std::string_view to;
    std::string_view words = {};
  };
  base::Status Record(db::Transaction& tx, const desk::Actor& actor, const Happening& happening);
  // Oldest first.
  struct Event {
    std::string act;
    std::string to;
    base::UtcTime time;
    std::string actor;
    desk::OrgId org;
    std::string org_name;  // of the member or host that acted; empty: the calendar or a plan
    std::string words;
  };
  base::Result<std::vector<Event>> History(db::Transaction& tx, const PanelId& panel, std::string_view id);

  PanelSeams seams;
  Panels& panels;
  Directory& directory;
};

// kNotFound in the same words for a row that is not there and for one that may not be known.
base::Error NoSuchRow();
base::Error ChangedMeanwhile();
// `text` without blanks around it. Errors: kTooLarge (more than `most` bytes), kInvalid (control characters
// but line breaks).
base::Result<std::string> Tidy(std::string_view text, std::size_t most);

// "TIME ID", the place in a list by time, newest first.
struct Place {
  std::int64_t ms = 0;
  std::string id;
};
std::string PlaceText(std::int64_t ms, std::string_view id);
base::Result<std::optional<Place>> PlaceOf(std::string_view text);  // empty: the beginning

template <typename T>
struct PageOf {
  std::vector<T> items;
  std::string next;  // empty at the end
};

}  // namespace panel::exchange
