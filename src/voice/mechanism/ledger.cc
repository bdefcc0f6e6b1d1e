#include "voice/mechanism/ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "crypto/hash_chain.h"
#include "desk/tr.h"

namespace voice::mechanism::ledger {
namespace {

base::Error Damaged() {
  return base::Corrupt(
      desk::tr("the ledger of the grievance mechanism's figures is damaged; run `manumit mechanism verify`"));
}

base::Result<Publication> PublicationIn(const db::Row& row) {
  const base::Result<gate::Quarter> quarter = gate::Quarter::Parse(row.Text(1));
  if (!quarter) return Damaged();
  return Publication{row.Int(0), *quarter, row.Text(2), row.Text(3), row.Text(4)};
}

base::Result<std::optional<Publication>> One(const std::optional<db::Row>& row) {
  if (!row) return std::optional<Publication>();
  return std::optional(TRY(PublicationIn(*row)));
}

base::Result<crypto::ChainHead> HeadOf(const std::optional<Publication>& publication) {
  crypto::ChainHead head{};
  if (!publication) return head;
  const base::Result<crypto::Bytes> bytes = crypto::HexDecode(publication->head);
  if (!bytes || bytes->size() != head.size()) return Damaged();
  std::copy(bytes->begin(), bytes->end(), head.begin());
  return head;
}

crypto::ChainHead Extend(const crypto::ChainHead& before, const Publication& publication) {
  const std::string number = std::to_string(publication.number);
  const std::string quarter = publication.quarter.Text();
  const std::array<std::string_view, 3> fields = {number, quarter, publication.content};
  return crypto::ExtendChain(before, fields);
}

base::Error Wrong(const std::string& what) {
  return base::Corrupt("the ledger of the grievance mechanism's figures is not intact: " + what);
}

// Walks the publications and stops at the first that does not fit.
class Verifier {
 public:
  base::Status Add(const Publication& publication) {
    const std::int64_t expected = last_.number + 1;
    if (publication.number != expected) return Wrong(fmt::format("publication {} is missing", expected));
    const std::string which = fmt::format("publication {} ({})", expected, publication.quarter.Text());
    if (expected > 1 && publication.quarter != last_.quarter.Next()) return Wrong(which + " is out of order");
    chain_ = Extend(chain_, publication);
    const base::Result<Published> figures = ReadContent(publication.content);
    if (crypto::HexEncode(chain_) != publication.head ||
        crypto::Sha256Hex(publication.content) != publication.digest || !figures ||
        figures->quarter != publication.quarter)
      return Wrong(which + " is not what was published");
    last_ = publication;
    return base::Ok();
  }
  const Publication& last() const { return last_; }

 private:
  crypto::ChainHead chain_{};
  Publication last_;
};

}  // namespace

base::Result<std::optional<Publication>> Last(db::Transaction& tx) {
  return One(
      TRY(tx.QueryOne("SELECT number, quarter, '', digest, head FROM voice_mechanism_publication ORDER BY "
                      "number DESC LIMIT 1")));
}

base::Result<std::optional<Publication>> Of(db::Transaction& tx, gate::Quarter quarter) {
  return One(TRY(tx.QueryOne(
      "SELECT number, quarter, content, digest, head FROM voice_mechanism_publication WHERE quarter = $1",
      {quarter.Text()})));
}

base::Result<Publication> Append(db::Transaction& tx, const Published& figures) {
  const std::optional<Publication> last = TRY(Last(tx));
  const crypto::ChainHead before = TRY(HeadOf(last));
  Publication published{.number = last ? last->number + 1 : 1,
                        .quarter = figures.quarter,
                        .content = ContentOf(figures),
                        .digest = {},
                        .head = {}};
  published.digest = crypto::Sha256Hex(published.content);
  published.head = crypto::HexEncode(Extend(before, published));
  TRY(tx.Execute(
      "INSERT INTO voice_mechanism_publication (number, quarter, content, digest, head) "
      "VALUES ($1, $2, $3, $4, $5)",
      {published.number, published.quarter.Text(), published.content, published.digest, published.head}));
  return published;
}

base::Result<std::vector<Publication>> Newest(db::Transaction& tx, std::int64_t limit) {
  std::vector<Publication> all;
  for (const db::Row& row :
       TRY(tx.Query("SELECT number, quarter, content, digest, head FROM voice_mechanism_publication ORDER BY "
                    "number DESC LIMIT $1",
                    {limit})))
    all.push_back(TRY(PublicationIn(row)));
  return all;
}

base::Result<Publication> Verify(db::Transaction& tx, const Kept& kept) {
  Verifier verifier;
  for (const db::Row& row :
       TRY(tx.Query("SELECT number, quarter, content, digest, head FROM voice_mechanism_publication ORDER BY "
                    "number"))) {
    const Publication publication = TRY(PublicationIn(row));
    TRY(verifier.Add(publication));
  }
  const Publication& last = verifier.last();
  const Kept here = last.number == 0 ? Kept{} : Kept{std::to_string(last.number), last.head};
  if (here != kept)
    return Wrong(fmt::format("it ends with publication {}, but the audit log names {} as the last one",
                             last.number, kept.number.empty() ? "none" : kept.number));
  return last;
}

}  // namespace voice::mechanism::ledger
