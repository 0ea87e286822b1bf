-- The bytes are files in the store; a row is what is known of them.
create table pictures (
  id uuid primary key,
  owner_id uuid references accounts (id) on delete set null,
  format text not null check (format in ('jpeg', 'png')),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  size_bytes integer not null,
  created_at timestamptz not null
);
create index pictures_by_owner on pictures (owner_id, created_at);

create table clips (
  id uuid primary key,
  owner_id uuid references accounts (id) on delete set null,
  duration_ms integer not null check (duration_ms > 0),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  size_bytes integer not null,
  created_at timestamptz not null
);
create index clips_by_owner on clips (owner_id, created_at);

create table brands (
  id uuid primary key,
  name text not null,
  story text not null default '',
  logo_picture_id uuid references pictures (id),
  created_at timestamptz not null
);

create table products (
  id uuid primary key,
  brand_id uuid not null references brands (id),
  name text not null,
  summary text not null default '',
  price_minor bigint not null check (price_minor >= 0),
  currency text not null check (currency in ('CNY', 'USD', 'EUR', 'HKD')),
  picture_id uuid references pictures (id),
  after_sale_terms text not null default '',
  created_at timestamptz not null,
  unique (id, brand_id)
);
create index products_by_brand on products (brand_id, created_at desc);

create table materials (
  id uuid primary key,
  brand_id uuid not null references brands (id),
  kind text not null check (kind in ('poster', 'copy', 'clip', 'image', 'link')),
  title text not null,
  text text not null default '',
  picture_id uuid references pictures (id),
  clip_id uuid references clips (id),
  url text check (url like 'https://%'),
  product_id uuid,
  created_at timestamptz not null,
  archived_at timestamptz,
  foreign key (product_id, brand_id) references products (id, brand_id),
  constraint materials_complete check (
    case kind
      when 'copy' then text <> ''
      when 'clip' then clip_id is not null
      when 'link' then url is not null
      else picture_id is not null
    end
  )
);
create index materials_by_brand on materials (brand_id, created_at desc) where archived_at is null;
