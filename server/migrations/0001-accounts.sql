create table commands (
  actor_id text not null,
  key text not null,
  request_hash text not null,
  response jsonb not null,
  created_at timestamptz not null default now(),
  primary key (actor_id, key)
);
create index commands_by_age on commands (created_at);

create table accounts (
  id uuid primary key,
  account_name text not null unique check (account_name = lower(account_name)),
  phone text unique,
  role text not null check (role in ('operator', 'host', 'shopkeeper')),
  display_name text not null,
  tagline text not null default '',
  locale text not null default 'zh' check (locale in ('zh', 'en')),
  face_picture_id uuid,
  password_hash text,
  created_at timestamptz not null,
  last_seen_at timestamptz,
  removed_at timestamptz
);
create index accounts_by_age on accounts (created_at desc);

create table account_brands (
  account_id uuid not null references accounts (id) on delete cascade,
  brand_id uuid not null,
  primary key (account_id, brand_id)
);

-- A session that ended has no row.
create table sessions (
  id uuid primary key,
  account_id uuid not null references accounts (id) on delete cascade,
  token_hash bytea not null unique,
  user_agent text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  idle_expires_at timestamptz not null,
  expires_at timestamptz not null,
  -- How far a connected socket may carry expires_at.
  latest_expires_at timestamptz not null
);
create index sessions_by_account on sessions (account_id, created_at);
create index sessions_by_expiry on sessions (expires_at);

create table password_links (
  token_hash bytea primary key,
  purpose text not null check (purpose in ('set_password', 'create_operator')),
  account_id uuid references accounts (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  spent_at timestamptz,
  check ((purpose = 'set_password') = (account_id is not null))
);

create table invitations (
  id uuid primary key,
  token_hash bytea not null unique,
  created_by uuid not null references accounts (id),
  show_id uuid,
  max_uses integer not null check (max_uses > 0),
  uses integer not null default 0 check (uses between 0 and max_uses),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index invitations_by_show on invitations (show_id, created_at desc);

create table invitation_uses (
  invitation_id uuid not null references invitations (id) on delete cascade,
  account_id uuid not null references accounts (id) on delete cascade,
  accepted_at timestamptz not null,
  primary key (invitation_id, account_id)
);
