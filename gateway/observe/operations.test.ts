import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '../../prisma/database/project-folder.ts'
import { metricFacts } from '../../schema/observe/metrics.ts'
import type { MetricFacts } from '../../schema/observe/metrics.ts'
import '../quickstart.ts'
import '../serve-distributed.ts'
import { withPart, writtenParts } from './operations-text.ts'

const read = (path: string): string => readFileSync(join(projectFolder, path), 'utf8')

/** Tests of the same process count under names of their own. */
const facts = (): readonly MetricFacts[] => metricFacts().filter(({ name }) => !name.startsWith('veil_test_'))

describe('what operators read', () => {
  it('says of settings and metrics what the product knows of them (node --import tsx gateway/observe/write-operations.ts)', () => {
    for (const part of writtenParts(read, facts())) {
      expect(part.text.length).toBeGreaterThan(100)
      expect(read(part.path)).toBe(withPart(read(part.path), part))
    }
  })

  it('knows every metric of the code, and each says its labels', () => {
    const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'gateway/*.ts', 'subgraphs/*.ts', 'schema/*.ts', 'prisma/database/*.ts'], { cwd: projectFolder, encoding: 'utf8' })
      .split('\n').filter(path => path !== '' && !path.endsWith('.test.ts'))
    const named = files.flatMap(path => [...read(path).matchAll(/\b(?:counter|gauge|histogram)\(\s*'(\w+)'/g)].map(([, name = '']) => name))
    expect(named.length).toBeGreaterThan(20)
    expect([...new Set(named)].sort()).toEqual(facts().map(({ name }) => name).sort())
    for (const name of named) expect(name).toMatch(/^veil_[a-z_]+$/)
  })
})
