# Hundreds of short sources that include the same: parsing that once makes each two to four times as fast to compile. Each still
# includes what it uses; the presets that clang compiles, and so clang-tidy, go without.
function(safeops_precompile target)
  target_precompile_headers(${target} PRIVATE <algorithm> <fmt/format.h> <functional> <map> <set> <string> <vector> ${ARGN})
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)  # ccache asks for it
endfunction()

# A layer is one static library made of the sources below src/<name>/. What it links is what it may include: the link lines are the
# arrows. PRECOMPILED are headers that most of its sources include.
function(safeops_layer name)
  cmake_parse_arguments(ARG "" "" "USES;LIBRARIES;PRECOMPILED" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.cpp)
  add_library(safeops_${name} STATIC ${sources})
  set_target_properties(safeops_${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(safeops_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(safeops_${name} PUBLIC safeops_options PRIVATE ${ARG_LIBRARIES})
  list(TRANSFORM ARG_PRECOMPILED PREPEND ${PROJECT_SOURCE_DIR}/src/)
  safeops_precompile(safeops_${name} ${ARG_PRECOMPILED})
  foreach(used IN LISTS ARG_USES)
    target_link_libraries(safeops_${name} PUBLIC safeops_${used})
  endforeach()
endfunction()

# Puts directory/*.json into the program: document_schema("<name>") returns the text of <name>.json.
function(safeops_embed_schemas target directory)
  set(rows "")
  file(GLOB files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${directory}/*.json)
  foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME_WE)
    file(READ ${file} content)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    string(APPEND rows "  if (name == \"${name}\") return R\"schema(${content})schema\";\n")
  endforeach()
  set(output ${PROJECT_BINARY_DIR}/generated/document_schema.cpp)
  file(CONFIGURE OUTPUT ${output} CONTENT
"#include \"estate/schema_check.hpp\"

namespace safeops {
std::string_view document_schema(std::string_view name) {
@rows@  return {};
}
}  // namespace safeops
" @ONLY)
  target_sources(${target} PRIVATE ${output})
endfunction()
