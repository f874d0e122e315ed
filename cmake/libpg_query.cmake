# libpg_query with the PostgreSQL 18 grammar. The system's library is used if it is that new; else the package that `./dev`
# unpacks from a newer suite (fetch_libpg_query.sh); else, with a warning, the system's older one.
set(PG_QUERY_ROOT ${PROJECT_SOURCE_DIR}/.deps/libpg-query CACHE PATH "An unpacked libpg-query-dev package")
set(pg_query_wanted 18)

# Sets `result` to the PostgreSQL major version that the pg_query.h in `directory` parses, 0 if there is none.
function(pg_query_major directory result)
  set(${result} 0 PARENT_SCOPE)
  if(EXISTS ${directory}/pg_query.h)
    file(STRINGS ${directory}/pg_query.h line REGEX "define PG_MAJORVERSION \"[0-9]+\"")
    string(REGEX MATCH "[0-9]+" major "${line}")
    set(${result} ${major} PARENT_SCOPE)
  endif()
endfunction()

find_path(pg_query_include pg_query.h NO_CACHE)
find_library(pg_query_library NAMES libpg_query.a pg_query NO_CACHE)
pg_query_major("${pg_query_include}" pg_query_version)

file(GLOB pg_query_unpacked ${PG_QUERY_ROOT}/usr/lib/*/libpg_query.a)
if(pg_query_unpacked AND pg_query_version LESS pg_query_wanted)
  set(pg_query_include ${PG_QUERY_ROOT}/usr/include)
  set(pg_query_library ${pg_query_unpacked})
  pg_query_major(${pg_query_include} pg_query_version)
endif()

if(NOT pg_query_library)
  message(FATAL_ERROR "libpg_query is missing: run ./dev build, which fetches it")
endif()
if(pg_query_version LESS pg_query_wanted)
  message(WARNING "libpg_query knows the PostgreSQL ${pg_query_version} grammar: newer syntax will be reported as unparsable")
endif()

add_library(pg_query INTERFACE)
target_include_directories(pg_query SYSTEM INTERFACE ${pg_query_include})

# The unpacked package is built against a newer C library, whose strtoul has another symbol; the shim gives it that name.
file(STRINGS /usr/include/features.h glibc_minor REGEX "define[ \t]+__GLIBC_MINOR__")
string(REGEX MATCH "[0-9]+$" glibc_minor "${glibc_minor}")
if(glibc_minor LESS 38)
  add_library(pg_query_shim STATIC ${PROJECT_SOURCE_DIR}/cmake/isoc23.c)
  target_link_libraries(pg_query INTERFACE ${pg_query_library} pg_query_shim protobuf-c xxhash bsd m)
else()
  target_link_libraries(pg_query INTERFACE ${pg_query_library} protobuf-c xxhash bsd m)
endif()
