#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace safeops::git {

// The SHA-1 name of a git object. Zero means "no object".
struct Oid {
  std::array<std::uint8_t, 20> bytes{};

  auto operator<=>(const Oid&) const = default;
  [[nodiscard]] bool is_zero() const { return *this == Oid{}; }
  [[nodiscard]] std::string hex() const;        // 40 lower-case digits
  [[nodiscard]] std::string short_hex() const;  // the first 9 digits, for people
};

// The kinds of tree entry, from the entry's mode (gitformat-tree).
enum class Mode { regular, executable, symlink, submodule, directory };

// One entry of a tree. `path` is relative to the repository's root, raw bytes, '/' between components; it may hold any byte but
// NUL, so escape it before printing (text/escape.hpp).
struct Entry {
  std::string path;
  Oid id;
  Mode mode = Mode::regular;

  bool operator==(const Entry&) const = default;
  [[nodiscard]] bool is_file() const { return mode == Mode::regular || mode == Mode::executable; }
};

struct Identity {
  std::string name;
  std::string email;

  auto operator<=>(const Identity&) const = default;
};

struct Commit {
  Oid id;
  Oid tree;
  std::vector<Oid> parents;
  Identity author;
  Identity committer;
  std::int64_t time = 0;  // committer time, seconds since 1970-01-01T00:00:00Z
  std::string summary;    // first line of the message
};

}  // namespace safeops::git

template <>
struct std::hash<safeops::git::Oid> {
  std::size_t operator()(const safeops::git::Oid& id) const noexcept {
    std::size_t value = 0;
    std::memcpy(&value, id.bytes.data(), sizeof value);  // already a uniform hash
    return value;
  }
};
