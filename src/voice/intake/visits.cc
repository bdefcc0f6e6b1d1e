#include <algorithm>
#include <boost/json.hpp>

#include "base/limits_voice.h"
#include "base/log.h"
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
  std::string code;     // digits, until she showed that she has it
  std::int64_t begun_ms = 0;
  std::int64_t until_ms = 0;
  std::int64_t code_until_ms = 0;  // so long the code may be shown
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
                                                     {"begun", text.begun_ms},
                                                     {"until", text.until_ms},
                                                     {"code_until", text.code_until_ms}});
  const crypto::SecretBytes plain = crypto::SecretBytes::Take(written);
  return crypto::Encrypt(key, Pad(plain.view()).view(), crypto::AsBytes(kContext));
}

template <typename Text>
base::Result<Text> OpenVisit(const crypto::SecretBytes& key, crypto::ByteView box) {
  const crypto::SecretBytes padded = TRY(crypto::Decrypt(key, box, crypto::AsBytes(kContext)));
  const crypto::SecretBytes plain = TRY(Unpad(padded));
  const json::object object = TRY(ObjectIn(crypto::AsText(plain.view())));
  return Text{.case_id = TextAt(object, "case"),
              .talk = TextAt(object, "talk"),
              .code = TextAt(object, "code"),
              .begun_ms = NumberAt(object, "begun"),
              .until_ms = NumberAt(object, "until"),
              .code_until_ms = NumberAt(object, "code_until")};
}

// When a visit of which something is asked now is over.
std::int64_t VisitEnd(std::int64_t now_ms, std::int64_t begun_ms) {
  return std::min(now_ms + base::kVisitMinutes * base::kMinuteMs,
                  begun_ms + base::kLongestVisitMinutes * base::kMinuteMs);
}

// A visit goes on while she asks. Not worth a row's writing more often than once a minute, nor a failed
// request: where another request or MarkSaved wrote the row meanwhile, that stands.
template <typename Text>
void Prolong(db::Database& database, const CookieKeys& keys, crypto::ByteView box, Text text,
             std::int64_t now_ms) {
  const std::int64_t end = VisitEnd(now_ms, text.begun_ms);
  if (end - text.until_ms < base::kMinuteMs) return;
  text.until_ms = end;
  const crypto::Bytes longer = SealVisit(keys.key, text);
  const auto written = database.Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE voice_visit SET box = $2 WHERE id = $1 AND box = $3",
                      {keys.id.view(), crypto::ByteView(longer), box});
  });
  if (!written) base::LogError("visit-not-prolonged", {{"code", base::CodeName(written.error().code)}});
}

}  // namespace

base::Result<std::string> Reports::Begin(VisitText text) {
  text.begun_ms = clock_.Now().ms;
  text.until_ms = VisitEnd(text.begun_ms, text.begun_ms);
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
  VisitText text;
  text.talk = crypto::Base64Encode(talk.private_key().view());
  if (row) text.case_id = id.text();
  return Begin(std::move(text));
}

base::Result<std::string> Reports::OpenAfterFiling(const Filed& filed) {
  const crypto::Mac lookup = pepper_.Lookup(filed.code);
  const auto row = TRY(database_.Read([&](db::Transaction& tx) {
    return tx.QueryOne("SELECT salt, wrapped FROM voice_return WHERE lookup = $1",
                       {crypto::ByteView(lookup)});
  }));
  if (!row) return base::NotFound("the report was taken back");
  const crypto::KeyPair talk = TRY(UnwrapTalkKey(filed.code, row->Bytes(0), filed.id, row->Bytes(1)));
  return Begin({.case_id = filed.id.text(),
                .talk = crypto::Base64Encode(talk.private_key().view()),
                .code = filed.code.Digits(),
                .code_until_ms = clock_.Now().ms + base::kCodeShownMinutes * base::kMinuteMs});
}

base::Result<std::optional<Visit>> Reports::VisitOf(std::string_view cookie) {
  using Found = std::optional<Visit>;
  const std::optional<CookieKeys> keys = KeysOfCookie(cookie);
  if (!keys) return Found();
  const auto row = TRY(database_.Read([&](db::Transaction& tx) {
    return tx.QueryOne("SELECT box FROM voice_visit WHERE id = $1", {keys->id.view()});
  }));
  if (!row) return Found();
  const VisitText text = TRY(OpenVisit<VisitText>(keys->key, row->Bytes(0)));
  const std::int64_t now = clock_.Now().ms;
  if (text.case_id.empty() || text.until_ms <= now) return Found();
  crypto::Bytes talk = TRY(crypto::Base64Decode(text.talk));
  crypto::KeyPair pair = TRY(crypto::KeyPair::FromPrivate(crypto::SecretBytes::Copy(talk)));
  crypto::Wipe(talk);
  Visit visit{.id = CaseId::FromStore(text.case_id), .talk = std::move(pair), .code = {}};
  if (!text.code.empty()) visit.code = ReturnCode::Parse(text.code);
  visit.shows_code = visit.code && text.code_until_ms > now;
  // The case may have been deleted since.
  const auto there = TRY(database_.Read([&](db::Transaction& tx) {
    return tx.QueryOne("SELECT 1 FROM voice_return WHERE case_id = $1", {visit.id});
  }));
  if (!there) return Found();
  Prolong(database_, *keys, row->Bytes(0), text, now);
  return Found(std::move(visit));
}

base::Status Reports::MarkSaved(std::string_view cookie) {
  const std::optional<CookieKeys> keys = KeysOfCookie(cookie);
  if (!keys) return base::Ok();
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    const auto row = TRY(tx.QueryOne("SELECT box FROM voice_visit WHERE id = $1", {keys->id.view()}));
    if (!row) return base::Ok();
    VisitText text = TRY(OpenVisit<VisitText>(keys->key, row->Bytes(0)));
    text.code.clear();
    const crypto::Bytes box = SealVisit(keys->key, text);
    TRY(tx.Execute("UPDATE voice_visit SET box = $2 WHERE id = $1",
                   {keys->id.view(), crypto::ByteView(box)}));
    return base::Ok();
  });
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
