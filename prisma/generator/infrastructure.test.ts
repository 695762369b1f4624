import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { modules } from '../../schema/metadata/index.ts'
import { infrastructureFiles, printInfrastructure, readModuleShapes } from './infrastructure.ts'

const SCHEMA = new URL('../schema/', import.meta.url).pathname

describe('the machinery of a module', () => {
  it('stands in its Prisma file as it is written here', () => {
    const files = infrastructureFiles(readModuleShapes())
    expect([...files.keys()]).toEqual(modules.map(({ name }) => `infrastructure/${name}.prisma`))
    for (const [path, text] of files) expect(readFileSync(join(SCHEMA, path), 'utf8'), path).toBe(text)
  })

  it('has a journal of merges where the module holds ids of persons, and never in audit', () => {
    const withJournal = readModuleShapes().filter(({ holdsPersons }) => holdsPersons).map(({ name }) => name)
    expect(withJournal).toEqual(expect.arrayContaining(['organization', 'entitlements', 'billing', 'support']))
    expect(['identity', 'cooperative', 'audit', 'integration'].filter(name => withJournal.includes(name))).toEqual([])
  })

  it('keeps the audit log to the letter', () => {
    const [, model = ''] = /model SpaceTravelAuditEntry \{([\s\S]*?)\n\}/.exec(printInfrastructure({ name: 'space_travel', holdsPersons: false })) ?? []
    const columns = [...model.matchAll(/^ {2}(\w+) +(\w+\??)/gm)].map(([, name, type]) => `${name} ${type}`)
    expect(columns).toEqual(['id String', 'occurredAt DateTime', 'actorType String', 'actorId String', 'actorBrandId String?', 'eventType String', 'entityType String?', 'entityId String?', 'brandId String', 'requestId String?', 'details Json?'])
  })
})
