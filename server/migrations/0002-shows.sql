create table shows (
  id uuid primary key,
  brand_id uuid not null,
  host_id uuid not null references accounts (id),
  version integer not null default 1,
  title text not null,
  summary text not null default '',
  cover_picture_id uuid,
  state text not null check (state in ('draft', 'scheduled', 'postponed', 'live', 'ended', 'archived', 'cancelled')),
  starts_at timestamptz,
  time_zone text not null,
  max_length_minutes integer not null check (max_length_minutes between 5 and 720),
  created_at timestamptz not null,
  went_live_at timestamptz,
  ended_at timestamptz,
  end_reason text check (end_reason in ('host', 'operator', 'too_long')),
  -- Since when nothing comes from the host of a live show, and whether the show has said so.
  host_gone_since timestamptz,
  is_host_away boolean not null default false,
  check (state <> 'live' or went_live_at is not null),
  check (state <> 'ended' or ended_at is not null)
);
create index shows_live on shows (id) where state = 'live';
create index shows_by_host on shows (host_id);
create index shows_by_brand on shows (brand_id);

create table show_products (
  show_id uuid not null references shows (id) on delete cascade,
  ordinal integer not null,
  product_id uuid not null,
  primary key (show_id, product_id)
);

create table show_segments (
  id uuid primary key,
  show_id uuid not null references shows (id) on delete cascade,
  ordinal integer not null,
  kind text not null check (kind in ('brand_trust', 'product', 'category_knowledge', 'forwarding', 'q_and_a')),
  title text not null,
  opening_line text not null default '',
  planned_minutes integer not null
);
create index show_segments_in_order on show_segments (show_id, ordinal);

create table show_segment_materials (
  segment_id uuid not null references show_segments (id) on delete cascade,
  ordinal integer not null,
  material_id uuid not null,
  primary key (segment_id, material_id)
);

create table show_guests (
  show_id uuid not null references shows (id) on delete cascade,
  account_id uuid not null references accounts (id) on delete cascade,
  invited_at timestamptz not null,
  primary key (show_id, account_id)
);
create index show_guests_by_account on show_guests (account_id);

-- The newest tab that came through the studio's door owns the stage.
create table studio_tabs (
  show_id uuid not null references shows (id) on delete cascade,
  tab_id uuid not null,
  account_id uuid not null references accounts (id) on delete cascade,
  ordinal bigint generated always as identity,
  primary key (show_id, tab_id)
);
create index studio_tabs_newest on studio_tabs (show_id, ordinal desc);

-- The counter is locked to commit, so the order of seq is the order of commits and has no holes.
create table show_log_heads (
  show_id uuid primary key references shows (id) on delete cascade,
  epoch text not null,
  top_seq bigint not null default 0
);

create table show_log_entries (
  show_id uuid not null references shows (id) on delete cascade,
  seq bigint not null,
  at timestamptz not null,
  programme_ms bigint not null,
  kind text not null,
  body jsonb not null,
  actor_id uuid,
  primary key (show_id, seq)
);

create table drops (
  show_id uuid not null,
  seq bigint not null,
  material_id uuid not null,
  recall_seq bigint,
  primary key (show_id, seq),
  foreign key (show_id, seq) references show_log_entries (show_id, seq) on delete cascade
);
create index drops_by_material on drops (show_id, material_id, seq desc);

-- Received is a prefix: one applied seq per shopkeeper and show; how many stand at each is kept beside it.
create table show_receipts (
  show_id uuid not null references shows (id) on delete cascade,
  account_id uuid not null references accounts (id) on delete cascade,
  applied_seq bigint not null,
  primary key (show_id, account_id)
);
create table show_receipt_counts (
  show_id uuid not null references shows (id) on delete cascade,
  applied_seq bigint not null,
  people integer not null,
  primary key (show_id, applied_seq)
);
create table drop_marks (
  show_id uuid not null,
  drop_seq bigint not null,
  mark text not null check (mark in ('seen', 'saved')),
  account_id uuid not null references accounts (id) on delete cascade,
  primary key (show_id, drop_seq, mark, account_id),
  foreign key (show_id, drop_seq) references drops (show_id, seq) on delete cascade
);
create table drop_mark_counts (
  show_id uuid not null,
  drop_seq bigint not null,
  mark text not null,
  people integer not null,
  primary key (show_id, drop_seq, mark),
  foreign key (show_id, drop_seq) references drops (show_id, seq) on delete cascade
);

create table chat_messages (
  id uuid primary key,
  show_id uuid not null references shows (id) on delete cascade,
  author_id uuid not null references accounts (id) on delete cascade,
  author_name text not null,
  is_crew boolean not null,
  at timestamptz not null,
  programme_ms bigint not null,
  text text not null,
  deleted_at timestamptz,
  deleted_by uuid
);
create index chat_messages_newest on chat_messages (show_id, at desc) where deleted_at is null;

create table chat_mutes (
  show_id uuid not null references shows (id) on delete cascade,
  account_id uuid not null references accounts (id) on delete cascade,
  muted_at timestamptz not null,
  muted_by uuid not null,
  primary key (show_id, account_id)
);
