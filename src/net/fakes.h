#pragma once
// Stand-ins for the world outside: a Fetcher that answers what a test told it, and a Mailer that keeps what
// was sent. Either fails its k-th call on request, so that a test can try every k. Thread-safe.

#include <cstddef>
#include <cstdio>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "net/client.h"

namespace net {

// Counts calls; the one chosen fails with kIo.
class FailingCall {
 public:
  void FailCall(std::size_t number) { fails_at_ = number; }  // from 1; 0: none
  bool NextFails() { return ++calls_ == fails_at_; }
  std::size_t calls() const { return calls_; }

 private:
  std::size_t calls_ = 0;
  std::size_t fails_at_ = 0;
};

class FakeFetcher final : public Fetcher {
 public:
  void Answer(const std::string& url, FetchResponse response) {
    const std::lock_guard lock(mutex_);
    answers_[url] = std::move(response);
  }
  void FailCall(std::size_t number) {
    const std::lock_guard lock(mutex_);
    failing_.FailCall(number);
  }
  std::vector<FetchRequest> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

  // An address nobody told it about answers 404.
  base::Result<FetchResponse> Fetch(const FetchRequest& request) override {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
    if (failing_.NextFails()) return base::IoError("the network is down");
    const auto answer = answers_.find(request.url);
    if (answer == answers_.end()) return FetchResponse{404, {}, {}};
    if (answer->second.body.size() > request.max_bytes) return base::TooLarge("the answer is too large");
    FetchResponse response = answer->second;
    if (!request.to_file.empty() && response.status / 100 == 2)
      return ToFile(request.to_file, std::move(response));
    return response;
  }

 private:
  static base::Result<FetchResponse> ToFile(const std::string& path, FetchResponse response) {
    std::FILE* const file = std::fopen(path.c_str(), "wbx");
    if (file == nullptr) return base::IoError("the file for the download cannot be made");
    const bool written =
        std::fwrite(response.body.data(), 1, response.body.size(), file) == response.body.size();
    if (std::fclose(file) != 0 || !written) return base::IoError("the downloaded file cannot be written");
    response.body.clear();
    return response;
  }

  mutable std::mutex mutex_;
  std::map<std::string, FetchResponse> answers_;
  std::vector<FetchRequest> requests_;
  FailingCall failing_;
};

class FakeMailer final : public Mailer {
 public:
  std::size_t calls() const {
    const std::lock_guard lock(mutex_);
    return failing_.calls();
  }
  void FailCall(std::size_t number) {
    const std::lock_guard lock(mutex_);
    failing_.FailCall(number);
  }
  std::vector<Mail> sent() const {
    const std::lock_guard lock(mutex_);
    return sent_;
  }

  base::Status Send(const Mail& mail) override {
    const std::lock_guard lock(mutex_);
    if (failing_.NextFails()) return base::IoError("the mail server is down");
    sent_.push_back(mail);
    return base::Ok();
  }

 private:
  mutable std::mutex mutex_;
  std::vector<Mail> sent_;
  FailingCall failing_;
};

}  // namespace net
