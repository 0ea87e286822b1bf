-- Stock is null for what is not sold on shopkeepers' pages. The commission is in basis points of what the buyer pays.
alter table products
  add column units_in_stock integer check (units_in_stock >= 0),
  add column commission_bps integer not null default 0 check (commission_bps between 0 and 5000),
  add column after_sale_days integer not null default 7 check (after_sale_days between 7 and 90);
