// Closing a quarter: who was counted becomes bands, and the concerns go.

#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "desk/tr.h"
#include "gate/boxes.h"
#include "gate/gate.h"
#include "gate/key.h"
#include "gate/ledger.h"
#include "gate/publication.h"

namespace gate {

namespace {

constexpr std::int64_t kPartiesAWord = 10'000;  // between two calls of `progress`

base::Result<std::optional<Quarter>> FirstQuarter(db::Transaction& tx) {
  const db::Rows rows = TRY(Fitting(tx.Query("SELECT first_quarter FROM gate_key WHERE id = 1"), "t"));
  if (rows.empty()) return std::optional<Quarter>();
  return std::optional(TRY(Quarter::Parse(rows[0].Text(0))));
}

base::Result<std::optional<Quarter>> LastClosed(db::Transaction& tx) {
  const std::optional<Publication> last = TRY(ledger::Last(tx));
  return last ? std::optional(last->quarter) : std::optional<Quarter>();
}

base::Status CheckMayClose(db::Transaction& tx, Quarter quarter, base::UtcTime now) {
  const std::optional<Quarter> first = TRY(FirstQuarter(tx));
  const std::optional<Quarter> last = TRY(LastClosed(tx));
  if (!first || quarter < *first)
    return base::NotFound(desk::tr("the gate had no key yet in this quarter: there is nothing to close"));
  if (now < quarter.End())
    return Conflict(desk::tr("this quarter has not ended; it is closed after its last day"));
  if (quarter != (last ? last->Next() : *first))
    return Conflict(desk::tr("quarters are closed in their order; close the one before first"));
  return base::Ok();
}

// Every party that somebody knows is looked up by its code: the codes in the boxes cannot be turned back.
class Counter {
 public:
  Counter(const std::vector<Box>& boxes, const Progress& progress)
      : quarter_key_(crypto::SecretBytes::Copy(boxes.front().quarter_key())), progress_(progress) {
    for (const Box& box : boxes)
      for (std::size_t i = 0; i < box.size(); ++i) tally_.Add(box.At(i));
    tally_.Sort();
  }

  base::Status Take(std::string_view party) {
    const Band band = Band::Of(tally_.PersonsOf(PartyCode(quarter_key_.view(), party)));
    if (band.shown()) bands_.emplace(party, band);
    if (++parties_ % kPartiesAWord == 0) Tell();
    return base::Ok();
  }
  void Tell() const {
    if (progress_) progress_(parties_);
  }
  const Bands& bands() const { return bands_; }

 private:
  crypto::SecretBytes quarter_key_;
  const Progress& progress_;
  Tally tally_;
  Bands bands_;
  std::int64_t parties_ = 0;
};

}  // namespace

PartySource Gate::AllParties() const {
  return [this](db::Transaction& tx, Quarter quarter, const PartySink& take) -> base::Status {
    for (const PartySource& source : sources_) TRY(source(tx, quarter, take));
    return base::Ok();
  };
}

base::Result<std::vector<QuarterState>> Gate::Quarters() {
  return database_.Read([&](db::Transaction& tx) -> base::Result<std::vector<QuarterState>> {
    std::vector<QuarterState> quarters;
    const std::optional<Quarter> first = TRY(FirstQuarter(tx));
    if (!first) return quarters;
    const std::optional<Quarter> closed = TRY(LastClosed(tx));
    const Quarter now = Quarter::Of(clock_.Now());
    using State = QuarterState::State;
    for (Quarter quarter = *first; quarter <= now; quarter = quarter.Next())
      quarters.push_back({quarter, closed && quarter <= *closed ? State::kClosed
                                   : quarter == now             ? State::kRunning
                                                                : State::kEnded});
    return quarters;
  });
}

base::Result<Publication> Gate::CloseQuarter(db::Transaction& tx, const desk::Actor& actor,
                                             const vault::UnlockedPerson& me, Quarter quarter,
                                             const PartySource& parties, const Progress& progress) {
  TRY(CheckMay(actor, me, desk::Permission::kCasesSupervise));
  const GateKey key = TRY(OpenKey(tx, me));
  if (std::optional<Publication> published = TRY(ledger::Of(tx, quarter))) return *std::move(published);
  const base::UtcTime now = clock_.Now();
  TRY(CheckMayClose(tx, quarter, now));
  Boxes boxes(tx, key, random_);
  TRY(boxes.Ensure(quarter));
  Counter counter(TRY(boxes.Load(quarter)), progress);
  TRY(parties(tx, quarter, [&](std::string_view party) { return counter.Take(party); }));
  counter.Tell();
  const Publication published = TRY(ledger::Append(tx, quarter, counter.bands()));
  TRY(boxes.Remove(quarter));
  // So that a box says nothing of whether there was a concern.
  TRY(boxes.Ensure(Quarter::Of(now)));
  TRY(audit_.Append(tx, actor, ledger::kAuditAction, "quarter:" + quarter.Text(),
                    {{"number", std::to_string(published.number)},
                     {"digest", published.digest},
                     {"head", published.head}}));
  return published;
}

}  // namespace gate
