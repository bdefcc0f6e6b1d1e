#include "main/serve.h"

#include <fmt/format.h>
#include <pthread.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>

#include "base/log.h"
#include "crypto/secret.h"
#include "desk/web/metrics.h"
#include "main/host.h"
#include "net/server.h"

namespace manumit {

namespace {

struct ServeOptions {
  std::string listen;
  bool migrate = false;
};

base::LogLevel LevelNamed(const std::string& name) {
  if (name == "debug") return base::LogLevel::kDebug;
  if (name == "warning") return base::LogLevel::kWarning;
  if (name == "error") return base::LogLevel::kError;
  return base::LogLevel::kInfo;
}

// One descriptor a connection: as many as the system lets this user have.
void RaiseDescriptorLimit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
  return signals;
}

// Returns when the process should end.
void WaitForStop(const sigset_t& signals, net::Server& server) {
  while (true) {
    int signal = 0;
    if (sigwait(&signals, &signal) != 0) continue;
    if (signal != SIGHUP) return;
    const base::Status reloaded = server.ReloadCertificate();
    if (reloaded.has_value()) {
      base::LogInfo("certificate-reloaded");
    } else {
      base::LogError("certificate-not-reloaded", {{"reason", reloaded.error().external}});
    }
  }
}

void AddServerMetrics(desk::Metrics& metrics, const net::Server& server) {
  const auto one = [&server](auto read) {
    return [&server, read] {
      return std::vector<desk::MetricSample>{{{}, static_cast<double>(read(server.counters()))}};
    };
  };
  using Counters = net::ServerCounters;
  metrics.AddSource({"manumit_connections", "Open connections.", desk::MetricType::kGauge,
                     one([](const Counters& c) { return c.connections; })});
  metrics.AddSource({"manumit_workers_busy", "Threads that answer a request.", desk::MetricType::kGauge,
                     one([](const Counters& c) { return c.busy_workers; })});
  metrics.AddSource({"manumit_streams", "Streamed answers that are being sent.", desk::MetricType::kGauge,
                     one([](const Counters& c) { return c.streams; })});
  metrics.AddSource({"manumit_rejected_total", "Requests refused before a handler: limits, malformed.",
                     desk::MetricType::kCounter, one([](const Counters& c) { return c.rejected; })});
}

base::Status Serve(const ServeOptions& options, const std::string& config_path, Host& host) {
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals,
                  nullptr);  // before any thread is made, so that only WaitForStop sees them
  if (options.migrate) {
    const auto desk = TRY(OpenInstallation(config_path));
    TRY(desk->Migrate());
  }
  desk::Desk& desk = *TRY(host.OpenDesk());
  const desk::Config& config = desk.config();
  base::SetLogLevel(LevelNamed(config.log_level));
  crypto::InitCrypto();
  if (!crypto::DisableCoreDumps()) base::LogWarning("core-dumps-not-disabled");
  RaiseDescriptorLimit();
  net::ServerOptions server_options;
  server_options.listen = options.listen.empty() ? config.listen : options.listen;
  server_options.tls_certificate = config.tls_certificate;
  server_options.tls_key = config.tls_key;
  server_options.trusted_proxies = config.trusted_proxies;
  server_options.spool_dir = config.data_dir;
  desk::Router& router = desk.router();
  const auto server = TRY(net::Server::Start(
      server_options, [&router](net::Request& request) { return router.Handle(request); },
      [&router](const net::Request& request) { return router.PolicyFor(request); }));
  AddServerMetrics(desk.metrics(), *server);
  TRY(desk.jobs().Start(static_cast<std::size_t>(config.job_workers)));
  const std::string scheme = config.tls_certificate.empty() ? "http" : "https";
  fmt::print("Manumit listens on {}://{}\n", scheme, server->address());
  std::fflush(stdout);
  base::LogInfo("started", {{"address", server->address()}});
  WaitForStop(signals, *server);
  base::LogInfo("stopping");
  server->Stop();
  desk.jobs().Stop();
  base::LogInfo("stopped");
  return base::Ok();
}

}  // namespace

void AddServeCommand(CLI::App& app, int& exit_code, const std::string& config_path, Host& host) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* serve = app.add_subcommand("serve", "Serves the console and the API until it is told to stop.");
  serve->add_option("--listen", options->listen,
                    "HOST:PORT instead of the configuration's; port 0: any free one");
  serve->add_flag("--migrate", options->migrate, "Bring the store up to date first");
  serve->callback([options, &config_path, &exit_code, &host] {
    const base::Status done = Serve(*options, config_path, host);
    if (!done.has_value()) exit_code = host.Fail(done.error());
  });
}

}  // namespace manumit
