-- Maintenance, privileges, roles, settings, transactions and whole databases

-- case: analyze
analyze orders;

-- case: analyze-columns
analyze orders (total);

-- case: analyze-verbose
analyze verbose orders;

-- case: analyze-several
analyze orders, customers;

-- case: analyze-partitioned
analyze events;

-- case: analyze-materialized-view
analyze sales;

-- case: analyze-inheritance
analyze documents;

-- case: vacuum
vacuum orders;

-- case: vacuum-analyze
vacuum analyze orders;

-- case: vacuum-freeze
vacuum (freeze) orders;

-- case: vacuum-full
vacuum full orders;

-- case: vacuum-full-option
vacuum (full, analyze) orders;

-- case: vacuum-full-false
vacuum (full false) orders;

-- case: vacuum-several
vacuum orders, customers;

-- case: vacuum-materialized-view
vacuum sales;

-- case: vacuum-partition
vacuum events_2024;

-- case: checkpoint
checkpoint;

-- case: grant-select
grant select on orders to app;

-- case: grant-columns
grant select (id, total) on orders to app;

-- case: grant-several
grant select, insert on orders, customers to app;

-- case: grant-all-tables
grant select on all tables in schema billing to app;

-- case: grant-all
grant all privileges on orders to app with grant option;

-- case: grant-to-public
grant select on orders to public;

-- case: grant-on-view
grant select on open_orders to app;

-- case: grant-on-sequence
grant usage, select on sequence ticket_numbers to app;

-- case: grant-on-all-sequences
grant usage on all sequences in schema public to app;

-- case: grant-on-schema
grant usage on schema billing to app;

-- case: grant-on-function
grant execute on function twice(int) to app;

-- case: grant-on-type
grant usage on type mood to app;

-- case: grant-on-database
grant connect on database template1 to app;

-- case: grant-role
grant auditor to app;

-- case: grant-on-partitioned
grant select on events to app;

-- case: revoke-select
revoke select on orders from auditor;

-- case: revoke-all
revoke all on orders from auditor;

-- case: revoke-all-tables
revoke all on all tables in schema billing from public;

-- case: revoke-schema
revoke usage on schema public from public;

-- case: revoke-function
revoke execute on function twice(int) from public;

-- case: revoke-role
grant pg_monitor to auditor;
revoke pg_monitor from auditor;

-- case: default-privileges
alter default privileges in schema public grant select on tables to app;

-- case: default-privileges-revoke
alter default privileges revoke execute on functions from public;

-- case: create-role
create role robot;

-- case: create-user
create user android with password 'x';

-- case: alter-role
alter role app with login;

-- case: alter-role-set
alter role app set statement_timeout = '5s';

-- case: drop-role-if-exists-missing
drop role if exists nobody_there;

-- case: drop-role-missing
drop role nobody_there;

-- case: set
set lock_timeout = '5s';

-- case: set-local
set local lock_timeout = '5s';

-- case: set-role
set role app;

-- case: set-session-authorization
set session authorization app;

-- case: reset
reset lock_timeout;

-- case: reset-all
reset all;

-- case: show
show lock_timeout;

-- case: discard-plans
discard plans;

-- case: discard-all
discard all;

-- case: savepoint
savepoint s;

-- case: notify
notify news;

-- case: listen
listen news;

-- case: load
load 'plpgsql';

-- case: security-label-missing-provider
security label on table orders is 'x';

-- case: create-database
create database elsewhere;

-- case: drop-database-if-exists-missing
drop database if exists nowhere;

-- case: drop-database-missing
drop database nowhere;

-- case: alter-database-set
alter database template1 set work_mem = '8MB';

-- case: alter-system
alter system set work_mem = '8MB';

-- case: create-tablespace
create tablespace slow location '/nowhere';

-- case: drop-tablespace-missing
drop tablespace nowhere;

-- case: reindex-database
reindex system nowhere;

-- case: create-foreign-data-wrapper
create foreign data wrapper w;

-- case: create-server
create extension postgres_fdw;
create server remote foreign data wrapper postgres_fdw options (dbname 'x');

-- case: create-foreign-table
create extension postgres_fdw;
create server remote foreign data wrapper postgres_fdw options (dbname 'x');
create foreign table far (id int) server remote;

-- case: alter-foreign-table
create extension postgres_fdw;
create server remote foreign data wrapper postgres_fdw options (dbname 'x');
create foreign table far (id int) server remote;
alter foreign table far add column note text;

-- case: drop-foreign-table
create extension postgres_fdw;
create server remote foreign data wrapper postgres_fdw options (dbname 'x');
create foreign table far (id int) server remote;
drop foreign table far;

-- case: drop-server-cascade
create extension postgres_fdw;
create server remote foreign data wrapper postgres_fdw options (dbname 'x');
create foreign table far (id int) server remote;
drop server remote cascade;

-- case: create-text-search-configuration
create text search configuration german (copy = simple);

-- case: create-access-method
create access method heap2 type table handler heap_tableam_handler;

-- case: create-language
create or replace trusted language plpgsql;

-- case: create-transform-missing
drop transform if exists for int language plpgsql;

-- case: import-foreign-schema
create extension postgres_fdw;
import foreign schema public from server nowhere into archive;

-- case: large-object
select lo_create(0);
