#include "net/tls.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>

#include "net/client.h"
#include "net/server.h"
#include "net/testing.h"

namespace net {
namespace {

using testing::AnyPort;
using testing::Get;
using testing::PortOf;
using testing::RawClient;
using testing::StartOrDie;

// A self-signed certificate for localhost with a fresh key, in two PEM files.
void MakeCertificate(const std::string& certificate_file, const std::string& key_file, long serial) {
  EVP_PKEY* const key = EVP_EC_gen("P-256");
  X509* const certificate = X509_new();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  const std::array<unsigned char, 10> name = {'l', 'o', 'c', 'a', 'l', 'h', 'o', 's', 't', 0};
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC, name.data(), -1, -1, 0);
  X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
  X509_EXTENSION* const names =
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
  X509_add_ext(certificate, names, -1);
  X509_EXTENSION_free(names);
  X509_sign(certificate, key, EVP_sha256());
  std::FILE* file = std::fopen(certificate_file.c_str(), "wb");
  PEM_write_X509(file, certificate);
  std::fclose(file);
  file = std::fopen(key_file.c_str(), "wb");
  PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(file);
  X509_free(certificate);
  EVP_PKEY_free(key);
}

// A TLS client on a raw socket.
class TlsClient {
 public:
  TlsClient(int port, int max_version, const unsigned char* protocols = nullptr, unsigned protocols_size = 0)
      : raw_(port), context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free), session_(nullptr, SSL_free) {
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context_.get(), max_version);
    SSL_CTX_set_security_level(context_.get(), 0);
    session_.reset(SSL_new(context_.get()));
    if (protocols != nullptr) SSL_set_alpn_protos(session_.get(), protocols, protocols_size);
    SSL_set_fd(session_.get(), raw_.socket());
    connected_ = SSL_connect(session_.get()) == 1;
  }

  bool connected() const { return connected_; }
  long Serial() const {
    X509* const certificate = SSL_get1_peer_certificate(session_.get());
    const long serial = ASN1_INTEGER_get(X509_get0_serialNumber(certificate));
    X509_free(certificate);
    return serial;
  }
  std::string Protocol() const {
    const unsigned char* data = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(session_.get(), &data, &size);
    return {reinterpret_cast<const char*>(data), size};
  }
  std::string AskToTheEnd(const std::string& request) {
    SSL_write(session_.get(), request.data(), static_cast<int>(request.size()));
    std::string all;
    std::array<char, 4096> piece;
    int got = 0;
    while ((got = SSL_read(session_.get(), piece.data(), piece.size())) > 0)
      all.append(piece.data(), static_cast<std::size_t>(got));
    return all;
  }

 private:
  RawClient raw_;
  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
  std::unique_ptr<SSL, void (*)(SSL*)> session_;
  bool connected_ = false;
};

class TlsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    options_ = AnyPort();
    options_.tls_certificate = ::testing::TempDir() + "server.pem";
    options_.tls_key = ::testing::TempDir() + "server.key";
    MakeCertificate(options_.tls_certificate, options_.tls_key, 1);
  }
  std::unique_ptr<Server> Start() const {
    return StartOrDie(options_,
                      [](Request& request) {
                        if (request.path == "/large") return TextResponse(200, std::string(2'000'000, 'T'));
                        return TextResponse(
                            200, (request.secure ? "secure " : "plain ") + std::string(request.body.view()));
                      },
                      {});
  }

  ServerOptions options_;
};

TEST_F(TlsTest, ServesVersions12And13AndNothingOlder) {
  const auto server = Start();
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient client(PortOf(server->address()), version);
    ASSERT_TRUE(client.connected());
    const std::string all = client.AskToTheEnd(Get("/", "Connection: close\r\n"));
    EXPECT_NE(all.find("\r\n\r\nsecure "), std::string::npos) << all;
  }
  EXPECT_FALSE(TlsClient(PortOf(server->address()), TLS1_1_VERSION).connected());
}

TEST_F(TlsTest, Alpn) {
  const auto server = Start();
  constexpr std::array<unsigned char, 12> kBoth = {2, 'h', '2', 8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  TlsClient both(PortOf(server->address()), TLS1_3_VERSION, kBoth.data(), kBoth.size());
  EXPECT_EQ(both.Protocol(), "http/1.1");
  EXPECT_FALSE(TlsClient(PortOf(server->address()), TLS1_3_VERSION, kBoth.data(), 3).connected());
}

TEST_F(TlsTest, OurOwnClientChecksTheCertificate) {
  const auto server = Start();
  FetchRequest request;
  request.url = "https://localhost:" + std::to_string(PortOf(server->address())) + "/";
  request.method = "POST";
  request.body = std::string(300'000, 'b');
  const auto stranger = MakeFetcher()->Fetch(request);
  ASSERT_FALSE(stranger.has_value());
  EXPECT_EQ(stranger.error().code, base::Code::kIo);
  FetcherOptions trusting;
  trusting.ca_file = options_.tls_certificate;
  const auto fetcher = MakeFetcher(trusting);
  const auto got = fetcher->Fetch(request);
  ASSERT_TRUE(got.has_value()) << got.error().external << got.error().internal;
  EXPECT_EQ(got->body, "secure " + request.body);
  FetchRequest large;
  large.url = "https://127.0.0.1:" + std::to_string(PortOf(server->address())) + "/large";
  large.max_bytes = 3'000'000;
  EXPECT_EQ(fetcher->Fetch(large)->body, std::string(2'000'000, 'T'));
}

TEST_F(TlsTest, TheCertificateIsReadAgain) {
  const auto server = Start();
  const int port = PortOf(server->address());
  TlsClient before(port, TLS1_3_VERSION);
  EXPECT_EQ(before.Serial(), 1);
  MakeCertificate(options_.tls_certificate, options_.tls_key, 2);
  EXPECT_EQ(TlsClient(port, TLS1_3_VERSION).Serial(), 1);
  ASSERT_TRUE(server->ReloadCertificate().has_value());
  EXPECT_EQ(TlsClient(port, TLS1_3_VERSION).Serial(), 2);
  EXPECT_NE(before.AskToTheEnd(Get("/", "Connection: close\r\n")).find("secure"), std::string::npos)
      << "old connections live on";
  std::fclose(std::fopen(options_.tls_key.c_str(), "wb"));
  const auto broken = server->ReloadCertificate();
  ASSERT_FALSE(broken.has_value());
  EXPECT_NE(broken.error().external.find(options_.tls_key), std::string::npos);
  EXPECT_EQ(TlsClient(port, TLS1_3_VERSION).Serial(), 2) << "the old one stays in use";
}

TEST_F(TlsTest, AKeyOfAnotherCertificateIsRefused) {
  const std::string other = ::testing::TempDir() + "other";
  MakeCertificate(other + ".pem", other + ".key", 3);
  const auto context = LoadTlsContext(options_.tls_certificate, other + ".key");
  ASSERT_FALSE(context.has_value());
  EXPECT_EQ(context.error().code, base::Code::kInvalid);
}

TEST_F(TlsTest, ClientsThatNeverShakeHandsAreClosed) {
  options_.limits.header_timeout_ms = 200;
  const auto server = Start();
  RawClient silent(PortOf(server->address()));
  EXPECT_EQ(silent.ReadAll(), "");
  RawClient plain(PortOf(server->address()));
  plain.Send(Get("/"));
  const std::string got = plain.ReadAll();
  EXPECT_EQ(got.find("HTTP/"), std::string::npos);
}

TEST_F(TlsTest, ASlowHeadIs408OverTlsToo) {
  options_.limits.header_timeout_ms = 300;
  const auto server = Start();
  TlsClient client(PortOf(server->address()), TLS1_3_VERSION);
  EXPECT_NE(client.AskToTheEnd("GET / HTTP/1.1\r\n").find(" 408 "), std::string::npos);
}

}  // namespace
}  // namespace net
