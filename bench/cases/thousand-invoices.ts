import type { BenchCase } from './bench-case.ts'
import { firstText } from './first-text.ts'
import { instantSql } from './instant-sql.ts'

/** The largest page that the graph gives. */
const PAGE = 100
const PAGES = 10

const FIELDS = 'id invoiceNumber status currency invoiceTotalCents amountDueCents issuedAt dueAt'

const numbers = Array.from({ length: PAGES }, (_, n) => n)
const pages = numbers.map((n) => `page${n}: invoices(first: ${PAGE}, offset: ${n * PAGE}) { nodes { ${FIELDS} } }`)

const SQL = `
select json_object_agg('page' || page, json_build_object('nodes', nodes) order by page)::text from (
  select page, json_agg(row order by n) as nodes from (
    select n, (n - 1) / ${PAGE} as page, row_to_json(shown) as row from (
      select row_number() over (order by id desc) as n, * from (
        select * from billing.invoices where brand_id = $1 order by id desc limit ${PAGE * PAGES}) newest) i,
    lateral (
      select i.id, i.invoice_number as "invoiceNumber", i.status, i.currency, i.invoice_total_cents as "invoiceTotalCents",
        i.amount_due_cents as "amountDueCents", ${instantSql('i.issued_at')} as "issuedAt", ${instantSql('i.due_at')} as "dueAt") shown) rows
  group by page) pages`

/** What a row costs. The product reads ten pages of the largest size in one request; the limit may read them as one list. */
export const thousandInvoices: BenchCase = {
  name: 'Q5',
  title: `${PAGE * PAGES} invoices, 8 fields: ${PAGES} pages of the largest size (${PAGE}) in one request, no limit raised`,
  asker: 'brand',
  query: `query Q5 { ${pages.join(' ')} }`,
  variables: [{}],
  proof: `"page${PAGES - 1}":{"nodes":[{"id"`,
  byHand: async (read, { persona }) => firstText(await read('billing', persona.brandId, { name: 'q5', text: SQL })),
}
