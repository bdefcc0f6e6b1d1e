#pragma once
// The life of a session: made, changed, announced, held, filed; its co-hosts and its series. Every call
// checks that the actor may (access.h) and writes the change and the audit of it in one transaction.
// Thread-safe. Errors besides the usual: kConflict where the step is not in the table or somebody else was
// faster
// (`version`).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "panel/sessions/access.h"
#include "panel/sessions/draft.h"
#include "vault/vault.h"

namespace panel {

enum class SeriesKind : std::uint8_t {
  kSeries,
  kDays,
  kCount
};  // meetings again and again; days of one event
std::string_view SeriesKindName(SeriesKind kind);
std::optional<SeriesKind> SeriesKindNamed(std::string_view name);

// A series is known to whoever may see one of its sessions; an open one also to the members of its panel. A
// closed series has no title of its own: its sessions' titles are sealed.
struct Series {
  SeriesId id;
  PanelId panel;
  SeriesKind kind = SeriesKind::kSeries;
  bool closed = false;
  std::string title;
  desk::OrgId owner;
  desk::PersonId organiser;
  std::int64_t version = 0;
};

class Sessions {
 public:
  Sessions(PanelSeams seams, Panels& panels, Directory& directory, SessionAccess& access)
      : seams_(seams), panels_(panels), directory_(directory), access_(access) {}

  // By the panel's secretariat or an admitted member who may take part; she becomes its chair. A closed one
  // needs her to have vault keys (kInvalid), since it is sealed to her.
  base::Result<PanelSessionId> Create(const desk::Actor& actor, const SessionDraft& draft);
  // The audience stays: what was open cannot be closed later, nor the other way round (kConflict). Seats that
  // this makes free go to those who wait, who hear of it.
  base::Status Edit(const desk::Actor& actor, const PanelSessionId& id, const SessionDraft& draft,
                    std::int64_t version);
  // Errors besides: kConflict where the clock is against it (CheckClock), or where what was begun shall be
  // taken back after attendance was recorded.
  base::Status Act(const desk::Actor& actor, const PanelSessionId& id, SessionAct act, std::int64_t version);
  // By a chair, within a transaction of the caller's: another time, everything else as it is; needs nobody
  // unlocked. Errors: kInvalid (no time, or longer than kMaxSessionDays), kConflict (filed or cancelled).
  base::Status MoveIn(db::Transaction& tx, const desk::Actor& actor, const PanelSessionId& id,
                      base::UtcTime starts, base::UtcTime ends);
  // A draft alone, with all that belongs to it. Errors: kConflict.
  base::Status Discard(const desk::Actor& actor, const PanelSessionId& id);
  // Co-hosts own it together with the organisation that made it: `slugs` replaces them. Errors: kInvalid (no
  // such organisation, or no member of the panel), kTooLarge.
  base::Status SetHosts(const desk::Actor& actor, const PanelSessionId& id,
                        const std::vector<std::string>& slugs);

  base::Result<SeriesId> CreateSeries(const desk::Actor& actor, const PanelId& panel, SeriesKind kind,
                                      bool closed, std::string_view title);
  // kNotFound where the actor may not know of it.
  base::Result<Series> MustSeeSeries(db::Transaction& tx, const desk::Actor& actor, const SeriesId& id);
  base::Result<std::vector<Series>> SeriesFor(db::Transaction& tx, const desk::Actor& actor);

  // Runs before anything is written by Discard and after every Act, in their transaction.
  using ActHook =
      std::function<base::Status(db::Transaction&, const desk::Actor&, const PanelSession&, SessionAct)>;
  using DiscardHook = std::function<base::Status(db::Transaction&, const PanelSession&)>;
  void OnAct(ActHook hook) { act_hooks_.push_back(std::move(hook)); }
  void OnDiscard(DiscardHook hook) { discard_hooks_.push_back(std::move(hook)); }

 private:
  base::Status MayMake(db::Transaction& tx, const desk::Actor& actor, const PanelId& panel);
  base::Status FillSeats(db::Transaction& tx, const desk::Actor& actor, const PanelSessionId& id);
  base::Status CheckSeries(db::Transaction& tx, const desk::Actor& actor, const SessionDraft& draft);

  PanelSeams seams_;
  Panels& panels_;
  Directory& directory_;
  SessionAccess& access_;
  std::vector<ActHook> act_hooks_;
  std::vector<DiscardHook> discard_hooks_;
};

// A session is begun from so long before its time on: people come early, and a chair opens the room.
inline constexpr std::int64_t kBeginAheadMs = 2 * base::kHourMs;
// Whether the clock allows the act: nothing begins long before its time, or ends before it. Errors:
// kConflict.
base::Status CheckClock(const PanelSession& session, SessionAct act, base::UtcTime now);

std::string SessionRecord(const PanelSessionId& id);  // "panel-session:ID", as the audit names it
base::Error ChangedMeanwhile();

}  // namespace panel
