// `write_platform DIRECTORY FILES`: a Flux repository of about so many files, committed and checked out, for comparisons with
// programs that read a work tree.

#include <iostream>
#include <string>

#include "platform.hpp"

int main(int argc, char** argv) {
  using namespace safeops;
  if (argc != 3) {
    std::cerr << "usage: write_platform DIRECTORY FILES\n";
    return 2;
  }
  test::RepositoryBuilder repository(argv[1]);
  bench::write_platform(repository, std::stoul(argv[2]) / bench::files_per_app);
  bench::release(repository, 0, 1);
  repository.check_out();
  return 0;
}
