#pragma once

#include <cstddef>
#include <string>

#include "harness/repository_builder.hpp"

namespace safeops::bench {

inline constexpr std::size_t files_per_app = 10;

// Writes a Flux repository of `apps` apps in develop, staging and production (files_per_app files an app, and a few for Flux, the
// database and its first migration) and commits it. The same arguments give the same repository.
void write_platform(test::RepositoryBuilder& repository, std::size_t apps);

// Commits one more release of app number `app`: a new image tag in production.
std::string release(test::RepositoryBuilder& repository, std::size_t app, std::size_t version);

// Writes `files` migrations of about 1 KB and seven statements each.
void write_migrations(test::RepositoryBuilder& repository, std::size_t files);

}  // namespace safeops::bench
