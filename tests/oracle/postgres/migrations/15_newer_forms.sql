-- since PostgreSQL 15
alter table generated_here alter column c drop expression;
alter table generated_here drop column a cascade;
create table nulls_alike (a integer, b integer, unique nulls not distinct (a));
create unique index nulls_alike_b on nulls_alike (b) nulls not distinct;
create table shrinking (a integer, at date) partition by range (at);
create table shrinking_now partition of shrinking for values from ('2024-01-01') to ('2025-01-01');
create table shrinking_then partition of shrinking for values from ('2025-01-01') to ('2026-01-01');
create index shrinking_a on shrinking (a);
create function shrunk() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger shrunk after insert on shrinking for each row execute function shrunk();
create table shrinking_later partition of shrinking default;
alter trigger shrunk on shrinking rename to has_shrunk;
alter table shrinking detach partition shrinking_now;
create or replace trigger has_shrunk after insert on shrinking for each row execute function shrunk();
create view invoker with (security_invoker) as select a from nulls_alike;
create function in_sql(n integer) returns integer begin atomic select n + 1; end;
create procedure with_out(in a integer, out b text) language plpgsql as $$ begin b := a; end $$;
create table detached (a integer, at date) partition by list (at);
create table detached_1 partition of detached for values in ('2024-01-01');

