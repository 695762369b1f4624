import type { BenchCase } from './bench-case.ts'

const INVOICES = `
select workspace_id::text, row_to_json(i)::text from (
  select workspace_id, id, invoice_number as "invoiceNumber", status, currency, amount_due_cents as "amountDueCents"
  from billing.invoices where brand_id = $1 order by id desc limit 50) given (workspace_id, id, "invoiceNumber", status, currency, "amountDueCents"),
lateral (select given.id, given."invoiceNumber", given.status, given.currency, given."amountDueCents") i`

const WORKSPACES = `
select w.id::text, o.owner_person_id::text, row_to_json(found)::text
from organization.workspaces w
join organization.organizations o on o.brand_id = $1 and o.id = w.org_id,
lateral (
  select w.id, w.region, w.plan_tier as "planTier",
    (select row_to_json(o) from (select o.id, o.kind, o.country_code as "countryCode") o) as organization) found
where w.brand_id = $1 and w.id = any($2::uuid[])`

const PERSONS = `
select id::text, row_to_json(p)::text from (
  select id, person_type as "personType", country_code as "countryCode", timezone, status
  from identity.persons where brand_id = $1 and id = any($2::uuid[])) p`

const distinct = (ids: readonly (string | undefined)[]): readonly string[] => [...new Set(ids.flatMap((id) => id ?? []))]

/** Three modules in a row: each needs the ids of the one before it. */
export const invoicesWithOwners: BenchCase = {
  name: 'Q4',
  title: '50 invoices → workspace → organization → owner, over three modules',
  asker: 'brand',
  query: `query Q4 {
    invoices(first: 50) { nodes { id invoiceNumber status currency amountDueCents
      workspace { id region planTier organization { id kind countryCode ownerPerson { id personType countryCode timezone status } } } } }
  }`,
  variables: [{}],
  proof: '"ownerPerson":{"id"',
  async byHand(read, { persona: { brandId } }) {
    const invoices = await read('billing', brandId, { name: 'q4 invoices', text: INVOICES })
    const workspaces = await read('organization', brandId, { name: 'q4 workspaces', text: WORKSPACES }, [distinct(invoices.map(([id]) => id))])
    const owners = new Map(await read('identity', brandId, { name: 'q4 persons', text: PERSONS }, [distinct(workspaces.map(([, id]) => id))])
      .then((rows) => rows.map(([id, text]) => [id, text])))
    // The organization is the last member of its workspace, and the owner becomes the last of the organization.
    const shown = new Map(workspaces.map(([id, owner, text = '']) => [id, `${text.slice(0, -2)},"ownerPerson":${owners.get(owner) ?? 'null'}}}`]))
    const nodes = invoices.map(([workspace, text = '']) => `${text.slice(0, -1)},"workspace":${shown.get(workspace) ?? 'null'}}`)
    return `{"invoices":{"nodes":[${nodes.join(',')}]}}`
  },
}
