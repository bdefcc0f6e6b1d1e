#include "desk/signin/signin.h"

#include "crypto/encoding.h"
#include "crypto/mac.h"
#include "desk/signin/impl.h"

namespace desk {

namespace {

crypto::SecretBytes Derived(const crypto::SecretBytes& key, std::string_view use) {
  return crypto::HkdfSha256(key.view(), {}, use, 32);
}

}  // namespace

SignIn::Impl::Impl(db::Database& d, const base::Clock& c, base::Random& r, Audit& a, People& p,
                   const Config& f, net::Fetcher& fetcher, crypto::SecretBytes k)
    : database(d),
      clock(c),
      random(r),
      audit(a),
      people(p),
      config(f),
      totp_key(Derived(k, "totp")),
      hash_key(Derived(k, "hash")),
      challenge_key(Derived(k, "challenge")),
      throttle(d, c, hash_key),
      challenges(c, r, challenge_key),
      providers(f, c, fetcher) {}

std::string SignIn::Impl::KeyedHash(std::string_view text) const {
  return crypto::HexEncode(crypto::HmacSha256(hash_key.view(), crypto::AsBytes(text)));
}

std::string SignIn::Impl::Origin() const {
  if (!config.public_url.empty()) return config.public_url;
  return (config.tls_certificate.empty() ? "http://" : "https://") + config.listen;
}

SignIn::SignIn(db::Database& database, const base::Clock& clock, base::Random& random, Audit& audit,
               People& people, const Config& config, net::Fetcher& fetcher, crypto::SecretBytes key)
    : impl_(std::make_unique<Impl>(database, clock, random, audit, people, config, fetcher, std::move(key))) {
}

SignIn::~SignIn() = default;

std::string PersonRecord(const PersonId& person) {
  return "person:" + person.text();
}

Actor ActorSigningIn(const PersonId& person) {
  Actor actor;
  actor.kind = Actor::Kind::kPerson;
  actor.person = person;
  actor.label = PersonRecord(person);
  return actor;
}

}  // namespace desk
