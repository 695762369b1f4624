-- AlterTable
ALTER TABLE "audit"."break_glass_grants" ADD COLUMN     "co_signer_person_id" UUID;

-- CreateTable
CREATE TABLE "audit"."spent_envelopes" (
    "brand_id" UUID NOT NULL,
    "jti" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "spent_envelopes_pkey" PRIMARY KEY ("brand_id","jti")
);

-- CreateTable
CREATE TABLE "billing"."spent_envelopes" (
    "brand_id" UUID NOT NULL,
    "jti" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "spent_envelopes_pkey" PRIMARY KEY ("brand_id","jti")
);

-- CreateTable
CREATE TABLE "cooperative"."spent_envelopes" (
    "brand_id" UUID NOT NULL,
    "jti" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "spent_envelopes_pkey" PRIMARY KEY ("brand_id","jti")
);

-- CreateTable
CREATE TABLE "entitlements"."spent_envelopes" (
    "brand_id" UUID NOT NULL,
    "jti" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "spent_envelopes_pkey" PRIMARY KEY ("brand_id","jti")
);

-- CreateTable
CREATE TABLE "identity"."spent_envelopes" (
    "brand_id" UUID NOT NULL,
    "jti" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "spent_envelopes_pkey" PRIMARY KEY ("brand_id","jti")
);

-- CreateTable
CREATE TABLE "integration"."spent_envelopes" (
    "brand_id" UUID NOT NULL,
    "jti" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "spent_envelopes_pkey" PRIMARY KEY ("brand_id","jti")
);

-- CreateTable
CREATE TABLE "organization"."spent_envelopes" (
    "brand_id" UUID NOT NULL,
    "jti" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "spent_envelopes_pkey" PRIMARY KEY ("brand_id","jti")
);

-- CreateTable
CREATE TABLE "support"."spent_envelopes" (
    "brand_id" UUID NOT NULL,
    "jti" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "spent_envelopes_pkey" PRIMARY KEY ("brand_id","jti")
);

-- CreateIndex
CREATE INDEX "spent_envelopes_brand_id_expires_at_idx" ON "audit"."spent_envelopes"("brand_id", "expires_at");

-- CreateIndex
CREATE INDEX "spent_envelopes_brand_id_expires_at_idx" ON "billing"."spent_envelopes"("brand_id", "expires_at");

-- CreateIndex
CREATE INDEX "spent_envelopes_brand_id_expires_at_idx" ON "cooperative"."spent_envelopes"("brand_id", "expires_at");

-- CreateIndex
CREATE INDEX "spent_envelopes_brand_id_expires_at_idx" ON "entitlements"."spent_envelopes"("brand_id", "expires_at");

-- CreateIndex
CREATE INDEX "spent_envelopes_brand_id_expires_at_idx" ON "identity"."spent_envelopes"("brand_id", "expires_at");

-- CreateIndex
CREATE INDEX "spent_envelopes_brand_id_expires_at_idx" ON "integration"."spent_envelopes"("brand_id", "expires_at");

-- CreateIndex
CREATE INDEX "spent_envelopes_brand_id_expires_at_idx" ON "organization"."spent_envelopes"("brand_id", "expires_at");

-- CreateIndex
CREATE INDEX "spent_envelopes_brand_id_expires_at_idx" ON "support"."spent_envelopes"("brand_id", "expires_at");

-- identity.spent_envelopes
CREATE POLICY relay ON identity.spent_envelopes FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON identity.spent_envelopes TO vg_relay;
GRANT DELETE ON identity.spent_envelopes TO vg_relay;
ALTER TABLE identity.spent_envelopes ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.spent_envelopes FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON identity.spent_envelopes USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON identity.spent_envelopes TO vg_identity;
GRANT INSERT ON identity.spent_envelopes TO vg_identity;
GRANT UPDATE ON identity.spent_envelopes TO vg_identity;
GRANT DELETE ON identity.spent_envelopes TO vg_identity;

-- organization.spent_envelopes
CREATE POLICY relay ON organization.spent_envelopes FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON organization.spent_envelopes TO vg_relay;
GRANT DELETE ON organization.spent_envelopes TO vg_relay;
ALTER TABLE organization.spent_envelopes ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization.spent_envelopes FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON organization.spent_envelopes USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON organization.spent_envelopes TO vg_organization;
GRANT INSERT ON organization.spent_envelopes TO vg_organization;
GRANT UPDATE ON organization.spent_envelopes TO vg_organization;
GRANT DELETE ON organization.spent_envelopes TO vg_organization;

-- entitlements.spent_envelopes
CREATE POLICY relay ON entitlements.spent_envelopes FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON entitlements.spent_envelopes TO vg_relay;
GRANT DELETE ON entitlements.spent_envelopes TO vg_relay;
ALTER TABLE entitlements.spent_envelopes ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.spent_envelopes FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.spent_envelopes USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON entitlements.spent_envelopes TO vg_entitlements;
GRANT INSERT ON entitlements.spent_envelopes TO vg_entitlements;
GRANT UPDATE ON entitlements.spent_envelopes TO vg_entitlements;
GRANT DELETE ON entitlements.spent_envelopes TO vg_entitlements;

-- billing.spent_envelopes
CREATE POLICY relay ON billing.spent_envelopes FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON billing.spent_envelopes TO vg_relay;
GRANT DELETE ON billing.spent_envelopes TO vg_relay;
ALTER TABLE billing.spent_envelopes ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.spent_envelopes FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.spent_envelopes USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON billing.spent_envelopes TO vg_billing;
GRANT INSERT ON billing.spent_envelopes TO vg_billing;
GRANT UPDATE ON billing.spent_envelopes TO vg_billing;
GRANT DELETE ON billing.spent_envelopes TO vg_billing;

-- cooperative.spent_envelopes
CREATE POLICY relay ON cooperative.spent_envelopes FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON cooperative.spent_envelopes TO vg_relay;
GRANT DELETE ON cooperative.spent_envelopes TO vg_relay;
ALTER TABLE cooperative.spent_envelopes ENABLE ROW LEVEL SECURITY;
ALTER TABLE cooperative.spent_envelopes FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON cooperative.spent_envelopes USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON cooperative.spent_envelopes TO vg_cooperative;
GRANT INSERT ON cooperative.spent_envelopes TO vg_cooperative;
GRANT UPDATE ON cooperative.spent_envelopes TO vg_cooperative;
GRANT DELETE ON cooperative.spent_envelopes TO vg_cooperative;

-- support.spent_envelopes
CREATE POLICY relay ON support.spent_envelopes FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON support.spent_envelopes TO vg_relay;
GRANT DELETE ON support.spent_envelopes TO vg_relay;
ALTER TABLE support.spent_envelopes ENABLE ROW LEVEL SECURITY;
ALTER TABLE support.spent_envelopes FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON support.spent_envelopes USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON support.spent_envelopes TO vg_support;
GRANT INSERT ON support.spent_envelopes TO vg_support;
GRANT UPDATE ON support.spent_envelopes TO vg_support;
GRANT DELETE ON support.spent_envelopes TO vg_support;

-- audit.spent_envelopes
CREATE POLICY relay ON audit.spent_envelopes FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON audit.spent_envelopes TO vg_relay;
GRANT DELETE ON audit.spent_envelopes TO vg_relay;
ALTER TABLE audit.spent_envelopes ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.spent_envelopes FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON audit.spent_envelopes USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON audit.spent_envelopes TO vg_audit;
GRANT INSERT ON audit.spent_envelopes TO vg_audit;
GRANT UPDATE ON audit.spent_envelopes TO vg_audit;
GRANT DELETE ON audit.spent_envelopes TO vg_audit;

-- integration.spent_envelopes
CREATE POLICY relay ON integration.spent_envelopes FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON integration.spent_envelopes TO vg_relay;
GRANT DELETE ON integration.spent_envelopes TO vg_relay;
ALTER TABLE integration.spent_envelopes ENABLE ROW LEVEL SECURITY;
ALTER TABLE integration.spent_envelopes FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON integration.spent_envelopes USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON integration.spent_envelopes TO vg_integration;
GRANT INSERT ON integration.spent_envelopes TO vg_integration;
GRANT UPDATE ON integration.spent_envelopes TO vg_integration;
GRANT DELETE ON integration.spent_envelopes TO vg_integration;
