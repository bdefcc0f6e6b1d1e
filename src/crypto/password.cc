#include "crypto/password.h"

#include <fmt/format.h>
#include <sodium.h>

#include <charconv>
#include <mutex>
#include <optional>
#include <semaphore>

#include "crypto/raw.h"

namespace crypto {
namespace {

constexpr std::size_t kKibibyte = 1024;
constexpr std::size_t kPassphraseKeyBytes = 32;

std::counting_semaphore<base::kMaxConcurrentPasswordHashes>& Turns() {
  static std::counting_semaphore<base::kMaxConcurrentPasswordHashes> turns(
      base::kMaxConcurrentPasswordHashes);
  return turns;
}

base::Result<HashingTurn> TakeTurn() {
  return HashingTurn::Take(std::chrono::milliseconds(base::kPasswordHashWaitMs));
}

base::Status CheckLength(ByteView password) {
  if (password.size() > base::kMaxPassphraseBytes) {
    return base::TooLarge(fmt::format("a password has at most {} bytes", base::kMaxPassphraseBytes));
  }
  return base::Ok();
}

base::Error NoMemory() {
  return {base::Code::kInternal, "the server has no memory for this just now; try again later",
          "Argon2id: the system refused the memory"};
}

const char* Chars(ByteView bytes) {
  return reinterpret_cast<const char*>(Raw(bytes));
}

// Takes "<name><number>" off the front of `text`.
std::optional<std::uint64_t> TakeNumber(std::string_view& text, std::string_view name) {
  if (!text.starts_with(name)) return std::nullopt;
  text.remove_prefix(name.size());
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

// What a stored hash asks for; nothing where it is no such text.
std::optional<HashCost> CostOf(std::string_view hash) {
  if (hash.size() >= crypto_pwhash_STRBYTES || hash.find('\0') != hash.npos) return std::nullopt;
  if (!TakeNumber(hash, "$argon2id$v=")) return std::nullopt;
  const auto kibibytes = TakeNumber(hash, "$m=");
  const auto passes = kibibytes ? TakeNumber(hash, ",t=") : std::nullopt;
  if (!passes || !hash.starts_with(",p=1$")) return std::nullopt;
  if (*kibibytes > base::kMaxHashMemoryBytes / kKibibyte || *passes > base::kMaxHashPasses)
    return std::nullopt;
  return HashCost{*passes, *kibibytes * kKibibyte};
}

}  // namespace

base::Result<HashingTurn> HashingTurn::Take(std::chrono::milliseconds wait) {
  if (!Turns().try_acquire_for(wait)) {
    return base::Error{base::Code::kBusy, "too many people are signing in just now; try again in a moment",
                       "kMaxConcurrentPasswordHashes"};
  }
  return HashingTurn();
}

HashingTurn::~HashingTurn() {
  if (held_) Turns().release();
}

base::Result<std::string> HashPassword(ByteView password, HashCost cost) {
  InitCrypto();
  TRY(CheckLength(password));
  const HashingTurn turn = TRY(TakeTurn());
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_str_alg(text.data(), Chars(password), password.size(), cost.passes, cost.memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return NoMemory();
  }
  return std::string(text.data());
}

base::Result<bool> VerifyPassword(ByteView password, std::string_view hash) {
  InitCrypto();
  TRY(CheckLength(password));
  if (!CostOf(hash)) return base::Corrupt("the stored password is damaged; ask for a new one to be set");
  const HashingTurn turn = TRY(TakeTurn());
  std::array<char, crypto_pwhash_STRBYTES> text{};
  hash.copy(text.data(), text.size() - 1);
  return crypto_pwhash_str_verify(text.data(), Chars(password), password.size()) == 0;
}

bool NeedsRehash(std::string_view hash, HashCost cost) {
  return CostOf(hash) != cost;
}

base::Result<std::string> DecoyHash() {
  static std::mutex mutex;
  static std::optional<std::string> decoy;
  const std::lock_guard lock(mutex);
  if (!decoy) {
    const SecretBytes unknown = SecretBytes::Random(kPassphraseKeyBytes);
    decoy = TRY(HashPassword(unknown.view()));
  }
  return *decoy;
}

PassphraseSalt NewPassphraseSalt() {
  InitCrypto();
  PassphraseSalt salt;
  randombytes_buf(salt.data(), salt.size());
  return salt;
}

base::Result<SecretBytes> KeyFromPassphrase(ByteView passphrase, const PassphraseSalt& salt, HashCost cost) {
  static_assert(kPassphraseSaltBytes == crypto_pwhash_SALTBYTES);
  InitCrypto();
  TRY(CheckLength(passphrase));
  const bool sane = cost.passes >= crypto_pwhash_OPSLIMIT_MIN && cost.passes <= base::kMaxHashPasses &&
                    cost.memory_bytes >= crypto_pwhash_MEMLIMIT_MIN &&
                    cost.memory_bytes <= base::kMaxHashMemoryBytes;
  if (!sane) return base::Corrupt("the stored cost of the pass-phrase is damaged");
  const HashingTurn turn = TRY(TakeTurn());
  SecretBytes key(kPassphraseKeyBytes);
  if (crypto_pwhash(reinterpret_cast<unsigned char*>(key.writable().data()), key.size(), Chars(passphrase),
                    passphrase.size(), reinterpret_cast<const unsigned char*>(salt.data()), cost.passes,
                    cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return NoMemory();
  }
  return key;
}

}  // namespace crypto
