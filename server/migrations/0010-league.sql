-- The goal of a whole school, in forwards that came back. Another target may be reached anew.
create table school_goals (
  show_id uuid primary key references shows (id) on delete cascade,
  target integer not null check (target > 0),
  set_at timestamptz not null,
  reached_at timestamptz
);

-- A row that says in which transaction it changed can be followed: a reader that asks from the oldest transaction that was
-- still running when it read last misses nothing, in whatever order they commit.
create function note_change() returns trigger language plpgsql as $$
begin
  new.changed_in := pg_current_xact_id();
  return new;
end $$;

-- What is kept of a shopkeeper over shows. Rehearsals are no shows.
create table league_members (
  shopkeeper_id uuid primary key references accounts (id) on delete cascade,
  first_show_at timestamptz,
  shows_name boolean not null default false,
  changed_in xid8 not null default pg_current_xact_id()
);
create index league_members_changed on league_members (changed_in);
create trigger league_members_change before update on league_members for each row execute function note_change();
insert into league_members (shopkeeper_id, first_show_at)
select show_receipts.account_id, min(shows.went_live_at)
from show_receipts join shows on shows.id = show_receipts.show_id
where shows.went_live_at is not null and not shows.is_rehearsal
group by show_receipts.account_id;

-- Her league in a show, as she came into it: never changed after.
create table league_places (
  show_id uuid not null references shows (id) on delete cascade,
  shopkeeper_id uuid not null references accounts (id) on delete cascade,
  tenure text not null check (tenure in ('fry', 'swimmer', 'lead')),
  reach text not null check (reach in ('brook', 'river', 'sea')),
  -- What she is called while she does not show her name; drawn anew for each show.
  fish integer not null,
  placed_at timestamptz not null,
  changed_in xid8 not null default pg_current_xact_id(),
  primary key (show_id, shopkeeper_id)
);
create index league_places_changed on league_places (show_id, changed_in);

alter table task_standings add column changed_in xid8 not null default '0';
alter table task_standings alter column changed_in set default pg_current_xact_id();
create index task_standings_changed on task_standings (show_id, changed_in);
create trigger task_standings_change before update on task_standings for each row execute function note_change();

alter table task_progress add column changed_in xid8 not null default '0';
alter table task_progress alter column changed_in set default pg_current_xact_id();
create index task_progress_changed on task_progress (changed_in);
create trigger task_progress_change before update on task_progress for each row execute function note_change();

-- Evidence is only added.
alter table share_evidence add column changed_in xid8 not null default '0';
alter table share_evidence alter column changed_in set default pg_current_xact_id();
create index share_evidence_changed on share_evidence (changed_in);
