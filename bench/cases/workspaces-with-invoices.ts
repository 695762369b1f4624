import type { Asker, AskerName } from './asker.ts'
import type { BenchCase } from './bench-case.ts'
import { instantSql } from './instant-sql.ts'
import type { Read } from './read.ts'

const QUERY = `query Q3 {
  workspaces(first: 20) { nodes { id region planTier
    subscriptions(first: 5) { nodes { id status currency mrrCents currentPeriodEnd
      invoices(first: 5) { nodes { id invoiceNumber status invoiceTotalCents issuedAt } } } } } }
}`

/** Who looks after one organization sees its rows, each statement for itself; whoever reads the brand needs no such condition. */
const scopeOf = ({ name }: Asker, parameter: string): string => (name === 'organization' ? `and org_id = any(${parameter}::uuid[])` : '')

const workspacesSql = (asker: Asker): string => `
select id::text, row_to_json(w)::text from (
  select id, region, plan_tier as "planTier" from organization.workspaces
  where brand_id = $1 ${scopeOf(asker, '$2')} order by id desc limit 20) w`

const subscriptionsSql = (asker: Asker): string => `
select json_build_object('nodes', coalesce(s.nodes, '[]'))::text
from unnest($2::uuid[]) with ordinality as asked (workspace_id, n)
left join lateral (
  select json_agg(row_to_json(s)) as nodes from (
    select id, status, currency, mrr_cents as "mrrCents", ${instantSql('current_period_end')} as "currentPeriodEnd", (
      select json_build_object('nodes', coalesce(json_agg(row_to_json(i)), '[]')) from (
        select id, invoice_number as "invoiceNumber", status, invoice_total_cents as "invoiceTotalCents", ${instantSql('issued_at')} as "issuedAt"
        from billing.invoices where brand_id = $1 and subscription_id = subscriptions.id ${scopeOf(asker, '$3')}
        order by id desc limit 5) i) as invoices
    from billing.subscriptions where brand_id = $1 and workspace_id = asked.workspace_id ${scopeOf(asker, '$3')}
    order by id desc limit 5) s) s on true
order by asked.n`

/** Two statements, because the module of the workspaces cannot read those of the invoices; the texts are joined without being parsed. */
async function byHand(read: Read, asker: Asker): Promise<string> {
  const { brandId, orgs: own } = asker.persona
  const scope = asker.name === 'organization' ? [own] : []
  const workspaces = await read('organization', brandId, { name: `q3 workspaces ${asker.name}`, text: workspacesSql(asker) }, scope)
  const ids = workspaces.map(([id]) => id)
  const subscriptions = await read('billing', brandId, { name: `q3 subscriptions ${asker.name}`, text: subscriptionsSql(asker) }, [ids, ...scope])
  const nodes = workspaces.map(([, text = ''], n) => `${text.slice(0, -1)},"subscriptions":${subscriptions[n]?.[0] ?? 'null'}}`)
  return `{"workspaces":{"nodes":[${nodes.join(',')}]}}`
}

const caseOf = (name: string, asker: AskerName, whose: string): BenchCase =>
  ({ name, title: `20 workspaces → 5 subscriptions → 5 invoices each, ${whose}`, asker, query: QUERY, variables: [{}], proof: '"invoices":{"nodes":[{"id"', byHand })

/** Lists below lists, over two modules. */
export const workspacesWithInvoices = caseOf('Q3', 'brand', 'read by support staff')

/** The same statement with a row scope in it: whoever looks after the bills of one organization. */
export const workspacesOfOrganization = caseOf('Q3-org', 'organization', 'read by the billing manager of one organization')
