// The side of whoever got a link: no account, no cookie; every answer is alike where nothing is opened.

#include <algorithm>
#include <boost/json.hpp>

#include "base/limits_referral.h"
#include "crypto/encoding.h"
#include "desk/tr.h"
#include "voice/intake/json_texts.h"
#include "voice/referral/referrals.h"

namespace voice::referral {

// An opened link: what the pass code gave, for one request.
struct Referrals::Sitting {
  ReferralId id;
  crypto::SecretBytes link_key;
};

namespace {

namespace json = boost::json;

constexpr std::size_t kUntilBytes = 8;

std::string SittingContext(const ReferralId& id) {
  return "voice referral sitting\n" + id.text();
}

// The key of the link with the moment until which it can be used, under the installation's key: a form
// carries it instead of the pass code.
std::string SealSitting(const crypto::SecretBytes& key, const ReferralId& id,
                        const crypto::SecretBytes& link_key, std::int64_t until_ms) {
  crypto::SecretBytes text(crypto::kKeyBytes + kUntilBytes);
  std::ranges::copy(link_key.view(), text.writable().begin());
  for (std::size_t i = 0; i < kUntilBytes; ++i)
    text.writable()[crypto::kKeyBytes + i] = static_cast<std::byte>(until_ms >> (8 * i));
  return crypto::Base64UrlEncode(crypto::Encrypt(key, text.view(), crypto::AsBytes(SittingContext(id))));
}

std::optional<crypto::SecretBytes> OpenSitting(const crypto::SecretBytes& key, const ReferralId& id,
                                               std::string_view sitting, std::int64_t now_ms) {
  const base::Result<crypto::Bytes> box = crypto::Base64UrlDecode(sitting);
  if (!box) return std::nullopt;
  const base::Result<crypto::SecretBytes> text =
      crypto::Decrypt(key, *box, crypto::AsBytes(SittingContext(id)));
  if (!text || text->size() != crypto::kKeyBytes + kUntilBytes) return std::nullopt;
  std::int64_t until = 0;
  for (std::size_t i = 0; i < kUntilBytes; ++i)
    until |= static_cast<std::int64_t>(text->view()[crypto::kKeyBytes + i]) << (8 * i);
  if (until <= now_ms) return std::nullopt;
  return crypto::SecretBytes::Copy(text->view().first(crypto::kKeyBytes));
}

// The copy's key, where the copy lives.
base::Result<std::optional<crypto::SecretBytes>> CopyKeyOf(db::Transaction& tx, const ReferralRow& row,
                                                           const crypto::SecretBytes& link_key) {
  using Key = std::optional<crypto::SecretBytes>;
  const auto found = TRY(tx.QueryOne("SELECT wrapped FROM voice_referral WHERE id = $1", {row.id}));
  if (!row.Live() || !found || found->IsNull(0)) return Key();
  return Key(TRY(OpenUnder(link_key, row.id, "key", found->Bytes(0))));
}

}  // namespace

base::Result<TheirView> Referrals::ViewOf(db::Transaction& tx, const Sitting& sitting) {
  TheirView view{
      .row = TRY(RowOf(tx, sitting.id)), .number = {}, .from = {}, .copy = {}, .words = {}, .sitting = {}};
  const auto closing = TRY(tx.QueryOne("SELECT closing FROM voice_referral WHERE id = $1", {sitting.id}));
  const crypto::SecretBytes text = TRY(OpenUnder(sitting.link_key, sitting.id, "closing", closing->Bytes(0)));
  const json::object written = TRY(ObjectIn(crypto::AsText(text.view())));
  for (const auto& [name, said] : written)
    if (said.is_string()) (name == "from" ? view.from : view.number) = std::string(said.get_string());
  if (const auto key = TRY(CopyKeyOf(tx, view.row, sitting.link_key)); key) {
    view.copy = TRY(CopyIn(tx, view.row, *key));
    view.words = TRY(WordsOf(tx, view.row, *key));
  }
  view.sitting = SealSitting(keys_.sitting, sitting.id, sitting.link_key,
                             clock_.Now().ms + base::kSittingMinutes * base::kMinuteMs);
  return view;
}

base::Result<std::optional<TheirView>> Referrals::OpenLink(std::string_view token_text,
                                                           std::string_view typed) {
  using View = std::optional<TheirView>;
  const auto token = TokenIn(token_text);
  const std::string code = CodeIn(typed);
  if (!token || code.empty()) return View();
  const crypto::Mac lookup = LookupOf(keys_.pepper.view(), *token);
  crypto::Bytes salt_bytes, closing;
  std::optional<ReferralRow> row;
  // The try is counted before it is made, so that many at once count as many.
  const base::Status counted = access_.database().Write([&](db::Transaction& tx) -> base::Status {
    row.reset();
    const auto found = TRY(tx.QueryOne("SELECT id, salt, closing FROM voice_referral WHERE lookup = $1",
                                       {crypto::ByteView(lookup)}));
    if (!found) return base::Ok();
    ReferralRow known = TRY(RowOf(tx, found->IdAt<ReferralId>(0)));
    if (known.tries >= base::kMaxPassCodeTries) return base::Ok();
    TRY(tx.Execute("UPDATE voice_referral SET tries = tries + 1 WHERE id = $1", {known.id}));
    if (known.tries + 1 == base::kMaxPassCodeTries)
      TRY(tx.Execute("UPDATE voice_referral SET unread = 1 WHERE id = $1", {known.id}));
    salt_bytes.assign(found->Bytes(1).begin(), found->Bytes(1).end());
    closing.assign(found->Bytes(2).begin(), found->Bytes(2).end());
    row = std::move(known);
    return base::Ok();
  });
  if (!counted) return counted.error();
  if (!row) return View();
  crypto::PassphraseSalt salt{};
  if (salt_bytes.size() != salt.size()) return base::Corrupt("the salt of a link is damaged");
  std::copy(salt_bytes.begin(), salt_bytes.end(), salt.begin());
  Sitting sitting{row->id, TRY(LinkKey(*token, code, salt, cost_))};
  if (!OpenUnder(sitting.link_key, sitting.id, "closing", closing)) return View();
  return access_.database().Write([&](db::Transaction& tx) -> base::Result<View> {
    const ReferralRow known = TRY(RowOf(tx, sitting.id));
    TRY(tx.Execute("UPDATE voice_referral SET tries = 0 WHERE id = $1", {known.id}));
    if (known.Live() && known.expires && *known.expires < Today())
      TRY(Move(tx, vault_, known, Act::kExpire, Today(), true));
    else if (known.state == State::kSent)
      TRY(Move(tx, vault_, known, Act::kOpen, Today(), true));
    return View(TRY(ViewOf(tx, sitting)));
  });
}

base::Result<std::optional<Referrals::Sitting>> Referrals::SittingOf(std::string_view token_text,
                                                                     std::string_view sitting) {
  using Found = std::optional<Sitting>;
  const auto token = TokenIn(token_text);
  if (!token) return Found();
  const crypto::Mac lookup = LookupOf(keys_.pepper.view(), *token);
  const auto row = TRY(access_.database().Read([&](db::Transaction& tx) {
    return tx.QueryOne("SELECT id FROM voice_referral WHERE lookup = $1", {crypto::ByteView(lookup)});
  }));
  if (!row) return Found();
  const auto id = row->IdAt<ReferralId>(0);
  std::optional<crypto::SecretBytes> key = OpenSitting(keys_.sitting, id, sitting, clock_.Now().ms);
  if (!key) return Found();
  return Found(Sitting{id, *std::move(key)});
}

base::Result<std::optional<TheirView>> Referrals::Resume(std::string_view token, std::string_view sitting) {
  using View = std::optional<TheirView>;
  const std::optional<Sitting> open = TRY(SittingOf(token, sitting));
  if (!open) return View();
  return access_.database().Read(
      [&](db::Transaction& tx) -> base::Result<View> { return View(TRY(ViewOf(tx, *open))); });
}

// One act of a recipient, outsider or team.
base::Status Referrals::Their(db::Transaction& tx, const ReferralRow& row, TheirAct act,
                              std::string_view text, const crypto::SecretBytes* copy_key) {
  const bool needs_words = act == TheirAct::kDecline || act == TheirAct::kAsk || act == TheirAct::kKept;
  if (needs_words && text.empty()) return base::Invalid(desk::tr("please write why, or what you ask"));
  const Word word{.theirs = true, .day = 0, .act = std::string(TheirActName(act)), .text = std::string(text)};
  // The word goes first: a step that ends the referral destroys what its key opens.
  TRY(AddWord(tx, row, word, Today(), copy_key));
  switch (act) {
    case TheirAct::kAccept:
      return Move(tx, vault_, row, Act::kAccept, Today(), true);
    case TheirAct::kDecline:
      return Move(tx, vault_, row, Act::kDecline, Today(), true);
    case TheirAct::kFinish:
      return Move(tx, vault_, row, Act::kFinish, Today(), true);
    case TheirAct::kAsk:
      if (!row.Live()) return base::Error{base::Code::kConflict, desk::tr("this referral has ended"), {}};
      TRY(tx.Execute("UPDATE voice_referral SET unread = 1, version = version + 1 WHERE id = $1", {row.id}));
      return base::Ok();
    case TheirAct::kDeleted:
    case TheirAct::kKept:
    case TheirAct::kCount:
      break;
  }
  if (row.Live()) return base::Error{base::Code::kConflict, desk::tr("this referral has not ended"), {}};
  ReferralRow now = row;
  if (now.deletion == Deletion::kNone) {
    TRY(MoveDeletion(tx, now, DeletionAct::kAsk, Today()));
    now.deletion = Deletion::kAsked;
  }
  return MoveDeletion(tx, now, act == TheirAct::kDeleted ? DeletionAct::kConfirm : DeletionAct::kRefuse,
                      Today());
}

base::Result<std::optional<TheirView>> Referrals::ActByLink(std::string_view token, std::string_view sitting,
                                                            TheirAct act, std::string_view text) {
  using View = std::optional<TheirView>;
  const std::optional<Sitting> open = TRY(SittingOf(token, sitting));
  if (!open) return View();
  return access_.database().Write([&](db::Transaction& tx) -> base::Result<View> {
    const ReferralRow row = TRY(RowOf(tx, open->id));
    const std::optional<crypto::SecretBytes> key = TRY(CopyKeyOf(tx, row, open->link_key));
    TRY(Their(tx, row, act, text, key ? &*key : nullptr));
    return View(TRY(ViewOf(tx, *open)));
  });
}

base::Result<OpenedFile> Referrals::FileByLink(std::string_view token, std::string_view sitting,
                                               std::size_t place) {
  const std::optional<Sitting> open = TRY(SittingOf(token, sitting));
  if (!open) return base::NotFound(desk::tr("there is no such file"));
  return access_.database().Read([&](db::Transaction& tx) -> base::Result<OpenedFile> {
    const ReferralRow row = TRY(RowOf(tx, open->id));
    const std::optional<crypto::SecretBytes> key = TRY(CopyKeyOf(tx, row, open->link_key));
    if (!key) return base::NotFound(desk::tr("there is no such file"));
    return FileIn(tx, row, *key, place);
  });
}

}  // namespace voice::referral
