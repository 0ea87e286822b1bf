-- A rehearsal is a show of its own, before invited people, that no number spanning shows counts.
alter table shows add column is_rehearsal boolean not null default false;
