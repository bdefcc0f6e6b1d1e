#include "desk/jobs/health.h"

#include <fmt/format.h>
#include <sys/statvfs.h>

#include <boost/json.hpp>

#include "base/limits.h"
#include "desk/desk.h"
#include "desk/web/api.h"
#include "desk/web/metrics.h"

namespace desk {

namespace {

namespace json = boost::json;

base::Status DatabaseAnswers(Desk& desk) {
  TRY(desk.database().Read([](db::Transaction& tx) { return tx.Query("SELECT 1"); }));
  return base::Ok();
}

base::Status SchemaIsCurrent(Desk& desk) {
  const db::MigrationState state = TRY(desk.PendingMigrations());
  if (state.pending.empty()) return base::Ok();
  return base::Error{
      base::Code::kConflict,
      fmt::format("{} steps of the store's schema are missing: run `manumit migrate`", state.pending.size()),
      ""};
}

base::Status DiskHasRoom(const std::string& folder) {
  struct statvfs state{};
  if (statvfs(folder.c_str(), &state) != 0) return base::IoError("the data folder cannot be read");
  return CheckFreeDisk(static_cast<std::uint64_t>(state.f_bavail) * state.f_frsize);
}

base::Result<net::Response> ServeHealth(Context&) {
  net::Response response = JsonResponse(json::object{{"status", "ok"}});
  response.headers.Set("Cache-Control", "no-store");
  return response;
}

base::Result<net::Response> ServeReadiness(Context& context) {
  json::object checks;
  bool ready = true;
  for (const Desk::Readiness& check : context.desk().Ready()) {
    json::object one{{"ready", !check.error.has_value()}};
    if (check.error) one["why"] = check.error->external;
    ready = ready && !check.error;
    checks[check.name] = std::move(one);
  }
  net::Response response = JsonResponse(
      json::object{{"status", ready ? "ok" : "not ready"}, {"ready", ready}, {"checks", std::move(checks)}},
      ready ? 200 : 503);
  response.headers.Set("Cache-Control", "no-store");
  return response;
}

base::Result<net::Response> ServeMetrics(Context& context) {
  net::Response response = net::TextResponse(200, context.desk().metrics().Text(), kMetricsContentType);
  response.headers.Set("Cache-Control", "no-store");
  return response;
}

base::Result<std::vector<MetricSample>> JobsByState(Desk& desk) {
  std::vector<MetricSample> samples;
  for (const auto& [state, count] : TRY(desk.jobs().CountByState()))
    samples.push_back({{{"state", state}}, static_cast<double>(count)});
  return samples;
}

void AddMetrics(Desk& desk) {
  desk.metrics().AddSource(
      {"manumit_jobs", "Jobs by state.", MetricType::kGauge, [&desk] { return JobsByState(desk); }});
  desk.metrics().AddSource({"manumit_database_connections",
                            "Connections to the store: lent out, and at most.", MetricType::kGauge, [&desk] {
                              const db::Database::PoolState state = desk.database().pool_state();
                              return std::vector<MetricSample>{
                                  {{{"state", "in_use"}}, static_cast<double>(state.in_use)},
                                  {{{"state", "limit"}}, static_cast<double>(state.size)}};
                            }});
}

}  // namespace

base::Status CheckFreeDisk(std::uint64_t free_bytes) {
  if (free_bytes >= base::kMinFreeDiskBytes) return base::Ok();
  return base::IoError(
      fmt::format("the disk of the data folder has {} MiB left; at least {} are needed (kMinFreeDiskBytes)",
                  free_bytes >> 20, base::kMinFreeDiskBytes >> 20));
}

void RegisterHealth(Desk& desk) {
  desk.AddReadiness("database", [&desk] { return DatabaseAnswers(desk); });
  desk.AddReadiness("schema", [&desk] { return SchemaIsCurrent(desk); });
  desk.AddReadiness("disk", [&desk] { return DiskHasRoom(desk.config().data_dir); });
  AddMetrics(desk);
  Router& router = desk.router();
  router.Add({.method = "GET",
              .pattern = "/healthz",
              .permission = Permission::kPublic,
              .handler = ServeHealth,
              .face = Face::kApi,
              .doc = {.summary = "The process answers",
                      .tag = "operation",
                      .response_schema = R"({"type":"object","properties":{"status":{"type":"string"}}})"}});
  router.Add(
      {.method = "GET",
       .pattern = "/readyz",
       .permission = Permission::kPublic,
       .handler = ServeReadiness,
       .face = Face::kApi,
       .doc = {
           .summary = "Whether it can work, check by check; 503 where it cannot",
           .tag = "operation",
           .response_schema =
               R"({"type":"object","properties":{"status":{"type":"string"},"ready":{"type":"boolean"},"checks":{"type":"object"}}})"}});
  router.Add(
      {.method = "GET",
       .pattern = "/metrics",
       .permission = Permission::kMetricsRead,
       .handler = ServeMetrics,
       .face = Face::kApi,
       .doc = {.summary = "Counters for Prometheus", .tag = "operation", .response_type = "text/plain"}});
}

}  // namespace desk
