#include "flux/generator_sources.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "flux/problems.hpp"
#include "flux/repository_path.hpp"
#include "text/escape.hpp"
#include "text/utf8.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;

constexpr std::size_t most_bytes = 8 * 1024 * 1024;  // one generated object; the API server takes 1 MiB
constexpr std::size_t longest_line = 64 * 1024;      // of an env file: Go's scanner ends there without a word
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string_view without_quotes(std::string_view text) {
  const bool quoted = text.size() > 1 && text.front() == text.back() && (text.front() == '"' || text.front() == '\'');
  return quoted ? text.substr(1, text.size() - 2) : text;
}

class Sources {
 public:
  Sources(const Node& generator, std::string_view directory, TreeReader& reader, std::vector<Problem>& problems)
      : generator_(generator), directory_(directory), reader_(reader), problems_(problems) {}

  std::vector<Pair> run() {
    for (const Node& entry : generator_["envs"].items()) from_env_file(entry);
    if (generator_["env"].is_scalar()) from_env_file(generator_["env"]);
    for (const Node& entry : generator_["literals"].items()) from_literal(entry);
    for (const Node& entry : generator_["files"].items()) from_file(entry);
    return std::move(pairs_);
  }

 private:
  void from_literal(const Node& entry) {
    const std::string_view text = entry.text();
    const std::size_t equal = text.find('=');
    if (equal == std::string_view::npos || equal == 0) {
      error(problems_, entry.place(), "a literal is not of the form key=value");  // it may be a password: not quoted
      return;
    }
    pairs_.push_back({std::string(text.substr(0, equal)), std::string(without_quotes(text.substr(equal + 1))), entry.place()});
  }

  void from_file(const Node& entry) {
    const std::string_view text = entry.text();
    const std::size_t equal = text.find('=');
    const std::string_view path = equal == std::string_view::npos ? text : text.substr(equal + 1);
    const std::string_view key = equal == std::string_view::npos ? base_name(path) : text.substr(0, equal);
    if (key.empty() || path.empty() || path.find('=') != std::string_view::npos) {
      error(problems_, entry.place(),
            fmt::format("generator file `{}` is not of the form path or key=path", text::visible(text)));
      return;
    }
    const text::Source* source = open(path, entry);
    if (!source || !charge(source->bytes().size(), entry)) return;
    const auto size = static_cast<std::uint32_t>(source->bytes().size());
    pairs_.push_back({std::string(key), std::string(source->bytes()), {source, {0, size}}});
  }

  void from_env_file(const Node& entry) {
    const text::Source* source = open(entry.text(), entry);
    if (!source || !charge(source->bytes().size(), entry)) return;
    const std::string_view bytes = source->bytes();
    for (std::size_t begin = bytes.starts_with(byte_order_mark) ? byte_order_mark.size() : 0; begin < bytes.size();) {
      const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
      if (end - begin >= longest_line) return;
      from_line(bytes, begin, end, *source);
      begin = end + 1;
    }
  }

  void from_line(std::string_view bytes, std::size_t begin, std::size_t end, const text::Source& source) {
    const text::Place place{&source, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
    std::string_view line = bytes.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (text::first_invalid_utf8(line) != line.size()) return error(problems_, place, "a line of an env file is not UTF-8");
    line.remove_prefix(std::min(line.find_first_not_of(" \t\v\f\r"), line.size()));
    const std::size_t equal = line.find('=');
    if (line.empty() || line.front() == '#' || equal == 0) return;
    const std::string_view value = equal == std::string_view::npos ? std::string_view{} : line.substr(equal + 1);
    pairs_.push_back({std::string(line.substr(0, equal)), std::string(value), place});
  }

  bool charge(std::size_t bytes, const Node& entry) {
    const bool had_room = bytes_ <= most_bytes;
    bytes_ += bytes;
    if (bytes_ <= most_bytes) return true;
    if (had_room) error(problems_, entry.place(), fmt::format("the files of a generator hold more than {} bytes", most_bytes));
    return false;
  }

  const text::Source* open(std::string_view path, const Node& entry) {
    const auto joined = join_path(directory_, path);
    const text::Source* source = joined ? reader_.source(*joined) : nullptr;
    if (!source) {
      error(problems_, entry.place(), fmt::format("generator file `{}` does not exist", text::visible(path)));
      return nullptr;
    }
    if (source->unreadable() != text::Unreadable::too_large) return source;
    error(problems_, entry.place(), fmt::format("generator file `{}` is too large to read", text::visible(path)));
    return nullptr;
  }

  const Node& generator_;
  std::string_view directory_;
  TreeReader& reader_;
  std::vector<Problem>& problems_;
  std::vector<Pair> pairs_;
  std::size_t bytes_ = 0;
};

}  // namespace

std::vector<Pair> read_sources(const Node& generator, std::string_view directory, TreeReader& reader,
                               std::vector<Problem>& problems) {
  return Sources(generator, directory, reader, problems).run();
}

}  // namespace safeops::flux
