ALTER TABLE billing.billing_accounts
  ADD CONSTRAINT billing_accounts_net_terms_days_ck CHECK (net_terms_days BETWEEN 0 AND 365),
  ADD CONSTRAINT billing_accounts_status_ck CHECK ((status = 'CLOSED') = (closed_at IS NOT NULL));

ALTER TABLE billing.products
  ADD CONSTRAINT products_status_ck CHECK ((status = 'ARCHIVED') = (archived_at IS NOT NULL));

ALTER TABLE billing.prices
  ADD CONSTRAINT prices_price_type_ck CHECK ((price_type = 'RECURRING') = (billing_interval IS NOT NULL)),
  ADD CONSTRAINT prices_usage_type_ck CHECK ((usage_type = 'METERED') = (resource_key IS NOT NULL AND usage_aggregation IS NOT NULL)),
  ADD CONSTRAINT prices_usage_type_price_type_ck CHECK (usage_type = 'LICENSED' OR price_type = 'RECURRING'),
  ADD CONSTRAINT prices_pricing_model_ck CHECK ((pricing_model IN ('GRADUATED','VOLUME')) = (unit_amount_cents IS NULL AND unit_amount_decimal IS NULL)),
  ADD CONSTRAINT prices_unit_amount_cents_ck CHECK (unit_amount_cents IS NULL OR unit_amount_decimal IS NULL),
  ADD CONSTRAINT prices_unit_amount_cents_min_charge_cents_ck CHECK (unit_amount_cents >= 0 AND min_charge_cents >= 0 AND included_quantity >= 0 AND unit_amount_decimal >= 0),
  ADD CONSTRAINT prices_pricing_model_package_size_ck CHECK ((pricing_model = 'PACKAGE') = (package_size IS NOT NULL)),
  ADD CONSTRAINT prices_package_size_ck CHECK (package_size > 0),
  ADD CONSTRAINT prices_interval_count_ck CHECK (interval_count BETWEEN 1 AND 36 AND trial_days BETWEEN 0 AND 730);

ALTER TABLE billing.subscriptions
  ADD CONSTRAINT subscriptions_current_period_end_ck CHECK (current_period_end > current_period_start),
  ADD CONSTRAINT subscriptions_trial_starts_at_ck CHECK ((trial_starts_at IS NULL) = (trial_ends_at IS NULL)),
  ADD CONSTRAINT subscriptions_trial_ends_at_ck CHECK (trial_ends_at > trial_starts_at),
  ADD CONSTRAINT subscriptions_status_ck CHECK ((status = 'PAUSED') = (paused_at IS NOT NULL)),
  ADD CONSTRAINT subscriptions_status_ended_at_ck CHECK ((status IN ('CANCELED','INCOMPLETE_EXPIRED')) = (ended_at IS NOT NULL)),
  ADD CONSTRAINT subscriptions_status_canceled_at_ck CHECK (status <> 'CANCELED' OR canceled_at IS NOT NULL),
  ADD CONSTRAINT subscriptions_mrr_cents_ck CHECK (mrr_cents >= 0 AND (mrr_cents = 0 OR status IN ('ACTIVE','PAST_DUE'))),
  ADD CONSTRAINT subscriptions_interval_count_ck CHECK (interval_count BETWEEN 1 AND 36),
  ADD CONSTRAINT subscriptions_cancel_at_period_end_ck CHECK (NOT cancel_at_period_end OR cancel_at IS NULL);

ALTER TABLE billing.subscription_items
  ADD CONSTRAINT subscription_items_seats_ck CHECK (seats >= 0 AND unit_price_cents >= 0),
  ADD CONSTRAINT subscription_items_usage_type_ck CHECK (usage_type = 'LICENSED' OR (seats = 0 AND unit_price_cents = 0)),
  ADD CONSTRAINT subscription_items_removed_at_ck CHECK (removed_at IS NULL OR removed_at >= added_at);

ALTER TABLE billing.subscription_changes
  ADD CONSTRAINT subscription_changes_proration_credit_cents_ck CHECK (proration_credit_cents <= 0 AND proration_charge_cents >= 0),
  ADD CONSTRAINT subscription_changes_actor_type_ck CHECK ((actor_type = 'PERSON') = (actor_person_id IS NOT NULL)),
  ADD CONSTRAINT subscription_changes_actor_type_actor_service_account_id_ck CHECK ((actor_type = 'SERVICE_ACCOUNT') = (actor_service_account_id IS NOT NULL));

ALTER TABLE billing.purchases
  ADD CONSTRAINT purchases_quantity_ck CHECK (quantity > 0 AND total_cents >= 0),
  ADD CONSTRAINT purchases_status_ck CHECK ((status IN ('COMPLETED','REFUNDED')) = (completed_at IS NOT NULL));

ALTER TABLE billing.invoices
  ADD CONSTRAINT invoices_invoice_total_cents_ck CHECK (invoice_total_cents = subtotal_cents - discount_cents - pretax_credit_cents + tax_cents),
  ADD CONSTRAINT invoices_amount_due_cents_ck CHECK (amount_due_cents = GREATEST(invoice_total_cents - posttax_credit_cents, 0)),
  ADD CONSTRAINT invoices_posttax_credit_cents_ck CHECK (posttax_credit_cents >= 0 AND posttax_credit_cents <= GREATEST(invoice_total_cents, 0)),
  ADD CONSTRAINT invoices_amount_paid_cents_ck CHECK (amount_paid_cents >= 0 AND amount_credited_cents >= 0 AND amount_paid_cents + amount_credited_cents <= amount_due_cents),
  ADD CONSTRAINT invoices_status_ck CHECK ((status = 'DRAFT') = (invoice_number IS NULL) AND (invoice_number IS NULL) = (number_seq IS NULL) AND (number_seq IS NULL) = (issued_at IS NULL) AND (number_seq IS NULL) = (number_series IS NULL)),
  ADD CONSTRAINT invoices_status_paid_at_ck CHECK (status <> 'PAID' OR (paid_at IS NOT NULL AND amount_due_cents = amount_paid_cents + amount_credited_cents)),
  ADD CONSTRAINT invoices_status_voided_at_ck CHECK ((status = 'VOID') = (voided_at IS NOT NULL)),
  ADD CONSTRAINT invoices_status_amount_paid_cents_ck CHECK (status <> 'VOID' OR amount_paid_cents = 0),
  ADD CONSTRAINT invoices_status_uncollectible_at_ck CHECK (status <> 'UNCOLLECTIBLE' OR uncollectible_at IS NOT NULL),
  ADD CONSTRAINT invoices_kind_ck CHECK ((kind = 'CREDIT_NOTE') = (corrects_invoice_id IS NOT NULL)),
  ADD CONSTRAINT invoices_kind_invoice_total_cents_ck CHECK (kind = 'STANDARD' OR invoice_total_cents <= 0);

ALTER TABLE billing.invoice_line_items
  ADD CONSTRAINT invoice_line_items_amount_cents_ck CHECK (amount_cents >= 0 OR line_type IN ('PRORATION_CREDIT','USAGE_ADJUSTMENT','CREDIT_NOTE','MANUAL')),
  ADD CONSTRAINT invoice_line_items_discount_cents_ck CHECK (abs(discount_cents) + abs(pretax_credit_cents) <= abs(amount_cents) AND discount_cents * sign(amount_cents) >= 0),
  ADD CONSTRAINT invoice_line_items_line_type_ck CHECK ((line_type IN ('PRORATION_CREDIT','CREDIT_NOTE')) = (credited_line_id IS NOT NULL)),
  ADD CONSTRAINT invoice_line_items_period_end_ck CHECK (period_end >= period_start);

ALTER TABLE billing.payments
  ADD CONSTRAINT payments_amount_cents_ck CHECK (amount_cents > 0 AND fee_cents >= 0),
  ADD CONSTRAINT payments_allocated_cents_ck CHECK (allocated_cents >= 0 AND allocated_cents <= amount_cents),
  ADD CONSTRAINT payments_refunded_cents_ck CHECK (refunded_cents >= 0 AND disputed_cents >= 0 AND refunded_cents + disputed_cents <= amount_cents),
  ADD CONSTRAINT payments_allocated_cents_refunded_cents_ck CHECK (allocated_cents + refunded_cents <= amount_cents),
  ADD CONSTRAINT payments_status_ck CHECK ((status = 'SUCCEEDED') = (received_at IS NOT NULL)),
  ADD CONSTRAINT payments_status_allocated_cents_ck CHECK (status = 'SUCCEEDED' OR (allocated_cents = 0 AND refunded_cents = 0 AND disputed_cents = 0));

ALTER TABLE billing.payment_methods
  ADD CONSTRAINT payment_methods_card_number_last4_ck CHECK (card_number_last4 ~ '^[0-9]{4}$'),
  ADD CONSTRAINT payment_methods_kind_ck CHECK (kind <> 'CARD' OR status = 'DETACHED' OR (card_number_last4 IS NOT NULL AND card_brand IS NOT NULL AND card_exp_month IS NOT NULL AND card_exp_year IS NOT NULL)),
  ADD CONSTRAINT payment_methods_card_exp_month_ck CHECK (card_exp_month BETWEEN 1 AND 12 AND card_exp_year BETWEEN 2000 AND 2100),
  ADD CONSTRAINT payment_methods_status_ck CHECK ((status = 'DETACHED') = (detached_at IS NOT NULL)),
  ADD CONSTRAINT payment_methods_status_is_default_ck CHECK (status = 'ACTIVE' OR NOT is_default);

ALTER TABLE billing.refunds
  ADD CONSTRAINT refunds_amount_cents_ck CHECK (amount_cents > 0),
  ADD CONSTRAINT refunds_invoice_id_ck CHECK ((invoice_id IS NULL) = (credit_note_id IS NULL)),
  ADD CONSTRAINT refunds_status_ck CHECK ((status = 'SUCCEEDED') = (succeeded_at IS NOT NULL));

ALTER TABLE billing.disputes
  ADD CONSTRAINT disputes_amount_cents_ck CHECK (amount_cents > 0 AND fee_cents >= 0),
  ADD CONSTRAINT disputes_status_ck CHECK ((status IN ('WON','LOST','WARNING_CLOSED')) = (closed_at IS NOT NULL)),
  ADD CONSTRAINT disputes_funds_reinstated_at_ck CHECK (funds_reinstated_at IS NULL OR funds_withdrawn_at IS NOT NULL),
  ADD CONSTRAINT disputes_status_funds_withdrawn_at_ck CHECK (status NOT LIKE 'WARNING%' OR funds_withdrawn_at IS NULL);

ALTER TABLE billing.coupons
  ADD CONSTRAINT coupons_percent_off_bps_ck CHECK ((percent_off_bps IS NULL) <> (amount_off_cents IS NULL)),
  ADD CONSTRAINT coupons_percent_off_bps_ck2 CHECK (percent_off_bps BETWEEN 1 AND 10000),
  ADD CONSTRAINT coupons_amount_off_cents_ck CHECK (amount_off_cents > 0),
  ADD CONSTRAINT coupons_amount_off_cents_currency_ck CHECK ((amount_off_cents IS NULL) = (currency IS NULL)),
  ADD CONSTRAINT coupons_duration_ck CHECK ((duration = 'REPEATING') = (duration_in_periods IS NOT NULL)),
  ADD CONSTRAINT coupons_duration_in_periods_ck CHECK (duration_in_periods > 0),
  ADD CONSTRAINT coupons_times_redeemed_ck CHECK (times_redeemed >= 0 AND (max_redemptions IS NULL OR times_redeemed <= max_redemptions)),
  ADD CONSTRAINT coupons_max_redemptions_per_account_ck CHECK (max_redemptions_per_account > 0);

ALTER TABLE billing.promotion_codes
  ADD CONSTRAINT promotion_codes_code_ck CHECK (code ~ '^[A-Za-z0-9_-]{3,64}$'),
  ADD CONSTRAINT promotion_codes_times_redeemed_ck CHECK (times_redeemed >= 0 AND (max_redemptions IS NULL OR times_redeemed <= max_redemptions)),
  ADD CONSTRAINT promotion_codes_minimum_amount_cents_ck CHECK ((minimum_amount_cents IS NULL) = (minimum_amount_currency IS NULL));

ALTER TABLE billing.discounts
  ADD CONSTRAINT discounts_target_ck CHECK ((target = 'SUBSCRIPTION') = (subscription_id IS NOT NULL AND subscription_item_id IS NULL)),
  ADD CONSTRAINT discounts_target_subscription_item_id_ck CHECK ((target = 'SUBSCRIPTION_ITEM') = (subscription_item_id IS NOT NULL)),
  ADD CONSTRAINT discounts_target_invoice_id_ck CHECK ((target = 'INVOICE') = (invoice_id IS NOT NULL)),
  ADD CONSTRAINT discounts_periods_used_ck CHECK (periods_used >= 0 AND (periods_total IS NULL OR periods_used <= periods_total)),
  ADD CONSTRAINT discounts_percent_off_bps_ck CHECK ((percent_off_bps IS NULL) <> (amount_off_cents IS NULL));

ALTER TABLE billing.pending_charges
  ADD CONSTRAINT pending_charges_period_end_ck CHECK (period_end > period_start),
  ADD CONSTRAINT pending_charges_quantity_ck CHECK (quantity >= 0),
  ADD CONSTRAINT pending_charges_status_ck CHECK ((status = 'INVOICED') = (invoiced_at IS NOT NULL)),
  ADD CONSTRAINT pending_charges_kind_ck CHECK ((kind IN ('USAGE','USAGE_ADJUSTMENT')) <= (subscription_item_id IS NOT NULL AND price_id IS NOT NULL)),
  ADD CONSTRAINT pending_charges_kind_adjusts_pending_charge_id_ck CHECK ((kind = 'USAGE_ADJUSTMENT') = (adjusts_pending_charge_id IS NOT NULL)),
  ADD CONSTRAINT pending_charges_kind_credited_line_id_ck CHECK ((kind = 'PRORATION_CREDIT') = (credited_line_id IS NOT NULL));

ALTER TABLE billing.pending_charge_usage_events
  ADD CONSTRAINT pending_charge_usage_events_quantity_ck CHECK (quantity >= 0);

ALTER TABLE billing.credit_grants
  ADD CONSTRAINT credit_grants_amount_cents_ck CHECK (amount_cents > 0 AND remaining_cents >= 0 AND remaining_cents <= amount_cents),
  ADD CONSTRAINT credit_grants_priority_ck CHECK (priority BETWEEN 0 AND 100),
  ADD CONSTRAINT credit_grants_expires_at_ck CHECK (expires_at IS NULL OR expires_at > effective_at),
  ADD CONSTRAINT credit_grants_category_ck CHECK (category <> 'ADJUSTMENT' OR expires_at IS NULL),
  ADD CONSTRAINT credit_grants_status_ck CHECK (status NOT IN ('DEPLETED','EXPIRED','VOIDED') OR remaining_cents = 0);

ALTER TABLE billing.credit_transactions
  ADD CONSTRAINT credit_transactions_transaction_type_ck CHECK ((transaction_type IN ('GRANT','RESTORE')) = (amount_cents > 0) AND amount_cents <> 0),
  ADD CONSTRAINT credit_transactions_transaction_type_reverses_transaction_id_ck CHECK ((transaction_type = 'RESTORE') = (reverses_transaction_id IS NOT NULL)),
  ADD CONSTRAINT credit_transactions_transaction_type_invoice_id_ck CHECK ((transaction_type IN ('APPLY','RESTORE')) = (invoice_id IS NOT NULL));

ALTER TABLE billing.plans
  ADD CONSTRAINT plans_included_seats_ck CHECK (included_seats >= 0 AND monthly_price_cents >= 0);

ALTER TABLE billing.price_tiers
  ADD CONSTRAINT price_tiers_up_to_ck CHECK (up_to > 0 AND unit_amount_decimal >= 0 AND flat_amount_cents >= 0 AND position >= 0);

ALTER TABLE billing.tax_rates
  ADD CONSTRAINT tax_rates_rate_bps_ck CHECK (rate_bps BETWEEN 0 AND 10000),
  ADD CONSTRAINT tax_rates_valid_to_ck CHECK (valid_to > valid_from);

ALTER TABLE billing.invoice_line_adjustments
  ADD CONSTRAINT invoice_line_adjustments_kind_ck CHECK ((kind = 'DISCOUNT') = (discount_id IS NOT NULL) OR kind = 'DISCOUNT'),
  ADD CONSTRAINT invoice_line_adjustments_kind_credit_grant_id_ck CHECK ((kind = 'PRETAX_CREDIT') = (credit_grant_id IS NOT NULL)),
  ADD CONSTRAINT invoice_line_adjustments_kind_tax_rate_id_ck CHECK (kind = 'TAX' OR tax_rate_id IS NULL);

ALTER TABLE billing.collection_intents
  ADD CONSTRAINT collection_intents_amount_cents_ck CHECK (amount_cents > 0 AND amount_received_cents >= 0);

ALTER TABLE billing.payment_allocations
  ADD CONSTRAINT payment_allocations_amount_cents_ck CHECK (amount_cents > 0 AND reversed_cents >= 0 AND reversed_cents <= amount_cents);

ALTER TABLE billing.ledger_entries
  ADD CONSTRAINT ledger_entries_amount_cents_ck CHECK (amount_cents <> 0);

ALTER TABLE billing.document_counters
  ADD CONSTRAINT document_counters_last_seq_ck CHECK (last_seq >= 0 AND pad BETWEEN 1 AND 12);

-- A new amount is a new price: of a price only its place in the catalogue changes, and its tiers never do.
CREATE FUNCTION billing.prices_immutable() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  free text[] := '{status,archived_at,updated_at,row_version}';
BEGIN
  IF TG_TABLE_NAME = 'price_tiers' OR (to_jsonb(NEW) - free) IS DISTINCT FROM (to_jsonb(OLD) - free) THEN
    RAISE EXCEPTION 'price terms are immutable' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER prices_immutable BEFORE UPDATE ON billing.prices FOR EACH ROW EXECUTE FUNCTION billing.prices_immutable();
CREATE TRIGGER prices_immutable BEFORE UPDATE OR DELETE ON billing.price_tiers FOR EACH ROW EXECUTE FUNCTION billing.prices_immutable();

-- The list price of a plan is that of its base price as a monthly value, rounded half to even, so the two cannot drift apart.
CREATE FUNCTION billing.plan_price() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  base billing.prices;
  times numeric;
  months numeric;
  amount numeric;
BEGIN
  SELECT * INTO base FROM billing.prices p WHERE p.brand_id = NEW.brand_id AND p.id = NEW.base_price_id;
  IF base.product_id IS DISTINCT FROM NEW.product_id OR base.price_type <> 'RECURRING' OR base.usage_type <> 'LICENSED' OR base.unit_amount_cents IS NULL THEN
    RAISE EXCEPTION 'the base price must be a recurring licensed price of the product of the plan' USING ERRCODE = 'check_violation';
  END IF;
  times := CASE base.billing_interval WHEN 'WEEK' THEN 52 WHEN 'DAY' THEN 365 ELSE 1 END;
  months := CASE base.billing_interval WHEN 'MONTH' THEN 1 ELSE 12 END * base.interval_count;
  amount := base.unit_amount_cents * times;
  NEW.monthly_price_cents := div(amount, months);
  IF mod(amount, months) * 2 > months OR (mod(amount, months) * 2 = months AND mod(div(amount, months), 2) = 1) THEN
    NEW.monthly_price_cents := NEW.monthly_price_cents + 1;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER plan_price BEFORE INSERT OR UPDATE ON billing.plans FOR EACH ROW EXECUTE FUNCTION billing.plan_price();

-- A finalized document is frozen: from then on only what happens to it is recorded. A draft may be thrown away.
CREATE FUNCTION billing.invoices_frozen() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  -- amount_remaining_cents is computed and has no value yet at this point
  free text[] := '{status,paid_at,voided_at,uncollectible_at,amount_paid_cents,amount_credited_cents,amount_remaining_cents,attempt_count,next_attempt_at,voided_by_person_id,provider_invoice_id,provider_event_at,updated_at,row_version}';
BEGIN
  IF OLD.status = 'DRAFT' THEN RETURN coalesce(NEW, OLD); END IF;
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a finalized invoice cannot be deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (to_jsonb(NEW) - free) IS DISTINCT FROM (to_jsonb(OLD) - free) THEN
    RAISE EXCEPTION 'a finalized invoice is immutable' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invoices_frozen BEFORE UPDATE OR DELETE ON billing.invoices FOR EACH ROW EXECUTE FUNCTION billing.invoices_frozen();

-- Lines and their adjustments are frozen with their document.
CREATE FUNCTION billing.lines_frozen() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  document_status text;
BEGIN
  SELECT i.status INTO document_status FROM billing.invoices i
    WHERE i.brand_id = coalesce(NEW.brand_id, OLD.brand_id) AND i.id = coalesce(NEW.invoice_id, OLD.invoice_id) FOR SHARE;
  IF document_status IS DISTINCT FROM 'DRAFT' OR (TG_OP = 'UPDATE' AND NEW.invoice_id IS DISTINCT FROM OLD.invoice_id) THEN
    RAISE EXCEPTION 'lines of a finalized invoice are immutable' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER lines_frozen BEFORE INSERT OR UPDATE OR DELETE ON billing.invoice_line_items FOR EACH ROW EXECUTE FUNCTION billing.lines_frozen();
CREATE TRIGGER lines_frozen BEFORE INSERT OR UPDATE OR DELETE ON billing.invoice_line_adjustments FOR EACH ROW EXECUTE FUNCTION billing.lines_frozen();

-- All credits of one line together never exceed what was debited, net and tax apart. The debited line is locked first, so two cannot race.
CREATE FUNCTION billing.lines_credit_cap() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  debited billing.invoice_line_items;
  credited bigint;
  credited_tax bigint;
BEGIN
  IF NEW.credited_line_id IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO debited FROM billing.invoice_line_items l WHERE l.brand_id = NEW.brand_id AND l.id = NEW.credited_line_id FOR UPDATE;
  SELECT coalesce(sum(-l.amount_cents), 0), coalesce(sum(-l.tax_cents), 0) INTO credited, credited_tax
    FROM billing.invoice_line_items l JOIN billing.invoices i ON i.brand_id = l.brand_id AND i.id = l.invoice_id
    WHERE l.brand_id = NEW.brand_id AND l.credited_line_id = NEW.credited_line_id AND i.status <> 'VOID';
  IF credited > debited.amount_cents OR credited_tax > debited.tax_cents THEN
    RAISE EXCEPTION 'line credited beyond its amount (% of %)', credited, debited.amount_cents USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER lines_credit_cap AFTER INSERT OR UPDATE ON billing.invoice_line_items FOR EACH ROW EXECUTE FUNCTION billing.lines_credit_cap();

-- An allocation moves the counters of its payment and its document with it. It is reversed, never edited or deleted, and what a reversal takes
-- from the paid amount is credited in the same statement, because a refund always comes with a credit note.
CREATE FUNCTION billing.allocations_apply() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  free text[] := '{reversed_cents,updated_at,row_version}';
  moved bigint;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'allocations are reversed, not deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.reversed_cents < OLD.reversed_cents OR (to_jsonb(NEW) - free) IS DISTINCT FROM (to_jsonb(OLD) - free)) THEN
    RAISE EXCEPTION 'of an allocation only reversed_cents may change, and only grow' USING ERRCODE = 'restrict_violation';
  END IF;
  moved := NEW.amount_cents - NEW.reversed_cents;
  IF TG_OP = 'UPDATE' THEN moved := moved - (OLD.amount_cents - OLD.reversed_cents); END IF;
  UPDATE billing.payments SET allocated_cents = allocated_cents + moved WHERE brand_id = NEW.brand_id AND id = NEW.payment_id;
  UPDATE billing.invoices SET amount_paid_cents = amount_paid_cents + moved, amount_credited_cents = amount_credited_cents - least(moved, 0)
    WHERE brand_id = NEW.brand_id AND id = NEW.invoice_id;
  RETURN NULL;
END $$;
CREATE TRIGGER allocations_apply AFTER INSERT OR UPDATE OR DELETE ON billing.payment_allocations FOR EACH ROW EXECUTE FUNCTION billing.allocations_apply();

-- A refund reserves its amount on the payment while it is pending or done; the CHECK on the payment refuses what is more than was received.
CREATE FUNCTION billing.refunds_reserve() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  reserved bigint := CASE WHEN NEW.status IN ('PENDING', 'SUCCEEDED') THEN NEW.amount_cents ELSE 0 END;
  before bigint := 0;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.status IN ('PENDING', 'SUCCEEDED') THEN before := OLD.amount_cents; END IF;
  IF reserved <> before THEN
    UPDATE billing.payments SET refunded_cents = refunded_cents + reserved - before WHERE brand_id = NEW.brand_id AND id = NEW.payment_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER refunds_reserve AFTER INSERT OR UPDATE ON billing.refunds FOR EACH ROW EXECUTE FUNCTION billing.refunds_reserve();

-- The balance of a credit is the sum of its movements: each one locks the grant, moves it, and says what was left.
CREATE FUNCTION billing.credits_apply() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  held billing.credit_grants;
  rest bigint;
BEGIN
  SELECT * INTO held FROM billing.credit_grants g WHERE g.brand_id = NEW.brand_id AND g.id = NEW.credit_grant_id FOR UPDATE;
  rest := held.remaining_cents + NEW.amount_cents;
  IF rest IS NULL OR rest < 0 OR rest > held.amount_cents THEN
    RAISE EXCEPTION 'credit grant balance out of range' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE billing.credit_grants SET remaining_cents = rest,
    status = CASE WHEN NEW.transaction_type = 'EXPIRE' THEN 'EXPIRED' WHEN NEW.transaction_type = 'VOID' THEN 'VOIDED' WHEN rest = 0 THEN 'DEPLETED' ELSE 'ACTIVE' END
    WHERE brand_id = NEW.brand_id AND id = NEW.credit_grant_id;
  NEW.balance_after_cents := rest;
  RETURN NEW;
END $$;
CREATE TRIGGER credits_apply BEFORE INSERT ON billing.credit_transactions FOR EACH ROW EXECUTE FUNCTION billing.credits_apply();

-- The terms of a coupon are fixed by its first redemption, and redemptions are never given back.
CREATE FUNCTION billing.coupons_terms() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF OLD.times_redeemed > 0 AND (NEW.percent_off_bps, NEW.amount_off_cents, NEW.currency, NEW.duration, NEW.duration_in_periods)
    IS DISTINCT FROM (OLD.percent_off_bps, OLD.amount_off_cents, OLD.currency, OLD.duration, OLD.duration_in_periods) THEN
    RAISE EXCEPTION 'the terms of a redeemed coupon are immutable' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.times_redeemed < OLD.times_redeemed THEN
    RAISE EXCEPTION 'redemptions are not given back' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER coupons_terms BEFORE UPDATE ON billing.coupons FOR EACH ROW EXECUTE FUNCTION billing.coupons_terms();

-- A charge that is billed or canceled is frozen; it opens again only when the draft line that carried it is gone.
CREATE FUNCTION billing.charges_frozen() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  free text[] := '{status,invoiced_at,updated_at,row_version}';
BEGIN
  IF OLD.status <> 'OPEN' AND (to_jsonb(NEW) - free) IS DISTINCT FROM (to_jsonb(OLD) - free) THEN
    RAISE EXCEPTION 'a charge that is not open is immutable' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.status = 'INVOICED' AND NEW.status = 'OPEN' AND EXISTS
    (SELECT FROM billing.invoice_line_items l WHERE l.brand_id = NEW.brand_id AND l.pending_charge_id = NEW.id) THEN
    RAISE EXCEPTION 'the charge still stands on a line' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER charges_frozen BEFORE UPDATE ON billing.pending_charges FOR EACH ROW EXECUTE FUNCTION billing.charges_frozen();

-- An event is counted only by an open charge of the period in which it happened.
CREATE FUNCTION billing.usage_in_period() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  charge billing.pending_charges;
BEGIN
  SELECT * INTO charge FROM billing.pending_charges c WHERE c.brand_id = NEW.brand_id AND c.id = NEW.pending_charge_id FOR UPDATE;
  IF charge.status IS DISTINCT FROM 'OPEN' THEN
    RAISE EXCEPTION 'the charge is not open' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.occurred_at < charge.period_start OR NEW.occurred_at >= charge.period_end THEN
    RAISE EXCEPTION 'the event is outside the service period' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER usage_in_period BEFORE INSERT ON billing.pending_charge_usage_events FOR EACH ROW EXECUTE FUNCTION billing.usage_in_period();

-- At commit every posting has at least two legs, and they add up to nothing.
CREATE FUNCTION billing.ledger_balanced() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  posting uuid := CASE WHEN TG_TABLE_NAME = 'ledger_entries' THEN (to_jsonb(NEW) ->> 'ledger_transaction_id')::uuid ELSE NEW.id END;
  total numeric;
  legs integer;
BEGIN
  SELECT coalesce(sum(e.amount_cents), 0), count(*) INTO total, legs FROM billing.ledger_entries e
    WHERE e.brand_id = NEW.brand_id AND e.ledger_transaction_id = posting;
  IF total <> 0 OR legs < 2 THEN
    RAISE EXCEPTION 'ledger transaction % is not balanced: % over % legs', posting, total, legs USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_balanced AFTER INSERT ON billing.ledger_entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION billing.ledger_balanced();
CREATE CONSTRAINT TRIGGER ledger_balanced AFTER INSERT ON billing.ledger_transactions DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION billing.ledger_balanced();

-- A series has neither a gap nor a double: its counter moves by one, under the lock of its row, and rolls back with its document.
CREATE FUNCTION billing.counter_step() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF NEW.last_seq <> OLD.last_seq + 1 OR NEW.series <> OLD.series THEN
    RAISE EXCEPTION 'a document counter moves by one' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER counter_step BEFORE UPDATE ON billing.document_counters FOR EACH ROW EXECUTE FUNCTION billing.counter_step();
