-- Tables, keys and indexes: Prisma's DDL, with computed, numbered and never-null columns said in full (prisma/generator/guards/finish-tables.ts).

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "audit";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "billing";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "cooperative";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "entitlements";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "gateway";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "identity";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "integration";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "organization";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "platform";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "support";

-- CreateTable
CREATE TABLE "audit"."audit_logs" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "chain_seq" BIGINT NOT NULL,
    "source_module" TEXT NOT NULL,
    "source_event_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "tier" TEXT NOT NULL,
    "is_system_tier" BOOLEAN NOT NULL GENERATED ALWAYS AS (tier = 'SYSTEM') STORED,
    "event_type" TEXT NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'SUCCESS',
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_brand_id" UUID,
    "actor_person_id" UUID,
    "on_behalf_of_person_id" UUID,
    "subject_person_id" UUID,
    "actor_service_account_id" UUID,
    "org_id" UUID,
    "workspace_id" UUID,
    "entity_type" TEXT,
    "entity_id" TEXT,
    "request_id" TEXT,
    "correlation_id" TEXT,
    "ip" INET,
    "user_agent" TEXT,
    "pii_categories" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "details" JSONB NOT NULL DEFAULT '{}',
    "reason" TEXT,
    "prev_hash" TEXT NOT NULL,
    "entry_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_logs_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "audit"."audit_retention_policies" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID,
    "tier" TEXT NOT NULL,
    "archive_after_days" INTEGER NOT NULL,
    "retention_days" INTEGER NOT NULL,
    "archive_retention_days" INTEGER NOT NULL,
    "updated_by_person_id" UUID,
    "effective_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "superseded_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "audit_retention_policies_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "audit"."audit_legal_holds" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "matter_reference" TEXT NOT NULL,
    "org_id" UUID,
    "subject_person_id" UUID,
    "entity_type" TEXT,
    "entity_id" TEXT,
    "event_type_prefix" TEXT,
    "tier" TEXT,
    "from_at" TIMESTAMPTZ(3),
    "to_at" TIMESTAMPTZ(3),
    "created_by_person_id" UUID NOT NULL,
    "released_by_person_id" UUID,
    "released_at" TIMESTAMPTZ(3),
    "release_reason" TEXT,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "audit_legal_holds_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "audit"."audit_archive_manifest" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "chain_from" BIGINT NOT NULL,
    "chain_to" BIGINT NOT NULL,
    "occurred_from" TIMESTAMPTZ(3) NOT NULL,
    "occurred_to" TIMESTAMPTZ(3) NOT NULL,
    "row_count" BIGINT NOT NULL,
    "first_prev_hash" TEXT NOT NULL,
    "last_entry_hash" TEXT NOT NULL,
    "object_uri" TEXT NOT NULL,
    "object_sha256" TEXT,
    "format" TEXT NOT NULL DEFAULT 'jsonl.gz',
    "purged_count" BIGINT NOT NULL DEFAULT 0,
    "held_count" BIGINT NOT NULL DEFAULT 0,
    "requested_by_person_id" UUID,
    "written_at" TIMESTAMPTZ(3),
    "verified_at" TIMESTAMPTZ(3),
    "purged_at" TIMESTAMPTZ(3),
    "retain_until" TIMESTAMPTZ(3),
    "failure_reason" TEXT,
    "status" TEXT NOT NULL DEFAULT 'PLANNED',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "audit_archive_manifest_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "audit"."audit_outbox" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "audit_log_id" UUID NOT NULL,
    "chain_seq" BIGINT NOT NULL,
    "sink_key" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "max_attempts" INTEGER NOT NULL DEFAULT 50,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locked_by" TEXT,
    "locked_until" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "delivered_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "audit_outbox_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "audit"."break_glass_grants" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "principal_person_id" UUID NOT NULL,
    "subject_person_id" UUID,
    "subject_entity_type" TEXT,
    "subject_entity_id" UUID,
    "categories" TEXT[] NOT NULL,
    "purpose" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "ticket_reference" TEXT NOT NULL,
    "co_signed_by_person_id" UUID,
    "starts_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by_person_id" UUID,
    "review_due_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "break_glass_grants_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "audit"."break_glass_reviews" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "grant_id" UUID NOT NULL,
    "reviewer_person_id" UUID NOT NULL,
    "verdict" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "reviewed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "break_glass_reviews_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."billing_accounts" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID NOT NULL,
    "default_workspace_id" UUID NOT NULL,
    "owner_person_id" UUID,
    "account_number" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "billing_email" TEXT,
    "address_line1" TEXT,
    "address_line2" TEXT,
    "city" TEXT,
    "postal_code" TEXT,
    "region_code" TEXT,
    "country_code" CHAR(2) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "collection_method" TEXT NOT NULL DEFAULT 'CHARGE_AUTOMATICALLY',
    "net_terms_days" SMALLINT NOT NULL DEFAULT 0,
    "tax_status" TEXT NOT NULL DEFAULT 'TAXABLE',
    "delinquent_since" TIMESTAMPTZ(3),
    "provider" TEXT NOT NULL DEFAULT 'manual',
    "provider_customer_id" TEXT,
    "provider_event_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "created_by_person_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "billing_accounts_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."products" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "unit_label" TEXT,
    "tax_code" TEXT,
    "patronage_eligible" BOOLEAN NOT NULL DEFAULT true,
    "entitlement_set_id" UUID,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "products_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."prices" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "product_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "price_type" TEXT NOT NULL,
    "usage_type" TEXT NOT NULL DEFAULT 'LICENSED',
    "pricing_model" TEXT NOT NULL,
    "billing_interval" TEXT,
    "interval_count" SMALLINT NOT NULL DEFAULT 1,
    "unit_amount_cents" BIGINT,
    "unit_amount_decimal" DECIMAL(24,12),
    "package_size" BIGINT,
    "included_quantity" BIGINT NOT NULL DEFAULT 0,
    "min_charge_cents" BIGINT NOT NULL DEFAULT 0,
    "resource_key" TEXT,
    "usage_aggregation" TEXT,
    "trial_days" SMALLINT NOT NULL DEFAULT 0,
    "tax_behavior" TEXT NOT NULL DEFAULT 'EXCLUSIVE',
    "entitlement_set_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "prices_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."subscriptions" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "billing_account_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "is_primary" BOOLEAN NOT NULL DEFAULT true,
    "currency" CHAR(3) NOT NULL,
    "mrr_cents" BIGINT NOT NULL DEFAULT 0,
    "billing_interval" TEXT NOT NULL,
    "interval_count" SMALLINT NOT NULL DEFAULT 1,
    "collection_method" TEXT NOT NULL DEFAULT 'CHARGE_AUTOMATICALLY',
    "default_payment_method_id" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "trial_starts_at" TIMESTAMPTZ(3),
    "trial_ends_at" TIMESTAMPTZ(3),
    "billing_cycle_anchor" TIMESTAMPTZ(3) NOT NULL,
    "current_period_start" TIMESTAMPTZ(3) NOT NULL,
    "current_period_end" TIMESTAMPTZ(3) NOT NULL,
    "period_index" INTEGER NOT NULL DEFAULT 0,
    "cancel_at_period_end" BOOLEAN NOT NULL DEFAULT false,
    "cancel_at" TIMESTAMPTZ(3),
    "canceled_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "cancellation_reason" TEXT,
    "paused_at" TIMESTAMPTZ(3),
    "resumes_at" TIMESTAMPTZ(3),
    "scheduled_plan_id" UUID,
    "scheduled_seats" INTEGER,
    "provider_subscription_id" TEXT,
    "provider_event_at" TIMESTAMPTZ(3),
    "created_by_person_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "subscriptions_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."subscription_items" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "subscription_id" UUID NOT NULL,
    "price_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "usage_type" TEXT NOT NULL DEFAULT 'LICENSED',
    "seats" INTEGER NOT NULL DEFAULT 0,
    "unit_price_cents" BIGINT NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL,
    "position" SMALLINT NOT NULL DEFAULT 0,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),
    "billed_through" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "subscription_items_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."subscription_changes" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "subscription_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "change_type" TEXT NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_type" TEXT NOT NULL,
    "actor_person_id" UUID,
    "actor_service_account_id" UUID,
    "from_status" TEXT,
    "to_status" TEXT NOT NULL,
    "from_plan_id" UUID,
    "to_plan_id" UUID NOT NULL,
    "from_seats" INTEGER,
    "to_seats" INTEGER NOT NULL,
    "from_mrr_cents" BIGINT NOT NULL DEFAULT 0,
    "to_mrr_cents" BIGINT NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL,
    "proration_credit_cents" BIGINT NOT NULL DEFAULT 0,
    "proration_charge_cents" BIGINT NOT NULL DEFAULT 0,
    "invoice_id" UUID,
    "request_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscription_changes_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."purchases" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "billing_account_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "price_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL DEFAULT 1,
    "total_cents" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "invoice_id" UUID,
    "purchaser_person_id" UUID,
    "purchased_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "purchases_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."invoices" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "billing_account_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "subscription_id" UUID,
    "kind" TEXT NOT NULL DEFAULT 'STANDARD',
    "status" TEXT NOT NULL DEFAULT 'DRAFT',
    "billing_reason" TEXT NOT NULL,
    "invoice_number" TEXT,
    "number_series" TEXT,
    "number_seq" BIGINT,
    "corrects_invoice_id" UUID,
    "currency" CHAR(3) NOT NULL,
    "subtotal_cents" BIGINT NOT NULL DEFAULT 0,
    "discount_cents" BIGINT NOT NULL DEFAULT 0,
    "pretax_credit_cents" BIGINT NOT NULL DEFAULT 0,
    "tax_cents" BIGINT NOT NULL DEFAULT 0,
    "invoice_total_cents" BIGINT NOT NULL DEFAULT 0,
    "posttax_credit_cents" BIGINT NOT NULL DEFAULT 0,
    "amount_due_cents" BIGINT NOT NULL DEFAULT 0,
    "amount_paid_cents" BIGINT NOT NULL DEFAULT 0,
    "amount_credited_cents" BIGINT NOT NULL DEFAULT 0,
    "amount_remaining_cents" BIGINT NOT NULL GENERATED ALWAYS AS (amount_due_cents - amount_paid_cents - amount_credited_cents) STORED,
    "period_start" TIMESTAMPTZ(3),
    "period_end" TIMESTAMPTZ(3),
    "finalize_after" TIMESTAMPTZ(3),
    "issued_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "paid_at" TIMESTAMPTZ(3),
    "voided_at" TIMESTAMPTZ(3),
    "uncollectible_at" TIMESTAMPTZ(3),
    "collection_method" TEXT NOT NULL DEFAULT 'CHARGE_AUTOMATICALLY',
    "attempt_count" SMALLINT NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "tax_status" TEXT NOT NULL DEFAULT 'TAXABLE',
    "bill_to_legal_entity" TEXT,
    "bill_to_name" TEXT,
    "bill_to_email" TEXT,
    "bill_to_address" TEXT,
    "bill_to_country_code" CHAR(2),
    "bill_to_tax_id" TEXT,
    "memo" TEXT,
    "content_sha256" BYTEA,
    "finalized_by_person_id" UUID,
    "voided_by_person_id" UUID,
    "provider_invoice_id" TEXT,
    "provider_event_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "invoices_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."invoice_line_items" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "invoice_id" UUID NOT NULL,
    "line_number" INTEGER NOT NULL,
    "line_type" TEXT NOT NULL,
    "subscription_id" UUID,
    "subscription_item_id" UUID,
    "price_id" UUID,
    "product_id" UUID,
    "plan_id" UUID,
    "pending_charge_id" UUID,
    "purchase_id" UUID,
    "credited_line_id" UUID,
    "description" TEXT NOT NULL,
    "quantity" BIGINT NOT NULL DEFAULT 1,
    "unit_amount_decimal" DECIMAL(24,12),
    "currency" CHAR(3) NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "discount_cents" BIGINT NOT NULL DEFAULT 0,
    "pretax_credit_cents" BIGINT NOT NULL DEFAULT 0,
    "tax_cents" BIGINT NOT NULL DEFAULT 0,
    "period_start" TIMESTAMPTZ(3),
    "period_end" TIMESTAMPTZ(3),
    "rating_details" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "invoice_line_items_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."payments" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "billing_account_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "collection_intent_id" UUID,
    "payment_method_id" UUID,
    "tender_type" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "currency" CHAR(3) NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "fee_cents" BIGINT NOT NULL DEFAULT 0,
    "allocated_cents" BIGINT NOT NULL DEFAULT 0,
    "refunded_cents" BIGINT NOT NULL DEFAULT 0,
    "disputed_cents" BIGINT NOT NULL DEFAULT 0,
    "received_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "failure_code" TEXT,
    "is_hard_decline" BOOLEAN NOT NULL DEFAULT false,
    "external_reference" TEXT,
    "recorded_by_person_id" UUID,
    "provider" TEXT NOT NULL DEFAULT 'manual',
    "provider_payment_id" TEXT,
    "provider_event_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "payments_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."payment_methods" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "billing_account_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'CARD',
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "card_number_last4" TEXT,
    "card_brand" TEXT,
    "card_exp_month" INTEGER,
    "card_exp_year" INTEGER,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "holder_name" TEXT,
    "instrument_fingerprint" TEXT,
    "added_by_person_id" UUID,
    "detached_at" TIMESTAMPTZ(3),
    "provider" TEXT NOT NULL DEFAULT 'manual',
    "provider_payment_method_id" TEXT,
    "provider_event_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "payment_methods_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."refunds" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "payment_id" UUID NOT NULL,
    "invoice_id" UUID,
    "credit_note_id" UUID,
    "currency" CHAR(3) NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "reason" TEXT NOT NULL,
    "requested_by_person_id" UUID,
    "succeeded_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "failure_code" TEXT,
    "provider_refund_id" TEXT,
    "provider_event_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."disputes" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "payment_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "fee_cents" BIGINT NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "evidence_due_at" TIMESTAMPTZ(3),
    "evidence_submitted_at" TIMESTAMPTZ(3),
    "funds_withdrawn_at" TIMESTAMPTZ(3),
    "funds_reinstated_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "handled_by_person_id" UUID,
    "provider_dispute_id" TEXT,
    "provider_event_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "disputes_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."coupons" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "percent_off_bps" INTEGER,
    "amount_off_cents" BIGINT,
    "currency" CHAR(3),
    "duration" TEXT NOT NULL,
    "duration_in_periods" SMALLINT,
    "restricted_to_products" BOOLEAN NOT NULL DEFAULT false,
    "max_redemptions" INTEGER,
    "max_redemptions_per_account" INTEGER NOT NULL DEFAULT 1,
    "times_redeemed" INTEGER NOT NULL DEFAULT 0,
    "redeem_by" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_by_person_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "coupons_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."promotion_codes" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "coupon_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "max_redemptions" INTEGER,
    "times_redeemed" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3),
    "restricted_billing_account_id" UUID,
    "first_time_only" BOOLEAN NOT NULL DEFAULT false,
    "minimum_amount_cents" BIGINT,
    "minimum_amount_currency" CHAR(3),
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_by_person_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "promotion_codes_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."discounts" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "billing_account_id" UUID NOT NULL,
    "coupon_id" UUID NOT NULL,
    "promotion_code_id" UUID,
    "target" TEXT NOT NULL,
    "subscription_id" UUID,
    "subscription_item_id" UUID,
    "invoice_id" UUID,
    "redemption_seq" INTEGER NOT NULL,
    "percent_off_bps" INTEGER,
    "amount_off_cents" BIGINT,
    "currency" CHAR(3),
    "periods_total" SMALLINT,
    "periods_used" SMALLINT NOT NULL DEFAULT 0,
    "starts_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ends_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "applied_by_person_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "discounts_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."pending_charges" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "billing_account_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "subscription_id" UUID,
    "subscription_item_id" UUID,
    "price_id" UUID,
    "product_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'OPEN',
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3) NOT NULL,
    "quantity" BIGINT NOT NULL DEFAULT 0,
    "amount_cents" BIGINT NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "adjusts_pending_charge_id" UUID,
    "credited_line_id" UUID,
    "rated_at" TIMESTAMPTZ(3),
    "rating_details" JSONB,
    "invoiced_at" TIMESTAMPTZ(3),
    "created_by_person_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "pending_charges_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."pending_charge_usage_events" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "pending_charge_id" UUID NOT NULL,
    "subscription_item_id" UUID NOT NULL,
    "usage_event_id" UUID NOT NULL,
    "resource_key" TEXT NOT NULL,
    "quantity" BIGINT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pending_charge_usage_events_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."credit_grants" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "billing_account_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "category" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "currency" CHAR(3) NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "remaining_cents" BIGINT NOT NULL DEFAULT 0,
    "priority" SMALLINT NOT NULL DEFAULT 50,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "applies_to_product_id" UUID,
    "source_invoice_id" UUID,
    "description" TEXT NOT NULL DEFAULT '',
    "granted_by_person_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "credit_grants_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."credit_transactions" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "credit_grant_id" UUID NOT NULL,
    "billing_account_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "transaction_type" TEXT NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "balance_after_cents" BIGINT NOT NULL DEFAULT 0,
    "invoice_id" UUID,
    "reverses_transaction_id" UUID,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_person_id" UUID,
    "dedupe_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credit_transactions_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."plans" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "product_id" UUID NOT NULL,
    "base_price_id" UUID NOT NULL,
    "plan_code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "monthly_price_cents" BIGINT NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL,
    "included_seats" INTEGER NOT NULL DEFAULT 1,
    "sla_tier" TEXT NOT NULL DEFAULT 'standard',
    "tier_rank" SMALLINT NOT NULL DEFAULT 0,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "plans_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."billing_profiles" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "workspace_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "billing_account_id" UUID NOT NULL,
    "legal_entity" TEXT NOT NULL,
    "tax_id" TEXT NOT NULL,
    "national_id" TEXT,
    "country_code" CHAR(2) NOT NULL,
    "tax_id_verified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "billing_profiles_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."price_tiers" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "price_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "up_to" BIGINT,
    "unit_amount_decimal" DECIMAL(24,12) NOT NULL DEFAULT 0,
    "flat_amount_cents" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "price_tiers_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."tax_rates" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "rate_bps" INTEGER NOT NULL,
    "country_code" CHAR(2) NOT NULL,
    "region_code" TEXT,
    "tax_code" TEXT,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "tax_rates_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."coupon_products" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "coupon_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "coupon_products_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."invoice_line_adjustments" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "invoice_id" UUID NOT NULL,
    "invoice_line_item_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "sequence" SMALLINT NOT NULL,
    "discount_id" UUID,
    "credit_grant_id" UUID,
    "tax_rate_id" UUID,
    "rate_bps" INTEGER,
    "base_cents" BIGINT NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "invoice_line_adjustments_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."collection_intents" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "billing_account_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "invoice_id" UUID,
    "currency" CHAR(3) NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "amount_received_cents" BIGINT NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT 'REQUIRES_PAYMENT_METHOD',
    "payment_method_id" UUID,
    "off_session" BOOLEAN NOT NULL DEFAULT true,
    "attempt_no" SMALLINT NOT NULL DEFAULT 1,
    "last_failure_code" TEXT,
    "canceled_at" TIMESTAMPTZ(3),
    "provider" TEXT NOT NULL DEFAULT 'manual',
    "provider_intent_id" TEXT,
    "provider_client_secret" TEXT,
    "provider_event_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "collection_intents_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."payment_allocations" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "payment_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "billing_account_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "reversed_cents" BIGINT NOT NULL DEFAULT 0,
    "allocated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dedupe_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "payment_allocations_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."ledger_accounts" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "code" TEXT NOT NULL,
    "account_type" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "billing_account_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ledger_accounts_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."ledger_transactions" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "source_type" TEXT NOT NULL,
    "source_id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "reverses_transaction_id" UUID,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_transactions_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."ledger_entries" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "ledger_transaction_id" UUID NOT NULL,
    "ledger_account_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "invoice_id" UUID,
    "product_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."document_counters" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "series" TEXT NOT NULL,
    "last_seq" BIGINT NOT NULL DEFAULT 0,
    "prefix" TEXT NOT NULL DEFAULT '',
    "pad" SMALLINT NOT NULL DEFAULT 6,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "document_counters_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."billing_settings" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "default_currency" CHAR(3) NOT NULL,
    "draft_grace_minutes" INTEGER NOT NULL DEFAULT 60,
    "incomplete_expiry_hours" INTEGER NOT NULL DEFAULT 23,
    "dunning_retry_days" INTEGER[] NOT NULL DEFAULT ARRAY[1, 3, 5, 7]::INTEGER[],
    "dunning_final_day" INTEGER NOT NULL DEFAULT 14,
    "dunning_final_action" TEXT NOT NULL DEFAULT 'CANCEL',
    "late_usage_days" INTEGER NOT NULL DEFAULT 35,
    "refund_approval_cents" BIGINT NOT NULL DEFAULT 50000,
    "pause_max_days" INTEGER NOT NULL DEFAULT 90,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "billing_settings_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."provider_event_receipts" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "provider" TEXT NOT NULL,
    "provider_event_id" TEXT NOT NULL,
    "event_type" TEXT NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "message_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "detail" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "provider_event_receipts_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "cooperative"."patrons" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "billing_account_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "patron_number" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'PROSPECTIVE',
    "currency" CHAR(3) NOT NULL,
    "member_since" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    "projected_seq" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "patrons_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "cooperative"."patronage_events" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "patron_id" UUID NOT NULL,
    "event_type" TEXT NOT NULL,
    "source_kind" TEXT NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "payment_id" UUID,
    "invoice_id" UUID,
    "product_id" UUID,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "source_key" TEXT NOT NULL,
    "reverses_event_id" UUID,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "patronage_events_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "entitlements"."resource_keys" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "kind" TEXT NOT NULL,
    "unit" TEXT NOT NULL DEFAULT 'count',
    "event_type" TEXT,
    "combine" TEXT NOT NULL DEFAULT 'SUM',
    "quota_period" TEXT NOT NULL DEFAULT 'NONE',
    "period_anchor" TEXT NOT NULL DEFAULT 'CALENDAR',
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "resource_keys_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "entitlements"."entitlement_sets" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "plan_tier" TEXT,
    "product_id" UUID,
    "price_id" UUID,
    "supersedes_set_id" UUID,
    "published_at" TIMESTAMPTZ(3),
    "retired_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'DRAFT',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "entitlement_sets_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "entitlements"."entitlement_set_rules" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "set_id" UUID NOT NULL,
    "resource_key_id" UUID NOT NULL,
    "rule_type" TEXT NOT NULL,
    "bool_value" BOOLEAN,
    "amount" BIGINT,
    "is_unlimited" BOOLEAN NOT NULL DEFAULT false,
    "per_quantity" BOOLEAN NOT NULL DEFAULT false,
    "overage_policy" TEXT NOT NULL DEFAULT 'BLOCK',
    "rollover_max" BIGINT NOT NULL DEFAULT 0,
    "credit_priority" SMALLINT NOT NULL DEFAULT 100,
    "credit_ttl_days" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "entitlement_set_rules_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "entitlements"."resource_pools" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID NOT NULL,
    "billing_account_id" UUID,
    "name" TEXT NOT NULL,
    "timezone" TEXT NOT NULL DEFAULT 'UTC',
    "plan_tier" TEXT NOT NULL DEFAULT 'free',
    "materialized_version" BIGINT NOT NULL DEFAULT 0,
    "materialized_at" TIMESTAMPTZ(3),
    "dirty_since" TIMESTAMPTZ(3),
    "next_recompute_at" TIMESTAMPTZ(3),
    "suspended_reason" TEXT,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "resource_pools_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "entitlements"."grants" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID NOT NULL,
    "pool_id" UUID NOT NULL,
    "set_id" UUID,
    "resource_key_id" UUID,
    "rule_type" TEXT,
    "bool_value" BOOLEAN,
    "amount" BIGINT,
    "reason" TEXT NOT NULL,
    "granted_by_person_id" UUID,
    "starts_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_person_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "grants_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "entitlements"."pool_provisions" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID NOT NULL,
    "pool_id" UUID NOT NULL,
    "source_type" TEXT NOT NULL,
    "subscription_id" UUID,
    "subscription_item_id" UUID,
    "purchase_id" UUID,
    "grant_id" UUID,
    "product_id" UUID,
    "price_id" UUID,
    "set_id" UUID,
    "quantity" BIGINT NOT NULL DEFAULT 1,
    "priority" SMALLINT NOT NULL DEFAULT 100,
    "anchor_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "starts_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ends_at" TIMESTAMPTZ(3),
    "source_version" BIGINT NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "pool_provisions_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "entitlements"."boolean_entitlements" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID NOT NULL,
    "pool_id" UUID NOT NULL,
    "resource_key_id" UUID NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "denied" BOOLEAN NOT NULL DEFAULT false,
    "source_provision_id" UUID,
    "contributor_count" INTEGER NOT NULL DEFAULT 0,
    "materialized_version" BIGINT NOT NULL,
    "effective_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "boolean_entitlements_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "entitlements"."numeric_entitlements" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID NOT NULL,
    "pool_id" UUID NOT NULL,
    "resource_key_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "limit_value" BIGINT,
    "is_unlimited" BOOLEAN NOT NULL DEFAULT false,
    "overage_policy" TEXT NOT NULL DEFAULT 'BLOCK',
    "rollover_max" BIGINT NOT NULL DEFAULT 0,
    "anchor_at" TIMESTAMPTZ(3),
    "contributor_count" INTEGER NOT NULL DEFAULT 0,
    "materialized_version" BIGINT NOT NULL,
    "effective_until" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "numeric_entitlements_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "entitlements"."numeric_entitlement_contributions" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID NOT NULL,
    "numeric_entitlement_id" UUID NOT NULL,
    "provision_id" UUID NOT NULL,
    "rule_id" UUID,
    "seq" BIGINT NOT NULL,
    "amount_before" BIGINT NOT NULL,
    "delta" BIGINT NOT NULL,
    "amount_after" BIGINT NOT NULL,
    "unlimited_after" BOOLEAN NOT NULL DEFAULT false,
    "rollover_after" BIGINT NOT NULL DEFAULT 0,
    "unit_amount" BIGINT,
    "quantity" BIGINT NOT NULL DEFAULT 1,
    "expires_at" TIMESTAMPTZ(3),
    "priority" SMALLINT NOT NULL DEFAULT 100,
    "reason" TEXT NOT NULL,
    "materialized_version" BIGINT NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "numeric_entitlement_contributions_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "entitlements"."pool_assignments" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID NOT NULL,
    "pool_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "priority" SMALLINT NOT NULL DEFAULT 100,
    "resource_filter" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "starts_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "pool_assignments_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "entitlements"."pool_ondemand_config" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID NOT NULL,
    "pool_id" UUID NOT NULL,
    "resource_key_id" UUID NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT false,
    "billing_account_id" UUID NOT NULL,
    "price_id" UUID NOT NULL,
    "unit_amount" BIGINT NOT NULL,
    "unit_quantity" BIGINT NOT NULL DEFAULT 1,
    "currency" CHAR(3) NOT NULL,
    "spend_cap_amount" BIGINT,
    "quantity_cap" BIGINT,
    "alert_percents" INTEGER[] NOT NULL DEFAULT ARRAY[50, 80, 100]::INTEGER[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "pool_ondemand_config_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "entitlements"."usage_events" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "event_type" TEXT NOT NULL,
    "quantity" BIGINT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "idempotency_key" TEXT NOT NULL,
    "request_sha256" TEXT NOT NULL,
    "pool_id" UUID,
    "resource_key_id" UUID,
    "period_start" TIMESTAMPTZ(3),
    "within_quantity" BIGINT NOT NULL DEFAULT 0,
    "credit_quantity" BIGINT NOT NULL DEFAULT 0,
    "overage_quantity" BIGINT NOT NULL DEFAULT 0,
    "outcome" TEXT NOT NULL,
    "is_late" BOOLEAN NOT NULL DEFAULT false,
    "corrects_event_id" UUID,
    "person_id" UUID,
    "service_account_id" UUID,
    "properties" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "usage_events_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "entitlements"."numeric_entitlement_usage" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID NOT NULL,
    "numeric_entitlement_id" UUID NOT NULL,
    "provision_id" UUID,
    "period_start" TIMESTAMPTZ(3) NOT NULL DEFAULT '1970-01-01 00:00:00 +00:00',
    "period_end" TIMESTAMPTZ(3) NOT NULL DEFAULT '9999-12-31 00:00:00 +00:00',
    "used" BIGINT NOT NULL DEFAULT 0,
    "overage_used" BIGINT NOT NULL DEFAULT 0,
    "rolled_in" BIGINT NOT NULL DEFAULT 0,
    "limit_at_close" BIGINT,
    "closed_at" TIMESTAMPTZ(3),
    "last_event_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "numeric_entitlement_usage_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "entitlements"."usage_hourly" (
    "brand_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "event_type" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "quantity" BIGINT NOT NULL,
    "event_count" BIGINT NOT NULL,
    "overage_quantity" BIGINT NOT NULL,
    "credit_quantity" BIGINT NOT NULL,

    CONSTRAINT "usage_hourly_pkey" PRIMARY KEY ("brand_id","workspace_id","event_type","hour")
);

-- CreateTable
CREATE TABLE "gateway"."budgets" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "principal" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "span" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "used" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "budgets_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "gateway"."break_glass" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "principal_person_id" UUID NOT NULL,
    "subject_person_id" UUID,
    "subject_entity_type" TEXT,
    "subject_entity_id" UUID,
    "categories" TEXT[] NOT NULL,
    "purpose" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "review_due_at" TIMESTAMPTZ(3) NOT NULL,
    "reviewed_at" TIMESTAMPTZ(3),
    "source_version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "break_glass_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "gateway"."schema_usage" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "coordinate" TEXT NOT NULL,
    "client" TEXT NOT NULL DEFAULT '',
    "day" DATE NOT NULL,
    "operations" BIGINT NOT NULL DEFAULT 0,
    "withheld" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "schema_usage_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "gateway"."trusted_documents" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "document_hash" TEXT NOT NULL,
    "operation_name" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "client" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "last_used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "trusted_documents_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "identity"."users" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "person_id" UUID NOT NULL,
    "idp_issuer" TEXT,
    "idp_subject" TEXT,
    "username" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "full_name" TEXT NOT NULL,
    "bio" TEXT,
    "bio_redacted" TEXT,
    "redaction_version" SMALLINT,
    "password_hash" TEXT,
    "role" TEXT NOT NULL DEFAULT 'member',
    "locale" TEXT NOT NULL DEFAULT 'en',
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "failed_login_count" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "last_login_at" TIMESTAMPTZ(3),
    "idp_synced_at" TIMESTAMPTZ(3),
    "idp_version" BIGINT NOT NULL DEFAULT 0,
    "deactivated_at" TIMESTAMPTZ(3),
    "self_after" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "users_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "identity"."persons" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "person_type" TEXT NOT NULL DEFAULT 'HUMAN',
    "display_name" TEXT NOT NULL,
    "given_name" TEXT,
    "family_name" TEXT,
    "legal_name" TEXT,
    "registration_number" TEXT,
    "contact_email" TEXT,
    "contact_phone" TEXT,
    "country_code" CHAR(2),
    "timezone" TEXT NOT NULL DEFAULT 'UTC',
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "merged_into_person_id" UUID,
    "erasure_requested_at" TIMESTAMPTZ(3),
    "erasure_due_at" TIMESTAMPTZ(3),
    "erased_categories" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "erasure_blocked_reason" TEXT,
    "erased_at" TIMESTAMPTZ(3),
    "self_after" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "persons_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "identity"."personal_access_tokens" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "person_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_prefix" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "hash_key_version" SMALLINT NOT NULL DEFAULT 1,
    "scopes" TEXT[] NOT NULL,
    "allowed_cidrs" INET[] NOT NULL DEFAULT ARRAY[]::INET[],
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "last_used_ip" INET,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "personal_access_tokens_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "identity"."retention_holds" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "person_id" UUID NOT NULL,
    "hold_type" TEXT NOT NULL,
    "legal_basis" TEXT NOT NULL,
    "jurisdiction" CHAR(2),
    "matter_reference" TEXT,
    "categories" TEXT[] NOT NULL DEFAULT ARRAY['ALL']::TEXT[],
    "placed_by_person_id" UUID NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "carried_from_hold_id" UUID,
    "released_by_person_id" UUID,
    "released_at" TIMESTAMPTZ(3),
    "release_reason" TEXT,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "retention_holds_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "identity"."person_merges" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "source_person_id" UUID NOT NULL,
    "target_person_id" UUID NOT NULL,
    "match_confidence" DECIMAL(5,4),
    "match_evidence" JSONB NOT NULL DEFAULT '{}',
    "source_snapshot" JSONB,
    "requested_by_person_id" UUID NOT NULL,
    "approved_by_person_id" UUID,
    "approved_at" TIMESTAMPTZ(3),
    "required_modules" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "acknowledged_modules" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "completed_at" TIMESTAMPTZ(3),
    "reversible_until" TIMESTAMPTZ(3),
    "reversed_at" TIMESTAMPTZ(3),
    "failure_reason" TEXT,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "person_merges_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "identity"."sessions" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "user_id" UUID NOT NULL,
    "session_token" TEXT NOT NULL,
    "hash_key_version" SMALLINT NOT NULL DEFAULT 1,
    "idp_session_id" TEXT,
    "last_login_ip" INET,
    "user_agent" TEXT,
    "auth_methods" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "assurance_level" SMALLINT NOT NULL DEFAULT 1,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "idle_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_reason" TEXT,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "identity"."clearance_grants" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "person_id" UUID NOT NULL,
    "clearance" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "granted_by_person_id" UUID NOT NULL,
    "approved_by_person_id" UUID,
    "approved_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_person_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "clearance_grants_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "identity"."person_visibility" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "person_id" UUID NOT NULL,
    "user_id" UUID,
    "org_id" UUID NOT NULL,
    "workspace_id" UUID,
    "source_type" TEXT NOT NULL,
    "source_id" UUID NOT NULL,
    "source_version" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "person_visibility_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "identity"."sign_in_counters" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "key_hmac" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "sign_in_counters_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "audit"."audit_log" (
    "id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_brand_id" TEXT,
    "event_type" TEXT NOT NULL,
    "entity_type" TEXT,
    "entity_id" TEXT,
    "brand_id" TEXT NOT NULL,
    "request_id" TEXT,
    "details" JSONB,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit"."outbox" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "seq" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "aggregatetype" TEXT NOT NULL,
    "aggregateid" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "destination" TEXT NOT NULL DEFAULT 'events',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "max_attempts" INTEGER NOT NULL DEFAULT 12,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locked_by" TEXT,
    "locked_until" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "audit"."inbox" (
    "brand_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "consumer" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "aggregate_version" BIGINT,
    "processed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("brand_id","consumer","message_id")
);

-- CreateTable
CREATE TABLE "audit"."idempotency_keys" (
    "brand_id" UUID NOT NULL,
    "principal" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL DEFAULT (now() + '24:00:00'::interval),

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("brand_id","principal","command","key")
);

-- CreateTable
CREATE TABLE "billing"."audit_log" (
    "id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_brand_id" TEXT,
    "event_type" TEXT NOT NULL,
    "entity_type" TEXT,
    "entity_id" TEXT,
    "brand_id" TEXT NOT NULL,
    "request_id" TEXT,
    "details" JSONB,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing"."outbox" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "seq" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "aggregatetype" TEXT NOT NULL,
    "aggregateid" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "destination" TEXT NOT NULL DEFAULT 'events',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "max_attempts" INTEGER NOT NULL DEFAULT 12,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locked_by" TEXT,
    "locked_until" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "billing"."inbox" (
    "brand_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "consumer" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "aggregate_version" BIGINT,
    "processed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("brand_id","consumer","message_id")
);

-- CreateTable
CREATE TABLE "billing"."idempotency_keys" (
    "brand_id" UUID NOT NULL,
    "principal" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL DEFAULT (now() + '24:00:00'::interval),

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("brand_id","principal","command","key")
);

-- CreateTable
CREATE TABLE "billing"."merge_journal" (
    "brand_id" UUID NOT NULL,
    "merge_id" UUID NOT NULL,
    "table_name" TEXT NOT NULL,
    "row_id" UUID NOT NULL,
    "column_name" TEXT NOT NULL,
    "source_person_id" UUID NOT NULL,
    "self_after" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "merge_journal_pkey" PRIMARY KEY ("brand_id","table_name","row_id","column_name","merge_id")
);

-- CreateTable
CREATE TABLE "cooperative"."audit_log" (
    "id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_brand_id" TEXT,
    "event_type" TEXT NOT NULL,
    "entity_type" TEXT,
    "entity_id" TEXT,
    "brand_id" TEXT NOT NULL,
    "request_id" TEXT,
    "details" JSONB,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cooperative"."outbox" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "seq" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "aggregatetype" TEXT NOT NULL,
    "aggregateid" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "destination" TEXT NOT NULL DEFAULT 'events',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "max_attempts" INTEGER NOT NULL DEFAULT 12,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locked_by" TEXT,
    "locked_until" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "cooperative"."inbox" (
    "brand_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "consumer" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "aggregate_version" BIGINT,
    "processed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("brand_id","consumer","message_id")
);

-- CreateTable
CREATE TABLE "cooperative"."idempotency_keys" (
    "brand_id" UUID NOT NULL,
    "principal" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL DEFAULT (now() + '24:00:00'::interval),

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("brand_id","principal","command","key")
);

-- CreateTable
CREATE TABLE "entitlements"."audit_log" (
    "id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_brand_id" TEXT,
    "event_type" TEXT NOT NULL,
    "entity_type" TEXT,
    "entity_id" TEXT,
    "brand_id" TEXT NOT NULL,
    "request_id" TEXT,
    "details" JSONB,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entitlements"."outbox" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "seq" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "aggregatetype" TEXT NOT NULL,
    "aggregateid" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "destination" TEXT NOT NULL DEFAULT 'events',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "max_attempts" INTEGER NOT NULL DEFAULT 12,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locked_by" TEXT,
    "locked_until" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "entitlements"."inbox" (
    "brand_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "consumer" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "aggregate_version" BIGINT,
    "processed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("brand_id","consumer","message_id")
);

-- CreateTable
CREATE TABLE "entitlements"."idempotency_keys" (
    "brand_id" UUID NOT NULL,
    "principal" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL DEFAULT (now() + '24:00:00'::interval),

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("brand_id","principal","command","key")
);

-- CreateTable
CREATE TABLE "entitlements"."merge_journal" (
    "brand_id" UUID NOT NULL,
    "merge_id" UUID NOT NULL,
    "table_name" TEXT NOT NULL,
    "row_id" UUID NOT NULL,
    "column_name" TEXT NOT NULL,
    "source_person_id" UUID NOT NULL,
    "self_after" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "merge_journal_pkey" PRIMARY KEY ("brand_id","table_name","row_id","column_name","merge_id")
);

-- CreateTable
CREATE TABLE "identity"."audit_log" (
    "id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_brand_id" TEXT,
    "event_type" TEXT NOT NULL,
    "entity_type" TEXT,
    "entity_id" TEXT,
    "brand_id" TEXT NOT NULL,
    "request_id" TEXT,
    "details" JSONB,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity"."outbox" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "seq" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "aggregatetype" TEXT NOT NULL,
    "aggregateid" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "destination" TEXT NOT NULL DEFAULT 'events',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "max_attempts" INTEGER NOT NULL DEFAULT 12,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locked_by" TEXT,
    "locked_until" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "identity"."inbox" (
    "brand_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "consumer" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "aggregate_version" BIGINT,
    "processed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("brand_id","consumer","message_id")
);

-- CreateTable
CREATE TABLE "identity"."idempotency_keys" (
    "brand_id" UUID NOT NULL,
    "principal" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL DEFAULT (now() + '24:00:00'::interval),

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("brand_id","principal","command","key")
);

-- CreateTable
CREATE TABLE "integration"."audit_log" (
    "id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_brand_id" TEXT,
    "event_type" TEXT NOT NULL,
    "entity_type" TEXT,
    "entity_id" TEXT,
    "brand_id" TEXT NOT NULL,
    "request_id" TEXT,
    "details" JSONB,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "integration"."outbox" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "seq" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "aggregatetype" TEXT NOT NULL,
    "aggregateid" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "destination" TEXT NOT NULL DEFAULT 'events',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "max_attempts" INTEGER NOT NULL DEFAULT 12,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locked_by" TEXT,
    "locked_until" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "integration"."inbox" (
    "brand_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "consumer" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "aggregate_version" BIGINT,
    "processed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("brand_id","consumer","message_id")
);

-- CreateTable
CREATE TABLE "integration"."idempotency_keys" (
    "brand_id" UUID NOT NULL,
    "principal" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL DEFAULT (now() + '24:00:00'::interval),

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("brand_id","principal","command","key")
);

-- CreateTable
CREATE TABLE "organization"."audit_log" (
    "id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_brand_id" TEXT,
    "event_type" TEXT NOT NULL,
    "entity_type" TEXT,
    "entity_id" TEXT,
    "brand_id" TEXT NOT NULL,
    "request_id" TEXT,
    "details" JSONB,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organization"."outbox" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "seq" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "aggregatetype" TEXT NOT NULL,
    "aggregateid" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "destination" TEXT NOT NULL DEFAULT 'events',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "max_attempts" INTEGER NOT NULL DEFAULT 12,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locked_by" TEXT,
    "locked_until" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "organization"."inbox" (
    "brand_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "consumer" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "aggregate_version" BIGINT,
    "processed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("brand_id","consumer","message_id")
);

-- CreateTable
CREATE TABLE "organization"."idempotency_keys" (
    "brand_id" UUID NOT NULL,
    "principal" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL DEFAULT (now() + '24:00:00'::interval),

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("brand_id","principal","command","key")
);

-- CreateTable
CREATE TABLE "organization"."merge_journal" (
    "brand_id" UUID NOT NULL,
    "merge_id" UUID NOT NULL,
    "table_name" TEXT NOT NULL,
    "row_id" UUID NOT NULL,
    "column_name" TEXT NOT NULL,
    "source_person_id" UUID NOT NULL,
    "self_after" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "merge_journal_pkey" PRIMARY KEY ("brand_id","table_name","row_id","column_name","merge_id")
);

-- CreateTable
CREATE TABLE "support"."audit_log" (
    "id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_brand_id" TEXT,
    "event_type" TEXT NOT NULL,
    "entity_type" TEXT,
    "entity_id" TEXT,
    "brand_id" TEXT NOT NULL,
    "request_id" TEXT,
    "details" JSONB,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "support"."outbox" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "seq" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "aggregatetype" TEXT NOT NULL,
    "aggregateid" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "destination" TEXT NOT NULL DEFAULT 'events',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "max_attempts" INTEGER NOT NULL DEFAULT 12,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locked_by" TEXT,
    "locked_until" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "support"."inbox" (
    "brand_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "consumer" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "aggregate_version" BIGINT,
    "processed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("brand_id","consumer","message_id")
);

-- CreateTable
CREATE TABLE "support"."idempotency_keys" (
    "brand_id" UUID NOT NULL,
    "principal" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL DEFAULT (now() + '24:00:00'::interval),

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("brand_id","principal","command","key")
);

-- CreateTable
CREATE TABLE "support"."merge_journal" (
    "brand_id" UUID NOT NULL,
    "merge_id" UUID NOT NULL,
    "table_name" TEXT NOT NULL,
    "row_id" UUID NOT NULL,
    "column_name" TEXT NOT NULL,
    "source_person_id" UUID NOT NULL,
    "self_after" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "merge_journal_pkey" PRIMARY KEY ("brand_id","table_name","row_id","column_name","merge_id")
);

-- CreateTable
CREATE TABLE "integration"."webhook_events" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "provider" TEXT NOT NULL,
    "provider_event_id" TEXT NOT NULL,
    "event_type" TEXT NOT NULL,
    "endpoint_key" TEXT NOT NULL,
    "object_id" TEXT,
    "provider_created_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "source_ip" INET,
    "headers" JSONB NOT NULL DEFAULT '{}',
    "raw_body" BYTEA NOT NULL,
    "payload_sha256" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "signature_key_id" TEXT NOT NULL,
    "handler" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "max_attempts" INTEGER NOT NULL DEFAULT 10,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locked_by" TEXT,
    "locked_until" TIMESTAMPTZ(3),
    "duplicate_count" INTEGER NOT NULL DEFAULT 0,
    "processed_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "status" TEXT NOT NULL DEFAULT 'RECEIVED',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "webhook_events_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "integration"."integration_outbox" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "target" TEXT NOT NULL,
    "action_type" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "ordering_key" TEXT,
    "requested_by_module" TEXT NOT NULL,
    "source_event_id" UUID,
    "payload" JSONB NOT NULL,
    "response_status" INTEGER,
    "response_summary" JSONB,
    "external_id" TEXT,
    "priority" SMALLINT NOT NULL DEFAULT 100,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "max_attempts" INTEGER NOT NULL DEFAULT 12,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locked_by" TEXT,
    "locked_until" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "completed_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "integration_outbox_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "organization"."organizations" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL DEFAULT 'TEAM',
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "owner_person_id" UUID NOT NULL,
    "created_by_person_id" UUID NOT NULL,
    "default_role_id" UUID,
    "country_code" CHAR(2),
    "settings" JSONB NOT NULL DEFAULT '{}',
    "authz_version" BIGINT NOT NULL DEFAULT 1,
    "suspended_at" TIMESTAMPTZ(3),
    "suspended_reason" TEXT,
    "closed_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "organizations_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "organization"."org_members" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "user_id" UUID,
    "base_role_id" UUID NOT NULL,
    "default_workspace_id" UUID,
    "invitation_id" UUID,
    "invited_by_person_id" UUID,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "suspended_at" TIMESTAMPTZ(3),
    "suspended_by_person_id" UUID,
    "removed_at" TIMESTAMPTZ(3),
    "removed_reason" TEXT,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "org_members_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "organization"."roles" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "level" TEXT NOT NULL,
    "permissions" TEXT[] NOT NULL,
    "clearance" TEXT NOT NULL DEFAULT 'member',
    "rank" SMALLINT NOT NULL DEFAULT 100,
    "is_system" BOOLEAN NOT NULL DEFAULT false,
    "created_by_person_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "roles_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "organization"."role_assignments" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID NOT NULL,
    "role_id" UUID NOT NULL,
    "person_id" UUID,
    "service_account_id" UUID,
    "workspace_id" UUID,
    "starts_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "granted_by_person_id" UUID,
    "grant_reason" TEXT,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_person_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "role_assignments_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "organization"."workspaces" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "region" TEXT NOT NULL DEFAULT 'eu-central',
    "plan_tier" TEXT NOT NULL DEFAULT 'free',
    "seat_count" INTEGER NOT NULL DEFAULT 1,
    "primary_pool_id" UUID,
    "pool_version" BIGINT NOT NULL DEFAULT 0,
    "created_by_person_id" UUID NOT NULL,
    "archived_at" TIMESTAMPTZ(3),
    "archived_by_person_id" UUID,
    "deletion_due_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "workspaces_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "organization"."service_accounts" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID NOT NULL,
    "workspace_id" UUID,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "owner_person_id" UUID NOT NULL,
    "created_by_person_id" UUID NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "allowed_cidrs" INET[] NOT NULL DEFAULT ARRAY[]::INET[],
    "last_used_at" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "service_accounts_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "organization"."service_account_keys" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID NOT NULL,
    "service_account_id" UUID NOT NULL,
    "workspace_id" UUID,
    "name" TEXT NOT NULL,
    "key_prefix" TEXT NOT NULL,
    "api_key_hash" TEXT NOT NULL,
    "hash_key_version" SMALLINT NOT NULL DEFAULT 1,
    "scope" TEXT NOT NULL,
    "pii_approved_by_person_id" UUID,
    "rotated_from_key_id" UUID,
    "created_by_person_id" UUID,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "last_used_ip" INET,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_person_id" UUID,
    "revoked_reason" TEXT,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "service_account_keys_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "organization"."invitations" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "base_role_id" UUID NOT NULL,
    "workspace_id" UUID,
    "workspace_role_id" UUID,
    "token_prefix" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "hash_key_version" SMALLINT NOT NULL DEFAULT 1,
    "invited_by_person_id" UUID NOT NULL,
    "message" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "send_count" INTEGER NOT NULL DEFAULT 1,
    "last_sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "accepted_by_person_id" UUID,
    "accepted_at" TIMESTAMPTZ(3),
    "declined_at" TIMESTAMPTZ(3),
    "revoked_by_person_id" UUID,
    "revoked_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "platform"."brands" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "brand_id" UUID NOT NULL GENERATED ALWAYS AS (id) STORED,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hosts" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "default_currency" CHAR(3) NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "status" TEXT NOT NULL DEFAULT 'PROVISIONING',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "brands_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "support"."support_tickets" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID,
    "assignee_person_id" UUID,
    "ticket_number" BIGINT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_redacted" TEXT,
    "body" TEXT,
    "body_redacted" TEXT,
    "redaction_version" SMALLINT,
    "priority" TEXT NOT NULL DEFAULT 'NORMAL',
    "category" TEXT,
    "first_responded_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'OPEN',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "support_tickets_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "support"."support_ticket_messages" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "org_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "author_person_id" UUID,
    "is_internal" BOOLEAN NOT NULL DEFAULT false,
    "body" TEXT NOT NULL,
    "body_redacted" TEXT,
    "redaction_version" SMALLINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "support_ticket_messages_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateIndex
CREATE INDEX "audit_logs_brand_id_occurred_at_id_idx" ON "audit"."audit_logs"("brand_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "audit_logs_brand_id_org_id_occurred_at_id_idx" ON "audit"."audit_logs"("brand_id", "org_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "audit_logs_brand_id_actor_person_id_occurred_at_id_idx" ON "audit"."audit_logs"("brand_id", "actor_person_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "audit_logs_brand_id_subject_person_id_occurred_at_id_idx" ON "audit"."audit_logs"("brand_id", "subject_person_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "audit_logs_brand_id_entity_type_entity_id_occurred_at_id_idx" ON "audit"."audit_logs"("brand_id", "entity_type", "entity_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "audit_logs_brand_id_event_type_occurred_at_id_idx" ON "audit"."audit_logs"("brand_id", "event_type", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "audit_logs_brand_id_tier_occurred_at_id_idx" ON "audit"."audit_logs"("brand_id", "tier", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "audit_logs_brand_id_org_id_id_idx" ON "audit"."audit_logs"("brand_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "audit_logs_brand_id_actor_person_id_id_idx" ON "audit"."audit_logs"("brand_id", "actor_person_id", "id");

-- CreateIndex
CREATE INDEX "audit_logs_brand_id_workspace_id_occurred_at_id_idx" ON "audit"."audit_logs"("brand_id", "workspace_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "audit_logs_brand_id_actor_service_account_id_occurred_at_id_idx" ON "audit"."audit_logs"("brand_id", "actor_service_account_id", "occurred_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_logs_brand_id_chain_seq_key" ON "audit"."audit_logs"("brand_id", "chain_seq");

-- CreateIndex
CREATE UNIQUE INDEX "audit_logs_brand_id_source_module_source_event_id_key" ON "audit"."audit_logs"("brand_id", "source_module", "source_event_id");

-- CreateIndex
CREATE INDEX "audit_retention_policies_brand_id_tier_id_idx" ON "audit"."audit_retention_policies"("brand_id", "tier", "id");

-- CreateIndex
CREATE INDEX "audit_retention_policies_brand_id_org_id_id_idx" ON "audit"."audit_retention_policies"("brand_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "audit_legal_holds_brand_id_subject_person_id_idx" ON "audit"."audit_legal_holds"("brand_id", "subject_person_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_legal_holds_brand_id_matter_reference_name_key" ON "audit"."audit_legal_holds"("brand_id", "matter_reference", "name");

-- CreateIndex
CREATE INDEX "audit_archive_manifest_brand_id_status_id_idx" ON "audit"."audit_archive_manifest"("brand_id", "status", "id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_archive_manifest_brand_id_chain_from_key" ON "audit"."audit_archive_manifest"("brand_id", "chain_from");

-- CreateIndex
CREATE INDEX "audit_outbox_brand_id_status_id_idx" ON "audit"."audit_outbox"("brand_id", "status", "id");

-- CreateIndex
CREATE INDEX "audit_outbox_brand_id_audit_log_id_id_idx" ON "audit"."audit_outbox"("brand_id", "audit_log_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_outbox_brand_id_sink_key_chain_seq_key" ON "audit"."audit_outbox"("brand_id", "sink_key", "chain_seq");

-- CreateIndex
CREATE INDEX "break_glass_grants_brand_id_principal_person_id_status_id_idx" ON "audit"."break_glass_grants"("brand_id", "principal_person_id", "status", "id");

-- CreateIndex
CREATE INDEX "break_glass_grants_brand_id_subject_person_id_starts_at_id_idx" ON "audit"."break_glass_grants"("brand_id", "subject_person_id", "starts_at", "id");

-- CreateIndex
CREATE INDEX "break_glass_grants_brand_id_review_due_at_id_idx" ON "audit"."break_glass_grants"("brand_id", "review_due_at", "id");

-- CreateIndex
CREATE INDEX "break_glass_grants_brand_id_principal_person_id_id_idx" ON "audit"."break_glass_grants"("brand_id", "principal_person_id", "id");

-- CreateIndex
CREATE INDEX "break_glass_reviews_brand_id_reviewer_person_id_id_idx" ON "audit"."break_glass_reviews"("brand_id", "reviewer_person_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "break_glass_reviews_brand_id_grant_id_key" ON "audit"."break_glass_reviews"("brand_id", "grant_id");

-- CreateIndex
CREATE INDEX "billing_accounts_brand_id_org_id_id_idx" ON "billing"."billing_accounts"("brand_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "billing_accounts_brand_id_status_id_idx" ON "billing"."billing_accounts"("brand_id", "status", "id");

-- CreateIndex
CREATE INDEX "billing_accounts_brand_id_owner_person_id_id_idx" ON "billing"."billing_accounts"("brand_id", "owner_person_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "billing_accounts_brand_id_org_id_account_number_key" ON "billing"."billing_accounts"("brand_id", "org_id", "account_number");

-- CreateIndex
CREATE UNIQUE INDEX "billing_accounts_brand_id_id_currency_key" ON "billing"."billing_accounts"("brand_id", "id", "currency");

-- CreateIndex
CREATE INDEX "products_brand_id_kind_id_idx" ON "billing"."products"("brand_id", "kind", "id");

-- CreateIndex
CREATE INDEX "products_brand_id_status_id_idx" ON "billing"."products"("brand_id", "status", "id");

-- CreateIndex
CREATE INDEX "products_brand_id_entitlement_set_id_id_idx" ON "billing"."products"("brand_id", "entitlement_set_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "products_brand_id_code_key" ON "billing"."products"("brand_id", "code");

-- CreateIndex
CREATE INDEX "prices_brand_id_product_id_id_idx" ON "billing"."prices"("brand_id", "product_id", "id");

-- CreateIndex
CREATE INDEX "prices_brand_id_status_id_idx" ON "billing"."prices"("brand_id", "status", "id");

-- CreateIndex
CREATE INDEX "prices_brand_id_entitlement_set_id_id_idx" ON "billing"."prices"("brand_id", "entitlement_set_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "prices_brand_id_code_key" ON "billing"."prices"("brand_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "prices_brand_id_id_currency_key" ON "billing"."prices"("brand_id", "id", "currency");

-- CreateIndex
CREATE INDEX "subscriptions_brand_id_workspace_id_id_idx" ON "billing"."subscriptions"("brand_id", "workspace_id", "id");

-- CreateIndex
CREATE INDEX "subscriptions_brand_id_org_id_id_idx" ON "billing"."subscriptions"("brand_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "subscriptions_brand_id_billing_account_id_id_idx" ON "billing"."subscriptions"("brand_id", "billing_account_id", "id");

-- CreateIndex
CREATE INDEX "subscriptions_brand_id_status_id_idx" ON "billing"."subscriptions"("brand_id", "status", "id");

-- CreateIndex
CREATE INDEX "subscriptions_brand_id_plan_id_id_idx" ON "billing"."subscriptions"("brand_id", "plan_id", "id");

-- CreateIndex
CREATE INDEX "subscriptions_brand_id_started_at_id_idx" ON "billing"."subscriptions"("brand_id", "started_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "subscriptions_brand_id_id_currency_key" ON "billing"."subscriptions"("brand_id", "id", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "subscriptions_brand_id_id_billing_account_id_key" ON "billing"."subscriptions"("brand_id", "id", "billing_account_id");

-- CreateIndex
CREATE INDEX "subscription_items_brand_id_subscription_id_position_id_idx" ON "billing"."subscription_items"("brand_id", "subscription_id", "position", "id");

-- CreateIndex
CREATE INDEX "subscription_items_brand_id_plan_id_id_idx" ON "billing"."subscription_items"("brand_id", "plan_id", "id");

-- CreateIndex
CREATE INDEX "subscription_items_brand_id_price_id_id_idx" ON "billing"."subscription_items"("brand_id", "price_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_items_brand_id_id_subscription_id_key" ON "billing"."subscription_items"("brand_id", "id", "subscription_id");

-- CreateIndex
CREATE INDEX "subscription_changes_brand_id_subscription_id_effective_at__idx" ON "billing"."subscription_changes"("brand_id", "subscription_id", "effective_at", "id");

-- CreateIndex
CREATE INDEX "subscription_changes_brand_id_effective_at_id_idx" ON "billing"."subscription_changes"("brand_id", "effective_at", "id");

-- CreateIndex
CREATE INDEX "subscription_changes_brand_id_change_type_effective_at_id_idx" ON "billing"."subscription_changes"("brand_id", "change_type", "effective_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_changes_brand_id_subscription_id_sequence_key" ON "billing"."subscription_changes"("brand_id", "subscription_id", "sequence");

-- CreateIndex
CREATE INDEX "purchases_brand_id_workspace_id_id_idx" ON "billing"."purchases"("brand_id", "workspace_id", "id");

-- CreateIndex
CREATE INDEX "purchases_brand_id_billing_account_id_id_idx" ON "billing"."purchases"("brand_id", "billing_account_id", "id");

-- CreateIndex
CREATE INDEX "purchases_brand_id_status_id_idx" ON "billing"."purchases"("brand_id", "status", "id");

-- CreateIndex
CREATE INDEX "purchases_brand_id_purchased_at_id_idx" ON "billing"."purchases"("brand_id", "purchased_at", "id");

-- CreateIndex
CREATE INDEX "purchases_brand_id_org_id_id_idx" ON "billing"."purchases"("brand_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "invoices_brand_id_workspace_id_id_idx" ON "billing"."invoices"("brand_id", "workspace_id", "id");

-- CreateIndex
CREATE INDEX "invoices_brand_id_org_id_id_idx" ON "billing"."invoices"("brand_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "invoices_brand_id_billing_account_id_id_idx" ON "billing"."invoices"("brand_id", "billing_account_id", "id");

-- CreateIndex
CREATE INDEX "invoices_brand_id_subscription_id_id_idx" ON "billing"."invoices"("brand_id", "subscription_id", "id");

-- CreateIndex
CREATE INDEX "invoices_brand_id_issued_at_id_idx" ON "billing"."invoices"("brand_id", "issued_at", "id");

-- CreateIndex
CREATE INDEX "invoices_brand_id_status_issued_at_id_idx" ON "billing"."invoices"("brand_id", "status", "issued_at", "id");

-- CreateIndex
CREATE INDEX "invoices_brand_id_invoice_total_cents_id_idx" ON "billing"."invoices"("brand_id", "invoice_total_cents", "id");

-- CreateIndex
CREATE INDEX "invoices_brand_id_corrects_invoice_id_id_idx" ON "billing"."invoices"("brand_id", "corrects_invoice_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invoices_brand_id_id_currency_key" ON "billing"."invoices"("brand_id", "id", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "invoices_brand_id_id_billing_account_id_key" ON "billing"."invoices"("brand_id", "id", "billing_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoices_brand_id_id_billing_account_id_currency_key" ON "billing"."invoices"("brand_id", "id", "billing_account_id", "currency");

-- CreateIndex
CREATE INDEX "invoice_line_items_brand_id_product_id_id_idx" ON "billing"."invoice_line_items"("brand_id", "product_id", "id");

-- CreateIndex
CREATE INDEX "invoice_line_items_brand_id_plan_id_id_idx" ON "billing"."invoice_line_items"("brand_id", "plan_id", "id");

-- CreateIndex
CREATE INDEX "invoice_line_items_brand_id_subscription_item_id_id_idx" ON "billing"."invoice_line_items"("brand_id", "subscription_item_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_line_items_brand_id_id_invoice_id_key" ON "billing"."invoice_line_items"("brand_id", "id", "invoice_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_line_items_brand_id_invoice_id_line_number_key" ON "billing"."invoice_line_items"("brand_id", "invoice_id", "line_number");

-- CreateIndex
CREATE INDEX "payments_brand_id_billing_account_id_id_idx" ON "billing"."payments"("brand_id", "billing_account_id", "id");

-- CreateIndex
CREATE INDEX "payments_brand_id_org_id_id_idx" ON "billing"."payments"("brand_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "payments_brand_id_status_id_idx" ON "billing"."payments"("brand_id", "status", "id");

-- CreateIndex
CREATE INDEX "payments_brand_id_received_at_id_idx" ON "billing"."payments"("brand_id", "received_at", "id");

-- CreateIndex
CREATE INDEX "payments_brand_id_payment_method_id_id_idx" ON "billing"."payments"("brand_id", "payment_method_id", "id");

-- CreateIndex
CREATE INDEX "payments_brand_id_collection_intent_id_id_idx" ON "billing"."payments"("brand_id", "collection_intent_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "payments_brand_id_id_currency_key" ON "billing"."payments"("brand_id", "id", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "payments_brand_id_id_billing_account_id_currency_key" ON "billing"."payments"("brand_id", "id", "billing_account_id", "currency");

-- CreateIndex
CREATE INDEX "payment_methods_brand_id_workspace_id_id_idx" ON "billing"."payment_methods"("brand_id", "workspace_id", "id");

-- CreateIndex
CREATE INDEX "payment_methods_brand_id_billing_account_id_id_idx" ON "billing"."payment_methods"("brand_id", "billing_account_id", "id");

-- CreateIndex
CREATE INDEX "payment_methods_brand_id_org_id_id_idx" ON "billing"."payment_methods"("brand_id", "org_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_methods_brand_id_id_billing_account_id_key" ON "billing"."payment_methods"("brand_id", "id", "billing_account_id");

-- CreateIndex
CREATE INDEX "refunds_brand_id_payment_id_id_idx" ON "billing"."refunds"("brand_id", "payment_id", "id");

-- CreateIndex
CREATE INDEX "refunds_brand_id_invoice_id_id_idx" ON "billing"."refunds"("brand_id", "invoice_id", "id");

-- CreateIndex
CREATE INDEX "refunds_brand_id_status_id_idx" ON "billing"."refunds"("brand_id", "status", "id");

-- CreateIndex
CREATE INDEX "refunds_brand_id_succeeded_at_id_idx" ON "billing"."refunds"("brand_id", "succeeded_at", "id");

-- CreateIndex
CREATE INDEX "disputes_brand_id_payment_id_id_idx" ON "billing"."disputes"("brand_id", "payment_id", "id");

-- CreateIndex
CREATE INDEX "disputes_brand_id_status_id_idx" ON "billing"."disputes"("brand_id", "status", "id");

-- CreateIndex
CREATE INDEX "disputes_brand_id_opened_at_id_idx" ON "billing"."disputes"("brand_id", "opened_at", "id");

-- CreateIndex
CREATE INDEX "coupons_brand_id_status_id_idx" ON "billing"."coupons"("brand_id", "status", "id");

-- CreateIndex
CREATE UNIQUE INDEX "coupons_brand_id_code_key" ON "billing"."coupons"("brand_id", "code");

-- CreateIndex
CREATE INDEX "promotion_codes_brand_id_coupon_id_id_idx" ON "billing"."promotion_codes"("brand_id", "coupon_id", "id");

-- CreateIndex
CREATE INDEX "discounts_brand_id_billing_account_id_id_idx" ON "billing"."discounts"("brand_id", "billing_account_id", "id");

-- CreateIndex
CREATE INDEX "discounts_brand_id_subscription_id_id_idx" ON "billing"."discounts"("brand_id", "subscription_id", "id");

-- CreateIndex
CREATE INDEX "discounts_brand_id_status_id_idx" ON "billing"."discounts"("brand_id", "status", "id");

-- CreateIndex
CREATE UNIQUE INDEX "discounts_brand_id_coupon_id_billing_account_id_redemption__key" ON "billing"."discounts"("brand_id", "coupon_id", "billing_account_id", "redemption_seq");

-- CreateIndex
CREATE INDEX "pending_charges_brand_id_billing_account_id_status_id_idx" ON "billing"."pending_charges"("brand_id", "billing_account_id", "status", "id");

-- CreateIndex
CREATE INDEX "pending_charges_brand_id_workspace_id_id_idx" ON "billing"."pending_charges"("brand_id", "workspace_id", "id");

-- CreateIndex
CREATE INDEX "pending_charges_brand_id_subscription_id_status_id_idx" ON "billing"."pending_charges"("brand_id", "subscription_id", "status", "id");

-- CreateIndex
CREATE INDEX "pending_charges_brand_id_billing_account_id_id_idx" ON "billing"."pending_charges"("brand_id", "billing_account_id", "id");

-- CreateIndex
CREATE INDEX "pending_charges_brand_id_subscription_id_id_idx" ON "billing"."pending_charges"("brand_id", "subscription_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "pending_charges_brand_id_id_subscription_item_id_key" ON "billing"."pending_charges"("brand_id", "id", "subscription_item_id");

-- CreateIndex
CREATE INDEX "pending_charge_usage_events_brand_id_pending_charge_id_occu_idx" ON "billing"."pending_charge_usage_events"("brand_id", "pending_charge_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "pending_charge_usage_events_brand_id_usage_event_id_id_idx" ON "billing"."pending_charge_usage_events"("brand_id", "usage_event_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "pending_charge_usage_events_brand_id_subscription_item_id_u_key" ON "billing"."pending_charge_usage_events"("brand_id", "subscription_item_id", "usage_event_id");

-- CreateIndex
CREATE INDEX "credit_grants_brand_id_billing_account_id_status_id_idx" ON "billing"."credit_grants"("brand_id", "billing_account_id", "status", "id");

-- CreateIndex
CREATE INDEX "credit_grants_brand_id_org_id_id_idx" ON "billing"."credit_grants"("brand_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "credit_grants_brand_id_billing_account_id_id_idx" ON "billing"."credit_grants"("brand_id", "billing_account_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "credit_grants_brand_id_id_billing_account_id_currency_key" ON "billing"."credit_grants"("brand_id", "id", "billing_account_id", "currency");

-- CreateIndex
CREATE INDEX "credit_transactions_brand_id_credit_grant_id_id_idx" ON "billing"."credit_transactions"("brand_id", "credit_grant_id", "id");

-- CreateIndex
CREATE INDEX "credit_transactions_brand_id_billing_account_id_occurred_at_idx" ON "billing"."credit_transactions"("brand_id", "billing_account_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "credit_transactions_brand_id_invoice_id_id_idx" ON "billing"."credit_transactions"("brand_id", "invoice_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "credit_transactions_brand_id_dedupe_key_key" ON "billing"."credit_transactions"("brand_id", "dedupe_key");

-- CreateIndex
CREATE INDEX "plans_brand_id_is_active_id_idx" ON "billing"."plans"("brand_id", "is_active", "id");

-- CreateIndex
CREATE INDEX "plans_brand_id_monthly_price_cents_id_idx" ON "billing"."plans"("brand_id", "monthly_price_cents", "id");

-- CreateIndex
CREATE INDEX "plans_brand_id_product_id_id_idx" ON "billing"."plans"("brand_id", "product_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "plans_brand_id_plan_code_key" ON "billing"."plans"("brand_id", "plan_code");

-- CreateIndex
CREATE UNIQUE INDEX "plans_brand_id_base_price_id_key" ON "billing"."plans"("brand_id", "base_price_id");

-- CreateIndex
CREATE INDEX "billing_profiles_brand_id_org_id_id_idx" ON "billing"."billing_profiles"("brand_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "billing_profiles_brand_id_billing_account_id_id_idx" ON "billing"."billing_profiles"("brand_id", "billing_account_id", "id");

-- CreateIndex
CREATE INDEX "billing_profiles_brand_id_country_code_id_idx" ON "billing"."billing_profiles"("brand_id", "country_code", "id");

-- CreateIndex
CREATE UNIQUE INDEX "billing_profiles_brand_id_workspace_id_key" ON "billing"."billing_profiles"("brand_id", "workspace_id");

-- CreateIndex
CREATE UNIQUE INDEX "price_tiers_brand_id_price_id_position_key" ON "billing"."price_tiers"("brand_id", "price_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "price_tiers_brand_id_price_id_up_to_key" ON "billing"."price_tiers"("brand_id", "price_id", "up_to") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "tax_rates_brand_id_country_code_region_code_id_idx" ON "billing"."tax_rates"("brand_id", "country_code", "region_code", "id");

-- CreateIndex
CREATE UNIQUE INDEX "tax_rates_brand_id_code_key" ON "billing"."tax_rates"("brand_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "tax_rates_brand_id_country_code_region_code_tax_code_name_v_key" ON "billing"."tax_rates"("brand_id", "country_code", "region_code", "tax_code", "name", "valid_from") NULLS NOT DISTINCT;

-- CreateIndex
CREATE UNIQUE INDEX "coupon_products_brand_id_coupon_id_product_id_key" ON "billing"."coupon_products"("brand_id", "coupon_id", "product_id");

-- CreateIndex
CREATE INDEX "invoice_line_adjustments_brand_id_invoice_id_sequence_id_idx" ON "billing"."invoice_line_adjustments"("brand_id", "invoice_id", "sequence", "id");

-- CreateIndex
CREATE INDEX "invoice_line_adjustments_brand_id_invoice_line_item_id_id_idx" ON "billing"."invoice_line_adjustments"("brand_id", "invoice_line_item_id", "id");

-- CreateIndex
CREATE INDEX "collection_intents_brand_id_billing_account_id_id_idx" ON "billing"."collection_intents"("brand_id", "billing_account_id", "id");

-- CreateIndex
CREATE INDEX "collection_intents_brand_id_invoice_id_id_idx" ON "billing"."collection_intents"("brand_id", "invoice_id", "id");

-- CreateIndex
CREATE INDEX "collection_intents_brand_id_status_id_idx" ON "billing"."collection_intents"("brand_id", "status", "id");

-- CreateIndex
CREATE INDEX "collection_intents_brand_id_org_id_id_idx" ON "billing"."collection_intents"("brand_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "payment_allocations_brand_id_payment_id_id_idx" ON "billing"."payment_allocations"("brand_id", "payment_id", "id");

-- CreateIndex
CREATE INDEX "payment_allocations_brand_id_invoice_id_id_idx" ON "billing"."payment_allocations"("brand_id", "invoice_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_allocations_brand_id_dedupe_key_key" ON "billing"."payment_allocations"("brand_id", "dedupe_key");

-- CreateIndex
CREATE INDEX "ledger_accounts_brand_id_billing_account_id_id_idx" ON "billing"."ledger_accounts"("brand_id", "billing_account_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_accounts_brand_id_id_currency_key" ON "billing"."ledger_accounts"("brand_id", "id", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_accounts_brand_id_code_currency_billing_account_id_key" ON "billing"."ledger_accounts"("brand_id", "code", "currency", "billing_account_id") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "ledger_transactions_brand_id_effective_at_id_idx" ON "billing"."ledger_transactions"("brand_id", "effective_at", "id");

-- CreateIndex
CREATE INDEX "ledger_transactions_brand_id_source_type_source_id_idx" ON "billing"."ledger_transactions"("brand_id", "source_type", "source_id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_transactions_brand_id_id_currency_key" ON "billing"."ledger_transactions"("brand_id", "id", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_transactions_brand_id_dedupe_key_key" ON "billing"."ledger_transactions"("brand_id", "dedupe_key");

-- CreateIndex
CREATE INDEX "ledger_entries_brand_id_ledger_transaction_id_id_idx" ON "billing"."ledger_entries"("brand_id", "ledger_transaction_id", "id");

-- CreateIndex
CREATE INDEX "ledger_entries_brand_id_ledger_account_id_id_idx" ON "billing"."ledger_entries"("brand_id", "ledger_account_id", "id");

-- CreateIndex
CREATE INDEX "ledger_entries_brand_id_invoice_id_id_idx" ON "billing"."ledger_entries"("brand_id", "invoice_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "document_counters_brand_id_series_key" ON "billing"."document_counters"("brand_id", "series");

-- CreateIndex
CREATE UNIQUE INDEX "billing_settings_brand_id_key" ON "billing"."billing_settings"("brand_id");

-- CreateIndex
CREATE INDEX "provider_event_receipts_brand_id_object_type_object_id_occu_idx" ON "billing"."provider_event_receipts"("brand_id", "object_type", "object_id", "occurred_at");

-- CreateIndex
CREATE UNIQUE INDEX "provider_event_receipts_brand_id_provider_provider_event_id_key" ON "billing"."provider_event_receipts"("brand_id", "provider", "provider_event_id");

-- CreateIndex
CREATE INDEX "patrons_brand_id_org_id_id_idx" ON "cooperative"."patrons"("brand_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "patrons_brand_id_status_id_idx" ON "cooperative"."patrons"("brand_id", "status", "id");

-- CreateIndex
CREATE UNIQUE INDEX "patrons_brand_id_billing_account_id_key" ON "cooperative"."patrons"("brand_id", "billing_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "patrons_brand_id_patron_number_key" ON "cooperative"."patrons"("brand_id", "patron_number");

-- CreateIndex
CREATE UNIQUE INDEX "patrons_brand_id_id_currency_key" ON "cooperative"."patrons"("brand_id", "id", "currency");

-- CreateIndex
CREATE INDEX "patronage_events_brand_id_patron_id_occurred_at_id_idx" ON "cooperative"."patronage_events"("brand_id", "patron_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "patronage_events_brand_id_occurred_at_id_idx" ON "cooperative"."patronage_events"("brand_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "patronage_events_brand_id_invoice_id_id_idx" ON "cooperative"."patronage_events"("brand_id", "invoice_id", "id");

-- CreateIndex
CREATE INDEX "patronage_events_brand_id_product_id_occurred_at_id_idx" ON "cooperative"."patronage_events"("brand_id", "product_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "patronage_events_brand_id_reverses_event_id_id_idx" ON "cooperative"."patronage_events"("brand_id", "reverses_event_id", "id");

-- CreateIndex
CREATE INDEX "patronage_events_brand_id_payment_id_id_idx" ON "cooperative"."patronage_events"("brand_id", "payment_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "patronage_events_brand_id_id_patron_id_currency_key" ON "cooperative"."patronage_events"("brand_id", "id", "patron_id", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "patronage_events_brand_id_source_key_key" ON "cooperative"."patronage_events"("brand_id", "source_key");

-- CreateIndex
CREATE INDEX "resource_keys_brand_id_kind_id_idx" ON "entitlements"."resource_keys"("brand_id", "kind", "id");

-- CreateIndex
CREATE UNIQUE INDEX "resource_keys_brand_id_key_key" ON "entitlements"."resource_keys"("brand_id", "key");

-- CreateIndex
CREATE INDEX "entitlement_sets_brand_id_price_id_idx" ON "entitlements"."entitlement_sets"("brand_id", "price_id");

-- CreateIndex
CREATE INDEX "entitlement_sets_brand_id_status_id_idx" ON "entitlements"."entitlement_sets"("brand_id", "status", "id");

-- CreateIndex
CREATE INDEX "entitlement_sets_brand_id_product_id_id_idx" ON "entitlements"."entitlement_sets"("brand_id", "product_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "entitlement_sets_brand_id_key_version_key" ON "entitlements"."entitlement_sets"("brand_id", "key", "version");

-- CreateIndex
CREATE INDEX "entitlement_set_rules_brand_id_resource_key_id_id_idx" ON "entitlements"."entitlement_set_rules"("brand_id", "resource_key_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "entitlement_set_rules_brand_id_set_id_resource_key_id_rule__key" ON "entitlements"."entitlement_set_rules"("brand_id", "set_id", "resource_key_id", "rule_type");

-- CreateIndex
CREATE INDEX "resource_pools_brand_id_org_id_status_id_idx" ON "entitlements"."resource_pools"("brand_id", "org_id", "status", "id");

-- CreateIndex
CREATE INDEX "resource_pools_brand_id_org_id_id_idx" ON "entitlements"."resource_pools"("brand_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "resource_pools_brand_id_billing_account_id_id_idx" ON "entitlements"."resource_pools"("brand_id", "billing_account_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "resource_pools_brand_id_org_id_name_key" ON "entitlements"."resource_pools"("brand_id", "org_id", "name");

-- CreateIndex
CREATE INDEX "grants_brand_id_org_id_status_id_idx" ON "entitlements"."grants"("brand_id", "org_id", "status", "id");

-- CreateIndex
CREATE INDEX "grants_brand_id_pool_id_id_idx" ON "entitlements"."grants"("brand_id", "pool_id", "id");

-- CreateIndex
CREATE INDEX "grants_brand_id_org_id_id_idx" ON "entitlements"."grants"("brand_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "pool_provisions_brand_id_pool_id_status_id_idx" ON "entitlements"."pool_provisions"("brand_id", "pool_id", "status", "id");

-- CreateIndex
CREATE INDEX "pool_provisions_brand_id_org_id_id_idx" ON "entitlements"."pool_provisions"("brand_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "pool_provisions_brand_id_pool_id_id_idx" ON "entitlements"."pool_provisions"("brand_id", "pool_id", "id");

-- CreateIndex
CREATE INDEX "pool_provisions_brand_id_subscription_id_id_idx" ON "entitlements"."pool_provisions"("brand_id", "subscription_id", "id");

-- CreateIndex
CREATE INDEX "pool_provisions_brand_id_purchase_id_id_idx" ON "entitlements"."pool_provisions"("brand_id", "purchase_id", "id");

-- CreateIndex
CREATE INDEX "boolean_entitlements_brand_id_resource_key_id_enabled_id_idx" ON "entitlements"."boolean_entitlements"("brand_id", "resource_key_id", "enabled", "id");

-- CreateIndex
CREATE INDEX "boolean_entitlements_brand_id_org_id_id_idx" ON "entitlements"."boolean_entitlements"("brand_id", "org_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "boolean_entitlements_brand_id_pool_id_resource_key_id_key" ON "entitlements"."boolean_entitlements"("brand_id", "pool_id", "resource_key_id");

-- CreateIndex
CREATE INDEX "numeric_entitlements_brand_id_resource_key_id_id_idx" ON "entitlements"."numeric_entitlements"("brand_id", "resource_key_id", "id");

-- CreateIndex
CREATE INDEX "numeric_entitlements_brand_id_org_id_id_idx" ON "entitlements"."numeric_entitlements"("brand_id", "org_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "numeric_entitlements_brand_id_pool_id_resource_key_id_kind_key" ON "entitlements"."numeric_entitlements"("brand_id", "pool_id", "resource_key_id", "kind");

-- CreateIndex
CREATE INDEX "numeric_entitlement_contributions_brand_id_provision_id_id_idx" ON "entitlements"."numeric_entitlement_contributions"("brand_id", "provision_id", "id");

-- CreateIndex
CREATE INDEX "numeric_entitlement_contributions_brand_id_org_id_id_idx" ON "entitlements"."numeric_entitlement_contributions"("brand_id", "org_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "numeric_entitlement_contributions_brand_id_numeric_entitlem_key" ON "entitlements"."numeric_entitlement_contributions"("brand_id", "numeric_entitlement_id", "provision_id", "seq");

-- CreateIndex
CREATE INDEX "pool_assignments_brand_id_pool_id_id_idx" ON "entitlements"."pool_assignments"("brand_id", "pool_id", "id");

-- CreateIndex
CREATE INDEX "pool_assignments_brand_id_org_id_id_idx" ON "entitlements"."pool_assignments"("brand_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "pool_assignments_brand_id_workspace_id_id_idx" ON "entitlements"."pool_assignments"("brand_id", "workspace_id", "id");

-- CreateIndex
CREATE INDEX "pool_ondemand_config_brand_id_billing_account_id_idx" ON "entitlements"."pool_ondemand_config"("brand_id", "billing_account_id");

-- CreateIndex
CREATE INDEX "pool_ondemand_config_brand_id_org_id_id_idx" ON "entitlements"."pool_ondemand_config"("brand_id", "org_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "pool_ondemand_config_brand_id_pool_id_resource_key_id_key" ON "entitlements"."pool_ondemand_config"("brand_id", "pool_id", "resource_key_id");

-- CreateIndex
CREATE INDEX "usage_events_brand_id_workspace_id_occurred_at_id_idx" ON "entitlements"."usage_events"("brand_id", "workspace_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "usage_events_brand_id_workspace_id_event_type_occurred_at_idx" ON "entitlements"."usage_events"("brand_id", "workspace_id", "event_type", "occurred_at");

-- CreateIndex
CREATE INDEX "usage_events_brand_id_org_id_id_idx" ON "entitlements"."usage_events"("brand_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "usage_events_brand_id_pool_id_resource_key_id_period_start_idx" ON "entitlements"."usage_events"("brand_id", "pool_id", "resource_key_id", "period_start");

-- CreateIndex
CREATE INDEX "usage_events_brand_id_occurred_at_id_idx" ON "entitlements"."usage_events"("brand_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "usage_events_brand_id_workspace_id_id_idx" ON "entitlements"."usage_events"("brand_id", "workspace_id", "id");

-- CreateIndex
CREATE INDEX "usage_events_brand_id_person_id_occurred_at_id_idx" ON "entitlements"."usage_events"("brand_id", "person_id", "occurred_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "usage_events_brand_id_idempotency_key_key" ON "entitlements"."usage_events"("brand_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "numeric_entitlement_usage_brand_id_org_id_id_idx" ON "entitlements"."numeric_entitlement_usage"("brand_id", "org_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "numeric_entitlement_usage_brand_id_numeric_entitlement_id_p_key" ON "entitlements"."numeric_entitlement_usage"("brand_id", "numeric_entitlement_id", "provision_id", "period_start") NULLS NOT DISTINCT;

-- CreateIndex
CREATE UNIQUE INDEX "budgets_brand_id_principal_kind_span_starts_at_key" ON "gateway"."budgets"("brand_id", "principal", "kind", "span", "starts_at");

-- CreateIndex
CREATE INDEX "break_glass_brand_id_principal_person_id_id_idx" ON "gateway"."break_glass"("brand_id", "principal_person_id", "id");

-- CreateIndex
CREATE INDEX "break_glass_brand_id_expires_at_id_idx" ON "gateway"."break_glass"("brand_id", "expires_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "schema_usage_brand_id_coordinate_client_day_key" ON "gateway"."schema_usage"("brand_id", "coordinate", "client", "day");

-- CreateIndex
CREATE INDEX "trusted_documents_brand_id_status_id_idx" ON "gateway"."trusted_documents"("brand_id", "status", "id");

-- CreateIndex
CREATE UNIQUE INDEX "trusted_documents_brand_id_document_hash_client_key" ON "gateway"."trusted_documents"("brand_id", "document_hash", "client");

-- CreateIndex
CREATE INDEX "users_brand_id_person_id_id_idx" ON "identity"."users"("brand_id", "person_id", "id");

-- CreateIndex
CREATE INDEX "users_brand_id_status_id_idx" ON "identity"."users"("brand_id", "status", "id");

-- CreateIndex
CREATE INDEX "users_brand_id_role_id_idx" ON "identity"."users"("brand_id", "role", "id");

-- CreateIndex
CREATE INDEX "users_brand_id_created_at_id_idx" ON "identity"."users"("brand_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "users_brand_id_email_key" ON "identity"."users"("brand_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "users_brand_id_username_key" ON "identity"."users"("brand_id", "username");

-- CreateIndex
CREATE INDEX "persons_brand_id_status_id_idx" ON "identity"."persons"("brand_id", "status", "id");

-- CreateIndex
CREATE INDEX "persons_brand_id_contact_email_idx" ON "identity"."persons"("brand_id", "contact_email");

-- CreateIndex
CREATE INDEX "persons_brand_id_merged_into_person_id_id_idx" ON "identity"."persons"("brand_id", "merged_into_person_id", "id");

-- CreateIndex
CREATE INDEX "personal_access_tokens_brand_id_person_id_id_idx" ON "identity"."personal_access_tokens"("brand_id", "person_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "personal_access_tokens_brand_id_token_hash_key" ON "identity"."personal_access_tokens"("brand_id", "token_hash");

-- CreateIndex
CREATE INDEX "retention_holds_brand_id_person_id_id_idx" ON "identity"."retention_holds"("brand_id", "person_id", "id");

-- CreateIndex
CREATE INDEX "person_merges_brand_id_target_person_id_id_idx" ON "identity"."person_merges"("brand_id", "target_person_id", "id");

-- CreateIndex
CREATE INDEX "person_merges_brand_id_status_id_idx" ON "identity"."person_merges"("brand_id", "status", "id");

-- CreateIndex
CREATE INDEX "sessions_brand_id_user_id_id_idx" ON "identity"."sessions"("brand_id", "user_id", "id");

-- CreateIndex
CREATE INDEX "sessions_brand_id_created_at_id_idx" ON "identity"."sessions"("brand_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_brand_id_session_token_key" ON "identity"."sessions"("brand_id", "session_token");

-- CreateIndex
CREATE INDEX "clearance_grants_brand_id_person_id_id_idx" ON "identity"."clearance_grants"("brand_id", "person_id", "id");

-- CreateIndex
CREATE INDEX "clearance_grants_brand_id_status_id_idx" ON "identity"."clearance_grants"("brand_id", "status", "id");

-- CreateIndex
CREATE INDEX "person_visibility_brand_id_person_id_id_idx" ON "identity"."person_visibility"("brand_id", "person_id", "id");

-- CreateIndex
CREATE INDEX "person_visibility_brand_id_user_id_id_idx" ON "identity"."person_visibility"("brand_id", "user_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "person_visibility_brand_id_source_type_source_id_key" ON "identity"."person_visibility"("brand_id", "source_type", "source_id");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_counters_brand_id_kind_key_hmac_key" ON "identity"."sign_in_counters"("brand_id", "kind", "key_hmac");

-- CreateIndex
CREATE INDEX "audit_log_entity_ix" ON "audit"."audit_log"("brand_id", "entity_type", "entity_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_log_time_ix" ON "audit"."audit_log"("brand_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "idempotency_keys_brand_id_expires_at_idx" ON "audit"."idempotency_keys"("brand_id", "expires_at");

-- CreateIndex
CREATE INDEX "audit_log_entity_ix" ON "billing"."audit_log"("brand_id", "entity_type", "entity_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_log_time_ix" ON "billing"."audit_log"("brand_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "idempotency_keys_brand_id_expires_at_idx" ON "billing"."idempotency_keys"("brand_id", "expires_at");

-- CreateIndex
CREATE INDEX "merge_journal_brand_id_merge_id_idx" ON "billing"."merge_journal"("brand_id", "merge_id");

-- CreateIndex
CREATE INDEX "audit_log_entity_ix" ON "cooperative"."audit_log"("brand_id", "entity_type", "entity_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_log_time_ix" ON "cooperative"."audit_log"("brand_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "idempotency_keys_brand_id_expires_at_idx" ON "cooperative"."idempotency_keys"("brand_id", "expires_at");

-- CreateIndex
CREATE INDEX "audit_log_entity_ix" ON "entitlements"."audit_log"("brand_id", "entity_type", "entity_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_log_time_ix" ON "entitlements"."audit_log"("brand_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "idempotency_keys_brand_id_expires_at_idx" ON "entitlements"."idempotency_keys"("brand_id", "expires_at");

-- CreateIndex
CREATE INDEX "merge_journal_brand_id_merge_id_idx" ON "entitlements"."merge_journal"("brand_id", "merge_id");

-- CreateIndex
CREATE INDEX "audit_log_entity_ix" ON "identity"."audit_log"("brand_id", "entity_type", "entity_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_log_time_ix" ON "identity"."audit_log"("brand_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "idempotency_keys_brand_id_expires_at_idx" ON "identity"."idempotency_keys"("brand_id", "expires_at");

-- CreateIndex
CREATE INDEX "audit_log_entity_ix" ON "integration"."audit_log"("brand_id", "entity_type", "entity_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_log_time_ix" ON "integration"."audit_log"("brand_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "idempotency_keys_brand_id_expires_at_idx" ON "integration"."idempotency_keys"("brand_id", "expires_at");

-- CreateIndex
CREATE INDEX "audit_log_entity_ix" ON "organization"."audit_log"("brand_id", "entity_type", "entity_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_log_time_ix" ON "organization"."audit_log"("brand_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "idempotency_keys_brand_id_expires_at_idx" ON "organization"."idempotency_keys"("brand_id", "expires_at");

-- CreateIndex
CREATE INDEX "merge_journal_brand_id_merge_id_idx" ON "organization"."merge_journal"("brand_id", "merge_id");

-- CreateIndex
CREATE INDEX "audit_log_entity_ix" ON "support"."audit_log"("brand_id", "entity_type", "entity_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_log_time_ix" ON "support"."audit_log"("brand_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "idempotency_keys_brand_id_expires_at_idx" ON "support"."idempotency_keys"("brand_id", "expires_at");

-- CreateIndex
CREATE INDEX "merge_journal_brand_id_merge_id_idx" ON "support"."merge_journal"("brand_id", "merge_id");

-- CreateIndex
CREATE INDEX "webhook_events_brand_id_status_id_idx" ON "integration"."webhook_events"("brand_id", "status", "id");

-- CreateIndex
CREATE INDEX "webhook_events_brand_id_provider_event_type_received_at_id_idx" ON "integration"."webhook_events"("brand_id", "provider", "event_type", "received_at", "id");

-- CreateIndex
CREATE INDEX "webhook_events_brand_id_provider_object_id_id_idx" ON "integration"."webhook_events"("brand_id", "provider", "object_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_events_brand_id_provider_provider_event_id_key" ON "integration"."webhook_events"("brand_id", "provider", "provider_event_id");

-- CreateIndex
CREATE INDEX "integration_outbox_brand_id_status_id_idx" ON "integration"."integration_outbox"("brand_id", "status", "id");

-- CreateIndex
CREATE INDEX "integration_outbox_brand_id_target_action_type_id_idx" ON "integration"."integration_outbox"("brand_id", "target", "action_type", "id");

-- CreateIndex
CREATE UNIQUE INDEX "integration_outbox_brand_id_target_dedupe_key_key" ON "integration"."integration_outbox"("brand_id", "target", "dedupe_key");

-- CreateIndex
CREATE INDEX "organizations_brand_id_owner_person_id_id_idx" ON "organization"."organizations"("brand_id", "owner_person_id", "id");

-- CreateIndex
CREATE INDEX "organizations_brand_id_status_id_idx" ON "organization"."organizations"("brand_id", "status", "id");

-- CreateIndex
CREATE UNIQUE INDEX "organizations_brand_id_slug_key" ON "organization"."organizations"("brand_id", "slug");

-- CreateIndex
CREATE INDEX "org_members_brand_id_person_id_id_idx" ON "organization"."org_members"("brand_id", "person_id", "id");

-- CreateIndex
CREATE INDEX "org_members_brand_id_user_id_id_idx" ON "organization"."org_members"("brand_id", "user_id", "id");

-- CreateIndex
CREATE INDEX "org_members_brand_id_org_id_status_id_idx" ON "organization"."org_members"("brand_id", "org_id", "status", "id");

-- CreateIndex
CREATE INDEX "org_members_brand_id_default_workspace_id_id_idx" ON "organization"."org_members"("brand_id", "default_workspace_id", "id");

-- CreateIndex
CREATE INDEX "org_members_brand_id_org_id_id_idx" ON "organization"."org_members"("brand_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "roles_brand_id_org_id_status_id_idx" ON "organization"."roles"("brand_id", "org_id", "status", "id");

-- CreateIndex
CREATE INDEX "roles_permissions_idx" ON "organization"."roles" USING GIN ("permissions");

-- CreateIndex
CREATE INDEX "roles_brand_id_org_id_id_idx" ON "organization"."roles"("brand_id", "org_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "roles_brand_id_org_id_key_key" ON "organization"."roles"("brand_id", "org_id", "key") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "role_assignments_brand_id_org_id_workspace_id_id_idx" ON "organization"."role_assignments"("brand_id", "org_id", "workspace_id", "id");

-- CreateIndex
CREATE INDEX "role_assignments_brand_id_org_id_id_idx" ON "organization"."role_assignments"("brand_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "role_assignments_brand_id_person_id_id_idx" ON "organization"."role_assignments"("brand_id", "person_id", "id");

-- CreateIndex
CREATE INDEX "role_assignments_brand_id_role_id_id_idx" ON "organization"."role_assignments"("brand_id", "role_id", "id");

-- CreateIndex
CREATE INDEX "role_assignments_brand_id_service_account_id_id_idx" ON "organization"."role_assignments"("brand_id", "service_account_id", "id");

-- CreateIndex
CREATE INDEX "role_assignments_brand_id_workspace_id_id_idx" ON "organization"."role_assignments"("brand_id", "workspace_id", "id");

-- CreateIndex
CREATE INDEX "workspaces_brand_id_org_id_status_id_idx" ON "organization"."workspaces"("brand_id", "org_id", "status", "id");

-- CreateIndex
CREATE INDEX "workspaces_brand_id_plan_tier_id_idx" ON "organization"."workspaces"("brand_id", "plan_tier", "id");

-- CreateIndex
CREATE INDEX "workspaces_brand_id_region_id_idx" ON "organization"."workspaces"("brand_id", "region", "id");

-- CreateIndex
CREATE INDEX "workspaces_brand_id_created_at_id_idx" ON "organization"."workspaces"("brand_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "workspaces_brand_id_primary_pool_id_idx" ON "organization"."workspaces"("brand_id", "primary_pool_id");

-- CreateIndex
CREATE INDEX "workspaces_brand_id_org_id_id_idx" ON "organization"."workspaces"("brand_id", "org_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "workspaces_brand_id_slug_key" ON "organization"."workspaces"("brand_id", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "workspaces_brand_id_org_id_name_key" ON "organization"."workspaces"("brand_id", "org_id", "name");

-- CreateIndex
CREATE INDEX "service_accounts_brand_id_org_id_status_id_idx" ON "organization"."service_accounts"("brand_id", "org_id", "status", "id");

-- CreateIndex
CREATE INDEX "service_accounts_brand_id_workspace_id_id_idx" ON "organization"."service_accounts"("brand_id", "workspace_id", "id");

-- CreateIndex
CREATE INDEX "service_accounts_brand_id_org_id_id_idx" ON "organization"."service_accounts"("brand_id", "org_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "service_accounts_brand_id_org_id_workspace_id_name_key" ON "organization"."service_accounts"("brand_id", "org_id", "workspace_id", "name") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "service_account_keys_brand_id_service_account_id_id_idx" ON "organization"."service_account_keys"("brand_id", "service_account_id", "id");

-- CreateIndex
CREATE INDEX "service_account_keys_brand_id_workspace_id_id_idx" ON "organization"."service_account_keys"("brand_id", "workspace_id", "id");

-- CreateIndex
CREATE INDEX "service_account_keys_brand_id_org_id_status_id_idx" ON "organization"."service_account_keys"("brand_id", "org_id", "status", "id");

-- CreateIndex
CREATE INDEX "service_account_keys_brand_id_org_id_id_idx" ON "organization"."service_account_keys"("brand_id", "org_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "service_account_keys_brand_id_api_key_hash_key" ON "organization"."service_account_keys"("brand_id", "api_key_hash");

-- CreateIndex
CREATE INDEX "invitations_brand_id_org_id_status_id_idx" ON "organization"."invitations"("brand_id", "org_id", "status", "id");

-- CreateIndex
CREATE INDEX "invitations_brand_id_org_id_id_idx" ON "organization"."invitations"("brand_id", "org_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_brand_id_token_hash_key" ON "organization"."invitations"("brand_id", "token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "brands_slug_key" ON "platform"."brands"("slug");

-- CreateIndex
CREATE INDEX "brands_hosts_idx" ON "platform"."brands" USING GIN ("hosts");

-- CreateIndex
CREATE INDEX "support_tickets_brand_id_workspace_id_status_id_idx" ON "support"."support_tickets"("brand_id", "workspace_id", "status", "id");

-- CreateIndex
CREATE INDEX "support_tickets_brand_id_org_id_id_idx" ON "support"."support_tickets"("brand_id", "org_id", "id");

-- CreateIndex
CREATE INDEX "support_tickets_brand_id_user_id_id_idx" ON "support"."support_tickets"("brand_id", "user_id", "id");

-- CreateIndex
CREATE INDEX "support_tickets_brand_id_assignee_person_id_status_id_idx" ON "support"."support_tickets"("brand_id", "assignee_person_id", "status", "id");

-- CreateIndex
CREATE INDEX "support_tickets_brand_id_created_at_id_idx" ON "support"."support_tickets"("brand_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "support_tickets_brand_id_workspace_id_id_idx" ON "support"."support_tickets"("brand_id", "workspace_id", "id");

-- CreateIndex
CREATE INDEX "support_tickets_brand_id_assignee_person_id_id_idx" ON "support"."support_tickets"("brand_id", "assignee_person_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "support_tickets_brand_id_org_id_ticket_number_key" ON "support"."support_tickets"("brand_id", "org_id", "ticket_number");

-- CreateIndex
CREATE INDEX "support_ticket_messages_brand_id_ticket_id_id_idx" ON "support"."support_ticket_messages"("brand_id", "ticket_id", "id");

-- CreateIndex
CREATE INDEX "support_ticket_messages_brand_id_workspace_id_id_idx" ON "support"."support_ticket_messages"("brand_id", "workspace_id", "id");

-- CreateIndex
CREATE INDEX "support_ticket_messages_brand_id_org_id_id_idx" ON "support"."support_ticket_messages"("brand_id", "org_id", "id");

-- AddForeignKey
ALTER TABLE "audit"."audit_outbox" ADD CONSTRAINT "audit_outbox_brand_id_audit_log_id_fkey" FOREIGN KEY ("brand_id", "audit_log_id") REFERENCES "audit"."audit_logs"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "audit"."break_glass_reviews" ADD CONSTRAINT "break_glass_reviews_brand_id_grant_id_fkey" FOREIGN KEY ("brand_id", "grant_id") REFERENCES "audit"."break_glass_grants"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."prices" ADD CONSTRAINT "prices_brand_id_product_id_fkey" FOREIGN KEY ("brand_id", "product_id") REFERENCES "billing"."products"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."subscriptions" ADD CONSTRAINT "subscriptions_brand_id_billing_account_id_currency_fkey" FOREIGN KEY ("brand_id", "billing_account_id", "currency") REFERENCES "billing"."billing_accounts"("brand_id", "id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."subscriptions" ADD CONSTRAINT "subscriptions_brand_id_plan_id_fkey" FOREIGN KEY ("brand_id", "plan_id") REFERENCES "billing"."plans"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."subscriptions" ADD CONSTRAINT "subscriptions_brand_id_default_payment_method_id_fkey" FOREIGN KEY ("brand_id", "default_payment_method_id") REFERENCES "billing"."payment_methods"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."subscriptions" ADD CONSTRAINT "subscriptions_brand_id_scheduled_plan_id_fkey" FOREIGN KEY ("brand_id", "scheduled_plan_id") REFERENCES "billing"."plans"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."subscription_items" ADD CONSTRAINT "subscription_items_brand_id_subscription_id_currency_fkey" FOREIGN KEY ("brand_id", "subscription_id", "currency") REFERENCES "billing"."subscriptions"("brand_id", "id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."subscription_items" ADD CONSTRAINT "subscription_items_brand_id_price_id_currency_fkey" FOREIGN KEY ("brand_id", "price_id", "currency") REFERENCES "billing"."prices"("brand_id", "id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."subscription_items" ADD CONSTRAINT "subscription_items_brand_id_product_id_fkey" FOREIGN KEY ("brand_id", "product_id") REFERENCES "billing"."products"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."subscription_items" ADD CONSTRAINT "subscription_items_brand_id_plan_id_fkey" FOREIGN KEY ("brand_id", "plan_id") REFERENCES "billing"."plans"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."subscription_changes" ADD CONSTRAINT "subscription_changes_brand_id_subscription_id_currency_fkey" FOREIGN KEY ("brand_id", "subscription_id", "currency") REFERENCES "billing"."subscriptions"("brand_id", "id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."subscription_changes" ADD CONSTRAINT "subscription_changes_brand_id_from_plan_id_fkey" FOREIGN KEY ("brand_id", "from_plan_id") REFERENCES "billing"."plans"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."subscription_changes" ADD CONSTRAINT "subscription_changes_brand_id_to_plan_id_fkey" FOREIGN KEY ("brand_id", "to_plan_id") REFERENCES "billing"."plans"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."subscription_changes" ADD CONSTRAINT "subscription_changes_brand_id_invoice_id_fkey" FOREIGN KEY ("brand_id", "invoice_id") REFERENCES "billing"."invoices"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."purchases" ADD CONSTRAINT "purchases_brand_id_billing_account_id_currency_fkey" FOREIGN KEY ("brand_id", "billing_account_id", "currency") REFERENCES "billing"."billing_accounts"("brand_id", "id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."purchases" ADD CONSTRAINT "purchases_brand_id_price_id_currency_fkey" FOREIGN KEY ("brand_id", "price_id", "currency") REFERENCES "billing"."prices"("brand_id", "id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."purchases" ADD CONSTRAINT "purchases_brand_id_product_id_fkey" FOREIGN KEY ("brand_id", "product_id") REFERENCES "billing"."products"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."purchases" ADD CONSTRAINT "purchases_brand_id_invoice_id_fkey" FOREIGN KEY ("brand_id", "invoice_id") REFERENCES "billing"."invoices"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."invoices" ADD CONSTRAINT "invoices_brand_id_billing_account_id_currency_fkey" FOREIGN KEY ("brand_id", "billing_account_id", "currency") REFERENCES "billing"."billing_accounts"("brand_id", "id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."invoices" ADD CONSTRAINT "invoices_brand_id_subscription_id_billing_account_id_fkey" FOREIGN KEY ("brand_id", "subscription_id", "billing_account_id") REFERENCES "billing"."subscriptions"("brand_id", "id", "billing_account_id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."invoices" ADD CONSTRAINT "invoices_brand_id_corrects_invoice_id_billing_account_id_fkey" FOREIGN KEY ("brand_id", "corrects_invoice_id", "billing_account_id") REFERENCES "billing"."invoices"("brand_id", "id", "billing_account_id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."invoice_line_items" ADD CONSTRAINT "invoice_line_items_brand_id_invoice_id_currency_fkey" FOREIGN KEY ("brand_id", "invoice_id", "currency") REFERENCES "billing"."invoices"("brand_id", "id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."invoice_line_items" ADD CONSTRAINT "invoice_line_items_brand_id_subscription_id_fkey" FOREIGN KEY ("brand_id", "subscription_id") REFERENCES "billing"."subscriptions"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."invoice_line_items" ADD CONSTRAINT "invoice_line_items_brand_id_subscription_item_id_fkey" FOREIGN KEY ("brand_id", "subscription_item_id") REFERENCES "billing"."subscription_items"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."invoice_line_items" ADD CONSTRAINT "invoice_line_items_brand_id_price_id_fkey" FOREIGN KEY ("brand_id", "price_id") REFERENCES "billing"."prices"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."invoice_line_items" ADD CONSTRAINT "invoice_line_items_brand_id_product_id_fkey" FOREIGN KEY ("brand_id", "product_id") REFERENCES "billing"."products"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."invoice_line_items" ADD CONSTRAINT "invoice_line_items_brand_id_plan_id_fkey" FOREIGN KEY ("brand_id", "plan_id") REFERENCES "billing"."plans"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."invoice_line_items" ADD CONSTRAINT "invoice_line_items_brand_id_pending_charge_id_fkey" FOREIGN KEY ("brand_id", "pending_charge_id") REFERENCES "billing"."pending_charges"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."invoice_line_items" ADD CONSTRAINT "invoice_line_items_brand_id_purchase_id_fkey" FOREIGN KEY ("brand_id", "purchase_id") REFERENCES "billing"."purchases"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."invoice_line_items" ADD CONSTRAINT "invoice_line_items_brand_id_credited_line_id_fkey" FOREIGN KEY ("brand_id", "credited_line_id") REFERENCES "billing"."invoice_line_items"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."payments" ADD CONSTRAINT "payments_brand_id_billing_account_id_currency_fkey" FOREIGN KEY ("brand_id", "billing_account_id", "currency") REFERENCES "billing"."billing_accounts"("brand_id", "id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."payments" ADD CONSTRAINT "payments_brand_id_collection_intent_id_fkey" FOREIGN KEY ("brand_id", "collection_intent_id") REFERENCES "billing"."collection_intents"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."payments" ADD CONSTRAINT "payments_brand_id_payment_method_id_fkey" FOREIGN KEY ("brand_id", "payment_method_id") REFERENCES "billing"."payment_methods"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."payment_methods" ADD CONSTRAINT "payment_methods_brand_id_billing_account_id_fkey" FOREIGN KEY ("brand_id", "billing_account_id") REFERENCES "billing"."billing_accounts"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."refunds" ADD CONSTRAINT "refunds_brand_id_payment_id_currency_fkey" FOREIGN KEY ("brand_id", "payment_id", "currency") REFERENCES "billing"."payments"("brand_id", "id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."refunds" ADD CONSTRAINT "refunds_brand_id_invoice_id_fkey" FOREIGN KEY ("brand_id", "invoice_id") REFERENCES "billing"."invoices"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."refunds" ADD CONSTRAINT "refunds_brand_id_credit_note_id_fkey" FOREIGN KEY ("brand_id", "credit_note_id") REFERENCES "billing"."invoices"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."disputes" ADD CONSTRAINT "disputes_brand_id_payment_id_currency_fkey" FOREIGN KEY ("brand_id", "payment_id", "currency") REFERENCES "billing"."payments"("brand_id", "id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."promotion_codes" ADD CONSTRAINT "promotion_codes_brand_id_coupon_id_fkey" FOREIGN KEY ("brand_id", "coupon_id") REFERENCES "billing"."coupons"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."promotion_codes" ADD CONSTRAINT "promotion_codes_brand_id_restricted_billing_account_id_fkey" FOREIGN KEY ("brand_id", "restricted_billing_account_id") REFERENCES "billing"."billing_accounts"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."discounts" ADD CONSTRAINT "discounts_brand_id_billing_account_id_fkey" FOREIGN KEY ("brand_id", "billing_account_id") REFERENCES "billing"."billing_accounts"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."discounts" ADD CONSTRAINT "discounts_brand_id_coupon_id_fkey" FOREIGN KEY ("brand_id", "coupon_id") REFERENCES "billing"."coupons"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."discounts" ADD CONSTRAINT "discounts_brand_id_promotion_code_id_fkey" FOREIGN KEY ("brand_id", "promotion_code_id") REFERENCES "billing"."promotion_codes"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."discounts" ADD CONSTRAINT "discounts_brand_id_subscription_id_fkey" FOREIGN KEY ("brand_id", "subscription_id") REFERENCES "billing"."subscriptions"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."discounts" ADD CONSTRAINT "discounts_brand_id_subscription_item_id_fkey" FOREIGN KEY ("brand_id", "subscription_item_id") REFERENCES "billing"."subscription_items"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."discounts" ADD CONSTRAINT "discounts_brand_id_invoice_id_fkey" FOREIGN KEY ("brand_id", "invoice_id") REFERENCES "billing"."invoices"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."pending_charges" ADD CONSTRAINT "pending_charges_brand_id_billing_account_id_currency_fkey" FOREIGN KEY ("brand_id", "billing_account_id", "currency") REFERENCES "billing"."billing_accounts"("brand_id", "id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."pending_charges" ADD CONSTRAINT "pending_charges_brand_id_subscription_id_fkey" FOREIGN KEY ("brand_id", "subscription_id") REFERENCES "billing"."subscriptions"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."pending_charges" ADD CONSTRAINT "pending_charges_brand_id_subscription_item_id_fkey" FOREIGN KEY ("brand_id", "subscription_item_id") REFERENCES "billing"."subscription_items"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."pending_charges" ADD CONSTRAINT "pending_charges_brand_id_price_id_fkey" FOREIGN KEY ("brand_id", "price_id") REFERENCES "billing"."prices"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."pending_charges" ADD CONSTRAINT "pending_charges_brand_id_product_id_fkey" FOREIGN KEY ("brand_id", "product_id") REFERENCES "billing"."products"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."pending_charges" ADD CONSTRAINT "pending_charges_brand_id_adjusts_pending_charge_id_fkey" FOREIGN KEY ("brand_id", "adjusts_pending_charge_id") REFERENCES "billing"."pending_charges"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."pending_charges" ADD CONSTRAINT "pending_charges_brand_id_credited_line_id_fkey" FOREIGN KEY ("brand_id", "credited_line_id") REFERENCES "billing"."invoice_line_items"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."pending_charge_usage_events" ADD CONSTRAINT "pending_charge_usage_events_brand_id_pending_charge_id_sub_fkey" FOREIGN KEY ("brand_id", "pending_charge_id", "subscription_item_id") REFERENCES "billing"."pending_charges"("brand_id", "id", "subscription_item_id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."credit_grants" ADD CONSTRAINT "credit_grants_brand_id_billing_account_id_currency_fkey" FOREIGN KEY ("brand_id", "billing_account_id", "currency") REFERENCES "billing"."billing_accounts"("brand_id", "id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."credit_grants" ADD CONSTRAINT "credit_grants_brand_id_applies_to_product_id_fkey" FOREIGN KEY ("brand_id", "applies_to_product_id") REFERENCES "billing"."products"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."credit_grants" ADD CONSTRAINT "credit_grants_brand_id_source_invoice_id_fkey" FOREIGN KEY ("brand_id", "source_invoice_id") REFERENCES "billing"."invoices"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."credit_transactions" ADD CONSTRAINT "credit_transactions_brand_id_credit_grant_id_billing_accou_fkey" FOREIGN KEY ("brand_id", "credit_grant_id", "billing_account_id", "currency") REFERENCES "billing"."credit_grants"("brand_id", "id", "billing_account_id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."credit_transactions" ADD CONSTRAINT "credit_transactions_brand_id_invoice_id_fkey" FOREIGN KEY ("brand_id", "invoice_id") REFERENCES "billing"."invoices"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."credit_transactions" ADD CONSTRAINT "credit_transactions_brand_id_reverses_transaction_id_fkey" FOREIGN KEY ("brand_id", "reverses_transaction_id") REFERENCES "billing"."credit_transactions"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."plans" ADD CONSTRAINT "plans_brand_id_product_id_fkey" FOREIGN KEY ("brand_id", "product_id") REFERENCES "billing"."products"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."plans" ADD CONSTRAINT "plans_brand_id_base_price_id_currency_fkey" FOREIGN KEY ("brand_id", "base_price_id", "currency") REFERENCES "billing"."prices"("brand_id", "id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."billing_profiles" ADD CONSTRAINT "billing_profiles_brand_id_billing_account_id_fkey" FOREIGN KEY ("brand_id", "billing_account_id") REFERENCES "billing"."billing_accounts"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."price_tiers" ADD CONSTRAINT "price_tiers_brand_id_price_id_fkey" FOREIGN KEY ("brand_id", "price_id") REFERENCES "billing"."prices"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."coupon_products" ADD CONSTRAINT "coupon_products_brand_id_coupon_id_fkey" FOREIGN KEY ("brand_id", "coupon_id") REFERENCES "billing"."coupons"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."coupon_products" ADD CONSTRAINT "coupon_products_brand_id_product_id_fkey" FOREIGN KEY ("brand_id", "product_id") REFERENCES "billing"."products"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."invoice_line_adjustments" ADD CONSTRAINT "invoice_line_adjustments_brand_id_invoice_line_item_id_inv_fkey" FOREIGN KEY ("brand_id", "invoice_line_item_id", "invoice_id") REFERENCES "billing"."invoice_line_items"("brand_id", "id", "invoice_id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."invoice_line_adjustments" ADD CONSTRAINT "invoice_line_adjustments_brand_id_discount_id_fkey" FOREIGN KEY ("brand_id", "discount_id") REFERENCES "billing"."discounts"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."invoice_line_adjustments" ADD CONSTRAINT "invoice_line_adjustments_brand_id_credit_grant_id_fkey" FOREIGN KEY ("brand_id", "credit_grant_id") REFERENCES "billing"."credit_grants"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."invoice_line_adjustments" ADD CONSTRAINT "invoice_line_adjustments_brand_id_tax_rate_id_fkey" FOREIGN KEY ("brand_id", "tax_rate_id") REFERENCES "billing"."tax_rates"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."collection_intents" ADD CONSTRAINT "collection_intents_brand_id_billing_account_id_currency_fkey" FOREIGN KEY ("brand_id", "billing_account_id", "currency") REFERENCES "billing"."billing_accounts"("brand_id", "id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."collection_intents" ADD CONSTRAINT "collection_intents_brand_id_invoice_id_fkey" FOREIGN KEY ("brand_id", "invoice_id") REFERENCES "billing"."invoices"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."collection_intents" ADD CONSTRAINT "collection_intents_brand_id_payment_method_id_fkey" FOREIGN KEY ("brand_id", "payment_method_id") REFERENCES "billing"."payment_methods"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."payment_allocations" ADD CONSTRAINT "payment_allocations_brand_id_payment_id_billing_account_id_fkey" FOREIGN KEY ("brand_id", "payment_id", "billing_account_id", "currency") REFERENCES "billing"."payments"("brand_id", "id", "billing_account_id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."payment_allocations" ADD CONSTRAINT "payment_allocations_brand_id_invoice_id_billing_account_id_fkey" FOREIGN KEY ("brand_id", "invoice_id", "billing_account_id", "currency") REFERENCES "billing"."invoices"("brand_id", "id", "billing_account_id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."ledger_accounts" ADD CONSTRAINT "ledger_accounts_brand_id_billing_account_id_fkey" FOREIGN KEY ("brand_id", "billing_account_id") REFERENCES "billing"."billing_accounts"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."ledger_transactions" ADD CONSTRAINT "ledger_transactions_brand_id_reverses_transaction_id_fkey" FOREIGN KEY ("brand_id", "reverses_transaction_id") REFERENCES "billing"."ledger_transactions"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."ledger_entries" ADD CONSTRAINT "ledger_entries_brand_id_ledger_transaction_id_currency_fkey" FOREIGN KEY ("brand_id", "ledger_transaction_id", "currency") REFERENCES "billing"."ledger_transactions"("brand_id", "id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."ledger_entries" ADD CONSTRAINT "ledger_entries_brand_id_ledger_account_id_currency_fkey" FOREIGN KEY ("brand_id", "ledger_account_id", "currency") REFERENCES "billing"."ledger_accounts"("brand_id", "id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."ledger_entries" ADD CONSTRAINT "ledger_entries_brand_id_invoice_id_fkey" FOREIGN KEY ("brand_id", "invoice_id") REFERENCES "billing"."invoices"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "billing"."ledger_entries" ADD CONSTRAINT "ledger_entries_brand_id_product_id_fkey" FOREIGN KEY ("brand_id", "product_id") REFERENCES "billing"."products"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "cooperative"."patronage_events" ADD CONSTRAINT "patronage_events_brand_id_patron_id_currency_fkey" FOREIGN KEY ("brand_id", "patron_id", "currency") REFERENCES "cooperative"."patrons"("brand_id", "id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "cooperative"."patronage_events" ADD CONSTRAINT "patronage_events_brand_id_reverses_event_id_patron_id_curr_fkey" FOREIGN KEY ("brand_id", "reverses_event_id", "patron_id", "currency") REFERENCES "cooperative"."patronage_events"("brand_id", "id", "patron_id", "currency") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."entitlement_sets" ADD CONSTRAINT "entitlement_sets_brand_id_supersedes_set_id_fkey" FOREIGN KEY ("brand_id", "supersedes_set_id") REFERENCES "entitlements"."entitlement_sets"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."entitlement_set_rules" ADD CONSTRAINT "entitlement_set_rules_brand_id_set_id_fkey" FOREIGN KEY ("brand_id", "set_id") REFERENCES "entitlements"."entitlement_sets"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."entitlement_set_rules" ADD CONSTRAINT "entitlement_set_rules_brand_id_resource_key_id_fkey" FOREIGN KEY ("brand_id", "resource_key_id") REFERENCES "entitlements"."resource_keys"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."grants" ADD CONSTRAINT "grants_brand_id_pool_id_fkey" FOREIGN KEY ("brand_id", "pool_id") REFERENCES "entitlements"."resource_pools"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."grants" ADD CONSTRAINT "grants_brand_id_set_id_fkey" FOREIGN KEY ("brand_id", "set_id") REFERENCES "entitlements"."entitlement_sets"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."grants" ADD CONSTRAINT "grants_brand_id_resource_key_id_fkey" FOREIGN KEY ("brand_id", "resource_key_id") REFERENCES "entitlements"."resource_keys"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."pool_provisions" ADD CONSTRAINT "pool_provisions_brand_id_pool_id_fkey" FOREIGN KEY ("brand_id", "pool_id") REFERENCES "entitlements"."resource_pools"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."pool_provisions" ADD CONSTRAINT "pool_provisions_brand_id_grant_id_fkey" FOREIGN KEY ("brand_id", "grant_id") REFERENCES "entitlements"."grants"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."pool_provisions" ADD CONSTRAINT "pool_provisions_brand_id_set_id_fkey" FOREIGN KEY ("brand_id", "set_id") REFERENCES "entitlements"."entitlement_sets"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."boolean_entitlements" ADD CONSTRAINT "boolean_entitlements_brand_id_pool_id_fkey" FOREIGN KEY ("brand_id", "pool_id") REFERENCES "entitlements"."resource_pools"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."boolean_entitlements" ADD CONSTRAINT "boolean_entitlements_brand_id_resource_key_id_fkey" FOREIGN KEY ("brand_id", "resource_key_id") REFERENCES "entitlements"."resource_keys"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."boolean_entitlements" ADD CONSTRAINT "boolean_entitlements_brand_id_source_provision_id_fkey" FOREIGN KEY ("brand_id", "source_provision_id") REFERENCES "entitlements"."pool_provisions"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."numeric_entitlements" ADD CONSTRAINT "numeric_entitlements_brand_id_pool_id_fkey" FOREIGN KEY ("brand_id", "pool_id") REFERENCES "entitlements"."resource_pools"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."numeric_entitlements" ADD CONSTRAINT "numeric_entitlements_brand_id_resource_key_id_fkey" FOREIGN KEY ("brand_id", "resource_key_id") REFERENCES "entitlements"."resource_keys"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."numeric_entitlement_contributions" ADD CONSTRAINT "numeric_entitlement_contributions_brand_id_numeric_entitle_fkey" FOREIGN KEY ("brand_id", "numeric_entitlement_id") REFERENCES "entitlements"."numeric_entitlements"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."numeric_entitlement_contributions" ADD CONSTRAINT "numeric_entitlement_contributions_brand_id_provision_id_fkey" FOREIGN KEY ("brand_id", "provision_id") REFERENCES "entitlements"."pool_provisions"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."numeric_entitlement_contributions" ADD CONSTRAINT "numeric_entitlement_contributions_brand_id_rule_id_fkey" FOREIGN KEY ("brand_id", "rule_id") REFERENCES "entitlements"."entitlement_set_rules"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."pool_assignments" ADD CONSTRAINT "pool_assignments_brand_id_pool_id_fkey" FOREIGN KEY ("brand_id", "pool_id") REFERENCES "entitlements"."resource_pools"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."pool_ondemand_config" ADD CONSTRAINT "pool_ondemand_config_brand_id_pool_id_fkey" FOREIGN KEY ("brand_id", "pool_id") REFERENCES "entitlements"."resource_pools"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."pool_ondemand_config" ADD CONSTRAINT "pool_ondemand_config_brand_id_resource_key_id_fkey" FOREIGN KEY ("brand_id", "resource_key_id") REFERENCES "entitlements"."resource_keys"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."usage_events" ADD CONSTRAINT "usage_events_brand_id_pool_id_fkey" FOREIGN KEY ("brand_id", "pool_id") REFERENCES "entitlements"."resource_pools"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."usage_events" ADD CONSTRAINT "usage_events_brand_id_resource_key_id_fkey" FOREIGN KEY ("brand_id", "resource_key_id") REFERENCES "entitlements"."resource_keys"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."usage_events" ADD CONSTRAINT "usage_events_brand_id_corrects_event_id_fkey" FOREIGN KEY ("brand_id", "corrects_event_id") REFERENCES "entitlements"."usage_events"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."numeric_entitlement_usage" ADD CONSTRAINT "numeric_entitlement_usage_brand_id_numeric_entitlement_id_fkey" FOREIGN KEY ("brand_id", "numeric_entitlement_id") REFERENCES "entitlements"."numeric_entitlements"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "entitlements"."numeric_entitlement_usage" ADD CONSTRAINT "numeric_entitlement_usage_brand_id_provision_id_fkey" FOREIGN KEY ("brand_id", "provision_id") REFERENCES "entitlements"."pool_provisions"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity"."users" ADD CONSTRAINT "users_brand_id_person_id_fkey" FOREIGN KEY ("brand_id", "person_id") REFERENCES "identity"."persons"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity"."persons" ADD CONSTRAINT "persons_brand_id_merged_into_person_id_fkey" FOREIGN KEY ("brand_id", "merged_into_person_id") REFERENCES "identity"."persons"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity"."personal_access_tokens" ADD CONSTRAINT "personal_access_tokens_brand_id_person_id_fkey" FOREIGN KEY ("brand_id", "person_id") REFERENCES "identity"."persons"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity"."personal_access_tokens" ADD CONSTRAINT "personal_access_tokens_brand_id_user_id_fkey" FOREIGN KEY ("brand_id", "user_id") REFERENCES "identity"."users"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity"."retention_holds" ADD CONSTRAINT "retention_holds_brand_id_person_id_fkey" FOREIGN KEY ("brand_id", "person_id") REFERENCES "identity"."persons"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity"."retention_holds" ADD CONSTRAINT "retention_holds_brand_id_placed_by_person_id_fkey" FOREIGN KEY ("brand_id", "placed_by_person_id") REFERENCES "identity"."persons"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity"."retention_holds" ADD CONSTRAINT "retention_holds_brand_id_carried_from_hold_id_fkey" FOREIGN KEY ("brand_id", "carried_from_hold_id") REFERENCES "identity"."retention_holds"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity"."retention_holds" ADD CONSTRAINT "retention_holds_brand_id_released_by_person_id_fkey" FOREIGN KEY ("brand_id", "released_by_person_id") REFERENCES "identity"."persons"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity"."person_merges" ADD CONSTRAINT "person_merges_brand_id_source_person_id_fkey" FOREIGN KEY ("brand_id", "source_person_id") REFERENCES "identity"."persons"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity"."person_merges" ADD CONSTRAINT "person_merges_brand_id_target_person_id_fkey" FOREIGN KEY ("brand_id", "target_person_id") REFERENCES "identity"."persons"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity"."person_merges" ADD CONSTRAINT "person_merges_brand_id_requested_by_person_id_fkey" FOREIGN KEY ("brand_id", "requested_by_person_id") REFERENCES "identity"."persons"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity"."person_merges" ADD CONSTRAINT "person_merges_brand_id_approved_by_person_id_fkey" FOREIGN KEY ("brand_id", "approved_by_person_id") REFERENCES "identity"."persons"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity"."sessions" ADD CONSTRAINT "sessions_brand_id_user_id_fkey" FOREIGN KEY ("brand_id", "user_id") REFERENCES "identity"."users"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity"."clearance_grants" ADD CONSTRAINT "clearance_grants_brand_id_person_id_fkey" FOREIGN KEY ("brand_id", "person_id") REFERENCES "identity"."persons"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity"."clearance_grants" ADD CONSTRAINT "clearance_grants_brand_id_granted_by_person_id_fkey" FOREIGN KEY ("brand_id", "granted_by_person_id") REFERENCES "identity"."persons"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity"."clearance_grants" ADD CONSTRAINT "clearance_grants_brand_id_approved_by_person_id_fkey" FOREIGN KEY ("brand_id", "approved_by_person_id") REFERENCES "identity"."persons"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity"."clearance_grants" ADD CONSTRAINT "clearance_grants_brand_id_revoked_by_person_id_fkey" FOREIGN KEY ("brand_id", "revoked_by_person_id") REFERENCES "identity"."persons"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity"."person_visibility" ADD CONSTRAINT "person_visibility_brand_id_person_id_fkey" FOREIGN KEY ("brand_id", "person_id") REFERENCES "identity"."persons"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "identity"."person_visibility" ADD CONSTRAINT "person_visibility_brand_id_user_id_fkey" FOREIGN KEY ("brand_id", "user_id") REFERENCES "identity"."users"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."organizations" ADD CONSTRAINT "organizations_brand_id_default_role_id_fkey" FOREIGN KEY ("brand_id", "default_role_id") REFERENCES "organization"."roles"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."org_members" ADD CONSTRAINT "org_members_brand_id_org_id_fkey" FOREIGN KEY ("brand_id", "org_id") REFERENCES "organization"."organizations"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."org_members" ADD CONSTRAINT "org_members_brand_id_base_role_id_fkey" FOREIGN KEY ("brand_id", "base_role_id") REFERENCES "organization"."roles"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."org_members" ADD CONSTRAINT "org_members_brand_id_default_workspace_id_fkey" FOREIGN KEY ("brand_id", "default_workspace_id") REFERENCES "organization"."workspaces"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."org_members" ADD CONSTRAINT "org_members_brand_id_invitation_id_fkey" FOREIGN KEY ("brand_id", "invitation_id") REFERENCES "organization"."invitations"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."roles" ADD CONSTRAINT "roles_brand_id_org_id_fkey" FOREIGN KEY ("brand_id", "org_id") REFERENCES "organization"."organizations"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."role_assignments" ADD CONSTRAINT "role_assignments_brand_id_org_id_fkey" FOREIGN KEY ("brand_id", "org_id") REFERENCES "organization"."organizations"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."role_assignments" ADD CONSTRAINT "role_assignments_brand_id_role_id_fkey" FOREIGN KEY ("brand_id", "role_id") REFERENCES "organization"."roles"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."role_assignments" ADD CONSTRAINT "role_assignments_brand_id_service_account_id_fkey" FOREIGN KEY ("brand_id", "service_account_id") REFERENCES "organization"."service_accounts"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."role_assignments" ADD CONSTRAINT "role_assignments_brand_id_workspace_id_fkey" FOREIGN KEY ("brand_id", "workspace_id") REFERENCES "organization"."workspaces"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."workspaces" ADD CONSTRAINT "workspaces_brand_id_org_id_fkey" FOREIGN KEY ("brand_id", "org_id") REFERENCES "organization"."organizations"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."service_accounts" ADD CONSTRAINT "service_accounts_brand_id_org_id_fkey" FOREIGN KEY ("brand_id", "org_id") REFERENCES "organization"."organizations"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."service_accounts" ADD CONSTRAINT "service_accounts_brand_id_workspace_id_fkey" FOREIGN KEY ("brand_id", "workspace_id") REFERENCES "organization"."workspaces"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."service_account_keys" ADD CONSTRAINT "service_account_keys_brand_id_org_id_fkey" FOREIGN KEY ("brand_id", "org_id") REFERENCES "organization"."organizations"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."service_account_keys" ADD CONSTRAINT "service_account_keys_brand_id_service_account_id_fkey" FOREIGN KEY ("brand_id", "service_account_id") REFERENCES "organization"."service_accounts"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."service_account_keys" ADD CONSTRAINT "service_account_keys_brand_id_workspace_id_fkey" FOREIGN KEY ("brand_id", "workspace_id") REFERENCES "organization"."workspaces"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."service_account_keys" ADD CONSTRAINT "service_account_keys_brand_id_rotated_from_key_id_fkey" FOREIGN KEY ("brand_id", "rotated_from_key_id") REFERENCES "organization"."service_account_keys"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."invitations" ADD CONSTRAINT "invitations_brand_id_org_id_fkey" FOREIGN KEY ("brand_id", "org_id") REFERENCES "organization"."organizations"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."invitations" ADD CONSTRAINT "invitations_brand_id_base_role_id_fkey" FOREIGN KEY ("brand_id", "base_role_id") REFERENCES "organization"."roles"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."invitations" ADD CONSTRAINT "invitations_brand_id_workspace_id_fkey" FOREIGN KEY ("brand_id", "workspace_id") REFERENCES "organization"."workspaces"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "organization"."invitations" ADD CONSTRAINT "invitations_brand_id_workspace_role_id_fkey" FOREIGN KEY ("brand_id", "workspace_role_id") REFERENCES "organization"."roles"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "support"."support_ticket_messages" ADD CONSTRAINT "support_ticket_messages_brand_id_ticket_id_fkey" FOREIGN KEY ("brand_id", "ticket_id") REFERENCES "support"."support_tickets"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

