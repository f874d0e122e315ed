#include "cli/cli.hpp"

int main(int argc, char** argv) {
  return safeops::run(argc, argv);
}
