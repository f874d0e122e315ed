#include "estate/reviews.hpp"

#include <fmt/format.h>

#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "git/cannot_run.hpp"
#include "text/letter_case.hpp"
#include "text/time.hpp"

namespace safeops {
namespace {

using nlohmann::json;

std::string text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

class Reader {
 public:
  explicit Reader(std::string_view called) : called_(called) {}

  void read(const json& review) {
    const std::string state = review.is_object() ? text_of(review, "state") : std::string{};
    if (state.empty()) refuse("holds something that is no review");
    const json user = review.value("user", json());
    if (user.is_null()) return;  // the account is gone
    const std::string login = user.is_object() ? text_of(user, "login") : std::string{};
    if (login.empty()) refuse("holds a review without `user.login`");
    if (text_of(user, "type") != "Bot" && !login.ends_with("[bot]")) take(review, login, state);
  }

  [[nodiscard]] std::vector<Review> take_all() {
    std::vector<Review> reviews;
    for (auto& [login, latest] : latest_)
      if (latest.takes_side) reviews.push_back(std::move(latest.review));
    return reviews;
  }

  [[noreturn]] void refuse(std::string_view why) const {
    throw CannotRun(fmt::format(
        "--reviews {}: {}. Write what GitHub's `GET /repos/{{owner}}/{{repo}}/pulls/{{number}}/reviews` returns.", called_, why));
  }

 private:
  struct Latest {
    text::Seconds at = 0;
    bool takes_side = false;
    Review review;
  };

  void take(const json& review, const std::string& login, const std::string& state) {
    const bool approves = state == "APPROVED";
    const bool requests = state == "CHANGES_REQUESTED";
    if (!approves && !requests && state != "DISMISSED") return;
    const auto said = text::parse_time(text_of(review, "submitted_at"));
    if (!said && approves) return;
    const text::Seconds at = said.value_or(std::numeric_limits<text::Seconds>::max());
    Latest& latest = latest_[text::lower(login)];
    if (at < latest.at) return;
    const std::string standing = text_of(review, "author_association");
    latest = {.at = at,
              .takes_side = approves || requests,
              .review = {.by = "@" + login,
                         .state = approves ? Review::State::approved : Review::State::changes_requested,
                         .commit = text::lower(text_of(review, "commit_id")),
                         .may_write = standing == "OWNER" || standing == "MEMBER" || standing == "COLLABORATOR"}};
  }

  std::string called_;
  std::map<std::string, Latest> latest_;
};

// Pages that were fetched one by one stand behind each other.
std::vector<json> arrays_in(std::string_view text, const Reader& reader) {
  std::vector<json> pages;
  std::size_t depth = 0;
  std::size_t begin = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c == '\\') ++at;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > 100) reader.refuse("is nested too deep");
    } else if ((c == ']' || c == '}') && depth > 0 && --depth == 0) {
      pages.push_back(json::parse(text.substr(begin, at + 1 - begin), nullptr, false));
      begin = at + 1;
    }
  }
  if (text.find_first_not_of(" \t\r\n", begin) != text.npos) reader.refuse("is not valid JSON");
  return pages;
}

}  // namespace

std::vector<Review> read_reviews(std::string_view text, std::string_view called) {
  Reader reader(called);
  const std::vector<json> pages = arrays_in(text, reader);
  if (pages.empty()) reader.refuse("is empty");
  for (const json& page : pages) {
    if (page.is_discarded()) reader.refuse("is not valid JSON");
    if (!page.is_array()) reader.refuse("is not a JSON array");
    for (const json& review : page) reader.read(review);
  }
  return reader.take_all();
}

}  // namespace safeops
