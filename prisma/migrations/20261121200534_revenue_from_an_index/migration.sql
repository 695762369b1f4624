-- totals of a time are added up from the index alone: rows of invoices are wide
CREATE INDEX "invoices_brand_id_issued_at_status_currency_invoice_total_c_idx" ON "billing"."invoices"("brand_id", "issued_at", "status", "currency", "invoice_total_cents", "id");
