-- The most shopkeepers that a live show had at once. Apart from shows, whose rows the host's commands hold.
create table show_peaks (
  show_id uuid primary key references shows (id) on delete cascade,
  people integer not null check (people > 0),
  at timestamptz not null
);
