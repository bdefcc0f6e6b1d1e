#include "desk/web/metrics.h"

#include <gtest/gtest.h>

namespace desk {
namespace {

TEST(Metrics, CountsRequestsByRouteAndClass) {
  Metrics metrics;
  metrics.CountRequest("/alerts/{id}", 200, 0.0005);
  metrics.CountRequest("/alerts/{id}", 204, 0.3);
  metrics.CountRequest("/alerts/{id}", 503, 60);
  metrics.CountRequest("(none)", 404, 0.001);
  const std::string text = metrics.Text();
  const auto has = [&](std::string_view line) {
    return text.find(std::string(line) + "\n") != std::string::npos;
  };
  EXPECT_TRUE(has("# TYPE manumit_requests_total counter")) << text;
  EXPECT_TRUE(has(R"x(manumit_requests_total{route="/alerts/{id}",status="2xx"} 2)x")) << text;
  EXPECT_TRUE(has(R"x(manumit_requests_total{route="/alerts/{id}",status="5xx"} 1)x"));
  EXPECT_TRUE(has(R"x(manumit_requests_total{route="(none)",status="4xx"} 1)x"));
  EXPECT_TRUE(has("# TYPE manumit_request_seconds histogram"));
  EXPECT_TRUE(has(R"x(manumit_request_seconds_bucket{route="/alerts/{id}",le="0.001"} 1)x"));
  EXPECT_TRUE(has(R"x(manumit_request_seconds_bucket{route="(none)",le="0.001"} 1)x"))
      << "a bound belongs to its bucket";
  EXPECT_TRUE(has(R"x(manumit_request_seconds_bucket{route="/alerts/{id}",le="0.5"} 2)x"));
  EXPECT_TRUE(has(R"x(manumit_request_seconds_bucket{route="/alerts/{id}",le="+Inf"} 3)x"));
  EXPECT_TRUE(has(R"x(manumit_request_seconds_count{route="/alerts/{id}"} 3)x"));
  EXPECT_TRUE(has(R"x(manumit_request_seconds_sum{route="/alerts/{id}"} 60.3005)x")) << text;
}

TEST(Metrics, OfQuietRoutesOnlyFailuresAreCounted) {
  Metrics metrics;
  metrics.CountFailuresOnly("/help/{lang}/report/send");
  metrics.CountFailuresOnly("/cases/{id}");
  metrics.CountRequest("/help/{lang}/report/send", 200, 0.1);
  metrics.CountRequest("/cases/{id}", 303, 0.1);
  EXPECT_EQ(metrics.Text().find("route="), std::string::npos);
  metrics.CountRequest("/help/{lang}/report/send", 500, 0.1);
  metrics.CountRequest("/cases/{id}", 503, 0.1);
  const std::string text = metrics.Text();
  EXPECT_NE(text.find(R"x(manumit_requests_total{route="(quiet)",status="5xx"} 2)x"), std::string::npos)
      << text;
  EXPECT_EQ(text.find("/help"), std::string::npos);
  EXPECT_EQ(text.find("/cases"), std::string::npos);
}

TEST(Metrics, ReadsSourcesAndLeavesOutWhatFails) {
  Metrics metrics;
  metrics.AddSource({"manumit_things", "Things.", MetricType::kGauge,
                     [] { return std::vector<MetricSample>{{{{"state", "a \"b\"\\\n"}}, 1.5}, {{}, 7}}; }});
  metrics.AddSource({"manumit_gone", "Gone.", MetricType::kGauge,
                     []() -> base::Result<std::vector<MetricSample>> { return base::IoError("gone"); }});
  const std::string text = metrics.Text();
  EXPECT_NE(text.find("# HELP manumit_things Things.\n# TYPE manumit_things gauge\n"), std::string::npos)
      << text;
  EXPECT_NE(text.find("manumit_things{state=\"a \\\"b\\\"\\\\\\n\"} 1.5\nmanumit_things 7\n"),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("manumit_gone"), std::string::npos);
  EXPECT_NE(text.find("manumit_metrics_failed 1\n"), std::string::npos);
}

}  // namespace
}  // namespace desk
