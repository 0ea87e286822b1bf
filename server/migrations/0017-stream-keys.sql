-- Keys for encoders (WHIP) and players (WHEP) of a show, one of each kind; what is stored is their hash.
create table stream_keys (
  id uuid primary key,
  show_id uuid not null references shows (id) on delete cascade,
  kind text not null check (kind in ('publish', 'play')),
  hash bytea not null check (length(hash) = 32),
  issued_by uuid not null references accounts (id),
  issued_at timestamptz not null,
  unique (show_id, kind)
);
create index stream_keys_issued_by on stream_keys (issued_by);

-- Who sent last: a studio, or an encoder such as OBS.
alter table stages add column is_from_encoder boolean not null default false;
