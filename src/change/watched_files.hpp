#pragma once

#include <vector>

#include "change/change.hpp"

namespace safeops {

// The changed files the gate must understand. `files` must outlive the result.
std::vector<WatchedFile> find_watched(const std::vector<git::FileChange>& files, const Estate& base, const Estate& head,
                                      Library& library);

// The `safeops:allow` comments in them, and whether each is new.
std::vector<Allowance> find_allowances(const std::vector<WatchedFile>& watched, Library& library);

// New lines in changed .gitattributes files that hide something Estate::is_watched.
std::vector<NewAttribute> find_new_attributes(const std::vector<WatchedFile>& watched, const Estate& head);

}  // namespace safeops
