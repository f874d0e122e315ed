# Options every target of ours is compiled with.
add_library(safeops_options INTERFACE)
target_compile_options(safeops_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
target_compile_options(safeops_options INTERFACE -Werror=switch -Wno-missing-field-initializers)
target_compile_definitions(safeops_options INTERFACE SAFEOPS_VERSION="${PROJECT_VERSION}")

if(SAFEOPS_WERROR)
  target_compile_options(safeops_options INTERFACE -Werror)
endif()

if(SAFEOPS_SANITIZE)
  # Left out: checks that take a fifth of the time to compile and find what AddressSanitizer finds too (null, object-size), or
  # what this code has no casts for (alignment, vptr).
  # Instrumented code of the standard library's own headers looks uninitialised to the optimiser (gcc's manual warns of it).
  target_compile_options(safeops_options INTERFACE -fsanitize=address,undefined -fno-sanitize=null,object-size,alignment,vptr
                                                   -fno-sanitize-recover=all -fno-omit-frame-pointer
                                                   $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_link_options(safeops_options INTERFACE -fsanitize=address,undefined)
endif()

if(SAFEOPS_FUZZ)
  target_compile_options(safeops_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

find_program(SAFEOPS_CCACHE ccache)
if(SAFEOPS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${SAFEOPS_CCACHE})
endif()
