-- CreateTable
CREATE TABLE "billing"."metric_publications" (
    "brand_id" UUID NOT NULL,
    "metric" TEXT NOT NULL,
    "grain" TEXT NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "period_end" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cells" JSONB NOT NULL,

    CONSTRAINT "metric_publications_pkey" PRIMARY KEY ("brand_id","metric","grain","period_start")
);

-- billing.metric_publications
ALTER TABLE billing.metric_publications ADD CONSTRAINT metric_publications_cells_size_ck CHECK (octet_length(cells::text) <= 262144);
ALTER TABLE billing.metric_publications ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.metric_publications FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.metric_publications USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER metric_publications_ao BEFORE DELETE OR UPDATE ON billing.metric_publications FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER metric_publications_aot BEFORE TRUNCATE ON billing.metric_publications FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON billing.metric_publications TO vg_billing;
GRANT INSERT ON billing.metric_publications TO vg_billing;
GRANT SELECT ON billing.metric_publications TO vg_archiver;
GRANT DELETE ON billing.metric_publications TO vg_archiver;
