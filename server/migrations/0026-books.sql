-- What was agreed when an order was placed, and what a payout is of, never changes: commissions and payouts are computed from
-- it. Only states move. The owner of the tables could still disable the triggers; then the hourly recount differs.
create function refuse_terms_change() returns trigger language plpgsql as $$
begin
  raise exception 'the terms of % are fixed', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger terms_are_fixed before update of id, share_id, shopkeeper_id, show_id, brand_id, product_id, product_name,
  quantity, unit_price_minor, currency, commission_bps, after_sale_days, outside_number, idempotency_key, request_hash on orders
  for each statement execute function refuse_terms_change();
create trigger terms_are_fixed before update of id, batch_id, shopkeeper_id, currency, amount_minor, withheld_minor on payouts
  for each statement execute function refuse_terms_change();
create trigger terms_are_fixed before update on payout_batches
  for each statement execute function refuse_terms_change();
create trigger terms_are_fixed before update of id, order_id, quantity, amount_minor, cause, opened_at on refunds
  for each statement execute function refuse_terms_change();
create trigger terms_are_fixed before update of brand_id, event_id, body_hash, order_id, amount_minor, currency, received_at
  on payment_events for each statement execute function refuse_terms_change();

-- Nothing that a commission or a payout rests on is taken out.
create trigger kept before delete or truncate on orders for each statement execute function refuse_record_change();
create trigger kept before delete or truncate on payouts for each statement execute function refuse_record_change();
create trigger kept before delete or truncate on payout_batches for each statement execute function refuse_record_change();
create trigger kept before delete or truncate on refunds for each statement execute function refuse_record_change();
create trigger kept before delete or truncate on payment_events for each statement execute function refuse_record_change();
