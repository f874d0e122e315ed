# Every folder rules/<area>/<name> with a rule.cpp is a rule: compiled into `target`, listed in one sorted constant table with its
# page. A constant whose name does not fit its folder is a link error, a missing page an error here.
function(safeops_rules target directory)
  file(GLOB rule_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${directory}/*/*/rule.cpp)
  list(SORT rule_files)
  set(declarations "")
  set(rows "")
  foreach(rule_file IN LISTS rule_files)
    get_filename_component(folder ${rule_file} DIRECTORY)
    file(RELATIVE_PATH relative ${PROJECT_SOURCE_DIR}/${directory} ${folder})
    string(REPLACE "/" ";" parts ${relative})
    list(GET parts 0 area)
    string(REPLACE "/" "-" id ${relative})
    string(REPLACE "-" "_" constant ${id})
    if(NOT EXISTS ${folder}/README.md)
      message(FATAL_ERROR "rule ${id} has no page: write ${directory}/${relative}/README.md")
    endif()
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/README.md)
    file(READ ${folder}/README.md page)
    string(APPEND declarations "extern const Rule ${constant};\n")
    string(APPEND rows "    {\"${id}\", \"${area}\", &rules::${constant}, R\"page(${page})page\"},\n")
  endforeach()
  set(table ${PROJECT_BINARY_DIR}/generated/rule_table.cpp)
  file(CONFIGURE OUTPUT ${table} CONTENT
"#include \"rules/rule.hpp\"

namespace safeops {
namespace rules {
@declarations@}
namespace {
constexpr RuleEntry table[] = {
@rows@};
}
std::span<const RuleEntry> all_rules() { return table; }
}  // namespace safeops
" @ONLY)
  target_sources(${target} PRIVATE ${rule_files} ${table})
endfunction()
