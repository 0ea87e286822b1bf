-- A batch that nobody approved may be withdrawn: its payouts end, and one more booking each makes their money available again.
alter table payouts drop constraint payouts_state_check;
alter table payouts add constraint payouts_state_check
  check (state in ('batch', 'approved', 'sent', 'paid', 'failed', 'withdrawn'));
alter table ledger_transactions drop constraint ledger_transactions_kind_check;
alter table ledger_transactions add constraint ledger_transactions_kind_check check (kind in
  ('booked', 'released', 'reversed', 'payout_opened', 'payout_paid', 'payout_failed', 'payout_withdrawn'));
