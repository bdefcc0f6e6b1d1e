#include "voice/intake/sealing_keys.h"

#include <algorithm>
#include <array>

#include "crypto/encoding.h"
#include "crypto/mac.h"
#include "desk/tr.h"

namespace voice {
namespace {

// `public_key` is what pages show; the private half is the vault's record of the same id.
constexpr std::string_view kKeys = R"(
CREATE TABLE voice_sealing_key(
  id TEXT PRIMARY KEY,
  team_id TEXT NOT NULL,
  generation BIGINT NOT NULL,
  public_key BLOB NOT NULL);
CREATE UNIQUE INDEX voice_sealing_key_by_team ON voice_sealing_key(team_id, generation);
)";

constexpr std::array<db::Migration, 1> kMigrations = {
    {{.room = "voice", .number = 53, .name = "sealing-keys", .sql = kKeys, .sql_postgres = {}}}};

base::Result<std::optional<SealingKey>> Find(db::Transaction& tx, const TeamId& team,
                                             std::int64_t generation) {
  const auto row =
      TRY(tx.QueryOne("SELECT id, public_key FROM voice_sealing_key WHERE team_id = $1 AND generation = $2",
                      {team, generation}));
  if (!row) return std::optional<SealingKey>();
  SealingKey found{.id = row->IdAt<SealingKeyId>(0)};
  found.key = TRY(crypto::ToPublicKey(row->Bytes(1)));
  return std::optional(std::move(found));
}

}  // namespace

std::string SealingKey::fingerprint() const {
  constexpr std::size_t kBytes = 10, kGroup = 4;
  const crypto::Mac digest = crypto::HmacSha256(crypto::AsBytes("voice sealing key"), key);
  const std::string letters = crypto::Base32Encode(crypto::ByteView(digest).first(kBytes));
  std::string all;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (i > 0 && i % kGroup == 0) all += '-';
    const char c = letters[i];
    all += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return all;
}

base::Result<SealingKey> SealingKeys::Present(const Team& team) {
  const std::vector<vault::Circle> circles = TRY(vault_.Circles(team.org));
  const auto circle = std::find_if(circles.begin(), circles.end(),
                                   [&](const vault::Circle& one) { return one.id == team.circle; });
  if (circle == circles.end())
    return base::NotFound(desk::tr("there is no such circle in your organisation"));
  const std::int64_t generation = circle->generation;
  const auto find = [&](db::Transaction& tx) { return Find(tx, team.id, generation); };
  if (const auto known = TRY(database_.Read(find))) return *known;
  base::Result<SealingKey> made = database_.Write([&](db::Transaction& tx) -> base::Result<SealingKey> {
    if (const auto known = TRY(find(tx))) return *known;  // made meanwhile
    const crypto::KeyPair pair = crypto::KeyPair::Generate();
    SealingKey key{.id = SealingKeyId::New(random_), .key = pair.public_key()};
    TRY(vault_.SealRecord(tx, team.org, {.circles = {team.circle}, .persons = {}},
                          vault::RecordId::FromStore(key.id.text()), pair.private_key().view()));
    TRY(tx.Execute(
        "INSERT INTO voice_sealing_key(id, team_id, generation, public_key) VALUES ($1, $2, $3, $4)",
        {key.id, team.id, generation, crypto::ByteView(key.key)}));
    return key;
  });
  // Another process may have made it in the same moment.
  if (!made && made.error().code == base::Code::kConflict)
    if (const auto known = TRY(database_.Read(find))) return *known;
  return made;
}

base::Result<bool> IsKeyOf(db::Transaction& tx, const SealingKeyId& key, const TeamId& team) {
  const auto row =
      TRY(tx.QueryOne("SELECT 1 FROM voice_sealing_key WHERE id = $1 AND team_id = $2", {key, team}));
  return row.has_value();
}

base::Result<crypto::KeyPair> OpenSealingKey(db::Transaction& tx, vault::Vault& vault,
                                             const vault::UnlockedPerson& me, const SealingKeyId& key) {
  return crypto::KeyPair::FromPrivate(TRY(vault.OpenRecord(tx, me, vault::RecordId::FromStore(key.text()))));
}

std::span<const db::Migration> SealingKeyMigrations() {
  return kMigrations;
}

}  // namespace voice
