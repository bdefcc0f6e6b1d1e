#include "desk/desk.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <mutex>

#include "crypto/mac.h"
#include "desk/installation_key.h"
#include "desk/jobs/webhooks.h"
#include "desk/people/people.h"
#include "desk/signin/signin.h"
#include "desk/web/metrics.h"

namespace desk {

namespace {

// A mail server on this machine is spoken to without TLS: what it is told does not leave the machine, and its
// certificate would be for another name.
bool IsThisMachine(std::string_view host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

std::unique_ptr<net::Mailer> MailerFor(const Config& config) {
  if (config.smtp_host.empty()) return net::MakeFolderMailer(config.data_dir + "/mail");
  return net::MakeSmtpMailer({.host = config.smtp_host,
                              .port = config.smtp_port,
                              .from = config.smtp_from,
                              .user = config.smtp_user,
                              .password = config.smtp_password,
                              .starttls = !IsThisMachine(config.smtp_host)});
}

}  // namespace

struct Desk::Impl {
  Config config;
  World world;
  crypto::SecretBytes key;
  std::unique_ptr<db::Database> database;
  std::unique_ptr<Metrics> metrics;
  std::unique_ptr<Audit> audit;
  std::unique_ptr<Blobs> blobs;
  std::unique_ptr<People> people;
  std::unique_ptr<SignIn> sign_in;
  std::unique_ptr<Webhooks> webhooks;
  std::unique_ptr<Router> router;
  std::vector<std::shared_ptr<void>> kept;
  std::unique_ptr<Jobs> jobs;  // last: its threads use all of the above, so they end first
  std::vector<db::Migration> migrations;
  std::vector<NavEntry> nav;
  std::vector<HomeEntry> home;
  std::vector<std::pair<std::string, std::function<base::Status()>>> readiness;
};

Desk::Desk() : impl_(std::make_unique<Impl>()) {}
Desk::~Desk() = default;

base::Result<std::unique_ptr<Desk>> Desk::Open(Config config, World world) {
  std::unique_ptr<Desk> desk(new Desk());
  Impl& impl = *desk->impl_;
  if (!world.clock) world.clock = std::make_unique<base::SystemClock>();
  if (!world.random) world.random = std::make_unique<base::SystemRandom>();
  if (!world.fetcher) world.fetcher = net::MakeFetcher();
  if (!world.mailer) world.mailer = MailerFor(config);
  impl.key = TRY(ReadInstallationKey(config.data_dir));
  impl.database = TRY(db::Database::Open({.url = config.database}));
  impl.config = std::move(config);
  impl.world = std::move(world);
  const base::Clock& clock = *impl.world.clock;
  base::Random& random = *impl.world.random;
  impl.metrics = std::make_unique<Metrics>();
  impl.audit = std::make_unique<Audit>(*impl.database, clock);
  impl.blobs = std::make_unique<Blobs>(*impl.database, impl.config.data_dir + "/cache");
  impl.people = std::make_unique<People>(*impl.database, clock, random, *impl.audit);
  impl.sign_in = std::make_unique<SignIn>(*impl.database, clock, random, *impl.audit, *impl.people,
                                          impl.config, *impl.world.fetcher, desk->InstallationKey("sign-in"));
  impl.jobs = std::make_unique<Jobs>(*impl.database, clock, random);
  impl.webhooks = std::make_unique<Webhooks>(*desk);
  impl.router = std::make_unique<Router>(*desk);
  return desk;
}

const Config& Desk::config() const {
  return impl_->config;
}
db::Database& Desk::database() {
  return *impl_->database;
}
const base::Clock& Desk::clock() const {
  return *impl_->world.clock;
}
base::Random& Desk::random() {
  return *impl_->world.random;
}
net::Fetcher& Desk::fetcher() {
  return *impl_->world.fetcher;
}
net::Mailer& Desk::mailer() {
  return *impl_->world.mailer;
}
Audit& Desk::audit() {
  return *impl_->audit;
}
Jobs& Desk::jobs() {
  return *impl_->jobs;
}
Blobs& Desk::blobs() {
  return *impl_->blobs;
}
People& Desk::people() {
  return *impl_->people;
}
SignIn& Desk::sign_in() {
  return *impl_->sign_in;
}
Webhooks& Desk::webhooks() {
  return *impl_->webhooks;
}
Metrics& Desk::metrics() {
  return *impl_->metrics;
}
Router& Desk::router() {
  return *impl_->router;
}
const Router& Desk::router() const {
  return *impl_->router;
}

crypto::SecretBytes Desk::InstallationKey(std::string_view purpose) const {
  return crypto::HkdfSha256(impl_->key.view(), {}, purpose, kInstallationKeyBytes);
}

void Desk::AddMigrations(std::span<const db::Migration> migrations) {
  impl_->migrations.insert(impl_->migrations.end(), migrations.begin(), migrations.end());
}

void Desk::Keep(std::shared_ptr<void> service) {
  impl_->kept.push_back(std::move(service));
}

void Desk::AddNav(NavEntry entry) {
  impl_->nav.push_back(std::move(entry));
  std::stable_sort(impl_->nav.begin(), impl_->nav.end(),
                   [](const NavEntry& a, const NavEntry& b) { return a.order < b.order; });
}

void Desk::AddHome(HomeEntry entry) {
  impl_->home.push_back(std::move(entry));
}

const std::vector<NavEntry>& Desk::nav() const {
  return impl_->nav;
}
const std::vector<HomeEntry>& Desk::home() const {
  return impl_->home;
}

void Desk::AddReadiness(std::string name, std::function<base::Status()> check) {
  impl_->readiness.emplace_back(std::move(name), std::move(check));
}

std::vector<Desk::Readiness> Desk::Ready() {
  std::vector<Readiness> all;
  for (const auto& [name, check] : impl_->readiness) {
    const base::Status status = check();
    all.push_back({name, status.has_value() ? std::nullopt : std::optional<base::Error>(status.error())});
  }
  return all;
}

base::Result<db::MigrationState> Desk::Migrate() {
  return db::Migrate(*impl_->database, impl_->migrations);
}

base::Result<db::MigrationState> Desk::PendingMigrations() {
  return db::PendingMigrations(*impl_->database, impl_->migrations);
}

}  // namespace desk
