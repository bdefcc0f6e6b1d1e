// What a passkey sends: the input as CBOR, as an attestation object and as authenticator data with a
// signature. Whatever it is, the answer is an item or an error; nothing is accepted that was not signed.

#include <cstdint>
#include <string>

#include "base/check.h"
#include "crypto/cbor.h"
#include "crypto/webauthn.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const crypto::ByteView input = std::as_bytes(std::span(data, size));
  const auto item = crypto::ReadCbor(input);
  if (!item) CHECK(!item.error().external.empty());

  const crypto::RelyingParty party{"a.example", "https://a.example"};
  const std::string registered =
      R"({"type":"webauthn.create","challenge":"eA","origin":"https://a.example"})";
  const std::string asserted = R"({"type":"webauthn.get","challenge":"eA","origin":"https://a.example"})";
  (void)crypto::VerifyRegistration(party, {crypto::AsBytes(registered), input, crypto::AsBytes("x"), false});
  const std::size_t half = size / 2;
  const auto outcome =
      crypto::VerifyAssertion(party, input.first(half), 0,
                              {crypto::AsBytes(asserted), input.subspan(half),
                               crypto::AsBytes("no signature"), crypto::AsBytes("x"), false});
  CHECK(!outcome);
  (void)crypto::VerifyRegistration(party, {input, crypto::AsBytes("x"), crypto::AsBytes("x"), false});
  return 0;
}
