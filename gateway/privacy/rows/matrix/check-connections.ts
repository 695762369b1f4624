import { atPath, listAt } from '../../../e2e/harness/at-path.ts'
import { askModule } from '../../ask-module.ts'
import { tableOf } from '../../oracle/row-sql.ts'
import { expectedSql } from './expected-sql.ts'
import { askAs, chunks, hiddenIds, isKnown, visibleIds } from './matrix-ground.ts'
import type { MatrixCheck, MatrixGround } from './matrix-ground.ts'
import { contributedLeads, listLeads } from './row-leads.ts'
import type { RowLead } from './row-leads.ts'

const MOST_PARENTS = 2
const MOST_LISTS = 5
const PAGE = 30

/** A list inside a row holds and counts the rows of the oracle; so does one that another module hangs on a row which the asker cannot see. */
export const checkConnections: MatrixCheck = async (ground) => {
  if (isKnown(ground)) for (const parent of visibleIds(ground).slice(0, MOST_PARENTS)) await checkInside(ground, parent)
  for (const parent of [...hiddenIds(ground).slice(0, MOST_PARENTS), ...visibleIds(ground).slice(0, 1)]) await checkContributed(ground, parent)
}

async function checkInside(ground: MatrixGround, parent: string): Promise<void> {
  for (const leads of chunks(listLeads(ground.entity), MOST_LISTS)) {
    const { data, errors } = await askAs(ground, `{ row: ${ground.entity.singular}(id: "${parent}") { ${selection(leads)} } }`)
    for (const [n, lead] of leads.entries()) await judge(ground, { lead, parent, list: atPath(data, 'row', `l${n}`), problem: errors[0]?.message })
  }
}

async function checkContributed(ground: MatrixGround, parent: string): Promise<void> {
  const { entity: { type }, asker: { principal }, world } = ground
  for (const lead of contributedLeads(ground.entity)) {
    const module = world.subgraphs.find(({ name }) => name === lead.module)
    const key = await valueOf(ground, lead.from, parent)
    if (module === undefined || key === undefined) continue
    const by = ground.entity.columns.find(({ name }) => name === lead.from)?.field ?? lead.from
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${selection([lead])} } } }`
    const { data, errors } = await askModule(module, { query, variables: { representations: [{ __typename: type, [by]: key }] }, principal })
    await judge(ground, { lead, parent, list: atPath(listAt(data, '_entities')[0], 'l0'), problem: errors[0]?.message })
  }
}

const selection = (leads: readonly RowLead[]): string => leads.map(({ field }, n) => `l${n}: ${field}(first: ${PAGE}) { totalCount nodes { id } }`).join(' ')

interface Shown {
  readonly lead: RowLead
  readonly parent: string
  readonly list: unknown
  readonly problem: string | undefined
}

async function judge(ground: MatrixGround, { lead, parent, list, problem }: Shown): Promise<void> {
  const { asker, entity, found } = ground
  const expected = await expectedBehind(ground, lead, parent)
  const shown = listAt(list, 'nodes').map((node) => String(atPath(node, 'id')))
  const strange = shown.filter((id) => !expected.includes(id))
  // a module that knows nothing of the parent may as well say nothing
  const counts = atPath(list, 'totalCount') ?? 0
  const holds = problem === undefined && strange.length === 0 && counts === expected.length && shown.length === Math.min(expected.length, PAGE)
  found.judge('connection', holds, () => `${asker.label}: ${entity.type}.${lead.field} of ${parent} has ${String(counts)} rows instead of ${expected.length}, ${strange.length} hidden ${strange[0] ?? ''} ${problem ?? ''}`)
}

async function expectedBehind({ database, asker: { rights } , entity }: MatrixGround, { target, from, to }: RowLead, parent: string): Promise<readonly string[]> {
  const { rows } = await database.query<{ id: string }>(`select t.id::text from ${tableOf(target)} t where ${expectedSql(target, rights)} and exists (select from ${tableOf(entity)} p where p.id = $1 and p.${from} = t.${to})`, [parent])
  return rows.map(({ id }) => id)
}

async function valueOf({ database, entity }: MatrixGround, column: string, id: string): Promise<string | undefined> {
  const { rows: [row] } = await database.query<{ value: string | null }>(`select ${column}::text as value from ${tableOf(entity)} where id = $1`, [id])
  return row?.value ?? undefined
}
