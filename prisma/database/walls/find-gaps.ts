import type pg from 'pg'
import { attempt } from './attempt.ts'
import type { Attempt } from './attempt.ts'
import type { CatalogTable } from './catalog-table.ts'
import { plantRow } from './plant-row.ts'

export interface TenantWall {
  readonly table: CatalogTable
  readonly own: string
  readonly other: string
  /** Triggers do not fire in this session, so every refusal must be that of row security; else a rule of the table may refuse before it. */
  readonly withoutTriggers?: boolean
}

export interface WallReport {
  readonly checks: number
  /** One line for each thing that got through, or that could not be checked for want of rows. */
  readonly gaps: readonly string[]
}

type Key = readonly string[]
type Check = (client: pg.ClientBase, wall: TenantWall, keys: { readonly own: Key; readonly other: Key }) => Promise<readonly (string | false)[]>

const REFUSED = '42501'
const NIL = '00000000-0000-0000-0000-000000000000'

/** Tries to get from one brand into another through one table, as the role that the session has. Leaves nothing behind; needs an open transaction. */
export async function findGaps(client: pg.ClientBase, wall: TenantWall): Promise<WallReport> {
  const { table, own, other } = wall
  const keys = { other: await someKey(client, table, other), own: await someKey(client, table, own) }
  if (keys.own === undefined || keys.other === undefined) return { checks: 1, gaps: [`${table.name}: a brand has no row in it, so nothing is proved`] }
  const results: (string | false)[] = [!(table.rowSecurity && table.forced) && 'row security is not forced']
  for (const check of CHECKS) results.push(...await check(client, wall, { own: keys.own, other: keys.other }))
  return { checks: results.length, gaps: results.filter((gap) => gap !== false).map((gap) => `${table.name}: ${gap}`) }
}

async function enter(client: pg.ClientBase, brandId: string): Promise<void> {
  await client.query(`select set_config('app.brand_id', $1, true)`, [brandId])
}

async function someKey(client: pg.ClientBase, table: CatalogTable, brandId: string): Promise<Key | undefined> {
  await enter(client, brandId)
  return await firstKey(client, table, brandId) ?? (await plantRow(client, table, brandId), firstKey(client, table, brandId))
}

/** Asked with the brand in the predicate, so that it is right even where the wall is missing. */
async function firstKey(client: pg.ClientBase, { name, key }: CatalogTable, brandId: string): Promise<Key | undefined> {
  const { rows } = await client.query<{ key: Key }>(`select array[${key.map((column) => `${column}::text`).join(', ')}] as key from ${name} where brand_id::text = $1 limit 1`, [brandId])
  return rows[0]?.key
}

const hasKey = ({ key }: CatalogTable): string => key.map((column, n) => `${column}::text = $${n + 1}`).join(' and ')

const CHECKS: readonly Check[] = [
  async function readsOtherBrand(client, { table, own, other }, keys) {
    await enter(client, own)
    const count = async (where: string, values: readonly string[]): Promise<boolean> => (await attempt(client, `select 1 from ${table.name} where ${where}`, values)).count > 0
    return [
      !await count('brand_id::text = $1', [own]) && 'shows no row of its own brand, so nothing is proved',
      await count('brand_id::text is distinct from $1', [own]) && 'lists rows of another brand',
      await count('brand_id::text = $1', [other]) && 'shows rows to who asks for another brand',
      await count(hasKey(table), keys.other) && 'shows a row of another brand by its key',
    ]
  },
  async function readsWithoutBrand(client, { table }) {
    const seen: (string | false)[] = []
    for (const brand of ['', NIL]) {
      await enter(client, brand)
      seen.push((await attempt(client, `select 1 from ${table.name} limit 1`)).count > 0 && `shows rows when the brand is '${brand}'`)
    }
    return seen
  },
  async function switchesRowSecurityOff(client, { table, own }) {
    await enter(client, own)
    await client.query('set local row_security = off')
    const { refusal } = await attempt(client, `select 1 from ${table.name}`)
    await client.query('set local row_security = on')
    return [refusal !== REFUSED && 'may be read with row security off']
  },
  async function insertsIntoOtherBrand(client, { table, own, other, withoutTriggers = false }, keys) {
    await enter(client, own)
    const moved = await attempt(client, copyRow(table, `'${other}'`), keys.own)
    const kept = await attempt(client, copyRow(table, `'${own}'`), keys.own)
    await enter(client, '')
    const nowhere = await attempt(client, copyRow(table, `'${own}'`, 'values'), [])
    return [
      !isRefused(moved, withoutTriggers) && `takes a copy of an own row for another brand (${describe(moved)})`,
      isRowSecurity(kept) && 'refuses an own row, so the refusal of another one proves nothing',
      !isRefused(nowhere, withoutTriggers) && `takes a row when no brand is set (${describe(nowhere)})`,
    ]
  },
  async function changesOtherBrand(client, { table, own, other, withoutTriggers = false }, keys) {
    await enter(client, own)
    const away = await attempt(client, `update ${table.name} set brand_id = '${other}' where ${hasKey(table)}`, keys.own)
    const theirs = await attempt(client, `update ${table.name} set brand_id = brand_id where ${hasKey(table)}`, keys.other)
    const gone = await attempt(client, `delete from ${table.name} where ${hasKey(table)}`, keys.other)
    const mayUpdate = table.columns.some(({ name, updatable }) => name === 'brand_id' && updatable)
    return [
      !(mayUpdate ? isRefused(away, withoutTriggers) : away.refusal === REFUSED) && `gives an own row to another brand (${describe(away)})`,
      theirs.count > 0 && 'changes a row of another brand',
      gone.count > 0 && 'deletes a row of another brand',
    ]
  },
  async function asksOwnFunction(client, { table, own }) {
    await enter(client, own)
    const notices: string[] = []
    const hear = ({ message }: { readonly message?: string }): void => void notices.push(message ?? '')
    client.on('notice', hear)
    // the own brand is told of once, every other row at once: a table may be long
    await attempt(client, `do $do$ begin
      create function pg_temp.tell(brand text) returns boolean language plpgsql cost 0.0000001 as $f$ begin
        if brand is distinct from '${own}' or current_setting('app.told', true) is distinct from 'yes' then
          perform set_config('app.told', 'yes', true);
          raise notice '%', brand;
        end if;
        return false;
      end $f$;
      perform from ${table.name} where pg_temp.tell(brand_id::text);
    end $do$`)
    client.off('notice', hear)
    return [
      !notices.includes(own) && 'was never shown to a function of the caller, so nothing is proved',
      notices.some((brand) => brand !== own) && 'shows a hidden row to a function that runs before the policy',
    ]
  },
]

/** A new row like an own one. A column that the role cannot read gets a text; `values` only where a copy would find no row to copy. */
function copyRow({ name, columns, key }: CatalogTable, brand: string, how: 'copy' | 'values' = 'copy'): string {
  const written = columns.filter(({ computed }) => !computed)
  if (how === 'values') return `insert into ${name} (brand_id) values (${brand})`
  const terms = written.map((column) => (column.name === 'brand_id' ? brand : column.readable ? column.name : `md5(random()::text)::${column.type}`))
  const where = key.map((column, n) => `${column}::text = $${n + 1}`).join(' and ')
  return `insert into ${name} (${written.map((column) => column.name).join(', ')}) select ${terms.join(', ')} from ${name} where ${where}`
}

/** 23514 and 23001: a rule of the table looked for the row's surroundings in the other brand and did not see them. */
const isRefused = (outcome: Attempt, strict: boolean): boolean => isRowSecurity(outcome) || (!strict && ['23514', '23001'].includes(outcome.refusal ?? ''))

const isRowSecurity = ({ refusal, message }: Attempt): boolean => refusal === REFUSED && message.includes('row-level security')

const describe = ({ refusal, message }: Attempt): string => (refusal === undefined ? 'it ran' : `${refusal} ${message}`)
