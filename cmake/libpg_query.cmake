# libpg_query with the PostgreSQL 18 grammar. Debian 12 has 15, so `./dev` unpacks the newest suite's package into
# .deps/libpg-query (see there). A system library is used where there is none.
set(PG_QUERY_ROOT ${PROJECT_SOURCE_DIR}/.deps/libpg-query CACHE PATH "An unpacked libpg-query-dev package")

find_path(PG_QUERY_INCLUDE pg_query.h HINTS ${PG_QUERY_ROOT}/usr/include NO_DEFAULT_PATH)
find_path(PG_QUERY_INCLUDE pg_query.h REQUIRED)
file(GLOB pg_query_static ${PG_QUERY_ROOT}/usr/lib/*/libpg_query.a)
if(NOT pg_query_static)
  find_library(pg_query_static NAMES libpg_query.a pg_query REQUIRED)
endif()

add_library(pg_query INTERFACE)
target_include_directories(pg_query SYSTEM INTERFACE ${PG_QUERY_INCLUDE})

# The package is built against a newer C library, whose strtoul has another symbol; the shim gives it that name.
file(STRINGS /usr/include/features.h glibc_minor REGEX "define[ \t]+__GLIBC_MINOR__")
string(REGEX MATCH "[0-9]+$" glibc_minor "${glibc_minor}")
if(glibc_minor LESS 38)
  add_library(pg_query_shim STATIC ${PROJECT_SOURCE_DIR}/cmake/isoc23.c)
  target_link_libraries(pg_query INTERFACE ${pg_query_static} pg_query_shim protobuf-c xxhash bsd m)
else()
  target_link_libraries(pg_query INTERFACE ${pg_query_static} protobuf-c xxhash bsd m)
endif()
