import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { modules } from '../schema/metadata/index.ts'
import type { ModuleMetadata } from '../schema/model.ts'
import { declarationOf } from './print-schema.ts'

/** Modules whose ids a module holds, by the order of modules; the listed exceptions point upwards and are no dependency. */
const providersOf = ({ name, order, entities }: ModuleMetadata): readonly string[] => {
  const targets = new Set(entities.flatMap(({ references }) => references.map(({ target }) => target.module)))
  return modules.filter(provider => targets.has(provider.name) && provider.order < order && provider.name !== name).map(provider => provider.name)
}

describe.each(modules.map(metadata => ({ metadata, name: metadata.name })))('$name', ({ metadata, name }) => {
  it('depends on the modules whose ids it holds, and says so', async () => {
    expect((await declarationOf(name)).dependsOn).toEqual(providersOf(metadata))
  })

  it('asks one question', async () => {
    expect((await declarationOf(name)).question).toMatch(/^[A-Z][^?]*\?$/)
  })

  it('declares itself on one page', async () => {
    const text = await readFile(new URL(`./${name}/module.ts`, import.meta.url), 'utf8')
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40)
  })
})
