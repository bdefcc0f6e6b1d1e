#include <boost/json.hpp>

#include "base/limits_voice.h"
#include "crypto/encoding.h"
#include "voice/intake/json_texts.h"
#include "voice/intake/padding.h"
#include "voice/intake/reports.h"

namespace voice {

// A visit is what one browser holds open: a random cookie, whose key seals a row that only it can open. The
// row of a code that opened nothing is as long, and made by the same steps, as that of one that did.
struct Reports::VisitText {
  std::string case_id;  // empty: nothing was opened
  std::string talk;     // base64 of the private key
  std::string code;     // digits, while it may be shown again
  std::int64_t until_ms = 0;
  std::int64_t code_until_ms = 0;
};

namespace {

namespace json = boost::json;

constexpr std::string_view kContext = "voice visit";

struct CookieKeys {
  crypto::SecretBytes id;
  crypto::SecretBytes key;
};

CookieKeys KeysOf(crypto::ByteView secret) {
  return {crypto::HkdfSha256(secret, {}, "voice visit id", crypto::kKeyBytes),
          crypto::HkdfSha256(secret, {}, "voice visit key", crypto::kKeyBytes)};
}

std::optional<CookieKeys> KeysOfCookie(std::string_view cookie) {
  base::Result<crypto::Bytes> secret = crypto::Base64UrlDecode(cookie);
  if (!secret || secret->size() != crypto::kKeyBytes) return std::nullopt;
  CookieKeys keys = KeysOf(*secret);
  crypto::Wipe(*secret);
  return keys;
}

template <typename Text>
crypto::Bytes SealVisit(const crypto::SecretBytes& key, const Text& text) {
  std::string written = json::serialize(json::object{{"case", text.case_id},
                                                     {"talk", text.talk},
                                                     {"code", text.code},
                                                     {"until", text.until_ms},
                                                     {"code_until", text.code_until_ms}});
  const crypto::SecretBytes plain = crypto::SecretBytes::Take(written);
  return crypto::Encrypt(key, Pad(plain.view()).view(), crypto::AsBytes(kContext));
}

}  // namespace

base::Result<std::string> Reports::Begin(const VisitText& text) {
  const crypto::SecretBytes secret = crypto::SecretBytes::Random(crypto::kKeyBytes);
  const CookieKeys keys = KeysOf(secret.view());
  const crypto::Bytes box = SealVisit(keys.key, text);
  const Day today = DayOf(clock_.Now());
  TRY(database_.Write([&](db::Transaction& tx) {
    return tx.Execute("INSERT INTO voice_visit(id, day, box) VALUES ($1, $2, $3)",
                      {keys.id.view(), today, crypto::ByteView(box)});
  }));
  return crypto::Base64UrlEncode(secret.view());
}

base::Result<std::string> Reports::Open(std::string_view typed) {
  const std::optional<ReturnCode> parsed = ReturnCode::Parse(typed);
  // A code that is none goes the same way as one that is not known.
  const ReturnCode code = parsed ? *parsed : ReturnCode::FromBytes(random_.Bytes<kReturnCodeBytes>());
  const crypto::Mac lookup = pepper_.Lookup(code);
  const auto row = TRY(database_.Read([&](db::Transaction& tx) {
    return tx.QueryOne("SELECT case_id, salt, wrapped FROM voice_return WHERE lookup = $1",
                       {crypto::ByteView(lookup)});
  }));
  const CaseId id = row ? row->IdAt<CaseId>(0) : CaseId::New(random_);
  // A key under a code that is not known is made in both cases, so that both take the same steps.
  crypto::Bytes salt(kSaltBytes);
  crypto::Bytes wrapped = WrapTalkKey(code, salt, id, crypto::SecretBytes::Random(crypto::kKeyBytes));
  if (row) {
    salt.assign(row->Bytes(1).begin(), row->Bytes(1).end());
    wrapped.assign(row->Bytes(2).begin(), row->Bytes(2).end());
  }
  const crypto::KeyPair talk = TRY(UnwrapTalkKey(code, salt, id, wrapped));
  VisitText text{.until_ms = clock_.Now().ms + base::kVisitMinutes * base::kMinuteMs};
  text.talk = crypto::Base64Encode(talk.private_key().view());
  if (row) text.case_id = id.text();
  return Begin(text);
}

base::Result<std::string> Reports::OpenAfterFiling(const Filed& filed) {
  const crypto::Mac lookup = pepper_.Lookup(filed.code);
  const auto row = TRY(database_.Read([&](db::Transaction& tx) {
    return tx.QueryOne("SELECT salt, wrapped FROM voice_return WHERE lookup = $1",
                       {crypto::ByteView(lookup)});
  }));
  if (!row) return base::NotFound("the report was taken back");
  const crypto::KeyPair talk = TRY(UnwrapTalkKey(filed.code, row->Bytes(0), filed.id, row->Bytes(1)));
  const std::int64_t now = clock_.Now().ms;
  return Begin({.case_id = filed.id.text(),
                .talk = crypto::Base64Encode(talk.private_key().view()),
                .code = filed.code.Digits(),
                .until_ms = now + base::kVisitMinutes * base::kMinuteMs,
                .code_until_ms = now + base::kCodeShownMinutes * base::kMinuteMs});
}

base::Result<std::optional<Visit>> Reports::VisitOf(std::string_view cookie) {
  using Found = std::optional<Visit>;
  const std::optional<CookieKeys> keys = KeysOfCookie(cookie);
  if (!keys) return Found();
  const auto row = TRY(database_.Read([&](db::Transaction& tx) {
    return tx.QueryOne("SELECT box FROM voice_visit WHERE id = $1", {keys->id.view()});
  }));
  if (!row) return Found();
  const crypto::SecretBytes padded =
      TRY(crypto::Decrypt(keys->key, row->Bytes(0), crypto::AsBytes(kContext)));
  const crypto::SecretBytes text = TRY(Unpad(padded));
  const json::object object = TRY(ObjectIn(crypto::AsText(text.view())));
  const std::int64_t now = clock_.Now().ms;
  const std::string id = TextAt(object, "case");
  if (id.empty() || NumberAt(object, "until") <= now) return Found();
  crypto::Bytes talk = TRY(crypto::Base64Decode(TextAt(object, "talk")));
  crypto::KeyPair pair = TRY(crypto::KeyPair::FromPrivate(crypto::SecretBytes::Copy(talk)));
  crypto::Wipe(talk);
  Visit visit{.id = CaseId::FromStore(id),
              .talk = std::move(pair),
              .code = {},
              .saved = TextAt(object, "code").empty()};
  if (NumberAt(object, "code_until") > now) visit.code = ReturnCode::Parse(TextAt(object, "code"));
  // The case may have been deleted since.
  const auto there = TRY(database_.Read([&](db::Transaction& tx) {
    return tx.QueryOne("SELECT 1 FROM voice_return WHERE case_id = $1", {visit.id});
  }));
  if (!there) return Found();
  return Found(std::move(visit));
}

base::Status Reports::MarkSaved(std::string_view cookie, const Visit& visit) {
  const std::optional<CookieKeys> keys = KeysOfCookie(cookie);
  if (!keys) return base::Ok();
  const crypto::Bytes box =
      SealVisit(keys->key, VisitText{.case_id = visit.id.text(),
                                     .talk = crypto::Base64Encode(visit.talk.private_key().view()),
                                     .code = {},
                                     .until_ms = clock_.Now().ms + base::kVisitMinutes * base::kMinuteMs});
  TRY(database_.Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE voice_visit SET box = $2 WHERE id = $1",
                      {keys->id.view(), crypto::ByteView(box)});
  }));
  return base::Ok();
}

base::Status Reports::Leave(std::string_view cookie) {
  const std::optional<CookieKeys> keys = KeysOfCookie(cookie);
  if (!keys) return base::Ok();
  TRY(database_.Write([&](db::Transaction& tx) {
    return tx.Execute("DELETE FROM voice_visit WHERE id = $1", {keys->id.view()});
  }));
  return base::Ok();
}

// A row does not say when its visit ends; after the day it is over in any case.
base::Status Reports::Tidy() {
  const Day today = DayOf(clock_.Now());
  TRY(database_.Write([&](db::Transaction& tx) {
    return tx.Execute("DELETE FROM voice_visit WHERE day < $1 - 1", {today});
  }));
  return base::Ok();
}

}  // namespace voice
