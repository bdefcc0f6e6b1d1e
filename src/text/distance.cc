#include "text/distance.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

namespace text {
namespace {

constexpr std::size_t kOnStack = 64;

bool IsVowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

// Letters that are exchanged between transliteration systems, spellings by ear, or by optical character
// recognition.
struct Confusion {
  char a;
  char b;
  double cost;
};
constexpr Confusion kConfusions[] = {
    {'c', 'k', 0.3}, {'k', 'q', 0.3}, {'c', 'q', 0.4}, {'w', 'v', 0.3}, {'y', 'i', 0.2}, {'j', 'y', 0.4},
    {'i', 'j', 0.4}, {'s', 'z', 0.4}, {'c', 's', 0.5}, {'d', 't', 0.6}, {'b', 'p', 0.6}, {'g', 'k', 0.6},
    {'g', 'q', 0.5}, {'f', 'v', 0.6}, {'b', 'v', 0.6}, {'m', 'n', 0.7}, {'l', 'r', 0.7}, {'x', 'k', 0.7},
    {'j', 'g', 0.5}, {'u', 'w', 0.4}, {'o', 'w', 0.5}, {'x', 's', 0.5}, {'j', 'z', 0.6}, {'j', 'c', 0.6},
    {'0', 'o', 0.2}, {'1', 'i', 0.2}, {'1', 'l', 0.2}, {'3', 'e', 0.3}, {'5', 's', 0.3}, {'9', 'g', 0.3},
    {'4', 'a', 0.3}, {'8', 'b', 0.3}, {'f', 'p', 0.6}, {'g', 'h', 0.6}, {'h', 'k', 0.6}, {'u', 'v', 0.5},
    {'i', 'l', 0.8},
};

using CostTable = std::array<std::array<float, 128>, 128>;

const CostTable& Costs() {
  static const CostTable* const table = [] {
    auto* t = new CostTable;
    for (int a = 0; a < 128; ++a) {
      for (int b = 0; b < 128; ++b) {
        float cost = a == b ? 0.0F : 1.0F;
        if (a != b && IsVowel(static_cast<char>(a)) && IsVowel(static_cast<char>(b))) cost = 0.6F;
        (*t)[static_cast<std::size_t>(a)][static_cast<std::size_t>(b)] = cost;
      }
    }
    for (const Confusion& c : kConfusions) {
      (*t)[static_cast<std::size_t>(c.a)][static_cast<std::size_t>(c.b)] = static_cast<float>(c.cost);
      (*t)[static_cast<std::size_t>(c.b)][static_cast<std::size_t>(c.a)] = static_cast<float>(c.cost);
    }
    return t;
  }();
  return *table;
}

// The cost of a letter that only one side has.
double Gap(std::string_view word, std::size_t i) {
  const char c = word[i];
  if ((i > 0 && word[i - 1] == c) || (i + 1 < word.size() && word[i + 1] == c)) return 0.3;
  if (c == 'h' && i > 0) return 0.4;
  if (IsVowel(c)) return c == 'y' || c == 'e' ? 0.55 : 0.65;
  if (c == 'w' || c == 'j') return 0.8;
  return 1.0;
}

template <typename T>
struct Rows {
  explicit Rows(std::size_t width) {
    if (width > kOnStack + 1) heap.resize(3 * width);
    T* base = heap.empty() ? stack.data() : heap.data();
    const std::size_t stride = heap.empty() ? kOnStack + 1 : width;
    before = base;
    last = base + stride;
    now = base + 2 * stride;
  }
  void Shift() {
    T* free = before;
    before = last;
    last = now;
    now = free;
  }
  std::array<T, 3 * (kOnStack + 1)> stack;
  std::vector<T> heap;
  T* before;
  T* last;
  T* now;
};

// Two letters that look like one: rn m, vv w, cl d, and sounds that two letters or one stand for: ph f, ou u,
// oo u, ee i, ks x.
constexpr double kTwoForOne = 0.4;
bool IsOneOfTwo(char c) {
  return c == 'm' || c == 'w' || c == 'd' || c == 'f' || c == 'u' || c == 'i' || c == 'x';
}
bool TwoForOne(char first, char second, char one) {
  switch (one) {
    case 'm':
      return first == 'r' && second == 'n';
    case 'w':
      return first == 'v' && second == 'v';
    case 'd':
      return first == 'c' && second == 'l';
    case 'f':
      return first == 'p' && second == 'h';
    case 'u':
      return (first == 'o' && second == 'u') || (first == 'o' && second == 'o');
    case 'i':
      return first == 'e' && second == 'e';
    case 'x':
      return first == 'k' && second == 's';
    default:
      return false;
  }
}

}  // namespace

int EditDistance(std::string_view a, std::string_view b, int limit) {
  if (a.size() > b.size()) std::swap(a, b);
  const int gap = static_cast<int>(b.size() - a.size());
  if (gap > limit) return limit + 1;
  while (!a.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (a.empty()) return static_cast<int>(b.size());
  Rows<int> rows(a.size() + 1);
  for (std::size_t i = 0; i <= a.size(); ++i) rows.last[i] = static_cast<int>(i);
  for (std::size_t j = 1; j <= b.size(); ++j) {
    rows.now[0] = static_cast<int>(j);
    int best = rows.now[0];
    for (std::size_t i = 1; i <= a.size(); ++i) {
      int d = rows.last[i - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      d = std::min(d, std::min(rows.last[i], rows.now[i - 1]) + 1);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d = std::min(d, rows.before[i - 2] + 1);
      rows.now[i] = d;
      best = std::min(best, d);
    }
    if (best > limit && j > 1) {
      // A transposition may still reach back one row, never two.
      int best_last = rows.last[0];
      for (std::size_t i = 1; i <= a.size(); ++i) best_last = std::min(best_last, rows.last[i]);
      if (best_last > limit) return limit + 1;
    }
    rows.Shift();
  }
  return std::min(rows.last[a.size()], limit + 1);
}

EditPattern::EditPattern(std::string_view word) : word_(word) {
  if (word.size() > 64) return;
  for (std::size_t i = 0; i < word.size(); ++i)
    letters_[static_cast<unsigned char>(word[i]) & 127] |= std::uint64_t{1} << i;
}

int EditPattern::Distance(std::string_view other) const {
  return DistanceUpTo(other, static_cast<int>(word_.size() + other.size()));
}

bool EditPattern::Within(std::string_view other, int limit) const {
  return DistanceUpTo(other, limit) <= limit;
}

int EditPattern::DistanceUpTo(std::string_view other, int limit) const {
  const std::size_t m = word_.size();
  if (m == 0) return static_cast<int>(other.size());
  if (m > 64) return EditDistance(word_, other, limit);
  std::uint64_t vp = ~std::uint64_t{0};
  std::uint64_t vn = 0;
  std::uint64_t d0 = 0;
  std::uint64_t last_match = 0;
  const std::uint64_t top = std::uint64_t{1} << (m - 1);
  int distance = static_cast<int>(m);
  int rest = static_cast<int>(other.size());
  for (char c : other) {
    const std::uint64_t match = letters_[static_cast<unsigned char>(c) & 127];
    const std::uint64_t exchanged = (((~d0) & match) << 1) & last_match;
    d0 = (((match & vp) + vp) ^ vp) | match | vn | exchanged;
    std::uint64_t hp = vn | ~(d0 | vp);
    std::uint64_t hn = d0 & vp;
    if ((hp & top) != 0) ++distance;
    if ((hn & top) != 0) --distance;
    if (distance - --rest > limit) return limit + 1;  // each letter to come can take away one at most
    hp = (hp << 1) | 1;
    hn <<= 1;
    vp = hn | ~(d0 | hp);
    vn = hp & d0;
    last_match = match;
  }
  return distance;
}

double WeightedDistance(std::string_view a, std::string_view b) {
  Rows<double> rows(a.size() + 1);
  std::array<double, kOnStack> gaps_on_stack;
  std::vector<double> gaps_on_heap(a.size() > kOnStack ? a.size() : 0);
  double* const gaps = gaps_on_heap.empty() ? gaps_on_stack.data() : gaps_on_heap.data();
  rows.last[0] = 0;
  bool any_one_in_a = false;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    gaps[i - 1] = Gap(a, i - 1);
    rows.last[i] = rows.last[i - 1] + gaps[i - 1];
    any_one_in_a = any_one_in_a || IsOneOfTwo(a[i - 1]);
  }
  for (std::size_t j = 1; j <= b.size(); ++j) {
    const double insert = Gap(b, j - 1);
    const bool one_in_b = IsOneOfTwo(b[j - 1]);
    const bool two_in_b = any_one_in_a && j > 1;
    const auto& costs = Costs()[static_cast<unsigned char>(b[j - 1]) & 127];
    rows.now[0] = rows.last[0] + insert;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      double d = rows.last[i - 1] + static_cast<double>(costs[static_cast<unsigned char>(a[i - 1]) & 127]);
      d = std::min(d, rows.last[i] + insert);
      d = std::min(d, rows.now[i - 1] + gaps[i - 1]);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && a[i - 1] != a[i - 2]) {
        d = std::min(d, rows.before[i - 2] + 0.7);
      }
      if (one_in_b && i > 1 && TwoForOne(a[i - 2], a[i - 1], b[j - 1]))
        d = std::min(d, rows.last[i - 2] + kTwoForOne);
      if (two_in_b && TwoForOne(b[j - 2], b[j - 1], a[i - 1]))
        d = std::min(d, rows.before[i - 1] + kTwoForOne);
      rows.now[i] = d;
    }
    rows.Shift();
  }
  return rows.last[a.size()];
}

}  // namespace text
