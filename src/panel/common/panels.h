#pragma once
// Panels: the coalition's panel and its chapters by country or sector, each hosted by an organisation of the
// installation, whose people with panel.manage are its secretariat. One panel has no parent: the root.
// Thread-safe.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "desk/actor.h"
#include "panel/common/ids.h"
#include "panel/common/seams.h"

namespace panel {

enum class PanelKind : std::uint8_t { kPanel, kCountryChapter, kSectorChapter, kCount };
std::string_view PanelKindName(PanelKind kind);  // "country-chapter": as stored
std::optional<PanelKind> PanelKindNamed(std::string_view name);

struct Panel {
  PanelId id;
  PanelId parent;    // empty: the root
  std::string slug;  // "[a-z0-9-]{1,63}", unique
  std::string name;
  PanelKind kind = PanelKind::kPanel;
  std::string
      scope;  // of a chapter: an ISO 3166-1 country in lower case, or an ISIC section ("C") or division
              // ("14")
  desk::OrgId host;
  base::UtcTime created;
  std::int64_t version = 0;
};

class Panels {
 public:
  explicit Panels(PanelSeams seams) : seams_(seams) {}

  // The first one is the root and has no parent; every other is a chapter of a panel. `panel.host` must
  // exist. Of `panel`, id, created and version are set here. Errors: kConflict (a second root, or the slug is
  // taken), kInvalid, kForbidden (a chapter is made by the secretariat of its parent, the root by an operator
  // or the admin of its host).
  base::Result<PanelId> Create(const desk::Actor& actor, const Panel& panel);
  base::Result<Panel> Root(db::Transaction& tx);  // kNotFound: no panel yet
  base::Result<Panel> Root();
  base::Result<Panel> Get(db::Transaction& tx, const PanelId& id);
  base::Result<Panel> BySlug(db::Transaction& tx, std::string_view slug);
  base::Result<std::vector<Panel>> All(db::Transaction& tx);  // the root first, then by slug
  base::Result<std::vector<Panel>> All();

  // Whether the actor belongs to the secretariat of this panel.
  static bool Hosts(const desk::Actor& actor, const Panel& panel);
  // kNotFound (as for a panel that does not exist) unless the actor belongs to the panel's secretariat.
  base::Result<Panel> MustHost(db::Transaction& tx, const desk::Actor& actor, const PanelId& id);
  // The panels whose secretariat the actor belongs to.
  base::Result<std::vector<Panel>> HostedBy(db::Transaction& tx, const desk::Actor& actor);

 private:
  PanelSeams seams_;
};

}  // namespace panel
