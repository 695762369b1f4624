import { withClient } from '../../../prisma/database/open-client.ts'
import { modules } from '../../../schema/metadata/index.ts'

const TEXTS: ReadonlySet<string> = new Set(['text', 'char', 'jsonb', 'inet', 'date', 'bytea', 'varchar', 'citext'])

/** Every different value that stands in a labelled column of the demo data, as Postgres writes it, and all ids of people. */
export const sensitiveValues = (superuserUrl: string): Promise<ReadonlySet<string>> => withClient(superuserUrl, async client => {
  const values = new Set<string>()
  for (const { schema, table, columns } of modules.flatMap(({ entities }) => entities)) {
    const wanted = columns.filter(({ label, pgType, name }) => (!label.public && TEXTS.has(pgType)) || /^(?:.*_)?(?:person|user)_id$/.test(name))
    for (const { name } of wanted) {
      const { rows } = await client.query<{ value: string }>(`select distinct "${name}"::text as value from "${schema}"."${table}" where "${name}" is not null`)
      for (const { value } of rows) values.add(value)
    }
  }
  return values
})

/** Those of them that stand in a text, in whatever case; short ones only where they are a whole word of it. */
export const valuesIn = (text: string, values: ReadonlySet<string>): readonly string[] => {
  const lower = text.toLowerCase()
  const words = new Set(lower.split(/[^\p{L}\p{N}_@.+-]+/u))
  return [...values].filter(value => {
    const wanted = value.trim().toLowerCase()
    return wanted.length >= 8 ? lower.includes(wanted) : wanted.length >= 3 && words.has(wanted)
  })
}
