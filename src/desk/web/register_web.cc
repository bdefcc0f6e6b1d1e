#include "desk/desk.h"
#include "desk/register.h"
#include "desk/web/home.h"
#include "desk/web/openapi.h"

namespace desk {

namespace {

constexpr db::Migration kMigrations[] = {{.room = "desk", .number = 40, .name = "idempotency", .sql = R"(
CREATE TABLE idempotency (
  name TEXT PRIMARY KEY,
  body_hash TEXT NOT NULL,
  status BIGINT NOT NULL,
  content_type TEXT NOT NULL,
  body TEXT NOT NULL,
  created_ms BIGINT NOT NULL
);
CREATE INDEX idempotency_age ON idempotency(created_ms);
)"}};

base::Result<net::Response> AssetResponse(Context& context) {
  for (const html::Asset& asset : html::Assets()) {
    if (asset.path != context.request().path) continue;
    net::Response response = net::TextResponse(200, std::string(asset.bytes), asset.content_type);
    response.headers.Set("Cache-Control", "public, max-age=31536000, immutable");
    return response;
  }
  return base::NotFound("There is no such file.");
}

}  // namespace

void RegisterWeb(Desk& desk) {
  desk.AddMigrations(kMigrations);
  desk.router().Add({.method = "GET",
                     .pattern = "/assets/{name...}",
                     .permission = Permission::kPublic,
                     .handler = AssetResponse,
                     .check_csrf = false});
  RegisterHome(desk);
  RegisterReference(desk);
}

}  // namespace desk
