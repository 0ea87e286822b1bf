-- What a calendar needs to follow a show: when its plan changed last, and the date that people were told last.
alter table shows add column changed_at timestamptz not null default now();
alter table shows add column told_starts_at timestamptz;
update shows set told_starts_at = starts_at where state <> 'draft';

-- A rehearsal names the show that it tries out; a show has one open rehearsal at most.
alter table shows add column rehearsal_of uuid references shows (id) on delete cascade
  check (rehearsal_of is null or is_rehearsal);
create unique index shows_one_open_rehearsal on shows (rehearsal_of) where state in ('scheduled', 'postponed', 'live');

-- Links made in a rehearsal lead to a page that says so, and nothing counts there.
alter table shares add column is_rehearsal boolean not null default false;

-- Who wants to be told before a show begins. When that is follows from the show's date alone, so moving it moves them.
create table show_reminders (
  show_id uuid not null references shows (id) on delete cascade,
  account_id uuid not null references accounts (id) on delete cascade,
  asked_at timestamptz not null,
  primary key (show_id, account_id)
);
create index show_reminders_by_account on show_reminders (account_id);
