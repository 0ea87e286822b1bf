-- The templates that a material's posters may have; the first is the one a shopkeeper sees first.
alter table materials
  add column poster_templates text[] not null default '{hero,price,invite,trust}'
    check (cardinality(poster_templates) between 1 and 4
      and poster_templates <@ '{hero,price,invite,trust}'::text[]);
