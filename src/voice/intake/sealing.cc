#include "voice/intake/sealing.h"

#include <algorithm>

#include "voice/intake/padding.h"

namespace voice {
namespace {

constexpr std::size_t kPairBytes = 2 * crypto::kKeyBytes;
constexpr std::size_t kIdBytes = 26;

std::string Place(std::string_view kind, const CaseId& of, std::string_view place) {
  return "voice " + std::string(kind) + "\n" + of.text() + "\n" + std::string(place);
}

crypto::SecretBytes CodeKey(const ReturnCode& code, crypto::ByteView salt) {
  return crypto::HkdfSha256(code.bytes(), salt, "voice talk key", crypto::kKeyBytes);
}

crypto::Mac Keyed(const crypto::SecretBytes& key, std::string_view use, crypto::ByteView bytes) {
  crypto::SecretBytes message(use.size() + 1 + bytes.size());
  const std::span<std::byte> out = message.writable();
  std::ranges::copy(crypto::AsBytes(use), out.begin());
  std::ranges::copy(bytes, out.begin() + static_cast<std::ptrdiff_t>(use.size()) + 1);
  return crypto::HmacSha256(key.view(), message.view());
}

}  // namespace

crypto::SecretBytes PackKeys(const CaseKeys& keys) {
  crypto::SecretBytes packed(kPairBytes + kIdBytes);
  std::ranges::copy(keys.talk.private_key().view(), packed.writable().begin());
  std::ranges::copy(keys.inner.private_key().view(), packed.writable().begin() + crypto::kKeyBytes);
  std::ranges::copy(crypto::AsBytes(keys.sealing.text()), packed.writable().begin() + kPairBytes);
  return packed;
}

base::Result<CaseKeys> UnpackKeys(const crypto::SecretBytes& packed) {
  // Cases of before browsers sealed have no name behind the keys.
  const bool named = packed.size() == kPairBytes + kIdBytes;
  if (!named && packed.size() != kPairBytes) return base::Corrupt("the keys of a case are damaged");
  crypto::KeyPair talk =
      TRY(crypto::KeyPair::FromPrivate(crypto::SecretBytes::Copy(packed.view().first(crypto::kKeyBytes))));
  crypto::KeyPair inner = TRY(crypto::KeyPair::FromPrivate(
      crypto::SecretBytes::Copy(packed.view().subspan(crypto::kKeyBytes, crypto::kKeyBytes))));
  const std::string_view name = crypto::AsText(packed.view().subspan(kPairBytes));
  const bool has_name = named && base::IsIdText(name);
  return CaseKeys{std::move(talk), std::move(inner),
                  has_name ? SealingKeyId::FromStore(name) : SealingKeyId()};
}

crypto::Mac Pepper::Lookup(const ReturnCode& code) const {
  return Keyed(key_, "lookup", code.bytes());
}

ReturnCode Pepper::CodeFor(std::string_view form) const {
  return ReturnCode::FromBytes(Keyed(key_, "code of a form", crypto::AsBytes(form)));
}

crypto::Mac Pepper::ContentMark(const ReturnCode& code, std::string_view content) const {
  const crypto::SecretBytes key =
      crypto::HkdfSha256(code.bytes(), key_.view(), "voice content", crypto::kKeyBytes);
  return Keyed(key, "content", crypto::AsBytes(content));
}

crypto::Bytes WrapTalkKey(const ReturnCode& code, crypto::ByteView salt, const CaseId& of,
                          const crypto::SecretBytes& private_key) {
  return crypto::Encrypt(CodeKey(code, salt), private_key.view(), crypto::AsBytes(Place("talk key", of, "")));
}

base::Result<crypto::KeyPair> UnwrapTalkKey(const ReturnCode& code, crypto::ByteView salt, const CaseId& of,
                                            crypto::ByteView wrapped) {
  return crypto::KeyPair::FromPrivate(
      TRY(crypto::Decrypt(CodeKey(code, salt), wrapped, crypto::AsBytes(Place("talk key", of, "")))));
}

base::Result<crypto::Bytes> SealText(const crypto::PublicKey& key, const CaseId& of, std::string_view place,
                                     crypto::ByteView text) {
  return crypto::SealTo(key, Pad(text).view(), crypto::AsBytes(Place("text", of, place)));
}

base::Result<crypto::SecretBytes> OpenText(const crypto::KeyPair& key, const CaseId& of,
                                           std::string_view place, crypto::ByteView box) {
  return Unpad(TRY(crypto::OpenSealed(key, box, crypto::AsBytes(Place("text", of, place)))));
}

}  // namespace voice
