-- Types, enums, domains, collations, casts and operators

-- case: create-enum
create type size as enum ('s', 'm', 'l');

-- case: create-enum-there
create type mood as enum ('a');

-- case: create-composite
create type pair as (a int, b int);

-- case: create-range
create type int_span as range (subtype = int);

-- case: create-shell
create type later;

-- case: add-value
alter type mood add value 'middle';

-- case: add-value-if-not-exists
alter type mood add value if not exists 'middle';

-- case: add-value-if-not-exists-there
alter type mood add value if not exists 'low';

-- case: add-value-there
alter type mood add value 'low';

-- case: add-value-before
alter type mood add value 'middle' before 'high';

-- case: add-value-after
alter type order_state add value 'returned' after 'sent';

-- case: add-value-of-new-type
create type size as enum ('s');
alter type size add value 'm';

-- case: rename-value
alter type mood rename value 'low' to 'sad';

-- case: rename-value-missing
alter type mood rename value 'none' to 'sad';

-- case: rename-enum
alter type mood rename to feeling;

-- case: enum-owner
alter type mood owner to app;

-- case: enum-set-schema
alter type mood set schema archive;

-- case: add-attribute
alter type address add attribute zip text;

-- case: add-attribute-of-unused-type
create type pair as (a int, b int);
alter type pair add attribute c int;

-- case: add-attribute-typed-table
create table places of address;
alter type address add attribute zip text;

-- case: add-attribute-typed-table-cascade
create table places of address;
alter type address add attribute zip text cascade;

-- case: drop-attribute
alter type address drop attribute city;

-- case: drop-attribute-if-exists-missing
alter type address drop attribute if exists nothing;

-- case: drop-attribute-typed-table-cascade
create table places of address;
alter type address drop attribute city cascade;

-- case: alter-attribute-of-used-type
alter type address alter attribute city type varchar(50);

-- case: rename-composite
alter type address rename to postal_address;

-- case: composite-owner
alter type address owner to app;

-- case: composite-set-schema
alter type address set schema archive;

-- case: drop-type
drop type period;

-- case: drop-type-if-exists
drop type if exists period;

-- case: drop-type-if-exists-missing
drop type if exists no_such_type;

-- case: drop-type-used
drop type mood;

-- case: drop-enum-cascade
drop type mood cascade;

-- case: drop-enum-used-by-view-cascade
drop type order_state cascade;

-- case: drop-composite-cascade
drop type address cascade;

-- case: drop-composite-typed-table-cascade
create table places of address;
drop type address cascade;

-- case: drop-type-used-by-function-cascade
create function f(m mood) returns int language sql as 'select 1';
drop type mood cascade;

-- case: drop-type-used-in-array-cascade
create table t (moods mood[]);
drop type mood cascade;

-- case: create-domain
create domain zip as text;

-- case: create-domain-with-check
create domain zip as text check (length(value) = 5);

-- case: create-domain-not-null
create domain zip as text not null default '';

-- case: create-domain-over-domain
create domain small_percent as percent check (value < 10);

-- case: domain-add-check
alter domain email add constraint email_check check (value like '%@%');

-- case: domain-add-check-used-in-two-tables
create table t (e email);
alter domain email add constraint email_check check (value like '%@%');

-- case: domain-add-check-not-valid
alter domain email add constraint email_check check (value like '%@%') not valid;

-- case: domain-validate
alter domain email add constraint email_check check (value like '%@%') not valid;
alter domain email validate constraint email_check;

-- case: domain-add-check-fails
insert into tickets (priority, contact) values (1, 'x');
alter domain email add constraint email_check check (value like '%@%');

-- case: domain-add-check-used-by-domain
create domain work_email as email;
create table t (e work_email);
alter domain email add constraint email_check check (value like '%@%');

-- case: domain-add-check-used-in-array
alter domain positive add constraint below check (value < 1000000);

-- case: domain-add-check-used-in-composite
create type rated as (stars positive);
create table t (r rated);
alter domain positive add constraint below check (value < 1000000);

-- case: domain-add-check-unused
create domain zip as text;
alter domain zip add constraint zip_check check (length(value) = 5);

-- case: domain-add-check-used-by-partitioned
create table tree (a int, e email) partition by list (a);
create table tree_1 partition of tree for values in (1);
alter domain email add constraint email_check check (value like '%@%');

-- case: domain-add-check-used-by-materialized-view
create materialized view m as select contact from tickets;
alter domain email add constraint email_check check (value like '%@%');

-- case: domain-add-check-used-by-view
create view v as select contact from tickets;
alter domain email add constraint email_check check (value like '%@%');

-- case: domain-add-not-null-constraint
alter domain short_code add constraint present not null;

-- case: domain-set-not-null
create table t (c short_code);
create domain zip as text;
create table u (z zip);
alter domain zip set not null;

-- case: domain-set-not-null-fails
alter domain short_code set not null;

-- case: domain-drop-not-null
alter domain required_text drop not null;

-- case: domain-drop-not-null-used
create table t (r required_text);
alter domain required_text drop not null;

-- case: domain-set-default
alter domain email set default 'a@b';

-- case: domain-drop-default
alter domain email drop default;

-- case: domain-drop-constraint
alter domain positive drop constraint positive_check;

-- case: domain-drop-constraint-if-exists-missing
alter domain positive drop constraint if exists nothing;

-- case: domain-rename-constraint
alter domain positive rename constraint positive_check to above_zero;

-- case: domain-rename
alter domain email rename to mail;

-- case: domain-owner
alter domain email owner to app;

-- case: domain-set-schema
alter domain email set schema archive;

-- case: drop-domain
drop domain required_text;

-- case: drop-domain-used
drop domain email;

-- case: drop-domain-cascade
drop domain email cascade;

-- case: drop-domain-with-domain-over-it-cascade
create table t (p percent);
drop domain positive cascade;

-- case: create-collation
create collation german (locale = 'C');

-- case: create-cast
create cast (mood as order_state) with inout as assignment;

-- case: create-operator
create function same(int, int) returns boolean language sql immutable as 'select $1 = $2';
create operator === (leftarg = int, rightarg = int, function = same);

-- case: create-aggregate
create aggregate sum_twice (int) (sfunc = int4pl, stype = int, initcond = '0');

-- case: drop-aggregate
create aggregate sum_twice (int) (sfunc = int4pl, stype = int, initcond = '0');
drop aggregate sum_twice (int);

-- case: create-extension
create extension citext;

-- case: create-extension-if-not-exists
create extension if not exists citext;

-- case: create-extension-in-schema
create extension if not exists pg_trgm schema archive;

-- case: drop-extension
create extension citext;
drop extension citext;

-- case: drop-extension-used-cascade
create extension citext;
create table t (c citext);
drop extension citext cascade;

-- case: alter-extension-update
create extension citext;
alter extension citext update;
