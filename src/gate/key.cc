#include "gate/key.h"

#include <array>

#include "crypto/encoding.h"
#include "desk/tr.h"

namespace gate {

namespace {

constexpr std::size_t kCodeBytes = 10;  // 80 bits: 16 letters and digits
constexpr std::size_t kCodeGroup = 4;

crypto::Mac CodeOf(crypto::ByteView key, std::string_view domain, crypto::ByteView what) {
  std::string message(domain);
  message += '\0';
  message += crypto::AsText(what);
  return crypto::HmacSha256(key, crypto::AsBytes(message));
}

}  // namespace

GateKey GateKey::Generate() {
  return GateKey(crypto::SecretBytes::Random(crypto::kKeyBytes));
}

base::Result<GateKey> GateKey::FromBytes(crypto::SecretBytes bytes) {
  if (bytes.size() != crypto::kKeyBytes) return base::Corrupt(desk::tr("the gate's key is damaged"));
  return GateKey(std::move(bytes));
}

crypto::SecretBytes GateKey::BoxKey() const {
  return crypto::HkdfSha256(view(), {}, "manumit gate box", crypto::kKeyBytes);
}

crypto::SecretBytes GateKey::QuarterKey(Quarter quarter) const {
  return crypto::HkdfSha256(view(), {}, "manumit gate quarter " + quarter.Text(), crypto::kKeyBytes);
}

std::string GateKey::Code() const {
  const crypto::SecretBytes bytes = crypto::HkdfSha256(view(), {}, "manumit gate code", kCodeBytes);
  std::string code;
  for (const char c : crypto::Base32Encode(bytes.view())) {
    if (code.size() % (kCodeGroup + 1) == kCodeGroup) code += '-';
    code += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return code;
}

crypto::Mac PartyCode(crypto::ByteView quarter_key, std::string_view party) {
  return CodeOf(quarter_key, "party", crypto::AsBytes(party));
}

crypto::Mac PersonCode(crypto::ByteView quarter_key, const PersonGateId& person) {
  return CodeOf(quarter_key, "case", person);
}

base::Status CheckMay(const desk::Actor& actor, desk::Permission permission) {
  if (actor.kind != desk::Actor::Kind::kPerson || actor.person.empty() || actor.org.empty())
    return Forbidden(desk::tr("only a person of an organisation does this"));
  if (!actor.Can(permission)) return Forbidden(desk::tr("your roles do not let you do this"));
  return base::Ok();
}

base::Status CheckMay(const desk::Actor& actor, const vault::UnlockedPerson& me,
                      desk::Permission permission) {
  TRY(CheckMay(actor, permission));
  if (me.org() != actor.org || me.person() != actor.person)
    return Forbidden(desk::tr("somebody else's vault is unlocked"));
  return base::Ok();
}

base::Error Conflict(std::string external) {
  return {base::Code::kConflict, std::move(external), {}};
}

base::Error Forbidden(std::string external) {
  return {base::Code::kForbidden, std::move(external), {}};
}

base::Result<db::Rows> Fitting(base::Result<db::Rows> rows, std::string_view types) {
  if (!rows.has_value()) return rows;
  for (const db::Row& row : *rows)
    if (!row.Fits(types)) return base::Corrupt(desk::tr("a row of the gate was changed by hand"));
  return rows;
}

}  // namespace gate
