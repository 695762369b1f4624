import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GENERATED_HEADER } from './print-metadata.ts'
import { writeMetadata } from './write-metadata.ts'

const LONG_AGO = new Date(0)
const files = new Map([['billing.ts', `${GENERATED_HEADER}billing\n`], ['index.ts', `${GENERATED_HEADER}index\n`]])
let folder = ''

beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'metadata-')) })
afterEach(() => rmSync(folder, { recursive: true }))

describe('writeMetadata', () => {
  it('leaves a file alone that says the same', () => {
    writeMetadata(folder, files)
    utimesSync(join(folder, 'billing.ts'), LONG_AGO, LONG_AGO)
    expect(writeMetadata(folder, new Map([...files, ['index.ts', `${GENERATED_HEADER}more\n`]]))).toEqual(['index.ts'])
    expect(statSync(join(folder, 'billing.ts')).mtime).toEqual(LONG_AGO)
    expect(readFileSync(join(folder, 'index.ts'), 'utf8')).toContain('more')
  })

  it('removes the file of a module that is gone, and nothing that people wrote', () => {
    writeMetadata(folder, files)
    writeFileSync(join(folder, 'notes.test.ts'), 'by hand')
    expect(writeMetadata(folder, new Map([...files].slice(1)))).toEqual(['billing.ts'])
    expect(readdirSync(folder).sort()).toEqual(['index.ts', 'notes.test.ts'])
  })
})
