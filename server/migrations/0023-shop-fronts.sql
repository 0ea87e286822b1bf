-- A shopkeeper's own shop: what stands in it are her links; here is only how she arranged them.
create table shops (
  shopkeeper_id uuid primary key references accounts (id) on delete cascade,
  address text not null unique check (address ~ '^[2-9a-hj-km-np-z]{10}$'),
  welcome text not null default '',
  created_at timestamptz not null
);

-- A product without a row stands behind those that have one.
create table shop_items (
  shopkeeper_id uuid not null references shops (shopkeeper_id) on delete cascade,
  product_id uuid not null references products (id) on delete cascade,
  position integer not null check (position >= 0),
  note text not null default '',
  is_hidden boolean not null default false,
  primary key (shopkeeper_id, product_id)
);

-- How all pages for consumers look, one row; without it they look like ours.
create table shop_look (
  is_only boolean primary key default true check (is_only),
  name text not null default '',
  accent text check (accent ~ '^#[0-9a-f]{6}$'),
  banner_picture_id uuid references pictures (id) on delete set null
);

-- What visitors of her pages ask her. A visitor is the hash of a first-party cookie.
create table inquiries (
  id uuid primary key,
  share_id uuid not null,
  shopkeeper_id uuid not null,
  visitor_id bytea not null,
  asker_name text not null default '',
  text text not null,
  asked_at timestamptz not null,
  idempotency_key uuid not null,
  read_at timestamptz,
  answer text,
  answered_at timestamptz,
  reported_at timestamptz,
  report_reason text not null default '',
  judged_at timestamptz,
  deleted_at timestamptz,
  foreign key (share_id, shopkeeper_id) references shares (id, shopkeeper_id) on delete cascade,
  unique (visitor_id, idempotency_key),
  check ((answer is null) = (answered_at is null))
);
create index inquiries_inbox on inquiries (shopkeeper_id, id desc) where deleted_at is null;
create index inquiries_unread on inquiries (shopkeeper_id) where read_at is null and deleted_at is null;
create index inquiries_of_visitor on inquiries (shopkeeper_id, visitor_id, id desc) where deleted_at is null;
create index inquiries_reported on inquiries (reported_at) where reported_at is not null and judged_at is null;

-- Whom a shopkeeper wants to hear no more from.
create table blocked_visitors (
  shopkeeper_id uuid not null references accounts (id) on delete cascade,
  visitor_id bytea not null,
  at timestamptz not null,
  primary key (shopkeeper_id, visitor_id)
);
