-- A visitor of a link: one row, locked by whoever counts, so that beacons that come at once open one window.
create table link_visitors (
  share_id uuid not null references shares (id) on delete cascade,
  visitor_id bytea not null,
  visits integer not null check (visits > 0),
  -- When the newest visit opened its window: nothing more of hers counts for 30 minutes.
  window_from timestamptz not null,
  primary key (share_id, visitor_id)
);
create index link_visitors_by_age on link_visitors (window_from);

-- Until now a visitor was one visit for ever: what was counted stays as it was.
insert into link_visitors (share_id, visitor_id, visits, window_from)
  select share_id, visitor_id, 1, at from visits where verdict = 'counted';
drop index visits_counted_once;

-- Visits of visitors who are forgotten; each of them had one.
alter table shares add column visits_before integer not null default 0;
update shares set visits_before = visitors_before where visitors_before > 0;
alter table shares add check (visits_before >= visitors_before);
