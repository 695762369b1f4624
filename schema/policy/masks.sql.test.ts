import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { MASK_FORMATS, type MaskFormat } from '../model.ts'
import { maskSql, maskValue, type MaskColumns } from './masks.ts'
import { HOSTILE_VALUES } from './masks/hostile-values.ts'

const ALL_COLUMNS: MaskColumns = { countrySql: 't.country', redactedSql: 't.redacted', versionSql: 't.version' }
const COUNTRIES = ['DE', 'us', '', 'D', 'DEU', 'Ü1', null] as const
const REDACTED = ['a ‹email› b', '', null] as const
const VERSIONS = [0, 1, 2, null] as const

let database: pg.Client

beforeAll(async () => {
  database = new pg.Client({ connectionString: inject('testDatabaseUrl') })
  await database.connect()
})

afterAll(() => database.end())

async function maskedBy(format: MaskFormat, values: readonly (string | null)[], type: string): Promise<(string | null)[]> {
  const { rows } = await database.query<{ masked: string | null }>({
    text: `select (${maskSql(format, 't.value')})::text as masked from unnest($1::${type}[]) with ordinality as t(value, place) order by place`,
    values: [values],
  })
  return rows.map(({ masked }) => masked)
}

describe('maskSql on Postgres', () => {
  it.each(MASK_FORMATS)('%s agrees with maskValue on every hostile text, and null stays null', async (format) => {
    const values = [...HOSTILE_VALUES, null]
    expect(await maskedBy(format, values, 'text')).toEqual(values.map((value) => maskValue(format, value)))
  })

  it.each(MASK_FORMATS)('%s agrees with maskValue on ten thousand random texts', async (format) => {
    const values = randomTexts(10_000)
    expect(await maskedBy(format, values, 'text')).toEqual(values.map((value) => maskValue(format, value)))
  })

  it('masks addresses of type inet in whatever form they were written', async () => {
    const addresses = ['203.0.113.7', '203.0.113.0/24', '0.0.0.0/0', '2001:db8::1', '2001:0db8:0000:0000:0000:0000:0000:0001/64', '::', '::1', '::ffff:203.0.113.7', '1::', 'abcd:ef01:2345:6789:abcd:ef01:2345:6789', null]
    expect(await maskedBy('IP', addresses, 'inet')).toEqual([
      '203.0.•.•', '203.0.•.•', '0.0.•.•', '2001:db8:•:•:•:•:•:•', '2001:db8:•:•:•:•:•:•', '0:0:•:•:•:•:•:•', '0:0:•:•:•:•:•:•', '0:0:•:•:•:•:•:•', '1:0:•:•:•:•:•:•', 'abcd:ef01:•:•:•:•:•:•', null,
    ])
  })

  it('masks columns of every type without raising', async () => {
    for (const [type, value] of [['jsonb', '{"a": [null]}'], ['jsonb', 'null'], ['integer', '-5'], ['bigint', '9'], ['timestamptz', 'infinity'], ['numeric', 'NaN'], ['boolean', 't'], ['char(2)', 'D'], ['uuid', '00000000-0000-7000-8000-000000000000'], ['bytea', '\\x00ff'], ['text[]', '{a,NULL}']] as const) {
      for (const format of MASK_FORMATS) {
        const { rows } = await database.query({ text: `select ${maskSql(format, 't.value')} as masked from (select $1::text::${type} as value) t`, values: [value] })
        expect(rows).toHaveLength(1)
      }
    }
  })

  it('agrees on country, redacted copy and version of the same row', async () => {
    for (const country of COUNTRIES) for (const redacted of REDACTED) for (const version of VERSIONS) for (const format of ['TAX_ID', 'TEXT'] as const) {
      const { rows } = await database.query<{ masked: string | null }>({
        text: `select ${maskSql(format, 't.value', ALL_COLUMNS)} as masked from (select 'x'::text as value, $1::text as country, $2::text as redacted, $3::smallint as version) t`,
        values: [country, redacted, version],
      })
      expect(rows[0]?.masked).toBe(maskValue(format, 'x', { country, redacted, version }))
    }
  })

  it('means the same where backslashes in constants are escapes', async () => {
    await database.query('set standard_conforming_strings = off; set backslash_quote = on')
    try {
      for (const format of MASK_FORMATS) expect(await maskedBy(format, HOSTILE_VALUES, 'text')).toEqual(HOSTILE_VALUES.map((value) => maskValue(format, value)))
    } finally {
      await database.query('reset standard_conforming_strings; reset backslash_quote')
    }
  })
})

/** Texts from the letters that matter to the formats; the same ones in every run. */
function randomTexts(count: number): string[] {
  const letters = [...'aZé李م0123456789@@..::+-/ \n\'"\\•ffF', '.org', '@example', '+49', '::', '2001:', '203.0.', '\u202e', '😀']
  let state = 20260630
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  return Array.from({ length: count }, () => Array.from({ length: next(14) }, () => letters[next(letters.length)]).join(''))
}
