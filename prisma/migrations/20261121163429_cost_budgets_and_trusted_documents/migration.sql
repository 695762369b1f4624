-- DropIndex
DROP INDEX "gateway"."trusted_documents_brand_id_document_hash_client_key";

-- AlterTable
ALTER TABLE "gateway"."trusted_documents" ADD COLUMN     "client_version" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "document_id" TEXT NOT NULL DEFAULT '';

-- Until now documents were asked for by their hash. The owner sees the rows of all brands for this one statement.
ALTER TABLE gateway.trusted_documents NO FORCE ROW LEVEL SECURITY;
UPDATE gateway.trusted_documents SET document_id = document_hash;
ALTER TABLE gateway.trusted_documents FORCE ROW LEVEL SECURITY;

-- CreateIndex
CREATE UNIQUE INDEX "trusted_documents_brand_id_document_id_client_client_versio_key" ON "gateway"."trusted_documents"("brand_id", "document_id", "client", "client_version");

-- gateway.budgets
ALTER TABLE gateway.budgets DROP CONSTRAINT IF EXISTS budgets_kind_enum_ck;
ALTER TABLE gateway.budgets ADD CONSTRAINT budgets_kind_enum_ck CHECK (kind IN ('REVEAL', 'LOOKUP', 'COST'));
ALTER TABLE gateway.budgets DROP CONSTRAINT IF EXISTS budgets_span_enum_ck;
ALTER TABLE gateway.budgets ADD CONSTRAINT budgets_span_enum_ck CHECK (span IN ('MINUTE', 'HOUR', 'DAY'));
ALTER TABLE gateway.budgets ADD CONSTRAINT budgets_cost_is_a_minute_ck CHECK ((kind = 'COST') = (span = 'MINUTE'));

-- The id is a hash of the text: SHA-256, or SHA-1 where a client's tools write that one.
ALTER TABLE gateway.trusted_documents
  ADD CONSTRAINT trusted_documents_id_ck CHECK (document_id ~ '^([0-9a-f]{40}|[0-9a-f]{64})$'),
  ADD CONSTRAINT trusted_documents_client_ck CHECK (client_version = '' OR client <> '');
