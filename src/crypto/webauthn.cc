#include "crypto/webauthn.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <optional>

#include "base/limits.h"
#include "crypto/cbor.h"
#include "crypto/encoding.h"
#include "crypto/public_key.h"
#include "crypto/raw.h"
#include "crypto/secret.h"

namespace crypto {
namespace {

constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kAaguidBytes = 16;
constexpr std::size_t kMaxCredentialIdBytes = 1023;
constexpr std::size_t kFixedAuthDataBytes = kHashBytes + 1 + 4;

// Flags of authenticator data (section 6.1).
constexpr unsigned kUserPresent = 0x01;
constexpr unsigned kUserVerified = 0x04;
constexpr unsigned kBackupEligible = 0x08;
constexpr unsigned kBackedUp = 0x10;
constexpr unsigned kHasCredential = 0x40;
constexpr unsigned kHasExtensions = 0x80;

base::Error Refuse(std::string internal) {
  return {base::Code::kUnauthenticated, "this passkey was not accepted", "passkey: " + std::move(internal)};
}

std::array<std::byte, kHashBytes> Sha256(ByteView bytes) {
  InitCrypto();
  std::array<std::byte, kHashBytes> digest;
  crypto_hash_sha256(RawOut(digest), Raw(bytes), bytes.size());
  return digest;
}

base::Status CheckSizes(std::initializer_list<ByteView> parts) {
  for (const ByteView part : parts) {
    if (part.size() > base::kMaxWebAuthnBytes) return base::TooLarge("the passkey's answer is too large");
  }
  return base::Ok();
}

// The member of an object if it is a string.
std::optional<std::string_view> StringAt(const boost::json::object& object, std::string_view key) {
  const boost::json::value* value = object.if_contains(key);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return std::string_view(value->get_string());
}

base::Status CheckClientData(ByteView json, std::string_view type, const RelyingParty& party,
                             ByteView challenge) {
  boost::json::error_code error;
  boost::json::parse_options options;
  options.max_depth = base::kMaxJsonDepth;
  const boost::json::value value = boost::json::parse(AsText(json), error, {}, options);
  if (error || !value.is_object()) return Refuse("client data is not a JSON object");
  const boost::json::object& object = value.get_object();
  if (StringAt(object, "type") != type) return Refuse("client data is of another type");
  const auto given = StringAt(object, "challenge");
  if (!given || challenge.empty() ||
      !ConstantTimeEqual(AsBytes(*given), AsBytes(Base64UrlEncode(challenge)))) {
    return Refuse("another challenge");
  }
  if (StringAt(object, "origin") != party.origin) return Refuse("another origin");
  const boost::json::value* cross = object.if_contains("crossOrigin");
  if (cross != nullptr && (!cross->is_bool() || cross->get_bool()))
    return Refuse("used from within another site");
  return base::Ok();
}

struct AuthData {
  unsigned flags = 0;
  std::uint32_t sign_count = 0;
  ByteView credential_id;
  ByteView public_key;
};

base::Result<std::size_t> CborLength(ByteView bytes) {
  std::size_t used = 0;
  const base::Result<CborItem> item = ReadCborPrefix(bytes, used);
  if (!item) return Refuse("authenticator data: " + item.error().external);
  if (item->kind != CborItem::Kind::kMap) return Refuse("authenticator data: not a map");
  return used;
}

base::Status ReadCredential(ByteView& rest, AuthData& data) {
  if (rest.size() < kAaguidBytes + 2) return Refuse("authenticator data is cut");
  const std::size_t id_size = std::to_integer<std::size_t>(rest[kAaguidBytes]) << 8 |
                              std::to_integer<std::size_t>(rest[kAaguidBytes + 1]);
  rest = rest.subspan(kAaguidBytes + 2);
  if (id_size == 0 || id_size > kMaxCredentialIdBytes || id_size > rest.size())
    return Refuse("credential id of no use");
  data.credential_id = rest.first(id_size);
  rest = rest.subspan(id_size);
  const std::size_t key_size = TRY(CborLength(rest));
  data.public_key = rest.first(key_size);
  rest = rest.subspan(key_size);
  return base::Ok();
}

base::Result<AuthData> ReadAuthData(ByteView bytes, const RelyingParty& party,
                                    bool require_user_verification) {
  if (bytes.size() < kFixedAuthDataBytes) return Refuse("authenticator data is cut");
  if (!ConstantTimeEqual(bytes.first(kHashBytes), Sha256(AsBytes(party.id))))
    return Refuse("another relying party");
  AuthData data;
  data.flags = std::to_integer<unsigned>(bytes[kHashBytes]);
  for (std::size_t i = kHashBytes + 1; i < kFixedAuthDataBytes; ++i) {
    data.sign_count = data.sign_count << 8 | std::to_integer<std::uint32_t>(bytes[i]);
  }
  if ((data.flags & kUserPresent) == 0) return Refuse("nobody touched the authenticator");
  if (require_user_verification && (data.flags & kUserVerified) == 0)
    return Refuse("the user was not verified");
  if ((data.flags & kBackedUp) != 0 && (data.flags & kBackupEligible) == 0)
    return Refuse("contradictory backup flags");
  ByteView rest = bytes.subspan(kFixedAuthDataBytes);
  if ((data.flags & kHasCredential) != 0) TRY(ReadCredential(rest, data));
  if ((data.flags & kHasExtensions) != 0) rest = rest.subspan(TRY(CborLength(rest)));
  if (!rest.empty()) return Refuse("something follows the authenticator data");
  return data;
}

base::Result<ByteView> BytesAt(const CborItem& map, std::int64_t label) {
  const CborItem* item = map.Find(label);
  if (item == nullptr || item->kind != CborItem::Kind::kBytes)
    return Refuse("a part of the public key is missing");
  return item->bytes;
}

std::optional<std::int64_t> IntegerAt(const CborItem& map, std::int64_t label) {
  const CborItem* item = map.Find(label);
  if (item == nullptr || item->kind != CborItem::Kind::kInteger) return std::nullopt;
  return item->integer;
}

// COSE_Key, RFC 9053 and RFC 8230: 1 is the key type, 3 the algorithm, -1 the curve (or RSA's modulus), -2
// and -3 the coordinates (-2 RSA's exponent).
base::Result<ForeignKey> ReadCoseKey(ByteView bytes) {
  const base::Result<CborItem> map = ReadCbor(bytes);
  if (!map) return Refuse("public key: " + map.error().external);
  const auto type = IntegerAt(*map, 1);
  const auto algorithm = IntegerAt(*map, 3);
  const auto curve = IntegerAt(*map, -1);
  base::Result<ForeignKey> key = Refuse("a public key of another kind");
  if (type == 2 && algorithm == kCoseEs256 && curve == 1) {
    key = ForeignKey::FromP256(TRY(BytesAt(*map, -2)), TRY(BytesAt(*map, -3)));
  } else if (type == 1 && algorithm == kCoseEdDsa && curve == 6) {
    key = ForeignKey::FromEd25519(TRY(BytesAt(*map, -2)));
  } else if (type == 3 && algorithm == kCoseRs256) {
    key = ForeignKey::FromRsa(TRY(BytesAt(*map, -1)), TRY(BytesAt(*map, -2)));
  }
  if (!key) return Refuse("public key: " + key.error().external);
  return key;
}

bool SignatureFits(const ForeignKey& key, ByteView authenticator_data, ByteView client_data_json,
                   ByteView signature) {
  Bytes message(authenticator_data.begin(), authenticator_data.end());
  const auto digest = Sha256(client_data_json);
  message.insert(message.end(), digest.begin(), digest.end());
  return key.Verify(message, signature);
}

std::int64_t CoseNumber(ForeignKey::Algorithm algorithm) {
  if (algorithm == ForeignKey::Algorithm::kEs256) return kCoseEs256;
  return algorithm == ForeignKey::Algorithm::kRs256 ? kCoseRs256 : kCoseEdDsa;
}

// Section 8.2: "packed" without a certificate is signed with the passkey's own key.
base::Status CheckSelfAttestation(const CborItem& statement, const ForeignKey& key,
                                  ByteView authenticator_data, ByteView client_data_json) {
  const CborItem* algorithm = statement.Find("alg");
  const CborItem* signature = statement.Find("sig");
  const bool shaped = algorithm != nullptr && algorithm->kind == CborItem::Kind::kInteger &&
                      signature != nullptr && signature->kind == CborItem::Kind::kBytes;
  if (!shaped || algorithm->integer != CoseNumber(key.algorithm()))
    return Refuse("attestation without its parts");
  if (!SignatureFits(key, authenticator_data, client_data_json, signature->bytes)) {
    return Refuse("attestation with a wrong signature");
  }
  return base::Ok();
}

struct Attestation {
  CborItem object;  // keeps `statement` alive
  std::string_view format;
  const CborItem* statement = nullptr;
  ByteView authenticator_data;
};

base::Result<Attestation> ReadAttestation(ByteView bytes) {
  base::Result<CborItem> object = ReadCbor(bytes);
  if (!object) return Refuse("attestation: " + object.error().external);
  Attestation attestation;
  attestation.object = std::move(*object);
  const CborItem* format = attestation.object.Find("fmt");
  const CborItem* data = attestation.object.Find("authData");
  attestation.statement = attestation.object.Find("attStmt");
  if (format == nullptr || format->kind != CborItem::Kind::kText || data == nullptr ||
      data->kind != CborItem::Kind::kBytes || attestation.statement == nullptr ||
      attestation.statement->kind != CborItem::Kind::kMap) {
    return Refuse("attestation without its parts");
  }
  attestation.format = AsText(format->bytes);
  attestation.authenticator_data = data->bytes;
  return attestation;
}

}  // namespace

base::Result<Passkey> VerifyRegistration(const RelyingParty& party, const PasskeyRegistration& registration) {
  TRY(CheckSizes({registration.client_data_json, registration.attestation_object}));
  TRY(CheckClientData(registration.client_data_json, "webauthn.create", party, registration.challenge));
  const Attestation attestation = TRY(ReadAttestation(registration.attestation_object));
  const AuthData data =
      TRY(ReadAuthData(attestation.authenticator_data, party, registration.require_user_verification));
  if (data.credential_id.empty()) return Refuse("no credential");
  const ForeignKey key = TRY(ReadCoseKey(data.public_key));
  if (attestation.format == "none" && !attestation.statement->keys.empty())
    return Refuse("\"none\" with a statement");
  if (attestation.format == "packed" && attestation.statement->Find("x5c") == nullptr) {
    TRY(CheckSelfAttestation(*attestation.statement, key, attestation.authenticator_data,
                             registration.client_data_json));
  }
  Passkey passkey;
  passkey.credential_id.assign(data.credential_id.begin(), data.credential_id.end());
  passkey.public_key.assign(data.public_key.begin(), data.public_key.end());
  passkey.sign_count = data.sign_count;
  passkey.user_verified = (data.flags & kUserVerified) != 0;
  passkey.backed_up = (data.flags & kBackedUp) != 0;
  return passkey;
}

base::Result<AssertionOutcome> VerifyAssertion(const RelyingParty& party, ByteView public_key,
                                               std::uint32_t stored_sign_count,
                                               const PasskeyAssertion& assertion) {
  TRY(CheckSizes({assertion.client_data_json, assertion.authenticator_data, assertion.signature}));
  TRY(CheckClientData(assertion.client_data_json, "webauthn.get", party, assertion.challenge));
  const AuthData data =
      TRY(ReadAuthData(assertion.authenticator_data, party, assertion.require_user_verification));
  const ForeignKey key = TRY(ReadCoseKey(public_key));
  if (!SignatureFits(key, assertion.authenticator_data, assertion.client_data_json, assertion.signature)) {
    return Refuse("a wrong signature");
  }
  const bool counts = data.sign_count != 0 || stored_sign_count != 0;
  if (counts && data.sign_count <= stored_sign_count)
    return Refuse("the counter did not rise: the authenticator may be copied");
  AssertionOutcome outcome;
  outcome.sign_count = data.sign_count;
  outcome.user_verified = (data.flags & kUserVerified) != 0;
  outcome.backed_up = (data.flags & kBackedUp) != 0;
  return outcome;
}

}  // namespace crypto
