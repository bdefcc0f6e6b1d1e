#pragma once
// The front desk: everything the rooms above share, made once a process. A room registers what it has
// (routes, migrations, job kinds, navigation) with Register functions called by main before Start.
// Thread-safe after that.

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "crypto/secret.h"
#include "db/db.h"
#include "desk/audit/audit.h"
#include "desk/config.h"
#include "desk/jobs/blobs.h"
#include "desk/jobs/jobs.h"
#include "desk/web/pages.h"
#include "desk/web/router.h"
#include "net/client.h"

namespace desk {

class People;    // people/people.h
class SignIn;    // signin/signin.h
class Webhooks;  // jobs/webhooks.h
class Metrics;   // web/metrics.h

// What of the world the desk uses; tests put fakes here. Absent members are made by Desk::Open.
struct World {
  std::unique_ptr<base::Clock> clock;
  std::unique_ptr<base::Random> random;
  std::unique_ptr<net::Fetcher> fetcher;
  std::unique_ptr<net::Mailer> mailer;
};

class Desk {
 public:
  // Opens the store; does not migrate.
  static base::Result<std::unique_ptr<Desk>> Open(Config config, World world = {});
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  const Config& config() const;
  db::Database& database();
  const base::Clock& clock() const;
  base::Random& random();
  net::Fetcher& fetcher();
  net::Mailer& mailer();
  Audit& audit();
  Jobs& jobs();
  Blobs& blobs();
  People& people();
  SignIn& sign_in();
  Webhooks& webhooks();
  Metrics& metrics();
  Router& router();
  const Router& router() const;
  // 32 bytes that never leave the installation (file keys/installation.key, mode 0600, made by init):
  // cursors, flash cookies, forgery tokens. `purpose` separates uses: HKDF(key, purpose).
  crypto::SecretBytes InstallationKey(std::string_view purpose) const;

  // Registration, before Start.
  void AddMigrations(std::span<const db::Migration> migrations);
  // Keeps a room's own service alive as long as the desk, and lets go of it after the jobs have stopped and
  // before the store closes.
  void Keep(std::shared_ptr<void> service);
  void AddNav(NavEntry entry);
  void AddHome(HomeEntry entry);
  const std::vector<NavEntry>& nav() const;
  const std::vector<HomeEntry>& home() const;
  // A part of /readyz: returns an error while it is not ready. Also asked by `config check`.
  void AddReadiness(std::string name, std::function<base::Status()> check);
  struct Readiness {
    std::string name;
    std::optional<base::Error> error;  // absent: ready
  };
  std::vector<Readiness> Ready();

  base::Result<db::MigrationState> Migrate();
  base::Result<db::MigrationState> PendingMigrations();

 private:
  Desk();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The desk's own routes, migrations, jobs: people, sign-in, audit, jobs, settings, health, reference.
void Register(Desk& desk);

}  // namespace desk
