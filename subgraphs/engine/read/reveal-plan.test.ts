import { describe, expect, it } from 'vitest'
import type { ModuleMetadata } from '../../../schema/model.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import { fixtureId, memberOf, nobody, supportOf } from '../testing/fixture-people.ts'
import { planEngines, planOf, type AskedPlan } from '../testing/fixture-plan.ts'
import { withJournal, withSelfAfter } from '../testing/merged-modules.ts'
import { buildCatalog } from './catalog.ts'

const sqlOf = (...asked: Parameters<typeof planOf>): string => planOf(...asked).text
const inIdentity: AskedPlan = { module: 'identity' }
const officer: Principal = { ...supportOf(1), clearances: ['privacy_officer'], purposes: ['SERVICE', 'LEGAL'], purpose: 'SERVICE' }
const lead: Principal = { ...supportOf(1), clearances: ['support_lead'] }
const holding = (subject: NonNullable<Principal['breakGlass']>['subject'], exp: number): Principal => ({
  ...nobody, purposes: ['SERVICE', 'SECURITY'], breakGlass: { grantId: 'g', subject, categories: ['CONTACT'], purpose: 'SECURITY', exp },
})
const person = (number: number): Principal => holding({ kind: 'PERSON', personId: fixtureId('person', number) }, Date.now() + number)

describe('a request for a raw value', () => {
  it('is the column, beside the subject that the log needs', () => {
    const { text, log, shown } = planOf(officer, '{ users { nodes { email @reveal(reason: "r3", purpose: LEGAL) fullName } } }', inIdentity)
    expect(text).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n1), '[]'::json))
      from (select * from (select t0.email, t0.full_name, t0.person_id from identity.users t0
      where t0.brand_id = $1::uuid
      order by t0.id desc limit 101) t0 limit $2::bigint) t0
      cross join lateral (select t0.email as "email", case when t0.full_name is not null then coalesce(substring(t0.full_name::text from '^[0-9A-Za-zÀ-ÖØ-öø-ɏḀ-ỿΆ-ΆΈ-ϿЀ-ҁҊ-ԯԱ-Ֆա-ֆא-תؠ-يٱ-ۓऄ-हঅ-হਅ-ਹઅ-હଅ-ହஅ-ஹఅ-హಅ-ಹഅ-ഹก-ะႠ-ჿぁ-ゖァ-ヺ㐀-䶿一-鿿가-힣]'), '•') || '•••' end as "fullName", json_build_array('PERSON:' || t0.person_id) as "$log") n1"
    `)
    expect(log).toEqual([{ coordinate: 'User.email', category: 'CONTACT', reveal: { index: 3, purpose: 'LEGAL' } }])
    expect(shown).toMatchObject([
      { path: 'nodes.email', coordinate: 'User.email', revealed: 'LEGAL', decision: { reveal: 'ALL', unlogged: [], counted: [] } },
      { path: 'nodes.fullName', coordinate: 'User.fullName', decision: { reveal: [], mask: 'ALL' } },
    ])
  })

  it('of the desk is the column on the rows of the ticket, and what it was on the others', () => {
    expect(sqlOf(lead, '{ invoices { nodes { billToEmail @reveal(reason: "r0", purpose: SUPPORT) } } }')).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n1), '[]'::json))
      from (select * from (select t0.workspace_id, t0.bill_to_email, t0.id from billing.invoices t0
      where t0.brand_id = $1::uuid
      order by t0.id desc limit 101) t0 limit $2::bigint) t0
      cross join lateral (select case when t0.workspace_id = $3::uuid then t0.bill_to_email else case when t0.bill_to_email is not null then case when t0.bill_to_email::text ~ '^[A-Za-z0-9.!#$%&''*+/=?^_\`{|}~-]+@([A-Za-z0-9-]+[.])+[A-Za-z]{2,8}$' then coalesce(substring(t0.bill_to_email::text from '^[A-Za-z0-9]'), '•') || '•••@•••' || substring(t0.bill_to_email::text from '[.][A-Za-z]{2,8}$') else '••••@•••.•••' end end end as "billToEmail", json_build_array(case when t0.bill_to_email is null then 0 when t0.workspace_id = $3::uuid then 1 else 0 end, 'Invoice:' || t0.id) as "$log") n1"
    `)
    expect(sqlOf(lead, '{ sessions { nodes { lastLoginIp @reveal(reason: "r0", purpose: SUPPORT) } } }', inIdentity)).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n2), '[]'::json))
      from (select * from (select t0.user_id, t0.last_login_ip, t0.id from identity.sessions t0
      where t0.brand_id = $1::uuid
      order by t0.id desc limit 101) t0 limit $2::bigint) t0
      cross join lateral (select exists (select 1 from identity.users s4 where s4.brand_id = $1::uuid and s4.id = t0.user_id and s4.person_id = $3::uuid) as c0, (select s5.person_id from identity.users s5 where s5.brand_id = $1::uuid and s5.id = t0.user_id limit 1) as c1 offset 0) p3
      cross join lateral (select case when p3.c0 then to_json(t0.last_login_ip) else to_json(case when t0.last_login_ip is not null then case when t0.last_login_ip::text ~ '^[0-9]{1,3}[.][0-9]{1,3}[.][0-9]{1,3}[.][0-9]{1,3}(?:/[0-9]{1,3})?$' then split_part(t0.last_login_ip::text, '.', 1) || '.' || split_part(t0.last_login_ip::text, '.', 2) || '.•.•' when t0.last_login_ip::text ~ '^[0-9a-fA-F]{0,4}:[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]{0,37}(?:/[0-9]{1,3})?$' then coalesce(nullif(translate(split_part(t0.last_login_ip::text, ':', 1), 'ABCDEF', 'abcdef'), ''), '0') || ':' || coalesce(nullif(translate(split_part(t0.last_login_ip::text, ':', 2), 'ABCDEF', 'abcdef'), ''), '0') || ':•:•:•:•:•:•' else '•.•.•.•' end end) end as "lastLoginIp", json_build_array(case when t0.last_login_ip is null then 0 when p3.c0 then 1 else 0 end, coalesce('PERSON:' || p3.c1, 'Session:' || t0.id)) as "$log") n2"
    `)
  })

  it('is another plan than the field without it, and the same for equal documents', () => {
    const asked = '{ users { nodes { email @reveal(reason: "r0", purpose: LEGAL) } } }'
    expect(planOf(officer, asked, inIdentity).name).not.toBe(planOf(officer, asked.replace(/ @reveal.*\)/, ''), inIdentity).name)
    expect(planOf({ ...officer, id: 'another' }, asked, inIdentity).name).toBe(planOf(officer, asked, inIdentity).name)
  })
})

describe('what a plan tells of the columns that it shows', () => {
  it('has the place of each in the answer', () => {
    const query = '{ persons { edges { node { contactEmail users { nodes { mail: email } } } } } }'
    expect(planOf(officer, query, inIdentity).shown.map(({ path, coordinate }) => [path, coordinate])).toEqual([
      ['edges.node.contactEmail', 'Person.contactEmail'], ['edges.node.users.nodes.mail', 'User.email'],
    ])
    expect(planOf(supportOf(1), '{ invoiceLineItems { nodes { externalDigest invoice { memo } } } }').shown.map(({ path }) => path)).toEqual(['nodes.externalDigest', 'nodes.invoice.memo'])
  })
})

describe('emergency access', () => {
  it('adds the rows of its subject to every scope, and asks for the end of the access at each', () => {
    const { text, parameters } = planOf(person(3), '{ users { nodes { email @reveal(reason: "r0", purpose: SECURITY) sessions { nodes { id } } } } }', inIdentity)
    expect(text).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n1), '[]'::json))
      from (select * from (select t0.id, t0.person_id, t0.email from identity.users t0
      where t0.brand_id = $1::uuid and t0.person_id = $2::uuid and now() < $3::timestamptz
      order by t0.id desc limit 101) t0 limit $4::bigint) t0
      cross join lateral (select json_build_object('nodes', coalesce(json_agg(n7), '[]'::json))
      from (select * from (select t4.id from identity.sessions t4
      where t4.brand_id = $1::uuid and exists (select 1 from identity.users s6 where s6.brand_id = $1::uuid and s6.id = t4.user_id and s6.person_id = $2::uuid and now() < $3::timestamptz) and t4.user_id = t0.id
      order by t4.id desc limit 101) t4 limit $5::bigint) t4
      cross join lateral (select t4.id as "id") n7) j3(j)
      cross join lateral (select case when t0.person_id = $2::uuid and now() < $3::timestamptz then t0.email end as "email", j3.j as "sessions", json_build_array(case when t0.email is null then 0 when t0.person_id = $2::uuid and now() < $3::timestamptz then 1 else 0 end, 'PERSON:' || t0.person_id) as "$log") n1"
    `)
    expect(parameters.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['GLASS_PERSON', 'GLASS_END']))
  })

  it('to a row reaches this row', () => {
    expect(sqlOf(holding({ kind: 'ENTITY', type: 'Invoice', id: fixtureId('invoice', 9) }, 1), '{ invoices { nodes { id } } }')).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n1), '[]'::json))
      from (select * from (select t0.id from billing.invoices t0
      where t0.brand_id = $1::uuid and t0.id = $2::uuid and now() < $3::timestamptz
      order by t0.id desc limit 101) t0 limit $4::bigint) t0
      cross join lateral (select t0.id as "id") n1"
    `)
  })

  it('makes the same statement for every subject and end', () => {
    const query = '{ users { nodes { email } } }'
    expect(planOf(person(3), query, inIdentity).name).toBe(planOf(person(4), query, inIdentity).name)
  })
})

describe('a lookup', () => {
  it('compares the column itself, and the plan says with which values', () => {
    const { text, lookups } = planOf(supportOf(1), 'query ($filter: UserFilter!) { users(filter: $filter) { nodes { email } } }', {
      ...inIdentity, variables: { filter: { email: { in: ['a@example.com'] } } }, facts: { budgets: { lookups: 1 } },
    })
    expect(text).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n1), '[]'::json))
      from (select * from (select t0.email from identity.users t0
      where t0.brand_id = $1::uuid and t0.email = any($2::text[])
      order by t0.id desc limit 101) t0 limit $3::bigint) t0
      cross join lateral (select case when t0.email is not null then case when t0.email::text ~ '^[A-Za-z0-9.!#$%&''*+/=?^_\`{|}~-]+@([A-Za-z0-9-]+[.])+[A-Za-z]{2,8}$' then coalesce(substring(t0.email::text from '^[A-Za-z0-9]'), '•') || '•••@•••' || substring(t0.email::text from '[.][A-Za-z]{2,8}$') else '••••@•••.•••' end end as "email") n1"
    `)
    expect(lookups).toEqual([{ coordinate: 'User.email', category: 'CONTACT', slot: 0 }])
  })
})

describe('one\'s own row that a merge brought', () => {
  const plan = (metadata: ModuleMetadata): string => {
    const engine = planEngines.get('identity')
    if (!engine) throw new Error('no engine')
    planEngines.set('merged', { ...engine, catalog: buildCatalog(metadata) })
    return sqlOf(memberOf(1), '{ users { nodes { email fullName } } }', { module: 'merged' })
  }

  it('is one\'s own when its time has come, by the column of the row', () => {
    expect(plan(withSelfAfter('identity', 'User'))).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n1), '[]'::json))
      from (select * from (select t0.person_id, t0.self_after, t0.email, t0.full_name from identity.users t0
      where t0.brand_id = $1::uuid and t0.person_id = $2::uuid
      order by t0.id desc limit 101) t0 limit $3::bigint) t0
      cross join lateral (select case when t0.person_id = $2::uuid and (t0.self_after is null or t0.self_after <= now()) then t0.email when t0.person_id = $2::uuid and coalesce(t0.self_after > now(), false) then case when t0.email is not null then case when t0.email::text ~ '^[A-Za-z0-9.!#$%&''*+/=?^_\`{|}~-]+@([A-Za-z0-9-]+[.])+[A-Za-z]{2,8}$' then coalesce(substring(t0.email::text from '^[A-Za-z0-9]'), '•') || '•••@•••' || substring(t0.email::text from '[.][A-Za-z]{2,8}$') else '••••@•••.•••' end end end as "email", case when t0.person_id = $2::uuid and (t0.self_after is null or t0.self_after <= now()) then t0.full_name when t0.person_id = $2::uuid and coalesce(t0.self_after > now(), false) then case when t0.full_name is not null then coalesce(substring(t0.full_name::text from '^[0-9A-Za-zÀ-ÖØ-öø-ɏḀ-ỿΆ-ΆΈ-ϿЀ-ҁҊ-ԯԱ-Ֆա-ֆא-תؠ-يٱ-ۓऄ-हঅ-হਅ-ਹઅ-હଅ-ହஅ-ஹఅ-హಅ-ಹഅ-ഹก-ะႠ-ჿぁ-ゖァ-ヺ㐀-䶿一-鿿가-힣]'), '•') || '•••' end end as "fullName", json_build_array(case when t0.full_name is null then 0 when t0.person_id = $2::uuid and (t0.self_after is null or t0.self_after <= now()) then 0 else 0 end) as "$log") n1"
    `)
  })

  it('is one\'s own when its time has come, by the journal of the module, which is read once', () => {
    expect(plan(withJournal('identity'))).toMatchInlineSnapshot(`
      "select json_build_object('nodes', coalesce(json_agg(n1), '[]'::json))
      from (select * from (select t0.person_id, t0.id, t0.email, t0.full_name from identity.users t0
      where t0.brand_id = $1::uuid and t0.person_id = $2::uuid
      order by t0.id desc limit 101) t0 limit $3::bigint) t0
      cross join lateral (select case when t0.person_id = $2::uuid and not (t0.id = any(array(select m3.row_id from identity.merge_journal m3 where m3.brand_id = $1::uuid and m3.table_name = 'users' and m3.column_name = 'person_id' and m3.self_after > now()))) then t0.email when t0.person_id = $2::uuid and t0.id = any(array(select m4.row_id from identity.merge_journal m4 where m4.brand_id = $1::uuid and m4.table_name = 'users' and m4.column_name = 'person_id' and m4.self_after > now())) then case when t0.email is not null then case when t0.email::text ~ '^[A-Za-z0-9.!#$%&''*+/=?^_\`{|}~-]+@([A-Za-z0-9-]+[.])+[A-Za-z]{2,8}$' then coalesce(substring(t0.email::text from '^[A-Za-z0-9]'), '•') || '•••@•••' || substring(t0.email::text from '[.][A-Za-z]{2,8}$') else '••••@•••.•••' end end end as "email", case when t0.person_id = $2::uuid and not (t0.id = any(array(select m3.row_id from identity.merge_journal m3 where m3.brand_id = $1::uuid and m3.table_name = 'users' and m3.column_name = 'person_id' and m3.self_after > now()))) then t0.full_name when t0.person_id = $2::uuid and t0.id = any(array(select m4.row_id from identity.merge_journal m4 where m4.brand_id = $1::uuid and m4.table_name = 'users' and m4.column_name = 'person_id' and m4.self_after > now())) then case when t0.full_name is not null then coalesce(substring(t0.full_name::text from '^[0-9A-Za-zÀ-ÖØ-öø-ɏḀ-ỿΆ-ΆΈ-ϿЀ-ҁҊ-ԯԱ-Ֆա-ֆא-תؠ-يٱ-ۓऄ-हঅ-হਅ-ਹઅ-હଅ-ହஅ-ஹఅ-హಅ-ಹഅ-ഹก-ะႠ-ჿぁ-ゖァ-ヺ㐀-䶿一-鿿가-힣]'), '•') || '•••' end end as "fullName", json_build_array(case when t0.full_name is null then 0 when t0.person_id = $2::uuid and not (t0.id = any(array(select m3.row_id from identity.merge_journal m3 where m3.brand_id = $1::uuid and m3.table_name = 'users' and m3.column_name = 'person_id' and m3.self_after > now()))) then 0 else 0 end) as "$log") n1"
    `)
  })
})
