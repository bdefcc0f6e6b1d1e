#include <curl/curl.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/clock.h"
#include "base/id.h"
#include "base/random.h"
#include "net/client.h"
#include "net/curl.h"
#include "net/mail_message.h"

namespace net {

namespace {

constexpr long kSmtpTimeoutMs = 30'000;
constexpr int kImplicitTlsPort = 465;
constexpr int kMaxFolderMails = 1'000'000;

std::size_t OnRead(char* room, std::size_t, std::size_t size, void* user) {
  auto& rest = *static_cast<std::string_view*>(user);
  const std::size_t taken = std::min(size, rest.size());
  std::memcpy(room, rest.data(), taken);
  rest.remove_prefix(taken);
  return taken;
}

class SmtpMailer final : public Mailer {
 public:
  explicit SmtpMailer(SmtpOptions options) : options_(std::move(options)) {}
  base::Status Send(const Mail& mail) override;

 private:
  void SetServer(CURL* curl) const;

  const SmtpOptions options_;
  base::SystemClock clock_;
  base::SystemRandom random_;
};

void SmtpMailer::SetServer(CURL* curl) const {
  const bool implicit_tls = options_.port == kImplicitTlsPort;
  const std::string url =
      fmt::format("{}://{}:{}", implicit_tls ? "smtps" : "smtp", options_.host, options_.port);
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  if (options_.starttls || implicit_tls)
    curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
  if (!options_.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, options_.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, options_.password.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, kSmtpTimeoutMs);
}

base::Status SmtpMailer::Send(const Mail& mail) {
  const std::string message = TRY(ComposeMail(mail, options_.from, clock_.Now(), random_));
  const CurlHandle handle = NewCurlHandle();
  CURL* const curl = handle.get();
  if (curl == nullptr) return base::Error{base::Code::kInternal, "mail cannot be sent", "curl_easy_init"};
  const std::string from = fmt::format("<{}>", options_.from);
  CurlList recipients;
  recipients.Add(fmt::format("<{}>", mail.to));
  std::string_view rest = message;
  std::array<char, CURL_ERROR_SIZE> detail{};
  SetServer(curl);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail.data());
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, OnRead);
  curl_easy_setopt(curl, CURLOPT_READDATA, &rest);
  const CURLcode code = curl_easy_perform(curl);
  if (code == CURLE_OK) return base::Ok();
  return base::Error{base::Code::kIo,
                     fmt::format("the mail server {}:{} did not take the mail: {}", options_.host,
                                 options_.port, curl_easy_strerror(code)),
                     {}};
}

class FolderMailer final : public Mailer {
 public:
  explicit FolderMailer(std::string folder) : folder_(std::move(folder)) {}
  base::Status Send(const Mail& mail) override;

 private:
  base::Status WriteNew(const std::string& path, std::string_view bytes) const;
  base::Status Publish(const std::string& path) const;

  const std::string folder_;
  base::SystemClock clock_;
  base::SystemRandom random_;
};

base::Error FolderError(const std::string& path) {
  return {base::Code::kIo,
          fmt::format("mail cannot be written to {}: {}", path, std::generic_category().message(errno)),
          {}};
}

base::Status FolderMailer::Send(const Mail& mail) {
  const std::string message = TRY(ComposeMail(mail, "manumit@localhost", clock_.Now(), random_));
  if (mkdir(folder_.c_str(), 0700) != 0 && errno != EEXIST) return FolderError(folder_);
  const std::string draft = fmt::format("{}/.{}", folder_, base::NewIdText(random_));
  auto done = WriteNew(draft, message);
  if (done.has_value()) done = Publish(draft);
  unlink(draft.c_str());
  return done;
}

base::Status FolderMailer::WriteNew(const std::string& path, std::string_view bytes) const {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return FolderError(path);
  bool whole = true;
  while (whole && !bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    whole = written > 0;
    if (whole) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (!whole) {
    base::Error error = FolderError(path);
    close(file);
    return error;
  }
  close(file);
  return base::Ok();
}

// Gives the draft the first free number. Linking fails where the name exists, so that no two mails get one.
base::Status FolderMailer::Publish(const std::string& path) const {
  for (int number = 1; number <= kMaxFolderMails; ++number) {
    const std::string name = fmt::format("{}/{:03}.eml", folder_, number);
    if (link(path.c_str(), name.c_str()) == 0) return base::Ok();
    if (errno != EEXIST) return FolderError(name);
  }
  return base::IoError(fmt::format("the folder {} holds {} mails; move some away", folder_, kMaxFolderMails));
}

}  // namespace

std::unique_ptr<Mailer> MakeSmtpMailer(SmtpOptions options) {
  return std::make_unique<SmtpMailer>(std::move(options));
}

std::unique_ptr<Mailer> MakeFolderMailer(std::string folder) {
  return std::make_unique<FolderMailer>(std::move(folder));
}

}  // namespace net
