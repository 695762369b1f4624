import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, getOperationAST, parse, validate } from 'graphql'
import { expect, it } from 'vitest'
import { projectFolder } from '../../prisma/database/project-folder.ts'
import { personas } from '../../prisma/seed/personas.ts'
import { readExamples } from './read-examples.ts'

const examples = readExamples()
const schema = buildSchema(readFileSync(join(projectFolder, 'schema/supergraph.graphql'), 'utf8'), { assumeValidSDL: true })

it('shows the masked e-mails first, since a new tab opens with them', () => {
  expect(examples.map(({ name }) => name)).toEqual([
    'masked-emails', 'one-workspace', 'filter-order-page', 'revenue', 'recurring-revenue', 'analyst', 'reveal', 'reveal-for-ticket', 'refused-filter', 'never-shown', 'myself', 'open-tickets',
  ])
})

it.each(examples.map(example => [example.name, example] as const))('%s asks for what the graph has', (_name, { query }) => {
  expect(validate(schema, parse(query))).toEqual([])
  expect(getOperationAST(parse(query))?.name).toBeDefined()
})

it.each(examples.map(example => [example.name, example] as const))('%s names a persona who may ask for its purpose, and holds no id', (_name, example) => {
  const persona = personas.find(({ name }) => name === example.persona)
  expect(persona?.purposes).toContain(example.purpose)
  expect(example.description).not.toBe('')
  expect(example.query).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
})
