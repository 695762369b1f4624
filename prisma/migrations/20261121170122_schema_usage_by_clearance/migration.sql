-- DropIndex
DROP INDEX "gateway"."schema_usage_brand_id_coordinate_client_day_key";

-- AlterTable
ALTER TABLE "gateway"."schema_usage" ADD COLUMN     "clearance" TEXT NOT NULL DEFAULT 'none';

-- CreateIndex
CREATE INDEX "schema_usage_brand_id_day_id_idx" ON "gateway"."schema_usage"("brand_id", "day", "id");

-- CreateIndex
CREATE UNIQUE INDEX "schema_usage_brand_id_coordinate_client_clearance_day_key" ON "gateway"."schema_usage"("brand_id", "coordinate", "client", "clearance", "day");
