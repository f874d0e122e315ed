create table animal (
  id integer generated always as identity primary key,
  name text not null default 'nobody',
  legs integer check (legs >= 0),
  born date constraint born_late check (born > date '1900-01-01'),
  unique (name, born)
);
create index animal_legs on animal (legs desc) where legs > 2;
create index on animal (lower(name));

create table animal_plain (like animal);
create table animal_defaults (like animal including defaults, extra integer);
create table animal_checks (like animal including constraints);
create table animal_all (before integer, like animal including all, after integer);
create table animal_most (like animal including all excluding indexes excluding identity);

create table creature (id integer primary key, name text not null, check (id > 0), check (name <> '') no inherit);
create table bird (wings integer default 2, name text default 'tweet') inherits (creature);
create table flier (speed integer, id integer);
create table bat (teeth integer) inherits (creature, flier);
alter table creature add column age integer default 1 check (age < 200);
alter table only creature add constraint only_here check (age > 0) no inherit;
alter table creature add constraint everywhere check (age <> 13);
alter table creature alter column age set not null;
alter table creature alter column age type bigint;
alter table creature rename column age to years;
alter table creature rename constraint everywhere to nowhere_thirteen;
alter table creature drop column name;
alter table bat no inherit flier;
alter table flier add column years bigint;
create table late (id integer not null, years bigint not null, own text, constraint creature_id_check check (id > 0),
  constraint creature_age_check check (years < 200), constraint nowhere_thirteen check (years <> 13));
alter table late inherit creature;
alter table creature drop constraint nowhere_thirteen;
alter table bird no inherit creature;
alter table creature drop column years;
create table stall (a integer unique deferrable, b integer, c integer, exclude using gist (int4range(a, b) with &&) where (c > 0),
  exclude using btree (c with =));
alter table stall rename column a to first_day;
create table stall_copy (like stall including all);
alter table stall drop column first_day cascade;
