#pragma once
// For the tests of this room: a client that sends exactly the bytes it is told, and a server on a free port
// of the loopback.

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "net/http.h"
#include "net/server.h"

namespace net::testing {

inline int PortOf(const std::string& address) {
  return std::atoi(address.substr(address.rfind(':') + 1).c_str());
}

struct Answer {
  int status = 0;  // 0: the connection ended before
  Headers headers;
  std::string body;
  bool whole = false;  // the body ended as it should
};

class RawClient {
 public:
  explicit RawClient(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{20, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    connected_ = connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawClient() { Close(); }
  RawClient(RawClient&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)),
        connected_(other.connected_),
        buffer_(std::move(other.buffer_)) {}
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool connected() const { return connected_; }
  int socket() const { return socket_; }
  void Close() {
    if (socket_ >= 0) close(std::exchange(socket_, -1));
  }
  void EndWriting() { shutdown(socket_, SHUT_WR); }

  // False where the server has closed.
  bool Send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  // One more piece into the buffer; false at the end.
  bool Fill() {
    char piece[16384];
    const ssize_t got = recv(socket_, piece, sizeof piece, 0);
    if (got <= 0) return false;
    buffer_.append(piece, static_cast<std::size_t>(got));
    return true;
  }

  std::string ReadAll() {
    while (Fill()) {
    }
    return std::exchange(buffer_, {});
  }

  // The next response; its body by Content-Length, chunks, or to the end.
  Answer Read(bool head_only = false) {
    Answer answer;
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
      if (!Fill()) return answer;
    }
    ParseHead(buffer_.substr(0, end + 2), answer);
    buffer_.erase(0, end + 4);
    const bool no_body = head_only || answer.status == 204 || answer.status == 304 || answer.status == 100;
    if (no_body) {
      answer.whole = true;
    } else if (answer.headers.Has("Content-Length")) {
      answer.whole = Take(
          std::strtoul(std::string(answer.headers.Get("Content-Length")).c_str(), nullptr, 10), answer.body);
    } else if (answer.headers.Has("Transfer-Encoding")) {
      answer.whole = ReadChunks(answer.body);
    } else {
      answer.body = ReadAll();
      answer.whole = true;
    }
    return answer;
  }

  Answer Ask(std::string_view request) {
    Send(request);
    return Read(request.starts_with("HEAD "));
  }

 private:
  static void ParseHead(const std::string& head, Answer& answer) {
    std::size_t begin = 0;
    while (begin < head.size()) {
      const std::size_t end = head.find("\r\n", begin);
      const std::string line = head.substr(begin, end - begin);
      if (begin == 0) {
        answer.status = std::atoi(line.substr(9, 3).c_str());
      } else {
        answer.headers.Add(line.substr(0, line.find(':')), line.substr(line.find(':') + 2));
      }
      begin = end + 2;
    }
  }
  bool Take(std::size_t size, std::string& out) {
    while (buffer_.size() < size) {
      if (!Fill()) return false;
    }
    out.append(buffer_, 0, size);
    buffer_.erase(0, size);
    return true;
  }
  bool ReadChunks(std::string& body) {
    while (true) {
      std::size_t end = 0;
      while ((end = buffer_.find("\r\n")) == std::string::npos) {
        if (!Fill()) return false;
      }
      const std::size_t size = std::strtoul(buffer_.c_str(), nullptr, 16);
      buffer_.erase(0, end + 2);
      std::string line_end;
      if (!Take(size, body) || !Take(2, line_end)) return false;
      if (size == 0) return true;
    }
  }

  int socket_;
  bool connected_ = false;
  std::string buffer_;
};

inline std::string Get(std::string_view target, std::string_view more_headers = "") {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: test\r\n" + std::string(more_headers) + "\r\n";
}

inline std::string Post(std::string_view target, std::string_view body, std::string_view more_headers = "") {
  return "POST " + std::string(target) + " HTTP/1.1\r\nHost: test\r\n" + std::string(more_headers) +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

// Starts a server or ends the test program.
inline std::unique_ptr<Server> StartOrDie(const ServerOptions& options, Handler handler,
                                          BodyPolicyFor policy = {}) {
  auto server = Server::Start(options, std::move(handler), std::move(policy));
  if (!server.has_value()) {
    ADD_FAILURE() << server.error().external;
    std::abort();
  }
  return *std::move(server);
}

inline ServerOptions AnyPort() {
  ServerOptions options;
  options.listen = "127.0.0.1:0";
  options.limits.workers = 4;
  return options;
}

// Waits until `condition` holds, at most ten seconds.
template <typename Condition>
bool Eventually(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    usleep(2000);
  }
  return true;
}

inline long MillisecondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start)
      .count();
}

}  // namespace net::testing
