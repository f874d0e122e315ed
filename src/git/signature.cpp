#include "git/signature.hpp"

#include <fmt/format.h>

#include <ctime>

#include "git/handles.hpp"
#include "git/process.hpp"
#include "git/state.hpp"

namespace safeops::git {
namespace {

using State = SignatureCheck::State;

constexpr std::size_t most_commits_walked = 20000;
constexpr std::size_t most_files_checked = 100;

struct Signed {
  std::string signature;  // armoured; empty: the commit has none
  std::string payload;    // what it was made over
};

class Buffer {
 public:
  ~Buffer() { git_buf_dispose(&raw); }
  [[nodiscard]] std::string text() const { return {raw.ptr ? raw.ptr : "", raw.size}; }
  git_buf raw = GIT_BUF_INIT;
};

Signed signed_parts(const Repository& repository, const Oid& commit) {
  Buffer signature;
  Buffer payload;
  git_oid id = to_raw(commit);
  const int error = git_commit_extract_signature(&signature.raw, &payload.raw, repository.state().repository.get(), &id, nullptr);
  if (error == GIT_ENOTFOUND) return {};
  if (error != 0) throw failure(fmt::format("the signature of commit {} cannot be read", commit.short_hex()));
  return {signature.text(), payload.text()};
}

SignatureCheck not_good(State state, std::string reason) {
  return {.state = state, .signers = {}, .reason = std::move(reason)};
}

SignatureCheck could_not_run(const Called& called, std::string_view program) {
  const bool missing = called.end == Called::End::not_found;
  return not_good(State::unchecked, fmt::format("`{}` {}, so its signature could not be checked", program,
                                                missing ? "is not installed" : "did not answer"));
}

std::string day_and_time(std::int64_t seconds) {
  const std::time_t time = static_cast<std::time_t>(seconds);
  std::tm parts{};
  gmtime_r(&time, &parts);
  return fmt::format("{:04}{:02}{:02}{:02}{:02}{:02}", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
                     parts.tm_min, parts.tm_sec);
}

// One principal a line, or several with commas between, as the file has them. A pattern stands for nobody in particular.
std::vector<std::string> principals_in(std::string_view output) {
  std::vector<std::string> principals;
  std::size_t at = 0;
  while (at < output.size()) {
    const std::size_t end = std::min(output.find_first_of(",\r\n", at), output.size());
    const std::string_view one = output.substr(at, end - at);
    if (!one.empty() && one.find_first_of("*?!") == one.npos) principals.emplace_back(one);
    at = end + 1;
  }
  return principals;
}

Identity identity_of(std::string_view principal) {
  const bool is_address = principal.find('@', 1) != principal.npos;
  if (!is_address && principal.starts_with('@')) principal.remove_prefix(1);
  return {std::string(principal), is_address ? std::string(principal) : std::string{}};
}

SignatureCheck check_ssh(const Signed& commit, const TrustedSigners& trusted, std::int64_t now) {
  const PrivateDirectory directory;
  const std::string signers = directory.write("allowed_signers", trusted.ssh);
  const std::string signature = directory.write("signature", commit.signature);
  const std::string when = "verify-time=" + day_and_time(now);
  const auto ask = [&](std::vector<std::string> question) {
    question.insert(question.begin(), {"ssh-keygen", "-Y"});
    question.insert(question.end(), {"-f", signers, "-s", signature, "-O", when});
    return call_program(question, commit.payload, directory.path());
  };
  const Called found = ask({"find-principals"});
  if (found.end != Called::End::returned) return could_not_run(found, "ssh-keygen");
  SignatureCheck check{.state = State::good, .signers = {}, .reason = {}};
  for (const std::string& principal : principals_in(found.exit_code == 0 ? found.out : "")) {
    const Called verified = ask({"verify", "-n", "git", "-I", principal});
    if (verified.end != Called::End::returned) return could_not_run(verified, "ssh-keygen");
    if (verified.exit_code == 0) check.signers.push_back(identity_of(principal));
  }
  if (!check.signers.empty()) return check;
  return not_good(State::untrusted, "its SSH signature is by none of those in `.safeops/allowed_signers` of the base");
}

// "[GNUPG:] GOODSIG 0123456789ABCDEF Bob <bob@example.com>" (gnupg doc/DETAILS)
std::vector<Identity> good_signers(std::string_view status) {
  constexpr std::string_view good = "[GNUPG:] GOODSIG ";
  std::vector<Identity> signers;
  std::size_t at = 0;
  while (at < status.size()) {
    const std::size_t end = std::min(status.find('\n', at), status.size());
    std::string_view line = status.substr(at, end - at);
    at = end + 1;
    if (!line.starts_with(good)) continue;
    line.remove_prefix(std::min(line.find(' ', good.size()), line.size() - 1) + 1);
    const std::size_t open = line.rfind('<');
    const std::size_t close = line.rfind('>');
    const bool has_address = open != line.npos && close != line.npos && open < close;
    const std::string_view name = line.substr(0, has_address ? line.find_last_not_of(' ', open - (open > 0)) + 1 : line.npos);
    signers.push_back({std::string(name), has_address ? std::string(line.substr(open + 1, close - open - 1)) : std::string{}});
  }
  return signers;
}

SignatureCheck check_openpgp(const Signed& commit, const TrustedSigners& trusted) {
  const auto untrusted = [] {
    return not_good(State::untrusted, "its OpenPGP signature is by none of those in `.safeops/allowed_signers.asc` of the base");
  };
  if (trusted.openpgp.empty()) return untrusted();
  const PrivateDirectory directory;
  const std::string keys = directory.write("keys.asc", trusted.openpgp);
  const std::string signature = directory.write("signature.asc", commit.signature);
  const auto ask = [&](std::vector<std::string> question) {
    std::vector<std::string> command = {"gpg",
                                        "--homedir",
                                        directory.path().string(),
                                        "--batch",
                                        "--no-tty",
                                        "--no-options",
                                        "--no-autostart",
                                        "--no-auto-key-retrieve",
                                        "--trust-model",
                                        "always",
                                        "--status-fd",
                                        "1"};
    command.insert(command.end(), question.begin(), question.end());
    return call_program(command, commit.payload, directory.path());
  };
  const Called imported = ask({"--import", keys});
  if (imported.end != Called::End::returned) return could_not_run(imported, "gpg");
  const Called verified = ask({"--verify", signature, "-"});
  if (verified.end != Called::End::returned) return could_not_run(verified, "gpg");
  const bool is_valid = verified.exit_code == 0 && verified.out.find("[GNUPG:] VALIDSIG ") != std::string::npos;
  const auto signers = good_signers(verified.out);
  if (!is_valid || signers.size() != 1) return untrusted();
  return {.state = State::good, .signers = signers, .reason = {}};
}

// The commit that last wrote a file with this content: back along whichever parent has it already.
struct Writer {
  Oid commit;
  bool found = false;
};

Writer writer_of(const Repository& repository, Oid commit, std::string_view path, const Oid& blob) {
  for (std::size_t walked = 0; walked < most_commits_walked; ++walked) {
    if (repository.ends_shallow_clone(commit)) return {};
    std::optional<Oid> earlier;
    for (const Oid& parent : repository.commit(commit).parents) {
      const auto entry = Snapshot::of_commit(repository, parent).find(path);
      if (entry && entry->id == blob) {
        earlier = parent;
        break;
      }
    }
    if (!earlier) return {commit, true};
    commit = *earlier;
  }
  return {};
}

}  // namespace

SignatureCheck check_signature(const Repository& repository, const Oid& commit, const TrustedSigners& trusted, std::int64_t now) {
  const Signed parts = signed_parts(repository, commit);
  if (parts.signature.empty()) return not_good(State::none, "it is not signed");
  if (parts.signature.starts_with("-----BEGIN SSH SIGNATURE-----")) return check_ssh(parts, trusted, now);
  if (parts.signature.starts_with("-----BEGIN PGP SIGNATURE-----")) return check_openpgp(parts, trusted);
  return not_good(State::untrusted, "its signature is neither of SSH nor of OpenPGP");
}

SignatureCheck SignedFiles::check(std::string_view path) const {
  const auto [row, is_new] = known_.try_emplace(std::string(path));
  SignatureCheck& known = row->second;
  if (!is_new) return known;
  const auto conclude = [&](SignatureCheck check) { return known = std::move(check); };

  if (known_.size() > most_files_checked)
    return conclude(not_good(State::unchecked, fmt::format("more than {} files would have to be checked", most_files_checked)));
  const auto entry = head_->find(path);
  const auto committed = tip_ ? Snapshot::of_commit(*repository_, *tip_).find(path) : std::nullopt;
  if (!entry || !committed || committed->id != entry->id) return conclude(not_good(State::none, "it is not committed"));
  const Writer writer = writer_of(*repository_, *tip_, path, entry->id);
  if (!writer.found)
    return conclude(not_good(State::unchecked, "the commit that wrote it is out of reach: fetch the whole history"));
  SignatureCheck check = check_signature(*repository_, writer.commit, trusted_, now_);
  if (check.state != State::good)
    check.reason = fmt::format("commit {} wrote it, and {}", writer.commit.short_hex(), check.reason);
  return conclude(std::move(check));
}

}  // namespace safeops::git
