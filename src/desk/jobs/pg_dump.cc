#include "desk/jobs/pg_dump.h"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "net/forms.h"

namespace desk {

namespace {

base::Result<int> Run(const std::vector<std::string>& words, const std::vector<std::string>& environment) {
  const auto pointers = [](const std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (const std::string& text : texts) all.push_back(const_cast<char*>(text.c_str()));
    all.push_back(nullptr);
    return all;
  };
  pid_t child = 0;
  const int failed = posix_spawnp(&child, words[0].c_str(), nullptr, nullptr, pointers(words).data(),
                                  pointers(environment).data());
  if (failed != 0)
    return base::IoError(
        fmt::format("{} cannot be started: {}; is it installed?", words[0], std::strerror(failed)));
  int state = 0;
  while (waitpid(child, &state, 0) < 0) {
    if (errno != EINTR) return base::IoError(fmt::format("{}: {}", words[0], std::strerror(errno)));
  }
  return WIFEXITED(state) ? WEXITSTATUS(state) : 128;
}

}  // namespace

base::Result<PgAddress> SplitPgAddress(std::string_view url) {
  const std::size_t authority = url.find("://");
  if (authority == std::string_view::npos) return base::Invalid("database: postgresql://... is expected");
  if (url.find("password=") != std::string_view::npos)
    return base::Invalid(
        "database: write the password as postgresql://user:password@host/..., not as an argument, so that a "
        "backup can keep it secret");
  const std::size_t start = authority + 3;
  const std::string_view rest = url.substr(start);
  const std::string_view host = rest.substr(0, rest.find_first_of("/?"));
  const std::size_t at = host.rfind('@');
  const std::size_t colon = host.find(':');
  if (at == std::string_view::npos || colon == std::string_view::npos || colon > at)
    return PgAddress{std::string(url), {}};
  const net::Arguments decoded =
      TRY(net::ParseUrlEncoded(fmt::format("password={}", host.substr(colon + 1, at - colon - 1))));
  return PgAddress{fmt::format("{}{}{}", url.substr(0, start), host.substr(0, colon), rest.substr(at)),
                   std::string(decoded.Get("password"))};
}

base::Status RunPgDump(const std::string& url, const std::string& file) {
  const PgAddress address = TRY(SplitPgAddress(url));
  std::vector<std::string> environment;
  for (char** variable = environ; *variable != nullptr; ++variable) environment.emplace_back(*variable);
  if (!address.password.empty()) environment.push_back("PGPASSWORD=" + address.password);
  const int code = TRY(Run({"pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file=" + file,
                            "--dbname=" + address.url},
                           environment));
  if (code != 0) return base::IoError(fmt::format("pg_dump failed (exit code {})", code));
  return base::Ok();
}

}  // namespace desk
