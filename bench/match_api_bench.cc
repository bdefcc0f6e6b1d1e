// The figures of docs/measurements.md for the matching API at size: a real server on loopback with 100,000
// listed entities of five names each, a closed-loop client in the same process (so that both share the
// machine's processors), one query a request; and the stream of JSON lines against the command line's own
// pipeline on the same parties.
//   match_api_bench [ENTITIES] [SECONDS] [CONNECTIONS]

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "base/id.h"
#include "desk/desk.h"
#include "desk/installation_key.h"
#include "desk/people/people.h"
#include "files/bytes.h"
#include "match/match.h"
#include "net/server.h"
#include "screening/registry/watch_lists.h"
#include "screening/screening.h"
#include "world/world.h"

namespace {

using Clock = std::chrono::steady_clock;

double Seconds(Clock::time_point since) {
  return std::chrono::duration<double>(Clock::now() - since).count();
}

std::size_t Argument(int argc, char** argv, int i, std::size_t otherwise) {
  return argc > i ? std::strtoull(argv[i], nullptr, 10) : otherwise;
}

int Connect(int port) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  CHECK(::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  const int on = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return descriptor;
}

void SendAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    CHECK(sent > 0);
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::string RequestFor(const std::string& path, const std::string& key, const std::string& type,
                       std::string_view body) {
  return fmt::format(
      "POST {} HTTP/1.1\r\nHost: bench\r\nAuthorization: ApiKey {}\r\nContent-Type: {}\r\nContent-Length: "
      "{}\r\n\r\n{}",
      path, key, type, body.size(), body);
}

// One connection with one request on its way.
struct Connection {
  int descriptor = -1;
  Clock::time_point sent;
  std::string received;
};

// True once the answer to the request is whole; CHECKs that it is 200.
bool IsWhole(const std::string& received) {
  const std::size_t head = received.find("\r\n\r\n");
  if (head == std::string::npos) return false;
  CHECK(received.starts_with("HTTP/1.1 200"));
  std::size_t at = received.find("ontent-Length: ");
  if (at == std::string::npos) at = received.find("ontent-length: ");
  CHECK(at < head);
  return received.size() >= head + 4 + std::strtoull(received.c_str() + at + 15, nullptr, 10);
}

// Keeps every connection busy for a while; gives each request's time in milliseconds.
std::vector<double> Drive(int port, const std::vector<std::string>& requests, std::size_t connections,
                          double seconds) {
  std::vector<Connection> open(connections);
  std::vector<pollfd> polled;
  std::size_t next = 0;
  const auto send = [&](Connection& connection) {
    connection.received.clear();
    connection.sent = Clock::now();
    SendAll(connection.descriptor, requests[next++ % requests.size()]);
  };
  for (Connection& connection : open) {
    connection.descriptor = Connect(port);
    polled.push_back({connection.descriptor, POLLIN, 0});
    send(connection);
  }
  std::vector<double> times;
  const Clock::time_point began = Clock::now();
  std::vector<char> block(256u << 10);
  while (Seconds(began) < seconds) {
    CHECK(::poll(polled.data(), polled.size(), 1000) > 0);
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (polled[i].revents == 0) continue;
      const ssize_t got = ::recv(open[i].descriptor, block.data(), block.size(), 0);
      CHECK(got > 0);
      open[i].received.append(block.data(), static_cast<std::size_t>(got));
      if (!IsWhole(open[i].received)) continue;
      times.push_back(1000 * Seconds(open[i].sent));
      send(open[i]);
    }
  }
  for (const Connection& connection : open) ::close(connection.descriptor);
  std::sort(times.begin(), times.end());
  return times;
}

// Sends all parties as one stream and reads the answer to its end; gives the seconds.
double DriveStream(int port, const std::string& key, const std::string& body) {
  const int descriptor = Connect(port);
  const Clock::time_point began = Clock::now();
  SendAll(descriptor, RequestFor("/api/v1/screen-stream", key, "application/x-ndjson", body));
  std::vector<char> block(256u << 10);
  std::string tail;
  while (!tail.ends_with("\r\n0\r\n\r\n")) {
    const ssize_t got = ::recv(descriptor, block.data(), block.size(), 0);
    CHECK(got > 0);
    tail.append(block.data(), static_cast<std::size_t>(got));
    tail.erase(0, tail.size() > 64 ? tail.size() - 64 : 0);
  }
  ::close(descriptor);
  return Seconds(began);
}

std::string AsLine(const entity::Entity& entity, bool with_id) {
  std::string line = entity::ToJson(entity);
  if (with_id) line.insert(1, fmt::format("\"id\":\"{}\",", entity.id));
  return line + "\n";
}

// An installation in a folder that goes away at the end.
struct Installation {
  std::filesystem::path folder;
  std::unique_ptr<desk::Desk> desk;
  desk::Actor actor;
  std::string key;

  explicit Installation(std::filesystem::path path) : folder(std::move(path)) {
    std::filesystem::create_directories(folder);
    CHECK(desk::MakeInstallationKey(folder.string()).has_value());
    desk::Config config;
    config.data_dir = folder.string();
    config.database = "sqlite:" + (folder / "manumit.db").string();
    desk = desk::Desk::Open(config).value();
    desk::Register(*desk);
    screening::Register(*desk);
    CHECK(desk->Migrate().has_value());
    actor.kind = desk::Actor::Kind::kSystem;
    actor.label = "system:bench";
    actor.permissions.set();
    actor.org = desk->people().CreateOrganisation(actor, "bench", "Bench", desk::OrgType::kNgo, "kr").value();
    key = desk->people().CreateKey(actor, actor.org, "bench", {desk::Scope::kMatch}).value().secret;
  }
  ~Installation() {
    desk.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
};

void Print(std::string_view what, const std::string& figure) {
  fmt::print("{:<66} {:>16}\n", what, figure);
}

// The same parties through the program's command line, which must lie beside this one's folder; 0 where it
// does not.
double DriveCommand(const std::filesystem::path& program, const std::filesystem::path& folder,
                    const std::string& list) {
  if (!std::filesystem::exists(program)) return 0;
  const std::string command =
      fmt::format("{} screen {}/parties.ndjson --lists {} --format ndjson --out {}/out.ndjson --quiet",
                  program.string(), folder.string(), list, folder.string());
  const Clock::time_point began = Clock::now();
  CHECK(std::system(command.c_str()) == 0);
  return Seconds(began);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t entities = Argument(argc, argv, 1, 100'000);
  const double seconds = static_cast<double>(Argument(argc, argv, 2, 10));
  const std::size_t connections = Argument(argc, argv, 3, 16);
  constexpr std::size_t kParties = 10'000;
  const Installation installation(std::filesystem::temp_directory_path() /
                                  fmt::format("manumit-api-bench-{}", getpid()));
  const std::vector<entity::Entity> listed = world::MakeListed(42, entities, 5);
  const std::vector<entity::Entity> parties = world::MakeParties(43, listed, kParties, kParties / 10).parties;

  std::string lines;
  for (const entity::Entity& entry : listed) lines += AsLine(entry, true);
  const std::string list_path = (installation.folder / "list.jsonl").string();
  CHECK(files::WriteFile(list_path, lines).has_value());
  screening::WatchLists& lists = screening::WatchListsOf(*installation.desk);
  Clock::time_point began = Clock::now();
  const screening::ListEdition edition = lists.ImportPath(installation.actor, "bench", list_path).value();
  Print(fmt::format("import of {} entries, {} names", edition.entities, edition.names),
        fmt::format("{:.2f} s", Seconds(began)));

  desk::Router& router = installation.desk->router();
  net::ServerOptions options;
  options.listen = "127.0.0.1:0";
  options.spool_dir = installation.folder.string();
  const auto server = net::Server::Start(
                          options, [&router](net::Request& request) { return router.Handle(request); },
                          [&router](const net::Request& request) { return router.PolicyFor(request); })
                          .value();
  const int port = std::atoi(server->address().substr(server->address().rfind(':') + 1).c_str());

  std::vector<std::string> requests;
  std::string stream_body;
  for (const entity::Entity& party : parties) {
    const std::string line = AsLine(party, false);
    requests.push_back(RequestFor("/match/default", installation.key, "application/json",
                                  "{\"queries\":{\"q\":" + line + "}}"));
    stream_body += line;
  }
  (void)Drive(port, requests, connections, 2);  // words that are seen often are remembered from here on
  const std::vector<double> times = Drive(port, requests, connections, seconds);
  const auto share = [&](double part) {
    return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
  };
  Print(fmt::format("POST /match, one query, {} connections", connections),
        fmt::format("{:.0f} /s", static_cast<double>(times.size()) / seconds));
  Print("  p50, p99, longest",
        fmt::format("{:.1f}, {:.1f}, {:.1f} ms", share(0.5), share(0.99), times.back()));

  CHECK(files::WriteFile((installation.folder / "parties.ndjson").string(), stream_body).has_value());
  const double stream = DriveStream(port, installation.key, stream_body);
  Print(fmt::format("stream of {} parties", kParties), fmt::format("{:.2f} s", stream));
  match::ListCompiler compiler;
  match::ListInfo info;
  info.name = "bench";
  compiler.BeginList(info);
  for (const entity::Entity& entry : listed) compiler.Add(entry);
  const std::string compiled = (installation.folder / "bench.mnx").string();
  CHECK(files::WriteFile(compiled, compiler.Finish(2)).has_value());
  const double command = DriveCommand(std::filesystem::path(argv[0]).parent_path() / "../manumit",
                                      installation.folder, compiled);
  if (command > 0)
    Print("  against `manumit screen` of the same, its start included",
          fmt::format("{:.2f} x", stream / command));
  return 0;
}
