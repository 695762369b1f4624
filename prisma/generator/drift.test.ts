import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { generateMetadata, printFiles } from './generate-metadata.ts'
import { GENERATED_HEADER } from './print-metadata.ts'
import { layoutOfFiles, modelOfFiles, readPrismaFiles } from './prisma-model.ts'
import { describeProblems } from './problem.ts'

const SCHEMA = fileURLToPath(new URL('../schema', import.meta.url))
const METADATA = fileURLToPath(new URL('../../schema/metadata', import.meta.url))

function committed(): ReadonlyMap<string, string> {
  const texts = readdirSync(METADATA).map(name => [name, readFileSync(join(METADATA, name), 'utf8')] as const)
  return new Map(texts.filter(([, text]) => text.startsWith(GENERATED_HEADER)))
}

describe('schema/metadata', () => {
  const files = readPrismaFiles(SCHEMA)
  const { modules, problems } = generateMetadata(modelOfFiles(files), layoutOfFiles(files))

  it('comes from a model that keeps every convention', () => {
    expect(problems, describeProblems(problems)).toEqual([])
  })

  it('is what the model says, byte for byte', () => {
    const expected = printFiles(modules)
    const found = committed()
    const names = new Set([...expected.keys(), ...found.keys()])
    const drifted = [...names].filter(name => expected.get(name) !== found.get(name)).sort()
    expect(drifted, `schema/metadata differs from prisma/schema in ${drifted.join(', ')}. Run: npm run generate`).toEqual([])
  })
})
