#include "desk/signin/signin.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <thread>

#include "base/limits.h"
#include "crypto/mac.h"
#include "crypto/password.h"
#include "crypto/totp.h"
#include "desk/people/test_office.h"
#include "desk/signin/client.h"
#include "desk/signin/throttle.h"

namespace desk {
namespace {

constexpr std::string_view kHome = "192.0.2.17";
constexpr std::string_view kAway = "203.0.113.5";
constexpr std::string_view kFirefox =
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

class SignInTest : public OfficeTest {
 protected:
  void SetUp() override {
    OfficeTest::SetUp();
    if (IsSkipped()) return;
    org_ = Organisation("first");
    ada_ = Person("ada@example.org", org_, {Role::kAnalyst});
  }
  base::Result<NewSession> Try(std::string_view password, std::string_view from = kHome,
                               std::string_view email = "ada@example.org") {
    return sign_in().WithPassword(email, password, from, kFirefox);
  }
  NewSession SignedIn(std::string_view from = kHome) { return Try(kTestPassword, from).value(); }
  Actor ActorIn(const NewSession& session) { return sign_in().ActorOfCookie(session.cookie).value(); }
  // As many attempts as a network has free, and one more, without the time their hashes would take.
  void TryManyAccountsFrom(std::string_view address) {
    const crypto::SecretBytes key = crypto::HkdfSha256(crypto::AsBytes(kTestKey), {}, "hash", 32);
    Throttle throttle(database(), clock_, key);
    for (int i = 0; i < kNetworkPace.free; ++i)
      EXPECT_TRUE(throttle.Begin({{"network " + NetworkOf(address), kNetworkPace}}));
    EXPECT_EQ(CodeOf(Try("", address, "somebody@example.org")), base::Code::kUnauthenticated);
  }
  // The code of the app for the secret as shown.
  std::string CodeFor(const std::string& secret_base32) {
    return crypto::TotpCode(FromBase32(secret_base32), clock_.Now().ms / crypto::kTotpStepMs);
  }
  static crypto::Bytes FromBase32(const std::string& text) {
    crypto::Bytes bytes;
    unsigned pending = 0;
    int bits = 0;
    for (const char c : text) {
      pending = pending << 5 | static_cast<unsigned>(c >= 'A' ? c - 'A' : c - '2' + 26);
      bits += 5;
      if (bits < 8) continue;
      bits -= 8;
      bytes.push_back(static_cast<std::byte>(pending >> bits & 0xFFu));
    }
    return bytes;
  }
  // Sets the app up; returns its secret and keeps the recovery codes.
  std::string SetUpTotp(const Actor& actor) {
    const std::string secret = sign_in().BeginTotp(actor).value().secret_base32;
    recovery_ = sign_in().ConfirmTotp(actor, CodeFor(secret)).value();
    clock_.Advance(2 * crypto::kTotpStepMs);
    return secret;
  }

  OrgId org_;
  PersonId ada_;
  std::vector<std::string> recovery_;
  const crypto::SecretBytes key_for_throttle_{32};
};
MANUMIT_ON_BOTH_DATABASES(SignInTest);

TEST_P(SignInTest, PasswordMakesASession) {
  const NewSession session = SignedIn();
  EXPECT_FALSE(session.needs_second_factor);
  EXPECT_EQ(session.max_age_s, 12 * 3600);
  const Actor actor = ActorIn(session);
  EXPECT_EQ(actor.kind, Actor::Kind::kPerson);
  EXPECT_EQ(actor.person, ada_);
  EXPECT_EQ(actor.org, org_);
  EXPECT_TRUE(actor.Can(Permission::kAlertsJudge));
  EXPECT_FALSE(actor.Can(Permission::kPeopleManage));
  EXPECT_EQ(Count("SELECT COUNT(*) FROM session WHERE secret_hash = '" + session.cookie + "'"), 0);
  const std::vector<SessionInfo> all = sign_in().Sessions(actor).value();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_TRUE(all[0].current);
  EXPECT_EQ(all[0].method, "password");
  EXPECT_EQ(all[0].agent, "Firefox on Linux");
  for (const std::string& wrong : {std::string(), std::string(43, 'A'), session.cookie + "A"})
    EXPECT_EQ(CodeOf(sign_in().ActorOfCookie(wrong)), base::Code::kUnauthenticated);
}

TEST_P(SignInTest, WrongAddressAndWrongPasswordLookTheSame) {
  people().CreatePerson(system_, "nopassword@example.org", "", "", false).value();
  people().SetPersonActive(system_, Person("gone@example.org", org_, {Role::kViewer}), false).value();
  const base::Error wrong = Try("not the password").error();
  for (const auto& [email, password] :
       {std::pair("nobody@example.org", "not the password"), std::pair("not an address", "not the password"),
        std::pair("nopassword@example.org", ""), std::pair("gone@example.org", "correct horse battery")}) {
    const base::Error error = Try(password, kHome, email).error();
    EXPECT_EQ(error.code, wrong.code) << email;
    EXPECT_EQ(error.external, wrong.external) << email;
  }
  EXPECT_EQ(Try(std::string(base::kMaxPassphraseBytes + 1, 'x')).error().external, wrong.external);
}

// One hash each; none would be some hundred times quicker.
TEST_P(SignInTest, WrongAddressAndWrongPasswordTakeTheSameTime) {
  ASSERT_TRUE(crypto::DecoyHash());
  // Of this thread's processor: what else the machine does is not in it.
  const auto spent = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  const auto fastest = [&](std::string_view email) {
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
      const double began = spent();
      EXPECT_FALSE(Try("not the password", kHome, email));
      best = std::min(best, spent() - began);
    }
    return best;
  };
  const double known = fastest("ada@example.org");
  const double unknown = fastest("nobody@example.org");
  EXPECT_LT(known / unknown, 3.0);
  EXPECT_LT(unknown / known, 3.0);
}

TEST_P(SignInTest, AStrangerSlowsHimselfDown) {
  for (int i = 0; i < kStrangerPace.free + 1; ++i)
    EXPECT_EQ(CodeOf(Try("guess", kAway)), base::Code::kUnauthenticated);
  EXPECT_EQ(CodeOf(Try("guess", kAway)), base::Code::kBusy);
  EXPECT_EQ(CodeOf(Try(kTestPassword, kAway)), base::Code::kBusy);
  // Another process counts the same.
  EXPECT_EQ(CodeOf(MakeSignIn()->WithPassword("ada@example.org", kTestPassword, "203.0.113.77", "")),
            base::Code::kBusy);
  clock_.Advance(base::kSecondMs);
  EXPECT_EQ(CodeOf(Try("guess", kAway)), base::Code::kUnauthenticated);
  clock_.Advance(base::kSecondMs);
  EXPECT_EQ(CodeOf(Try("guess", kAway)), base::Code::kBusy);
  clock_.Advance(base::kSecondMs);
  EXPECT_TRUE(Try(kTestPassword, kAway));
  // Success forgets.
  EXPECT_EQ(CodeOf(Try("guess", kAway)), base::Code::kUnauthenticated);
  EXPECT_EQ(CodeOf(Try("guess", kAway)), base::Code::kUnauthenticated);
}

TEST_P(SignInTest, TheDelayGrowsToItsLimitAndADayForgets) {
  Throttle throttle(database(), clock_, key_for_throttle_);
  const auto attempt = [&] { return throttle.Begin({{"x", kStrangerPace}}); };
  for (int i = 0; i < 30; ++i) {
    while (!attempt()) clock_.Advance(base::kSecondMs);
  }
  clock_.Advance(kStrangerPace.most_ms - base::kSecondMs);
  EXPECT_EQ(CodeOf(attempt()), base::Code::kBusy);
  clock_.Advance(base::kSecondMs);
  EXPECT_TRUE(attempt());
  clock_.Advance(base::kDayMs);
  for (int i = 0; i < kStrangerPace.free; ++i) EXPECT_TRUE(attempt());
  EXPECT_TRUE(attempt());
  EXPECT_FALSE(attempt());
}

TEST_P(SignInTest, StrangersDoNotLockThePersonOut) {
  SignedIn(kHome);
  for (int i = 0; i < 200; ++i) static_cast<void>(Try("guess", kAway));
  EXPECT_EQ(CodeOf(Try(kTestPassword, kAway)), base::Code::kBusy);
  EXPECT_TRUE(Try(kTestPassword, kHome));
  EXPECT_TRUE(Try(kTestPassword, "198.51.100.1"));
  // Nor from her own network, with other accounts.
  TryManyAccountsFrom(kHome);
  EXPECT_EQ(CodeOf(Try("", kHome, "nobody@example.org")), base::Code::kBusy);
  EXPECT_TRUE(Try(kTestPassword, kHome));
}

TEST_P(SignInTest, ANetworkThatTriesManyAccountsWaits) {
  TryManyAccountsFrom(kAway);
  EXPECT_EQ(CodeOf(Try(kTestPassword, kAway)), base::Code::kBusy);
  EXPECT_TRUE(Try(kTestPassword, kHome));
}

TEST_P(SignInTest, AttemptsAtOnceAreCountedOneByOne) {
  std::vector<std::thread> threads;
  std::atomic<int> let_through = 0;
  for (int i = 0; i < 12; ++i)
    threads.emplace_back([&] {
      if (MakeSignIn()->WithPassword("nobody@example.org", "guess", kAway, "").error().code !=
          base::Code::kBusy)
        ++let_through;
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_LE(let_through, kStrangerPace.free + 1);
}

TEST_P(SignInTest, SessionsEnd) {
  const NewSession idle = SignedIn();
  clock_.Advance((config_.session_idle_minutes + 1) * base::kMinuteMs);
  EXPECT_FALSE(sign_in().ActorOfCookie(idle.cookie));
  const NewSession old = SignedIn();
  for (int i = 0; i < 12 * 2 - 1; ++i) {
    clock_.Advance(base::kHourMs / 2);
    EXPECT_TRUE(sign_in().ActorOfCookie(old.cookie)) << i;
  }
  clock_.Advance(base::kHourMs / 2);
  EXPECT_FALSE(sign_in().ActorOfCookie(old.cookie));
  const NewSession left = SignedIn();
  EXPECT_TRUE(sign_in().SignOut(ActorIn(left)));
  EXPECT_FALSE(sign_in().ActorOfCookie(left.cookie));
}

TEST_P(SignInTest, SessionsAreRevokedEverywhere) {
  const NewSession one = SignedIn();
  const NewSession two = SignedIn();
  const NewSession three = SignedIn();
  const Actor actor = ActorIn(one);
  EXPECT_EQ(sign_in().Sessions(actor)->size(), 3u);
  const Actor other = ActorOf(Person("bo@example.org", org_, {Role::kAdmin}));
  EXPECT_EQ(CodeOf(sign_in().Revoke(other, two.id)), base::Code::kNotFound);
  EXPECT_EQ(CodeOf(sign_in().RevokeAll(other, ada_)), base::Code::kNotFound);
  EXPECT_TRUE(sign_in().Revoke(actor, two.id));
  EXPECT_FALSE(MakeSignIn()->ActorOfCookie(two.cookie));
  EXPECT_TRUE(sign_in().RevokeAll(actor, ada_));
  EXPECT_FALSE(sign_in().ActorOfCookie(three.cookie));
  EXPECT_TRUE(sign_in().ActorOfCookie(one.cookie));
  EXPECT_TRUE(people().SetPersonActive(system_, ada_, false));
  EXPECT_FALSE(sign_in().ActorOfCookie(one.cookie));
}

TEST_P(SignInTest, SessionsAreBounded) {
  const NewSession first = SignedIn();
  clock_.Advance(base::kMinuteMs);
  for (int i = 1; i < base::kMaxSessionsPerPerson; ++i)
    ASSERT_TRUE(database().RunScript(
        "INSERT INTO session SELECT 'x" + std::to_string(i) + "', person_id, org_id, 'h" + std::to_string(i) +
        "', 0, method, agent, created_ms, last_used_ms + 60000, expires_ms FROM session WHERE id = '" +
        first.id.text() + "'"));
  EXPECT_TRUE(sign_in().ActorOfCookie(first.cookie));
  ASSERT_TRUE(
      database().RunScript("UPDATE session SET last_used_ms = 1 WHERE id = '" + first.id.text() + "'"));
  SignedIn();
  EXPECT_EQ(Count("SELECT COUNT(*) FROM session"), base::kMaxSessionsPerPerson);
  EXPECT_FALSE(sign_in().ActorOfCookie(first.cookie));
}

TEST_P(SignInTest, OrganisationsAreSwitched) {
  const OrgId second = Organisation("second");
  const OrgId strange = Organisation("strange");
  ASSERT_TRUE(people().SetRoles(system_, second, ada_, {Role::kAdmin}));
  const NewSession session = SignedIn();
  EXPECT_EQ(ActorIn(session).org, org_);
  EXPECT_EQ(CodeOf(sign_in().SwitchOrganisation(ActorIn(session), strange)), base::Code::kNotFound);
  EXPECT_TRUE(sign_in().SwitchOrganisation(ActorIn(session), second));
  EXPECT_TRUE(ActorIn(session).Can(Permission::kPeopleManage));
  EXPECT_EQ(ActorIn(SignedIn()).org, second);
  // Leaving an organisation ends the sessions in it.
  ASSERT_TRUE(
      people().SetRoles(system_, second, Person("bo@example.org", second, {Role::kAdmin}), {Role::kAdmin}));
  ASSERT_TRUE(people().SetRoles(system_, second, ada_, {}));
  EXPECT_FALSE(sign_in().ActorOfCookie(session.cookie));
  EXPECT_EQ(ActorIn(SignedIn()).org, org_);
  EXPECT_EQ(CodeOf(sign_in().ActorOfPerson(ada_, second)), base::Code::kForbidden);
}

TEST_P(SignInTest, Passwords) {
  const NewSession one = SignedIn();
  const NewSession two = SignedIn();
  const Actor actor = ActorIn(one);
  EXPECT_TRUE(sign_in().HasPassword(ada_).value());
  EXPECT_EQ(CodeOf(sign_in().ChangePassword(actor, "not the password", "a new long password")),
            base::Code::kUnauthenticated);
  EXPECT_EQ(CodeOf(sign_in().ChangePassword(actor, kTestPassword, "short")), base::Code::kInvalid);
  EXPECT_TRUE(sign_in().ChangePassword(actor, kTestPassword, "a new long password"));
  EXPECT_TRUE(sign_in().ActorOfCookie(one.cookie));
  EXPECT_FALSE(sign_in().ActorOfCookie(two.cookie));
  EXPECT_FALSE(Try(kTestPassword));
  EXPECT_TRUE(Try("a new long password"));
  const Actor other = ActorOf(Person("bo@example.org", org_, {Role::kAdmin}));
  EXPECT_EQ(CodeOf(sign_in().SetPassword(other, ada_, "a new long password")), base::Code::kNotFound);
  EXPECT_TRUE(sign_in().SetPassword(system_, ada_, "given by an operator"));
  EXPECT_FALSE(sign_in().ActorOfCookie(one.cookie));
  const PersonId none = people().CreatePerson(system_, "none@example.org", "", "", false).value();
  EXPECT_FALSE(sign_in().HasPassword(none).value());
  EXPECT_TRUE(sign_in().ChangePassword(ActorOf(none), "", "a first long password"));
}

TEST_P(SignInTest, CheaperHashesAreMadeAnew) {
  const std::string cheap =
      crypto::HashPassword(crypto::AsBytes(kTestPassword), {.passes = 1, .memory_bytes = 8u << 20}).value();
  ASSERT_TRUE(database().RunScript("UPDATE person SET password_hash = '" + cheap + "' WHERE id = '" +
                                   ada_.text() + "'"));
  EXPECT_TRUE(Try(kTestPassword));
  EXPECT_EQ(Count("SELECT COUNT(*) FROM person WHERE password_hash = '" + cheap + "'"), 0);
  EXPECT_TRUE(Try(kTestPassword));
}

TEST_P(SignInTest, TotpIsASecondFactor) {
  const std::string secret = SetUpTotp(ActorOf(ada_));
  EXPECT_TRUE(sign_in().HasTotp(ada_).value());
  EXPECT_EQ(CodeOf(sign_in().BeginTotp(ActorOf(ada_))), base::Code::kConflict);
  EXPECT_EQ(recovery_.size(), static_cast<std::size_t>(base::kRecoveryCodes));
  const NewSession partial = SignedIn();
  EXPECT_TRUE(partial.needs_second_factor);
  const Actor waiting = ActorIn(partial);
  EXPECT_EQ(waiting.kind, Actor::Kind::kNobody);
  EXPECT_EQ(waiting.session, partial.id);
  EXPECT_FALSE(waiting.Can(Permission::kSignedIn));
  EXPECT_TRUE(waiting.person.empty());
  EXPECT_EQ(CodeOf(sign_in().FinishWithTotp(partial.id, "000000", kHome)), base::Code::kUnauthenticated);
  const std::string code = CodeFor(secret);
  const NewSession whole =
      sign_in().FinishWithTotp(partial.id, code.substr(0, 3) + " " + code.substr(3), kHome).value();
  EXPECT_TRUE(ActorIn(whole).Can(Permission::kSignedIn));
  EXPECT_NE(whole.cookie, partial.cookie);
  EXPECT_FALSE(sign_in().ActorOfCookie(partial.cookie));
  EXPECT_EQ(sign_in().Sessions(ActorIn(whole))->at(0).method, "password+totp");
  EXPECT_EQ(CodeOf(sign_in().FinishWithTotp(whole.id, CodeFor(secret), kHome)), base::Code::kUnauthenticated);
}

TEST_P(SignInTest, ACodeIsGoodOnce) {
  const std::string secret = SetUpTotp(ActorOf(ada_));
  const std::string code = CodeFor(secret);
  EXPECT_TRUE(sign_in().FinishWithTotp(SignedIn().id, code, kHome));
  EXPECT_EQ(CodeOf(sign_in().FinishWithTotp(SignedIn().id, code, kHome)), base::Code::kUnauthenticated);
  clock_.Advance(crypto::kTotpStepMs);
  EXPECT_TRUE(sign_in().FinishWithTotp(SignedIn().id, CodeFor(secret), kHome));
}

TEST_P(SignInTest, RecoveryCodesAreGoodOnce) {
  SetUpTotp(ActorOf(ada_));
  EXPECT_EQ(Count("SELECT COUNT(*) FROM recovery_code"), base::kRecoveryCodes);
  const NewSession whole = sign_in().FinishWithTotp(SignedIn().id, recovery_[3], kHome).value();
  EXPECT_EQ(sign_in().Sessions(ActorIn(whole))->at(0).method, "password+recovery-code");
  EXPECT_EQ(CodeOf(sign_in().FinishWithTotp(SignedIn().id, recovery_[3], kHome)),
            base::Code::kUnauthenticated);
  EXPECT_TRUE(sign_in().FinishWithTotp(SignedIn().id, recovery_[4], kHome));
  EXPECT_TRUE(sign_in().RemoveTotp(ActorIn(whole), recovery_[5]));
  EXPECT_EQ(Count("SELECT COUNT(*) FROM recovery_code"), 0);
  EXPECT_FALSE(SignedIn().needs_second_factor);
}

TEST_P(SignInTest, CodesAreNotGuessed) {
  const std::string secret = SetUpTotp(ActorOf(ada_));
  const std::string_view networks[] = {"203.0.113.5", "198.51.100.9", "192.88.99.1"};
  int tried = 0;
  for (int i = 0; i < 30; ++i) {
    const NewSession partial = SignedIn(networks[i % 3]);
    if (CodeOf(sign_in().FinishWithTotp(partial.id, "000000", networks[i % 3])) ==
        base::Code::kUnauthenticated)
      ++tried;
  }
  EXPECT_EQ(tried, kCodePace.free + 1);
  clock_.Advance(base::kDayMs);
  const Actor actor = ActorOf(ada_);
  for (int i = 0; i < kCodePace.free + 1; ++i)
    EXPECT_EQ(CodeOf(sign_in().RemoveTotp(actor, "000000")), base::Code::kUnauthenticated);
  EXPECT_EQ(CodeOf(sign_in().RemoveTotp(actor, CodeFor(secret))), base::Code::kBusy);
}

TEST_P(SignInTest, APartialSignInRunsOut) {
  const std::string secret = SetUpTotp(ActorOf(ada_));
  const NewSession partial = SignedIn();
  clock_.Advance(base::kPartialSignInMs);
  EXPECT_FALSE(sign_in().ActorOfCookie(partial.cookie));
  EXPECT_EQ(CodeOf(sign_in().FinishWithTotp(partial.id, CodeFor(secret), kHome)),
            base::Code::kUnauthenticated);
}

TEST_P(SignInTest, AnUnconfirmedAppChangesNothing) {
  const std::string first = sign_in().BeginTotp(ActorOf(ada_)).value().secret_base32;
  EXPECT_FALSE(SignedIn().needs_second_factor);
  EXPECT_EQ(CodeOf(sign_in().ConfirmTotp(ActorOf(ada_), "000000")), base::Code::kUnauthenticated);
  const SignIn::TotpEnrolment second = sign_in().BeginTotp(ActorOf(ada_)).value();
  EXPECT_NE(second.secret_base32, first);
  EXPECT_NE(second.uri.find(second.secret_base32), std::string::npos);
  EXPECT_EQ(CodeOf(sign_in().ConfirmTotp(ActorOf(ada_), CodeFor(first))), base::Code::kUnauthenticated);
  EXPECT_TRUE(sign_in().ConfirmTotp(ActorOf(ada_), CodeFor(second.secret_base32)));
}

}  // namespace
}  // namespace desk
