#include "gate/ledger.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_gate.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "desk/tr.h"
#include "gate/gate.h"
#include "gate/key.h"

namespace gate {

namespace ledger {
namespace {

base::Result<Publication> PublicationIn(const db::Row& row) {
  const base::Result<Quarter> quarter = Quarter::Parse(row.Text(1));
  if (!quarter.has_value()) return base::Corrupt(desk::tr("a publication of the gate is damaged"));
  return Publication{row.Int(0), *quarter, row.Text(2), row.Text(3), row.Text(4)};
}

base::Result<std::optional<Publication>> One(base::Result<db::Rows> rows) {
  const db::Rows fitting = TRY(Fitting(std::move(rows), "itttt"));
  if (fitting.empty()) return std::optional<Publication>();
  return std::optional(TRY(PublicationIn(fitting[0])));
}

base::Result<crypto::ChainHead> HeadOf(const std::optional<Publication>& publication) {
  crypto::ChainHead head{};
  if (!publication) return head;
  const base::Result<crypto::Bytes> bytes = crypto::HexDecode(publication->head);
  if (!bytes.has_value() || bytes->size() != head.size())
    return base::Corrupt(desk::tr("the ledger of the gate is damaged; run `manumit gate verify`"));
  std::copy(bytes->begin(), bytes->end(), head.begin());
  return head;
}

}  // namespace

base::Result<std::optional<Publication>> Last(db::Transaction& tx) {
  return One(tx.Query(
      "SELECT number, quarter, '', digest, head FROM gate_publication ORDER BY number DESC LIMIT 1"));
}

base::Result<std::optional<Publication>> Of(db::Transaction& tx, Quarter quarter) {
  return One(
      tx.Query("SELECT number, quarter, content, digest, head FROM gate_publication WHERE quarter = $1",
               {quarter.Text()}));
}

base::Result<Publication> Append(db::Transaction& tx, Quarter quarter, const Bands& bands) {
  const std::optional<Publication> last = TRY(Last(tx));
  const crypto::ChainHead before = TRY(HeadOf(last));
  Publication published{.number = last ? last->number + 1 : 1, .quarter = quarter};
  published.content = ContentOf(quarter, bands);
  published.digest = crypto::Sha256Hex(published.content);
  published.head = crypto::HexEncode(ExtendLedger(before, published));
  const std::string name = quarter.Text();
  TRY(
      tx.Execute("INSERT INTO gate_publication (number, quarter, content, digest, head) "
                 "VALUES ($1, $2, $3, $4, $5)",
                 {published.number, name, published.content, published.digest, published.head}));
  std::vector<db::Param> rows;
  for (const auto& [party, band] : bands) rows.insert(rows.end(), {party, name, band.low});
  if (!rows.empty()) TRY(tx.InsertMany("gate_band", {"party", "quarter", "low"}, rows));
  return published;
}

}  // namespace ledger

namespace {

base::Error NotClosed(Quarter quarter) {
  return base::NotFound(fmt::format("the quarter {} is not closed", quarter.Text()));
}

base::Result<std::vector<Publication>> List(db::Transaction& tx) {
  std::vector<Publication> publications;
  for (const db::Row& row :
       TRY(Fitting(tx.Query("SELECT number, quarter, '', digest, head FROM gate_publication "
                            "ORDER BY number DESC LIMIT $1",
                            {base::kMaxGatePublications}),
                   "itttt")))
    publications.push_back(TRY(ledger::PublicationIn(row)));
  return publications;
}

base::Result<Bands> BandRows(db::Transaction& tx, std::string_view quarter) {
  Bands bands;
  for (const db::Row& row :
       TRY(Fitting(tx.Query("SELECT party, low FROM gate_band WHERE quarter = $1", {quarter}), "ti")))
    bands.emplace(row.Text(0), Band{row.Int(1)});
  return bands;
}

// Number and head of the last closing, as the audit log has them.
using Kept = std::pair<std::string, std::string>;

base::Result<std::optional<Kept>> KeptIn(desk::Audit& audit) {
  const std::vector<desk::AuditEntry> closings = TRY(audit.Page({}, 0, 1, ledger::kAuditAction));
  if (closings.empty()) return std::optional<Kept>();
  Kept kept;
  for (const auto& [name, value] : closings[0].details) {
    if (name == "number") kept.first = value;
    if (name == "head") kept.second = value;
  }
  return std::optional(std::move(kept));
}

// Walks the publications and stops at the first that does not fit.
class Verifier {
 public:
  explicit Verifier(db::Transaction& tx) : tx_(tx) {}

  base::Status Add(const Publication& publication) {
    const std::int64_t expected = last_.number + 1;
    if (publication.number != expected) return Wrong(fmt::format("publication {} is missing", expected));
    const std::string which = fmt::format("publication {} ({})", expected, publication.quarter.Text());
    if (expected > 1 && publication.quarter != last_.quarter.Next()) return Wrong(which + " is out of order");
    chain_ = ExtendLedger(chain_, publication);
    if (crypto::HexEncode(chain_) != publication.head ||
        crypto::Sha256Hex(publication.content) != publication.digest)
      return Wrong(which + " is not what was published");
    const auto content = ReadContent(publication.content);
    if (!content.has_value() || content->first != publication.quarter)
      return Wrong(which + " is not what was published");
    if (TRY(BandRows(tx_, publication.quarter.Text())) != content->second)
      return Wrong("the bands that pages show are not those of " + which);
    shown_ += static_cast<std::int64_t>(content->second.size());
    last_ = publication;
    return base::Ok();
  }

  base::Result<Publication> Finish(const std::optional<Kept>& kept) {
    if (TRY(tx_.QueryOne("SELECT count(*) FROM gate_band"))->Int(0) != shown_)
      return Wrong("there are bands of a quarter that was not published");
    const Kept here{std::to_string(last_.number), last_.head};
    if (kept ? *kept != here : last_.number != 0)
      return Wrong(fmt::format("it ends with publication {}, but the audit log names {} as the last one",
                               last_.number, kept ? kept->first : "none"));
    return last_;
  }

 private:
  static base::Error Wrong(const std::string& what) {
    return base::Corrupt("the ledger of the gate is not intact: " + what);
  }
  db::Transaction& tx_;
  crypto::ChainHead chain_{};
  Publication last_;
  std::int64_t shown_ = 0;
};

base::Result<Publication> VerifyLedger(db::Transaction& tx, const std::optional<Kept>& kept) {
  Verifier verifier(tx);
  const db::Rows numbers = TRY(Fitting(tx.Query("SELECT number FROM gate_publication ORDER BY number"), "i"));
  for (const db::Row& row : numbers) {
    const db::Rows one = TRY(Fitting(
        tx.Query("SELECT number, quarter, content, digest, head FROM gate_publication WHERE number = $1",
                 {row.Int(0)}),
        "itttt"));
    const Publication publication = TRY(ledger::PublicationIn(one.at(0)));
    TRY(verifier.Add(publication));
  }
  return verifier.Finish(kept);
}

}  // namespace

base::Result<Band> Gate::BandOf(std::string_view party, Quarter quarter) {
  return database_.Read([&](db::Transaction& tx) -> base::Result<Band> {
    const std::string name = quarter.Text();
    if (TRY(tx.Query("SELECT 1 FROM gate_publication WHERE quarter = $1", {name})).empty())
      return NotClosed(quarter);
    const db::Rows rows = TRY(
        Fitting(tx.Query("SELECT low FROM gate_band WHERE party = $1 AND quarter = $2", {party, name}), "i"));
    return rows.empty() ? Band() : Band{rows[0].Int(0)};
  });
}

base::Result<std::vector<QuarterBand>> Gate::BandsOf(std::string_view party) {
  return database_.Read([&](db::Transaction& tx) -> base::Result<std::vector<QuarterBand>> {
    std::vector<QuarterBand> bands;
    for (const db::Row& row :
         TRY(Fitting(tx.Query("SELECT p.quarter, b.low FROM gate_publication p LEFT JOIN gate_band b ON "
                              "b.quarter = p.quarter AND b.party = $1 ORDER BY p.number DESC LIMIT $2",
                              {party, base::kMaxGatePublications}),
                     "ti")))
      bands.push_back({TRY(Quarter::Parse(row.Text(0))), Band{row.Int(1)}});
    return bands;
  });
}

base::Result<std::vector<Publication>> Gate::Publications() {
  return database_.Read([](db::Transaction& tx) { return List(tx); });
}

base::Result<Publication> Gate::PublicationOf(Quarter quarter) {
  return database_.Read([&](db::Transaction& tx) -> base::Result<Publication> {
    std::optional<Publication> published = TRY(ledger::Of(tx, quarter));
    if (!published) return NotClosed(quarter);
    return *std::move(published);
  });
}

base::Result<Publication> Gate::Verify() {
  // A quarter that is closed between the two readings is no damage.
  for (std::optional<Kept> kept = TRY(KeptIn(audit_));;) {
    base::Result<Publication> verified =
        database_.Read([&](db::Transaction& tx) { return VerifyLedger(tx, kept); });
    std::optional<Kept> after = TRY(KeptIn(audit_));
    if (after == kept) return verified;
    kept = std::move(after);
  }
}

}  // namespace gate
