-- What is written first does not come first.
create table ledger (id integer, code text, amount integer, old integer);
create index ledger_old on ledger (old);
alter table ledger add primary key (key), add column key bigserial, drop column id;
alter table ledger add constraint amount_new check (fresh > 0), add column fresh integer default 1, alter column amount type bigint,
  drop column old, add column old text;
alter table ledger add unique (old), alter column old type varchar(12), alter column old set not null;
alter table ledger add column again text, drop column code, add column code uuid, add check (code is not null);
alter table ledger drop constraint amount_new, add constraint amount_new check (fresh > 1);
alter table ledger alter column fresh set default 5, alter column fresh type smallint, alter column fresh drop default;
alter table ledger alter column again set not null, add foreign key (self) references ledger (key), add column self bigint;
create table ledger_entry (ledger_key bigint references ledger, line integer);
alter table ledger_entry add column if not exists line integer, add column if not exists page integer, drop column if exists nothing;
alter table ledger_entry add column id bigint generated always as identity, add constraint entry_key primary key (ledger_key, id);
