import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import type { ExportColumn, ExportRow } from './export-column.ts'
import { EXPORT_FORMATS, openWriter } from './open-writer.ts'
import type { ExportFormat } from './open-writer.ts'

const COLUMNS: readonly ExportColumn[] = [
  { name: 'id', path: ['id'], kind: 'TEXT' },
  { name: 'workspace.name', path: ['workspace', 'name'], kind: 'TEXT' },
  { name: 'quantity', path: ['quantity'], kind: 'INTEGER' },
  { name: 'share', path: ['share'], kind: 'NUMBER' },
  { name: 'isPaid', path: ['isPaid'], kind: 'BOOLEAN' },
  { name: 'occurredAt', path: ['occurredAt'], kind: 'TIME' },
  { name: 'tags', path: ['tags'], kind: 'JSON' },
]

const row = (number: number): ExportRow => ({
  id: `row ${number}`, workspace: number % 3 === 0 ? null : { name: `Größe ${number % 5}` }, quantity: -number, share: number / 8, isPaid: number % 2 === 0,
  occurredAt: new Date(Date.UTC(2026, 0, 1) + number * 1001).toISOString(), tags: [number, '=1+1'],
})

const rowsOf = (from: number, to: number): readonly ExportRow[] => Array.from({ length: to - from }, (_, index) => row(from + index))

const joined = (pieces: readonly Uint8Array[]): Uint8Array => Buffer.concat(pieces)

const textOf = (format: ExportFormat, columns: readonly ExportColumn[], rows: readonly ExportRow[]): string => {
  const writer = openWriter(format, columns)
  return Buffer.concat([writer.write(rows), writer.end()]).toString()
}

const column = (kind: ExportColumn['kind']): ExportColumn => ({ name: 'a', path: ['a'], kind })

describe('every format', () => {
  it.each(EXPORT_FORMATS)('%s is the same bytes when another writer goes on behind a mark', format => {
    const whole = openWriter(format, COLUMNS)
    const expected = joined([whole.write(rowsOf(0, 40)), whole.write(rowsOf(40, 41)), whole.write(rowsOf(41, 90)), whole.end()])

    const first = openWriter(format, COLUMNS)
    const begun = [first.write(rowsOf(0, 40)), first.write(rowsOf(40, 41))]
    const marks = [first.mark()]
    const second = openWriter(format, COLUMNS, marks)
    const last = second.write(rowsOf(41, 90))
    const third = openWriter(format, COLUMNS, [...marks, second.mark()])
    expect(joined([...begun, last, third.end()])).toEqual(expected)
  })

  it.each(EXPORT_FORMATS)('%s of no rows is a file all the same', async format => {
    const writer = openWriter(format, COLUMNS)
    const bytes = writer.end()
    if (format !== 'PARQUET') return expect(Buffer.from(bytes).toString()).toBe(format === 'CSV' ? `${COLUMNS.map(({ name }) => name).join()}\r\n` : '')
    expect(await parquetReadObjects({ file: Uint8Array.from(bytes).buffer })).toEqual([])
  })
})

describe('CSV', () => {
  it('tells null from an empty text, and quotes what RFC 4180 wants quoted', () => {
    const rows = [null, '', 'plain', 'a,b', 'say "hi"', 'two\nlines', ' edge'].map(a => ({ a }))
    expect(textOf('CSV', [column('TEXT')], rows)).toBe('a\r\n\r\n""\r\nplain\r\n"a,b"\r\n"say ""hi"""\r\n"two\nlines"\r\n" edge"\r\n')
  })

  it('lets no text be a formula', () => {
    const rows = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', 'a=1', '=HYPERLINK("http://x","y")', ' =1', '\uFEFF=1', 'a;=1', 'a\t=1'].map(a => ({ a }))
    const cells = textOf('CSV', [column('TEXT')], rows).split('\r\n').slice(1, -1)
    expect(cells).toEqual(["'=1+1", "'+1", "'-1", "'@SUM(A1)", '"\'\t=1"', '"\'\r=1"', '"\'\n=1"', "'＝1", 'a=1', '"\'=HYPERLINK(""http://x"",""y"")"', "' =1", "'\uFEFF=1", '"a;=1"', '"a\t=1"'])
  })

  it('leaves the minus of a number alone', () => {
    expect(textOf('CSV', [column('INTEGER')], [{ a: -5 }])).toBe('a\r\n-5\r\n')
  })

  it('writes what is nested as JSON in one cell', () => {
    expect(textOf('CSV', [column('JSON')], [{ a: [{ b: 'x' }] }])).toBe('a\r\n"[{""b"":""x""}]"\r\n')
  })
})

describe('JSONL', () => {
  it('has one object a line, whatever stands in it', () => {
    const rows = [{ a: 'two\nlines', b: { c: [1] } }, { a: '\u2028' }]
    const lines = textOf('JSONL', [], rows).split('\n')
    expect(lines.pop()).toBe('')
    expect(lines.map(line => JSON.parse(line))).toEqual(rows)
  })
})

describe('Parquet', () => {
  const written = (rows: readonly ExportRow[]): ArrayBuffer => {
    const writer = openWriter('PARQUET', COLUMNS)
    return Uint8Array.from(joined([writer.write(rows.slice(0, 300)), writer.write(rows.slice(300)), writer.end()])).buffer
  }

  it('is read back by another library, value by value', async () => {
    const rows = rowsOf(0, 500)
    const read = await parquetReadObjects({ file: written(rows) })
    expect(read).toEqual(rows.map((one, number) => ({
      'id': one.id, 'workspace.name': number % 3 === 0 ? null : `Größe ${number % 5}`, 'quantity': BigInt(-number), 'share': one.share, 'isPaid': one.isPaid,
      'occurredAt': new Date(String(one.occurredAt)), 'tags': JSON.stringify(one.tags),
    })))
  })

  it('has a row group for what was written at once, and no value in its end', () => {
    const { row_groups } = parquetMetadata(written(rowsOf(0, 500)))
    expect(row_groups.map(({ num_rows }) => num_rows)).toEqual([300n, 200n])
    expect(row_groups.flatMap(({ columns }) => columns).map(({ meta_data }) => meta_data?.statistics)).toEqual(Array.from({ length: 14 }, () => undefined))
  })

  it('has null in the place of a value that is not of its column', async () => {
    const rows = [{ id: 5, workspace: 'x', quantity: '•••', share: '•••', isPaid: '•••', occurredAt: '•••', tags: 'x' }]
    expect(await parquetReadObjects({ file: written(rows) })).toEqual([{ 'id': '5', 'workspace.name': null, 'quantity': null, 'share': null, 'isPaid': null, 'occurredAt': null, 'tags': '"x"' }])
  })
})
