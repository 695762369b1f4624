import { describe, expect, it } from 'vitest'
import type { Principal } from '../../../schema/policy/principal.ts'
import { fixtureModules } from '../../../schema/sdl/fixture.ts'
import { compileOperation } from '../operation/compile-operation.ts'
import { prepareRead } from '../operation/prepare-read.ts'
import { fixtureAccess } from '../testing/fixture-access.ts'
import { analystOf, billingAdminOf, fixtureId, memberOf, nobody, supportOf } from '../testing/fixture-people.ts'
import { planEngines, planOf } from '../testing/fixture-plan.ts'
import { buildCatalog } from './catalog.ts'
import type { ReadPlan } from './plan.ts'
import { viewerOf } from './rights.ts'

const sqlOf = (...args: Parameters<typeof planOf>): string => planOf(...args).text

describe('the statement of a list', () => {
  it('prints the answer itself where nothing is left to do', () => {
    const { text, parameters, decode } = planOf(supportOf(1), '{ invoices(first: 5) { nodes { id issuedAt status } totalCount } }')
    expect(text).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n1), '[]'::json), 'totalCount', (select count(*) from billing.invoices c3 where c3.brand_id = $1::uuid))
      from (select * from (select t0.id, t0.issued_at, t0.status from billing.invoices t0
      where t0.brand_id = $1::uuid
      order by t0.id desc limit 101) t0 limit $2::bigint) t0
      cross join lateral (select t0.id as "id", to_char(t0.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "issuedAt", t0.status as "status") n1"
    `)
    expect(parameters).toMatchInlineSnapshot(`
      [
        {
          "kind": "BRAND",
        },
        {
          "as": "VALUE",
          "kind": "INPUT",
          "slot": 0,
        },
      ]
    `)
    expect(decode).toBeUndefined()
  })

  it('reads one row more and the ends of the page for page info', () => {
    expect(sqlOf(supportOf(1), '{ invoices { nodes { id } pageInfo { hasNextPage endCursor } } }')).toMatchInlineSnapshot(`
      "select json_build_object('rows', coalesce(json_agg(n1), '[]'::json), 'first', json_build_array((array_agg(t0.id))[1]), 'last', json_build_array((array_agg(t0.id))[least(count(*), $1::bigint)::integer]))
      from (select * from (select t0.id from billing.invoices t0
      where t0.brand_id = $2::uuid
      order by t0.id desc limit 101) t0 limit $3::bigint) t0
      cross join lateral (select t0.id as "id") n1"
    `)
  })

  it('turns every direction around when read from the end', () => {
    expect(sqlOf(supportOf(1), '{ invoices(last: 5, orderBy: [{ field: STATUS }]) { nodes { id } } }')).toMatchInlineSnapshot(`
      "select json_build_object('rows', coalesce(json_agg(n1), '[]'::json))
      from (select * from (select t0.id from billing.invoices t0
      where t0.brand_id = $1::uuid
      order by t0.status desc, t0.id desc limit 101) t0 limit $2::bigint) t0
      cross join lateral (select t0.id as "id") n1"
    `)
  })
})

describe('the scope of a row', () => {
  const query = '{ invoice(id: "00000008-0000-7000-8000-000000000001") { id } }'

  it('is nothing but the brand for those who see the whole brand', () => {
    expect(sqlOf(supportOf(1), query)).toMatchInlineSnapshot(`
      "select row_to_json(n1) from billing.invoices t0
      cross join lateral (select t0.id as "id") n1
      where t0.brand_id = $1::uuid and t0.id = $2::uuid"
    `)
  })

  it('is a list of workspaces for a member', () => {
    expect(sqlOf(memberOf(1), query)).toMatchInlineSnapshot(`
      "select row_to_json(n1) from billing.invoices t0
      cross join lateral (select t0.id as "id") n1
      where t0.brand_id = $1::uuid and t0.workspace_id = $2::uuid and t0.id = $3::uuid"
    `)
  })

  it('is nothing for nobody', () => {
    expect(sqlOf(nobody, query)).toMatchInlineSnapshot(`
      "select row_to_json(n1) from billing.invoices t0
      cross join lateral (select t0.id as "id") n1
      where false"
    `)
  })

  it('walks to the row that has the column', () => {
    expect(sqlOf(billingAdminOf(1), '{ invoiceLineItems { nodes { id } } }')).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n2), '[]'::json))
      from (select * from (select t0.id from billing.invoice_line_items t0
      where t0.brand_id = $1::uuid and exists (select 1 from billing.invoices s1 where s1.brand_id = $1::uuid and s1.id = t0.invoice_id and s1.org_id = $2::uuid)
      order by t0.id desc limit 101) t0 limit $3::bigint) t0
      cross join lateral (select t0.id as "id") n2"
    `)
  })

  it('is left out below a parent that proves it, and only there', () => {
    expect(sqlOf(memberOf(1), '{ invoices { nodes { lines(first: 2) { nodes { id } } subscription { id } } } }')).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n1), '[]'::json))
      from (select * from (select t0.id, t0.subscription_id from billing.invoices t0
      where t0.brand_id = $1::uuid and t0.workspace_id = $2::uuid
      order by t0.id desc limit 101) t0 limit $3::bigint) t0
      cross join lateral (select json_build_object('nodes', coalesce(json_agg(n5), '[]'::json))
      from (select * from (select t4.id from billing.invoice_line_items t4
      where t4.brand_id = $1::uuid and t4.invoice_id = t0.id
      order by t4.id desc limit 101) t4 limit $4::bigint) t4
      cross join lateral (select t4.id as "id") n5) j3(j)
      left join lateral (select row_to_json(n9) as j from billing.subscriptions t7
      cross join lateral (select t7.id as "id") n9
      where t7.brand_id = $1::uuid and t7.workspace_id = $5::uuid and t7.id = t0.subscription_id limit 1) j8 on true
      cross join lateral (select j3.j as "lines", j8.j as "subscription") n1"
    `)
  })
})

describe('a sensitive column', () => {
  const query = '{ invoices { nodes { billToLegalEntity } } }'

  it('is a mask for one, raw on some rows for another', () => {
    expect(sqlOf(supportOf(1), query)).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n1), '[]'::json))
      from (select * from (select t0.bill_to_legal_entity from billing.invoices t0
      where t0.brand_id = $1::uuid
      order by t0.id desc limit 101) t0 limit $2::bigint) t0
      cross join lateral (select case when t0.bill_to_legal_entity is not null then coalesce(substring(t0.bill_to_legal_entity::text from '^[0-9A-Za-zÀ-ÖØ-öø-ɏḀ-ỿΆ-ΆΈ-ϿЀ-ҁҊ-ԯԱ-Ֆա-ֆא-תؠ-يٱ-ۓऄ-हঅ-হਅ-ਹઅ-હଅ-ହஅ-ஹఅ-హಅ-ಹഅ-ഹก-ะႠ-ჿぁ-ゖァ-ヺ㐀-䶿一-鿿가-힣]'), '•') || '•••' end as "billToLegalEntity") n1"
    `)
    expect(sqlOf(memberOf(1), query)).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n1), '[]'::json))
      from (select * from (select t0.workspace_id, t0.bill_to_legal_entity from billing.invoices t0
      where t0.brand_id = $1::uuid and t0.workspace_id = $2::uuid
      order by t0.id desc limit 101) t0 limit $3::bigint) t0
      cross join lateral (select case when t0.workspace_id = $4::uuid then t0.bill_to_legal_entity end as "billToLegalEntity", json_build_array(case when t0.bill_to_legal_entity is null then 0 when t0.workspace_id = $4::uuid then 2 else 0 end) as "$log") n1"
    `)
  })

  it('leaves the database with its subject where it becomes a pseudonym, and not at all where it is withheld', () => {
    expect(sqlOf(analystOf(1), '{ users { nodes { email fullName passwordHash } } }', { module: 'identity' })).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n1), '[]'::json))
      from (select * from (select t0.email, t0.person_id from identity.users t0
      where t0.brand_id = $1::uuid
      order by t0.id desc limit 101) t0 limit $2::bigint) t0
      cross join lateral (select case when t0.email is not null then json_build_array(t0.person_id, t0.email) end as "email", null as "fullName", null as "passwordHash") n1"
    `)
  })

  it('is the stored copy for those who see texts after the detectors', () => {
    expect(sqlOf(supportOf(1), '{ users { nodes { bio } } }', { module: 'identity' })).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n1), '[]'::json))
      from (select * from (select t0.bio, t0.redaction_version, t0.bio_redacted from identity.users t0
      where t0.brand_id = $1::uuid
      order by t0.id desc limit 101) t0 limit $2::bigint) t0
      cross join lateral (select case when t0.bio is not null then case when t0.redaction_version >= 2 then t0.bio_redacted end end as "bio") n1"
    `)
  })

  it('is compared on the rows that show it', () => {
    const filter = '{ invoices(filter: { billToEmail: { eq: "x" }, not: { billToEmail: { contains: "y" } } }) { nodes { id } } }'
    expect(sqlOf(billingAdminOf(1), filter)).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n1), '[]'::json))
      from (select * from (select t0.id from billing.invoices t0
      where t0.brand_id = $1::uuid and t0.org_id = $2::uuid and not ((case when t0.org_id = $3::uuid then t0.bill_to_email end) like $4::text) and t0.org_id = $3::uuid and t0.bill_to_email = $5::text
      order by t0.id desc limit 101) t0 limit $6::bigint) t0
      cross join lateral (select t0.id as "id") n1"
    `)
  })
})

describe('the name of a place, for staff', () => {
  it('is raw where the row itself says that it is not one person\'s own', () => {
    expect(sqlOf(analystOf(1), '{ organizations { nodes { name slug } } }', { module: 'organization' })).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n1), '[]'::json))
      from (select * from (select t0.kind, t0.name, t0.slug from organization.organizations t0
      where t0.brand_id = $1::uuid
      order by t0.id desc limit 101) t0 limit $2::bigint) t0
      cross join lateral (select case when t0.kind <> 'PERSONAL' then t0.name end as "name", case when t0.kind <> 'PERSONAL' then t0.slug end as "slug", json_build_array(case when t0.name is null then 0 when t0.kind <> 'PERSONAL' then 2 else 0 end, case when t0.slug is null then 0 when t0.kind <> 'PERSONAL' then 2 else 0 end) as "$log") n1"
    `)
  })

  it('is raw where the organization of the row says so, asked once for all columns', () => {
    expect(sqlOf(analystOf(1), '{ workspaces { nodes { name slug } } }', { module: 'organization' })).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n1), '[]'::json))
      from (select * from (select t0.org_id, t0.name, t0.slug from organization.workspaces t0
      where t0.brand_id = $1::uuid
      order by t0.id desc limit 101) t0 limit $2::bigint) t0
      cross join lateral (select exists (select 1 from organization.organizations s3 where s3.brand_id = $1::uuid and s3.id = t0.org_id and s3.kind <> 'PERSONAL') as c0 offset 0) p2
      cross join lateral (select case when p2.c0 then t0.name end as "name", case when p2.c0 then t0.slug end as "slug", json_build_array(case when t0.name is null then 0 when p2.c0 then 2 else 0 end, case when t0.slug is null then 0 when p2.c0 then 2 else 0 end) as "$log") n1"
    `)
  })

  it('is compared on those rows only', () => {
    const filter = '{ workspaces(filter: { slug: { eq: "x" }, not: { name: { contains: "y" } } }) { nodes { id } } }'
    expect(sqlOf(supportOf(1), filter, { module: 'organization' })).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n3), '[]'::json))
      from (select * from (select t0.id from organization.workspaces t0
      where t0.brand_id = $1::uuid and not ((case when exists (select 1 from organization.organizations s1 where s1.brand_id = $1::uuid and s1.id = t0.org_id and s1.kind <> 'PERSONAL') then t0.name end) like $2::text) and exists (select 1 from organization.organizations s2 where s2.brand_id = $1::uuid and s2.id = t0.org_id and s2.kind <> 'PERSONAL') and t0.slug = $3::text
      order by t0.id desc limit 101) t0 limit $4::bigint) t0
      cross join lateral (select t0.id as "id") n3"
    `)
  })

  it('is not raw where the model does not tell', () => {
    const metadata = fixtureModules.find(({ name }) => name === 'organization')
    const untold = metadata?.entities.map((entity) => ({ ...entity, personal: undefined }))
    if (!metadata || !untold) throw new Error('no module')
    const catalog = buildCatalog({ ...metadata, entities: untold })
    const engine = planEngines.get('organization')
    if (!engine) throw new Error('no engine')
    planEngines.set('untold', { ...engine, catalog })
    expect(sqlOf(analystOf(1), '{ organizations { nodes { name } } workspaces { nodes { slug } } }', { module: 'untold' })).toContain('null as "name"')
  })
})

describe('a look at other rows', () => {
  it('is done once a row for all columns that depend on it, and stays inside a predicate', () => {
    const query = '{ users { nodes { sessions(filter: { lastLoginIp: { eq: "192.0.2.1" } }) { nodes { lastLoginIp again: lastLoginIp } } } } }'
    expect(sqlOf(memberOf(1), query, { module: 'identity' })).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n1), '[]'::json))
      from (select * from (select t0.id from identity.users t0
      where t0.brand_id = $1::uuid and t0.person_id = $2::uuid
      order by t0.id desc limit 101) t0 limit $3::bigint) t0
      cross join lateral (select json_build_object('nodes', coalesce(json_agg(n7), '[]'::json))
      from (select * from (select t4.user_id, t4.last_login_ip from identity.sessions t4
      where t4.brand_id = $1::uuid and exists (select 1 from identity.users s5 where s5.brand_id = $1::uuid and s5.id = t4.user_id and s5.person_id = $2::uuid) and t4.user_id = t0.id and exists (select 1 from identity.users s6 where s6.brand_id = $1::uuid and s6.id = t4.user_id and s6.person_id = $2::uuid) and t4.last_login_ip = $4::inet
      order by t4.id desc limit 101) t4 limit $5::bigint) t4
      cross join lateral (select exists (select 1 from identity.users s9 where s9.brand_id = $1::uuid and s9.id = t4.user_id and s9.person_id = $2::uuid) as c0 offset 0) p8
      cross join lateral (select case when p8.c0 then to_json(t4.last_login_ip) end as "lastLoginIp", case when p8.c0 then to_json(t4.last_login_ip) end as "again") n7) j3(j)
      cross join lateral (select j3.j as "sessions") n1"
    `)
  })
})

describe('the statement of an entity batch', () => {
  it('answers in the order of the keys', () => {
    expect(sqlOf(memberOf(1), '{ _entities(representations: []) { ... on Invoice { id status } } }', { type: 'Invoice' })).toMatchInlineSnapshot(`
      "select json_agg(j.j order by k.place) from unnest($1::uuid[]) with ordinality k(key, place)
      left join lateral (select row_to_json(n1) as j from billing.invoices t0
      cross join lateral (select t0.id as "id", t0.status as "status") n1
      where t0.brand_id = $2::uuid and t0.workspace_id = $3::uuid and t0.id = k.key limit 1) j on true"
    `)
  })

  it('adds lists to entities of other modules without reading them', () => {
    expect(sqlOf(supportOf(1), '{ _entities(representations: []) { ... on Workspace { id invoices(first: 2) { nodes { id } } } } }', { type: 'Workspace' })).toMatchInlineSnapshot(`
      "select json_agg(j.j order by k.place) from unnest($1::uuid[]) with ordinality k(key, place)
      cross join lateral (select row_to_json(n0) as j from (select 1) u
      cross join lateral (select json_build_object('nodes', coalesce(json_agg(n4), '[]'::json))
      from (select * from (select t3.id from billing.invoices t3
      where t3.brand_id = $2::uuid and t3.workspace_id = k.key
      order by t3.id desc limit 101) t3 limit $3::bigint) t3
      cross join lateral (select t3.id as "id") n4) j2(j)
      cross join lateral (select k.key as "id", j2.j as "invoices") n0) j"
    `)
  })
})

describe('a plan', () => {
  const list = 'query ($first: Int, $filter: InvoiceFilter) { invoices(first: $first, filter: $filter) { nodes { id } } }'
  const plan = (principal: Principal, variables: Record<string, unknown>): ReadPlan => planOf(principal, list, { variables })

  it('never holds a value', () => {
    const { text } = plan(memberOf(1), { first: 17, filter: { invoiceNumber: { contains: 'Zebra' }, workspaceId: { in: [fixtureId('workspace', 3)] } } })
    for (const value of ['17', 'Zebra', fixtureId('workspace', 3), fixtureId('workspace', 1), fixtureId('brand', 1)]) expect(text).not.toContain(value)
  })

  it('is the same for equal shapes and rights, whatever the values and the person', () => {
    const a = plan(memberOf(1), { first: 1, filter: { status: { eq: 'OPEN' } } })
    const b = plan(memberOf(2), { first: 9, filter: { status: { eq: 'PAID' } } })
    expect(a.text).toBe(b.text)
    expect(a.name).toBe(b.name)
    expect(plan(memberOf(1), { first: 1, filter: { status: { in: ['OPEN'] } } }).name).not.toBe(a.name)
  })

  it('is kept per shape and rights', () => {
    const engine = planEngines.get('billing')
    if (!engine) throw new Error('no module')
    const [root] = compileOperation(engine, { query: list }).variant({}).roots
    if (root?.kind !== 'READ') throw new Error('no read')
    const planFor = (principal: Principal, variables: Record<string, unknown>): ReadPlan | undefined => prepareRead(engine, root.template, { viewer: viewerOf(principal), access: fixtureAccess(principal), variables })?.plan
    expect(planFor(memberOf(1), { first: 1 })).toBe(planFor(memberOf(2), { first: 2 }))
    expect(planFor(memberOf(1), {})).not.toBe(planFor(supportOf(1), {}))
    expect(planFor(memberOf(1), {})).not.toBe(planFor(nobody, {}))
  })
})
