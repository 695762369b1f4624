-- CreateTable
CREATE TABLE "audit"."metric_publications" (
    "brand_id" UUID NOT NULL,
    "metric" TEXT NOT NULL,
    "grain" TEXT NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cells" JSONB NOT NULL,

    CONSTRAINT "metric_publications_pkey" PRIMARY KEY ("brand_id","metric","grain","period_start")
);

-- CreateTable
CREATE TABLE "entitlements"."metric_publications" (
    "brand_id" UUID NOT NULL,
    "metric" TEXT NOT NULL,
    "grain" TEXT NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cells" JSONB NOT NULL,

    CONSTRAINT "metric_publications_pkey" PRIMARY KEY ("brand_id","metric","grain","period_start")
);

-- CreateTable
CREATE TABLE "identity"."metric_publications" (
    "brand_id" UUID NOT NULL,
    "metric" TEXT NOT NULL,
    "grain" TEXT NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cells" JSONB NOT NULL,

    CONSTRAINT "metric_publications_pkey" PRIMARY KEY ("brand_id","metric","grain","period_start")
);

-- CreateTable
CREATE TABLE "organization"."metric_publications" (
    "brand_id" UUID NOT NULL,
    "metric" TEXT NOT NULL,
    "grain" TEXT NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cells" JSONB NOT NULL,

    CONSTRAINT "metric_publications_pkey" PRIMARY KEY ("brand_id","metric","grain","period_start")
);

-- CreateTable
CREATE TABLE "support"."metric_publications" (
    "brand_id" UUID NOT NULL,
    "metric" TEXT NOT NULL,
    "grain" TEXT NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cells" JSONB NOT NULL,

    CONSTRAINT "metric_publications_pkey" PRIMARY KEY ("brand_id","metric","grain","period_start")
);

-- identity.metric_publications
ALTER TABLE identity.metric_publications ADD CONSTRAINT metric_publications_cells_size_ck CHECK (octet_length(cells::text) <= 262144);
ALTER TABLE identity.metric_publications ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.metric_publications FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON identity.metric_publications USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER metric_publications_ao BEFORE DELETE OR UPDATE ON identity.metric_publications FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER metric_publications_aot BEFORE TRUNCATE ON identity.metric_publications FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON identity.metric_publications TO vg_identity;
GRANT INSERT ON identity.metric_publications TO vg_identity;
GRANT SELECT ON identity.metric_publications TO vg_archiver;
GRANT DELETE ON identity.metric_publications TO vg_archiver;

-- organization.metric_publications
ALTER TABLE organization.metric_publications ADD CONSTRAINT metric_publications_cells_size_ck CHECK (octet_length(cells::text) <= 262144);
ALTER TABLE organization.metric_publications ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization.metric_publications FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON organization.metric_publications USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER metric_publications_ao BEFORE DELETE OR UPDATE ON organization.metric_publications FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER metric_publications_aot BEFORE TRUNCATE ON organization.metric_publications FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON organization.metric_publications TO vg_organization;
GRANT INSERT ON organization.metric_publications TO vg_organization;
GRANT SELECT ON organization.metric_publications TO vg_archiver;
GRANT DELETE ON organization.metric_publications TO vg_archiver;

-- entitlements.metric_publications
ALTER TABLE entitlements.metric_publications ADD CONSTRAINT metric_publications_cells_size_ck CHECK (octet_length(cells::text) <= 262144);
ALTER TABLE entitlements.metric_publications ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.metric_publications FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.metric_publications USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER metric_publications_ao BEFORE DELETE OR UPDATE ON entitlements.metric_publications FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER metric_publications_aot BEFORE TRUNCATE ON entitlements.metric_publications FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON entitlements.metric_publications TO vg_entitlements;
GRANT INSERT ON entitlements.metric_publications TO vg_entitlements;
GRANT SELECT ON entitlements.metric_publications TO vg_archiver;
GRANT DELETE ON entitlements.metric_publications TO vg_archiver;

-- support.metric_publications
ALTER TABLE support.metric_publications ADD CONSTRAINT metric_publications_cells_size_ck CHECK (octet_length(cells::text) <= 262144);
ALTER TABLE support.metric_publications ENABLE ROW LEVEL SECURITY;
ALTER TABLE support.metric_publications FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON support.metric_publications USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER metric_publications_ao BEFORE DELETE OR UPDATE ON support.metric_publications FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER metric_publications_aot BEFORE TRUNCATE ON support.metric_publications FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON support.metric_publications TO vg_support;
GRANT INSERT ON support.metric_publications TO vg_support;
GRANT SELECT ON support.metric_publications TO vg_archiver;
GRANT DELETE ON support.metric_publications TO vg_archiver;

-- audit.metric_publications
ALTER TABLE audit.metric_publications ADD CONSTRAINT metric_publications_cells_size_ck CHECK (octet_length(cells::text) <= 262144);
ALTER TABLE audit.metric_publications ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.metric_publications FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON audit.metric_publications USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER metric_publications_ao BEFORE DELETE OR UPDATE ON audit.metric_publications FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER metric_publications_aot BEFORE TRUNCATE ON audit.metric_publications FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON audit.metric_publications TO vg_audit;
GRANT INSERT ON audit.metric_publications TO vg_audit;
GRANT SELECT ON audit.metric_publications TO vg_archiver;
GRANT DELETE ON audit.metric_publications TO vg_archiver;
