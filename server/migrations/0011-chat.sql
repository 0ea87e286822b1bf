-- What holds for a show's chat as a whole.
create table chat_rooms (
  show_id uuid primary key references shows (id) on delete cascade,
  slow_seconds integer not null default 0 check (slow_seconds in (0, 5, 10, 30, 60)),
  pinned_message_id uuid references chat_messages (id) on delete set null
);

alter table chat_messages add column is_moderator boolean not null default false;
alter table chat_messages add column is_highlighted boolean not null default false;
-- A message that hit a listed word waits, then was let through or refused; the others were never held.
alter table chat_messages add column review text not null default 'free'
  check (review in ('free', 'held', 'passed', 'refused'));
alter table chat_messages add column reviewed_at timestamptz;
alter table chat_messages add column reviewed_by uuid;
create index chat_messages_held on chat_messages (show_id, at) where review = 'held' and deleted_at is null;
create index chat_messages_by_author on chat_messages (show_id, author_id) where deleted_at is null;

-- Who may not come back until it is lifted; her invitation waits meanwhile.
create table show_bans (
  show_id uuid not null references shows (id) on delete cascade,
  account_id uuid not null references accounts (id) on delete cascade,
  banned_at timestamptz not null,
  banned_by uuid not null,
  primary key (show_id, account_id)
);

create table show_moderators (
  show_id uuid not null references shows (id) on delete cascade,
  account_id uuid not null references accounts (id) on delete cascade,
  appointed_at timestamptz not null,
  appointed_by uuid not null,
  primary key (show_id, account_id)
);

create table chat_words (
  brand_id uuid not null references brands (id) on delete cascade,
  -- Folded as messages are before they are looked at.
  folded text not null,
  word text not null,
  primary key (brand_id, folded)
);
