-- since PostgreSQL 18
create table computed (a integer, b integer generated always as (a * 2) virtual, c integer generated always as (a * 3));
alter table computed alter column b set expression as (a * 4);
create table proved_later (a integer, b integer, c integer);
alter table proved_later add constraint a_given not null a not valid;
alter table proved_later add constraint b_given not null b;
alter table proved_later validate constraint a_given;
alter table proved_later add constraint c_given not null c not valid;
create table looser (a integer constraint given not null, b integer not null);
alter table looser drop constraint given;
alter table looser add constraint unchecked check (a > 0) not enforced;
create table key_gone (id integer primary key, n integer);
alter table key_gone drop constraint key_gone_pkey;
