ALTER TABLE entitlements.resource_keys
  ADD CONSTRAINT resource_keys_key_ck CHECK (key ~ '^[a-z][a-z0-9_]{0,62}$'),
  ADD CONSTRAINT resource_keys_period_ck CHECK ((kind = 'QUOTA') = (quota_period <> 'NONE')),
  ADD CONSTRAINT resource_keys_event_ck CHECK (kind <> 'BOOLEAN' OR event_type IS NULL);

ALTER TABLE entitlements.entitlement_sets
  ADD CONSTRAINT entitlement_sets_ver_ck CHECK (version >= 1),
  ADD CONSTRAINT entitlement_sets_pub_ck CHECK (status = 'DRAFT' OR published_at IS NOT NULL),
  ADD CONSTRAINT entitlement_sets_ret_ck CHECK ((status = 'RETIRED') = (retired_at IS NOT NULL));

ALTER TABLE entitlements.entitlement_set_rules
  ADD CONSTRAINT entitlement_set_rules_bool_ck CHECK ((rule_type = 'BOOLEAN') = (bool_value IS NOT NULL)),
  ADD CONSTRAINT entitlement_set_rules_amt_ck CHECK (CASE WHEN rule_type = 'BOOLEAN' OR is_unlimited THEN amount IS NULL ELSE amount IS NOT NULL AND amount BETWEEN 0 AND 9007199254740991 END),
  ADD CONSTRAINT entitlement_set_rules_unl_ck CHECK (NOT is_unlimited OR rule_type IN ('LIMIT','QUOTA')),
  ADD CONSTRAINT entitlement_set_rules_over_ck CHECK (overage_policy = 'BLOCK' OR rule_type = 'QUOTA'),
  ADD CONSTRAINT entitlement_set_rules_roll_ck CHECK (rollover_max >= 0 AND (rollover_max = 0 OR rule_type = 'QUOTA')),
  ADD CONSTRAINT entitlement_set_rules_ttl_ck CHECK (credit_ttl_days IS NULL OR (rule_type = 'CREDIT' AND credit_ttl_days > 0));

ALTER TABLE entitlements.resource_pools
  ADD CONSTRAINT resource_pools_ver_ck CHECK (materialized_version >= 0);

ALTER TABLE entitlements.grants
  ADD CONSTRAINT grants_one_ck CHECK (num_nonnulls(set_id, resource_key_id) = 1),
  ADD CONSTRAINT grants_adhoc_ck CHECK ((resource_key_id IS NULL) = (rule_type IS NULL) AND CASE WHEN rule_type IS NULL THEN amount IS NULL AND bool_value IS NULL WHEN rule_type = 'BOOLEAN' THEN bool_value IS NOT NULL AND amount IS NULL ELSE amount IS NOT NULL AND amount BETWEEN 0 AND 9007199254740991 AND bool_value IS NULL END),
  ADD CONSTRAINT grants_time_ck CHECK (expires_at > starts_at),
  ADD CONSTRAINT grants_rev_ck CHECK ((status = 'REVOKED') = (revoked_at IS NOT NULL));

ALTER TABLE entitlements.pool_provisions
  ADD CONSTRAINT pool_provisions_src_ck CHECK (CASE source_type WHEN 'SUBSCRIPTION' THEN subscription_id IS NOT NULL AND subscription_item_id IS NOT NULL AND purchase_id IS NULL AND grant_id IS NULL WHEN 'PURCHASE' THEN purchase_id IS NOT NULL AND subscription_id IS NULL AND grant_id IS NULL WHEN 'GRANT' THEN grant_id IS NOT NULL AND subscription_id IS NULL AND purchase_id IS NULL ELSE num_nonnulls(subscription_id, purchase_id, grant_id) = 0 END),
  ADD CONSTRAINT pool_provisions_set_ck CHECK (set_id IS NOT NULL OR source_type = 'GRANT'),
  ADD CONSTRAINT pool_provisions_qty_ck CHECK (quantity BETWEEN 1 AND 2147483647),
  ADD CONSTRAINT pool_provisions_time_ck CHECK (ends_at > starts_at);

ALTER TABLE entitlements.boolean_entitlements
  ADD CONSTRAINT boolean_entitlements_deny_ck CHECK (NOT (enabled AND denied)),
  ADD CONSTRAINT boolean_entitlements_cnt_ck CHECK (contributor_count >= 0 AND (NOT enabled OR contributor_count > 0));

ALTER TABLE entitlements.numeric_entitlements
  ADD CONSTRAINT numeric_entitlements_lim_ck CHECK (is_unlimited = (limit_value IS NULL)),
  ADD CONSTRAINT numeric_entitlements_range_ck CHECK (limit_value BETWEEN 0 AND 9007199254740991),
  ADD CONSTRAINT numeric_entitlements_cred_ck CHECK (kind <> 'CREDIT' OR NOT is_unlimited),
  ADD CONSTRAINT numeric_entitlements_rev_ck CHECK (status <> 'REVOKED' OR (limit_value = 0 AND contributor_count = 0));

ALTER TABLE entitlements.numeric_entitlement_contributions
  ADD CONSTRAINT numeric_entitlement_contributions_sum_ck CHECK (amount_after = amount_before + delta),
  ADD CONSTRAINT numeric_entitlement_contributions_pos_ck CHECK (amount_after >= 0 AND amount_before >= 0 AND amount_after <= 9007199254740991),
  ADD CONSTRAINT numeric_entitlement_contributions_seq_ck CHECK (seq >= 1),
  ADD CONSTRAINT numeric_entitlement_contributions_unl_ck CHECK (NOT unlimited_after OR amount_after = 0);

ALTER TABLE entitlements.pool_assignments
  ADD CONSTRAINT pool_assignments_end_ck CHECK ((status = 'ENDED') = (ended_at IS NOT NULL));

ALTER TABLE entitlements.pool_ondemand_config
  ADD CONSTRAINT pool_ondemand_config_price_ck CHECK (unit_amount >= 0 AND unit_quantity >= 1),
  ADD CONSTRAINT pool_ondemand_config_caps_ck CHECK ((spend_cap_amount IS NULL OR spend_cap_amount >= 0) AND (quantity_cap IS NULL OR quantity_cap >= 0));

ALTER TABLE entitlements.usage_events
  ADD CONSTRAINT usage_events_qty_ck CHECK (quantity <> 0 AND abs(quantity) <= 9007199254740991),
  ADD CONSTRAINT usage_events_split_ck CHECK (outcome = 'UNMETERED' OR quantity = within_quantity + credit_quantity + overage_quantity),
  ADD CONSTRAINT usage_events_nonneg_ck CHECK (quantity < 0 OR (within_quantity >= 0 AND credit_quantity >= 0 AND overage_quantity >= 0)),
  ADD CONSTRAINT usage_events_out_ck CHECK ((outcome = 'OVERAGE') = (overage_quantity > 0)),
  ADD CONSTRAINT usage_events_key_ck CHECK (length(idempotency_key) BETWEEN 1 AND 128),
  ADD CONSTRAINT usage_events_type_ck CHECK (event_type ~ '^[a-z][a-z0-9_.]{0,62}$'),
  ADD CONSTRAINT usage_events_pool_ck CHECK ((pool_id IS NULL) = (outcome = 'UNMETERED')),
  ADD CONSTRAINT usage_events_props_ck CHECK (octet_length(properties::text) <= 4096);

ALTER TABLE entitlements.numeric_entitlement_usage
  ADD CONSTRAINT numeric_entitlement_usage_nonneg_ck CHECK (used >= 0 AND overage_used >= 0 AND rolled_in >= 0),
  ADD CONSTRAINT numeric_entitlement_usage_period_ck CHECK (period_end > period_start),
  ADD CONSTRAINT numeric_entitlement_usage_range_ck CHECK (used <= 9007199254740991);

-- Rules change only while their set is a draft: what is published was sold.
CREATE FUNCTION entitlements.set_rules_draft() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  set_status text;
BEGIN
  SELECT s.status INTO set_status FROM entitlements.entitlement_sets s
    WHERE s.brand_id = coalesce(NEW.brand_id, OLD.brand_id) AND s.id = coalesce(NEW.set_id, OLD.set_id) FOR SHARE;
  IF set_status IS DISTINCT FROM 'DRAFT' THEN
    RAISE EXCEPTION 'rules of a set that is % are immutable', coalesce(set_status, 'unknown') USING ERRCODE = 'check_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER entitlement_set_rules_draft BEFORE INSERT OR UPDATE OR DELETE ON entitlements.entitlement_set_rules
  FOR EACH ROW EXECUTE FUNCTION entitlements.set_rules_draft();

-- The ledger of contributions has no gap: each entry starts where the last one of the same source ended.
CREATE FUNCTION entitlements.contribution_chain() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  last_seq bigint;
  last_amount bigint;
BEGIN
  SELECT c.seq, c.amount_after INTO last_seq, last_amount FROM entitlements.numeric_entitlement_contributions c
    WHERE c.brand_id = NEW.brand_id AND c.numeric_entitlement_id = NEW.numeric_entitlement_id AND c.provision_id = NEW.provision_id
    ORDER BY c.seq DESC LIMIT 1;
  IF NEW.seq <> coalesce(last_seq, 0) + 1 OR NEW.amount_before <> coalesce(last_amount, 0) THEN
    RAISE EXCEPTION 'contribution chain broken: entry % from %, expected % from %', NEW.seq, NEW.amount_before, coalesce(last_seq, 0) + 1, coalesce(last_amount, 0)
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER numeric_entitlement_contributions_chain BEFORE INSERT ON entitlements.numeric_entitlement_contributions
  FOR EACH ROW EXECUTE FUNCTION entitlements.contribution_chain();
