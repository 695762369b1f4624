import type { World } from '../../e2e/harness/open-world.ts'
import { exportClient } from '../../e2e/exports/export-client.ts'
import { canaryInput } from '../canary/canary-value.ts'
import type { CanaryColumn, Cells } from '../canary/cells.ts'
import type { CanaryFinder } from '../canary/find-canaries.ts'
import { REFUSALS } from '../canary/judge-answer.ts'
import type { Person } from '../person.ts'
import { shuffled } from '../shuffled.ts'
import { fileText, FORMATS } from './file-text.ts'

export interface ExportCanary {
  readonly world: World
  readonly cells: Cells
  readonly find: CanaryFinder
  readonly people: readonly Person[]
  readonly seed: number
  /** On the clock of `performance`. */
  readonly until: number
}

export interface ExportCanaryResult {
  files: number
  rows: number
  bytes: number
  /** Files with a condition on a sensitive column, and those of them that were refused. */
  conditions: number
  refused: number
  readonly faults: string[]
}

/** As many as a caller may keep; then some are given up. */
const KEPT = 12

/** Files of everything sensitive as everybody: a file holds masks at most, so no canary may be in one; nor may its length tell of one. */
export async function exportCanaries({ world, cells, find, people, seed, until }: ExportCanary): Promise<ExportCanaryResult> {
  const result: ExportCanaryResult = { files: 0, rows: 0, bytes: 0, conditions: 0, refused: 0, faults: [] }
  const entities = [...new Set(cells.columns.map(({ entity }) => entity))]
  for (const [place, person] of people.entries()) {
    const client = exportClient(world, { as: person, headers: { 'x-veil-purpose': person.purpose } })
    const kept: string[] = []
    const ownUntil = performance.now() + (until - performance.now()) / (people.length - place)
    const make = async (query: string, asWas: string, variables: object = {}): Promise<void> => {
      const format = FORMATS[(result.files + result.refused) % FORMATS.length] ?? 'CSV'
      const answer = await client.create(query, { format, variables })
      if (find(withoutOwn(answer.text, variables)).length > 0) result.faults.push(`the answer to ${asWas} repeats a canary`)
      if (answer.codes.length > 0) {
        result.refused++
        if (!answer.codes.every((code) => REFUSALS.includes(code))) result.faults.push(`${answer.codes.join()}: ${asWas}`)
        return
      }
      const id = idIn(answer.text)
      const ended = await client.ended(id)
      kept.push(id)
      if (ended.status !== 'READY') result.faults.push(`${ended.status} ${ended.code ?? ''}: ${asWas}`)
      else {
        const { bytes } = await client.file(id)
        result.files++
        result.rows += ended.rows
        result.bytes += bytes.length
        const found = find(await fileText(format, bytes))
        result.faults.push(...new Set(found.map(({ cell, form }) => `${cell?.of.coordinate ?? 'a piece of a canary'} (${form}) is in a file: ${asWas}`)))
        if ('f' in variables && ended.rows > 0) result.faults.push(`${ended.rows} rows tell of a hidden value: ${asWas}`)
      }
      while (kept.length >= KEPT) await client.cancel(kept.shift() ?? '')
    }
    for (const entity of shuffled(entities, seed + place)) {
      if (performance.now() > ownUntil) break
      const own = cells.columns.filter((column) => column.entity === entity)
      const fields = own.map(({ column }) => column.field).join(' ')
      await make(`{ ${entity.plural} { nodes { id ${fields} } } }`, `a file of ${entity.type} as ${person.label}`)
      const [target] = shuffled(own.filter(isFilterable), seed + place)
      if (target === undefined) continue
      result.conditions++
      await make(`query ($f: ${entity.type}Filter) { ${entity.plural}(filter: $f) { nodes { id } } }`, `a file by ${target.coordinate} as ${person.label}`, { f: { [target.column.field]: { eq: canaryInput(target.form, target.first) } } })
    }
    for (const id of kept) await client.cancel(id)
  }
  return result
}

function isFilterable({ column: { label }, form }: CanaryColumn): boolean {
  return !label.public && label.category !== 'CREDENTIAL' && typeof canaryInput(form, 1) === 'string' && form !== 'DIGITS'
}

/** What the caller wrote may stand in an answer to the caller. */
function withoutOwn(text: string, variables: object): string {
  return Object.values(variables).length === 0 ? text : text.replaceAll(JSON.stringify(variables).slice(1, -1), '')
}

function idIn(text: string): string {
  return /"id":"([0-9a-f-]{36})"/.exec(text)?.[1] ?? ''
}
