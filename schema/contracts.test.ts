import { readFile } from 'node:fs/promises'
import { Kind, parse } from 'graphql'
import { beforeAll, expect, it } from 'vitest'
import { committedContracts, lintableContracts } from './compose.ts'
import { lintContracts } from './lint/lints.ts'
import { modules } from './metadata/index.ts'
import { coordinateOf } from './sdl/coordinate.ts'
import { exposedColumns, exposedEntities } from './sdl/exposed.ts'
import { labelsOf, type Labels } from './sdl/read-labels.ts'
import { subjectText } from './sdl/sensitivity.ts'

let supergraph = ''
let labels: Labels = new Map()

beforeAll(async () => {
  supergraph = await readFile(new URL('./supergraph.graphql', import.meta.url), 'utf8')
  labels = labelsOf(supergraph)
})

it('has no finding of the lints', async () => {
  expect(lintContracts(await lintableContracts())).toEqual([])
})

it('keeps every label of every contract in the supergraph', async () => {
  expect(labels).toEqual(new Map((await committedContracts()).flatMap(({ sdl }) => [...labelsOf(sdl)])))
})

it('labels every sensitive column of the model as the model does, and no other column', () => {
  const columns = modules.flatMap(exposedEntities).flatMap(entity => exposedColumns(entity).map(column => ({
    coordinate: coordinateOf(entity, column), label: column.label, subject: subjectText(entity, column),
  })))
  for (const { coordinate, label, subject } of columns) {
    const found = labels.get(coordinate)
    if (label.public) expect([coordinate, found?.category, found?.scope ?? []]).toEqual([coordinate, undefined, label.scope === undefined ? [] : [label.scope]])
    else expect(found, coordinate).toMatchObject({ level: label.level, category: label.category, mask: label.mask, lookup: label.lookup, pseudonym: label.pseudonym, subject })
  }
  expect(columns.filter(({ label }) => !label.public).length).toBeGreaterThan(80)
})

it('has a type, an entry point by id and a list for every exposed table', () => {
  const query = parse(supergraph).definitions.find(node => node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === 'Query')
  const fields = query?.kind === Kind.OBJECT_TYPE_DEFINITION ? (query.fields ?? []).map(({ name }) => name.value) : []
  expect(fields).toEqual(expect.arrayContaining(modules.flatMap(exposedEntities).flatMap(({ singular, plural }) => [singular, plural])))
})

it('takes no credential as an input; that a dimension names one is so that its refusal can say why', () => {
  const credentials = [...labels].filter(([coordinate, { category }]) => category === 'CREDENTIAL' && !/^\w+Dimension\./.test(coordinate))
  expect(credentials.length).toBeGreaterThan(3)
  expect(credentials.filter(([coordinate, { reads }]) => reads.join() !== coordinate)).toEqual([])
})
